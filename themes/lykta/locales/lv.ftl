# Words of the interface. One message a word; identifiers are the same in every language.

## Around every page
skip_to_content = Pāriet uz saturu
language = Valoda
languages = Valodas
menu = Izvēlne
home = Sākums
leave_page = Pamest lapu
main_navigation = Galvenā izvēlne
breadcrumbs = Jūs atrodaties šeit
footer_navigation = Par vietni
contents = Saturs
draft = Melnraksts
scheduled = Vēl nav publicēts

## A page and its state
updated = Atjaunināts
printed = Izdrukāts
table = Tabula
published = Publicēts
reviewed = Pārbaudīts
sources = Avoti
related = Saistīts
read_also = Lasiet arī
in_a_minute = Vienā minūtē
topics = Tēmas
countries = Valstis
audiences = Kam paredzēts
original_language = Oriģināls: { $language }
not_reviewed = Dzimtās valodas runātājs šo tulkojumu vēl nav pārbaudījis.
reviewed_by = Pārbaudīja: { $who }
outdated = Oriģināls ir mainīts kopš tulkojuma.
fallback_notice = Lapa nav pieejama šajā valodā ({ $language }). Tā tiek rādīta citā valodā: { $other }.
reading_time = { $minutes ->
    [zero] Lasīšanai { $minutes } minūšu
    [one] Lasīšanai { $minutes } minūte
   *[other] Lasīšanai { $minutes } minūtes
}
footnotes = Piezīmes
citations = Atsauces uz avotiem
back_to_text = Atpakaļ pie teksta
note = Piezīme
tip = Padoms
important = Svarīgi
warning = Brīdinājums
caution = Uzmanību
task_done = izdarīts
task_open = jādara

## Kinds
kind_brief = Informatīvais materiāls
kind_tool = Rīks
kind_seminar = Seminārs
kind_page = Lapa
kind_term = Termins
kind_organisation = Organizācija
kinds_brief = Informatīvie materiāli
kinds_tool = Rīki
kinds_seminar = Semināri
kinds_page = Lapas
kinds_term = Terminu vārdnīca
kinds_organisation = Organizācijas

## Tool
for_whom = Kam paredzēts
when_to_use = Kad
needs = Kas nepieciešams

## Seminar
when = Kad
where = Kur
with = Kopā ar
questions = Jautājumi
date_not_published = Datums nav publicēts
add_to_calendar = Pievienot kalendāram

## Term
definition = Definīcija
synonyms = Citi nosaukumi
in_other_languages = Citās valodās
term = Termins

## Organisation
country = Valsts
website = Tīmekļvietne
telephone = Tālrunis
email = E-pasts
contact = Citi kontakti
verified_on = Pēdējo reizi pārbaudīts

## Lists
next = Nākamā
previous = Iepriekšējā
page_of = { $page }. lapa no { $pages }
works_count = { $count ->
    [zero] { $count } tekstu
    [one] { $count } teksts
   *[other] { $count } teksti
}
empty_list = Šeit vēl nekas nav publicēts.
all_of = Viss: { $what }
newest = Jaunākie
i_am = Kur jūs strādājat?
subscribe = Sekot plūsmai (Atom)

## 404
not_found = Šādas lapas nav
not_found_hint = Adrese, iespējams, ir mainījusies. Sāciet no sākumlapas vai izvēlieties sarakstu.

## Footer
licence = Licence
treats_you = Šī vietne neizmanto sīkdatnes, neko neglabā jūsu ierīcē un neko neielādē no citām vietnēm.
choose_language = Izvēlieties valodu

danger = Bīstami
signs_for = Pazīmes lomai
all_roles = Visi
role_police = Policija
role_border_guards = Robežsardze
role_prosecutors = Prokuratūra
role_social_work = Sociālais darbs
role_health = Veselības aprūpe
role_migration = Migrācija
sign_field = Joma
sign = Pazīme
weight_strong = Būtiska
weight_moderate = Vidēji būtiska
weight_weak = Mazāk būtiska
not_verified = Nav pārbaudīts
more_about = Vairāk par terminu
only_in = Attiecas uz vienu valsti: { $country }

## Search
search = Meklēt
search_label = Ko jūs meklējat?
search_kind = Teksta veids
search_all = Visi
search_found = Rezultāti: { $count }
search_nothing = Nekas netika atrasts. Mēģiniet mazāk vai citus vārdus vai skatiet sarakstu zemāk.
search_busy = Meklē…
search_failed = Meklēšanu nevarēja ielādēt. Viss ir sarakstā zemāk.
search_more = Rādīt vairāk

## To keep and to print
keep = Saglabāt lietošanai bez tīkla
keep_what = Šajā ierīcē nekas netiek saglabāts, ja vien jūs to šeit nelūdzat. Citi ierīces lietotāji to tad var redzēt.
keep_do = Saglabāt visas lapas: { $language }
keep_remove = Noņemt visu saglabāto
keep_kept = Saglabāts: { $date } ({ $size }).
keep_working = Ielādēts: { $count } no { $all }
keep_none = Šajā ierīcē nekas nav saglabāts.
keep_failed = Tas neizdevās.
keep_impossible = Tam vajadzīgs skripts un drošs savienojums; nekas nav saglabāts.
print_all = Drukāt visu kā vienu dokumentu

## All sources
sources_all = Visi avoti
sources_intro = Uz ko balstās teksti, pēc veida un gada. Katrs ieraksts pasaka, kur tas izmantots.
sources_law = Likumi, konvencijas un citi tiesību akti
sources_cases = Tiesu nolēmumi
sources_reports = Ziņojumi un vadlīnijas
sources_books = Grāmatas
sources_articles = Raksti un pētījumi
sources_web = Tīmekļa vietnes
sources_others = Citi
sources_used_in = Izmantots
sources_download = Lejupielādēt atsauču pārvaldniekam
sources_undated = Bez gada

## Signs
# What stands between the parts of a short list; a space follows.
comma = ,
## A list that is narrowed, and its headings
narrow = Sašaurināt sarakstu
show_all = Rādīt visu sarakstu
state = Tulkojums
state_own = Latviešu valodā
state_other = Citā valodā
state_outdated = Oriģināls kopš tulkošanas ir mainīts
state_not_reviewed = Nav pārbaudījis neviens, kam tā ir dzimtā valoda
when_upcoming = Gaidāmie
when_past = Bijušie
value_yes = Jā
value_no = Nē
value_absent = Nav norādīts

## Data for research
data = Dati pētniecībai
data_intro = Viss šeit publicētais tabulās: viena rinda katram darbam tā, kā to redz latviešu valodā lasošie.
data_files = Datnes
data_all = Visi darbi
data_date = Stāvoklis
data_version = Formāta versija
data_stable = Vienas versijas ietvaros sleju nosaukumi un nozīme nemainās.
data_cite = Kā atsaukties
data_csv = CSV atbilst RFC 4180 UTF-8 kodējumā, sleju nosaukumi ir pirmajā rindā. Saraksta vērtības atdala “ | ”; zīmi | vērtībā raksta \|, un \ raksta \\. Lai neviena izklājlapu programma neuzskatītu tekstu par formulu, pirms katra teksta, kas sākas ar =, +, -, @, apostrofu, tabulatoru vai rindas pārnesumu, ir apostrofs; lasot datni, to noņemiet. Skaitļi paliek, kādi ir.
data_json = JSON ir objektu saraksts ar tiem pašiem nosaukumiem. Nezināmais ir null; saraksts bez vērtībām ir tukšs. Blakus esošā JSON shēma apraksta katru vērtību.
data_common = Visu darbu slejas un šīs:
data_column = Sleja
data_type = Tips
data_meaning = Nozīme
type_text = Teksts
type_list = Saraksts
type_choice = Viens no
type_number = Skaitlis
type_date = Datums: gads-mēnesis-diena
type_date_range = Pirmā un pēdējā diena
type_country = Valsts kods (ISO 3166-1)
type_language = Valodas kods (BCP 47)
type_url = Tīmekļa adrese
type_work = Darba ceļš
type_source = Avota atslēga
data_of_id = Darbs; visās valodās viens un tas pats
data_of_kind = Kāda veida darbs tas ir
data_of_permalink = Kur to var lasīt
data_of_language = Šīs rindas teksta valoda
data_of_title = Virsraksts
data_of_summary = Kopsavilkums
data_of_source_language = Valoda, kurā darbs sākotnēji uzrakstīts
data_of_translation_state = Teksta attiecība pret oriģinālu: original ir pats oriģināls, current aktuāls, outdated novecojis, jo oriģināls ir mainīts, unknown nav zināms
data_of_reviewed_on = Kad tulkojumu pārbaudījis cilvēks, kam tā ir dzimtā valoda
data_of_date = Publicēšanas diena
data_of_updated = Pēdējo lasītājam būtisko izmaiņu diena
data_of_sources = Avoti, uz kuriem teksts atsaucas vai balstās
data_of_source_key = Nosaukums, ar kuru darbi atsaucas uz avotu
data_of_source_title = Virsraksts
data_of_source_authors = Kas to uzrakstījis
data_of_source_publisher = Kas to izdevis
data_of_source_date = Gads vai datums
data_of_source_url = Kur to var lasīt
data_of_source_works = Darbi, kas uz to atsaucas vai balstās
data_of_field_forms = Citas vārda formas, kādas tās ir tekstos
data_of_field_avoid = Vārdi par to pašu, kas sāpina vai maldina
data_of_field_names = Kā terminu sauc citās valodās
data_of_field_verify_every = Pēc cik dienām numurs jāpārbauda atkārtoti

## A source whose address is gone
source_gone = Adrese vairs neatbild.
source_worked = Pēdējo reizi tā darbojās: { $date }.
## Files
kilobytes = { $number } kB
megabytes = { $number } MB

## To pass on
link_to_section = Saite uz sadaļu: { $section }
copied = Nokopēts
cite = Atsaukties uz šo lapu
version = versija
copy = Kopēt
copy_as = Kopēt formātā { $format }
feed_explained = Šī ir plūsma. Ievadiet tās adresi plūsmu lasītājā, un tas paziņos, kad tiks publicēts kas jauns.
nearest = Vai meklējāt kādu no šīm lapām?

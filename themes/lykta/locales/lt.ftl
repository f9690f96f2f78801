# Words of the interface. One message a word; identifiers are the same in every language.

## Around every page
skip_to_content = Pereiti prie turinio
language = Kalba
languages = Kalbos
menu = Meniu
home = Pradžia
leave_page = Palikti puslapį
main_navigation = Pagrindinis meniu
breadcrumbs = Jūs esate čia
footer_navigation = Apie svetainę
contents = Turinys
draft = Juodraštis
scheduled = Dar nepaskelbta

## A page and its state
updated = Atnaujinta
printed = Išspausdinta
table = Lentelė
published = Paskelbta
reviewed = Peržiūrėta
sources = Šaltiniai
related = Susiję
read_also = Skaitykite taip pat
in_a_minute = Per minutę
topics = Temos
countries = Šalys
audiences = Kam skirta
original_language = Originalas: { $language }
not_reviewed = Šio vertimo gimtakalbis dar neperžiūrėjo.
reviewed_by = Peržiūrėjo: { $who }
outdated = Originalas pakeistas po vertimo.
fallback_notice = Šia kalba puslapio nėra ({ $language }). Jis rodomas kita kalba: { $other }.
reading_time = { $minutes ->
    [one] Skaitymo trukmė { $minutes } minutė
    [few] Skaitymo trukmė { $minutes } minutės
   *[other] Skaitymo trukmė { $minutes } minučių
}
footnotes = Pastabos
citations = Šaltinių nuorodos
back_to_text = Atgal į tekstą
note = Pastaba
tip = Patarimas
important = Svarbu
warning = Įspėjimas
caution = Atsargiai
task_done = atlikta
task_open = reikia atlikti

## Kinds
kind_brief = Apžvalga
kind_tool = Priemonė
kind_seminar = Seminaras
kind_page = Puslapis
kind_term = Terminas
kind_organisation = Organizacija
kinds_brief = Apžvalgos
kinds_tool = Priemonės
kinds_seminar = Seminarai
kinds_page = Puslapiai
kinds_term = Terminų žodynas
kinds_organisation = Organizacijos

## Tool
for_whom = Kam skirta
when_to_use = Kada
needs = Ko reikia

## Seminar
when = Kada
where = Kur
with = Kartu su
questions = Klausimai
date_not_published = Data nepaskelbta
add_to_calendar = Įtraukti į kalendorių

## Term
definition = Apibrėžtis
synonyms = Kiti pavadinimai
in_other_languages = Kitomis kalbomis
term = Terminas

## Organisation
country = Šalis
website = Svetainė
telephone = Telefonas
email = El. paštas
contact = Kiti kontaktai
verified_on = Paskutinį kartą patikrinta

## Lists
next = Kitas
previous = Ankstesnis
page_of = { $page } puslapis iš { $pages }
works_count = { $count ->
    [one] { $count } tekstas
    [few] { $count } tekstai
   *[other] { $count } tekstų
}
empty_list = Čia dar nieko nepaskelbta.
all_of = Viskas: { $what }
newest = Naujausi
i_am = Kur dirbate?
subscribe = Sekti naujienų srautą (Atom)

## 404
not_found = Tokio puslapio nėra
not_found_hint = Galbūt adresas pasikeitė. Pradėkite nuo pradžios puslapio arba pasirinkite sąrašą.

## Footer
licence = Licencija
treats_you = Ši svetainė nenaudoja slapukų, nieko nesaugo jūsų įrenginyje ir nieko neįkelia iš kitur.
choose_language = Pasirinkite kalbą

danger = Pavojus
signs_for = Požymiai vaidmeniui
all_roles = Visi
role_police = Policija
role_border_guards = Sienos apsauga
role_prosecutors = Prokuratūra
role_social_work = Socialinis darbas
role_health = Sveikatos priežiūra
role_migration = Migracija
sign_field = Sritis
sign = Požymis
weight_strong = Svarbus
weight_moderate = Vidutiniškai svarbus
weight_weak = Mažai svarbus
not_verified = Nepatikrinta
more_about = Daugiau apie terminą
only_in = Galioja vienoje šalyje: { $country }

## Search
search = Paieška
search_label = Ko ieškote?
search_kind = Teksto rūšis
search_all = Visi
search_found = Rezultatai: { $count }
search_nothing = Nieko nerasta. Pabandykite mažiau arba kitų žodžių arba žiūrėkite sąrašą žemiau.
search_busy = Ieškoma…
search_failed = Paieškos nepavyko įkelti. Viskas yra sąraše žemiau.
search_more = Rodyti daugiau

## To keep and to print
keep = Išsaugoti naudoti be tinklo
keep_what = Šiame įrenginyje niekas neišsaugoma, jei čia to nepaprašote. Kiti įrenginio naudotojai tada gali tai matyti.
keep_do = Išsaugoti visus puslapius: { $language }
keep_remove = Pašalinti viską, kas išsaugota
keep_kept = Išsaugota { $date }: { $size }.
keep_working = Atsiųsta: { $count } iš { $all }
keep_none = Šiame įrenginyje niekas neišsaugota.
keep_failed = Nepavyko.
keep_impossible = Tam reikia scenarijaus ir saugaus ryšio; niekas neišsaugota.
print_all = Spausdinti viską kaip vieną dokumentą

## All sources
sources_all = Visi šaltiniai
sources_intro = Kuo remiasi tekstai, pagal rūšį ir metus. Kiekvienas įrašas nurodo, kur jis naudojamas.
sources_law = Įstatymai, konvencijos ir kiti teisės aktai
sources_cases = Teismų sprendimai
sources_reports = Ataskaitos ir gairės
sources_books = Knygos
sources_articles = Straipsniai ir tyrimai
sources_web = Svetainės
sources_others = Kita
sources_used_in = Naudojama
sources_download = Atsisiųsti nuorodų tvarkyklei
sources_undated = Be metų

## Signs
# What stands between the parts of a short list; a space follows.
comma = ,
## A list that is narrowed, and its headings
narrow = Susiaurinti sąrašą
show_all = Rodyti visą sąrašą
state = Vertimas
state_own = Lietuviškai
state_other = Kita kalba
state_outdated = Originalas po vertimo pasikeitė
state_not_reviewed = Neperžiūrėta gimtakalbio
when_upcoming = Būsimi
when_past = Įvykę
value_yes = Taip
value_no = Ne
value_absent = Nenurodyta

## Data for research
data = Duomenys tyrimams
data_intro = Visa, kas čia paskelbta, lentelėmis: po vieną eilutę kiekvienam kūriniui taip, kaip jį mato skaitantieji lietuviškai.
data_files = Failai
data_all = Visi kūriniai
data_date = Būklė
data_version = Formato versija
data_stable = Vienos versijos stulpelių pavadinimai ir reikšmės nesikeičia.
data_cite = Kaip cituoti
data_csv = CSV atitinka RFC 4180, koduotė UTF-8, stulpelių pavadinimai pirmoje eilutėje. Sąrašo reikšmės skiriamos „ | “; reikšmėje esantis | rašomas \|, o \ rašomas \\. Kad jokia skaičiuoklė nepalaikytų teksto formule, prieš kiekvieną tekstą, prasidedantį ženklu =, +, -, @, apostrofu, tabuliavimo ženklu ar eilutės lūžiu, rašomas apostrofas; skaitydami failą jį pašalinkite. Skaičiai lieka tokie, kokie yra.
data_json = JSON yra objektų tais pačiais pavadinimais sąrašas. Kas nežinoma, yra null; sąrašas be reikšmių yra tuščias. Šalia esanti JSON schema aprašo kiekvieną reikšmę.
data_common = Visų kūrinių stulpeliai ir šie:
data_column = Stulpelis
data_type = Tipas
data_meaning = Reikšmė
type_text = Tekstas
type_list = Sąrašas
type_choice = Vienas iš
type_number = Skaičius
type_date = Data: metai-mėnuo-diena
type_date_range = Pirmoji ir paskutinė diena
type_country = Šalies kodas (ISO 3166-1)
type_language = Kalbos kodas (BCP 47)
type_url = Žiniatinklio adresas
type_work = Kūrinio kelias
type_source = Šaltinio raktas
data_of_id = Kūrinys; visomis kalbomis tas pats
data_of_kind = Kokios rūšies kūrinys
data_of_permalink = Kur jį galima skaityti
data_of_language = Šios eilutės teksto kalba
data_of_title = Pavadinimas
data_of_summary = Santrauka
data_of_source_language = Kalba, kuria kūrinys iš pradžių parašytas
data_of_translation_state = Teksto santykis su originalu: original yra pats originalas, current naujausias, outdated pasenęs, nes originalas pasikeitė, unknown nežinoma
data_of_reviewed_on = Kada vertimą peržiūrėjo gimtakalbis
data_of_date = Paskelbimo diena
data_of_updated = Paskutinio skaitytojui svarbaus pakeitimo diena
data_of_sources = Šaltiniai, kuriuos tekstas cituoja arba kuriais remiasi
data_of_source_key = Vardas, kuriuo kūriniai nurodo šaltinį
data_of_source_title = Pavadinimas
data_of_source_authors = Kas jį parašė
data_of_source_publisher = Kas jį išleido
data_of_source_date = Metai arba data
data_of_source_url = Kur jį galima skaityti
data_of_source_works = Kūriniai, kurie jį cituoja arba juo remiasi
data_of_field_forms = Kitos žodžio formos, kokios jos yra tekstuose
data_of_field_avoid = Žodžiai tam pačiam dalykui, kurie žeidžia arba klaidina
data_of_field_names = Kaip terminas vadinamas kitomis kalbomis
data_of_field_verify_every = Po kiek dienų numerį reikia patikrinti iš naujo

## A source whose address is gone
source_gone = Adresas nebeatsako.
source_worked = Paskutinį kartą jis veikė { $date }
## Files
kilobytes = { $number } kB
megabytes = { $number } MB

## To pass on
link_to_section = Nuoroda į skyrių: { $section }
copied = Nukopijuota
cite = Cituoti šį puslapį
version = versija
copy = Kopijuoti
copy_as = Kopijuoti { $format } formatu
feed_explained = Tai naujienų srautas. Įrašykite jo adresą į srautų skaityklę, ir ji praneš, kai bus paskelbta kas nors nauja.
nearest = Gal ieškojote vieno iš šių puslapių?

# Words of the interface. One message a word; identifiers are the same in every language.

## Around every page
skip_to_content = Liigu sisu juurde
language = Keel
languages = Keeled
menu = Menüü
home = Avaleht
leave_page = Lahku lehelt
main_navigation = Peamenüü
breadcrumbs = Olete siin
footer_navigation = Veebilehest
contents = Sisukord
draft = Mustand
scheduled = Veel avaldamata

## A page and its state
updated = Uuendatud
printed = Prinditud
table = Tabel
published = Avaldatud
reviewed = Üle vaadatud
sources = Allikad
related = Seotud
read_also = Loe ka
in_a_minute = Ühe minutiga
topics = Teemad
countries = Riigid
audiences = Kellele
original_language = Originaal: { $language }
not_reviewed = Emakeelne kõneleja ei ole seda tõlget veel üle vaadanud.
reviewed_by = Üle vaadanud: { $who }
outdated = Originaali on pärast tõlkimist muudetud.
fallback_notice = Leht ei ole selles keeles saadaval ({ $language }). Seda kuvatakse teises keeles: { $other }.
reading_time = { $minutes ->
    [one] Lugemiseks { $minutes } minut
   *[other] Lugemiseks { $minutes } minutit
}
footnotes = Märkused
citations = Viited
back_to_text = Tagasi teksti juurde
note = Märkus
tip = Nõuanne
important = Oluline
warning = Hoiatus
caution = Ettevaatust
task_done = tehtud
task_open = tegemata

## Kinds
kind_brief = Ülevaade
kind_tool = Tööriist
kind_seminar = Seminar
kind_page = Leht
kind_term = Termin
kind_organisation = Organisatsioon
kinds_brief = Ülevaated
kinds_tool = Tööriistad
kinds_seminar = Seminarid
kinds_page = Lehed
kinds_term = Sõnastik
kinds_organisation = Organisatsioonid

## Tool
for_whom = Kellele
when_to_use = Millal
needs = Mida on vaja

## Seminar
when = Millal
where = Kus
with = Koostöös
questions = Küsimused
date_not_published = Kuupäev avaldamata
add_to_calendar = Lisa kalendrisse

## Term
definition = Määratlus
synonyms = Muud nimetused
in_other_languages = Teistes keeltes
term = Termin

## Organisation
country = Riik
website = Veebileht
telephone = Telefon
email = E-post
contact = Muud kontaktid
verified_on = Viimati kontrollitud

## Lists
next = Järgmine
previous = Eelmine
page_of = Leht { $page } / { $pages }
works_count = { $count ->
    [one] { $count } tekst
   *[other] { $count } teksti
}
empty_list = Siin pole veel midagi avaldatud.
all_of = Kõik: { $what }
newest = Uusimad
i_am = Kus te töötate?
subscribe = Jälgi voogu (Atom)

## 404
not_found = Seda lehte ei ole
not_found_hint = Aadress võib olla muutunud. Alustage avalehelt või valige loend.

## Footer
licence = Litsents
treats_you = See veebileht ei kasuta küpsiseid, ei salvesta teie seadmesse midagi ega laadi midagi mujalt.
choose_language = Vali keel

danger = Oht
signs_for = Märgid rollile
all_roles = Kõik
role_police = Politsei
role_border_guards = Piirivalve
role_prosecutors = Prokuratuur
role_social_work = Sotsiaaltöö
role_health = Tervishoid
role_migration = Ränne
sign_field = Valdkond
sign = Märk
weight_strong = Kaalukas
weight_moderate = Mõnevõrra kaalukas
weight_weak = Vähe kaalukas
not_verified = Kontrollimata
more_about = Rohkem mõiste kohta
only_in = Kehtib ühes riigis: { $country }

## Search
search = Otsing
search_label = Mida otsite?
search_kind = Teksti liik
search_all = Kõik
search_found = Tulemusi: { $count }
search_nothing = Midagi ei leitud. Proovige vähem või muid sõnu või vaadake allolevat loendit.
search_busy = Otsin…
search_failed = Otsingut ei saanud laadida. Kõik on allolevas loendis.
search_more = Näita rohkem

## To keep and to print
keep = Salvesta kasutamiseks võrguta
keep_what = Sellesse seadmesse ei salvestata midagi, kui te seda siin ei palu. Teised seadme kasutajad võivad seda siis näha.
keep_do = Salvesta kõik lehed: { $language }
keep_remove = Eemalda kõik salvestatu
keep_kept = Salvestatud: { $date } ({ $size }).
keep_working = Laaditud: { $count } / { $all }
keep_none = Sellesse seadmesse pole midagi salvestatud.
keep_failed = See ei õnnestunud.
keep_impossible = See nõuab skripti ja turvalist ühendust; midagi pole salvestatud.
print_all = Prindi kõik ühe dokumendina

## All sources
sources_all = Kõik allikad
sources_intro = Millele tekstid tuginevad, liigi ja aasta järgi. Iga kirje ütleb, kus seda on kasutatud.
sources_law = Seadused, konventsioonid ja muud õigusaktid
sources_cases = Kohtulahendid
sources_reports = Aruanded ja juhendid
sources_books = Raamatud
sources_articles = Artiklid ja uurimused
sources_web = Veebilehed
sources_others = Muu
sources_used_in = Kasutatud tekstides
sources_download = Laadi alla viitehalduri jaoks
sources_undated = Ilma aastata

## Signs
# What stands between the parts of a short list; a space follows.
comma = ,
## A list that is narrowed, and its headings
narrow = Kitsenda loendit
show_all = Näita kogu loendit
state = Tõlge
state_own = Eesti keeles
state_other = Muus keeles
state_outdated = Originaal on vahepeal muutunud
state_not_reviewed = Emakeelne kõneleja ei ole üle vaadanud
when_upcoming = Tulevased
when_past = Möödunud
value_yes = Jah
value_no = Ei
value_absent = Märkimata

## Data for research
data = Andmed uurijatele
data_intro = Kõik siin avaldatu tabelitena: iga teose kohta üks rida, nii nagu seda näidatakse eesti keeles lugejale.
data_files = Failid
data_all = Kõik teosed
data_date = Seis
data_version = Vormingu versioon
data_stable = Ühe versiooni piires jäävad veergude nimed ja tähendus samaks.
data_cite = Kuidas viidata
data_csv = CSV järgib standardit RFC 4180 kodeeringus UTF-8, veergude nimed on esimesel real. Loendi väärtusi eraldab „ | “; väärtuses olev | kirjutatakse \| ja \ kirjutatakse \\. Et ükski tabelarvutusprogramm ei peaks teksti valemiks, on ülakoma iga teksti ees, mis algab märgiga =, +, -, @, ülakoma, tabulaatori või reavahetusega; eemaldage see faili lugedes. Arvud jäävad muutmata.
data_json = JSON on samade nimedega objektide loend. Mis pole teada, on null; väärtusteta loend on tühi. Kõrval olev JSON-skeem kirjeldab iga väärtust.
data_common = Kõigi teoste veerud ja need:
data_column = Veerg
data_type = Tüüp
data_meaning = Tähendus
type_text = Tekst
type_list = Loend
type_choice = Üks neist
type_number = Arv
type_date = Kuupäev: aasta-kuu-päev
type_date_range = Esimene ja viimane päev
type_country = Riigikood (ISO 3166-1)
type_language = Keelekood (BCP 47)
type_url = Veebiaadress
type_work = Teose tee
type_source = Allika võti
data_of_id = Teos; kõigis keeltes sama
data_of_kind = Mis liiki teos see on
data_of_permalink = Kus seda lugeda saab
data_of_language = Selle rea teksti keel
data_of_title = Pealkiri
data_of_summary = Kokkuvõte
data_of_source_language = Keel, milles teos algselt kirjutati
data_of_translation_state = Teksti suhe originaaliga: original on originaal ise, current ajakohane, outdated aegunud, sest originaal on muutunud, unknown teadmata
data_of_reviewed_on = Millal emakeelne kõneleja tõlke üle vaatas
data_of_date = Avaldamise päev
data_of_updated = Viimase lugejale olulise muudatuse päev
data_of_sources = Allikad, millele tekst viitab või tugineb
data_of_source_key = Nimi, millega teosed allikale viitavad
data_of_source_title = Pealkiri
data_of_source_authors = Kes selle kirjutas
data_of_source_publisher = Kes selle avaldas
data_of_source_date = Aasta või kuupäev
data_of_source_url = Kus seda lugeda saab
data_of_source_works = Teosed, mis sellele viitavad või tuginevad
data_of_field_forms = Sõna muud vormid, nagu need tekstides esinevad
data_of_field_avoid = Sama asja kohta käivad sõnad, mis haavavad või eksitavad
data_of_field_names = Kuidas terminit teistes keeltes nimetatakse
data_of_field_verify_every = Mitme päeva pärast tuleb numbrit uuesti kontrollida

## A source whose address is gone
source_gone = Aadress enam ei vasta.
source_worked = Viimati töötas see: { $date }.
## Files
kilobytes = { $number } kB
megabytes = { $number } MB

## To pass on
link_to_section = Link jaotisele: { $section }
copied = Kopeeritud
cite = Viita sellele lehele
version = versioon
copy = Kopeeri
copy_as = Kopeeri vormingus { $format }
feed_explained = See on voog. Andke selle aadress voolugejale ja see teatab, kui midagi uut avaldatakse.
nearest = Kas mõtlesite mõnda neist lehtedest?

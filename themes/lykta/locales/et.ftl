# Words of the interface. One message a word; identifiers are the same in every language.

## Around every page
skip_to_content = Liigu sisu juurde
language = Keel
languages = Keeled
menu = Menüü
home = Avaleht
leave_page = Lahku lehelt
main_navigation = Peamenüü
breadcrumbs = Oled siin
footer_navigation = Veebilehest
contents = Sisukord
draft = Mustand
scheduled = Veel avaldamata

## A page and its state
updated = Uuendatud
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
i_am = Kus sa töötad?
subscribe = Jälgi voogu (Atom)

## 404
not_found = Seda lehte ei ole
not_found_hint = Aadress võib olla muutunud. Alusta avalehelt või vali loend.

## Footer
licence = Litsents
treats_you = See veebileht ei kasuta küpsiseid, ei salvesta sinu seadmesse midagi ega laadi midagi mujalt.
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
search_nothing = Midagi ei leitud. Proovige vähem või muid sõnu või vaadake allolevat loetelu.
search_failed = Otsingut ei saanud laadida. Kõik on allolevas loetelus.
search_more = Näita rohkem

## To keep and to print
keep = Salvesta kasutamiseks võrguta
keep_what = Sellesse seadmesse ei salvestata midagi, kui te seda siin ei palu. Teised seadme kasutajad võivad seda siis näha.
keep_do = Salvesta kõik lehed: { $language }
keep_remove = Eemalda kõik salvestatu
keep_kept = Salvestatud { $date }: { $size }.
keep_working = Laaditud: { $count } / { $all }
keep_none = Sellesse seadmesse pole midagi salvestatud.
keep_failed = See ei õnnestunud. Midagi pole salvestatud.
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

## To pass on
link_to_section = Link jaotisele: { $section }
copied = Kopeeritud
cite = Viita sellele lehele
version = versioon
copy = Kopeeri
copy_as = Kopeeri vormingus { $format }
feed_explained = See on voog. Anna selle aadress voolugejale ja see teatab, kui midagi uut avaldatakse.
nearest = Kas mõtlesid mõnda neist lehtedest?

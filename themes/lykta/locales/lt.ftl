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
keep_failed = Nepavyko. Niekas neišsaugota.
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

## To pass on
link_to_section = Nuoroda į skyrių: { $section }
copied = Nukopijuota
cite = Cituoti šį puslapį
version = versija
copy = Kopijuoti
copy_as = Kopijuoti { $format } formatu
feed_explained = Tai naujienų srautas. Įrašykite jo adresą į srautų skaityklę, ir ji praneš, kai bus paskelbta kas nors nauja.
nearest = Gal ieškojote vieno iš šių puslapių?

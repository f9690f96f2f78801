# Words of the interface. One message a word; identifiers are the same in every language.

## Around every page
skip_to_content = Spring til indhold
language = Sprog
languages = Sprog
menu = Menu
home = Forside
leave_page = Forlad siden
main_navigation = Hovedmenu
breadcrumbs = Du er her
footer_navigation = Om webstedet
contents = Indhold
draft = Kladde
scheduled = Ikke udgivet endnu

## A page and its state
updated = Opdateret
published = Udgivet
reviewed = Gennemgået
sources = Kilder
related = Relateret
read_also = Læs også
in_a_minute = På et minut
topics = Emner
countries = Lande
audiences = For hvem
original_language = Original: { $language }
not_reviewed = Oversættelsen er endnu ikke gennemgået af en modersmålstaler.
reviewed_by = Gennemgået af { $who }
outdated = Originalen er ændret siden oversættelsen.
fallback_notice = Siden findes ikke på dette sprog ({ $language }). Den vises på et andet: { $other }.
reading_time = { $minutes ->
    [one] { $minutes } minut at læse
   *[other] { $minutes } minutter at læse
}
footnotes = Noter
back_to_text = Tilbage til teksten
note = Bemærk
tip = Tip
important = Vigtigt
warning = Advarsel
caution = Vær forsigtig
task_done = gjort
task_open = skal gøres

## Kinds
kind_brief = Vidensnotat
kind_tool = Værktøj
kind_seminar = Seminar
kind_page = Side
kind_term = Term
kind_organisation = Organisation
kinds_brief = Vidensnotater
kinds_tool = Værktøjer
kinds_seminar = Seminarer
kinds_page = Sider
kinds_term = Ordliste
kinds_organisation = Organisationer

## Tool
for_whom = For hvem
when_to_use = Hvornår
needs = Hvad der skal bruges

## Seminar
when = Hvornår
where = Hvor
with = Sammen med
questions = Spørgsmål
date_not_published = Dato ikke offentliggjort
add_to_calendar = Føj til kalender

## Term
definition = Definition
synonyms = Kaldes også
in_other_languages = På andre sprog
term = Term

## Organisation
country = Land
website = Websted
telephone = Telefon
verified_on = Senest kontrolleret

## Lists
next = Næste
previous = Forrige
page_of = Side { $page } af { $pages }
works_count = { $count ->
    [one] { $count } tekst
   *[other] { $count } tekster
}
empty_list = Her er endnu ikke udgivet noget.
all_of = Alle: { $what }
newest = Nyeste
i_am = Hvor arbejder du?
subscribe = Følg via feed (Atom)

## 404
not_found = Siden findes ikke
not_found_hint = Adressen kan være ændret. Begynd på forsiden, eller vælg en liste.

## Footer
licence = Licens
treats_you = Webstedet sætter ingen cookies, gemmer intet på din enhed og henter intet fra andre.
choose_language = Vælg sprog

danger = Fare
signs_for = Tegn for
all_roles = Alle
role_police = Politi
role_border_guards = Grænsekontrol
role_prosecutors = Anklagemyndighed
role_social_work = Socialt arbejde
role_health = Sundhedsvæsen
role_migration = Migration
sign_field = Område
sign = Tegn
weight_strong = Vejer tungt
weight_moderate = Vejer noget
weight_weak = Vejer lidt
not_verified = Ikke kontrolleret
more_about = Mere om ordet
only_in = Gælder i ét land: { $country }

## Search
search = Søg
search_label = Hvad søger du?
search_kind = Slags tekst
search_all = Alle
search_found = Resultater: { $count }
search_nothing = Intet blev fundet. Prøv færre eller andre ord, eller se i listen nedenfor.
search_failed = Søgningen kunne ikke hentes. Alt står i listen nedenfor.
search_more = Vis flere

## To keep and to print
keep = Gem til læsning uden net
keep_what = Intet gemmes på denne enhed, medmindre du beder om det her. Andre, der bruger enheden, kan så se det.
keep_do = Gem alle sider på { $language }
keep_remove = Fjern alt, der er gemt
keep_kept = Gemt { $date }: { $size }.
keep_working = Hentet: { $count } af { $all }
keep_none = Intet er gemt på denne enhed.
keep_failed = Det lykkedes ikke. Intet er gemt.
keep_impossible = Dette kræver script og en sikker forbindelse; intet er gemt.
print_all = Udskriv alle som ét dokument

## All sources
sources_all = Alle kilder
sources_intro = Det, teksterne bygger på, efter art og år. Hver post siger, hvor den bruges.
sources_law = Love, konventioner og andre retsakter
sources_cases = Retsafgørelser
sources_reports = Rapporter og vejledninger
sources_books = Bøger
sources_articles = Artikler og forskning
sources_web = Websteder
sources_others = Andet
sources_used_in = Bruges i
sources_download = Hent til referenceprogrammer
sources_undated = Uden år

## Signs
# What stands between the parts of a short list; a space follows.
comma = ,

## To pass on
link_to_section = Link til afsnittet: { $section }
copied = Kopieret
cite = Henvis til siden
version = version
copy = Kopiér
copy_as = Kopiér som { $format }
feed_explained = Dette er et feed. Giv adressen til en feedlæser, så siger den til, når der udgives noget nyt.
nearest = Mente du en af disse sider?

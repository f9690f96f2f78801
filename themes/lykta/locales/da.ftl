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
printed = Udskrevet
table = Tabel
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
citations = Kildehenvisninger
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
email = E-mail
contact = Flere kontaktveje
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
search_busy = Søger …
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
keep_failed = Det lykkedes ikke.
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
## A list that is narrowed, and its headings
narrow = Afgræns listen
show_all = Vis hele listen
state = Oversættelse
state_own = På dansk
state_other = På et andet sprog
state_outdated = Originalen er ændret siden
state_not_reviewed = Ikke gennemgået af en modersmålstaler
when_upcoming = Kommende
when_past = Tidligere
value_yes = Ja
value_no = Nej
value_absent = Ikke angivet

## Data for research
data = Data til forskning
data_intro = Alt, hvad der er udgivet her, som tabeller: en række for hvert værk, sådan som den, der læser på dansk, ser det.
data_files = Filer
data_all = Alle værker
data_date = Status pr.
data_version = Formatets version
data_stable = Inden for en version beholder kolonnerne deres navne og betydning.
data_cite = Sådan henviser du
data_csv = CSV følger RFC 4180 i UTF-8 med kolonnernes navne på første linje. Værdierne i en liste adskilles af » | «; et | i en værdi skrives \|, og \ skrives \\. For at intet regneark skal tage en tekst for en formel, står der en apostrof før hver tekst, der begynder med =, +, -, @, en apostrof, en tabulator eller et linjeskift; fjern den, når du læser filen. Tal står, som de er.
data_json = JSON er en liste af objekter med de samme navne. Det, der ikke kendes, er null; en liste uden værdier er tom. JSON-skemaet ved siden af beskriver hver værdi.
data_common = Kolonnerne for alle værker, og disse:
data_column = Kolonne
data_type = Type
data_meaning = Betydning
type_text = Tekst
type_list = Liste
type_choice = Et af
type_number = Tal
type_date = Dato: år-måned-dag
type_date_range = Første og sidste dag
type_country = Landekode (ISO 3166-1)
type_language = Sprogkode (BCP 47)
type_url = Webadresse
type_work = Et værks sti
type_source = En kildes nøgle
data_of_id = Værket; det samme på alle sprog
data_of_kind = Hvilken type værk det er
data_of_permalink = Hvor det kan læses
data_of_language = Sproget i denne rækkes tekst
data_of_title = Titel
data_of_summary = Resumé
data_of_source_language = Sproget, som værket først blev skrevet på
data_of_translation_state = Hvordan teksten forholder sig til originalen: original er originalen selv, current aktuel, outdated forældet, fordi originalen er ændret, unknown ukendt
data_of_reviewed_on = Hvornår en modersmålstaler gennemgik oversættelsen
data_of_date = Dagen for udgivelse
data_of_updated = Dagen for den seneste ændring af betydning for læseren
data_of_sources = Kilderne, som teksten henviser til eller bygger på
data_of_source_key = Navnet, som værkerne bruger for kilden
data_of_source_title = Titel
data_of_source_authors = Hvem der har skrevet den
data_of_source_publisher = Hvem der har udgivet den
data_of_source_date = Et år eller en dato
data_of_source_url = Hvor den kan læses
data_of_source_works = Værkerne, der henviser til den eller bygger på den
data_of_field_forms = Andre former af ordet, som de står i tekster
data_of_field_avoid = Ord for det samme, som sårer eller vildleder
data_of_field_names = Hvad termen hedder på andre sprog
data_of_field_verify_every = Efter hvor mange dage nummeret skal kontrolleres igen

## A source whose address is gone
source_gone = Adressen svarer ikke længere.
source_worked = Den virkede sidst den { $date }.
## Files
kilobytes = { $number } kB
megabytes = { $number } MB

## To pass on
link_to_section = Link til afsnittet: { $section }
copied = Kopieret
cite = Henvis til siden
version = version
copy = Kopiér
copy_as = Kopiér som { $format }
feed_explained = Dette er et feed. Giv adressen til en feedlæser, så siger den til, når der udgives noget nyt.
nearest = Mente du en af disse sider?

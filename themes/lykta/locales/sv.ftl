# Words of the interface. One message a word; identifiers are the same in every language.

## Around every page
skip_to_content = Hoppa till innehållet
language = Språk
languages = Språk
menu = Meny
home = Start
leave_page = Lämna sidan
main_navigation = Huvudmeny
breadcrumbs = Du är här
footer_navigation = Om webbplatsen
contents = Innehåll
draft = Utkast
scheduled = Inte publicerad än

## A page and its state
updated = Uppdaterad
printed = Utskriven
table = Tabell
published = Publicerad
reviewed = Granskad
sources = Källor
related = Relaterat
read_also = Läs också
in_a_minute = På en minut
topics = Ämnen
countries = Länder
audiences = För vem
original_language = Original: { $language }
not_reviewed = Översättningen är ännu inte granskad av någon med språket som modersmål.
reviewed_by = Granskad av { $who }
outdated = Originalet har ändrats sedan översättningen gjordes.
fallback_notice = Sidan finns inte på det här språket ({ $language }). Den visas på ett annat: { $other }.
reading_time = { $minutes ->
    [one] { $minutes } minut att läsa
   *[other] { $minutes } minuter att läsa
}
footnotes = Noter
citations = Källhänvisningar
back_to_text = Tillbaka till texten
note = Observera
tip = Tips
important = Viktigt
warning = Varning
caution = Var försiktig
task_done = gjort
task_open = att göra

## Kinds
kind_brief = Kunskapsunderlag
kind_tool = Verktyg
kind_seminar = Seminarium
kind_page = Sida
kind_term = Term
kind_organisation = Organisation
kinds_brief = Kunskapsunderlag
kinds_tool = Verktyg
kinds_seminar = Seminarier
kinds_page = Sidor
kinds_term = Ordlista
kinds_organisation = Organisationer

## Tool
for_whom = För vem
when_to_use = När
needs = Vad som behövs

## Seminar
when = När
where = Var
with = Tillsammans med
questions = Frågor
date_not_published = Datum inte publicerat
add_to_calendar = Lägg till i kalendern

## Term
definition = Definition
synonyms = Kallas också
in_other_languages = På andra språk
term = Term

## Organisation
country = Land
website = Webbplats
telephone = Telefon
email = E-post
contact = Fler kontaktvägar
verified_on = Senast kontrollerad

## Lists
next = Nästa
previous = Föregående
page_of = Sida { $page } av { $pages }
works_count = { $count ->
    [one] { $count } text
   *[other] { $count } texter
}
empty_list = Här har inget publicerats än.
all_of = Alla: { $what }
newest = Nyast
i_am = Var arbetar du?
subscribe = Följ via flöde (Atom)

## 404
not_found = Sidan finns inte
not_found_hint = Adressen kan ha ändrats. Börja från startsidan eller välj en lista.

## Footer
licence = Licens
treats_you = Webbplatsen sätter inga kakor, sparar inget på din enhet och hämtar inget från andra.
choose_language = Välj språk

danger = Fara
signs_for = Tecken för
all_roles = Alla
role_police = Polis
role_border_guards = Gränskontroll
role_prosecutors = Åklagare
role_social_work = Socialt arbete
role_health = Hälso- och sjukvård
role_migration = Migration
sign_field = Område
sign = Tecken
weight_strong = Väger tungt
weight_moderate = Väger något
weight_weak = Väger lite
not_verified = Inte kontrollerat
more_about = Mer om ordet
only_in = Gäller i ett land: { $country }

## Search
search = Sök
search_label = Vad söker du?
search_kind = Slags text
search_all = Alla
search_found = Träffar: { $count }
search_nothing = Inget hittades. Pröva färre eller andra ord, eller se i listan nedan.
search_busy = Söker …
search_failed = Sökningen kunde inte laddas. Allt finns i listan nedan.
search_more = Visa fler

## To keep and to print
keep = Spara för läsning utan nät
keep_what = Inget sparas på den här enheten om du inte ber om det här. Andra som använder enheten kan då se det.
keep_do = Spara alla sidor på { $language }
keep_remove = Ta bort allt sparat
keep_kept = Sparat { $date }: { $size }.
keep_working = Hämtat: { $count } av { $all }
keep_none = Inget är sparat på den här enheten.
keep_failed = Det lyckades inte.
keep_impossible = Detta kräver skript och en säker anslutning; inget är sparat.
print_all = Skriv ut alla som ett dokument

## All sources
sources_all = Alla källor
sources_intro = Det som texterna bygger på, efter slag och år. Varje post säger var den används.
sources_law = Lagar, konventioner och andra rättsakter
sources_cases = Rättsfall
sources_reports = Rapporter och vägledningar
sources_books = Böcker
sources_articles = Artiklar och forskning
sources_web = Webbplatser
sources_others = Annat
sources_used_in = Används i
sources_download = Hämta för referensprogram
sources_undated = Utan år

## Signs
# What stands between the parts of a short list; a space follows.
comma = ,
## A list that is narrowed, and its headings
narrow = Begränsa listan
show_all = Visa hela listan
state = Översättning
state_own = På svenska
state_other = På ett annat språk
state_outdated = Originalet har ändrats sedan dess
state_not_reviewed = Inte granskad av någon med språket som modersmål
when_upcoming = Kommande
when_past = Tidigare
value_yes = Ja
value_no = Nej
value_absent = Inte angivet

## Data for research
data = Data för forskning
data_intro = Allt som publiceras här som tabeller: en rad för varje verk, så som den som läser på svenska ser det.
data_files = Filer
data_all = Alla verk
data_date = Läget den
data_version = Formatets version
data_stable = Inom en version behåller kolumnerna sina namn och sin betydelse.
data_cite = Så här hänvisar du
data_csv = CSV följer RFC 4180 i UTF-8, med kolumnernas namn på första raden. Värdena i en lista skiljs åt av ” | ”; ett | i ett värde skrivs \|, och \ skrivs \\. För att inget kalkylprogram ska ta en text för en formel står en apostrof före varje text som börjar med =, +, -, @, en apostrof, en tabb eller en radbrytning; ta bort den när du läser filen. Tal står som de är.
data_json = JSON är en lista av objekt med samma namn. Det som inte är känt är null; en lista utan värden är tom. JSON-schemat intill beskriver varje värde.
data_common = Kolumnerna för alla verk, och dessa:
data_column = Kolumn
data_type = Typ
data_meaning = Betydelse
type_text = Text
type_list = Lista
type_choice = Ett av
type_number = Tal
type_date = Datum: år-månad-dag
type_date_range = Första och sista dagen
type_country = Landskod (ISO 3166-1)
type_language = Språktagg (BCP 47)
type_url = Webbadress
type_work = Ett verks sökväg
type_source = En källas nyckel
data_of_id = Verket; detsamma på alla språk
data_of_kind = Vilken typ av verk det är
data_of_permalink = Var det går att läsa
data_of_language = Språket i den här radens text
data_of_title = Titel
data_of_summary = Sammanfattning
data_of_source_language = Språket som verket först skrevs på
data_of_translation_state = Hur texten förhåller sig till originalet: original är originalet självt, current aktuell, outdated inaktuell eftersom originalet har ändrats, unknown okänt
data_of_reviewed_on = När någon med språket som modersmål granskade översättningen
data_of_date = Dagen för publicering
data_of_updated = Dagen för den senaste ändringen av betydelse för läsaren
data_of_sources = Källorna som texten hänvisar till eller vilar på
data_of_source_key = Namnet som verken använder för källan
data_of_source_title = Titel
data_of_source_authors = Vem som har skrivit den
data_of_source_publisher = Vem som har gett ut den
data_of_source_date = Ett år eller ett datum
data_of_source_url = Var den går att läsa
data_of_source_works = Verken som hänvisar till den eller vilar på den
data_of_field_forms = Andra former av ordet, som de står i texter
data_of_field_avoid = Ord för samma sak som sårar eller vilseleder
data_of_field_names = Vad termen heter på andra språk
data_of_field_verify_every = Efter hur många dagar numret ska kontrolleras igen

## A source whose address is gone
source_gone = Adressen svarar inte längre.
source_worked = Den fungerade senast den { $date }.
## Files
kilobytes = { $number } kB
megabytes = { $number } MB

## To pass on
link_to_section = Länk till avsnittet: { $section }
copied = Kopierat
cite = Hänvisa till sidan
version = version
copy = Kopiera
copy_as = Kopiera som { $format }
feed_explained = Det här är ett flöde. Ge adressen till en flödesläsare, så berättar den när något nytt publiceras.
nearest = Menade du någon av de här sidorna?

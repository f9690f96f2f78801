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
keep_failed = Det lyckades inte. Inget är sparat.
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

## To pass on
link_to_section = Länk till avsnittet: { $section }
copied = Kopierat
cite = Hänvisa till sidan
version = version
copy = Kopiera
copy_as = Kopiera som { $format }
feed_explained = Det här är ett flöde. Ge adressen till en flödesläsare, så berättar den när något nytt publiceras.
nearest = Menade du någon av de här sidorna?

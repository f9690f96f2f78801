# Words of the interface. One message a word; identifiers are the same in every language.

## Around every page
skip_to_content = Hopp til innholdet
language = Språk
languages = Språk
menu = Meny
home = Forside
leave_page = Forlat siden
main_navigation = Hovedmeny
breadcrumbs = Du er her
footer_navigation = Om nettstedet
contents = Innhold
draft = Utkast
scheduled = Ikke publisert ennå

## A page and its state
updated = Oppdatert
printed = Skrevet ut
table = Tabell
published = Publisert
reviewed = Gjennomgått
sources = Kilder
related = Relatert
read_also = Les også
in_a_minute = På ett minutt
topics = Temaer
countries = Land
audiences = For hvem
original_language = Original: { $language }
not_reviewed = Oversettelsen er ennå ikke gjennomgått av en morsmålsbruker.
reviewed_by = Gjennomgått av { $who }
outdated = Originalen er endret siden oversettelsen.
fallback_notice = Siden finnes ikke på dette språket ({ $language }). Den vises på et annet: { $other }.
reading_time = { $minutes ->
    [one] { $minutes } minutt å lese
   *[other] { $minutes } minutter å lese
}
footnotes = Noter
citations = Kildehenvisninger
back_to_text = Tilbake til teksten
note = Merk
tip = Tips
important = Viktig
warning = Advarsel
caution = Vær forsiktig
task_done = gjort
task_open = å gjøre

## Kinds
kind_brief = Kunnskapsnotat
kind_tool = Verktøy
kind_seminar = Seminar
kind_page = Side
kind_term = Term
kind_organisation = Organisasjon
kinds_brief = Kunnskapsnotater
kinds_tool = Verktøy
kinds_seminar = Seminarer
kinds_page = Sider
kinds_term = Ordliste
kinds_organisation = Organisasjoner

## Tool
for_whom = For hvem
when_to_use = Når
needs = Hva som trengs

## Seminar
when = Når
where = Hvor
with = Sammen med
questions = Spørsmål
date_not_published = Dato ikke publisert
add_to_calendar = Legg til i kalenderen

## Term
definition = Definisjon
synonyms = Kalles også
in_other_languages = På andre språk
term = Term

## Organisation
country = Land
website = Nettsted
telephone = Telefon
email = E-post
contact = Flere kontaktveier
verified_on = Sist kontrollert

## Lists
next = Neste
previous = Forrige
page_of = Side { $page } av { $pages }
works_count = { $count ->
    [one] { $count } tekst
   *[other] { $count } tekster
}
empty_list = Her er det ikke publisert noe ennå.
all_of = Alle: { $what }
newest = Nyeste
i_am = Hvor arbeider du?
subscribe = Følg via nyhetsstrøm (Atom)

## 404
not_found = Siden finnes ikke
not_found_hint = Adressen kan være endret. Begynn på forsiden, eller velg en liste.

## Footer
licence = Lisens
treats_you = Nettstedet setter ingen informasjonskapsler, lagrer ingenting på enheten din og henter ingenting fra andre.
choose_language = Velg språk

danger = Fare
signs_for = Tegn for
all_roles = Alle
role_police = Politi
role_border_guards = Grensekontroll
role_prosecutors = Påtalemyndighet
role_social_work = Sosialt arbeid
role_health = Helsetjeneste
role_migration = Migrasjon
sign_field = Område
sign = Tegn
weight_strong = Veier tungt
weight_moderate = Veier noe
weight_weak = Veier lite
not_verified = Ikke kontrollert
more_about = Mer om ordet
only_in = Gjelder i ett land: { $country }

## Search
search = Søk
search_label = Hva leter du etter?
search_kind = Type tekst
search_all = Alle
search_found = Treff: { $count }
search_nothing = Ingenting ble funnet. Prøv færre eller andre ord, eller se i listen nedenfor.
search_busy = Søker …
search_failed = Søket kunne ikke lastes. Alt står i listen nedenfor.
search_more = Vis flere

## To keep and to print
keep = Lagre for bruk uten nett
keep_what = Ingenting lagres på denne enheten med mindre du ber om det her. Andre som bruker enheten, kan da se det.
keep_do = Lagre alle sider på { $language }
keep_remove = Fjern alt som er lagret
keep_kept = Lagret { $date }: { $size }.
keep_working = Hentet: { $count } av { $all }
keep_none = Ingenting er lagret på denne enheten.
keep_failed = Det lyktes ikke.
keep_impossible = Dette krever skript og en sikker tilkobling; ingenting er lagret.
print_all = Skriv ut alle som ett dokument

## All sources
sources_all = Alle kilder
sources_intro = Det tekstene bygger på, etter slag og år. Hver post sier hvor den brukes.
sources_law = Lover, konvensjoner og andre rettsakter
sources_cases = Rettsavgjørelser
sources_reports = Rapporter og veiledninger
sources_books = Bøker
sources_articles = Artikler og forskning
sources_web = Nettsteder
sources_others = Annet
sources_used_in = Brukes i
sources_download = Last ned for referanseprogrammer
sources_undated = Uten år

## Signs
# What stands between the parts of a short list; a space follows.
comma = ,
## A list that is narrowed, and its headings
narrow = Avgrens listen
show_all = Vis hele listen
state = Oversettelse
state_own = På bokmål
state_other = På et annet språk
state_outdated = Originalen er endret siden
state_not_reviewed = Ikke gjennomgått av noen med språket som morsmål
when_upcoming = Kommende
when_past = Tidligere
value_yes = Ja
value_no = Nei
value_absent = Ikke oppgitt

## Data for research
data = Data for forskning
data_intro = Alt som er publisert her, som tabeller: én rad for hvert verk, slik den som leser på bokmål, ser det.
data_files = Filer
data_all = Alle verk
data_date = Status per
data_version = Formatets versjon
data_stable = Innenfor en versjon beholder kolonnene navn og betydning.
data_cite = Slik viser du til dataene
data_csv = CSV følger RFC 4180 i UTF-8, med kolonnenes navn på første linje. Verdiene i en liste skilles med « | »; en | i en verdi skrives \|, og \ skrives \\. For at ikke noe regneark skal ta en tekst for en formel, står det en apostrof foran hver tekst som begynner med =, +, -, @, en apostrof, en tabulator eller et linjeskift; fjern den når du leser filen. Tall står som de er.
data_json = JSON er en liste av objekter med de samme navnene. Det som ikke er kjent, er null; en liste uten verdier er tom. JSON-skjemaet ved siden av beskriver hver verdi.
data_common = Kolonnene for alle verk, og disse:
data_column = Kolonne
data_type = Type
data_meaning = Betydning
type_text = Tekst
type_list = Liste
type_choice = En av
type_number = Tall
type_date = Dato: år-måned-dag
type_date_range = Første og siste dag
type_country = Landkode (ISO 3166-1)
type_language = Språkkode (BCP 47)
type_url = Nettadresse
type_work = Stien til et verk
type_source = Nøkkelen til en kilde
data_of_id = Verket; det samme på alle språk
data_of_kind = Hvilken type verk det er
data_of_permalink = Hvor det kan leses
data_of_language = Språket i teksten i denne raden
data_of_title = Tittel
data_of_summary = Sammendrag
data_of_source_language = Språket verket først ble skrevet på
data_of_translation_state = Hvordan teksten står til originalen: original er originalen selv, current aktuell, outdated utdatert fordi originalen er endret, unknown ukjent
data_of_reviewed_on = Når noen med språket som morsmål gikk gjennom oversettelsen
data_of_date = Dagen for publisering
data_of_updated = Dagen for den siste endringen av betydning for leseren
data_of_sources = Kildene som teksten viser til eller bygger på
data_of_source_key = Navnet som verkene bruker på kilden
data_of_source_title = Tittel
data_of_source_authors = Hvem som har skrevet den
data_of_source_publisher = Hvem som har gitt den ut
data_of_source_date = Et år eller en dato
data_of_source_url = Hvor den kan leses
data_of_source_works = Verkene som viser til den eller bygger på den
data_of_field_forms = Andre former av ordet, slik de står i tekster
data_of_field_avoid = Ord for det samme som sårer eller villeder
data_of_field_names = Hva termen heter på andre språk
data_of_field_verify_every = Etter hvor mange dager nummeret skal kontrolleres på nytt

## A source whose address is gone
source_gone = Adressen svarer ikke lenger.
source_worked = Den virket sist { $date }.
## Files
kilobytes = { $number } kB
megabytes = { $number } MB

## To pass on
link_to_section = Lenke til avsnittet: { $section }
copied = Kopiert
cite = Vis til siden
version = versjon
copy = Kopier
copy_as = Kopier som { $format }
feed_explained = Dette er en nyhetsstrøm. Gi adressen til en strømleser, så sier den fra når noe nytt publiseres.
nearest = Mente du en av disse sidene?

# Words of the interface. One message a word; identifiers are the same in every language.

## Around every page
skip_to_content = Fara beint í efni
language = Tungumál
languages = Tungumál
menu = Valmynd
home = Forsíða
leave_page = Fara af síðunni
main_navigation = Aðalvalmynd
breadcrumbs = Þú ert hér
footer_navigation = Um vefinn
contents = Efnisyfirlit
draft = Drög
scheduled = Ekki birt enn

## A page and its state
updated = Uppfært
printed = Prentað
table = Tafla
published = Birt
reviewed = Yfirfarið
sources = Heimildir
related = Tengt efni
read_also = Lestu einnig
in_a_minute = Á einni mínútu
topics = Efnisflokkar
countries = Lönd
audiences = Fyrir hverja
original_language = Frumtexti: { $language }
not_reviewed = Þýðingin hefur ekki enn verið yfirfarin af móðurmálshafa.
reviewed_by = Yfirfarið af: { $who }
outdated = Frumtextanum hefur verið breytt frá þýðingu.
fallback_notice = Síðan er ekki til á þessu tungumáli ({ $language }). Hún er sýnd á öðru: { $other }.
reading_time = { $minutes ->
    [one] { $minutes } mínútu lestur
   *[other] { $minutes } mínútna lestur
}
footnotes = Neðanmálsgreinar
citations = Tilvísanir
back_to_text = Aftur í textann
note = Athugið
tip = Ábending
important = Mikilvægt
warning = Viðvörun
caution = Farðu varlega
task_done = lokið
task_open = ólokið

## Kinds
kind_brief = Fræðsluefni
kind_tool = Verkfæri
kind_seminar = Málþing
kind_page = Síða
kind_term = Hugtak
kind_organisation = Stofnun
kinds_brief = Fræðsluefni
kinds_tool = Verkfæri
kinds_seminar = Málþing
kinds_page = Síður
kinds_term = Orðskýringar
kinds_organisation = Stofnanir

## Tool
for_whom = Fyrir hverja
when_to_use = Hvenær
needs = Hvað þarf

## Seminar
when = Hvenær
where = Hvar
with = Í samstarfi við
questions = Spurningar
date_not_published = Dagsetning ekki birt
add_to_calendar = Bæta í dagatal

## Term
definition = Skilgreining
synonyms = Einnig kallað
in_other_languages = Á öðrum tungumálum
term = Hugtak

## Organisation
country = Land
website = Vefur
telephone = Sími
email = Netfang
contact = Fleiri leiðir til að hafa samband
verified_on = Síðast staðfest

## Lists
next = Næsta
previous = Fyrri
page_of = Síða { $page } af { $pages }
works_count = { $count ->
    [one] { $count } texti
   *[other] { $count } textar
}
empty_list = Hér hefur ekkert verið birt enn.
all_of = Allt: { $what }
newest = Nýjast
i_am = Hvar starfar þú?
subscribe = Fylgjast með í efnisveitu (Atom)

## 404
not_found = Síðan er ekki til
not_found_hint = Slóðin gæti hafa breyst. Byrjaðu á forsíðunni eða veldu lista.

## Footer
licence = Leyfi
treats_you = Vefurinn notar ekki vafrakökur, geymir ekkert í tækinu þínu og sækir ekkert frá öðrum.
choose_language = Veldu tungumál

danger = Hætta
signs_for = Merki fyrir
all_roles = Allir
role_police = Lögregla
role_border_guards = Landamæravarsla
role_prosecutors = Ákæruvald
role_social_work = Félagsþjónusta
role_health = Heilbrigðisþjónusta
role_migration = Útlendingamál
sign_field = Svið
sign = Merki
weight_strong = Vegur þungt
weight_moderate = Vegur nokkuð
weight_weak = Vegur lítið
not_verified = Óstaðfest
more_about = Meira um hugtakið
only_in = Gildir í einu landi: { $country }

## Search
search = Leit
search_label = Að hverju leitar þú?
search_kind = Tegund texta
search_all = Allt
search_found = Niðurstöður: { $count }
search_nothing = Ekkert fannst. Reyndu færri eða önnur orð, eða skoðaðu listann hér fyrir neðan.
search_busy = Leita…
search_failed = Ekki tókst að hlaða leitinni. Allt er í listanum hér fyrir neðan.
search_more = Sýna fleiri

## To keep and to print
keep = Geyma til notkunar án nets
keep_what = Ekkert er geymt í þessu tæki nema þú biðjir um það hér. Aðrir sem nota tækið geta þá séð það.
keep_do = Geyma allar síður: { $language }
keep_remove = Fjarlægja allt sem er geymt
keep_kept = Geymt { $date }: { $size }.
keep_working = Sótt: { $count } af { $all }
keep_none = Ekkert er geymt í þessu tæki.
keep_failed = Það tókst ekki.
keep_impossible = Þetta krefst skriftu og öruggrar tengingar; ekkert er geymt.
print_all = Prenta allt sem eitt skjal

## All sources
sources_all = Allar heimildir
sources_intro = Það sem textarnir byggja á, eftir tegund og ári. Hver færsla segir hvar heimildin er notuð.
sources_law = Lög, samningar og aðrar réttargerðir
sources_cases = Dómar
sources_reports = Skýrslur og leiðbeiningar
sources_books = Bækur
sources_articles = Greinar og rannsóknir
sources_web = Vefsíður
sources_others = Annað
sources_used_in = Notað í
sources_download = Sækja fyrir heimildaforrit
sources_undated = Án ártals

## Signs
# What stands between the parts of a short list; a space follows.
comma = ,
## A list that is narrowed, and its headings
narrow = Þrengja listann
show_all = Sýna allan listann
state = Þýðing
state_own = Á íslensku
state_other = Á öðru tungumáli
state_outdated = Frumtexti hefur breyst síðan
state_not_reviewed = Óyfirfarið af móðurmálshafa
when_upcoming = Fram undan
when_past = Liðin
value_yes = Já
value_no = Nei
value_absent = Ekki tilgreint

## Data for research
data = Gögn til rannsókna
data_intro = Allt sem hér er birt sem töflur: ein lína fyrir hvert verk, eins og það birtist þeim sem les á íslensku.
data_files = Skrár
data_all = Öll verk
data_date = Staðan
data_version = Útgáfa sniðsins
data_stable = Innan hverrar útgáfu halda dálkar nafni sínu og merkingu.
data_cite = Svona er vísað til gagnanna
data_csv = CSV fylgir RFC 4180 í UTF-8, með heitum dálka í fyrstu línu. Gildi í lista eru aðgreind með „ | “; | innan gildis er ritað \| og \ er ritað \\. Svo að enginn töflureiknir taki texta fyrir formúlu stendur úrfellingarmerki framan við hvern texta sem hefst á =, +, -, @, úrfellingarmerki, dálkamerki eða línuskilum; fjarlægðu það þegar þú lest skrána. Tölur standa óbreyttar.
data_json = JSON er listi hluta með sömu heitum. Það sem ekki er þekkt er null; listi án gilda er tómur. JSON-skemað við hliðina lýsir hverju gildi.
data_common = Dálkar allra verka, og þessir:
data_column = Dálkur
data_type = Tegund
data_meaning = Merking
type_text = Texti
type_list = Listi
type_choice = Eitt af
type_number = Tala
type_date = Dagsetning: ár-mánuður-dagur
type_date_range = Fyrsti og síðasti dagur
type_country = Landskóði (ISO 3166-1)
type_language = Tungumálakóði (BCP 47)
type_url = Vefslóð
type_work = Slóð verks
type_source = Lykill heimildar
data_of_id = Verkið; hið sama á öllum tungumálum
data_of_kind = Hvers konar verk það er
data_of_permalink = Hvar má lesa það
data_of_language = Tungumál textans í þessari línu
data_of_title = Titill
data_of_summary = Samantekt
data_of_source_language = Tungumálið sem verkið var fyrst ritað á
data_of_translation_state = Hvernig textinn stendur gagnvart frumtexta: original er frumtextinn sjálfur, current gildandi, outdated úreltur þar sem frumtextinn hefur breyst, unknown óþekkt
data_of_reviewed_on = Hvenær móðurmálshafi fór yfir þýðinguna
data_of_date = Birtingardagur
data_of_updated = Dagur síðustu breytingar sem skiptir lesendur máli
data_of_sources = Heimildirnar sem textinn vísar í eða byggir á
data_of_source_key = Heitið sem verkin nota um heimildina
data_of_source_title = Titill
data_of_source_authors = Hver skrifaði hana
data_of_source_publisher = Hver gaf hana út
data_of_source_date = Ár eða dagsetning
data_of_source_url = Hvar má lesa hana
data_of_source_works = Verkin sem vísa í hana eða byggja á henni
data_of_field_forms = Aðrar myndir orðsins, eins og þær standa í textum
data_of_field_avoid = Orð um það sama sem særa eða villa um fyrir fólki
data_of_field_names = Heiti hugtaksins á öðrum tungumálum
data_of_field_verify_every = Eftir hve marga daga á að yfirfara númerið aftur

## A source whose address is gone
source_gone = Slóðin svarar ekki lengur.
source_worked = Hún virkaði síðast { $date }.
## Files
kilobytes = { $number } kB
megabytes = { $number } MB

## To pass on
link_to_section = Tengill í kaflann: { $section }
copied = Afritað
cite = Vísa til síðunnar
version = útgáfa
copy = Afrita
copy_as = Afrita sem { $format }
feed_explained = Þetta er efnisveita. Gefðu veitulesara slóðina og hann lætur vita þegar eitthvað nýtt er birt.
nearest = Áttirðu við einhverja af þessum síðum?

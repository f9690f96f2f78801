# Words of the interface. One message a word; identifiers are the same in every language.

## Around every page
skip_to_content = Siirry sisältöön
language = Kieli
languages = Kielet
menu = Valikko
home = Etusivu
leave_page = Poistu sivulta
main_navigation = Päävalikko
breadcrumbs = Olet tässä
footer_navigation = Tietoa sivustosta
contents = Sisällys
draft = Luonnos
scheduled = Ei vielä julkaistu

## A page and its state
updated = Päivitetty
printed = Tulostettu
table = Taulukko
published = Julkaistu
reviewed = Tarkistettu
sources = Lähteet
related = Aiheeseen liittyvää
read_also = Lue myös
in_a_minute = Minuutissa
topics = Aiheet
countries = Maat
audiences = Kenelle
original_language = Alkuperäinen: { $language }
not_reviewed = Äidinkielinen puhuja ei ole vielä tarkistanut tätä käännöstä.
reviewed_by = Tarkistaja: { $who }
outdated = Alkuperäistä on muutettu käännöksen jälkeen.
fallback_notice = Sivua ei ole saatavilla tällä kielellä ({ $language }). Se näytetään toisella kielellä: { $other }.
reading_time = { $minutes ->
    [one] Lukuaika { $minutes } minuutti
   *[other] Lukuaika { $minutes } minuuttia
}
footnotes = Viitteet
citations = Lähdeviitteet
back_to_text = Takaisin tekstiin
note = Huomaa
tip = Vinkki
important = Tärkeää
warning = Varoitus
caution = Ole varovainen
task_done = tehty
task_open = tehtävä

## Kinds
kind_brief = Tietopaketti
kind_tool = Työkalu
kind_seminar = Seminaari
kind_page = Sivu
kind_term = Termi
kind_organisation = Organisaatio
kinds_brief = Tietopaketit
kinds_tool = Työkalut
kinds_seminar = Seminaarit
kinds_page = Sivut
kinds_term = Sanasto
kinds_organisation = Organisaatiot

## Tool
for_whom = Kenelle
when_to_use = Milloin
needs = Mitä tarvitaan

## Seminar
when = Milloin
where = Missä
with = Yhteistyössä
questions = Kysymykset
date_not_published = Päivämäärää ei ole julkaistu
add_to_calendar = Lisää kalenteriin

## Term
definition = Määritelmä
synonyms = Muita nimityksiä
in_other_languages = Muilla kielillä
term = Termi

## Organisation
country = Maa
website = Verkkosivusto
telephone = Puhelin
email = Sähköposti
contact = Muut yhteystiedot
verified_on = Viimeksi tarkistettu

## Lists
next = Seuraava
previous = Edellinen
page_of = Sivu { $page } / { $pages }
works_count = { $count ->
    [one] { $count } teksti
   *[other] { $count } tekstiä
}
empty_list = Täällä ei ole vielä julkaistu mitään.
all_of = Kaikki: { $what }
newest = Uusimmat
i_am = Missä työskentelet?
subscribe = Seuraa syötteellä (Atom)

## 404
not_found = Sivua ei ole
not_found_hint = Osoite on voinut muuttua. Aloita etusivulta tai valitse luettelo.

## Footer
licence = Lisenssi
treats_you = Sivusto ei aseta evästeitä, ei tallenna mitään laitteellesi eikä lataa mitään muualta.
choose_language = Valitse kieli

danger = Vaara
signs_for = Merkit roolille
all_roles = Kaikki
role_police = Poliisi
role_border_guards = Rajavalvonta
role_prosecutors = Syyttäjälaitos
role_social_work = Sosiaalityö
role_health = Terveydenhuolto
role_migration = Maahanmuutto
sign_field = Alue
sign = Merkki
weight_strong = Painava
weight_moderate = Jonkin verran painava
weight_weak = Heikko
not_verified = Ei tarkistettu
more_about = Lisää termistä
only_in = Koskee yhtä maata: { $country }

## Search
search = Haku
search_label = Mitä etsit?
search_kind = Tekstin laji
search_all = Kaikki
search_found = Tuloksia: { $count }
search_nothing = Mitään ei löytynyt. Kokeile vähempiä tai muita sanoja tai katso alla olevaa luetteloa.
search_busy = Haetaan…
search_failed = Hakua ei voitu ladata. Kaikki on alla olevassa luettelossa.
search_more = Näytä lisää

## To keep and to print
keep = Tallenna käyttöön ilman verkkoa
keep_what = Tälle laitteelle ei tallenneta mitään, ellet pyydä sitä tässä. Muut laitteen käyttäjät voivat silloin nähdä sen.
keep_do = Tallenna kaikki sivut: { $language }
keep_remove = Poista kaikki tallennettu
keep_kept = Tallennettu { $date }: { $size }.
keep_working = Haettu: { $count } / { $all }
keep_none = Tälle laitteelle ei ole tallennettu mitään.
keep_failed = Se ei onnistunut.
keep_impossible = Tämä vaatii skriptin ja suojatun yhteyden; mitään ei ole tallennettu.
print_all = Tulosta kaikki yhtenä asiakirjana

## All sources
sources_all = Kaikki lähteet
sources_intro = Mihin tekstit perustuvat, lajin ja vuoden mukaan. Jokainen kohta kertoo, missä lähdettä käytetään.
sources_law = Lait, yleissopimukset ja muut säädökset
sources_cases = Oikeustapaukset
sources_reports = Raportit ja oppaat
sources_books = Kirjat
sources_articles = Artikkelit ja tutkimukset
sources_web = Verkkosivut
sources_others = Muut
sources_used_in = Käytetty teksteissä
sources_download = Lataa viitteidenhallintaan
sources_undated = Ilman vuotta

## Signs
# What stands between the parts of a short list; a space follows.
comma = ,
## A list that is narrowed, and its headings
narrow = Rajaa luetteloa
show_all = Näytä koko luettelo
state = Käännös
state_own = Suomeksi
state_other = Toisella kielellä
state_outdated = Alkuteksti on muuttunut käännöksen jälkeen
state_not_reviewed = Äidinkielinen ei ole tarkistanut
when_upcoming = Tulevat
when_past = Menneet
value_yes = Kyllä
value_no = Ei
value_absent = Ei ilmoitettu

## Data for research
data = Tutkimusaineisto
data_intro = Kaikki täällä julkaistu taulukkoina: yksi rivi kutakin teosta kohti, sellaisena kuin se näytetään suomenkieliselle lukijalle.
data_files = Tiedostot
data_all = Kaikki teokset
data_date = Tilanne
data_version = Muodon versio
data_stable = Saman version sisällä sarakkeiden nimet ja merkitykset eivät muutu.
data_cite = Näin viittaat
data_csv = CSV noudattaa RFC 4180:aa UTF-8-merkistöllä, ja sarakkeiden nimet ovat ensimmäisellä rivillä. Luettelon arvot erotetaan merkinnällä ” | ”; arvossa oleva | kirjoitetaan \| ja \ kirjoitetaan \\. Jotta mikään taulukkolaskentaohjelma ei pitäisi tekstiä kaavana, jokaisen sellaisen tekstin edessä on heittomerkki, joka alkaa merkillä =, +, -, @, heittomerkillä, sarkaimella tai rivinvaihdolla; poista se, kun luet tiedoston. Luvut ovat sellaisinaan.
data_json = JSON on luettelo olioita, joilla on samat nimet. Tuntematon on null; luettelo ilman arvoja on tyhjä. Vieressä oleva JSON-skeema kuvaa jokaisen arvon.
data_common = Kaikkien teosten sarakkeet ja nämä:
data_column = Sarake
data_type = Tyyppi
data_meaning = Merkitys
type_text = Teksti
type_list = Luettelo
type_choice = Jokin näistä
type_number = Luku
type_date = Päivämäärä: vuosi-kuukausi-päivä
type_date_range = Ensimmäinen ja viimeinen päivä
type_country = Maatunnus (ISO 3166-1)
type_language = Kielitunnus (BCP 47)
type_url = Verkko-osoite
type_work = Teoksen polku
type_source = Lähteen avain
data_of_id = Teos; sama kaikilla kielillä
data_of_kind = Millainen teos se on
data_of_permalink = Missä sen voi lukea
data_of_language = Tämän rivin tekstin kieli
data_of_title = Otsikko
data_of_summary = Tiivistelmä
data_of_source_language = Kieli, jolla teos on alun perin kirjoitettu
data_of_translation_state = Miten teksti suhtautuu alkutekstiin: original on alkuteksti itse, current ajantasainen, outdated vanhentunut, koska alkuteksti on muuttunut, unknown tuntematon
data_of_reviewed_on = Milloin äidinkielinen tarkisti käännöksen
data_of_date = Julkaisupäivä
data_of_updated = Viimeisimmän lukijalle merkityksellisen muutoksen päivä
data_of_sources = Lähteet, joihin teksti viittaa tai nojaa
data_of_source_key = Nimi, jolla teokset viittaavat lähteeseen
data_of_source_title = Otsikko
data_of_source_authors = Kuka sen on kirjoittanut
data_of_source_publisher = Kuka sen on julkaissut
data_of_source_date = Vuosi tai päivämäärä
data_of_source_url = Missä sen voi lukea
data_of_source_works = Teokset, jotka viittaavat siihen tai nojaavat siihen
data_of_field_forms = Sanan muut muodot, sellaisina kuin ne ovat teksteissä
data_of_field_avoid = Saman asian sanat, jotka loukkaavat tai johtavat harhaan
data_of_field_names = Termin nimet muilla kielillä
data_of_field_verify_every = Kuinka monen päivän kuluttua numero tarkistetaan uudelleen

## A source whose address is gone
source_gone = Osoite ei enää vastaa.
source_worked = Sen nähtiin toimivan viimeksi { $date }.
## Files
kilobytes = { $number } kt
megabytes = { $number } Mt

## To pass on
link_to_section = Linkki osioon: { $section }
copied = Kopioitu
cite = Viittaa tähän sivuun
version = versio
copy = Kopioi
copy_as = Kopioi muodossa { $format }
feed_explained = Tämä on syöte. Anna sen osoite syötteenlukijalle, niin se kertoo, kun jotain uutta julkaistaan.
nearest = Tarkoititko jotakin näistä sivuista?

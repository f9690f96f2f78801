# Förhandsvisningens egna ord, för den som skriver. Ordlistan står i sv.txt. Översikten:
overview = Översikt
overview-of = Översikt över { $site }
to-do = Att göra
nothing-to-do = Inget behöver göras. Allt som har granskats är i ordning.
still-looking = Sidorna granskas fortfarande; mer kan hittas. Ladda om sidan om en stund.
no-site = content/site.yaml saknas eller går inte att läsa, så det finns ingen webbplats att visa än. Felen står här nedanför.
to-the-site = Till webbplatsen
sections = Delar av sidan
speech = Sidans språk
skip = Till innehållet

task-errors = { $count ->
    [one] Ett fel hindrar att webbplatsen publiceras
   *[other] { $count } fel hindrar att webbplatsen publiceras
}
task-warnings = { $count ->
    [one] En varning
   *[other] { $count } varningar
}
task-notes = { $count ->
    [one] En notering
   *[other] { $count } noteringar
}
task-review = { $count ->
    [one] Ett verk ska ses över
   *[other] { $count } verk ska ses över
}
task-draft = { $count ->
    [one] En text är utkast
   *[other] { $count } texter är utkast
}
task-scheduled = { $count ->
    [one] En text väntar på sin dag
   *[other] { $count } texter väntar på sin dag
}
task-expired = { $count ->
    [one] En text har gått ut
   *[other] { $count } texter har gått ut
}
task-damaged = { $count ->
    [one] En text går inte att läsa
   *[other] { $count } texter går inte att läsa
}
task-missing = { $count ->
    [one] En översättning saknas
   *[other] { $count } översättningar saknas
}
task-outdated = { $count ->
    [one] En översättning är äldre än sin förlaga
   *[other] { $count } översättningar är äldre än sina förlagor
}
task-not-reviewed = { $count ->
    [one] En översättning har inte granskats av någon med språket som modersmål
   *[other] { $count } översättningar har inte granskats av någon med språket som modersmål
}
task-links-broken = { $count ->
    [one] En länk ut från webbplatsen är bruten
   *[other] { $count } länkar ut från webbplatsen är brutna
}
task-links-unchecked = { $count ->
    [one] En länk ut från webbplatsen har inte kontrollerats
   *[other] { $count } länkar ut från webbplatsen har inte kontrollerats
}

state-published = publicerad
state-outdated = inaktuell
state-not-reviewed = ej granskad
state-draft = utkast
state-scheduled = väntar
state-expired = utgången
state-damaged = går inte att läsa
state-missing = saknas
state-since = sedan { $day }

works = Verk
work = Verk
kind = Typ
language = Språk
topic = Ämne
state = Läge
any = alla
search = Ord i titeln
show = Visa
clear = Visa alla
works-shown = { $count ->
    [0] Inget verk är sådant.
    [one] Ett verk
   *[other] { $count } verk
}
no-works = Det finns inga verk än. Börja det första här nedanför.
table-label = Verk och deras språk; tabellen går att rulla
pages = Sidor
previous = Föregående
next = Nästa
source-language = skrevs först
page-number = Sida { $number }

findings = Anmärkningar
allowed = Släppt genom spärren, med skäl
no-findings = Det finns inga anmärkningar.
error = fel
warning = varning
note = notering
count-errors = { $count ->
    [one] Ett fel
   *[other] { $count } fel
}
count-warnings = { $count ->
    [one] En varning
   *[other] { $count } varningar
}
count-notes = { $count ->
    [one] En notering
   *[other] { $count } noteringar
}
more-findings = { $count ->
    [one] En fil till har anmärkningar; den visas när dessa är åtgärdade.
   *[other] { $count } filer till har anmärkningar; de visas när dessa är åtgärdade.
}
more-due = { $count ->
    [one] Ett verk till ska ses över; det visas när dessa är lästa.
   *[other] { $count } verk till ska ses över; de visas när dessa är lästa.
}
more-in-file = { $count ->
    [one] En till i filen.
   *[other] { $count } till i filen.
}
open = Öppna i redigeraren
copy = Kopiera
copied = Kopierat

review = Att se över
review-none = Inget ska ses över de närmaste 30 dagarna. Ett verk ber om att läsas igen med ”review_by” i work.yaml.
review-was = skulle ha setts över { $day }
review-will = ska ses över { $day }

links = Länkar ut från webbplatsen
links-none = Ingen text länkar till en annan webbplats.
links-away = Ingen server svarade alls, så kanske finns det inget nät. Det säger inget om länkarna.
links-never = De har inte kontrollerats sedan förhandsvisningen startade.
links-how = Varje adress frågas efter en gång, hövligt, och bara när du trycker på knappen.
links-check = Kontrollera länkarna nu
links-again = Kontrollera igen
links-running = { $count ->
    [one] Kontrollerar; en adress återstår. Ladda om sidan för att se hur långt det har kommit.
   *[other] Kontrollerar; { $count } adresser återstår. Ladda om sidan för att se hur långt det har kommit.
}
links-fine = { $count ->
    [one] En länk fungerar.
   *[other] { $count } länkar fungerar.
}
links-address = Adresser
links-when = Kontrollerad
link-works = fungerar
link-gone = borta ({ $status })
link-unclear = oklart ({ $status }); titta själv
link-unreachable = inget svar
link-private = leder till ett privat nät; frågas inte efter
link-unchecked = inte kontrollerad
links-more = { $count ->
    [one] En adress till visas inte.
   *[other] { $count } adresser till visas inte.
}
links-elsewhere = { $count ->
    [one] och ett ställe till
   *[other] och { $count } ställen till
}

structure = Webbplatsens uppbyggnad
structure-lists = Listor
structure-none = står överst, utan lista
structure-works = { $count ->
    [one] Ett verk
   *[other] { $count } verk
}
structure-more = Visa alla i tabellen

start = Börja ett verk
start-how = Det blir en mapp med två filer, precis som med ”lykta new”. Verket är ett utkast tills du tar bort en rad.
start-title = Titel
start-do = Börja
started = Verket är påbörjat
started-files = De här filerna har skapats; öppna dem i din redigerare och skriv:
started-page = Verkets sida
started-draft = Det är ett utkast. Ta bort ”draft: true” ur work.yaml för att publicera det.
started-hidden = Förhandsvisningen visar det som allmänheten ser, så sidan finns inte än.
started-back = Tillbaka till översikten
refused = Verket påbörjades inte
refused-kind = Den typen finns inte. Välj en i listan.
refused-language = Webbplatsen har inte det språket. Välj ett i listan.
refused-letters = Titeln har inga bokstäver att ge mappen namn efter. Skriv den med ord.
refused-long = Titeln är för lång. Korta den.
refused-taken = { $folder } finns redan; inget har ändrats. Välj en annan titel.
refused-machine = Filerna går inte att skriva: { $reason }

public-on = Du ser det som allmänheten ser: inga utkast, inget som ska komma.
public-off = Utkast och det som ska komma visas.
public-show = Se den som allmänheten
public-leave = Tillbaka till författarens vy

# En sida som inte går att visa:
not-yet = Sidan går inte att visa än
not-yet-why = Något hindrar att den ritas. Den visas av sig själv när det är åtgärdat.
missing-document = Sidans fil går inte att läsa
nothing-here = Det finns inget på den här adressen

# Raden i sidan:
bar-label = Förhandsvisning
bar-fold = Fäll ihop raden
bar-unfold = Fäll ut förhandsvisningens rad
bar-languages = Språk
bar-view = Visa
bar-phone = På en telefon
bar-print = Som utskrift
bar-rtl = Från höger till vänster
bar-public = Som allmänheten ser den
bar-leave-public = Tillbaka till författarens vy
bar-public-on = Som allmänheten ser den
bar-overview = Översikt
bar-findings = Anmärkningar
bar-here = På den här sidan
bar-site = På andra håll på webbplatsen
bar-none-here = Inget är fel på den här sidan.
bar-none = Inga anmärkningar
bar-close = Stäng
bar-copy = Kopiera
bar-copied = Kopierat
bar-open = Öppna i redigeraren
bar-opened = Redigeraren startar
bar-not-opened = Redigeraren gick inte att starta
bar-all = Alla anmärkningar står i översikten
bar-looking = granskar fortfarande
bar-gone = Förhandsvisningen har avslutats. Sidan är kvar som den var.
bar-fallback = visas på { $language }
bar-translation = översättningen är inte granskad
bar-generated = görs av flera filer
bar-missing = sidan finns inte
bar-scheduled = väntar till { $day }

# En sida i annan form:
view-phone = På en telefon
view-print = Som utskrift
view-rtl = Från höger till vänster
view-back = Tillbaka till sidan
view-frame = Sidan
view-as = Visa

# Kommandoradens etiketter:
help = råd
standing-ahead = nyare än förlagan
standing-outdated = inaktuell
standing-missing = saknas
standing-unknown = okänd
standing-current = aktuell

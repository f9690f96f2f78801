# The preview's own words, for authors. The overview:
overview = Overview
overview-of = Overview of { $site }
to-do = What needs doing
nothing-to-do = Nothing needs doing. All that was looked at is in order.
still-looking = The pages are still being looked at; more may be found. Load this page again in a moment.
no-site = content/site.yaml is missing or can't be read, so there is no site to show yet. What is wrong stands below.
to-the-site = To the site
sections = Parts of this page
speech = Language of this page
skip = To the content

task-errors = { $count ->
    [one] One error keeps the site from being published
   *[other] { $count } errors keep the site from being published
}
task-warnings = { $count ->
    [one] One warning
   *[other] { $count } warnings
}
task-notes = { $count ->
    [one] One note
   *[other] { $count } notes
}
task-review = { $count ->
    [one] One work is due for review
   *[other] { $count } works are due for review
}
task-draft = { $count ->
    [one] One text is a draft
   *[other] { $count } texts are drafts
}
task-scheduled = { $count ->
    [one] One text waits for its day
   *[other] { $count } texts wait for their day
}
task-expired = { $count ->
    [one] One text has expired
   *[other] { $count } texts have expired
}
task-damaged = { $count ->
    [one] One text can't be read
   *[other] { $count } texts can't be read
}
task-missing = { $count ->
    [one] One translation is missing
   *[other] { $count } translations are missing
}
task-outdated = { $count ->
    [one] One translation is behind its source
   *[other] { $count } translations are behind their sources
}
task-not-reviewed = { $count ->
    [one] One translation has not been reviewed by a native speaker
   *[other] { $count } translations have not been reviewed by a native speaker
}
task-links-broken = { $count ->
    [one] One link that leads out is broken
   *[other] { $count } links that lead out are broken
}
task-links-unchecked = { $count ->
    [one] One link that leads out has not been checked
   *[other] { $count } links that lead out have not been checked
}

state-published = published
state-outdated = outdated
state-not-reviewed = not reviewed
state-draft = draft
state-scheduled = scheduled
state-expired = expired
state-damaged = can't be read
state-missing = missing
state-since = since { $day }

works = Works
work = Work
kind = Kind
language = Language
topic = Topic
state = State
any = any
search = Words in the title
show = Show
clear = Show all
works-shown = { $count ->
    [0] No work is like that.
    [one] One work
   *[other] { $count } works
}
no-works = There are no works yet. Begin the first one below.
table-label = Works and their languages; the table can be scrolled
pages = Pages
previous = Previous
next = Next
source-language = written first
page-number = Page { $number }

findings = Findings
allowed = Let through the gate, with a reason
no-findings = Nothing was found.
error = error
warning = warning
note = note
count-errors = { $count ->
    [one] One error
   *[other] { $count } errors
}
count-warnings = { $count ->
    [one] One warning
   *[other] { $count } warnings
}
count-notes = { $count ->
    [one] One note
   *[other] { $count } notes
}
more-findings = { $count ->
    [one] One more file has findings; it is shown when these are mended.
   *[other] { $count } more files have findings; they are shown when these are mended.
}
more-due = { $count ->
    [one] One more work is due; it is shown when these are read.
   *[other] { $count } more works are due; they are shown when these are read.
}
more-in-file = { $count ->
    [one] One more in this file.
   *[other] { $count } more in this file.
}
open = Open in the editor
copy = Copy
copied = Copied

review = Due for review
review-none = Nothing is due in the next 30 days. A work asks to be read again by «review_by» in work.yaml.
review-was = was due on { $day }
review-will = due on { $day }

links = Links that lead out
links-none = No text links to another site.
links-away = No server answered at all, so there may be no network. Nothing is said of the links.
links-never = They have not been checked since the preview began.
links-how = Each address is asked for once, politely, and only when you press the button.
links-check = Check the links now
links-again = Check again
links-running = { $count ->
    [one] Checking; one address is left. Load this page again to see how far it is.
   *[other] Checking; { $count } addresses are left. Load this page again to see how far it is.
}
links-fine = { $count ->
    [one] One link works.
   *[other] { $count } links work.
}
links-address = Addresses
links-when = Checked
link-works = works
link-gone = gone ({ $status })
link-unclear = unclear ({ $status }); look yourself
link-unreachable = no answer
link-private = leads to a private network; not asked for
link-unchecked = not checked
links-more = { $count ->
    [one] One more address is not shown.
   *[other] { $count } more addresses are not shown.
}
links-elsewhere = { $count ->
    [one] and one more place
   *[other] and { $count } more places
}

structure = Structure of the site
structure-lists = Lists
structure-none = stands at the top, without a list
structure-works = { $count ->
    [one] One work
   *[other] { $count } works
}
structure-more = Show them all in the table

start = Start a work
start-how = It makes a folder with two files, just as «lykta new» does. The work is a draft until you remove one line.
start-title = Title
start-do = Start it
started = It has begun
started-files = These files were made; open them in your editor and write:
started-page = Its page
started-draft = It is a draft. Remove «draft: true» from work.yaml to publish it.
started-hidden = The preview shows what the public sees, so the page is not there yet.
started-back = Back to the overview
refused = It was not begun
refused-kind = There is no such kind. Choose one of the list.
refused-language = The site has no such language. Choose one of the list.
refused-letters = The title has no letters to name a folder by. Write it in words.
refused-long = The title is too long. Shorten it.
refused-taken = { $folder } is there already; nothing was changed. Choose another title.
refused-machine = The files can't be written: { $reason }

public-on = You see what the public sees: no drafts, nothing that is to come.
public-off = Drafts and what is to come are shown.
public-show = See it as the public does
public-leave = Back to the author's view

# A page that can't be shown:
not-yet = This page can't be shown yet
not-yet-why = Something keeps it from being drawn. It appears by itself when that is mended.
missing-document = The file of this page can't be read
nothing-here = There is nothing at this address

# The bar in the page:
bar-label = Preview
bar-fold = Fold the bar
bar-unfold = Unfold the preview's bar
bar-languages = Languages
bar-view = View
bar-phone = On a phone
bar-print = As printed
bar-rtl = From right to left
bar-public = As the public sees it
bar-leave-public = Back to the author's view
bar-public-on = As the public sees it
bar-overview = Overview
bar-findings = Findings
bar-here = On this page
bar-site = Elsewhere in the site
bar-none-here = Nothing is wrong on this page.
bar-none = Nothing found
bar-close = Close
bar-copy = Copy
bar-copied = Copied
bar-open = Open in the editor
bar-opened = The editor is starting
bar-not-opened = The editor could not be started
bar-all = All findings are in the overview
bar-looking = still looking
bar-gone = The preview has ended. The page stays as it was.
bar-fallback = shown in { $language }
bar-translation = translation not reviewed
bar-generated = made from several files
bar-missing = no such page
bar-scheduled = scheduled for { $day }

# A page in another form:
view-phone = On a phone
view-print = As printed
view-rtl = From right to left
view-back = Back to the page
view-frame = The page
view-as = View as

# The command line's labels:
help = help
standing-ahead = ahead
standing-outdated = outdated
standing-missing = missing
standing-unknown = unknown
standing-current = current

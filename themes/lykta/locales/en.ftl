# Words of the interface. One message a word; identifiers are the same in every language.

## Around every page
skip_to_content = Skip to content
language = Language
languages = Languages
menu = Menu
home = Home
leave_page = Leave this page
main_navigation = Main
breadcrumbs = You are here
footer_navigation = About this site
contents = Contents
draft = Draft
scheduled = Not yet published

## A page and its state
updated = Updated
printed = Printed
table = Table
published = Published
reviewed = Reviewed
sources = Sources
related = Related
read_also = Read also
in_a_minute = In a minute
topics = Topics
countries = Countries
audiences = For whom
original_language = Original: { $language }
not_reviewed = This translation has not yet been reviewed by a native speaker.
reviewed_by = Reviewed by { $who }
outdated = The original has changed since this was translated.
fallback_notice = This page is not available in { $language }. It is shown in { $other }.
reading_time = { $minutes ->
    [one] { $minutes } minute to read
   *[other] { $minutes } minutes to read
}
footnotes = Notes
citations = Citations
back_to_text = Back to the text
note = Note
tip = Tip
important = Important
warning = Warning
caution = Caution
task_done = done
task_open = to do

## Kinds
kind_brief = Brief
kind_tool = Tool
kind_seminar = Seminar
kind_page = Page
kind_term = Term
kind_organisation = Organisation
kinds_brief = Briefs
kinds_tool = Tools
kinds_seminar = Seminars
kinds_page = Pages
kinds_term = Glossary
kinds_organisation = Organisations

## Tool
for_whom = For whom
when_to_use = When
needs = What is needed

## Seminar
when = When
where = Where
with = With
questions = Questions
date_not_published = Date not published
add_to_calendar = Add to calendar

## Term
definition = Definition
synonyms = Also called
in_other_languages = In other languages
term = Term

## Organisation
country = Country
website = Website
telephone = Telephone
email = E-mail
contact = Further contacts
verified_on = Last verified

## Lists
next = Next
previous = Previous
page_of = Page { $page } of { $pages }
works_count = { $count ->
    [one] { $count } work
   *[other] { $count } works
}
empty_list = Nothing has been published here yet.
all_of = All: { $what }
newest = Newest
i_am = Where do you work?
subscribe = Follow by feed (Atom)

## 404
not_found = This page does not exist
not_found_hint = The address may have changed. Start from the first page, or choose a list.

## Footer
licence = Licence
treats_you = This site sets no cookies, stores nothing on your device and loads nothing from others.
choose_language = Choose your language

danger = Danger
signs_for = Signs for
all_roles = All
role_police = Police
role_border_guards = Border guard
role_prosecutors = Prosecution
role_social_work = Social work
role_health = Health care
role_migration = Migration
sign_field = Field
sign = Sign
weight_strong = Weighs much
weight_moderate = Weighs something
weight_weak = Weighs little
not_verified = Not verified
more_about = More about the term
only_in = Holds in one country: { $country }

## Search
search = Search
search_label = What are you looking for?
search_kind = Kind of text
search_all = All
search_found = Results: { $count }
search_nothing = Nothing was found. Try fewer or other words, or look in the list below.
search_busy = Searching…
search_failed = The search could not be loaded. Everything is in the list below.
search_more = Show more

## To keep and to print
keep = Keep for use without network
keep_what = Nothing is kept on this device unless you ask for it here. Others who use the device can then see it.
keep_do = Keep all pages in { $language }
keep_remove = Remove everything that is kept
keep_kept = Kept since { $date }: { $size }.
keep_working = Fetched: { $count } of { $all }
keep_none = Nothing is kept on this device.
keep_failed = It did not succeed.
keep_impossible = This needs a script and a secure connection; nothing is kept.
print_all = Print all as one document

## All sources
sources_all = All sources
sources_intro = What the texts rest on, by kind and year. Each entry says where it is used.
sources_law = Law, conventions and other legal acts
sources_cases = Court cases
sources_reports = Reports and guidance
sources_books = Books
sources_articles = Articles and research
sources_web = Websites
sources_others = Other
sources_used_in = Used in
sources_download = Download for reference managers
sources_undated = Without a year

## Signs
# What stands between the parts of a short list; a space follows.
comma = ,
## A list that is narrowed, and its headings
narrow = Narrow the list
show_all = Show the whole list
state = Translation
state_own = In English
state_other = In another language
state_outdated = Original changed since
state_not_reviewed = Not reviewed by a native speaker
when_upcoming = Upcoming
when_past = Past
value_yes = Yes
value_no = No
value_absent = Not stated

## Data for research
data = Data for research
data_intro = Everything that is published here as tables: one row for each work, as readers of this language are shown it.
data_files = Files
data_all = All works
data_date = State of
data_version = Version of the format
data_stable = Within a version, columns keep their names and their meaning.
data_cite = How to cite
data_csv = CSV follows RFC 4180 in UTF-8, with the names of the columns in its first line. The values of a list are separated by « | »; a | within a value is written \|, and \ is written \\. So that no spreadsheet takes a text for a formula, an apostrophe stands before every text that begins with =, +, -, @, an apostrophe, a tab or a line break; take it away when you read the file. Numbers stay as they are.
data_json = JSON is a list of objects with the same names. What is not known is null; a list without values is empty. The JSON Schema beside it describes every value.
data_common = The columns of all works, and these:
data_column = Column
data_type = Type
data_meaning = Meaning
type_text = Text
type_list = List
type_choice = One of
type_number = Number
type_date = Date: year-month-day
type_date_range = First and last day
type_country = Country code (ISO 3166-1)
type_language = Language tag (BCP 47)
type_url = Web address
type_work = Path of a work
type_source = Key of a source
data_of_id = The work; the same in all languages
data_of_kind = What kind of work it is
data_of_permalink = Where it can be read
data_of_language = The language of the text in this row
data_of_title = Title
data_of_summary = Summary
data_of_source_language = The language in which the work was first written
data_of_translation_state = How the text stands to its original: original itself, current, outdated since the original has changed, or unknown
data_of_reviewed_on = When a native speaker reviewed the translation
data_of_date = The day of publication
data_of_updated = The day of the last change that matters to readers
data_of_sources = The sources that the text cites or rests on
data_of_source_key = The name by which works refer to the source
data_of_source_title = Title
data_of_source_authors = Who wrote it
data_of_source_publisher = Who published it
data_of_source_date = A year or a date
data_of_source_url = Where it can be read
data_of_source_works = The works that cite it or rest on it
data_of_field_forms = Other forms of the word, as they stand in texts
data_of_field_avoid = Words for the same thing that hurt or mislead
data_of_field_names = What the term is called in other languages
data_of_field_verify_every = After how many days the number is to be checked again

## A source whose address is gone
source_gone = The address no longer answers.
source_worked = It was last seen working on { $date }.
## Files
kilobytes = { $number } kB
megabytes = { $number } MB

## To pass on
link_to_section = Link to this section: { $section }
copied = Copied
cite = Cite this page
version = version
copy = Copy
copy_as = Copy as { $format }
feed_explained = This is a feed. Give its address to a feed reader, and it tells you when something new is published.
nearest = Did you mean one of these pages?

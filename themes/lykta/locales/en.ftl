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
keep_failed = It did not succeed. Nothing is kept.
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

## To pass on
link_to_section = Link to this section: { $section }
copied = Copied
cite = Cite this page
version = version
copy = Copy
copy_as = Copy as { $format }
feed_explained = This is a feed. Give its address to a feed reader, and it tells you when something new is published.
nearest = Did you mean one of these pages?

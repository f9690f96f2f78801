//! Every code that a finding can have: one table, from which `lykta explain` and `docs/findings.md` are made.

use super::Severity;

/// A kind of finding. Codes are stable: a site may name them in its configuration and its scripts.
#[derive(Debug, PartialEq, Eq)]
pub struct Code {
    /// Such as `broken-link`.
    pub name: &'static str,
    pub severity: Severity,
    /// What it is, in a few words.
    pub title: &'static str,
    /// Why it matters and how to mend it.
    pub explanation: &'static str,
}

/// The reference page of all codes, in Markdown. A test keeps `docs/findings.md` equal to it.
pub fn reference() -> String {
    let mut page = String::from("# Findings\n\nEvery finding has a code. `lykta explain CODE` prints what stands here.\n");
    for code in ALL {
        page.push_str(&format!("\n## {}\n\n**{}**: {}\n\n{}\n", code.name, code.severity, code.title, code.explanation));
    }
    page
}

/// Codes that a site may weigh otherwise, or silence at a place with a reason.
pub static GATES: &[&Code] = &[
    &IDENTITY_NUMBER,
    &POSSIBLE_IDENTITY_NUMBER,
    &EMAIL_ADDRESS,
    &TELEPHONE_NUMBER,
    &POSITION,
    &SHELTER_ADDRESS,
    &FILE_MEMORY,
    &HIDDEN_TEXT,
    &HIDDEN_CHARACTER,
    &MACHINE_PATH,
    &BUILD_TIME,
    &NOT_PUBLIC,
    &UNCHECKED_FILE,
    &HURTFUL_WORDS,
];

macro_rules! codes {
    ($($constant:ident $severity:ident $name:literal $title:literal $explanation:literal)*) => {
        $(pub static $constant: Code = Code { name: $name, severity: Severity::$severity, title: $title, explanation: $explanation };)*
        /// All codes, in the order of the table.
        pub static ALL: &[&Code] = &[$(&$constant),*];
    };
}

/// The code of that name.
pub fn by_name(name: &str) -> Option<&'static Code> {
    ALL.iter().copied().find(|code| code.name == name)
}

codes! {
    MISSING_SITE_FILE Error "missing-site-file" "there is no content/site.yaml"
        "Every site has a file content/site.yaml with at least a title, a base URL and languages. Without it nothing is built. `lykta init` makes a whole site to start from."
    INVALID_YAML Error "invalid-yaml" "YAML that can't be read"
        "The file or its front matter is not valid YAML. The usual causes: a text with a colon and a space in it that is not quoted (write summary: \"a: b\"), a tab at the start of a line (use spaces), a quotation mark that is never closed, a word processor's quotation marks. Aliases, tags and merge keys are not used in Lykta's files; write the value out."
    UNKNOWN_KEY Error "unknown-key" "a key that nothing knows"
        "A misspelt key would be silently ignored by most programs and its value lost; here it is an error. The message names the nearest key that exists. `lykta new` writes a file with every key of a kind, explained."
    DUPLICATE_KEY Error "duplicate-key" "a key stands twice"
        "The same key stands twice in one map, so that it can't be told which value is meant. Remove one."
    WRONG_TYPE Error "wrong-type" "a value of the wrong type"
        "Each key has a type: text, Markdown, date, list and so on. The message says what was expected."
    MISSING_FIELD Error "missing-field" "a required field is missing"
        "The kind of this work requires the field. Add it to the file that is named."
    EMPTY_FIELD Error "empty-field" "a field is empty"
        "The field must say something. Write its text, or remove the key if it is not required."
    CUT_TEXT Warning "cut-text" "a text that a number sign cuts off"
        "To YAML a number sign after a space begins a comment, so that nothing from there on is published: `title: Report #1` says «Report». Put the text in quotation marks: `title: \"Report #1\"`. A comment that is meant as one has a space behind its number sign."
    PLACEHOLDER Warning "placeholder" "words that stood in the new file"
        "`lykta new` writes a file with words that say what belongs where: «…» in fields, and a line that invites to write the text. They are still there, and the work is no draft, so readers would see them. Write what is to be said, or set `draft: true` until then."
    TOO_LONG Error "too-long" "too long or too many"
        "The value is longer than it can sensibly be, which is nearly always an accident such as a text pasted into the wrong place. The message names the limit."
    INVALID_DATE Error "invalid-date" "not a date"
        "Dates are written as year-month-day with four, two and two digits: 2026-03-01. Other orders mean different days to different readers."
    INVALID_CHOICE Error "invalid-choice" "not one of the choices"
        "The field takes one of a few values. The message lists them."
    INVALID_URL Error "invalid-url" "not a web address"
        "The field takes a whole web address that begins with https:// or http://."
    UNKNOWN_COUNTRY Error "unknown-country" "not a country code"
        "Countries are written with the two capital letters of ISO 3166-1: SE, DK, NO, UA."
    INVALID_LANGUAGE Error "invalid-language" "not a language tag"
        "Languages are written as BCP 47 tags: sv, en, nb, pt-BR. Underscores and three-letter codes where a two-letter code exists are not tags."
    DUPLICATE_LANGUAGE Error "duplicate-language" "a language is declared twice"
        "The same language stands twice in `languages`. Remove one."
    NORWEGIAN Note "norwegian" "«no» is read as Norwegian Bokmål"
        "The tag «no» names Norwegian without saying which written form. It is kept in addresses, and treated as nb when another language is looked for. Write nb or nn to be exact."
    INVALID_BASE_URL Error "invalid-base-url" "a base URL that can't be used"
        "base_url is the address where the site will stand, such as https://example.org/ or https://example.org/lykta/. It holds no user name, password, query or fragment."
    UNKNOWN_KIND Error "unknown-kind" "no such kind of work"
        "The kind in work.yaml is neither built in (brief, tool, seminar, page, term, organisation) nor declared under `kinds` in content/site.yaml."
    UNKNOWN_LIST_FIELD Error "unknown-list-field" "a list that is to be arranged by something that its works do not have"
        "Under `list` of a kind in content/site.yaml, `sort`, `group` and `filter` name what works have: their title and dates, the kind's own fields, taxonomies, and for groups and filters `state` and `when`. Texts in Markdown, addresses and files arrange nothing."
    GONE_SOURCE Warning "gone-source" "a source whose address is gone"
        "When somebody last asked with `lykta sources check`, the server said that there is nothing at the address (404 or 410). Readers can't follow the claim any more: look where the source is now, or for an archived copy, and write that address. A build itself never asks; it reads content/sources.checked.yaml."
    MOVED_SOURCE Note "moved-source" "a source whose address has moved"
        "When somebody last asked with `lykta sources check`, the server said that the address has moved for good. Look whether the new one shows the same, and write it into content/sources.yaml: old addresses are kept up for a while, not for ever."
    INVALID_KIND Error "invalid-kind" "a kind that is declared wrongly"
        "A kind under `kinds` in content/site.yaml has a field or a setting that can't be used. The message says which."
    UNKNOWN_TERM Warning "unknown-term" "a term that its taxonomy does not declare"
        "content/site.yaml lists the terms of this taxonomy, and this one is not among them. Add it there with its names, or correct it here."
    UNKNOWN_SOURCE Error "unknown-source" "no such source"
        "A source is named or cited that content/sources.yaml does not have. Add it there, or correct the key."
    UNKNOWN_SOURCE_FIELD Warning "unknown-source-field" "a source has a field that nothing knows"
        "Sources are written in Hayagriva's format, which has no field of this name, so what stands there is shown nowhere. The message names the nearest field."
    INVALID_BIBTEX Error "invalid-bibtex" "BibTeX that can't be read"
        "content/sources.bib is not BibTeX from here on. A brace, a quotation mark or a comma is usually missing a little above the place."
    SOURCE_WITHOUT_DATE Note "source-without-date" "a source without a date"
        "Readers judge a source by its age too. Give its year, or leave it if nobody knows: the list then says that there is none."
    SOURCE_WITHOUT_PLACE Note "source-without-place" "nothing says where a source can be found"
        "A source that nobody can find proves nothing. Give its address, its DOI, ISBN or number, or who published it."
    UNCITED_SOURCE Note "uncited-source" "a source that no text cites"
        "The source stands in the bibliography, and no text cites it or rests on it. Cite it where it is used, or remove it."
    UNKNOWN_STYLE Error "unknown-style" "a style of citation that can't be used"
        "`citations: { style: … }` in content/site.yaml names one of the built-in styles, or a file in content/ that ends in .csl and holds a style in the Citation Style Language."
    UNKNOWN_WORK Error "unknown-work" "no such work"
        "A work is named by the path of its folder below content/, such as briefs/identifying-a-child-victim. There is none at the path that was given."
    NOT_UTF8 Error "not-utf8" "a file that is not UTF-8"
        "Texts are read as UTF-8. This file is in another encoding, often because an old editor or a word processor saved it. Open it and save it again as UTF-8."
    CONTROL_CHARACTER Error "control-character" "a character that is no text"
        "The file holds a character that no reader can see and that can steer programs: NUL, an escape, or a hidden tag character. Delete it."
    INVISIBLE_CHARACTER Warning "invisible-character" "a character that can't be seen"
        "The file holds a zero-width character or one that turns the direction of the text. It is easily pasted in without notice, breaks search and can hide something. Delete it, or type the text anew."
    MERGE_CONFLICT Error "merge-conflict" "a merge that was not finished"
        "Where two people have changed the same lines, git leaves both versions in the file, between lines that begin with seven signs: `<<<<<<<`, `=======` and `>>>>>>>`. Such a file is not read, since it says two things. Keep what is right of both versions, delete the three lines, and commit the file."
    UNREADABLE Error "unreadable" "a file that can't be read"
        "The system does not let this file or folder be read. Check its permissions. The rest of the site was looked at."
    LINK_OUTSIDE Error "link-outside" "a symbolic link out of the site"
        "A symbolic link below content/ or themes/ leads out of the site's folder. It is not followed, so that nothing is published that lies elsewhere. Copy the file into the site."
    SYMBOLIC_LINK Warning "symbolic-link" "a symbolic link"
        "Symbolic links are not followed: they can form loops and behave differently on each system. Copy the file, or remove the link."
    ODD_FILE_NAME Warning "odd-file-name" "a file name that not every system can hold"
        "The name of this file holds characters, or ends in a way, that some file systems or browsers change or refuse. Rename it; letters, digits, hyphens and one dot are safe everywhere."
    TWIN_FILE_NAMES Error "twin-file-names" "two file names that some systems can't tell apart"
        "Two files differ only in upper and lower case, or in how their letters are composed. On many disks they are one file. Rename one."
    MISNAMED_FILE Error "misnamed-file" "a file whose name is not quite right"
        "The file looks like one that Lykta reads, but its name is written in another way. The message says the right name."
    MISNAMED_DOCUMENT Warning "misnamed-document" "a document whose name is not written as usual"
        "The file was read, but its name is written differently from the tag of its language, which is another file on some systems. Rename it as the message says."
    SECOND_WORK_FILE Warning "second-work-file" "two files that describe one work"
        "Beside work.yaml lies another file that looks like it and is not read. Remove it."
    MISSING_WORK_FILE Error "missing-work-file" "documents without a work.yaml"
        "The folder has documents but no work.yaml that says of which kind the work is, so that nothing publishes them. Add work.yaml with, for example, `kind: brief`. Each work has a folder of its own, and its documents are named by their language: content/briefs/signs/work.yaml, content/briefs/signs/en.md. Notes for authors, such as README.md, have no front matter and are left alone."
    WORK_WITHOUT_DOCUMENT Error "work-without-document" "a work without a document"
        "The folder has a work.yaml but no document such as en.md. Add one, or remove the folder."
    MISSING_SOURCE Warning "missing-source" "a source text that is not there"
        "The work says in which language it was written, but has no document in that language. Its other texts then pass for the original, without the word that they are translations. Add the document, or correct `source_language`."
    LANGUAGE_FILE_NAME Error "language-file-name" "a document whose name is no language"
        "Documents are named by their language: sv.md, en.md, pt-BR.md. The message says what is wrong with this name."
    UNDECLARED_LANGUAGE Warning "undeclared-language" "a language that the site lacks"
        "The language of a document, or one that a title, a name or a field is given in, is not among `languages` in content/site.yaml, so that what is written in it is not published. Add the language there, correct its tag, or remove what is written in it."
    LANGUAGE_MISMATCH Error "language-mismatch" "the document says another language than its name"
        "The front matter's `lang` and the file's name disagree. The name decides; correct one."
    FILE_TOO_LARGE Warning "file-too-large" "a text that is too large"
        "The text is larger than Lykta handles and is left out. The message names the limit. Divide it into several works."
    MISSING_FRONT_MATTER Error "missing-front-matter" "a document without front matter"
        "A document begins with front matter: a line of three hyphens, at least `title: …`, and another line of three hyphens. Nothing may stand before it, not even an empty line."
    UNCLOSED_FRONT_MATTER Error "unclosed-front-matter" "front matter that is never closed"
        "The front matter begins with a line of three hyphens and must end with one. Add it after the last field."
    SECOND_FRONT_MATTER Warning "second-front-matter" "a second front matter"
        "After the front matter stands another one, which is shown as text. Merge the two."
    EMPTY_DOCUMENT Error "empty-document" "an empty document"
        "The file is empty. Write its front matter and text, or remove the file."
    NO_TEXT Warning "no-text" "a document without text"
        "The document has front matter but no text below it. Readers would find a page with a title alone."
    FIRST_LEVEL_HEADING Warning "first-level-heading" "a first-level heading in the text"
        "The title in the front matter is the page's only first-level heading. Begin the headings of the text with two number signs: `## …`. It is shown as a second-level heading."
    HEADING_ID Warning "heading-id" "a heading id that can't be used"
        "An id holds letters, digits, hyphens and underscores: `## Signs {#signs}`. Another one was made from what was written."
    DUPLICATE_HEADING_ID Warning "duplicate-heading-id" "two headings with the same id"
        "Two headings of the document give the same id, so that a link would find only the first. The second one was given another."
    EMPTY_HEADING Warning "empty-heading" "a heading without words"
        "The line has number signs and nothing behind them. Readers who go from heading to heading would find one that says nothing."
    LOST_HEADING Warning "lost-heading" "number signs that make no heading"
        "A heading has a space behind its number signs: `## Signs`. Without one the line is a paragraph, number signs and all. Where that is meant, put a backslash before the first: `\\##`."
    SKIPPED_LEVEL Note "skipped-level" "a heading that skips a level"
        "Who listens to a page goes from heading to heading by their levels, and looks for the one that is missing. Below `##` comes `###`."
    DEEP_NESTING Warning "deep-nesting" "lists or quotations nested very deep"
        "The text nests blocks deeper than any reader can follow, and some browsers refuse. Flatten it."
    TABLE_TOO_LARGE Error "table-too-large" "a table that is too large"
        "The tables of the document have more cells than a page can show. Publish such data as a file to download."
    SURPLUS_CELL Warning "surplus-cell" "a table's row with more cells than its head"
        "The row has more cells than the head of the table, and what stands in the last of them is not shown. Give the head a cell more, or put a backslash before a bar that belongs to the text, in code as well."
    RAW_HTML Error "raw-html" "raw HTML"
        "Raw HTML is refused, since it can hide text, run scripts and break the page. Use Markdown. A harmless element can be allowed by name in content/site.yaml: `html: { allow: [kbd, abbr] }`. HTML comments are refused as well: what is not to be read must not stand in a published text."
    UNSAFE_LINK Error "unsafe-link" "a link that must not be published"
        "The address uses a scheme other than https, http, mailto and tel, or leads to a file of the author's own machine. It is not published."
    UNSAFE_ATTACHMENT Error "unsafe-attachment" "a file that must not be attached"
        "Web pages, scripts, drawings in SVG and programs can run in a reader's browser or machine. Files of older word processors (.doc, .xls, .ppt, .rtf) and files with macros carry their authors' names, comments and text that was deleted, and can't be looked into. Neither is published as an attachment. Publish a PDF, an office file of today (.docx, .odt and so on) that `lykta attachments clean` has cleaned, or a table as CSV."
    ATTACHMENT_TOO_LARGE Error "attachment-too-large" "a file that is too large to publish"
        "A picture or an attachment is larger than what is published, so that the link to it would lead nowhere. Make it smaller, or put it elsewhere and link to its address."
    PREVIEW_LINK Error "preview-link" "a link to a preview"
        "The address leads to the author's own machine (localhost) and works for nobody else. Link to the work by the path of its folder."
    BROKEN_LINK Error "broken-link" "a link that leads nowhere"
        "Links to other works are written as a path to their folder or file, relative to this file: `[text](../../tools/hotline/)`. Nothing lies at the path that was written."
    DRAFT_LINK Error "draft-link" "a link to something that is not public"
        "The work that is linked to is a draft, not yet published or expired in every language, so that readers would find nothing. Publish it, or remove the link."
    BROKEN_ANCHOR Error "broken-anchor" "a link to a heading that does not exist"
        "The part after # names no heading of that page in the language in which the page is shown. Give the heading a stable id, the same in all languages: `## Tecken {#signs}`."
    BROKEN_REFERENCE Error "broken-reference" "a reference link without a definition"
        "The text has `[words][label]`, but no line `[label]: address` defines the label."
    DUPLICATE_LABEL Warning "duplicate-label" "a label that is defined twice"
        "Two notes `[^label]: text`, or two lines `[label]: address`, have the same label. The first counts, and what stands in the second is shown nowhere. Give it a label of its own."
    LOST_LINK Warning "lost-link" "a link that is published as text"
        "A link is written `[words](address)`, without a space between the two and without one in the address, or with the address between angle brackets: `[words](<my page.pdf>)`. Written otherwise, readers see the brackets. Where no link is meant, put a backslash before the first bracket."
    LOST_CITATION Warning "lost-citation" "a citation that is published as text"
        "A citation is written `[@key]` or `[see @key, p. 3; @other]`, without a space behind the sign and without brackets within the brackets, and in Markdown alone: a title or a summary can't have one. Where no citation is meant, put a backslash before the bracket."
    EMPTY_LINK Warning "empty-link" "a link without words"
        "Nothing stands between the brackets, so that nobody sees the link, and who listens hears its address at best. Say where it leads: `[About us](../about/)`."
    FOREIGN_COMMAND Warning "foreign-command" "a command of another program"
        "What stands between such braces, `{{< figure >}}`, `{% include %}`, `{{ page.title }}`, `{: .wide}` or `{width=300}`, or as `[TOC]`, is a command of another site generator and is published as it is typed. Here directives do such things: `lykta directives` lists them. Where it is meant to be read, put it between backticks; a backslash before the brace lets it stand as it is."
    UNKNOWN_CALLOUT Warning "unknown-callout" "a callout that is not known"
        "A quotation whose first line is `[!NOTE]`, `[!TIP]`, `[!IMPORTANT]`, `[!WARNING]` or `[!CAUTION]` and nothing else is a callout. With another name, or with more on that line, it is an ordinary quotation that shows the mark."
    BROKEN_FOOTNOTE Error "broken-footnote" "half a footnote"
        "The text has `[^label]`, but no line `[^label]: text` says what stands in the note; or it has such a line, but nothing refers to the note, so that it stands nowhere on the page."
    MISSING_PICTURE Error "missing-picture" "a picture that is not there"
        "No picture lies at the path, which is relative to the document. Pictures lie beside the documents of their work."
    MISSING_ALTERNATIVE Error "missing-alternative" "a picture without alternative text"
        "Who can't see the picture hears or reads its alternative text: `![Map of the ports](map.png)`. A picture that only decorates says so: `![](line.png \"decoration\")`."
    INVALID_PICTURE Error "invalid-picture" "a picture that can't be shown"
        "The file is empty, damaged, or of a format that browsers don't show. Save it again as PNG, JPEG, WebP or GIF. A drawing in SVG says how large it is, by width and height or by a viewBox, and defines no entities."
    PICTURE_TOO_LARGE Error "picture-too-large" "a picture that is more than is handled"
        "A picture has more bytes, pixels or frames than a site takes, as its head tells; it was not opened. A small file can claim to be a huge picture, and would fill the machine's memory. Make it smaller; `pictures: { max_bytes: …, max_pixels: …, animation: { max_frames: …, max_seconds: … } }` in content/site.yaml sets other limits."
    UNSAFE_DRAWING Error "unsafe-drawing" "a drawing that could run something or lead out"
        "A drawing in SVG is written anew from what only draws. It holds a script, an attribute that runs one, or the address of something outside of itself, none of which is published. Remove it; most programs can save a drawing as «plain» SVG."
    CHANGED_DRAWING Warning "changed-drawing" "a drawing of which something is left out"
        "A drawing in SVG holds an element that is not published, such as a link, an animation, a picture within the picture or a piece of a web page. It is published without it and may look otherwise. Draw it with lines, shapes and words."
    PRINTING_COLOURS Warning "printing-colours" "a picture in the colours of printing"
        "The picture mixes its colours as printers do (CMYK). Browsers show them otherwise, each in its own way. Save it again in the colours of screens, sRGB."
    MISSING_CONSENT Error "missing-consent" "a face without consent"
        "A face was found in the picture, or it is said to show a person, and nothing says that the person agreed to be shown on this site. Say in work.yaml or in the front matter: `pictures: { portrait.jpg: { shows: person, consent: \"in writing, 2026-03-01\" } }`; the consent is not published. Where nobody is shown, say `shows: nobody`. Faces are sought in photographs, by a detector that finds those which look towards the camera and take at least a twenty-fifth of the picture's longer side. It does not find all, and does not know whose they are or how old: that remains the author's word."
    PICTURE_OF_CHILD Error "picture-of-child" "a picture of a child"
        "No child is shown here, with or without consent: who is once on the web can't be called back, and those who hunt children look at pictures too. Show a place, a thing or a drawing."
    POSSIBLE_PERSON Warning "possible-person" "a picture that may show a person"
        "The alternative text speaks of a person, and nothing says whom the picture shows. Say in work.yaml or in the front matter: `pictures: { chart.png: { shows: nobody } }`, or `{ shows: person, consent: … }`. Drawings in SVG are not asked."
    PICTURE_FORMAT Warning "picture-format" "a picture whose name says another format"
        "The file's name ends in one format, its content is another. Rename it."
    INVALID_SLUG Error "invalid-slug" "a slug that can't be an address"
        "A slug is one part of an address: letters, digits and hyphens, without slashes, dots, spaces or signs."
    INVALID_ALIAS Error "invalid-alias" "an alias that can't be an address"
        "An alias is an old address of the page on this site: it begins with one slash and has no host, no `..`, no `?` and no `#`."
    DUPLICATE_ADDRESS Error "duplicate-address" "two things at one address"
        "Two pages or files would be published at the same address, so that one would hide the other. Give one of them another slug. Upper and lower case count as equal, since they are on many disks."
    INVALID_REDIRECT Error "invalid-redirect" "a redirect that leads nowhere"
        "Under `redirects` in content/site.yaml stand old addresses on this site and pages of it to which they lead, each from its first slash. With `/*` at the end of both, all that lies below the old address leads to the same below the new one."
    ADDRESS_MOVED Warning "address-moved" "an address that changed, and whose old form leads nowhere"
        "A page that was published stands at another address now. Its old address is usually noted by itself, under `aliases` in the work's work.yaml, so that links of others still lead to it; here it could not be. Of lists, terms and their feeds it is noted under `redirects` in content/site.yaml, by hand."
    UNKNOWN_THEME Error "unknown-theme" "no such theme"
        "The theme that content/site.yaml or a theme.yaml names lies neither in themes/ nor in the program."
    THEME_CIRCLE Error "theme-circle" "a theme that extends itself"
        "Themes extend one another in a circle, so that none comes first. Correct `extends` in theme.yaml."
    INVALID_TEMPLATE Error "invalid-template" "a template that can't be read"
        "The template has a fault in its syntax, or extends or includes one that does not exist. The place is marked."
    TEMPLATE_ERROR Error "template-error" "a template that fails"
        "The template asked for something that is not in its context, or used it in a way that does not work. `lykta theme context` prints what a template may use."
    INVALID_WORDS Error "invalid-words" "words of the interface that can't be read"
        "The Fluent file has a line that is not valid: a message without text, a choice without a default (mark one with *), or a reference to a message that does not exist."
    DUPLICATE_WORD Warning "duplicate-word" "a word of the interface stands twice"
        "The same message stands twice in a Fluent file; the last one counts. Remove one."
    MISSING_WORD Warning "missing-word" "a word of the interface is missing in a language"
        "The theme uses a message that its locales/ do not have in this language. Another language's word is shown instead. Add it to the Fluent file."
    MISSING_ASSET Error "missing-asset" "a style names a file that the theme lacks"
        "What a style names in `url(…)` lies in the folder assets/ of the theme or of one that it extends. It does not, so that browsers would ask for it in vain."
    WORDS_FILE_NAME Warning "words-file-name" "a Fluent file whose name is no language"
        "Files in locales/ are named by a language tag: sv.ftl. This one is not read."
    OUTDATED_TRANSLATION Warning "outdated-translation" "a translation that is behind its source"
        "The source has changed in the sections that are named since this was translated. Readers see a notice there. `lykta translation diff` shows what changed; when the translation says the same again, `lykta translation mark` notes it. How much this weighs is said in content/site.yaml: `translations: { outdated: error }` for all works, `never_outdated: [tool]` for kinds that must not be published with it, such as helplines."
    UNKNOWN_TRANSLATION_STATE Note "unknown-translation-state" "a translation that does not say what it was made from"
        "Without a record in its front matter it can't be told whether the translation still says what its source says. Compare the two once; `lykta translation mark` then notes the state of the source, section by section. A site that has no records at all is not told."
    TRANSLATION_OUTLINE Warning "translation-outline" "sections that can't be told apart"
        "Sections of a translation belong to those of the source by the ids of their headings, or by their places if the headings of both agree in number and levels. Here neither holds. Give each heading the id that it has in the source: `## Tecken {#signs}`."
    LAPSED_REVIEW Note "lapsed-review" "a review of an earlier text"
        "A native speaker reviewed this translation, and it was changed afterwards. Readers are told that it is not reviewed. Let somebody read it again; `lykta translation mark WORK LANG --reviewed-by ROLE` notes it."
    REVIEW_WITHOUT_TEXT Note "review-without-text" "a review that does not say of which text"
        "`reviewed` has no `text`, the hash of the text that was reviewed, so it can't be told whether it still holds; it is believed. `lykta translation mark WORK LANG --reviewed-by ROLE` writes it."
    BROKEN_EXCHANGE_FILE Error "broken-exchange-file" "a translator's file that can't be read"
        "The file is not what `lykta translation export` writes: its XML or its strings are broken, it declares a DOCTYPE or uses an unknown entity, or it names a work, a language or a text that was not exported. Nothing of it is imported. Let the translator's tool write it anew, or export again."
    BROKEN_MARK Error "broken-mark" "a translation that lost or changed a mark"
        "A link, a telephone number in a link, a citation, a note or a piece of code of the source is missing in the translation, or one is there that the source does not have. The document is not written. Correct it in the translator's tool; placeholders may stand in another order, but each stands once."
    CHANGED_STRUCTURE Error "changed-structure" "a translation that is built otherwise than its source"
        "With the texts that came back, the document would have other headings, lists or tables than its source, often since a text begins with a character that means something in Markdown. The document is not written. Correct the text in the translator's tool."
    NEWER_TRANSLATION Error "newer-translation" "a translation that was changed after the export"
        "Since the file was exported, somebody has changed the translation on the site. Importing would overwrite that, so nothing of the document is written. Export again and let the translator go on from there."
    UNKNOWN_SOURCE_TEXT Error "unknown-source-text" "a source that is no longer known"
        "The source has changed since the file was exported, and its text of then is neither in the file nor in the history of git, so that the translation can't be put together. XLIFF holds the source's text; PO does not. Export again."
    UNFINISHED_TRANSLATION Note "unfinished-translation" "texts that are not finished"
        "Some texts in the translator's file are empty, fuzzy or in the state «initial». Their sections stay as they are on the site, and are not said to be current."
    IDENTITY_NUMBER Error "identity-number" "a person's identity number"
        "The gate looks at everything that is published, also at alternative texts, names of files, data, PDF and what pictures carry, and found a number whose form, date and check figures are those of a national identity number, perhaps split by spaces, dashes or markup. Remove it. If it is no such number, silence it where it stands: `allow: [{ code: identity-number, text: \"…\", reason: … }]` in the front matter or in work.yaml."
    POSSIBLE_IDENTITY_NUMBER Warning "possible-identity-number" "what may be a person's identity number"
        "The number has the form of a national identity number, as have many others. Look at it. If it is none, silence it where it stands, with the reason: `allow: [{ code: possible-identity-number, text: \"…\", reason: … }]`."
    EMAIL_ADDRESS Error "email-address" "an e-mail address that is no organisation's"
        "An e-mail address is published that no organisation has declared. A person's own does not belong on the site. Declare an organisation's in the fields `email` or `contact` of a work of the kind organisation, or let it through with a reason: `allow: [{ code: email-address, text: help@example.org, reason: … }]` in front matter or work.yaml, or under `gates` in content/site.yaml."
    TELEPHONE_NUMBER Warning "telephone-number" "a telephone number that is no organisation's"
        "A telephone number is published that no organisation has declared. Declare it in the fields `telephone` or `contact` of a work of the kind organisation, or let it through with a reason: `allow: [{ code: telephone-number, text: …, reason: … }]`. Short numbers such as 112 and 116 000 are services and are not meant."
    POSITION Warning "position" "a position that is exact to a house"
        "Coordinates with four decimals lead to a door. Give the town, or two decimals at most."
    SHELTER_ADDRESS Warning "shelter-address" "a street near a word for shelter"
        "Where shelters lie is not published: those who hunt children read as well. Remove the street, or silence it with a reason if it is no shelter's."
    FILE_MEMORY Error "file-memory" "a file that remembers its makers"
        "A picture or an attachment carries what no reader sees: who made it, with which program, where and when, comments, or text that was deleted. `lykta attachments clean FILE` writes a clean copy of a PDF or an office file where that changes nothing that is read; comments and tracked changes are settled in the program that made the file."
    UNCHECKED_FILE Warning "unchecked-file" "a file that the gate can't look into"
        "The file is damaged, encrypted or of a kind that the gate does not know, so that nobody can promise what is in it. Publish it in another form, such as PDF, CSV or a picture."
    HIDDEN_TEXT Error "hidden-text" "a text that is published but not seen"
        "A comment, or text that is white or taken off the page by its style, is read by everybody who looks at the page's source, and by search engines. Delete it."
    HIDDEN_CHARACTER Warning "hidden-character" "a character that is published but not seen"
        "A zero-width character or one that turns the direction of the text is published. It can hide something or mark who leaked a text. Where text is written from right to left, the marks that it needs are let be."
    MACHINE_PATH Error "machine-path" "a path of somebody's machine"
        "A path such as /home/anna/… names a user and tells how a machine is set up. Remove it."
    BUILD_TIME Warning "build-time" "the hour of the build"
        "The hour at which a site was built tells when somebody works, and makes each build another than the last. Dates are enough."
    NOT_PUBLIC Error "not-public" "something that is not public yet, or no longer"
        "A title, an address or a sentence of a draft, of a work whose day has not come, or of one that has expired stands in something that is published, and no public text says the same. The place is that of the text itself; look for what shows it: a template, a field of work.yaml, an attachment."
    DENIED_WORD Error "denied-word" "a word that must be nowhere"
        "A word of the list that was given with --deny stands here, in whatever case and with whatever ending. The finding does not repeat it. Remove it. This finding can't be silenced; if the word means something else, take it off the list."
    HURTFUL_WORDS Warning "hurtful-words" "words that hurt"
        "Words can blame a child for what was done to it, or call it a crime to be somewhere. The finding says what to write instead. A law's title and a quotation keep their words: silence them there, with the reason. A site adds words in content/site.yaml: `gates: { avoid: [{ language: sv, avoid: …, instead: … }] }`."
    UNUSED_ALLOWANCE Warning "unused-allowance" "something is allowed that is not there"
        "An entry under `allow` silences nothing: the text was changed, or the code is another. Remove the entry, so that it does not silence something tomorrow."
    UNKNOWN_DIRECTIVE Error "unknown-directive" "a directive that the theme does not know"
        "What is written as `:::name`, `::name` or `:name[…]` must be declared by the theme. The message names the nearest; `lykta directives` lists all with an example. Where no directive is meant, write a backslash before the colon."
    DIRECTIVE_FORM Error "directive-form" "a directive that is written like another"
        "A container stands between `:::name` and `:::`, a leaf is one line `::name`, and an inline one is `:name[text]` within a text; some have a label, and some stand in another one only. The hint shows how this one is written."
    DIRECTIVE_ARGUMENT Error "directive-argument" "an argument that a directive needs is missing"
        "The directive can't be drawn without it. Arguments stand between braces: `::helpline{country=SE}`."
    EMPTY_DIRECTIVE Warning "empty-directive" "a directive with nothing in it"
        "A container shows what stands between its two lines, and nothing stands there. Write it, or remove the two lines."
    MALFORMED_DIRECTIVE Error "malformed-directive" "nearly a directive"
        "The line begins like a directive, but its name, label or arguments can't be read, so it would be shown as it is typed. A directive is written without spaces between its parts: `:::callout[Label]{type=warning}`."
    UNCLOSED_DIRECTIVE Error "unclosed-directive" "a directive that is never ended"
        "A container ends with a line of as many colons as it began with, in the same list item or quotation. Without one, everything up to the end would belong to it."
    STRAY_FENCE Error "stray-fence" "a line of colons that ends nothing"
        "No container is open here that this line could end: it was ended before, or it began in another list item or quotation."
    UNCITED_CLAIM Warning "uncited-claim" "a claim without a source"
        "`:claim[…]` marks a sentence that needs a source. Cite one within it: `:claim[… [@key, p. 4]]`, or leave the claim out."
    INVALID_DIRECTIVE Error "invalid-directive" "a directive that is wrongly declared"
        "In `directives` of theme.yaml each name says its form, and a template draws it: templates/directives/NAME.html, or the one that is named."
    UNKNOWN_GLOSSARY_TERM Error "unknown-glossary-term" "a term that the glossary does not have"
        "`:term[word]` shows the definition of a work of the kind term: by its title, its `forms`, its `synonyms` or the name of its folder. Add the form to the term's document, or say which term it is: `:term[word]{work=terms/guardian}`."
    MISSING_HELPLINE Error "missing-helpline" "a country without a helpline"
        "`::helpline{country=SE}` shows the telephone numbers of the public works of the kind organisation in that country. There is none, so a reader who needs help would find nothing."
    UNVERIFIED_NUMBER Warning "unverified-number" "a number that nobody has checked lately"
        "Somebody must have looked whether a number still answers. Call it or look at the organisation's own site, and write the day into `verified_on` of its work.yaml; `verify_every` says after how many days that is to be done again."
    OVER_BUDGET Warning "over-budget" "heavier than its budget"
        "Readers with a weak signal wait for every kilobyte, and some give up. `lykta check` weighs each page as a host sends it, compressed with gzip: its HTML, what it needs before anything is seen, all that it loads, each script and each picture. What prints a whole kind is not weighed. The hints say what weighs most. Shorten or split the text, make a picture smaller, or give the budget another number under `budgets:` in content/site.yaml, in kB."
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_a_name_of_its_own_and_says_how_to_mend_it() {
        for (at, code) in ALL.iter().enumerate() {
            assert!(ALL[..at].iter().all(|other| other.name != code.name), "{} stands twice", code.name);
            assert!(code.explanation.ends_with('.'), "{}: whole sentences", code.name);
            assert!(code.name.chars().all(|c| c.is_ascii_lowercase() || c == '-' || c.is_ascii_digit()), "{}", code.name);
        }
    }
}

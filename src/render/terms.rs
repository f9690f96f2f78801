//! Words of the glossary where a text has them first, though nobody has marked them.

use std::collections::BTreeSet;

use super::text::Reader;
use crate::config::directives::Shows;
use crate::config::fields::Typed;
use crate::document::html::escape;
use crate::site::lexicon::{Token, tokens};
use crate::site::{Target, named};

/// Elements in which a word is part of something that leads elsewhere, or stands as it was typed.
const KEPT: &[&str] = &[
    "a", "button", "h1", "h2", "h3", "h4", "h5", "h6", "code", "pre", "kbd", "samp", "var", "summary", "label", "select", "textarea",
    "script", "style", "svg", "legend", "small",
];

/// Classes of what a theme says around a text: notices, and what stands in the place of a heading.
const AROUND: &[&str] = &["notice", "part-title", "callout-title", "weight"];

/// Whether nothing is linked within an element that begins: it is one of those, or another language's, or opens by itself.
fn is_kept(name: &str, tag: &str) -> bool {
    let class = tag.split(" class=\"").nth(1).and_then(|rest| rest.split(['"', ' ']).next());
    !tag.starts_with("</")
        && (KEPT.contains(&name)
            || class.is_some_and(|class| AROUND.contains(&class))
            || tag.contains(" lang=\"")
            || tag.contains(" popover"))
}

impl Reader<'_> {
    /// The text's HTML with the first of each term linked as `:term[…]` would, where site or work ask for it.
    pub(super) fn with_terms(&self, html: String) -> String {
        let document = &self.published.document;
        let asked = self.work.field(document, "terms").and_then(Typed::text);
        let wanted = asked.map_or(self.site.config.auto_terms, |asked| asked == "auto");
        let lexicon = self.site.lexicon(self.own);
        if !wanted || lexicon.is_empty() {
            return html;
        }
        let mut done = self.terms_of_the_author();
        let mut out = String::with_capacity(html.len() + html.len() / 8);
        // The element in which nothing is linked, and how many of its name are open within it.
        let mut kept: Option<(&str, usize)> = None;
        let mut number = self.content.directives.len();
        let mut rest = html.as_str();
        while !rest.is_empty() {
            let text = &rest[..rest.find('<').unwrap_or(rest.len())];
            if kept.is_some() {
                out.push_str(text);
            } else {
                let words: Vec<Token> = tokens(text).collect();
                let (mut written, mut at) = (0, 0);
                while at < words.len() {
                    if let Some((term, end)) = lexicon.find(text, &words[at..])
                        && done.insert(term)
                    {
                        number += 1;
                        out.push_str(&text[written..words[at].at]);
                        out.push_str(&self.auto_term(term, number, &text[words[at].at..end]));
                        written = end;
                        at += words[at..].iter().take_while(|word| word.at < end).count();
                    } else {
                        at += 1;
                    }
                }
                out.push_str(&text[written..]);
            }
            rest = &rest[text.len()..];
            let tag = &rest[..rest.find('>').map_or(rest.len(), |end| end + 1)];
            let name = tag.trim_start_matches(['<', '/']).split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
            kept = match kept {
                Some((open, depth)) if open == name => match tag.starts_with("</") {
                    true => (depth > 1).then(|| (open, depth - 1)),
                    false => Some((open, depth + 1)),
                },
                None if is_kept(name, tag) => Some((name, 1)),
                kept => kept,
            };
            out.push_str(tag);
            rest = &rest[tag.len()..];
        }
        out
    }

    /// The term that the work itself explains, and those that the text marks or links.
    fn terms_of_the_author(&self) -> BTreeSet<usize> {
        let document = &self.published.document;
        let marked = self.content.directives.iter().filter(|directive| {
            self.site.config.directives.get(&directive.name).is_some_and(|declaration| declaration.shows == Shows::Term)
        });
        let marked = marked.filter_map(|directive| {
            let word = directive.arguments.get("work").map_or(directive.text.as_str(), |argument| &argument.text);
            named::term(self.site, word, &document.language)
        });
        let linked = self.resolved.targets.iter().filter_map(|target| match target {
            Target::Work { work, .. } => Some(*work),
            _ => None,
        });
        marked.chain(linked).chain([self.index]).collect()
    }

    /// A term, drawn as the theme draws one that is marked; a link, if the theme has no such directive.
    fn auto_term(&self, term: usize, number: usize, written: &str) -> String {
        let declaration = self.site.config.directives.iter().find(|(_, declaration)| declaration.shows == Shows::Term);
        match declaration {
            Some((name, declaration)) => self.draw_term(name, &declaration.template, term, number, written),
            None => format!("<a href=\"{}\">{written}</a>", escape(&self.address(&self.site.works[term].addresses[self.language]))),
        }
    }
}

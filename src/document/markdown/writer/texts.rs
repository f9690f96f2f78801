//! The parser's events as they are read: texts that stand side by side and tags of several lines joined.

use super::*;

/// The parser's events, in which a text is one however many signs in it have a backslash before them, and a tag of raw HTML
/// however many lines it has.
pub(super) struct Joined<'t, I> {
    events: I,
    /// What is parsed.
    source: &'t str,
    /// The event behind the last one.
    next: Option<(Event<'t>, Range<usize>)>,
    /// What comes before anything that the parser has left.
    waiting: Option<(Event<'t>, Range<usize>)>,
    /// A citation that was read as a picture.
    cited: Option<Range<usize>>,
}

impl<'t, I: Iterator<Item = (Event<'t>, Range<usize>)>> Joined<'t, I> {
    pub(super) fn new(events: I, source: &'t str) -> Joined<'t, I> {
        Joined { events, source, next: None, waiting: None, cited: None }
    }

    /// The next event. `escaped` is how much of its text is left where signs stand from which a backslash has taken their
    /// meaning.
    pub(super) fn next(&mut self, escaped: &mut Vec<usize>) -> Option<(Event<'t>, Range<usize>)> {
        escaped.clear();
        let (event, mut at) = self.next.take().or_else(|| self.read())?;
        let mut text = match event {
            Event::Text(text) => text,
            Event::Html(html) => return Some(self.whole_tag(html, at)),
            event => return Some((event, at)),
        };
        if self.is_escaped(&text, &at) {
            escaped.push(0);
        }
        self.next = self.read();
        if let Some((Event::Text(_), _)) = self.next {
            let mut joined = text.into_string();
            while let Some((Event::Text(more), behind)) = &self.next {
                if self.is_escaped(more, behind) {
                    escaped.push(joined.len());
                }
                joined.push_str(more);
                at.end = behind.end;
                self.next = self.read();
            }
            text = joined.into();
        }
        escaped.iter_mut().for_each(|place| *place = text.len() - *place);
        Some((Event::Text(text), at))
    }

    /// The parser's next event. A citation right behind an exclamation mark is none of a picture.
    fn read(&mut self) -> Option<(Event<'t>, Range<usize>)> {
        if let Some(waiting) = self.waiting.take() {
            return Some(waiting);
        }
        match self.events.next()? {
            (Event::Start(Tag::Image { link_type, dest_url, title, id }), at) if is_citation(link_type, &dest_url) => {
                let sign = at.start..at.start + 1;
                self.waiting = Some((Event::Start(Tag::Link { link_type, dest_url, title, id }), sign.end..at.end));
                self.cited = Some(at);
                Some((Event::Text("!".into()), sign))
            }
            (Event::End(TagEnd::Image), at) if self.cited.as_ref() == Some(&at) => Some((Event::End(TagEnd::Link), at)),
            read => Some(read),
        }
    }

    /// A line of raw HTML, with those behind it as long as a tag goes on.
    fn whole_tag(&mut self, html: CowStr<'t>, mut at: Range<usize>) -> (Event<'t>, Range<usize>) {
        let mut is_open = leaves_open(&html, false);
        if !is_open {
            return (Event::Html(html), at);
        }
        let mut whole = html.into_string();
        loop {
            self.next = self.read();
            match &self.next {
                Some((Event::Html(more), behind)) if is_open => {
                    is_open = leaves_open(more, is_open);
                    whole.push_str(more);
                    at.end = behind.end;
                }
                _ => return (Event::Html(whole.into()), at),
            }
        }
    }

    fn is_escaped(&self, text: &str, at: &Range<usize>) -> bool {
        text.starts_with(['"', '\'', '.']) && self.source[..at.start].ends_with('\\')
    }
}

/// Whether a link is a citation, and not one whose author wrote what stands for it.
pub(super) fn is_citation(link_type: LinkType, destination: &str) -> bool {
    link_type == LinkType::ShortcutUnknown && destination == CITATION
}

/// Whether a tag goes on behind a line of raw HTML; `is_open` if one did before it.
fn leaves_open(line: &str, is_open: bool) -> bool {
    let begins = |at: usize| line[at..].strip_prefix('<').is_some_and(|tag| tag.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/'));
    line.rfind(['<', '>']).map_or(is_open, begins)
}

//! Texts that stand side by side, joined.

use super::*;

/// The parser's events, in which a text is one however many signs in it have a backslash before them.
pub(super) struct Joined<'t, I> {
    events: I,
    /// What is parsed.
    source: &'t str,
    /// The event behind the last one.
    next: Option<(Event<'t>, Range<usize>)>,
}

impl<'t, I: Iterator<Item = (Event<'t>, Range<usize>)>> Joined<'t, I> {
    pub(super) fn new(events: I, source: &'t str) -> Joined<'t, I> {
        Joined { events, source, next: None }
    }

    /// The next event. `escaped` is how much of its text is left where signs stand from which a backslash has taken their
    /// meaning.
    pub(super) fn next(&mut self, escaped: &mut Vec<usize>) -> Option<(Event<'t>, Range<usize>)> {
        escaped.clear();
        let (event, mut at) = self.next.take().or_else(|| self.events.next())?;
        let Event::Text(mut text) = event else { return Some((event, at)) };
        if self.is_escaped(&text, &at) {
            escaped.push(0);
        }
        self.next = self.events.next();
        if let Some((Event::Text(_), _)) = self.next {
            let mut joined = text.into_string();
            while let Some((Event::Text(more), behind)) = &self.next {
                if self.is_escaped(more, behind) {
                    escaped.push(joined.len());
                }
                joined.push_str(more);
                at.end = behind.end;
                self.next = self.events.next();
            }
            text = joined.into();
        }
        escaped.iter_mut().for_each(|place| *place = text.len() - *place);
        Some((Event::Text(text), at))
    }

    fn is_escaped(&self, text: &str, at: &Range<usize>) -> bool {
        text.starts_with(['"', '\'', '.']) && self.source[..at.start].ends_with('\\')
    }
}

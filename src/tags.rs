//! The tags of a page that is drawn, and where the values of their attributes stand.

use std::ops::Range;

/// Whether a place of a page stands within a tag, and not in a text, where it is what somebody wrote of a page.
pub fn is_in_tag(html: &str, at: usize) -> bool {
    let before = &html.as_bytes()[..at];
    memchr::memrchr2(b'<', b'>', before).is_some_and(|sign| before[sign] == b'<')
}

/// A start tag.
pub struct Tag<'a> {
    html: &'a str,
    pub name: &'a str,
    /// From its `<` to behind its `>`.
    pub at: Range<usize>,
    attributes: Vec<(&'a str, Range<usize>)>,
}

impl<'a> Tag<'a> {
    /// The tag whose `<` stands at a place; `None` if none begins there.
    pub fn read(html: &'a str, at: usize) -> Option<Tag<'a>> {
        let bytes = html.as_bytes();
        let until =
            |from: usize, ends: &dyn Fn(u8) -> bool| bytes[from..].iter().position(|byte| ends(*byte)).map_or(bytes.len(), |n| from + n);
        let past_spaces = |from: usize| until(from, &|byte| !byte.is_ascii_whitespace());
        bytes.get(at + 1).filter(|byte| bytes[at] == b'<' && byte.is_ascii_alphabetic())?;
        let end = until(at + 1, &|byte| byte.is_ascii_whitespace() || matches!(byte, b'>' | b'/'));
        let mut tag = Tag { html, name: &html[at + 1..end], at: at..end, attributes: Vec::new() };
        let mut place = end;
        loop {
            place = until(place, &|byte| !byte.is_ascii_whitespace() && byte != b'/');
            if bytes.get(place).is_none_or(|byte| *byte == b'>') {
                tag.at.end = (place + 1).min(bytes.len());
                return Some(tag);
            }
            let name = place..until(place + 1, &|byte| byte.is_ascii_whitespace() || matches!(byte, b'=' | b'>' | b'/'));
            place = past_spaces(name.end);
            let mut value = name.end..name.end;
            if bytes.get(place) == Some(&b'=') {
                place = past_spaces(place + 1);
                value = match bytes.get(place) {
                    Some(&quote @ (b'"' | b'\'')) => place + 1..until(place + 1, &|byte| byte == quote),
                    _ => place..until(place, &|byte| byte.is_ascii_whitespace() || byte == b'>'),
                };
                let quoted = usize::from(value.start > place);
                place = (value.end + quoted).min(bytes.len());
            }
            tag.attributes.push((&html[name], value));
        }
    }

    /// The attributes in their order: name, and where the value stands.
    pub fn attributes(&self) -> impl Iterator<Item = (&'a str, Range<usize>)> + '_ {
        self.attributes.iter().cloned()
    }

    /// The value of an attribute, as it is written.
    pub fn get(&self, name: &str) -> Option<&'a str> {
        self.attributes().find(|(other, _)| *other == name).map(|(_, value)| &self.html[value])
    }
}

/// The start tags of a page in their order. What looks like one in a script, a style or a comment is none.
pub fn tags(html: &str) -> impl Iterator<Item = Tag<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            at += html[at..].find('<')?;
            if html[at..].starts_with("<!--") {
                at += html[at..].find("-->")?;
                continue;
            }
            let Some(tag) = Tag::read(html, at) else {
                at += 1;
                continue;
            };
            at = tag.at.end;
            if matches!(tag.name, "script" | "style") {
                let end = format!("</{}", tag.name);
                at = html[at..].find(&end).map_or(html.len(), |found| at + found);
            }
            return Some(tag);
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_read_as_browsers_read_them() {
        let html = "<!doctype html><!-- <a href=\"c\"> --><a href = 'x y' title=\"a > b\" hidden data-a=1>&lt;i> < 2 </a><br/><script>'<b>'</script>\
                    <style><b></style><img src=\"p.png\" /><i";
        let read: Vec<_> = tags(html)
            .map(|tag| format!("{} {:?}", tag.name, tag.attributes().map(|(name, value)| (name, &html[value])).collect::<Vec<_>>()))
            .collect();
        assert_eq!(
            read,
            [
                r#"a [("href", "x y"), ("title", "a > b"), ("hidden", ""), ("data-a", "1")]"#,
                "br []",
                "script []",
                "style []",
                r#"img [("src", "p.png")]"#,
                "i []",
            ]
        );
        for cut in 0..html.len() {
            tags(&html[..cut]).count();
        }
    }
}

//! Tags of XML, one after the other, and their attributes.

/// A name without its prefix, which each program may choose.
pub(super) fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

/// A tag, and what stands between it and the one before.
pub(super) struct Tag<'a> {
    pub(super) before: &'a str,
    pub(super) name: &'a str,
    /// The name and the attributes.
    pub(super) inner: &'a str,
    pub(super) opens: bool,
    /// An empty element opens and closes.
    pub(super) closes: bool,
}

impl<'a> Tag<'a> {
    /// The value of an attribute, as it is written.
    pub(super) fn says(&self, attribute: &str) -> Option<&'a str> {
        attributes(self.inner).find(|(name, _)| *name == attribute).map(|(_, value)| value)
    }

    /// Whether a property of Word holds: without a value it does, with one that says otherwise it does not.
    pub(super) fn is_on(&self) -> bool {
        !matches!(self.says("w:val").map(str::to_ascii_lowercase).as_deref(), Some("0" | "false" | "off"))
    }
}

pub(super) fn tags(xml: &str) -> impl Iterator<Item = Tag<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + memchr::memchr(b'<', &xml.as_bytes()[at..])?;
        let end = tag_end(xml, start)?;
        let (before, tag) = (&xml[at..start], &xml[start..end]);
        at = end;
        let inner = tag.trim_matches(['<', '/', '>']);
        let name = inner.split(|c: char| c.is_ascii_whitespace() || c == '/').next().unwrap_or_default();
        let is_end = tag.starts_with("</");
        Some(Tag { before, name, inner, opens: !is_end, closes: is_end || tag.ends_with("/>") })
    })
}

/// The byte after a tag; a value in it may hold `>`. Of comments and the like the mark alone is left out.
pub(super) fn tag_end(xml: &str, start: usize) -> Option<usize> {
    let bytes = xml.as_bytes();
    for mark in ["<![CDATA[", "<!--"] {
        if xml[start..].starts_with(mark) {
            return Some(start + mark.len());
        }
    }
    let mut at = start;
    while !matches!(bytes.get(start + 1), Some(b'/' | b'!' | b'?')) {
        at += memchr::memchr3(b'>', b'"', b'\'', &bytes[at..])?;
        if bytes[at] == b'>' {
            return Some(at + 1);
        }
        // A value without an end is no value.
        let Some(length) = memchr::memchr(bytes[at], &bytes[at + 1..]) else { break };
        at += length + 2;
    }
    memchr::memchr(b'>', &bytes[start..]).map(|length| start + length + 1)
}

/// The attributes of a tag, as they are written.
pub(super) fn attributes(tag: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = tag;
    std::iter::from_fn(move || {
        let (before, after) = rest.split_once('=')?;
        let after = after.trim_start();
        let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let (value, behind) = after[1..].split_once(quote)?;
        rest = behind;
        Some((before.split_ascii_whitespace().next_back().unwrap_or_default(), value))
    })
}

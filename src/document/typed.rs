//! What Markdown or HTML would read in a text that is neither, so that readers see it as it is typed.

/// How much is looked at to find the end of a mark, in bytes.
const FARTHEST: usize = 500;

/// The first such mark: an entity, a sign behind a backslash, a stress, code, a link, a tag, a directive.
pub fn mark(text: &str) -> Option<&str> {
    text.match_indices(['&', '\\', '*', '_', '`', '[', '<', ':']).find_map(|(at, sign)| {
        let rest = &text[at..];
        // A character has at most four bytes.
        let rest = (0..4).find_map(|less| rest.get(..FARTHEST - less)).unwrap_or(rest);
        let begins_word = !text[..at].chars().next_back().is_some_and(char::is_alphanumeric);
        let length = match sign {
            "&" => entity(rest),
            "\\" => rest[1..].starts_with(|c: char| c.is_ascii_punctuation()).then_some(2),
            "[" => rest.find("](").and_then(|middle| Some(middle + rest[middle..].find(')')? + 1)),
            "<" => tag(rest),
            ":" if begins_word => directive(rest),
            _ if begins_word => ["**", "__", sign].iter().find_map(|sign| pair(rest, sign)),
            _ => None,
        }?;
        Some(&rest[..length])
    })
}

/// How long the entity is that a text begins with: `&aring;`, `&#8211;`, `&#x2013;`.
fn entity(text: &str) -> Option<usize> {
    let (name, _) = text[1..].split_once(';')?;
    let is_entity = match name.strip_prefix('#') {
        Some(number) => !number.is_empty() && number.trim_start_matches(['x', 'X']).bytes().all(|b| b.is_ascii_hexdigit()),
        // The longest that are used have eight letters; one letter is «R&D;».
        None => (2..=8).contains(&name.len()) && name.bytes().all(|b| b.is_ascii_alphanumeric()),
    };
    is_entity.then_some(name.len() + 2)
}

/// How long a tag is.
fn tag(text: &str) -> Option<usize> {
    let name = text[1..].trim_start_matches('/');
    let end = name.find(['<', '>']).filter(|end| name[*end..].starts_with('>'))?;
    name.starts_with(|c: char| c.is_ascii_lowercase()).then_some(text.len() - name.len() + end + 1)
}

/// How long the directive is: `:term[words]`, with what stands in braces behind it.
fn directive(text: &str) -> Option<usize> {
    let (name, _) = text[1..].split_once('[')?;
    let end = text.find(']').filter(|_| !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'-'))? + 1;
    let braces = text[end..].strip_prefix('{').and_then(|inner| inner.find('}'));
    Some(end + braces.map_or(0, |length| length + 2))
}

/// How long words are that stand between two signs, close to both.
fn pair(text: &str, sign: &str) -> Option<usize> {
    let inner = text.strip_prefix(sign)?;
    let end = inner.find(sign)?;
    let (words, after) = (&inner[..end], &inner[end + sign.len()..]);
    let is_tight = !words.is_empty() && words.trim() == words && !words.starts_with(['*', '_', '`']);
    let goes_on = after.starts_with(|c: char| c.is_alphanumeric() || sign.starts_with(c));
    (is_tight && !goes_on).then_some(sign.len() * 2 + end)
}

#[cfg(test)]
mod tests {
    use super::mark;

    #[test]
    fn marks_of_markdown_and_html_are_found_where_they_would_be_read() {
        for (text, found) in [
            ("p&aring; handel", Some("&aring;")),
            ("a &#8211; b", Some("&#8211;")),
            ("om **handel**, nu", Some("**handel**")),
            ("om *handel*.", Some("*handel*")),
            ("__a__", Some("__a__")),
            ("`d` e", Some("`d`")),
            ("handel \\- en guide", Some("\\-")),
            ("see [x](https://x.example) y", Some("[x](https://x.example)")),
            ("a <b>b</b>", Some("<b>")),
            ("x</i>", Some("</i>")),
            (":term[god man]s roll", Some(":term[god man]")),
            ("om :term[a]{work=terms/a} x", Some(":term[a]{work=terms/a}")),
            ("kl:[1]", None),
            ("note: [1]", None),
            ("Q&A; R&D", None),
            ("5 * 3 * 2", None),
            ("Pris* och avgift*", None),
            ("a snake_case_name", None),
            ("< 3 > 2, <3", None),
            ("[sic] (1)", None),
            ("C:\\temp", None),
            ("**", None),
        ] {
            assert_eq!(mark(text), found, "{text}");
        }
    }
}

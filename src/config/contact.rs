//! Telephone numbers and e-mail addresses as people write them, and the links that call them.

use crate::language::hours::begins_with_hours;

/// The link of a telephone number or an e-mail address, such as `tel:+46313906000` for `+46 (0)31 390 60 00`; `None` if
/// the text begins with neither. Source: RFC 3966, RFC 6068.
pub fn link(text: &str) -> Option<String> {
    let text = text.trim();
    if let Some((name, host)) = text.split_once('@') {
        let is_address = !name.is_empty()
            && host.contains('.')
            && !host.ends_with('.')
            && !text.contains(|c: char| c.is_whitespace() || "<>\"?&:,;".contains(c))
            && !host.contains('@');
        return is_address.then(|| format!("mailto:{text}"));
    }
    let number = number(text)?;
    // The figure in brackets is dialled within the country alone.
    let number = if number.starts_with('+') || number.starts_with("00") { number.replacen("(0)", "", 1) } else { number.to_owned() };
    let dialled: String = number.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
    // The shortest, such as 112, has three figures.
    (dialled.trim_start_matches('+').len() >= 3).then(|| format!("tel:{dialled}"))
}

/// What of a text is the telephone number with which it begins: not its hours, nor what else is said of it. `None` if it
/// begins with none.
pub fn number(text: &str) -> Option<&str> {
    let text = text.trim_start();
    // So many figures may stand before a slash that goes on with the number: 031/390 60 00.
    let most_before_slash = if text.starts_with('+') { 7 } else { 5 };
    let (mut figures, mut end) = (0, 0);
    for (at, c) in text.char_indices() {
        let rest = &text[at..];
        let begins_word = text[..at].ends_with(char::is_whitespace);
        if begins_word && figures >= 3 && begins_with_hours(rest) {
            break;
        }
        match c {
            c if c.is_ascii_digit() => {
                figures += 1;
                end = at + 1;
            }
            '+' if at == 0 => {}
            '(' if at > 0 && !holds_part(rest) => break,
            '/' if figures > most_before_slash => break,
            '\u{2010}'..='\u{2015}' | '-' | '.' | '/' | '(' | ')' => {}
            ',' | ';' | ':' => break,
            c if c.is_whitespace() => {}
            _ if begins_word || text[..at].ends_with('(') => break,
            _ => return None,
        }
    }
    (figures > 0).then(|| &text[..end])
}

/// A contact without what is said of it behind its number.
pub fn bare(text: &str) -> &str {
    number(text).unwrap_or(text)
}

/// Whether a text begins with brackets that hold a part of a number: figures alone, and others behind them.
fn holds_part(text: &str) -> bool {
    let part = text[1..].split_once(')');
    part.is_some_and(|(part, rest)| {
        !part.is_empty()
            && part.bytes().all(|b| b.is_ascii_digit())
            && rest.trim_start_matches([' ', '\u{a0}', '-']).starts_with(|c: char| c.is_ascii_digit())
    })
}

/// A contact without what belongs to a link or a sentence: `help@example.org` of `mailto:help@example.org` or
/// `<help@example.org>.`
pub fn alone(text: &str) -> &str {
    let trimmed = text.trim();
    let bare = trimmed.trim_end_matches(['.', ',', ';']);
    let bare = bare.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')).unwrap_or(bare);
    let rest = bare.split_once(':').filter(|(scheme, _)| ["mailto", "tel"].iter().any(|known| scheme.eq_ignore_ascii_case(known)));
    match rest {
        Some((_, rest)) => rest.trim_start(),
        // What is said of a number may end as a sentence does.
        None if trimmed.contains('@') => bare,
        None => trimmed,
    }
}

/// The address of e-mail that stands in a text with something else.
pub fn address_in(text: &str) -> Option<&str> {
    addresses(text).next()
}

fn addresses(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split(|c: char| c.is_whitespace() || ",;/()<>\"".contains(c)).map(alone);
    words.filter(|word| word.contains('@') && link(word).is_some())
}

/// Whether a text holds several contacts: a number or an address and, behind a comma or a semicolon, another. Hours, and in
/// how many languages somebody answers, are none.
pub fn holds_several(text: &str) -> bool {
    let is_whole = |part: &&str| {
        let number = part.split('(').next().unwrap_or_default().trim();
        let is_number = !number.is_empty() && number.chars().all(|c| c.is_ascii_digit() || c.is_whitespace() || c == '+');
        is_number && link(number).is_some()
    };
    let first = number(text);
    let is_followed = first.is_some_and(|number| text.trim_start()[number.len()..].trim_start().starts_with('/'));
    let begins = usize::from(first.and_then(link).is_some());
    is_followed || text.split([',', ';']).filter(is_whole).count().max(begins) + addresses(text).count() > 1
}

/// The contacts of a text that holds several. Each of them is meant, though a touch reaches none.
pub fn several(text: &str) -> impl Iterator<Item = &str> {
    let parts = text.split([',', ';']).flat_map(|part| part.split(" / ")).map(str::trim);
    let numbers = parts.filter(|part| !part.contains('@')).filter_map(number).filter(|number| link(number).is_some());
    addresses(text).chain(numbers).filter(|_| holds_several(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_of_several_contacts_is_known() {
        for (text, expected) in [
            ("a@example.org, b@example.org", &["a@example.org", "b@example.org"][..]),
            ("<a@example.org> or mailto:b@example.org.", &["a@example.org", "b@example.org"]),
            ("+46 8 123 456 78 (mon-fri 9-17), 112", &["+46 8 123 456 78", "112"]),
            ("08-123 45 67 / 08-765 43 21; help@example.org", &["help@example.org", "08-123 45 67", "08-765 43 21"]),
            ("116 111, weekdays 8-17", &[]),
            ("help@example.org", &[]),
        ] {
            assert_eq!(several(text).collect::<Vec<_>>(), expected, "{text}");
        }
    }

    #[test]
    fn several_numbers_are_not_one() {
        for text in
            ["116 111, 116 000", "+46 8 123 456 78 (mon-fri 9-17), 112", "116 111; 116 000 (children)", "08-123 45 67 / 08-765 43 21"]
        {
            assert!(holds_several(text), "{text}");
        }
        for text in ["a@example.org, b@example.org", "<a@example.org> or mailto:b@example.org.", "116000, help@example.org", "112 a@b.se"] {
            assert!(holds_several(text), "{text}");
        }
        for text in
            ["116 111, weekdays 8-17", "031/390 60 00, 8-17", "112, 24/7", "112, 365 days a year", "116 111, 3 languages", "a@example.org"]
                .into_iter()
                .chain(["Help <help@example.org>", "112@example.org"])
        {
            assert!(!holds_several(text), "{text}");
        }
    }

    #[test]
    fn a_contact_stands_alone_without_what_belongs_to_a_link() {
        for (text, expected) in [
            ("mailto:help@example.org", "help@example.org"),
            ("MAILTO: <help@example.org>.", "<help@example.org>"),
            ("<mailto:help@example.org>", "help@example.org"),
            ("help@example.org.", "help@example.org"),
            ("tel:+46 70 174 06 05", "+46 70 174 06 05"),
            ("116 111, 24 hrs.", "116 111, 24 hrs."),
        ] {
            assert_eq!(alone(text), expected, "{text}");
        }
        assert_eq!(address_in("The desk (help@example.org)"), Some("help@example.org"));
    }

    #[test]
    fn what_people_write_is_dialled() {
        for (text, expected) in [
            ("+46 31 390 60 00", Some("tel:+46313906000")),
            ("+46 (0)31-390 60 00", Some("tel:+46313906000")),
            ("(031) 390 60 00", Some("tel:0313906000")),
            ("116 111, weekdays 8-17", Some("tel:116111")),
            ("116 111 or 116 123", Some("tel:116111")),
            ("112", Some("tel:112")),
            ("+45\u{a0}70\u{a0}20\u{a0}20\u{a0}20", Some("tel:+4570202020")),
            ("031-390 60 00 (växel)", Some("tel:0313906000")),
            ("116 111 (24/7)", Some("tel:116111")),
            ("116 111 (24 h)", Some("tel:116111")),
            ("116 111 24h", Some("tel:116111")),
            ("116 111 24-hour line", Some("tel:116111")),
            ("116 111 8-17", Some("tel:116111")),
            ("116 111 8:00-12:00 13.00–17.00", Some("tel:116111")),
            ("020-50 50 50 (24 h)", Some("tel:020505050")),
            ("020-50 50 50 (kl. 8-17)", Some("tel:020505050")),
            ("020-50 50 50 ext. 12", Some("tel:020505050")),
            ("+46 8 123 45 67 (24 h)", Some("tel:+4681234567")),
            ("+46 20 50 50 50 24/7", Some("tel:+4620505050")),
            ("+46 (8) 123 45 24", Some("tel:+4681234524")),
            ("+46 (0) 8 12 13 14", Some("tel:+468121314")),
            ("0046 (0)8 12 13 14", Some("tel:00468121314")),
            ("+1 (555) 123-4567", Some("tel:+15551234567")),
            ("08-12 13 14", Some("tel:08121314")),
            ("031/390 60 00", Some("tel:0313906000")),
            ("+49 30 / 123456", Some("tel:+4930123456")),
            ("08-123 45 67 / 08-765 43 21", Some("tel:081234567")),
            ("info@example.org", Some("mailto:info@example.org")),
            ("info @ example.org", None),
            ("info@localhost", None),
            ("info@example.org.", None),
            ("mailto:info@example.org", None),
            ("a@example.org,b@example.org", None),
            ("0800-CALL-ME", None),
            ("call us", None),
            ("12", None),
            ("", None),
        ] {
            assert_eq!(link(text).as_deref(), expected, "{text}");
        }
    }
}

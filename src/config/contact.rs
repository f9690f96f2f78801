//! Telephone numbers and e-mail addresses as people write them, and the links that call them.

/// The link of a telephone number or an e-mail address, such as `tel:+46313906000` for `+46 (0)31 390 60 00`; `None` if
/// the text begins with neither.
///
/// What follows a number behind a space, a comma or a semicolon, such as its hours, is no part of it. Source: RFC 3966, RFC 6068.
pub fn link(text: &str) -> Option<String> {
    let text = text.trim();
    if let Some((name, host)) = text.split_once('@') {
        let is_address = !name.is_empty() && host.contains('.') && !text.contains(|c: char| c.is_whitespace() || "<>\"?&".contains(c));
        return is_address.then(|| format!("mailto:{text}"));
    }
    let international = text.starts_with('+');
    // The figure in brackets is dialled within the country alone.
    let number = if international { text.replacen("(0)", "", 1) } else { text.to_owned() };
    let mut dialled = String::from(if international { "+" } else { "" });
    let mut before = ' ';
    for c in number.chars().skip(usize::from(international)) {
        match c {
            c if c.is_ascii_digit() => dialled.push(c),
            ' ' | '\u{a0}' | '\u{202f}' | '-' | '\u{2010}'..='\u{2015}' | '.' | '/' | '(' | ')' => {}
            ',' | ';' | ':' => break,
            _ if before.is_whitespace() || before == '(' => break,
            _ => return None,
        }
        before = c;
    }
    // The shortest, such as 112, has three figures.
    (dialled.trim_start_matches('+').len() >= 3).then(|| format!("tel:{dialled}"))
}

/// Whether what follows a telephone number, behind a comma or a semicolon, is another: not its hours, nor in how
/// many languages it answers.
pub fn holds_several(text: &str) -> bool {
    let is_whole = |part: &&str| {
        let number = part.split('(').next().unwrap_or_default().trim();
        let is_number = !number.is_empty() && number.chars().all(|c| c.is_ascii_digit() || c.is_whitespace() || c == '+');
        is_number && link(number).is_some()
    };
    text.split([',', ';']).filter(is_whole).count() > 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_numbers_are_not_one() {
        for text in ["116 111, 116 000", "+46 8 123 456 78 (mon-fri 9-17), 112", "116 111; 116 000 (children)"] {
            assert!(holds_several(text), "{text}");
        }
        for text in
            ["116 111, weekdays 8-17", "031/390 60 00, 8-17", "112, 24/7", "112, 365 days a year", "116 111, 3 languages", "a@example.org"]
        {
            assert!(!holds_several(text), "{text}");
        }
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
            ("info@example.org", Some("mailto:info@example.org")),
            ("info @ example.org", None),
            ("info@localhost", None),
            ("0800-CALL-ME", None),
            ("call us", None),
            ("12", None),
            ("", None),
        ] {
            assert_eq!(link(text).as_deref(), expected, "{text}");
        }
    }
}

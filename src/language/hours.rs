//! Hours as they are written behind telephone numbers.

/// Whether a text begins with the hours of a telephone: `24/7`, `24 h`, `8-17`, `08.00–17.00`.
pub fn begins_with_hours(text: &str) -> bool {
    /// Of a day, as they stand behind 24.
    const HOURS: &[&str] = &[
        "h", "hr", "hrs", "hour", "hours", "t", "tim", "timer", "timar", "timmar", "tíma", "klst", "tuntia", "tundi", "st", "stundas",
        "val", "std", "stunden", "godz", "год", "ч", "часа",
    ];
    // Most figures are followed by no dash.
    let head = &text.as_bytes()[..text.len().min(6)];
    if !text.starts_with("24") && !head.iter().any(|b| *b == b'-' || *b >= 0x80) {
        return false;
    }
    let mut words = text.split_whitespace();
    let word = words.next().unwrap_or_default().trim_end_matches([',', ';', ')']);
    if word.starts_with("24/7") {
        return true;
    }
    if let Some(rest) = text.strip_prefix("24") {
        let unit = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '-');
        let unit = unit.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default().to_lowercase();
        if HOURS.contains(&unit.as_str()) || unit.starts_with("годин") {
            return true;
        }
    }
    let part = |part: &str, most: u32| part.parse::<u32>().ok().filter(|number| part.len() <= 2 && *number <= most);
    let minutes = |time: &str| {
        let (hour, minute) = time.split_once(['.', ':']).unwrap_or((time, "00"));
        Some(part(hour, 24)? * 60 + part(minute, 59)?)
    };
    let range = word.split_once(['-', '\u{2010}', '\u{2011}', '\u{2012}', '\u{2013}', '\u{2014}']);
    let is_range = range.and_then(|(from, to)| minutes(from).zip(minutes(to))).is_some_and(|(from, to)| from < to);
    // Behind hours stand no more figures but other hours.
    let rest = text[text.find(char::is_whitespace).unwrap_or(text.len())..].trim_start();
    is_range && (!rest.starts_with(|c: char| c.is_ascii_digit()) || begins_with_hours(rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_told_from_figures_of_a_number() {
        for text in
            ["24/7", "24 h", "24h.", "24-hour line", "24 timmar", "24 години", "8-17", "08.00–17.00, weekdays", "8:00-12:00 13:00-17:00"]
        {
            assert!(begins_with_hours(text), "{text}");
        }
        for text in ["24", "24 or", "45-67", "17-8", "8-17 13", "12 13 14", "", "h"] {
            assert!(!begins_with_hours(text), "{text}");
        }
    }
}

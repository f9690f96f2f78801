//! The front matter of a translation that came back.

use super::*;

/// Everything above the text: the translation's own front matter, or the source's without what is its own. `None` if it
/// can't be changed.
pub(super) fn of(sides: &Sides) -> Option<String> {
    let (ground, units) = (sides.ground, sides.units);
    let base = ground.existing.unwrap_or(ground.source);
    let text = &base.file.text;
    let body = base.content().outline.section(FRONT).map_or(text.len(), |front| front.span.start);
    let mut out = text[..body].to_owned();
    if ground.existing.is_none() {
        for name in its_own(ground.kind) {
            out = yaml::without_field(&out, name);
        }
        if !sides.outline.sections.iter().all(|section| sides.is_whole(&section.id)) {
            out = yaml::with_field(&out, "draft", "draft: true\n")?;
        }
    }
    if !sides.is_whole(FRONT) {
        return Some(out);
    }
    let mut names: Vec<&str> = Vec::new();
    for unit in units {
        if let Place::Field(name, ..) = &unit.place
            && !names.contains(&name.as_str())
        {
            names.push(name);
        }
    }
    let of_gone =
        sides.existing.into_iter().flat_map(|existing| existing.gone.iter().filter_map(|&own| pairs::value(&existing.units[own])));
    for (name, _) in of_gone {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let mut edits: Vec<(Range<usize>, String)> = Vec::new();
    let mut anew: Vec<(&str, String)> = Vec::new();
    for name in names {
        let said: Vec<String> = values(ground.source, name)
            .into_iter()
            .enumerate()
            .map(|(index, original)| value(sides, name, index, &original))
            .chain(sides.existing.into_iter().flat_map(|existing| of_its_own(existing, name, values(ground.source, name).len())))
            .collect();
        if values(base, name) == said {
            continue;
        }
        match ground.existing.and_then(|own| in_place(own, name, &said)) {
            Some(more) => edits.extend(more),
            None if said.is_empty() => anew.push((name, String::new())),
            None => anew.push((name, field(ground, name, &said))),
        }
    }
    edits.sort_unstable_by_key(|(range, _)| std::cmp::Reverse(range.start));
    for (range, text) in edits {
        out.replace_range(range, &text);
    }
    anew.into_iter().try_fold(out, |out, (name, field)| yaml::with_field(&out, name, &field))
}

/// The texts of a field; of one that is no list, the one that it has.
fn values(document: &Document, name: &str) -> Vec<String> {
    match document.fields.get(name).map(|typed| &typed.value) {
        Some(Value::List(items)) => items.iter().map(|item| as_text(&item.value)).collect(),
        Some(value) => vec![as_text(value)],
        None => Vec::new(),
    }
}

/// What a list of the translation has beyond its source's is its own; what the source has no more is not.
fn of_its_own(existing: &Existing, name: &str, of_source: usize) -> Vec<String> {
    if !matches!(existing.document.fields.get(name).map(|typed| &typed.value), Some(Value::List(_))) {
        return Vec::new();
    }
    let is_own = |index: usize| {
        let mut here = (0..existing.units.len()).filter(|&at| pairs::value(&existing.units[at]) == Some((name, index))).peekable();
        if here.peek().is_none() { index >= of_source } else { here.all(|at| !existing.is_of_source(at)) }
    };
    values(existing.document, name).into_iter().enumerate().filter(|(index, _)| is_own(*index)).map(|(_, text)| text).collect()
}

/// One of a field's texts, with what came back: in the translation's own, if that has the same blocks, or else in the source's.
fn value(sides: &Sides, name: &str, index: usize, original: &str) -> String {
    let of_value = |units: &[Unit], index: usize| -> Vec<usize> {
        (0..units.len()).filter(|&at| pairs::value(&units[at]) == Some((name, index))).collect()
    };
    let here = of_value(sides.units, index);
    let declared = sides.ground.source.directives();
    let own = sides.existing.and_then(|existing| {
        let (_, index) = pairs::value(&existing.units[existing.beside[*here.first()?]?])?;
        let own = of_value(&existing.units, index);
        let text = values(existing.document, name).into_iter().nth(index)?;
        let is_built_alike = || built::of_text(&text, declared) == built::of_text(original, declared);
        let has_same = here.iter().map(|&at| existing.beside[at]).eq(own.into_iter().map(Some));
        (has_same && (sides.is_current(FRONT) || is_built_alike())).then_some((existing, text))
    });
    let text = own.as_ref().map_or(original, |(_, text)| text);
    let (mut out, mut from) = (String::new(), 0);
    for at in here {
        let own = own.as_ref().and_then(|(existing, _)| Some(&existing.units[existing.beside[at]?]));
        let (Place::Field(.., range), Some(target)) = (&own.unwrap_or(&sides.units[at]).place, &sides.came.targets[at]) else { continue };
        out.push_str(&text[from..range.start]);
        match own.is_some_and(|own| own.tokens == *target) {
            true => out.push_str(&text[range.clone()]),
            false => out.push_str(&written(sides.units[at].what, target)),
        }
        from = range.end;
    }
    out + &text[from..]
}

/// The places in a file at which other texts make of a field what is said, if each stands there as a scalar on one line: what
/// is written around it, such as a remark, then stays.
fn in_place(document: &Document, name: &str, said: &[String]) -> Option<Vec<(Range<usize>, String)>> {
    let typed = document.fields.get(name)?;
    let written: Vec<_> = match &typed.value {
        Value::List(items) => items.iter().collect(),
        _ => vec![typed],
    };
    let other = |(typed, text): &(&Typed, &String)| as_text(&typed.value) != **text;
    let place = |(typed, text): (&Typed, &String)| {
        let scalar = scalar(document.file.text.get(typed.span.clone())?, &as_text(&typed.value))?;
        Some((typed.span.start..typed.span.start + scalar.len(), quoted(text)))
    };
    if written.len() != said.len() {
        return None;
    }
    written.into_iter().zip(said).filter(other).map(place).collect()
}

/// The scalar with which a text begins, if it stands on one line; a remark may follow.
fn scalar<'t>(text: &'t str, value: &str) -> Option<&'t str> {
    let mut escaped = false;
    let closes = |mark: char| {
        move |(_, c): &(usize, char)| {
            let is_end = *c == mark && !escaped;
            escaped = !escaped && *c == '\\' && mark == '"';
            is_end
        }
    };
    let end = match text.chars().next()? {
        mark @ ('"' | '\'') => text.char_indices().skip(1).find(closes(mark))?.0 + 1,
        _ => text.starts_with(value).then_some(value.len())?,
    };
    let scalar = &text[..end];
    // A quotation mark that stands twice within is none that ends it.
    (!scalar.contains('\n') && !text[end..].starts_with('\'')).then_some(scalar)
}

/// A field as it is written anew: in lines of its own where that is how the translation has it.
fn field(ground: &Ground, name: &str, said: &[String]) -> String {
    if ground.source.fields.get(name).is_some_and(|typed| matches!(typed.value, Value::List(_))) {
        let items: String = said.iter().map(|text| format!("  - {}\n", quoted(text))).collect();
        return format!("{name}:\n{items}");
    }
    let mut text = said.concat();
    let begins = format!("{name}: |");
    let has_lines = ground.existing.is_some_and(|own| {
        let front = own.content().outline.section(FRONT).map_or(0, |front| front.span.start);
        own.file.text[..front].lines().any(|line| line.trim_end() == begins)
    });
    if has_lines && !text.ends_with('\n') {
        text.push('\n');
    }
    let is_plain = |line: &str| line.trim_end() == line && !line.contains(|c: char| c.is_control());
    if has_lines && !text.ends_with("\n\n") && !text.starts_with([' ', '\n']) && text.lines().all(is_plain) {
        let lines: String = text.lines().map(|line| if line.is_empty() { "\n".to_owned() } else { format!("  {line}\n") }).collect();
        return format!("{name}: |\n{lines}");
    }
    format!("{name}: {}\n", quoted(&text))
}

fn as_text(value: &Value) -> String {
    match value {
        Value::Text(text) | Value::Markdown(text) => text.clone(),
        _ => String::new(),
    }
}

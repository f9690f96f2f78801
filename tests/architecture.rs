//! Who imports whom: the table in ARCHITECTURE.md and the code say the same.
#![allow(clippy::disallowed_methods, reason = "tests look at files")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

fn declared() -> BTreeMap<String, Option<BTreeSet<String>>> {
    include_str!("../ARCHITECTURE.md")
        .lines()
        .filter(|line| line.starts_with("| ") && !line.starts_with("| room") && !line.starts_with("| ---"))
        .map(|line| line.trim_matches('|').split('|').map(str::trim).collect::<Vec<_>>())
        .map(|cells| {
            let known = match cells[2] {
                "everything" => None,
                list => Some(list.split(", ").filter(|name| !name.is_empty()).map(str::to_owned).collect()),
            };
            (cells[0].to_owned(), known)
        })
        .collect()
}

/// The names that stand behind each `crate::` of a text: one, or those of a group.
fn named(text: &str) -> Vec<&str> {
    let mut names = Vec::new();
    for (at, found) in text.match_indices("crate::") {
        let rest = &text[at + found.len()..];
        let Some(group) = rest.strip_prefix('{') else {
            names.push(rest);
            continue;
        };
        let mut depth = 0;
        let mut from = 0;
        for (at, c) in group.char_indices() {
            match c {
                '{' => depth += 1,
                '}' if depth == 0 => {
                    names.push(&group[from..at]);
                    break;
                }
                '}' => depth -= 1,
                ',' if depth == 0 => {
                    names.push(&group[from..at]);
                    from = at + 1;
                }
                _ => {}
            }
        }
    }
    names.into_iter().map(|name| name.trim_start().split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default()).collect()
}

/// Room → the rooms that its code names as `crate::room`, by whatever path; what is none stands in `lib`.
fn used() -> BTreeMap<String, BTreeSet<String>> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let known = declared();
    let mut used: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for entry in walkdir::WalkDir::new(&src).into_iter().map(Result::unwrap) {
        let path = entry.path().strip_prefix(&src).unwrap();
        if path.extension().is_none_or(|extension| extension != "rs") || path.starts_with("cli/starter") {
            continue;
        }
        let room = path.iter().next().unwrap().to_string_lossy().trim_end_matches(".rs").to_owned();
        if room == "main" {
            continue;
        }
        let text = std::fs::read_to_string(entry.path()).unwrap();
        let code: String = text.lines().flat_map(|line| [line.split("//").next().unwrap_or_default(), "\n"]).collect();
        let rooms = used.entry(room.clone()).or_default();
        if room != "lib" {
            let names = named(&code).into_iter().filter(|name| *name != room);
            rooms.extend(names.map(|name| if known.contains_key(name) { name.to_owned() } else { "lib".to_owned() }));
        }
    }
    used
}

#[test]
fn each_room_knows_just_those_that_the_table_allows() {
    let declared = declared();
    let used = used();
    let rooms: BTreeSet<_> = used.keys().collect();
    assert_eq!(rooms, declared.keys().collect::<BTreeSet<_>>(), "the table and the folders name different rooms");
    let differ = used.iter().filter_map(|(room, uses)| {
        let allowed = declared[room].as_ref().filter(|allowed| *allowed != uses)?;
        Some(format!("{room}: {uses:?}, in the table {allowed:?}"))
    });
    assert_eq!(differ.collect::<Vec<_>>(), Vec::<String>::new(), "rooms know others than the table says");
}

#[test]
fn nobody_knows_the_command_line() {
    for (room, uses) in used() {
        assert!(!uses.contains("cli"), "«{room}» knows the command line");
    }
}

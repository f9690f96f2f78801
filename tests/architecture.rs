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

/// Room → the rooms that its code names as `crate::room`.
fn used() -> BTreeMap<String, BTreeSet<String>> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut used: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for entry in walkdir::WalkDir::new(&src).into_iter().map(Result::unwrap) {
        let path = entry.path().strip_prefix(&src).unwrap();
        if path.extension().is_none_or(|extension| extension != "rs") || path.starts_with("cli/starter") {
            continue;
        }
        let room = path.iter().next().unwrap().to_string_lossy().trim_end_matches(".rs").to_owned();
        if room == "lib" || room == "main" {
            continue;
        }
        let text = std::fs::read_to_string(entry.path()).unwrap();
        let rooms = used.entry(room.clone()).or_default();
        for line in text.lines().map(|line| line.split("//").next().unwrap_or_default()) {
            for (at, _) in line.match_indices("crate::") {
                let rest = &line[at + "crate::".len()..];
                let name: String = rest.chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect();
                if rest[name.len()..].starts_with("::") && name != room {
                    rooms.insert(name);
                }
            }
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
    for (room, uses) in &used {
        let Some(Some(allowed)) = declared.get(room) else { continue };
        assert_eq!(uses, allowed, "«{room}» knows others than the table says");
    }
}

#[test]
fn nobody_knows_the_command_line() {
    for (room, uses) in used() {
        assert!(!uses.contains("cli"), "«{room}» knows the command line");
    }
}

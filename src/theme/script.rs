//! Scripts, read as far as it takes to find what they import.

use std::ops::Range;

use super::style::unescaped;

/// Where a script names files beside it, without the quotation marks: behind `from`, `import` and `import(`. What it names
/// otherwise, such as `"lit"` or `"https://…"`, is no file of a theme.
pub fn imports(script: &str) -> Vec<Range<usize>> {
    let mut imports = Vec::new();
    // The last word, and whether a parenthesis was opened behind it.
    let (mut word, mut opened) = ("", false);
    let mut at = 0;
    while let Some(c) = script[at..].chars().next() {
        let rest = &script[at..];
        let length = match c {
            _ if rest.starts_with("//") => rest.find('\n').unwrap_or(rest.len()),
            _ if rest.starts_with("/*") => rest.find("*/").map_or(rest.len(), |end| end + 2),
            '"' | '\'' | '`' => {
                // Only a text in backticks has several lines.
                let ends = |next: char| next == c || (next == '\n' && c != '`');
                let end = unescaped(&rest[1..], ends).unwrap_or(rest.len() - 1);
                let named = &rest[1..1 + end];
                let follows = (word == "import") || (word == "from" && !opened);
                if follows && c != '`' && (named.starts_with("./") || named.starts_with("../")) {
                    imports.push(at + 1..at + 1 + end);
                }
                (word, opened) = ("", false);
                (end + 2).min(rest.len())
            }
            c if is_of_word(c) => {
                let length = rest.find(|c| !is_of_word(c)).unwrap_or(rest.len());
                (word, opened) = (&rest[..length], false);
                length
            }
            '(' => {
                opened = true;
                1
            }
            c => {
                if !c.is_whitespace() {
                    (word, opened) = ("", false);
                }
                c.len_utf8()
            }
        };
        at += length;
    }
    imports
}

fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '$')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_script_imports_from_beside_it_is_found() {
        let script = r#"import { a } from "./a.js";
import './b.mjs'
export * from "../c.js"; // import "./no.js"
const d = import( "./d.js" ); /* from "./no.js" */
import lit from "lit"; import "https://example.org/e.js";
say("it's from", "./no.js"); const from = "./no.js"; const text = `import "./no.js"`;
Array.from("./no.js"); const quote = /["']/; "\" import './no.js'";
"#;
        let found: Vec<&str> = imports(script).into_iter().map(|at| &script[at]).collect();
        assert_eq!(found, ["./a.js", "./b.mjs", "../c.js", "./d.js"]);
        assert_eq!(imports("import \"./open").first(), Some(&(8..14)));
    }
}

//! Scripts, read as far as it takes to find what they import.

use std::ops::Range;

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
                let end = end_of_text(&rest[1..], c);
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

/// How many bytes stand before the mark that ends a text; only one in backticks has several lines.
fn end_of_text(text: &str, mark: char) -> usize {
    let mut escaped = false;
    let ends = |c: char| c == mark || (c == '\n' && mark != '`');
    text.char_indices()
        .find(|&(_, c)| {
            let is_end = !escaped && ends(c);
            escaped = !escaped && c == '\\';
            is_end
        })
        .map_or(text.len(), |(at, _)| at)
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

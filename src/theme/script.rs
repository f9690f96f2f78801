//! Scripts, read as far as it takes to find what they import.

use std::ops::Range;

use super::style::unescaped;

/// Where a script names files beside it, without the quotation marks: behind `from`, `import` and `import(`. What it names
/// otherwise, such as `"lit"` or `"https://…"`, is no file of a theme.
pub fn imports(script: &str) -> Vec<Range<usize>> {
    let mut imports = Vec::new();
    let mut before = Before::default();
    let mut at = 0;
    while let Some(c) = script[at..].chars().next() {
        let rest = &script[at..];
        at += match c {
            _ if rest.starts_with("//") => rest.find('\n').unwrap_or(rest.len()),
            _ if rest.starts_with("/*") => rest.find("*/").map_or(rest.len(), |end| end + 2),
            '/' if !before.is_value
                && let Some(length) = expression(rest) =>
            {
                before.value();
                length
            }
            '"' | '\'' => {
                let end = unescaped(&rest[1..], |next| next == c || next == '\n').unwrap_or(rest.len() - 1);
                let named = &rest[1..1 + end];
                let follows = (before.word == "import") || (before.word == "from" && !before.opened);
                if follows && (named.starts_with("./") || named.starts_with("../")) {
                    imports.push(at + 1..at + 1 + end);
                }
                before.value();
                (end + 2).min(rest.len())
            }
            c if is_of_word(c) => {
                let length = rest.find(|c| !is_of_word(c)).unwrap_or(rest.len());
                before.word(&rest[..length]);
                length
            }
            c if c.is_whitespace() => c.len_utf8(),
            c => {
                let goes_on = before.sign(c, rest);
                let length = if rest.starts_with("++") || rest.starts_with("--") { 2 } else { c.len_utf8() };
                if goes_on { length + before.template(&rest[length..]) } else { length }
            }
        };
    }
    imports
}

/// What stands before a sign of a script, as far as it tells what the sign means.
#[derive(Default)]
struct Before<'s> {
    /// The last word, and whether a parenthesis was opened behind it.
    word: &'s str,
    opened: bool,
    /// Whether a value ends here, so that a slash divides it. Where none does, the slash begins a regular expression.
    is_value: bool,
    /// Whether a word would be the name of something's part.
    is_dot: bool,
    /// For each parenthesis that is open, whether it holds a condition, behind which no value ends.
    conditions: Vec<bool>,
    /// For each brace that is open, whether a text in backticks goes on behind it.
    templates: Vec<bool>,
}

impl<'s> Before<'s> {
    fn value(&mut self) {
        (self.word, self.opened, self.is_value, self.is_dot) = ("", false, true, false);
    }

    fn word(&mut self, word: &'s str) {
        const BEFORE_VALUES: [&str; 14] =
            ["await", "case", "delete", "do", "else", "in", "instanceof", "new", "of", "return", "throw", "typeof", "void", "yield"];
        (self.word, self.opened) = (word, false);
        self.is_value = self.is_dot || !BEFORE_VALUES.contains(&word);
        self.is_dot = false;
    }

    /// Takes in a sign; tells whether a text in backticks stands behind it.
    fn sign(&mut self, c: char, rest: &str) -> bool {
        let is_condition = matches!(self.word, "if" | "while" | "for" | "with");
        let is_count = rest.starts_with("++") || rest.starts_with("--");
        let mut goes_on = c == '`';
        self.is_value = match c {
            '(' => {
                self.conditions.push(is_condition);
                false
            }
            ')' => !self.conditions.pop().unwrap_or_default(),
            ']' => true,
            '{' => {
                self.templates.push(false);
                false
            }
            '}' => {
                goes_on = self.templates.pop().unwrap_or_default();
                false
            }
            _ => is_count && self.is_value,
        };
        self.opened = c == '(';
        if !self.opened {
            self.word = "";
        }
        self.is_dot = c == '.';
        goes_on
    }

    /// The length of a text in backticks, up to its end or to the code in it.
    fn template(&mut self, rest: &str) -> usize {
        let mut from = 0;
        while let Some(at) = unescaped(&rest[from..], |c| matches!(c, '`' | '$')).map(|at| from + at) {
            if rest[at..].starts_with('`') {
                self.value();
                return at + 1;
            }
            if rest[at..].starts_with("${") {
                self.templates.push(true);
                return at + 2;
            }
            from = at + 1;
        }
        rest.len()
    }
}

/// The length of a regular expression, which stands on one line and in which a slash may stand between brackets.
fn expression(rest: &str) -> Option<usize> {
    let mut in_brackets = false;
    let end = unescaped(&rest[1..], |c| {
        match c {
            '[' => in_brackets = true,
            ']' => in_brackets = false,
            _ => {}
        }
        c == '\n' || c == '/' && !in_brackets
    })?;
    rest[1 + end..].starts_with('/').then_some(end + 2)
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

    #[test]
    fn an_import_is_found_behind_whatever_stands_on_its_line() {
        for before in [
            "const q=/[\"']/;",
            "a.replace(/'/g,b);",
            "if(a)/\"/.test(b);",
            "return/[/\"]/g;",
            "const x=a/2,y=b/'c'.length;",
            "x=(a)/2;y=\"/\";",
            "x=a[0]/2;y='/';",
            "x=i++/2;y='/';",
            "x=a.of/2;y='/';",
            "const t=`it's ${a?`isn't`:\"\"} \\` \"`;",
            "const t=`a ${{b:{}}} '`;",
            "function f(){}/'/.test(a);",
            "x=y=>/\\/\"/;",
        ] {
            let script = format!("{before}import'./a.js';");
            assert_eq!(imports(&script).into_iter().map(|at| &script[at]).collect::<Vec<_>>(), ["./a.js"], "{before}");
        }
    }
}

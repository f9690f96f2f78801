//! What TeX and other programs write into a text to say how it looks, as the text that it makes.

use biblatex::{Chunk, Chunks, ChunksExt, Spanned};
use icu_normalizer::ComposingNormalizerBorrowed;

use super::is_web_address;
use super::notation::TIE;

/// An entry without the commands by which TeX sets type, which no page understands.
pub(super) fn without_commands(mut entry: biblatex::Entry) -> biblatex::Entry {
    for (name, chunks) in &mut entry.fields {
        let meant = if matches!(name.as_str(), "url" | "doi" | "eprint") { address } else { plain };
        *chunks = joined(std::mem::take(chunks));
        for chunk in chunks {
            match &mut chunk.v {
                Chunk::Normal(text) | Chunk::Verbatim(text) => *text = meant(text),
                // Its letters are not to become capitals.
                Chunk::Math(text) => chunk.v = Chunk::Verbatim(math(text)),
            }
        }
    }
    // Before there was a field for addresses, they stood in the words about how a source is published.
    let said = ["howpublished", "note"].into_iter().filter_map(|name| entry.get(name)).map(ChunksExt::format_verbatim);
    let address = said.into_iter().find_map(|said| said.split_whitespace().find(|word| is_web_address(word)).map(str::to_owned));
    if let Some(address) = address.filter(|_| entry.get("url").is_none()) {
        let address = address.trim_end_matches(['.', ',', ';', ')']).to_owned();
        entry.set("url", vec![Spanned::detached(Chunk::Normal(address))]);
    }
    entry
}

/// The same, where the signs of `{\textless}i{\textgreater}`, which have no letters to protect, belong to what is around them.
fn joined(chunks: Chunks) -> Chunks {
    let mut out = Chunks::new();
    for Spanned { v, span } in chunks {
        let v = match v {
            Chunk::Verbatim(sign) if matches!(sign.as_str(), "<" | ">" | "</" | "/>") => Chunk::Normal(sign),
            v => v,
        };
        match (out.last_mut(), &v) {
            (Some(Spanned { v: Chunk::Normal(before), span: place }), Chunk::Normal(text)) => {
                before.push_str(text);
                place.end = span.end;
            }
            _ => out.push(Spanned::new(v, span)),
        }
    }
    out
}

/// An address as it is asked for. None has a backslash, but TeX wants one before some of its signs.
fn address(text: &str) -> String {
    let text = text.replace("\\textasciitilde", "~").replace("\\textunderscore", "_").replace(TIE, "~");
    text.replace('\\', "").replace('—', "---").replace('–', "--")
}

/// Commands whose argument is the text, and the quotation marks that they set around it.
const COMMANDS: [(&str, &str, &str); 22] = [
    ("textit", "", ""),
    ("textsl", "", ""),
    ("textbf", "", ""),
    ("textsc", "", ""),
    ("texttt", "", ""),
    ("textrm", "", ""),
    ("textsf", "", ""),
    ("textup", "", ""),
    ("textnormal", "", ""),
    ("textsuperscript", "", ""),
    ("textsubscript", "", ""),
    ("text", "", ""),
    ("mbox", "", ""),
    ("emph", "", ""),
    ("mathrm", "", ""),
    ("mkbibemph", "", ""),
    ("mkbibbold", "", ""),
    ("mkbibitalic", "", ""),
    ("mkbibparens", "(", ")"),
    ("url", "", ""),
    ("enquote", "“", "”"),
    ("mkbibquote", "“", "”"),
];

/// Commands that stand for a sign, here and in formulas, or say nothing that is read.
const SIGNS: [(&str, &str); 94] = [
    ("alpha", "α"),
    ("beta", "β"),
    ("gamma", "γ"),
    ("delta", "δ"),
    ("epsilon", "ϵ"),
    ("varepsilon", "ε"),
    ("zeta", "ζ"),
    ("eta", "η"),
    ("theta", "θ"),
    ("iota", "ι"),
    ("kappa", "κ"),
    ("lambda", "λ"),
    ("mu", "μ"),
    ("nu", "ν"),
    ("xi", "ξ"),
    ("pi", "π"),
    ("rho", "ρ"),
    ("sigma", "σ"),
    ("tau", "τ"),
    ("upsilon", "υ"),
    ("phi", "ϕ"),
    ("varphi", "φ"),
    ("chi", "χ"),
    ("psi", "ψ"),
    ("omega", "ω"),
    ("Gamma", "Γ"),
    ("Delta", "Δ"),
    ("Theta", "Θ"),
    ("Lambda", "Λ"),
    ("Xi", "Ξ"),
    ("Pi", "Π"),
    ("Sigma", "Σ"),
    ("Phi", "Φ"),
    ("Psi", "Ψ"),
    ("Omega", "Ω"),
    ("pm", "±"),
    ("textpm", "±"),
    ("times", "×"),
    ("texttimes", "×"),
    ("div", "÷"),
    ("textdiv", "÷"),
    ("cdot", "·"),
    ("le", "≤"),
    ("leq", "≤"),
    ("ge", "≥"),
    ("geq", "≥"),
    ("lt", "<"),
    ("gt", ">"),
    ("ne", "≠"),
    ("neq", "≠"),
    ("approx", "≈"),
    ("sim", "∼"),
    ("infty", "∞"),
    ("circ", "°"),
    ("to", "→"),
    ("rightarrow", "→"),
    ("textrightarrow", "→"),
    ("leftarrow", "←"),
    ("textleftarrow", "←"),
    ("ldots", "…"),
    ("cdots", "…"),
    ("textdegree", "°"),
    ("degree", "°"),
    ("textcelsius", "°C"),
    ("texteuro", "€"),
    ("euro", "€"),
    ("EUR", "€"),
    ("textsterling", "£"),
    ("textyen", "¥"),
    ("textcent", "¢"),
    ("textcurrency", "¤"),
    ("textmu", "µ"),
    ("textonehalf", "½"),
    ("textonequarter", "¼"),
    ("textthreequarters", "¾"),
    ("textonesuperior", "¹"),
    ("texttwosuperior", "²"),
    ("textthreesuperior", "³"),
    ("textperthousand", "‰"),
    ("textnumero", "№"),
    ("textminus", "−"),
    ("slash", "/"),
    ("nobreakspace", "\u{a0}"),
    ("em", ""),
    ("it", ""),
    ("itshape", ""),
    ("sl", ""),
    ("bf", ""),
    ("bfseries", ""),
    ("sc", ""),
    ("tt", ""),
    ("rm", ""),
    ("protect", ""),
    ("relax", ""),
];

/// Elements of HTML and of the publishers' format that registries of titles hand on, and that say how a word looks.
const ELEMENTS: [&str; 12] = ["i", "b", "u", "em", "strong", "sub", "sup", "span", "sc", "scp", "small", "br"];

/// What HTML writes for a sign.
const ENTITIES: [(&str, &str); 13] = [
    ("amp", "&"),
    ("lt", "<"),
    ("gt", ">"),
    ("quot", "\""),
    ("apos", "'"),
    ("nbsp", "\u{a0}"),
    ("ndash", "–"),
    ("mdash", "—"),
    ("hellip", "…"),
    ("lsquo", "‘"),
    ("rsquo", "’"),
    ("ldquo", "“"),
    ("rdquo", "”"),
];

fn plain(text: &str) -> String {
    let text = without_entities(text);
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(at) = rest.find(['\\', '`', '\'', '<', TIE]) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        if let Some(((command, before, after), inner, behind)) = COMMANDS.iter().find_map(|command| {
            let argument = rest.strip_prefix('\\')?.strip_prefix(command.0)?.strip_prefix('{')?;
            let end = closing(argument)?;
            Some((command, &argument[..end], &argument[end + 1..]))
        }) {
            out.push_str(before);
            out.push_str(&if *command == "url" { address(inner) } else { plain(inner) });
            out.push_str(after);
            rest = behind;
            continue;
        }
        if let Some((letter, behind)) = accented(rest) {
            out.push_str(&letter);
            rest = behind;
            continue;
        }
        if let Some((sign, behind)) = sign(rest) {
            out.push_str(sign);
            rest = behind.strip_prefix("{}").or_else(|| behind.strip_prefix(' ')).unwrap_or(behind);
            continue;
        }
        if let Some(behind) = behind_tag(rest) {
            rest = behind;
            continue;
        }
        let (said, length) = match rest.as_bytes() {
            [b'`', b'`', ..] => ("“", 2),
            [b'\'', b'\'', ..] => ("”", 2),
            [byte, ..] if *byte == TIE as u8 && is_in_address(&out) => ("~", 1),
            [byte, ..] if *byte == TIE as u8 => ("\u{a0}", 1),
            _ => (&rest[..1], 1),
        };
        out.push_str(said);
        rest = &rest[length..];
    }
    out + rest
}

/// Whether a text ends within an address.
fn is_in_address(text: &str) -> bool {
    text.rsplit(char::is_whitespace).next().is_some_and(is_web_address)
}

/// The sign that a command stands for, and what stands behind the command.
fn sign(text: &str) -> Option<(&'static str, &str)> {
    let text = text.strip_prefix('\\')?;
    let (name, behind) = text.split_at(text.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(text.len()));
    SIGNS.iter().find(|(own, _)| *own == name).map(|(_, sign)| (*sign, behind))
}

/// What stands behind a tag that a text begins with and that says how a word looks.
fn behind_tag(text: &str) -> Option<&str> {
    let inner = text.strip_prefix('<')?;
    let (inner, behind) = inner.split_at(inner.find(['<', '>']).filter(|at| inner[*at..].starts_with('>'))?);
    let name = inner.trim_matches('/').split(char::is_whitespace).next().unwrap_or_default().to_ascii_lowercase();
    let is_look = ELEMENTS.contains(&name.strip_prefix("jats:").map_or(name.as_str(), |name| if name == "italic" { "i" } else { name }));
    is_look.then(|| &behind[1..])
}

fn without_entities(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let meant = rest[1..].split_once(';').and_then(|(name, behind)| {
            let number = name.strip_prefix('#').map(|number| match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16),
                None => number.parse(),
            });
            let sign = match number {
                Some(number) => char::from_u32(number.ok()?).filter(|c| !c.is_control())?.to_string(),
                None => ENTITIES.iter().find(|(own, _)| *own == name)?.1.to_owned(),
            };
            Some((sign, behind))
        });
        let (sign, behind) = meant.unwrap_or_else(|| ("&".to_owned(), &rest[1..]));
        out.push_str(&sign);
        rest = behind;
    }
    out + rest
}

/// A formula as a line of text. A command that nobody knows stays.
fn math(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if let Some((sign, behind)) = sign(rest) {
            out.push_str(sign);
            rest = behind;
            continue;
        }
        let behind = &rest[c.len_utf8()..];
        rest = behind;
        match c {
            '\\' => {
                let name =
                    COMMANDS.iter().map(|(name, ..)| *name).find(|name| behind.strip_prefix(name).is_some_and(|it| it.starts_with('{')));
                let is_escape = behind.starts_with(|c: char| "%$&#_{}".contains(c));
                let length = name.map_or(usize::from(is_escape), str::len);
                if is_escape {
                    out.push_str(&behind[..length]);
                } else if name.is_none() && !behind.starts_with([',', ';', ':', '!', ' ']) {
                    out.push('\\');
                }
                rest = match behind.strip_prefix([',', ';', ':', '!']) {
                    Some(behind) if !is_escape => behind,
                    _ => &behind[length..],
                };
            }
            '^' | '_' => {
                let (inner, behind) = argument(behind);
                out.push_str(&raised(&math(inner), c == '^'));
                rest = behind;
            }
            '{' | '}' => {}
            '~' | TIE => out.push('\u{a0}'),
            c => out.push(c),
        }
    }
    out
}

/// What a sign of a formula takes: something in braces, a command, or one sign.
fn argument(text: &str) -> (&str, &str) {
    if let Some((inner, end)) = text.strip_prefix('{').and_then(|inner| Some((inner, closing(inner)?))) {
        return (&inner[..end], &inner[end + 1..]);
    }
    let end = match text.strip_prefix('\\') {
        Some(command) => 1 + command.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(command.len()),
        None => text.chars().next().map_or(0, char::len_utf8),
    };
    text.split_at(end)
}

/// Figures above or below the line, where all of a text has such.
fn raised(text: &str, is_above: bool) -> String {
    const PLAIN: &str = "0123456789+-=()n";
    let signs = if is_above { "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ" } else { "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₙ" };
    let raised = |c: char| signs.chars().nth(PLAIN.chars().position(|plain| plain == c)?);
    text.chars().map(raised).collect::<Option<String>>().unwrap_or_else(|| text.to_owned())
}

/// The letter of `\'\i`, and what stands behind it: the library has set the accent on the backslash.
fn accented(text: &str) -> Option<(String, &str)> {
    let mut signs = text.strip_prefix('\\')?.chars();
    let accent = signs.next().filter(|accent| ('\u{300}'..='\u{36f}').contains(accent))?;
    let letter = signs.next().filter(|letter| matches!(letter, 'i' | 'j'))?;
    let composed = ComposingNormalizerBorrowed::new_nfc().normalize(&format!("{letter}{accent}")).into_owned();
    Some((composed, signs.as_str().trim_start()))
}

/// Where the brace closes that was opened before the text.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 0;
    text.bytes().position(|byte| {
        match byte {
            b'{' => depth += 1,
            b'}' => depth -= 1,
            _ => {}
        }
        depth < 0
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_sets_type_is_taken_away() {
        for (written, expected) in [
            ("It, \\textit{really} ``quoted\'\' \\emph{so}\u{1f}x", "It, really “quoted” so\u{a0}x"),
            ("\\enquote{a \\textbf{b {c}} d} e", "“a b {c} d” e"),
            ("Ji\\\u{301}i x \\\u{308}i", "Jiíx ï"),
            ("\\url{https://example.org/~u/a–b}", "https://example.org/~u/a--b"),
            ("At https://example.org/\u{1f}u/ a~b", "At https://example.org/~u/ a~b"),
            ("don\'t \\unknown{x} \\textit{open", "don\'t \\unknown{x} \\textit{open"),
            ("The <i>Interview</i> of <jats:italic>H</jats:italic><sub>2</sub>O", "The Interview of H2O"),
            ("Abuse &amp; Neglect &#8211; &lt;b&gt;x&lt;/b&gt; & y; a < b > c", "Abuse & Neglect – x & y; a < b > c"),
            ("5\\textdegree{} C, 3 \\texteuro , \\em so", "5° C, 3 €, so"),
        ] {
            assert_eq!(plain(written), expected);
        }
    }

    #[test]
    fn a_formula_is_a_line_of_text() {
        for (written, expected) in [
            ("\\alpha", "α"),
            ("p \\leq 0.05", "p ≤ 0.05"),
            ("5^{\\circ}C", "5°C"),
            ("H_2O, 10^{-3}, x^{th}", "H₂O, 10⁻³, xth"),
            ("\\mathrm{CO}_2\\,\\%", "CO₂%"),
            ("\\frac{1}{2}", "\\frac12"),
        ] {
            assert_eq!(math(written), expected);
        }
    }
}

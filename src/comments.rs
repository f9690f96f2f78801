//! Comments as templates and texts of other programs have them, which nobody sees there.

use std::ops::Range;

/// How far the end of a comment is sought, in bytes.
pub const LONGEST: usize = 5_000;

/// How comments begin and end: between the two parts may stand spaces, and a sign that takes spaces away.
struct Kind {
    opens: (&'static str, &'static str),
    closes: (&'static str, &'static str),
}

/// Of two that begin alike, the first that is closed counts.
const KINDS: &[Kind] = &[
    // Go's templates, and Hugo's texts.
    kind(("{{", "/*"), ("*/", "}}")),
    kind(("{{%", "comment"), ("/comment", "%}}")),
    kind(("{{<", "comment"), ("/comment", ">}}")),
    // Blade.
    kind(("{{--", ""), ("", "--}}")),
    // Handlebars and Mustache.
    kind(("{{", "!--"), ("", "--}}")),
    kind(("{{", "!--"), ("", "--~}}")),
    kind(("{{", "!"), ("", "}}")),
    // Liquid and Django.
    kind(("{%", "comment"), ("endcomment", "%}")),
    kind(("{%", "#"), ("", "%}")),
    // Jinja and Twig.
    kind(("{#", ""), ("", "#}")),
    // Smarty.
    kind(("{* ", ""), ("", "*}")),
    // MDX.
    kind(("{", "/*"), ("*/", "}")),
    // kramdown.
    kind(("{::comment", "}"), ("{:/comment", "}")),
    kind(("{::comment", "}"), ("{:/", "}")),
    // ERB, JSP and EEx.
    kind(("<%", "#"), ("", "%>")),
    kind(("<%--", ""), ("", "--%>")),
    kind(("<%!--", ""), ("", "--%>")),
    // FreeMarker.
    kind(("<#--", ""), ("", "-->")),
];

const fn kind(opens: (&'static str, &'static str), closes: (&'static str, &'static str)) -> Kind {
    Kind { opens, closes }
}

/// The comments of a text, and where they stand.
pub fn find(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut behind = 0;
    memchr::memchr2_iter(b'{', b'<', text.as_bytes()).filter_map(move |start| {
        let length = (start >= behind).then(|| length(&text[start..]))??;
        behind = start + length;
        Some(start..behind)
    })
}

/// How long the comment is with which a text begins, signs included.
pub fn length(text: &str) -> Option<usize> {
    // As most tags begin.
    if text.starts_with('<') && !text[1..].starts_with(['%', '#']) {
        return None;
    }
    KINDS.iter().find_map(|kind| kind.length(text))
}

impl Kind {
    fn length(&self, text: &str) -> Option<usize> {
        const TRIMS: [char; 3] = ['-', '~', '+'];
        let rest = text.strip_prefix(self.opens.0)?;
        let inner = rest.strip_prefix(TRIMS).unwrap_or(rest).trim_start().strip_prefix(self.opens.1)?;
        if self.opens.1.ends_with(char::is_alphabetic) && inner.starts_with(|c: char| c.is_alphanumeric() || c == '_') {
            return None;
        }
        let (mark, end) = self.closes;
        let reach = &inner.as_bytes()[..inner.len().min(LONGEST)];
        let closes = memchr::memmem::find(reach, if mark.is_empty() { end } else { mark }.as_bytes())?;
        let rest = inner[closes + mark.len()..].trim_start();
        let behind = rest.strip_prefix(end).or_else(|| rest.strip_prefix(TRIMS)?.strip_prefix(end))?;
        let said = &inner[..closes];
        let begins_id = text.strip_prefix("{#").is_some_and(|rest| rest.starts_with(char::is_alphanumeric)) && said.contains('}');
        (said.contains(char::is_alphanumeric) && !begins_id).then_some(text.len() - behind.len())
    }
}

#[cfg(test)]
mod tests {
    use super::find;

    #[test]
    fn comments_of_other_programs_are_found_whole() {
        for comment in [
            "{{/* Ask Elsa */}}",
            "{{- /* Ask Elsa */ -}}",
            "{{% comment %}}Ask Elsa{{% /comment %}}",
            "{{< comment >}}\nAsk Elsa\n\n{{< /comment >}}",
            "{{-- Ask Elsa --}}",
            "{{!-- Ask {{ Elsa }} --}}",
            "{{~! Elsa ~}}",
            "{{!Elsa}}",
            "{% comment %}Ask Elsa{% endcomment %}",
            "{%- comment -%}\nAsk Elsa\n{%- endcomment -%}",
            "{%comment \"why\"%}Elsa{%endcomment%}",
            "{% # Elsa %}",
            "{%- # Elsa -%}",
            "{#Elsa#}",
            "{#- Ask Elsa } -#}",
            "{* Elsa *}",
            "{/* Elsa */}",
            "{ /* Elsa */ }",
            "{::comment}\nAsk Elsa\n{:/comment}",
            "{::comment}Ask Elsa{:/}",
            "<%# Elsa %>",
            "<%-- Elsa --%>",
            "<%!-- Elsa --%>",
            "<#-- Elsa -->",
        ] {
            let text = format!("a {comment} b");
            assert_eq!(find(&text).map(|at| &text[at]).collect::<Vec<_>>(), [comment]);
        }
    }

    #[test]
    fn what_is_no_comment_is_none() {
        for text in [
            "{{ page.comment }} {% comments %} {% endcomment %}",
            "{#signs} and {#of #labour}",
            "{{</* ref \"a\" */>}} {{%/* ref */%}}",
            "{*stressed*} {/} {{!}} <%= x %> {#if x} {{#if x}} {{/if}}",
            "{::nomarkdown} {:/} {::comment}",
            "a < b, <# {",
        ] {
            assert_eq!(find(text).next(), None, "{text}");
        }
    }
}

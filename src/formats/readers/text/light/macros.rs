//! Macros within lines of `AsciiDoc`: links, references, pictures, notes.
//!
//! A macro becomes the text that a person would see; what it includes is not read.

/// A line without macros: `link:https://x.example[label]` is `label`, pictures are nothing.
pub(super) fn without_macros(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    // A bracket that nothing closes is not searched for again.
    let mut may_close = true;
    while let Some(open) = rest.find('[') {
        let before = &rest[..open];
        let start = before.rfind(char::is_whitespace).map_or(0, |at| {
            at + before[at..].chars().next().map_or(1, char::len_utf8)
        });
        let target = before[start..].trim_start_matches(['(', '"', '*', '_']);
        let start = open - target.len();
        let kind = macro_kind(target).filter(|_| may_close);
        let closed = kind.and_then(|kind| {
            let end = rest[open..].find(']').map(|end| open + end);
            may_close = end.is_some();
            Some((end?, kind))
        });
        let Some((end, kind)) = closed else {
            out.push_str(&rest[..=open]);
            rest = &rest[open + 1..];
            continue;
        };
        let label = rest[open + 1..end].trim_end_matches('^');
        out.push_str(&rest[..start]);
        match kind {
            Macro::Nothing => {}
            Macro::Label if label.is_empty() => {
                out.push_str(
                    target
                        .trim_start_matches("link:")
                        .trim_start_matches("xref:"),
                );
            }
            Macro::Label => out.push_str(label),
            Macro::Note => {
                out.push_str(target.trim_end_matches("footnote:"));
                out.extend([" (", label, ")"]);
            }
        }
        rest = &rest[end + 1..];
    }
    out.push_str(rest);
    out
}

/// What a macro shows.
enum Macro {
    Nothing,
    Label,
    Note,
}

fn macro_kind(target: &str) -> Option<Macro> {
    let has = |name: &str| target.starts_with(name);
    Some(match target {
        _ if has("image:") || has("icon:") || has("anchor:") => Macro::Nothing,
        _ if target.ends_with("footnote:") => Macro::Note,
        _ if has("link:") || has("xref:") || has("mailto:") || has("kbd:") || has("btn:") => {
            Macro::Label
        }
        _ if has("https://") || has("http://") || has("pass:") || has("menu:") => Macro::Label,
        _ => return None,
    })
}

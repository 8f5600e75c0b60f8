//! `reStructuredText`: titles with lines of punctuation, lists of fields, directives.
//!
//! Metadata are the fields below the title (Pelican, Sphinx), or comments above it (Nikola:
//! `.. title: Ferry returns`).

use super::draft::Draft;
use super::inline::{item, replaced, row, without_marks};
use crate::article::WhyLeftOut;

/// The marks of emphasis.
const MARKS: &[char] = &['*', '`', '|'];

/// Directives whose content is text.
#[rustfmt::skip]
const OF_TEXT: &[&str] = &[
    "note", "warning", "tip", "hint", "important", "attention", "caution", "danger", "error",
    "admonition", "topic", "sidebar", "epigraph", "highlights", "pull-quote", "compound",
    "container", "figure", "table", "list-table", "csv-table", "rubric", "versionadded", "code",
    "code-block", "sourcecode", "parsed-literal", "centered", "line-block", "class", "seealso",
];

/// Whether a text opens as such files do: a title with its line, or comments of Nikola, and fields.
pub(super) fn is_certain(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim_end);
    let is_nikola = |line: &str| nikola(line).is_some_and(|(name, _)| name == "title");
    if text.starts_with(".. ") && lines.clone().take(10).any(is_nikola) {
        return true;
    }
    let first: Vec<&str> = lines.clone().take(3).collect();
    let Some((_, used)) = title(&first) else {
        return false;
    };
    let mut below = lines.by_ref().skip(used).filter(|line| !line.is_empty());
    below.next().is_some_and(|line| field(line).is_some())
}

/// Reads a text.
pub(super) fn read(text: &str) -> Vec<Draft> {
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    let mut reading = Reading::default();
    let mut at = 0;
    while at < lines.len() {
        at += reading.take(&lines[at..]);
    }
    vec![reading.draft]
}

/// A title at the start of lines, and how many lines it takes.
fn title<'t>(lines: &[&'t str]) -> Option<(&'t str, usize)> {
    let is_long_enough = |text: &str, mark: &str| {
        let (text, mark) = (text.trim().chars().count(), mark.chars().count());
        text > 0 && (mark >= text || mark > 3 && mark + 2 >= text)
    };
    match lines {
        [above, text, below, ..]
            if is_adornment(above) && above == below && is_long_enough(text, above) =>
        {
            Some((text.trim(), 3))
        }
        [text, below, ..]
            if is_adornment(below)
                && !is_adornment(text)
                && !text.starts_with(char::is_whitespace)
                && is_long_enough(text, below) =>
        {
            Some((text.trim(), 2))
        }
        _ => None,
    }
}

/// A line of one sign of punctuation.
fn is_adornment(line: &str) -> bool {
    let mut characters = line.chars();
    let Some(first) = characters.next() else {
        return false;
    };
    first.is_ascii_punctuation() && line.len() > 1 && characters.all(|c| c == first)
}

/// The name and the value of a field: `:name: value`.
fn field(line: &str) -> Option<(&str, &str)> {
    let (name, value) = line.strip_prefix(':')?.split_once(':')?;
    let is_name = !name.is_empty() && name.len() < 60 && !name.contains(['`', '<']);
    (is_name && (value.is_empty() || value.starts_with(' '))).then(|| (name, value.trim()))
}

/// The name and the value of a comment of Nikola: `.. title: value`.
fn nikola(line: &str) -> Option<(&str, &str)> {
    let (name, value) = line.strip_prefix(".. ")?.split_once(':')?;
    let is_name = !name.is_empty()
        && name
            .chars()
            .all(|c| c.is_alphanumeric() || c == '_' || c == '-');
    (is_name && !value.starts_with(':')).then(|| (name, value.trim()))
}

#[derive(Default)]
struct Reading {
    draft: Draft,
    /// Whether the text has begun, so that fields are part of it.
    has_text: bool,
    /// Whether the next indented lines are kept as they are.
    is_literal: bool,
}

impl Reading {
    /// Reads what the first of some lines starts. Returns how many lines it takes.
    fn take(&mut self, lines: &[&str]) -> usize {
        let line = lines[0];
        if line.trim().is_empty() {
            self.draft.end_paragraph();
            return 1;
        }
        if let Some((text, used)) = title(lines) {
            // Fields may be below the subtitle too, as docutils has it.
            let mut below = lines[used..].iter().filter(|line| !line.is_empty());
            let is_above_fields = below.next().is_some_and(|line| field(line).is_some());
            let is_subtitle = is_above_fields && !self.draft.has_body();
            self.has_text |= !self.draft.headline.is_empty() && !is_subtitle;
            self.draft.heading(&plain(text));
            return used;
        }
        if !self.has_text
            && let Some((name, value)) = field(line)
        {
            let (more, used) = indented(&lines[1..]);
            let value = [&[value], &more[..]].concat().join(" ");
            self.draft.value(name, &plain(&value));
            return 1 + used;
        }
        if let Some(rest) = line
            .strip_prefix("..")
            .filter(|rest| rest.is_empty() || rest.starts_with(' '))
        {
            return self.explicit(line, rest.trim(), &lines[1..]);
        }
        if std::mem::take(&mut self.is_literal) && line.starts_with(char::is_whitespace) {
            let (literal, used) = indented(lines);
            for line in literal {
                self.draft.line(line);
            }
            return used.max(1);
        }
        self.has_text = true;
        self.line(line);
        1
    }

    /// Reads a comment, a directive, a target or a footnote. Returns how many lines it takes.
    fn explicit(&mut self, line: &str, rest: &str, below: &[&str]) -> usize {
        let (content, used) = indented(below);
        if !self.has_text
            && let Some((name, value)) = nikola(line)
        {
            self.draft.value(name, value);
            return 1;
        }
        if let Some((name, argument)) = rest.split_once("::") {
            // `.. |name| replace:: text`
            let name = name.rsplit(' ').next().unwrap_or(name);
            self.directive(name, argument.trim(), &content);
        } else if let Some((_, text)) = rest
            .strip_prefix('[')
            .and_then(|rest| rest.split_once("] "))
        {
            self.draft.line(&plain(text));
            for line in content {
                self.draft.text(&plain(line));
            }
        }
        // Others are comments and targets of links, which no reader sees.
        self.draft.end_paragraph();
        1 + used
    }

    fn directive(&mut self, name: &str, argument: &str, content: &[&str]) {
        if name == "raw" {
            let text = content.join("\n");
            self.draft
                .leave_out("code for one format", WhyLeftOut::Hidden, &text);
            return;
        }
        if name == "include" {
            self.draft
                .leave_out("a file that is included", WhyLeftOut::NotRead, "");
            return;
        }
        if name == "post" {
            // The metadata of ABlog.
            self.draft.value("date", argument);
            for (name, value) in content.iter().filter_map(|line| field(line)) {
                self.draft.value(name, value);
            }
            return;
        }
        if name == "image" || name == "figure" {
            self.draft
                .leave_out("a picture, a video or a sound", WhyLeftOut::Embedded, "");
        }
        if !OF_TEXT.contains(&name) {
            return;
        }
        self.has_text = true;
        self.draft.end_paragraph();
        let is_code = matches!(
            name,
            "code" | "code-block" | "sourcecode" | "class" | "figure"
        );
        if !argument.is_empty() && !is_code {
            self.draft.line(&plain(argument));
        }
        let is_literal = is_code && name != "figure";
        for line in content.iter().skip_while(|line| field(line).is_some()) {
            match line.trim() {
                "" => self.draft.end_paragraph(),
                text if is_literal => self.draft.line(text),
                text => self.line(text),
            }
        }
    }

    fn line(&mut self, line: &str) {
        let bare = line.trim();
        if is_adornment(bare) && bare.len() > 3 || is_border(bare) {
            return self.draft.end_line();
        }
        if bare.starts_with('|') && bare.ends_with('|') && bare.len() > 2 {
            return self.draft.line(&plain(&row(bare)));
        }
        if let Some(text) = bare.strip_prefix("| ") {
            return self.draft.line(&plain(text));
        }
        if let Some(item) = item(line, &["*", "-", "+", "#.", "\u{2022}"]) {
            self.draft.end_line();
            return self.draft.text(&plain(item));
        }
        let text = match bare.strip_suffix("::") {
            Some(text) => {
                self.is_literal = true;
                if text.is_empty() || text.ends_with(' ') {
                    text.trim_end().to_owned()
                } else {
                    format!("{text}:")
                }
            }
            None => bare.to_owned(),
        };
        self.draft.text(&plain(&text));
    }
}

/// A border of a table: `+----+----+`, `==== ====`.
fn is_border(line: &str) -> bool {
    let all = |marks: &str| line.len() > 3 && line.chars().all(|c| marks.contains(c));
    all("+-=") || all("= ") || all("- ")
}

/// The lines at the start that are indented, or blank between such, without their indentation,
/// and their number.
fn indented<'t>(lines: &[&'t str]) -> (Vec<&'t str>, usize) {
    let is_inside = |line: &&&str| line.is_empty() || line.starts_with(char::is_whitespace);
    let mut used = lines.iter().take_while(is_inside).count();
    while used > 0 && lines[used - 1].is_empty() {
        used -= 1;
    }
    (
        lines[..used].iter().map(|line| line.trim_start()).collect(),
        used,
    )
}

/// A line without marks. Links show their label.
fn plain(line: &str) -> String {
    let line = without_roles(line);
    let line = replaced(&line, "``", "``", |inner| Some(inner.to_owned()));
    let line = replaced(&line, "`", "`__", label);
    let line = replaced(&line, "`", "`_", label);
    let line = replaced(&line, "[", "]_", |inner| {
        let is_note = inner
            .chars()
            .all(|c| c.is_ascii_digit() || c == '#' || c == '*');
        is_note.then(String::new)
    });
    let line = without_marks(&line, MARKS).replace("\\ ", "");
    without_references(&line)
}

/// The label of a link: `label <address>`.
fn label(inner: &str) -> Option<String> {
    if inner.contains('`') {
        return None;
    }
    let (label, _) = inner.split_once('<').unwrap_or((inner, ""));
    let label = if label.trim().is_empty() {
        inner.trim_matches(['<', '>'])
    } else {
        label.trim()
    };
    Some(label.to_owned())
}

/// A line in which roles are their text, such as `label` of a `:ref:` to a label.
fn without_roles(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(at) = rest.find(":`") {
        let name = rest[..at]
            .rfind(':')
            .map(|start| (start, &rest[start + 1..at]));
        let inner = &rest[at + 2..];
        let role = name.filter(|(_, name)| {
            !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '-')
        });
        if let (Some((start, _)), Some(end)) = (role, inner.find('`')) {
            out.push_str(&rest[..start]);
            out.push_str(&label(&inner[..end]).unwrap_or_default());
            rest = &inner[end + 1..];
        } else {
            out.push_str(&rest[..at + 2]);
            rest = inner;
        }
    }
    out.push_str(rest);
    out
}

/// A line without the `_` at the end of a word that is a link.
fn without_references(line: &str) -> String {
    if !line.contains('_') {
        return line.to_owned();
    }
    let words = line.split(' ').map(|word| {
        let end = word.trim_end_matches(['.', ',', ';', ':', ')', '!', '?']);
        let bare = end.trim_end_matches('_');
        let is_link =
            !bare.is_empty() && bare.len() < end.len() && bare.chars().all(char::is_alphanumeric);
        if is_link {
            format!("{bare}{}", &word[end.len()..])
        } else {
            word.to_owned()
        }
    });
    words.collect::<Vec<_>>().join(" ")
}

//! Org: keywords, headings, drawers, blocks.
//!
//! A file is one article, unless each heading of the first level has properties with a date or an
//! address, as in files that collect articles.

use super::draft::Draft;
use super::inline::{item, replaced, row, without_marks};
use crate::article::WhyLeftOut;

/// The marks of emphasis.
const MARKS: &[char] = &['*', '/', '_', '=', '~', '+'];

/// Keywords of the text, not of the file. Those of captions have a text.
const OF_THE_TEXT: &[&str] = &[
    "caption", "name", "results", "tblfm", "header", "headers", "plot", "label",
];

/// Words before a heading that say what is to be done.
const TASKS: &[&str] = &[
    "TODO",
    "DONE",
    "NEXT",
    "WAIT",
    "WAITING",
    "CANCELED",
    "CANCELLED",
    "READ",
    "DRAFT",
];

/// Whether a text opens as Org files do: with keywords.
pub(super) fn is_certain(text: &str) -> bool {
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    let is_keyword = |line: &str| keyword(line).is_some_and(|(name, _)| name == "title");
    (text.starts_with("#+") || text.starts_with(':')) && lines.by_ref().take(10).any(is_keyword)
}

/// Reads a text.
pub(super) fn read(text: &str) -> Vec<Draft> {
    let (preamble, parts) = split(text);
    if parts.len() > 1 && parts.iter().all(|part| is_article(part)) && !has_title(preamble) {
        return parts
            .iter()
            .map(|part| Reading::default().read(part))
            .collect();
    }
    vec![Reading::default().read(text)]
}

/// The text above the first heading of the first level, and the text of each.
fn split(text: &str) -> (&str, Vec<&str>) {
    let mut starts = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if line.starts_with("* ") {
            starts.push(at);
        }
        at += line.len();
    }
    let preamble = &text[..starts.first().copied().unwrap_or(text.len())];
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    let parts = starts
        .iter()
        .zip(ends)
        .map(|(start, end)| &text[*start..end]);
    (preamble, parts.collect())
}

fn has_title(preamble: &str) -> bool {
    preamble
        .lines()
        .any(|line| keyword(line).is_some_and(|(name, _)| name == "title"))
}

/// Whether the properties of a heading have a date or an address.
fn is_article(part: &str) -> bool {
    let mut lines = part.lines().skip(1).map(str::trim);
    let mut lines = lines.by_ref().skip_while(|line| is_planning(line));
    lines
        .next()
        .is_some_and(|line| line.eq_ignore_ascii_case(":properties:"))
        && lines
            .take_while(|line| !line.eq_ignore_ascii_case(":end:"))
            .filter_map(property)
            .any(|(name, _)| {
                let name = name.to_ascii_lowercase();
                ["date", "published", "url", "link"]
                    .iter()
                    .any(|own| name.ends_with(own))
            })
}

fn is_planning(line: &str) -> bool {
    ["SCHEDULED:", "DEADLINE:", "CLOSED:"]
        .iter()
        .any(|word| line.starts_with(word))
}

/// The name, in lower case, and the value of `#+NAME: value`.
fn keyword(line: &str) -> Option<(String, &str)> {
    let (name, value) = line.trim_start().strip_prefix("#+")?.split_once(':')?;
    let is_name = !name.is_empty()
        && name
            .chars()
            .all(|c| c.is_alphanumeric() || c == '_' || c == '-');
    is_name.then(|| (name.to_ascii_lowercase(), value.trim()))
}

/// The name and the value of `:NAME: value`.
fn property(line: &str) -> Option<(&str, &str)> {
    let (name, value) = line.trim().strip_prefix(':')?.split_once(':')?;
    (!name.is_empty() && !name.contains(' ')).then(|| (name, value.trim()))
}

/// A text while it is read.
#[derive(Default)]
struct Reading {
    draft: Draft,
    /// The drawer that is open, and whether its lines are properties of the article.
    drawer: Option<bool>,
    /// The block that is open, in lower case.
    block: Option<String>,
}

impl Reading {
    fn read(mut self, text: &str) -> Draft {
        for line in text.lines() {
            self.line(line);
        }
        self.draft
    }

    fn line(&mut self, line: &str) {
        let bare = line.trim();
        if let Some(is_of_article) = self.drawer {
            if bare.eq_ignore_ascii_case(":end:") {
                self.drawer = None;
            } else if let Some((name, value)) = property(bare).filter(|_| is_of_article) {
                self.value(name, value);
            }
            return;
        }
        if let Some(block) = &self.block {
            let is_end = |line: &str| {
                let line = line.to_ascii_lowercase();
                line.strip_prefix("#+end_")
                    .is_some_and(|name| name.trim() == block)
            };
            if is_end(bare) {
                self.draft.end_paragraph();
                self.block = None;
            } else {
                self.line_of_block(line);
            }
            return;
        }
        self.line_of_text(line, bare);
    }

    fn line_of_block(&mut self, line: &str) {
        match self.block.as_deref() {
            Some("comment") => {}
            Some("export") => self
                .draft
                .leave_out("code for one format", WhyLeftOut::Hidden, line),
            Some("src" | "example" | "verse") => self.draft.line(line),
            _ if line.trim().is_empty() => self.draft.end_paragraph(),
            _ => self.draft.text(&plain(line)),
        }
    }

    fn line_of_text(&mut self, line: &str, bare: &str) {
        let lower = bare.to_ascii_lowercase();
        if let Some(block) = lower.strip_prefix("#+begin_") {
            self.draft.end_paragraph();
            self.block = block.split_whitespace().next().map(str::to_owned);
        } else if let Some((name, value)) = keyword(line) {
            if name == "caption" {
                self.draft.line(&plain(value));
            } else if !OF_THE_TEXT.contains(&&*name) && !name.starts_with("attr") {
                self.value(&name, value);
            }
        } else if bare.is_empty() {
            self.draft.end_paragraph();
        } else if bare == "#" || bare.starts_with("# ") || is_planning(bare) || is_rule(bare) {
            // A comment, a plan or a rule.
        } else if let Some(time) = time_alone(bare).filter(|_| !self.draft.has_body()) {
            self.draft.value("date", &time);
        } else if let Some(heading) = heading(line) {
            self.draft.heading(&plain(&heading));
        } else if lower == ":properties:" || lower == ":logbook:" {
            // The properties of the file, or of the first heading.
            let is_of_article = lower == ":properties:" && !self.has_text();
            self.drawer = Some(is_of_article);
        } else if bare.starts_with('|') {
            if !bare.starts_with("|-") {
                self.draft.line(&plain(&row(bare)));
            }
        } else if let Some(fixed) = bare.strip_prefix(": ") {
            self.draft.line(fixed);
        } else if let Some(item) = item(line, &["-", "+"]) {
            self.draft.end_line();
            self.draft.text(&plain(without_box(item)));
        } else {
            self.text(bare);
        }
    }

    fn text(&mut self, line: &str) {
        let (text, ends) = match line.strip_suffix("\\\\") {
            Some(text) => (text, true),
            None => (line, false),
        };
        self.draft.text(&plain(text));
        if ends {
            self.draft.end_line();
        }
    }

    fn has_text(&self) -> bool {
        !self.draft.is_at_start() && self.draft.headline.is_empty()
    }

    /// Adds a value: times lose their brackets, tags their colons.
    fn value(&mut self, name: &str, value: &str) {
        let name = name.to_ascii_lowercase();
        let name = name.strip_prefix("hugo_").unwrap_or(&name);
        match name {
            "filetags" => {
                let tags: Vec<&str> = value
                    .split([':', ' '])
                    .filter(|tag| !tag.is_empty())
                    .collect();
                self.draft.value("tags", &tags.join(", "));
            }
            "title" | "subtitle" => self.draft.value(name, &plain(value)),
            _ => self
                .draft
                .value(name, &time(value).unwrap_or_else(|| value.to_owned())),
        }
    }
}

/// A rule across the page.
fn is_rule(line: &str) -> bool {
    line.len() >= 5 && line.bytes().all(|byte| byte == b'-')
}

/// A heading without its stars, tasks and tags.
fn heading(line: &str) -> Option<String> {
    let text = line.trim_start_matches('*');
    if text.len() == line.len() || !text.starts_with(' ') {
        return None;
    }
    let mut text = text.trim();
    if let Some((first, rest)) = text.split_once(' ')
        && TASKS.contains(&first)
    {
        text = rest.trim_start();
    }
    if let Some(rest) = text.strip_prefix("[#")
        && let Some((_, rest)) = rest.split_once(']')
    {
        text = rest.trim_start();
    }
    if let Some((before, tags)) = text.rsplit_once(' ')
        && tags.len() > 2
        && tags.starts_with(':')
        && tags.ends_with(':')
    {
        text = before.trim_end();
    }
    Some(text.to_owned())
}

/// An item without the box to tick.
fn without_box(item: &str) -> &str {
    let boxes = ["[ ] ", "[X] ", "[x] ", "[-] "];
    boxes
        .iter()
        .find_map(|own| item.strip_prefix(own))
        .unwrap_or(item)
}

/// A time of Org, `<2021-01-19 Tue 10:30>`, without brackets and the day of the week.
fn time(value: &str) -> Option<String> {
    let inner = value.strip_prefix(['<', '['])?;
    let end = inner.find(['>', ']'])?;
    let words: Vec<&str> = inner[..end]
        .split_whitespace()
        .filter(|word| word.starts_with(|c: char| c.is_ascii_digit()))
        .take(2)
        .collect();
    let day = words.first()?;
    // A span of times has its start.
    let clock = words.get(1).and_then(|clock| clock.split('-').next());
    Some(match clock {
        Some(clock) => format!("{day} {clock}"),
        None => (*day).to_owned(),
    })
}

/// The time of a line that is nothing else.
fn time_alone(line: &str) -> Option<String> {
    let is_closed = line.find(['>', ']']).is_some_and(|at| at + 1 == line.len());
    time(line).filter(|_| is_closed)
}

/// A line without marks. Links show their label, pictures nothing.
fn plain(line: &str) -> String {
    let line = replaced(line, "[[", "]]", |inner| {
        Some(match inner.split_once("][") {
            Some((_, label)) => label.to_owned(),
            None if inner.starts_with("file:") || inner.starts_with("./") => String::new(),
            None => inner.to_owned(),
        })
    });
    let line = replaced(&line, "[fn:", "]", |inner| match inner.split_once(':') {
        Some((_, text)) => Some(format!(" ({})", text.trim())),
        None => Some(String::new()),
    });
    let line = replaced(&line, "{{{", "}}}", |_| Some(String::new()));
    without_marks(&line, MARKS)
}

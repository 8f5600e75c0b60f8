//! The lines around the headline: where a page names the author and the day.
//!
//! They go from a little above the heading to the text. Sites put a summary, a picture or share
//! buttons between them, so the zone ends at the second piece of running text. The rest of the page
//! has dates of other things: comments, other stories, clocks.

use super::super::tree::{NodeId, Step, Tree, Walk};
use super::dates::lines::{DateRole, label_before, may_hold_day};
use crate::article::spelling::opens_with_date_label;
use crate::formats::bytes::white_space::one_line;

/// The most lines below the heading, and the most above it.
const MOST_BELOW: usize = 60;
const MOST_ABOVE: usize = 5;

/// The most lines with a number that are kept.
const MOST_NUMBERED: usize = 200;

/// The most lines at the foot of a text.
const MOST_AT_FOOT: usize = 12;

/// The longest line that is only a label, in bytes.
const LONGEST_LABEL: usize = 60;

/// The most elements that may mark a time or an author.
const MOST_MARKED: usize = 500;

/// The longest line that is not running text, in characters.
const LONGEST_LINE: usize = 160;

/// The shortest sentence that is running text, in characters.
const SHORTEST_SENTENCE: usize = 70;

/// How much of the running text is searched, in characters.
const START_OF_TEXT: usize = 60;

/// How many pieces of running text the zone may have: a summary.
const MOST_TEXTS: usize = 1;

/// The most elements around the heading in which lines above it are looked for.
const MOST_AROUND: usize = 3;

/// Elements within a line.
const INLINE: &[&str] = &[
    "a", "abbr", "b", "bdi", "cite", "code", "data", "em", "font", "i", "label", "mark", "nobr",
    "s", "small", "span", "strong", "sub", "sup", "time", "u", "wbr", "img", "address",
];

/// Elements that have neither authors nor days.
const UNSEEN: &[&str] = &[
    "script", "style", "noscript", "template", "svg", "select", "textarea", "iframe", "figure",
    "picture", "video", "audio", "nav", "form", "dialog", "head",
];

/// Words of classes and ids of elements that are about other things.
const OTHER: &[&str] = &[
    "comments",
    "related",
    "recommended",
    "breadcrumb",
    "breadcrumbs",
    "menu",
    "nav",
    "navigation",
    "teasers",
    "sidebar",
    "cookie",
    "newsletter",
    "popular",
    "trending",
    "weather",
    "ticker",
    "gallery",
    "caption",
    "joined",
];

/// A line of the zone.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::formats) struct Line {
    pub(in crate::formats) text: String,
    /// Whether running text is above it.
    pub(in crate::formats) is_after_text: bool,
}

/// The lines around a heading.
#[derive(Debug, Default)]
pub(in crate::formats) struct Zone {
    /// The lines above the heading, the nearest first.
    pub(in crate::formats) above: Vec<Line>,
    /// The lines below it, the nearest first.
    pub(in crate::formats) below: Vec<Line>,
    /// Elements that may mark a time or an author, in the order of the page.
    pub(in crate::formats) marked: Vec<NodeId>,
    /// Times after the label of a change.
    pub(in crate::formats) changes: Vec<NodeId>,
    /// Times, and the number of the line below the heading that each is in; `None` above it.
    pub(in crate::formats) times: Vec<(NodeId, Option<usize>)>,
    /// The starts of the running texts below it.
    pub(in crate::formats) texts: Vec<String>,
}

/// Whether an element is a time: `<time>`, or an element of a site with the same attribute, as in
/// `<relative-time datetime="2021-01-19">3 years ago</relative-time>`.
pub(in crate::formats) fn is_time(tree: &Tree, id: NodeId) -> bool {
    let name = tree.name(id);
    name == "time" || name.contains('-') && tree.attribute(id, "datetime").is_some()
}

/// Whether an element may mark a time or an author.
fn is_marked(tree: &Tree, id: NodeId) -> bool {
    let class = tree.attribute(id, "class").unwrap_or_default();
    matches!(tree.name(id), "abbr" | "a")
        || is_time(tree, id)
        || class.contains("author")
        || class.contains("byline")
        || tree.attributes(id).iter().any(|attribute| {
            let name = &*attribute.name.local;
            matches!(name, "itemprop" | "property" | "title") || name.starts_with("data-")
        })
}

impl Zone {
    /// The zone of a heading, or that at the start of the element with the text.
    pub(in crate::formats) fn of(tree: &Tree, heading: Option<NodeId>, root: NodeId) -> Self {
        let mut zone = Self::default();
        let Some(heading) = heading else {
            zone.read_below(tree, tree.walk(root));
            return zone;
        };
        zone.read_above(tree, heading);
        zone.times.iter_mut().for_each(|(_, line)| *line = None);
        zone.read_below(tree, tree.walk_after(heading));
        zone
    }

    /// The lines at the end of the text, which may name the day it was posted.
    pub(in crate::formats) fn foot(tree: &Tree, root: NodeId) -> Vec<String> {
        let mut reader = LineReader::new(tree);
        let mut walk = tree.walk(root);
        let mut zone = Self::default();
        while let Some(step) = walk.next() {
            reader.take(step, &mut walk, &mut zone);
            let surplus = reader.lines.len().saturating_sub(MOST_AT_FOOT);
            reader.lines.drain(..surplus);
        }
        let lines = reader.lines.into_iter().rev().map(|line| line.text);
        lines.filter(|line| !is_running(line)).collect()
    }

    /// All lines, those below the heading first.
    pub(in crate::formats) fn lines(&self) -> impl Iterator<Item = &Line> {
        self.below.iter().chain(&self.above)
    }

    fn read_above(&mut self, tree: &Tree, heading: NodeId) {
        let around = tree
            .ancestors(heading)
            .take(MOST_AROUND)
            .take_while(|id| !matches!(tree.name(*id), "body" | "html" | ""));
        let Some(around) = around.last() else { return };
        let mut reader = LineReader::new(tree);
        let mut walk = tree.walk(around);
        while let Some(step) = walk.next() {
            if step == Step::Enter(heading) {
                break;
            }
            reader.take(step, &mut walk, self);
            let surplus = reader.lines.len().saturating_sub(MOST_ABOVE);
            reader.lines.drain(..surplus);
        }
        reader.end_line();
        self.above = reader.lines;
        self.above
            .retain(|line| line.text.chars().count() <= LONGEST_LINE);
        self.above.reverse();
    }

    fn read_below(&mut self, tree: &Tree, mut walk: Walk<'_>) {
        let mut reader = LineReader::new(tree);
        let mut texts = 0;
        while let Some(step) = walk.next() {
            reader.take(step, &mut walk, self);
            if std::mem::take(&mut reader.has_new)
                && let Some(line) = reader.lines.last_mut()
            {
                line.is_after_text = texts > 0;
                if is_running(&line.text) {
                    let text = reader.lines.pop().map(|line| line.text);
                    let start = |text: String| text.chars().take(START_OF_TEXT).collect();
                    self.texts.extend(text.map(start));
                    texts += 1;
                }
            }
            if texts > MOST_TEXTS || reader.lines.len() >= MOST_BELOW {
                break;
            }
        }
        self.below = reader.lines;
    }
}

/// The first short lines of a part of the page that have a number.
pub(super) fn numbered_lines(tree: &Tree, root: NodeId) -> Vec<String> {
    let mut reader = LineReader::new(tree);
    let mut walk = tree.walk(root);
    let mut zone = Zone::default();
    while let Some(step) = walk.next() {
        reader.take(step, &mut walk, &mut zone);
        if std::mem::take(&mut reader.has_new)
            && let Some(line) = reader.lines.last()
            && !is_label(&line.text)
            && (!may_hold_day(&line.text) || is_running(&line.text))
        {
            reader.lines.pop();
        }
        if reader.lines.len() >= MOST_NUMBERED {
            break;
        }
    }
    reader.lines.into_iter().map(|line| line.text).collect()
}

/// Lines while a part of the tree is walked through.
struct LineReader<'t> {
    tree: &'t Tree,
    lines: Vec<Line>,
    /// Whether the last line is new.
    has_new: bool,
    line: String,
}

impl<'t> LineReader<'t> {
    fn new(tree: &'t Tree) -> Self {
        Self {
            tree,
            lines: Vec::new(),
            has_new: false,
            line: String::new(),
        }
    }

    fn take(&mut self, step: Step, walk: &mut Walk<'_>, zone: &mut Zone) {
        let (Step::Enter(id) | Step::Leave(id)) = step;
        if let Some(text) = self.tree.text_of(id) {
            if matches!(step, Step::Enter(_)) {
                self.line.push_str(text);
            }
            return;
        }
        let name = self.tree.name(id);
        if name.is_empty() {
            return; // a comment
        }
        if INLINE.contains(&name) {
            self.line.push(' ');
        } else {
            self.end_line();
        }
        if matches!(step, Step::Enter(_)) {
            if UNSEEN.contains(&name) || name != "aside" && is_other(self.tree, id) {
                walk.leave_out(id);
            } else if zone.marked.len() < MOST_MARKED && is_marked(self.tree, id) {
                zone.marked.push(id);
                if is_time(self.tree, id) {
                    zone.times.push((id, Some(self.lines.len())));
                }
                if is_time(self.tree, id) && self.label() == Some(DateRole::Change) {
                    zone.changes.push(id);
                }
            }
        }
    }

    /// The label before what is next: on this line, or alone on the line before it.
    fn label(&self) -> Option<DateRole> {
        let above = || self.lines.last().filter(|line| is_label(&line.text));
        if self.line.trim().is_empty() {
            label_before(&above()?.text)
        } else {
            label_before(&one_line(&self.line))
        }
    }

    fn end_line(&mut self) {
        let mut text = one_line(&std::mem::take(&mut self.line));
        if !text.is_empty() {
            if let Some(label) = self.lines.pop_if(|line| is_label(&line.text)) {
                text = format!("{} {text}", label.text);
            }
            self.has_new = true;
            self.lines.push(Line {
                text,
                is_after_text: false,
            });
        }
    }
}

/// Whether a time is inside a sentence of a running text, with other words before it: `The council
/// voted on <time>Monday</time> …`.
pub(super) fn is_in_sentence(tree: &Tree, time: NodeId) -> bool {
    let is_block = |id: &NodeId| !INLINE.contains(&tree.name(*id));
    let Some(block) = tree.ancestors(time).find(is_block) else {
        return false;
    };
    let mut reader = LineReader::new(tree);
    let mut zone = Zone::default();
    let mut walk = tree.walk(block);
    let mut before = None;
    for _ in 0..MOST_STEPS {
        let Some(step) = walk.next() else { break };
        if step == Step::Enter(time) {
            reader.has_new = false;
            before = Some(one_line(&reader.line));
        }
        reader.take(step, &mut walk, &mut zone);
        if before.is_some() && std::mem::take(&mut reader.has_new) {
            break;
        }
    }
    reader.end_line();
    let line = reader.lines.pop().map(|line| line.text);
    let is_within = |before: &String| !before.is_empty() && label_before(before).is_none();
    before.as_ref().is_some_and(is_within) && line.is_some_and(|line| is_running(&line))
}

/// The most steps through the line that a time is in.
const MOST_STEPS: usize = 4_000;

/// Whether a line is a part of a running text: it is long, or a sentence of many words.
fn is_running(line: &str) -> bool {
    let length = line.chars().count();
    let is_sentence = line.ends_with(['.', '!', '?', '…', '"', '”', '»', '。', '！', '؟', '।']);
    length > LONGEST_LINE || is_sentence && length >= SHORTEST_SENTENCE
}

/// Whether a line is only a label of the date after it.
fn is_label(line: &str) -> bool {
    line.len() <= LONGEST_LABEL
        && !line.contains(|c: char| c.is_numeric())
        && opens_with_date_label(line)
}

/// Whether an element is about something other than the article.
pub(super) fn is_other(tree: &Tree, id: NodeId) -> bool {
    matches!(tree.name(id), "nav" | "aside")
        || ["class", "id"].iter().any(|name| {
            let value = tree.attribute(id, name).unwrap_or_default();
            value
                .split(|c: char| !c.is_ascii_alphanumeric())
                .any(|word| OTHER.iter().any(|other| word.eq_ignore_ascii_case(other)))
        })
}

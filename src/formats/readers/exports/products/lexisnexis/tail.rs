//! What is after the text: labels, codes, rights.
//!
//! It starts at the first label after the text, so that labels within a text stay text.

use super::head::read_label;
use super::labels::labelled;
use crate::formats::readers::exports::blocks::{Block, Tail};
use crate::formats::readers::exports::found::Found;
use crate::formats::readers::exports::labels::{Meaning, unknown_label};
use crate::formats::readers::exports::names::is_rights;
use crate::formats::readers::exports::sentences::is_sentence;

/// What a block after the text can be.
pub(super) fn tail_of(block: &Block<'_>, found: &Found<'_, '_>) -> Tail {
    let first = block.first();
    match labelled(first) {
        // A label that was before the text opens a paragraph of it.
        Some(label) if label.meaning != Meaning::Dropped && found.has(label.meaning) => Tail::Text,
        Some(label) if label.meaning == Meaning::Text => Tail::Text,
        Some(label) if label.meaning.is_long() => Tail::LongLabel,
        Some(_) => Tail::Label,
        None if block.lines.iter().any(|line| is_rights(&line.text)) => Tail::Label,
        None => match unknown_label(first) {
            Some((name, _)) if name.contains('-') => Tail::Label,
            Some((_, value)) if value.len() < 60 => Tail::Code,
            None if is_code(first) && block.lines.len() == 1 => Tail::Code,
            _ => Tail::Text,
        },
    }
}

/// Whether a line is a code of the database: one word in capitals.
fn is_code(line: &str) -> bool {
    (2..=20).contains(&line.len())
        && line
            .bytes()
            .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'-')
}

/// Reads the labels after the text. A paragraph without a label belongs to the label before it.
pub(super) fn read_tail(blocks: &[Block<'_>], found: &mut Found<'_, '_>) {
    let mut at = 0;
    while let Some(block) = blocks.get(at) {
        let rest = &blocks[at + 1..];
        let more = rest.iter().take_while(|block| is_plain(block)).count();
        match labelled(block.first()) {
            Some(label) if more > 0 => {
                let mut value = block.line();
                value = value
                    .split_once(':')
                    .map_or(String::new(), |(_, value)| value.trim().to_owned());
                for block in &rest[..more] {
                    value.push_str("\n\n");
                    value.push_str(&block.line());
                }
                found.offer(label.meaning, label.name, &value);
            }
            Some(_) => read_label(block, found),
            None => {
                let line = block.line();
                match unknown_label(block.first()) {
                    Some((name, _)) => found.left_out(name, &line),
                    None if is_code(&line) => found.left_out(&line, &line),
                    None => {}
                }
                let after = rest[..more].iter().map(Block::line);
                for line in after.filter(|line| is_sentence(line)) {
                    found.left_out("text after the rights", &line);
                }
            }
        }
        at += 1 + more;
    }
}

/// Whether a block after the text is neither a label, nor a code, nor about rights.
fn is_plain(block: &Block<'_>) -> bool {
    let first = block.first();
    labelled(first).is_none()
        && !is_code(first)
        && unknown_label(first).is_none()
        && !block.lines.iter().any(|line| is_rights(&line.text))
}

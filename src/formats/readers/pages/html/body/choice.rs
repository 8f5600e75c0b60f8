//! Chooses the blocks that are text among those in the element of the article.
//!
//! It looks at a block and its neighbours: whether it is made of links, ends a sentence, leads to
//! other articles, is a caption, or was shown before. Each block that is not chosen has a reason.

use super::blocks::{Block, Kind, RUNNING};
use super::ending::{end_of_text, is_line_between};
use super::notices::{counts, is_notice, opens_comments};
use super::phrases::{is_caption, is_introduction, is_sentence};
use super::tables::is_in_row_of_figures;
use crate::article::WhyLeftOut::{self, Boilerplate, Caption, Comments, Copy, OtherArticles};
use std::collections::HashMap;

/// The most blocks from one to another that it is judged by.
const FARTHEST: usize = 100;

/// The most blocks between two that are near to each other.
const NEAR: usize = 4;

/// For each block: `None` if it is text, else why it is not.
pub(in crate::formats) fn fates(blocks: &[&Block]) -> Vec<Option<WhyLeftOut>> {
    let end = end_of_text(blocks);
    let mut fates: Vec<Option<WhyLeftOut>> = (0..blocks.len())
        .map(|at| fate(&blocks[..end], blocks[at], at))
        .collect();
    drop_introductions(blocks, &mut fates);
    drop_comments(blocks, &mut fates);
    drop_last_headings(blocks, &mut fates);
    fates
}

/// Marks blocks whose text was shown before in another element, or directly before: copies for other
/// screens, or for printing. A short block is a copy only next to another copy, since short lines
/// may be repeated.
pub(in crate::formats) fn drop_copies(blocks: &[&Block], fates: &mut [Option<WhyLeftOut>]) {
    let kept: Vec<usize> = (0..blocks.len())
        .filter(|at| fates[*at].is_none())
        .collect();
    let mut firsts: HashMap<&str, usize> = HashMap::new();
    let is_again: Vec<bool> = (0..kept.len())
        .map(|place| {
            let block = blocks[kept[place]];
            let first = *firsts.entry(&block.text).or_insert(place);
            first < place && (first + 1 == place || blocks[kept[first]].around != block.around)
        })
        .collect();
    let mut is_copy: Vec<bool> = kept
        .iter()
        .zip(&is_again)
        .map(|(at, is_again)| *is_again && blocks[*at].length >= RUNNING && is_prose(blocks[*at]))
        .collect();
    for place in 1..kept.len() {
        is_copy[place] |= is_again[place] && is_copy[place - 1];
    }
    for place in (1..kept.len()).rev() {
        is_copy[place - 1] |= is_again[place - 1] && is_copy[place];
    }
    for (at, is_copy) in kept.into_iter().zip(is_copy) {
        if is_copy {
            fates[at] = Some(Copy);
        }
    }
}

fn is_prose(block: &Block) -> bool {
    !matches!(block.kind, Kind::Heading | Kind::Cell)
}

/// Why a block is not text, looking at it and the blocks next to it.
fn fate(text: &[&Block], block: &Block, at: usize) -> Option<WhyLeftOut> {
    let otherwise = if block.linked * 2 > block.length {
        OtherArticles
    } else {
        Boilerplate
    };
    if at >= text.len() {
        return Some(otherwise);
    }
    if is_prose(block) && is_caption(&block.text, block.length) {
        return Some(Caption);
    }
    if block.kind != Kind::Cell && is_notice(&block.text, block.length, block.linked) {
        return Some(Boilerplate);
    }
    (!belongs(text, at)).then_some(otherwise)
}

/// Whether a block is a part of the article's text.
fn belongs(blocks: &[&Block], at: usize) -> bool {
    let block = blocks[at];
    let unlinked = block.length - block.linked;
    match block.kind {
        Kind::Heading if is_sentence_between(blocks, at) => true,
        Kind::Heading => {
            block.linked * 2 < block.length
                && blocks[at + 1..]
                    .iter()
                    .take(FARTHEST)
                    .find(|next| next.kind != Kind::Heading)
                    .is_some_and(|next| next.linked * 2 < next.length)
        }
        Kind::Paragraph => {
            block.linked * 2 <= block.length
                || block.is_quoted
                || (unlinked >= RUNNING / 2 && block.ends_sentence())
                || (block.ends_sentence() && is_amid_running(blocks, at))
        }
        Kind::Item => {
            block.linked * 3 < block.length
                || (unlinked >= RUNNING / 3 && block.ends_sentence())
                || is_of_text_list(blocks, at)
        }
        Kind::Cell => block.linked * 3 < block.length || is_in_row_of_figures(blocks, at),
        Kind::Other => {
            let is_text = block.linked * 3 < block.length;
            let is_sentence = || block.length >= RUNNING / 2 && block.ends_sentence();
            is_text
                && (block.length >= RUNNING
                    || is_sentence() && is_amid_text(blocks, at)
                    || block.ends_sentence() && is_like_text(blocks, at)
                    || block.is_quoted
                    || is_line_between(blocks, at))
        }
    }
}

/// Whether running text of the same kind is on both sides of a block.
fn is_amid_text(blocks: &[&Block], at: usize) -> bool {
    let is_text = |at: usize| {
        let block = blocks.get(at);
        block.is_some_and(|block| block.kind == Kind::Other && block.is_running())
    };
    at > 0 && is_text(at - 1) && is_text(at + 1)
}

/// Whether a block near to this one is running text, in an element that looks alike.
fn is_like_text(blocks: &[&Block], at: usize) -> bool {
    let near = at.saturating_sub(NEAR)..(at + NEAR + 1).min(blocks.len());
    blocks[near].iter().any(|block| {
        block.kind == Kind::Other && block.is_running() && block.look == blocks[at].look
    })
}

/// Whether a heading is a sentence between running text, as some sites show a summary.
fn is_sentence_between(blocks: &[&Block], at: usize) -> bool {
    let block = blocks[at];
    block.linked == 0
        && block.length >= RUNNING / 2
        && block.ends_sentence()
        && is_between_running(blocks, at)
}

/// Whether running text is directly on both sides of a block.
fn is_between_running(blocks: &[&Block], at: usize) -> bool {
    let is_text = |at: usize| blocks.get(at).is_some_and(|block| block.is_running());
    at > 0 && is_text(at - 1) && is_text(at + 1)
}

/// The same, with other sentences that are links in between.
fn is_amid_running(blocks: &[&Block], at: usize) -> bool {
    let is_other = |block: &&&Block| {
        block.kind == Kind::Heading || block.linked * 2 <= block.length || !block.ends_sentence()
    };
    let is_text = |block: Option<&&Block>| block.is_some_and(|block| block.is_running());
    let mut before = blocks[..at].iter().rev().take(NEAR);
    let mut after = blocks[at + 1..].iter().take(NEAR);
    is_text(before.find(is_other)) && is_text(after.find(is_other))
}

/// Whether a list whose items are links is a part of the text: a line before it announces it, or
/// running text is on both sides.
fn is_of_text_list(blocks: &[&Block], at: usize) -> bool {
    let list = blocks[at].around;
    let is_of_list = |block: &&&Block| block.kind == Kind::Item && block.around == list;
    let mut before = blocks[..at].iter().rev().take(FARTHEST);
    let before = before.find(|block| !is_of_list(block));
    let is_introduced = before.is_some_and(|block| {
        let is_line = block.is_running() || block.text.ends_with(':');
        is_line && !is_introduction(&block.text, block.length)
    });
    let after = || {
        let mut after = blocks[at + 1..].iter().take(FARTHEST);
        after.find(|block| !is_of_list(block))
    };
    let is_announced = before.is_some_and(|block| block.text.ends_with(':'));
    is_introduced && (is_announced || after().is_some_and(|block| block.is_running()))
}

/// Drops lines that lead to other articles, and the links after them.
fn drop_introductions(blocks: &[&Block], fates: &mut [Option<WhyLeftOut>]) {
    let is_linked = |block: &Block| block.linked * 2 > block.length;
    let mut leads = false;
    for (at, block) in blocks.iter().enumerate() {
        leads = leads && is_linked(block)
            || is_introduction(&block.text, block.length)
                && !is_own_sentence(block)
                && (block.linked > 0
                    || block.text.ends_with(':')
                    || blocks.get(at + 1).is_none_or(|next| is_linked(next)));
        if leads {
            fates[at] = Some(OtherArticles);
        }
    }
}

/// Whether a line is a sentence of the text, though it starts as those that lead to other articles:
/// most of it is no link, and no link ends it.
fn is_own_sentence(block: &Block) -> bool {
    is_sentence(&block.text) && block.linked * 3 < block.length && !block.ends_linked
}

/// Drops what readers wrote: all after a heading that says so, if an article is above it and the
/// text below is in another element than that.
fn drop_comments(blocks: &[&Block], fates: &mut [Option<WhyLeftOut>]) {
    let is_text = |at: &usize| fates[*at].is_none() && blocks[*at].is_running();
    let mut above = (0..blocks.len()).filter(is_text);
    let Some(second) = above.nth(1) else { return };
    let heading = (second + 1..blocks.len()).find(|at| {
        let block = blocks[*at];
        block.kind == Kind::Heading
            && opens_comments(&block.text, block.length)
            && (counts(&block.text) || !is_followed(blocks, *at))
    });
    let Some(heading) = heading else { return };
    let last = (0..heading).rev().find(is_text);
    let next = (heading + 1..blocks.len()).find(is_text);
    let around = |at: Option<usize>| at.map(|at| blocks[at].around);
    if around(last) != around(next) {
        fates[heading..].fill(Some(Comments));
    }
}

/// Whether another section of the same level follows a heading: one that opens no comments, with
/// running text. Nothing of an article follows what readers wrote.
fn is_followed(blocks: &[&Block], heading: usize) -> bool {
    let level = blocks[heading].level;
    let next = (heading + 1..blocks.len()).find(|at| blocks[*at].level == level);
    next.is_some_and(|at| {
        let block = blocks[at];
        let text = blocks.get(at + 1);
        block.linked == 0
            && !opens_comments(&block.text, block.length)
            && !is_introduction(&block.text, block.length)
            && text.is_some_and(|text| text.is_running() && text.linked * 10 <= text.length)
    })
}

/// Drops headings after which nothing is left.
fn drop_last_headings(blocks: &[&Block], fates: &mut [Option<WhyLeftOut>]) {
    for at in (0..blocks.len()).rev() {
        match (fates[at], blocks[at].kind) {
            (Some(_), _) => {}
            (None, Kind::Heading) => fates[at] = Some(Boilerplate),
            (None, _) => return,
        }
    }
}

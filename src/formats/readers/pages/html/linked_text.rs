//! The text of an article in the linked data of its page (`articleBody`), which is used if the page
//! shows much less of it.
//!
//! Some sites write it without any line ends (`the end.The next`), some repeat it. So the page's own
//! paragraphs are preferred while they say nearly all of it, and sentences that are glued together
//! are parted.

use super::body::Text;
use super::found::decoded_text;
use super::metadata::linked_data::ArticleData;
use super::metadata::titles::key_of;
use crate::formats::bytes::white_space::unify_line_ends;

/// A page that shows less than this, in bytes, is not compared with its linked data.
const HARDLY_ANYTHING: usize = 200;

/// The text of the linked data, if the page shows much less.
pub(super) fn linked_text(data: ArticleData<'_>, shown: &Text) -> Option<String> {
    let linked = data.body()?;
    let linked = unify_line_ends(&decoded_text(&linked)).into_owned();
    let linked = linked.trim();
    let length = shown.lead.len() + shown.own.len();
    if linked.len() * 2 <= length * 3 {
        return None;
    }
    let parted = part_sentences(linked);
    if length > HARDLY_ANYTHING {
        let own = key_of(&format!("{}\n{}", shown.lead, shown.own));
        let news = sentences(&parted)
            .map(key_of)
            .filter(|key| !own.contains(key.as_str()));
        let news: usize = news.map(|key| key.len()).sum();
        if news * 2 <= own.len() {
            return None;
        }
    }
    Some(parted)
}

/// The sentences of a text, roughly.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive(['\n', '.', '!', '?', '。', '！', '？'])
        .filter(|sentence| !sentence.trim().is_empty())
}

/// Starts a paragraph where a sentence starts right after the end of another one, without a space:
/// `the traffic.The mayor`.
fn part_sentences(text: &str) -> String {
    let mut parted = String::with_capacity(text.len() + 64);
    let mut last = [' '; 3];
    for c in text.chars() {
        let is_end = |at: usize| matches!(last[at], '.' | '!' | '?' | '…');
        let is_quote = matches!(last[2], '"' | '”' | '“' | '»' | '’' | ')');
        let starts =
            c.is_uppercase() && !matches!(last[2], '“' | '„' | '«') || matches!(c, '„' | '«');
        // Neither an abbreviation (`U.S.A`) nor a name of a computer (`example.Com` is rare).
        let ends = is_end(2) && last[1].is_lowercase()
            || is_end(2) && matches!(last[1], '"' | '”' | '“' | '»' | '’' | ')' | '%')
            || is_end(1) && is_quote && last[0].is_lowercase();
        if starts && ends {
            parted.push_str("\n\n");
        }
        parted.push(c);
        last = [last[1], last[2], c];
    }
    parted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn glued_sentences_are_parted_and_abbreviations_are_not() {
        for (text, parted) in [
            ("to all traffic.The mayor", "to all traffic.\n\nThe mayor"),
            ("“No.”The mayor", "“No.”\n\nThe mayor"),
            ("said.„No", "said.\n\n„No"),
            ("in the U.S.A. today", "in the U.S.A. today"),
            ("said. The mayor", "said. The mayor"),
            ("at 3.5 percent", "at 3.5 percent"),
        ] {
            assert_eq!(part_sentences(text), parted);
        }
    }
}

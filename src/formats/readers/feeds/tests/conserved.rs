//! No text of an entry is lost: every sentence comes out once, or is named.
//!
//! Entries are generated from the elements that texts may be in.

use super::articles;
use proptest::prelude::*;
use std::fmt::Write as _;

/// Elements that entries have a text in.
const ELEMENTS: &[&str] = &[
    "content:encoded",
    "description",
    "summary",
    "media:description",
    "itunes:summary",
    "fulltext",
    "wish",
    "body",
    "note",
];

fn sentence(number: usize) -> String {
    format!("Crane number {number} of the harbour lifts {number} tons, says a member.")
}

proptest! {
    #[test]
    fn every_sentence_of_an_entry_comes_out_once_or_is_named(
        entries in prop::collection::vec(
            prop::collection::vec((prop::sample::select(ELEMENTS), 0..3_usize, any::<bool>()), 1..5), 1..4),
    ) {
        let mut number = 0;
        let mut feed = String::from(
            "<rss xmlns:media='http://search.yahoo.com/mrss/' xmlns:content='http://purl.org/rss/1.0/modules/content/' \
             xmlns:itunes='http://www.itunes.com/dtds/podcast-1.0.dtd'><channel>",
        );
        let mut ranges = Vec::new();
        for elements in &entries {
            let first = number;
            feed.push_str("<item><title>Harbour news</title>");
            for (element, more, is_html) in elements {
                let texts: Vec<String> = (0..=*more).map(|at| sentence(number + at)).collect();
                number += more + 1;
                let text = if *is_html { format!("<![CDATA[<p>{}</p>]]>", texts.join("</p><p>")) } else { texts.join("\n\n") };
                write!(feed, "<{element}>{text}</{element}>").unwrap();
            }
            feed.push_str("</item>");
            ranges.push(first..number);
        }
        feed.push_str("</channel></rss>");
        let articles = articles(&feed);
        prop_assert_eq!(articles.len(), ranges.len());
        for (article, range) in articles.iter().zip(ranges) {
            let named: u64 = article.left_out.iter().map(|left| left.characters).sum();
            let mut missing = 0;
            for number in range {
                let count = article.body.matches(&sentence(number)).count();
                prop_assert!(count <= 1, "{article:?}");
                missing += if count == 0 { sentence(number).len() as u64 } else { 0 };
            }
            prop_assert!(missing <= named, "{missing} are lost, {named} named: {article:?}");
        }
    }
}

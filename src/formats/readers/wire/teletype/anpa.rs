//! One story of ANPA 1312.
//!
//! Lines that start with `^` and end with `<` or `=` are the heading: keywords with the number of
//! words, headline, notes to editors, byline, agency. A tab line indicator starts a paragraph. The
//! trailer has the time: `AP-WF-11-13-13 1509GMT`.

use super::envelope::Story;
use super::heading::{self, bare, leave};
use super::paragraphs::joined;
use super::{dates, iptc_7901};
use crate::article::{DateSource, WhyLeftOut};
use crate::formats::gather::ArticleBuilder;

/// Offers what a story has.
pub(super) fn read(builder: &mut ArticleBuilder<'_>, story: &Story<'_>) {
    let mut lines: Vec<&str> = story.text.lines().collect();
    if !lines.iter().any(|line| line.starts_with('^')) {
        return iptc_7901::read(builder, story);
    }
    // Some systems keep the trailer within the text.
    let trailer = lines.iter().rposition(|line| !line.trim().is_empty());
    let within =
        trailer.filter(|at| story.trailer.trim().is_empty() && dates::filed(lines[*at]).is_some());
    let date = dates::filed(story.trailer).or_else(|| dates::filed(lines[within?]));
    builder.date(DateSource::MetadataLine, date);
    if let Some(at) = within {
        lines.truncate(at);
    }
    let (heading, text): (Vec<&str>, Vec<&str>) =
        lines.into_iter().partition(|line| line.starts_with('^'));
    let mut heading: Vec<String> = heading.into_iter().map(bare).collect();
    let text = joined(&text);
    builder.body(&text);
    if let Some(first) = heading
        .first()
        .and_then(|line| keywords(line, story.header))
    {
        builder.keyword(Some(first));
        heading.remove(0);
    }
    heading::offer(builder, &heading, &text);
    let rest = story.trailer.trim();
    if dates::filed(rest).is_none() && !rest.is_empty() {
        leave(builder, &bare(rest), WhyLeftOut::Metadata);
    }
}

/// The keywords in the first line of a heading: `BC-Norvik-Cranes,345`. They are those of the
/// header, or end in the number of words.
fn keywords(line: &str, header: &str) -> Option<String> {
    let (words, count) = line.rsplit_once(',').unwrap_or((line, ""));
    let has_count = !count.is_empty() && count.trim().bytes().all(|byte| byte.is_ascii_digit());
    let start: String = line.chars().take(12).collect();
    let is_slug = has_count || (line.contains('-') && !start.is_empty() && header.contains(&start));
    is_slug.then(|| {
        if has_count {
            words.trim().to_owned()
        } else {
            line.to_owned()
        }
    })
}

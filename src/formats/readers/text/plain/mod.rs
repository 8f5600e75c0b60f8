//! The reader of plain text: one article a file, as news sites' dumps, header blocks, or headline
//! and body.
//!
//! Nothing of the text is lost: a line of the metadata that no field of the article takes in is
//! kept, as it stands, at the body's start. Where the parts stand is found by `layout`, what the
//! keys mean is known to `metadata`.

mod layout;
mod metadata;

#[cfg(test)]
mod lossless;
#[cfg(test)]
mod tests;

use crate::article::spelling::read_date;
use crate::article::{Article, DateSource, Origin, Problem, ProblemKind};
use crate::formats::bytes::charset;
use crate::formats::bytes::white_space::{one_line, tidy_body, unify_line_ends};
use crate::formats::gather::bylines;
use crate::formats::gather::date_choice::DateChoice;
use crate::formats::gather::dateline::{place_name, read_dateline_field};
use crate::formats::gather::opening::{fill, read_opening};
use crate::formats::{ArticleReader, Input};
use layout::Layout;
use metadata::{Entry, Key};

/// Plain text, chosen by extension.
pub(in crate::formats) struct PlainText;

impl ArticleReader for PlainText {
    fn name(&self) -> &'static str {
        "text"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["txt", "text", ""]
    }

    /// Any bytes may be text, so none prove it.
    fn recognizes(&self, _head: &[u8]) -> bool {
        false
    }

    fn read<'a>(
        &self,
        input: Input<'a>,
    ) -> Box<dyn Iterator<Item = Result<Article, Problem>> + 'a> {
        match read_article(input) {
            Ok((article, problems)) => Box::new(problems.into_iter().map(Err).chain([Ok(article)])),
            Err(problem) => Box::new(std::iter::once(Err(problem))),
        }
    }
}

/// Reads the file's article and what is to be known about it; an error if it has none.
fn read_article(input: Input<'_>) -> Result<(Article, Vec<Problem>), Problem> {
    let (path, options) = (input.path, input.options);
    let bytes = input.into_bytes()?;
    let decoded = charset::decode_text(&bytes)?;
    let text = unify_line_ends(&decoded.text);
    if text.trim_start().is_empty() {
        return Err(Problem::file(
            ProblemKind::Empty,
            "nothing but white space in it",
        ));
    }
    let layout = Layout::of(&text);
    let mut reading = Reading::new(DateChoice::new(options, 1));
    reading.choice.set_language(None, &layout.headline);
    reading.article.headline = layout.headline;
    reading.article.origin = Origin {
        path: path.clone(),
        ordinal: 1,
    };
    reading.take_entries(&layout.entries);
    reading.take_site(layout.site);
    reading.article.body = tidy_body(layout.body);
    let (article, mut problems) = reading.finish(path);
    problems.extend(decoded.problem(1));
    Ok((article, problems))
}

/// An article while its metadata is taken in.
struct Reading<'a, 'o> {
    article: Article,
    choice: DateChoice<'o>,
    /// Lines that no field takes in.
    kept: Vec<&'a str>,
}

impl<'a, 'o> Reading<'a, 'o> {
    fn new(choice: DateChoice<'o>) -> Self {
        Self {
            article: Article::default(),
            choice,
            kept: Vec::new(),
        }
    }

    /// Takes in the metadata: dates first, because a dateline among it is trusted less.
    fn take_entries(&mut self, entries: &'a [Entry<'a>]) {
        let dates = self.take_dates(entries);
        for (entry, is_taken_date) in entries.iter().zip(dates) {
            let taken = match entry.key {
                Some(key) => {
                    is_taken_date || entry.value.is_empty() || self.take(key, &entry.value)
                }
                None => false,
            };
            if !taken {
                self.kept.push(entry.lines);
            }
        }
    }

    /// Offers the date lines. Returns for each entry whether it was taken as a date or a part of
    /// one.
    fn take_dates(&mut self, entries: &[Entry<'_>]) -> Vec<bool> {
        let mut taken = vec![false; entries.len()];
        let time = entries
            .iter()
            .position(|entry| entry.key == Some(Key::Time));
        for (at, entry) in entries.iter().enumerate() {
            if entry.key != Some(Key::Published) || entry.value.is_empty() {
                continue;
            }
            let whole = time.map(|time| format!("{} {}", entry.value, entries[time].value));
            match (time, whole.filter(|whole| self.reads(whole))) {
                (Some(time), Some(whole)) => {
                    taken[at] = self.offer(&whole);
                    taken[time] |= taken[at];
                }
                _ => taken[at] = self.offer(&entry.value),
            }
        }
        if let Some(time) = time.filter(|time| self.reads(&entries[*time].value)) {
            taken[time] |= self.offer(&entries[time].value);
        }
        taken
    }

    fn reads(&self, text: &str) -> bool {
        read_date(text, self.choice.day_order()).is_some()
    }

    fn offer(&mut self, written: &str) -> bool {
        self.choice.offer_text(DateSource::MetadataLine, written)
    }

    /// Puts a value into its field. Returns whether all of it is there.
    fn take(&mut self, key: Key, value: &str) -> bool {
        let article = &mut self.article;
        match key {
            Key::Headline => set(&mut article.headline, one_line(value)),
            Key::Id => set(&mut article.id.0, value.to_owned()),
            Key::Byline => {
                article.bylines.append(&mut bylines::bylines(value));
                true
            }
            Key::Keywords => {
                article.keywords.append(&mut bylines::keywords(value));
                true
            }
            Key::Source => fill_empty(&mut article.source, value.to_owned()),
            Key::Agency => fill_empty(&mut article.agency, value.to_owned()),
            Key::Section => fill_empty(&mut article.section, value.to_owned()),
            Key::Language => fill_empty(&mut article.language, value.to_lowercase()),
            Key::Url => fill_empty(&mut article.url, value.to_owned()),
            Key::Place => self.take_place(value),
            Key::Published | Key::Time | Key::Updated => false,
        }
    }

    /// A place, or a whole dateline; of the latter the day is in no field.
    fn take_place(&mut self, value: &str) -> bool {
        match read_dateline_field(value, self.choice.day_order()) {
            Some(dateline) if dateline.is_sure() => {
                let is_new = self.article.place.is_none()
                    && (dateline.agency.is_none() || self.article.agency.is_none());
                fill(&mut self.article, &mut self.choice, &dateline);
                is_new && dateline.day.is_none()
            }
            _ => fill_empty(&mut self.article.place, place_name(value)),
        }
    }

    /// The site's line is the source. Where the metadata names that, a host's name is an address,
    /// if nothing better is known.
    fn take_site(&mut self, site: Option<&'a str>) {
        let Some(site) = site else { return };
        let article = &mut self.article;
        let says_so = |field: &Option<String>| -> bool {
            field
                .as_ref()
                .is_some_and(|text| text.to_lowercase().contains(&site.to_lowercase()))
        };
        let taken = fill_empty(&mut article.source, one_line(site))
            || says_so(&article.source)
            || says_so(&article.url)
            || (layout::is_host(site) && fill_empty(&mut article.url, site.to_owned()));
        if !taken {
            self.kept.insert(0, site);
        }
    }

    fn finish(mut self, path: &crate::article::ArchivePath) -> (Article, Vec<Problem>) {
        let article = &mut self.article;
        read_opening(article, &mut self.choice);
        self.choice.offer_path(path);
        if !self.kept.is_empty() {
            let kept = tidy_body(&self.kept.join("\n"));
            let gap = if article.body.is_empty() { "" } else { "\n\n" };
            article.body.insert_str(0, &format!("{kept}{gap}"));
        }
        let problems = self.choice.settle(article);
        article.ensure_id();
        (self.article, problems)
    }
}

/// Sets a text that is empty. Returns whether it was.
fn set(field: &mut String, value: String) -> bool {
    let is_free = field.is_empty();
    if is_free {
        *field = value;
    }
    is_free
}

/// Fills a field that has nothing in it. Returns whether the value went there.
fn fill_empty(field: &mut Option<String>, value: String) -> bool {
    let is_free = field.is_none() && !value.is_empty();
    if is_free {
        *field = Some(value);
    }
    is_free
}

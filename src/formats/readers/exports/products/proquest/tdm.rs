//! The reader of ProQuest's XML: records of TDM Studio, and of ProQuest Historical Newspapers.
//!
//! One record a file, or many. The text is HTML inside of XML. Numbers and vocabularies of the
//! database are dropped; its subjects, which are words, are keywords.

use crate::article::{ArchivePath, DateSource};
use crate::formats::bytes::markup;
use crate::formats::gather::ArticleBuilder;
use crate::formats::input::Input;
use crate::formats::options::ReadOptions;
use crate::formats::reader::{ArticleReader, ArticleSink, ReadEnd, Stopped};
use crate::formats::readers::exports::found::Found;
use crate::formats::readers::exports::labels::Meaning;
use crate::formats::xml::document::{ElementRecord, StreamedFormat, read_streamed};
use crate::formats::xml::{Element, Root, Shape};
use std::sync::Arc;

/// XML of ProQuest, recognized by its root and its first elements.
pub(in crate::formats) struct ProQuestXml;

impl ArticleReader for ProQuestXml {
    fn name(&self) -> &'static str {
        "proquest-xml"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &[]
    }

    fn recognizes(&self, head: &[u8]) -> bool {
        let marks = ["<GOID>", "<NumericDate>", "<NumericPubDate>", "<RecordID>"];
        let has = |mark: &&str| memchr::memmem::find(head, mark.as_bytes()).is_some();
        let is_record =
            |root: Root| ["RECORD", "RECORDS", "Record", "Records"].contains(&&*root.name);
        Root::of(head).is_some_and(is_record) && marks.iter().any(has)
    }

    fn read(&self, input: Input<'_>, out: &mut dyn ArticleSink) -> Result<(), ReadEnd> {
        read_streamed::<Self>(input, out)
    }
}

impl StreamedFormat for ProQuestXml {
    const SHAPE: Shape = Shape {
        containers: &["RECORDS", "Records"],
        records: &["RECORD", "Record"],
    };

    const EMPTY: &'static str = "there is no `<RECORD>` in it";

    type Context = ();

    fn open(_: &mut Arc<()>, _: &Element) {}

    fn is_record(_: &mut Arc<()>, _: &Element) -> bool {
        true
    }

    fn read(
        record: &ElementRecord<()>,
        path: &ArchivePath,
        options: &ReadOptions,
        out: &mut dyn ArticleSink,
    ) -> Result<(), Stopped> {
        let mut builder = ArticleBuilder::new(path, record.ordinal, options);
        read_record(&record.element, &mut builder);
        builder.finish(out)
    }
}

/// Where values are, those of TDM Studio first. Of several paths to a meaning the first counts.
const PATHS: &[(&str, Meaning)] = &[
    ("GOID", Meaning::Id),
    ("RecordID", Meaning::Id),
    ("Obj/TitleAtt/Title", Meaning::Headline),
    ("Obj/Title", Meaning::Headline),
    ("RecordTitle", Meaning::Headline),
    ("Obj/Subtitle", Meaning::Subhead),
    ("DFS/PubFrosting/Title", Meaning::Source),
    ("Publication/Title", Meaning::Source),
    ("SortTitle", Meaning::Source),
    ("Obj/PrintLocation/DocSection", Meaning::Section),
    ("Obj/PrintLocation/Pagination", Meaning::Page),
    ("Obj/PrintLocation/StartPage", Meaning::Page),
    ("StartPage", Meaning::Page),
    ("Obj/Language/ISO/ISOCode", Meaning::Language),
    ("Obj/Language/RawLang", Meaning::Language),
    ("LanguageCode", Meaning::Language),
    ("Obj/Dateline", Meaning::Place),
];

/// Where the day is.
const DATES: &[&str] = &[
    "Obj/NumericDate",
    "Obj/StartDate",
    "NumericPubDate",
    "Obj/AlphaPubDate",
    "AlphaPubDate",
];

/// Summaries that say that there is none.
pub(super) const NO_SUMMARY: &[&str] = &[
    "none available",
    "not available",
    "no abstract available",
    "abstract not available",
];

fn read_record(record: &Element, builder: &mut ArticleBuilder<'_>) {
    let date = DATES.iter().find_map(|path| record.line_of(path));
    builder.date(DateSource::Field, date);
    let mut found = Found::new(builder);
    for (path, meaning) in PATHS {
        found.offer(*meaning, path, &record.line_of(path).unwrap_or_default());
    }
    record.each("Contributor", &mut |contributor| {
        read_author(contributor, &mut found);
    });
    record.each("GenSubjValue", &mut |term| {
        found.offer(
            Meaning::Keywords,
            "subject",
            &term.line().unwrap_or_default(),
        );
    });
    for path in ["TextInfo/Text", "FullText", "Obj/FullText"] {
        for text in record
            .find(path)
            .into_iter()
            .filter(|text| !text.is_blank())
        {
            found.offer(Meaning::Text, "text", &plain(&text.text()));
        }
    }
    record.each("AbsText", &mut |summary| {
        let text = plain(&summary.text());
        if !is_no_summary(&text) {
            found.offer(Meaning::Summary, "abstract", &text);
        }
    });
    found.settle();
}

/// Whether a summary only says that there is none.
pub(super) fn is_no_summary(text: &str) -> bool {
    let text = text.trim().trim_end_matches('.').to_lowercase();
    NO_SUMMARY.contains(&&*text)
}

fn read_author(contributor: &Element, found: &mut Found<'_, '_>) {
    let role = contributor
        .attribute("ContribRole")
        .or_else(|| contributor.line_of("ContribRole"));
    if role.is_some_and(|role| !role.eq_ignore_ascii_case("author")) {
        return;
    }
    let name = ["OriginalForm", "NormalizedDisplayForm", "PersonName"]
        .iter()
        .find_map(|name| contributor.seek(name).and_then(Element::line));
    found.offer(Meaning::Byline, "author", &name.unwrap_or_default());
}

/// The text of HTML inside of XML, or a text as it is.
fn plain(text: &str) -> String {
    let is_markup = text.contains("</") || text.contains("<p") || text.contains("<br");
    if is_markup {
        markup::to_text(text)
    } else {
        text.to_owned()
    }
}

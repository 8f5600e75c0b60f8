//! The samples of wire formats and feeds in `sample-corpus/formats`, and what must be read from
//! each.

use crate::article::ArchivePath;
use crate::formats::test_support::trial::options;
use crate::formats::{HEAD_LEN, Input, reader_for};
use std::fs;
use std::path::Path;

/// A file, its format, and each of its articles and problems in short: an article's date,
/// language, status and headline, a problem's kind.
type Sample = (&'static str, &'static str, &'static [&'static str]);

#[rustfmt::skip]
const SAMPLES: &[Sample] = &[
    ("nitf/good.xml", "nitf", &[
        "2023-09-14T08:10:00+02:00 en-gb usable Orlek reopens its river bridge two years after the flood",
    ]),
    ("nitf/odd.xml", "nitf", &["2022-05-03 fr embargoed Les grues reviennent à l'étang de Sauvagne"]),
    ("nitf/broken.xml", "nitf", &["malformed"]),
    ("newsml1/good.xml", "newsml-1", &[
        "2021-06-08T14:12:00Z en usable Belmara sells its last staffed lighthouse to a choir",
    ]),
    ("newsml1/odd.xml", "newsml-1", &[
        "2019-03-15 de withheld Schleuse Altwarp bleibt bis Mai geschlossen",
        "not-an-article",
        "2019-03-17T07:00:00Z de usable Schwan zieht um",
        "2019-03-17T07:00:00Z de usable Hintergrund: Schleusen und Vögel",
    ]),
    ("newsml1/broken.xml", "newsml-1", &["malformed"]),
    ("newsml-g2/good.xml", "newsml-g2", &[
        "2024-02-21T11:40:00+01:00 en-gb usable Skarvik road tunnel shuts for good after 61 years",
    ]),
    ("newsml-g2/odd.xml", "newsml-g2", &[
        "2024-03-01T08:30:00+01:00 nb canceled Fergen går på grunn",
        "2024-03-01T09:00:00Z nb embargoed STATSBUDSJETT",
        "not-an-article",
    ]),
    ("newsml-g2/broken.xml", "newsml-g2", &["malformed"]),
    ("newsml-g2/package.xml", "newsml-g2", &["not-an-article"]),
    ("newsml-g2/picture.xml", "newsml-g2", &["not-an-article"]),
    ("xml/good.xml", "xml", &["2024-04-12T10:15:00+02:00 en usable Clockmaker of Orlek winds his last tower"]),
    ("xml/odd.xml", "xml", &[
        "ambiguous-date",
        "2023-07-02 - usable Café des quais & fils rouvre",
        "unknown-date",
        "- fr usable Le bac se repose",
    ]),
    ("xml/broken.xml", "xml", &["malformed"]),
    ("xml/invoice.xml", "xml", &["unknown-format"]),
    ("feed/good.xml", "feed", &[
        "2024-11-05T16:30:00Z en usable Beekeepers & bakers strike a deal over the town clock",
        "2024-11-04T08:05:00Z en usable Ice rink to open a week early",
    ]),
    ("feed/odd.xml", "feed", &[
        "2023-06-01T09:00:00-03:00 pt-br usable Preço peixe cai & sobe",
        "2023-06-03T12:00:00-03:00 es usable Sin texto",
        "unknown-date",
        "2023-06-04T12:00:00-03:00 pt-br usable ",
        "no-text",
    ]),
    ("feed/broken.xml", "feed", &[
        "2024-11-06T07:00:00Z - usable This entry is whole",
        "malformed",
        "malformed",
        "2024-11-09T09:00:00Z - usable This entry is whole again",
        "malformed",
    ]),
    ("reuters-sgml/good.sgm", "reuters-sgml", &[
        "1987-03-02T09:14:03 en usable BELMARA SALT WORKS <BLSW> CUTS SHIPMENTS",
        "1987-03-02T09:20:41 en usable VALDORIA PORT TO DREDGE SECOND CHANNEL",
    ]),
    ("reuters-sgml/odd.sgm", "reuters-sgml", &[
        "1987-04-13T11:02:59 en usable BELMARA RAISES TOLLS SIX PCT FROM MAY",
        "bad-encoding",
        "1987-04-13T11:10:00 en usable ",
        "unknown-date",
        "- en usable CLERK WRITES NO DATE",
    ]),
    ("reuters-sgml/broken.sgm", "reuters-sgml", &[
        "malformed",
        "1987-04-14T08:05:00 en usable THIS RECORD IS WHOLE",
        "no-text",
    ]),
];

#[test]
fn every_sample_is_read_as_it_is_meant() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-corpus/formats");
    for (name, format, expected) in SAMPLES {
        let bytes = fs::read(folder.join(name)).unwrap();
        let (read_as, found) = in_short(name, &bytes);
        assert_eq!(read_as, *format, "{name}");
        assert_eq!(found, *expected, "{name}");
    }
}

/// The reader of a file, and what it makes of it.
fn in_short(name: &str, bytes: &[u8]) -> (&'static str, Vec<String>) {
    let path = ArchivePath::from_relative(name.as_ref());
    let options = options();
    let reader = reader_for(&path, &bytes[..bytes.len().min(HEAD_LEN)]).unwrap();
    let items = reader.read_all(Input::whole(&path, &options, bytes));
    let found = items.into_iter().map(|item| match item {
        Ok(article) => {
            let date = article
                .published
                .map_or("-".into(), |date| date.to_string());
            let language = article.language.as_deref().unwrap_or("-");
            format!("{date} {language} {} {}", article.status, article.headline)
        }
        Err(problem) => problem.kind.to_string(),
    });
    (reader.name(), found.collect())
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(64))]
    #[test]
    fn no_damage_to_a_sample_makes_any_reader_panic(
        sample in 0..SAMPLES.len(),
        damage in proptest::collection::vec((proptest::num::usize::ANY, proptest::num::u8::ANY), 1..6),
        cut in proptest::num::usize::ANY,
    ) {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-corpus/formats");
        let mut bytes = fs::read(folder.join(SAMPLES[sample].0)).unwrap();
        let length = bytes.len();
        for (at, byte) in damage {
            bytes[at % length] = byte;
        }
        bytes.truncate(length - cut % length / 4);
        let path = ArchivePath::from_relative("trial".as_ref());
        let options = options();
        for reader in crate::formats::READERS {
            reader.read_all(Input::whole(&path, &options, &bytes));
        }
    }
}

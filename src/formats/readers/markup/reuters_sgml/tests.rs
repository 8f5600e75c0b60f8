//! Records in the form of Reuters-21578; their texts are invented.
//!
//! The records have the forms that the README of the collection describes.

use super::ReutersSgml;
use crate::article::ProblemKind;
use crate::formats::ArticleReader;
use crate::formats::test_support::documents::{dated, read};

const FILE: &str = "<!DOCTYPE lewis SYSTEM \"lewis.dtd\">
<REUTERS TOPICS=\"YES\" LEWISSPLIT=\"TRAIN\" CGISPLIT=\"TRAINING-SET\" OLDID=\"5544\" NEWID=\"1\">
<DATE>26-FEB-1987 15:01:01.79</DATE>
<TOPICS><D>herring</D></TOPICS>
<PLACES><D>norway</D><D>iceland</D></PLACES>
<PEOPLE></PEOPLE>
<UNKNOWN> \n&#5;&#5;&#5;C T\n&#22;&#22;&#1;f0704&#31;reute\nu f BC-HERRING   02-26 0105</UNKNOWN>
<TEXT>&#2;
<TITLE>HERRING FLEET &lt;HRF> TO SAIL</TITLE>
<AUTHOR>    By Ada Holm, Reuters</AUTHOR>
<DATELINE>    ESKHAVEN, Feb 26 - </DATELINE><BODY>The fleet will sail
on Monday, owners said.
    It stayed in port for weeks.
 Reuter
&#3;</BODY></TEXT>
</REUTERS>
<REUTERS TOPICS=\"NO\" NEWID=\"2\">
<DATE> 2-MAR-1987 04:39:24.10</DATE>
<TOPICS></TOPICS>
<TEXT TYPE=\"BRIEF\">&#2;
******<TITLE>HERRING UP TWO PCT</TITLE>Blah blah blah.
&#3;

</TEXT>
</REUTERS>
<REUTERS NEWID=\"3\">
<DATE>3-MAR-1987 09:17:32.30</DATE>
<TEXT TYPE=\"UNPROC\">&#2;
CATCHES OF THE WEEK
    Eskhaven       12   14
&#3;
</TEXT>
</REUTERS>
";

#[test]
fn records_of_all_types_are_articles() {
    let (articles, problems) = read(&ReutersSgml, FILE.as_bytes());
    assert_eq!(problems, []);
    assert_eq!(articles.len(), 3);
    let first = &articles[0];
    assert_eq!(first.headline, "HERRING FLEET <HRF> TO SAIL");
    assert_eq!(
        first.body,
        "The fleet will sail\non Monday, owners said.\n    It stayed in port for weeks.\n Reuter"
    );
    assert_eq!(dated(first), ("1987-02-26T15:01:01".into(), "field"));
    assert_eq!(first.id.0, "1");
    assert_eq!(first.keywords, ["herring", "norway", "iceland"]);
    assert_eq!(first.bylines, ["Ada Holm, Reuters"]);
    assert_eq!(first.place.as_deref(), Some("Eskhaven"));
    assert_eq!(first.agency.as_deref(), Some("Reuters"));
    assert_eq!(first.language.as_deref(), Some("en"));
    let brief = &articles[1];
    assert_eq!(brief.headline, "HERRING UP TWO PCT");
    assert_eq!(brief.body, "Blah blah blah.");
    assert_eq!(dated(brief).0, "1987-03-02T04:39:24");
    let raw = &articles[2];
    assert_eq!(raw.headline, "");
    assert_eq!(raw.body, "CATCHES OF THE WEEK\n    Eskhaven       12   14");
    assert_eq!(raw.origin.ordinal, 3);
}

#[test]
fn a_broken_record_does_not_affect_others() {
    for broken in [
        FILE.replacen("</REUTERS>", "", 1),
        FILE.replacen("</TITLE>", "", 1),
    ] {
        let (articles, problems) = read(&ReutersSgml, broken.as_bytes());
        let ids: Vec<_> = articles.iter().map(|article| &*article.id.0).collect();
        assert_eq!(ids, ["2", "3"]);
        assert_eq!(
            (problems[0].ordinal, problems[0].kind),
            (Some(1), ProblemKind::Malformed)
        );
    }
}

#[test]
fn a_bad_byte_is_counted_in_its_own_record() {
    let file = FILE.replace("UP TWO PCT", "UP ZWÖLF PCT");
    let mut bytes = file.as_bytes().to_vec();
    let at = file.find("UP ZW").unwrap();
    bytes[at] = 0xFC;
    let (articles, problems) = read(&ReutersSgml, &bytes);
    assert_eq!(articles.len(), 3);
    assert_eq!(articles[1].headline, "HERRING \u{fffd}P ZWÖLF PCT");
    assert_eq!(
        (problems[0].ordinal, problems[0].kind),
        (Some(2), ProblemKind::BadEncoding)
    );
}

#[test]
fn files_are_recognized_by_their_first_record() {
    assert!(ReutersSgml.recognizes(FILE.as_bytes()));
    assert!(!ReutersSgml.recognizes(b"<html><REUTERS>"));
}

proptest::proptest! {
    #[test]
    fn no_damage_makes_reading_panic(at in 0..FILE.len(), byte in proptest::num::u8::ANY, cut in 0..FILE.len()) {
        let mut bytes = FILE.as_bytes().to_vec();
        bytes[at] = byte;
        read(&ReutersSgml, &bytes);
        read(&ReutersSgml, &bytes[..cut]);
    }
}

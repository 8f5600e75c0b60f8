//! CSV: dialects, names of columns, odd rows, and files too strange to be real.
//!
//! Most of them compare a whole file with what is read from each row.

mod quotes;

use super::Csv;
use crate::article::{ArchivePath, Article, DateSource, Problem, ProblemKind};
use crate::formats::{ArticleReader, Input, MAX_WHOLE_FILE, ReadOptions};
use proptest::prelude::*;
use std::fmt::Write as _;
use std::io::{self, BufReader, Read};

fn options(map: &str) -> ReadOptions {
    ReadOptions {
        field_map: map.parse().unwrap(),
        ..ReadOptions::at("2022-01-01T00:00:00Z".parse().unwrap())
    }
}

fn read_with(map: &str, bytes: &[u8]) -> Vec<Result<Article, Problem>> {
    let (path, options) = (ArchivePath::from_stored("x.csv"), options(map));
    Csv.read_all(Input::whole(&path, &options, bytes))
}

/// Headlines with bodies, and problems.
fn summary_with(map: &str, bytes: &[u8]) -> Vec<String> {
    read_with(map, bytes)
        .into_iter()
        .map(|item| match item {
            Ok(article) => format!(
                "{} {}: {}",
                article.origin.ordinal, article.headline, article.body
            ),
            Err(problem) => match problem.ordinal {
                Some(ordinal) => format!("{ordinal} ({})", problem.kind),
                None => format!("({})", problem.kind),
            },
        })
        .collect()
}

fn summary(text: &str) -> Vec<String> {
    summary_with("", text.as_bytes())
}

#[test]
fn lines_above_the_names_are_left_out_and_noted() {
    let table = "id,headline,date,text\n1,Ferry,2021-01-19,\"Back, again\"\n2,Quay,,Wet\n";
    for above in [
        "Exported from NewsDB on 30 November 2026\n\n",
        "Search results: troops,,,\n,,,\n",
        "\"Open quote\n",
        "Query;troops\nFound;2\n\n",
    ] {
        let text = format!("{above}{table}");
        assert_eq!(
            summary(&text),
            ["1 Ferry: Back, again", "2 Quay: Wet"],
            "{above}"
        );
        let items = read_with("", text.as_bytes());
        let left_out = &items[0].as_ref().unwrap().left_out;
        let characters = above.chars().filter(|c| c.is_alphanumeric()).count() as u64;
        let told: Vec<_> = left_out.iter().map(|own| own.characters).collect();
        assert_eq!(told, [characters], "{left_out:?}");
    }
    let numbered = format!("Report of the week\n{table}");
    assert_eq!(
        summary_with("headline=2,body=4", numbered.as_bytes()),
        ["1 Ferry: Back, again", "2 Quay: Wet"]
    );
    // A row that has not its cells is named by its line in the file.
    let short = format!("Report\n\n{table}3,short\n");
    let items = read_with("", short.as_bytes());
    let detail = &items[2].as_ref().unwrap_err().detail;
    assert!(detail.starts_with("row 3 (line 6)"), "{detail}");
    // Rows are no names: without names above them they are refused, as ever.
    assert_eq!(summary("Report\n1,Ferry,Back\n"), ["(malformed)"]);
}

#[test]
fn every_usual_separator_works() {
    for separator in [",", ";", "\t", "|"] {
        let text = "title,date,text\nFerry,2021-01-19,\"Back, all; of | it\n\nThey \"\"cheer\"\"\"\r\nQuay,,Wet\n"
            .replace(',', separator);
        let body = "Back, all; of | it\n\nThey \"cheer\"".replace(", ", &format!("{separator} "));
        let items = read_with("", text.as_bytes());
        let [Ok(ferry), Ok(quay)] = items.as_slice() else {
            panic!("{separator}: {items:?}");
        };
        assert_eq!(
            (&*ferry.headline, &*ferry.body),
            ("Ferry", &*body),
            "{separator}"
        );
        assert_eq!(ferry.published.unwrap().to_string(), "2021-01-19");
        assert_eq!(ferry.published_from, Some(DateSource::Field));
        assert_eq!(
            (&*quay.headline, &*quay.body, quay.published),
            ("Quay", "Wet", None)
        );
        assert_eq!(quay.origin.ordinal, 2);
    }
}

#[test]
fn columns_have_the_names_of_json_keys() {
    let text = "\u{feff}ID,Publish Date,Title,Article,authors,tags,_source.url,source.name,fields.lang,draft,section\n\
                7,1611093605,Ferry,Back,\"['Ann Lee', 'Bo Ek']\",ferry;sea,https://post.example/1,Post,EN,True,NaN\n";
    let items = read_with("", text.as_bytes());
    let [Ok(article)] = items.as_slice() else {
        panic!("{items:?}");
    };
    assert_eq!(article.id.0, "7");
    assert_eq!(
        article.published.unwrap().to_string(),
        "2021-01-19T22:00:05Z"
    );
    assert_eq!((&*article.headline, &*article.body), ("Ferry", "Back"));
    assert_eq!(article.bylines, ["Ann Lee", "Bo Ek"]);
    assert_eq!(article.keywords, ["ferry", "sea"]);
    assert_eq!(article.url.as_deref(), Some("https://post.example/1"));
    assert_eq!(article.source.as_deref(), Some("Post"));
    assert_eq!(article.language.as_deref(), Some("en"));
    assert_eq!(article.section, None);
    assert_eq!(article.status, crate::article::Status::Withheld);
}

#[test]
fn rows_that_do_not_fit_are_reported_and_skipped() {
    assert_eq!(
        summary("title,text\na,b\nc\nd,e,f\ng,h,\n\ni,j\n,\n"),
        [
            "1 a: b",
            "2 (malformed)",
            "3 (malformed)",
            "4 g: h",
            "5 i: j",
            "6 (no-text)"
        ]
    );
    let items = read_with("", b"title,text\na,b\nc\n");
    assert_eq!(
        items[1].as_ref().unwrap_err().detail,
        "row 2 (line 3): 1 cell where the line of names has 2; put cells that contain a `,`, a quote \
         or a line end in quotes"
    );
    assert_eq!(
        summary_with("", b"title,text\ncaf\xC3\xA9 \xFF,b\n"),
        ["1 (bad-encoding)", "1 café \u{fffd}: b"]
    );
}

#[test]
fn files_without_rows_or_names_are_refused() {
    for (text, expected) in [
        ("", "(empty)"),
        (" \n", "(empty)"),
        ("title,text\n", "(empty)"),
        ("a,b\nc,d\n", "(malformed)"),
        ("title,text\n\0\0\0,\0\0\0\0\n", "(not-text)"),
        (
            "1,2021-01-19,Ferry,Back\n2,2021-01-20,Quay,Wet\n",
            "(malformed)",
        ),
        (
            "1,story,2021-01-19,Back\n2,story,2021-01-20,Wet\n",
            "(malformed)",
        ),
    ] {
        assert_eq!(summary(text), [expected], "{text}");
    }
    let items = read_with("", b"kop,inhoud\nc,d\n");
    assert_eq!(
        items[0].as_ref().unwrap_err().detail,
        "none of its columns is a headline or a body by its name (`kop`, `inhoud`); name them with \
         --field-map headline=NAME,body=NAME, or by number as in headline=1,body=2"
    );
}

#[test]
fn a_first_line_that_is_a_row_is_told() {
    let items = read_with("", b"1,story,2021-01-19,Ferry\n2,story,2021-01-20,Quay\n");
    assert_eq!(
        items[0].as_ref().unwrap_err().detail,
        "its first line is a row and not the names of its columns (`1`, `story`, `2021-01-19`, \
         `Ferry`); name its columns by number, as in --field-map headline=1,body=2"
    );
}

#[test]
fn columns_may_have_names_in_other_languages() {
    for names in [
        "Datum;Titel;Text;Quelle;Autor",
        "Fecha;Título;Cuerpo;Medio;Autor",
        "datum;titel;tekst;krant;auteur",
        "date;titre;texte;journal;auteur",
    ] {
        let text = format!("{names}\n2021-01-19;Ferry;It came back.;Post;Ann Lee\n");
        let items = read_with("", text.as_bytes());
        let [Ok(article)] = items.as_slice() else {
            panic!("{names}: {items:?}");
        };
        assert_eq!(
            (&*article.headline, &*article.body),
            ("Ferry", "It came back.")
        );
        assert_eq!(
            article.published.unwrap().to_string(),
            "2021-01-19",
            "{names}"
        );
        assert_eq!(article.source.as_deref(), Some("Post"), "{names}");
        assert_eq!(article.bylines, ["Ann Lee"], "{names}");
    }
}

#[test]
fn columns_of_a_table_without_names_are_guessed_and_told() {
    let rows = "2021-01-19,The council votes on the ferry\n2021-01-20,The ferry is sold at last\n";
    let items = read_with("", rows.as_bytes());
    let [Err(note), Ok(first), Ok(second)] = &items[..] else {
        panic!("{items:?}");
    };
    assert_eq!(note.kind, ProblemKind::BadMetadata);
    assert!(
        note.detail.ends_with("--field-map published=1,headline=2"),
        "{}",
        note.detail
    );
    assert_eq!(first.headline, "The council votes on the ferry");
    assert_eq!(second.published.unwrap().to_string(), "2021-01-20");
    assert_eq!(second.origin.ordinal, 2);
}

#[test]
fn no_column_of_a_table_without_names_is_lost_without_a_word() {
    let rows = "2021-01-19,Post,The council votes on the ferry,7\n2021-01-20,Courier,The ferry is sold at last,8\n";
    let items = read_with("", rows.as_bytes());
    let article = items[1].as_ref().unwrap();
    let left: Vec<_> = article
        .left_out
        .iter()
        .map(|note| (&*note.element, note.characters))
        .collect();
    assert_eq!(left, [("column 2", 4)]);
}

#[test]
fn a_table_of_zotero_has_family_names_first() {
    let text = "\"Item Type\",\"Author\",\"Title\",\"Publication Title\",\"Abstract Note\",\"Manual Tags\",\"Automatic Tags\"\n\
                newspaperArticle,\"Harms, Jule; Voss, Ole; dpa\",Crane,Post,It stands.,,\n";
    let items = read_with("", text.as_bytes());
    let article = items[0].as_ref().unwrap();
    assert_eq!(article.bylines, ["Jule Harms", "Ole Voss", "dpa"]);
}

#[test]
fn nul_bytes_are_left_out_and_told() {
    for (text, expected) in [
        (
            "title,text\na,b\0c d e f g h i j k l m n\nd,e\n",
            &[
                "1 (bad-encoding)",
                "1 a: bc d e f g h i j k l m n",
                "2 d: e",
            ][..],
        ),
        (
            "ti\0tle,text\nthe first,the second one of all\n",
            &["1 the first: the second one of all"],
        ),
    ] {
        assert_eq!(summary(text), expected, "{text:?}");
    }
    let mut late = b"title,text\n".to_vec();
    late.extend("a,b\n".repeat(20_000).bytes());
    late.extend(b"c,\0d\n");
    let items = read_with("", &late);
    let [.., Err(problem), Ok(article)] = &items[..] else {
        panic!("{}", items.len());
    };
    assert_eq!(
        (problem.kind, &*article.body),
        (ProblemKind::BadEncoding, "d")
    );
}

#[test]
fn a_line_may_name_the_separator() {
    for text in [
        "sep=;\ntitle;text\na;b, c, d\n",
        "\u{feff}sep=;\r\ntitle;text\r\na;b, c, d\r\n",
        "\"sep=;\"\ntitle;text\na;b, c, d\n",
        "SEP=^\ntitle^text\na^b, c, d\n",
        "sep=\t\ntitle\ttext\na\tb, c, d\n",
    ] {
        assert_eq!(summary(text), ["1 a: b, c, d"], "{text}");
    }
    assert!(Csv.recognizes(b"sep=;\ntitle;date;text\na;b;c\n"));
    let items = read_with("", b"sep=;\ntitle;text\na\n");
    let detail = &items[0].as_ref().unwrap_err().detail;
    assert!(detail.starts_with("row 1 (line 3): 1 cell"), "{detail}");
}

#[test]
fn a_field_map_names_columns_by_name_or_number() {
    for (map, text, expected) in [
        ("headline=kop,body=inhoud", "kop;inhoud\na;b\n", "1 a: b"),
        ("headline=1,body=2", "kop,inhoud\na,b\n", "1 a: b"),
        ("headline=2", "title,kop\na,b\n", "1 b: "),
        ("body=a.b", "title,a.b\na,b\n", "1 a: b"),
        ("headline=2", "nr;kop\n1;a, b, c\n2;d, e\n", "1 a, b, c: "),
        ("headline=1,body=2", "a, b;c, d\ne;f\ng, h, i;j\n", "1 e: f"),
        ("headline=2", "1;a, b, c\n2;d, e\n", "1 a, b, c: "),
        (
            "headline=1,body=2",
            "Ferry,It is back for good today\n",
            "1 Ferry: It is back for good today",
        ),
    ] {
        assert_eq!(
            summary_with(map, text.as_bytes())[0],
            expected,
            "{map} {text}"
        );
    }
}

#[test]
fn only_lines_of_names_are_recognized() {
    for (head, expected) in [
        ("title,date,text\na,b,c\n", true),
        ("id\ttitle\tbody\n1\ta\tb\n", true),
        ("title,date,text\na,b\n", false),
        ("title,date,text", false),
        ("title,text\na,b\n", false),
        ("Rain, wind, sun\nIt rained, then, well\n", false),
        ("Headline: text, date, text\na, b, c\n", false),
        ("", false),
    ] {
        assert_eq!(Csv.recognizes(head.as_bytes()), expected, "{head}");
    }
}

#[test]
fn a_row_that_the_end_of_the_file_cuts_off_is_read_and_reported() {
    for rows in ["a,1,\"x\n\ny, z", "a,1,\"x\n\ny, z\n"] {
        assert_eq!(
            summary(&format!("title,id,text\n{rows}")),
            ["1 (malformed)", "1 a: x\n\ny, z"],
            "{rows}"
        );
    }
}

/// What the rows of a file are read as, from a stream.
fn outcomes(stream: impl Read) -> Vec<Result<String, ProblemKind>> {
    let (path, options) = (ArchivePath::default(), options(""));
    let input = Input::stream(&path, &options, Box::new(BufReader::new(stream)));
    Csv.read_all(input)
        .into_iter()
        .map(|item| {
            item.map(|article| article.headline)
                .map_err(|problem| problem.kind)
        })
        .collect()
}

#[test]
fn a_line_that_is_too_long_is_skipped_in_bounded_memory() {
    let endless = io::repeat(b'x').take(MAX_WHOLE_FILE * 3);
    let stream = (&b"title,text\na,b\nc,\""[..])
        .chain(endless)
        .chain(&b"\nd,e\n"[..]);
    assert_eq!(
        outcomes(stream),
        [
            Ok("a".to_owned()),
            Err(ProblemKind::TooLarge),
            Ok("d".to_owned())
        ]
    );
}

proptest! {
    #[test]
    fn no_bytes_make_reading_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        read_with("", &bytes);
        Csv.recognizes(&bytes);
        let mut named = b"title,text\n".to_vec();
        named.extend(bytes);
        read_with("headline=2", &named);
    }

    #[test]
    fn valid_rows_are_read_as_they_were_written(
        rows in prop::collection::vec(("[d-m]{1,3}", "[a-z \",\n]{0,12}[a-z]"), 1..8),
    ) {
        let mut file = String::from("title,text\n");
        for (title, text) in &rows {
            writeln!(file, "{title},\"{}\"", text.replace('"', "\"\"")).unwrap();
        }
        let items = read_with("", file.as_bytes());
        let titles: Vec<_> = items.iter().map(|item| item.as_ref().unwrap().headline.clone()).collect();
        let expected: Vec<_> = rows.into_iter().map(|(title, _)| title).collect();
        prop_assert_eq!(titles, expected);
    }
}

#[test]
fn a_lone_carriage_return_ends_a_row_in_a_file_of_line_feeds() {
    assert_eq!(
        summary("title,text\na,b\rc,\"d\"\r\r\ne,\"f\rg\"\n"),
        ["1 a: b", "2 c: d", "3 e: f\ng"]
    );
}

#[test]
fn names_of_columns_among_rows_are_told_and_skipped() {
    let table = "title,date,text\nFerry,2021-01-19,Back\n";
    assert_eq!(
        summary(&table.repeat(2)),
        ["1 Ferry: Back", "2 (not-an-article)", "3 Ferry: Back"]
    );
}

#[test]
fn the_day_of_saving_of_instapaper_is_no_date() {
    let items = read_with(
        "",
        b"URL,Title,Selection,Folder,Timestamp\nhttps://n.example/1,Ferry,,Unread,1678266000\n",
    );
    let [Ok(article)] = items.as_slice() else {
        panic!("{items:?}");
    };
    assert_eq!((&*article.headline, article.published), ("Ferry", None));
}

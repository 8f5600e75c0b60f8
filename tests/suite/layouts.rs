//! Layouts of `sample-corpus`: each part is indexed in the right field.

use crate::harness::{Archive, sample_corpus};

#[test]
fn a_news_site_s_dump_is_read_field_by_field() {
    let archive = Archive::of(&[(
        "kayhan.txt",
        "paper.example\r\n\r\nNews ID: 86685\r\nPublish Date\u{a0}: 19 January 2021 - 22:00\r\n\
         Views : 123\r\n\r\nBloc Confirms Commitment\r\nto U.S. Troops Pullout\r\n\r\n\r\n\
         BAGHDAD\u{a0}(Dispatches) – The bloc has confirmed.\r\nScore: 3-1\r\nMore.\r\n",
    )]);
    archive.index();
    let json = archive
        .run(&["show", "id:86685", "--format", "json"])
        .exits(0)
        .json();
    for (key, expected) in [
        (
            "headline",
            "Bloc Confirms Commitment to U.S. Troops Pullout",
        ),
        ("published", "2021-01-19T22:00"),
        ("precision", "minute"),
        ("published_from", "metadata-line"),
        ("place", "Baghdad"),
        ("agency", "Dispatches"),
        ("source", "paper.example"),
    ] {
        assert_eq!(json[key], expected, "{key} of {json}");
    }
    let body = json["body"].as_str().unwrap();
    assert!(
        body.contains("Views : 123"),
        "unknown lines are kept: {body}"
    );
    assert!(body.contains("\nScore: 3-1\nMore."), "{body}");
}

#[test]
fn every_article_of_the_corpus_has_a_headline_and_all_but_two_a_date() {
    let archive = sample_corpus();
    archive.index();
    let ran = archive
        .run(&["search", "-path:odd*", "-n", "1000", "--format", "jsonl"])
        .exits(0);
    let mut undated = 0;
    let mut count = 0;
    for line in ran.stdout().lines() {
        let hit: serde_json::Value = serde_json::from_str(line).unwrap();
        let path = hit["path"].as_str().unwrap();
        if path.starts_with("odd/") || path.starts_with("formats/") {
            continue;
        }
        count += 1;
        let headline = hit["headline"].as_str().unwrap();
        assert!(
            (10..160).contains(&headline.chars().count()),
            "{path}: {headline:?}"
        );
        undated += usize::from(hit["published"].is_null());
        if path.starts_with("text/dump") {
            // A word with a number is not taken for a place: `ARKALYK-2 —`.
            let numbered = path.ends_with("garrison-town-after-soldiers.txt");
            assert_eq!(hit["place"].is_null(), numbered, "the place of {path}");
            assert!(!hit["source"].is_null(), "{path} has no source");
        }
    }
    assert_eq!((count, undated), (92, 2));
}

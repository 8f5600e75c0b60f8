//! Which line is the headline, with and without metadata.
//!
//! Kickers, captions and lead sentences look like headlines, and are none.

use super::{date, read};

#[test]
fn a_text_without_metadata_is_headline_and_body() {
    #[rustfmt::skip]
    let table = [
        ("Ferry returns\n\nIt is back.\nSo are we.\n\nMore.", "Ferry returns", "It is back.\nSo are we.\n\nMore."),
        ("Ferry returns after\na winter of storms\n\nIt is back.", "Ferry returns after a winter of storms", "It is back."),
        ("Ferry returns\nIt is back.\nSo are we.", "Ferry returns", "It is back.\nSo are we."),
        ("Ferry returns\nIt is back.\n\nSo are we.", "Ferry returns", "It is back.\n\nSo are we."),
        ("Iraq: troops leave\n\nThey left.", "Iraq: troops leave", "They left."),
        ("Analysis: what the vote means\n\nMuch.", "Analysis: what the vote means", "Much."),
        ("Source: troops to leave\n\nThey leave soon.", "Source: troops to leave", "They leave soon."),
        ("PARIS: A city waits\n\nIt waits.", "PARIS: A city waits", "It waits."),
        ("Ferry returns", "Ferry returns", ""),
        ("The council of Norvik met on Mon-\nday and said\nnothing.", "", "The council of Norvik met on Mon-\nday and said\nnothing."),
        ("ferry returns\nit is back after a storm\nand more", "ferry returns", "it is back after a storm\nand more"),
        ("FERRY RETURNS\nafter a winter of storms\nIt is", "FERRY RETURNS", "after a winter of storms\nIt is"),
        ("of the ferry, said the captain, who\nhad seen the storm come up\nfrom the sound. He left.", "",
         "of the ferry, said the captain, who\nhad seen the storm come up\nfrom the sound. He left."),
        ("LONDON (AP) — It rains.\n\nStill.", "", "LONDON (AP) — It rains.\n\nStill."),
        ("Ferry returns\n\nFirst.\n\nDate: 3 May 2020\nSource: a clerk\n\nLast.",
         "Ferry returns", "First.\n\nDate: 3 May 2020\nSource: a clerk\n\nLast."),
        ("Ferry returns\n\nHome: 3\nAway: 1\nDate: yes\n\nThat was it\n\nLast.",
         "Ferry returns", "Home: 3\nAway: 1\nDate: yes\n\nThat was it\n\nLast."),
    ];
    for (text, headline, body) in table {
        let article = read(text);
        assert_eq!(
            (&*article.headline, &*article.body),
            (headline, body),
            "{text:?}"
        );
        assert_eq!(article.published, None, "{text:?}");
    }
    let long = "word ".repeat(60);
    assert_eq!(read(&long).headline, "");
    assert_eq!(read(&long).body, long.trim());
}

#[test]
fn a_headline_may_look_like_a_label_above_date_and_byline() {
    for (headline, rest) in [
        ("Date: a night to remember", "19 January 2021\n\n"),
        (
            "Date: a night to remember",
            "By Ann Lee\n19 January 2021\n\n",
        ),
        (
            "Updated: the rules of the harbour",
            "By Ann Lee\n\n19 January 2021\n\n",
        ),
        (
            "Place: the final frontier of Norvik",
            "By Ann Lee\n19 January 2021\n\n",
        ),
        ("Source: troops to leave the harbour", "19 January 2021\n\n"),
        (
            "Language: a new battlefield",
            "By Ann Lee\n19 January 2021\n\n",
        ),
        ("Time: once upon the harbour", "19 January 2021\n\n"),
    ] {
        for gap in ["\n", "\n\n"] {
            let text =
                format!("{headline}{gap}{rest}The ferry is back at the quay today.\n\nAll cheer.");
            let article = read(&text);
            assert_eq!(article.headline, headline, "{text}");
            assert_eq!(date(&article).as_deref(), Some("2021-01-19"), "{text}");
            assert_eq!(
                article.body, "The ferry is back at the quay today.\n\nAll cheer.",
                "{text}"
            );
            assert_eq!((article.place, article.source), (None, None), "{text}");
        }
    }
    let text = "Place: Port Marlow Harbour\nBy Ann Lee\n19 January 2021\n\nThe ferry is back at the quay today.\n\nAll cheer.";
    assert_eq!(read(text).place.as_deref(), Some("Port Marlow Harbour"));
}

#[test]
fn a_headline_or_a_sites_name_may_be_above_the_metadata() {
    let metadata = "Date: 19 January 2021\nBy: Ann Lee\n";
    for (text, source, headline) in [
        (format!("Ferry returns\n\n{metadata}\nIt is back.\n\nAll cheer."), None, "Ferry returns"),
        (format!("Ferry: it returns\n{metadata}\nIt is back.\n\nAll cheer."), None, "Ferry: it returns"),
        (format!("{metadata}Ferry: it returns\n\nIt is back.\n\nAll cheer."), None, "Ferry: it returns"),
        (
            format!("Harbour Post\n\n{metadata}\nFerry returns\n\nIt is back.\n\nAll cheer."),
            Some("Harbour Post"),
            "Ferry returns",
        ),
        (
            "harbour.example\n\nFerry returns\n\nBy Ann Lee\n19 January 2021\n\nIt is back.\n\nAll cheer.".to_owned(),
            Some("harbour.example"),
            "Ferry returns",
        ),
        (
            "Ferry returns\nBy Ann Lee\n19 January 2021\n\nIt is back.\n\nAll cheer.".to_owned(),
            None,
            "Ferry returns",
        ),
    ] {
        let article = read(&text);
        assert_eq!(article.headline, headline, "{text}");
        assert_eq!(article.source.as_deref(), source, "{text}");
        assert_eq!(date(&article).as_deref(), Some("2021-01-19"), "{text}");
        assert_eq!(article.bylines, ["Ann Lee"], "{text}");
        assert!(article.body.ends_with("It is back.\n\nAll cheer."), "{text}");
    }
}

#[test]
fn a_headline_with_a_colon_or_above_a_caption_stays_the_headline() {
    let body = "The council voted on Tuesday to close both bridges.\n\nWork begins in March.";
    for (above, headline, below) in [
        (
            "OPINION: The land mine under the bridge\n\nDate: 2019-10-01\n\nANALYSIS/OPINION:",
            "OPINION: The land mine under the bridge",
            "ANALYSIS/OPINION:\n\n",
        ),
        (
            "The land mine under the bridge\n\nDate: 2019-10-01\n\nStory highlights for a reader",
            "The land mine under the bridge",
            "Story highlights for a reader\n\n",
        ),
        (
            "The Land Mine Under the Bridge\n\nDate: 2019-10-01\n\nPhoto by Ann Lee",
            "The Land Mine Under the Bridge",
            "Photo by Ann Lee\n\n",
        ),
        (
            "Source: council to close both bridges\n\nDate: 2019-10-01",
            "Source: council to close both bridges",
            "",
        ),
        (
            "分析：市政府将关闭北部两座大桥\n\n日期：2019-10-01",
            "分析：市政府将关闭北部两座大桥",
            "",
        ),
        (
            "Bridges and Roads: News From the Council\nDate: 2019-10-01\n\nWhat is known so far",
            "Bridges and Roads: News From the Council",
            "What is known so far\n\n",
        ),
        (
            "The bridge closes\nPhoto: Ann Lee\n\n2019-10-01",
            "The bridge closes",
            "Photo: Ann Lee\n\n",
        ),
        (
            "19 January 2021\n\nThe bridge closes",
            "The bridge closes",
            "",
        ),
    ] {
        let article = read(&format!("{above}\n\n{body}"));
        assert_eq!(article.headline, headline, "{above}");
        assert_eq!(article.body, format!("{below}{body}"), "{above}");
    }
    let long = format!("{}bridge", "A headline of many words about a ".repeat(10));
    let article = read(&format!("{long}\n\nDate: 2019-10-01\n\n{body}"));
    assert_eq!(article.headline, long);
    assert_eq!(read(&format!("{long}\n\n{body}")).headline, long);
}

#[test]
fn a_lead_sentence_is_no_headline() {
    for lead in [
        "The executive said Friday in an interview that he is comfortable with the forecast.",
        "“We are comfortable with that forecast for the year,” the executive said on Friday.",
        "The executive said Friday in an interview that he knows “the forecast for the year.”",
        "市政府周一宣布关闭北部两座大桥进行维修，工程将持续到秋天。",
    ] {
        for gap in ["\n", "\n\n"] {
            let text = format!("{lead}{gap}He told the agency.");
            let article = read(&text);
            assert_eq!((&*article.headline, &*article.body), ("", &*text));
        }
    }
}

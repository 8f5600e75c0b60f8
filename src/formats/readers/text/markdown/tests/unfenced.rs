//! Metadata without lines around it, as site generators write it.
//!
//! Texts that only look like it keep all their lines.

use super::read_one;

const BODY: &str = "The harbour board bought two cranes: one for each quay.";

#[test]
fn metadata_of_each_generator_is_read() {
    for matter in [
        "Title: Cranes bought\nDate: 2021-01-19 10:30\nAuthor: Ann Lee\nTags: a, b\n\n",
        "Title:   Cranes bought  \nAuthor:  Ann Lee\nTags:\ta, b\nDate:\t2021-01-19 10:30\n\n# Cranes bought\n\n",
        "title: Cranes\n    bought\ndate: 2021-01-19 10:30\nauthor: Ann Lee\ntags: a, b\n\n",
        "title: Cranes bought\ndate: 2021-01-19 10:30:00\nauthor: Ann Lee\ntags:\n- a\n- b\n---\n",
        "<!--\n.. title: Cranes bought\n.. slug: x\n.. author: Ann Lee\n.. tags: a, b\n.. date: 2021-01-19 10:30\n-->\n\n",
    ] {
        let article = read_one(&format!("{matter}{BODY}\n"));
        assert_eq!(article.headline, "Cranes bought", "{matter}");
        assert_eq!(article.body, BODY, "{matter}");
        assert_eq!(article.bylines, ["Ann Lee"], "{matter}");
        assert_eq!(article.keywords, ["a", "b"], "{matter}");
        let date = article.published.unwrap().to_string();
        assert!(date.starts_with("2021-01-19T10:30"), "{matter}: {date}");
    }
}

#[test]
fn the_lines_of_pandoc_are_title_authors_and_date() {
    for (matter, headline, bylines, date) in [
        (
            "% Cranes\n  bought\n% Ann Lee; Bo Ek\n% 19 January 2021\n\n",
            "Cranes bought",
            &["Ann Lee", "Bo Ek"][..],
            Some("2021-01-19"),
        ),
        (
            "% Cranes bought\n%\n% 19 January 2021\n\n",
            "Cranes bought",
            &[],
            Some("2021-01-19"),
        ),
        ("% Cranes bought\n\n", "Cranes bought", &[], None),
    ] {
        let article = read_one(&format!("{matter}{BODY}\n"));
        assert_eq!(article.headline, headline, "{matter}");
        assert_eq!(article.body, BODY, "{matter}");
        assert_eq!(article.bylines, bylines, "{matter}");
        let published = article.published.map(|date| date.to_string());
        assert_eq!(published.as_deref(), date, "{matter}");
    }
}

#[test]
fn texts_that_look_like_metadata_keep_their_lines() {
    for text in [
        "Note: the quay is closed.\nWarning: it rains.\n\nMore.",
        "Title: Cranes\nand a line of text\n\nMore.",
        "Title: Cranes\n---\nA heading of one line and more.",
        "Some: words\nOther: words\n---\nMore.",
        "% one\ntext\n\nMore.",
        "% 1\n% 2\n% 3\n% 4\n\nMore.",
        "Time: flies\n\nMore.",
    ] {
        let article = read_one(text);
        let all = format!("{} {}", article.headline, article.body);
        for word in text
            .split(|c: char| !c.is_alphanumeric())
            .filter(|it| !it.is_empty())
        {
            assert!(all.contains(word), "{word} of {text}: {all}");
        }
    }
}

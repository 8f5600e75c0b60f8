//! The query language on an index. No query text makes a search fail.

use crate::docs::check_section;
use crate::harness::{Archive, answer, found, request, terms};
use dateline::query::SortOrder;
use dateline::query::ask::QUERY_LANGUAGE;
use proptest::prelude::*;
use std::fs;
use std::sync::LazyLock;

const FILES: [(&str, &str); 7] = [
    (
        "pullout.txt",
        "Iraqi Bloc Wants Pullout\n\nBAGHDAD (Dispatches) – The al-Fatih bloc wants U.S. troops out. Iraq’s Sha’abi men agree.\n",
    ),
    (
        "syria.txt",
        "Foreign troops in Syria\n\nDAMASCUS — Foreign troops stay, the withdrawal of F-16 jets is off.\n",
    ),
    (
        "covid.txt",
        "COVID-19 vaccine arrives\n\nThe first COVID-19 vaccine doses arrived in São Paulo.\n",
    ),
    (
        "covid2.txt",
        "Vaccine news\n\nA COVID19 vaccine and a COVID 19 test.\n",
    ),
    (
        "us.txt",
        "US and UN talks\n\nThe US met the UN at 5 a.m. in Łódź. C++ was not discussed.\n",
    ),
    (
        "meta.txt",
        "Date: 2020-05-01\nByline: By Ana Peña\nSection: Sport\nKeywords: rowing, river\nLanguage: EN\nURL: https://paper.example/rowing/1\n\nOars out\n\nThe eight won.\n",
    ),
    (
        "negotiations.txt",
        "Talks\n\nNegotiators negotiated in negotiations.\n",
    ),
];

static ARCHIVE: LazyLock<Archive> = LazyLock::new(|| {
    let archive = Archive::of(&FILES);
    archive.index();
    archive
});

#[track_caller]
fn finds(query: &str, expected: &[&str]) {
    let mut paths = found(&ARCHIVE.generation(), query);
    paths.sort();
    let mut expected: Vec<_> = expected.iter().map(|name| format!("{name}.txt")).collect();
    expected.sort();
    assert_eq!(paths, expected, "{query}");
}

#[test]
fn a_pattern_that_fits_too_many_words_says_so() {
    let letters: Vec<char> = "bcdfghjkmnp".chars().collect();
    let letter = |number: usize| letters[number % letters.len()];
    let word = |number| [letter(number), letter(number / 11), letter(number / 121)];
    let words = (0..1_200).map(|number| format!("zq{}", String::from_iter(word(number))));
    let words: Vec<String> = words.collect();
    let archive = Archive::of(&[("many.txt", &format!("Many\n\n{}\n", words.join(" ")))]);
    archive.index();
    let generation = archive.generation();
    let page = answer(&generation, &request(&generation, "*q*"));
    assert_eq!(page.total, 1);
    let note = "up to 1200 words are like `*q*`: only the 1000 most frequent are searched for";
    assert_eq!(page.notes, [note]);
    let note = format!("note: {note}");
    archive.run(&["export", "*q*"]).exits(0).says(&note);
    fs::write(archive.beside("queries.tsv"), "1\t*q*\n").unwrap();
    let many = ["search", "--queries", "../queries.tsv", "--format", "jsonl"];
    let ran = archive.run(&many).exits(0);
    assert!(
        ran.stderr().contains("1000 most frequent"),
        "{}",
        ran.stderr()
    );
}

#[test]
fn each_form_of_the_query_language_finds_its_articles() {
    for (query, expected) in [
        ("pullout syria", &["pullout", "syria"][..]),
        ("\"foreign troops\"", &["syria"]),
        ("\"troops foreign\"", &[]),
        ("troops -syria", &["pullout"]),
        ("troops NOT syria", &["pullout"]),
        ("troops AND iraq", &["pullout"]),
        ("iraq OR syria", &["pullout", "syria"]),
        ("(iraq OR syria) AND foreign", &["syria"]),
        ("+troops zeppelin", &["pullout", "syria"]),
        ("headline:pullout", &["pullout"]),
        ("headline:iraqi", &["pullout"]),
        ("body:pullout", &[]),
        ("headline:\"foreign troops\"", &["syria"]),
        ("place:baghdad", &["pullout"]),
        ("place:baghdad vaccine", &["pullout"]),
        ("agency:dispatches", &["pullout"]),
        ("author:peña", &["meta"]),
        ("byline:\"ana pena\"", &["meta"]),
        ("section:sport", &["meta"]),
        ("keywords:river", &["meta"]),
        ("river", &["meta"]),
        ("language:en", &["meta", "syria", "us"]),
        ("language:EN", &["meta", "syria", "us"]),
        ("url:paper.example", &["meta"]),
        ("path:meta.txt", &["meta"]),
        ("path:meta", &["meta"]),
        ("path:met", &[]),
        ("path:covid*", &["covid", "covid2"]),
        ("path:cov*", &["covid", "covid2"]),
        ("vacc*", &["covid", "covid2"]),
        ("negotiat*", &["negotiations"]),
        ("withdrawa*", &["syria"]),
        ("headline:vacc*", &["covid", "covid2"]),
        ("\"foreign jets\"~9", &["syria"]),
        ("\"jets foreign\"~12", &["syria"]),
        ("\"foreign jets\"~2", &[]),
        ("-troops -vaccine -talks", &["meta"]),
        ("zeppelin", &[]),
    ] {
        finds(query, expected);
    }
}

#[test]
fn all_spellings_of_a_word_are_found_also_in_phrases() {
    for (query, expected) in [
        ("\"US troops\"", &["pullout"][..]),
        ("\"U.S. troops\"", &["pullout"]),
        ("\"the us met the u.n.\"", &["us"]),
        ("\"iraq shaabi men\"", &["pullout"]),
        ("Sha'abi", &["pullout"]),
        ("\"al-Fatih bloc\"", &["pullout"]),
        ("\"al fatih bloc\"", &["pullout"]),
        ("\"alfatih bloc\"", &["pullout"]),
        ("fatih", &["pullout"]),
        ("\"the al-Fatih\"", &["pullout"]),
        ("COVID-19", &["covid", "covid2"]),
        ("\"COVID-19 vaccine\"", &["covid", "covid2"]),
        ("\"covid19 vaccine\"", &["covid", "covid2"]),
        ("\"covid 19 test\"", &["covid2"]),
        ("F-16", &["syria"]),
        ("F16", &["syria"]),
        ("-F-16 foreign", &[]),
        ("lodz", &["us"]),
        ("\"sao paulo\"", &["covid"]),
        ("5 am", &["us"]),
    ] {
        finds(query, expected);
    }
}

#[test]
fn odd_queries_are_answered_with_a_note() {
    let archive = &*ARCHIVE;
    for (query, code, note) in [
        ("\"foreign troops", 0, "quote"),
        (":", 0, "the query has no words"),
        ("(", 0, "the query has no words"),
        ("foo:troops", 1, "foo"),
        ("troops AND", 0, "AND"),
        ("((((troops", 0, "`(` is not closed"),
        ("* troops", 0, "`*` needs a letter"),
    ] {
        archive
            .run(&["search", query])
            .exits(code)
            .says("note")
            .says(note);
    }
    for query in [
        "C++",
        "https://paper.example/rowing/1",
        "🙂",
        "e-mail@example.org",
        "\"\"",
        "-",
        "^~`$",
    ] {
        let ran = archive.run(&["search", "--", query]);
        assert!(
            ran.explained().contains("exit Some(0)") || ran.explained().contains("exit Some(1)"),
            "{}",
            ran.explained()
        );
    }
}

#[test]
fn operators_in_lower_case_are_words() {
    assert_eq!(terms("U.S."), terms("US"));
    finds("and or not", &found_with_words());
}

/// The files with the words `and`, `or` or `not`.
fn found_with_words() -> Vec<&'static str> {
    vec!["covid2", "us"]
}

#[test]
fn a_query_with_one_word_many_times_is_answered_quickly() {
    let archive = &*ARCHIVE;
    let query = "the ".repeat(5_000);
    let began = std::time::Instant::now();
    archive.run(&["search", &query]).exits(0).says("1024 words");
    // It took 90 seconds when equal words were marked repeatedly. The limit is far from both.
    assert!(began.elapsed().as_secs() < 20);
}

#[cfg(unix)]
#[test]
fn a_query_that_is_not_unicode_is_answered() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let odd = OsStr::from_bytes(b"tro\xffops");
    let ran = ARCHIVE.run(&[OsStr::new("search"), odd, OsStr::new("troops")]);
    assert!(ran.exits(0).stdout().contains("syria.txt"));
}

#[test]
fn an_index_without_articles_does_not_cause_notes_about_words() {
    let archive = Archive::of(&[("empty.txt", "")]);
    archive.index();
    let said = archive.run(&["search", "troops"]).exits(1).stderr();
    assert!(said.contains("no article matches"), "{said}");
    assert!(!said.contains("no letter or digit"), "{said}");
    let said = ARCHIVE.run(&["search", "troops", "+++"]).exits(0).stderr();
    assert!(said.contains("`+++` has no letter or digit"), "{said}");
}

#[test]
fn messages_repeat_wrong_arguments_without_control_characters() {
    let ran = ARCHIVE
        .run(&["search", "--sort", "\u{202e}\u{9b}31mX", "a"])
        .exits(2);
    let raw = ran
        .stderr()
        .chars()
        .find(|c| (c.is_control() && *c != '\n') || *c == '\u{202e}');
    assert_eq!(raw, None, "{}", ran.explained());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]
    #[test]
    fn no_query_text_makes_a_search_fail(
        text in prop_oneof![
            "\\PC{0,40}",
            "([a-z]{1,6}|AND|OR|NOT|[():\"~*+^-]|headline:|place:|path:|language:|[0-9]{1,3}| ){0,25}",
            "(\"[a-z -]{0,12}\"(~[0-9]{1,3})?|[a-z]+-[a-z]+\\*?| |-|\\+|\\(|\\)|OR){0,12}",
        ],
        newest in any::<bool>(),
    ) {
        let generation = ARCHIVE.generation();
        let mut asked = request(&generation, &text);
        if newest {
            asked.sort = SortOrder::Newest;
        }
        let page = answer(&generation, &asked);
        prop_assert!(page.hits.len() as u64 <= page.total);
        prop_assert!(page.total <= FILES.len() as u64);
        // With a large enough limit every match is on the page.
        asked.limit = 100;
        prop_assert_eq!(answer(&generation, &asked).hits.len() as u64, page.total);
    }
}

#[test]
fn a_phrase_that_no_article_has_can_be_excluded() {
    let generation = ARCHIVE.generation();
    let all = answer(&generation, &request(&generation, "-zzyzx")).total;
    for text in [
        "-AND+AND",
        "-\"and and\"",
        "-\"the zzyzx\"",
        "-(zzyzx OR \"a b c\")",
    ] {
        for sort in [SortOrder::Relevance, SortOrder::Newest] {
            let mut asked = request(&generation, text);
            asked.sort = sort;
            assert_eq!(answer(&generation, &asked).total, all, "{text}");
        }
    }
}

#[test]
fn a_language_is_found_if_declared_or_detected() {
    let archive = Archive::of(&[
        ("declared.txt", "Language: fa-IR\n\nNews\n\nBody.\n"),
        (
            "detected.txt",
            "خروج نیروهای خارجی از کشور\n\nنمایندگان مجلس روز دوشنبه به خروج همه نیروهای خارجی از کشور رای دادند.\n",
        ),
        (
            "other.txt",
            "Language: fas-x\n\nNews of the day\n\nIt was the talk of the town.\n",
        ),
        (
            "english.txt",
            "News of the day\n\nIt was the talk of the town, and that was that.\n",
        ),
    ]);
    archive.index();
    let generation = archive.generation();
    for (query, expected) in [
        (
            "language:fa",
            &["declared.txt", "detected.txt", "other.txt"][..],
        ),
        ("language:fa-ir", &["declared.txt"]),
        ("language:en", &["english.txt"]),
        ("language:f", &[]),
    ] {
        let mut paths = found(&generation, query);
        paths.sort();
        assert_eq!(paths, expected, "{query}");
    }
}

#[test]
fn the_docs_list_the_query_language() {
    let mut table = String::from("| typed | meaning |\n|---|---|\n");
    for row in QUERY_LANGUAGE {
        let typed: Vec<_> = row.typed.iter().map(|own| format!("`{own}`")).collect();
        let line = format!("| {} | {} |\n", typed.join(", "), row.meaning);
        table.push_str(&line);
    }
    check_section("docs/query.md", "language", &table);
}

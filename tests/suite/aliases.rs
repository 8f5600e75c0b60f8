//! Synonyms: what they find, in which order, and how they are reported.

use crate::harness::{Archive, answer_with, request};
use dateline::query::{SearchPage, Synonyms};
use std::sync::LazyLock;

const FILES: [(&str, &str); 6] = [
    (
        "letters.txt",
        "Bases\n\nThe U.S. closed a base, and the men went home by ship.\n",
    ),
    (
        "words.txt",
        "Bases\n\nThe United States closed a base, and the men went home.\n",
    ),
    (
        "states.txt",
        "Fees\n\nTwo states agreed on a fee for the river.\n",
    ),
    (
        "group.txt",
        "Raid\n\nFighters of Islamic State held the town for a night.\n",
    ),
    (
        "daesh.txt",
        "Raid\n\nFighters of Daesh held the town for a night.\n",
    ),
    ("town.txt", "Town\n\nThe town held a fair for a night.\n"),
];

static ARCHIVE: LazyLock<Archive> = LazyLock::new(|| {
    let archive = Archive::of(&FILES);
    archive.index();
    archive
});

fn page(query: &str, aliases: &Synonyms) -> SearchPage {
    let generation = ARCHIVE.generation();
    answer_with(&generation, &request(&generation, query), aliases)
}

fn found(query: &str, aliases: &Synonyms) -> Vec<String> {
    let hits = page(query, aliases).hits.into_iter();
    hits.map(|hit| hit.article.origin.to_string().replace(".txt", ""))
        .collect()
}

#[test]
fn synonyms_are_found_after_the_typed_name() {
    let aliases = Synonyms::news_english();
    for (query, expected) in [
        ("US", &["letters", "words"][..]),
        ("U.S.", &["letters", "words"]),
        ("United States", &["words", "letters", "states", "group"]),
        ("+US", &["letters", "words"]),
        ("Daesh", &["daesh", "group"]),
        ("Islamic State", &["group", "daesh", "states", "words"]),
        ("isis", &["daesh", "group"]),
        ("body:Daesh", &["daesh", "group"]),
        ("headline:Daesh", &[]),
        ("Daesh AND town", &["daesh", "group"]),
    ] {
        assert_eq!(found(query, &aliases), expected, "{query}");
    }
}

#[test]
fn phrases_prefixes_and_exclusions_have_no_synonyms() {
    let aliases = Synonyms::news_english();
    for query in [
        "us",
        "\"US\"",
        "\"United States\"",
        "\"States United\"~5",
        "Daes*",
        "town -Daesh",
        "town NOT Daesh",
        "town AND NOT Daesh",
        "town -US",
        "path:US",
    ] {
        assert_eq!(
            found(query, &aliases),
            found(query, &Synonyms::default()),
            "{query}"
        );
        assert_eq!(page(query, &aliases).notes, [""; 0], "{query}");
    }
}

#[test]
fn an_article_with_the_short_name_counts_as_having_all_words_of_the_long_one() {
    let aliases = Synonyms::news_english();
    let found = found("United States ship", &aliases);
    assert_eq!(found[0], "letters", "both, against `words` without a ship");
}

#[test]
fn synonyms_are_highlighted_in_passages() {
    let page = page("United States", &Synonyms::news_english());
    let letters = &page.hits[1];
    let passage = &letters.passages[0];
    let marked: Vec<_> = passage
        .matches
        .iter()
        .map(|range| &passage.text[range.clone()])
        .collect();
    assert_eq!(marked, ["U.S."]);
}

#[test]
fn a_search_reports_its_synonyms() {
    let archive = &*ARCHIVE;
    let ran = archive.run(&["search", "US", "bases"]).exits(0);
    assert_eq!(ran.stderr(), "note: `US` also finds United States, USA\n");
    let json = archive
        .run(&["search", "US", "bases", "--format", "json"])
        .exits(0)
        .json();
    assert_eq!(json["query"], "US bases");
    assert_eq!(json["notes"][0], "`US` also finds United States, USA");
    let ran = archive
        .run(&["search", "US", "bases", "--no-aliases"])
        .exits(0);
    assert_eq!(ran.stderr(), "");
}

#[test]
fn synonym_files_add_to_the_built_in_set_or_replace_it() {
    let archive = &*ARCHIVE;
    let names = archive.beside("names.txt");
    std::fs::write(&names, "# ours\nfair, raid\n").unwrap();
    let names = names.to_str().unwrap();
    let paths = |options: &[&str]| {
        let search = ["search", "fair", "--format", "paths", "--aliases", names];
        let ran = archive.run(&[&search[..], options].concat()).exits(0);
        (ran.stdout().lines().count(), ran.stderr())
    };
    let fair = "note: `fair` also finds raid\n";
    assert_eq!(paths(&[]), (3, fair.to_owned()));
    let both = [fair, "note: `US` also finds United States, USA\n"].concat();
    assert_eq!(paths(&["US"]), (5, both));
    assert_eq!(paths(&["US", "--no-aliases"]), (4, fair.to_owned()));
}

#[test]
fn a_synonym_file_names_its_language() {
    let archive = Archive::of(&[
        (
            "deal.txt",
            "توافق هسته ای\n\nبرجام پس از مذاکرات طولانی در شهر وین امضا شد و وزیران خارجه از آن استقبال کردند.\n",
        ),
        (
            "weather.txt",
            "هوای تهران\n\nبارش باران در تهران تا پایان هفته ادامه دارد و دمای هوا کاهش می یابد.\n",
        ),
        (
            "english.txt",
            "Dockers strike\n\nThe dockers of the harbour walked out on Tuesday, and the ships wait.\n",
        ),
    ]);
    archive.index();
    let names = archive.beside("names.txt");
    std::fs::write(
        &names,
        "longshoremen, dockers\nlanguage: Persian\nقرارداد, برجام\nlanguage: French\nvessel, ships\n",
    )
    .unwrap();
    let names = names.to_str().unwrap();
    let paths = |query: &str| {
        let search = ["search", query, "--format", "paths", "--aliases", names];
        archive.run(&search).stdout()
    };
    assert_eq!(paths("قراردادها").trim_end(), "deal.txt");
    assert_eq!(paths("longshoreman").trim_end(), "english.txt");
    // No article is French.
    assert_eq!(paths("vessel"), "");
}

#[test]
fn an_invalid_synonym_file_is_an_error() {
    let archive = &*ARCHIVE;
    let broken = archive.beside("broken.txt");
    std::fs::write(&broken, "US, United States\nUK\n").unwrap();
    archive
        .run(&["search", "US", "--aliases", broken.to_str().unwrap()])
        .exits(2)
        .says("broken.txt, line 2: `UK` is the only name in its group")
        .says("hint: write one group of synonyms per line");
    archive
        .run(&["search", "US", "--aliases", "nowhere.txt"])
        .exits(2)
        .says("cannot read the alias file nowhere.txt");
}

#[test]
fn names_in_scripts_without_spaces_have_synonyms() {
    let archive = Archive::of(&[
        (
            "daesh.txt",
            "武装人员\n\n达伊沙武装人员昨天占领了这座城市，当地居民纷纷逃往南部的省份避难。\n",
        ),
        (
            "weather.txt",
            "天气预报\n\n北京今天下雨，气温下降，交通部门提醒市民出行注意安全，避免拥堵。\n",
        ),
        (
            "tokyo.txt",
            "都の会議\n\n東京都庁で開かれた会議では、来年度の予算について話し合いが行われました。\n",
        ),
    ]);
    archive.index();
    let names = archive.beside("han.txt");
    std::fs::write(
        &names,
        "language: Chinese\n伊斯兰国, 达伊沙\nlanguage: Japanese\n首都, 東京\n",
    )
    .unwrap();
    let names = names.to_str().unwrap();
    let found = archive.run(&[
        "search",
        "伊斯兰国",
        "--aliases",
        names,
        "--format",
        "paths",
    ]);
    assert_eq!(found.stdout().trim_end(), "daesh.txt");
    found.says("`伊斯兰 国` also finds 达伊沙");
    // As a traditional text writes it.
    let found = archive.run(&[
        "search",
        "伊斯蘭國",
        "--aliases",
        names,
        "--format",
        "paths",
    ]);
    assert_eq!(found.stdout().trim_end(), "daesh.txt");
    archive
        .run(&["search", "伊斯兰国", "--no-aliases"])
        .exits(1);
}

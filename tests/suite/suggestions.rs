//! What the program suggests where a search found nothing, or little.

use crate::harness::Archive;
use dateline::query::ask::Ask;
use std::process::Command;
use std::sync::LazyLock;

static ARCHIVE: LazyLock<Archive> = LazyLock::new(|| {
    let mut files: Vec<(String, String)> = (0..70)
        .map(|number| {
            let body = format!("Troops started their withdrawals on day {number}.");
            let text = format!("Date: 2021-01-{:02}\n\nReport\n\n{body}\n", number % 28 + 1);
            (format!("report-{number}.txt"), text)
        })
        .collect();
    files.push((
        "typo.txt".to_owned(),
        "Report\n\nA trops report on Sunday.\n".to_owned(),
    ));
    files.push((
        "held.jsonl".to_owned(),
        "{\"headline\":\"Secret\",\"body\":\"A zeppelin.\",\"pubstatus\":\"withheld\"}\n"
            .to_owned(),
    ));
    let files: Vec<_> = files
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_str()))
        .collect();
    let archive = Archive::of(&files);
    archive.index();
    archive
});

/// The suggestions as `kind query total`.
fn suggested(arguments: &[&str]) -> Vec<String> {
    let ran = ARCHIVE.run(&[&["search", "--format", "json"], arguments].concat());
    let json = ran.json();
    let suggestions = json["suggestions"].as_array().unwrap().iter();
    suggestions
        .map(|own| {
            let text = |key: &str| own[key].as_str().unwrap().to_owned();
            format!("{} {} {}", text("kind"), text("query"), own["total"])
        })
        .collect()
}

#[test]
fn words_of_the_index_are_suggested_for_misspelled_ones() {
    for (query, expected) in [
        ("withdrawels", &["spelling withdrawals 70"][..]),
        (
            "+troosp +withdrawals",
            &[
                "spelling +troops +withdrawals 70",
                "without-word +withdrawals 70",
            ],
        ),
        ("\"troosp started\"", &["spelling \"troops started\" 70"]),
        ("headline:reprot", &["spelling headline:report 71"]),
        // The name of a field.
        ("headlin:report", &["spelling headline:report 71"]),
        ("sinc:2021-01-28", &["spelling since:2021-01-28 2"]),
        ("troopsstarted", &["spelling \"troops started\" 70"]),
        ("eithdrawals", &["spelling withdrawals 70"]),
        // A stem is no word.
        ("withdraw", &[]),
        ("xyzzyxyzzy", &[]),
        ("troops", &[]),
        // Signs that stand for letters.
        ("withdrawels*", &["spelling +withdrawals 70"]),
        ("with?rawls", &["spelling +withdrawals 70"]),
        ("ithdrawals~", &["spelling +withdrawals 70"]),
        // Values of a field.
        ("format:tetx", &["spelling format:text 71"]),
        // A word and a date at once.
        ("troosp since:2030", &["spelling troops 70"]),
        // Another letter of a short word makes another word.
        ("thezr", &[]),
    ] {
        assert_eq!(suggested(&[query]), expected, "{query}");
    }
}

#[test]
fn a_rare_word_next_to_a_far_more_frequent_one_is_probably_a_typing_error() {
    assert_eq!(suggested(&["trops"]), ["spelling troops 70"]);
    assert_eq!(suggested(&["sunday"]), [""; 0]);
}

#[test]
fn each_part_that_can_be_left_out_is_counted() {
    for (arguments, expected) in [
        (
            &["+troops", "+sunday"][..],
            &["without-word +sunday 1", "without-word +troops 70"][..],
        ),
        (&["troops", "date:1999"], &["without-filter troops 70"]),
        (&["troops", "--on", "1999"], &["without-filter troops 70"]),
        (&["zzzz", "has:date"], &["without-word has:date 70"]),
        (
            &["\"withdrawals troops\""],
            &["without-quotes withdrawals AND troops 70"],
        ),
        (
            &["\"withdrawals of qqqq\""],
            &["without-quotes withdrawals of qqqq 70"],
        ),
        (
            &["headline:\"qqqq report\""],
            &["without-quotes headline:(qqqq OR report) 71"],
        ),
        (
            &["troops", "place:nowhere", "since:2030"],
            &["without-filter troops 70"],
        ),
        (
            &["troops", "-path:report*", "-trops"],
            &["without-filter troops -trops 70"],
        ),
        (&["zeppelin"], &["any-status +zeppelin is:restricted 1"]),
    ] {
        let mut found = suggested(arguments);
        found.sort();
        assert_eq!(found, expected, "{arguments:?}");
    }
}

#[test]
fn nothing_is_found_for_a_reason() {
    for (query, reason) in [
        ("zzz qqq", "no article has `zzz`, `qqq`"),
        ("\"troops zzz\"", "no article has `zzz`"),
        (
            "\"withdrawals troops\"",
            "no article has `\"withdrawals troops\"`",
        ),
        ("place:nowhere", "no article has `place:nowhere`"),
        (
            "troops since:2030",
            "no article is of `since:2030`: the articles are of 2021-01-01 to 2021-01-28",
        ),
    ] {
        ARCHIVE.run(&["search", query]).exits(1).says(reason);
    }
    for (query, reason) in [
        (
            "date:\"31 February 2021\"",
            "the calendar has no `31 February 2021`",
        ),
        (
            "troops date:31 February 2021",
            "the calendar has no `31 February 2021`",
        ),
        ("headline=report", "headline:report finds what has it there"),
        (
            "headline:report,zzz",
            "no article has `headline:report,zzz`",
        ),
    ] {
        ARCHIVE.run(&["search", query]).says(reason);
    }
    ARCHIVE
        .run(&["search", "troops,withdrawals"])
        .says("the words without commas: 70 articles");
    let held = ARCHIVE.run(&["search", "zeppelin"]).stderr();
    assert!(!held.contains("no article has"), "{held}");
}

#[test]
fn a_single_condition_can_be_left_out() {
    for query in ["tag:x", "lang:xx", "id:86686", "on:1999", "place:nowhere"] {
        let expected = "without-filter  71";
        assert_eq!(suggested(&[query]), [expected], "{query}");
    }
    ARCHIVE
        .run(&["search", "lang:xx"])
        .says("without `lang:xx`, 71 articles: dateline search ''");
}

#[test]
fn what_joined_the_words_is_named() {
    ARCHIVE
        .run(&["search", "withdrawals NEAR/1 report"])
        .says("the words without NEAR");
}

#[test]
fn a_word_of_the_articles_found_is_not_doubted() {
    assert_eq!(suggested(&["+trops +sunday"]), [""; 0]);
}

#[test]
fn every_suggested_query_can_be_typed_as_it_stands() {
    for query in [
        "+troosp +sunday date:2021",
        "\"withdrawals troosp\" -path:x",
        "zeppelin OR zeppelins",
        "\"withdrawals of qqqq\"",
        "troops place:nowhere since:2030",
        "headline:(reprot secrt)",
        "withdrawels* since:2030",
        "lang:xx",
        "(troosp^2 since:1999) NOT withdrawals",
    ] {
        let ran = ARCHIVE.run(&["search", "--format", "json", query]);
        for own in ran.json()["suggestions"].as_array().unwrap() {
            let (typed, total) = (
                own["query"].as_str().unwrap(),
                own["total"].as_u64().unwrap(),
            );
            let fields = dateline::article::fields::query_names();
            let (ask, notes) = Ask::parse(typed, &fields);
            assert_eq!((ask.to_string().as_str(), notes.len()), (typed, 0));
            let again = ARCHIVE.run(&["search", "--format", "json", typed]).json();
            assert_eq!(again["total"].as_u64(), Some(total), "{typed}");
        }
    }
}

/// The word that is there finds the articles, so their number says nothing about the other one.
#[test]
fn a_word_in_no_article_gets_a_suggestion_however_many_articles_the_others_find() {
    for (query, expected) in [
        (
            "troops withdrawels",
            &["spelling troops withdrawals 70"][..],
        ),
        (
            "withdrawels of troosp",
            &["spelling withdrawals of troops 70"],
        ),
        ("day reprot", &["spelling day report 71"]),
        // In an article, and hardly meant otherwise where others are found.
        ("day trops", &[]),
        ("day -reprot", &[]),
        ("day troops", &[]),
        ("day qqqqqq", &[]),
    ] {
        assert_eq!(suggested(&[query]), expected, "{query}");
    }
}

#[cfg(unix)]
#[test]
fn the_commands_of_hints_work_when_they_are_pasted() {
    let program = std::path::Path::new(env!("CARGO_BIN_EXE_dateline"));
    for query in [
        "withdrawels",
        "\"troosp started\"",
        "troosp -\"$(touch pwned)\"",
        "troosp -\"`touch pwned` '; touch pwned; '\"",
        "-troops +sunday +troosp",
    ] {
        let said = ARCHIVE.run(&["search", "--", query]).stderr();
        let commands = said
            .lines()
            .filter_map(|line| line.split_once("dateline search"));
        let mut count = 0;
        for (_, arguments) in commands.filter(|(before, _)| before.starts_with("hint:")) {
            let folder = program.parent().unwrap();
            let status = Command::new("sh")
                .args([
                    "-c",
                    &format!("PATH={}:$PATH dateline search{arguments}", folder.display()),
                ])
                .current_dir(ARCHIVE.folder())
                .env("DATELINE_STATE", ARCHIVE.beside("state"))
                .output()
                .unwrap();
            assert_eq!(status.status.code(), Some(0), "{arguments}\n{status:?}");
            count += 1;
        }
        assert!(count > 0, "{query}\n{said}");
        assert!(!ARCHIVE.folder().join("pwned").exists());
    }
}

#[test]
fn newer_files_are_a_reason_to_refresh() {
    let archive = Archive::of(&[("a.txt", "Troops\n\nThey left.\n")]);
    archive.index();
    let json = |archive: &Archive| {
        archive
            .run(&["search", "--format", "json", "xyzzyxyzzy"])
            .json()["suggestions"]
            .clone()
    };
    assert_eq!(json(&archive), serde_json::json!([]));
    archive.write("b.txt", "News\n\nAn xyzzyxyzzy was seen.\n");
    assert_eq!(
        json(&archive),
        serde_json::json!([{"kind": "refresh", "query": "xyzzyxyzzy", "total": 1}])
    );
    let said = archive.run(&["search", "xyzzyxyzzy"]).exits(1).stderr();
    assert!(
        said.contains("1 file of the folder is newer than the index: dateline index"),
        "{said}"
    );
}

#[test]
fn a_query_of_many_misspelled_words_is_not_tried_in_other_ways() {
    let tried = |count: usize| {
        let letter = |number: usize| char::from(b'a' + u8::try_from(number).unwrap());
        let words = (0..count).map(|at| format!("withdraw{}{}~", letter(at / 26), letter(at % 26)));
        let any = words.collect::<Vec<_>>().join(" OR ");
        suggested(&[&format!("+qqqqqq +({any})")])
    };
    let few = tried(5);
    assert!(
        few.iter().any(|own| own.starts_with("without-word")),
        "{few:?}"
    );
    assert_eq!(tried(65), [""; 0]);
}

//! Copies of one text and versions of one article: found while indexing, folded in lists of hits.

use crate::harness::{self, Archive, answer, engine};
use dateline::article::Article;
use dateline::index::Generation;
use dateline::query::{Copies, Folding, SearchHit, SearchRequest};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fmt::Write as _;

fn request(generation: &Generation, query: &str) -> SearchRequest {
    let mut request = harness::request(generation, query);
    request.folding = Folding::default();
    request
}

/// A text of its own for each number: its words and names are of no other one.
fn text(number: usize) -> String {
    let mut text = String::new();
    for paragraph in 0..4 {
        for word in 0..12 {
            let name = if word % 4 == 0 { "Place" } else { "word" };
            let _ = write!(text, "the {name}{number}x{paragraph}y{word} ");
        }
        text.push_str("ferry sails.\n");
    }
    text
}

/// The text with one of its four paragraphs left out.
fn cut(number: usize, paragraph: usize) -> String {
    let text = text(number);
    let lines = text.lines().enumerate();
    let rest: Vec<_> = lines
        .filter(|(at, _)| *at != paragraph % 4)
        .map(|(_, line)| line)
        .collect();
    rest.join("\n")
}

/// The text itself, or with one of its paragraphs left out.
fn copy_of(number: usize, copy: usize) -> String {
    match copy {
        0 => text(number),
        copy => cut(number, copy),
    }
}

fn record(id: &str, day: usize, source: &str, text: &str) -> Value {
    json!({
        "id": id, "headline": format!("Headline of {id}"), "text": text, "source": source,
        "date": format!("2021-01-{day:02}T10:00:00Z"),
    })
}

fn lines(records: &[Value]) -> String {
    let lines: Vec<_> = records.iter().map(Value::to_string).collect();
    lines.join("\n")
}

/// The texts of each family of an archive, and its id.
fn families(archive: &Archive) -> BTreeMap<String, Vec<String>> {
    let exported = archive.run(&["export"]).stdout();
    let mut families: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for line in exported.lines() {
        let article: Value = serde_json::from_str(line).unwrap();
        if let Some(family) = article["family"].as_str() {
            let path = article["path"].as_str().unwrap().to_owned();
            families.entry(family.to_owned()).or_default().push(path);
        }
    }
    for paths in families.values_mut() {
        paths.sort();
    }
    families
}

fn ids(hits: &[SearchHit]) -> Vec<&str> {
    hits.iter().map(|hit| hit.article.id.0.as_str()).collect()
}

/// Kayhan has a story first, two other papers copy it, and one has something else.
fn four_papers() -> Archive {
    let archive = Archive::new();
    let story = text(1);
    archive.write(
        "a.jsonl",
        lines(&[record("late", 21, "Y Post", &cut(1, 3))]),
    );
    archive.write("b.jsonl", lines(&[record("first", 19, "Kayhan", &story)]));
    archive.write("c.jsonl", lines(&[record("mid", 20, "Daily X", &story)]));
    archive.write(
        "d.jsonl",
        lines(&[record("other", 18, "Daily X", &text(2))]),
    );
    archive.index();
    archive
}

#[test]
fn a_family_is_shown_once_as_the_earliest_that_matches() {
    let archive = four_papers();
    let generation = archive.generation();
    let shown = |query: &str, copies| {
        let mut request = request(&generation, query);
        request.folding.copies = copies;
        answer(&generation, &request)
    };
    let page = shown("ferry", Copies::Group);
    assert_eq!(page.total, 4);
    let mut found = ids(&page.hits);
    found.sort_unstable();
    assert_eq!(found, ["first", "other"]);
    let ranks: Vec<_> = page.hits.iter().map(|hit| hit.rank).collect();
    assert_eq!(ranks, [1, 2]);
    let of = |id: &str| page.hits.iter().find(|hit| hit.article.id.0 == id).unwrap();
    assert_eq!(of("other").copies, None);
    assert_eq!(of("first").copies.as_ref().unwrap().others, 2);
    assert_eq!(shown("ferry", Copies::Show).hits.len(), 4);
    let families = generation.families();
    assert_eq!([4, 1000].map(|all| families.members_of_each(all)), [2, 1]);
    let only = shown("ferry", Copies::Only);
    assert_eq!((ids(&only.hits), only.total), (vec!["first"], 3));
    // The earliest article of the family is not the earliest one that matches.
    assert_eq!(
        ids(&shown("ferry source:\"y post\"", Copies::Group).hits),
        ["late"]
    );
    assert_eq!(
        ids(&shown("ferry since:2021-01-20", Copies::Group).hits),
        ["mid"]
    );
}

#[test]
fn people_read_the_names_of_copies_and_programs_get_their_number() {
    let archive = four_papers();
    archive
        .run(&["search", "ferry"])
        .exits(0)
        .prints("+ 2 copies: Daily X (20 Jan 2021), Y Post (21 Jan 2021)");
    let page = archive.run(&["search", "ferry", "--format", "json"]).json();
    let hits = page["hits"].as_array().unwrap();
    let of = |id: &str| hits.iter().find(|hit| hit["id"] == id).unwrap();
    assert_eq!(
        (&of("first")["copies"], &of("other")["copies"]),
        (&json!(2), &json!(0))
    );
    assert_eq!(of("other")["family"], Value::Null);
    let family = of("first")["family"].as_str().unwrap();
    assert_eq!(
        families(&archive)[family],
        ["a.jsonl", "b.jsonl", "c.jsonl"]
    );
    // What counts and names articles counts and names all of them.
    assert_eq!(archive.run(&["search", "ferry", "--count"]).stdout(), "4\n");
    let generation = archive.generation();
    let plan = dateline::query::QueryPlan::new(
        &request(&generation, "ferry"),
        &generation.schema,
        &dateline::query::Synonyms::default(),
    );
    assert_eq!(engine(&generation).ids(&plan).unwrap().len(), 4);
}

#[test]
fn the_copies_of_an_article_are_listed_with_what_differs() {
    let archive = four_papers();
    let listed = archive.run(&["copies", "id:late"]).exits(0);
    let listed = listed
        .prints("3 articles, family ")
        .prints("the earliest")
        .prints("other headline, same text");
    listed.prints("the one that was asked for, other headline, 1 paragraph cut");
    let listed = archive
        .run(&["copies", "b.jsonl", "--format", "json"])
        .json();
    assert_eq!(listed["copies"], 2);
    let last = &listed["articles"][2];
    assert_eq!(
        (&last["id"], &last["differs"]["cut"]),
        (&json!("late"), &json!(1))
    );
    archive
        .run(&["copies", "id:other"])
        .exits(1)
        .says("d.jsonl has no copies in this index");
    // A rank is that of the folded list.
    archive.run(&["search", "place1x0y0"]).exits(0);
    archive.run(&["copies", "1"]).exits(0).prints("b.jsonl");
    archive
        .run(&["show", "1"])
        .exits(0)
        .prints("Headline of first");
}

#[test]
fn pages_of_a_folded_list_are_complete_and_do_not_overlap() {
    let archive = Archive::new();
    for number in 0..12 {
        let copies: Vec<_> = (0..=number % 4)
            .map(|copy| {
                record(
                    &format!("{number}-{copy}"),
                    copy + 1,
                    "X",
                    &copy_of(number, copy),
                )
            })
            .collect();
        archive.write(&format!("{number}.jsonl"), lines(&copies));
    }
    archive.index();
    let generation = archive.generation();
    let page = |offset, limit| {
        let mut request = request(&generation, "ferry");
        (request.offset, request.limit) = (offset, limit);
        answer(&generation, &request).hits
    };
    let all = page(0, 100);
    assert_eq!(all.len(), 12);
    for limit in [1, 2, 5] {
        let pages: Vec<_> = (0..12)
            .step_by(limit)
            .flat_map(|at| page(at, limit))
            .collect();
        assert_eq!(ids(&pages), ids(&all), "pages of {limit}");
        let ranks: Vec<_> = pages.iter().map(|hit| hit.rank).collect();
        assert!(ranks.into_iter().eq(1..=12));
    }
    assert!(page(12, 5).is_empty());
}

/// The same text as `number`, with another paragraph in place of one.
fn replaced(number: usize, paragraph: usize, other: usize) -> String {
    let (text, other) = (text(number), text(other));
    let lines = text.lines().zip(other.lines()).enumerate();
    let lines = lines.map(|(at, (own, other))| if at == paragraph { other } else { own });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn a_family_parts_when_the_copy_goes_that_linked_it() {
    let archive = Archive::new();
    let (first, last) = (replaced(1, 3, 2), replaced(1, 0, 3));
    archive.write("first.txt", format!("Alpha\n\n{first}"));
    archive.write("whole.txt", format!("Beta\n\n{}", text(1)));
    archive.write("last.txt", format!("Gamma\n\n{last}"));
    archive.write("copy.txt", format!("Delta\n\n{first}"));
    archive.index();
    let linked = families(&archive);
    let together: Vec<_> = linked.values().map(Vec::len).collect();
    archive.remove("whole.txt");
    archive.index();
    let parted: Vec<_> = families(&archive).into_values().collect();
    assert_eq!(parted, [["copy.txt", "first.txt"]]);
    assert_eq!(together, [4], "{linked:?}");
    assert_eq!(
        archive
            .run(&["search", "ferry"])
            .exits(0)
            .stdout()
            .matches(".txt")
            .count(),
        3
    );
}

#[test]
fn the_newest_version_is_shown_and_all_are_on_request() {
    let archive = Archive::new();
    let mut versions = [
        record(
            "quake",
            1,
            "Z",
            "A quake hit Arden. Three people died, the mayor said.",
        ),
        record(
            "quake",
            2,
            "Z",
            "A quake hit Arden early. Twelve people died, the army said.",
        ),
    ];
    for version in &mut versions {
        version["headline"] = json!("Quake hits Arden in the north");
    }
    archive.write("a.jsonl", lines(&versions));
    // Exports number their articles: one id alone does not make a version.
    let unrelated = record("quake", 3, "Z", "People of a quake drill met for tea.");
    archive.write("b.jsonl", lines(&[unrelated]));
    archive.index();
    let generation = archive.generation();
    let shown = |query: &str, set: fn(&mut SearchRequest)| -> Vec<String> {
        let mut request = request(&generation, query);
        set(&mut request);
        let hits = answer(&generation, &request).hits;
        let place = |article: &Article| article.origin.to_string();
        let mut places: Vec<_> = hits.iter().map(|hit| place(&hit.article)).collect();
        places.sort();
        places
    };
    assert_eq!(shown("quake", |_| ()), ["a.jsonl#2", "b.jsonl"]);
    let all = shown("quake", |request| request.folding.versions = true);
    assert_eq!(all, ["a.jsonl", "a.jsonl#2", "b.jsonl"]);
    // What only an old version says is found in it.
    assert_eq!(shown("mayor", |_| ()), ["a.jsonl"]);
    let printed = archive.run(&["search", "quake"]).exits(0);
    printed.prints("+ 1 earlier version");
}

#[test]
fn short_and_empty_texts_are_no_copies_of_each_other() {
    let archive = Archive::new();
    let records: Vec<_> = (0..300)
        .map(|number| {
            let text = ["", "No comment.", "Photo: ANP", "..."][number % 4];
            record(&number.to_string(), 1, "X", text)
        })
        .collect();
    archive.write("a.jsonl", lines(&records));
    archive.index();
    assert_eq!(families(&archive), BTreeMap::new());
}

#[test]
fn a_very_large_family_is_one_hit() {
    let archive = Archive::new();
    let story = text(1);
    let records: Vec<_> = (0..3000)
        .map(|number| {
            let changed = format!("{story}It is copy {number} of this story.\n");
            record(&number.to_string(), 1 + number % 28, "X", &changed)
        })
        .collect();
    archive.write("a.jsonl", lines(&records));
    archive.write("b.jsonl", lines(&[record("b", 1, "X", &text(2))]));
    archive.index();
    let generation = archive.generation();
    let page = answer(&generation, &request(&generation, "ferry"));
    assert_eq!((page.total, page.hits.len()), (3001, 2));
    let others: Vec<_> = page.hits.iter().flat_map(|hit| &hit.copies).collect();
    assert_eq!(
        others
            .iter()
            .map(|copies| copies.others)
            .collect::<Vec<_>>(),
        [2999]
    );
}

/// What is done to one file before the next run.
#[derive(Debug, Clone)]
enum Step {
    Write { file: u8, text: u8, cut: u8 },
    Remove(u8),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        3 => (0..8u8, 0..3u8, 0..5u8).prop_map(|(file, text, cut)| Step::Write { file, text, cut }),
        1 => (0..8u8).prop_map(Step::Remove),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn a_refreshed_index_has_the_families_of_a_rebuilt_one(
        runs in prop::collection::vec(prop::collection::vec(step(), 1..5), 1..4)
    ) {
        let archive = Archive::new();
        archive.write("always.txt", format!("Always\n\n{}", text(9)));
        for steps in runs {
            for step in steps {
                match step {
                    Step::Write { file, text: number, cut: paragraph } => {
                        let number = usize::from(number);
                        let body = match paragraph {
                            4 => text(number),
                            paragraph => cut(number, paragraph.into()),
                        };
                        archive.write(&format!("{file}.txt"), format!("Head {file}\n\n{body}"));
                    }
                    Step::Remove(file) => {
                        let _ = std::fs::remove_file(archive.folder().join(format!("{file}.txt")));
                    }
                }
            }
            archive.index();
        }
        prop_assert_eq!(archive.store().verify().unwrap().damages, []);
        let refreshed = families(&archive);
        archive.run(&["index", "--full"]).exits(0);
        prop_assert_eq!(&refreshed, &families(&archive));
        // Texts with other numbers are never of one family, and those with the same always are.
        for paths in refreshed.values() {
            prop_assert!(paths.len() > 1);
        }
    }
}

#[test]
fn a_damaged_list_of_families_is_noticed() {
    let archive = four_papers();
    let file = archive
        .folder()
        .join(".dateline/generations/00000001/families");
    let whole = std::fs::read(&file).unwrap();
    for at in (0..whole.len()).step_by(7) {
        let mut damaged = whole.clone();
        damaged[at] ^= 0x41;
        std::fs::write(&file, &damaged).unwrap();
        archive.run(&["verify"]).exits(2).says("families");
        archive.run(&["search", "ferry"]).exits(2);
    }
    std::fs::write(&file, &whole[..whole.len() / 2]).unwrap();
    archive.run(&["search", "ferry"]).exits(2);
    std::fs::remove_file(&file).unwrap();
    archive.run(&["search", "ferry"]).exits(2).says("families");
    archive.run(&["verify"]).exits(2);
}

/// What a source forbids to use is not named as a copy either.
#[test]
fn copies_that_are_not_public_are_told_only_if_asked_for() {
    let mut held = record("b", 2, "Secret Post", &text(1));
    held["pubstatus"] = json!("withheld");
    let archive = Archive::of(&[(
        "a.jsonl",
        &lines(&[
            record("a", 1, "Daily", &text(1)),
            held,
            record("c", 3, "Mail", &text(1)),
        ]),
    )]);
    archive.index();
    let copies = |arguments: &[&str]| {
        let found = archive.run(&[&["search", "--format", "json"], arguments].concat());
        found.json()["hits"][0]["copies"].clone()
    };
    assert_eq!(copies(&["ferry"]), 1);
    assert_eq!(copies(&["ferry", "--any-status"]), 2);
    let listed = archive.run(&["copies", "id:a"]).exits(0);
    assert!(
        !listed.stdout().contains("Secret Post"),
        "{}",
        listed.stdout()
    );
    listed.says("1 copy that is not public was left out");
    let all = archive.run(&["copies", "id:a", "--any-status"]).exits(0);
    assert!(all.stdout().contains("Secret Post"), "{}", all.stdout());
}

/// Two versions of one article, of which a source withholds the later one, and a third one.
#[test]
fn a_version_that_is_not_public_replaces_nothing_that_the_public_reads() {
    let archive = Archive::new();
    let version = |day: usize, said: &str| {
        let mut own = record(
            "quake",
            day,
            "Z",
            &format!("A quake hit Arden. {said} people died."),
        );
        own["headline"] = json!("Quake hits Arden in the north");
        own
    };
    let (first, second, mut third) = (version(1, "Three"), version(2, "Nine"), version(3, "Ten"));
    third["pubstatus"] = json!("withheld");
    archive.write("a.jsonl", lines(&[first, second, third]));
    archive.index();
    let replaced = |arguments: &[&str]| -> Vec<bool> {
        let listed = archive.run(&[&["copies", "a.jsonl", "--format", "json"], arguments].concat());
        let articles = listed.exits(0).json()["articles"].clone();
        let articles = articles.as_array().unwrap().iter();
        articles
            .map(|own| own["replaced"].as_bool().unwrap())
            .collect()
    };
    assert_eq!(replaced(&[]), [true, false]);
    assert_eq!(replaced(&["--any-status"]), [true, true, false]);
    archive
        .run(&["search", "quake"])
        .exits(0)
        .prints("+ 1 earlier version");
    archive
        .run(&["search", "quake", "--any-status"])
        .exits(0)
        .prints("+ 2 earlier versions");
}

#[test]
fn an_id_of_two_versions_is_the_current_one() {
    let archive = Archive::new();
    let version = |day: usize, said: &str| {
        let mut own = record(
            "quake",
            day,
            "Z",
            &format!("A quake hit Arden. {said} people died."),
        );
        own["headline"] = json!("Quake hits Arden in the north");
        own
    };
    archive.write("a.jsonl", lines(&[version(1, "Three"), version(2, "Nine")]));
    archive.index();
    archive
        .run(&["show", "id:quake"])
        .exits(0)
        .prints("Nine people")
        .says("2 articles have the id quake: a.jsonl#2 is the current version");
    archive
        .run(&["copies", "id:quake"])
        .exits(0)
        .prints("2 articles, family");
    // Two articles that have an id by chance are named by their paths.
    archive.write(
        "b.jsonl",
        lines(&[record("quake", 3, "Z", "People met for tea.")]),
    );
    archive.index();
    archive
        .run(&["show", "id:quake"])
        .exits(2)
        .says("3 articles have the id quake");
}

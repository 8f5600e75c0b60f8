//! The engine: neither pruning nor segments change an answer, and deleted articles do not count.

use crate::harness::{
    Archive, Silent, answer, answer_with, found, ranked_ids, request, sample_corpus, settings,
};
use dateline::index::{Generation, IndexStore, build};
use dateline::query::{SortOrder, Synonyms};
use std::fmt::Write as _;

const QUERIES: [&str; 17] = [
    "path:3 the",
    "path:text troops",
    "withdraw* port",
    "troops withdrawal",
    "the of",
    "the withdrawal of the troops from the country",
    "COVID-19 vaccine",
    "\"foreign troops\" minister",
    "said -troops",
    "strike OR flood",
    "headline:troops the",
    "port strike workers union pay",
    "\"port strike\"~4",
    "withdraw*",
    "minister minister minister talks",
    "+the a",
    "U.S. F-16 al-Fatih",
];

/// Synonyms that all occur in the sample corpus.
const ALIASES: &str = "troops, soldiers, foreign troops, armed forces\n\
    strike, walkout, dock workers\n\
    COVID-19, coronavirus, Covid\n\
    prime minister, premier, minister\n\
    port, the => harbour, docks\n";

/// Queries whose words have synonyms: frequent and rare words, sequences of words, and words with a
/// common synonym.
const ALIASED: [&str; 9] = [
    "troops",
    "troops withdrawal",
    "foreign troops minister",
    "dock workers port strike",
    "+port strike",
    "Covid vaccine -troops",
    "headline:troops prime minister",
    "the walkout",
    "soldiers armed forces premier premier",
];

/// The queries, each with its synonyms.
fn cases() -> impl Iterator<Item = (&'static str, Synonyms)> {
    let plain = QUERIES
        .into_iter()
        .map(|query| (query, Synonyms::default()));
    let aliases = Synonyms::parse(ALIASES).unwrap();
    plain.chain(
        ALIASED
            .into_iter()
            .map(move |query| (query, aliases.clone())),
    )
}

/// Paths and scores of the first hits, as text for comparison.
fn page(
    generation: &Generation,
    (query, aliases): &(&str, Synonyms),
    limit: usize,
    sort: SortOrder,
) -> String {
    let mut asked = request(generation, query);
    asked.limit = limit;
    asked.sort = sort;
    let mut shown = String::new();
    for hit in answer_with(generation, &asked, aliases).hits {
        writeln!(shown, "{} {:.12}", hit.article.origin, hit.score).unwrap();
    }
    shown
}

#[test]
fn ids_without_articles_are_those_of_the_hits() {
    let archive = sample_corpus();
    archive.index();
    let generation = archive.generation();
    for query in QUERIES.into_iter().chain(["zeppelins", ""]) {
        for (offset, limit, sort) in [
            (0, 10, SortOrder::Relevance),
            (0, 1000, SortOrder::Relevance),
            (3, 7, SortOrder::Relevance),
            (1000, 5, SortOrder::Relevance),
            (0, 0, SortOrder::Relevance),
            (0, 10, SortOrder::Newest),
        ] {
            let mut asked = request(&generation, query);
            (asked.offset, asked.limit, asked.sort) = (offset, limit, sort);
            let hits = answer(&generation, &asked).hits.into_iter();
            let expected: Vec<_> = hits.map(|hit| (hit.article.id, hit.score)).collect();
            let ids = ranked_ids(&generation, &asked).into_iter();
            let ids: Vec<_> = ids.map(|hit| (hit.id, hit.score)).collect();
            assert_eq!(ids, expected, "{query} from {offset} to {limit}");
        }
    }
}

/// Several copies of the corpus, so that there are more matches than candidates.
fn many_copies() -> Archive {
    let archive = Archive::new();
    let sample = sample_corpus();
    for entry in walk(&sample.folder()) {
        let Ok(text) = std::fs::read_to_string(&entry) else {
            continue;
        };
        for copy in 0..12 {
            let name = entry.strip_prefix(sample.folder()).unwrap().display();
            let padding = "Further words without weight follow here. ".repeat(copy % 5);
            archive.write(&format!("{copy}/{name}"), format!("{text}{padding}\n"));
        }
    }
    archive
}

fn walk(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(walk(&path));
        } else if path.extension().is_some_and(|extension| extension == "txt") {
            found.push(path);
        }
    }
    found.sort();
    found
}

#[test]
fn the_first_hits_are_those_of_exhaustive_scoring() {
    let archive = many_copies();
    archive.index();
    let generation = archive.generation();
    for case in cases() {
        let query = case.0;
        // If all matches are requested, nothing can be pruned.
        let all = page(&generation, &case, 100_000, SortOrder::Relevance);
        for limit in [1, 3, 10, 60, 230] {
            let first = page(&generation, &case, limit, SortOrder::Relevance);
            let expected: String = all.split_inclusive('\n').take(limit).collect();
            assert_eq!(first, expected, "{query}, the first {limit}");
        }
    }
}

#[test]
fn a_page_continues_after_the_previous_one() {
    let archive = many_copies();
    archive.index();
    let generation = archive.generation();
    for sort in [SortOrder::Relevance, SortOrder::Newest, SortOrder::Oldest] {
        let whole = page(
            &generation,
            &("minister troops", Synonyms::news_english()),
            300,
            sort,
        );
        let mut joined = String::new();
        for offset in (0..300).step_by(20) {
            let mut asked = request(&generation, "minister troops");
            asked.sort = sort;
            asked.limit = 20;
            asked.offset = offset;
            for hit in answer(&generation, &asked).hits {
                writeln!(joined, "{} {:.12}", hit.article.origin, hit.score).unwrap();
            }
        }
        assert_eq!(joined, whole, "{sort:?}");
    }
}

#[test]
fn threads_and_segments_do_not_change_an_answer() {
    let archive = many_copies();
    let stores = [1, 3].map(|threads| {
        let store = IndexStore::at(archive.beside(&format!("index-{threads}")));
        let mut settings = settings();
        settings.threads = threads;
        build(&archive.folder(), &store, &settings, &Silent).unwrap();
        store.current().unwrap()
    });
    assert_ne!(
        stores[0].searcher().segment_readers().len(),
        stores[1].searcher().segment_readers().len()
    );
    for case in cases() {
        let query = case.0;
        for sort in [SortOrder::Relevance, SortOrder::Newest, SortOrder::Oldest] {
            let [one, three] = [&stores[0], &stores[1]].map(|g| page(g, &case, 25, sort));
            assert_eq!(one, three, "{query}, {sort:?}");
        }
    }
}

#[test]
fn a_refreshed_index_ranks_as_a_fresh_one() {
    let archive = sample_corpus();
    for number in 0..20 {
        archive.write(
            &format!("gone/{number}.txt"),
            "Troops\n\nTroops withdrawal troops.\n",
        );
    }
    // One segment, with too few deletions to be rewritten.
    let mut alone = settings();
    alone.threads = 1;
    build(&archive.folder(), &archive.store(), &alone, &Silent).unwrap();
    for number in 0..20 {
        archive.remove(&format!("gone/{number}.txt"));
    }
    let report = archive.index();
    assert_eq!(report.files.removed, 20);
    let refreshed = archive.generation();
    let dead: u32 = refreshed
        .searcher()
        .segment_readers()
        .iter()
        .map(tantivy::SegmentReader::num_deleted_docs)
        .sum();
    assert!(dead > 0, "the test needs deleted documents");
    let store = IndexStore::at(archive.beside("fresh"));
    build(&archive.folder(), &store, &settings(), &Silent).unwrap();
    let fresh = store.current().unwrap();
    for case in cases() {
        let query = case.0;
        let [old, new] = [&refreshed, &fresh].map(|g| page(g, &case, 20, SortOrder::Relevance));
        assert_eq!(old, new, "{query}");
    }
}

#[test]
fn ties_are_broken_by_date_then_id_then_path() {
    let article = |date: &str, id: &str| {
        format!(
            "{{\"id\":\"{id}\",\"headline\":\"Same words\",\"date\":\"{date}\",\"body\":\"The same.\"}}\n"
        )
    };
    let archive = Archive::of(&[
        ("d.jsonl", &article("2020-01-01", "9")),
        ("a.jsonl", &article("2020-01-01", "10")),
        ("c.jsonl", &article("2021-01-01", "z")),
        ("b.jsonl", &article("2020-01-01", "9")),
        ("e.txt", "Same words\n\nThe same.\n"),
    ]);
    archive.index();
    let expected = ["c.jsonl", "a.jsonl", "b.jsonl", "d.jsonl", "e.txt"];
    let generation = archive.generation();
    assert_eq!(found(&generation, "same words"), expected);
    let mut newest = request(&generation, "same");
    newest.sort = SortOrder::Newest;
    let by_date: Vec<_> = answer(&generation, &newest)
        .hits
        .iter()
        .map(|hit| hit.article.origin.to_string())
        .collect();
    assert_eq!(by_date, expected);
}

#[test]
fn articles_with_all_words_close_together_come_first() {
    let filler = "Nothing else of any note was reported there on the day in question. ".repeat(6);
    let archive = Archive::of(&[
        (
            "apart.txt",
            &format!("Report\n\nTroops came. {filler}Then the withdrawal was named. {filler}\n"),
        ),
        (
            "close.txt",
            &format!("Report\n\n{filler}The troops withdrawal was named here today. {filler}\n"),
        ),
        ("one.txt", "Troops\n\nTroops, troops and more troops.\n"),
        (
            "headline.txt",
            &format!("Troops withdrawal\n\n{filler}{filler}\n"),
        ),
    ]);
    archive.index();
    assert_eq!(
        found(&archive.generation(), "troops withdrawal"),
        ["headline.txt", "close.txt", "apart.txt", "one.txt"]
    );
}

#[test]
fn repeated_words_of_a_query_weigh_more() {
    let archive = Archive::of(&[
        ("a.txt", "One\n\nGrain came by ship.\n"),
        ("b.txt", "Two\n\nSteel came by ship.\n"),
    ]);
    archive.index();
    let generation = archive.generation();
    assert_eq!(found(&generation, "grain steel steel")[0], "b.txt");
    assert_eq!(found(&generation, "steel grain grain")[0], "a.txt");
}

#[test]
fn a_word_in_a_field_without_weight_does_not_hide_a_better_article() {
    let archive = Archive::of(&[
        ("a.txt", "Grain and other goods\n\nA ship came.\n"),
        ("b.txt", "Grain\n\nNothing came.\n"),
    ]);
    // One segment: the first article sets the score that the second one is compared with.
    let mut alone = settings();
    alone.threads = 1;
    build(&archive.folder(), &archive.store(), &alone, &Silent).unwrap();
    let generation = archive.generation();
    let mut asked = request(&generation, "grain ship");
    for setting in ["weight.body", "window"] {
        asked.ranking.set(setting, "0").unwrap();
    }
    for limit in [1, 2] {
        asked.limit = limit;
        let hits = answer(&generation, &asked).hits;
        assert_eq!(hits[0].article.origin.to_string(), "b.txt", "{limit}");
    }
}

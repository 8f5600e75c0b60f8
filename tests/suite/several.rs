//! Several generations searched as one rank as one index of all their articles.

use crate::archives::two;
use crate::harness::{OF_SEVERAL_FILES, Silent, engine, sample_folder, settings};
use dateline::index::{Collection, Generation, IndexStore, build};
use dateline::query::ask::Ask;
use dateline::query::{
    Copies, Engine, Expansion, FileRecords, FileSet, Files, Folding, QueryPlan, Recency,
    SearchPage, SearchRequest, Snapshot, SortOrder, Synonyms,
};
use std::fs;
use std::path::Path;
use std::time::Duration;

/// The files of the sample corpus, copied by turns into as many folders.
fn parts(count: usize) -> (tempfile::TempDir, Vec<Generation>) {
    let dir = tempfile::tempdir().unwrap();
    let mut files = Vec::new();
    collect(&sample_folder(), &mut files);
    files.sort();
    for (number, file) in files.iter().enumerate() {
        let folder = dir.path().join((number % count).to_string());
        let to = folder.join(file.strip_prefix(sample_folder()).unwrap());
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::copy(file, to).unwrap();
    }
    let generations = (0..count).map(|number| {
        let folder = dir.path().join(number.to_string());
        let store = IndexStore::within(&folder);
        build(&folder, &store, &settings(), &Silent).unwrap();
        store.current().unwrap()
    });
    let generations = generations.collect();
    (dir, generations)
}

fn collect(folder: &Path, files: &mut Vec<std::path::PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.file_name().unwrap() {
            name if name == ".dateline" => {}
            name if OF_SEVERAL_FILES.iter().any(|own| name == *own) => {}
            _ if path.is_dir() => collect(&path, files),
            _ => files.push(path),
        }
    }
}

fn joined(collection: &Collection) -> Engine<'_> {
    let snapshot = Snapshot::new(
        collection.searcher(),
        &collection.schema,
        &collection.tokens,
    );
    Engine {
        elsewhere: None,
        snapshot: Snapshot {
            places: collection.places(),
            ..snapshot
        },
    }
}

fn answer(engine: &Engine, request: &SearchRequest) -> SearchPage {
    let synonyms = Synonyms::news_english();
    let plan = QueryPlan::new(request, engine.snapshot.schema, &synonyms);
    let mut page = engine.search(&plan).unwrap();
    page.suggestions = engine.suggestions(request, &synonyms, page.total).unwrap();
    page
}

/// All that a page says, but for the time and the names of archives.
fn told(page: SearchPage) -> String {
    let hits = page.hits.iter().map(|hit| {
        let passages: Vec<_> = hit.passages.iter().map(|own| &own.text).collect();
        format!(
            "{} {:?} {} {passages:?} {:?}",
            hit.rank,
            hit.score,
            hit.article.origin,
            hit.explanation.as_ref().map(|own| own.score)
        )
    });
    let hits: Vec<_> = hits.collect();
    format!(
        "{} {:?} {:?} {:?}\n{}",
        page.total,
        page.notes,
        page.words,
        page.suggestions,
        hits.join("\n")
    )
}

#[test]
fn parts_rank_as_one_index_of_the_whole_with_the_same_scores() {
    let (_whole_dir, whole) = parts(1);
    for count in [2, 5] {
        let (_dir, generations) = parts(count);
        let all: Vec<_> = generations.iter().collect();
        let collection = Collection::of(&all).unwrap();
        let (one, several) = (engine(&whole[0]), joined(&collection));
        for query in [
            "troops withdrawal",
            "port",
            "\"foreign troops\"",
            "withdraw* -syria",
            "withdrawl~ troops",
            "troops NEAR/5 parliament",
            "headline:strike OR place:zelim",
            "COVID-19 vaccine",
            "U.S. congress",
            "withdrawl",
            "zzz troops",
            "zzzyx",
            "date:2021",
        ] {
            let (ask, _) = Ask::parse(query, &one.snapshot.schema.searchable_names());
            // Copies in different archives are not folded together.
            let plain = SearchRequest {
                explain: true,
                folding: Folding {
                    copies: Copies::Show,
                    ..Folding::default()
                },
                ..SearchRequest::new(ask, 30)
            };
            let requests = [
                plain.clone(),
                SearchRequest {
                    offset: 3,
                    any_status: true,
                    ..plain.clone()
                },
                SearchRequest {
                    sort: SortOrder::Newest,
                    ..plain.clone()
                },
                SearchRequest {
                    expansion: Some(Expansion::Rm3),
                    ..plain.clone()
                },
                SearchRequest {
                    recency: Recency::new(Duration::from_hours(24 * 365), 1_650_000_000),
                    ..plain.clone()
                },
            ];
            for request in requests {
                let expected = told(answer(&one, &request));
                assert_eq!(
                    told(answer(&several, &request)),
                    expected,
                    "{query} in {count}"
                );
            }
        }
    }
}

#[test]
fn files_of_one_archive_are_not_those_of_another_with_the_same_paths() {
    let archive = two();
    let open = |name: &str| {
        IndexStore::within(&archive.folder().join(name))
            .current()
            .unwrap()
    };
    let generations = [open("kayhan"), open("wire")];
    let collection = Collection::of(&[&generations[0], &generations[1]]).unwrap();
    let engine = joined(&collection);
    let path = dateline::article::ArchivePath::from_stored;
    let records = |records: Option<&[u32]>| {
        let records = records.map(|own| own.iter().copied().collect());
        let path = path("a.txt");
        Files::Listed([FileRecords { path, records }].into())
    };
    let listed = records(None);
    let folder = Files::InFolders(vec![path("2020")]);
    let none = || Files::Listed([].into());
    for (files, expected) in [
        ([Files::All, none()], &["Bloc pullout", "Port strike"][..]),
        ([none(), listed.clone()], &["Pullout vote"]),
        ([listed.clone(), listed], &["Bloc pullout", "Pullout vote"]),
        (
            [records(Some(&[1])), records(Some(&[2, 3]))],
            &["Bloc pullout"],
        ),
        ([folder.clone(), none()], &["Port strike"]),
        ([none(), folder], &[]),
    ] {
        let mut within = FileSet::default();
        for (place, files) in files.into_iter().enumerate() {
            within.add(&engine.snapshot, place, files);
        }
        let request = SearchRequest {
            within: Some(within),
            ..SearchRequest::new(Ask::default(), 10)
        };
        let page = answer(&engine, &request);
        let mut found: Vec<_> = page.hits.iter().map(|hit| &hit.article.headline).collect();
        found.sort();
        assert_eq!(found, expected);
        assert_eq!(page.total, expected.len() as u64);
    }
}

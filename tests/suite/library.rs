//! The public interface for other programs: what `dateline::` gives without `internals`.

use crate::harness::{Archive as Folder, sample_corpus};
use dateline::{Archive, Search};

#[test]
fn a_program_indexes_searches_and_reads() {
    let folder = sample_corpus();
    let (mut archive, report) = Archive::index(folder.folder()).unwrap();
    assert!(report.published());
    assert_eq!(report.articles(), archive.count());
    assert!(
        report.problems().count() > 0,
        "the corpus has broken samples"
    );
    let json: serde_json::Value = serde_json::from_str(&report.to_json()).unwrap();
    assert_eq!(json["archives"][0]["outcome"], "published");

    let page = archive
        .search(&Search::new("troops withdrawal").limit(3))
        .unwrap();
    assert_eq!(page.hits.len(), 3);
    assert!(page.total >= 3);
    let hit = &page.hits[0];
    assert_eq!((hit.rank, hit.archive.as_str()), (1, "articles"));
    assert!(!hit.passages.is_empty());
    let next = archive
        .search(&Search::new("troops withdrawal").offset(3))
        .unwrap();
    assert_eq!(next.hits[0].rank, 4);

    for name in [hit.article.id().to_owned(), hit.article.path()] {
        let article = archive.show(&name).unwrap();
        assert_eq!(article.headline(), hit.article.headline());
        assert!(article.body().to_lowercase().contains("troops"));
        let json: serde_json::Value = serde_json::from_str(&article.to_json()).unwrap();
        assert_eq!(json["body"], article.body());
        assert_eq!(
            article.field("headline").as_deref(),
            Some(article.headline())
        );
        assert_eq!(article.field("no-such"), None);
    }

    folder.write(
        "new.txt",
        "A new report\n\nThe lighthouse of Karsova reopens.\n",
    );
    let reports = archive.refresh().unwrap();
    assert_eq!((reports.len(), reports[0].written()), (1, 1));
    let dates = Search::new("")
        .since("2021-01")
        .until("2021-01")
        .set("sort", "newest");
    let found = archive.search(&dates).unwrap();
    assert!(
        found
            .hits
            .iter()
            .all(|hit| hit.article.published().unwrap().starts_with("2021-01"))
    );
    let again = archive.refresh().unwrap();
    assert!(!again[0].published());
}

#[test]
fn every_article_is_given_once_and_who_stops_ends_the_reading() {
    let folder = sample_corpus();
    let (archive, _) = Archive::index(folder.folder()).unwrap();
    let all = archive.articles(&Search::default()).unwrap();
    let mut paths: Vec<_> = all.map(|article| article.unwrap().path()).collect();
    let usable = archive.search(&Search::default().limit(0)).unwrap().total;
    assert_eq!(paths.len() as u64, usable);
    paths.sort();
    paths.dedup();
    assert_eq!(paths.len() as u64, usable);
    let ids = |search: &Search| -> Vec<String> {
        let articles = archive.articles(search).unwrap();
        articles.map(|own| own.unwrap().path()).collect()
    };
    // In the order of the index, or in one that is asked for; a part of it if that is asked for.
    let query = Search::new("troops");
    let (all, by_date) = (ids(&query), ids(&query.clone().set("sort", "oldest")));
    let sorted = |list: &[String]| {
        let mut list = list.to_vec();
        list.sort();
        list
    };
    assert_eq!(sorted(&all), sorted(&by_date));
    assert!(all.len() > 3, "{all:?}");
    assert_eq!(ids(&query.clone().offset(1).limit(2)), all[1..3]);
    let dates: Vec<_> = by_date
        .iter()
        .filter_map(|path| archive.show(path).unwrap().published())
        .map(|date| date[..4].to_owned())
        .collect();
    assert!(dates.is_sorted(), "{dates:?}");
    let some = archive.articles(&query).unwrap();
    assert!(some.take(2).all(|article| article.is_ok()));
    let wrong = archive.articles(&Search::default().set("since", "the dawn of time"));
    let first = wrong.unwrap().next().unwrap();
    assert!(first.unwrap_err().to_string().contains("since"));
}

#[test]
fn a_file_of_any_format_is_read_without_an_index() {
    let folder = Folder::of(&[(
        "a.jsonl",
        "{\"title\":\"One\",\"text\":\"First.\"}\nno JSON\n{\"title\":\"Two\",\"text\":\"Second.\"}\n",
    )]);
    let read: Vec<_> = dateline::parse(folder.folder().join("a.jsonl"))
        .unwrap()
        .collect();
    assert_eq!(read.len(), 3);
    assert_eq!(read[0].as_ref().unwrap().headline(), "One");
    assert_eq!(read[1].as_ref().unwrap_err().exit_code(), 3);
    assert_eq!(read[2].as_ref().unwrap().headline(), "Two");
    let missing = dateline::parse(folder.folder().join("none.txt")).unwrap_err();
    assert_eq!(missing.exit_code(), 2);
    assert!(dateline::parse(folder.folder()).is_err());
}

#[test]
fn errors_have_the_exit_codes_and_hints_of_the_program() {
    let folder = Folder::of(&[("a.txt", "Port strike\n\nDockers left.\n")]);
    let error = Archive::open(folder.folder()).unwrap_err();
    assert_eq!(error.exit_code(), 2);
    assert!(
        error.hint().unwrap().contains("dateline index"),
        "{error:?}"
    );
    assert!(Archive::open("/no/such/folder").is_err());
    let (archive, _) = Archive::index(folder.folder()).unwrap();
    assert_eq!(archive.show("no-such-id").unwrap_err().exit_code(), 1);
    let unknown = archive.search(&Search::new("port").set("colour", "red"));
    assert!(
        unknown
            .unwrap_err()
            .to_string()
            .contains("no such parameter")
    );
    let _lock = folder.store().lock().unwrap();
    let busy = Archive::index(folder.folder()).unwrap_err();
    assert_eq!(busy.exit_code(), 75, "{busy:?}");
}

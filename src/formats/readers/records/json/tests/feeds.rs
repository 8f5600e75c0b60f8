//! JSON Feeds: what holds for all items of one, and files with many members before the list.
//!
//! An item has its own language and authors, or those of the feed. What is wrong with an item is told
//! of it, whatever the feed says.

use super::{read, summary};
use crate::article::ProblemKind;
use std::time::{Duration, Instant};

/// A feed with these members before its items, each of which has a headline and these members.
fn feed(members: &str, items: &[&str]) -> String {
    let item = |own: &&str| {
        format!(
            r#"{{"content_text": "The ferry sank.", "title": "Ferry",
            "date_published": "2021-01-19"{own}}}"#
        )
    };
    let items: Vec<String> = items.iter().map(item).collect();
    format!(
        r#"{{"version": "https://jsonfeed.org/version/1.1", "title": "Post", {members}
            "items": [{}]}}"#,
        items.join(", ")
    )
}

fn bylines(text: &str) -> Vec<Vec<String>> {
    let articles = read(text).into_iter();
    articles.map(|item| item.unwrap().bylines).collect()
}

#[test]
fn items_need_no_title() {
    let feed = |items: &str| {
        format!(
            r#"{{"version": "https://jsonfeed.org/version/1.1", "title": "Post",
            "description": "News of the harbour.", "items": [{items}]}}"#
        )
    };
    let dated = r#"{"id": "1", "content_text": "The ferry sank.", "date_published": "2021-01-19"}"#;
    let bare = r#"{"id": "2", "content_html": "<p>The ferry sails.</p>"}"#;
    for (items, bodies) in [
        (
            format!("{dated}, {bare}"),
            &["The ferry sank.", "The ferry sails."][..],
        ),
        (bare.to_owned(), &["The ferry sails."]),
    ] {
        let articles = read(&feed(&items)).into_iter();
        let found: Vec<String> = articles.map(|item| item.unwrap().body).collect();
        assert_eq!(found, bodies);
    }
}

#[test]
fn items_without_authors_have_those_of_the_feed() {
    let items = [
        "",
        r#", "authors": [{"name": "Bo Ek"}]"#,
        r#", "author": {"name": "Cy Dahl"}"#,
        r#", "attachments": [{"author": "no one"}]"#,
    ];
    let own = ["Ann Lee", "Bo Ek", "Cy Dahl", "Ann Lee"];
    for members in [
        r#""authors": [{"name": "Ann Lee"}],"#,
        r#""author": {"name": "Ann Lee"},"#,
        r#""author": {"name": "Ann Lee"}, "authors": [{"name": "Ann Lee"}],"#,
    ] {
        assert_eq!(
            bylines(&feed(members, &items)),
            own.map(|name| [name]),
            "{members}"
        );
    }
    let languages = feed(r#""language": "de","#, &["", r#", "language": "fr""#]);
    let languages: Vec<_> = read(&languages)
        .into_iter()
        .map(|item| item.unwrap().language)
        .collect();
    assert_eq!(languages, [Some("de".to_owned()), Some("fr".to_owned())]);
}

#[test]
fn authors_of_a_feed_that_are_too_long_are_told_of_and_not_copied() {
    let authors = format!(r#""authors": [{{"name": "{}"}}],"#, "Ann Lee ".repeat(1000));
    let text = feed(&authors, &["", r#", "authors": [{"name": "Bo Ek"}]"#, ""]);
    let (articles, problems): (Vec<_>, Vec<_>) = read(&text).into_iter().partition(Result::is_ok);
    let bylines = articles.into_iter().map(|item| item.unwrap().bylines);
    assert_eq!(
        bylines.collect::<Vec<_>>(),
        [vec![], vec!["Bo Ek".to_owned()], vec![]]
    );
    let [Err(problem)] = &problems[..] else {
        panic!("{problems:?}");
    };
    assert_eq!(problem.kind, ProblemKind::BadMetadata);
    assert!(
        problem.detail.starts_with("`authors` of the feed"),
        "{problem:?}"
    );
}

#[test]
fn many_lists_before_the_articles_take_linear_time() {
    let start = Instant::now();
    let lists: Vec<String> = (0..30_000).map(|at| format!(r#""a{at}": [],"#)).collect();
    let lists = lists.concat();
    assert_eq!(summary(&feed(&lists, &[""])), ["1 Ferry"]);
    // Members of an object next to an article, none of which is one like it.
    let article = r#"{"title": "a", "text": "b"}"#.replace('b', &"The ferry sank. ".repeat(10_000));
    let others: Vec<String> = (0..10_000)
        .map(|at| format!(r#", "a{at}": {{"k": 1}}"#))
        .collect();
    let others = others.concat();
    assert_eq!(summary(&format!(r#"{{"x": {article}{others}}}"#)), ["1 a"]);
    assert!(start.elapsed() < Duration::from_secs(20));
}

#[test]
fn items_of_a_feed_that_are_no_objects_are_told_of() {
    for broken in [
        "{1}",
        "{x: 1}",
        r#"{"a" 1}"#,
        r#"{"a": }"#,
        "{,,}",
        r#"{"a"}"#,
        "1",
        "[]",
    ] {
        let feed = feed(r#""authors": [{"name": "Ann Lee"}],"#, &["", ""]);
        let text = feed.replace(", {", &format!(", {broken}, {{"));
        let (articles, problems): (Vec<_>, Vec<_>) =
            read(&text).into_iter().partition(Result::is_ok);
        assert!(
            problems.len() == 1 && !articles.is_empty(),
            "{broken}: {problems:?}"
        );
    }
    // An item without members gets those of the feed, and is no article still.
    let empty = feed(r#""authors": [{"name": "Ann Lee"}],"#, &["", ""]).replace(", {", ", {}, {");
    let articles = read(&empty).into_iter().flatten();
    assert_eq!(articles.count(), 2);
}

//! Files with the structure of exports of news databases, research collections, interfaces and
//! office programs. Their texts are invented.

use super::{check, day, faults_of_body, parsed, texts};
use crate::harness::Archive;
use serde_json::Value;

/// The cases that need a feature of the build.
const NOT_YET: &[&str] = &[
    #[cfg(not(feature = "parquet"))]
    "articles.parquet",
    #[cfg(not(feature = "sqlite"))]
    "articles.db",
];

#[test]
fn exports_give_exactly_their_articles() {
    check("exports", NOT_YET, |case| {
        let found = parsed(&Archive::new(), "exports", case);
        let wanted = case["articles"].as_array().unwrap();
        if found.len() != wanted.len() {
            return vec![format!("{} articles, not {}", found.len(), wanted.len())];
        }
        let pairs = found.iter().zip(wanted).enumerate();
        pairs
            .flat_map(|(at, (article, want))| {
                let faults = faults_of_article(article, want);
                faults
                    .into_iter()
                    .map(move |fault| format!("article {}: {fault}", at + 1))
            })
            .collect()
    });
}

fn faults_of_article(article: &Value, want: &Value) -> Vec<String> {
    let mut faults = Vec::new();
    for key in [
        "headline", "source", "section", "place", "agency", "language", "url",
    ] {
        if want.get(key).is_some_and(|wanted| *wanted != article[key]) {
            faults.push(format!("{key} is {}", article[key]));
        }
    }
    if want
        .get("day")
        .is_some_and(|wanted| *wanted != day(article))
    {
        faults.push(format!("published is {}", article["published"]));
    }
    for (key, list) in [("byline", "bylines"), ("keyword", "keywords")] {
        if let Some(wanted) = want[key].as_str()
            && texts(&article[list]).all(|text| text != wanted)
        {
            faults.push(format!("{list} are {}", article[list]));
        }
    }
    faults.extend(faults_of_body(article["body"].as_str().unwrap(), want));
    faults
}

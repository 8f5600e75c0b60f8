//! Searches in an archive on a cluster: requests that count, and name candidates with their texts.
//!
//! `searching` knows the generation, which is part of each request. `lists` goes through all
//! matches, `groups` counts them by values and days.

use super::groups;
use super::lists;
use super::mapping::MOST_CANDIDATES;
use super::searching::{Searching, order};
use super::visible::visible;
use crate::article::ArchivePath;
use crate::index::Generation;
use crate::index::elsewhere::Size;
use crate::index::elsewhere::sent::{SAME_POSITION, sent_term};
use crate::query::{
    Arriving, Asked, Condition, EachGroup, Few, Groups, PlaceElsewhere, ReadArticle,
    SearchElsewhere, SortOrder, WordElsewhere,
};
use serde_json::{Value, json};

/// More than any score: articles with all words come first.
const ALL_WORDS: f64 = 1.0e4;

/// What searches a generation, if its articles are elsewhere.
pub(super) fn searching(
    generation: &Generation,
    limit: Option<Size>,
) -> Option<Box<dyn SearchElsewhere + '_>> {
    Some(Box::new(Searching::of(generation, limit)?))
}

/// For each term the articles that have it, and if only some languages count, those in them.
fn counts_of_terms(searching: &Searching, asked: &Asked) -> Vec<Value> {
    let now = visible(searching.generation.number());
    let mut counts = Vec::with_capacity(2 * asked.counted.len());
    for (field, term) in asked.counted {
        let term = json!({"term": {format!("t.{field}"): {"value": sent_term(term)}}});
        counts.push(count(&json!([term, now])));
        if !asked.languages.is_empty() {
            let within = json!({"terms": {"read_in": asked.languages}});
            counts.push(count(&json!([term, now, within])));
        }
    }
    counts
}

/// A search that counts.
fn count(filter: &Value) -> Value {
    json!({"size": 0, "track_total_hits": true, "query": {"bool": {"filter": filter}}})
}

/// What was counted.
fn total(answer: &Value) -> Result<u64, String> {
    let total = answer["hits"]["total"]["value"].as_u64();
    total.ok_or_else(|| "the cluster did not say how many articles match".to_owned())
}

/// How candidates are ranked: words by BM25, and those with all words before others.
fn ranked(words: &[WordElsewhere], added: &[WordElsewhere]) -> Vec<Value> {
    let each: Vec<Value> = words.iter().map(word).collect();
    let mut should = each.clone();
    if each.len() > 1 {
        should.push(json!({"constant_score": {
            "filter": {"bool": {"filter": each}},
            "boost": ALL_WORDS,
        }}));
    }
    should.extend(added.iter().map(word));
    should
}

/// A word. Forms of one term that count the same rank as one term would that is in all their places:
/// terms of one position are searched for so.
fn word(word: &WordElsewhere) -> Value {
    let field = match &word.field {
        Some(field) => format!("t.{field}"),
        None => "rank".to_owned(),
    };
    let mut single: Vec<(f64, Vec<String>)> = Vec::new();
    let mut queries = Vec::new();
    for (terms, share) in &word.forms {
        if let [only] = &terms[..] {
            let term = sent_term(only);
            match single
                .iter_mut()
                .find(|(own, _)| own.total_cmp(share).is_eq())
            {
                Some((_, all)) if all.contains(&term) => {}
                Some((_, all)) => all.push(term),
                None => single.push((*share, vec![term])),
            }
            continue;
        }
        let boost = share * word.weight;
        let each = terms
            .iter()
            .map(|term| json!({"term": {&field: {"value": sent_term(term), "boost": boost}}}));
        queries.push(json!({"bool": {"must": each.collect::<Value>()}}));
    }
    queries.extend(single.into_iter().map(|(share, terms)| {
        json!({"match": {&field: {
            "query": terms.join(&SAME_POSITION.to_string()),
            "analyzer": "terms",
            "boost": share * word.weight,
        }}})
    }));
    json!({"dis_max": {"queries": queries}})
}

impl SearchElsewhere for Searching<'_> {
    fn few(&self, asked: &Asked) -> Result<Few, String> {
        if asked.candidates > MOST_CANDIDATES {
            return Err(format!(
                "a cluster lists the first {MOST_CANDIDATES} hits; export writes all of them"
            ));
        }
        let mut query = json!({"filter": self.filter(asked.matching)?});
        if asked.order == SortOrder::Relevance {
            query["should"] = Value::Array(ranked(asked.words, asked.added));
        }
        let mut searches = vec![json!({
            "size": asked.candidates,
            "track_total_hits": true,
            "query": {"bool": query},
            "sort": order(asked.order),
            "_source": ["a", "read_in"],
        })];
        searches.extend(counts_of_terms(self, asked));
        let answers = self.ask_many(&mut searches.into_iter(), Size::Page)?;
        let (first, counts) = answers
            .split_first()
            .ok_or("the cluster answered nothing")?;
        let counts = counts.iter().map(total).collect::<Result<Vec<_>, _>>()?;
        let each = if asked.languages.is_empty() { 1 } else { 2 };
        Ok(Few {
            articles: self.articles(first)?,
            total: total(first)?,
            counts: counts
                .chunks(each)
                .map(|own| (own[0], own[each - 1]))
                .collect(),
        })
    }

    fn counts(&self, matching: &[Condition]) -> Result<Vec<u64>, String> {
        let stored = matching.iter().map(|own| self.as_stored(own));
        let stored = stored.collect::<Result<Vec<_>, _>>()?;
        let mut asked = stored.iter().map(|own| count(&self.filter_of(own)));
        let answers = self.ask_many(&mut asked, Size::Everything)?;
        answers.iter().map(total).collect()
    }

    fn each<'s>(&'s self, matching: &Condition) -> Arriving<'s> {
        lists::by_date(self, matching)
    }

    fn groups(&self, matching: &Condition, by: Groups, each: EachGroup) -> Result<(), String> {
        groups::groups(self, matching, by, each)
    }

    fn some(&self, matching: &Condition, most: u64) -> Result<Vec<ReadArticle>, String> {
        lists::some(self, matching, most)
    }

    fn places(
        &self,
        matching: &Condition,
        field: Option<&str>,
        each: &mut dyn FnMut(PlaceElsewhere),
    ) -> Result<(), String> {
        lists::places(self, matching, field, each)
    }

    fn alike(&self, keys: &[String]) -> Result<Vec<ReadArticle>, String> {
        lists::alike(self, keys)
    }

    fn at(&self, places: &[(ArchivePath, u32)]) -> Result<Vec<ReadArticle>, String> {
        lists::at(self, places)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_that_count_the_same_rank_as_one_term() {
        let form = |text: &str, share| {
            let terms = text.split(' ').map(str::to_owned).collect();
            (terms, share)
        };
        let forms = vec![
            form("price", 1.0),
            form("pr i", 1.0),
            form("prices", 1.0),
            form("cost", 0.5),
        ];
        let found = word(&WordElsewhere {
            forms,
            field: None,
            weight: 2.0,
        });
        let queries = found["dis_max"]["queries"].as_array().unwrap();
        let texts = queries.iter().map(|own| &own["match"]["rank"]);
        let texts: Vec<_> = texts.map(|own| (&own["query"], &own["boost"])).collect();
        let both = json!(format!("price{SAME_POSITION}prices"));
        assert_eq!(
            texts[1..],
            [(&both, &json!(2.0)), (&json!("cost"), &json!(1.0))]
        );
        assert_eq!(queries[0]["bool"]["must"].as_array().unwrap().len(), 2);
    }
}

//! The lists of articles that follow the first one: of other searches, sections, years.
//!
//! The rest of the objects around a list is walked. A list of the same name is taken, and one under
//! any name whose first item calls its headline and its body as the articles of the first list do:
//! `{"train": [...], "test": [...]}`. Lists of other things, such as categories, have other names
//! for these.

use super::elements::{Elements, Stop};
use super::outline::{List, may_hold_articles};
use super::shape::Shape;
use crate::formats::record::{Field, Names, RecordSeed};
use serde::de::DeserializeSeed as _;
use serde_json::Value;
use std::collections::VecDeque;

/// The deepest object that a list is looked for in.
const DEEPEST: usize = 8;

/// Looks for the next list of articles after another. Its first article is then in `found`, and the
/// stream is after it. `None` at the end of the objects around; articles that are members of objects
/// are in `found` as well.
pub(super) fn next_list(
    elements: &mut Elements<'_>,
    list: &List,
    names: Names<'_>,
    found: &mut VecDeque<Vec<u8>>,
) -> Result<Option<List>, Stop> {
    let mut open = list.open;
    let (mut key, mut kept) = (Vec::new(), Vec::new());
    while open > 0 {
        match elements.peek()?.ok_or(Stop::End)? {
            b'}' | b']' => {
                elements.bump();
                open -= 1;
            }
            b',' => elements.bump(),
            b'{' => {
                elements.bump();
                open += 1;
            }
            b'"' => {
                kept.clear();
                elements.key(&mut key, &mut kept)?;
                kept.clear();
                let name = String::from_utf8_lossy(&key);
                let is_same = name == list.name;
                let may_hold = is_same || may_hold_articles(&name, names);
                match elements.peek()?.ok_or(Stop::End)? {
                    b'[' if may_hold => {
                        elements.bump();
                        if elements.peek()? == Some(b'{') {
                            elements.value(&mut kept)?;
                            if is_same
                                || list.shape.is_some() && list.shape == Shape::of(&kept, names)
                            {
                                found.push_back(kept);
                                let name = name.into_owned();
                                return Ok(Some(List {
                                    open,
                                    name,
                                    is_object: false,
                                    ..list.clone()
                                }));
                            }
                        }
                        elements.skip_rest(1)?;
                    }
                    b'{' if may_hold && list.is_object => {
                        elements.value(&mut kept)?;
                        found.extend(articles_in(&kept, list, names));
                    }
                    b'{' if may_hold && open < DEEPEST => {}
                    b'{' | b'[' => {
                        elements.bump();
                        elements.skip_rest(1)?;
                    }
                    _ => elements.value(&mut kept)?,
                }
            }
            byte => return Err(Stop::Unexpected(byte)),
        }
    }
    Ok(None)
}

/// The articles that an object is or has in it: those of the list's shape, or the object itself if
/// there is a headline or a body.
pub(super) fn articles_in(object: &[u8], list: &List, names: Names<'_>) -> Vec<Vec<u8>> {
    if Shape::of(object, names) == list.shape {
        return vec![object.to_vec()];
    }
    let Ok(value) = serde_json::from_slice(object) else {
        // The reader of articles tells what is wrong with it.
        return vec![object.to_vec()];
    };
    let mut articles = Vec::new();
    collect(&value, list, names, DEEPEST, &mut articles);
    let record = || RecordSeed(names).deserialize(&value).ok();
    let has_text = |field| record().is_some_and(|record| record.rank_of(field).is_some());
    if articles.is_empty() && (has_text(Field::Headline) || has_text(Field::Body)) {
        articles.push(object.to_vec());
    }
    articles
}

/// Adds the articles within a value, in their order.
fn collect(value: &Value, list: &List, names: Names<'_>, levels: usize, out: &mut Vec<Vec<u8>>) {
    let Some(levels) = levels.checked_sub(1) else {
        return;
    };
    let inner: Vec<&Value> = match value {
        Value::Array(items) => items.iter().collect(),
        Value::Object(members) => {
            let members = members.iter();
            let members = members.filter(|(name, _)| may_hold_articles(name, names));
            members.map(|(_, value)| value).collect()
        }
        _ => return,
    };
    for value in inner {
        let bytes = value.is_object().then(|| value.to_string().into_bytes());
        match bytes.filter(|bytes| Shape::of(bytes, names) == list.shape) {
            Some(article) => out.push(article),
            None => collect(value, list, names, levels, out),
        }
    }
}

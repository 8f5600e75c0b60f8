//! What a JSON Feed says for all its items: their language and their authors.
//!
//! These members are before the list of items, and each item without its own gets them. Items are
//! many and are read one by one, so only short members are shared. A longer one is told of once.
//!
//! Source: <https://jsonfeed.org/version/1.1>.

use super::elements::{Elements, Stop};
use serde_json::{Map, Value};
use std::sync::Arc;

/// The longest member that is shared, in bytes.
const LONGEST: usize = 4096;

/// Members that items may do without, in groups: an item with one of a group has its own. Version
/// 1.0 has `author`, version 1.1 `authors`.
const GROUPS: [&[&str]; 2] = [&["language"], &["authors", "author"]];

/// Members of a feed that hold for each item without its own.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Shared {
    /// Each as it is written, by the number of its group.
    members: Arc<[(usize, String)]>,
    /// The names of those that are too long.
    too_long: Vec<&'static str>,
}

impl Shared {
    /// Those in the start of a file, up to its list; none if it is no feed.
    pub(super) fn of_feed(start: &[u8]) -> Self {
        if memchr::memmem::find(start, b"jsonfeed.org/version").is_none() {
            return Self::default();
        }
        let mut object = start.trim_ascii_end().to_vec();
        if object.last() == Some(&b',') {
            object.pop();
        }
        object.push(b'}');
        let feed: Map<String, Value> = serde_json::from_slice(&object).unwrap_or_default();
        let (mut members, mut too_long) = (Vec::new(), Vec::new());
        for (group, names) in GROUPS.iter().enumerate() {
            for name in *names {
                let Some(value) = feed.get(*name).map(Value::to_string) else {
                    continue;
                };
                if value.len() > LONGEST {
                    too_long.push(*name);
                } else {
                    members.push((group, format!("\"{name}\":{value}")));
                }
            }
        }
        Self {
            members: members.into(),
            too_long,
        }
    }

    /// Says of the next member that is too long that items do not get it.
    pub(super) fn next_problem(&mut self) -> Option<String> {
        let name = self.too_long.pop()?;
        Some(format!(
            "`{name}` of the feed is longer than {LONGEST} bytes, so items without their own have \
             none; write it into these items"
        ))
    }

    /// Adds the members to an item that has none of their group.
    pub(super) fn add_to(&self, item: &mut Vec<u8>) {
        if self.members.is_empty() {
            return;
        }
        // The reader of articles tells what is wrong with an item that is no object.
        let Ok(names) = names_in(item) else { return };
        let has = |name: &&str| names.iter().any(|own| own == name.as_bytes());
        let mut added = Vec::new();
        for (group, member) in &*self.members {
            if !GROUPS[*group].iter().any(has) {
                added.extend_from_slice(member.as_bytes());
                added.push(b',');
            }
        }
        if names.is_empty() {
            added.pop();
        }
        item.splice(1..1, added);
    }
}

/// The names of an object's own members.
fn names_in(object: &[u8]) -> Result<Vec<Vec<u8>>, Stop> {
    let mut elements = Elements::new(Box::new(object));
    let (mut names, mut key, mut kept) = (Vec::new(), Vec::new(), Vec::new());
    elements.take(b'{', &mut kept)?;
    loop {
        kept.clear();
        match elements.peek()?.ok_or(Stop::End)? {
            b'}' => return Ok(names),
            b',' => elements.bump(),
            _ => {
                elements.key(&mut key, &mut kept)?;
                elements.value(&mut kept)?;
                names.push(key.clone());
            }
        }
    }
}

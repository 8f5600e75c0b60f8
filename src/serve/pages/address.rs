//! Addresses of pages: a search with other parameters, and an article in its search.
//!
//! Every link of a page is made here. So a search is always in the address, and nowhere else.

use crate::article::Article;
use crate::serve::ask::params::{Params, encoded};

/// The parameters of a search, to be changed.
#[derive(Debug, Clone)]
pub(super) struct Address(Vec<(String, String)>);

impl Address {
    /// The parameters of a page that are those of its search.
    pub(super) fn of(params: &Params) -> Self {
        let own = params
            .iter()
            .filter(|(name, _)| !matches!(*name, "rank" | "as" | "path" | "next"));
        Self(
            own.map(|(name, value)| (name.to_owned(), value.to_owned()))
                .collect(),
        )
    }

    /// The same without a parameter.
    pub(super) fn without(&self, name: &str) -> Self {
        let others = self.0.iter().filter(|(own, _)| own != name);
        Self(others.cloned().collect())
    }

    /// The same with one value of a parameter, instead of those that it has.
    pub(super) fn set(&self, name: &str, value: &str) -> Self {
        let mut others = self.without(name);
        others.0.push((name.to_owned(), value.to_owned()));
        others
    }

    /// The same with a value, or without it if it has it, from the first hit on.
    pub(super) fn toggled(&self, name: &str, value: &str) -> Self {
        let mut own = self.without("offset");
        let before = own.0.len();
        own.0.retain(|(known, one)| known != name || one != value);
        if own.0.len() == before {
            own.0.push((name.to_owned(), value.to_owned()));
        }
        own
    }

    /// Its parameters but for those of these names, for a form.
    pub(super) fn but(&self, names: &[&str]) -> Vec<(String, String)> {
        let others = self.0.iter();
        others
            .filter(|(name, _)| !names.contains(&name.as_str()))
            .cloned()
            .collect()
    }

    /// What is after the path: nothing, or `?` and the parameters.
    pub(super) fn query(&self) -> String {
        let parts = self
            .0
            .iter()
            .map(|(name, value)| format!("{}={}", encoded(name), encoded(value)));
        match parts.collect::<Vec<_>>().join("&") {
            none if none.is_empty() => none,
            parts => format!("?{parts}"),
        }
    }

    /// The page of results.
    pub(super) fn results(&self) -> String {
        format!("/{}", self.query())
    }

    /// The page of an article of its results. Without a rank it is not one of them.
    pub(super) fn article(&self, archive: &str, article: &Article, rank: Option<u64>) -> String {
        let own = match rank {
            Some(rank) => self.without("offset").set("rank", &rank.to_string()),
            None => self.clone(),
        };
        of_article("article", archive, article, &own)
    }
}

/// An address of an article, which is named by its path as well where its id may be that of others.
pub(super) fn of_article(kind: &str, archive: &str, article: &Article, more: &Address) -> String {
    let own = more.set("path", &article.origin.to_string());
    let (archive, id) = (encoded(archive), encoded(&article.id.0));
    format!("/{kind}/{archive}/{id}{}", own.query())
}

/// No parameters.
pub(super) fn plain() -> Address {
    Address(Vec::new())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::serve::ask::parameter::{QUERY, VALUES};

    #[test]
    fn a_value_is_added_and_taken_away() {
        let params = Params::read("q=a%26b&source=X+Y", &[QUERY, VALUES], true).unwrap();
        let address = Address::of(&params);
        let other = address.toggled("source", "Z").results();
        assert_eq!(other, "/?q=a%26b&source=X%20Y&source=Z");
        assert_eq!(address.toggled("source", "X Y").results(), "/?q=a%26b");
        assert_eq!(address.set("q", "c").without("source").results(), "/?q=c");
        assert_eq!(plain().results(), "/");
    }
}

//! Everything that is on the screen, and questions about it.
//!
//! `update` changes it, `draw` shows it. What depends on the size of the screen is remembered here
//! by `draw`, because keys such as Page Down and the mouse need it.

use super::hit::Hit;
use super::line::Line;
use super::narrowing::Narrowing;
use super::requests::{FacetCounts, Listed};
use crate::article::Article;
use crate::dossiers::Dossiers;
use crate::present::{BrokenText, counted};
use crate::query::{Bucket, FieldValue, Marks, SortOrder, Suggestion, SuggestionKind, Timeline};
use ratatui::layout::Rect;
use std::collections::{BTreeSet, VecDeque};
use std::sync::Arc;

/// The narrowest screen with list and preview side by side.
pub(super) const WIDE: u16 = 100;

/// How the view was called.
#[derive(Debug, Clone, Default)]
pub struct Invocation {
    /// The names of the archives that are searched.
    pub archives: Vec<String>,
    /// The names of fields that a query may use.
    pub fields: Vec<String>,
    /// Whether the mouse is used.
    pub mouse: bool,
    /// The dossier that articles are marked for.
    pub dossier: Option<String>,
    /// The values that articles must have, chosen from the start.
    pub values: Vec<FieldValue>,
}

/// What keys go to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Focus {
    /// The query line.
    #[default]
    Query,
    List,
    Preview,
    Timeline,
    Facets,
}

/// How many values of a facet are listed until more are asked for.
const SHOWN: usize = 12;

/// A line of the facets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FacetRow<'a> {
    /// A value of a field, and its articles.
    Value(&'static str, &'a str, u64),
    /// So many more values of a field, which can be listed.
    More(&'static str, usize),
    /// All values of a field that can be listed are; there are so many others.
    Fewer(&'static str, usize),
}

impl FacetRow<'_> {
    /// The field.
    pub(super) fn field(self) -> &'static str {
        match self {
            Self::Value(field, ..) | Self::More(field, _) | Self::Fewer(field, _) => field,
        }
    }
}

/// The article that is read.
#[derive(Debug, Default)]
pub(super) struct Preview {
    /// The whole article and the hash of its text, once it was read. The one before stays until
    /// then.
    pub(super) article: Option<(Arc<Article>, String)>,
    /// Whether the article that is chosen is still to come, or what the query marks in it.
    pub(super) is_open: bool,
    /// What the query marks in it.
    pub(super) marks: Marks,
    /// Where its lines break; none before it is drawn.
    pub(super) layout: Option<Layout>,
    /// The first line that is seen.
    pub(super) top: usize,
    /// Which match is the current one, counted from 0.
    pub(super) current: usize,
    /// Whether the preview shall go to the current match when it is drawn next.
    pub(super) goes_to_match: bool,
    /// How many lines of it were seen last.
    pub(super) height: usize,
}

/// Where the lines of an article break, in so many columns.
#[derive(Debug)]
pub(super) struct Layout {
    pub(super) width: usize,
    pub(super) headline: BrokenText,
    pub(super) body: BrokenText,
}

/// Something in front of the view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Dialog {
    Help {
        top: usize,
    },
    /// Saved queries: name and query, and which is chosen.
    Saved {
        all: Vec<(String, String)>,
        chosen: usize,
    },
    /// A text is asked for.
    Prompt {
        asks: Prompt,
        line: Line,
    },
    /// A text to read, or to select with the mouse.
    Shown {
        title: String,
        text: String,
        /// The first line that is seen.
        top: usize,
    },
}

/// What a text is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Prompt {
    /// The dossier that articles are marked for; the chosen article is marked at once.
    Dossier,
    /// The dossier that articles are marked for from now on.
    Choose,
    /// A note on the chosen article.
    Note,
    /// The name under which the query is saved.
    Save,
}

impl Prompt {
    /// Whether the name of a dossier is asked for.
    pub(super) fn is_dossier(self) -> bool {
        matches!(self, Self::Dossier | Self::Choose)
    }
}

/// Where parts of the screen are, for the mouse.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Places {
    pub(super) list: Rect,
    pub(super) preview: Rect,
    pub(super) timeline: Rect,
    pub(super) facets: Rect,
}

/// Everything that is on the screen.
#[derive(Debug, Default)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is true at times of its own: hits may be there while the timeline is not"
)]
pub struct State {
    pub(super) invocation: Invocation,
    pub(super) line: Line,
    pub(super) narrowing: Narrowing,
    pub(super) sort: SortOrder,
    pub(super) focus: Focus,
    /// The number of the search that was asked for last.
    pub(super) number: u64,
    /// Whether its hits are still to come.
    pub(super) is_pending: bool,
    /// Whether anything of it is still to come.
    pub(super) is_working: bool,
    /// Whether more hits of it are on their way.
    pub(super) awaits_more: bool,
    /// How many hits were asked for last, and whether the list has all that there are.
    pub(super) asked: usize,
    pub(super) is_complete: bool,
    /// The query of the list that is seen.
    pub(super) shown_query: String,
    pub(super) hits: Vec<Hit>,
    pub(super) total: u64,
    pub(super) millis: u128,
    pub(super) notes: Vec<String>,
    pub(super) suggestions: Vec<Suggestion>,
    pub(super) failure: Option<String>,
    pub(super) selected: usize,
    /// The first hit that is seen.
    pub(super) top: usize,
    pub(super) preview: Preview,
    /// The bars of the timeline, over everything that the query finds without its span.
    pub(super) timeline: Option<Timeline>,
    /// The chosen bar.
    pub(super) bar: usize,
    /// The bars as they were drawn.
    pub(super) bars: Vec<Bucket>,
    pub(super) facets: Vec<FacetCounts>,
    pub(super) has_facets: bool,
    /// The facets of which more than the first values are listed.
    pub(super) open_facets: BTreeSet<&'static str>,
    pub(super) facet_row: usize,
    pub(super) dossiers: Dossiers,
    /// The dossier that articles are marked for.
    pub(super) dossier: Option<String>,
    pub(super) dialog: Option<Dialog>,
    /// What was said last, until the next key.
    pub(super) message: Option<String>,
    /// Queries that were typed before, for Up in the query line.
    pub(super) history: VecDeque<String>,
    pub(super) places: Places,
    pub(super) width: u16,
    /// How many hits of the list were seen last.
    pub(super) list_height: usize,
}

impl State {
    /// The view with a query, before its first search.
    #[must_use]
    pub fn new(invocation: Invocation, query: &str, sort: SortOrder) -> Self {
        Self {
            dossier: invocation.dossier.clone(),
            narrowing: Narrowing::of(invocation.values.clone()),
            invocation,
            line: Line::new(query),
            sort,
            ..Self::default()
        }
    }

    /// Whether an answer is still to come.
    #[must_use]
    pub fn is_waiting(&self) -> bool {
        self.is_working || self.preview.is_open
    }

    /// What the list is of, with everything that is chosen.
    #[must_use]
    pub fn listed(&self) -> Listed {
        let (typed, fields) = (self.line.text(), &self.invocation.fields);
        Listed {
            query: self.narrowing.text(typed, fields),
            values: self.narrowing.values(),
            sort: self.sort,
        }
    }

    /// What is kept of it in a saved query, which has no values beside it.
    pub(super) fn kept_query(&self) -> String {
        let (typed, fields) = (self.line.text(), &self.invocation.fields);
        self.narrowing.text_with_values(typed, fields)
    }

    /// Whether nothing limits the list.
    #[must_use]
    pub fn lists_all(&self) -> bool {
        self.line.text().trim().is_empty() && self.narrowing.is_empty()
    }

    /// The chosen hit.
    pub(super) fn hit(&self) -> Option<&Hit> {
        self.hits.get(self.selected)
    }

    /// Whether list and preview are side by side.
    pub(super) fn is_wide(&self) -> bool {
        self.width >= WIDE
    }

    /// The dossiers that have an article.
    pub(super) fn dossiers_of(&self, hit: &Hit) -> Vec<&str> {
        let found = self.dossiers.marks_of(&hit.article.id.0, &hit.text);
        found.collect()
    }

    /// The lines of facets that can be chosen.
    pub(super) fn facet_rows(&self) -> Vec<FacetRow<'_>> {
        let rows = self.facets.iter().flat_map(|facet| {
            let field = facet.field;
            let is_open = self.open_facets.contains(field);
            let values = facet.values.iter().enumerate();
            let values = values.filter(move |(place, (value, _))| {
                is_open || *place < SHOWN || self.narrowing.has(field, value)
            });
            let values: Vec<_> = values
                .map(|(_, (value, count))| FacetRow::Value(field, value, *count))
                .collect();
            let rest = facet.values.len() - values.len();
            let more = match (rest, is_open && facet.values.len() > SHOWN) {
                (0, false) => None,
                (0, true) => Some(FacetRow::Fewer(field, facet.others)),
                _ => Some(FacetRow::More(field, rest + facet.others)),
            };
            values.into_iter().chain(more)
        });
        rows.collect()
    }

    /// What is wrong, other searches, and notes on the query, a sentence each.
    pub(super) fn remarks(&self) -> Vec<String> {
        let failure = self.failure.iter().map(|why| format!("error: {why}"));
        let others = self.suggestions.iter().zip(1..);
        let others = others.map(|(own, digit)| suggested(own, digit));
        let notes = self.notes.iter().map(|note| format!("note: {note}"));
        failure.chain(others).chain(notes).collect()
    }

    /// How the current order is called.
    pub(super) fn sort_name(&self) -> &'static str {
        match self.sort {
            SortOrder::Relevance => "best match first",
            SortOrder::Newest => "newest first",
            SortOrder::Oldest => "oldest first",
            SortOrder::Quality => "best recognised first",
        }
    }
}

fn suggested(own: &Suggestion, digit: usize) -> String {
    let found = counted(own.total, "article");
    match own.kind {
        SuggestionKind::Spelling => format!("{digit} did you mean {}? {found}", own.query),
        SuggestionKind::WithoutWord
        | SuggestionKind::WithoutFilter
        | SuggestionKind::WithoutQuotes => {
            format!("{digit} without {}: {found}", own.without)
        }
        SuggestionKind::AnyStatus => format!("{digit} not public: {found}"),
        SuggestionKind::Refresh => format!("{} new files: refresh the index", own.total),
    }
}

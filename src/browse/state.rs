//! Everything that is on the screen, and questions about it.
//!
//! `update` changes it, `draw` shows it. What depends on the size of the screen is remembered here
//! by `draw`, because keys such as Page Down and the mouse need it.

use super::line::Line;
use super::narrowing::Narrowing;
use super::requests::FacetCounts;
use crate::article::Article;
use crate::dossiers::{Dossiers, text_hash};
use crate::present::MarkedLine;
use crate::query::{Bucket, Marks, SearchHit, SortOrder, Suggestion, Timeline};
use ratatui::layout::Rect;
use std::collections::VecDeque;
use std::ops::Range;
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

/// A hit as it is listed.
#[derive(Debug, Clone)]
pub(super) struct Hit {
    pub(super) rank: u64,
    pub(super) archive: String,
    /// The number of other copies.
    pub(super) copies: u64,
    pub(super) headline_matches: Vec<Range<usize>>,
    pub(super) article: Arc<Article>,
    /// The hash of its text, by which dossiers know it.
    pub(super) text: String,
}

impl From<SearchHit> for Hit {
    fn from(hit: SearchHit) -> Self {
        Self {
            rank: hit.rank,
            archive: hit.archive,
            copies: hit.copies.map_or(0, |copies| copies.others),
            headline_matches: hit.headline_matches,
            text: text_hash(&hit.article),
            article: Arc::new(hit.article),
        }
    }
}

/// The article that is read.
#[derive(Debug, Default)]
pub(super) struct Preview {
    /// What the query marks in it, once that is known.
    pub(super) marks: Option<Marks>,
    /// Its lines, and the width that they are made for; none before it is drawn.
    pub(super) lines: Option<(usize, Vec<MarkedLine>)>,
    /// How many of its lines are the headline.
    pub(super) headline: usize,
    /// The first line that is seen.
    pub(super) top: usize,
    /// Which match is the current one, counted from 0.
    pub(super) current: usize,
    /// Whether the preview shall go to the current match when it is drawn next.
    pub(super) goes_to_match: bool,
    /// How many lines of it were seen last.
    pub(super) height: usize,
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
            invocation,
            line: Line::new(query),
            sort,
            ..Self::default()
        }
    }

    /// Whether an answer is still to come.
    #[must_use]
    pub fn is_waiting(&self) -> bool {
        self.is_working || self.preview_is_open()
    }

    /// The query with everything that is chosen.
    #[must_use]
    pub fn query(&self) -> String {
        self.narrowing
            .query(self.line.text(), &self.invocation.fields)
    }

    /// Whether the marks of the shown article are still to come.
    fn preview_is_open(&self) -> bool {
        self.preview.marks.is_none() && self.hit().is_some()
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

    /// The lines of facets that can be chosen: field, value, count.
    pub(super) fn facet_values(&self) -> Vec<(&'static str, &str, u64)> {
        let values = self.facets.iter().flat_map(|facet| {
            let values = facet.values.iter();
            values.map(|(value, count)| (facet.field, value.as_str(), *count))
        });
        values.collect()
    }

    /// The order of the list.
    #[must_use]
    pub fn sort(&self) -> SortOrder {
        self.sort
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

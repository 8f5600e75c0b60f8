//! What `timeline`, `facets`, `kwic` and `terms` show: as text with bars, as JSON, as tables.
//!
//! Shares are from 0 to 1 for programs and in percent for people. A table is long: one row for each
//! number, as R and spreadsheets read it.

mod bars;
mod chart;
mod facets;
mod key_terms;
mod lines;
mod timeline;
mod timeline_report;
mod timeline_text;

pub use bars::fitted;
pub use facets::FacetList;
pub use key_terms::{KeyTermPeriod, KeyTermReport};
pub use lines::{LineFormat, LineWriter};
pub use timeline_report::TimelineReport;
pub use timeline_text::timeline_line;

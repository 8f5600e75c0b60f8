//! Records that are shown as text and as JSON, one a file.

mod article;
mod article_documents;
mod copies;
mod dossier;
mod evaluation;
mod exported;
mod generations;
mod overview;
mod parse_summary;
mod parsed;
pub(super) mod problems;
mod status;

pub use article::{ArticleView, place_of_date};
pub use copies::FamilyView;
pub use dossier::{DossierEntry, DossierList, DossierNames, MarkState};
pub use evaluation::EvaluationReport;
pub use exported::ExportedArticle;
pub use overview::{
    FacetList, KeyTermPeriod, KeyTermReport, LineFormat, LineWriter, TimelineReport, fitted,
    timeline_line,
};
pub use parse_summary::ParseSummary;
pub use parsed::{NotRead, Parsed};
pub use problems::unlisted_problems;
pub use status::{Freshness, Status};

//! An article to take along: a reference, a note, a record.
//!
//! The formats are those of `present`, as `cite`, `show` and `search` write them.

use super::TABLES;
use crate::present::{
    ArticleView, CITATION_STYLES, Column, Detail, OutputFormat, PageOptions, PathOutput, Show,
    Writer,
};
use crate::query::{SearchHit, SearchPage};
use crate::serve::ask::article::Found;
use crate::serve::ask::fault::Fault;
use crate::serve::ask::params::Params;
use crate::serve::http::app::Call;
use crate::serve::http::reply::{JSON, Reply};

/// A format to take an article along in.
pub(super) struct Format {
    pub(super) name: &'static str,
    pub(super) label: &'static str,
    /// Its type.
    kind: &'static str,
    /// The end of a file's name; empty for what is shown.
    end: &'static str,
}

/// The formats.
pub(super) const FORMATS: [Format; 6] = [
    of("cite", "Cite", "text/plain; charset=utf-8", ""),
    of("markdown", "Markdown", "text/markdown; charset=utf-8", "md"),
    of(
        "ris",
        "RIS",
        "application/x-research-info-systems; charset=utf-8",
        "ris",
    ),
    of(
        "bibtex",
        "BibTeX",
        "application/x-bibtex; charset=utf-8",
        "bib",
    ),
    of("csv", "CSV", "text/csv; charset=utf-8", "csv"),
    of("json", "JSON", JSON, "json"),
];

const fn of(
    name: &'static str,
    label: &'static str,
    kind: &'static str,
    end: &'static str,
) -> Format {
    Format {
        name,
        label,
        kind,
        end,
    }
}

/// `/take/{archive}/{id}?as=…`
pub(in crate::serve::pages) fn answer(call: &Call) -> Result<Reply, Fault> {
    let params = Params::read(&call.query, TABLES, true)?;
    let name = params.get("as").unwrap_or("cite");
    let format = FORMATS.iter().find(|own| own.name == name);
    let format = format.ok_or_else(|| Fault::of("as", "there is no such format"))?;
    let found = Found::by_id(&call.holdings, call.part(0), call.part(1), &params)?;
    let article = &found.article;
    let mut body = Vec::new();
    match format.name {
        "markdown" => ArticleView::of(article).markdown(&mut body)?,
        "json" => article.json(&mut body)?,
        "csv" => csv(&found, &mut body)?,
        style => {
            let style = if style == "cite" { "text" } else { style };
            let styles = CITATION_STYLES.iter().filter(|own| own.name == style);
            for own in styles {
                (own.write)(&mut std::iter::once(article), &mut body)?;
            }
        }
    }
    let reply = Reply::of(format.kind, body);
    if format.end.is_empty() {
        return Ok(reply);
    }
    let stem: String = article.id.0.chars().take(80).collect();
    Ok(reply.kept_as_file(&format!("{stem}.{}", format.end)))
}

/// The article as a table of one row.
fn csv(found: &Found, out: &mut Vec<u8>) -> Result<(), Fault> {
    let Some(OutputFormat {
        writer: Writer::Page(writer),
        ..
    }) = OutputFormat::named("csv")
    else {
        return Ok(());
    };
    let hit = SearchHit {
        rank: 1,
        score: 0.0,
        explanation: None,
        archive: found.archive.name.clone(),
        copies: None,
        article: found.article.clone(),
        headline_matches: Vec::new(),
        passages: Vec::new(),
    };
    let page = SearchPage {
        hits: vec![hit],
        total: 1,
        ..SearchPage::default()
    };
    let names = "headline,published,source,place,agency,bylines,section,url,id,archive,path,body";
    let options = PageOptions {
        width: 80,
        folders: Vec::new(),
        path_output: PathOutput::Lines,
        columns: Column::named(names).ok(),
        detail: Detail::Compact,
        links: false,
    };
    Ok(writer.write(&page, &options, out)?)
}

//! `dateline browse --plain`: the same with prompts, line by line, for screen readers and scripts.
//!
//! A line is a query, a number, or a command that starts with a colon. Nothing moves on the screen.

use super::BrowseArgs;
use super::actions::{said, search_command};
use crate::browse::{Answer, Listed};
use crate::cli::context::Context;
use crate::cli::exit::ExitStatus;
use crate::cli::misuse::Misuse;
use crate::cli::output::stream;
use crate::cli::searching::{FoundArticle, LastSearch, PreparedSearch, SavedQueries, dossiers};
use crate::dossiers::{MarkedArticle, text_hash};
use crate::present::{
    ArticleView, CITATION_STYLES, Detail, FacetList, OUTPUT_FORMATS, PageOptions, PathOutput, Show,
    Writer, for_terminal, timeline_line,
};
use crate::query::{
    QueryPlan, SearchHit, SearchPage, SearchRequest, SortOrder, Timeline, facet_named, facet_names,
};
use jiff::Timestamp;
use std::io::{self, BufRead};

/// How many hits are listed at once.
const PAGE: usize = 10;

const HELP: &str = "\
A line is a query, or one of these:
  3                 read article 3 of the list
  :more             the next articles of the list
  :sort newest      order: relevance, newest, oldest
  :mark 3 NAME      put article 3 into a dossier; :unmark 3 NAME takes it out
  :cite 3           print a reference to article 3
  :path 3           print the path of its file
  :open 3           open it in the editor or the browser
  :times            when the articles were published
  :facets           values of fields and their articles; :facets source lists one field
  :notes            how the query was read, and other searches
  :saved            list saved queries; watch:NAME searches for one
  :save NAME        save the query
  :command          print the command line that prints this list
  :help             this help
  :quit             end (or the end of the input)
";

/// Reads lines until there are no more.
///
/// # Errors
/// If standard input cannot be read, or standard output cannot be written to.
pub(super) fn run(
    args: &BrowseArgs,
    search: PreparedSearch<'_>,
    context: &Context,
) -> anyhow::Result<ExitStatus> {
    let mut plain = Plain {
        args,
        search,
        context,
        query: args.query.text(),
        sort: SortOrder::default(),
        page: SearchPage::default(),
    };
    write("dateline browse: type a query, a number, or :help\n")?;
    plain.reported(|plain| plain.list(0))?;
    let mut line = String::new();
    loop {
        write("> ")?;
        line.clear();
        let mut bytes = Vec::new();
        if io::stdin().lock().read_until(b'\n', &mut bytes)? == 0 {
            write("\n")?;
            return Ok(ExitStatus::Success);
        }
        line.push_str(&String::from_utf8_lossy(&bytes));
        let typed = line.trim();
        if matches!(typed, ":quit" | ":q") {
            return Ok(ExitStatus::Success);
        }
        plain.reported(|plain| plain.line(typed))?;
    }
}

fn write(text: &str) -> io::Result<()> {
    stream::write_plain(|out| out.write_all(text.as_bytes()))
}

struct Plain<'a> {
    args: &'a BrowseArgs,
    search: PreparedSearch<'a>,
    context: &'a Context,
    query: String,
    sort: SortOrder,
    /// The list with all pages that were printed.
    page: SearchPage,
}

impl Plain<'_> {
    /// Does something, and says what went wrong. Only errors of the streams end the command.
    fn reported(
        &mut self,
        act: impl FnOnce(&mut Self) -> anyhow::Result<()>,
    ) -> anyhow::Result<()> {
        match act(self) {
            Err(error) if error.is::<io::Error>() => Err(error),
            Err(error) => {
                if let Answer::Said(text) = said(&error) {
                    stream::say("error", &for_terminal(&text));
                }
                Ok(())
            }
            Ok(()) => Ok(()),
        }
    }

    fn line(&mut self, typed: &str) -> anyhow::Result<()> {
        if typed.is_empty() {
            return Ok(());
        }
        if typed.bytes().all(|byte| byte.is_ascii_digit()) {
            return self.read(typed);
        }
        let Some(command) = typed.strip_prefix(':') else {
            typed.clone_into(&mut self.query);
            return self.list(0);
        };
        let words: Vec<&str> = command.split_whitespace().collect();
        match words[..] {
            ["help" | "h"] => Ok(write(HELP)?),
            ["more" | "m"] => self.list(self.page.hits.len()),
            ["sort", order] => {
                self.sort = match order {
                    "relevance" => SortOrder::Relevance,
                    "newest" => SortOrder::Newest,
                    "oldest" => SortOrder::Oldest,
                    _ => {
                        return Err(Misuse::error(
                            format!("unknown order `{order}`"),
                            "type :sort relevance, newest or oldest",
                        ));
                    }
                };
                self.list(0)
            }
            ["mark", rank, name] => self.mark(rank, name),
            ["mark", rank] if self.args.dossier.is_some() => {
                let name = self.args.dossier.clone().unwrap_or_default();
                self.mark(rank, &name)
            }
            ["unmark", rank, name] => self.unmark(rank, name),
            ["cite", rank] => {
                let article = &self.hit(rank)?.article;
                let write = CITATION_STYLES[0].write;
                Ok(stream::write_plain(|out| {
                    write(&mut std::iter::once(article), out)
                })?)
            }
            ["path", rank] => {
                let path = self.found(rank)?.file().display().to_string();
                Ok(write(&format!("{}\n", for_terminal(&path)))?)
            }
            ["open", rank] => self.found(rank)?.open(),
            ["times"] => self.times(),
            ["facets"] => self.facets(None),
            ["facets", name] => self.facets(Some(name)),
            ["notes"] => self.notes(),
            ["saved"] => self.saved(),
            ["save", name] => {
                SavedQueries::save(name, &self.query, self.context.config())?;
                Ok(write(&format!("saved as watch:{name}\n"))?)
            }
            ["command"] => {
                let list = Listed {
                    query: self.query.trim().to_owned(),
                    values: self.args.query.exactly.values().to_vec(),
                    sort: self.sort,
                };
                let command = search_command(&self.args.query, &list);
                Ok(write(&format!("{}\n", for_terminal(&command)))?)
            }
            _ => Err(Misuse::error(
                format!("unknown command `:{command}`"),
                "type :help",
            )),
        }
    }

    fn request(&self) -> anyhow::Result<(SearchRequest, Vec<String>)> {
        let (request, notes) = self.search.with_query(&self.query)?;
        let sort = self.sort;
        Ok((SearchRequest { sort, ..request }, notes))
    }

    fn plan(&self, request: &SearchRequest) -> QueryPlan {
        let schema = self.search.archives.schema();
        QueryPlan::new(request, schema, &self.search.synonyms)
    }

    /// Searches, and prints the hits from a place on.
    fn list(&mut self, offset: usize) -> anyhow::Result<()> {
        let (request, notes) = self.request()?;
        let request = SearchRequest {
            limit: PAGE,
            offset,
            ..request
        };
        let engine = self.search.engine();
        let mut page = engine.search(&self.plan(&request))?;
        if offset > 0 && page.hits.is_empty() {
            return Ok(write("there are no more\n")?);
        }
        for note in notes.iter().chain(&page.notes).filter(|_| offset == 0) {
            stream::say("note", &for_terminal(note));
        }
        self.print(&page)?;
        if offset > 0 {
            page.hits.splice(0..0, self.page.hits.drain(..));
            page.offset = 0;
        }
        self.page = page;
        LastSearch::of(&self.page, &self.search.archives).save();
        Ok(())
    }

    fn print(&self, page: &SearchPage) -> anyhow::Result<()> {
        if page.total == 0 {
            return Ok(write("no article matches\n")?);
        }
        let archives = self.search.archives.iter();
        let folders = archives.map(|own| (own.archive.name.clone(), own.generation.folders()));
        let options = PageOptions {
            width: stream::width(),
            folders: folders.collect(),
            path_output: PathOutput::Lines,
            columns: None,
            detail: Detail::Compact,
            links: false,
        };
        if let Writer::Page(writer) = OUTPUT_FORMATS[0].writer {
            stream::write_styled(|out| writer.write(page, &options, out))?;
        }
        Ok(())
    }

    /// The hit of that number.
    fn hit(&self, rank: &str) -> anyhow::Result<&SearchHit> {
        let place = rank
            .parse::<usize>()
            .ok()
            .and_then(|rank| rank.checked_sub(1));
        let hit = place.and_then(|place| self.page.hits.get(place));
        hit.ok_or_else(|| {
            let shown = match self.page.hits.len() {
                0 => "the list is empty".to_owned(),
                hits => format!("the list has 1 to {hits}"),
            };
            Misuse::error(format!("no article {rank}: {shown}"), ":more lists more")
        })
    }

    fn found(&self, rank: &str) -> anyhow::Result<FoundArticle> {
        let hit = self.hit(rank)?;
        let archives = &self.search.archives;
        let folders = archives.named(&hit.archive).generation.folders();
        let typed = self.args.query.location.typed();
        Ok(FoundArticle::unmarked(hit.article.clone(), folders, typed))
    }

    fn read(&self, rank: &str) -> anyhow::Result<()> {
        let hit = self.hit(rank)?;
        let (request, _) = self.request()?;
        let marks = self
            .search
            .engine()
            .marks(&self.plan(&request), &hit.article)?;
        let view = ArticleView {
            headline_matches: marks.headline,
            body_matches: marks.body,
            ..ArticleView::of(&hit.article)
        };
        Ok(stream::write_styled(|out| view.text(stream::width(), out))?)
    }

    fn mark(&self, rank: &str, name: &str) -> anyhow::Result<()> {
        dossiers::check_name(name)?;
        let found = self.found(rank)?;
        let archive = crate::dossiers::archive_name(&found.folders);
        let mark = MarkedArticle::new(name, &found.article, &archive, Timestamp::now());
        dossiers::change(|all| all.add(mark))?;
        Ok(write(&format!("{rank} is marked as {name}\n"))?)
    }

    fn unmark(&self, rank: &str, name: &str) -> anyhow::Result<()> {
        let article = &self.hit(rank)?.article;
        let hash = text_hash(article);
        let is_it = |own: &MarkedArticle| own.id == article.id.0 && own.text == hash;
        let removed = dossiers::change(|all| all.remove(name, is_it))?;
        let was = if removed.is_empty() {
            "was not in"
        } else {
            "is taken out of"
        };
        Ok(write(&format!("{rank} {was} {}\n", for_terminal(name)))?)
    }

    fn times(&self) -> anyhow::Result<()> {
        let (request, _) = self.request()?;
        let engine = self.search.engine();
        let plan = engine.resolved(self.plan(&request))?;
        let timeline = Timeline::of_days(engine.days(&plan)?);
        let mut text = timeline_line(&timeline, stream::width());
        for bucket in timeline.series.iter().flat_map(|own| &own.buckets) {
            if bucket.count > 0 {
                let name = timeline.period.name(bucket.from);
                let line = format!("\n  {name}: {}", bucket.count);
                text.push_str(&line);
            }
        }
        Ok(stream::write_styled(|out| writeln!(out, "{text}"))?)
    }

    fn facets(&self, name: Option<&str>) -> anyhow::Result<()> {
        let names: Vec<&str> = match name {
            Some(name) => vec![name],
            None => facet_names().collect(),
        };
        let fields: Vec<_> = names.iter().filter_map(|name| facet_named(name)).collect();
        if fields.is_empty() {
            let all: Vec<_> = facet_names().collect();
            let why = format!("no facet `{}`", name.unwrap_or_default());
            return Err(Misuse::error(why, format!("there are {}", all.join(", "))));
        }
        let (request, _) = self.request()?;
        let engine = self.search.engine();
        let plan = engine.resolved(self.plan(&request))?;
        let (total, counts) = engine.facets(&plan, &fields)?;
        let names = names.into_iter().map(str::to_owned);
        let list = FacetList {
            query: request.ask.to_string(),
            notes: Vec::new(),
            total,
            facets: names.zip(counts).collect(),
            limit: name.is_none().then_some(PAGE),
        };
        Ok(stream::write_styled(|out| list.text(stream::width(), out))?)
    }

    /// Notes on the query and other searches, all of them.
    fn notes(&self) -> anyhow::Result<()> {
        let (request, notes) = self.request()?;
        let notes = notes.iter().chain(&self.page.notes);
        let mut lines: Vec<String> = notes.map(|note| format!("note: {note}")).collect();
        let engine = self.search.engine();
        let total = self.page.total;
        let others = engine.suggestions(&request, &self.search.synonyms, total)?;
        let others = others.iter();
        lines.extend(others.map(|own| format!("or search for: {} ({})", own.query, own.total)));
        if lines.is_empty() {
            lines.push("there is no note on the query".to_owned());
        }
        let text = lines.join("\n") + "\n";
        Ok(write(&crate::present::lines_for_terminal(&text))?)
    }

    fn saved(&self) -> anyhow::Result<()> {
        let saved = SavedQueries::read(self.context.config())?;
        let mut lines = String::new();
        for own in saved.all() {
            lines.extend(["  watch:", own.name, "  ", own.query, "\n"]);
        }
        let lines = if lines.is_empty() {
            "no query is saved\n".to_owned()
        } else {
            lines
        };
        Ok(write(&crate::present::lines_for_terminal(&lines))?)
    }
}

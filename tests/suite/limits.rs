//! Bounds: docs/limits.md has the numbers of the code, and searches end at their deadline.
//!
//! `DATELINE_BLESS=1 cargo test --test suite the_docs_list` writes the numbers into the page. Read
//! the diff.

use crate::harness::{Archive, answer, engine, request, sample_corpus};
use dateline::query::ask::Ask;
use dateline::query::{
    Deadline, FileSet, Marks, Named, QueryPlan, SearchError, SearchRequest, SortOrder, Synonyms,
};
use std::convert::Infallible;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::time::Duration;

/// For each row of the page in its order: the file with the number, the number's name there, `B` for
/// a number of bytes, and the first cell of the row.
const ROWS: &str = r#"
query/ask/limits.rs MAX_BYTES B bytes of a query
query/ask/limits.rs MAX_WORDS - words of a query
query/ask/limits.rs MAX_DEPTH - parentheses within each other
query/ask/limits.rs MAX_PREFIXES - words with `*`, `?` or `~`
query/plan/patterns.rs MOST_WORDS - words that one of these stands for, except `word*`
query/plan/patterns.rs FEW_WORDS - words that a `word~` stands for
query/dictionary/fitting.rs MOST_TOGETHER - words that all of these stand for, except `word*`
query/dictionary/walk.rs MOST_TERMS - words of the index that a pattern is compared with
query/dictionary/walk.rs MOST_WORK - looks at words of the index, for all patterns
query/plan/reader/special.rs MOST_VALUE_PATTERNS - values with `*` within: `path:*a`
query/ask/limits.rs MAX_EXACT - words searched for exactly (`=wages`)
query/ask/limits.rs MAX_NEAR - words of `"…"~N`
query/plan/reader/special.rs MOST_NEAR_WORDS - words of all `"…"~N` together
query/ask/limits.rs MAX_SLOP - the `N` of `"…"~N`
query/plan/forms.rs MAX_FORMS - ways to write a phrase, with and without hyphens
query/plan/exact/word_form.rs MOST_FORMS - other forms that an exact word is told from
query/plan/queries/mod.rs MAX_PATH - bytes of `path:` that are searched for in parts
query/plan/queries/mod.rs MAX_PATH - bytes of a value with a `*` within: `path:*a`
query/plan/reader/special.rs MAX_WATCHES - watches that a query is read with, counted at each mention
query/plan/reader/special.rs MAX_WATCH_DEPTH - watches within each other
query/passages/choice.rs MAX_SEARCHED B bytes of a text in which words are marked
query/suggest/mod.rs MOST_SPECIAL_PARTS - parts with signs in all queries that suggestions try
query/plan/synonyms/groups.rs MAX_FILE B size of an alias file
query/plan/synonyms/groups.rs MAX_MEMBERS - names of a group
query/plan/synonyms/groups.rs MAX_MEMBER - bytes of a name
query/plan/synonyms/recognise.rs MAX_NAMES - names looked at for a typed name
query/plan/synonyms/recognise.rs MAX_SYNONYMS - synonyms of a word
formats/options.rs MAX_WHOLE_FILE B size of a file or record that is one article
formats/readers/pages/html/page.rs MAX_PAGE B size of a web page
formats/readers/pages/html/tree/build.rs MOST_NODES - nodes of a web page
formats/bytes/markup/attributes.rs MOST_ATTRIBUTES - attributes of a tag
formats/readers/references/ris.rs MAX_ENTRY B size of an entry of RIS
formats/readers/references/bibtex/entries.rs MAX_ENTRY B size of an entry of BibTeX
formats/readers/databases/sqlite.rs MAX_FILE B size of an SQLite file
article/fields/mod.rs MOST_TEXT B text of an article, in all its fields
formats/gather/builder.rs MOST_NAMES - keywords, authors and other names of an article
formats/readers/mail/body.rs DEEPEST - parts of a mail within each other
index/catalog/entry.rs MAX_PROBLEMS_PER_FILE - problems kept of a file
analysis/terms.rs MAX_TERM_LEN - bytes of a term
formats/limits.rs ratio - how many times its size a file unpacks to
formats/limits.rs always B what every file may unpack to
formats/limits.rs total B what a file may unpack to at most
formats/limits.rs layers - archives and compressions within each other
formats/limits.rs members - members of all archives in a file
index/store/generation.rs LARGEST_MANIFEST B size of a manifest
index/segments/link.rs LARGEST_LIST B size of the list of segments
index/store/seal.rs LARGEST_SEAL B size of a seal
index/store/current.rs LONGEST - bytes of `CURRENT`
index/alerts/state.rs LARGEST_STATE B size of the state of alerts
index/alerts/alert.rs LONGEST B size of a headline or an id in an alert
cli/machine.rs MOST_THREADS - threads of a job
cli/machine.rs LEAST B least memory of a job
cli/machine.rs MOST B most memory of a job by default
config/mod.rs LARGEST B size of `dateline.toml`
cli/state.rs LARGEST B size of a file in the user's state folder
config/error.rs MOST_NAMES - names of archives in a message
cli/archives/open.rs MOST_ERRORS - archives whose errors are shown
cli/archives/below.rs MOST - files and folders looked at for indexes below a folder
cli/archives/below.rs DEEPEST - folders within each other there
cli/searching/last_search.rs MOST_RANKS - ranks of a last search
cli/searching/last_search.rs MOST_FILES - terminals with a last search
"#;

/// The number of a constant, or of a field of a literal, in a source file.
fn number_in(file: &str, name: &str) -> u64 {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(file);
    let source = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{file}: {error}"));
    let value = source.lines().find_map(|line| {
        let line = line.trim();
        let line = line.split_once("const ").map_or(line, |(_, line)| line);
        let (declared, value) = line.split_once(": ")?;
        let value = value.split_once(" = ").map_or(value, |(_, value)| value);
        let own = declared == name;
        let digits = value.trim_end_matches([';', ',']).replace('_', "");
        let is_number = digits.starts_with(|c: char| c.is_ascii_digit());
        (own && is_number).then_some(digits)
    });
    let value = value.unwrap_or_else(|| panic!("{file} has no number {name}"));
    let parse = |digits: &str| digits.trim().parse::<u64>().unwrap();
    match value.split_once("<<") {
        Some((number, shift)) => parse(number) << parse(shift),
        None => parse(&value),
    }
}

/// A number as the page has it.
fn written(number: u64, is_bytes: bool) -> String {
    if is_bytes {
        for (shift, name) in [(40, "TiB"), (30, "GiB"), (20, "MiB"), (10, "KiB")] {
            if number >= 1 << shift && number.trailing_zeros() >= shift {
                return format!("{} {name}", number >> shift);
            }
        }
    }
    let digits = number.to_string();
    let groups = digits.as_bytes().rchunks(3).rev();
    let groups: Vec<_> = groups.map(String::from_utf8_lossy).collect();
    groups.join(",")
}

#[test]
fn the_docs_list_the_bounds_of_the_code() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/limits.md");
    let page = fs::read_to_string(&path).unwrap();
    let mut rows = ROWS.lines().skip(1);
    let mut in_table = false;
    let mut blessed = String::new();
    for line in page.lines() {
        match line {
            "<!-- limits -->" => in_table = true,
            "<!-- /limits -->" => in_table = false,
            _ => {}
        }
        let cells: Vec<&str> = line.split(" | ").collect();
        let is_row = in_table && line.starts_with("| ") && !line.starts_with("| what |");
        if is_row {
            let row: Vec<&str> = rows
                .next()
                .expect("the page has more rows")
                .splitn(4, ' ')
                .collect();
            assert_eq!(cells[0], format!("| {}", row[3]), "the order of rows");
            let number = written(number_in(row[0], row[1]), row[2] == "B");
            let rest = cells[2..].join(" | ");
            writeln!(blessed, "{} | {number} | {rest}", cells[0]).unwrap();
        } else {
            writeln!(blessed, "{line}").unwrap();
        }
    }
    assert!(rows.next().is_none(), "the page lacks a row");
    if std::env::var_os("DATELINE_BLESS").is_some() {
        fs::write(&path, &blessed).unwrap();
    }
    assert_eq!(fs::read_to_string(&path).unwrap(), blessed);
}

#[test]
fn every_kind_of_search_ends_at_its_deadline() {
    let archive = sample_corpus();
    archive.index();
    let generation = archive.generation();
    let engine = engine(&generation);
    for query in [
        "troops",
        "troops withdrawal",
        "\"foreign troops\"",
        "\"troops withdrawal\"~9",
        "withdraw*",
        "=troops",
        "=Troops",
        "exact:\"Foreign troops\"",
        "path:text",
        "path:*ex?",
        "*roop*",
        "troosp~",
        "-troops",
        "",
    ] {
        for sort in [SortOrder::Relevance, SortOrder::Newest] {
            let mut request = request(&generation, query);
            request.sort = sort;
            let mut outcome = |deadline| {
                request.deadline = deadline;
                let plan = QueryPlan::new(&request, &generation.schema, &Synonyms::default());
                let page = engine.search(&plan);
                let ids = engine.ids(&plan).map(|ids| ids.len());
                (page, ids)
            };
            let (page, ids) = outcome(Deadline::after(Duration::ZERO));
            let timed_out = |error| matches!(error, Some(SearchError::TimedOut { .. }));
            assert!(timed_out(page.err()), "{query} {sort:?}");
            assert!(timed_out(ids.err()), "ids of {query} {sort:?}");
            let (free, _) = outcome(Deadline::default());
            let (timed, _) = outcome(Deadline::after(Duration::from_hours(1)));
            let (free, timed) = (free.unwrap(), timed.unwrap());
            assert_eq!(
                (free.total, free.hits),
                (timed.total, timed.hits),
                "{query}"
            );
        }
    }
}

#[test]
fn patterns_end_at_the_deadline_before_they_are_expanded() {
    let archive = sample_corpus();
    archive.index();
    let generation = archive.generation();
    let engine = engine(&generation);
    let article = answer(&generation, &request(&generation, "troops")).hits[0]
        .article
        .clone();
    for query in ["*a*", "troosp~", "withdraw*"] {
        let marks = |deadline| {
            let mut request = request(&generation, query);
            request.deadline = deadline;
            let plan = QueryPlan::new(&request, &generation.schema, &Synonyms::default());
            engine.marks(&plan, &article)
        };
        let late = marks(Deadline::after(Duration::ZERO)).err();
        assert!(
            matches!(late, Some(SearchError::TimedOut { .. })),
            "{query}"
        );
        assert_ne!(
            marks(Deadline::default()).unwrap(),
            Marks::default(),
            "{query}"
        );
    }
}

#[test]
fn a_wildcard_for_a_value_that_is_too_long_finds_nothing_and_says_so() {
    let archive = sample_corpus();
    archive.index();
    let generation = archive.generation();
    let mut asked = request(&generation, "path:*?.txt");
    assert!(answer(&generation, &asked).total > 0);
    for (pairs, is_long) in [(520, true), (50, false)] {
        let query = format!("path:{0} OR -path:{0}", "*?".repeat(pairs) + "a");
        asked = request(&generation, &query);
        let notes = answer(&generation, &asked).notes;
        let said = notes.iter().filter(|note| note.contains("1024 bytes"));
        assert_eq!(said.count(), usize::from(is_long), "{notes:?}");
    }
    asked.deadline = Deadline::after(Duration::ZERO);
    let plan = QueryPlan::new(&asked, &generation.schema, &Synonyms::default());
    let late = engine(&generation).total(&plan).err();
    assert!(matches!(late, Some(SearchError::TimedOut { .. })));
}

#[test]
fn parts_that_take_long_are_bounded_in_a_whole_query() {
    let archive = Archive::of(&[("a.txt", "Ferry\n\nThe ferry left the port.\n")]);
    archive.index();
    let generation = archive.generation();
    let near: fn(usize) -> String = |number| format!("\"ferry port\"~{}", number + 2);
    let value: fn(usize) -> String = |number| format!("path:{}a*t", "*".repeat(number + 1));
    for (part, most, said) in [
        (near, 128, "more than 256 words"),
        (value, 32, "more than 32 values"),
    ] {
        for (count, is_beyond) in [(most, false), (most + 1, true)] {
            let parts: Vec<String> = (0..count).map(part).collect();
            let any = answer(&generation, &request(&generation, &parts.join(" OR ")));
            assert_eq!(any.total, 1, "{said}");
            let notes = any.notes.iter().filter(|note| note.contains(said));
            assert_eq!(notes.count(), usize::from(is_beyond), "{:?}", any.notes);
            let all = answer(&generation, &request(&generation, &parts.join(" AND ")));
            assert_eq!(all.total, u64::from(!is_beyond), "{said}");
        }
    }
}

#[test]
fn watches_that_name_each_other_are_read_so_often_and_so_deep() {
    let archive = Archive::of(&[("a.txt", "Ferry\n\nThe ferry left.\n")]);
    archive.index();
    let generation = archive.generation();
    let answered = |query: &str, query_of: &dyn Fn(&str) -> Option<String>| {
        let fields = generation.schema.searchable_names();
        let (ask, _) = Ask::parse(query, &fields);
        let none = || Ok::<_, Infallible>(FileSet::default());
        let Ok(named) = Named::of(&ask, &fields, query_of, none);
        let request = SearchRequest {
            named,
            ..SearchRequest::new(ask, 10)
        };
        answer(&generation, &request)
    };
    let all: Vec<String> = (0..11).map(|number| format!("watch:w{number}")).collect();
    let all = format!("ferry OR {}", all.join(" OR "));
    let page = answered("watch:w0", &|_| Some(all.clone()));
    assert_eq!(page.total, 1);
    let says = |part: &str| page.notes.iter().filter(|note| note.contains(part)).count();
    assert_eq!(says("more than 64 watches"), 1, "{:?}", page.notes);
    let chain = |name: &str| {
        let number: usize = name.parse().unwrap();
        let next = (number < 2_000).then(|| format!("watch:{}", number + 1));
        next.or_else(|| Some("ferry".to_owned()))
    };
    let page = answered("watch:0", &chain);
    assert_eq!(page.total, 0);
    assert!(
        page.notes[0].contains("more than 8 deep"),
        "{:?}",
        page.notes
    );
    let page = answered("watch:1993", &chain);
    assert_eq!((page.total, &page.notes[..]), (1, &[][..]));
}

#[test]
fn a_search_that_takes_too_long_says_what_to_do() {
    let archive = Archive::new();
    archive.write("a.txt", "Troops leave\n\nThe troops left.\n");
    archive.index();
    let timed = |limit: &str| archive.run(&["search", "troops", "--timeout", limit]);
    let ran = timed("1ns")
        .exits(124)
        .says("the search took longer than")
        .says("--timeout");
    assert_eq!(ran.stdout(), "");
    timed("1h").exits(0).prints("Troops leave");
    for limit in ["soon", "0s"] {
        timed(limit).exits(2).says("write a duration such as");
    }
}

#[test]
fn marks_that_nothing_closes_are_read_to_the_end() {
    // With a time that grows with the square of the size, each of these takes minutes.
    const COUNT: usize = 200_000;
    let last = "The last words of it are here.";
    let archive = Archive::new();
    for (name, start, mark, end) in [
        ("a.adoc", "= Ferry\n\nBody text.\n\n", "[a ", "\n"),
        ("b.adoc", "= Ferry\n\nBody text.\n\n", "link:a[", "\n"),
        (
            "c.tst",
            "\u{1}abc0123 4 pl 345\r\n\u{2}\r\n",
            "--x\n",
            "\nHead\n\n",
        ),
        (
            "d.csv",
            "title,body\nFerry,text\n",
            "Ferry,text\r",
            "Ferry,",
        ),
        ("e.csv", "title,body\n", "a,\"b\n", "Ferry,"),
    ] {
        let text = [start, &mark.repeat(COUNT), end, last, "\n"].concat();
        archive.write(name, text);
        let ran = archive.run(&["parse", name, "--format", "jsonl"]).exits(0);
        assert!(ran.stdout().contains(last), "{name}");
        archive.remove(name);
    }
    let scripts = "<script>".repeat(COUNT);
    archive.write("f.html", format!("<h1>Ferry</h1><p>{last}</p>{scripts}"));
    archive.run(&["parse", "f.html"]);
}

#[test]
fn a_configuration_of_many_archives_is_read() {
    const COUNT: usize = 20_000;
    let archive = Archive::new();
    archive.write("x/a.txt", "Troops leave\n\nThe troops left.\n");
    let mut text = String::new();
    for number in 0..COUNT {
        writeln!(
            text,
            "[archive.a{number}]\nfolders = [\"x\"]\nindex = \"i{number}\""
        )
        .unwrap();
        writeln!(
            text,
            "[watch.w{number}]\nquery = \"troops\"\narchives = [\"a{number}\"]"
        )
        .unwrap();
    }
    archive.write("dateline.toml", &text);
    archive.run(&["config", "check"]).exits(0);
    archive.run(&["reindex", "a19999"]).exits(0);
    archive
        .run(&["status"])
        .exits(2)
        .says("a0: no index in ")
        .says("19989 other archives cannot be opened either");
    let wrong = text.replace("[\"a19999\"]", "[\"b\"]");
    archive.write("dateline.toml", wrong);
    let line = COUNT * 6 - 2;
    archive.run(&["config", "check"]).exits(2).says(&format!(
        "dateline.toml:{}: `watch.w19999.archives` names `b`",
        line + 2
    ));
}

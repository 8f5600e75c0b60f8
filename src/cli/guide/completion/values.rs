//! What an argument can be: the names in the configuration, in the index and in the tables of the program.
//!
//! Which values an argument has is told from what the help calls them: `FOLDER`, `LANGUAGE`, `FIELD,…`.

use super::candidate::{Answer, Paths};
use super::known::{Known, dossier_names, last_ranks, value_name};
use super::place::{self, Place};
use super::query;
use crate::analysis::Language;
use crate::article::fields;
use crate::article::{ArticleKind, DateSource};
use crate::formats::READERS;
use crate::present::Column;
use crate::query::{FACETS, Ranking, YEAR, facet_name};
use clap::builder::PossibleValue;
use clap::{Arg, Command, ValueHint};

/// What can be typed at the end of these words, which come after the name of the program. `program` is its definition.
pub(crate) fn complete(mut program: Command, words: &[String]) -> Answer {
    program.build();
    let typed = place::read(&program, words);
    let known = Known::of(&typed);
    let mut answer = Answer::default();
    match &typed.place {
        Place::Value {
            of,
            before,
            typed: value,
        } => of_argument(of, before, value, &known, &mut answer),
        Place::Option { typed: start } => options(typed.command, start, &mut answer),
        Place::Word {
            argument,
            is_first,
            typed: start,
        } => {
            if *is_first {
                subcommands(typed.command, start, &mut answer);
            }
            if let Some(argument) = argument {
                of_argument(argument, "", start, &known, &mut answer);
            }
        }
    }
    answer
}

fn subcommands(command: &Command, start: &str, answer: &mut Answer) {
    let own = command.get_subcommands().filter(|own| !own.is_hide_set());
    for own in own.filter(|own| own.get_name().starts_with(start)) {
        let about = own.get_about().map(ToString::to_string).unwrap_or_default();
        answer.add(own.get_name(), &about);
    }
}

fn options(command: &Command, start: &str, answer: &mut Answer) {
    let own = command.get_arguments().filter(|own| !own.is_hide_set());
    for own in own {
        let Some(long) = own.get_long().map(|long| format!("--{long}")) else {
            continue;
        };
        let help = own.get_help().map(ToString::to_string).unwrap_or_default();
        let equals = if own.is_require_equals_set() { "=" } else { "" };
        if long.starts_with(start) {
            answer.add(long.clone(), &help);
            if start == long && !equals.is_empty() {
                answer.add(format!("{long}="), &help);
            }
        }
    }
}

/// The values of an argument.
fn of_argument(argument: &Arg, before: &str, typed: &str, known: &Known, answer: &mut Answer) {
    let mut possible = argument.get_possible_values();
    possible.retain(|own| !own.is_hide_set());
    if !possible.is_empty() {
        if argument.get_value_delimiter().is_some() {
            let names: Vec<&str> = possible.iter().map(PossibleValue::get_name).collect();
            in_list(before, typed, &names, answer);
            return;
        }
        for own in possible {
            if own.get_name().starts_with(typed) {
                let about = own.get_help().map(ToString::to_string).unwrap_or_default();
                answer.add(format!("{before}{}", own.get_name()), &about);
            }
        }
        return;
    }
    let value = value_name(argument);
    let examples = examples(value).iter().map(|example| (*example, ""));
    answer.add_all(before, typed, examples);
    match value {
        "QUERY" => query::complete(typed, known, answer),
        "FOLDER" | "ARCHIVE" => {
            archives(before, typed, known, answer);
            if known.path.first().is_none_or(|own| own != "config") {
                answer.paths = Paths::Folders;
            }
        }
        "NAME" => {
            for (name, query) in known.saved() {
                answer.add_all(before, typed, [(name.as_str(), query.as_str())]);
            }
        }
        "DOSSIER" => {
            for (name, articles) in dossier_names() {
                answer.add_all(before, typed, [(name.as_str(), articles.as_str())]);
            }
        }
        "ARTICLE" => {
            for (rank, headline) in last_ranks() {
                answer.add_all(before, typed, [(rank.as_str(), headline.as_str())]);
            }
            answer.paths = Paths::Files;
        }
        "DATE" => query::dates(before, typed, known, answer),
        "LANGUAGE,…" => in_list(before, typed, Language::names(), answer),
        "FIELD=VALUE" => facet_values(before, typed, known, answer),
        "KIND,…" => {
            let kinds = ArticleKind::ALL.iter().map(|kind| kind.as_str());
            let names: Vec<_> = kinds.chain(["all"]).collect();
            in_list(before, typed, &names, answer);
        }
        "MEASURE,…" => in_list(before, typed, &MEASURES, answer),
        "MEASURE=LEAST" => {
            let names = MEASURES.map(|name| format!("{name}="));
            answer.add_all(before, typed, names.iter().map(|name| (name.as_str(), "")));
        }
        "ZONE" => {
            for name in jiff::tz::db().available() {
                answer.add_all(before, typed, [(name.as_str(), "")]);
            }
        }
        "GLOB=READER" => readers(before, typed, answer),
        "SOURCE,…" => in_list(before, typed, DateSource::names(), answer),
        "FIELD,…" => {
            let names: Vec<_> = Column::names().collect();
            in_list(before, typed, &names, answer);
        }
        "FIELD=NAME,…" => {
            let names: Vec<_> = fields::FIELDS
                .iter()
                .map(|own| format!("{}=", own.name))
                .collect();
            let names: Vec<_> = names.iter().map(String::as_str).collect();
            in_list(before, typed, &names, answer);
        }
        "SETTING=NUMBER" => {
            let ranking = Ranking::default();
            let names: Vec<_> = ranking
                .settings()
                .map(|(name, value)| (format!("{name}="), value.to_string()))
                .collect();
            let names = names
                .iter()
                .map(|(name, value)| (name.as_str(), value.as_str()));
            answer.add_all(before, typed, names);
        }
        "N" if known.path == ["rollback"] => generations(before, typed, known, answer),
        _ => {}
    }
    match argument.get_value_hint() {
        ValueHint::DirPath => answer.paths = Paths::Folders,
        ValueHint::FilePath | ValueHint::AnyPath => answer.paths = Paths::Files,
        _ => {}
    }
}

/// Usual values of options that take many.
fn examples(value_name: &str) -> &'static [&'static str] {
    match value_name {
        "DURATION" => &["10s", "90s", "10m", "1h"],
        "HALF-LIFE" => &["30d", "6mo", "1y", "2y"],
        "SHARE" => &["1%", "5%"],
        "SIZE" => &["16MiB", "64MiB", "256MiB", "1GiB"],
        "ADDRESS:PORT" => &["127.0.0.1:8470", "[::1]:8470"],
        "yes|no" => &["yes", "no"],
        _ => &[],
    }
}

fn archives(before: &str, typed: &str, known: &Known, answer: &mut Answer) {
    let config = known.configuration();
    for archive in config.iter().flat_map(|config| &config.archives) {
        let folders = archive.folders.to_string();
        answer.add_all(before, typed, [(archive.name.as_str(), folders.as_str())]);
    }
}

/// Measures that many look at; others have another number.
const MEASURES: [&str; 6] = ["ndcg@10", "map", "mrr", "p@10", "recall@100", "success@1"];

/// Globs of the extensions that readers know; after `GLOB=` the readers.
fn readers(before: &str, typed: &str, answer: &mut Answer) {
    let Some((glob, start)) = typed.split_once('=') else {
        let known = READERS.iter().flat_map(|reader| reader.extensions());
        for extension in known.filter(|own| !own.is_empty()) {
            let glob = format!("*.{extension}=");
            answer.add_all(before, typed, [(glob.as_str(), "")]);
        }
        return;
    };
    let names = READERS.iter().map(|reader| (reader.name(), ""));
    answer.add_all(&format!("{before}{glob}="), start, names);
}

/// The fields that facets count; after `FIELD=` their values in the index.
fn facet_values(before: &str, typed: &str, known: &Known, answer: &mut Answer) {
    if let Some((name, start)) = typed.split_once('=') {
        query::whole_values(&format!("{before}{name}="), name, start, known, answer);
        return;
    }
    for field in FACETS.into_iter().filter(|field| *field != YEAR) {
        let name = format!("{}=", facet_name(field));
        answer.add_all(before, typed, [(name.as_str(), "")]);
    }
}

/// The last of several names that commas separate; those before it are not offered again.
fn in_list(before: &str, typed: &str, names: &[&str], answer: &mut Answer) {
    let (there, start) = match typed.rfind(',') {
        Some(comma) => typed.split_at(comma + 1),
        None => ("", typed),
    };
    let used: Vec<&str> = there.split(',').collect();
    let names = names.iter().filter(|name| !used.contains(name));
    answer.add_all(
        &format!("{before}{there}"),
        start,
        names.map(|name| (*name, "")),
    );
}

/// The generations that are on disk, with their dates.
fn generations(before: &str, typed: &str, known: &Known, answer: &mut Answer) {
    let kept = known
        .archive()
        .and_then(|archive| archive.store.history().ok());
    for own in kept.iter().flatten() {
        let number = own.number.to_string();
        answer.add_all(before, typed, [(number.as_str(), "")]);
    }
}

//! The two lengths of help: `-h` fits a screen, `--help` says everything.
//!
//! The doc comment of an option is its long help. Its short help is the first clause of that, or the first paragraph if
//! there are several. Options that few people need are not in the short help.

use super::examples;
use clap::{Arg, Command};

/// The longest short help of an option, in columns.
const SHORT: usize = 68;

/// The rare options of all commands that take a query.
const SEARCHING: &[&str] = &[
    "index",
    "aliases",
    "no-aliases",
    "any-status",
    "color",
    "config",
    "no-pager",
];

/// Options that the short help of each command leaves out.
pub(super) const RARE: &[(&str, &[&str])] = &[
    (
        "search",
        &[
            "index",
            "aliases",
            "no-aliases",
            "expand",
            "recency",
            "ranking",
            "explain",
            "explain-query",
            "timeout",
            "run-name",
            "passages",
            "context",
            "null",
            "any-status",
            "versions",
            "seed",
            "per",
            "no-pager",
            "color",
            "config",
        ],
    ),
    (
        "index",
        &[
            "memory",
            "threads",
            "color",
            "config",
            "no-pager",
            "field-map",
            "day-first",
        ],
    ),
    (
        "parse",
        &["day-first", "field-map", "color", "config", "no-pager"],
    ),
    (
        "eval",
        &[
            "index", "recency", "ranking", "expand", "color", "config", "no-pager",
        ],
    ),
    ("timeline", SEARCHING),
    ("facets", SEARCHING),
    ("kwic", SEARCHING),
    ("terms", SEARCHING),
    (
        "similar",
        &[
            "index",
            "passages",
            "context",
            "run-name",
            "null",
            "any-status",
            "color",
            "config",
            "no-pager",
        ],
    ),
    ("reindex", &["memory", "threads", "color", "no-pager"]),
];

/// Options that the short help of the whole program leaves out.
const RARE_FOR_ALL: &[&str] = &["color", "no-pager"];

/// What follows the options in the short help of a command.
const AFTER_SHORT: &[(&str, &str)] = &[(
    "search",
    "\
Words alone: articles with any of them are found, those with all come first.
  \"foreign troops\"  -syria  headline:port  withdraw*  since:30d  a AND b
More options, the query language and examples: dateline search --help",
)];

/// The definition of the command line with both lengths of help.
pub(crate) fn in_two_lengths(mut program: Command) -> Command {
    // Commands have the global options only once they are built.
    program = with_long_help(program);
    program.build();
    let program = program.mut_args(|option| in_two(option, RARE_FOR_ALL));
    program.mut_subcommands(|command| {
        let name = command.get_name().to_owned();
        let find = |table: &[(&str, &'static [&'static str])]| {
            let mut rows = table.iter();
            rows.find(|(own, _)| *own == name)
                .map_or(&[][..], |(_, options)| *options)
        };
        let rare = find(RARE);
        let mut rows = AFTER_SHORT.iter();
        let short = rows
            .find(|(own, _)| *own == name)
            .map_or("", |(_, text)| *text);
        let long = long_text(&command);
        let command = command.mut_args(|option| in_two(option, rare));
        let command = command.mut_subcommands(|own| own.mut_args(|option| in_two(option, &[])));
        let about = command
            .get_about()
            .map(ToString::to_string)
            .unwrap_or_default();
        let command = command.about(first_clause(&about).to_owned());
        command.after_help(short).after_long_help(long)
    })
}

/// A command with a long text about it. Whether a command has a long help is found when it is built: without one
/// before, `--help` would print the short help.
fn with_long_help(command: Command) -> Command {
    let about = command.get_long_about().or_else(|| command.get_about());
    let about = about.map(ToString::to_string).unwrap_or_default();
    command.long_about(about).mut_subcommands(with_long_help)
}

/// The text after the options of a command: notes, then examples.
fn long_text(command: &Command) -> String {
    let notes = command.get_after_help().map(ToString::to_string);
    let examples = examples::lines(examples::of(command.get_name()));
    let examples = (!examples.is_empty()).then(|| format!("Examples:\n{}", examples.join("\n")));
    let parts: Vec<String> = examples.into_iter().chain(notes).collect();
    parts.join("\n\n")
}

/// An option with two lengths of help.
fn in_two(option: Arg, rare: &[&str]) -> Arg {
    if option.get_id() == "help" {
        return option
            .help("Print a summary; --help says everything")
            .long_help("Print help; -h prints a summary");
    }
    let is_rare = option.get_long().is_some_and(|long| rare.contains(&long));
    let whole = match (option.get_long_help(), option.get_help()) {
        (Some(_), _) | (None, None) => return option.hide_short_help(is_rare),
        (None, Some(help)) => help.to_string(),
    };
    let short = first_clause(&whole).to_owned();
    option.help(short).long_help(whole).hide_short_help(is_rare)
}

/// The first clause of a help text: up to a semicolon, a colon, a full stop or a parenthesis, or where the line would be
/// too long up to the last comma.
fn first_clause(whole: &str) -> &str {
    let ends = ["; ", ": ", ". ", " (", " [default"];
    let ends = ends.iter().filter_map(|end| whole.find(end));
    let clause = &whole[..ends.min().unwrap_or(whole.len())];
    if clause.chars().count() <= SHORT {
        return clause;
    }
    match clause.find(", ") {
        Some(comma) => &clause[..comma],
        None => clause,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_short_help_of_an_option_is_its_first_clause() {
        for (whole, short) in [
            ("The largest number of hits", "The largest number of hits"),
            ("Published then: 2021, 2021-01; or more", "Published then"),
            ("Skip files (and folders) that match", "Skip files"),
            ("The file [default: the nearest]", "The file"),
        ] {
            assert_eq!(first_clause(whole), short);
        }
    }
}

//! Words that a search excludes, told from options before the arguments are parsed.

use std::ffi::OsString;

/// The options of a search that take a value, which is left as it is.
const WITH_VALUE: [&str; 15] = [
    "--in",
    "--index",
    "--since",
    "--until",
    "--on",
    "--sort",
    "-n",
    "--limit",
    "--offset",
    "--format",
    "--color",
    "--recency",
    "--ranking",
    "--queries",
    "--run-name",
];

/// Keeps words that a search excludes from being taken for options: `-hamas` would ask for help.
/// Of what begins with one minus, only `-n`, `-n5`, `-0`, `-h` and `-V` are options.
pub(in crate::cli) fn guard_exclusions(
    arguments: impl IntoIterator<Item = OsString>,
) -> impl Iterator<Item = OsString> {
    let mut searching = false;
    let mut literal = false;
    let mut value = false;
    arguments.into_iter().map(move |argument| {
        let is_value = std::mem::take(&mut value);
        let Some(text) = argument.to_str().filter(|_| !is_value && !literal) else {
            return argument;
        };
        match text {
            "search" => searching = true,
            "--" => literal = true,
            _ if searching && WITH_VALUE.contains(&text) => value = true,
            _ if searching && is_exclusion(text) => return format!("NOT {}", &text[1..]).into(),
            _ => {}
        }
        argument
    })
}

fn is_exclusion(text: &str) -> bool {
    let Some(word) = text.strip_prefix('-').filter(|word| !word.is_empty()) else {
        return false;
    };
    let number = word
        .strip_prefix('n')
        .map(|rest| rest.trim_start_matches('='));
    let limit = number.is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()));
    !(limit || matches!(word, "0" | "h" | "V") || word.starts_with('-'))
}

#[cfg(test)]
mod tests {
    use super::super::{Args, Command};
    use super::guard_exclusions;
    use clap::Parser;
    use std::ffi::OsString;

    fn query(arguments: &[&str]) -> (String, usize) {
        let arguments = ["dateline", "search"].iter().chain(arguments);
        let args = Args::try_parse_from(guard_exclusions(arguments.map(OsString::from))).unwrap();
        match args.command {
            Command::Search(search) => (search.text(), search.limit),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn the_value_of_an_option_is_left_alone() {
        let typed = ["dateline", "search", "--in", "-weird", "-weird"].map(OsString::from);
        let guarded: Vec<_> = guard_exclusions(typed).collect();
        assert_eq!(guarded[3..], ["-weird", "NOT weird"].map(OsString::from));
    }

    #[test]
    fn an_excluded_word_is_no_option() {
        for (arguments, expected) in [
            (
                &["troops", "-syria", "-n", "5"][..],
                ("troops NOT syria", 5),
            ),
            (&["-hamas", "gaza"], ("NOT hamas gaza", 10)),
            (&["-n5", "a"], ("a", 5)),
            (&["nuclear", "-nuclear"], ("nuclear NOT nuclear", 10)),
            (&["a", "-place:baghdad"], ("a NOT place:baghdad", 10)),
            (&["a", "-\"b c\""], ("a NOT \"b c\"", 10)),
            (&["a", "-5"], ("a NOT 5", 10)),
            (&["--", "-n", "-hamas"], ("-n -hamas", 10)),
            (&["a", "-", "b"], ("a - b", 10)),
            (&["a", "-n", "1", "-n", "2"], ("a", 2)),
        ] {
            let (query, limit) = query(arguments);
            assert_eq!((query.as_str(), limit), expected, "{arguments:?}");
        }
    }
}

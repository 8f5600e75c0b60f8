//! Examples of each command, for its long help and its page of the manual.
//!
//! A test reads them as the program does.

/// A command line and what it does.
pub(super) type Example = (&'static str, &'static str);

/// The commands with their examples.
pub(super) const EXAMPLES: &[(&str, &[Example])] = &[
    (
        "index",
        &[
            ("dateline index articles/", "make the index, or refresh it"),
            (
                "dateline index articles/ --index ~/idx",
                "of a folder that cannot be written",
            ),
            ("dateline index wire/ --include '*.xml'", "only some files"),
            (
                "dateline index --format-of '*.dat=text'",
                "a reader for files of an odd name",
            ),
        ],
    ),
    (
        "search",
        &[
            ("dateline search --in articles troops withdrawal", ""),
            (
                "dateline search '\"foreign troops\" since:30d'",
                "a phrase, in the last 30 days",
            ),
            ("dateline search port strike -cruise --sort newest", ""),
            ("dateline search --since 1987-03-01 -n 50", "a list by date"),
            ("dateline search source:lantern --format csv > hits.csv", ""),
            (
                "dateline search strike --format paths -0 | xargs -0 ls -l",
                "",
            ),
            (
                "dateline search --queries q.tsv --format jsonl",
                "many queries at once",
            ),
            (
                "dateline search --save strikes port strike",
                "then: dateline search watch:strikes",
            ),
        ],
    ),
    (
        "browse",
        &[
            ("dateline browse", "the whole archive"),
            ("dateline browse port strike", "start with a query"),
            (
                "dateline browse --all mark:karsova --as karsova",
                "go on with a dossier",
            ),
            ("dateline browse --plain", "a numbered list and prompts"),
        ],
    ),
    (
        "show",
        &[
            ("dateline show 1", "the first hit of the last search"),
            ("dateline show id:86685 --format json", ""),
            ("dateline show 'wire.jsonl#3'", "the third record of a file"),
            ("dateline show 2 --open", "in the editor or the browser"),
        ],
    ),
    (
        "cite",
        &[
            ("dateline cite 1", "a sentence for a note"),
            ("dateline cite 1 3 4 --style bibtex", "entries for LaTeX"),
            (
                "dateline cite 2 --style ris > a.ris",
                "a file for Zotero or EndNote",
            ),
        ],
    ),
    (
        "export",
        &[
            ("dateline export > archive.jsonl", "every article"),
            (
                "dateline export troops withdrawal --since 2021 | jq -r .headline",
                "",
            ),
            (
                "dateline export --in articles | dateline parse -",
                "it is read back",
            ),
        ],
    ),
    (
        "saved",
        &[
            (
                "dateline search --save troops troops withdrawal",
                "save a query",
            ),
            ("dateline search watch:troops", "search for it"),
            ("dateline saved", "list them"),
            ("dateline saved remove troops", ""),
        ],
    ),
    (
        "mark",
        &[
            (
                "dateline mark 1 3 7 --as karsova",
                "hits of the last search in this terminal",
            ),
            (
                "dateline mark 2 --as karsova --note 'the minister denies it'",
                "",
            ),
            (
                "dateline mark --query 'port strike since:2021' --as karsova",
                "everything that a query finds",
            ),
            ("dateline search mark:karsova ferry", "search within them"),
        ],
    ),
    (
        "unmark",
        &[
            ("dateline unmark 3 --as karsova", "a hit of the last search"),
            (
                "dateline unmark --everything --as karsova",
                "the whole dossier",
            ),
        ],
    ),
    (
        "marks",
        &[
            ("dateline marks", "your dossiers"),
            ("dateline marks karsova", "what is in one"),
            (
                "dateline marks karsova --format json > karsova.jsonl",
                "for a colleague",
            ),
            ("dateline marks --merge karsova.jsonl", "from a colleague"),
        ],
    ),
    (
        "timeline",
        &[
            ("dateline timeline troops withdrawal --by month", ""),
            (
                "dateline timeline ferry --compare bridge",
                "two series side by side",
            ),
            (
                "dateline timeline election --split source --format csv > election.csv",
                "",
            ),
            (
                "dateline timeline --queries topics.tsv --by year --format csv",
                "",
            ),
            ("dateline timeline troops --format svg > troops.svg", ""),
        ],
    ),
    (
        "facets",
        &[
            ("dateline facets troops withdrawal", ""),
            ("dateline facets troops --by source,year --since 2020", ""),
            (
                "dateline facets --by byline --format csv",
                "every author of the archive",
            ),
        ],
    ),
    (
        "kwic",
        &[
            ("dateline kwic withdrawal", ""),
            (
                "dateline kwic '\"foreign troops\"' --sort right --width 60",
                "",
            ),
            ("dateline kwic troops --format csv > troops.csv", ""),
        ],
    ),
    (
        "terms",
        &[
            ("dateline terms troops withdrawal", ""),
            (
                "dateline terms source:kayhan --since 2021",
                "what a paper writes about",
            ),
            (
                "dateline terms troops --by month",
                "what the story was about, by month",
            ),
        ],
    ),
    (
        "copies",
        &[
            ("dateline copies 1", "who else printed it, and what differs"),
            ("dateline copies id:7731 --format json", ""),
        ],
    ),
    (
        "similar",
        &[
            ("dateline similar 3", "of the third hit of the last search"),
            (
                "dateline similar 3 --before",
                "its background, from earlier articles",
            ),
            (
                "dateline similar 3 --after --within 30d",
                "what followed in thirty days",
            ),
            ("dateline similar id:7731 --format json", ""),
        ],
    ),
    (
        "eval",
        &[
            (
                "dateline eval --topics t.tsv --qrels q.txt --in articles",
                "",
            ),
            (
                "dateline eval --run new.run --qrels q.txt --against old.run",
                "is the difference chance?",
            ),
            (
                "dateline eval --topics t.tsv --qrels q.txt --require ndcg@10=0.5",
                "",
            ),
        ],
    ),
    (
        "status",
        &[
            ("dateline status --in articles", ""),
            (
                "dateline status --problems",
                "every file that was not read, and why",
            ),
            ("dateline status --format json | jq .freshness.state", ""),
        ],
    ),
    (
        "serve",
        &[
            (
                "dateline serve articles/",
                "then open http://127.0.0.1:8470/",
            ),
            (
                "dateline serve --listen 0.0.0.0:8470 --token-file tokens --host news.example",
                "",
            ),
        ],
    ),
    (
        "mcp",
        &[
            (
                "dateline mcp",
                "for an assistant, of all archives of dateline.toml",
            ),
            ("dateline mcp articles/", "of one folder"),
        ],
    ),
    (
        "parse",
        &[
            (
                "dateline parse wire/2021-01-19.jsonl.gz",
                "every article in it, field by field",
            ),
            (
                "dateline parse --summary archive/",
                "a table: what was read, by format",
            ),
            (
                "curl -s https://news.example/a | dateline parse - --format-of '-=text'",
                "",
            ),
        ],
    ),
    (
        "reindex",
        &[
            ("dateline reindex", "every archive of dateline.toml"),
            ("dateline reindex kayhan --report run.json", ""),
            (
                "dateline reindex articles/",
                "a plain folder, read as in its last run",
            ),
            (
                "dateline reindex --quiet --wait 10m --strict=1%",
                "for a scheduler",
            ),
            ("dateline reindex --dry-run", "only say what would be done"),
        ],
    ),
    (
        "generations",
        &[
            ("dateline generations --in articles", ""),
            (
                "dateline generations --keep 1",
                "remove all but the current one",
            ),
        ],
    ),
    (
        "rollback",
        &[
            ("dateline rollback", "to the generation before"),
            ("dateline rollback articles --to 12", ""),
        ],
    ),
    (
        "transfer",
        &[(
            "dateline transfer kayhan world",
            "kayhan's index, to the cluster of world",
        )],
    ),
    (
        "verify",
        &[
            (
                "dateline verify --in articles",
                "check every byte of the index",
            ),
            ("dateline verify --sources", "and compare it with the files"),
        ],
    ),
    (
        "repair",
        &[("dateline repair articles/", "rebuild a damaged index")],
    ),
    (
        "config",
        &[
            ("dateline config check", "every mistake in dateline.toml"),
            (
                "dateline config show kayhan",
                "every setting and its origin",
            ),
        ],
    ),
    (
        "completions",
        &[
            ("eval \"$(dateline completions bash)\"", "in ~/.bashrc"),
            (
                "eval \"$(dateline completions zsh)\"",
                "in ~/.zshrc, after compinit",
            ),
            (
                "dateline completions fish > ~/.config/fish/completions/dateline.fish",
                "",
            ),
        ],
    ),
    (
        "man",
        &[
            ("dateline man | man -l -", "the page of the whole program"),
            ("dateline man search | man -l -", "the page of a command"),
            (
                "dateline man --dir ~/.local/share/man/man1",
                "install all pages",
            ),
        ],
    ),
];

/// The examples of a command.
pub(super) fn of(command: &str) -> &'static [Example] {
    let mut all = EXAMPLES.iter();
    all.find(|(own, _)| *own == command)
        .map_or(&[], |(_, examples)| *examples)
}

/// The widest command line that has its meaning next to it, in columns.
const WIDE: usize = 40;

/// Examples as lines of at most 80 columns.
pub(super) fn lines(examples: &[Example]) -> Vec<String> {
    let widths = examples.iter().map(|(line, _)| line.chars().count());
    let width = widths
        .filter(|width| *width <= WIDE)
        .max()
        .unwrap_or_default();
    let mut lines = Vec::new();
    for (line, about) in examples {
        if about.is_empty() {
            lines.push(format!("  {line}"));
        } else if line.chars().count() <= width {
            lines.push(format!("  {line:width$}  {about}"));
        } else {
            lines.push(format!("  {line}"));
            lines.push(format!("  {:width$}  {about}", ""));
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::guide::completion::bash_words;
    use crate::cli::program::Program;
    use std::ffi::OsString;

    #[test]
    fn every_command_has_examples_and_the_program_reads_them() {
        let program = Program::definition();
        for own in program.get_subcommands().filter(|own| !own.is_hide_set()) {
            assert!(!of(own.get_name()).is_empty(), "{}", own.get_name());
        }
        for (line, _) in EXAMPLES.iter().flat_map(|(_, examples)| *examples) {
            let (_, from) = line.split_once("dateline ").unwrap();
            let own = from.split([')', '|', '>']).next().unwrap();
            let words = bash_words(&format!("dateline {}", own.trim_end()));
            let words = std::iter::once("dateline".to_owned())
                .chain(words)
                .map(OsString::from);
            if let Err(error) = Program::parse(words) {
                panic!("{line}: {error}");
            }
        }
    }

    #[test]
    fn examples_fit_a_terminal() {
        for (command, examples) in EXAMPLES {
            for line in lines(examples) {
                assert!(line.chars().count() <= 80, "{command}: {line}");
            }
        }
    }
}

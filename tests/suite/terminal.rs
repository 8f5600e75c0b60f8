//! What a terminal shows, as snapshots: at 80 and 200 columns, dark and without colour, in scripts of both directions
//! and of both widths, with no hit, one, and ten thousand. Bless with
//! `INSTA_UPDATE=always cargo test --test suite terminal`.

use crate::harness::Archive;
use std::fmt::Write as _;

const PERSIAN: &str = "خروج نیروهای خارجی از عراق\n\nبغداد - نمایندگان مجلس خواستار خروج نیروهای خارجی شدند و گفتند \
    که سربازان باید تا پایان سال بروند.\n";
const JAPANESE: &str = "駐留軍、撤退へ\n\n政府は月曜日、外国軍の撤退を年内に始めると発表した。住民は橋を渡って北へ向かい、\
    港では船が出航を待っていた。撤退は十四か月かかる見通しで、費用は明らかにされていない。\n";
const EMOJI: &str = "🚢 Port strike ends 👩‍🚒👨‍👩‍👧 after 9 days ❤️\n\nOSLO (Wire) - The port strike 🚢🚢 ended on Monday, \
    and the strike committee 👩‍⚖️ cheered.\n";
const LONG: &str = "A headline that goes on and on about the port strike, longer than any line of a terminal that people \
    use to read the news, and says the word strike again\n\nBERGEN (Wire) - The strike is over. Ferries run again from \
    the port of Bergen, said the union that had called the strike in January, and nobody was dismissed for it.\n";

fn archive() -> Archive {
    let archive = Archive::of(&[
        ("fa.txt", PERSIAN),
        ("ja.txt", JAPANESE),
        ("emoji.txt", EMOJI),
        (
            "a/very/deep/folder/with/a/long/name/long-headline.txt",
            LONG,
        ),
    ]);
    let mut many = String::new();
    for number in 1..=10_000 {
        writeln!(
            many,
            "{{\"id\":\"{number}\",\"headline\":\"Ferry number {number} sails\",\"published\":\"2021-03-01\",\
             \"source\":\"North Lantern\",\"body\":\"The ferry sails from the harbour at noon.\"}}"
        )
        .unwrap();
    }
    archive.write("ferries.jsonl", many);
    archive.index();
    archive
}

/// What is printed, codes of the terminal readable, at so many columns.
fn shown(archive: &Archive, columns: &str, arguments: &[&str]) -> String {
    let mut command = archive.command(&archive.folder());
    command.env("COLUMNS", columns).args(arguments);
    let output = command.output().unwrap();
    let texts =
        [output.stdout, output.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    texts.concat().replace('\u{1b}', "^")
}

#[test]
fn terminals_show_what_is_recorded() {
    let archive = archive();
    let queries = [
        "نیروهای خارجی",
        "撤退",
        "port strike",
        "ferry",
        "nothinglikethis",
    ];
    for columns in ["80", "200"] {
        for (name, colour) in [("dark", "always"), ("plain", "never")] {
            let mut all = String::new();
            for query in queries {
                let arguments = ["search", query, "-n", "3", "--color", colour];
                let text = shown(&archive, columns, &arguments);
                writeln!(all, "$ dateline search '{query}' -n 3\n{text}").unwrap();
            }
            insta::assert_snapshot!(format!("terminal-{columns}-{name}"), all);
        }
    }
}

#[test]
fn ten_hits_fit_on_forty_lines_of_at_most_a_hundred_columns() {
    let archive = archive();
    for columns in ["80", "200"] {
        for query in ["ferry", "strike OR ferry OR 撤退"] {
            let text = shown(&archive, columns, &["search", query]);
            assert!(text.lines().count() <= 40, "{text}");
            for line in text.lines().filter(|line| !line.contains('/')) {
                let width = unicode_width::UnicodeWidthStr::width(line);
                assert!(width <= 100, "{width}: {line}");
            }
        }
    }
}

/// The width of a line on a terminal, without codes.
fn width(line: &str) -> usize {
    let plain = anstream::adapter::strip_str(line).to_string();
    unicode_width::UnicodeWidthStr::width(plain.as_str())
}

#[test]
fn ten_hits_fit_a_screen_and_no_line_is_wider_than_100_columns() {
    let archive = archive();
    for (columns, widest) in [("80", 80), ("200", 100)] {
        for query in ["ferry", "port strike", "撤退 نیروهای خارجی ferry strike"] {
            let mut command = archive.command(&archive.folder());
            command.env("COLUMNS", columns);
            let output = command
                .args(["search", query, "--color", "always"])
                .output()
                .unwrap();
            let text = String::from_utf8_lossy(&output.stdout).into_owned();
            let lines = text.lines().count();
            assert!(lines <= 40, "{lines} lines\n{text}");
            for line in text.lines() {
                assert!(
                    width(line) <= widest,
                    "{columns}: {} columns\n{line}",
                    width(line)
                );
            }
        }
    }
}

#[test]
fn an_article_on_a_terminal_is_as_recorded() {
    let archive = archive();
    let mut all = String::new();
    for query in ["port strike", "撤退", "نیروهای خارجی"] {
        shown(&archive, "80", &["search", query, "-n", "1"]);
        for columns in ["80", "200"] {
            let text = shown(&archive, columns, &["show", "1", "--color", "always"]);
            writeln!(
                all,
                "$ dateline show 1   # '{query}', {columns} columns\n{text}"
            )
            .unwrap();
        }
    }
    insta::assert_snapshot!("terminal-show", all);
}

#[test]
fn a_list_by_date_a_count_and_an_empty_page_are_as_recorded() {
    let archive = archive();
    let mut all = String::new();
    for arguments in [
        &["search", "--since", "2021-03", "-n", "2"][..],
        &["search", "ferry", "--count"],
        &["search", "ferry", "-n", "0"],
        &["search", "ferry", "--offset", "20000"],
        &["search", "title:ferry after:2020", "-n", "1"],
        &["search", "ferri", "watch:none"],
    ] {
        let text = shown(&archive, "80", &[arguments, &["--color", "never"]].concat());
        writeln!(all, "$ dateline {}\n{text}", arguments.join(" ")).unwrap();
    }
    insta::assert_snapshot!("terminal-lists", all);
}

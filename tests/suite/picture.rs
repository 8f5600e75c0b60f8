//! Draws the picture of the README, `docs/search.svg`: a search of the sample corpus in a terminal,
//! as the program prints it, colours included. Nothing in it is typed by hand.
//!
//! `DATELINE_BLESS=1 cargo test --test suite picture` draws it again; without the variable the test
//! says whether it is current.

use crate::docs::blesses;
use crate::markdown::{in_repository, read};
use crate::shell::Shell;
use std::fmt::Write as _;
use std::fs;

const PICTURE: &str = "docs/search.svg";
const TYPED: &str = "dateline search --in sample-corpus port strike -n 3";

/// Sizes in pixels. A character of the usual monospace fonts is .6 of their size wide.
const FONT_SIZE: f64 = 14.0;
const CHARACTER: f64 = 8.43;
const LINE: f64 = 19.0;
const MARGIN: f64 = 20.0;
const TITLE_BAR: f64 = 34.0;
const TERMINAL_COLUMNS: u32 = 80;

const BACKGROUND: &str = "#0d1117";
const TEXT: &str = "#e6edf3";
const ASIDE: &str = "#9198a1";
const MATCH: &str = "#ff7b72";
const FONTS: &str = "ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace";

/// How text looks, as the codes of a terminal (ECMA-48, SGR) have set it.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Look {
    colour: &'static str,
    bold: bool,
    italic: bool,
}

impl Default for Look {
    fn default() -> Self {
        Self {
            colour: TEXT,
            bold: false,
            italic: false,
        }
    }
}

impl Look {
    fn change(&mut self, code: &str) {
        match code {
            "" | "0" => *self = Self::default(),
            "1" => self.bold = true,
            "2" => self.colour = ASIDE,
            "3" => self.italic = true,
            "31" => self.colour = MATCH,
            other => panic!("the picture does not know the terminal's code {other}"),
        }
    }

    fn attributes(self) -> String {
        let mut attributes = format!("fill=\"{}\"", self.colour);
        if self.bold {
            attributes.push_str(" font-weight=\"bold\"");
        }
        if self.italic {
            attributes.push_str(" font-style=\"italic\"");
        }
        attributes
    }
}

/// A text for an element of XML.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

/// A line of a terminal as spans; the look goes on to the next line.
fn spans(line: &str, look: &mut Look) -> String {
    let mut spans = String::new();
    for (at, piece) in line.split("\u{1b}[").enumerate() {
        let text = if at == 0 {
            piece
        } else {
            let (codes, text) = piece.split_once('m').expect("a code of colour ends in m");
            codes.split(';').for_each(|code| look.change(code));
            text
        };
        if !text.is_empty() {
            let (attributes, text) = (look.attributes(), escaped(text));
            write!(spans, "<tspan {attributes}>{text}</tspan>").unwrap();
        }
    }
    spans
}

fn drawn(printed: &str) -> String {
    let mut look = Look::default();
    let prompt = format!("\u{1b}[2m$ \u{1b}[0m{TYPED}");
    let lines: Vec<_> = [prompt.as_str(), ""]
        .into_iter()
        .chain(printed.lines())
        .collect();
    let height = TITLE_BAR + MARGIN + LINE * f64::from(u32::try_from(lines.len()).unwrap());
    let width = 2.0 * MARGIN + CHARACTER * f64::from(TERMINAL_COLUMNS);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width:.0}\" height=\"{height:.0}\" \
         viewBox=\"0 0 {width:.0} {height:.0}\" role=\"img\">\n\
         <title>{}</title>\n\
         <rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"{BACKGROUND}\"/>\n",
        escaped(TYPED)
    );
    for (at, colour) in ["#ff5f57", "#febc2e", "#28c840"].into_iter().enumerate() {
        let x = 22 + 20 * at;
        writeln!(
            svg,
            "<circle cx=\"{x}\" cy=\"20\" r=\"6\" fill=\"{colour}\"/>"
        )
        .unwrap();
    }
    writeln!(
        svg,
        "<g font-family=\"{FONTS}\" font-size=\"{FONT_SIZE}\" xml:space=\"preserve\" \
         style=\"white-space:pre\">"
    )
    .unwrap();
    let mut y = TITLE_BAR;
    for line in lines {
        y += LINE;
        let spans = spans(line, &mut look);
        if !spans.is_empty() {
            writeln!(svg, "<text x=\"{MARGIN}\" y=\"{y}\">{spans}</text>").unwrap();
        }
    }
    svg.push_str("</g>\n</svg>\n");
    svg
}

#[cfg(unix)]
#[test]
fn the_picture_shows_what_the_program_prints() {
    let shell = Shell::new();
    assert_eq!(shell.run("dateline index sample-corpus").code, Some(0));
    let answer = shell.run(&format!("{TYPED} --color always"));
    assert_eq!(answer.code, Some(0), "{}", answer.printed);
    let drawn = drawn(&answer.printed);
    let path = in_repository(PICTURE);
    if blesses() {
        fs::write(&path, &drawn).unwrap();
    }
    assert!(
        read(&path) == drawn,
        "{PICTURE} is old: DATELINE_BLESS=1 cargo test --test suite picture draws it again"
    );
}

#[test]
fn markup_in_an_article_stays_text() {
    let mut look = Look::default();
    let span = spans("\u{1b}[1;31ma<b>&c\u{1b}[0m", &mut look);
    let attributes = format!("fill=\"{MATCH}\" font-weight=\"bold\"");
    assert_eq!(
        span,
        format!("<tspan {attributes}>a&lt;b&gt;&amp;c</tspan>")
    );
    assert_eq!(look, Look::default());
}

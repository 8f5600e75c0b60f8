//! The format of the file: JSON Lines, a marked article a line, after a line with its version.
//!
//! Lines are in the order of name, id and text, so that tools which compare or merge files by lines
//! can work with them. Without the first line it is of version 1: a person may send some lines.

use super::collection::Dossiers;
use super::mark::MarkedArticle;
use serde::{Deserialize, Serialize};

/// The version that this program writes, and the newest that it reads.
const VERSION: u64 = 1;

/// The first line.
#[derive(Serialize, Deserialize)]
struct Header {
    dateline_marks: u64,
}

/// Why a text is no file of marks.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// A line is not what it should be.
    #[error("line {line}: {problem}")]
    Line {
        /// The number of the line, from 1.
        line: usize,
        /// What is wrong with it.
        problem: String,
    },
    /// It has nothing, not even the first line.
    #[error("it is empty")]
    Empty,
    /// A later version of the program wrote it.
    #[error("it has version {0} of the format, and this program reads version {VERSION}")]
    Newer(u64),
}

impl Dossiers {
    /// Reads the text of a file.
    ///
    /// # Errors
    /// If a line cannot be read, or the file is of a newer version.
    pub fn parse(text: &[u8]) -> Result<Self, Fault> {
        let mut dossiers = Self::default();
        for (at, line) in text.split(|byte| *byte == b'\n').enumerate() {
            if line.trim_ascii().is_empty() {
                continue;
            }
            if let (0, Ok(header)) = (at, serde_json::from_slice::<Header>(line)) {
                if header.dateline_marks > VERSION {
                    return Err(Fault::Newer(header.dateline_marks));
                }
                continue;
            }
            let fault = |problem: String| Fault::Line {
                line: at + 1,
                problem,
            };
            let mark: MarkedArticle =
                serde_json::from_slice(line).map_err(|error| fault(error.to_string()))?;
            if mark.mark.is_empty() {
                return Err(fault("the name of the dossier is empty".to_owned()));
            }
            let mut one = Self::default();
            one.add(mark);
            dossiers.merge(one);
        }
        Ok(dossiers)
    }

    /// The text of the file.
    #[must_use]
    pub fn to_text(&self) -> Vec<u8> {
        let header = Header {
            dateline_marks: VERSION,
        };
        let mut text = line_of(&header);
        for mark in self.iter() {
            text.append(&mut line_of(mark));
        }
        text
    }
}

fn line_of(value: &impl Serialize) -> Vec<u8> {
    let mut line = serde_json::to_vec(value).expect("texts, numbers and dates become JSON");
    line.push(b'\n');
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINE: &str = r#"{"mark":"a","id":"1","text":"0f","headline":"Ünïcode 撤退","published":"2021-01-19","archive":"news","path":"x.txt#2","marked":"2026-11-30T10:00:00Z","notes":["one","two"]}"#;

    #[test]
    fn what_is_written_reads_back() {
        let read = Dossiers::parse(LINE.as_bytes()).unwrap();
        assert_eq!(read.names(), [("a", 1)]);
        let own = read.of("a").next().unwrap();
        assert_eq!(own.published.unwrap().to_string(), "2021-01-19");
        assert_eq!(own.origin().ordinal, 2);
        let text = read.to_text();
        assert!(text.starts_with(b"{\"dateline_marks\":1}\n"));
        assert_eq!(Dossiers::parse(&text).unwrap(), read);
        assert_eq!(Dossiers::parse(b""), Ok(Dossiers::default()));
    }

    #[test]
    fn a_line_that_is_wrong_is_named() {
        let odd = format!("{{\"dateline_marks\":1}}\n{LINE}\n{{\"mark\":\"a\"");
        let fault = Dossiers::parse(odd.as_bytes()).unwrap_err();
        assert!(fault.to_string().starts_with("line 3: "), "{fault}");
        for wrong in ["[]", "{}", "\u{0}", "{\"mark\":\"\"}", "not json"] {
            assert!(Dossiers::parse(wrong.as_bytes()).is_err(), "{wrong}");
        }
        let newer = Dossiers::parse(b"{\"dateline_marks\":2}\n").unwrap_err();
        assert_eq!(newer, Fault::Newer(2));
    }

    #[test]
    fn keys_of_others_and_repeated_lines_do_no_harm() {
        let more = LINE.replace("\"id\"", "\"state\":\"gone\",\"id\"");
        let twice = format!("{more}\n\n{LINE}\r\n");
        let read = Dossiers::parse(twice.as_bytes()).unwrap();
        assert_eq!(read.names(), [("a", 1)]);
    }
}

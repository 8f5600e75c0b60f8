//! Rows that are too long, and quotes that nothing closes.
//!
//! They are cut at other places than well-formed rows, and no cell of them is lost.

use super::*;
use std::time::{Duration, Instant};

const LONGEST: usize = 50_000;

/// The rows of a file, their cells between bars, and what is wrong with each.
fn rows(file: &[u8]) -> Vec<(String, Option<Fault>)> {
    let shape = Shape {
        marks: Marks {
            separator: b',',
            escapes: Escapes::Doubled,
        },
        columns: 3,
        line_end: b'\n',
        longest: LONGEST as u64,
    };
    let mut rows = Rows::new(Box::new(file), shape);
    let (mut all, mut row) = (Vec::new(), Cells::default());
    while let Some(found) = rows.next_row(&mut row).unwrap() {
        let cells: Vec<_> = row.iter().map(String::from_utf8_lossy).collect();
        all.push((cells.join("|"), found.fault));
        let most = rows.lines.capacity() + rows.row.capacity() + row.capacity();
        assert!(most <= 8 * LONGEST, "{most} bytes of memory");
    }
    all
}

#[test]
fn a_row_that_is_too_long_does_not_affect_other_rows() {
    let long = "x".repeat(2 * LONGEST);
    for (first, expected) in [
        (
            format!("{long},{long}\n"),
            &[("", Some(Fault::TooLong(1)))][..],
        ),
        (
            format!("a,1,\"x\n{long}\n"),
            &[
                ("a|1|\"x", Some(Fault::NotClosed(1))),
                ("", Some(Fault::TooLong(2))),
            ],
        ),
    ] {
        let expected = expected
            .iter()
            .map(|(row, fault)| ((*row).to_owned(), *fault));
        let expected: Vec<_> = expected.chain([("b|2|y".to_owned(), None)]).collect();
        assert_eq!(rows(format!("{first}b,2,y\n").as_bytes()), expected);
    }
}

#[test]
fn a_quote_that_is_not_closed_within_the_longest_row_is_a_character() {
    let others = 4 * LONGEST / 6;
    let found = rows(format!("a,1,\"x\n{}", "b,2,y\n".repeat(others)).as_bytes());
    assert_eq!(found[0], ("a|1|\"x".to_owned(), Some(Fault::NotClosed(1))));
    assert_eq!(found.len(), 1 + others);
    assert!(
        found[1..]
            .iter()
            .all(|row| *row == ("b|2|y".to_owned(), None))
    );
}

#[test]
fn quotes_that_are_never_closed_take_linear_time() {
    // Each line closes the cell that the one before opened and opens another; none is a row.
    let line = "x\",y,\"z\n";
    let start = Instant::now();
    let found = rows(line.repeat(20 * LONGEST / line.len()).as_bytes());
    assert!(start.elapsed() < Duration::from_secs(20));
    assert!(found.iter().all(|(_, fault)| fault.is_some()));
    let skipped = found
        .iter()
        .filter(|(_, fault)| matches!(fault, Some(Fault::LostThrough(..))));
    assert!(skipped.count() > 1, "{}", found.len());
    let start = Instant::now();
    rows(format!("\"\n{}", "\"x,".repeat(LONGEST / 3)).as_bytes());
    assert!(
        start.elapsed() < Duration::from_secs(5),
        "one line of quotes"
    );
}

//! Quotes that are not closed or not doubled: what they are, and which rows they leave whole.
//!
//! A quote that is left open must not swallow the rows after it.

use super::{read_with, summary};

/// Rows with a quote that is left open, and what is read from them.
const WITH_A_QUOTE_LEFT_OPEN: &[(&str, &[&str])] = &[
    // Nothing closes it; the rows have quotes or not.
    (
        "a,1,\"x\nb,2,y\nc,3,z\n",
        &["1 (malformed)", "1 a: \"x", "2 b: y", "3 c: z"],
    ),
    (
        "a,1,\"x\nb,2,\"y\"\nc,3,\"z\"\n",
        &["1 (malformed)", "1 a: \"x", "2 b: y", "3 c: z"],
    ),
    (
        "a,1,\"x, y\nb,2,\"y, z\"\n",
        &["1 (malformed)", "2 b: y, z"],
    ),
    (
        "\"a\",\"1\",\"x\n\"b\",\"2\",\"y\"\n",
        &["1 (malformed)", "1 a: \"x", "2 b: y"],
    ),
    (
        "\"a,1,x\nb,2,\"y\n\nz\"\nc,3,z\n",
        &["1 (malformed)", "1 \"a: x", "2 b: y\n\nz", "3 c: z"],
    ),
    // It opens after a cell of several lines.
    (
        "\"a\na\",1,\"x\n\"b\",2,\"y\"\n",
        &["1 (malformed)", "1 a a: \"x", "2 b: y"],
    ),
    // A row with too few cells.
    (
        "a,\"1\nb,2,\"y\"\nc,3,z\n",
        &["1 (malformed)", "2 b: y", "3 c: z"],
    ),
    // Two in a row.
    (
        "a,1,\"x\nb,2,\"y\nc,3,\"z\"\n",
        &[
            "1 (malformed)",
            "1 a: \"x",
            "2 (malformed)",
            "2 b: \"y",
            "3 c: z",
        ],
    ),
    (
        "a,1,\"x\rb,2,\"y\"\r",
        &["1 (malformed)", "1 a: \"x", "2 b: y"],
    ),
    (
        "a,1,\"x\r\nb,2,\"y\"\r\n",
        &["1 (malformed)", "1 a: \"x", "2 b: y"],
    ),
];

#[test]
fn a_quote_left_open_does_not_affect_later_rows() {
    for (rows, expected) in WITH_A_QUOTE_LEFT_OPEN {
        let end = if rows.contains('\n') { "\n" } else { "\r" };
        assert_eq!(
            summary(&format!("title,id,text{end}{rows}")),
            *expected,
            "{rows}"
        );
    }
    let items = read_with("", b"title,id,text\nz,0,z\n\na,1,\"x\nb,2,\"y\"\nc\n");
    let details: Vec<_> = items
        .iter()
        .filter_map(|item| item.as_ref().err())
        .map(|problem| &*problem.detail)
        .collect();
    assert_eq!(
        details,
        [
            "row 2: the quote that opens a cell in line 4 is not closed; the row was read up to the end of that line",
            "row 4 (line 6): 1 cell where the line of names has 3; put cells that contain a `,`, a quote or a line \
             end in quotes"
        ]
    );
}

#[test]
fn quotes_that_are_not_doubled_are_characters() {
    for (rows, expected) in [
        (
            "a,1,\"He said \"no\" twice.\nShe said \"\"yes\"\".\n\"No,\" he said.\"\nb,2,y\n",
            &[
                "1 a: He said \"no\" twice.\nShe said \"yes\".\n\"No,\" he said.",
                "2 b: y",
            ][..],
        ),
        ("a,1,x \"y\" z\n", &["1 a: x \"y\" z"]),
        ("a,1,\"x\" \nb,\"2\" ,y\n", &["1 a: x", "2 b: y"]),
        ("\"\",1,\"\"\"\"\nb,2,\"\"\n", &["1 : \"", "2 b: "]),
    ] {
        assert_eq!(
            summary(&format!("title,id,text\n{rows}")),
            expected,
            "{rows}"
        );
    }
}

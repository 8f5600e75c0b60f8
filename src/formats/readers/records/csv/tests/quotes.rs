//! Quotes that are not closed or not doubled: what they are, and which rows they leave whole.
//!
//! A quote that is left open must not swallow the rows after it.

use super::{read_with, summary, summary_with};

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

/// Rows as databases write them, and what is read from each.
const WITH_BACKSLASHES: &[(&str, &[&str])] = &[
    // Before a quote that is at the start, in the middle, before a comma, at the end.
    (
        "\"\\\"Back\\\" it is\",1,\"He said \\\"no\\\", twice.\"\n\"b\",2,\"She said \\\"yes\\\"\"\n",
        &[
            "1 \"Back\" it is: He said \"no\", twice.",
            "2 b: She said \"yes\"",
        ],
    ),
    // One row shows it for the others: a backslash is written twice.
    (
        "a,1,\"x \\\"y\\\", z\"\nb,2,\"C:\\\\news\\\\x\"\nc,3,d\\, e\n",
        &["1 a: x \"y\", z", "2 b: C:\\news\\x", "3 c: d, e"],
    ),
    // Before a line end, in quotes and without.
    (
        "a,1,\"x \\\"y\\\", z\\\nmore\"\nb,2,first\\\nsecond\n",
        &["1 a: x \"y\", z\nmore", "2 b: first\nsecond"],
    ),
    // CRLF.
    (
        "a,1,\"x \\\"y\\\", z\"\r\nb,2,\"y\\\r\nz\"\r\n",
        &["1 a: x \"y\", z", "2 b: y\nz"],
    ),
    // Letters, where no backslash is a character.
    (
        "a,1,\"x \\\"y\\\", z\\nmore\"\nb,2,\\N\n",
        &["1 a: x \"y\", z\nmore", "2 b: "],
    ),
    (
        "a,1,\"x \\\"y\\\", z\\nmore\"\nb,2,\"C:\\users\\new\"\n",
        &["1 a: x \"y\", z\\nmore", "2 b: C:\\users\\new"],
    ),
    // The file ends with a backslash.
    (
        "a,1,\"x \\\"y\\\", z\"\nb,2,y\\\n",
        &["1 a: x \"y\", z", "2 b: y\n"],
    ),
];

#[test]
fn backslashes_before_quotes_are_no_characters() {
    for (rows, expected) in WITH_BACKSLASHES {
        let found = summary(&format!("title,id,text\n{rows}"));
        let expected: Vec<&str> = expected.iter().map(|row| row.trim_end()).collect();
        let found: Vec<&str> = found.iter().map(|row| row.trim_end()).collect();
        assert_eq!(found, expected, "{rows}");
    }
}

#[test]
fn a_backslash_is_a_character_where_quotes_are_doubled() {
    for (rows, expected) in [
        // A path that ends with one.
        (
            "a,1,\"C:\\dir\\\"\nb,2,\"x, y\"\n",
            &["1 a: C:\\dir\\", "2 b: x, y"][..],
        ),
        // JSON in a cell.
        (
            "a,1,\"{\"\"k\"\": \"\"say \\\"\"hi\\\"\", twice\"\"}\"\n",
            &["1 a: {\"k\": \"say \\\"hi\\\", twice\"}"],
        ),
        // Both in one file: the row that can be read in one way only is read so.
        (
            "a,1,\"x \\\"y\\\", z\"\nb,2,\"\"\"C:\\\\n\"\"\"\n",
            &["1 a: x \"y\", z", "2 b: \"C:\\\\n\""],
        ),
    ] {
        assert_eq!(
            summary(&format!("title,id,text\n{rows}")),
            expected,
            "{rows}"
        );
    }
}

#[test]
fn tables_of_tabs_from_a_database_have_letters_for_line_ends() {
    let rows = "title\tid\ttext\n\"Back\" again\t1\tFirst.\\n\\nSecond\\tpart, C:\\\\x.\n\
                b\t2\tx\\\ny\n\\N\t3\tz\n";
    assert_eq!(
        summary_with("", rows.as_bytes()),
        [
            "1 \"Back\" again: First.\n\nSecond\tpart, C:\\x.",
            "2 b: x\ny",
            "3 : z"
        ]
    );
}

#[test]
fn a_backslash_before_a_quote_far_below_is_found_in_its_row() {
    let many = "a,1,\"one, two\"\n".repeat(8000); // more than the first bytes show
    let rows = format!("title,id,text\n{many}b,2,\"x \\\"y\\\", z\"\nc,3,d\n");
    let found = summary(&rows);
    assert_eq!(found[8000..], ["8001 b: x \"y\", z", "8002 c: d"]);
}

#[test]
fn backslashes_that_give_no_row_cost_linear_time() {
    let start = std::time::Instant::now();
    let found = summary(&format!(
        "title,id,text\n{}",
        "\"\\\"x,\\\",\"\n".repeat(200_000)
    ));
    assert!(start.elapsed() < std::time::Duration::from_secs(20));
    assert!(!found.is_empty());
}

//! A table of queries, each with the canonical form of how it is read.
//!
//! Each canonical form is typed again and must be read as itself.

use super::fields::FIELDS;
use crate::query::ask::Ask;

fn read(text: &str) -> String {
    Ask::parse(text, FIELDS).0.to_string()
}

/// What is typed, and the canonical form of how it is read.
const READINGS: &[(&str, &str)] = &[
    // words
    ("", ""),
    ("   \t\n", ""),
    ("troops withdrawal", "troops withdrawal"),
    ("  troops\n withdrawal ", "troops withdrawal"),
    ("troops troops", "troops troops"),
    ("+iraq troops", "+iraq troops"),
    ("al-Fatih COVID-19 F-16", "al-Fatih COVID-19 F-16"),
    ("C++ C#", "C++ C#"),
    ("++ !! 😀", "++ !! 😀"),
    ("someone@example.org", "someone@example.org"),
    ("Iraq’s don't", "Iraq’s don't"),
    ("and or not", "and or not"),
    ("U.S. 3.5% $20", "U.S. 3.5% $20"),
    ("word~2 word^3", "word~2 word^3"),
    // exclusions
    ("-syria", "-syria"),
    ("iraq -syria", "iraq -syria"),
    ("iraq NOT syria", "iraq -syria"),
    ("NOT NOT iraq", "+iraq"),
    ("NOT -iraq", "+iraq"),
    ("iraq - syria – iran — x", "iraq syria iran x"),
    ("troops --word", "troops --word"),
    ("NOT --word", "-(--word)"),
    ("+(--word)", "+(--word)"),
    ("-\"foreign troops\"", "-\"foreign troops\""),
    ("-(a b)", "-(a AND b)"),
    ("-(a OR b)", "-(a OR b)"),
    ("-headline:word", "-headline:word"),
    ("-(NOT a)", "+a"),
    ("-AND", "-and"),
    // phrases
    ("\"foreign troops\"", "\"foreign troops\""),
    ("“foreign troops”", "\"foreign troops\""),
    ("„fremde Truppen“", "\"fremde Truppen\""),
    ("«troupes étrangères»", "\"troupes étrangères\""),
    ("»fremde Truppen«", "\"fremde Truppen\""),
    ("”främmande trupper”", "\"främmande trupper\""),
    ("\"he said “no” today\"", "\"he said “no” today\""),
    ("“he said \"no\" today”", "\"he said ”no” today\""),
    ("\"foreign troops” iraq", "\"foreign troops\" iraq"),
    ("\" foreign \n troops \"", "\"foreign troops\""),
    ("\"a b\"\"c d\"", "\"a b\" \"c d\""),
    ("+\"a b\"", "\"a b\""),
    ("\"near words\"~3", "\"near words\"~3"),
    ("\"near words\"~3x", "\"near words\"~3 x"),
    ("\"near words\"~0", "\"near words\""),
    ("\"near words\"~99999999999", "\"near words\"~1000"),
    ("\"near words\"~", "\"near words\""),
    ("\"near words\" ~3", "\"near words\" ~3"),
    ("\"open end", "\"open end\""),
    ("\"\" a", "a"),
    ("-\"\" a", "a"),
    ("a \"", "a"),
    // prefixes
    ("withdraw*", "withdraw*"),
    ("withdraw** x", "withdraw* x"),
    ("-with*", "-with*"),
    ("* a", "a"),
    ("NOT * a", "a"),
    ("😀* -*", "😀"),
    ("wo*ld", "wo*ld"),
    // fields
    ("headline:pullout", "headline:pullout"),
    ("HeadLine:pullout", "headline:pullout"),
    ("headline:\"troop pullout\"", "headline:\"troop pullout\""),
    (
        "headline:\"troop pullout\"~2",
        "headline:\"troop pullout\"~2",
    ),
    ("headline:with*", "headline:with*"),
    ("headline:(a OR b)", "headline:(a OR b)"),
    ("headline:(a b) c", "headline:(a AND b) c"),
    ("headline:(a)", "headline:a"),
    ("headline:(-a)", "-headline:a"),
    ("headline:(body:a)", "body:a"),
    ("headline:(body:a b)", "headline:(body:a AND b)"),
    ("headline: pullout", "headline:pullout"),
    ("headline:", "headline"),
    ("headline: AND x", "headline AND x"),
    ("headline:)", "headline"),
    ("headline:* x", "headline x"),
    ("headline:\"\" x", "headline x"),
    ("headline:() x", "headline x"),
    ("headline: body:x", "headline body:x"),
    ("headline:-x", "headline:-x"),
    ("headline:AND", "headline:and"),
    ("headline:body:x", "headline:body:x"),
    ("foo:bar", "foo:bar"),
    ("foo:\"a b\"", "foo: \"a b\""),
    (
        "12:30 http://example.org/a?b=c",
        "12:30 http://example.org/a?b=c",
    ),
    ("Analysis: who gains", "Analysis: who gains"),
    (
        "https://en.wikipedia.org/wiki/Mercury_(planet) x",
        "https://en.wikipedia.org/wiki/Mercury_(planet) x",
    ),
    ("(http://a OR http://b)", "http://a OR http://b"),
    (": a :", "a"),
    (":)", ""),
    // operators
    ("a AND b", "a AND b"),
    ("a OR b", "a OR b"),
    ("a b OR c", "a (b OR c)"),
    ("a AND b c", "(a AND b) c"),
    ("a AND b OR c", "(a AND b) OR c"),
    ("a OR b AND c", "a OR (b AND c)"),
    ("a AND NOT b", "a AND -b"),
    ("NOT a AND b", "-a AND b"),
    ("-a OR b", "-a OR b"),
    ("+a OR b", "a OR b"),
    (
        "(troops OR soldiers) AND iraq",
        "(troops OR soldiers) AND iraq",
    ),
    ("(troops OR soldiers) iraq", "(troops OR soldiers) iraq"),
    ("(a AND b) AND c", "a AND b AND c"),
    ("a OR (b OR c)", "a OR b OR c"),
    ("a OR (b c)", "a OR (b AND c)"),
    ("(a b OR c) OR d", "(a AND (b OR c)) OR d"),
    (
        "\"foreign troops\" -syria headline:pullout",
        "\"foreign troops\" -syria headline:pullout",
    ),
    // parentheses
    ("(a b)", "a b"),
    ("((a -b))", "a -b"),
    ("(a b) c", "(a AND b) c"),
    ("(a) b", "a b"),
    ("+(a b)", "a AND b"),
    ("(", ""),
    (")", ""),
    ("()", ""),
    ("a () b", "a b"),
    ("NOT () b", "b"),
    ("a) b", "a b"),
    ("(a OR b", "a OR b"),
    ("x (a b", "x (a AND b)"),
    ("foo(bar) (+baz)", "foo bar +baz"),
    // operators with nothing to work on
    ("AND", ""),
    ("AND a", "a"),
    ("a AND", "a"),
    ("a AND OR b", "a AND b"),
    ("a NOT", "a"),
    ("a OR NOT", "a"),
    ("NOT AND a", "-a"),
    ("(AND a OR) b", "a b"),
];

#[test]
fn queries_are_read_as_the_table_says() {
    for (typed, read_as) in READINGS {
        assert_eq!(read(typed), *read_as, "typed: {typed}");
        assert_eq!(read(read_as), *read_as, "typed again: {read_as}");
    }
}

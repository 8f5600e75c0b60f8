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
    ("since:2 weeks troops", "since:2w troops"),
    ("since:monday troops", "since:last-monday troops"),
    ("since:last monday", "since:last-monday"),
    ("date:1980s", "date:1980..1989"),
    (
        "date:\"Jan 2021\"..Mar 2021 troops",
        "date:2021-01..2021-03 troops",
    ),
    ("date:2021-02-30", "date:2021-02-30"),
    ("since:2021-13 troops", "date:2021-13 troops"),
    ("date:2021-01..2021-02-30", "date:2021-02-30"),
    ("withdrawl~0", "withdrawl"),
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
    ("*draw* w**d with?raw", "*draw* w*d with?raw"),
    ("E*Trade M*A*S*H E*trade", "E*Trade M*A*S*H E*trade"),
    ("troops? with?raw?", "troops? with?raw"),
    ("a?b=c /a?b", "a?b=c /a?b"),
    ("path:*2021* path:a/*/b", "path:*2021* path:a/*/b"),
    ("-*draw* +with?raw", "-*draw* with?raw"),
    // fuzzy words
    ("withdrawl~ iraq~", "withdrawl~2 iraq~1"),
    ("word~1 word~0 word~9", "word~1 word word~2"),
    ("headline:wrod~ -wrod~", "headline:wrod~1 -wrod~1"),
    ("~5 5~2 a~b a~1~1", "~5 5~2 a~b a~1~1"),
    // boosts
    ("troops^2 withdrawal", "troops^2 withdrawal"),
    ("+troops^0.5 -a^2", "+troops^0.5 -a^2"),
    ("\"a b\"^3 \"a b\"~5^2", "\"a b\"^3 \"a b\"~5^2"),
    ("(a b)^2 (a)^2 (a^2)^3", "(a AND b)^2 a^2 a^6"),
    ("(a b)^2", "(a AND b)^2"),
    ("(foo:)^2 (24/7)^3 (5)^2", "(foo:)^2 (24/7)^3 (5)^2"),
    ("headline:a^2 =a^2", "headline:a^2 exact:a^2"),
    ("==a =(a OR b)", "exact:a (exact:a OR exact:b)"),
    ("=wag* =labor~1", "wag* labor~1"),
    ("(headline:a)^2 (since:2021)^2", "headline:a^2 since:2021"),
    ("headline:(a b)^2", "headline:(a AND b)^2"),
    ("word~1^2 w*d^2", "word~1^2 w*d^2"),
    ("a^0 a^1000 a^x a^ ^2", "a^0.01 a^100 a^x a^ ^2"),
    ("10^6 and^2 AND^2", "10^6 and^2 and^2"),
    (")^2 a", "a"),
    // words close together
    ("a NEAR/5 b", "\"a b\"~5"),
    ("a NEAR/5 b NEAR/9 c", "\"a b c\"~9"),
    ("a NEAR/0 b", "\"a b\""),
    ("x a NEAR/5 \"b c\" y", "x \"a b c\"~5 y"),
    ("a AND b NEAR/2 c", "a AND \"b c\"~2"),
    ("headline:a NEAR/2 headline:b", "headline:\"a b\"~2"),
    ("a NEAR/5 -b", "a AND -b"),
    ("NEAR/5 a", "a"),
    ("headline:NEAR/5", "headline:near/5"),
    // filters
    ("date:2021", "date:2021"),
    ("date:2021-01..2021-03", "date:2021-01..2021-03"),
    ("date:..2020 DATE:2020..", "until:2020 since:2020"),
    (
        "since:2021-01 until:yesterday",
        "since:2021-01 until:yesterday",
    ),
    ("since:last week", "since:last-week"),
    ("on:19 January 2021 troops", "date:2021-01-19 troops"),
    ("date:\"3 days ago\" date:30d", "on:3d since:30d"),
    ("since:“last month”", "since:last-month"),
    ("on:2021-Q1", "date:2021-q1"),
    ("since:..2020 until:2019..", "since ..2020 until 2019.."),
    ("since:\"last week troops", "since:last-week troops"),
    ("on:“19 January 2021 troops", "date:2021-01-19 troops"),
    ("watch:\"my watch", "watch:\"my watch\""),
    ("date:\"20 years ago\"..2021", "date:20y..2021"),
    ("date:2020..\"last week\" x", "date:2020..last-week x"),
    (
        "date:\"3 days ago\"..\"yesterday\" x",
        "date:3d..yesterday x",
    ),
    ("has: place is:", "has place is"),
    ("-date:2021 (date:2021 OR a)", "-date:2021 (date:2021 OR a)"),
    ("headline:(since:2021 a)", "headline:(since:2021 AND a)"),
    ("headline:since:2021", "headline:since:2021"),
    ("since:soon", "since soon"),
    ("since:headline:x", "since headline:x"),
    ("since:-x", "since -x"),
    ("since:\"no date\"", "since \"no date\""),
    ("has:PLACE has:date", "has:place has:date"),
    ("is:Withheld is:cancelled", "is:withheld is:canceled"),
    (
        "watch:a-b watch:\"my  watch\"",
        "watch:a-b watch:\"my  watch\"",
    ),
    ("watch:“a\"b”", "watch:\"a”b\""),
    (
        "-mark:karsova MARK:\"my story\"",
        "-mark:karsova mark:\"my story\"",
    ),
    // operators of other programs
    ("a && b || c", "a b c"),
    ("NOT && a", "a"),
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
    ("headline:* x -body:*", "has:headline x -has:body"),
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

#[test]
fn a_quality_is_a_percentage_or_a_span() {
    for (typed, read) in [
        ("quality:>80", "quality:81.."),
        ("quality:>=80%", "quality:80.."),
        ("quality:<50", "quality:..49"),
        ("Quality:<=50", "quality:..50"),
        ("quality:60..90", "quality:60..90"),
        ("quality:\"60 .. 90\"", "quality:60..90"),
        ("quality:0", "quality:0"),
        ("quality:>100", "quality:>100"),
    ] {
        let (ask, notes) = Ask::parse(typed, FIELDS);
        assert_eq!(
            (ask.to_string().as_str(), &*notes),
            (read, &[][..]),
            "{typed}"
        );
        assert_eq!(Ask::parse(read, FIELDS), (ask, Vec::new()), "{read}");
    }
    for typed in [
        "quality:high",
        "quality:<0",
        "quality:..",
        "quality:101",
        "quality:-3",
    ] {
        let (ask, notes) = Ask::parse(typed, FIELDS);
        assert!(!ask.to_string().contains("quality:"), "{typed}: {ask}");
        assert_eq!(notes.len(), 1, "{typed}");
    }
}

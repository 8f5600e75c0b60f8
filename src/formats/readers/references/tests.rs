//! Lists of references as reference managers export them, and CSL-JSON.
//!
//! The articles must be the same whichever format a list was exported in.

use super::{Bibtex, Ris};
use crate::article::ProblemKind;
use crate::formats::ArticleReader;
use crate::formats::test_support::documents::{article, dated, read};

const RIS: &str = "\u{feff}TY  - NEWS\r\nTI  - Ferry returns\r\nAU  - Lee, Ann\r\nAU  - Ek, Bo\r\nT2  - Harbour Post\r\n\
    PB  - Harbour Group\r\nAB  - It is back.\r\nAll cheer.\r\nDA  - 2021/01/19/\r\nPY  - 2021\r\nSE  - Local\r\nSP  - 3\r\n\
    UR  - https://x.example/1\r\nKW  - ferry\r\nKW  - port\r\nY2  - 2022/01/01/\r\nER  - \r\n\r\n\
    TY  - ELEC\r\nT1  - Not closed\r\nN1  - A note.\r\nY2  - 2022/05/03/10:00:00\r\nTY  - NEWS\r\nTI  - Last\r\nAB  - End.";

#[test]
fn ris_has_tags() {
    assert!(Ris.recognizes(RIS.as_bytes()));
    assert!(!Ris.recognizes(b"TY  - NEWS is what\nthe file says"));
    let (articles, problems) = read(&Ris, RIS.as_bytes());
    let old = RIS.replace("\r\n", "\r");
    assert!(Ris.recognizes(old.as_bytes()));
    assert_eq!(read(&Ris, old.as_bytes()), (articles.clone(), Vec::new()));
    assert_eq!(problems, []);
    assert_eq!(articles.len(), 3);
    let first = &articles[0];
    assert_eq!(first.headline, "Ferry returns");
    assert_eq!(first.bylines, ["Ann Lee", "Bo Ek"]);
    assert_eq!(first.source.as_deref(), Some("Harbour Post"));
    assert_eq!(first.section.as_deref(), Some("Local"));
    assert_eq!(first.page.as_deref(), Some("3"));
    assert_eq!(first.keywords, ["ferry", "port"]);
    assert_eq!(first.body, "It is back.\nAll cheer.");
    assert_eq!(dated(first).0, "2021-01-19");
    assert_eq!(dated(&articles[1]), ("2022-05-03".to_owned(), "capture"));
    assert_eq!(articles[1].body, "A note.");
    assert_eq!(
        (&*articles[2].headline, &*articles[2].body),
        ("Last", "End.")
    );
}

#[test]
fn bibtex_has_entries_and_definitions() {
    let bib = "% exported\n@comment{x = {y}}\n@string{hp = {Harbour } # {Post}}\n@article{lee21,\n  title = {{Ferry} returns},\n\
        subtitle = \"The \\'{E}clair\",\n  author = {Lee, Ann and {Smith and Sons}},\n journal = hp,\n year = 2021, month = jan,\n\
        day = {19},\n abstract = {It is back.\n\nAll cheer \\& go.}, keywords = {ferry; port},\n pages = {3--4}, url = {https://x.example/a\\_b}}\n\
        @misc{a, title = {One line}, urldate = {2022-05-03}} @online{b, title={Same line}, date={2021-01/2021-02}}\n\
        @article{broken,\n title = {Never closed,\n@article{last,\n title = {Last}, journaltitle = {Post (Local)},\n}\n";
    assert!(Bibtex.recognizes(bib.as_bytes()));
    assert!(!Bibtex.recognizes(b"@ann wrote {a = b}"));
    let (articles, problems) = read(&Bibtex, bib.as_bytes());
    let kinds: Vec<_> = problems.iter().map(|problem| problem.kind).collect();
    assert_eq!(kinds, [ProblemKind::Malformed]);
    let headlines: Vec<_> = articles.iter().map(|article| &*article.headline).collect();
    assert_eq!(
        headlines,
        ["Ferry returns: The Éclair", "One line", "Same line", "Last"]
    );
    let first = &articles[0];
    assert_eq!(first.bylines[0], "Ann Lee");
    assert_eq!(first.source.as_deref(), Some("Harbour Post"));
    assert_eq!(dated(first).0, "2021-01-19");
    assert_eq!(first.body, "It is back.\n\nAll cheer & go.");
    assert_eq!(first.page.as_deref(), Some("3–4"));
    assert_eq!(first.url.as_deref(), Some("https://x.example/a_b"));
    assert_eq!(dated(&articles[1]), ("2022-05-03".to_owned(), "capture"));
    assert_eq!(dated(&articles[2]).0, "2021-01");
    assert_eq!(articles[3].source.as_deref(), Some("Post (Local)"));
}

#[test]
fn a_month_may_be_joined_to_its_day() {
    for (month, expected) in [
        ("jan", "2021-01"),
        ("\"5~\" # jan", "2021-01-05"),
        ("jan # \"~5\"", "2021-01-05"),
        ("jan # \" 5\"", "2021-01-05"),
        ("{5 January}", "2021-01-05"),
        ("1", "2021-01"),
    ] {
        let entry = format!(
            "@article{{a, title={{Harbour}}, year=2021, month={month}, abstract={{Text.}}}}"
        );
        let (articles, problems) = read(&Bibtex, entry.as_bytes());
        assert_eq!(problems, []);
        assert_eq!(dated(&articles[0]).0, expected, "{month}");
    }
}

#[test]
fn entries_in_parentheses_are_whole_and_an_open_one_costs_no_other() {
    let bib = "@online(a, title = {In (round) brackets}, abstract = \"The ferry :) is back.\", year = 2021)\n\
               @online( b,\n title = {Second},\n note = {x},\n abstract = {It is (nearly) here.}\n)\n\
               @misc{c, title = {Open, abstract = {Lost}\n  @misc{d, title = {Fourth}, year = 2021}\n\
               @misc{e, title = {Fifth}, abstract = {Write to\n@harbour {the, or} @all, please}}\n";
    let (articles, problems) = read(&Bibtex, bib.as_bytes());
    let kinds: Vec<_> = problems.iter().map(|problem| problem.kind).collect();
    assert_eq!(kinds, [ProblemKind::Malformed]);
    let headlines: Vec<_> = articles.iter().map(|article| &*article.headline).collect();
    assert_eq!(
        headlines,
        ["In (round) brackets", "Second", "Fourth", "Fifth"]
    );
    assert_eq!(articles[0].body, "The ferry :) is back.");
    assert_eq!(articles[1].body, "It is (nearly) here.");
}

#[test]
fn definitions_that_grow_or_refer_to_themselves_end() {
    let mut bib = String::from("@string{a = a}\n@string{b = {0123456789}}\n");
    for _ in 0..200 {
        bib.push_str("@string{c = b # b}\n@string{b = c # c}\n");
    }
    let sum = vec!["b"; 5_000].join(" # ");
    bib.extend(["@misc{x, title = a, abstract = ", &sum, "}\n"]);
    let (articles, problems) = read(&Bibtex, bib.as_bytes());
    assert_eq!((articles.len(), problems.len()), (1, 0));
    for odd in [
        "@a{",
        "@a{b=",
        "@a(b={)",
        "@{}",
        "@a{b,c=\"",
        "@a{\\",
        "@string{x}",
    ] {
        let long = odd.repeat(5_000);
        read(&Bibtex, long.as_bytes());
    }
}

#[test]
fn csl_json_has_parts_of_names_and_dates() {
    let article = article(
        r#"[{"id": "x", "type": "article-newspaper", "title": "Ferry returns", "container-title": "Harbour Post",
        "source": "Factiva", "page": "3", "abstract": "It is back.", "event-place": "Port Marlow",
        "author": [{"family": "Berg", "given": "Ann", "non-dropping-particle": "van der"}, {"literal": "Reuters"}],
        "accessed": {"date-parts": [[2022, 5, 3]]}, "issued": {"date-parts": [["2021", 1, 19], [2021, 2]]}}]"#,
    );
    assert_eq!(article.headline, "Ferry returns");
    assert_eq!(article.bylines, ["Ann van der Berg", "Reuters"]);
    assert_eq!(article.source.as_deref(), Some("Harbour Post"));
    assert_eq!(article.page.as_deref(), Some("3"));
    assert_eq!(article.place.as_deref(), Some("Port Marlow"));
    assert_eq!(dated(&article).0, "2021-01-19");
    assert_eq!(article.body, "It is back.");
}

//! Tests of alias files.
//!
//! What is a group, what is refused, and that the set for news English has each name once.

use super::*;

/// Groups as `recognised -> found`.
fn shown(synonyms: &Synonyms) -> Vec<String> {
    let texts = |members: Vec<&Member>| {
        let texts: Vec<_> = members.iter().map(|member| &*member.text).collect();
        texts.join("|")
    };
    (0..synonyms.groups)
        .map(|group| {
            let recognised = synonyms
                .recognised(Language::English)
                .filter(|member| member.group == group);
            let found = synonyms.found(group).collect();
            format!("{} -> {}", texts(recognised.collect()), texts(found))
        })
        .collect()
}

#[test]
fn a_line_is_a_group_of_names() {
    for (text, expected) in [
        (
            "US, U.S.,United  States",
            &["US|U.S.|United  States -> US|U.S.|United  States"][..],
        ),
        (
            "\u{FEFF}a, b\r\n\r\n# c, d\n  # e\nf,g # h, i\n",
            &["a|b -> a|b", "f|g -> f|g"],
        ),
        ("C#, C sharp", &["C#|C sharp -> C#|C sharp"]),
        (
            "WHO => World Health Organization",
            &["WHO -> World Health Organization"],
        ),
        ("a, b => c, d", &["a|b -> c|d"]),
        ("a, b ~ c", &["a|b|c -> a|b|c"]),
        ("", &[]),
    ] {
        assert_eq!(shown(&Synonyms::parse(text).unwrap()), expected, "{text}");
    }
}

#[test]
fn a_line_that_is_not_a_group_is_refused_with_its_number() {
    let many = vec!["x"; MAX_MEMBERS + 1].join(",");
    let long = format!("x, {}", "y".repeat(MAX_MEMBER + 1));
    for (text, line, what) in [
        ("a, b\nc", 2, "`c` is the only name"),
        ("# x\n\na,,b", 3, "a name is missing"),
        ("a, b,", 1, "a name is missing"),
        ("=> b", 1, "a name is missing"),
        ("a => b => c", 1, "more than once"),
        ("a ~ b ~ c", 1, "more than once"),
        ("a ~ b => c", 1, "both `=>` and `~`"),
        ("a ~", 1, "a name is missing"),
        ("a, --", 1, "`--` has no letter or digit"),
        (&many, 1, "more than 32 names"),
        (&long, 1, "longer than 100 bytes"),
    ] {
        let fault = Synonyms::parse(text).unwrap_err();
        assert_eq!(fault.line, line, "{text}");
        assert!(fault.what.contains(what), "{text}: {fault}");
    }
}

#[test]
fn a_line_names_the_language_of_the_names_after_it() {
    let text = "a, b\nlanguage: fa\nc, d\nLanguage : French # e, f\ng, h\n";
    let synonyms = Synonyms::parse(text).unwrap();
    let of = |language| {
        let names = synonyms.recognised(language);
        let texts: Vec<&str> = names.map(|member| &*member.text).collect();
        texts.join(" ")
    };
    assert_eq!(of(Language::English), "a b");
    assert_eq!(of(Language::Persian), "a b c d");
    assert_eq!(of(Language::French), "a b g h");
    let fault = Synonyms::parse("language: Klingon").unwrap_err();
    assert!(fault.what.contains("`Klingon` is no language"), "{fault}");
    assert!(Synonyms::parse("language: x, y").is_ok());
}

#[test]
fn the_error_names_a_file_that_cannot_be_used() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("names.txt");
    let error = |content: &[u8]| {
        std::fs::write(&path, content).unwrap();
        Synonyms::read(&path).unwrap_err().to_string()
    };
    assert!(error(b"a, b\nc, \xff").ends_with("names.txt, line 2: the text is not UTF-8"));
    assert!(error(b"a").ends_with("names.txt, line 1: `a` is the only name in its group"));
    let large = vec![b'\n'; usize::try_from(MAX_FILE).unwrap() + 1];
    assert!(error(&large).contains("larger than 4 MiB"));
    assert!(matches!(
        Synonyms::read(folder.path()),
        Err(SynonymsError::Io { .. })
    ));
}

proptest::proptest! {
    #[test]
    fn any_text_is_read_or_refused(text in "([a-zÀ-ÿ#,.=> \\n]|=>|\\PC){0,80}") {
        if let Ok(synonyms) = Synonyms::parse(&text) {
            let named = |group| synonyms.members.iter().filter(|m| m.group == group).count();
            proptest::prop_assert!((0..synonyms.groups).all(|group| named(group) >= 2));
        }
    }
}

#[test]
fn groups_stay_separate_when_sets_are_joined() {
    let mut synonyms = Synonyms::parse("a, b").unwrap();
    synonyms.extend(Synonyms::parse("c, d\na => e").unwrap());
    assert_eq!(shown(&synonyms), ["a|b -> a|b", "c|d -> c|d", "a -> e"]);
    assert!(Synonyms::default().is_empty() && !synonyms.is_empty());
}

#[test]
fn the_set_for_news_english_has_no_name_in_two_groups() {
    let synonyms = Synonyms::news_english();
    assert!(synonyms.groups >= 150, "{} groups", synonyms.groups);
    let mut seen = std::collections::HashMap::new();
    for member in synonyms.recognised(Language::English) {
        let before = seen.insert(member.text.clone(), member.group);
        assert_eq!(before, None, "{}", member.text);
    }
}

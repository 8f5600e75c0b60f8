//! Tests of scripts without spaces between words, and of the zero-width non-joiner.
//!
//! They are words and short texts of news; what the dictionary cuts is given beside them.

use super::*;

#[test]
fn scripts_without_spaces_have_characters_and_pairs() {
    for (text, expected) in [
        ("東京で", &["東", "東京", "京", "京で", "で"][..]),
        ("ﾄﾞﾙ", &["ド", "ドル", "ル"]),
        ("서울에", &["서", "서울", "울", "울에", "에"]),
        ("LG전자 3월", &["lg", "전", "전자", "자", "3", "월"]),
        ("กรุง", &["ก", "กรุ", "รุ", "รุง", "ง"]),
        ("北、京-東", &["北", "京", "東"]),
        ("พ.ศ. ๒๕๖๗", &["พ", "ศ", "2567"]),
    ] {
        let folded = |term: &&str| {
            let mut form = String::new();
            fold(term, &mut form);
            form
        };
        let expected: Vec<_> = expected.iter().map(folded).collect();
        assert_eq!(terms(text), expected, "{text}");
    }
    // Terms are simplified; what they are of stays as it is written.
    let places = [("东", 0, "東"), ("东京", 0, "東京"), ("京", 1, "京")];
    assert_eq!(
        tokens("東京"),
        places.map(|(term, at, text)| (term.into(), at, text))
    );
    assert_eq!(
        with_extra("東京", Extra::Written),
        ["东", "=东", "=東", "东京", "=东京", "=東京", "京", "=京"]
    );
}

#[test]
fn a_query_of_a_script_without_spaces_is_cut_into_words() {
    let sequences = |text: &str| -> Vec<String> {
        let compounds = NewsAnalyzer::english().compounds(text);
        let words = compounds.iter().map(|word| {
            let sequences: Vec<_> = word.unspaced.iter().map(|terms| terms.join("+")).collect();
            format!(
                "{}{}",
                if word.touches { "~" } else { "" },
                sequences.join("|")
            )
        });
        words.collect()
    };
    for (text, expected) in [
        ("北京大学校长", &["北京", "~大学", "~校长"][..]),
        ("都知事選挙で", &["都知+知事", "~选挙", "~で"]),
        ("대통령이 한국", &["대통|통령", "한국"]),
        ("LG전자", &["", "~전자"]),
        ("iraq", &[""]),
    ] {
        assert_eq!(sequences(text), expected, "{text}");
    }
}

#[test]
fn a_non_joiner_joins_parts_in_the_arabic_script() {
    assert_eq!(terms("کتاب‌ها"), ["کتاب", "کتابها", "ها", "-کتابها"]);
    assert_eq!(terms("می‌خواهد")[1], terms("میخواهد")[0]);
    assert_eq!(terms("\u{200C}کتاب\u{200C}"), ["کتاب"]);
    assert_eq!(terms("শ\u{9CD}\u{200C}য").len(), 1);
}

//! Tests of the forms that only a table, or a respelled ending, makes one.
//!
//! The other tests have the forms that stemmers know.

use super::super::super::Language;
use super::{finds, stem};

/// Forms of one word, with a space between them.
const MEET: &[(Language, &str)] = &[
    (Language::Dutch, "man mannen"),
    (Language::Dutch, "aanval aanvallen"),
    (Language::Dutch, "brug bruggen"),
    (Language::Dutch, "bus bussen"),
    (Language::Dutch, "stad steden"),
    (Language::Dutch, "kind kinderen"),
    (Language::Finnish, "poliisi poliisit poliisin"),
    (Language::Finnish, "pankki pankin pankit"),
    (Language::Finnish, "sota sodan sodassa"),
    (Language::Finnish, "kaupunki kaupungit kaupungissa"),
    (Language::Finnish, "Suomi Suomen Suomessa"),
    (Language::Finnish, "vuosi vuodet vuonna"),
    (Language::French, "premier première premiers premières"),
    (Language::French, "policier policière"),
    (Language::French, "acteur actrice actrices"),
    (Language::French, "actif active"),
    (Language::French, "étranger étrangère étrangers étrangères"),
    (Language::French, "œil yeux"),
    (Language::French, "travail travaux"),
    (Language::French, "beau belle belles"),
    (Language::French, "jeu jeux"),
    (Language::German, "Ärztin Ärztinnen"),
    (Language::German, "Kundin Kundinnen"),
    (Language::German, "Museum Museen"),
    (Language::German, "Ministerium Ministerien"),
    (Language::German, "Bus Busse Bussen"),
    (Language::Hungarian, "autó autók autókat"),
    (Language::Hungarian, "nő nők"),
    (Language::Hungarian, "szó szavak"),
    (Language::Italian, "uomo uomini"),
    (Language::Italian, "moglie mogli"),
    (Language::Italian, "attore attrice attrici"),
    (Language::Persian, "زن زنان"),
    (Language::Persian, "مرد مردان"),
    (Language::Persian, "حمله حملات"),
    (Language::Polish, "mieszkaniec mieszkańcy mieszkańców"),
    (Language::Polish, "Niemiec Niemcy"),
    (Language::Polish, "człowiek ludzie"),
    (Language::Polish, "dzień dni"),
    (Language::Portuguese, "país países"),
    (Language::Portuguese, "português portuguesa portugueses"),
    (Language::Portuguese, "francês francesa franceses"),
    (Language::Portuguese, "inglês inglesa ingleses"),
    (Language::Portuguese, "fácil fáceis"),
    (Language::Russian, "беженец беженцы беженцев"),
    (Language::Russian, "боец бойцы"),
    (Language::Russian, "мудрец мудреца"),
    (Language::Russian, "россиянин россияне"),
    (Language::Russian, "гражданин граждане"),
    (Language::Russian, "рынок рынка рынки"),
    (Language::Russian, "ребёнок ребенка дети"),
    (Language::Russian, "поставка поставок"),
    (Language::Russian, "девушка девушек"),
    (Language::Russian, "день дня дней"),
    (Language::Swedish, "hotell hotellet"),
    (Language::Swedish, "parti partiet"),
    (Language::Swedish, "bok böcker"),
    (Language::Ukrainian, "українець українці"),
];

/// Two words that do not find each other.
const APART: &[(Language, &str, &str)] = &[
    (Language::French, "parti", "partie"),
    (Language::French, "port", "portes"),
    (Language::German, "Sinn", "sinken"),
    (Language::Italian, "partito", "partite"),
    (Language::Polish, "stolicy", "stolik"),
    (Language::Portuguese, "país", "pai"),
    (Language::Portuguese, "porto", "portas"),
    (Language::Russian, "рынок", "рында"),
    (Language::Spanish, "puerto", "puerta"),
    (Language::Spanish, "banco", "bancas"),
    (Language::Spanish, "hombre", "hombro"),
];

#[test]
fn forms_of_a_word_find_each_other() {
    for (language, forms) in MEET {
        let forms: Vec<&str> = forms.split(' ').collect();
        for form in &forms[1..] {
            let one = stem(forms[0], *language);
            assert_eq!(
                stem(form, *language),
                one,
                "{form}, {} ({language})",
                forms[0]
            );
            assert!(finds(forms[0], form, *language), "{} {form}", forms[0]);
            assert!(finds(form, forms[0], *language), "{form} {}", forms[0]);
        }
    }
}

#[test]
fn other_words_do_not() {
    for (language, one, other) in APART {
        assert!(!finds(one, other, *language), "{one} finds {other}");
        assert!(!finds(other, one, *language), "{other} finds {one}");
        assert!(finds(one, one, *language) && finds(other, other, *language));
    }
}

#[test]
fn an_arabic_word_keeps_its_first_waw_where_texts_have_an_article() {
    for (word, other) in [
        ("وزير", "الوزير"),
        ("وزير", "والوزير"),
        ("وزير", "للوزير"),
        ("وزارة", "الوزارة"),
        ("وكالة", "بالوكالة"),
    ] {
        assert!(finds(word, other, Language::Arabic), "{word} finds {other}");
        assert!(finds(other, word, Language::Arabic), "{other} finds {word}");
    }
    assert!(!finds("قوات", "الوزير", Language::Arabic));
}

#[test]
fn a_polish_query_looks_for_both_ends_of_persons() {
    for (one, several) in [
        ("urzędnik", "urzędnicy"),
        ("polityk", "politycy"),
        ("Polak", "Polacy"),
    ] {
        assert!(
            finds(one, several, Language::Polish),
            "{one} finds {several}"
        );
        assert!(
            finds(several, one, Language::Polish),
            "{several} finds {one}"
        );
    }
    assert!(finds("Polska", "Polsce", Language::Polish));
    assert!(!finds("granica", "granat", Language::Polish));
}

//! Lines that sites put into articles: introductions of links to other articles, and credits of
//! pictures.
//!
//! The tables have the usual wordings in the languages of most news sites. They are in lower case,
//! and `choice` compares them with the start or a part of a short block.

/// The longest line that introduces links, in weighed characters.
const LONGEST_INTRODUCTION: u32 = 300;

/// The longest caption, in weighed characters.
const LONGEST_CAPTION: u32 = 250;

/// The longest line that is only a credit, in weighed characters.
const LONGEST_CREDIT: u32 = 120;

/// Starts of lines that lead to other articles.
const INTRODUCTIONS: &[&str] = &[
    "also read",
    "read also",
    "read more",
    "read next",
    "see also",
    "related:",
    "related article",
    "related stor",
    "more on this",
    "more from",
    "more:",
    "recommended",
    "you may also like",
    "you might also like",
    "don't miss",
    "don’t miss",
    "lesen sie auch",
    "lesen sie hier",
    "lesen sie mehr",
    "lesen sie dazu",
    "lies auch",
    "lest auch",
    "mehr zum thema",
    "mehr zu ",
    "mehr dazu",
    "auch interessant",
    "das könnte sie auch",
    "das könnte dich auch",
    "weiterlesen",
    "zum weiterlesen",
    "weitere artikel",
    "weitere themen",
    "zum thema:",
    "siehe auch",
    "passend zum thema",
    "schon gelesen",
    "à lire aussi",
    "a lire aussi",
    "lire aussi",
    "à lire :",
    "lire :",
    "lire également",
    "voir aussi",
    "sur le même sujet",
    "lea también",
    "lee también",
    "leer más",
    "te puede interesar",
    "le puede interesar",
    "mirá también",
    "ver también",
    "más información",
    "leia também",
    "leia mais",
    "veja também",
    "saiba mais",
    "leggi anche",
    "leggi:",
    "potrebbe interessarti",
    "lees ook",
    "lees meer",
    "läs också",
    "läs även",
    "läs mer",
    "les også",
    "læs også",
    "lue myös",
    "czytaj też",
    "czytaj także",
    "czytaj więcej",
    "zobacz też",
    "zobacz także",
    "przeczytaj też",
    "przeczytaj także",
    "čtěte také",
    "přečtěte si",
    "olvassa el",
    "citește și",
    "citiţi și",
    "ayrıca okuyun",
    "ilgili haber",
    "читайте также",
    "читайте также:",
    "читайте ще",
    "читайте також",
    "прочетете още",
    "pročitajte",
    "διαβάστε επίσης",
    "διαβάστε ακόμη",
    "اقرأ أيضا",
    "اقرأ أيضًا",
    "بیشتر بخوانید",
    "baca juga",
    "xem thêm",
    "関連記事",
    "相关阅读",
    "相关新闻",
    "延伸阅读",
    "관련기사",
];

/// Starts of credits of pictures.
const CREDITS: &[&str] = &[
    "foto:",
    "fotos:",
    "foto ",
    "photo:",
    "photos:",
    "photo :",
    "photo by",
    "photo courtesy",
    "photograph:",
    "picture:",
    "image:",
    "image credit",
    "image via",
    "images:",
    "bild:",
    "bilder:",
    "bildquelle",
    "bildnachweis",
    "titelbild",
    "crédit photo",
    "crédits photo",
    "crédit :",
    "fotó:",
    "zdjęcie:",
    "fot.",
    "фото:",
    "фото ",
    "图片来源",
    "写真:",
];

/// Parts of a caption that name who made the picture.
const CREDITED: &[&str] = &[
    "©",
    "(c)",
    "foto:",
    "photo:",
    "bild:",
    "getty images",
    "imago images",
    "imago/",
    "picture alliance",
    "shutterstock",
];

/// Whether a line leads to other articles.
pub(in crate::formats) fn is_introduction(text: &str, length: u32) -> bool {
    if length > LONGEST_INTRODUCTION {
        return false;
    }
    let start = text.trim_start_matches(|c: char| !c.is_alphabetic());
    starts_with_any(start, INTRODUCTIONS)
}

/// Whether a line is the text next to a picture, by its credit.
pub(in crate::formats) fn is_caption(text: &str, length: u32) -> bool {
    if length > LONGEST_CAPTION {
        return false;
    }
    let start = text.trim_start_matches(|c: char| !c.is_alphabetic());
    if length <= LONGEST_CREDIT && starts_with_any(start, CREDITS) {
        return true;
    }
    let lower = text.to_lowercase();
    // A credit ends a caption.
    let credit = CREDITED.iter().filter_map(|part| lower.rfind(part)).max();
    credit.is_some_and(|at| at * 2 >= lower.len() || text.starts_with('©') || length <= 60)
}

/// Whether a text starts with one of these, as whole words where they end with a letter.
fn starts_with_any(text: &str, starts: &[&str]) -> bool {
    let mut lower = String::new();
    for c in text.chars().take(40) {
        lower.extend(c.to_lowercase());
    }
    starts.iter().any(|start| lower.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn length(text: &str) -> u32 {
        u32::try_from(text.chars().count()).unwrap()
    }

    #[test]
    fn introductions_are_known_by_their_first_words() {
        for (text, is) in [
            ("Lesen Sie auch: Brücke gesperrt", true),
            ("» Read more: Bridge closed", true),
            ("À lire aussi", true),
            ("Reading rooms stay open", false),
            ("More than a hundred people came", false),
        ] {
            assert_eq!(is_introduction(text, length(text)), is, "{text}");
        }
    }

    #[test]
    fn captions_end_with_a_credit() {
        for (text, is) in [
            ("The new crane on Monday. | © Quayside Images", true),
            ("Foto: Anna Lind", true),
            ("Die Brücke am Montag (Foto: Lind)", true),
            (
                "The photo: a crane, three boats and a man who waves from the quay at noon, was found in a drawer of the office.",
                false,
            ),
            ("The crane was sold on Monday.", false),
        ] {
            assert_eq!(is_caption(text, length(text)), is, "{text}");
        }
    }
}

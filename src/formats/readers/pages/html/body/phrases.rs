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

/// Parts of a caption before the name of who made the picture.
const CREDITED: &[&str] = &["©", "foto:", "photo:", "bild:"];

/// Agencies of pictures. Articles are about them too, so a sentence with one is no caption.
const AGENCIES: &[&str] = &[
    "getty images",
    "imago images",
    "imago/",
    "picture alliance",
    "shutterstock",
];

/// Lines that say what an element is, between the paragraphs of an article, sorted.
#[rustfmt::skip]
const LABELS: &[&str] = &[
    "ad", "advertentie", "advertisement", "advertisement - continue reading below", "advertising",
    "annonce", "annons", "annonse", "anuncio", "anzeige", "anúncio", "commercial",
    "continue reading", "drucken", "email", "facebook", "hirdetés", "ilan", "image", "mainos",
    "merken", "partager", "photo", "photos", "print", "pub", "pubblicità", "publicidad",
    "publicidade", "publicitate", "publicité", "reklam", "reklama", "reklame", "share", "sponsored",
    "teilen", "tweet", "twitter", "video", "werbung", "whatsapp", "διαφήμιση", "реклама", "إعلان",
    "تبلیغات", "广告", "広告", "廣告", "광고",
];

/// The fewest words in lower case of a sentence that starts as a credit does.
const LEAST_WORDS: usize = 3;

/// Whether a line leads to other articles.
pub(in crate::formats) fn is_introduction(text: &str, length: u32) -> bool {
    if length > LONGEST_INTRODUCTION {
        return false;
    }
    let start = text.trim_start_matches(|c: char| !c.is_alphabetic());
    start_of(start, INTRODUCTIONS).is_some()
}

/// Whether a line is the text next to a picture, by its credit.
pub(in crate::formats) fn is_caption(text: &str, length: u32) -> bool {
    if length > LONGEST_CAPTION {
        return false;
    }
    let start = text.trim_start_matches(|c: char| !c.is_alphabetic());
    if length <= LONGEST_CREDIT
        && let Some(credit) = start_of(start, CREDITS)
    {
        return credit.ends_with([':', '.']) || !is_sentence(text);
    }
    let lower = text.to_lowercase();
    // A credit ends a caption.
    let marks = CREDITED.iter().filter_map(|part| lower.rfind(part));
    let letter = copyright_in_brackets(text);
    let agencies = AGENCIES.iter().filter_map(|name| lower.rfind(name));
    let agencies = agencies.filter(|at| !is_sentence(text) || is_in_last_brackets(&lower, *at));
    let credit = marks.chain(letter).chain(agencies).max();
    let is_first = text.starts_with('©');
    credit.is_some_and(|at| at * 2 >= lower.len() || is_first || length <= 60)
        && !(is_first && is_sentence(text))
}

/// Whether a line only says what is next to it: an advertisement, buttons.
pub(in crate::formats) fn is_label(text: &str) -> bool {
    let words = text
        .trim_matches(|c: char| !c.is_alphabetic())
        .to_lowercase();
    words.is_empty() || LABELS.binary_search(&&*words).is_ok()
}

/// Whether a text ends as a sentence, and has as many words in lower case as one.
pub(super) fn is_sentence(text: &str) -> bool {
    let is_lower = |word: &&str| word.chars().next().is_some_and(char::is_lowercase);
    text.ends_with(['.', '!', '?', '…', '。'])
        && text.split_whitespace().filter(is_lower).count() >= LEAST_WORDS
}

/// Where `(c)` is written for `©`: before a name or a year. Laws have it after a number, and lists
/// after `(b)`.
fn copyright_in_brackets(text: &str) -> Option<usize> {
    let at = text.rfind("(c)").or_else(|| text.rfind("(C)"))?;
    let (before, after) = (&text[..at], text[at + 3..].trim_start());
    let is_word = before.is_empty() || before.ends_with(|c: char| !c.is_alphanumeric() && c != ')');
    let is_list = before.contains("(a)") || before.contains("(b)");
    let names = after.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    (is_word && !is_list && names).then_some(at)
}

/// Whether a place is in brackets at the end of a text.
fn is_in_last_brackets(text: &str, at: usize) -> bool {
    let end = text.trim_end_matches(['.', '!', '?']);
    end.ends_with(')') && end.rfind('(').is_some_and(|open| open < at)
}

/// The first of these that a text starts with.
fn start_of<'s>(text: &str, starts: &[&'s str]) -> Option<&'s str> {
    let mut lower = String::new();
    for c in text.chars().take(40) {
        lower.extend(c.to_lowercase());
    }
    let mut starts = starts.iter();
    starts.find(|start| lower.starts_with(**start)).copied()
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
    fn labels_are_whole_lines() {
        assert!(LABELS.is_sorted());
        for (text, is) in [
            ("Advertisement", true),
            ("— Anzeige —", true),
            ("***", true),
            ("Share prices fall", false),
        ] {
            assert_eq!(is_label(text), is, "{text}");
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
            ("Foto Anna Lind", true),
            ("Foto op de voorpagina toont een kraan.", false),
            ("Фото Анны Линд", true),
            ("Фото с места аварии опубликовали в сети.", false),
            ("Photo by photo, she told the story of the war.", false),
            ("The crane at work (Getty Images).", true),
            ("The crane at work. Getty Images", true),
            ("The artist has sued Getty Images, her lawyer said.", false),
            ("The port signed a deal with Shutterstock, it said.", false),
            ("(c) 2021 Ann Lee", true),
            ("Cranes at work (c) Ann Lee", true),
            ("The group is a nonprofit under section 501(c)(3).", false),
            ("The cases are (a) flood, (b) fire and (c) Theft.", false),
            ("© Ann Lee", true),
            ("© picture alliance / dpa", true),
            ("© is the sign that they put on all pages.", false),
        ] {
            assert_eq!(is_caption(text, length(text)), is, "{text}");
        }
    }
}

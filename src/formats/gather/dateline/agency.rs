//! Which credits in a dateline are news agencies.
//!
//! A credit is known by its name or by a word that only news services have. Other credits count as
//! agencies if they look like a name and the rest of the dateline is certain.

use super::scripts;

/// Agencies, in lower case, sorted: international ones, and national ones whose English service is
/// widely reprinted.
#[rustfmt::skip]
const AGENCIES: &[&str] = &[
    "aa", "aaj", "aap", "accesswire", "adnkronos", "afp", "afp-jiji", "afp/ritzau", "agencia brasil", "agencies",
    "agenparl", "agerpres", "agi", "agência brasil", "agência lusa", "aki", "al jazeera", "amna", "anadolu",
    "andina", "anha", "ani", "anka", "anp", "ansa", "antara", "antara news", "ap", "apa", "apa-ots", "app",
    "armenpress", "askanews", "associated press", "ats", "azertac", "belga", "belta", "bernama", "bha", "bloomberg",
    "bna", "bns", "bss", "bta", "business wire", "businesswire", "cna", "cnn", "cnn indonesia", "cns", "cnw",
    "colprensa", "combined dispatches", "cp", "ctk", "delfi", "detikcom", "dha", "dispatches", "dow jones",
    "dpa", "ecns", "efe", "ekantipur", "elta", "epd", "europa press", "europapress", "fars", "fena", "fna",
    "fonet", "globe newswire", "globenewswire", "hawar", "hina", "ians", "icana", "iha", "ilna", "ina",
    "interfax", "interfax-ukraine", "interfax.com", "iqna", "irib", "irna", "isna", "itar-tass", "jiji", "kathpress",
    "kcna", "keystone-ats", "kna", "kompas.com", "kuna", "kyodo", "lapresse", "leta", "liputan6.com",
    "lusa", "map", "marketwatch", "mediafax", "mehr", "mena", "mia", "mna", "mti", "nan", "news agencies",
    "news aktuell", "nina", "nna", "notimex", "ntb", "ntb-afp", "okezone", "onasa", "ots", "pa", "pap", "petra",
    "pna", "pr newswire", "prensa latina", "press tv", "presstv", "prnewswire", "pti", "qna", "republika.co.id",
    "reuters", "rfe/rl", "rferl", "ria", "ria novosti", "ritzau", "ritzaus bureau", "rns", "rudaw", "saba",
    "sana", "sda", "shafaq news", "shana", "sid", "sita", "spa", "sputnik", "srna", "sta", "staff", "stt",
    "stt-afp", "swissinfo", "ta", "tanjug", "tap", "tasnim", "tasr", "tass", "telam", "tempo.co",
    "the associated press", "the canadian press", "the conversation", "tt", "tt-afp", "ttxvn", "télam", "ukrinform",
    "uni", "unian", "upi", "vna", "voa", "vov", "wafa", "wam", "xinhua", "yjc", "yonhap", "čtk",
];

/// Words, sorted, that occur in the names of news services only.
#[rustfmt::skip]
const NEWS_WORDS: &[&str] = &[
    "agencies", "agency", "chronicle", "courier", "dispatches", "gazette", "herald", "journal",
    "news", "newswire", "post", "press", "radio", "reuters", "staff", "telegraph", "times",
    "tribune", "tv", "wire",
];

/// Words that stay in lower case within names.
const PARTICLES: &[&str] = &["of", "the", "and", "for", "de", "via", "with"];

/// The longest name of an agency, in bytes.
const LONGEST: usize = 80;

/// The most words of an agency's name.
const MOST_WORDS: usize = 4;

/// The known agency that a text starts with, up to a mark: `РИА Новости.`, `AA -`.
pub(super) fn leading(text: &str) -> Option<&str> {
    let start = &text[..text.floor_char_boundary(LONGEST + 1)];
    let marks = start
        .char_indices()
        .filter(|(_, c)| matches!(c, '.' | '-' | '–' | '—' | ':' | '/' | '،' | ','));
    let whole = (text.len() <= LONGEST).then_some(text.len());
    let ends = marks.map(|(at, _)| at).chain(whole).take(3);
    ends.map(|end| text[..end].trim_end()).find(|name| {
        !name.is_empty() && name.split_whitespace().count() <= MOST_WORDS && is_listed(name)
    })
}

/// Whether a credit is in one of the lists of agencies.
fn is_listed(credit: &str) -> bool {
    if credit.is_ascii() {
        AGENCIES
            .binary_search(&&*credit.to_ascii_lowercase())
            .is_ok()
    } else {
        AGENCIES.binary_search(&&*credit.to_lowercase()).is_ok() || scripts::is_known(credit)
    }
}

/// Whether a credit is certainly a news agency.
pub(super) fn is_known(credit: &str) -> bool {
    if !credit.is_ascii() && is_listed(credit) {
        return true;
    }
    let lower = credit.to_ascii_lowercase();
    // Its services for the states: `dpa/lhe`, `dpa-AFX`.
    if lower.starts_with("dpa/") || lower.starts_with("dpa-") {
        return true;
    }
    let is_agency = |name: &str| AGENCIES.binary_search(&name).is_ok();
    let is_news = |word: &str| NEWS_WORDS.binary_search(&word).is_ok();
    is_agency(&lower)
        || lower
            .split(['/', ',', '-'])
            .all(|part| is_agency(part.trim()))
        || (credit.starts_with(char::is_uppercase)
            && lower.split(|c: char| !c.is_alphanumeric()).any(is_news))
}

/// Whether a credit has the form of a name: at most six words, each with a capital first.
pub(super) fn looks_like_one(credit: &str) -> bool {
    let is_name = |word: &str| {
        word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
            || PARTICLES.contains(&word)
    };
    let is_written_in = |c: char| c.is_alphanumeric() || " .,/&-'’!".contains(c);
    credit.starts_with(char::is_uppercase)
        && credit.chars().all(is_written_in)
        && credit.split_whitespace().count() <= 6
        && credit.split_whitespace().all(is_name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted() {
        assert!(AGENCIES.is_sorted() && NEWS_WORDS.is_sorted());
    }
}

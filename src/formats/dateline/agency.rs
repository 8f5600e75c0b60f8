//! Which credits in a dateline are news agencies.

/// Agencies, lower case: international ones, and those of countries whose English service is
/// widely reprinted.
#[rustfmt::skip]
const AGENCIES: &[&str] = &[
    "aa", "aap", "aaj", "adnkronos", "afp", "aki", "al jazeera", "amna", "anadolu", "ani", "anp", "ansa",
    "antara", "ap", "apa", "app", "armenpress", "azertac", "belga", "bernama", "bloomberg",
    "bna", "bss", "bta", "businesswire", "business wire", "cna", "cnn", "cns", "cnw", "cp", "ctk", "dispatches",
    "dow jones", "dpa", "ecns", "efe", "fars", "fena", "fna", "globenewswire", "hina", "ians", "icana", "ilna",
    "ina", "interfax", "interfax.com", "iqna", "irib", "irna", "isna", "itar-tass", "jiji", "kcna", "kuna",
    "kyodo", "lusa", "map", "marketwatch", "mehr", "mena", "mna", "mti", "nan", "nina", "nna", "ntb",
    "pa", "pap", "petra", "pna", "prensa latina", "press tv", "presstv", "prnewswire", "pti", "qna",
    "reuters", "rferl", "rfe/rl", "ria", "ria novosti", "ritzau", "rns", "saba", "sana", "shana", "spa", "sputnik",
    "stt", "ta", "tanjug", "tap", "tasnim", "tass", "the associated press", "associated press",
    "the canadian press", "the conversation", "tt", "uni", "upi", "vna", "voa", "wafa", "wam",
    "xinhua", "yjc", "yonhap", "agencies", "combined dispatches", "news agencies", "staff",
];

/// Words that are in the names of news services and not in those of other things.
#[rustfmt::skip]
const NEWS_WORDS: &[&str] = &[
    "news", "newswire", "wire", "press", "agency", "agencies", "dispatches", "times", "post", "herald",
    "tribune", "gazette", "courier", "journal", "chronicle", "telegraph", "radio", "tv",
    "reuters", "staff",
];

/// Words in lower case that names have.
const PARTICLES: &[&str] = &["of", "the", "and", "for", "de", "via", "with"];

/// Whether a credit is a news agency beyond doubt.
pub(super) fn is_known(credit: &str) -> bool {
    let lower = credit.to_lowercase();
    lower
        .split(['/', ',', '-'])
        .map(str::trim)
        .all(|part| AGENCIES.contains(&part))
        || AGENCIES.contains(&lower.as_str())
        || (credit.starts_with(char::is_uppercase)
            && lower
                .split(|c: char| !c.is_alphanumeric())
                .any(|word| NEWS_WORDS.contains(&word)))
}

/// Whether a credit has the form of a name: at most six words, capitals first.
pub(super) fn looks_like_one(credit: &str) -> bool {
    let is_name = |word: &str| {
        word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
            || PARTICLES.contains(&word)
    };
    let is_written_in = |c: char| c.is_alphanumeric() || " .,/&-'’!".contains(c);
    is_known(credit)
        || (credit.starts_with(char::is_uppercase)
            && credit.chars().all(is_written_in)
            && credit.split_whitespace().count() <= 6
            && credit.split_whitespace().all(is_name))
}

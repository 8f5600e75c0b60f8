//! Which credits in a dateline are news agencies.
//!
//! A credit is known by its name or by a word that only news services have. Other credits count as
//! agencies if they look like a name and the rest of the dateline is certain.

/// Agencies, in lower case, sorted: international ones, and national ones whose English service is
/// widely reprinted.
#[rustfmt::skip]
const AGENCIES: &[&str] = &[
    "aa", "aaj", "aap", "adnkronos", "afp", "agencies", "aki", "al jazeera", "amna", "anadolu",
    "ani", "anp", "ansa", "antara", "ap", "apa", "app", "armenpress", "associated press", "azertac",
    "belga", "bernama", "bloomberg", "bna", "bss", "bta", "business wire", "businesswire", "cna",
    "cnn", "cns", "cnw", "combined dispatches", "cp", "ctk", "dispatches", "dow jones", "dpa",
    "ecns", "efe", "fars", "fena", "fna", "globenewswire", "hina", "ians", "icana", "ilna", "ina",
    "interfax", "interfax.com", "iqna", "irib", "irna", "isna", "itar-tass", "jiji", "kcna", "kuna",
    "kyodo", "lusa", "map", "marketwatch", "mehr", "mena", "mna", "mti", "nan", "news agencies",
    "nina", "nna", "ntb", "pa", "pap", "petra", "pna", "prensa latina", "press tv", "presstv",
    "prnewswire", "pti", "qna", "reuters", "rfe/rl", "rferl", "ria", "ria novosti", "ritzau", "rns",
    "saba", "sana", "shana", "spa", "sputnik", "staff", "stt", "ta", "tanjug", "tap", "tasnim",
    "tass", "the associated press", "the canadian press", "the conversation", "tt", "uni", "upi",
    "vna", "voa", "wafa", "wam", "xinhua", "yjc", "yonhap",
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

/// Whether a credit is certainly a news agency.
pub(super) fn is_known(credit: &str) -> bool {
    let lower = credit.to_ascii_lowercase();
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

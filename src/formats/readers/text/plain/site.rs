//! Which line above an article names the site it is from.
//!
//! It looks at one line alone. Where such a line may be is known to `layout`.

/// The longest name of a site that is not a host name, in characters.
const LONGEST_NAME: usize = 40;

/// The longest name without spaces and without a word that papers and agencies have, in characters.
const LONGEST_JOINED: usize = 8;

/// The most words of such a name.
const MOST_WORDS: usize = 6;

/// The most words of a name without a word that papers and agencies have.
const MOST_UNKNOWN_WORDS: usize = 2;

/// Words of the names of papers, agencies and sites, in lower case. Those of scripts without spaces
/// or with joined articles count as a part of a word.
#[rustfmt::skip]
const NEWS_WORDS: &[&str] = &[
    "news", "times", "post", "daily", "herald", "journal", "tribune", "gazette", "press", "telegraph", "chronicle", "courier", "observer",
    "mail", "mirror", "star", "sun", "today", "weekly", "magazine", "agency", "review", "standard", "guardian", "independent", "online", "mercury", "examiner", "argus",
    "advertiser", "sentinel", "register", "dispatch", "globe", "inquirer", "bulletin", "ledger", "echo",
    "zeitung", "nachrichten", "tageblatt", "anzeiger", "journal", "presse", "rundschau", "kurier", "bote", "allgemeine", "le", "el", "la",
    "diario", "periódico", "noticias", "gaceta", "mundo", "jornal", "folha", "diário", "giornale", "corriere", "gazzetta", "nieuws",
    "krant", "dagblad", "tidningen", "avisen", "gazeta", "haber", "gazetesi", "ajansı",
];

/// The same for other scripts, anywhere in the name.
const NEWS_PARTS: &[&str] = &[
    "خبرگزاری",
    "روزنامه",
    "پایگاه",
    "وكالة",
    "صحيفة",
    "جريدة",
    "اخبار",
    "أخبار",
    "газета",
    "новости",
    "известия",
    "вестник",
    "网",
    "報",
    "报",
    "社",
    "新聞",
    "新闻",
    "ニュース",
    "뉴스",
    "일보",
    "신문",
    "समाचार",
    "עיתון",
];

/// Words in lower case within names.
const PARTICLES: &[&str] = &[
    "of", "the", "and", "for", "in", "de", "la", "le", "el", "du", "der", "die", "das", "und",
    "di", "del", "della", "da", "do", "van", "y",
];

/// Whether a line is the name of a host, such as `kayhan.ir` or `https://www.example.co.uk/`.
pub(super) fn is_host(line: &str) -> bool {
    let host = line
        .strip_prefix("https://")
        .or_else(|| line.strip_prefix("http://"))
        .unwrap_or(line);
    let host = host.strip_suffix('/').unwrap_or(host);
    let mut labels = host.rsplit('.');
    let is_label =
        |label: &str| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-');
    let ends_well = labels
        .next()
        .is_some_and(|last| last.len() >= 2 && last.chars().all(char::is_alphabetic));
    let mut others = labels.peekable();
    host.len() <= 100 && ends_well && others.peek().is_some() && others.all(is_label)
}

/// Whether a text can be the name of a site: few words, each with a capital. A name of more than two
/// words has one that papers and agencies have, because a headline may be short too.
pub(super) fn is_site_name(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_capitalized =
        |word: &&str| PARTICLES.contains(word) || !word.starts_with(char::is_lowercase);
    // An article before the name does not count: `The Norvik Lantern`.
    let names = words.len() - usize::from(words.first() == Some(&"The"));
    let is_news = |word: &&str| NEWS_WORDS.contains(&&*word.to_lowercase());
    let has_news = words.iter().any(is_news) || NEWS_PARTS.iter().any(|part| text.contains(part));
    // A script without spaces and capitals shows neither words nor names.
    let is_short = words.len() > 1 || text.is_ascii() || text.chars().count() <= LONGEST_JOINED;
    text.chars().count() <= LONGEST_NAME
        && (is_short || has_news)
        && !text.contains('\n')
        && !text.contains([':', '：', '?', '؟', '!', '“', '”', '"', '。'])
        && !text.ends_with('.')
        && words.iter().all(is_capitalized)
        && (names <= MOST_UNKNOWN_WORDS || (has_news && words.len() <= MOST_WORDS))
}

/// Whether a text in a script without spaces or capitals is the name of a paper or an agency: it has
/// a word that such names have.
pub(super) fn names_paper(text: &str) -> bool {
    !text.is_ascii() && is_site_name(text) && NEWS_PARTS.iter().any(|part| text.contains(part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn host_names_are_distinguished_from_abbreviations() {
        for line in [
            "kayhan.ir",
            "www.example.co.uk",
            "https://news.example.org/",
            "Kayhan.ir",
        ] {
            assert!(is_host(line), "{line}");
        }
        for line in [
            "U.S.",
            "U.S",
            "Kayhan",
            "kayhan.ir news",
            "3.5",
            "...",
            "",
            "a..b",
        ] {
            assert!(!is_host(line), "{line}");
        }
    }

    #[test]
    fn names_of_sites_are_distinguished_from_headlines() {
        for text in [
            "Harbour Post",
            "Kayhan",
            "The New York Times",
            "کیهان",
            "خبرگزاری تسنیم",
            "新华网",
        ] {
            assert!(is_site_name(text), "{text}");
        }
        for text in [
            "Bridge closes",
            "The land mine under the bridge",
            "Council Closes Both Bridges",
            "Opinion: Bridges",
            "Who won?",
            "市政府宣布关闭两座大桥",
        ] {
            assert!(!is_site_name(text), "{text}");
        }
    }
}

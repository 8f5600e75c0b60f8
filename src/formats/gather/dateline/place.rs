//! Places in datelines: which texts can be one, and its name in mixed case.
//!
//! There is no list of places. Instead, other words that open a news text in capitals are refused:
//! notices (`CORRECTION:`) and organisations (`NATO -`).

/// Words, sorted, that open a notice, a rubric or a sentence. No name of a place contains one.
#[rustfmt::skip]
const NOTICES: &[&str] = &[
    "ADVISORY", "AFTER", "ALERT", "ALSO", "ANALYSIS", "AND", "ANSWER", "AS", "AT", "ATTENTION",
    "BACKGROUND", "BEFORE", "BREAKING", "BRIEF", "BRIEFS", "BULLETIN", "BUSINESS", "BUT", "BY",
    "CAPTION", "CLARIFICATION", "COLUMN", "COMMENT", "COMMENTARY", "CONTACT", "COPYRIGHT",
    "CORRECTED", "CORRECTION", "CORRECTIONS", "DATE", "DIARY", "DISCLAIMER", "DURING", "EDITOR",
    "EDITOR'S", "EDITORIAL", "EDITORS", "EDITORS'", "EMBARGO", "EMBARGOED", "ESSAY", "EVENT",
    "EXCLUSIVE", "EXPLAINED", "EXPLAINER", "EXTRA", "FACT", "FACTBOX", "FACTS", "FEATURE", "FILE",
    "FINAL", "FLASH", "FOR", "FROM", "GALLERY", "GRAPHIC", "HE", "HEADLINE", "HEADLINES",
    "HIGHLIGHTS", "HOROSCOPE", "HOW", "IF", "IMPORTANT", "IN", "INFOGRAPHIC", "INSIGHT",
    "INTERVIEW", "IT", "JUST", "KEY", "KILL", "LEAD", "LETTER", "LETTERS", "LIVE", "LOCATION",
    "MAP", "MARKET", "MARKETS", "MORE", "MY", "NEWS", "NO", "NOT", "NOTE", "NOTES", "NOTICE",
    "OBITUARY", "ON", "OPINION", "OUR", "PHOTO", "PHOTOS", "PICTURE", "PICTURES", "PODCAST", "POLL",
    "PREVIEW", "PROFILE", "QUESTION", "QUICK", "QUIZ", "QUOTE", "READ", "RECAP", "RECIPE", "REFILE",
    "RELATED", "REMINDER", "REPEAT", "REPORT", "RESULT", "RESULTS", "REVIEW", "ROUNDUP", "RPT",
    "SCORE", "SCORES", "SEE", "SHE", "SINCE", "SOURCE", "SPECIAL", "SPOILER", "SPORT", "SPORTS",
    "STATEMENT", "STOCKS", "STORY", "SUBJECT", "SUMMARY", "TABLE", "TEXT", "THAT", "THE", "THEN",
    "THERE", "THEY", "THIS", "TIMELINE", "TIP", "TIPS", "TITLE", "TODAY", "TOMORROW", "TOP",
    "TRANSCRIPT", "UNTIL", "UPDATE", "UPDATED", "URGENT", "VIDEO", "VIEW", "VIEWPOINT", "WARNING",
    "WATCH", "WE", "WEATHER", "WHAT", "WHEN", "WHO", "WHY", "WRAPUP", "YESTERDAY", "YOU",
];

/// Words, sorted, that open the line of a list or of an interview: `PRICE: 12 pounds`, `MAYOR: We
/// will not go`. They count where neither an agency nor a day follows.
#[rustfmt::skip]
const LABELS: &[&str] = &[
    "ADDRESS", "ADMISSION", "ADRESSE", "AGE", "ALCALDE", "ALCALDESA", "ALTER", "AMBASSADOR",
    "ANCHOR", "ANTWOORD", "ANTWORT", "ARTIST", "ATTENDANCE", "ATTORNEY", "AUTHOR", "AUTOR", "AWARD",
    "BERUF", "BIRTHPLACE", "BISHOP", "BORGMESTER", "BORN", "BUDGET", "BURGEMEESTER",
    "BÜRGERMEISTER", "BÜRGERMEISTERIN", "CALORIES", "CAPACITY", "CAPTAIN", "CAST", "CHAIR",
    "CHAIRMAN", "CHAIRPERSON", "CHAIRWOMAN", "CHANCELLOR", "CLASS", "CLERK", "COACH",
    "COMMISSIONER", "COMPANY", "CONGRESSMAN", "CONGRESSWOMAN", "CONS", "COST", "COSTS",
    "COUNCILLOR", "COUNSEL", "COURT", "CREDIT", "DAUER", "DEFENDANT", "DEFENSE", "DETAILS",
    "DETECTIVE", "DIED", "DIRECCIÓN", "DIRECTOR", "DISTANCE", "DOCTOR", "DOMANDA", "DURATION",
    "DURÉE", "EDAD", "EDUCATION", "EINTRITT", "EMAIL", "FAMILY", "FATHER", "FOUNDED", "FRAGE",
    "FRÅGA", "GENRE", "GEWICHT", "GOVERNOR", "GRADE", "GUEST", "HEIGHT", "HOST", "HOURS",
    "INGREDIENTS", "INTERVIEWER", "JOB", "JOURNALIST", "JUDGE", "JUEZ", "JUEZA", "JUROR", "KOSTEN",
    "LAWYER", "LENGTH", "LOSER", "LOSERS", "LÄNGE", "MAIRE", "MANAGER", "MAYOR", "METHOD",
    "MINISTER", "MINISTERIN", "MINISTRA", "MINISTRE", "MINISTRO", "MODERATOR", "MOTHER", "NAME",
    "NARRATOR", "OCCUPATION", "OFFICER", "OPENING", "ORGANISER", "ORGANIZER", "ORT", "OWNER",
    "PARTICIPANTS", "PERGUNTA", "PHONE", "PLEA", "PRECIO", "PREFEITO", "PREGUNTA", "PREIS",
    "PREISE", "PRESIDENT", "PRESIDENTA", "PRESIDENTE", "PREZZO", "PREÇO", "PRICE", "PRICES",
    "PRIJS", "PRIS", "PRIX", "PRO", "PROFESSOR", "PROS", "PROSECUTOR", "PRÄSIDENT", "PRÄSIDENTIN",
    "PRÉSIDENT", "PRÉSIDENTE", "PSYCHOLOGIST", "PUBLISHER", "RATING", "RATINGS", "REFEREE", "REGIE",
    "REPORTER", "RESPOSTA", "RESPUESTA", "RICHTER", "RISPOSTA", "RUNTIME", "RÉALISATEUR", "RÉPONSE",
    "SALARY", "SECRETARY", "SENATOR", "SENTENCE", "SERVES", "SINDACO", "SIZE", "SPEAKER",
    "SPOKESMAN", "SPOKESPERSON", "SPOKESWOMAN", "SPONSOR", "SPØRGSMÅL", "STARRING", "STARS",
    "STATUS", "STUDENT", "SVAR", "TARIF", "TEACHER", "TEL", "TELEFON", "TELEPHONE", "TELÉFONO",
    "TERMIN", "TICKET", "TICKETS", "TIME", "TIMES", "TOTAL", "TÉLÉPHONE", "UHRZEIT", "VENUE",
    "VERDICT", "VICTIM", "VOTE", "VOTES", "VRAAG", "WEBSITE", "WEIGHT", "WINNER", "WINNERS",
    "WITNESS", "WRITER", "ZEUGE", "ZEUGIN", "ВОПРОС", "МИНИСТР", "МЭР", "ОТВЕТ", "ПРЕЗИДЕНТ",
    "СВИДЕТЕЛЬ", "СУДЬЯ", "ЦЕНА",
];

/// Organisations and other abbreviations in capitals, sorted, without full stops.
#[rustfmt::skip]
const ORGANISATIONS: &[&str] = &[
    "AFC", "AIDS", "AIPAC", "APEC", "ASEAN", "BBC", "BP", "BRICS", "CBS", "CDC", "CENTCOM", "CEO",
    "CIA", "CNN", "COVID", "COVID-19", "DAESH", "ECB", "ECOWAS", "EPA", "EU", "EUROPOL", "FAA",
    "FAO", "FARC", "FBI", "FDA", "FED", "FEMA", "FIFA", "GAVI", "GM", "GOP", "HAMAS", "HIPAA",
    "HIV", "HSBC", "IAEA", "IATA", "IBM", "ICANN", "ICC", "ICJ", "IEEE", "ILO", "IMF", "INTERPOL",
    "IOC", "IPO", "IRA", "IRGC", "IRS", "ISIL", "ISIS", "LAPD", "LGBT", "LGBTQ", "MERCOSUR", "MERS",
    "MLB", "MP", "NAACP", "NAFTA", "NASA", "NASCAR", "NASDAQ", "NATO", "NBA", "NBC", "NCAA", "NFL",
    "NGO", "NHL", "NHS", "NOAA", "NSA", "NYPD", "NYSE", "OAPEC", "OAS", "OECD", "OPEC", "OSCE",
    "OSHA", "OXFAM", "PKK", "PLO", "PM", "PSG", "RAF", "SAARC", "SARS", "SEC", "SWAT", "SWIFT",
    "UCLA", "UEFA", "UFC", "UK", "UN", "UNAIDS", "UNCTAD", "UNESCO", "UNHCR", "UNICEF", "UNIFIL",
    "UNRWA", "UNSC", "US", "USA", "USAID", "USDA", "USGS", "WADA", "WFP", "WHO", "WTO", "WWII",
    "YMCA",
];

/// Places with short names that open datelines without an agency or a day.
const SHORT_PLACES: &[&str] = &[
    "QOM", "BAM", "RIO", "FEZ", "GAO", "BOR", "NIS", "PAU", "ULM", "LAE", "UFA", "SUVA",
];

/// Words that stay in lower case within names of places.
#[rustfmt::skip]
const PARTICLES: &[&str] = &[
    "al", "am", "an", "and", "au", "aux", "bei", "da", "das", "de", "del", "den", "der", "des", "di", "do", "dos", "du", "e", "el",
    "en", "et", "in", "la", "las", "le", "les", "los", "of", "on", "sur", "the", "under", "upon", "y",
];

/// The most words in the name of one place.
const MOST_WORDS: usize = 5;

/// A text that can be a place.
pub(super) struct Place<'a> {
    text: &'a str,
    in_capitals: bool,
    is_caseless: bool,
}

/// Places whose name begins with an article, as notices do.
const WITH_ARTICLE: &[&str] = &["the hague", "the valley", "the woodlands"];

impl<'a> Place<'a> {
    /// Reads a text as a place, if it can be one. Several places are joined by `/`, and a region or
    /// a country follows a comma.
    pub(super) fn read(text: &'a str) -> Option<Self> {
        let first = text.split(',').next().unwrap_or_default();
        let regions = text.split(',').skip(1);
        let can_be = first.split('/').all(is_name)
            && first.split('/').count() <= 4
            && regions.clone().all(is_name)
            && regions.count() <= 2
            && (!is_refused(first) || WITH_ARTICLE.iter().any(|it| it.eq_ignore_ascii_case(first)));
        let is_caseless = is_caseless(first);
        can_be.then(|| Self {
            text,
            in_capitals: !is_caseless
                && first
                    .split(['/', ' '])
                    .all(|word| is_in_capitals(word) || PARTICLES.contains(&word)),
            is_caseless,
        })
    }

    /// Whether it is in a script without capitals, such as Arabic. Any words can be a place then.
    pub(super) fn is_caseless(&self) -> bool {
        self.is_caseless
    }

    /// Whether the place itself is in capitals. The region after it may be in any case.
    pub(super) fn is_in_capitals(&self) -> bool {
        self.in_capitals
    }

    /// Whether it is surely a place, even if neither an agency nor a day follows.
    pub(super) fn is_unmistakable(&self) -> bool {
        let first = self.text.split(',').next().unwrap_or_default();
        let letters = first.chars().filter(|c| c.is_alphabetic()).count();
        let is_label = |word: &str| LABELS.binary_search(&word).is_ok();
        // Who speaks may be named with an office: `ANN LEE, CNN HOST: Good evening`.
        let has_label = self.text.split([' ', '/', '-', ',']).any(is_label);
        let has_vowel = first.chars().any(|c| !c.is_ascii() || "AEIOUY".contains(c));
        self.in_capitals
            && has_vowel
            && !has_label
            && (letters > 3 || SHORT_PLACES.contains(&first))
    }

    /// Its name, in mixed case.
    pub(super) fn name(&self) -> String {
        title_case(self.text)
    }
}

/// Whether a text has the form of a name: few words, letters only, each with a capital first.
fn is_name(text: &str) -> bool {
    let mut words = text.split_whitespace().peekable();
    words.peek().is_some()
        && words.clone().count() <= MOST_WORDS
        && words.all(|word| {
            word.chars()
                .all(|c| c.is_alphabetic() || ".-'’‘`".contains(c) || is_combining(c))
                && (word.contains(char::is_uppercase)
                    || is_caseless(word)
                    || PARTICLES.contains(&word))
                && (word.starts_with(char::is_uppercase)
                    || is_caseless(word)
                    || word.contains(['-', '\'', '’'])
                    || PARTICLES.contains(&word))
        })
}

/// Whether a text is in a script that has no capitals.
fn is_caseless(text: &str) -> bool {
    text.contains(char::is_alphabetic)
        && !text.contains(|c: char| c.is_lowercase() || c.is_uppercase())
}

/// Whether a character is a combining diacritic, which decomposed text contains, or a mark of a
/// script that writes vowels as marks.
fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{64B}'..='\u{65F}' | '\u{93C}' | '\u{94D}' | '\u{9BC}' | '\u{9CD}' | '\u{200C}')
}

/// Whether a name is certainly not a place.
fn is_refused(name: &str) -> bool {
    let is_notice = |word: &str| {
        let word = word.trim_end_matches('.');
        NOTICES.binary_search(&word).is_ok()
            || (word.contains(|c: char| c.is_lowercase() || c == '’')
                && NOTICES
                    .binary_search(&&*word.replace('’', "'").to_uppercase())
                    .is_ok())
    };
    let is_organisation = || {
        let name = name.trim();
        ORGANISATIONS.binary_search(&name).is_ok()
            || (name.contains('.')
                && ORGANISATIONS
                    .binary_search(&&*name.replace('.', ""))
                    .is_ok())
    };
    name.chars().filter(|c| c.is_alphabetic()).count() < 2
        || is_organisation()
        || name.split_whitespace().any(is_notice)
}

/// Whether a word is in capitals; `McALLEN` is too.
fn is_in_capitals(word: &str) -> bool {
    let word = after_mac(word).unwrap_or(word);
    !word.contains(char::is_lowercase)
}

/// What follows `Mc` in a name such as `McALLEN`.
fn after_mac(word: &str) -> Option<&str> {
    word.strip_prefix("Mc").filter(|rest| rest.len() > 1)
}

/// A name in mixed case: `NEW YORK, N.Y.` becomes `New York, N.Y.`
pub(super) fn title_case(text: &str) -> String {
    let mut name = String::with_capacity(text.len());
    for word in text.split_inclusive([' ', '/', ',', '-', '\u{a0}']) {
        push_word(&mut name, word);
    }
    name.truncate(name.trim_end().len());
    name
}

fn push_word(name: &mut String, word: &str) {
    let bare = word.trim_end_matches([' ', '/', ',', '-', '\u{a0}']);
    if bare.is_empty() && (name.is_empty() || name.ends_with(' ')) {
        return; // one space instead of several
    }
    let letters = bare.chars().filter(|c| c.is_alphabetic()).count();
    let is_initials = bare.contains('.') && bare.split('.').all(|part| part.chars().count() <= 1);
    if let Some(rest) = after_mac(bare).filter(|rest| is_in_capitals(rest)) {
        name.push_str("Mc");
        push_word(name, rest);
    } else if !is_in_capitals(bare)
        || is_initials
        || letters < 2
        || (letters == 2 && name.contains(',')) // a state's abbreviation: `HARRISBURG, PA`
        || matches!(
            bare,
            "UK" | "USA" | "UAE" | "US" | "DC" | "NYC" | "DRC" | "UN"
        )
    {
        name.push_str(bare);
    } else {
        let lower = bare.to_lowercase();
        if !name.is_empty() && !name.ends_with(['/', ',']) && PARTICLES.contains(&lower.as_str()) {
            name.push_str(&lower);
        } else {
            push_capitalized(name, bare);
        }
    }
    name.push_str(match &word[bare.len()..] {
        "\u{a0}" => " ",
        mark => mark,
    });
}

/// Adds a word with a capital first, and a second one after an apostrophe that follows a single
/// letter: `N'DJAMENA` becomes `N'Djamena`, but `ST. JOHN'S` becomes `St. John's`.
fn push_capitalized(name: &mut String, word: &str) {
    let has_article = matches!(word.chars().nth(1), Some('\'' | '’' | '‘' | '`'));
    for (at, c) in word.chars().enumerate() {
        if at == 0 || (at == 2 && has_article) {
            name.push(c);
        } else {
            name.extend(c.to_lowercase());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted() {
        assert!(NOTICES.is_sorted() && LABELS.is_sorted() && ORGANISATIONS.is_sorted());
    }

    #[test]
    fn names_get_mixed_case() {
        for (written, name) in [
            ("NEW YORK, N.Y.", "New York, N.Y."),
            ("STRATFORD-UPON-AVON", "Stratford-upon-Avon"),
            ("ISLE OF MAN, UK", "Isle of Man, UK"),
            ("CÔTE D'IVOIRE", "Côte D'Ivoire"),
            ("McMURDO", "McMurdo"),
            ("Port Marlow", "Port Marlow"),
            ("WASHINGTON DC", "Washington DC"),
            ("LA PAZ", "La Paz"),
            ("HARRISBURG, PA", "Harrisburg, PA"),
            (" NEW\u{a0}YORK,  Usa ", "New York, Usa"),
            ("", ""),
        ] {
            assert_eq!(title_case(written), name);
        }
    }
}

//! Lines of a site and not of an article: notes of programs, the filing of a post, disclaimers, and
//! the heading of what readers wrote.
//!
//! The tables have the usual wordings in the languages of most news sites, in lower case. They are
//! compared with short blocks only.

/// The longest notice, in weighed characters.
const LONGEST_NOTICE: u32 = 600;

/// The longest heading of comments, in weighed characters.
const LONGEST_HEADING: u32 = 80;

/// Starts of the sentence in which blogs file a post, with its day or a link to a category.
const FILED: &[&str] = &[
    "this entry was posted ",
    "this entry was published ",
    "this post was posted ",
    "dieser beitrag wurde am ",
    "dieser beitrag wurde unter ",
    "der beitrag wurde am ",
    "dieser eintrag wurde ",
    "der eintrag wurde ",
    "dieser artikel wurde am ",
    "cet article a été publié ",
    "cette entrée a été publiée ",
    "ce billet a été publié ",
    "esta entrada fue publicada ",
    "esta entrada ha sido publicada ",
    "esta entrada foi publicada ",
    "este post foi publicado ",
    "questo articolo è stato pubblicato ",
    "questa voce è stata pubblicata ",
    "dit bericht is geplaatst ",
    "dit bericht werd geplaatst ",
    "ten wpis został opublikowany ",
    "det här inlägget postades ",
    "запись опубликована ",
];

/// Starts of the same as a line that is no sentence.
const FILED_UNDER: &[&str] = &["filed under:", "posted in:", "publié dans "];

/// Starts of lines about who answers for a text.
const DISCLAIMERS: &[&str] = &[
    "the views expressed ",
    "the opinions expressed ",
    "views expressed ",
    "opinions expressed ",
    "the views and opinions expressed ",
    "les opinions exprimées ",
    "les propos tenus ",
    "las opiniones expresadas ",
    "las opiniones vertidas ",
    "as opiniões expressas ",
    "le opinioni espresse ",
];

/// Parts of these lines that say so.
const ANSWERABLE: &[&str] = &[
    "author",
    "writer",
    "columnist",
    "contributor",
    "not necessarily",
    "not reflect",
    "not represent",
    "his own",
    "her own",
    "their own",
    "auteur",
    "engagent",
    "pas nécessairement",
    "autor",
    "no necesariamente",
    "no reflejan",
    "responsabilidad",
    "não refletem",
    "não representam",
    "non rispecchiano",
    "non riflettono",
];

/// Words that ask to switch scripts on, with which a line about scripts is one of a program, sorted.
#[rustfmt::skip]
const ENABLE: &[&str] = &[
    "activa", "activar", "activate", "activated", "active", "activer", "activez", "activé", "aktiver",
    "aktivera", "aktivieren", "aktiviert", "ativar", "ative", "attiva", "attivare", "einschalten",
    "enable", "enabled",
];

/// The same, as starts of words.
const ENABLE_STARTS: &[&str] = &[
    "habilit",
    "abilit",
    "inschakel",
    "ingeschakel",
    "включ",
    "włącz",
];

/// What programs write before a fault, and what they write at its end.
const FAULTS: &[&str] = &[
    "warning",
    "notice",
    "deprecated",
    "fatal error",
    "strict standards",
    "parse error",
];

/// Headings of what readers wrote, without numbers.
const COMMENTS: &[&str] = &[
    "comments",
    "comment",
    "reader comments",
    "recent comments",
    "all comments",
    "latest comments",
    "no comments",
    "join the conversation",
    "join the discussion",
    "responses",
    "replies",
    "kommentare",
    "kommentar",
    "leserkommentare",
    "neueste kommentare",
    "keine kommentare",
    "antworten",
    "commentaires",
    "commentaire",
    "un commentaire",
    "vos commentaires",
    "comentarios",
    "comentario",
    "comentários",
    "comentário",
    "commenti",
    "commento",
    "reacties",
    "reactie",
    "komentarze",
    "komentarz",
    "komentáře",
    "kommentarer",
    "kommentit",
    "hozzászólások",
    "yorumlar",
    "комментарии",
    "коментарі",
    "σχόλια",
    "التعليقات",
    "نظرات",
    "评论",
    "コメント",
    "댓글",
];

/// Starts of headings of what readers wrote, and of where they may write.
const COMMENTING: &[&str] = &[
    "leave a reply",
    "leave a comment",
    "post a comment",
    "add a comment",
    "write a comment",
    "kommentar von",
    "schreibe einen kommentar",
    "schreib einen kommentar",
    "schreiben sie einen kommentar",
    "einen kommentar schreiben",
    "kommentar schreiben",
    "kommentar verfassen",
    "kommentar hinterlassen",
    "hinterlasse einen kommentar",
    "hinterlasse eine antwort",
    "so können sie kommentieren",
    "diskutieren sie mit",
    "laisser un commentaire",
    "laissez un commentaire",
    "écrire un commentaire",
    "ajouter un commentaire",
    "réagissez",
    "deja un comentario",
    "deja una respuesta",
    "dejar un comentario",
    "deixe um comentário",
    "deixe uma resposta",
    "lascia un commento",
    "geef een reactie",
    "plaats een reactie",
    "reageer",
    "dodaj komentarz",
    "napisz komentarz",
    "liczba komentarzy",
    "lämna ett svar",
    "legg igjen en kommentar",
    "skriv en kommentar",
    "bir yorum yaz",
    "оставить комментарий",
    "добавить комментарий",
];

/// Starts of headings of what readers wrote, if they say how many did, or quote the headline.
const COUNTED: &[&str] = &[
    "comments on ",
    "comment on ",
    "responses to ",
    "response to ",
    "thoughts on ",
    "thought on ",
    "kommentare zu ",
];

/// Whether a block is a notice of the site; `linked` is how much of it is in links.
pub(in crate::formats) fn is_notice(text: &str, length: u32, linked: u32) -> bool {
    if length > LONGEST_NOTICE {
        return false;
    }
    let lower = text.to_lowercase();
    let starts = |list: &[&str]| list.iter().any(|start| lower.starts_with(start));
    let contains = |list: &[&str]| list.iter().any(|part| lower.contains(part));
    let asks = |word: &str| {
        ENABLE.binary_search(&word).is_ok()
            || ENABLE_STARTS.iter().any(|start| word.starts_with(start))
    };
    let mut words = lower.split(|c: char| !c.is_alphabetic());
    let asks_for_scripts =
        lower.contains("javascript") && (lower.contains("turn on") || words.any(asks));
    let is_fault = || starts(FAULTS) && lower.contains(" on line ") && lower.contains(".php");
    let is_told = linked > 0 || lower.contains(|c: char| c.is_ascii_digit());
    let is_line = !text.ends_with(['.', '!', '?']) || linked * 2 > length;
    starts(FILED) && is_told
        || starts(FILED_UNDER) && is_line
        || starts(DISCLAIMERS) && contains(ANSWERABLE)
        || asks_for_scripts
        || is_fault()
}

/// Whether a line is the heading of what readers wrote.
pub(in crate::formats) fn opens_comments(text: &str, length: u32) -> bool {
    if length > LONGEST_HEADING {
        return false;
    }
    let lower = text.to_lowercase();
    let is_around = |c: char| !c.is_alphabetic();
    let words = lower.trim_matches(is_around);
    let starts = |list: &[&str]| list.iter().any(|start| words.starts_with(start));
    COMMENTS.contains(&words)
        || starts(COMMENTING)
        || starts(COUNTED) && (counts(text) || lower.contains(['"', '“', '„', '«', '”']))
}

/// Whether a heading says how many: `12 Comments`.
pub(in crate::formats) fn counts(text: &str) -> bool {
    text.contains(|c: char| c.is_numeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn length(text: &str) -> u32 {
        u32::try_from(text.chars().count()).unwrap()
    }

    #[test]
    fn notices_of_a_site_are_known_by_their_wording() {
        for (text, is) in [
            (
                "Dieser Beitrag wurde am 3. Mai 2021 unter Hafen abgelegt.",
                true,
            ),
            (
                "This entry was posted on May 3, 2021 and is filed under Harbour.",
                true,
            ),
            ("Please enable JavaScript to use this page.", true),
            (
                "Warning: Creating default object in /srv/wp/classes.php on line 407",
                true,
            ),
            ("The views expressed here are those of the author.", true),
            (
                "Warning: the ice on the sound is thin, say the pilots.",
                false,
            ),
            ("JavaScript turned 25 on Friday.", false),
            ("JavaScript is the native language of the web.", false),
            ("An interactive map in JavaScript shows it.", false),
            ("JavaScript muss aktiviert sein.", true),
            ("Включите JavaScript в браузере.", true),
            ("Publié dans Actualités", true),
            (
                "Publié dans la revue Nature, ce travail montre que les océans se réchauffent.",
                false,
            ),
            ("This entry was posted by hand, she said.", false),
            (
                "Opinions expressed by the judges differ on nearly every point.",
                false,
            ),
            (
                "Opinions expressed here do not necessarily reflect ours.",
                true,
            ),
            ("The post was painted on Monday.", false),
        ] {
            assert_eq!(is_notice(text, length(text), 0), is, "{text}");
        }
    }

    #[test]
    fn lists_for_binary_search_are_sorted() {
        assert!(ENABLE.is_sorted());
    }

    #[test]
    fn headings_of_comments_are_known_in_many_languages() {
        for (text, is) in [
            ("Comments (56)", true),
            ("120 Kommentare", true),
            ("3 Kommentare zu \"Brücke gesperrt\"", true),
            ("Leave a Reply Cancel reply", true),
            ("27 commentaires", true),
            ("Comments of the minister cause a storm", false),
            ("Comment on the ruling", false),
            ("2 comments on the ruling", true),
            ("Response to the flood", false),
            ("3 Responses to Flood", true),
            ("One thought on “Flood”", false),
            ("Thoughts on “Flood”", true),
            ("Join the conversation", true),
            ("Join the conversation about water", false),
            ("Antworten der Stadt auf die Fragen des Rates", false),
            ("", false),
        ] {
            assert_eq!(opens_comments(text, length(text)), is, "{text}");
        }
    }
}

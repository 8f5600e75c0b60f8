//! Lines of a site and not of an article: notes of programs, the filing of a post, disclaimers, and
//! the heading of what readers wrote.
//!
//! The tables have the usual wordings in the languages of most news sites, in lower case. They are
//! compared with short blocks only.

/// The longest notice, in weighed characters.
const LONGEST_NOTICE: u32 = 600;

/// The longest heading of comments, in weighed characters.
const LONGEST_HEADING: u32 = 80;

/// Starts of the line in which blogs file a post.
const FILED: &[&str] = &[
    "this entry was posted ",
    "this entry was published ",
    "this post was posted ",
    "filed under:",
    "posted in:",
    "dieser beitrag wurde am ",
    "dieser beitrag wurde unter ",
    "der beitrag wurde am ",
    "dieser eintrag wurde ",
    "der eintrag wurde ",
    "dieser artikel wurde am ",
    "cet article a été publié ",
    "cette entrée a été publiée ",
    "ce billet a été publié ",
    "publié dans ",
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

/// Words that ask to switch scripts on, with which a line about scripts is one of a program.
const ENABLE: &[&str] = &[
    "enable",
    "turn on",
    "activate",
    "aktivieren",
    "aktiviert",
    "einschalten",
    "activer",
    "activez",
    "activar",
    "active",
    "habilit",
    "ativar",
    "ative",
    "attiva",
    "abilit",
    "inschakel",
    "включ",
    "włącz",
    "aktiver",
    "aktivera",
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
    "comments on ",
    "comment on ",
    "responses to ",
    "response to ",
    "thoughts on ",
    "leave a reply",
    "leave a comment",
    "post a comment",
    "add a comment",
    "write a comment",
    "join the conversation",
    "join the discussion",
    "kommentare zu ",
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

/// Whether a block is a notice of the site.
pub(in crate::formats) fn is_notice(text: &str, length: u32) -> bool {
    if length > LONGEST_NOTICE {
        return false;
    }
    let lower = text.to_lowercase();
    let starts = |list: &[&str]| list.iter().any(|start| lower.starts_with(start));
    let asks_for_scripts =
        || lower.contains("javascript") && ENABLE.iter().any(|word| lower.contains(word));
    let is_fault = || starts(FAULTS) && lower.contains(" on line ") && lower.contains(".php");
    starts(FILED) || starts(DISCLAIMERS) || asks_for_scripts() || is_fault()
}

/// Whether a line is the heading of what readers wrote.
pub(in crate::formats) fn opens_comments(text: &str, length: u32) -> bool {
    if length > LONGEST_HEADING {
        return false;
    }
    let lower = text.to_lowercase();
    let is_around = |c: char| !c.is_alphabetic();
    let words = lower.trim_matches(is_around);
    COMMENTS.contains(&words) || COMMENTING.iter().any(|start| words.starts_with(start))
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
            ("The post was painted on Monday.", false),
        ] {
            assert_eq!(is_notice(text, length(text)), is, "{text}");
        }
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
            ("Antworten der Stadt auf die Fragen des Rates", false),
            ("", false),
        ] {
            assert_eq!(opens_comments(text, length(text)), is, "{text}");
        }
    }
}

//! Words of classes and ids of what readers wrote, in the languages of sites and the names of the
//! programs that show it.
//!
//! `words` reads classes; `marking` decides whether an article is above.

/// Words that nothing else has, sorted.
#[rustfmt::skip]
pub(super) const SURE: &[&str] = &[
    "binhluan", "cackle", "comentari", "comentarii", "comentarios", "comentaris", "comment",
    "commentaires", "commentbox", "commentform", "commenti", "commentlist", "comments",
    "commentsection", "commentthread", "commentwrapper", "disqus", "giscus", "hozzaszolasok",
    "hypercomments", "hyvor", "intensedebate", "komentarai", "komentariai", "komentarze",
    "kommentar", "kommentare", "kommentarer", "kommentarfeld", "kommentarfelt", "kommentarii",
    "kommentarliste", "kommentit", "leserkommentare", "livefyre", "openweb", "pinglun", "reactie",
    "reacties", "readercomments", "remark42", "spotim", "sxolia", "talkback", "talkbacks",
    "tartisma", "usercomments", "utterances", "viafoura", "yorumlar",
];

/// Words that other parts may have too, sorted: they count below an article.
#[rustfmt::skip]
pub(super) const LIKELY: &[&str] = &[
    "antworten", "beitraege", "comentario", "commentaire", "commento", "coral", "debate", "debatt",
    "discusion", "discuss", "discussion", "discussions", "diskuse", "diskusia", "diskussion",
    "diskussionen", "feedback", "forum", "isso", "komentar", "komentaras", "komentare",
    "komentari", "komentarz", "leserbriefe", "opiniones", "opinions", "reaction", "reactions",
    "reaktionen", "reaktioner", "replies", "reply", "reponses", "respond", "response", "responses",
    "respostas", "respuestas", "talk", "thread", "threads", "yorum",
];

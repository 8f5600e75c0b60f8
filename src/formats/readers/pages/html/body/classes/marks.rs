//! The words of classes and ids, with what each of them marks: a row for each word.
//!
//! `mod` reads classes with it; other words next to one may change what it says.

use crate::article::WhyLeftOut::{
    self, Advertisement, Boilerplate, Caption, Controls, Embedded, Hidden, Metadata, Navigation,
    OtherArticles,
};

/// How sure a mark is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::formats) enum Level {
    /// Furniture, unless the article is in it. Elements around an article may have such a word.
    Likely,
    /// Furniture, unless nearly all text is in it. Hardly anything else has such a word.
    Sure,
    /// Furniture, even if no other text is left: a request for consent.
    Always,
}

/// What an element is marked as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::formats) struct Mark {
    pub(in crate::formats) level: Level,
    pub(in crate::formats) why: WhyLeftOut,
    /// Whether it is furniture only if it has a link: what leads to other articles.
    pub(in crate::formats) needs_link: bool,
}

const fn likely(why: WhyLeftOut) -> Mark {
    Mark {
        level: Level::Likely,
        why,
        needs_link: false,
    }
}

const fn sure(why: WhyLeftOut) -> Mark {
    Mark {
        level: Level::Sure,
        why,
        needs_link: false,
    }
}

/// A request for consent to cookies and the like.
pub(super) const CONSENT: Mark = Mark {
    level: Level::Always,
    why: Controls,
    needs_link: false,
};

/// Links to other articles: surely furniture, if there is a link. An article may have a teaser too.
const LINKS: Mark = Mark {
    level: Level::Sure,
    why: OtherArticles,
    needs_link: true,
};

/// Words of classes and ids, sorted.
#[rustfmt::skip]
pub(super) const WORDS: &[(&str, Mark)] = &[
    ("ad", likely(Advertisement)),
    ("ads", likely(Advertisement)),
    ("advert", likely(Advertisement)),
    ("advertisement", likely(Advertisement)),
    ("advertising", likely(Advertisement)),
    ("adverts", likely(Advertisement)),
    ("anzeige", likely(Advertisement)),
    ("author", likely(Metadata)),
    ("authorbox", likely(Metadata)),
    ("authors", likely(Metadata)),
    ("bio", likely(Metadata)),
    ("breadcrumb", sure(Navigation)),
    ("breadcrumbs", sure(Navigation)),
    ("byline", likely(Metadata)),
    ("caption", likely(Caption)),
    ("captions", likely(Caption)),
    ("carousel", likely(Embedded)),
    ("copyright", likely(Boilerplate)),
    ("credit", likely(Caption)),
    ("credits", likely(Caption)),
    ("dialog", likely(Controls)),
    ("disclaimer", likely(Boilerplate)),
    ("donate", likely(Advertisement)),
    ("donation", likely(Advertisement)),
    ("embed", likely(Embedded)),
    ("facebook", likely(Controls)),
    ("footer", likely(Navigation)),
    ("gallery", likely(Caption)),
    ("image", likely(Caption)),
    ("imagecaption", likely(Caption)),
    ("imagedescription", likely(Caption)),
    ("images", likely(Caption)),
    ("img", likely(Caption)),
    ("infobox", likely(Metadata)),
    ("instagram", likely(Embedded)),
    ("login", likely(Controls)),
    ("media", likely(Embedded)),
    ("menu", likely(Navigation)),
    ("modal", likely(Controls)),
    ("more", likely(OtherArticles)),
    ("nav", likely(Navigation)),
    ("navbar", likely(Navigation)),
    ("navigation", likely(Navigation)),
    ("newsletter", sure(Advertisement)),
    ("outbrain", sure(Advertisement)),
    ("overlay", likely(Controls)),
    ("pager", likely(Navigation)),
    ("pagination", likely(Navigation)),
    ("photo", likely(Caption)),
    ("photos", likely(Caption)),
    ("picture", likely(Caption)),
    ("player", likely(Embedded)),
    ("popular", likely(OtherArticles)),
    ("popup", likely(Controls)),
    ("postmeta", likely(Metadata)),
    ("postmetadata", likely(Metadata)),
    ("print", likely(Hidden)),
    ("promo", likely(Advertisement)),
    ("promotion", likely(Advertisement)),
    ("readmore", likely(OtherArticles)),
    ("recirculation", sure(OtherArticles)),
    ("recommend", sure(OtherArticles)),
    ("recommendation", sure(OtherArticles)),
    ("recommendations", sure(OtherArticles)),
    ("recommended", sure(OtherArticles)),
    ("related", sure(OtherArticles)),
    ("relatedposts", sure(OtherArticles)),
    ("share", likely(Controls)),
    ("sharebar", sure(Controls)),
    ("sharedaddy", sure(Controls)),
    ("sharing", sure(Controls)),
    ("sidebar", sure(Navigation)),
    ("signup", likely(Advertisement)),
    ("skip", likely(Navigation)),
    ("social", likely(Controls)),
    ("sponsor", likely(Advertisement)),
    ("sponsored", likely(Advertisement)),
    ("subscribe", sure(Advertisement)),
    ("subscription", sure(Advertisement)),
    ("taboola", sure(Advertisement)),
    ("tag", likely(Metadata)),
    ("taglist", likely(Metadata)),
    ("tags", likely(Metadata)),
    ("teaser", LINKS),
    ("teasers", LINKS),
    ("toolbar", likely(Controls)),
    ("tooltip", likely(Controls)),
    ("trending", sure(OtherArticles)),
    ("tweet", likely(Embedded)),
    ("twitter", likely(Embedded)),
    ("video", likely(Embedded)),
    ("widget", likely(Navigation)),
    ("youtube", likely(Embedded)),
];

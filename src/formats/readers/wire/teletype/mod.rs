//! The readers of stories as agencies sent them to teletypes: ANPA 1312 and IPTC 7901.
//!
//! A story is framed by control characters (SOH header STX text ETX trailer EOT) or by the words
//! `ZCZC` and `NNNN`. `envelope` cuts a file into stories, `anpa` and `iptc_7901` read one. Formats:
//! ANPA Bulletin 1312, High-Speed Wire Service Transmission Guidelines; IPTC Recommendation 7901,
//! revision 5 (<https://iptc.org/standards/iptc-7901/>).

mod anpa;
mod dates;
mod envelope;
mod heading;
mod iptc_7901;
mod national;
mod paragraphs;

#[cfg(test)]
mod tests;

use crate::article::{Problem, ProblemKind};
use crate::formats::bytes::charset::{Declared, decode};
use crate::formats::bytes::white_space::unify_line_ends;
use crate::formats::gather::ArticleBuilder;
use crate::formats::input::Input;
use crate::formats::reader::{ArticleReader, ArticleSink, ReadEnd};
use envelope::{Framing, Story, framing, stories};

/// A format of such stories.
pub(in crate::formats) struct Teletype {
    name: &'static str,
    extensions: &'static [&'static str],
    /// Whether its files are framed so.
    is_framed: fn(Framing) -> bool,
    read_story: fn(&mut ArticleBuilder<'_>, &Story<'_>),
}

/// ANPA 1312, recognized by its first control characters.
pub(in crate::formats) const ANPA: Teletype = Teletype {
    name: "anpa",
    extensions: &["anpa"],
    is_framed: |framing| framing == Framing::Anpa,
    read_story: anpa::read,
};

/// IPTC 7901, recognized by its first control character or by `ZCZC`.
pub(in crate::formats) const IPTC_7901: Teletype = Teletype {
    name: "iptc-7901",
    extensions: &["tst", "7901"],
    is_framed: |framing| matches!(framing, Framing::Iptc | Framing::Words),
    read_story: iptc_7901::read,
};

impl ArticleReader for Teletype {
    fn name(&self) -> &'static str {
        self.name
    }

    fn extensions(&self) -> &'static [&'static str] {
        self.extensions
    }

    fn recognizes(&self, head: &[u8]) -> bool {
        framing(head).is_some_and(self.is_framed)
    }

    fn read(&self, input: Input<'_>, out: &mut dyn ArticleSink) -> Result<(), ReadEnd> {
        let (path, options) = (input.path, input.options);
        let bytes = input.into_bytes()?;
        let decoded = decode(&bytes, Declared::default());
        let text = unify_line_ends(&decoded.text);
        let text = national::letters(&text);
        if let Some(problem) = decoded.problem(1) {
            out.problem(problem)?;
        }
        let mut ordinal = 0;
        for story in stories(&text) {
            ordinal += 1;
            let mut builder = ArticleBuilder::new(path, ordinal, options);
            // The bytes of each story say which of the two it is, whatever the extension says.
            let read = match story.framing {
                Some(Framing::Anpa) => anpa::read,
                Some(_) => iptc_7901::read,
                None => self.read_story,
            };
            read(&mut builder, &story);
            builder.finish(out)?;
        }
        if ordinal == 0 {
            let detail = "no story in it";
            return Err(Problem::file(ProblemKind::Empty, detail).into());
        }
        Ok(())
    }
}

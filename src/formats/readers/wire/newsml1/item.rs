//! One `NewsItem`: its identity, its management, and the articles in it.
//!
//! Some fields of the item win over those of `component` and are offered before them. Other fields
//! of the item, and those of the envelope, are offered afterwards.

use super::component::Component;
use super::names::formal_name;
use crate::article::{ArchivePath, DateSource, Problem, ProblemKind};
use crate::formats::bytes::excerpt::excerpt;
use crate::formats::gather::ArticleBuilder;
use crate::formats::gather::names::is_name;
use crate::formats::options::ReadOptions;
use crate::formats::reader::{ArticleSink, Stopped};
use crate::formats::xml::Element;

/// The most stories of one item that are read.
const MOST_STORIES: usize = 256;

/// What a document says about all its items.
pub(super) struct Envelope {
    language: Option<String>,
    sent: Option<String>,
    sender: Option<String>,
}

impl Envelope {
    /// Reads a document's envelope.
    pub(super) fn of(document: &Element) -> Self {
        let envelope = document.find("NewsEnvelope");
        let sender = envelope.and_then(|inner| inner.attribute_of("SentFrom/Party", "FormalName"));
        Self {
            language: document.attribute("xml:lang").filter(is_name),
            sent: envelope.and_then(|inner| inner.line_of("DateAndTime")),
            sender: sender.filter(is_name),
        }
    }
}

/// A news item and the envelope around it.
pub(super) struct Item<'a> {
    item: &'a Element,
    envelope: &'a Envelope,
}

impl<'a> Item<'a> {
    /// An item of a document.
    pub(super) fn of(item: &'a Element, envelope: &'a Envelope) -> Self {
        Self { item, envelope }
    }

    /// Reads the stories of the item, and counts them in `ordinal`. Without a story it pushes a
    /// problem.
    pub(super) fn read(
        &self,
        path: &ArchivePath,
        options: &ReadOptions,
        ordinal: &mut u32,
        out: &mut dyn ArticleSink,
    ) -> Result<(), Stopped> {
        let component = self.item.find("NewsComponent").map(Component::root);
        let stories = component.as_ref().map_or_else(Vec::new, Component::stories);
        if stories.is_empty() {
            *ordinal += 1;
            return out.problem(self.refusal(component, *ordinal));
        }
        for (at, story) in stories.iter().take(MOST_STORIES).enumerate() {
            *ordinal += 1;
            let mut builder = ArticleBuilder::new(path, *ordinal, options);
            self.manage(&mut builder, at);
            story.offer(&mut builder);
            self.fall_back(&mut builder);
            builder.finish(out)?;
        }
        if stories.len() > MOST_STORIES {
            *ordinal += 1;
            let detail = format!(
                "a NewsML item of {} stories, of which the first {MOST_STORIES} were read",
                stories.len()
            );
            out.problem(Problem::record(*ordinal, ProblemKind::TooLarge, detail))?;
        }
        Ok(())
    }

    /// Offers identity, status and dates, which win over those of components.
    fn manage(&self, builder: &mut ArticleBuilder<'_>, story: usize) {
        let identifier = "Identification/NewsIdentifier";
        let id = self
            .item
            .line_of(&format!("{identifier}/PublicIdentifier"))
            .or_else(|| self.item.line_of(&format!("{identifier}/NewsItemId")));
        builder.id(match story {
            0 => id,
            later => id.map(|id| format!("{id}#{}", later + 1)),
        });
        if let Some(management) = self.item.find("NewsManagement") {
            builder.status(formal_name(management, "Status"));
            builder.embargo(
                management
                    .find("StatusWillChange")
                    .filter(|change| {
                        formal_name(change, "FutureStatus").is_some_and(|to| to == "Usable")
                    })
                    .and_then(|change| change.line_of("DateAndTime")),
            );
            builder.date(DateSource::FirstCreated, management.line_of("FirstCreated"));
            builder.date(
                DateSource::VersionCreated,
                management.line_of("ThisRevisionCreated"),
            );
        }
    }

    /// Offers the fields of the item and the envelope that count if components lack them.
    fn fall_back(&self, builder: &mut ArticleBuilder<'_>) {
        let identification = self.item.find("Identification");
        builder.language(self.item.attribute("xml:lang"));
        builder.language(self.envelope.language.clone());
        if let Some(identification) = identification {
            builder.date(
                DateSource::FirstCreated,
                identification.line_of("NewsIdentifier/DateId"),
            );
            if !builder.has_headline() {
                builder.headline(identification.line_of("NameLabel"));
            }
        }
        builder.date(DateSource::MessageSent, self.envelope.sent.clone());
        builder.source(self.envelope.sender.clone());
        builder.source(identification.and_then(|inner| inner.line_of("NewsIdentifier/ProviderId")));
    }

    /// The problem of an item without a story.
    fn refusal(&self, component: Option<Component<'_>>, ordinal: u32) -> Problem {
        let media = component.as_ref().and_then(Component::media);
        let update = self.item.elements().any(|inner| inner.name == "Update");
        let (kind, detail) = match media {
            Some(media) => (
                ProblemKind::NotAnArticle,
                format!("a NewsML item of type {} without a text", excerpt(&media)),
            ),
            None if update => (
                ProblemKind::NotAnArticle,
                "a NewsML item that only changes an earlier one (`Update`)".to_owned(),
            ),
            None if self.item.find("TopicSet").is_some() => (
                ProblemKind::NotAnArticle,
                "a NewsML item that defines topics (`TopicSet`)".to_owned(),
            ),
            None if component.is_some_and(|component| component.refers()) => (
                ProblemKind::NotAnArticle,
                "a NewsML package: it refers to other items and has no text".to_owned(),
            ),
            None => (
                ProblemKind::NoText,
                "a NewsML item with neither a headline nor a text".to_owned(),
            ),
        };
        Problem::record(ordinal, kind, detail)
    }
}

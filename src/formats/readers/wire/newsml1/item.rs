//! Reads one `NewsItem`: its identification and management, and its articles.

use super::component::Component;
use crate::article::{ArchivePath, DateSource, Problem, ProblemKind};
use crate::formats::ReadOptions;
use crate::formats::gather::builder::{Gathering, Reads};
use crate::formats::gather::date_choice::excerpt;
use crate::formats::gather::names::is_name;
use crate::formats::xml::Element;

/// The most stories that are read of one item.
const MOST_STORIES: usize = 256;

/// The values that a document has for all its items.
pub(super) struct Envelope {
    language: Option<String>,
    sent: Option<String>,
    sender: Option<String>,
}

impl Envelope {
    /// The values of a document.
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

    /// Reads the stories of the item and counts them in `ordinal`. Without stories it adds a
    /// problem.
    pub(super) fn read(
        &self,
        path: &ArchivePath,
        options: &ReadOptions,
        ordinal: &mut u32,
        reads: &mut Reads,
    ) {
        let component = self.item.find("NewsComponent").map(Component::root);
        let stories = component.as_ref().map_or_else(Vec::new, Component::stories);
        if stories.is_empty() {
            *ordinal += 1;
            reads.push(Err(self.refusal(component, *ordinal)));
            return;
        }
        for (at, story) in stories.iter().take(MOST_STORIES).enumerate() {
            *ordinal += 1;
            let mut gathering = Gathering::new(path, *ordinal, options);
            self.manage(&mut gathering, at);
            story.offer(&mut gathering);
            self.fall_back(&mut gathering);
            reads.append(&mut gathering.finish());
        }
        if stories.len() > MOST_STORIES {
            *ordinal += 1;
            let detail = format!(
                "a NewsML item of {} stories, of which the first {MOST_STORIES} were read",
                stories.len()
            );
            let problem = Problem::record(*ordinal, ProblemKind::TooLarge, detail);
            reads.push(Err(problem));
        }
    }

    /// Offers id, status and dates, which are preferred over those of components.
    fn manage(&self, gathering: &mut Gathering<'_>, story: usize) {
        let identifier = "Identification/NewsIdentifier";
        let id = self
            .item
            .line_of(&format!("{identifier}/PublicIdentifier"))
            .or_else(|| self.item.line_of(&format!("{identifier}/NewsItemId")));
        gathering.id(match story {
            0 => id,
            later => id.map(|id| format!("{id}#{}", later + 1)),
        });
        if let Some(management) = self.item.find("NewsManagement") {
            gathering.status(formal_name(management, "Status"));
            gathering.embargo(
                management
                    .find("StatusWillChange")
                    .filter(|change| {
                        formal_name(change, "FutureStatus").is_some_and(|to| to == "Usable")
                    })
                    .and_then(|change| change.line_of("DateAndTime")),
            );
            gathering.date(DateSource::FirstCreated, management.line_of("FirstCreated"));
            gathering.date(
                DateSource::VersionCreated,
                management.line_of("ThisRevisionCreated"),
            );
        }
    }

    /// Offers fields of the item and the envelope that the components lack.
    fn fall_back(&self, gathering: &mut Gathering<'_>) {
        let identification = self.item.find("Identification");
        gathering.language(self.item.attribute("xml:lang"));
        gathering.language(self.envelope.language.clone());
        if let Some(identification) = identification {
            gathering.date(
                DateSource::FirstCreated,
                identification.line_of("NewsIdentifier/DateId"),
            );
            if !gathering.has_headline() {
                gathering.headline(identification.line_of("NameLabel"));
            }
        }
        gathering.date(DateSource::MessageSent, self.envelope.sent.clone());
        gathering.source(self.envelope.sender.clone());
        gathering
            .source(identification.and_then(|inner| inner.line_of("NewsIdentifier/ProviderId")));
    }

    /// The reason why the item has no story.
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
                "a NewsML package: it names other items and holds no text".to_owned(),
            ),
            None => (
                ProblemKind::NoText,
                "a NewsML item with neither a headline nor a text".to_owned(),
            ),
        };
        Problem::record(ordinal, kind, detail)
    }
}

/// The `FormalName` of the first element with that name.
pub(super) fn formal_name(element: &Element, name: &str) -> Option<String> {
    element.attribute_of(name, "FormalName")
}

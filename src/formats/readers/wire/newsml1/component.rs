//! `NewsComponent`s: a tree of stories, pictures, and alternatives of both.
//!
//! A component with text is a story. A component below it with a headline of its own is another
//! story. Captions belong to no story. Fields that a component lacks are taken from the components
//! around it.

use super::names::formal_name;
use crate::formats::gather::ArticleBuilder;
use crate::formats::readers::wire::nitf::read_story;
use crate::formats::readers::wire::omitted::name_omitted;
use crate::formats::readers::wire::rights::holder_of;
use crate::formats::xml::content::content_text;
use crate::formats::xml::prose::first_heading;
use crate::formats::xml::{Element, some_text};

/// The names of media of text.
const TEXT: &[&str] = &["text", "complextext", "complex text"];

/// Roles of texts that belong to a picture.
const CAPTIONS: &[&str] = &["caption", "photo caption", "imagecaption"];

/// A component with those around it, the innermost first.
pub(super) struct Component<'a> {
    lineage: Vec<&'a Element>,
}

/// A component with a text.
pub(super) struct Story<'a> {
    component: Component<'a>,
    contents: Vec<&'a Element>,
}

impl<'a> Component<'a> {
    /// The component of a news item.
    pub(super) fn root(element: &'a Element) -> Self {
        Self {
            lineage: vec![element],
        }
    }

    fn own(&self) -> &'a Element {
        self.lineage[0]
    }

    fn parts(&self) -> impl Iterator<Item = Component<'a>> {
        self.own().all("NewsComponent").map(|part| Component {
            lineage: std::iter::once(part)
                .chain(self.lineage.iter().copied())
                .collect(),
        })
    }

    /// The stories in it, in their order.
    pub(super) fn stories(&self) -> Vec<Story<'a>> {
        let mut stories = Vec::new();
        self.collect(&mut stories);
        if stories.is_empty() && self.own().find("NewsLines/HeadLine").is_some() && self.is_text() {
            stories.push(Story {
                component: Component {
                    lineage: self.lineage.clone(),
                },
                contents: Vec::new(),
            });
        }
        stories
    }

    fn collect(&self, stories: &mut Vec<Story<'a>>) {
        if self.is_caption() {
            return;
        }
        let is_alternatives = |element: &Element| {
            element
                .attribute("EquivalentsList")
                .is_some_and(|value| value == "yes")
        };
        let mut contents: Vec<&Element> = self
            .own()
            .all("ContentItem")
            .filter(|content| is_text_content(content))
            .collect();
        if is_alternatives(self.own()) {
            contents.truncate(1);
        }
        if !contents.is_empty() {
            let is_own = self.own().find("NewsLines/HeadLine").is_some();
            match stories.last_mut() {
                Some(before) if !is_own => before.contents.append(&mut contents),
                _ => stories.push(Story {
                    component: Component {
                        lineage: self.lineage.clone(),
                    },
                    contents,
                }),
            }
        }
        let before = stories.len();
        for part in self.parts() {
            part.collect(stories);
            if is_alternatives(self.own()) && stories.len() > before {
                break;
            }
        }
    }

    fn is_caption(&self) -> bool {
        formal_name(self.own(), "Role")
            .is_some_and(|role| CAPTIONS.contains(&&*role.to_lowercase()))
    }

    /// The medium or the type of its first content that names one.
    pub(super) fn media(&self) -> Option<String> {
        let mut media = None;
        self.own().each("ContentItem", &mut |content| {
            if media.is_none() {
                media =
                    formal_name(content, "MediaType").or_else(|| formal_name(content, "MimeType"));
            }
        });
        media
    }

    /// Whether a component without content can be a text.
    fn is_text(&self) -> bool {
        self.media()
            .is_none_or(|media| TEXT.contains(&&*media.to_lowercase()))
            && !self.refers()
    }

    /// Whether it refers to other items.
    pub(super) fn refers(&self) -> bool {
        self.own().seek("NewsItemRef").is_some()
    }
}

/// Whether a content item is text. Without a type it is text if it is not blank and not encoded.
fn is_text_content(content: &Element) -> bool {
    let Some(data) = data_of(content) else {
        return false;
    };
    let media = formal_name(content, "MediaType").map(|media| media.to_lowercase());
    let mime = formal_name(content, "MimeType").map(|mime| mime.to_lowercase());
    let is_text = match (&media, &mime) {
        (Some(media), _) => TEXT.contains(&&**media),
        (None, Some(mime)) => {
            mime.contains("text") || mime.contains("xml") || mime.contains("html")
        }
        (None, None) => true,
    };
    is_text && !data.is_blank()
}

/// The content itself; `None` if it is encoded for transport, which is not read.
fn data_of(content: &Element) -> Option<&Element> {
    content
        .find("DataContent")
        .filter(|_| content.find("Encoding").is_none())
}

impl Story<'_> {
    /// Offers the values of the story.
    pub(super) fn offer(&self, builder: &mut ArticleBuilder<'_>) {
        for component in &self.component.lineage {
            if let Some(lines) = component.find("NewsLines") {
                read_lines(builder, lines);
            }
        }
        for component in &self.component.lineage {
            read_metadata(builder, component);
        }
        for content in &self.contents {
            if let Some(data) = data_of(content) {
                read_data(builder, data);
            }
        }
    }
}

/// Offers headline, byline, dateline, keywords and credit.
fn read_lines(builder: &mut ArticleBuilder<'_>, lines: &Element) {
    if !builder.has_headline() {
        builder.headline(lines.line_of("HeadLine"));
        for subhead in lines.all("SubHeadLine") {
            builder.subhead(subhead.line());
        }
    }
    if !builder.has_byline() {
        for byline in lines.all("ByLine") {
            builder.add_byline(byline.line());
        }
    }
    builder.dateline(lines.line_of("DateLine"));
    for line in lines.all("KeywordLine") {
        for keyword in line.line().iter().flat_map(|text| text.split([',', ';'])) {
            builder.keyword(some_text(keyword.trim().to_owned()));
        }
    }
    builder.agency(lines.line_of("CreditLine"));
}

/// Offers provider, rights and description of a component.
fn read_metadata(builder: &mut ArticleBuilder<'_>, component: &Element) {
    let empty = Element::default();
    let administrative = component.find("AdministrativeMetadata").unwrap_or(&empty);
    let descriptive = component.find("DescriptiveMetadata").unwrap_or(&empty);
    let holder = component.find("RightsMetadata/Copyright/CopyrightHolder");
    builder.agency(party(administrative, "Source"));
    builder.agency(party(administrative, "Provider"));
    builder.source(holder.and_then(Element::line));
    builder.source(
        component
            .line_of("NewsLines/CopyrightLine")
            .as_deref()
            .and_then(holder_of),
    );
    builder.source(party(administrative, "Provider"));
    builder.language(formal_name(descriptive, "Language"));
    for location in descriptive.all("Location") {
        let is_origin = location
            .attribute("HowPresent")
            .is_none_or(|how| how.eq_ignore_ascii_case("origin"));
        if is_origin {
            builder.place(property(location, "City"));
        }
    }
    builder.place(property(descriptive, "City"));
    for topic in descriptive.all("TopicOccurrence") {
        builder.keyword(topic.line());
    }
    let is_keyword =
        |property: &&Element| is_called(property, "Keyword") || is_called(property, "Topic");
    for property in descriptive.all("Property").filter(is_keyword) {
        builder.keyword(property.attribute("Value"));
    }
}

fn party(administrative: &Element, name: &str) -> Option<String> {
    administrative.attribute_of(&format!("{name}/Party"), "FormalName")
}

fn property(element: &Element, name: &str) -> Option<String> {
    let mut named = element
        .all("Property")
        .filter(|property| is_called(property, name));
    named.find_map(|property| property.attribute("Value"))
}

fn is_called(property: &Element, name: &str) -> bool {
    property.attribute("FormalName").as_deref() == Some(name)
}

/// Offers the text: NITF, XHTML, markup that was escaped, or plain.
fn read_data(builder: &mut ArticleBuilder<'_>, data: &Element) {
    if let Some(nitf) = data.seek("nitf") {
        read_story(builder, nitf);
        return;
    }
    if !builder.has_headline() {
        builder.headline(first_heading(data));
    }
    builder.add_to_body(&content_text(data));
    name_omitted(builder, data);
}

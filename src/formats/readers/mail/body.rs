//! The text of a message: a walk through its parts.
//!
//! Whatever a person would see is text: parts that are shown one after the other, one of the forms
//! of a text, messages within the message, texts that are attached. Everything else is named.

use super::characters::{Characters, decode_bytes, decode_page};
use super::fields::Fields;
use super::forms::{Form, Sequence, choose, is_blank};
use super::left::left;
use super::mime::content_type::{ContentType, Kind, parameters_of};
use super::mime::header::{Header, is_known_field, is_part_field, skip_blank_lines};
use super::mime::structure::{Parts, is_multipart, split};
use super::mime::transfer;
use super::plain::{enriched, unflowed, without_uuencoded};
use crate::article::{LeftOut, Problem, ProblemKind, WhyLeftOut};
use crate::formats::bytes::charset::replaced;
use crate::formats::bytes::excerpt::excerpt;
use crate::formats::bytes::markup;
use crate::formats::bytes::white_space::{tidy_body, unify_line_ends};
use crate::formats::readers::exports::EmbeddedExport;
use std::borrow::Cow;

/// How deep parts and messages may be nested.
const DEEPEST: usize = 32;

/// A preamble with one of these words is the sentence for readers that know no MIME.
const FOR_OLD_READERS: [&str; 4] = ["mime", "multi-part", "multipart", "mehrteilige"];

/// It is no longer, in characters.
const LONGEST_PREAMBLE: usize = 320;

/// A walk through the parts of one message.
#[derive(Default)]
pub(super) struct Walk {
    /// The number of the message in its file.
    ordinal: u32,
    /// What is left out.
    pub(super) left: Vec<LeftOut>,
    /// The problems of the text, each kind once.
    pub(super) problems: Vec<Problem>,
    /// The character set of the first text with bytes beyond ASCII, else the first one named.
    pub(super) charset: Option<String>,
    /// The texts that are exports of news databases. They are not in the text of the message.
    pub(super) exports: Vec<EmbeddedExport>,
    /// The subject of the first message within the message.
    pub(super) inner_subject: Option<String>,
    has_foreign_bytes: bool,
    /// Texts that are attached.
    attached: Sequence,
    /// Texts for programs: they count if there is no other text.
    spare: Vec<LeftOut>,
    spare_text: Sequence,
}

/// A part with its header and its content, as it is sent.
#[derive(Clone, Copy)]
struct Part<'p, 'h> {
    header: &'p Header<'h>,
    content: &'p [u8],
    depth: usize,
}

impl Walk {
    pub(super) fn new(ordinal: u32) -> Self {
        Self {
            ordinal,
            ..Self::default()
        }
    }

    /// The whole text of a message.
    pub(super) fn text_of(&mut self, header: &Header<'_>, content: &[u8]) -> String {
        let part = Part {
            header,
            content,
            depth: 0,
        };
        let mut whole = Sequence::default();
        whole.push(&self.part(part, Kind::Plain).text);
        whole.push(&std::mem::take(&mut self.attached).into_text());
        let text = whole.into_text();
        let spare = std::mem::take(&mut self.spare_text).into_text();
        if is_blank(&text) && !spare.is_empty() {
            return tidy_body(spare.trim_start());
        }
        self.left.append(&mut self.spare);
        tidy_body(text.trim_start())
    }

    /// The text of a part. `default` is its kind if it does not name one.
    fn part(&mut self, part: Part<'_, '_>, default: Kind) -> Form {
        let mut kind = ContentType::of(part.header, part.content, default);
        let is_text = matches!(kind.kind, Kind::Plain | Kind::Html);
        if is_text && is_multipart(part.content) {
            kind.kind = Kind::Multipart;
        }
        let text = match kind.kind {
            Kind::Multipart | Kind::Alternative | Kind::Digest => self.multipart(part, &kind),
            Kind::Message => {
                let content =
                    transfer::decode(part.content, part.header.get("content-transfer-encoding"));
                self.message(&content, part.depth)
            }
            Kind::Other | Kind::OtherText => {
                self.leave(part, &kind);
                String::new()
            }
            Kind::Plain | Kind::Html | Kind::Enriched => self.text(part, &kind),
        };
        Form {
            is_plain: kind.kind == Kind::Plain,
            name: excerpt(&kind.name),
            text,
        }
    }

    fn multipart(&mut self, part: Part<'_, '_>, kind: &ContentType) -> String {
        if part.depth >= DEEPEST {
            self.too_deep();
            return String::new();
        }
        let boundary = kind.parameter("boundary");
        let encoding = part.header.get("content-transfer-encoding");
        let decoded;
        let parts = if let Some(parts) = split(part.content, boundary) {
            parts
        } else {
            decoded = transfer::decode(part.content, encoding);
            let Some(parts) = split(&decoded, boundary) else {
                // No delimiter is there: all of it is text.
                return self.text(part, kind);
            };
            parts
        };
        self.note_between(&parts);
        let default = if kind.kind == Kind::Digest {
            Kind::Message
        } else {
            Kind::Plain
        };
        let exports = self.exports.len();
        let mut forms = Vec::new();
        let mut whole = Sequence::default();
        for bytes in parts.inner {
            let (header, content) = part_of(bytes);
            let inner = Part {
                header: &header,
                content,
                depth: part.depth + 1,
            };
            let form = self.part(inner, default);
            if kind.kind == Kind::Alternative {
                forms.push(form);
            } else {
                whole.push(&form.text);
            }
        }
        if kind.kind != Kind::Alternative {
            return whole.into_text();
        }
        // Two forms of a text are one export, and the other form says the same.
        if self.exports.len() > exports {
            let last = self.exports.len() - 1;
            self.exports.drain(exports..last);
            return String::new();
        }
        let (text, notes) = choose(forms);
        self.left.extend(notes);
        text
    }

    /// Notes the texts before and after the parts, which no mail reader shows.
    fn note_between(&mut self, parts: &Parts<'_>) {
        let before = std::iter::once((parts.preamble, "text before the parts"));
        let after = parts.epilogue.iter();
        let after = after.map(|piece| (*piece, "text after the parts"));
        for (bytes, what) in before.chain(after) {
            let text = decode_bytes(bytes.trim_ascii(), None).text;
            let characters = text.chars().count();
            let lower = text.to_lowercase();
            let is_usual = characters <= LONGEST_PREAMBLE
                && FOR_OLD_READERS.iter().any(|word| lower.contains(word));
            if characters > 0 && !is_usual {
                self.left.push(left(what, WhyLeftOut::Hidden, characters));
            }
        }
    }

    /// The text of a message within the message: what mail readers show of its header, its text.
    fn message(&mut self, bytes: &[u8], depth: usize) -> String {
        if depth >= DEEPEST {
            self.too_deep();
            return String::new();
        }
        let (header, content) = message_of(skip_blank_lines(bytes));
        let part = Part {
            header: &header,
            content,
            depth: depth + 1,
        };
        let text = self.part(part, Kind::Plain).text;
        let fields = Fields::new(&header, self.charset.as_deref());
        let mut lines = Vec::new();
        for name in ["From", "Date", "Subject"] {
            if let Some(value) = fields.line(&name.to_lowercase()) {
                lines.push(format!("{name}: {value}"));
            }
        }
        if self.inner_subject.is_none() {
            self.inner_subject = fields.line("subject");
        }
        [lines.join("\n"), text].join("\n\n")
    }

    /// The text of a part that is text. A text that is attached is put aside.
    fn text(&mut self, part: Part<'_, '_>, kind: &ContentType) -> String {
        let bytes = transfer::decode(part.content, part.header.get("content-transfer-encoding"));
        let label = kind.parameter("charset");
        let is_page =
            kind.kind == Kind::Html || (kind.kind != Kind::Enriched && opens_page(&bytes));
        let read = if is_page {
            decode_page(&bytes, label)
        } else {
            decode_bytes(&bytes, label)
        };
        if read.is_noise || (is_file(&kind.name) && read.text.contains('\0')) {
            self.left.push(attachment(part.header, kind, 0));
            return String::new();
        }
        self.learn(&bytes, label, &read);
        if let Some(export) = EmbeddedExport::in_text(&read.text, is_page) {
            self.exports.push(export);
            return String::new();
        }
        let text = if is_page {
            markup::to_text(&read.text)
        } else if kind.kind == Kind::Enriched {
            enriched(&read.text)
        } else {
            self.plain(&read.text, kind)
        };
        if !is_attached(part.header) {
            return text;
        }
        self.attached.push(&text);
        String::new()
    }

    fn plain(&mut self, text: &str, kind: &ContentType) -> String {
        let text = unify_line_ends(text);
        let is_flowed = kind
            .parameter("format")
            .is_some_and(|format| format.eq_ignore_ascii_case("flowed"));
        let text = if is_flowed {
            let deletes = kind
                .parameter("delsp")
                .is_some_and(|value| value.eq_ignore_ascii_case("yes"));
            Cow::Owned(unflowed(&text, deletes))
        } else {
            text
        };
        if !text.contains("begin ") {
            return tidy_body(text.trim_start());
        }
        let (text, files) = without_uuencoded(&text);
        let note = |(name, characters)| {
            left(
                &format!("attachment {name}"),
                WhyLeftOut::NotRead,
                characters,
            )
        };
        self.left.extend(files.into_iter().map(note));
        tidy_body(text.trim_start())
    }

    /// Keeps what a text shows of the character set, and the problem of its invalid bytes.
    fn learn(&mut self, bytes: &[u8], label: Option<&str>, read: &Characters<'_>) {
        if !bytes.is_ascii() && !self.has_foreign_bytes {
            self.has_foreign_bytes = true;
            self.charset = Some(read.charset.clone().into_owned());
        } else if self.charset.is_none() {
            self.charset = label.map(str::to_owned);
        }
        let advice = "the message names a wrong character set, or was damaged on its way";
        let problem = replaced(self.ordinal, read.invalid, &read.charset, advice);
        self.report(problem);
    }

    fn report(&mut self, problem: Option<Problem>) {
        let is_new =
            |problem: &Problem| self.problems.iter().all(|known| known.kind != problem.kind);
        let problem = problem.filter(is_new);
        self.problems.extend(problem);
    }

    fn too_deep(&mut self) {
        let detail = format!(
            "the parts of message {} are nested more than {DEEPEST} deep; what is deeper was not read",
            self.ordinal
        );
        self.report(Some(Problem::record(
            self.ordinal,
            ProblemKind::Malformed,
            detail,
        )));
    }

    /// Leaves a part out that is no text for people. If it is some text, it is kept for the case
    /// that there is no other.
    fn leave(&mut self, part: Part<'_, '_>, kind: &ContentType) {
        let may_be_text = kind.kind == Kind::OtherText || is_unknown(&kind.name);
        let bytes = transfer::decode(part.content, part.header.get("content-transfer-encoding"));
        if !may_be_text || is_blank(&String::from_utf8_lossy(&bytes[..bytes.len().min(4096)])) {
            self.left.push(attachment(part.header, kind, 0));
            return;
        }
        let read = decode_bytes(&bytes, kind.parameter("charset"));
        if read.is_noise || read.invalid > 0 || read.text.contains('\0') {
            self.left.push(attachment(part.header, kind, 0));
            return;
        }
        self.spare.push(attachment(
            part.header,
            kind,
            read.text.trim().chars().count(),
        ));
        self.spare_text
            .push(&tidy_body(unify_line_ends(&read.text).trim_start()));
    }
}

/// The header and the content of a message. A text whose first lines are no fields of mails has no
/// header.
pub(super) fn message_of(bytes: &[u8]) -> (Header<'_>, &[u8]) {
    with_header(bytes, is_known_field)
}

/// The header and the content of a part. Its header has fields that tell what it is; a text may
/// well start with `Summary:`.
fn part_of(bytes: &[u8]) -> (Header<'_>, &[u8]) {
    with_header(bytes, is_part_field)
}

fn with_header(bytes: &[u8], is_known: fn(&[u8]) -> bool) -> (Header<'_>, &[u8]) {
    let (header, content) = Header::read(bytes);
    let has_known = bytes
        .split(|byte| *byte == b'\n')
        .take_while(|line| !line.trim_ascii().is_empty())
        .any(is_known);
    if header.is_empty() || has_known {
        (header, content)
    } else {
        (Header::default(), bytes)
    }
}

/// What mail readers show of a part that is a file.
fn attachment(header: &Header<'_>, kind: &ContentType, characters: usize) -> LeftOut {
    let disposition = header
        .get("content-disposition")
        .map(parameters_of)
        .unwrap_or_default();
    let named = disposition.iter().find(|(key, _)| key == "filename");
    let named = named
        .map(|(_, name)| name.as_str())
        .or_else(|| kind.parameter("name"));
    let element = match named {
        Some(name) => format!("attachment {name} ({})", kind.name),
        None => format!("attachment ({})", kind.name),
    };
    left(&element, WhyLeftOut::NotRead, characters)
}

fn is_attached(header: &Header<'_>) -> bool {
    let disposition = header.get("content-disposition").unwrap_or_default();
    let attached = b"attachment";
    disposition
        .get(..attached.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(attached))
}

/// Whether a type says nothing of the content of a file.
fn is_file(name: &str) -> bool {
    matches!(
        name,
        "application/octet-stream" | "application/text" | "application/txt" | "application/unknown"
    )
}

/// Whether a type may be one of text: not that of a picture, a sound or a signature.
fn is_unknown(name: &str) -> bool {
    let first = name.split('/').next().unwrap_or_default();
    let is_media = ["image", "audio", "video", "font", "model", "chemical"];
    let is_sealed = ["signature", "encrypted", "pkcs7", "pgp"];
    !is_media.contains(&first) && !is_sealed.iter().any(|word| name.contains(word))
}

/// Whether a content is a page, whatever it is called.
fn opens_page(bytes: &[u8]) -> bool {
    let start = bytes.trim_ascii_start();
    [&b"<!doctype html"[..], b"<html"].iter().any(|mark| {
        start
            .get(..mark.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(mark))
    })
}

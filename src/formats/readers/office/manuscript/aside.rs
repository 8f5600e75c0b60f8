//! How text looks, and what is beside the text of a document: notes, boxes, comments.
//!
//! What is left out has its reason here.

use crate::article::WhyLeftOut;

/// How a stretch of text looks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in super::super) struct Look {
    pub(in super::super) is_bold: bool,
    pub(in super::super) is_italic: bool,
}

/// What is beside the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Aside {
    /// A footnote or an endnote: part of the text, after it.
    Note,
    /// A text box: part of the text, after the paragraph that it stands in.
    Box,
    /// The top or the foot of all pages.
    PageMargin,
    /// A comment of an editor.
    Comment,
    /// Text that was deleted while changes were recorded.
    Deleted,
    /// Text that is not shown.
    Hidden,
    /// A file of another format within the document.
    Inserted,
    /// A diagram or a chart.
    Diagram,
}

impl Aside {
    /// What it is and why it is left out; `None` for what is part of the text.
    pub(super) fn omission(self) -> Option<(&'static str, WhyLeftOut)> {
        Some(match self {
            Self::Note | Self::Box => return None,
            Self::PageMargin => ("page header or footer", WhyLeftOut::Boilerplate),
            Self::Comment => ("comments of editors", WhyLeftOut::Comments),
            Self::Deleted => ("text deleted as a tracked change", WhyLeftOut::Hidden),
            Self::Hidden => ("hidden text", WhyLeftOut::Hidden),
            Self::Inserted => ("a file within the document", WhyLeftOut::NotRead),
            Self::Diagram => ("a diagram or a chart", WhyLeftOut::Embedded),
        })
    }
}

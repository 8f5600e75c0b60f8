//! Documents as lines with their styles: what Word, RTF, OpenDocument, HTML and plain text have
//! in common.
//!
//! A reader of such a format turns a document into [`Line`]s. What the lines mean is found
//! elsewhere: `readers/exports` knows the exports of news databases, and the same lines may be an
//! article that somebody wrote. This folder knows no product and makes no article. `line` has the
//! line and its style, `text` makes lines of plain text, `html` of a page.

mod html;
mod line;
mod text;

pub(in crate::formats) use html::html_lines;

pub(in crate::formats) use line::{Begins, Cell, Line, Style};
pub(in crate::formats) use text::TextLines;

//! A page of hits as a record: as text and as JSON, without further options.

use super::{json, text};
use crate::present::show::Show;
use crate::query::SearchPage;
use std::io::{self, Write};

impl Show for SearchPage {
    fn text(&self, width: usize, out: &mut dyn Write) -> io::Result<()> {
        text::write(self, width, out)
    }

    fn json(&self, out: &mut dyn Write) -> io::Result<()> {
        json::write(self, out)
    }
}

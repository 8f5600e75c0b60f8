//! Alerts of watches as one JSON object a line, for hooks and for standard output.

use super::json::write_line;
use crate::index::Alert;
use std::io::{self, Write};

/// Writes each alert as one line.
///
/// # Errors
///
/// If writing to `out` fails.
pub fn alert_lines<'a>(
    alerts: impl IntoIterator<Item = &'a Alert>,
    out: &mut dyn Write,
) -> io::Result<()> {
    alerts
        .into_iter()
        .try_for_each(|alert| write_line(alert, out))
}

#[cfg(test)]
mod tests {
    use super::alert_lines;
    use crate::article::Article;
    use crate::index::Alert;

    #[test]
    fn characters_that_could_take_over_a_terminal_are_escaped() {
        let article = Article {
            headline: "a\u{202e}b\u{9b}".into(),
            ..Article::default()
        };
        let mut out = Vec::new();
        alert_lines([&Alert::new("w", &article, 1)], &mut out).unwrap();
        let line = String::from_utf8(out).unwrap();
        assert!(line.contains("\"headline\":\"a\\u202eb\\u009b\""), "{line}");
        assert!(line.ends_with("}\n"));
    }
}

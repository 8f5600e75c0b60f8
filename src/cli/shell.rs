//! Text for a shell: paths in commands that messages give to copy.

use std::path::Path;

/// A text, quoted for a shell if needed.
pub(super) fn quoted_text(text: &str) -> String {
    quoted(Path::new(text))
}

/// A path, quoted for a shell if needed.
pub(super) fn quoted(path: &Path) -> String {
    let text = path.display().to_string();
    let plain = |c: char| c.is_alphanumeric() || "/._-+:@%,".contains(c);
    if !text.is_empty() && text.chars().all(plain) {
        text
    } else {
        format!("'{}'", text.replace('\'', r"'\''"))
    }
}

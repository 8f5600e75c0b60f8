//! Text for a shell: the commands that messages give to copy.
//!
//! `naming` knows how an archive is named in them. What a command is for is said elsewhere.

mod naming;

pub(super) use naming::{Naming, command_for, command_for_only, remember};

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// The configuration that was named.
static CONFIG: OnceLock<PathBuf> = OnceLock::new();

/// Remembers the configuration that was named, for [`dateline`].
pub(super) fn name_configuration(file: &Path) {
    let _ = CONFIG.set(file.to_owned());
}

/// How a command starts: the program, with the configuration if one was named.
pub(super) fn dateline() -> String {
    match CONFIG.get() {
        Some(file) => format!("dateline --config {}", quoted(file)),
        None => "dateline".to_owned(),
    }
}

/// A path, quoted for a shell if needed, and never an option.
pub(super) fn quoted(path: &Path) -> String {
    let text = path.display().to_string();
    if text.starts_with('-') {
        quoted_text(&format!("./{text}"))
    } else {
        quoted_text(&text)
    }
}

/// A text, quoted for a shell if needed.
pub(super) fn quoted_text(text: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "/._-+:@%,".contains(c);
    if !text.is_empty() && text.chars().all(plain) {
        text.to_owned()
    } else {
        format!("'{}'", text.replace('\'', r"'\''"))
    }
}

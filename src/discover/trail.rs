//! The way to a folder where links are followed: links that lead back into it end there.

use crate::article::{ArchivePath, Problem, ProblemKind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A folder and those above it as they really lie, so that links back are noticed.
pub(super) struct Trail {
    pub(super) real: PathBuf,
    pub(super) name: ArchivePath,
    pub(super) above: Option<Arc<Trail>>,
}

impl Trail {
    /// The problem that a link leads back to this folder or one above it, if that lies at `real`.
    pub(super) fn leads_back(&self, real: &Path) -> Option<Problem> {
        let mut here = Some(self);
        while let Some(trail) = here {
            if trail.real == real {
                let back = match trail.name.as_str() {
                    "" => "the archive's folder".to_owned(),
                    name => format!("`{name}`"),
                };
                let detail = format!("a link back to {back}, not followed");
                return Some(Problem::file(ProblemKind::LinkLoop, detail));
            }
            here = trail.above.as_deref();
        }
        None
    }
}

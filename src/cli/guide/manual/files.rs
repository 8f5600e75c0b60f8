//! The files that the program reads and writes, apart from articles.

/// A file.
pub(super) struct KnownFile {
    /// Where it is.
    pub(super) path: &'static str,
    /// What it is.
    pub(super) about: &'static str,
    /// The commands that it is for; empty for all.
    pub(super) of: &'static [&'static str],
}

/// Every file, the most important first.
pub(super) const FILES: &[KnownFile] = &[
    KnownFile {
        path: "dateline.toml",
        about: "The configuration: archives, watches and hooks. The nearest one in the current folder or above it is \
                read, or the one that --config names.",
        of: &[],
    },
    KnownFile {
        path: "FOLDER/.dateline",
        about: "The index of the articles in FOLDER, unless --index or the configuration names another place. Nothing \
                else in FOLDER is ever written.",
        of: &[],
    },
    KnownFile {
        path: "FOLDER/.dateline/report.json",
        about: "The report of the last job, for hooks.",
        of: &["reindex"],
    },
    KnownFile {
        path: "FOLDER/.dateline/alerts.jsonl",
        about: "Every alert of watches, each once.",
        of: &["reindex"],
    },
    KnownFile {
        path: "$XDG_CONFIG_HOME/dateline/saved-queries.json",
        about: "Saved queries. DATELINE_STATE names another folder.",
        of: &["search", "saved", "export"],
    },
    KnownFile {
        path: "$XDG_CONFIG_HOME/dateline/marks.jsonl",
        about: "Dossiers: the articles that you have marked, a line each. DATELINE_STATE names another folder.",
        of: &["mark", "unmark", "marks", "search", "export"],
    },
    KnownFile {
        path: "$XDG_STATE_HOME/dateline/last-searches",
        about: "What the last search of each terminal found, for `dateline show 1`. DATELINE_STATE names another folder.",
        of: &["search", "show", "cite", "similar"],
    },
    KnownFile {
        path: "$XDG_STATE_HOME/dateline/trusted-configurations",
        about: "Configurations of other users that `dateline config trust` trusts. DATELINE_STATE names another folder.",
        of: &["config"],
    },
];

//! The environment variables that the program reads, and those that it sets for hooks.
//!
//! A test compares the table with the sources.

/// A variable.
pub(super) struct Variable {
    /// Its name.
    pub(super) name: &'static str,
    /// What it does.
    pub(super) about: &'static str,
    /// The commands that it is for; empty for all.
    pub(super) of: &'static [&'static str],
}

/// Commands that look for an index.
const WITH_INDEX: &[&str] = &[
    "index",
    "search",
    "show",
    "cite",
    "export",
    "eval",
    "status",
    "generations",
    "rollback",
    "verify",
    "repair",
];

/// Commands whose text is paged.
const PAGED: &[&str] = &["search", "show", "status", "generations", "eval"];

/// Every variable.
pub(super) const ENVIRONMENT: &[Variable] = &[
    Variable {
        name: "DATELINE_CLUSTER_SECRETS",
        about: "The file that says how to log in to the cluster of an archive, if `secrets` in the configuration does \
                not name one.",
        of: WITH_INDEX,
    },
    Variable {
        name: "DATELINE_INDEX",
        about: "The folder of the index, as --index. The configuration says where the index of an archive is; for \
                archives the variable is not read.",
        of: WITH_INDEX,
    },
    Variable {
        name: "DATELINE_STATE",
        about: "The folder for what is remembered between runs: the last search, saved queries, trusted \
                configurations. Without it they are in the folders for state and configurations of the system.",
        of: &[],
    },
    Variable {
        name: "DATELINE_PAGER",
        about: "The pager for long output, before PAGER; empty or `cat` for none. A shell reads it.",
        of: PAGED,
    },
    Variable {
        name: "PAGER",
        about: "The pager if DATELINE_PAGER is not set; without both it is less.",
        of: PAGED,
    },
    Variable {
        name: "LESS",
        about: "The options of less. If it is not set, the pager gets FRX.",
        of: PAGED,
    },
    Variable {
        name: "LV",
        about: "The options of the pager lv. If it is not set, the pager gets -c.",
        of: PAGED,
    },
    Variable {
        name: "VISUAL",
        about: "The editor for --open, before EDITOR.",
        of: &["search", "show"],
    },
    Variable {
        name: "EDITOR",
        about: "The editor for --open.",
        of: &["search", "show"],
    },
    Variable {
        name: "COLUMNS",
        about: "The width of text where no terminal says it; at most 100 columns are used.",
        of: &[],
    },
    Variable {
        name: "NO_COLOR",
        about: "If it is set and not empty, there is no colour. --color=always overrides it.",
        of: &[],
    },
    Variable {
        name: "CLICOLOR_FORCE",
        about: "If it is set and not 0, there is colour without a terminal too.",
        of: &[],
    },
    Variable {
        name: "DATELINE_HOOK",
        about: "Set for a hook: its name, such as after or watch.strikes.",
        of: &["reindex"],
    },
    Variable {
        name: "DATELINE_ARCHIVE",
        about: "Set for a hook: the name of the archive.",
        of: &["reindex"],
    },
    Variable {
        name: "DATELINE_REPORT",
        about: "Set for a hook: the file with the report of the job as JSON.",
        of: &["reindex"],
    },
    Variable {
        name: "DATELINE_EXIT_CODE",
        about: "Set for a hook after the job: the exit code of the job.",
        of: &["reindex"],
    },
    Variable {
        name: "DATELINE_ALERTS",
        about: "Set for the hook of a watch: the file with the alerts, one JSON object per line.",
        of: &["reindex"],
    },
];

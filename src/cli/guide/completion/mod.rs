//! What can be typed next, for the completions of shells.
//!
//! A script of the shell calls the hidden command `complete` with what was typed so far. `place` finds the argument at
//! the cursor in the definition of the command line, `values` knows what it can be: from the definition, the
//! configuration and the index. `bash` reads and writes the words of bash, which other shells do by themselves.
//! Nothing here writes, prints an error or waits.

mod bash;
mod candidate;
mod known;
mod place;
mod query;
mod values;

pub(crate) use bash::{answer as bash_answer, words as bash_words};
pub(crate) use candidate::Answer;
pub(crate) use values::complete;

/// The scripts that call the program, by shell.
pub(crate) const SCRIPTS: [(&str, &str); 3] = [
    ("bash", include_str!("scripts/dateline.bash")),
    ("zsh", include_str!("scripts/dateline.zsh")),
    ("fish", include_str!("scripts/dateline.fish")),
];

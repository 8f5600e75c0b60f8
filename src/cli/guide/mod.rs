//! What helps people to type: completions of the shell, help, and the manual.

pub(super) mod completion;
pub(super) mod manual;

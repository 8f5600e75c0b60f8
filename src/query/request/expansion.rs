//! How words of the first hits are added to a query. `rank::second_stage::feedback` does it.

/// How words are added to a query.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Expansion {
    /// RM3 (Lavrenko & Croft 2001; Abdul-Jaleel et al. 2004).
    #[default]
    Rm3,
    /// Bo1 (Amati 2003).
    Bo1,
}

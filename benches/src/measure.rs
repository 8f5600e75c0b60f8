//! Measurement: alternating runs, medians, tables.

use std::fmt;
use std::time::Duration;

/// The times of the runs of one contender.
#[derive(Debug, Clone, Default)]
pub struct Times(Vec<Duration>);

impl Times {
    /// Adds a run.
    pub fn push(&mut self, time: Duration) {
        self.0.push(time);
        self.0.sort_unstable();
    }

    /// The median; zero if there was no run.
    #[must_use]
    pub fn median(&self) -> Duration {
        self.0.get(self.0.len() / 2).copied().unwrap_or_default()
    }

    /// This median divided by that of `other`.
    #[must_use]
    pub fn ratio(&self, other: &Self) -> f64 {
        self.median().as_secs_f64() / other.median().as_secs_f64()
    }
}

/// Displays `median (least–most)`, in milliseconds if the median is below a second. The spread
/// shows whether something disturbed the runs.
impl fmt::Display for Times {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let least = self.0.first().copied().unwrap_or_default();
        let most = self.0.last().copied().unwrap_or_default();
        let median = self.median();
        let (factor, unit) = scale(median);
        let [median, least, most] = [median, least, most].map(|time| time.as_secs_f64() * factor);
        write!(f, "{median:.2} ({least:.2}–{most:.2}) {unit}")
    }
}

/// A time in seconds, or in milliseconds if it is below a second.
#[must_use]
pub fn time(time: Duration) -> String {
    let (factor, unit) = scale(time);
    format!("{:.2} {unit}", time.as_secs_f64() * factor)
}

fn scale(time: Duration) -> (f64, &'static str) {
    if time >= Duration::from_secs(1) {
        (1.0, "s")
    } else {
        (1e3, "ms")
    }
}

/// A number of bytes, in megabytes.
#[must_use]
pub fn megabytes(bytes: u64) -> String {
    format!("{:.1} MB", to_f64(bytes) / 1e6)
}

/// A count as a floating-point number.
#[must_use]
#[allow(
    clippy::cast_precision_loss,
    reason = "far below the numbers that lose precision"
)]
pub fn to_f64(count: u64) -> f64 {
    count as f64
}

/// The name of a contender, and a function that runs it once and returns the time.
pub type Contender<'a> = (&'a str, Box<dyn FnMut() -> anyhow::Result<Duration> + 'a>);

/// Runs the contenders in turn, so that disturbances affect all of them.
///
/// # Errors
/// The error of the first run that fails.
pub fn alternate(rounds: usize, contenders: &mut [Contender<'_>]) -> anyhow::Result<Vec<Times>> {
    let mut times = vec![Times::default(); contenders.len()];
    for round in 0..rounds {
        // A different contender is first in each round.
        for offset in 0..contenders.len() {
            let index = (round + offset) % contenders.len();
            times[index].push(contenders[index].1()?);
        }
    }
    Ok(times)
}

/// A Markdown table, for the terminal and for `docs/performance.md`.
pub struct Table(Vec<Vec<String>>);

impl Table {
    /// A table with these column headings.
    #[must_use]
    pub fn new(heads: &[&str]) -> Self {
        Self(vec![heads.iter().map(ToString::to_string).collect()])
    }

    /// Adds a row.
    pub fn row<const N: usize>(&mut self, cells: [String; N]) {
        self.0.push(cells.into());
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let columns = self.0.iter().map(Vec::len).max().unwrap_or(0);
        let width = |column: usize| {
            let cells = self.0.iter().filter_map(|row| row.get(column));
            cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
        };
        let widths: Vec<usize> = (0..columns).map(width).collect();
        for (number, row) in self.0.iter().enumerate() {
            for (cell, width) in row.iter().zip(&widths) {
                write!(f, "| {cell:width$} ")?;
            }
            writeln!(f, "|")?;
            if number == 0 {
                for width in &widths {
                    write!(f, "|{}", "-".repeat(width + 2))?;
                }
                writeln!(f, "|")?;
            }
        }
        Ok(())
    }
}

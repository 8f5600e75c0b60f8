//! Articles that share a frame and nothing else: match reports, weather, tables of shares, dividends.

use super::random::Random;
use std::fmt::Write as _;

const NAMES: [&str; 16] = [
    "Arden", "Brook", "Calder", "Dunmore", "Elston", "Farley", "Glen", "Hart", "Ilford", "Jarrow",
    "Kirk", "Luton", "Marsh", "Norwood", "Oakham", "Penn",
];
const DAYS: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];

/// An article of one of four frames.
pub(crate) fn template(random: &mut Random) -> String {
    let kind = random.below(4);
    let mut name = || random.one_of(&NAMES);
    let (a, b, c, d) = (name(), name(), name(), name());
    let day = random.one_of(&DAYS);
    let mut upto = |most: usize| 1 + random.below(most);
    match kind {
        0 => format!(
            "{a} beat {b} {}-{} in front of {} spectators at {} Park on {day}. {a} took the lead \
             after {} minutes when {c} scored from close range. {b} pushed for an equaliser before \
             the break but could not find a way past the home goalkeeper. After half-time the \
             visitors made {} changes, and {d} was sent off in the {} minute. The manager of {a} \
             said that he was pleased with the result and the way his players kept their heads. \
             {a} are now {} in the table with {} points, while {b} stay in {} place.",
            upto(6),
            upto(6),
            upto(60_000),
            a,
            upto(45),
            upto(4),
            45 + upto(45),
            upto(18),
            upto(80),
            upto(18),
        ),
        1 => format!(
            "The weather in {a} for {day}: Cloudy in the morning with a chance of rain in the \
             north, becoming dry later in the day. Temperatures will reach {} degrees in the \
             afternoon and fall to {} degrees during the night. Winds from the west at {} \
             kilometres an hour. Humidity {} percent. The sun rises at {}.{} and sets at {}.{}. \
             The outlook for the next days is for little change, with temperatures near {} \
             degrees. The forecast is issued by the national weather service twice a day.",
            upto(40),
            upto(40),
            upto(90),
            upto(100),
            upto(9),
            upto(59),
            14 + upto(8),
            upto(59),
            upto(40),
        ),
        2 => {
            let mut table = format!(
                "Closing prices on the stock exchange on {day}. The index closed at {} points, a \
                 change of {} points from the previous close. Turnover was {} shares.\n\n",
                upto(4000),
                upto(90),
                upto(90_000_000),
            );
            for name in NAMES {
                let _ = writeln!(
                    table,
                    "{name} Industries {}.{} {}.{} {}",
                    upto(90),
                    upto(99),
                    upto(4),
                    upto(99),
                    upto(900_000)
                );
            }
            table
        }
        _ => format!(
            "{a} Corp said its board declared a quarterly dividend of {} cts a share, payable \
             {day} to shareholders of record {}. The company said net income for the quarter was \
             {} dlrs or {} cts a share, against {} dlrs or {} cts a share in the same quarter last \
             year. Revenues were {} mln dlrs compared with {} mln dlrs. The company said the \
             results include an extraordinary gain of {} dlrs.",
            upto(99),
            upto(30),
            upto(9_000_000),
            upto(99),
            upto(9_000_000),
            upto(99),
            upto(400),
            upto(400),
            upto(900_000),
        ),
    }
}

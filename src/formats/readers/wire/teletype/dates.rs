//! The times at which stories were sent.
//!
//! A header, a trailer or a line may have one; each has forms of its own, and other forms are no time.

/// Months as headers name them, by their first letters, in lower case: English, French, German,
/// Spanish, Italian and the Nordic languages.
const MONTHS: &[(&str, &str)] = &[
    ("jan", "Jan"),
    ("jän", "Jan"),
    ("ene", "Jan"),
    ("gen", "Jan"),
    ("feb", "Feb"),
    ("fev", "Feb"),
    ("fév", "Feb"),
    ("mar", "Mar"),
    ("mär", "Mar"),
    ("mae", "Mar"),
    ("mrz", "Mar"),
    ("apr", "Apr"),
    ("avr", "Apr"),
    ("abr", "Apr"),
    ("may", "May"),
    ("mai", "May"),
    ("maj", "May"),
    ("mag", "May"),
    ("jun", "Jun"),
    ("giu", "Jun"),
    ("juin", "Jun"),
    ("jui", "Jul"),
    ("jul", "Jul"),
    ("lug", "Jul"),
    ("aug", "Aug"),
    ("aou", "Aug"),
    ("aoû", "Aug"),
    ("ago", "Aug"),
    ("sep", "Sep"),
    ("set", "Sep"),
    ("oct", "Oct"),
    ("okt", "Oct"),
    ("ott", "Oct"),
    ("nov", "Nov"),
    ("dec", "Dec"),
    ("dez", "Dec"),
    ("déc", "Dec"),
    ("dic", "Dec"),
    ("des", "Dec"),
];

/// The time in a line such as `211259 Nov 18` or `242200 GMT Jun 17`: day, hour and minute, perhaps
/// a zone, month, year (IPTC 7901, section 6).
pub(super) fn sent(line: &str) -> Option<String> {
    let words: Vec<&str> = line.split_whitespace().take(12).collect();
    let at = words.iter().position(|word| digits(word, 6))?;
    let (day, clock) = words[at].split_at(2);
    let mut rest = words[at + 1..].iter();
    let next = rest.next()?;
    let (zone, month) = match month(next) {
        Some(month) => ("", month),
        None => (*next, month(rest.next()?)?),
    };
    let year = year(rest.next()?)?;
    written(day, month, year, clock, zone)
}

/// The time in a trailer such as `AP-WF-11-13-13 1509GMT`: month, day and year, hour and minute,
/// zone (ANPA 1312).
pub(super) fn filed(trailer: &str) -> Option<String> {
    let words: Vec<&str> = trailer.split_whitespace().take(12).collect();
    words.iter().enumerate().find_map(|(at, word)| {
        let mut parts = word.rsplit('-');
        let year = year(parts.next()?)?;
        let (day, month) = (number(parts.next()?)?, number(parts.next()?)?);
        // The first number is the month; outside of America some put the day there.
        let (month, day) = if month > 12 {
            (day, month)
        } else {
            (month, day)
        };
        let clock = words.get(at + 1).copied().unwrap_or_default();
        let (clock, zone) = clock
            .split_at_checked(4)
            .filter(|(clock, _)| digits(clock, 4))
            .unwrap_or_default();
        let names = [
            "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
        ];
        let month = *names.get(month.checked_sub(1)?)?;
        let zone = zone.trim_matches(|c: char| !c.is_ascii_alphabetic());
        written(&day.to_string(), month, year, clock, zone)
    })
}

/// A time as the reader of dates knows it.
fn written(day: &str, month: &str, year: i32, clock: &str, zone: &str) -> Option<String> {
    if !(1..=31).contains(&day.parse::<u32>().ok()?) {
        return None;
    }
    let date = format!("{day} {month} {year}");
    let Some((hour, minute)) = clock.split_at_checked(2).filter(|_| digits(clock, 4)) else {
        return Some(date);
    };
    if hour > "23" || minute > "59" {
        return Some(date);
    }
    let zone = if zone.eq_ignore_ascii_case("z") {
        "GMT"
    } else {
        zone
    };
    Some(
        format!("{date} {hour}:{minute} {zone}")
            .trim_end()
            .to_owned(),
    )
}

fn month(word: &str) -> Option<&'static str> {
    let word = word.trim_end_matches(['.', ',']).to_lowercase();
    let named = MONTHS.iter().filter(|(start, _)| word.starts_with(start));
    named
        .max_by_key(|(start, _)| start.len())
        .map(|(_, name)| *name)
}

/// A year of four digits, or of two: from 1970 on.
fn year(word: &str) -> Option<i32> {
    let digits = word.trim_matches(|c: char| !c.is_ascii_alphanumeric());
    let number: i32 = digits.parse().ok()?;
    match (digits.len(), number) {
        (4, 1900..=2100) => Some(number),
        (2, 70..) => Some(1900 + number),
        (2, 0..) => Some(2000 + number),
        _ => None,
    }
}

fn number(word: &str) -> Option<usize> {
    (1..=2).contains(&word.len()).then(|| word.parse().ok())?
}

fn digits(word: &str, count: usize) -> bool {
    word.len() == count && word.bytes().all(|byte| byte.is_ascii_digit())
}

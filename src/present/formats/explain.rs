//! How the score of a hit was calculated, and which words rank, as lines for people.
//!
//! The numbers are those of [`Explanation`]; docs/ranking.md has the formula. Programs get the same
//! record as JSON.

use crate::present::terminal::marked::{ASIDE, Marked};
use crate::present::terminal::safe::for_terminal;
use crate::query::{Explanation, FieldShare, QueryWord, WordShare};
use std::fmt::Write as _;
use std::io::{self, Write};

/// Writes a hit's explanation: each line starts with `margin` and is wrapped to `width` columns.
pub(in crate::present) fn write(
    explanation: &Explanation,
    margin: &str,
    width: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    for line in lines(explanation) {
        Marked::plain(&line).write(margin, width, ASIDE, out)?;
    }
    Ok(())
}

/// The words that rank, one a line, each with its weight.
#[must_use]
pub fn query_words(words: &[QueryWord]) -> Vec<String> {
    let line = |word: &QueryWord| {
        let added = if word.added { "  added" } else { "" };
        let typed = word.typed.as_ref();
        let typed = typed.map_or(String::new(), |typed| format!("  ({typed} first)"));
        let line = format!("{}{typed}", word.word);
        format!("{:>9.4}  {}{added}", word.weight, for_terminal(&line))
    };
    words.iter().map(line).collect()
}

fn lines(explanation: &Explanation) -> Vec<String> {
    let mut lines = vec![summary(explanation)];
    lines.extend(explanation.words.iter().map(|word| share(word, "")));
    let added = explanation.added.iter().filter(|word| word.score > 0.0);
    lines.extend(added.map(|word| share(word, "added ")));
    lines
}

fn summary(explanation: &Explanation) -> String {
    let sum = |words: &[WordShare]| words.iter().map(|word| word.score).sum::<f64>();
    let mut text = format!("score {:.4} =", explanation.score);
    let typed = format!(
        "(words {:.4} × coordination {:.3} + passage {:.4}) × proximity {:.3}",
        sum(&explanation.words),
        explanation.coordination,
        explanation.passage,
        explanation.proximity
    );
    let _ = if explanation.added.is_empty() {
        write!(text, " {typed}")
    } else {
        write!(
            text,
            " {:.3} × {typed} + {:.3} × added words {:.4}",
            explanation.typed_share,
            explanation.added_share,
            sum(&explanation.added)
        )
    };
    if let Some(recency) = explanation.recency {
        let _ = write!(text, ", all × recency {recency:.4}");
    }
    text
}

fn share(word: &WordShare, kind: &str) -> String {
    let name = for_terminal(&word.word);
    if word.fields.is_empty() {
        return format!(
            "{kind}{name}: not in the article (weight {:.3})",
            word.weight
        );
    }
    let fields: Vec<_> = word.fields.iter().map(field).collect();
    let forms: Vec<_> = word.forms.iter().map(form).collect();
    let forms = match &forms[..] {
        [] => String::new(),
        forms => format!(" as {};", forms.join(", ")),
    };
    format!(
        "{kind}{name}: {:.4} of {:.4};{forms} {}",
        word.score,
        word.weight,
        fields.join(", ")
    )
}

/// A form, and how often the article has it.
fn form((form, count): (&String, &u32)) -> String {
    let form = for_terminal(form);
    match count {
        1 => form.to_string(),
        count => format!("{form} ({count})"),
    }
}

fn field(share: &FieldShare) -> String {
    format!(
        "{} in {} (weight {}, {} words, mean {:.1})",
        (share.frequency * 1e4).round() / 1e4,
        share.field,
        share.weight,
        share.length,
        share.average_length
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_of_a_score_is_explained() {
        let word = |word: &str, frequency: f64| WordShare {
            word: word.to_owned(),
            weight: 2.0,
            forms: [("withdrew".to_owned(), 2), (word.to_owned(), 1)]
                .into_iter()
                .filter(|_| word == "troop")
                .collect(),
            score: if frequency > 0.0 { 1.25 } else { 0.0 },
            fields: (frequency > 0.0)
                .then(|| FieldShare {
                    field: "body".to_owned(),
                    frequency,
                    as_typed: None,
                    length: 200,
                    average_length: 240.0,
                    weight: 1.0,
                })
                .into_iter()
                .collect(),
        };
        let explanation = Explanation {
            words: vec![word("troop", 3.0), word("withdraw", 0.0)],
            added: vec![word("soldier", 1.0)],
            coordination: 0.55,
            passage: 0.1,
            closeness: 0.5,
            proximity: 1.25,
            typed_share: 0.35,
            added_share: 0.3,
            recency: Some(0.5),
            score: 0.7,
        };
        assert_eq!(
            lines(&explanation).join("\n"),
            "score 0.7000 = 0.350 × (words 1.2500 × coordination 0.550 + passage 0.1000) × proximity 1.250 \
             + 0.300 × added words 1.2500, all × recency 0.5000\n\
             troop: 1.2500 of 2.0000; as troop, withdrew (2); 3 in body (weight 1, 200 words, mean 240.0)\n\
             withdraw: not in the article (weight 2.000)\n\
             added soldier: 1.2500 of 2.0000; 1 in body (weight 1, 200 words, mean 240.0)"
        );
    }
}

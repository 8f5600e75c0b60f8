//! What becomes of a text on its way from paper to paper.

use super::random::Random;

/// A text: its paragraphs, each a list of sentences.
pub(crate) type Text = Vec<Vec<String>>;

/// The kinds of copies.
pub(crate) const KINDS: [&str; 10] = [
    "headline changed",
    "up to a quarter cut",
    "paragraphs added",
    "paragraphs moved",
    "words of a third changed",
    "place and agency swapped",
    "typing errors",
    "updated version",
    "in capitals",
    "cut and place swapped",
];

/// Splits a body into paragraphs and sentences.
pub(crate) fn split(body: &str) -> Text {
    let paragraphs = body.split("\n    ").flat_map(|part| part.split("\n\n"));
    let sentences = paragraphs.map(|paragraph| {
        let words: Vec<_> = paragraph.split_whitespace().collect();
        let mut sentences = vec![String::new()];
        for (at, word) in words.iter().enumerate() {
            let sentence = sentences.last_mut().expect("it starts with one");
            if !sentence.is_empty() {
                sentence.push(' ');
            }
            sentence.push_str(word);
            let next = words.get(at + 1).and_then(|next| next.chars().next());
            if word.len() > 3 && word.ends_with('.') && next.is_none_or(char::is_uppercase) {
                sentences.push(String::new());
            }
        }
        sentences.retain(|sentence| !sentence.is_empty());
        sentences
    });
    sentences
        .filter(|paragraph| !paragraph.is_empty())
        .collect()
}

/// The text as a body.
pub(crate) fn joined(text: &Text) -> String {
    let paragraphs = text.iter().map(|sentences| sentences.join(" "));
    paragraphs.collect::<Vec<_>>().join("\n\n")
}

/// The number of words.
pub(crate) fn words(text: &Text) -> usize {
    let sentences = text.iter().flatten();
    sentences.map(|sentence| sentence.split(' ').count()).sum()
}

/// A copy of one kind; `other` is a text that paragraphs are taken from.
pub(crate) fn copy(text: &Text, kind: &str, other: &Text, random: &mut Random) -> String {
    let altered = match kind {
        "up to a quarter cut" => cut(text, random),
        "paragraphs added" => added(text, other, random),
        "paragraphs moved" => moved(text, random),
        "words of a third changed" => third(text, random),
        "place and agency swapped" => swapped(text, random),
        "typing errors" => mistyped(text, random),
        "updated version" => updated(text, other, random),
        "cut and place swapped" => swapped(&cut(text, random), random),
        _ => text.clone(),
    };
    match kind {
        "in capitals" => joined(&altered).to_uppercase(),
        _ => joined(&altered),
    }
}

/// Leaves out sentences: the last, the first or any, up to a quarter of the words.
fn cut(text: &Text, random: &mut Random) -> Text {
    let mut left = words(text) * (10 + random.below(16)) / 100;
    let mut places = places(text);
    match random.below(3) {
        0 => places.reverse(),
        1 => random.shuffle(&mut places),
        _ => {}
    }
    let mut text = text.clone();
    for (paragraph, sentence) in places {
        let sentence = &mut text[paragraph][sentence];
        let length = sentence.split(' ').count();
        if length <= left {
            sentence.clear();
            left -= length;
        }
    }
    for paragraph in &mut text {
        paragraph.retain(|sentence| !sentence.is_empty());
    }
    text.retain(|paragraph| !paragraph.is_empty());
    text
}

fn places(text: &Text) -> Vec<(usize, usize)> {
    let paragraphs = text.iter().enumerate();
    paragraphs
        .flat_map(|(at, sentences)| (0..sentences.len()).map(move |sentence| (at, sentence)))
        .collect()
}

/// Adds paragraphs of another text, up to two fifths of the words.
fn added(text: &Text, other: &Text, random: &mut Random) -> Text {
    let mut left = words(text) * 2 / 5;
    let mut text = text.clone();
    for paragraph in other.iter().take(3) {
        let length = words(&vec![paragraph.clone()]);
        if length <= left {
            left -= length;
            text.insert(random.below(text.len() + 1), paragraph.clone());
        }
    }
    text
}

fn moved(text: &Text, random: &mut Random) -> Text {
    let mut text = text.clone();
    random.shuffle(&mut text);
    text
}

const OTHER_WORDS: [&str; 16] = [
    "officials",
    "reported",
    "yesterday",
    "nearly",
    "however",
    "government",
    "several",
    "market",
    "statement",
    "expected",
    "earlier",
    "figures",
    "strong",
    "talks",
    "local",
    "new",
];

/// Changes 10 to 25 % of the words of a third of the sentences.
fn third(text: &Text, random: &mut Random) -> Text {
    let mut places = places(text);
    random.shuffle(&mut places);
    places.truncate(places.len().div_ceil(3));
    let mut text = text.clone();
    for (paragraph, sentence) in places {
        let share = 10 + random.below(16);
        let sentence = &mut text[paragraph][sentence];
        *sentence = reworded(sentence, share, random);
    }
    text
}

/// Replaces, adds and leaves out so many percent of the words.
fn reworded(sentence: &str, percent: usize, random: &mut Random) -> String {
    let mut words: Vec<_> = sentence.split(' ').collect();
    for _ in 0..(words.len() * percent).div_ceil(100) {
        let at = random.below(words.len());
        match random.below(4) {
            0 => words.insert(at, random.one_of(&OTHER_WORDS)),
            1 if words.len() > 2 => drop(words.remove(at)),
            _ => words[at] = random.one_of(&OTHER_WORDS),
        }
    }
    words.join(" ")
}

fn swapped(text: &Text, random: &mut Random) -> Text {
    let place = random.one_of(&["PARIS", "LONDON", "TOKYO", "CAIRO", "LIMA", "OSLO"]);
    let agency = random.one_of(&["AFP", "AP", "UPI", "dpa", "TASS", "EFE"]);
    let mut text = text.clone();
    if let Some(first) = text.first_mut().and_then(|first| first.first_mut()) {
        *first = format!("{place} ({agency}) - {first}");
    }
    text.push(vec![format!("{agency}/{place}")]);
    text
}

/// Mistypes one to three of a hundred words.
fn mistyped(text: &Text, random: &mut Random) -> Text {
    let share = 10 + random.below(21);
    let mut text = text.clone();
    for sentence in text.iter_mut().flatten() {
        let words = sentence.split(' ').map(|word| {
            let mut letters: Vec<_> = word.chars().collect();
            if letters.len() > 3 && random.happens(share) {
                let at = random.below(letters.len() - 1);
                match random.below(3) {
                    0 => letters.swap(at, at + 1),
                    1 => drop(letters.remove(at)),
                    _ => letters[at] = 'x',
                }
            }
            letters.into_iter().collect::<String>()
        });
        *sentence = words.collect::<Vec<_>>().join(" ");
    }
    text
}

/// Other words in the first sentence, other numbers in one place of ten, and a sentence more.
fn updated(text: &Text, other: &Text, random: &mut Random) -> Text {
    let mut text = text.clone();
    for sentence in text.iter_mut().flatten() {
        let words = sentence.split(' ').map(|word| {
            let is_number = word.bytes().any(|byte| byte.is_ascii_digit());
            if is_number && random.happens(100) {
                (10 + random.below(900)).to_string()
            } else {
                word.to_owned()
            }
        });
        *sentence = words.collect::<Vec<_>>().join(" ");
    }
    text[0][0] = reworded(&text[0][0], 20, random);
    let paragraph = &other[random.below(other.len())];
    text.push(vec![paragraph[0].clone()]);
    text
}

//! Nothing vanishes: every sentence of a generated page is in the body once, or a note names it.
//!
//! Pages are made of parts as sites have them: paragraphs, lists, posts of other sites, copies for
//! other screens, menus, comments, hidden parts. All sentences differ. The notes have to have as
//! many characters as all sentences that are not in the body.

use super::read_bytes;
use proptest::collection::vec;
use proptest::prelude::*;

/// How a sentence is shown; `{}` is the sentence.
const PARTS: &[&str] = &[
    "<p>{}</p>",
    "<p>{}</p>",
    "<p>{}</p>",
    "<div>{}</div>",
    "<div class='field field--label-hidden'><p>{}</p></div>",
    "<div class='step'>{}</div>",
    "<h2>{}</h2>",
    "<ul><li>{}</li></ul>",
    "<ol><li><a href=/x>{}</a></li></ol>",
    "<p><a href=/x>{}</a></p>",
    "<pre>{}</pre>",
    "<blockquote class='twitter-tweet'><p>{}</p></blockquote>",
    "<figure class='wp-block-embed'><blockquote><p>{}</p></blockquote></figure>",
    "<figure><img src=x><figcaption>{}</figcaption></figure>",
    "<table><tr><td>{}</td></tr></table>",
    "<aside>{}</aside>",
    "<aside class=box><p>{}</p></aside>",
    "<nav><a href=/x>{}</a></nav>",
    "<div class='related-stories'><h3><a href=/x>{}</a></h3></div>",
    "<div class=newsletter><p>{}</p></div>",
    "<section id=comments><p>{}</p></section>",
    "<div style='display: none'>{}</div>",
    "<p class=paywall aria-hidden=true>{}</p>",
    "<div role=tabpanel hidden><p>{}</p></div>",
    "<div class='cookie-banner'>{}</div>",
    "<button>{}</button>",
    "<form><label>{}</label></form>",
    "<div class=caption>{}</div>",
    "<footer>{}</footer>",
    "<custom-part>{}</custom-part>",
    "<dl><dt>{}</dt></dl>",
    "<span>{}</span><br>",
];

/// A sentence that no other number has.
fn sentence(number: usize, words: usize) -> String {
    let mut text = format!("S{number:03} is what");
    for word in [
        "the harbour",
        "board",
        "said of",
        "the cranes",
        "and of",
        "all the",
        "ferries",
    ]
    .iter()
    .cycle()
    .take(words)
    {
        text.push(' ');
        text.push_str(word);
    }
    text + "."
}

/// A page, and its sentences with how many times it shows each.
fn page(parts: &[(usize, usize, bool)], outside: usize) -> (String, Vec<(String, usize)>) {
    let mut sentences = Vec::new();
    let (mut inside, mut around) = (String::new(), String::new());
    for (number, (part, words, is_twice)) in parts.iter().enumerate() {
        let text = sentence(number, *words);
        let html = PARTS[*part].replace("{}", &text);
        let place = if number < outside {
            &mut around
        } else {
            &mut inside
        };
        place.push_str(&html);
        // Short lines may be repeated, and headings and items too.
        let is_twice = *is_twice && *words > 15 && PARTS[*part] == "<p>{}</p>";
        if is_twice {
            place.extend(["<div class=mobile>", &html, "</div>"]);
        }
        sentences.push((text, 1 + usize::from(is_twice)));
    }
    let html = format!(
        "<html><head><title>Cranes</title><meta property=og:type content=article></head>\
         <body>{around}<main><article><h1>Cranes</h1>{inside}</article></main></body></html>"
    );
    (html, sentences)
}

proptest! {
    #[test]
    fn every_sentence_is_in_the_body_once_or_is_named(
        parts in vec((0..PARTS.len(), 0..30usize, prop::bool::weighted(0.1)), 1..40),
        outside in 0..8usize,
    ) {
        let (html, sentences) = page(&parts, outside);
        let Ok((article, _)) = read_bytes(html.as_bytes()) else {
            return Ok(()); // a problem says why
        };
        let mut missing = 0;
        for (text, times) in &sentences {
            let count = article.body.matches(text.as_str()).count();
            prop_assert!(count <= 1, "{text} is there {count} times: {}", article.body);
            missing += (times - count) * text.chars().count();
        }
        let named: u64 = article.left_out.iter().map(|part| part.characters).sum();
        let named = usize::try_from(named).unwrap();
        // Sentences that are parts of one block are separated by spaces.
        prop_assert!(
            (missing..=missing + parts.len()).contains(&named),
            "{named} for {missing}: {:?}\n{}\n{}",
            article.left_out,
            article.body,
            html
        );
        prop_assert!(article.left_out.len() <= 21, "{:?}", article.left_out);
        let shows_text = sentences.iter().any(|(text, _)| text.len() > 100);
        prop_assert!(!shows_text || named > 0 || !article.body.is_empty());
    }
}

#[test]
fn a_note_names_the_element_and_why() {
    let html = "<html><body><nav class=main><a href=/>Home</a></nav><main><article><h1>Cranes</h1>\
        <p>The harbour board of the town met on Monday and bought two cranes for the quay.</p>\
        <p>The old cranes failed four times in this winter alone, its members said later.</p>\
        <iframe src=x></iframe>\
        <section id=comments><p>What do they need two cranes for, there is one ship a week.</p></section>\
        </article></main></body></html>";
    let article = read_bytes(html.as_bytes()).unwrap().0;
    let notes: Vec<String> = article.left_out.iter().map(ToString::to_string).collect();
    assert_eq!(
        notes,
        [
            "<section id=\"comments\">: comments, 59 characters",
            "<nav class=\"main\">: navigation, 4 characters",
            "<iframe>: embedded",
        ]
    );
}

//! Words that a program has misread in print: where they are found, and where they are not.

use crate::harness::Archive;

/// Pages, of which eight say `ferry` and two have it misread.
fn pages(write: impl Fn(&str) -> String, ending: &str) -> Archive {
    let archive = Archive::new();
    let words = ["ferry"; 8].into_iter().chain(["fcrry", "feriy"]);
    for (number, word) in words.enumerate() {
        let text = format!("The {word} crossed the sound at noon on day {number}.");
        archive.write(&format!("{number}.{ending}"), write(&text));
    }
    archive
}

fn alto(text: &str) -> String {
    let words = text
        .split(' ')
        .map(|word| format!("<String CONTENT='{word}'/>"));
    format!(
        "<alto><Layout><Page><TextBlock><TextLine>{}</TextLine></TextBlock></Page></Layout></alto>",
        words.collect::<String>()
    )
}

/// How many articles a search finds, and its notes.
fn found(archive: &Archive, query: &[&str]) -> (u64, String) {
    let search = [&["search", "--format", "json"], query].concat();
    let page = archive.run(&search).json();
    (page["total"].as_u64().unwrap(), page["notes"].to_string())
}

#[test]
fn pages_that_a_program_recognised_are_found_by_misread_words_too() {
    let archive = pages(alto, "xml");
    archive.index();
    let (total, notes) = found(&archive, &["ferry"]);
    assert_eq!(total, 10, "{notes}");
    let said = "also found where a program may have misread a word: ferry as fcrry, feriy (=word leaves it out)";
    assert!(notes.contains(said), "{notes}");
    for query in [&["=ferry"][..], &["ferry", "--ocr", "no"], &["\"ferry\""]] {
        assert_eq!(found(&archive, query), (8, "[]".to_owned()), "{query:?}");
    }
    // What is left out must not be guessed.
    assert_eq!(found(&archive, &["crossed", "-ferry"]).0, 2);

    // The word itself comes first, and what was misread is marked.
    let search = ["search", "ferry", "--copies", "show", "--format", "json"];
    let page = archive.run(&search).json();
    let last = &page["hits"][9]["passages"][0];
    let text = last["text"].as_str().unwrap();
    assert!(text.contains("fcrry") || text.contains("feriy"), "{last}");
    assert_eq!(last["highlights"].as_array().unwrap().len(), 1, "{last}");
}

#[test]
fn other_texts_are_searched_so_only_if_asked_for() {
    let archive = pages(str::to_owned, "txt");
    archive.index();
    assert_eq!(found(&archive, &["ferry"]), (8, "[]".to_owned()));
    assert_eq!(found(&archive, &["ferry", "--ocr", "yes"]).0, 10);
    let nothing = ["ferry", "--ocr", "yes", "--ranking", "misread=0"];
    assert_eq!(found(&archive, &nothing).0, 8);
    archive.run(&["search", "ferry", "--ocr", "maybe"]).exits(2);
}

#[test]
fn another_frequent_word_is_not_taken_for_a_misread_one() {
    let archive = pages(alto, "xml");
    for number in 0..6 {
        archive.write(&format!("berry{number}.xml"), alto("The berry was ripe."));
    }
    archive.index();
    assert_eq!(found(&archive, &["ferry"]).0, 10);
    assert_eq!(found(&archive, &["berry"]), (6, "[]".to_owned()));
}

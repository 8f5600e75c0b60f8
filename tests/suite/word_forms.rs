//! Words in their forms and spellings: which comes first, what `exact:` finds, and what is marked.

use crate::harness::{Archive, answer_with, request};
use dateline::query::{SearchPage, Synonyms};
use std::sync::LazyLock;

fn archive(bodies: &[&str]) -> Archive {
    let lines: Vec<String> = (1..)
        .zip(bodies)
        .map(|(number, body)| {
            serde_json::json!({"id": number.to_string(), "date": "2021-05-02",
                "headline": "Report of the day", "body": body})
            .to_string()
        })
        .collect();
    let archive = Archive::of(&[("wire.jsonl", &lines.join("\n"))]);
    archive.index();
    archive
}

fn page(archive: &Archive, query: &str) -> SearchPage {
    let generation = archive.generation();
    let mut request = request(&generation, query);
    request.limit = 50;
    answer_with(&generation, &request, &Synonyms::default())
}

/// The ids of the hits, best first.
fn found(archive: &Archive, query: &str) -> String {
    let ids: Vec<_> = page(archive, query)
        .hits
        .into_iter()
        .map(|hit| hit.article.id.0)
        .collect();
    ids.join(" ")
}

/// What is marked in the passages of all hits.
fn marked(archive: &Archive, query: &str) -> Vec<String> {
    let mut marked = Vec::new();
    for hit in page(archive, query).hits {
        for passage in hit.passages {
            let ranges = passage.matches.iter();
            marked.extend(ranges.map(|range| passage.text[range.clone()].to_owned()));
        }
    }
    marked
}

static WAGES: LazyLock<Archive> = LazyLock::new(|| {
    archive(&[
        "The wage of a clerk in the harbour town.",
        "The wages of a clerk in the harbour town.",
        "Clerks were waging war, and the army withdrew its foreign troops.",
        "The army will withdraw a foreign troop, said the Polish clerk.",
        "The US clerk told us about a café; they polish the Cafe.",
        "They told us to polish the table.",
    ])
});

#[test]
fn exact_finds_the_typed_form_only() {
    for (query, expected) in [
        ("exact:wage", "1"),
        ("=wages", "2"),
        ("exact:waging", "3"),
        ("exact:waged", ""),
        ("exact:withdrew", "3"),
        ("exact:withdraw", "4"),
        ("exact:\"foreign troops\"", "3"),
        ("=\"foreign troop\"", "4"),
        ("body:exact:wages", "2"),
        ("exact:body:wages", "2"),
        ("headline:=wages", ""),
        ("exact:headline:report", "1 2 3 4 5 6"),
        ("exact:(wage OR wages)", "2 1"),
        ("clerk -exact:wages", "1 3 4 5"),
        ("exact:cafe", "5"),
        ("exact:café", "5"),
        ("exact:Café", ""),
        ("exact:Cafe", "5"),
        ("exact:US", "5"),
        ("exact:Polish", "4"),
        ("exact:Clerks", "3"),
        ("exact:\"The wages\"", "2"),
        ("exact:\"the Wages\"", ""),
    ] {
        let mut ids: Vec<_> = found(&WAGES, query).split(' ').map(str::to_owned).collect();
        let mut expected: Vec<_> = expected.split(' ').collect();
        ids.sort_unstable();
        expected.sort_unstable();
        assert_eq!(ids, expected, "{query}");
        let total = page(&WAGES, query).total;
        let counted = expected.iter().filter(|id| !id.is_empty()).count();
        assert_eq!(total, counted as u64, "{query}");
    }
}

#[test]
fn the_typed_form_is_marked_and_comes_first() {
    for (query, first) in [
        ("wage", "1"),
        ("wages", "2"),
        ("withdraw", "4"),
        ("US", "5"),
        ("Polish", "4"),
    ] {
        let ids = found(&WAGES, query);
        assert!(ids.starts_with(first), "{query}: {ids}");
        assert!(ids.len() > 1, "{query} finds other forms too: {ids}");
    }
    assert_eq!(marked(&WAGES, "exact:wage"), ["wage"]);
    assert_eq!(marked(&WAGES, "exact:café"), ["café"]);
    assert_eq!(marked(&WAGES, "withdraw"), ["withdraw", "withdrew"]);
}

/// For every match: those beyond the best are not read again by the second stage.
#[test]
fn the_typed_form_comes_first_on_every_page() {
    let bodies: Vec<&str> = (0..60)
        .map(|number| match number % 2 {
            0 => "The wage of a clerk and the trouble in the harbour town.",
            _ => "The wages of a clerk and the trouble in the harbour town.",
        })
        .collect();
    let archive = archive(&bodies);
    for (query, is_first) in [
        ("wages", 0),
        ("wage", 1),
        ("wages trouble", 0),
        ("wage trouble", 1),
    ] {
        let ids = found(&archive, query);
        let ids: Vec<u32> = ids.split(' ').map(|id| id.parse().unwrap()).collect();
        assert_eq!(ids.len(), 50, "{query}");
        assert!(
            ids[..30].iter().all(|id| id % 2 == is_first),
            "{query}: {ids:?}"
        );
    }
}

/// Each is another word in lower case.
#[test]
fn articles_with_the_typed_capitals_come_first() {
    const WORDS: [&str; 32] = [
        "US", "IT", "WHO", "AIDS", "SALT", "PIN", "ACT", "RAM", "START", "CARE", "ICE", "MAD",
        "Polish", "May", "March", "August", "Turkey", "China", "Chad", "Jordan", "Reading", "Nice",
        "Mobile", "Bath", "Cork", "Apple", "Amazon", "Shell", "Bush", "Brown", "Trump", "Swift",
    ];
    let bodies: Vec<String> = WORDS
        .iter()
        .flat_map(|word| {
            let body = |word: &str| format!("There was {word} in the news of the harbour town.");
            [
                body(&word.to_lowercase()),
                body(word),
                body(&word.to_lowercase()),
            ]
        })
        .collect();
    let archive = archive(&bodies.iter().map(String::as_str).collect::<Vec<_>>());
    for (place, word) in WORDS.iter().enumerate() {
        let first = (3 * place + 2).to_string();
        let ids = found(&archive, word);
        assert_eq!(ids.split(' ').next(), Some(first.as_str()), "{word}: {ids}");
        assert_eq!(ids.split(' ').count(), 3, "{word}: {ids}");
    }
}

#[test]
fn words_are_found_however_they_are_written_together() {
    let archive = archive(&[
        "YouTube and McDonald’s said so.",
        "A Ph.D. wrote it in Node.js.",
        "It weighs 20kg and costs $1.5bn, said iPhone12 at 10:30 a.m. and 10°C.",
        "The A320neo landed 😀 safely 🇺🇦.",
        "Donald ate a 320-page report, you see, in a tube of 20 kg, as a PhD of nodejs.",
    ]);
    for (query, expected) in [
        ("you tube", "1 5"),
        ("\"you tube\"", "1"),
        ("\"mc donald\"", "1"),
        ("donald", "5"),
        ("PhD", "2 5"),
        ("Ph.D.", "2 5"),
        ("nodejs", "2 5"),
        ("node.js", "2 5"),
        ("20kg", "3 5"),
        ("\"20 kg\"", "3 5"),
        ("\"1.5 bn\"", "3"),
        ("\"iphone 12\"", "3"),
        ("iPhone12", "3"),
        ("10:30am", "3"),
        ("10C", "3"),
        ("A320", "4"),
        ("A320neo", "4"),
        ("\"a320 neo\"", "4"),
        ("😀", "4"),
        ("🇺🇦", "4"),
        ("\"landed safely\"", "4"),
    ] {
        let mut ids: Vec<_> = found(&archive, query)
            .split(' ')
            .map(str::to_owned)
            .collect();
        ids.sort_unstable();
        assert_eq!(ids.join(" "), expected, "{query}");
    }
    assert_eq!(marked(&archive, "\"you tube\""), ["YouTube"]);
    assert_eq!(marked(&archive, "\"1.5 bn\""), ["1.5bn"]);
    assert_eq!(marked(&archive, "😀"), ["😀"]);
}

#[test]
fn explanations_name_the_forms() {
    let search = ["search", "withdraw", "--explain", "--explain-query"];
    let text = WAGES.run(&search).exits(0).stdout();
    assert!(text.contains("as withdrew;"), "{text}");
    let ran = WAGES.run(&["search", "wages", "--explain-query"]).exits(0);
    let text = [ran.stdout(), ran.stderr()].concat();
    assert!(text.contains("wage  (wages first)"), "{text}");
    let hits = WAGES
        .run(&["search", "wages", "--explain", "--format", "json"])
        .exits(0)
        .json();
    // All of its occurrences have the form.
    assert!(
        hits["hits"][0]["explanation"]["words"][0]["fields"][0]["as_typed"].is_null(),
        "{hits}"
    );
    assert_eq!(
        hits["hits"][1]["explanation"]["words"][0]["fields"][0]["as_typed"], 0,
        "{hits}"
    );
    assert_eq!(
        hits["hits"][1]["explanation"]["words"][0]["forms"]["wage"], 1,
        "{hits}"
    );
}

/// Capitals make no other words where all is in capitals, but what is typed so is written so.
#[test]
fn exact_words_are_found_in_texts_without_small_letters() {
    let archive = Archive::of(&[(
        "a.jsonl",
        "{\"id\":\"1\",\"headline\":\"WAGES AND PRICES IN TOWN\",\"body\":\"They told us.\"}\n\
         {\"id\":\"2\",\"headline\":\"Report\",\"body\":\"TELEX FROM NATO. TELL US MORE.\"}\n\
         {\"id\":\"3\",\"headline\":\"Report\",\"body\":\"The telex is old, says NATO.\"}",
    )]);
    archive.index();
    for (query, expected) in [
        ("exact:WAGES", "1"),
        ("exact:\"WAGES AND\"", "1"),
        ("exact:wages", "1"),
        ("exact:Wages", ""),
        ("exact:TELEX", "2"),
        ("exact:NATO", "2 3"),
        ("exact:US", "2"),
        ("exact:telex", "2 3"),
    ] {
        let mut ids: Vec<_> = found(&archive, query)
            .split(' ')
            .map(str::to_owned)
            .collect();
        ids.sort();
        assert_eq!(ids.join(" "), expected, "{query}");
    }
}

/// The length of a text is the number of its words, however many terms each of them has.
#[test]
fn the_typed_form_comes_first_in_headlines_too() {
    let pairs = [
        ("strikes", "Strikes end", "Strike end"),
        (
            "strikes",
            "Dockers back strikes in ports",
            "Docker back strike in port",
        ),
        (
            "resigned",
            "Minister resigned after talk",
            "Minister resigns after talk",
        ),
        ("wages", "Wages cut", "Wage cut"),
        ("go", "They go there", "They went there"),
        ("policeman", "A policeman spoke", "A policemen spoke"),
        ("MPs", "Three MPs spoke", "Three MP spoke"),
        ("B-52s", "The B-52s flew", "The B-52 flew"),
        ("by-election", "A by-election came", "A by-elections came"),
        (
            "by-election",
            "A by-election after by-elections",
            "Two by-elections after by-elections",
        ),
        (
            "attorneys-general",
            "Attorneys-general met",
            "Attorney-general met",
        ),
    ];
    for (query, first, second) in pairs {
        let line = |id: &str, headline: &str| {
            format!("{{\"id\":\"{id}\",\"headline\":\"{headline}\",\"body\":\"In the town.\"}}")
        };
        let lines = [line("1", second), line("2", first), line("3", second)].join("\n");
        let archive = Archive::of(&[("a.jsonl", &lines)]);
        archive.index();
        let ids = found(&archive, query);
        assert!(ids.starts_with('2') && ids.len() > 1, "{query}: {ids}");
    }
}

/// Articles in several languages, each with its language.
fn in_languages(articles: &[(&str, &str, &str)]) -> Archive {
    let lines = articles.iter().map(|(id, language, body)| {
        format!(
            "{{\"id\":\"{id}\",\"headline\":\"x\",\"body\":\"{body}\",\"language\":\"{language}\"}}"
        )
    });
    let lines: Vec<_> = lines.collect();
    let archive = Archive::of(&[("a.jsonl", &lines.join("\n"))]);
    archive.index();
    archive
}

fn all_found(archive: &Archive, query: &str) -> String {
    let mut ids: Vec<_> = found(archive, query)
        .split(' ')
        .map(str::to_owned)
        .collect();
    ids.sort();
    ids.join(" ")
}

/// The Turkish reading of a name with an apostrophe once was a single letter.
#[test]
fn a_name_with_an_apostrophe_is_whole_in_every_language_of_an_archive() {
    let archive = in_languages(&[
        (
            "1",
            "en",
            "Route D was closed, and plan D. Route O, O and L.",
        ),
        ("2", "en", "The mayor met Mr O'Brien in the town."),
        (
            "3",
            "fr",
            "Le retrait des troupes d'Ukraine et de l'Irak a commencé.",
        ),
        ("4", "tr", "Meclis İstanbul'da toplandı. D ve O ve L."),
    ]);
    for (query, expected) in [
        ("O'Brien", "2"),
        ("\"O'Brien\"", "2"),
        ("d'Ukraine", "3"),
        ("l'Irak", "3"),
        ("İstanbul", "4"),
        ("Istanbul'un", "4"),
    ] {
        assert_eq!(all_found(&archive, query), expected, "{query}");
    }
}

#[test]
fn compounds_are_found_by_a_last_part_that_is_a_word_of_its_own() {
    let archive = in_languages(&[
        (
            "1",
            "de",
            "Der Abzug beginnt. Die Truppen gehen. Der Gemeinderat tagt.",
        ),
        (
            "2",
            "de",
            "Der Truppenabzug wurde in der Gemeinde veröffentlicht.",
        ),
        (
            "3",
            "de",
            "Ebenfalls bei uns: ein Beispiel. Das ist jedenfalls eben so veröffent.",
        ),
        ("4", "de", "Der Widerstand wider den Verstand."),
    ]);
    let finnish = in_languages(&[
        (
            "1",
            "fi",
            "Uusi hallitus ja vanha kriisi. Presidentin puhe ennen vaalit.",
        ),
        (
            "2",
            "fi",
            "Maassa on nyt hallituskriisi ja pian presidentinvaalit.",
        ),
    ]);
    for query in ["kriisi", "vaalit"] {
        assert_eq!(all_found(&finnish, query), "1 2", "{query}");
    }
    let estonian = in_languages(&[
        ("1", "et", "Valitsus ja kriis."),
        ("2", "et", "Eestis on valitsuskriis."),
    ]);
    assert_eq!(all_found(&estonian, "kriis"), "1 2");
    for (query, expected) in [
        ("Abzug", "1 2"),
        ("Rat", "1"),
        ("Licht", ""),
        ("Fall", ""),
        ("Spiel", ""),
        ("Stand", ""),
    ] {
        assert_eq!(all_found(&archive, query), expected, "{query}");
    }
}

#[test]
fn a_language_is_known_by_all_its_names() {
    let archive = in_languages(&[
        (
            "1",
            "fre",
            "Le retrait des troupes a commencé hier dans la ville.",
        ),
        (
            "2",
            "fr-CA",
            "Le retrait des troupes a commencé hier dans le pays.",
        ),
        ("3", "Farsi", "ایران"),
        (
            "4",
            "português",
            "A retirada das tropas começou ontem na cidade.",
        ),
        (
            "5",
            "de",
            "Der Abzug der Truppen hat gestern in der Stadt begonnen.",
        ),
    ]);
    for (query, expected) in [
        ("lang:fr", "1 2"),
        ("lang:French", "1 2"),
        ("lang:fra", "1 2"),
        ("lang:fa", "3"),
        ("lang:persian", "3"),
        ("lang:pt", "4"),
        ("language:german", "5"),
        ("lang:deu", "5"),
        ("lang:klingon", ""),
    ] {
        assert_eq!(all_found(&archive, query), expected, "{query}");
    }
}

/// Words that are written in more than one way: each way finds the others, comes first where it is typed,
/// and is told from them by `exact:`.
static WAYS: [&[&str]; 26] = [
    &["antiwar", "anti-war"],
    &["cooperate", "co-operate"],
    &["reelected", "re-elected"],
    &["email", "e-mail"],
    &["nonprofits", "non-profits"],
    &["ceasefire", "cease-fire"],
    &["takeover", "take-over"],
    &["postwar", "post-war"],
    &["cyberattack", "cyber-attack"],
    &["alqaeda", "al-Qaeda"],
    &["nodejs", "Node.js"],
    &["Amazoncom", "Amazon.com"],
    &["PhD", "Ph.D."],
    &["MSc", "M.Sc."],
    &["tshirt", "T-shirt"],
    &["WiFi", "Wi-Fi"],
    &["CocaCola", "Coca-Cola"],
    &["B52", "B-52"],
    &["F16", "F-16"],
    &["COVID19", "COVID-19"],
    &["MH370", "MH-370"],
    &["AK47", "AK-47"],
    &["A320", "A-320"],
    &["7Eleven", "7-Eleven"],
    &["4x4", "4-x-4"],
    &["20kg", "20-kg"],
];

#[test]
fn the_typed_way_to_write_a_word_comes_first_and_is_exact() {
    let bodies: Vec<String> = WAYS
        .iter()
        .enumerate()
        .flat_map(|(number, ways)| {
            let body = move |way| {
                format!(
                    "Officials said w{number}w on Monday that the {way} matter was closed by them."
                )
            };
            ways.iter().map(body)
        })
        .collect();
    let bodies: Vec<&str> = bodies.iter().map(String::as_str).collect();
    let archive = archive(&bodies);
    let mut id = 0;
    for ways in WAYS {
        for (place, way) in ways.iter().enumerate() {
            let own = (id + place + 1).to_string();
            let all = found(&archive, way);
            assert!(all.split(' ').count() > 1, "{way} finds {all}");
            assert_eq!(all.split(' ').next(), Some(own.as_str()), "{way}: {all}");
            assert_eq!(found(&archive, &format!("={way}")), own, "={way}");
            let lower = format!("exact:{}", way.to_lowercase());
            assert_eq!(found(&archive, &lower), own, "{lower}");
            let phrase = format!("\"the {way} matter\"");
            let has = found(&archive, &phrase);
            assert!(has.split(' ').any(|one| one == own), "{phrase}: {has}");
            let exact = format!("exact:\"the {way} matter\"");
            assert_eq!(found(&archive, &exact), own, "{exact}");
            let marks = marked(&archive, &exact);
            assert_eq!(marks, [format!("the {way} matter")], "{exact}");
        }
        id += ways.len();
    }
    for (phrase, count) in [
        ("\"antiwar matter\"", 2),
        ("\"the antiwar matter\"", 2),
        ("\"the nodejs matter\"", 2),
        ("\"the MSc matter\"", 2),
        ("\"the A320 matter\"", 2),
        ("exact:\"antiwar matter\"", 1),
    ] {
        assert_eq!(page(&archive, phrase).total, count, "{phrase}");
    }
}

/// A word in parts has the term of the whole, which is one occurrence.
#[test]
fn a_word_in_parts_is_counted_once() {
    let archive = archive(&[
        "The antiwar camp met. Much else was said there by others.",
        "The anti-war camp met. Much else was said there by others.",
        "The antiwar camp met. The antiwar camp was large, said others.",
        "The anti-war camp met. The antiwar camp was large, said others.",
    ]);
    for (query, order) in [("antiwar", "3 4 1 2"), ("anti-war", "4 3 2 1")] {
        let ids = found(&archive, query);
        assert_eq!(ids, order, "{query}");
    }
    assert_eq!(found(&archive, "=anti-war"), "2 4");
    assert_eq!(found(&archive, "=antiwar"), "3 4 1");
    assert_eq!(found(&archive, "exact:\"antiwar camp met\""), "3 1");
}

#[test]
fn apostrophes_and_signs_within_a_word_are_exact() {
    let archive = archive(&[
        "Mr O’Neill spoke of AT&T.",
        "Mr ONeill spoke of AT T.",
        "Open 24/7 at 10:30, said o'neill.",
        "Open 24-7 or 24 7 at 10.30.",
        "It grew 3.5 per cent.",
        "It grew 35 or 3 5 per cent.",
    ]);
    for (query, ids) in [
        ("=o'neill", "1 3"),
        ("=O'Neill", "1"),
        ("=oneill", "1 2 3"),
        ("=ONeill", "1 2"),
        ("=at&t", "1"),
        ("=AT&T", "1"),
        ("=24/7", "3"),
        ("=24-7", "4"),
        ("=10:30", "3"),
        ("=3.5", "5"),
    ] {
        let mut found: Vec<_> = found(&archive, query)
            .split(' ')
            .map(str::to_owned)
            .collect();
        found.sort_unstable();
        assert_eq!(found.join(" "), ids, "{query}");
    }
}

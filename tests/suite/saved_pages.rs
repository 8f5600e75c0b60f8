//! Pages that a browser saved with a folder of their parts: one page is one article.

use crate::harness::Archive;

/// A page with this headline, which loads a frame and a style from a folder.
fn page(headline: &str, parts: &str) -> String {
    format!(
        "<!DOCTYPE html><html><head><title>{headline}</title><link rel=\"stylesheet\" \
         href=\"./{parts}/a.css\"></head><body><article><h1>{headline}</h1><p>The ferry carried a \
         piano on Monday, and the crew played it all the way across the sound.</p></article>\
         <iframe src=\"./{parts}/ad.html\"></iframe></body></html>"
    )
}

const FRAME: &str = "<html><body><p>Winter boots at half price, only this week.</p></body></html>";

fn save(archive: &Archive, name: &str, parts: &str) {
    archive.write(&format!("{name}.html"), page(name, parts));
    archive.write(&format!("{parts}/ad.html"), FRAME);
    archive.write(&format!("{parts}/a.css"), "p{}");
}

#[test]
fn parts_of_a_page_are_counted_and_are_no_articles() {
    let archive = Archive::new();
    save(&archive, "Piano", "Piano_files");
    save(&archive, "Klavier", "Klavier-Dateien");
    save(&archive, "Pier", "stored with the pier");
    for arguments in [&["index", "."][..], &["index", "--full", "."]] {
        archive
            .run(arguments)
            .exits(0)
            .says("3 articles")
            .says("parts of a saved page: 6 files");
    }
    let summary = archive.run(&["parse", "--summary", "."]).exits(0);
    let line = summary.stdout().lines().last().unwrap().to_owned();
    assert_eq!(
        line.split_whitespace().collect::<Vec<_>>(),
        ["(parts", "of", "saved", "pages)", "6"]
    );
    archive.run(&["search", "boots"]).exits(1);
}

#[test]
fn a_refresh_sees_pages_that_come_and_go() {
    let archive = Archive::new();
    for name in ["a", "b", "c"] {
        archive.write(&format!("{name}.txt"), format!("Story {name}\n\nLamps.\n"));
    }
    archive.write("Piano_files/ad.html", FRAME);
    archive.run(&["index", "."]).exits(0).says("4 articles");
    archive.write("Piano.html", page("Piano", "Piano_files"));
    archive.write("Piano_files/a.css", "p{}");
    archive.run(&["index", "."]).exits(0);
    archive.run(&["search", "boots"]).exits(1);
    archive.run(&["search", "piano"]).exits(0);
    archive.remove("Piano.html");
    archive.run(&["index", "."]);
    archive.run(&["search", "boots"]).exits(1);
    archive.run(&["search", "piano"]).exits(1);
}

#[test]
fn a_folder_that_pages_link_to_is_no_folder_of_parts() {
    let archive = Archive::new();
    let index =
        page("Front", "news").replace("</article>", "<a href=\"news/a.html\">more</a></article>");
    archive.write("index.html", &index);
    archive.write("news/a.html", page("Piano", "x"));
    archive.write("news/a.css", "p{}");
    archive.run(&["index", "."]).exits(0).says("2 articles");
}

#[test]
fn of_a_snapshot_the_best_form_is_the_article() {
    let archive = Archive::new();
    let snapshot = "data/archive/1678017600.1";
    archive.write("data/ArchiveBox.conf", "[SERVER_CONFIG]\n");
    archive.write(
        "data/sources/1678017590-import.txt",
        "https://post.example/piano\n",
    );
    for (name, text) in [
        (
            "index.json",
            "{\"title\": \"Piano\", \"url\": \"https://post.example/piano\"}",
        ),
        ("index.html", "<html><p>Piano, all its forms.</p></html>"),
        ("output.html", &page("Piano", "x")),
        ("singlefile.html", &page("Piano", "x")),
        (
            "readability/content.txt",
            "The ferry carried a piano on Monday.\n",
        ),
    ] {
        archive.write(&format!("{snapshot}/{name}"), text);
    }
    archive
        .run(&["index", "."])
        .exits(0)
        .says("1 article,")
        .says("parts of a saved page: 6 files");
    archive
        .run(&["search", "piano", "--format", "paths"])
        .exits(0)
        .prints("singlefile.html");
}

#[test]
fn a_folder_that_pages_load_from_keeps_its_articles() {
    let archive = Archive::new();
    let loading = page("Piano", "wire").replace("ad.html", "app.js");
    archive.write("p.html", loading);
    archive.write("wire/a.css", "p{}");
    archive.write("wire/2021/01/lamp.txt", "The lamp\n\nThe lamp was lit.");
    archive.write("wire/2021/01/pier.html", page("Pier", "x"));
    archive.write(
        "wire/dump.jsonl",
        "{\"headline\": \"Quay\", \"body\": \"The quay was built.\"}\n",
    );
    archive.run(&["index", "."]).exits(0).says("4 articles");
}

#[test]
fn a_document_in_the_folder_of_a_page_that_does_not_name_it_is_read() {
    let archive = Archive::new();
    save(&archive, "Piano", "Piano_files");
    archive.write(
        "Piano_files/notes.txt",
        "The lamp\n\nThe lamp was lit at dusk by the keeper.",
    );
    let named = page("Pier", "Pier_files") + "<object data=\"Pier_files/my%20log.txt\"></object>";
    archive.write("Pier.html", named);
    archive.write(
        "Pier_files/my log.txt",
        "The lamp\n\nThe lamp was lit again at dawn.",
    );
    archive.write("Pier_files/a.css", "p{}");
    archive
        .run(&["index", "."])
        .exits(0)
        .says("3 articles")
        .says("parts of a saved page: 4 files");
    let found = archive
        .run(&["search", "lamp", "--format", "paths"])
        .exits(0);
    assert_eq!(found.stdout().trim(), "Piano_files/notes.txt");
}

#[test]
fn documents_in_the_folder_of_a_page_that_is_missing_are_read() {
    let archive = Archive::new();
    archive.write("Piano_files/a.css", "p{}");
    archive.write("Piano_files/ad.html", FRAME);
    for name in ["notes.txt", "old.markdown", "page.nxml", "feed.rss"] {
        let text = match name.rsplit_once('.').unwrap().1 {
            "rss" => {
                "<rss version=\"2.0\"><channel><title>Post</title><item><title>Lamp</title><description>The lamp was \
                 lit at dusk by the keeper.</description></item></channel></rss>"
            }
            "nxml" => {
                "<article><title>Lamp</title><date>2021-01-19</date><body><p>The lamp was lit at dusk by the \
                 keeper.</p></body></article>"
            }
            _ => "The lamp\n\nThe lamp was lit at dusk by the keeper.",
        };
        archive.write(&format!("Piano_files/{name}"), text);
    }
    archive
        .run(&["index", "."])
        .exits(0)
        .says("4 articles")
        .says("parts of a saved page: 2 files");
}

#[test]
fn what_a_frame_loads_is_a_part_of_the_page() {
    let archive = Archive::new();
    save(&archive, "Piano", "Piano_files");
    let frame = FRAME.replace("</body>", "<script src=\"f(1).txt\"></script></body>");
    archive.write("Piano_files/ad.html", frame);
    archive.write("Piano_files/f(1).txt", "(function(){show(\"boots\")})();\n");
    archive.write("Piano_files/notes.txt", "Notes\n\nThe tuner came.\n");
    archive.run(&["index", "."]).exits(0).says("2 articles");
    archive.run(&["search", "boots"]).exits(1);
    archive.run(&["search", "tuner"]).exits(0);
}

#[test]
fn a_snapshot_of_zotero_is_known_by_the_folder_around_it() {
    let archive = Archive::new();
    for folder in ["storage", "other"] {
        archive.write(&format!("{folder}/EFGH1234/piano.html"), page("Piano", "x"));
        archive.write(&format!("{folder}/EFGH1234/ad.txt"), "Boots\n\nCheap.\n");
    }
    archive.run(&["index", "."]).exits(0).says("3 articles");
}

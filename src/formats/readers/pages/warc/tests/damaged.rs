//! Records that are damaged but have a page: cut content, lengths that are wrong; and ARC files.
//!
//! What can be read is an article, with a problem.

use super::{PAGE, read, response};
use crate::article::{Article, Problem};
use crate::formats::ArticleReader as _;
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::Write as _;

fn split(bytes: &[u8]) -> (Vec<Article>, Vec<Problem>) {
    let (mut articles, mut problems) = (Vec::new(), Vec::new());
    for item in read(bytes) {
        match item {
            Ok(article) => articles.push(article),
            Err(problem) => problems.push(problem),
        }
    }
    (articles, problems)
}

#[test]
fn the_start_of_packed_content_that_is_cut_off_is_read() {
    let paragraphs: Vec<String> = (0..400)
        .map(|number| {
            let passengers = number * 7919 % 1000;
            format!("<p>The ferry came back on day {number} with {passengers} passengers.</p>")
        })
        .collect();
    let paragraphs = paragraphs.concat();
    let page = PAGE.replace("</body>", &format!("{paragraphs}</body>"));
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(page.as_bytes()).unwrap();
    let packed = encoder.finish().unwrap();
    let archive = response(
        "Content-Type: text/html\r\nContent-Encoding: gzip\r\n",
        &packed[..packed.len() - 200],
    );
    let (articles, problems) = split(&archive);
    assert_eq!(articles.len(), 1, "{problems:?}");
    assert!(articles[0].body.contains("back on day 99 "));
    let detail = &problems[0].detail;
    assert!(detail.contains("cannot be unpacked"), "{detail}");
    assert!(detail.ends_with("what comes before is read"), "{detail}");
}

#[test]
fn a_record_of_a_wrong_length_keeps_its_own_page() {
    let whole =
        String::from_utf8(response("Content-Type: text/html\r\n", PAGE.as_bytes())).unwrap();
    let at = whole.find("Content-Length: ").unwrap();
    let end = at + whole[at..].find("\r\n").unwrap();
    for length in ["0", "3", "50", "200", "100000"] {
        let first = format!("{}Content-Length: {length}{}", &whole[..at], &whole[end..]);
        for rest in ["", &whole] {
            let (articles, problems) = split(format!("{first}{rest}").as_bytes());
            assert_eq!(
                articles.len(),
                1 + rest.len().min(1),
                "{length}: {problems:?}"
            );
            for article in &articles {
                assert!(article.body.starts_with("The ferry came"), "{article:?}");
                assert!(article.body.ends_with("in this order."), "{article:?}");
            }
            let detail = &problems[0].detail;
            assert!(
                detail.starts_with(&format!(
                    "record 1: it does not end after the {length} bytes"
                )),
                "{detail}"
            );
        }
    }
}

#[test]
fn the_records_of_arc_files_are_read() {
    let record = |url: &str, kind: &str, content: &str| {
        let length = content.len();
        format!("{url} 1.2.3.4 20080510120000 {kind} {length}\n{content}\n")
    };
    let page = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{PAGE}");
    let about = "1 0 Internet Archive\nURL IP-address Archive-date Content-type Archive-length\n";
    let archive = [
        record("filedesc://x.arc", "text/plain", about),
        record(
            "dns:post.example",
            "text/dns",
            "post.example. 1 IN A 1.2.3.4",
        ),
        record("http://post.example/ferry", "text/html", &page),
        record(
            "http://post.example/b.gif",
            "image/gif",
            "HTTP/1.1 200 OK\r\nContent-Type: image/gif\r\n\r\nGIF",
        ),
        record("http://post.example/again", "text/html", &page),
    ]
    .concat();
    assert!(super::WebArchive.recognizes(archive.as_bytes()));
    let (articles, problems) = split(archive.as_bytes());
    let urls: Vec<_> = articles
        .iter()
        .map(|it| it.url.as_deref().unwrap())
        .collect();
    assert_eq!(
        urls,
        ["http://post.example/ferry", "http://post.example/again"]
    );
    assert!(articles[0].body.starts_with("The ferry came"));
    assert_eq!(articles[0].published.unwrap().to_string(), "2008-05-10");
    assert_eq!(problems.len(), 1, "{problems:?}");
}

//! Every layout of plain text, and odd files.
//!
//! Layouts that no one uses any more are among them.

mod headlines;
mod marked;

use super::PlainText;
use crate::article::{ArchivePath, Article, DateSource, Problem, ProblemKind};
use crate::formats::{ArticleReader, Input, ReadOptions};

pub(super) fn read_at(path: &str, bytes: &[u8]) -> (Option<Article>, Vec<Problem>) {
    let path = ArchivePath::from_stored(path);
    let options = ReadOptions::at("2022-01-01T00:00:00Z".parse().unwrap());
    let mut article = None;
    let mut problems = Vec::new();
    for item in PlainText.read_all(Input::whole(&path, &options, bytes)) {
        match item {
            Ok(found) => assert!(article.replace(found).is_none(), "one article a file"),
            Err(problem) => problems.push(problem),
        }
    }
    (article, problems)
}

/// Reads a text in which nothing is wrong.
fn read(text: &str) -> Article {
    let (article, problems) = read_at("x.txt", text.as_bytes());
    assert_eq!(problems, [], "{text}");
    article.unwrap()
}

fn date(article: &Article) -> Option<String> {
    article.published.map(|date| date.to_string())
}

const DUMP: &str = "\
harbour-post.example

News ID: 4711
Publish Date : 19 January 2021 - 22:00

Harbour Council Votes to Dredge the Eastern Channel

PORT MARLOW (Dispatches) – The council voted on Tuesday.
It was the third attempt.

The work begins in spring.
";

fn assert_is_the_dump(article: &Article) {
    assert_eq!(article.id.0, "4711");
    assert_eq!(article.source.as_deref(), Some("harbour-post.example"));
    assert_eq!(date(article).as_deref(), Some("2021-01-19T22:00"));
    assert_eq!(article.published_from, Some(DateSource::MetadataLine));
    assert_eq!(
        article.headline,
        "Harbour Council Votes to Dredge the Eastern Channel"
    );
    assert_eq!(article.place.as_deref(), Some("Port Marlow"));
    assert_eq!(article.agency.as_deref(), Some("Dispatches"));
    assert_eq!(
        article.body,
        "PORT MARLOW (Dispatches) – The council voted on Tuesday.\nIt was the third attempt.\n\n\
         The work begins in spring."
    );
}

#[test]
fn a_news_sites_dump_is_read() {
    assert_is_the_dump(&read(DUMP));
    assert_eq!(read(DUMP).origin.ordinal, 1);
}

#[test]
fn line_ends_marks_spaces_and_blank_lines_change_nothing() {
    for odd in [
        DUMP.replace('\n', "\r\n"),
        DUMP.replace('\n', "\r"),
        format!("\u{feff}{DUMP}"),
        DUMP.replace('\n', "  \n"),
        DUMP.replace("\n\n", "\n \n\n\t\n"),
        format!("\n\n{DUMP}\n\n"),
        DUMP.replace(" :", "\u{a0}:\u{a0}")
            .replace("19 J", "19\u{202f}J"),
        DUMP.replace("News ID:", "NEWS_ID :")
            .replace("Publish Date", "publish-date"),
        DUMP.replace("4711\n", "4711\n\n\n"),
        DUMP.replace("Council Votes", "Council\nVotes"),
        DUMP.replace("22:00\n\n", "22:00\n"),
        DUMP.replace("2021 - 22:00", "2021\n  22:00"),
        DUMP.replace("example\n\n", "example\n"),
        DUMP.replace(" - 22:00\n", "\nTime: 22:00\n"),
        DUMP.replace("Publish", "Byline:\nSection:\nPublish"),
    ] {
        assert_is_the_dump(&read(&odd));
    }
    let units = |order: fn(u16) -> [u8; 2]| {
        format!("\u{feff}{DUMP}")
            .encode_utf16()
            .flat_map(order)
            .collect::<Vec<_>>()
    };
    for bytes in [units(u16::to_le_bytes), units(u16::to_be_bytes)] {
        let (article, problems) = read_at("x.txt", &bytes);
        assert_eq!(problems, []);
        assert_is_the_dump(&article.unwrap());
    }
}

#[test]
fn every_field_has_its_keys() {
    let article = read(
        "Title: Ferry\n  returns\nPubdate: 2021-01-19T22:00+03:30\nAuthors: Ann Lee and Bo Ek\n\
         Publisher: Harbour Post\nAgency: Meridian\nDesk: Transport\nTags: ferry; islands,\n   winter\n\
         Location: Port Marlow\nLang: EN\nPermalink: https://harbour.example/1\n\
         Last Updated: 20 January 2021\nViews: 12\n\nThe ferry is back.\n\nSource: the captain\n",
    );
    assert_eq!(article.headline, "Ferry returns");
    assert_eq!(date(&article).as_deref(), Some("2021-01-19T22:00+03:30"));
    assert_eq!(article.bylines, ["Ann Lee", "Bo Ek"]);
    assert_eq!(article.source.as_deref(), Some("Harbour Post"));
    assert_eq!(article.agency.as_deref(), Some("Meridian"));
    assert_eq!(article.section.as_deref(), Some("Transport"));
    assert_eq!(article.keywords, ["ferry", "islands", "winter"]);
    assert_eq!(article.place.as_deref(), Some("Port Marlow"));
    assert_eq!(article.language.as_deref(), Some("en"));
    assert_eq!(article.url.as_deref(), Some("https://harbour.example/1"));
    assert_eq!(
        article.body,
        "Last Updated: 20 January 2021\nViews: 12\n\nThe ferry is back.\n\nSource: the captain"
    );
}

#[test]
fn a_header_block_may_name_the_headline_or_not() {
    let article = read(
        "Subject: Ferry returns\nFrom: Ann Lee <ann@harbour.example>\n\
         Date: Tue, 19 Jan 2021 22:00:00 +0300\nMessage-ID: <1@harbour.example>\n\n\
         Place: unknown.\n\nIt is back.",
    );
    assert_eq!(article.headline, "Ferry returns");
    assert_eq!(article.bylines, ["Ann Lee <ann@harbour.example>"]);
    assert_eq!(date(&article).as_deref(), Some("2021-01-19T22:00:00+03:00"));
    assert_eq!(
        article.body,
        "Message-ID: <1@harbour.example>\n\nPlace: unknown.\n\nIt is back."
    );
    let article =
        read("Author: Ann Lee\nDate: 19 January 2021\n\nFerry: it returns\n\nIt is back.");
    assert_eq!(article.headline, "Ferry: it returns");
    assert_eq!(article.body, "It is back.");
}

#[test]
fn metadata_may_be_in_the_language_of_the_article() {
    for (text, id, source, byline) in [
        (
            "شهرداری دو پل را بست\n\nکد خبر: ۸۶۶۸۵\nتاریخ انتشار: ۳۰ دی ۱۳۹۹\nمنبع: کیهان\nنویسنده: آن لی\n\nمتن.",
            "۸۶۶۸۵",
            "کیهان",
            "آن لی",
        ),
        (
            "البلدية تغلق جسرين\n\nرقم الخبر: 7\nالتاريخ: 19 يناير 2021\nالمصدر: البلد\nالكاتب: آن لي\n\nالنص.",
            "7",
            "البلد",
            "آن لي",
        ),
        (
            "Belediye iki köprüyü kapattı\n\nHaber No: 7\nTarih: 19.01.2021\nKaynak: Posta\nYazar: Ann Lee\n\nMetin.",
            "7",
            "Posta",
            "Ann Lee",
        ),
        (
            "Мэрия закрыла два моста\n\nНомер: 7\nДата: 19 января 2021\nИсточник: Вести\nАвтор: Анна Ли\n\nТекст.",
            "7",
            "Вести",
            "Анна Ли",
        ),
        (
            "市政府关闭两座大桥\n\n编号：7\n发布时间：2021年1月19日\n来源：示例网\n作者：李明\n\n正文。",
            "7",
            "示例网",
            "李明",
        ),
        (
            "Die Stadt schließt zwei Brücken\n\nArtikel-ID: 7\nDatum: 19.01.21\nQuelle: Post\nAutorin: Ann Lee\n\nText.",
            "7",
            "Post",
            "Ann Lee",
        ),
        (
            "시가 다리를 폐쇄\n\n기사번호: 7\n입력: 2021.01.19\n출처: 일보\n기자: 홍길동\n\n본문.",
            "7",
            "일보",
            "홍길동",
        ),
    ] {
        let article = read(text);
        assert_eq!(article.headline, text.lines().next().unwrap());
        assert_eq!(date(&article).as_deref(), Some("2021-01-19"), "{text}");
        assert_eq!(article.id.0, id, "{text}");
        assert_eq!(article.source.as_deref(), Some(source), "{text}");
        assert_eq!(article.bylines, [byline], "{text}");
        assert_eq!(Some(&*article.body), text.lines().last(), "{text}");
    }
    // Inside the running text they are text.
    let text =
        "El ayuntamiento cierra\n\nLos puentes se cierran hoy.\n\nFecha: 3 de mayo de 2020\n\nFin.";
    assert!(read(text).body.contains("Fecha: 3 de mayo de 2020"));
}

#[test]
fn a_line_may_have_the_date_without_a_label_next_to_other_metadata() {
    for (line, source, byline) in [
        ("2021年01月19日 10:30 来源：示例网", "示例网", ""),
        ("2021年01月19日10:30 来源：示例网", "示例网", ""),
        ("2021年01月19日10:30来源：示例网", "示例网", ""),
        (
            "2021-01-19 10:30　来源：示例网　作者：李明",
            "示例网",
            "李明",
        ),
        ("2021年01月19日 10:30 | 来源：示例网", "示例网", ""),
        ("来源：示例网 2021年01月19日 10:30", "示例网", ""),
        ("示例网 2021年01月19日 10:30", "示例网", ""),
        ("2021-01-19 10:30 示例新闻网", "示例新闻网", ""),
        ("2021年1月19日 10時30分 提供：例新聞", "例新聞", ""),
        ("2021.01.19 10:30 | 기자: 홍길동", "", "홍길동"),
        (
            "19 January 2021 10:30 | Source: Harbour Post",
            "Harbour Post",
            "",
        ),
        ("19 January 2021, 10:30 By Ann Lee", "", "Ann Lee"),
        ("By Ann Lee | 19 January 2021 10:30", "", "Ann Lee"),
        ("19.01.2021 10:30 | Von Jule Harms", "", "Jule Harms"),
        ("19 января 2021, 10:30 Источник: Вести", "Вести", ""),
    ] {
        for gap in ["\n", "\n\n"] {
            let text = format!("港口亮灯{gap}{line}\n\n港口周一亮灯。\n\n灯塔也亮了。");
            let article = read(&text);
            assert_eq!(article.headline, "港口亮灯", "{text}");
            assert_eq!(
                date(&article).as_deref(),
                Some("2021-01-19T10:30"),
                "{text}"
            );
            assert_eq!(article.source.unwrap_or_default(), source, "{text}");
            assert_eq!(article.bylines.join("+"), byline, "{text}");
            assert_eq!(article.body, "港口周一亮灯。\n\n灯塔也亮了。", "{text}");
        }
    }
    for text in [
        "Ferry returns\n\nOn 19 January 2021 Source: a clerk said so.\n\nMore.",
        "Ferry returns\n\n2021 was the year of ferries: many came.\n\nMore.",
    ] {
        let article = read(text);
        assert_eq!(
            (&*article.headline, article.published),
            ("Ferry returns", None)
        );
        assert!(text.ends_with(&article.body), "{}", article.body);
    }
}

#[test]
fn a_label_may_mean_something_else_in_another_language() {
    for (text, headline, section) in [
        (
            "Rubrik: Hamnen lyser\nDatum: 2021-01-19\n\nHamnen lyste på måndagen.\n\nMer.",
            "Hamnen lyser",
            "",
        ),
        (
            "Datum: 2021-01-19\nKälla: Posten\nRubrik: Hamnen lyser\n\nHamnen lyste på måndagen i hela staden när båten kom.",
            "Hamnen lyser",
            "",
        ),
        (
            "Rubrik: Sport\nDatum: 19.01.2021\n\nDer Hafen leuchtet\n\nEr leuchtet.",
            "Der Hafen leuchtet",
            "Sport",
        ),
        (
            "Rubrik: Lokales und Sport\nDatum: 19.01.2021\n\nDer Hafen leuchtet\n\nEr leuchtet.",
            "Der Hafen leuchtet",
            "Lokales und Sport",
        ),
        (
            "Der Hafen leuchtet\n\nRubrik: Lokales und Sport\nDatum: 19.01.2021\n\nEr leuchtet.",
            "Der Hafen leuchtet",
            "Lokales und Sport",
        ),
        (
            "Tema: Havnen lyser igen\nDato: 2021-01-19\n\nHavnen lyste mandag.\n\nMere.",
            "Havnen lyser igen",
            "",
        ),
    ] {
        let article = read(text);
        assert_eq!(article.headline, headline, "{text}");
        assert_eq!(article.section.unwrap_or_default(), section, "{text}");
        assert_eq!(
            article.published.unwrap().start().date().to_string(),
            "2021-01-19",
            "{text}"
        );
    }
}

#[test]
fn a_site_is_an_address_if_metadata_names_another_source() {
    let read = |source: &str| {
        let text = DUMP.replace("Publish", &format!("{source}\nPublish"));
        let article = read(&text);
        (
            article.source.unwrap(),
            article.url.unwrap_or_default(),
            article.body,
        )
    };
    let (source, url, body) = read("Source: Harbour Post");
    assert_eq!((&*source, &*url), ("Harbour Post", "harbour-post.example"));
    assert!(body.starts_with("PORT MARLOW"), "{body}");

    let (_, url, body) = read("Source: Harbour Post\nURL: https://harbour-post.example/4711");
    assert_eq!(url, "https://harbour-post.example/4711");
    assert!(body.starts_with("PORT MARLOW"), "{body}");

    let (_, _, body) = read("Source: Harbour Post\nURL: https://mirror.example/4711");
    assert!(
        body.starts_with("harbour-post.example\n\nPORT MARLOW"),
        "{body}"
    );

    let (source, url, _) = read("Source: Harbour-Post.example");
    assert_eq!((&*source, &*url), ("Harbour-Post.example", ""));
}

#[test]
fn dates_come_from_metadata_then_dateline_then_path() {
    let read = |path: &str, text: &str| {
        let (article, problems) = read_at(path, text.as_bytes());
        let article = article.unwrap();
        let kinds: Vec<_> = problems.iter().map(|problem| problem.kind).collect();
        assert!(problems.iter().all(|problem| problem.ordinal == Some(1)));
        (
            date(&article).unwrap_or_default(),
            article.published_from,
            kinds,
            article.body,
        )
    };
    let path = "2021/01/02/x.txt";
    let body = "GENEVA, 3 May 2021 (Meridian) - Talks go on.";
    let whole = format!("Date: 4 May 2021\n\nTalks go on\n\n{body}");
    let (found, from, _, _) = read(path, &whole);
    assert_eq!(
        (&*found, from),
        ("2021-05-04", Some(DateSource::MetadataLine))
    );

    let (found, from, _, _) = read(path, &format!("Talks go on\n\n{body}"));
    assert_eq!((&*found, from), ("2021-05-03", Some(DateSource::Dateline)));

    let (found, from, _, _) = read(
        path,
        "Talks go on\n\nGENEVA, May 3 (Meridian) - Talks go on.",
    );
    assert_eq!((&*found, from), ("2021-01-02", Some(DateSource::Path)));

    let (found, from, kinds, kept) = read(path, &whole.replace("4 May 2021", "4 May 2031"));
    assert_eq!((&*found, from), ("2021-05-03", Some(DateSource::Dateline)));
    assert_eq!(kinds, [ProblemKind::FutureDate]);
    assert_eq!(kept, format!("Date: 4 May 2031\n\n{body}"));

    let (_, _, kinds, kept) = read(path, &whole.replace("4 May 2021", "lately"));
    assert_eq!(kinds, [ProblemKind::UnknownDate]);
    assert_eq!(kept, format!("Date: lately\n\n{body}"));

    let (found, _, kinds, _) = read(path, &whole.replace("4 May 2021", "03/04/2021"));
    assert_eq!(
        (&*found, kinds),
        ("2021-04-03", vec![ProblemKind::AmbiguousDate])
    );

    // A dateline among the metadata is trusted less than a date, wherever it stands.
    let text = "Dateline: OSLO, 1 May 2021 (NTB)\nDate: 4 May 2021\n\nTalks go on\n\nThey do.";
    let (found, from, _, kept) = read(path, text);
    assert_eq!(
        (&*found, from),
        ("2021-05-04", Some(DateSource::MetadataLine))
    );
    assert!(kept.starts_with("Dateline: OSLO, 1 May 2021 (NTB)"));
}

#[test]
fn files_without_an_article_are_a_problem_of_the_file() {
    for (bytes, kind) in [
        (&b""[..], ProblemKind::Empty),
        (b" \r\n\t\n", ProblemKind::Empty),
        (b"\xEF\xBB\xBF", ProblemKind::Empty),
        (b"Head\n\nBo\0dy", ProblemKind::NotText),
    ] {
        let (article, problems) = read_at("x.txt", bytes);
        assert_eq!(article, None);
        assert_eq!(problems.len(), 1);
        assert_eq!((problems[0].kind, problems[0].ordinal), (kind, None));
    }
}

#[test]
fn invalid_bytes_are_reported_with_the_article() {
    let (article, problems) = read_at("x.txt", b"Caf\xC3\xA9 opens \xFF\n\nIt is open.");
    assert_eq!(article.unwrap().headline, "Café opens \u{fffd}");
    assert_eq!(
        (problems[0].kind, problems[0].ordinal),
        (ProblemKind::BadEncoding, Some(1))
    );
}

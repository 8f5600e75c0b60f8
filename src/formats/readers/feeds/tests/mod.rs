//! Feeds and what is read from them.
//!
//! RSS, Atom and WordPress exports, whole and damaged.

mod conserved;

use super::Feed;
use crate::article::{Article, Problem, ProblemKind, Status};
use crate::formats::test_support::documents::{dated, read};
use crate::formats::{ArticleReader, ArticleSink, HEAD_LEN, Input, ReadEnd, Stopped};
use std::io::{BufReader, Read};

const RSS: &str = r#"<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:atom="http://www.w3.org/2005/Atom">
<channel><title>Port News</title><link>https://port.example/</link><language>en-GB</language>
<atom:link href="https://port.example/feed" rel="self"/>
<item><title>Ferry line closes &amp;amp; nobody knows why</title><link>https://port.example/ferry</link>
<guid isPermaLink="false">port-77</guid><pubDate>Fri, 12 Apr 2024 10:15:00 +0100</pubDate>
<dc:creator>Ada Holm</dc:creator><dc:creator>Per Lund</dc:creator><category>Sea</category><category>Transport</category>
<description>In short.</description>
<content:encoded><![CDATA[<p>ESKHAVEN (Reuters) - The line closes.</p><p>All of it.</p>]]></content:encoded></item>
<item><guid>https://port.example/2</guid><description>Only &lt;b&gt;this&lt;/b&gt;.</description>
<author>desk@port.example (The Desk)</author></item>
</channel></rss>"#;

const ATOM: &str = r#"<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="nb">
<title type="html">Port &lt;i&gt;News&lt;/i&gt;</title><author><name>Redaksjonen</name></author>
<entry><title>Ruten stenges</title><id>tag:port.example,2024:77</id>
<link rel="self" href="https://port.example/77.atom"/><link href="https://port.example/77"/>
<updated>2024-04-13T10:00:00Z</updated><published>2024-04-12T10:15:00+02:00</published>
<summary>Kort.</summary><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Alt.</p><p>Mer.</p></div></content>
<category term="sj" label="Sjø"/></entry>
<entry xml:lang="en"><title>Second</title><id>x</id><updated>2024-04-13T10:00:00Z</updated><author><name>Ada Holm</name></author>
<content type="html">&lt;p&gt;One.&lt;/p&gt;</content><source><title>Elsewhere</title></source></entry></feed>"#;

fn articles(feed: &str) -> Vec<Article> {
    let (articles, problems) = read(&Feed, feed.as_bytes());
    assert_eq!(problems, [], "in {feed}");
    articles
}

#[test]
fn rss_entries_fill_every_field() {
    let articles = articles(RSS);
    let first = &articles[0];
    assert_eq!(first.headline, "Ferry line closes & nobody knows why");
    assert_eq!(
        first.body,
        "ESKHAVEN (Reuters) - The line closes.\n\nAll of it."
    );
    assert_eq!(
        dated(first),
        ("2024-04-12T10:15:00+01:00".into(), "feed-published")
    );
    assert_eq!(first.id.0, "port-77");
    assert_eq!(first.url.as_deref(), Some("https://port.example/ferry"));
    assert_eq!(first.bylines, ["Ada Holm", "Per Lund"]);
    assert_eq!(first.keywords, ["Sea", "Transport"]);
    assert_eq!(first.source.as_deref(), Some("Port News"));
    assert_eq!(first.language.as_deref(), Some("en-gb"));
    assert_eq!(first.place.as_deref(), Some("Eskhaven"));
    let second = &articles[1];
    assert_eq!((&*second.headline, &*second.body), ("", "Only this."));
    assert_eq!(second.url.as_deref(), Some("https://port.example/2"));
    assert_eq!(second.bylines, ["The Desk"]);
    assert_eq!(second.origin.ordinal, 2);
}

#[test]
fn atom_entries_fill_every_field() {
    let articles = articles(ATOM);
    let first = &articles[0];
    assert_eq!(
        (&*first.headline, &*first.body),
        ("Ruten stenges", "Alt.\n\nMer.")
    );
    assert_eq!(
        dated(first),
        ("2024-04-12T10:15:00+02:00".into(), "feed-published")
    );
    assert_eq!(first.id.0, "tag:port.example,2024:77");
    assert_eq!(first.url.as_deref(), Some("https://port.example/77"));
    assert_eq!(first.bylines, ["Redaksjonen"]);
    assert_eq!(first.keywords, ["Sjø"]);
    assert_eq!(first.source.as_deref(), Some("Port News"));
    assert_eq!(first.language.as_deref(), Some("nb"));
    let second = &articles[1];
    assert_eq!(
        dated(second),
        ("2024-04-13T10:00:00Z".into(), "feed-updated")
    );
    assert_eq!(second.body, "One.");
    assert_eq!(second.bylines, ["Ada Holm"]);
    assert_eq!(second.source.as_deref(), Some("Elsewhere"));
    assert_eq!(second.language.as_deref(), Some("en"));
}

#[test]
fn entries_of_rss_1_are_after_the_channel() {
    let feed = r#"<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
        xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://port.example/"><title>Port News</title>
        <items><rdf:Seq><rdf:li rdf:resource="https://port.example/77"/></rdf:Seq></items></channel>
        <item rdf:about="https://port.example/77"><title>Ferry line closes</title><dc:date>2024-04-12</dc:date>
        <dc:subject>sea</dc:subject></item></rdf:RDF>"#;
    let articles = articles(feed);
    assert_eq!(articles.len(), 1);
    assert_eq!(articles[0].source.as_deref(), Some("Port News"));
    assert_eq!(articles[0].url.as_deref(), Some("https://port.example/77"));
    assert_eq!(articles[0].keywords, ["sea"]);
    assert_eq!(dated(&articles[0]).0, "2024-04-12");
}

#[test]
fn dates_may_have_years_of_two_digits() {
    for (written, date) in [
        ("Sat, 07 Sep 02 00:00:01 GMT", "2002-09-07T00:00:01Z"),
        ("7 Sep 02 00:00:01 -0500", "2002-09-07T00:00:01-05:00"),
        ("Sat, 07 Sep 2002 0:00 EST", "2002-09-07T00:00-05:00"),
        ("2002-09-07T00:00:01Z", "2002-09-07T00:00:01Z"),
    ] {
        let feed = format!(
            "<rss><channel><item><title>A</title><pubDate>{written}</pubDate></item></channel></rss>"
        );
        assert_eq!(dated(&articles(&feed)[0]).0, date, "{written}");
    }
}

#[test]
fn only_posts_of_wordpress_exports_are_articles() {
    let feed = r#"<rss xmlns:wp="http://wordpress.org/export/1.2/"><channel>
        <wp:author><wp:author_login>ada</wp:author_login><wp:author_display_name>Ada Holm</wp:author_display_name></wp:author>
        <item><title>A</title><dc:creator>ada</dc:creator><wp:post_type>post</wp:post_type><wp:status>publish</wp:status>
        <content:encoded xmlns:content="http://purl.org/rss/1.0/modules/content/"><![CDATA[By Ada Holm
ESKHAVEN (AP) - One.

<b>Two</b>.]]></content:encoded>
        <category domain="post_tag" nicename="x">tag</category><category domain="category" nicename="y">Sea</category></item>
        <item><title>B</title><wp:post_type>attachment</wp:post_type></item>
        <item><title>C</title><wp:post_type>post</wp:post_type><wp:status>draft</wp:status></item>
        <item><title>D</title><wp:post_type>post</wp:post_type><wp:status>private</wp:status></item></channel></rss>"#;
    let (articles, problems) = read(&Feed, feed.as_bytes());
    let found: Vec<_> = articles.iter().map(|a| (&*a.headline, a.status)).collect();
    assert_eq!(found, [("A", Status::Usable), ("D", Status::Withheld)]);
    assert_eq!(
        articles[0].body,
        "By Ada Holm\nESKHAVEN (AP) - One.\n\nTwo."
    );
    assert_eq!(articles[0].place.as_deref(), Some("Eskhaven"));
    assert_eq!(articles[0].bylines, ["Ada Holm"]);
    assert_eq!(articles[0].section.as_deref(), Some("Sea"));
    assert_eq!(articles[0].keywords, ["tag", "Sea"]);
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert_eq!(problems[0].kind, ProblemKind::NotAnArticle);
    assert_eq!(
        problems[0].detail,
        "records that are no posts: 1 `attachment`, 1 `draft`"
    );
}

#[test]
fn exports_of_blogger_have_other_entries_than_posts() {
    let kind = |kind| {
        format!(
            "<category scheme='http://schemas.google.com/g/2005#kind' \
             term='http://schemas.google.com/blogger/2008/kind#{kind}'/>"
        )
    };
    let feed = format!(
        "<feed xmlns='http://www.w3.org/2005/Atom' xmlns:app='http://purl.org/atom/app#' \
         xmlns:blogger='http://schemas.google.com/blogger/2018'><title>Notes</title>\
         <entry><title>A</title>{post}<category term='cars'/></entry>\
         <entry><title>B</title>{comment}</entry><entry><title>C</title>{template}</entry>\
         <entry><title>D</title>{post}<app:control><app:draft>yes</app:draft></app:control></entry>\
         <entry><title>E</title><blogger:type>POST</blogger:type></entry>\
         <entry><title>F</title><blogger:type>COMMENT</blogger:type></entry></feed>",
        post = kind("post"),
        comment = kind("comment"),
        template = kind("template"),
    );
    let (articles, problems) = read(&Feed, feed.as_bytes());
    let found: Vec<_> = articles.iter().map(|a| &*a.headline).collect();
    assert_eq!(found, ["A", "E"]);
    assert_eq!(articles[0].keywords, ["cars"]);
    assert_eq!(
        problems[0].detail,
        "records that are no posts: 2 `comment`, 1 `draft`, 1 `template`"
    );
}

#[test]
fn a_broken_entry_does_not_affect_others() {
    let broken = RSS.replace(
        "<description>In short.</description>",
        "<description>In <b>short.</description>",
    );
    let (articles, problems) = read(&Feed, broken.as_bytes());
    assert_eq!(articles.len(), 1);
    assert_eq!(articles[0].body, "Only this.");
    assert_eq!(
        (problems[0].ordinal, problems[0].kind),
        (Some(1), ProblemKind::Malformed)
    );
    let (articles, problems) = read(&Feed, &RSS.as_bytes()[..RSS.len() - 60]);
    assert_eq!(articles.len(), 1);
    assert!(problems[0].detail.contains("cut off"), "{problems:?}");
}

#[test]
fn feeds_without_entries_are_reported() {
    for feed in [
        "<rss><channel><title>Port News</title></channel></rss>",
        "<feed/>",
    ] {
        let (_, problems) = read(&Feed, feed.as_bytes());
        assert_eq!(problems[0].kind, ProblemKind::Empty, "{feed}");
    }
}

#[test]
fn a_long_feed_is_streamed() {
    struct Endless(u64);
    impl Read for Endless {
        fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
            let text = match self.0 {
                0 => "<rss><channel>".to_owned(),
                number => format!("<item><title>Number {number}</title></item>\n"),
            };
            self.0 += 1;
            let length = text.len().min(into.len());
            into[..length].copy_from_slice(&text.as_bytes()[..length]);
            Ok(length)
        }
    }
    /// A sink that wants 5,000 articles.
    struct First(Vec<Article>);
    impl ArticleSink for First {
        fn article(&mut self, article: Article) -> Result<(), Stopped> {
            self.0.push(article);
            if self.0.len() < 5_000 {
                Ok(())
            } else {
                Err(Stopped)
            }
        }

        fn problem(&mut self, problem: Problem) -> Result<(), Stopped> {
            panic!("{problem:?}");
        }
    }
    let path = crate::article::ArchivePath::default();
    let options = crate::formats::test_support::documents::options();
    let stream = BufReader::with_capacity(HEAD_LEN, Endless(0));
    let input = Input::stream(&path, &options, Box::new(stream));
    let mut first = First(Vec::new());
    assert_eq!(Feed.read(input, &mut first), Err(ReadEnd::Stopped));
    assert_eq!(first.0.last().unwrap().headline, "Number 5000");
}

#[test]
fn feeds_are_recognized_by_their_root() {
    for (head, is_feed) in [
        (RSS, true),
        (ATOM, true),
        (
            "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'>",
            true,
        ),
        (
            "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://example.org/'>",
            false,
        ),
        ("<html><rss/></html>", false),
    ] {
        assert_eq!(Feed.recognizes(head.as_bytes()), is_feed, "{head}");
    }
}

proptest::proptest! {
    #[test]
    fn no_damage_makes_reading_panic(at in 0..4000_usize, byte in proptest::num::u8::ANY, cut in 0..4000_usize) {
        for feed in [RSS, ATOM] {
            let mut bytes = feed.as_bytes().to_vec();
            let (at, cut) = (at % bytes.len(), cut % bytes.len());
            bytes[at] = byte;
            read(&Feed, &bytes);
            read(&Feed, &bytes[..cut]);
        }
    }
}

#[test]
fn titles_about_markup_keep_its_tags() {
    for (title, headline) in [
        (
            "unship: &lt;a&gt; as alternative",
            "unship: <a> as alternative",
        ),
        (
            "unship: &amp;lt;a&amp;gt; as alternative",
            "unship: <a> as alternative",
        ),
        (
            "<![CDATA[Why <b>bold</b> <br/>text<wbr>]]>",
            "Why bold text",
        ),
        (
            "Vec&lt;T&gt; and &lt;T&gt;x&lt;/T&gt;",
            "Vec<T> and <T>x</T>",
        ),
        ("5 &lt; 6, 7&lt;8 &amp;amp; more", "5 < 6, 7<8 & more"),
        (
            "&lt;A HREF='x'&gt;Link&lt;/A&gt; and &lt;/i&gt;",
            "Link and </i>",
        ),
        ("Use &lt;script&gt; sparingly", "Use <script> sparingly"),
    ] {
        let feed = format!("<rss><channel><item><title>{title}</title></item></channel></rss>");
        assert_eq!(articles(&feed)[0].headline, headline, "{title}");
    }
    let atom = "<feed xmlns='http://www.w3.org/2005/Atom'><entry><title type='html'>On &lt;i&gt;tags&lt;/i&gt; and &lt;p&gt;</title></entry></feed>";
    assert_eq!(articles(atom)[0].headline, "On tags and <p>");
}

#[test]
fn the_text_of_a_media_group_is_the_entry_s() {
    let feed = "<feed xmlns='http://www.w3.org/2005/Atom' xmlns:media='http://search.yahoo.com/mrss/'><entry><title>Cranes</title>\
        <media:group><media:title>Cranes</media:title><media:content url='x'/>\
        <media:description>The board bought two cranes.</media:description></media:group></entry>\
        <entry><title>More</title><content>All of the text.</content><media:content><media:description>A crane at the quay\
        </media:description></media:content></entry></feed>";
    let articles = articles(feed);
    assert_eq!(articles[0].body, "The board bought two cranes.");
    assert_eq!(articles[1].body, "All of the text.");
    let notes: Vec<String> = articles[1]
        .left_out
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(notes, ["<media:description>: caption, 19 characters"]);
}

#[test]
fn the_character_set_of_a_feed_is_guessed_where_none_or_a_false_one_is_declared() {
    let text = "Совет порта Норвика купил два новых крана после долгих споров о цене.";
    let (bytes, ..) = encoding_rs::KOI8_R.encode(text);
    for declaration in [
        "<?xml version='1.0'?>",
        "<?xml version='1.0' encoding='UTF-8'?>",
        "",
    ] {
        let start = format!("{declaration}<rss><channel><item><description>");
        let feed = [
            start.as_bytes(),
            &bytes,
            b"</description></item></channel></rss>",
        ]
        .concat();
        let (articles, problems) = read(&Feed, &feed);
        assert_eq!(problems, [], "{declaration}");
        assert_eq!(articles[0].body, text, "{declaration}");
    }
}

#[test]
fn a_post_of_wordpress_without_a_date_has_the_day_of_its_post() {
    let feed = "<rss xmlns:wp='w'><channel><item><title>Ferry</title><pubDate>Wed, 30 Nov -0001 00:00:00 +0000</pubDate>\
                <description>Back.</description><wp:post_date>2021-03-01 10:00:00</wp:post_date></item></channel></rss>";
    assert_eq!(
        dated(&articles(feed)[0]),
        ("2021-03-01T10:00:00".into(), "feed-published")
    );
}

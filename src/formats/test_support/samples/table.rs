//! What each sample is read as.
//!
//! A sample without a row is described by a test of its reader.

/// A file, its reader, and each of its articles and problems in short (`in_short` of the module above).
pub(super) type Sample = (&'static str, &'static str, &'static [&'static str]);

#[rustfmt::skip]
pub(super) const SAMPLES: &[Sample] = &[
    ("json/good.json", "json", &[
        "1 2022-03-14T18:40:00+01:00 en usable Ostvik council votes to keep the night ferry",
        "2 2022-03-14T20:00:00Z en-gb usable Bakery strike in Tarvia enters second week",
        "3 2022-03-14T09:05:00Z en usable Karsova's iron bridge reopens after nine years",
    ]),
    ("json/odd.json", "json", &[
        "1 2021-11-02T05:30:00 - usable The tram that hums: Valdoria’s line 4",
        "2 2021-08-19 - usable Lake level falls for a fifth summer",
        "3 2021-01-19 fa usable ده سال پس از سیل",
        "4 not-an-article",
        "5 2021-09-01T06:00:00Z - embargoed Harvest figures of the cooperatives",
        "6 2021-09-02T06:00:00Z - canceled Correction withdrawn",
    ]),
    ("json/broken.json", "json", &[
        "1 2021-06-03 - usable Pier lights to be dimmed",
        "2 malformed",
        "3 no-text",
        "4 unknown-date",
        "4 - - usable Dog show moves indoors",
        "5 malformed",
        "5 malformed",
    ]),
    ("csv/good.csv", "csv", &[
        "1 2020-10-05 en usable Marlow library lends out its first telescope",
        "2 2020-10-06T09:15 en usable Fishermen, scientists and one seal agree on a reserve",
        "3 2020-10-07T08:00:00Z en usable Toll on the coast road to end in May",
    ]),
    ("csv/odd.csv", "csv", &[
        "1 2021-01-19T22:00 - usable Fähre fährt wieder",
        "2 2021-02-19 - withheld Noch nicht gedruckt",
    ]),
    ("csv/broken.csv", "csv", &[
        "1 2021-09-12 - usable Orchard opens its gates",
        "2 malformed",
        "3 malformed",
        "4 no-text",
        "5 unknown-date",
        "5 - - usable Undated but whole",
        "6 malformed",
        "6 2021-09-16 - usable Left open",
    ]),
    ("mail/good.eml", "mail", &[
        "1 2021-03-12T06:30:00+01:00 en usable Zürich counts its swifts: a record spring",
    ]),
    ("mail/odd.mbox", "mail", &[
        "1 1998-11-03T08:00:00Z - usable Post office clock stopped at noon",
        "2 1998-11-04T08:00:00+01:00 - usable Café by the lock changes hands",
    ]),
    ("mail/broken.mbox", "mail", &[
        "1 unknown-date",
        "1 - - usable Date that cannot be",
        "2 no-text",
        "3 bad-encoding",
        "3 2021-02-01T12:00:00 - usable Wrong character set",
    ]),
    ("mhtml/good.mhtml", "mhtml", &[
        "1 2020-08-11T07:00:00+02:00 en usable Ropewalk at Hestvik spins again",
    ]),
    ("mhtml/odd.mht", "mhtml", &["1 2009-10-02 de usable Brücke über die Ließ bleibt gesperrt"]),
    ("mhtml/broken.mht", "mhtml", &["0 malformed"]),
    ("webarchive/good.webarchive", "webarchive", &[
        "1 2018-03-27T09:00:00+01:00 en usable Weather vane of Tornby points to the bakery",
    ]),
    ("webarchive/odd.webarchive", "webarchive", &[
        "1 2017-06-14T06:30:00Z en usable Library boat adds a third island to its round",
    ]),
    ("webarchive/broken.webarchive", "webarchive", &["0 damaged"]),
    ("maff/good.maff", "maff", &[
        "1 2022-01-19T18:00:00+01:00 en usable Chess club of Garvik meets in the lighthouse",
    ]),
    ("maff/odd.maff", "maff", &[
        "1 2022-02-02T18:00:00+01:00 en usable Chess club of Garvik loses its clock",
        "2 2017-06-14T06:30:00Z en usable Library boat adds a third island to its round",
    ]),
    ("maff/broken.maff", "maff", &[
        "1 malformed",
        "2 2017-06-14T06:30:00Z en usable Library boat adds a third island to its round",
    ]),
    ("wacz/good.wacz", "wacz", &[
        "2 2020-08-11T07:00:00+02:00 en usable Ropewalk at Hestvik spins again",
        "4 2017-06-14T06:30:00Z en usable Library boat adds a third island to its round",
        "0 not-an-article",
    ]),
    ("wacz/odd.wacz", "wacz", &[
        "1 2018-03-27T09:00:00+01:00 en usable Weather vane of Tornby points to the bakery",
        "2 2022-01-19T18:00:00+01:00 en usable Chess club of Garvik meets in the lighthouse",
    ]),
    ("wacz/broken.wacz", "wacz", &["0 damaged"]),
    ("evernote/good.enex", "evernote", &[
        "1 2018-03-27 - usable Weather vane of Tornby points to the bakery",
        "2 - - usable Library boat adds a third island to its round",
    ]),
    ("evernote/odd.enex", "evernote", &["1 - - usable Shopping & errands"]),
    ("evernote/broken.enex", "evernote", &["1 - - usable Kept note", "2 no-text", "3 malformed"]),
    ("markdown/good.md", "markdown", &[
        "1 2019-07-08T07:15:00+02:00 en usable Rooftop hives: a city's sweetest census",
    ]),
    ("markdown/odd.md", "markdown", &["1 - - usable Why the mill wheel turns backwards"]),
    ("markdown/broken.md", "markdown", &[
        "1 bad-metadata",
        "1 2021-04-01T22:00 - usable Lighthouse sold: keeper stays",
    ]),
    ("nitf/good.xml", "nitf", &[
        "1 2023-09-14T08:10:00+02:00 en-gb usable Orlek reopens its river bridge two years after the flood",
    ]),
    ("nitf/odd.xml", "nitf", &[
        "1 2022-05-03 fr embargoed Les grues reviennent à l'étang de Sauvagne",
    ]),
    ("nitf/broken.xml", "nitf", &["0 malformed"]),
    ("newsml1/good.xml", "newsml-1", &[
        "1 2021-06-08T14:12:00Z en usable Belmara sells its last staffed lighthouse to a choir",
    ]),
    ("newsml1/odd.xml", "newsml-1", &[
        "1 2019-03-15 de withheld Schleuse Altwarp bleibt bis Mai geschlossen",
        "2 not-an-article",
        "3 2019-03-17T07:00:00Z de usable Schwan zieht um",
        "4 2019-03-17T07:00:00Z de usable Hintergrund: Schleusen und Vögel",
    ]),
    ("newsml1/broken.xml", "newsml-1", &["0 malformed"]),
    ("newsml-g2/good.xml", "newsml-g2", &[
        "1 2024-02-21T11:40:00+01:00 en-gb usable Skarvik road tunnel shuts for good after 61 years",
    ]),
    ("newsml-g2/odd.xml", "newsml-g2", &[
        "1 2024-03-01T08:30:00+01:00 nb canceled Fergen går på grunn",
        "2 2024-03-01T09:00:00Z nb embargoed STATSBUDSJETT",
        "3 not-an-article",
    ]),
    ("newsml-g2/broken.xml", "newsml-g2", &["0 malformed"]),
    ("newsml-g2/package.xml", "newsml-g2", &["1 not-an-article"]),
    ("newsml-g2/picture.xml", "newsml-g2", &["1 not-an-article"]),
    ("xml/good.xml", "xml", &[
        "1 2024-04-12T10:15:00+02:00 en usable Clockmaker of Orlek winds his last tower",
    ]),
    ("xml/odd.xml", "xml", &[
        "1 2023-07-02 - usable Café des quais & fils rouvre",
        "2 unknown-date",
        "2 - fr usable Le bac se repose",
    ]),
    ("xml/broken.xml", "xml", &["0 malformed"]),
    ("xml/invoice.xml", "xml", &["0 unknown-format"]),
    ("feed/good.xml", "feed", &[
        "1 2024-11-05T16:30:00Z en usable Beekeepers & bakers strike a deal over the town clock",
        "2 2024-11-04T08:05:00Z en usable Ice rink to open a week early",
    ]),
    ("feed/odd.xml", "feed", &[
        "1 2023-06-01T09:00:00-03:00 pt-br usable Preço peixe cai & sobe",
        "2 2023-06-03T12:00:00-03:00 es usable Sin texto",
        "3 unknown-date",
        "3 2023-06-04T12:00:00-03:00 pt-br usable ",
        "4 no-text",
    ]),
    ("feed/broken.xml", "feed", &[
        "1 2024-11-06T07:00:00Z - usable This entry is whole",
        "2 malformed",
        "3 malformed",
        "4 2024-11-09T09:00:00Z - usable This entry is whole again",
        "5 malformed",
    ]),
    ("feed/wordpress.xml", "feed", &[
        "1 2021-03-02T09:30:00Z en-gb usable Tide table printed on a tea towel",
        "0 not-an-article",
    ]),
    ("feed/blogger.xml", "feed", &[
        "1 2021-03-05T10:00:00Z - usable The ferry bell is back",
        "0 not-an-article",
    ]),
    ("trec/good.sgml", "trec", &[
        "1 1988-03-11 - usable Last lightship leaves the Ambrel bank",
        "2 1990-01-03 - usable ROPE WALK IS SAVED; COUNTY BUYS THE LONG SHED",
        "3 2005-06-14 - usable Orchard street gets its trees back",
    ]),
    ("trec/odd.sgml", "trec", &[
        "1 1995-04-12 - usable Brug blijft dicht",
        "2 1994-04-13 - usable Ferry Treaty Signed",
        "3 1998-07-02T18:40:00 - usable STOVE OF THE LIGHTHOUSE FOUND",
        "4 - - usable Ein Titel ohne Ende",
    ]),
    ("trec/broken.sgml", "trec", &[
        "1 1989-01-01 - usable This one is whole",
        "2 malformed",
        "2 1989-01-01 - usable This one is never closed",
        "3 no-text",
        "4 unknown-date",
        "4 1989-01-01 - usable Its date is no date, but its number has one",
        "5 malformed",
        "5 1989-01-01 - usable The file ends in the midst of it",
        "0 malformed",
    ]),
    ("mediawiki/good.xml", "mediawiki", &[
        "1 2019-10-07 en usable Swing bridge opens by hand again",
        "0 not-an-article",
    ]),
    ("mediawiki/odd.xml", "mediawiki", &[
        "1 2020-01-02 de usable Wehr wird erneuert",
        "2 2020-02-01T08:00:00Z de usable Ohne Ende",
        "0 not-an-article",
    ]),
    ("mediawiki/broken.xml", "mediawiki", &[
        "1 malformed",
        "2 unknown-date",
        "2 2020-02-01T08:00:00Z en usable This page is whole",
        "3 malformed",
    ]),
    ("news-sitemap/good.xml", "news-sitemap", &[
        "1 2022-05-03T07:30:00+02:00 en usable Second crane arrives in pieces",
        "2 2022-05-02 en usable Eel smokers want their chimney back",
    ]),
    ("news-sitemap/odd.xml", "news-sitemap", &[
        "1 2022-05-04 zh-cn usable Moor & marsh: who owns the <b>water</b>?",
        "0 not-an-article",
    ]),
    ("news-sitemap/broken.xml", "news-sitemap", &[
        "1 unknown-date",
        "1 - - usable Its date is no date",
        "2 no-text",
        "3 malformed",
    ]),
    ("story/good.story", "story", &["1 - - usable "]),
    ("story/odd.story", "story", &["1 2013-02-26T11:37 - usable "]),
    ("story/broken.story", "story", &["1 - - usable "]),
    ("json/typed-parts.jl", "json-lines", &[
        "1 2021-03-30T08:00:00Z - usable Museum lends out its oars",
    ]),
    ("json/answers.json", "json", &[
        "1 2021-03-01T08:00:00Z - usable Ferry gets a bell",
        "2 2021-03-02T08:00:00Z - usable Bell is too loud",
    ]),
    ("json/newspapers.json", "json", &[
        "1 1921-01-19 - usable THE PIER LAMPS.",
        "2 1921-01-20 - usable NOTICE OF LIGHTS.",
    ]),
    ("csv/press.tsv", "csv", &["1 2021-01-19T00:00:00+01:00 de usable Brunnen läuft wieder"]),
    ("csv/headlines.csv", "csv", &[
        "1 2020-06-30 - usable council counts its benches",
        "2 2020-07-02 - usable bench number forty is missing",
        "3 2020-07-04 - usable bench is found",
    ]),
    ("reuters-sgml/good.sgm", "reuters-sgml", &[
        "1 1987-03-02T09:14:03 en usable BELMARA SALT WORKS <BLSW> CUTS SHIPMENTS",
        "2 1987-03-02T09:20:41 en usable VALDORIA PORT TO DREDGE SECOND CHANNEL",
    ]),
    ("reuters-sgml/odd.sgm", "reuters-sgml", &[
        "1 1987-04-13T11:02:59 en usable BELMARA RAISES TOLLS SIX PCT FROM MAY",
        "2 1987-04-13T11:10:00 en usable ",
        "3 unknown-date",
        "3 - en usable CLERK WRITES NO DATE",
    ]),
    ("reuters-sgml/broken.sgm", "reuters-sgml", &[
        "1 malformed",
        "2 1987-04-14T08:05:00 en usable THIS RECORD IS WHOLE",
        "3 no-text",
    ]),
    ("lexisnexis/good.txt", "news-database", &[
        "1 2009-03-03 en usable Tram drivers of Orlek vote for a bell on every line",
        "2 2009-03-05 en usable Bakers answer",
    ]),
    ("lexisnexis/odd.txt", "news-database", &[
        "1 2003-05-17 fr usable Le pont d'Aubrive sera repeint en bleu",
        "2 2010-04-14 nl usable Molenaar maalt weer",
    ]),
    ("lexisnexis/broken.txt", "news-database", &[
        "1 - en usable ",
        "2 not-an-article",
        "3 2009-03-09 en usable Bell stolen",
    ]),
    ("nexis-uni/good.txt", "news-database", &[
        "1 2021-01-29T08:05Z - usable Skaters cross the Belmar lake for the first time in ten years",
        "2 2021-01-30 en usable Ferry sold",
    ]),
    ("nexis-uni/odd.txt", "news-database", &[
        "1 2020-01-12 - usable ",
        "2 - - usable Wahlkreis neu geschnitten",
    ]),
    ("nexis-uni/broken.txt", "news-database", &[
        "1 2019-05-04 - usable Kite festival moved",
        "2 not-an-article",
        "3 2019-05-06 - usable Kites lost",
    ]),
    ("factiva/good.html", "news-database", &[
        "1 2019-03-04T06:15 en usable Clock of Tarvia station runs backwards",
        "2 2019-03-05 en usable Train late",
    ]),
    ("factiva/odd.txt", "news-database", &[
        "1 2018-05-09 de usable Mühle sucht einen Müller",
        "2 2018-05-10 en usable Lighthouse painted",
    ]),
    ("factiva/broken.html", "news-database", &[
        "1 unknown-date",
        "1 - en usable Left without an end",
        "2 not-an-article",
        "3 2019-03-06 en usable Whole again",
    ]),
    ("factiva-xml/good.xml", "factiva-xml", &[
        "1 2019-03-04 en usable Clock of Tarvia station runs backwards",
    ]),
    ("factiva-xml/odd.xml", "factiva-xml", &[
        "1 - fr usable Le quai est à vendre",
    ]),
    ("factiva-xml/broken.xml", "factiva-xml", &[
        "1 no-text",
        "2 malformed",
        "3 malformed",
    ]),
    ("proquest/good.txt", "news-database", &[
        "1 2012-06-03 en usable Bridge of Orlek gets its second pier",
        "2 2012-06-04 en usable Ferry ends",
    ]),
    ("proquest/odd.html", "news-database", &[
        "1 2015-01-03 de usable Die Uhr geht nach",
    ]),
    ("proquest/broken.txt", "news-database", &[
        "1 - en usable ",
        "2 not-an-article",
    ]),
    ("proquest-xml/good.xml", "proquest-xml", &[
        "1 2012-06-03 eng usable Bridge of Orlek gets its second pier",
    ]),
    ("proquest-xml/odd.xml", "proquest-xml", &[
        "1 1912-06-03 eng usable FIRE AT THE MILL",
    ]),
    ("proquest-xml/broken.xml", "proquest-xml", &[
        "1 unknown-date",
        "1 - - usable A month too many",
    ]),
    ("europresse/good.html", "news-database", &[
        "1 2023-04-06 - usable Le chœur chante sous le pont",
    ]),
    ("europresse/odd.html", "news-database", &[
        "1 2012-03-05 - usable Le maire quitte la mairie",
        "2 2012-03-06 - usable Mayor back",
    ]),
    ("europresse/broken.html", "news-database", &[
        "1 - - usable ",
        "2 not-an-article",
    ]),
    ("newsbank/good.txt", "news-database", &[
        "1 1998-05-04 - usable FERRY CAPTAIN COUNTS SEALS",
        "2 1998-05-05 - usable SEALS COUNT FERRIES",
    ]),
    ("newsbank/odd.txt", "news-database", &[
        "1 2020-01-03 - usable Lighthouse opens",
    ]),
    ("newsbank/broken.txt", "news-database", &[
        "1 - - usable ",
        "2 no-text",
    ]),
    ("mediargus/good.txt", "news-database", &[
        "1 2010-05-03 - usable Kerk krijgt nieuwe haan",
        "2 2010-05-04 - usable Haan kraait",
    ]),
    ("mediargus/odd.txt", "news-database", &[
        "1 2010-05-05 - usable Brug (weer) open",
    ]),
    ("mediargus/broken.txt", "news-database", &[
        "1 no-text",
        "2 2010-05-07 - usable Met tekst",
    ]),
    ("apa/good.rtf", "rtf", &[
        "1 2004-05-11 - usable Hirsch im Hallenbad",
        "2 2004-05-12T08:30 - usable Hirsch wieder im Wald",
    ]),
    ("apa/odd.rtf", "rtf", &[
        "1 2010-06-01 - usable Fähre fährt",
    ]),
    ("apa/broken.rtf", "rtf", &[
        "1 2004-05-12T08:30 - usable Ganz",
        "2 not-an-article",
    ]),
    ("alto/good.xml", "alto", &[
        "1 - en usable ",
    ]),
    ("alto/odd.xml", "alto", &[
        "1 - - usable ",
    ]),
    ("alto/broken.xml", "alto", &[
        "1 - - usable ",
        "0 malformed",
    ]),
    ("page-xml/good.xml", "page-xml", &[
        "1 - - usable ",
    ]),
    ("page-xml/odd.xml", "page-xml", &[
        "1 - - usable ",
    ]),
    ("page-xml/broken.xml", "page-xml", &[
        "1 - - usable ",
        "0 malformed",
    ]),
    ("hocr/good.html", "hocr", &[
        "1 - eng usable ",
    ]),
    ("hocr/odd.html", "hocr", &[
        "1 - eng usable ",
        "2 - eng usable ",
    ]),
    ("hocr/broken.html", "hocr", &[
        "0 empty",
    ]),
    ("mets/good.mets.xml", "mets", &[
        "1 1903-08-11 en usable Heron in the lock",
        "0 other-kind",
    ]),
];

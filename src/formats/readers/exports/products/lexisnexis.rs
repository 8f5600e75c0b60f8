//! LexisNexis Academic and Nexis of before 2018, as text and HTML.
//!
//! `1 of 100 DOCUMENTS` opens an article. Then come the source and the date, centred, the headline,
//! labels in capitals (BYLINE, SECTION, LENGTH), the text, labels again and the rights. Labels are
//! in English, German, French or Dutch; the database has their names in the language of the source.

use super::super::blocks::{Block, Tail, blocks, is_blank, tail_start};
use super::super::dates::leading_date;
use super::super::found::Found;
use super::super::labels::{Labelled, Labels, Meaning, unknown_label};
use super::super::names::is_rights;
use super::super::product::{Mark, NoArticle, Place, Product, Record, Unmarked};
use super::error_document;
use crate::article::spelling::DayOrder;
use crate::formats::gather::opening::byline_alone;
use crate::formats::lines::{Begins, Line};

pub(in super::super) static LEXISNEXIS: &Product = &Product {
    name: "lexisnexis",
    needles: &[
        "DOCUMENT",
        "Dokument ",
        "Document ",
        "Request:",
        "opdracht:",
        "Demande",
        "DOKUMENT",
    ],
    raw: &[
        &["<META TOPIC=", "DOCUMENTS="],
        &["LXNComment"],
        &["<DOC NUMBER=", "<DOCFULL>"],
    ],
    recognizes,
    mark,
    keeps_front: false,
    unmarked,
    read,
};

#[rustfmt::skip]
static LABELS: Labels = Labels(&[
    (Meaning::Headline, &["headline", "title", "titel", "titre", "kop", "überschrift", "título"]),
    (Meaning::Text, &["body", "text"]),
    (Meaning::Date, &["date", "datum"]),
    (Meaning::Byline, &["byline", "autor", "auteur", "author", "verfasser", "door"]),
    (Meaning::Section, &["section", "rubrik", "rubrique", "rubriek", "sectie", "sección", "column", "series"]),
    (Meaning::Page, &["page", "seite", "pagina"]),
    (Meaning::Place, &["dateline", "ort", "lieu", "plaats", "place"]),
    (Meaning::Language, &["language", "sprache", "langue", "taal", "idioma"]),
    (Meaning::Url, &["url"]),
    (Meaning::Summary, &["highlight", "abstract", "summary", "zusammenfassung", "résumé", "samenvatting", "encart", "insert"]),
    (Meaning::Caption, &["graphic", "grafik", "graphique", "grafiek", "photo", "illustration", "bild"]),
    (Meaning::Correction, &["correction", "korrektur", "rectificatie"]),
    (Meaning::Note, &["bio", "note", "notes", "editor-note", "name", "body-note", "letter", "contact", "hinweis"]),
    (Meaning::Dropped, &[
        "length", "länge", "longueur", "lengte", "longitud",
        "load-date", "update", "date-chargement", "laad-datum", "laaddatum", "upload", "fecha-carga", "ladedatum",
        "publication-type", "type-publication", "pub-type", "publicatie-type", "publikationstyp", "type", "doc-type",
        "document-type", "pub-subject", "pub-code", "journal-code", "zeitungs-code", "code-revue", "tijdschrift-code",
        "krant-code", "acc-no", "correction-date", "distribution", "edition", "ausgabe", "édition", "editie",
        "subject", "sujet", "onderwerp", "thema", "industry", "company", "societe", "société", "person", "personne",
        "organization", "organisation", "ticker", "stock-symbol", "symbole-boursier", "geographic", "geo-localization",
        "localisation-geo", "country", "city", "state", "region", "activity-sector", "secteur-activite", "category",
        "classification", "keyword-terms", "issn", "isbn", "volume", "issue", "publisher", "copyright", "cat-code",
        "dossier", "zeitung", "status", "region-code", "transmission-date", "doc-id", "pub-ed", "terms",
    ]),
]);

/// The label of a line. LexisNexis writes labels in capitals.
fn labelled(line: &str) -> Option<Labelled<'_>> {
    LABELS
        .read(line)
        .filter(|label| !label.name.contains(char::is_lowercase))
}

/// The words of the line that opens an article, as `1 of 100 DOCUMENTS` or `Dokument 1 von 100`.
const OF: &[&str] = &["of", "von", "de", "van", "sur", "di", "van de"];

/// The lines of a cover.
#[rustfmt::skip]
static COVER: Labels = Labels(&[(Meaning::Dropped, &[
    "download request", "print request", "email request", "e-mail request", "delivery request", "fax request",
    "time of request", "send to", "terms", "source", "sources", "combined source", "project id", "number of lines",
    "job number", "client id", "client id/project name", "research information", "note", "search terms", "research",
    "printopdracht", "downloadopdracht", "e-mailopdracht", "tijdstip printopdracht", "tijdstip downloadopdracht",
    "tijdstip e-mailopdracht", "verzenden naar", "zoektermen", "bron", "gecombineerde bron",
    "druckauftrag", "download-auftrag", "downloadauftrag", "uhrzeit des auftrags", "zeit der anforderung", "senden an",
    "suchbegriffe", "quelle", "kombinierte quelle", "projekt-id", "anforderung",
    "demande d'impression", "demande de téléchargement", "heure de la demande", "date de la demande", "envoyer à",
    "termes", "source combinée", "id projet", "termes de la recherche",
])]);

fn recognizes(lines: &[Line]) -> bool {
    let start = lines.iter().take(30);
    let cover = start
        .filter(|line| COVER.read(&line.text).is_some())
        .count();
    if cover >= 3 && lines.iter().take(12).any(|line| is_request(&line.text)) {
        return true;
    }
    let Some(at) = lines.iter().position(|line| place(&line.text).is_some()) else {
        return false;
    };
    let is_alone =
        at == 0 || is_blank(&lines[at - 1]) || lines[at].style.begins >= Begins::Paragraph;
    let after = &lines[at + 1..];
    let is_followed = after
        .iter()
        .take(60)
        .any(|line| labelled(&line.text).is_some())
        || blocks(after)
            .iter()
            .take(3)
            .any(|block| leading_date(block.first(), DayOrder::default()).is_some());
    is_alone && is_followed
}

fn is_request(line: &str) -> bool {
    let first = line
        .trim()
        .split(':')
        .next()
        .unwrap_or_default()
        .to_lowercase();
    first.len() < 40
        && ["request", "opdracht", "auftrag", "demande", "anforderung"]
            .iter()
            .any(|word| first.contains(word))
}

/// The place in the series that a line names, if it names nothing else.
fn place(line: &str) -> Option<Place> {
    let line = line.trim();
    if line.len() > 60 || !line.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let line = line.strip_prefix("FOCUS -").unwrap_or(line);
    let words: Vec<&str> = line.split_whitespace().collect();
    let number = |word: &str| word.replace([',', '.'], "").parse::<u32>().ok();
    let is_of = |word: &str| OF.contains(&&*word.to_lowercase());
    match words[..] {
        [number_of, of, all, documents] if is_of(of) && is_documents(documents) => Some(Place {
            number: number(number_of)?,
            of: number(all)?,
        }),
        [document, number_of, of, all] if is_of(of) && is_document(document) => Some(Place {
            number: number(number_of)?,
            of: number(all)?,
        }),
        _ => None,
    }
}

fn is_documents(word: &str) -> bool {
    [
        "DOCUMENT",
        "DOCUMENTS",
        "DOCUMENTEN",
        "DOKUMENTE",
        "DOKUMENTEN",
        "DOKUMENT",
    ]
    .contains(&word)
}

fn is_document(word: &str) -> bool {
    ["Dokument", "Document", "Documento", "DOKUMENT", "DOCUMENT"].contains(&word)
}

fn mark(line: &Line, before: &[Line]) -> Mark {
    // Marks are short, and most lines are not.
    if line.text.len() > 120 {
        return Mark::None;
    }
    match place(&line.text) {
        Some(place) if stands_alone(line, before) => {
            if is_centred(line) || line.style.begins >= Begins::Paragraph {
                Mark::SurelyOpens(place)
            } else {
                Mark::Opens(place)
            }
        }
        _ => Mark::None,
    }
}

/// Whether a line of text is indented as centred lines are.
fn is_centred(line: &Line) -> bool {
    line.text.starts_with("    ")
}

/// Whether the line before is blank, or the line is a paragraph.
fn stands_alone(line: &Line, before: &[Line]) -> bool {
    line.style.begins >= Begins::Paragraph || before.last().is_none_or(is_blank)
}

fn unmarked(lines: &[Line]) -> Unmarked {
    let labels = lines
        .iter()
        .filter(|line| labelled(&line.text).is_some())
        .count();
    let cover = lines
        .iter()
        .filter(|line| COVER.read(&line.text).is_some())
        .count();
    if cover > 1 {
        Unmarked::Boilerplate
    } else if labels > 1 {
        Unmarked::Article
    } else if lines
        .iter()
        .map(|line| line.text.trim().len())
        .sum::<usize>()
        < 200
    {
        Unmarked::Boilerplate
    } else {
        Unmarked::Unknown
    }
}

fn read(record: &Record, found: &mut Found<'_, '_>) -> Result<(), NoArticle> {
    error_document(&record.lines)?;
    let blocks = blocks(&record.lines);
    let body = read_head(&blocks, found);
    let end = body + tail_start(&blocks[body..], |block| tail_of(block, found));
    read_tail(&blocks[end..], found);
    found.paragraphs(&blocks[body..end]);
    Ok(())
}

/// The most blocks between the date and the first label: headline, subhead, byline and a spare one.
const MOST_HEADLINES: usize = 4;

/// Reads what is before the text. Returns the number of its blocks.
fn read_head(blocks: &[Block<'_>], found: &mut Found<'_, '_>) -> usize {
    let is_label = |block: &Block<'_>| head_label(block.first()).is_some();
    let first_label = blocks.iter().take(12).position(is_label);
    let tail = blocks
        .iter()
        .take(12)
        .position(|block| labelled(block.first()).is_some());
    let limit = first_label.or(tail).unwrap_or(6).min(blocks.len());
    let titles = read_source(&blocks[..limit], found);
    let labels = first_label
        .or(tail)
        .filter(|at| *at <= titles + MOST_HEADLINES);
    // Without labels before the text, the first block is the headline and the rest is text.
    let end = labels.unwrap_or_else(|| (titles + 1).min(blocks.len()));
    read_titles(&blocks[titles.min(end)..end], found);
    read_labels(blocks, end, found)
}

/// The labels that are dropped and come before the text.
const HEAD_NAMES: &[&str] = &["LENGTH", "LÄNGE", "LONGUEUR", "LENGTE", "LONGITUD"];

/// The label of a line, if it may be before the text.
fn head_label(line: &str) -> Option<Labelled<'_>> {
    labelled(line).filter(|label| match label.meaning {
        Meaning::Dropped => HEAD_NAMES.contains(&label.name),
        Meaning::Language | Meaning::Caption | Meaning::Correction | Meaning::Url => false,
        _ => true,
    })
}

/// Reads source and date. Returns the number of the block that the headline can start at.
fn read_source(blocks: &[Block<'_>], found: &mut Found<'_, '_>) -> usize {
    let date = blocks.iter().enumerate().find_map(|(at, block)| {
        let mut lines = block.lines.iter().take(5);
        Some((at, lines.position(|line| found.is_date(&line.text))?))
    });
    let Some((date, line)) = date else {
        return read_undated(blocks, found);
    };
    let is_in_text = is_centred(&blocks[date].lines[line]);
    for block in &blocks[..date] {
        let is_title = is_in_text && !block.lines[0].text.starts_with("  ");
        if is_title && found.has(Meaning::Source) {
            found.offer(Meaning::Headline, "", &block.line());
        } else {
            offer_source(block.lines, found);
        }
    }
    offer_source(&blocks[date].lines[..line], found);
    found.date(&date_lines(&blocks[date].lines[line..], found));
    date + 1
}

/// Offers the source: the first line above the date that says nothing of rights.
fn offer_source(lines: &[Line], found: &mut Found<'_, '_>) {
    for line in lines.iter().filter(|line| !is_rights(&line.text)) {
        if found.has(Meaning::Source) {
            found.left_out("line above the date", &line.text);
        } else {
            found.offer(Meaning::Source, "", &line.text);
        }
    }
}

/// Reads the source of an article without a date. It is centred in a text, and a headline never is.
fn read_undated(blocks: &[Block<'_>], found: &mut Found<'_, '_>) -> usize {
    let centred = blocks
        .iter()
        .take_while(|block| is_centred(&block.lines[0]))
        .count();
    let sources = centred.max(usize::from(blocks.len() > 1)).min(blocks.len());
    for block in &blocks[..sources] {
        offer_source(block.lines, found);
    }
    sources
}

/// The date, with the time that may be on the line below it. Other lines there are the edition.
fn date_lines(lines: &[Line], found: &Found<'_, '_>) -> String {
    let first = lines[0].text.trim().to_owned();
    let Some(second) = lines.get(1).map(|line| line.text.trim()) else {
        return first;
    };
    let is_time = second.starts_with(|c: char| c.is_ascii_digit()) && second.contains(':');
    let both = format!("{first} {second}");
    if is_time && found.is_date(&both) {
        both
    } else {
        first
    }
}

/// Reads the blocks between date and labels: headline, subhead, byline. Centred blocks name the
/// edition or the show.
fn read_titles(blocks: &[Block<'_>], found: &mut Found<'_, '_>) {
    for block in blocks {
        let name = unknown_label(block.first()).map(|(name, _)| name);
        if is_centred(&block.lines[0]) || name == Some("SHOW") {
            found.left_out(name.unwrap_or("line below the date"), &block.line());
            continue;
        }
        if found.has_headline() {
            let line = block.line();
            let is_byline = byline_alone(&line).is_some();
            let meaning = if is_byline {
                Meaning::Byline
            } else {
                Meaning::Subhead
            };
            found.offer(meaning, "", &line);
            continue;
        }
        // A semicolon at a line end separates headline and subhead.
        let split = block
            .lines
            .iter()
            .position(|line| line.text.trim_end().ends_with(';'));
        let (title, below) = match split {
            Some(at) if at + 1 < block.lines.len() => block.lines.split_at(at + 1),
            _ => (block.lines, &[][..]),
        };
        let title = Block { lines: title }.line();
        found.offer(Meaning::Headline, "", title.trim_end_matches(';'));
        found.offer(Meaning::Subhead, "", &Block { lines: below }.line());
    }
}

/// Reads labels in a row. Returns the number of the block after them.
fn read_labels(blocks: &[Block<'_>], from: usize, found: &mut Found<'_, '_>) -> usize {
    let mut at = from;
    while let Some(block) = blocks.get(at) {
        let is_between = |block: &Block<'_>| {
            unknown_label(block.first()).is_some()
                && blocks
                    .get(at + 1)
                    .is_some_and(|next| head_label(next.first()).is_some())
        };
        let label = head_label(block.first());
        if let Some(label) = label.filter(|label| label.meaning == Meaning::Text) {
            let mut text = label.value.to_owned();
            for line in &block.lines[1..] {
                text.push('\n');
                text.push_str(line.text.trim_end());
            }
            found.offer(Meaning::Text, label.name, text.trim_start_matches('\n'));
            return at + 1;
        }
        if label.is_some() || is_between(block) {
            read_label(block, found);
        } else if !is_rights(block.first()) {
            break;
        }
        at += 1;
    }
    at
}

/// Reads a block that starts with a label. Several labels may be in it, one a line.
fn read_label(block: &Block<'_>, found: &mut Found<'_, '_>) {
    let mut value: Option<(Meaning, &str, String)> = None;
    for line in block.lines {
        let text = line.text.trim();
        if let Some(label) = labelled(text) {
            if let Some((meaning, name, value)) = value.take() {
                found.offer(meaning, name, &value);
            }
            value = Some((label.meaning, label.name, label.value.to_owned()));
        } else if let Some((_, _, value)) = &mut value {
            value.push('\n');
            value.push_str(text);
        } else if let Some((name, rest)) = unknown_label(text) {
            found.left_out(name, rest);
        }
    }
    if let Some((meaning, name, value)) = value {
        found.offer(meaning, name, &value);
    }
}

/// What a block after the text can be.
fn tail_of(block: &Block<'_>, found: &Found<'_, '_>) -> Tail {
    let first = block.first();
    match labelled(first) {
        // A label that was before the text opens a paragraph of it.
        Some(label) if label.meaning != Meaning::Dropped && found.has(label.meaning) => Tail::Text,
        Some(label) if label.meaning == Meaning::Text => Tail::Text,
        Some(label) if label.meaning.is_long() => Tail::LongLabel,
        Some(_) => Tail::Label,
        None if block.lines.iter().any(|line| is_rights(&line.text)) => Tail::Label,
        None => match unknown_label(first) {
            Some((name, _)) if name.contains('-') => Tail::Label,
            Some((_, value)) if value.len() < 60 => Tail::Code,
            None if is_code(first) && block.lines.len() == 1 => Tail::Code,
            _ => Tail::Text,
        },
    }
}

/// Whether a line is a code of the database: one word in capitals.
fn is_code(line: &str) -> bool {
    (2..=20).contains(&line.len())
        && line
            .bytes()
            .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'-')
}

/// Reads the labels after the text. A paragraph without a label belongs to the label before it.
fn read_tail(blocks: &[Block<'_>], found: &mut Found<'_, '_>) {
    let mut at = 0;
    while let Some(block) = blocks.get(at) {
        let rest = &blocks[at + 1..];
        let more = rest.iter().take_while(|block| is_plain(block)).count();
        match labelled(block.first()) {
            Some(label) if more > 0 => {
                let mut value = block.line();
                value = value
                    .split_once(':')
                    .map_or(String::new(), |(_, value)| value.trim().to_owned());
                for block in &rest[..more] {
                    value.push_str("\n\n");
                    value.push_str(&block.line());
                }
                found.offer(label.meaning, label.name, &value);
            }
            Some(_) => read_label(block, found),
            None => {
                let line = block.line();
                match unknown_label(block.first()) {
                    Some((name, _)) => found.left_out(name, &line),
                    None if is_code(&line) => found.left_out(&line, &line),
                    None => {}
                }
            }
        }
        at += 1 + more;
    }
}

/// Whether a block after the text is neither a label, nor a code, nor about rights.
fn is_plain(block: &Block<'_>) -> bool {
    let first = block.first();
    labelled(first).is_none()
        && !is_code(first)
        && unknown_label(first).is_none()
        && !block.lines.iter().any(|line| is_rights(&line.text))
}

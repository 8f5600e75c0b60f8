//! Nexis Uni and Lexis Advance: Word, RTF, or their text.
//!
//! `End of Document` ends an article. It starts with the headline, the source, the date and the
//! rights, each on a line. Labels follow, then a line `Body` and the text. After it are sections
//! with a heading (`Graphic`, `Classification`) and more labels (`Load-Date`). A cover with a list of
//! the results may be before the first article.

use super::error_document;
use crate::article::ProblemKind;
use crate::formats::lines::{Begins, Line};
use crate::formats::readers::exports::blocks::{Block, blocks, is_blank, without_lines};
use crate::formats::readers::exports::found::Found;
use crate::formats::readers::exports::labels::{Labels, Meaning, label};
use crate::formats::readers::exports::names::{is_page_count, is_rights};
use crate::formats::readers::exports::product::{Mark, NoArticle, Product, Record, Unmarked};
use crate::formats::readers::exports::sentences::is_sentence;

pub(in crate::formats) static NEXIS_UNI: &Product = &Product {
    name: "nexis-uni",
    needles: &[
        "End of Document",
        "Ende Dokument",
        "Fin de document",
        "Einde van document",
        "Einde document",
        "Fin del documento",
        "Fine del documento",
        "Fim do documento",
        "Slut på dokument",
        "Load-Date:",
        "Job Number:",
        "Ende des Dokuments",
        "Fin du document",
        "\nBody\n",
        "\nBody\r",
        "Auftragsnummer:",
        "Opdrachtnummer:",
    ],
    raw: &[],
    recognizes,
    opens_surely: false,
    mark,
    list: None,
    unmarked,
    read,
};

/// Lines that end an article.
const ENDS: &[&str] = &[
    "End of Document",
    "Ende des Dokuments",
    "Ende Dokument",
    "Fin du document",
    "Fin de document",
    "Einde van document",
    "Einde document",
    "Fin del documento",
    "Fine del documento",
    "Fim do documento",
    "Slut på dokument",
    "Slut på dokumentet",
];

/// Lines before the text.
const BODIES: &[&str] = &[
    "Body",
    "Textkörper",
    "Hauptteil",
    "Corps du texte",
    "Volledige tekst",
];

/// Lines before the text that other files have too.
const LIKE_BODIES: &[&str] = &[
    "Text", "Corps", "Texte", "Tekst", "Inhoud", "Cuerpo", "Corpo",
];

#[rustfmt::skip]
static LABELS: Labels = Labels::new(&[
    (Meaning::Byline, &["byline", "autor", "auteur", "author", "verfasser", "autore", "författare"]),
    (Meaning::Section, &["section", "rubrik", "rubrique", "rubriek", "sectie", "sección", "sezione", "seção", "secção", "avdelning", "sektion"]),
    (Meaning::Place, &["dateline", "ort", "lieu", "plaats", "lugar", "luogo"]),
    (Meaning::Language, &["language", "sprache", "langue", "taal", "idioma", "lingua", "língua", "språk"]),
    (Meaning::Url, &["url"]),
    (Meaning::Subhead, &["series"]),
    (Meaning::Summary, &["highlight", "highlights", "abstract", "summary", "zusammenfassung", "résumé", "samenvatting", "insert", "resumen", "riassunto", "resumo", "sammanfattning"]),
    (Meaning::Caption, &["graphic", "grafik", "graphique", "grafiek", "illustration", "gráfico", "grafico", "imagen", "immagine", "imagem", "bild"]),
    (Meaning::Correction, &["correction", "korrektur", "rectificatie"]),
    (Meaning::Note, &["bio", "note", "notes", "name", "letter", "contact", "editor's note"]),
    (Meaning::Dropped, &[
        "length", "länge", "longueur", "lengte", "longitud", "lunghezza", "comprimento", "extensão", "längd", "update", "load-date", "ladedatum", "laad-datum", "laaddatum",
        "date de chargement", "date-chargement", "fecha de carga", "fecha-carga", "data di caricamento", "data de carregamento", "data da carga", "uppladdningsdatum", "laddningsdatum",
        "tipo de publicación", "tipo di pubblicazione", "tipo de publicação", "publikationstyp", "asunto", "soggetto", "assunto", "ämne",
        "publication-type", "publication type", "publikationstyp", "type de publication", "publicatietype", "subject",
        "industry", "geographic", "person", "company", "organization", "organisation", "ticker", "journal code",
        "journal-code", "correction-date", "document-type", "doc-type", "distribution", "edition", "thema", "sujet",
        "onderwerp", "acc-no", "pub-type", "issn", "volume", "publisher", "copyright", "category", "country", "city",
        "state", "team", "league", "classification",
    ]),
    (Meaning::Note, &["guests", "guest", "gäste", "invités", "gasten"]),
]);

/// Headings of the sections after the text.
#[rustfmt::skip]
static SECTIONS: Labels = Labels::new(&[
    (Meaning::Caption, &["graphic", "graphics", "grafik", "graphique", "grafiek", "gráfico", "grafico", "imagen", "immagine", "imagem", "bild"]),
    (Meaning::Correction, &["correction", "corrections"]),
    (Meaning::Note, &["notes", "bio"]),
    (Meaning::Dropped, &["classification", "klassifizierung", "classificatie", "clasificación", "classificazione", "classificação", "klassificering", "search terms"]),
]);

/// Lines of a cover.
#[rustfmt::skip]
static COVER: Labels = Labels::new(&[(Meaning::Dropped, &[
    "user name", "date and time", "job number", "client/matter", "search terms", "search type", "narrowed by",
    "content type", "sources", "benutzername", "datum und uhrzeit", "auftragsnummer", "mandant/angelegenheit",
    "suchbegriffe", "suchtyp", "gebruikersnaam", "datum en tijd", "opdrachtnummer", "zoektermen", "nom d'utilisateur",
    "date et heure", "numéro de tâche", "termes de recherche", "type de recherche",
])]);

fn recognizes(lines: &[Line]) -> bool {
    let starts = |line: &Line, table: &Labels| table.read(&line.text).is_some();
    let cover = lines
        .iter()
        .take(8)
        .filter(|line| starts(line, &COVER))
        .count();
    if cover >= 2 {
        return true;
    }
    let body = lines.iter().position(is_body);
    let Some(head) = body.or_else(|| lines.iter().position(is_end)) else {
        return false;
    };
    let head = &lines[..head];
    let labels = head.iter().filter(|line| starts(line, &LABELS)).count();
    let has_rights = head.iter().any(|line| is_rights(&line.text));
    body.is_some() && (labels >= 1 || has_rights) || labels >= 2 && has_rights
}

fn is_body(line: &Line) -> bool {
    line.text.len() < 24 && BODIES.contains(&line.text.trim())
}

fn is_end(line: &Line) -> bool {
    line.text.len() < 40
        && ENDS
            .iter()
            .any(|end| end.eq_ignore_ascii_case(line.text.trim()))
}

fn mark(line: &Line, _: &[Line]) -> Mark {
    if is_end(line) {
        Mark::Closes
    } else {
        Mark::None
    }
}

fn unmarked(lines: &[Line]) -> Unmarked {
    let written = || lines.iter().filter(|line| !is_blank(line));
    if lines.iter().any(is_body) {
        Unmarked::Article
    } else if written().any(|line| COVER.read(&line.text).is_some())
        || written().map(|line| line.text.len()).sum::<usize>() < 200
    {
        Unmarked::Boilerplate
    } else {
        Unmarked::Unknown
    }
}

fn read(record: &Record, found: &mut Found<'_, '_>) -> Result<(), NoArticle> {
    error_document(&record.lines)?;
    let lines = &without_lines(&record.lines, |line| is_page_count(&line.text));
    let is_like = |line: &Line| line.text.len() < 24 && LIKE_BODIES.contains(&line.text.trim());
    let like = || lines.iter().take(MOST_HEAD).position(is_like);
    let body = lines.iter().position(is_body).or_else(like);
    let head = body.unwrap_or_else(|| head_without_body(lines, found));
    let is_first = record.ordinal == 1;
    read_head(
        &lines[head.saturating_sub(MOST_HEAD)..head],
        is_first,
        found,
    )?;
    read_body(&lines[body.map_or(head, |at| at + 1)..], found);
    Ok(())
}

/// The head of an article has at most this many lines. A list of results is above it.
const MOST_HEAD: usize = 200;

/// The shortest line that is a paragraph and no value of a label, in bytes.
const PARAGRAPH: usize = 60;

/// The end of the head of a record that has no line `Body`: after the last label or line of rights
/// near its start and above the first paragraph.
fn head_without_body(lines: &[Line], found: &Found<'_, '_>) -> usize {
    let date = lines
        .iter()
        .take(MOST_HEAD)
        .position(|line| found.is_date(&line.text))
        .map_or(0, |at| at + 1);
    let is_known = |line: &Line| LABELS.read(&line.text).is_some() || is_rights(&line.text);
    let is_above_text =
        |line: &&Line| is_known(line) && !is_load_date(line) || line.text.len() < PARAGRAPH;
    let near = lines[date..].iter().take(20).take_while(is_above_text);
    let near: Vec<&Line> = near.collect();
    let last = near.iter().rposition(|line| is_known(line));
    last.map_or(date, |at| date + at + 1)
}

/// Reads what is before the text.
fn read_head(lines: &[Line], is_first: bool, found: &mut Found<'_, '_>) -> Result<(), NoArticle> {
    let is_known = |line: &Line| LABELS.read(&line.text).is_some() || is_rights(&line.text);
    let date = lines.iter().rposition(|line| {
        !is_known(line) && COVER.read(&line.text).is_none() && found.is_date(&line.text)
    });
    let first_label = lines
        .iter()
        .rposition(|line| !is_known(line) && !is_blank(line));
    let Some(date) = date else {
        if first_label.is_none() {
            return Err(NoArticle {
                kind: ProblemKind::NoText,
                what: "has neither a headline nor a date".to_owned(),
            });
        }
        read_undated(lines, found);
        return Ok(());
    };
    found.date(lines[date].text.trim());
    if let Some(source) = lines[..date].iter().rposition(|line| !is_blank(line)) {
        read_titles(lines, source, is_first, found);
    }
    read_labels(&lines[date + 1..], true, found);
    Ok(())
}

/// Reads headline and source. `source` is the line above the date.
fn read_titles(lines: &[Line], source: usize, is_first: bool, found: &mut Found<'_, '_>) {
    let near = source.saturating_sub(MOST_TITLES);
    let heading = (near..=source)
        .rev()
        .find(|at| lines[*at].style.heading.is_some());
    let title = heading
        .filter(|at| *at < source)
        .or_else(|| title_before(lines, source));
    if heading == Some(source) {
        return offer_headline(&lines[source..=source], found);
    }
    found.offer(Meaning::Source, "", &lines[source].text);
    let Some(start) = title else { return };
    match heading {
        Some(_) => {
            offer_headline(&lines[start..=start], found);
            for line in &lines[start + 1..source] {
                found.offer(Meaning::Subhead, "", &line.text);
            }
        }
        None => offer_headline(&lines[start..source], found),
    }
    // Above the first article is the cover.
    let above = lines[..start].iter().filter(|line| {
        if is_first {
            is_sentence(&line.text)
        } else {
            !is_blank(line)
        }
    });
    for line in above {
        found.left_out("line above the headline", &line.text);
    }
}

/// The most lines of a headline.
const MOST_TITLES: usize = 4;

/// Where the headline above the source starts; `None` if there is none.
fn title_before(lines: &[Line], source: usize) -> Option<usize> {
    if lines[source].style.begins == Begins::Page {
        return None;
    }
    let last = lines[..source].iter().rposition(|line| !is_blank(line))?;
    if COVER.read(&lines[last].text).is_some() {
        return None;
    }
    let mut start = last;
    // A heading is one headline, whatever is above it; so is a paragraph of a word processor.
    while start > 0 && last - start + 1 < MOST_TITLES {
        let line = &lines[start];
        let before = &lines[start - 1];
        if line.style.heading.is_some()
            || line.style.begins >= Begins::Paragraph
            || is_blank(before)
        {
            break;
        }
        start -= 1;
    }
    Some(start)
}

fn offer_headline(lines: &[Line], found: &mut Found<'_, '_>) {
    let words: Vec<&str> = lines.iter().map(|line| line.text.trim()).collect();
    let headline = words.join(" ");
    if !headline
        .trim()
        .eq_ignore_ascii_case("no headline in original")
    {
        found.offer(Meaning::Headline, "", &headline);
    }
}

/// Reads the head of an article without a date: headline, then source.
fn read_undated(lines: &[Line], found: &mut Found<'_, '_>) {
    let end = lines
        .iter()
        .position(|line| is_rights(&line.text) || LABELS.read(&line.text).is_some())
        .unwrap_or(lines.len());
    let written: Vec<usize> = (0..end).filter(|at| !is_blank(&lines[*at])).collect();
    if let [.., title, source] = written[..] {
        offer_headline(&lines[title..=title], found);
        found.offer(Meaning::Source, "", &lines[source].text);
    } else if let [title] = written[..] {
        offer_headline(&lines[title..=title], found);
    }
    read_labels(&lines[end..], true, found);
}

/// Reads labels with their values. In the head, a line without a label belongs to the label before
/// it, and lines before the first label are of the database: the edition, the rights.
fn read_labels(lines: &[Line], is_head: bool, found: &mut Found<'_, '_>) {
    let mut value: Option<(Meaning, &str, String)> = None;
    for line in lines {
        let text = line.text.trim();
        if let Some(label) = LABELS.read(text) {
            if let Some((meaning, name, value)) = value.take() {
                found.offer(meaning, name, &value);
            }
            value = Some((label.meaning, label.name, label.value.to_owned()));
        } else if is_rights(text) || text.is_empty() {
        } else if let Some((_, _, value)) = &mut value {
            value.push('\n');
            value.push_str(text);
        } else if let Some((name, rest)) = label(text).filter(|_| !is_head) {
            found.left_out(name, rest);
        }
    }
    if let Some((meaning, name, value)) = value {
        found.offer(meaning, name, &value);
    }
}

/// Reads the text and what is after it.
fn read_body(lines: &[Line], found: &mut Found<'_, '_>) {
    let end = lines
        .iter()
        .enumerate()
        .position(|(at, line)| section(lines, at, false).is_some() || is_load_date(line))
        .unwrap_or(lines.len());
    found.paragraphs(&blocks(&lines[..end]));
    let mut at = end;
    while at < lines.len() {
        let next = (at + 1..lines.len())
            .find(|next| section(lines, *next, true).is_some() || is_load_date(&lines[*next]))
            .unwrap_or(lines.len());
        match section(lines, at, true) {
            Some(Meaning::Dropped) => read_labels(&lines[at + 1..next], false, found),
            Some(meaning) => {
                let part = blocks(&lines[at + 1..next]);
                let text: Vec<String> = part.iter().map(Block::line).collect();
                found.offer(meaning, lines[at].text.trim(), &text.join("\n\n"));
            }
            None => read_labels(&lines[at..next], false, found),
        }
        at = next;
    }
}

/// The meaning of the section whose heading a line is. After the text (`is_after`), each paragraph
/// that is one of these headings and nothing else is such a line.
fn section(lines: &[Line], at: usize, is_after: bool) -> Option<Meaning> {
    let line = &lines[at];
    let text = line.text.trim();
    if text.len() > 24 || text.is_empty() {
        return None;
    }
    let meaning = SECTIONS.meaning(text)?;
    let is_marked = line.style.heading.is_some() || line.style.bold >= text.len();
    let is_alone = |at: Option<usize>| at.and_then(|at| lines.get(at)).is_none_or(is_blank);
    let next_is_label = || {
        let next = lines[at + 1..].iter().find(|line| !is_blank(line));
        next.is_some_and(|line| LABELS.read(&line.text).is_some())
    };
    let is_paragraph = |at: usize| {
        let line = lines.get(at);
        line.is_none_or(|line| is_blank(line) || line.style.begins >= Begins::Paragraph)
    };
    let is_last_of_text =
        || is_alone(at.checked_sub(1)) && is_paragraph(at + 1) && ends_soon(lines, at);
    let stands_alone = is_alone(at.checked_sub(1)) && is_alone(Some(at + 1))
        || meaning == Meaning::Dropped && next_is_label()
        || is_paragraph(at) && is_paragraph(at + 1) && is_after
        || is_last_of_text();
    (is_marked || stands_alone).then_some(meaning)
}

/// The most lines of the sections after a text that no blank line separates from their headings.
const MOST_AFTER: usize = 12;

/// Whether the label that follows every text is a few lines below.
fn ends_soon(lines: &[Line], at: usize) -> bool {
    let below = lines[at..].iter().filter(|line| !is_blank(line));
    below.take(MOST_AFTER).any(is_load_date)
}

/// Labels of the day on which the database got an article.
const LOAD_DATES: &[&str] = &[
    "load-date",
    "ladedatum",
    "laad-datum",
    "laaddatum",
    "date de chargement",
    "date-chargement",
    "fecha de carga",
    "fecha-carga",
    "data di caricamento",
    "data de carregamento",
    "data da carga",
    "uppladdningsdatum",
    "laddningsdatum",
];

/// Whether a line is the label that follows the text of every article.
fn is_load_date(line: &Line) -> bool {
    let text = line.text.trim_start();
    text.len() < 80
        && LABELS
            .read(text)
            .is_some_and(|label| LOAD_DATES.contains(&&*label.name.to_lowercase()))
}

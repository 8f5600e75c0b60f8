//! Folders that hold the parts of a saved page, by their names.
//!
//! Browsers save a page as `Name.html` and put its frames, pictures and styles into a folder next
//! to it, `Name_files` in English. No file is opened here.

/// The ends of the names of such folders, in lower case, as browsers in many languages write them.
#[rustfmt::skip]
const ENDS: &[&str] = &[
    "_files", "-files", ".files", " files", "-dateien", "_dateien", "_fichiers", "-fichiers", "_archivos", "-archivos",
    "_arquivos", "_ficheiros", "_file", "_bestanden", "-bestanden", "_filer", "-filer", "_pliki", "_soubory", "_súbory",
    "_subory", "_fájlok", "_elemei", "_tiedostot", "_dosyalar", "_файлы", "_файли", "_fitxers", "_arxius", "_fișiere",
    "_fisiere", "_datoteke", "_fajlovi", "_failid", "_bylos", "_faili", "_fitxategiak", "_αρχεία", "_ficheros",
    "_skrár", "_fails", "_berkas", "_tệp", "_ファイル", "_文件",
];

/// The extensions of pages.
const PAGES: &[&str] = &["html", "htm", "xhtml", "xht", "shtml", "HTML", "HTM"];

/// The name of the page that a folder of parts belongs to, without its extension; `None` if the
/// folder is not named as one.
///
/// ```
/// use dateline::article::page_of_parts;
/// assert_eq!(page_of_parts("Deich bei Langholm-Dateien"), Some("Deich bei Langholm"));
/// assert_eq!(page_of_parts("2021"), None);
/// ```
#[must_use]
pub fn page_of_parts(folder: &str) -> Option<&str> {
    ENDS.iter().find_map(|end| {
        // Letters of other scripts in these names have no case that changes their length.
        let at = folder.len().checked_sub(end.len())?;
        let (page, own) = folder.split_at_checked(at)?;
        (!page.is_empty() && own.to_lowercase() == *end).then_some(page)
    })
}

/// Whether a folder holds parts of a page that is next to it. `is_there` tells whether the folder
/// around it has a file of a name.
#[must_use]
pub fn holds_parts(folder: &str, is_there: impl Fn(&str) -> bool) -> bool {
    page_of_parts(folder).is_some_and(|page| {
        PAGES
            .iter()
            .any(|extension| is_there(&format!("{page}.{extension}")))
    })
}

/// Whether a file is a page, by its extension.
#[must_use]
pub fn is_page_name(name: &str) -> bool {
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    PAGES.iter().any(|own| own.eq_ignore_ascii_case(extension))
}

/// Whether a file is of the kinds that only pages need, by its extension: styles, scripts, fonts.
#[must_use]
pub fn is_making_name(name: &str) -> bool {
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    ["css", "js", "download", "woff", "woff2", "mjs"]
        .iter()
        .any(|own| own.eq_ignore_ascii_case(extension))
}

/// The extensions of files with articles, except pages: those of all readers, of formats that are
/// told of and not read, and of archives. A test of `formats` compares them with the readers.
#[rustfmt::skip]
const DOCUMENTS: &[&str] = &[
    "txt", "text", "md", "markdown", "mkd", "mdown", "mdx", "org", "adoc", "asciidoc", "asc", "rst", "rest", "story",
    "pdf", "doc", "docx", "docm", "dotx", "odt", "ott", "fodt", "rtf", "epub",
    "xlsx", "xlsm", "xltx", "ods", "ots", "fods", "csv", "tsv", "tab", "psv", "json", "jsonl", "ndjson",
    "parquet", "pq", "sqlite", "sqlite3", "db", "db3", "eml", "mbox", "mbx", "mboxrd",
    "xml", "nxml", "nitf", "newsml", "tei", "alto", "hocr", "rss", "atom", "rdf", "sgm", "sgml", "trec", "trectext",
    "anpa", "tst", "7901", "bib", "bibtex", "biblatex", "ris",
    "mht", "mhtml", "maff", "webarchive", "warc", "wacz", "enex",
    "zip", "tar", "gz", "tgz", "zst", "bz2", "xz",
];

/// Whether a file has articles of its own, by its extension. Pages seldom load such files, so one
/// in a folder of parts may be somebody's own.
#[must_use]
pub fn is_document_name(name: &str) -> bool {
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    DOCUMENTS
        .iter()
        .any(|own| own.eq_ignore_ascii_case(extension))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_of_parts_if_its_page_is_next_to_it() {
        let files = ["Pier.html", "Muehle.HTM", "notes.txt", "_files.html"];
        let is_there = |name: &str| files.contains(&name);
        for (folder, are_parts) in [
            ("Pier_files", true),
            ("Pier-Dateien", true),
            ("Pier_fichiers", true),
            ("Pier.FILES", true),
            ("Muehle_archivos", true),
            ("notes_files", false),
            ("Harbour_files", false),
            ("Pier", false),
            ("_files", false),
        ] {
            assert_eq!(holds_parts(folder, is_there), are_parts, "{folder}");
        }
    }
}

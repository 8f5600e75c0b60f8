//! What a dump says of its site, and which of its pages are articles.
//!
//! The names of namespaces are those of the site's language, so a dump tells them before its pages.
//! Pages that are no articles are counted here.

use crate::article::{Problem, ProblemKind};
use crate::formats::xml::Element;
use std::collections::BTreeMap;

/// The most namespaces that are kept.
const MOST_NAMESPACES: usize = 200;

/// The numbers of the namespaces of files and of categories.
const FILE: &str = "6";
const MEDIA: &str = "-2";
const CATEGORY: &str = "14";

/// Names of files that wikis had before, or in English.
const FILES: &[&str] = &[
    "file",
    "image",
    "media",
    "bild",
    "datei",
    "fichier",
    "imagen",
    "archivo",
    "immagine",
    "imagem",
    "ficheiro",
    "afbeelding",
    "bestand",
    "fil",
    "grafika",
    "plik",
    "изображение",
    "файл",
    "kuva",
    "obrázek",
    "soubor",
    "slika",
    "imatge",
    "kép",
    "resim",
    "dosya",
    "画像",
    "ファイル",
    "文件",
    "图像",
    "檔案",
    "그림",
    "파일",
    "ملف",
    "صورة",
    "קובץ",
];

/// Names of categories in other languages: not every dump says them.
const CATEGORIES: &[&str] = &[
    "category",
    "kategorie",
    "catégorie",
    "categoría",
    "categoria",
    "categorie",
    "kategori",
    "kategoria",
    "категория",
    "категорія",
    "luokka",
    "kategória",
    "κατηγορία",
    "分类",
    "分類",
    "분류",
    "تصنيف",
    "רده",
    "קטגוריה",
];

/// A site.
#[derive(Debug, Default, Clone)]
pub(in crate::formats) struct Site {
    /// Its name.
    pub(super) name: Option<String>,
    /// Its language.
    pub(super) language: Option<String>,
    /// The address of its main page.
    base: Option<String>,
    /// The names of all namespaces but the main one, in lower case, with their numbers.
    namespaces: Vec<(String, String)>,
    /// Pages that are no articles, counted by kind.
    others: BTreeMap<&'static str, u32>,
}

impl Site {
    /// Reads the start tag of the dump.
    pub(super) fn open(&mut self, container: &Element) {
        self.language = container.attribute("xml:lang");
    }

    /// Reads what is said before the pages.
    pub(super) fn take(&mut self, element: &Element) {
        self.name = element.line_of("sitename");
        self.base = element.line_of("base");
        let Some(namespaces) = element.find("namespaces") else {
            return;
        };
        for namespace in namespaces.all("namespace").take(MOST_NAMESPACES) {
            let named = namespace.line().zip(namespace.attribute("key"));
            self.namespaces
                .extend(named.map(|(name, key)| (name.to_lowercase(), key)));
        }
    }

    /// Counts a page that is no article.
    pub(super) fn skip(&mut self, kind: &'static str) {
        *self.others.entry(kind).or_default() += 1;
    }

    /// The problem that names the pages that are no articles; `None` if there are none.
    pub(super) fn skipped(&self) -> Option<Problem> {
        if self.others.is_empty() {
            return None;
        }
        let counted: Vec<String> = self
            .others
            .iter()
            .map(|(kind, count)| format!("{count} {kind}"))
            .collect();
        let detail = format!("pages that are no articles: {}", counted.join(", "));
        Some(Problem::file(ProblemKind::NotAnArticle, detail))
    }

    /// Whether it is a Wikinews, whose articles have a state.
    pub(super) fn is_wikinews(&self) -> bool {
        let has = |text: &Option<String>| {
            text.as_deref()
                .is_some_and(|text| text.to_lowercase().contains("wikinews"))
        };
        has(&self.base) || has(&self.name)
    }

    /// The address of a page: the main page's, with another title.
    pub(super) fn address_of(&self, title: &str) -> Option<String> {
        let (folder, _) = self.base.as_deref()?.rsplit_once('/')?;
        let escape = |c: char| match c {
            ' ' => "_".to_owned(),
            '?' => "%3F".to_owned(),
            '%' => "%25".to_owned(),
            '"' => "%22".to_owned(),
            '#' => "%23".to_owned(),
            c => c.to_string(),
        };
        let title: String = title.chars().map(escape).collect();
        Some(format!("{folder}/{title}"))
    }

    /// Whether a name is that of the namespace of files.
    pub(super) fn is_file(&self, name: &str) -> bool {
        FILES.contains(&name) || self.has(name, &[FILE, MEDIA])
    }

    /// Whether a name is that of the namespace of categories.
    pub(super) fn is_category(&self, name: &str) -> bool {
        CATEGORIES.contains(&name) || self.has(name, &[CATEGORY])
    }

    fn has(&self, name: &str, keys: &[&str]) -> bool {
        self.namespaces
            .iter()
            .any(|(own, key)| own == name && keys.contains(&&**key))
    }
}

/// What a page is, if it is no article.
pub(super) fn other_page(site: &Site, page: &Element) -> Option<&'static str> {
    let is_main = match page.line_of("ns") {
        Some(number) => number == "0",
        // Old dumps name the namespace in the title only.
        None => page.line_of("title").is_none_or(|title| {
            let (prefix, _) = title.split_once(':').unwrap_or_default();
            let prefix = prefix.to_lowercase();
            !site.namespaces.iter().any(|(name, _)| *name == prefix)
        }),
    };
    if !is_main {
        return Some("of other namespaces");
    }
    let text = page
        .all("revision")
        .next_back()?
        .find("text")
        .map(Element::text);
    let redirects = |text: String| {
        let start = text.trim_start().get(..9);
        start.is_some_and(|start| start.eq_ignore_ascii_case("#redirect"))
    };
    if page.find("redirect").is_some() || text.is_some_and(redirects) {
        return Some("redirects");
    }
    let model = page.all("revision").next_back()?.line_of("model")?;
    (model != "wikitext").then_some("not in wikitext")
}

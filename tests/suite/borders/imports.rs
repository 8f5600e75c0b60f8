//! Which file of `src/` imports which, read from the source as text.
//!
//! A module is the file that it is written in: `formats::xml` is `src/formats/xml/mod.rs`. A path is followed to
//! the longest module in it, and through re-exports (`pub use`) to the file that defines the name; a re-export
//! itself is no import. Tests at the end of a file (`#[cfg(test)] mod … {`) are left out.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// A module's path below the crate: `["formats", "xml"]`; the crate itself is empty.
pub(super) type Module = Vec<String>;

/// All imports between the files of a crate.
pub(super) struct Imports {
    /// The modules that each module imports, itself left out.
    pub(super) of: BTreeMap<Module, BTreeSet<Module>>,
}

impl Imports {
    /// Reads all files below `src`.
    pub(super) fn read(src: &Path) -> Self {
        let files: BTreeMap<Module, PathBuf> = rust_files(src)
            .into_iter()
            .map(|file| (module_of(file.strip_prefix(src).unwrap()), file))
            .collect();
        let texts: BTreeMap<&Module, String> = files
            .iter()
            .map(|(module, file)| (module, code(&fs::read_to_string(file).unwrap())))
            .collect();
        let mut re_exports = BTreeMap::new();
        for (module, text) in &texts {
            for (path, is_public) in used_paths(text) {
                if let Some(target) = resolve(&files, &path, module).filter(|_| is_public) {
                    re_exports.insert(((*module).clone(), last_name(&path)), target);
                }
            }
        }
        let follow = |mut target: Module, name: &str| {
            // More steps than any chain of re-exports has.
            for _ in 0..16 {
                match re_exports.get(&(target.clone(), name.to_owned())) {
                    Some(next) if *next != target => target.clone_from(next),
                    _ => break,
                }
            }
            target
        };
        let imports_of = |module: &Module, text: &str| -> BTreeSet<Module> {
            let used = used_paths(text).into_iter();
            let used = used.filter(|(_, is_public)| !is_public);
            let paths = used.map(|(path, _)| path).chain(inline_paths(text));
            paths
                .filter_map(|path| Some(follow(resolve(&files, &path, module)?, &last_name(&path))))
                .filter(|target| target != module)
                .collect()
        };
        let of = texts
            .iter()
            .map(|(module, text)| ((*module).clone(), imports_of(module, text)))
            .collect();
        Self { of }
    }

    /// The groups of modules that import each other, directly or through others.
    pub(super) fn circles(&self) -> Vec<BTreeSet<Module>> {
        let reached: BTreeMap<&Module, BTreeSet<&Module>> = self
            .of
            .keys()
            .map(|from| (from, self.reach(from)))
            .collect();
        let mut circles: Vec<BTreeSet<Module>> = Vec::new();
        for (module, others) in &reached {
            if circles.iter().any(|circle| circle.contains(*module)) {
                continue;
            }
            let circle: BTreeSet<Module> = others
                .iter()
                .filter(|other| reached[**other].contains(module))
                .map(|other| (**other).clone())
                .collect();
            if !circle.is_empty() {
                circles.push(circle);
            }
        }
        circles
    }

    /// All modules that a module imports, directly or through others.
    fn reach(&self, from: &Module) -> BTreeSet<&Module> {
        let mut reached = BTreeSet::new();
        let mut waiting: Vec<&Module> = self.of[from].iter().collect();
        while let Some(next) = waiting.pop() {
            if reached.insert(next) {
                waiting.extend(&self.of[next]);
            }
        }
        reached
    }
}

/// All files of Rust below a folder.
pub(super) fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn module_of(file: &Path) -> Module {
    let file = file.with_extension("");
    let mut parts: Module = file
        .iter()
        .map(|part| part.to_str().unwrap().to_owned())
        .collect();
    if parts
        .last()
        .is_some_and(|name| ["mod", "lib", "main"].contains(&name.as_str()))
    {
        parts.pop();
    }
    parts
}

/// A file's code without comments, texts in quotes, and the tests at its end.
pub(super) fn code(text: &str) -> String {
    let mut code = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let skipped = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else if c == '"' {
            quoted(rest)
        } else if c == 'r' && !code.ends_with(is_of_name) {
            raw_quoted(rest)
        } else if c == '\'' {
            character(rest)
        } else {
            0
        };
        if skipped == 0 {
            code.push(c);
            rest = &rest[c.len_utf8()..];
        } else {
            rest = &rest[skipped..];
        }
    }
    let end = tests_begin(&code).unwrap_or(code.len());
    code.truncate(end);
    code
}

fn is_of_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// The length of a string literal.
fn quoted(text: &str) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            '"' if !escaped => return at + 1,
            _ => escaped = c == '\\' && !escaped,
        }
    }
    text.len()
}

/// The length of a raw string literal, 0 if the text does not begin with one.
fn raw_quoted(text: &str) -> usize {
    let hashes = text[1..].chars().take_while(|c| *c == '#').count();
    let Some(inner) = text[1 + hashes..].strip_prefix('"') else {
        return 0;
    };
    let close = format!("\"{}", "#".repeat(hashes));
    let end = inner
        .find(&close)
        .map_or(inner.len(), |end| end + close.len());
    text.len() - inner.len() + end
}

/// The length of a character literal, 0 for a lifetime.
fn character(text: &str) -> usize {
    let mut chars = text.char_indices().skip(1);
    match chars.next() {
        Some((_, '\\')) => text[2..].find('\'').map_or(0, |end| {
            // `'\''` closes at the second quote.
            if end == 0 { 4 } else { end + 3 }
        }),
        Some(_) => match chars.next() {
            Some((at, '\'')) => at + 1,
            _ => 0,
        },
        None => 0,
    }
}

fn tests_begin(code: &str) -> Option<usize> {
    code.match_indices("#[cfg(test)]")
        .map(|(at, _)| at)
        .find(|at| {
            let after = code[at + "#[cfg(test)]".len()..].trim_start();
            after.starts_with("mod ") && after.find('{') < after.find(';').or(Some(usize::MAX))
        })
}

/// The paths of all `use` declarations, and whether each is a re-export.
fn used_paths(code: &str) -> Vec<(String, bool)> {
    let mut found = Vec::new();
    for (at, _) in code.match_indices("use ") {
        if code[..at].ends_with(is_of_name) {
            continue;
        }
        let line = code[..at].rfind(['\n', ';', '}']).map_or(0, |end| end + 1);
        let is_public = code[line..at].trim_start().starts_with("pub");
        let tree = code[at + "use ".len()..].split(';').next().unwrap_or("");
        found.extend(flat(tree).into_iter().map(|path| (path, is_public)));
    }
    found
}

/// `a::{b, c::{d, e as f}}` as paths.
fn flat(tree: &str) -> Vec<String> {
    let tree = tree.trim();
    let Some((head, inner)) = tree.split_once('{') else {
        let path = tree.split(" as ").next().unwrap_or(tree);
        return vec![path.trim().to_owned()];
    };
    let inner = inner.strip_suffix('}').unwrap_or(inner);
    let (mut parts, mut depth) = (vec![String::new()], 0);
    for c in inner.chars() {
        depth += i32::from(c == '{') - i32::from(c == '}');
        if c == ',' && depth == 0 {
            parts.push(String::new());
        } else {
            parts.last_mut().unwrap().push(c);
        }
    }
    let parts = parts.iter().filter(|part| !part.trim().is_empty());
    parts
        .flat_map(|part| flat(part))
        .map(|path| format!("{}{path}", head.trim()))
        .collect()
}

/// The paths in code that begin at the crate or at a module's relatives.
fn inline_paths(code: &str) -> Vec<String> {
    let mut found = Vec::new();
    for root in ["crate::", "super::", "self::"] {
        for (at, _) in code.match_indices(root) {
            let is_inner = code[..at].ends_with(|c| is_of_name(c) || c == ':');
            let path = &code[at..];
            let end = path.find(|c| !is_of_name(c) && c != ':');
            let path = path[..end.unwrap_or(path.len())].trim_end_matches(':');
            if !is_inner {
                found.push(path.to_owned());
            }
        }
    }
    found
}

fn last_name(path: &str) -> String {
    path.rsplit("::").next().unwrap_or(path).trim().to_owned()
}

/// The module that a path written in `here` leads to.
fn resolve(files: &BTreeMap<Module, PathBuf>, path: &str, here: &Module) -> Option<Module> {
    let mut parts: Vec<&str> = path.split("::").map(str::trim).collect();
    let mut base = match parts[0] {
        "crate" | "dateline" => {
            parts.remove(0);
            Module::new()
        }
        "self" | "super" => {
            let mut base = here.clone();
            while parts
                .first()
                .is_some_and(|part| ["self", "super"].contains(part))
            {
                if parts.remove(0) == "super" {
                    base.pop();
                }
            }
            base
        }
        first => {
            let mut own = here.clone();
            own.push(first.to_owned());
            files.contains_key(&own).then(|| here.clone())?
        }
    };
    base.extend(parts.into_iter().map(str::to_owned));
    while !files.contains_key(&base) {
        base.pop()?;
    }
    Some(base)
}

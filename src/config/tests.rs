//! Whole files, and everything that can be wrong with one.
//!
//! Every mistake is tested by its message, with file, line and key, and by what is allowed instead. No test needs the
//! files that a configuration names.

use super::*;
use crate::analysis::Language;
use crate::article::spelling::DayOrder;
use crate::article::{ArchivePath, Folders};

fn parse(text: &str) -> Result<Config, ConfigError> {
    Config::parse(Path::new("/data/dateline.toml"), text)
}

const WHOLE: &str = r#"
[archive.kayhan]
folders  = ["articles/kayhan", "articles/wire"]
index    = "indexes/kayhan"
include  = ["**/*.txt"]
exclude  = ["**/drafts/**"]
language = "french"
timezone = "Asia/Tehran"
day-first = false
max-removed = "20%"
max-problems = "5%"
keep = 5
before = ["mount-check", "/mnt"]

[archive.one]
folders = ["one"]

[watch.troops]
query = "troops withdrawal place:baghdad"
archives = ["kayhan"]
feed = "troops.atom"
"#;

#[test]
fn a_whole_file_is_read_with_paths_from_its_folder() {
    let config = parse(WHOLE).unwrap();
    let kayhan = config.archive("kayhan").unwrap();
    let file = ArchivePath::from_stored("wire/a.txt");
    assert_eq!(
        kayhan.folders.locate(&file),
        Path::new("/data/articles/wire/a.txt")
    );
    assert_eq!(kayhan.index, Path::new("/data/indexes/kayhan"));
    assert_eq!(kayhan.settings.reading.languages, [Language::French]);
    assert_eq!(
        kayhan.settings.reading.timezone.as_deref(),
        Some("Asia/Tehran")
    );
    assert_eq!(kayhan.settings.reading.day_order, DayOrder::MonthFirst);
    assert_eq!(kayhan.settings.guards.max_removed.to_string(), "20%");
    assert_eq!(kayhan.settings.guards.max_problems.to_string(), "5%");
    assert_eq!(kayhan.settings.keep, 5);
    assert_eq!(
        kayhan.settings.hooks.before.as_deref(),
        Some(&["mount-check".to_owned(), "/mnt".to_owned()][..])
    );
    let one = config.archive("one").unwrap();
    assert_eq!(
        one.folders,
        Folders::one("/data/one".into()),
        "a single folder adds no name"
    );
    assert_eq!(one.index, Path::new("/data/one/.dateline"));
    let watches: Vec<_> = config
        .watches_of("kayhan")
        .map(|own| own.name.as_str())
        .collect();
    assert_eq!(watches, ["troops"]);
    assert_eq!(config.watches_of("one").count(), 0);
}

#[test]
fn every_value_has_its_origin() {
    let config = parse(WHOLE).unwrap();
    let effective = &config.archive("kayhan").unwrap().effective;
    let of = |key| effective.iter().find(|own| own.key == key).unwrap();
    assert_eq!(
        (of("language").value.as_str(), of("language").origin),
        ("\"french\"", Origin::Line(7))
    );
    assert_eq!(
        (of("follow").value.as_str(), of("follow").origin),
        ("false", Origin::Default)
    );
    assert_eq!(of("after").value, "", "what is not set has no value");
}

#[test]
fn mistakes_are_reported_with_line_key_and_what_is_allowed() {
    are_refused(&[
        (
            "[archive.a]\nfolders = [\"a\"]\nlangauge = \"french\"",
            "/data/dateline.toml:3: unknown key `archive.a.langauge`; is `language` meant?",
            "the keys here are folders, index",
        ),
        (
            "[archive.a]\nfolders = [\"a\"]\n\nlanguage = \"klingon\"",
            "/data/dateline.toml:4: `archive.a.language` is \"klingon\"",
            "allowed are none, arabic,",
        ),
        (
            "[archive.a]\nindex = \"x\"",
            "/data/dateline.toml:1: `archive.a.folders` is missing",
            "a folder, \"articles/kayhan\"",
        ),
        (
            "[archive.a]\nfolders = 5",
            "/data/dateline.toml:2: `archive.a.folders` is a number",
            "a folder, \"articles/kayhan\"",
        ),
        (
            "[archive.a]\nfolders = [\"a\", 1]",
            "/data/dateline.toml:2: `archive.a.folders` has an item that is a number",
            "a folder, \"articles/kayhan\"",
        ),
        (
            "[archive.a]\nfolders = [\"x/wire\", \"y/wire\"]\nindex = \"i\"",
            "/data/dateline.toml:2: `archive.a.folders` has two folders of the name wire",
            "kayhan = \"articles/kayhan\"",
        ),
        (
            "[archive.a]\nfolders = [\"x\", \"x/wire\"]\nindex = \"i\"",
            "has /data/x and /data/x/wire, one of which is inside the other",
            "folders by name",
        ),
        (
            "[archive.a]\nfolders = [\"x/y/wire\", \"x-y\", \"x\"]\nindex = \"i\"",
            "has /data/x/y/wire and /data/x, one of which is inside the other",
            "folders by name",
        ),
        (
            "[archive.a]\nfolders = [\"x\", \"y\"]",
            "`archive.a.index` is missing: an archive of several folders",
            "a folder that is empty",
        ),
    ]);
}

#[test]
fn wrong_values_are_reported_with_what_is_allowed() {
    are_refused(&[
        (
            "[archive.a]\nfolders = [\"a\"]\nmax-removed = 20",
            "/data/dateline.toml:3: `archive.a.max-removed` is a number",
            "such as \"20%\"",
        ),
        (
            "[archive.a]\nfolders = [\"a\"]\nmax-file-size = \"0\"",
            "`archive.a.max-file-size` is \"0\"",
            "such as \"64MiB\"",
        ),
        (
            "[archive.a]\nfolders = [\"a\"]\nkeep = 0",
            "`archive.a.keep` is 0",
            "a whole number from 1",
        ),
        (
            "[archive.a]\nfolders = [\"a\"]\ntimezone = \"Asia/Teheran\"",
            "`archive.a.timezone` is \"Asia/Teheran\"",
            "time zone database",
        ),
        (
            "[archive.a]\nfolders = [\"a\"]\ninclude = [\"[\"]",
            "`archive.a.include` has a wrong pattern",
            "globs",
        ),
        (
            "[archive.a]\nfolders = [\"a\"]\nbefore = []",
            "`archive.a.before` names no program",
            "without a shell",
        ),
        (
            "[archive.a]\nfolders = [\"a\"]\nranking = [\n  \"k1=1.2\",\n  \"k2=1\",\n]",
            "/data/dateline.toml:5: `archive.a.ranking` cannot be used: unknown setting `k2` of ranking; the settings are k1, b,",
            "such as \"k1=1.2\"",
        ),
        (
            "[archive.a]\nfolders = [\"a\"]\nranking = [\"b=7\"]",
            "/data/dateline.toml:3: `archive.a.ranking` cannot be used: `b` must be a number from 0.1 to 0.95, not `7`",
            "such as \"k1=1.2\"",
        ),
        (
            "[archive.a]\nfolders = [\"a\"]\nranking = [\"weight.hedline=4\"]",
            "`hedline` is not a field with a weight; the fields are headline,",
            "docs/ranking.md",
        ),
        (
            "[archive.a]\nfolders = [\"a\"]\naliases = \"names.txt\"",
            "/data/dateline.toml:3: `archive.a.aliases` is a text",
            "a list of texts",
        ),
        (
            "[watch.w]\nquery = \"x\"\narchives = [\"b\"]\n[archive.a]\nfolders = [\"a\"]",
            "/data/dateline.toml:3: `watch.w.archives` names `b`",
            "allowed are a",
        ),
        (
            "archive = 1",
            "/data/dateline.toml:1: `archive` is no table",
            "[archive.NAME]",
        ),
        (
            "[archives.a]",
            "unknown key `archives`; is `archive` meant?",
            "archive, watch",
        ),
    ]);
}

/// Texts, a part of the message about each, and a part of what is allowed.
fn are_refused(wrong: &[(&str, &str, &str)]) {
    for (text, message, allowed) in wrong {
        let error = parse(text).unwrap_err();
        assert!(error.to_string().contains(message), "{error}\n{text}");
        assert!(
            error.allowed().unwrap().contains(allowed),
            "{:?}\n{text}",
            error.allowed()
        );
    }
}

#[test]
fn a_file_that_is_not_toml_is_reported_with_its_line() {
    let error = parse("[archive.a]\nfolders = [\"a\"\n\n[watch").unwrap_err();
    assert!(
        error.to_string().starts_with("/data/dateline.toml:"),
        "{error}"
    );
    assert!(
        matches!(error, ConfigError::Malformed { line: 2.., .. }),
        "{error:?}"
    );
}

#[test]
fn the_nearest_file_upwards_is_found() {
    let root = tempfile::tempdir().unwrap();
    let deep = root.path().join("a/b");
    std::fs::create_dir_all(&deep).unwrap();
    std::fs::write(
        root.path().join(FILE_NAME),
        "[archive.x]\nfolders = [\"a\"]",
    )
    .unwrap();
    let config = Config::find(&deep).unwrap().unwrap();
    assert!(config.archive("x").is_some());
}

/// Watches that name each other in a ring; each is of the archives that `archives` gives for it.
fn ring(watches: usize, archives: usize, archives_of: impl Fn(usize) -> String) -> Config {
    let archives = (0..archives)
        .map(|own| format!("[archive.a{own}]\nfolders = [\"none\"]\nindex = \"/none/{own}\"\n"));
    let watches = (0..watches).map(|own| {
        let (next, of) = ((own + 1) % watches, archives_of(own));
        format!("[watch.w{own}]\nquery = \"watch:w{next}\"\narchives = [{of}]\n")
    });
    parse(&archives.chain(watches).collect::<String>()).unwrap()
}

#[test]
fn a_watch_may_name_one_that_is_of_all_its_archives() {
    let wrong = |own: &str, next: &str| {
        let of = [own.to_owned(), next.to_owned()];
        let faults = ring(2, 2, |at| of[at].clone()).faults();
        let keys = faults.iter().map(ToString::to_string);
        let keys: Vec<_> = ["w0", "w1"]
            .into_iter()
            .filter(|name| {
                keys.clone()
                    .any(|fault| fault.contains(&format!("watch.{name}.")))
            })
            .collect();
        keys.join(" ")
    };
    let (all, one, other, both) = ("", "'a0'", "'a1'", "'a0', 'a1'");
    assert_eq!(wrong(all, all), "");
    assert_eq!(wrong(all, both), "");
    assert_eq!(wrong(one, one), "");
    assert_eq!(wrong(one, both), "w1");
    assert_eq!(wrong(all, one), "w0");
    assert_eq!(wrong(one, other), "w0 w1");
}

/// A look at all watches for each archive of each watch would take minutes.
#[test]
fn the_check_looks_at_each_of_many_watches_and_archives_once() {
    let all: Vec<_> = (0..150).map(|own| format!("'a{own}'")).collect();
    let all = all.join(", ");
    let faults = ring(1_500, 150, |_| all.clone()).faults();
    let is_of_watch = |fault: &ConfigError| fault.to_string().contains("watch.");
    assert!(!faults.iter().any(is_of_watch), "{faults:?}");
}

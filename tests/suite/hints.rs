//! Every message that names a command names one that works when it is pasted. Errors are provoked in
//! archives that are named in every way, and a shell runs what their hints name.

use crate::harness::{Archive, Ran};
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

/// The commands that the hints and notes of a run name, each from `dateline ` to its end.
fn commands(said: &str) -> Vec<String> {
    let lines = said.lines();
    let lines = lines.filter(|line| line.starts_with("hint: ") || line.starts_with("note: "));
    let mut found = Vec::new();
    for line in lines {
        for (at, _) in line.match_indices("dateline ") {
            let is_start = line[..at].ends_with(' ');
            let command = line[at..].split("; ").next().unwrap_or_default();
            let command = command.split(", or ").next().unwrap_or_default();
            let command = command.split(" …").next().unwrap_or_default();
            if is_start {
                found.push(command.trim_end_matches('`').to_owned());
            }
        }
    }
    found
}

/// Runs a command line in a shell that knows the program.
fn pasted(archive: &Archive, folder: &Path, line: &str) -> (i32, String) {
    let program = Path::new(env!("CARGO_BIN_EXE_dateline"));
    let own = program.parent().unwrap().display().to_string();
    let path = std::env::var("PATH").unwrap_or_default();
    let output = Command::new("sh")
        .args(["-c", line])
        .current_dir(folder)
        .stdin(Stdio::null())
        .env_remove("DATELINE_INDEX")
        .env("PATH", format!("{own}:{path}"))
        .env("DATELINE_STATE", archive.beside("state"))
        .output()
        .unwrap();
    let said = [output.stdout, output.stderr].concat();
    let said = String::from_utf8_lossy(&said).into_owned();
    (output.status.code().unwrap_or(-1), said)
}

/// An archive and how it is named, in a folder with a name that a shell would split.
struct Place {
    archive: Archive,
    /// Options that name it for commands with `--in`.
    options: Vec<String>,
    /// What names it for commands with an argument.
    argument: Vec<String>,
    /// The folder of the index.
    index: std::path::PathBuf,
}

/// An archive of each kind: with its index inside, with its index elsewhere, and of a configuration
/// that is named.
fn places() -> Vec<Place> {
    let text = "Bloc\n\nThe withdrawal of troops.\n";
    let name = "my 'odd' news";
    let made = || {
        let archive = Archive::new();
        fs::create_dir(archive.beside(name)).unwrap();
        fs::write(archive.beside(name).join("a.txt"), text).unwrap();
        archive
    };
    let (inside, elsewhere, configured) = (made(), made(), made());
    let texts = |own: &[&str]| own.iter().map(|own| (*own).to_owned()).collect::<Vec<_>>();
    let config = "[archive.kayhan]\nfolders = [\"../my 'odd' news\"]\nindex = \"../their index\"\n";
    fs::create_dir(configured.beside("etc")).unwrap();
    fs::write(configured.beside("etc/news.toml"), config).unwrap();
    vec![
        Place {
            options: texts(&["--in", name]),
            argument: texts(&[name]),
            index: inside.beside(name).join(".dateline"),
            archive: inside,
        },
        Place {
            options: texts(&["--in", name, "--index", "their index"]),
            argument: texts(&[name, "--index", "their index"]),
            index: elsewhere.beside("their index"),
            archive: elsewhere,
        },
        Place {
            options: texts(&["--config", "etc/news.toml", "--in", "kayhan"]),
            argument: texts(&["--config", "etc/news.toml", "kayhan"]),
            index: configured.beside("their index"),
            archive: configured,
        },
    ]
}

impl Place {
    fn folder(&self) -> std::path::PathBuf {
        self.archive.beside("")
    }

    /// Runs a command on this archive, named by `--in`.
    fn with_options(&self, command: &[&str]) -> Ran {
        let own = self.options.iter().map(String::as_str);
        let arguments: Vec<&str> = command.iter().copied().chain(own).collect();
        self.archive.run_in(&self.folder(), &arguments)
    }

    /// The same, named by an argument.
    fn with_argument(&self, command: &[&str]) -> Ran {
        let own = self.argument.iter().map(String::as_str);
        let arguments: Vec<&str> = command.iter().copied().chain(own).collect();
        self.archive.run_in(&self.folder(), &arguments)
    }

    /// Checks that a run names a command, and that every command it names works.
    #[track_caller]
    fn works(&self, ran: &Ran) {
        let said = ran.stderr();
        let commands = commands(&said);
        assert!(!commands.is_empty(), "no command\n{}", ran.explained());
        for command in commands {
            let (code, answer) = pasted(&self.archive, &self.folder(), &command);
            assert!(
                matches!(code, 0 | 1),
                "{command}\nexit {code}\n{answer}\nafter {}",
                ran.explained()
            );
        }
    }
}

/// Damages a file of the current generation.
fn damage(place: &Place) {
    let generations = place.index.join("generations");
    let newest = fs::read_dir(generations)
        .unwrap()
        .map(|own| own.unwrap().path())
        .max();
    fs::write(newest.unwrap().join("catalog"), "damaged").unwrap();
}

#[test]
fn a_command_in_a_hint_works_when_it_is_pasted() {
    for place in places() {
        // No index yet; the first command makes it.
        place.works(&place.with_options(&["status"]).exits(2));
        place.works(&place.with_options(&["rollback", "--to", "77"]).exits(2));
        place.works(&place.with_options(&["search", "withdrawl"]).exits(1));
        place.works(
            &place
                .with_options(&["search", "--save", "w", "troops"])
                .exits(0),
        );
        let folder = place.folder().join("my 'odd' news");
        fs::write(folder.join("b.txt"), "Second\n\nAnother text.\n").unwrap();
        place.works(&place.with_options(&["search", "another"]).exits(1));
        fs::write(folder.join("c.txt"), "Third\n\nOne more text.\n").unwrap();
        place.works(&place.with_options(&["status"]).exits(0));
        place.works(&place.with_options(&["rollback"]).exits(0));
        damage(&place);
        place.works(&place.with_options(&["verify"]).exits(2));
        damage(&place);
        place.works(&place.with_options(&["status"]).exits(2));
        // Everything is whole again.
        place.with_options(&["verify"]).exits(0);
    }
}

#[test]
fn jobs_say_first_what_is_wrong_and_then_what_to_do() {
    for place in places() {
        place.with_argument(&["index"]).exits(0);
        damage(&place);
        let ran = place
            .with_argument(&["repair", "--allow-removals"])
            .exits(0);
        assert!(
            !ran.stderr().contains("dateline repair"),
            "{}",
            ran.explained()
        );
    }
    let place = places().swap_remove(2);
    place.with_argument(&["reindex"]).exits(0);
    fs::remove_file(place.folder().join("my 'odd' news/a.txt")).unwrap();
    let ran = place.with_argument(&["reindex", "--quiet"]).exits(4);
    let said = ran.stderr();
    let (wrong, hint) = (
        said.find("kayhan: refused").unwrap(),
        said.find("hint:").unwrap(),
    );
    assert!(wrong < hint, "{said}");
    place.works(&ran);
}

#[cfg(unix)]
#[test]
fn what_cannot_be_repaired_names_no_repair() {
    for place in places() {
        place.with_argument(&["index"]).exits(0);
        let lock = place.index.join("writer.lock");
        fs::remove_file(&lock).unwrap();
        std::os::unix::fs::symlink(place.folder().join("target"), &lock).unwrap();
        let ran = place
            .with_argument(&["repair"])
            .exits(2)
            .says("cannot be repaired");
        assert!(
            !ran.stderr().contains("dateline repair"),
            "{}",
            ran.explained()
        );
        assert!(!place.folder().join("target").exists());
        let said = ran.stderr();
        let (_, line) = said.split_once("make the index again: ").unwrap();
        let (code, answer) = pasted(&place.archive, &place.folder(), line.trim());
        assert_eq!(code, 0, "{line}\n{answer}");
        place.with_options(&["verify"]).exits(0);
    }
}

#[test]
fn errors_come_before_hints() {
    let place = places().swap_remove(0);
    place.with_argument(&["index"]).exits(0);
    damage(&place);
    for command in [&["verify"][..], &["status"], &["search", "is:noted"]] {
        let said = place.with_options(command).exits(2).stderr();
        let first = said
            .lines()
            .find_map(|line| line.split_once(": "))
            .unwrap()
            .0;
        assert_eq!(first, "error", "{command:?}\n{said}");
    }
}

#[test]
fn a_hint_on_an_article_holds_for_every_command_that_takes_one() {
    let place = places().swap_remove(1);
    let folder = place.folder().join("my 'odd' news");
    fs::write(
        folder.join("b.jsonl"),
        "{\"id\":\"7\",\"title\":\"One\",\"text\":\"x\"}\n{\"id\":\"7\",\"title\":\"Two\",\"text\":\"y\"}\n",
    )
    .unwrap();
    place.with_argument(&["index"]).exits(0);
    for command in ["show", "cite", "copies", "similar"] {
        place
            .with_options(&[command, "id:7"])
            .exits(2)
            .says("name one by its path: b.jsonl");
        place
            .with_options(&[command, "7"])
            .exits(2)
            .says("if it is an id, write id:7");
        place.with_options(&[command, "b.jsonl#2"]);
    }
}

#[test]
fn a_folder_that_was_typed_as_a_word_is_said_to_be_one() {
    let archive = Archive::of(&[("a.txt", "Ferry\n\nThe ferry sails.\n")]);
    archive.index();
    archive
        .run_in(&archive.beside(""), &["search", "articles", "ferry"])
        .exits(2)
        .says("articles is a folder, and was read as a word: to search in it, --in articles");
}

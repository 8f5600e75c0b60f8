//! The reading room, driven through a terminal of its own: keys in, screens out, and the terminal as it was afterwards.
//! `src/browse/tests.rs` has the screens.

use crate::harness::Archive;
use std::io::Write as _;
use std::process::{Command, Stdio};

fn archive() -> Archive {
    let archive = Archive::of(&[]);
    let mut wire = String::new();
    for number in 1..=60 {
        let (year, month) = (2021 + number / 12 % 2, number % 12 + 1);
        let source = if number % 2 == 0 {
            "North Lantern"
        } else {
            "Tarv"
        };
        let record = serde_json::json!({
            "id": format!("F{number}"), "published": format!("{year}-{month:02}-03"),
            "headline": format!("Ferry number {number} sails"), "source": source,
            "body": format!("The ferry {number} sails at noon. {}The strike is over.", "Wait. ".repeat(400)),
        });
        wire += &record.to_string();
        wire.push('\n');
    }
    archive.write("wire.jsonl", wire);
    archive.write(
        "ja.txt",
        "駐留軍、撤退へ\n\n政府は月曜日、外国軍の撤退を年内に始めると発表した。\n",
    );
    archive.write(
        "evil.txt",
        "Evil \u{1b}]0;owned\u{7} ferry\n\nOSLO - The \u{1b}[2J ferry \u{202e} is evil.\n",
    );
    archive.index();
    archive
}

/// Runs `browse --plain` with these lines, and gives what it prints.
fn plain(archive: &Archive, arguments: &[&str], lines: &str) -> (i32, String) {
    let mut command = archive.command(&archive.folder());
    command.args(["browse", "--plain"]).args(arguments);
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut running = command.spawn().unwrap();
    running
        .stdin
        .take()
        .unwrap()
        .write_all(lines.as_bytes())
        .unwrap();
    let output = running.wait_with_output().unwrap();
    let text = [output.stdout, output.stderr].concat();
    (
        output.status.code().unwrap(),
        String::from_utf8_lossy(&text).into_owned(),
    )
}

#[test]
fn line_by_line_it_searches_reads_marks_and_cites() {
    let archive = archive();
    let lines = "ferry\n:sort oldest\n:more\n12\n:mark 2 karsova\n:cite 1\n:path 1\n:times\nmark:karsova\n:unmark 1 karsova\n:saved\n\
                 :nonsense\n99\n:help\n:quit\n";
    let (code, text) = plain(&archive, &[], lines);
    assert_eq!(code, 0, "{text}");
    for part in [
        "61 articles",
        " 1  ",
        "11–20 of 61",
        "Ferry number",
        "The ferry ",
        "2 is marked as karsova",
        "wire.jsonl",
        "2021-01: 2",
        "1 of 1 article",
        "1 is taken out of karsova",
        "no query is saved",
        "unknown command `:nonsense`",
        "no article 99: the list has 1 to 1",
        "end (or the end of the input)",
    ] {
        assert!(text.contains(part), "no `{part}`\n{text}");
    }
    let (code, text) = plain(&archive, &["evil", "--as", "k"], "1\n:mark 1\n");
    assert_eq!(code, 0);
    assert!(
        text.contains("is marked as k") && !text.contains('\u{1b}') && !text.contains('\u{7}'),
        "{text:?}"
    );
}

#[test]
fn values_are_exact_and_the_command_of_a_list_prints_it() {
    let archive = Archive::of(&[]);
    let mut wire = String::new();
    for (at, source) in [
        "The Guardian",
        "The Guardian Weekly",
        "-x",
        "..",
        "*",
        "a \"b\"",
    ]
    .iter()
    .enumerate()
    {
        let record = serde_json::json!({
            "id": at, "headline": "Ferry", "body": "It sails.", "source": source,
        });
        wire.push_str(&record.to_string());
        wire.push('\n');
    }
    archive.write("wire.jsonl", wire);
    archive.index();
    for source in ["The Guardian", "-x", "..", "*", "a \"b\""] {
        let value = format!("source={source}");
        let (_, text) = plain(
            &archive,
            &["--value", &value],
            "\"ferry\n:facets source\n:command\n",
        );
        assert!(
            text.contains("1 of 1 article") || text.contains("1 article"),
            "{source}\n{text}"
        );
        let found = archive.run(&["search", "--value", &value, "--format", "json", ""]);
        let found = found.exits(0).stdout();
        assert!(
            found.contains(&serde_json::json!(source).to_string()),
            "{found}"
        );
        assert!(text.contains("--value"), "{text}");
    }
    // An empty query has articles without a date too.
    let (_, text) = plain(&archive, &[], ":command\n:save all\n:notes\n");
    assert!(
        text.contains(" search '' ") || text.contains(" search ''"),
        "{text}"
    );
    let all = archive.run(&["search", "--count", ""]).exits(0).stdout();
    assert_eq!(all.trim(), "6");
}

#[test]
fn without_a_terminal_it_says_what_to_do() {
    let archive = archive();
    archive
        .run(&["browse", "ferry"])
        .exits(2)
        .says("browse needs a terminal")
        .says("browse --plain");
    archive
        .run(&["browse", "--as", "a b"])
        .exits(2)
        .says("cannot be the name of a dossier");
}

#[cfg(target_os = "linux")]
mod on_a_terminal {
    use super::*;
    use portable_pty::{CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};
    use std::fs;
    use std::io::Read as _;
    use std::num::NonZero;
    use std::sync::{Arc, Mutex};
    use std::time::{Duration, Instant};

    /// How long a screen may take. The tests do not measure time: this is for a machine with other work.
    const PATIENCE: Duration = Duration::from_mins(1);

    /// The program on a terminal.
    struct Terminal {
        master: Box<dyn MasterPty + Send>,
        child: Box<dyn portable_pty::Child + Send + Sync>,
        keys: Box<dyn std::io::Write + Send>,
        screen: Arc<Mutex<vt100::Parser>>,
        /// Everything that was written.
        written: Arc<Mutex<Vec<u8>>>,
    }

    fn size(rows: u16, cols: u16) -> PtySize {
        PtySize {
            rows,
            cols,
            pixel_width: 0,
            pixel_height: 0,
        }
    }

    fn parser() -> vt100::Parser {
        let [rows, cols] = [24, 80].map(|count| NonZero::new(count).unwrap());
        vt100::Parser::new(rows, cols, 0)
    }

    impl Terminal {
        fn run(archive: &Archive, arguments: &[&str], environment: &[(&str, &str)]) -> Self {
            let pair = native_pty_system().openpty(size(24, 80)).unwrap();
            let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_dateline"));
            command.arg("browse");
            command.args(arguments);
            command.cwd(archive.folder());
            command.env("DATELINE_STATE", archive.beside("state"));
            command.env("TERM", "xterm-256color");
            for name in ["NO_COLOR", "VISUAL", "EDITOR", "DATELINE_INDEX"] {
                command.env_remove(name);
            }
            for (name, value) in environment {
                command.env(name, value);
            }
            let child = pair.slave.spawn_command(command).unwrap();
            let mut reader = pair.master.try_clone_reader().unwrap();
            let screen = Arc::new(Mutex::new(parser()));
            let written = Arc::new(Mutex::new(Vec::new()));
            let (shown, all) = (Arc::clone(&screen), Arc::clone(&written));
            std::thread::spawn(move || {
                let mut bytes = [0; 4096];
                while let Ok(count @ 1..) = reader.read(&mut bytes) {
                    shown.lock().unwrap().process(&bytes[..count]);
                    all.lock().unwrap().extend_from_slice(&bytes[..count]);
                }
            });
            Self {
                keys: pair.master.take_writer().unwrap(),
                master: pair.master,
                child,
                screen,
                written,
            }
        }

        fn text(&self) -> String {
            self.screen.lock().unwrap().screen().contents()
        }

        fn press(&mut self, keys: &str) -> &mut Self {
            self.keys.write_all(keys.as_bytes()).unwrap();
            self
        }

        /// Waits until the screen is as it should be.
        #[track_caller]
        fn shows(&mut self, parts: &[&str]) -> &mut Self {
            let end = Instant::now() + PATIENCE;
            loop {
                let text = self.text();
                if parts.iter().all(|part| text.contains(part)) {
                    return self;
                }
                assert!(Instant::now() < end, "no {parts:?} in\n{text}");
                std::thread::sleep(Duration::from_millis(10));
            }
        }

        fn resize(&mut self, rows: u16, cols: u16) -> &mut Self {
            self.screen
                .lock()
                .unwrap()
                .screen_mut()
                .set_size(rows.try_into().unwrap(), cols.try_into().unwrap());
            self.master.resize(size(rows, cols)).unwrap();
            self
        }

        fn signal(&self, name: &str) {
            let process = self.child.process_id().unwrap().to_string();
            let sent = Command::new("kill")
                .args([name, &process])
                .status()
                .unwrap();
            assert!(sent.success());
        }

        /// Waits for the end, and checks that the terminal is as it was.
        #[track_caller]
        fn ends_clean(mut self) -> (ExitStatus, String) {
            let end = Instant::now() + PATIENCE;
            let status = loop {
                if let Some(status) = self.child.try_wait().unwrap() {
                    break status;
                }
                assert!(Instant::now() < end, "it does not end\n{}", self.text());
                std::thread::sleep(Duration::from_millis(10));
            };
            let is_clean = |screen: &vt100::Screen| {
                !screen.alternate_screen()
                    && !screen.hide_cursor()
                    && !screen.bracketed_paste()
                    && screen.mouse_protocol_mode() == vt100::MouseProtocolMode::None
            };
            while !is_clean(self.screen.lock().unwrap().screen()) {
                assert!(
                    Instant::now() < end,
                    "the terminal is not clean\n{}",
                    self.text()
                );
                std::thread::sleep(Duration::from_millis(10));
            }
            let modes = format!("{:?}", self.master.get_termios().unwrap().local_flags);
            assert!(
                modes.contains("ECHO") && modes.contains("ICANON") && modes.contains("ISIG"),
                "{modes}"
            );
            let written = String::from_utf8_lossy(&self.written.lock().unwrap()).into_owned();
            assert!(
                !written.contains("\u{1b}]0;owned"),
                "text of an article is a title"
            );
            (status, written)
        }
    }

    #[test]
    fn people_search_narrow_read_mark_and_go() {
        let archive = archive();
        let mut terminal = Terminal::run(&archive, &[], &[]);
        terminal.shows(&["62 articles", "F1 help"]);
        terminal
            .press("ferry")
            .shows(&["› ferry", "61 articles", "best match first"]);
        terminal
            .press("\rs")
            .shows(&["newest first"])
            .press("s")
            .shows(&["oldest first", "2021-01-03"]);
        terminal
            .press("t")
            .shows(&["2021-01: 2 articles"])
            .press("\r")
            .shows(&["only 2021-01", "2 articles"]);
        terminal
            .press("\u{1b}")
            .shows(&["/ query"])
            .press("f")
            .shows(&["[ ] North Lantern"]);
        terminal
            .press("\u{1b}")
            .shows(&["/ query"])
            .press("m")
            .shows(&["mark for which dossier?"]);
        terminal
            .press("karsova\r")
            .shows(&["marked as karsova", "◆"]);
        terminal.press("\r").shows(&["The ferry", "match 1 of"]);
        terminal
            .resize(40, 140)
            .shows(&["│", "more lines"])
            .resize(10, 40)
            .shows(&["Ferry number"]);
        // A key that comes with a change of size may be read with the next key only.
        terminal
            .resize(24, 80)
            .shows(&["1 article without a date"])
            .press("q");
        let (status, written) = terminal.ends_clean();
        assert!(status.success(), "{written}");
        assert!(written.contains("the last list: "), "{written}");
        let marks = archive
            .run(&["marks", "karsova", "--format", "json"])
            .exits(0)
            .stdout();
        assert_eq!(marks.lines().count(), 1, "{marks}");
    }

    #[test]
    fn ctrl_c_a_signal_and_a_panic_leave_the_terminal_clean() {
        let archive = archive();
        let mut terminal = Terminal::run(&archive, &["ferry", "--mouse"], &[]);
        terminal.shows(&["61 articles"]).press("\u{3}");
        assert!(terminal.ends_clean().0.success());
        for signal in ["-TERM", "-HUP", "-INT"] {
            let mut terminal = Terminal::run(&archive, &["ferry"], &[]);
            terminal.shows(&["61 articles"]).signal(signal);
            let (status, _) = terminal.ends_clean();
            assert!(status.signal().is_some(), "{signal}: {status:?}");
        }
        // The key that panics is there in builds for tests only.
        if !cfg!(debug_assertions) {
            return;
        }
        let mut terminal = Terminal::run(&archive, &["ferry"], &[]);
        terminal.shows(&["61 articles"]).press("\u{1b}[24~");
        let (status, written) = terminal.ends_clean();
        assert_eq!(status.exit_code(), 2);
        assert!(written.contains("a panic was asked for"), "{written}");
    }

    #[test]
    fn texts_are_copied_and_files_opened() {
        let archive = archive();
        archive.write(
            "../editor.sh",
            "#!/bin/sh\necho \"$1\" > \"$(dirname \"$0\")/opened\"\n",
        );
        let editor = format!("sh {}", archive.beside("editor.sh").display());
        let mut terminal = Terminal::run(&archive, &["撤退"], &[("EDITOR", &editor)]);
        terminal
            .shows(&["1 article", "駐留軍、撤退へ"])
            .press("\rp");
        terminal.shows(&["copied"]);
        // A long path is shown in a dialog.
        if terminal.text().contains("any key closes") {
            terminal.press("\r").shows(&["/ query"]);
        }
        terminal.press("e");
        let opened = archive.beside("opened");
        let end = Instant::now() + PATIENCE;
        while fs::read_to_string(&opened).unwrap_or_default().is_empty() {
            assert!(Instant::now() < end, "{}", terminal.text());
            std::thread::sleep(Duration::from_millis(10));
        }
        assert!(
            fs::read_to_string(opened)
                .unwrap()
                .trim_end()
                .ends_with("ja.txt")
        );
        terminal.shows(&["open: ", "1 article"]).press("q");
        let (status, written) = terminal.ends_clean();
        assert!(status.success());
        assert!(
            written.contains("\u{1b}]52;c;"),
            "the clipboard of the terminal"
        );
    }

    #[test]
    fn an_editor_that_fails_and_marks_that_are_being_changed_are_told() {
        let archive = archive();
        let environment = [("EDITOR", "false")];
        let mut terminal = Terminal::run(&archive, &["撤退", "--as", "k"], &environment);
        terminal.shows(&["1 article", "駐留軍、撤退へ"]);
        terminal.press("\re").shows(&["`false` failed"]);
        fs::create_dir_all(archive.beside("state")).unwrap();
        let lock = fs::File::create(archive.beside("state").join("marks.lock")).unwrap();
        lock.lock().unwrap();
        terminal
            .press("m")
            .shows(&["another program is changing the marks"]);
        drop(lock);
        terminal.press("m").shows(&["marked as k"]).press("q");
        assert!(terminal.ends_clean().0.success());
    }

    #[test]
    fn a_new_generation_is_switched_to_with_a_word_about_it() {
        let archive = archive();
        let mut terminal = Terminal::run(&archive, &["ferry"], &[]);
        terminal.shows(&["61 articles"]);
        archive.write("new.txt", "Ferry returns\n\nOSLO - The ferry is back.\n");
        archive.index();
        terminal
            .shows(&["has a new generation", "62 articles"])
            .press("\rq");
        assert!(terminal.ends_clean().0.success());
    }

    #[test]
    fn without_colour_there_are_styles_only() {
        let archive = archive();
        let mut terminal = Terminal::run(&archive, &["ferry"], &[("NO_COLOR", "1")]);
        terminal
            .shows(&["61 articles"])
            .press("\r\r")
            .shows(&["match 1 of"])
            .press("q");
        let (_, written) = terminal.ends_clean();
        let codes = written
            .split("\u{1b}[")
            .skip(1)
            .filter_map(|rest| rest.split_once('m'));
        let mut codes = codes
            .map(|(code, _)| code)
            .filter(|code| code.bytes().all(|b| b.is_ascii_digit() || b == b';'));
        let coloured = codes.find(|code| {
            code.split(';')
                .any(|own| matches!(own.parse::<u8>(), Ok(30..=37 | 40..=47 | 90..=107)))
        });
        assert_eq!(coloured, None);
    }

    #[test]
    fn a_damaged_file_of_marks_is_told_and_never_written_over() {
        let archive = archive();
        let file = archive.beside("state").join("marks.jsonl");
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(&file, "half a li").unwrap();
        let mut terminal = Terminal::run(&archive, &["ferry", "--as", "karsova"], &[]);
        terminal
            .shows(&["61 articles", "is damaged"])
            .press("\rm")
            .shows(&["is damaged"])
            .press("q");
        assert!(terminal.ends_clean().0.success());
        assert_eq!(fs::read_to_string(&file).unwrap(), "half a li");
    }
}

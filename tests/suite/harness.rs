//! The test harness: a temporary archive, runs of the program in it, and failures that show the
//! command and its output.

use dateline::analysis::NewsAnalyzer;
use dateline::index::{
    BuildReport, BuildSettings, Generation, IndexStore, Progress, Settings, build,
};
use dateline::query::ask::Ask;
use dateline::query::{
    Copies, Engine, QueryPlan, RankedId, SearchPage, SearchRequest, Snapshot, Synonyms,
};
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

/// A folder of articles that is removed at the end of the test.
pub(crate) struct Archive {
    dir: TempDir,
}

impl Archive {
    pub(crate) fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir(dir.path().join("articles")).unwrap();
        Self { dir }
    }

    /// An archive with these files, given by name and content.
    pub(crate) fn of(files: &[(&str, &str)]) -> Self {
        let archive = Self::new();
        for (name, content) in files {
            archive.write(name, content);
        }
        archive
    }

    pub(crate) fn folder(&self) -> PathBuf {
        self.dir.path().join("articles")
    }

    /// A path next to the folder of articles; no job walks it.
    pub(crate) fn beside(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.folder().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    pub(crate) fn remove(&self, name: &str) {
        fs::remove_file(self.folder().join(name)).unwrap();
    }

    pub(crate) fn store(&self) -> IndexStore {
        IndexStore::within(&self.folder())
    }

    /// Updates the index through the library.
    pub(crate) fn index(&self) -> BuildReport {
        self.index_with(&settings())
    }

    pub(crate) fn index_with(&self, settings: &BuildSettings) -> BuildReport {
        build(&self.folder(), &self.store(), settings, &Silent).unwrap()
    }

    pub(crate) fn generation(&self) -> Generation {
        self.store().current().unwrap()
    }

    /// Runs the program in the archive's folder.
    pub(crate) fn run<S: AsRef<OsStr>>(&self, arguments: &[S]) -> Ran {
        self.run_in(&self.folder(), arguments)
    }

    pub(crate) fn run_in<S: AsRef<OsStr>>(&self, folder: &Path, arguments: &[S]) -> Ran {
        let mut command = self.command(folder);
        command.args(arguments);
        Ran {
            output: command.output().unwrap(),
            typed: format!("{command:?}"),
        }
    }

    /// The program, without the environment variables of the person who runs the tests.
    pub(crate) fn command(&self, folder: &Path) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
        command
            .current_dir(folder)
            .stdin(Stdio::null())
            .env_remove("DATELINE_INDEX")
            .env_remove("NO_COLOR")
            .env_remove("CLICOLOR_FORCE")
            .env("COLUMNS", "80")
            .env("DATELINE_STATE", self.beside("state"));
        command
    }
}

/// The result of a run of the program.
pub(crate) struct Ran {
    output: Output,
    typed: String,
}

impl Ran {
    #[track_caller]
    pub(crate) fn exits(self, code: i32) -> Self {
        assert_eq!(
            self.output.status.code(),
            Some(code),
            "{}",
            self.explained()
        );
        self
    }

    pub(crate) fn succeeded(&self) -> bool {
        self.output.status.success()
    }

    pub(crate) fn stdout(&self) -> String {
        String::from_utf8_lossy(&self.output.stdout).into_owned()
    }

    pub(crate) fn stdout_bytes(&self) -> &[u8] {
        &self.output.stdout
    }

    pub(crate) fn stderr(&self) -> String {
        String::from_utf8_lossy(&self.output.stderr).into_owned()
    }

    #[track_caller]
    pub(crate) fn says(self, part: &str) -> Self {
        assert!(
            self.stderr().contains(part),
            "no `{part}`\n{}",
            self.explained()
        );
        self
    }

    #[track_caller]
    pub(crate) fn prints(self, part: &str) -> Self {
        assert!(
            self.stdout().contains(part),
            "no `{part}`\n{}",
            self.explained()
        );
        self
    }

    /// Standard output as JSON.
    #[track_caller]
    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.output.stdout)
            .unwrap_or_else(|error| panic!("{error}\n{}", self.explained()))
    }

    pub(crate) fn explained(&self) -> String {
        format!(
            "ran {}\nexit {:?}\nstdout:\n{}\nstderr:\n{}",
            self.typed,
            self.output.status.code(),
            self.stdout(),
            self.stderr()
        )
    }
}

/// Ignores all progress.
pub(crate) struct Silent;

impl Progress for Silent {
    fn begin(&self, _: Option<u64>) {}
    fn read(&self) {}
    fn finishing(&self) {}
}

pub(crate) fn settings() -> BuildSettings {
    BuildSettings {
        settings: Settings::default(),
        memory: 64 << 20,
        threads: 2,
        full: false,
        append_only: false,
        keep: 2,
    }
}

/// A search in which every article is a hit: the texts of tests are often copies of each other.
pub(crate) fn request(generation: &Generation, query: &str) -> SearchRequest {
    let (ask, _) = Ask::parse(query, &generation.schema.searchable_names());
    let mut request = SearchRequest::new(ask, 10);
    request.folding.copies = Copies::Show;
    request
}

pub(crate) fn engine(generation: &Generation) -> Engine<'_> {
    Engine {
        elsewhere: None,
        snapshot: Snapshot::new(
            generation.searcher(),
            &generation.schema,
            &generation.manifest.statistics.tokens,
        )
        .with_families(generation.families()),
    }
}

/// Answers like the program without options.
pub(crate) fn answer(generation: &Generation, request: &SearchRequest) -> SearchPage {
    answer_with(generation, request, &Synonyms::news_english())
}

pub(crate) fn answer_with(
    generation: &Generation,
    request: &SearchRequest,
    aliases: &Synonyms,
) -> SearchPage {
    let plan = QueryPlan::new(request, &generation.schema, aliases);
    engine(generation).search(&plan).unwrap()
}

pub(crate) fn ranked_ids(generation: &Generation, request: &SearchRequest) -> Vec<RankedId> {
    let plan = QueryPlan::new(request, &generation.schema, &Synonyms::news_english());
    engine(generation).ids(&plan).unwrap()
}

/// The paths of the hits of a query, best first.
pub(crate) fn found(generation: &Generation, query: &str) -> Vec<String> {
    answer(generation, &request(generation, query))
        .hits
        .iter()
        .map(|hit| hit.article.origin.to_string())
        .collect()
}

/// A copy of the repository's sample corpus, so that tests do not write to it.
pub(crate) fn sample_corpus() -> Archive {
    let archive = Archive::new();
    copy(&sample_folder(), &archive.folder());
    archive
}

/// Formats of the sample corpus whose files are read with the files next to them, so that they
/// mean something else in another folder.
pub(crate) const OF_SEVERAL_FILES: [&str; 3] = ["delpher", "mets", "omnivore"];

pub(crate) fn sample_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-corpus")
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            if entry.file_name() != ".dateline" {
                copy(&entry.path(), &target);
            }
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// The terms of a text, as in the index.
pub(crate) fn terms(text: &str) -> Vec<String> {
    NewsAnalyzer::english().terms(text)
}

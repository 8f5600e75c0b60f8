//! Settings that are not valid: a caller of the library gets the error that names the setting, and nothing is touched.

use crate::harness::{Archive, Silent, settings};
use dateline::article::Folders;
use dateline::index::{
    BuildSettings, ChangeDetection, Guards, IndexError, Job, Settings, build, changes_of,
};
use std::fs;

type Check = fn(&IndexError) -> bool;

/// Settings that are not valid, the check of the error, and a part of its message.
fn wrong_settings() -> Vec<(Settings, Check, &'static str)> {
    let default = Settings::default;
    vec![
        (
            Settings {
                timezone: Some("Mars/Olympus".to_owned()),
                ..default()
            },
            |error| matches!(error, IndexError::TimeZone(name) if name == "Mars/Olympus"),
            "`Mars/Olympus`",
        ),
        (
            Settings {
                include: vec!["*.txt".to_owned(), "a[".to_owned()],
                ..default()
            },
            |error| matches!(error, IndexError::Glob(_)),
            "`a[`",
        ),
        (
            Settings {
                exclude: vec!["b{".to_owned()],
                ..default()
            },
            |error| matches!(error, IndexError::Glob(_)),
            "`b{`",
        ),
        (
            Settings {
                format_of: vec!["x.dat".to_owned()],
                ..default()
            },
            |error| matches!(error, IndexError::FormatRule(_)),
            "`x.dat`",
        ),
        (
            Settings {
                field_map: "headline".to_owned(),
                ..default()
            },
            |error| matches!(error, IndexError::FieldMap(_)),
            "`headline`",
        ),
    ]
}

/// What a job and a plan with these settings fail with.
fn failures(archive: &Archive, settings: &BuildSettings) -> [IndexError; 2] {
    let (folders, store) = (Folders::one(archive.folder()), archive.store());
    let job = Job {
        folders: &folders,
        store: &store,
        settings,
        change_detection: ChangeDetection::ByStat,
        guards: Guards::none(),
        observer: None,
        progress: &Silent,
    };
    [job.run().unwrap_err(), job.plan().unwrap_err()]
}

#[test]
fn a_setting_that_is_not_valid_is_named_and_no_index_is_made() {
    for (wrong, is_right, part) in wrong_settings() {
        let archive = Archive::of(&[("a.txt", "Alpha\n\nBody.\n")]);
        let wrong = BuildSettings {
            settings: wrong,
            ..settings()
        };
        let error = build(&archive.folder(), &archive.store(), &wrong, &Silent).unwrap_err();
        assert!(is_right(&error), "{error:?}");
        assert!(error.to_string().contains(part), "{error}");
        assert!(!archive.store().path().exists(), "{error}");
    }
}

#[test]
fn a_refresh_with_a_setting_that_is_not_valid_leaves_the_index_as_it_is() {
    let archive = Archive::of(&[("a.txt", "Alpha\n\nBody.\n")]);
    archive.index();
    archive.write("b.txt", "Beta\n\nBody.\n");
    for (wrong, is_right, part) in wrong_settings() {
        let wrong = BuildSettings {
            settings: wrong,
            ..settings()
        };
        for error in failures(&archive, &wrong) {
            assert!(is_right(&error), "{error:?}");
            assert!(error.to_string().contains(part), "{error}");
        }
        assert_eq!(archive.store().generations().unwrap(), [1]);
    }
}

#[test]
fn a_recorded_glob_that_is_not_valid_is_named() {
    let archive = Archive::of(&[("a.txt", "Alpha\n\nBody.\n")]);
    archive.index();
    let mut generation = archive.generation();
    generation.manifest.settings.include = vec!["a[".to_owned()];
    let error = changes_of(&generation, &archive.store(), &generation.folders(), 1).unwrap_err();
    assert!(matches!(error, IndexError::Glob(_)), "{error:?}");
    fs::remove_dir_all(archive.folder()).unwrap();
    let error = changes_of(&generation, &archive.store(), &generation.folders(), 1).unwrap_err();
    assert!(matches!(error, IndexError::Folder { .. }), "{error:?}");
}

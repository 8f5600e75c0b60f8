//! How archives with different settings are searched as one.
//!
//! Each keeps its own where that is possible: the synonyms of all are used. Where it is not, because
//! one ranked list has one way of ranking, the settings of the first archive count, and a note says
//! so.

use super::settings::SearchSettings;

/// Settings of several archives as one.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct JointSettings {
    /// The settings that are used.
    pub search: SearchSettings,
    /// What people should know of them, a sentence each.
    pub notes: Vec<String>,
}

impl JointSettings {
    /// The settings of archives, each with its name, at least one.
    #[must_use]
    pub fn of(archives: &[(&str, &SearchSettings)]) -> Self {
        let Some(((first, own), others)) = archives.split_first() else {
            return Self::default();
        };
        let mut search = (*own).clone();
        let (mut differ, mut other) = (Vec::new(), None);
        let mut shares_synonyms = false;
        for (name, settings) in others {
            let is_unlike = [
                ("ranking", settings.ranking != own.ranking),
                ("ocr", settings.ocr != own.ocr),
            ];
            for (key, _) in is_unlike.iter().filter(|(_, is_unlike)| *is_unlike) {
                other.get_or_insert(*name);
                if !differ.contains(key) {
                    differ.push(*key);
                }
            }
            for file in &settings.synonym_files {
                if !search.synonym_files.contains(file) {
                    search.synonym_files.push(file.clone());
                }
            }
            search.built_in_synonyms |= settings.built_in_synonyms;
            shares_synonyms |= settings.synonym_files != own.synonym_files
                || settings.built_in_synonyms != own.built_in_synonyms;
        }
        let mut notes = Vec::new();
        if let Some(other) = other {
            let keys = differ.join("` and `");
            notes.push(format!(
                "`{keys}` of {first} counts for all archives; that of {other} differs"
            ));
        }
        if shares_synonyms {
            notes.push("the synonyms of each archive are used in all of them".to_owned());
        }
        Self { search, notes }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn synonyms_are_joined_and_the_ranking_is_that_of_the_first() {
        let own = SearchSettings::default();
        assert_eq!(
            JointSettings::of(&[("a", &own), ("b", &own)]).notes,
            [""; 0]
        );
        let other = SearchSettings {
            synonym_files: vec!["names.txt".into()],
            ocr: Some(true),
            ..own.clone()
        };
        let joint = JointSettings::of(&[("a", &own), ("b", &other), ("c", &other)]);
        assert_eq!(joint.search.synonym_files, other.synonym_files);
        assert_eq!(joint.search.ocr, None);
        assert_eq!(
            joint.notes,
            [
                "`ocr` of a counts for all archives; that of b differs",
                "the synonyms of each archive are used in all of them"
            ]
        );
    }
}

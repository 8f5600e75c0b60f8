//! What a generation says about itself. The file is small and readable, and is read before all
//! others.

use super::settings::Settings;
use super::statistics::Statistics;
use crate::article::Folder;
use serde::{Deserialize, Serialize};
use std::path::PathBuf;

/// The file `manifest.json` of a generation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Manifest {
    /// The number of the generation, from 1 up.
    pub generation: u64,
    /// When it was published, in UTC.
    pub created: jiff::Timestamp,
    /// The version of the program that made it.
    pub program: String,
    /// The version of the schema.
    pub schema_version: u32,
    /// The fingerprint of the analysis ([`crate::analysis::fingerprint`]).
    pub analysis: String,
    /// The version of the readers ([`crate::formats::READERS_VERSION`]).
    #[serde(rename = "reading")]
    pub readers_version: u32,
    /// The folder it was made from; `None` if that is the folder around the index, or if there are
    /// several.
    pub folder: Option<PathBuf>,
    /// The folders with their names, if it was made from several.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub folders: Vec<Folder>,
    /// How the folders were walked and read.
    pub settings: Settings,
    /// The number of files whose articles are listed, to compare them when the file changes.
    #[serde(default)]
    pub record_lists: u64,
    /// The number of files with articles at another place than the index has stored.
    #[serde(default)]
    pub moved_files: u64,
    /// Whether its articles are on other machines.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_elsewhere: bool,
    /// What is in it.
    pub statistics: Statistics,
}

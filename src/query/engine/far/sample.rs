//! The candidates of a random sample: of each stratum of one archive elsewhere those with the
//! highest numbers.
//!
//! The sample of all archives is drawn from these and from what is here. All matches are gone
//! through; memory has the candidates.

use crate::article::ArchivePath;
use crate::query::elsewhere::{Condition, FarArchive, ReadArticle};
use crate::query::engine::sampled::{Drawn, Key};
use crate::query::engine::search::{Engine, SearchError};
use crate::query::rank::counted::day_of;
use crate::query::request::sample::{Sample, Stratum};
use std::collections::BTreeMap;

impl Engine<'_> {
    /// The candidates of an archive.
    pub(super) fn drawn_elsewhere(
        &self,
        part: &FarArchive,
        matching: &Condition,
        sample: &Sample,
    ) -> Result<Vec<ReadArticle>, SearchError> {
        let archive = match self.snapshot.places {
            [] if self.snapshot.archives.len() < 2 => "",
            _ => match self.snapshot.archives.get(part.place) {
                Some(archive) => archive.name.as_str(),
                None => "",
            },
        };
        let field = match &sample.per {
            Some(Stratum::Field(name)) => Some(*name),
            _ => None,
        };
        let mut strata: BTreeMap<Key, Drawn<(ArchivePath, u32)>> = BTreeMap::new();
        let mut draw = |place: crate::query::elsewhere::PlaceElsewhere| {
            let key = match &sample.per {
                None => Key::None,
                Some(Stratum::Period(period)) => match place.day {
                    Some(day) => Key::Day(period.start(day_of(day))),
                    None => Key::None,
                },
                Some(Stratum::Field(_)) => place.value.map_or(Key::None, Key::Value),
            };
            let number = sample.number(
                archive,
                place.path.as_str().as_bytes(),
                place.ordinal.into(),
            );
            let drawn = strata.entry(key).or_default();
            drawn.push(number, (place.path, place.serial), sample.size);
        };
        part.search
            .places(matching, field, &mut draw)
            .map_err(SearchError::Elsewhere)?;
        let drawn = strata.into_values().flat_map(Drawn::into_best);
        let places: Vec<_> = drawn.map(|(_, place)| place).collect();
        part.search.at(&places).map_err(SearchError::Elsewhere)
    }
}

//! Several generations, searched as one.
//!
//! The engine sees all their segments as one index. So scores, totals, orders and the words of the
//! dictionary are those of one index of all articles. The generations stay open for reading; which
//! of them an article is in is known by its segment.

use super::store::generation::{Generation, open_index};
use crate::analysis::{ArchiveLanguages, Language};
use crate::article::Article;
use crate::copies::Families;
use crate::index::error::IndexError;
use crate::index::segments::few::{few_in_memory, with_families};
use crate::index::segments::joined::JoinedDirectory;
use crate::index::segments::segment_maker::LanguageCounts;
use crate::schema::{ArticleSchema, Places, TokenCounts, WordList};
use tantivy::index::SegmentId;
use tantivy::{Searcher, SegmentReader, TantivyError};

/// Several generations of different indexes, open for searching them as one.
pub struct Collection {
    /// The schema of all of them. A field that is empty in all of them is not searched.
    pub schema: ArticleSchema,
    /// The number of tokens of each field, in all of them.
    pub tokens: TokenCounts,
    /// The number of articles of all of them, those elsewhere too.
    pub articles: u64,
    joined: JoinedDirectory,
    searcher: Searcher,
    places: Vec<usize>,
    families: Families,
    /// How many generations there are.
    generations: usize,
    /// For each segment, the place of its generation and its name there.
    segments: Vec<(SegmentId, usize, SegmentId)>,
    words: Vec<WordList>,
    /// For each generation whose articles are elsewhere, by its place: the segment that candidates
    /// become.
    candidates: Vec<(usize, SegmentId)>,
}

impl Collection {
    /// Joins generations, at least one. Queries are read in the languages of all of them.
    ///
    /// The clocks of the collection are those of the generations if they have the same, else those
    /// of the system.
    ///
    /// # Errors
    /// If the segments cannot be opened.
    pub fn of(generations: &[&Generation]) -> Result<Self, IndexError> {
        let first = generations[0];
        let mut tokens = TokenCounts::default();
        let mut languages = LanguageCounts::new();
        for generation in generations {
            let statistics = &generation.manifest.statistics;
            tokens.add(&statistics.tokens, &statistics.languages);
            for (language, articles) in &statistics.languages {
                *languages.entry(*language).or_default() += articles;
            }
        }
        let languages = ArchiveLanguages::default().with_articles(&languages);
        let zone = &first.schema.time_zone;
        let has_one_zone = generations.iter().all(|own| own.schema.time_zone == *zone);
        let schema = ArticleSchema {
            time_zone: zone.clone().filter(|_| has_one_zone),
            has_restricted: generations.iter().any(|own| own.schema.has_restricted),
            is_recognised: generations.iter().any(|own| own.schema.is_recognised),
            ..ArticleSchema::of(languages).without_empty(&tokens)
        };
        let folders: Vec<_> = generations.iter().map(|own| own.segments()).collect();
        let (joined, searcher) = JoinedDirectory::open(folders.iter())
            .map_err(TantivyError::from)
            .and_then(|joined| Ok((joined.clone(), open_index(joined, &schema)?)))
            .map_err(|error| first.engine_damage(error))?;
        let segments = searcher.segment_readers().iter();
        let segments = segments.map(SegmentReader::segment_id);
        let places = places_of(&searcher);
        let own = segments
            .zip(&places)
            .filter_map(|(segment, place)| Some((segment, *place, joined.own_segment(segment)?)));
        let parts: Vec<_> = generations.iter().map(|own| &own.schema.places).collect();
        let corrected = Places::joined(&parts, own.clone());
        let families: Vec<_> = generations.iter().map(|own| own.families()).collect();
        let far = (0..).zip(generations);
        let far = far.filter(|(_, own)| own.elsewhere().is_some());
        let candidates = far.filter_map(|(place, _)| {
            let id = JoinedDirectory::id_in_memory(place)?;
            Some((place, id))
        });
        let articles = generations
            .iter()
            .map(|own| own.manifest.statistics.articles);
        Ok(Self {
            candidates: candidates.collect(),
            articles: articles.sum(),
            words: generations
                .iter()
                .flat_map(|own| own.words().to_vec())
                .collect(),
            families: Families::joined(&families, own.clone()),
            generations: generations.len(),
            segments: own.collect(),
            places,
            schema: ArticleSchema {
                places: corrected,
                ..schema
            },
            tokens,
            joined,
            searcher,
        })
    }

    /// All segments, and after them those of candidates: articles of generations, by their places,
    /// that are kept elsewhere. For each segment the place of its generation; and the families of all.
    ///
    /// # Errors
    /// If the engine refuses.
    pub fn with_candidates(
        &self,
        few: Vec<(usize, Vec<(Article, Language)>)>,
    ) -> tantivy::Result<(Searcher, Vec<usize>, Families)> {
        let mut more = Vec::with_capacity(few.len());
        let (mut families, mut segments) = (vec![self.families.clone()], self.segments.clone());
        for (place, articles) in few {
            let (index, files) = few_in_memory(articles, &self.schema)?;
            let (searcher, own) = with_families(&index)?;
            let id = JoinedDirectory::id_in_memory(place);
            if let (Some(id), Some(segment)) = (id, searcher.segment_readers().first()) {
                let part = self.generations + families.len() - 1;
                segments.push((id, part, segment.segment_id()));
            }
            families.push(own);
            more.push((place, files));
        }
        let families: Vec<&Families> = families.iter().collect();
        let families = Families::joined(&families, segments.into_iter());
        let joined = self.joined.with_segments_in_memory(more)?;
        let searcher = open_index(joined, &self.schema)?;
        let places = places_of(&searcher);
        Ok((searcher, places, families))
    }

    /// For each generation whose articles are elsewhere, by its place: the segment that candidates
    /// become.
    #[must_use]
    pub fn candidates(&self) -> &[(usize, SegmentId)] {
        &self.candidates
    }

    /// The engine's view of all segments.
    #[must_use]
    pub fn searcher(&self) -> &Searcher {
        &self.searcher
    }

    /// The families of copies of each generation.
    #[must_use]
    pub fn families(&self) -> &Families {
        &self.families
    }

    /// The words of each generation whose articles are elsewhere.
    #[must_use]
    pub fn words(&self) -> &[WordList] {
        &self.words
    }

    /// For each segment, in the engine's order, the place of its generation among those that were
    /// joined.
    #[must_use]
    pub fn places(&self) -> &[usize] {
        &self.places
    }
}

/// For each segment the place of its generation.
fn places_of(searcher: &Searcher) -> Vec<usize> {
    let segments = searcher.segment_readers().iter();
    let places = segments.map(|segment| JoinedDirectory::part_of(segment.segment_id()));
    places.map(Option::unwrap_or_default).collect()
}

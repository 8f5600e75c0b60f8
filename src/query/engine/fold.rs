//! Lists of hits in which each family of copies is shown once.
//!
//! Hits are folded after ranking: the order of the hits that remain is that of all hits, so pages
//! are stable. A family is at the rank of its best match, and shown as the earliest of its articles
//! that match and that no later version has replaced.

use super::count;
use super::folded::Folded;
use super::search::Engine;
use crate::article::Status;
use crate::copies::{Families, Member};
use crate::query::page::{CopyName, HitCopies};
use crate::query::plan::QueryPlan;
use crate::query::rank::relevance::Relevance;
use crate::query::rank::scored::Scored;
use crate::query::request::copies::Copies;
use std::collections::HashSet;
use tantivy::DocAddress;
use tantivy::query::Query;

/// By how much more hits are ranked if too few remain after folding.
const MORE: usize = 4;

/// How many more hits than are expected to be needed are ranked at first, if there are families.
const AT_FIRST: usize = 16;

/// The most hits that are ranked at first for each one that is wanted, however many copies there are.
const MOST_EACH: usize = 8;

/// How many copies are looked at to name one of them. Those that must not be used are not named.
const LOOKED_AT: usize = 4;

impl Engine<'_> {
    /// The families that lists are folded by; `None` if this plan's list is not folded. A sample is of
    /// articles, so it never is.
    fn folding_families(&self, plan: &QueryPlan) -> Option<&Families> {
        let families = self.snapshot.families?;
        let is_list = plan.folding.copies != Copies::Show && plan.sample.is_none();
        (is_list && !families.is_empty()).then_some(families)
    }

    /// The hits of a plan's page, of `total` matches of the query `matching`.
    pub(super) fn folded(
        &self,
        plan: &QueryPlan,
        relevance: Option<&Relevance>,
        matching: &dyn Query,
        total: u64,
    ) -> tantivy::Result<Vec<Folded>> {
        let total = usize::try_from(total).unwrap_or(usize::MAX);
        let wanted = plan.offset.saturating_add(plan.limit).min(total);
        let Some(families) = self.folding_families(plan).filter(|_| plan.limit > 0) else {
            let ranked = self.first(plan, relevance, wanted)?;
            let page = ranked.into_iter().skip(plan.offset);
            return Ok(page.map(Folded::of).collect());
        };
        let each = families.members_of_each(self.snapshot.searcher.num_docs());
        let each = each.clamp(1, MOST_EACH);
        let mut ranked = (wanted.saturating_mul(each))
            .saturating_add(AT_FIRST)
            .min(total);
        let folded = loop {
            plan.deadline.check()?;
            let best = self.first(plan, relevance, ranked)?;
            let is_all = best.len() < ranked || ranked == total;
            let folded = first_of_each(best, families, plan);
            if folded.len() >= wanted || is_all {
                break folded;
            }
            ranked = ranked.saturating_mul(MORE).min(total);
        };
        let page = folded.into_iter().skip(plan.offset).take(plan.limit);
        let mut page: Vec<_> = page.map(Folded::of).collect();
        self.choose_shown(&mut page, families, plan, matching)?;
        Ok(page)
    }

    /// Chooses the article of each family that is shown.
    fn choose_shown(
        &self,
        page: &mut [Folded],
        families: &Families,
        plan: &QueryPlan,
        matching: &dyn Query,
    ) -> tantivy::Result<()> {
        let mut preferred: Vec<Vec<DocAddress>> = Vec::with_capacity(page.len());
        for hit in page.iter() {
            let is_own = plan.folding.versions
                && families
                    .replacement(hit.best.address)
                    .is_seen(plan.finds_restricted);
            let family = families.of(hit.best.address).filter(|_| !is_own);
            let members = family.map(|family| family.members).unwrap_or_default();
            let in_order = in_order(&members, plan.finds_restricted);
            let before = in_order.take_while(|address| *address != hit.best.address);
            preferred.push(before.collect());
        }
        let all: HashSet<_> = preferred.iter().flatten().copied().collect();
        let matches = self.matches_among(all, matching)?;
        for (hit, preferred) in page.iter_mut().zip(&preferred) {
            let first = preferred.iter().find(|address| matches.contains(address));
            hit.shown = first.copied().unwrap_or(hit.best.address);
        }
        Ok(())
    }

    /// Those of some articles that a query matches.
    fn matches_among(
        &self,
        articles: HashSet<DocAddress>,
        matching: &dyn Query,
    ) -> tantivy::Result<HashSet<DocAddress>> {
        let mut matches = HashSet::new();
        if articles.is_empty() {
            return Ok(matches);
        }
        let searcher = self.snapshot.searcher;
        let mut articles: Vec<_> = articles.into_iter().collect();
        articles.sort_unstable();
        for of_segment in articles.chunk_by(|a, b| a.segment_ord == b.segment_ord) {
            let segment = of_segment[0].segment_ord;
            let reader = searcher.segment_reader(segment);
            let documents: Vec<_> = of_segment.iter().map(|own| own.doc_id).collect();
            let found = count::matches_among(searcher, matching, reader, &documents)?;
            matches.extend(found.iter().map(|doc| DocAddress::new(segment, *doc)));
        }
        Ok(matches)
    }

    /// What a hit says about the copies of an article; `None` if it has none. Copies that must not be
    /// used are none, unless the plan finds them.
    pub(super) fn copies_of(
        &self,
        shown: DocAddress,
        plan: &QueryPlan,
    ) -> tantivy::Result<Option<HitCopies>> {
        let families = self.snapshot.families;
        let Some(family) = families.and_then(|families| families.of(shown)) else {
            return Ok(None);
        };
        let mut others = family.members;
        others.retain(|member| member.address != shown);
        let schema = self.snapshot.schema;
        if schema.has_restricted && !plan.finds_restricted {
            let addresses = others.iter().map(|member| member.address).collect();
            let restricted = self.matches_among(addresses, &schema.restricted())?;
            others.retain(|member| !restricted.contains(&member.address));
            if others.is_empty() {
                return Ok(None);
            }
        }
        let is_replaced = |member: &Member| member.replaced.is_seen(plan.finds_restricted);
        let is_copy = |member: &&Member| !is_replaced(member);
        let mut named = Vec::new();
        for member in others
            .iter()
            .filter(is_copy)
            .take(LOOKED_AT * plan.folding.named)
        {
            if named.len() >= plan.folding.named {
                break;
            }
            let article = self.snapshot.article(member.address)?;
            if article.status == Status::Usable {
                named.push(CopyName::of(article));
            }
        }
        let replaced = others.iter().filter(|own| is_replaced(own)).count();
        Ok(Some(HitCopies {
            family: family.id,
            others: others.len() as u64,
            replaced: replaced as u64,
            is_replaced: families.is_some_and(|families| {
                let replaced = families.replacement(shown);
                replaced.is_seen(plan.finds_restricted)
            }),
            named,
        }))
    }

    /// The id of the family of an article; `None` if it has no copies.
    pub(super) fn family_id(&self, address: DocAddress) -> Option<u64> {
        let families = self.snapshot.families?;
        let (id, _) = families.id_and_size(families.number_of(address)?)?;
        Some(id)
    }
}

/// The first hit of each family; if the plan shows versions, also each hit that a later version has
/// replaced.
fn first_of_each(ranked: Vec<Scored>, families: &Families, plan: &QueryPlan) -> Vec<Scored> {
    let mut seen = HashSet::new();
    let is_replaced = |hit: &Scored| {
        let replaced = families.replacement(hit.address);
        replaced.is_seen(plan.finds_restricted)
    };
    let is_first = |hit: &Scored| match families.number_of(hit.address) {
        Some(_) if plan.folding.versions && is_replaced(hit) => true,
        Some(family) => seen.insert(family),
        None => true,
    };
    ranked.into_iter().filter(is_first).collect()
}

/// The articles of a family in the order in which they are preferred: the earliest that no later
/// version has replaced; after all of these the newest of the others.
fn in_order(members: &[Member], finds_restricted: bool) -> impl Iterator<Item = DocAddress> {
    let is_replaced = move |member: &&Member| member.replaced.is_seen(finds_restricted);
    let current = members.iter().filter(move |own| !is_replaced(own));
    let replaced = members.iter().rev().filter(is_replaced);
    current.chain(replaced).map(|member| member.address)
}

//! Alerts: what watches found, from the draft that has it to its reader, never twice and never
//! lost.
//!
//! An alert takes four steps. If a job is killed between two of them, the next job completes them.
//!
//! 1. An [`Observer`](observer::Observer) looks at a draft. What it finds is written into the draft
//!    (`alerts.jsonl`, the outbox), so it is published with the generation, by the same rename.
//! 2. The alerts of the outbox that are not in the index's `alerts.jsonl` (the journal) are
//!    appended to it, each once by its id, and synced. Every job does this first, for the current
//!    generation.
//! 3. `alerts.state` is replaced. It names the generation whose outbox is in the journal, and has
//!    the alerts that were not delivered yet.
//! 4. A program that delivers alerts takes the right to deliver ([`delivery`]), which is not the
//!    writer's lock, and then removes them from `alerts.state`.
//!
//! So the journal has each alert exactly once. If a program is killed while it delivers an alert,
//! the alert is delivered again, with the same id.
//!
//! `alerts.state` has a checksum and the checksum of the journal. [`check`] finds damage in both and
//! repairs it.

pub(super) mod alert;
mod check;
pub(super) mod delivery;
pub(super) mod journal;
pub(super) mod observer;
mod scan;
mod state;

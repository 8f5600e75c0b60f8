//! What keeps articles and cannot be asked: every question fails with the reason.
//!
//! An archive may be configured and never used, so its reason is told when it is.

use super::{DraftElsewhere, Elsewhere, ElsewhereError, Lease, Size, StateFile};
use crate::analysis::Language;
use crate::article::Article;
use crate::schema::ArticleSchema;
use serde_json::Value;
use std::sync::Arc;
use std::time::Duration;

/// Fails with this error.
#[derive(Debug)]
pub struct Unreachable {
    /// Its name for people.
    pub name: String,
    /// Why it cannot be asked.
    pub error: ElsewhereError,
}

impl Unreachable {
    fn fail<T>(&self) -> Result<T, ElsewhereError> {
        Err(self.error.clone())
    }
}

impl Elsewhere for Unreachable {
    fn name(&self) -> String {
        self.name.clone()
    }

    fn lock(&self, _: &str, _: Duration, _: &dyn Fn()) -> Result<Box<dyn Lease>, ElsewhereError> {
        self.fail()
    }

    fn current(&self) -> Result<Option<u64>, ElsewhereError> {
        self.fail()
    }

    fn current_soon(&self) -> Result<Option<u64>, ElsewhereError> {
        self.fail()
    }

    fn generations(&self) -> Result<Vec<u64>, ElsewhereError> {
        self.fail()
    }

    fn is_kept(&self, _: u64, _: Size) -> Result<bool, ElsewhereError> {
        self.fail()
    }

    fn state(&self, _: u64) -> Result<Vec<StateFile>, ElsewhereError> {
        self.fail()
    }

    fn count(&self, _: u64) -> Result<u64, ElsewhereError> {
        self.fail()
    }

    fn ask(&self, _: u64, _: &str, _: &Value, _: Size) -> Result<Value, ElsewhereError> {
        self.fail()
    }

    fn ask_many(
        &self,
        _: u64,
        _: &mut dyn Iterator<Item = Value>,
        _: Size,
    ) -> Result<Vec<Value>, ElsewhereError> {
        self.fail()
    }

    fn each_found(
        &self,
        _: u64,
        _: &Value,
        _: &Value,
        _: &mut dyn FnMut(&Value) -> Result<(), ElsewhereError>,
    ) -> Result<(), ElsewhereError> {
        self.fail()
    }

    fn each(
        &self,
        _: u64,
        _: &mut dyn FnMut(Article, Language) -> Result<(), ElsewhereError>,
    ) -> Result<(), ElsewhereError> {
        self.fail()
    }

    fn with_id(&self, _: u64, _: &str) -> Result<Vec<Article>, ElsewhereError> {
        self.fail()
    }

    fn draft(
        &self,
        _: u64,
        _: Option<u64>,
        _: &ArticleSchema,
    ) -> Result<Arc<dyn DraftElsewhere>, ElsewhereError> {
        self.fail()
    }

    fn make_current(&self, _: u64) -> Result<(), ElsewhereError> {
        self.fail()
    }

    fn prune(&self, _: &[u64]) -> Result<(), ElsewhereError> {
        self.fail()
    }
}

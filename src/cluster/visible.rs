//! Which articles a generation has: those that were added in it or before, and not removed in it or
//! before.
//!
//! The alias that readers may use has the same filter, so the number of the current generation is
//! read from there.

use serde_json::{Value, json};

/// The filter of a generation.
pub(super) fn visible(generation: u64) -> Value {
    json!({"bool": {
        "filter": [{"range": {"added": {"lte": generation}}}],
        "must_not": [{"range": {"removed": {"lte": generation}}}],
    }})
}

/// The generation of such a filter.
pub(super) fn generation_of(filter: &Value) -> Option<u64> {
    let number = filter["bool"]["filter"][0]["range"]["added"]["lte"].as_u64()?;
    (*filter == visible(number)).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filter_names_its_generation() {
        assert_eq!(generation_of(&visible(12)), Some(12));
        assert_eq!(generation_of(&json!({"match_all": {}})), None);
    }
}

//! The languages that a query is read in.

use crate::analysis::Language;
use crate::query::ask::Ask;
use crate::schema::ArticleSchema;

/// The languages that a query is read in, the likeliest first. One that asks for articles of some
/// languages (`lang:fa`) is read in these.
pub(super) fn languages_of(ask: &Ask, schema: &ArticleSchema) -> Vec<Language> {
    let (mut text, mut wanted) = (String::new(), Vec::new());
    ask.each_text(&mut |field, words| {
        let is_language = field.is_some_and(|name| {
            let named = schema.text_field(name);
            named.is_some_and(|(field, _)| field == schema.fields.language)
        });
        if is_language {
            wanted.extend(Language::from_name(words));
        } else {
            text.push_str(words);
            text.push(' ');
        }
    });
    schema.languages.of_query(&text, &wanted)
}

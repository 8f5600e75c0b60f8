//! The handles of the index's fields: one for each row of the table of fields. Fields with special
//! rules in the program also have a handle with a name.

use super::spec::SchemaError;
use crate::article::fields::{ArticleField, FIELDS};
use tantivy::schema::{Field, Schema};

/// Defines [`Fields`], each name written once: it is the name of the handle and of the field.
macro_rules! handles {
    ($($name:ident),+ $(,)?) => {
        /// The handles of the index's fields.
        ///
        /// Only fields with special rules in the program have a handle with a name. Each is the
        /// field of that name in `index-schema/article.toml`.
        #[derive(Debug, Clone, Copy)]
        #[allow(missing_docs, reason = "each is the field of its name in article.toml")]
        pub struct Fields {
            $(pub $name: Field,)+
            /// One for each row of the table of fields, in its order.
            rows: [Field; FIELDS.len()],
        }

        impl Fields {
            /// The handles of the fields of `schema`.
            pub(super) fn of(schema: &Schema) -> Result<Self, SchemaError> {
                let named = |name: &'static str| {
                    schema.get_field(name).map_err(|_| SchemaError::MissingField(name))
                };
                let mut rows = [Field::from_field_id(0); FIELDS.len()];
                for (handle, row) in rows.iter_mut().zip(FIELDS) {
                    *handle = named(row.name)?;
                }
                Ok(Self { $($name: named(stringify!($name))?,)+ rows })
            }
        }
    };
}

handles! {
    id, headline, published, published_local, precision, offset, body, language, status, path, read_in,
    copies, quality,
}

impl Fields {
    /// The rows of the table of fields with their handles.
    pub fn rows(self) -> impl Iterator<Item = (&'static ArticleField, Field)> {
        FIELDS.iter().zip(self.rows)
    }

    /// The field that a query calls `name`, in any case; its other names count too.
    pub(super) fn named(self, name: &str) -> Option<Field> {
        let is_meant = |row: &ArticleField| {
            row.names()
                .any(|row_name| row_name.eq_ignore_ascii_case(name))
        };
        self.rows()
            .find(|(row, _)| is_meant(row))
            .map(|(_, field)| field)
    }
}

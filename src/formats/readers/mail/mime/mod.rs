//! MIME: a message or a page in parts, each with a header and a content (RFC 2045, RFC 2046).
//!
//! It cuts and decodes. What the parts mean, `mail` and the readers of saved pages say.

pub(in crate::formats::readers) mod content_type;
pub(in crate::formats::readers) mod header;
pub(in crate::formats::readers) mod structure;
pub(in crate::formats::readers) mod transfer;

//! The formats of news agencies: XML, and stories as they were sent to teletypes.

pub(super) mod newsml1;
pub(super) mod newsml_g2;
pub(super) mod nitf;
pub(super) mod omitted;
mod rights;
pub(super) mod teletype;

//! JSON objects with a checksum as their last key, `hash`.
//!
//! The hash is of all bytes before that key. So the files that programs outside read stay JSON, and
//! damage anywhere in them is found.

/// What is between the content and the digits of the hash.
const KEY: &[u8] = b",\"hash\":\"";

/// The number of digits of a hash.
const DIGITS: usize = 32;

/// What follows the digits.
const END: &[u8] = b"\"}";

/// Adds a checksum to a JSON object that has at least one key. White space around it is removed.
pub(super) fn with_hash(object: &[u8]) -> Vec<u8> {
    let object = object.trim_ascii();
    let body = object.strip_suffix(b"}").unwrap_or(object);
    [body, KEY, hash_of(body).as_bytes(), END].concat()
}

/// Checks an object that may have a checksum. Returns whether it has one.
///
/// # Errors
/// If the checksum is wrong; the text continues a sentence that starts with the file.
pub(super) fn check(bytes: &[u8]) -> Result<bool, String> {
    let split = bytes.len().checked_sub(KEY.len() + DIGITS + END.len());
    let Some((body, rest)) = split.and_then(|at| bytes.split_at_checked(at)) else {
        return Ok(false);
    };
    let digits = rest
        .strip_prefix(KEY)
        .and_then(|rest| rest.strip_suffix(END));
    match digits {
        None => Ok(false),
        Some(digits) if digits == hash_of(body).as_bytes() => Ok(true),
        Some(_) => Err("is not what was written: its checksum differs".to_owned()),
    }
}

/// The digits of the hash of these bytes.
pub(super) fn hash_of(bytes: &[u8]) -> String {
    digits(&blake3::hash(bytes))
}

/// The digits of a hash.
pub(super) fn digits(hash: &blake3::Hash) -> String {
    hash.to_hex()[..DIGITS].to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_changed_byte_is_found_and_the_object_stays_json() {
        let object = with_hash(b"{\"a\":1,\"b\":\"x y\"}\n");
        assert_eq!(check(&object), Ok(true));
        let json: serde_json::Value = serde_json::from_slice(&object).unwrap();
        assert_eq!(json["b"], "x y");
        assert_eq!(check(b"{\"a\":1}"), Ok(false), "an older file has no hash");
        for at in 0..object.len() {
            let mut damaged = object.clone();
            damaged[at] ^= 1;
            assert_ne!(check(&damaged), Ok(true), "byte {at}");
            assert_ne!(check(&object[..at]), Ok(true), "cut at {at}");
        }
    }
}

//! The members of a gzip file, one after the other. Format: RFC 1952.
//!
//! Zeros may be between members and after the last one: tapes and some programs fill blocks with
//! them, and gzip itself ignores them. `flate2` takes them for a broken header.

use flate2::bufread::GzDecoder;
use std::io::{self, BufRead, Read};

/// The content of all members.
pub(super) struct GzipMembers<R> {
    /// The current member; `None` while the next one is looked for fails or at the end.
    member: Option<GzDecoder<R>>,
}

impl<R: BufRead> GzipMembers<R> {
    pub(super) fn new(packed: R) -> Self {
        Self {
            member: Some(GzDecoder::new(packed)),
        }
    }

    /// Goes on to the next member, if there is one.
    fn next_member(&mut self) -> io::Result<()> {
        let Some(member) = self.member.take() else {
            return Ok(());
        };
        let mut packed = member.into_inner();
        loop {
            let ahead = packed.fill_buf()?;
            let zeros = ahead.iter().take_while(|byte| **byte == 0).count();
            let (is_end, is_member) = (ahead.is_empty(), zeros < ahead.len());
            packed.consume(zeros);
            if is_end {
                return Ok(());
            }
            if is_member {
                self.member = Some(GzDecoder::new(packed));
                return Ok(());
            }
        }
    }
}

impl<R: BufRead> Read for GzipMembers<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while let Some(member) = &mut self.member {
            let read = member.read(buffer)?;
            if read > 0 || buffer.is_empty() {
                return Ok(read);
            }
            self.next_member()?;
        }
        Ok(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::write::GzEncoder;
    use std::io::Write as _;

    fn packed(text: &str) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(text.as_bytes()).unwrap();
        encoder.finish().unwrap()
    }

    fn unpacked(bytes: &[u8]) -> io::Result<String> {
        let mut text = String::new();
        GzipMembers::new(io::BufReader::with_capacity(16, bytes)).read_to_string(&mut text)?;
        Ok(text)
    }

    #[test]
    fn members_follow_each_other_with_zeros_between_them_or_without() {
        let zeros = vec![0; 1000];
        for between in [&b""[..], &zeros] {
            let file = [
                &packed("one "),
                between,
                &packed(""),
                &packed("two"),
                between,
            ]
            .concat();
            assert_eq!(unpacked(&file).unwrap(), "one two");
        }
        let cut = packed("one");
        assert!(unpacked(&cut[..cut.len() - 3]).is_err());
        assert!(unpacked(&[&cut[..], b"no gzip"].concat()).is_err());
    }
}

//! What the `compress` of Unix made: `.Z`, as on the disks of TREC.
//!
//! No crate reads it: those for LZW read GIF and TIFF, whose codes are not padded to groups of
//! eight and whose table is not kept when it is full. The format has no checksum and no length, so
//! a file that is cut short is noticed only by the reader of its content. Memory is bounded by the
//! table: 65,536 codes. Format: compress(1), `compress42.c`, public domain.

use std::io::{self, BufRead, Read};

/// The mark at the start of a file.
pub(super) const MAGIC: [u8; 2] = [0x1F, 0x9D];

/// The fewest and the most bits of a code.
const BITS: std::ops::RangeInclusive<u8> = 9..=16;

/// The code that clears the table, in files that have it.
const CLEAR: u16 = 256;

/// Whether these are the first bytes of a file: the mark and possible settings.
pub(super) fn is_compressed(head: &[u8]) -> bool {
    head.starts_with(&MAGIC)
        && head
            .get(2)
            .is_some_and(|settings| BITS.contains(&(settings & 0x1F)) && settings & 0x60 == 0)
}

/// The decoder of a stream.
pub(super) struct Lzw<R> {
    source: R,
    /// The most bits of a code.
    most_bits: u8,
    /// Whether the table may be cleared.
    clears: bool,
    bits: u8,
    /// The code whose use makes codes longer.
    last_code: u32,
    /// Eight codes, and the place in them, in bits.
    group: [u8; 16],
    group_bits: usize,
    at: usize,
    /// Of each code, the code of its text without the last byte, and that byte.
    prefixes: Vec<u16>,
    bytes: Vec<u8>,
    /// The next free code.
    free: u32,
    /// The last code; `None` before the first one.
    before: Option<u16>,
    first_byte: u8,
    /// The decoded text of the last code, its end first.
    pending: Vec<u8>,
    is_at_end: bool,
}

impl<R: BufRead> Lzw<R> {
    /// Reads the settings of a file.
    ///
    /// # Errors
    /// If the stream fails or is not such a file.
    pub(super) fn new(mut source: R) -> io::Result<Self> {
        let mut head = [0; 3];
        source.read_exact(&mut head)?;
        if !is_compressed(&head) {
            return Err(damaged("its settings are unknown"));
        }
        let most_bits = head[2] & 0x1F;
        let clears = head[2] & 0x80 != 0;
        Ok(Self {
            source,
            most_bits,
            clears,
            bits: *BITS.start(),
            last_code: last_code(*BITS.start(), most_bits),
            group: [0; 16],
            group_bits: 0,
            at: 0,
            prefixes: vec![0; 1 << most_bits],
            bytes: vec![0; 1 << most_bits],
            free: if clears { 257 } else { 256 },
            before: None,
            first_byte: 0,
            pending: Vec::new(),
            is_at_end: false,
        })
    }

    /// The next code; `None` at the end.
    fn next_code(&mut self) -> io::Result<Option<u16>> {
        if self.free > self.last_code && self.bits < self.most_bits {
            self.bits += 1;
            self.last_code = last_code(self.bits, self.most_bits);
            self.group_bits = 0;
        }
        let bits = usize::from(self.bits);
        if self.at + bits > self.group_bits || self.group_bits == 0 {
            let read = read_up_to(&mut self.source, &mut self.group[..bits])?;
            (self.group_bits, self.at) = (read * 8, 0);
            if bits > self.group_bits {
                return Ok(None);
            }
        }
        let mut code = 0_u32;
        for (nth, bit) in (self.at..self.at + bits).enumerate() {
            let set = u32::from(self.group[bit / 8] >> (bit % 8) & 1);
            code |= set << nth;
        }
        self.at += bits;
        Ok(u16::try_from(code).ok())
    }

    /// Decodes the next code into `pending`.
    fn step(&mut self) -> io::Result<()> {
        let Some(mut code) = self.next_code()? else {
            self.is_at_end = true;
            return Ok(());
        };
        while self.clears && code == CLEAR {
            self.bits = *BITS.start();
            self.last_code = last_code(self.bits, self.most_bits);
            self.group_bits = 0;
            self.free = 257;
            self.before = None;
            let Some(next) = self.next_code()? else {
                self.is_at_end = true;
                return Ok(());
            };
            code = next;
        }
        let read = code;
        let Some(before) = self.before else {
            self.first_byte = u8::try_from(code).map_err(|_| unknown_code())?;
            self.pending.push(self.first_byte);
            self.before = Some(code);
            return Ok(());
        };
        if u32::from(code) > self.free {
            return Err(unknown_code());
        }
        if u32::from(code) == self.free {
            self.pending.push(self.first_byte);
            code = before;
        }
        while code > 255 {
            self.pending.push(self.bytes[usize::from(code)]);
            code = self.prefixes[usize::from(code)];
        }
        self.first_byte = code.to_le_bytes()[0];
        self.pending.push(self.first_byte);
        if self.free < 1 << self.most_bits {
            let free = self.free as usize;
            self.prefixes[free] = before;
            self.bytes[free] = self.first_byte;
            self.free += 1;
        }
        self.before = Some(read);
        Ok(())
    }
}

impl<R: BufRead> Read for Lzw<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut written = 0;
        while written < buffer.len() {
            if let Some(byte) = self.pending.pop() {
                buffer[written] = byte;
                written += 1;
                continue;
            }
            if self.is_at_end {
                break;
            }
            match self.step() {
                Ok(()) => {}
                // What was decoded is given first; the next read meets the error again.
                Err(_) if written > 0 => break,
                Err(error) => return Err(error),
            }
        }
        Ok(written)
    }
}

/// The highest code before codes get longer. Codes of the most bits are all used.
fn last_code(bits: u8, most: u8) -> u32 {
    if bits == most {
        1 << bits
    } else {
        (1 << bits) - 1
    }
}

/// Fills a buffer as far as the source goes.
fn read_up_to(source: &mut impl Read, buffer: &mut [u8]) -> io::Result<usize> {
    let mut read = 0;
    while read < buffer.len() {
        match source.read(&mut buffer[read..]) {
            Ok(0) => break,
            Ok(more) => read += more,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(read)
}

fn unknown_code() -> io::Error {
    damaged("a code in it has no meaning")
}

fn damaged(why: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, why)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Compresses like compress(1): codes of up to `most` bits in groups of eight. The table is
    /// cleared after `clear_after` codes, if that is given.
    fn compressed(text: &[u8], most: u8, clear_after: Option<usize>) -> Vec<u8> {
        let mut out = vec![MAGIC[0], MAGIC[1], 0x80 | most];
        let mut table = std::collections::HashMap::new();
        let (mut free, mut bits) = (257_u32, 9_u8);
        let mut group: Vec<u32> = Vec::new();
        let flush = |group: &mut Vec<u32>, bits: u8, out: &mut Vec<u8>, pad: bool| {
            let mut packed = vec![0_u8; usize::from(bits)];
            for (nth, code) in group.iter().enumerate() {
                for bit in 0..usize::from(bits) {
                    let at = nth * usize::from(bits) + bit;
                    packed[at / 8] |= u8::from(code >> bit & 1 == 1) << (at % 8);
                }
            }
            let used = (group.len() * usize::from(bits)).div_ceil(8);
            if !group.is_empty() {
                out.extend(&packed[..if pad { packed.len() } else { used }]);
            }
            group.clear();
        };
        let mut codes = 0;
        let mut current: Option<u32> = None;
        for byte in text {
            let Some(prefix) = current else {
                current = Some(u32::from(*byte));
                continue;
            };
            if let Some(code) = table.get(&(prefix, *byte)) {
                current = Some(*code);
                continue;
            }
            group.push(prefix);
            codes += 1;
            if group.len() == 8 {
                flush(&mut group, bits, &mut out, true);
            }
            // The decoder is one code behind, so the width grows when its table is full.
            if free > last_code(bits, most) && bits < most {
                flush(&mut group, bits, &mut out, true);
                bits += 1;
            }
            if free < 1 << most {
                table.insert((prefix, *byte), free);
                free += 1;
            }
            if clear_after.is_some_and(|after| codes % after == 0) {
                group.push(256);
                flush(&mut group, bits, &mut out, true);
                table.clear();
                (free, bits) = (257, 9);
            }
            current = Some(u32::from(*byte));
        }
        group.extend(current);
        flush(&mut group, bits, &mut out, false);
        out
    }

    fn text(words: usize) -> Vec<u8> {
        let mut seed = 7_u64;
        let mut text = String::new();
        for _ in 0..words {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            text.push_str(
                ["ferry ", "pier ", "aaaaa ", "harbour\n", "é"][(seed >> 33) as usize % 5],
            );
            text.push(char::from(b'a' + seed.to_le_bytes()[5] % 26));
        }
        text.into_bytes()
    }

    #[test]
    fn a_text_is_unpacked_whatever_the_settings() {
        for (words, most, clear_after) in [
            (0, 16, None),
            (3, 16, None),
            (60_000, 16, None),
            (9_000, 10, None),
            (9_000, 12, Some(700)),
            (30_000, 9, None),
        ] {
            let text = text(words);
            let packed = compressed(&text, most, clear_after);
            let mut unpacked = Vec::new();
            let mut decoder = Lzw::new(&*packed).unwrap();
            decoder.read_to_end(&mut unpacked).unwrap();
            assert!(
                unpacked == text,
                "{words} words, {most} bits, {clear_after:?}"
            );
        }
    }

    #[test]
    fn damage_is_an_error_and_never_a_panic() {
        let mut broken = compressed(&text(50), 16, None);
        broken[4] = 0xFF;
        broken[5] = 0xFF;
        let mut unpacked = Vec::new();
        let read = Lzw::new(&*broken).unwrap().read_to_end(&mut unpacked);
        assert_eq!(read.unwrap_err().kind(), io::ErrorKind::InvalidData);
        for head in [&b"\x1F\x9D\x91"[..], b"\x1F\x9D\x88", b"\x1F\x9D", b""] {
            assert!(Lzw::new(head).is_err(), "{head:?}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_end(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..400), most in 9_u8..=16) {
            let mut file = vec![MAGIC[0], MAGIC[1], 0x80 | most];
            file.extend(bytes);
            let mut unpacked = Vec::new();
            let _ = Lzw::new(&*file).unwrap().read_to_end(&mut unpacked);
        }
    }
}

//! An archived HTTP response: status, the header fields that matter, and the content without chunks
//! and compression.
//!
//! Crawlers often store unpacked content under its original header. So chunks and compression are
//! removed only if the content confirms the header.

use crate::formats::readers::pages::html::{MAX_PAGE, is_html};
use brotli_decompressor::Decompressor;
use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};
use httparse::{EMPTY_HEADER, ParserConfig, Response, Status};
use std::borrow::Cow;
use std::io::{self, Read};

/// The most interim responses (`100 Continue`, `103 Early Hints`) before the final one.
const MOST_INTERIM: usize = 8;

/// The most header fields of a response.
const MOST_FIELDS: usize = 512;

/// The most bytes of a header after its first line.
const LONGEST_FIELDS: usize = 64 << 10;

/// How much of a brotli stream is asked for at once.
const PIECE: usize = 4096;

/// What a frame of Zstandard starts with (RFC 8878, 3.1.1).
const ZSTD_MAGIC: &[u8] = &[0x28, 0xB5, 0x2F, 0xFD];

/// What a response's header says.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Head {
    pub(super) status: u16,
    /// The media type, in lower case, without parameters.
    pub(super) media_type: String,
    pub(super) charset: Option<String>,
    /// Where a redirecting response leads.
    pub(super) location: Option<String>,
    /// Which bytes of a page a partial response has, as it says: `bytes 0-999/5000`.
    range: String,
    is_chunked: bool,
    /// The content's encoding, in lower case.
    encoding: String,
    /// How long the header is, its empty line included.
    pub(super) length: usize,
}

impl Head {
    /// Reads the header at the start of a response; `None` if there is none or a part is missing.
    pub(super) fn parse(bytes: &[u8]) -> Option<Self> {
        let mut before = 0;
        for _ in 0..=MOST_INTERIM {
            let head = Self::parse_one(&bytes[before..])?;
            if !matches!(head.status, 100..=199) {
                let length = before + head.length;
                return Some(Self { length, ..head });
            }
            before += head.length;
        }
        None
    }

    /// Reads one header. Others may follow it: those of interim responses come before the final one.
    fn parse_one(bytes: &[u8]) -> Option<Self> {
        if let Some(head) = Self::parse_http1(bytes) {
            return Some(head);
        }
        // The parser knows the status lines of HTTP/1 only.
        let end = memchr::memchr(b'\n', bytes)? + 1;
        let status = status_of(&bytes[..end])?;
        let usual = format!("HTTP/1.1 {status} \r\n");
        let rest = &bytes[end..bytes.len().min(end + LONGEST_FIELDS)];
        let mut head = Self::parse_http1(&[usual.as_bytes(), rest].concat())?;
        head.length = head.length - usual.len() + end;
        Some(head)
    }

    fn parse_http1(bytes: &[u8]) -> Option<Self> {
        let mut fields = [EMPTY_HEADER; MOST_FIELDS];
        let mut response = Response::new(&mut fields);
        let parsed = ParserConfig::default()
            .allow_spaces_after_header_name_in_responses(true)
            .allow_obsolete_multiline_headers_in_responses(true)
            .allow_multiple_spaces_in_response_status_delimiters(true)
            .ignore_invalid_headers_in_responses(true)
            .parse_response(&mut response, bytes);
        let Ok(Status::Complete(length)) = parsed else {
            return None;
        };
        let mut head = Self {
            status: response.code?,
            length,
            ..Self::default()
        };
        for field in response.headers.iter() {
            head.take(field.name, &String::from_utf8_lossy(field.value));
        }
        Some(head)
    }

    fn take(&mut self, name: &str, value: &str) {
        let value = value.trim();
        if name.eq_ignore_ascii_case("content-type") {
            (self.media_type, self.charset) = media_type(value);
        } else if name.eq_ignore_ascii_case("location") {
            self.location = Some(value.to_owned());
        } else if name.eq_ignore_ascii_case("content-range") {
            value.clone_into(&mut self.range);
        } else if name.eq_ignore_ascii_case("transfer-encoding") {
            self.is_chunked = value.to_ascii_lowercase().contains("chunked");
        } else if name.eq_ignore_ascii_case("content-encoding") {
            self.encoding = value.to_ascii_lowercase();
        }
    }

    /// The bytes that a partial response has, unless they are all.
    pub(super) fn part(&self) -> Option<&str> {
        let is_whole = || {
            let (bytes, all) = self.range.split_once('/')?;
            let last = bytes
                .trim_start_matches("bytes")
                .trim()
                .strip_prefix("0-")?;
            let last: u64 = last.parse().ok()?;
            Some(last.checked_add(1)? == all.trim().parse::<u64>().ok()?)
        };
        let is_part = self.status == 206 && !self.range.is_empty() && is_whole() != Some(true);
        is_part.then_some(self.range.as_str())
    }

    /// Whether the content is a page, by its type or, where none is named that says anything, by
    /// its start.
    pub(super) fn is_page(&self, content: &[u8]) -> bool {
        if is_page_type(&self.media_type) {
            return true;
        }
        let after_size = memchr::memchr(b'\n', &content[..content.len().min(64)]);
        let starts_as_page = is_html(content)
            || (self.is_chunked && after_size.is_some_and(|at| is_html(&content[at + 1..])));
        says_nothing(&self.media_type) && starts_as_page
    }

    /// The content without chunks and compression, and what is wrong if only its start could be
    /// unpacked.
    ///
    /// # Errors
    /// One sentence on what is wrong with it.
    pub(super) fn unpack<'a>(&self, content: &'a [u8]) -> Result<Unpacked<'a>, String> {
        let content = match self.is_chunked.then(|| without_chunks(content)).flatten() {
            Some(whole) => Cow::Owned(whole),
            None => Cow::Borrowed(content),
        };
        if self.encoding.is_empty() || is_html(&content) {
            return Ok((content, None));
        }
        match (self.encoding.as_str(), &*content) {
            ("gzip" | "x-gzip" | "deflate", [0x1F, 0x8B, ..]) => {
                unpacked(MultiGzDecoder::new(&*content))
            }
            ("deflate", [0x78, ..]) => unpacked(ZlibDecoder::new(&*content)),
            ("deflate", _) => unpacked(DeflateDecoder::new(&*content)),
            ("zstd", packed) if packed.starts_with(ZSTD_MAGIC) => unpacked_zstd(packed),
            // Nothing marks brotli, but it is hardly ever text.
            ("br", packed) if std::str::from_utf8(packed).is_err() => {
                unpacked(Decompressor::new(packed, PIECE))
            }
            ("gzip" | "x-gzip" | "br" | "zstd" | "identity" | "none" | "utf-8", _) => {
                return Ok((content, None));
            }
            (other, _) => Err(format!(
                "its content is packed as `{other}`, which is not read; unpack it when archiving"
            )),
        }
        .map(|(content, cut)| (Cow::Owned(content), cut))
    }
}

/// Content, and what is wrong if it is only a part.
pub(super) type Unpacked<'a> = (Cow<'a, [u8]>, Option<String>);

fn unpacked_zstd(packed: &[u8]) -> Result<(Vec<u8>, Option<String>), String> {
    let decoder = zstd::Decoder::with_buffer(packed).and_then(|mut decoder| {
        decoder.window_log_max(MAX_PAGE.ilog2())?;
        Ok(decoder)
    });
    match decoder {
        Ok(decoder) => unpacked(decoder),
        Err(error) => Err(not_unpacked(&error)),
    }
}

/// The output of a decoder: at most as much as a page may have and one byte more, which shows that
/// there is more. If it fails later, the start of a page is kept.
fn unpacked(packed: impl Read) -> Result<(Vec<u8>, Option<String>), String> {
    let mut content = Vec::new();
    let read = packed.take(MAX_PAGE as u64 + 1).read_to_end(&mut content);
    match read {
        Ok(_) => Ok((content, None)),
        Err(error) if is_html(&content) => {
            let cut = format!("{}; what comes before is read", not_unpacked(&error));
            Ok((content, Some(cut)))
        }
        Err(error) => Err(not_unpacked(&error)),
    }
}

fn not_unpacked(error: &io::Error) -> String {
    format!("its content cannot be unpacked: {error}")
}

/// The content that chunks make up; `None` if it is not in chunks. A last chunk may be cut short.
fn without_chunks(mut content: &[u8]) -> Option<Vec<u8>> {
    let mut whole = Vec::new();
    loop {
        let end = content.iter().take(64).position(|byte| *byte == b'\n')?;
        let line = std::str::from_utf8(&content[..end]).ok()?;
        let size = line.split(';').next().unwrap_or_default().trim();
        let size = usize::from_str_radix(size, 16).ok()?;
        content = &content[end + 1..];
        if size == 0 {
            return Some(whole);
        }
        let chunk = &content[..size.min(content.len())];
        whole.extend_from_slice(chunk);
        content = &content[chunk.len()..];
        content = content.strip_prefix(b"\r").unwrap_or(content);
        content = content.strip_prefix(b"\n").unwrap_or(content);
        if content.is_empty() {
            return Some(whole);
        }
    }
}

/// A media type in lower case, and the character set named with it. Some servers send it in quotes
/// or twice: `text/html, text/html; charset=utf-8`.
pub(super) fn media_type(value: &str) -> (String, Option<String>) {
    let mut parts = value.split([';', ',']);
    let name = parts.next().unwrap_or_default();
    let name = name.trim_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '\''));
    let name = name.to_ascii_lowercase();
    let charset = parts.find_map(|part| {
        let (key, value) = part.split_once('=')?;
        key.trim()
            .eq_ignore_ascii_case("charset")
            .then(|| value.trim().trim_matches(['"', '\'']).to_owned())
    });
    (name, charset)
}

/// Whether a media type is one of pages.
pub(super) fn is_page_type(name: &str) -> bool {
    matches!(
        name,
        "text/html"
            | "application/xhtml+xml"
            | "application/vnd.wap.xhtml+xml"
            | "text/xhtml"
            | "html"
    )
}

/// Whether a media type says nothing of the content: it is missing, or is given to any file.
fn says_nothing(name: &str) -> bool {
    !name.contains('/')
        || name.contains("unknown")
        || matches!(
            name,
            "text/plain" | "application/octet-stream" | "*/*" | "text/*"
        )
}

/// The status that a response's first line gives, in any spelling: `HTTP/2 200`, `http/1.1 200 ok`,
/// `h2 200`, `ICY 200 OK`. Some tools keep the fields without that line, and only of pages that were found.
fn status_of(line: &[u8]) -> Option<u16> {
    let line = String::from_utf8_lossy(&line[..line.len().min(256)]);
    let mut words = line.split_whitespace();
    let protocol = words.next()?.to_ascii_lowercase();
    if protocol.starts_with("http") || ["icy", "h2", "h3"].contains(&protocol.as_str()) {
        let status = words.next()?.get(..3)?;
        return status.parse().ok();
    }
    let name = protocol.split_once(':').map(|(name, _)| name)?;
    FIELDS.contains(&name).then_some(200)
}

/// Fields that responses start with, in lower case.
const FIELDS: &[&str] = &[
    "content-type",
    "content-length",
    "content-encoding",
    "date",
    "server",
    "connection",
];

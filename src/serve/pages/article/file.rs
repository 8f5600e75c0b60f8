//! The file of an article, as it lies in the archive's folder.
//!
//! It is opened below that folder: no name and no link leads out of it (cap-std). Only files that have
//! an article in the index are given, only where the configuration allows it, and never to be shown
//! by the browser.

use super::TABLES;
use crate::serve::ask::article::Found;
use crate::serve::ask::fault::Fault;
use crate::serve::ask::params::Params;
use crate::serve::http::app::Call;
use crate::serve::http::reply::Reply;
use cap_std::ambient_authority;
use cap_std::fs::{Dir, OpenOptions};
use std::io::Read;

/// The largest file that is given, in bytes.
const LARGEST: u64 = 64 << 20;

/// `/file/{archive}/{id}`
pub(in crate::serve::pages) fn answer(call: &Call) -> Result<Reply, Fault> {
    let params = Params::read(&call.query, TABLES, true)?;
    let found = Found::by_id(&call.holdings, call.part(0), call.part(1), &params)?;
    let mut sources = call.holdings.each();
    let source = sources.find(|(source, _)| source.name == found.archive.name);
    let folders = source.filter(|(source, _)| source.gives_files);
    let Some(folders) = folders.and_then(|(source, _)| source.folders.as_ref()) else {
        let why = "the files of this archive are not given: `serve-files` is not set";
        return Err(Fault::NotFound(why.to_owned()));
    };
    let path = &found.article.origin.path;
    let (folder, below) = folders.locate_below(path);
    let gone = || Fault::NotFound("the file is not there as a file of its own".to_owned());
    let folder = Dir::open_ambient_dir(folder, ambient_authority()).map_err(|_| gone())?;
    // Opening a pipe would wait for its other end.
    if !folder.metadata(&below).is_ok_and(|own| own.is_file()) {
        return Err(gone());
    }
    let file = folder
        .open_with(&below, OpenOptions::new().read(true))
        .map_err(|_| gone())?;
    if !file.metadata()?.is_file() {
        return Err(gone());
    }
    let mut bytes = Vec::new();
    file.take(LARGEST + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LARGEST {
        let why = format!("the file is larger than {} MiB", LARGEST >> 20);
        return Err(Fault::NotFound(why));
    }
    let name = below
        .file_name()
        .map(|name| name.to_string_lossy().into_owned());
    let reply = Reply::of("application/octet-stream", bytes);
    Ok(reply.kept_as_file(&name.unwrap_or_default()))
}

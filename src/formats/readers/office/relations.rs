//! The relations of a part to others: which file is the text, where links lead.
//!
//! Source: ISO/IEC 29500-2, 9.3. Programs choose the names of parts freely.

use crate::article::Problem;
use crate::formats::package::{Package, resolved};
use crate::formats::xml::events::{Event, each_event};
use std::ops::ControlFlow;

/// The most relations that are kept: those of links count.
const MOST_RELATIONS: usize = 100_000;

/// A relation to another part or to an address.
pub(super) struct Relation {
    pub(super) id: String,
    /// The last word of its type: `hyperlink`, `footnotes`.
    pub(super) kind: String,
    /// The name of a part, or an address.
    pub(super) target: String,
}

/// The relations of the part `name`; `""` for those of the package.
///
/// # Errors
/// A [`Problem`] if they cannot be unpacked.
pub(super) fn relations(package: &Package<'_>, name: &str) -> Result<Vec<Relation>, Problem> {
    let (folder, file) = name.rsplit_once('/').unwrap_or(("", name));
    let place = if folder.is_empty() {
        format!("_rels/{file}.rels")
    } else {
        format!("{folder}/_rels/{file}.rels")
    };
    let mut found = Vec::new();
    let Some(bytes) = package.part(&place)? else {
        return Ok(found);
    };
    let read = each_event(&bytes, |event| {
        if let Event::Start(tag) = event
            && tag.name() == "Relationship"
        {
            let value = |name| tag.attribute(name).unwrap_or_default().into_owned();
            let target = value("Target");
            let is_outside = value("TargetMode") == "External";
            found.push(Relation {
                id: value("Id"),
                kind: value("Type")
                    .rsplit('/')
                    .next()
                    .unwrap_or_default()
                    .to_owned(),
                target: if is_outside {
                    target
                } else {
                    resolved(name, &target)
                },
            });
        }
        if found.len() < MOST_RELATIONS {
            ControlFlow::Continue(())
        } else {
            ControlFlow::Break(())
        }
    });
    drop(read); // the relations before a fault are kept
    Ok(found)
}

/// The name of the part that a document starts at.
///
/// # Errors
/// A [`Problem`] if the relations cannot be unpacked.
pub(super) fn main_part(package: &Package<'_>, usual: &str) -> Result<String, Problem> {
    let target = relations(package, "")?
        .into_iter()
        .find(|relation| relation.kind == "officeDocument")
        .map(|relation| relation.target)
        .filter(|target| package.has(target));
    let folder = usual.split('/').next().unwrap_or_default();
    let found = || {
        package.find(|name| {
            let file = name
                .strip_prefix(folder)
                .and_then(|rest| rest.strip_prefix('/'));
            let ends = file.and_then(|file| file.strip_prefix("document")?.rsplit_once('.'));
            ends.is_some_and(|(_, end)| end == "xml")
        })
    };
    Ok(match target {
        Some(target) => target,
        None if package.has(usual) => usual.to_owned(),
        None => found().unwrap_or(usual).to_owned(),
    })
}

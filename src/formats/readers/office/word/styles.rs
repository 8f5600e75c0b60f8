//! The paragraph styles of a Word document: what the ids in the text mean.
//!
//! Ids are translated (`berschrift1`), names are not (`heading 1`), so the part with the styles is
//! read where an id is not known. It may be a hundred times as long as the text.
//! Source: ISO/IEC 29500-1, 17.7.4.

use crate::article::Problem;
use crate::formats::package::Package;
use crate::formats::readers::office::manuscript::Role;
use crate::formats::xml::events::{Event, each_event};
use std::collections::HashMap;
use std::ops::ControlFlow;

/// How many styles a style may be based on, one on the other.
const DEEPEST: usize = 10;

/// The most styles that are kept.
const MOST_STYLES: usize = 10_000;

/// One style.
#[derive(Default)]
struct Style {
    id: String,
    role: Option<Role>,
    based_on: Option<String>,
}

/// The roles of styles by their ids.
#[derive(Default)]
pub(super) struct Styles {
    roles: HashMap<String, Role>,
}

impl Styles {
    /// Reads the part with the styles, if there is one. A broken part has the styles before the
    /// fault.
    pub(super) fn read(package: &Package<'_>, name: &str) -> Result<Self, Problem> {
        let Some(bytes) = package.part(name)? else {
            return Ok(Self::default());
        };
        let mut styles: HashMap<String, Style> = HashMap::new();
        let mut style = Style::default();
        let read = each_event(&bytes, |event| {
            match event {
                Event::Start(tag) => match tag.name() {
                    "style" => {
                        style = Style {
                            id: tag.attribute("styleId").unwrap_or_default().into_owned(),
                            ..Style::default()
                        };
                    }
                    "name" => {
                        let name = tag.attribute("val").unwrap_or_default();
                        style.role = Role::of_style(&name).or(style.role);
                    }
                    "basedOn" => style.based_on = tag.attribute("val").map(Into::into),
                    "outlineLvl" if style.role.is_none() => {
                        style.role = tag.attribute("val").and_then(|level| outline(&level));
                    }
                    _ => {}
                },
                Event::End("style") if styles.len() < MOST_STYLES => {
                    let style = std::mem::take(&mut style);
                    styles.insert(style.id.clone(), style);
                }
                _ => {}
            }
            ControlFlow::Continue(())
        });
        drop(read); // what is broken in the styles does not harm the text
        let roles = styles
            .keys()
            .filter_map(|id| Some((id.clone(), role_of(&styles, id)?)))
            .collect();
        Ok(Self { roles })
    }

    /// The role of a style.
    pub(super) fn role(&self, id: &str) -> Option<Role> {
        self.roles.get(id).copied()
    }
}

fn role_of(styles: &HashMap<String, Style>, id: &str) -> Option<Role> {
    let mut id = id;
    for _ in 0..DEEPEST {
        let style = styles.get(id)?;
        if style.role.is_some() {
            return style.role;
        }
        id = style.based_on.as_deref()?;
    }
    None
}

/// The role of an outline level, from 0. Level 9 is text.
pub(super) fn outline(level: &str) -> Option<Role> {
    let level: u8 = level.parse().ok()?;
    (level < 9).then(|| Role::Heading(level + 1))
}

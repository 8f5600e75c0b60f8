//! Members of an archive that are read with others of it: the pages of an issue with the file of
//! its structure, the texts of an export with their list.
//!
//! They wait until the last one of their folder has come, and then each is read with the others
//! around it, as files of a folder are. What waits is bounded: above the bound, members are read
//! without those that did not come yet, and the reader of the leading file tells what is missing.

use super::group::{Group, Member};
use super::member::{has_extension, member_path, plain};
use super::part::{GroupSink, MemberSink, Part, Started};
use crate::article::{ArchivePath, Problem};
use crate::formats::input::HEAD_LEN;
use crate::formats::limits::Budget;
use crate::formats::readers::is_leading;
use crate::formats::readers::scans::{is_article_text, is_scanned_page};
use std::io::{BufRead, Cursor};
use std::rc::Rc;

/// The most bytes of members that wait.
const MOST_WAITING: usize = 64 << 20;

/// The most members that wait.
const MOST_MEMBERS: usize = 20_000;

/// The most bytes of leading files that all members of a group read together: each may read each.
/// So much is read for an issue of 600 pages with 50 MiB of METS files.
const MOST_READ: usize = 32 << 30;

/// How many folders above its own a page may have the file that leads it in.
const FLOORS: usize = 2;

/// Takes the members that `find` finds, and gives them to `sink`, those of one issue together.
pub(super) fn read<E>(
    sink: &mut dyn GroupSink<Error = E>,
    part: &Part<'_>,
    archive: &ArchivePath,
    find: impl FnOnce(&mut dyn MemberSink<Error = E>) -> Result<(), E>,
) -> Result<(), E> {
    let mut issues = Issues {
        sink,
        part,
        archive,
        waiting: Vec::new(),
        size: 0,
        root: String::new(),
        is_led: false,
        led_by: 0,
    };
    find(&mut issues)?;
    issues.give_waiting()
}

/// The members of an archive, some of which wait.
struct Issues<'s, 'a, E> {
    sink: &'s mut dyn GroupSink<Error = E>,
    part: &'a Part<'a>,
    archive: &'a ArchivePath,
    waiting: Vec<Member>,
    /// How many bytes wait.
    size: usize,
    /// The folder that all are in which may belong together.
    root: String,
    /// Whether one of them leads others.
    is_led: bool,
    /// How many bytes those that lead others have.
    led_by: usize,
}

/// What a member may be.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    /// The structure of an issue, the list of an export.
    Leads,
    /// A page or a text that another member may lead.
    Follows(usize),
}

impl<E> Issues<'_, '_, E> {
    /// Reads what waits.
    fn give_waiting(&mut self) -> Result<(), E> {
        let members = std::mem::take(&mut self.waiting);
        self.size = 0;
        self.led_by = 0;
        if std::mem::take(&mut self.is_led) {
            return self.sink.open_group(self.part, Group::of(members));
        }
        members.into_iter().try_for_each(|it| self.give(it))
    }

    /// Reads a member by itself.
    fn give(&mut self, member: Member) -> Result<(), E> {
        let content = Box::new(Cursor::new(member.content));
        self.sink
            .open_member(self.part, self.archive, &member.name, content)
    }

    /// Keeps a member that belongs to the others that wait, or reads these first.
    fn keep(&mut self, name: &str, role: Role, content: Vec<u8>) -> Result<(), E> {
        let root = root_of(name, role);
        if self.waiting.is_empty() {
            root.clone_into(&mut self.root);
        } else if role == Role::Leads {
            if !self.is_led {
                // Pages of other folders are of no issue.
                self.give_outside(root)?;
                root.clone_into(&mut self.root);
            }
        } else if !self.is_led && is_below(&self.root, root) {
            root.clone_into(&mut self.root);
        }
        if role == Role::Leads {
            self.is_led = true;
            self.led_by += content.len();
        }
        self.size += content.len();
        self.waiting.push(Member {
            path: member_path(self.archive, name),
            name: name.to_owned(),
            content,
        });
        Ok(())
    }

    /// Reads what waits and is not below a folder.
    fn give_outside(&mut self, root: &str) -> Result<(), E> {
        let waiting = std::mem::take(&mut self.waiting);
        let (inside, outside): (Vec<_>, Vec<_>) = waiting
            .into_iter()
            .partition(|member| is_below(plain(&member.name), root));
        self.size = inside.iter().map(|member| member.content.len()).sum();
        self.waiting = inside;
        outside.into_iter().try_for_each(|it| self.give(it))
    }
}

/// Whether so many members do not read so many bytes of leading files each.
fn is_too_much(members: usize, led_by: usize) -> bool {
    members.saturating_mul(led_by) > MOST_READ
}

/// The folder around a path; empty for none.
fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The outermost folder of what may belong to a member.
fn root_of(name: &str, role: Role) -> &str {
    let own = folder_of(plain(name));
    match role {
        Role::Leads if is_folder_of_mets(own) => folder_of(own),
        Role::Leads => own,
        Role::Follows(floors) => (0..floors).fold(own, |folder, _| folder_of(folder)),
    }
}

fn is_folder_of_mets(folder: &str) -> bool {
    let name = folder.rsplit('/').next().unwrap_or_default();
    name.eq_ignore_ascii_case("mets")
}

/// Whether a path is below a folder, or is the folder.
fn is_below(path: &str, folder: &str) -> bool {
    folder.is_empty()
        || path
            .strip_prefix(folder)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// What a member is by its name; `None` if its first bytes have to say it.
fn role_by_name(path: &str) -> Option<Role> {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    if is_leading(name) {
        return Some(Role::Leads);
    }
    let folder = folder.rsplit('/').next().unwrap_or_default();
    let is_text = || {
        let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
        ["html", "md"].contains(&extension)
    };
    (["content", "highlights"].contains(&folder) && is_text()).then_some(Role::Follows(1))
}

impl<E> MemberSink for Issues<'_, '_, E> {
    type Error = E;

    fn budget(&self) -> &Rc<Budget> {
        self.sink.budget()
    }

    fn open_member(
        &mut self,
        part: &Part<'_>,
        archive: &ArchivePath,
        name: &str,
        content: Box<dyn BufRead + '_>,
    ) -> Result<(), E> {
        let path = plain(name);
        let mut role = role_by_name(path);
        let is_xml = has_extension(path, "xml");
        let mut content = content;
        if role.is_none() && is_xml {
            let head = Started::of(content, HEAD_LEN, self.budget());
            if is_scanned_page(&head.start) || is_article_text(path) {
                role = Some(Role::Follows(FLOORS));
            }
            content = head.again(self.budget());
        }
        if !self.waiting.is_empty() && !is_below(path, &self.root) {
            self.give_waiting()?;
        }
        let Some(role) = role else {
            return self.sink.open_member(part, archive, name, content);
        };
        if self.waiting.len() >= MOST_MEMBERS {
            self.give_waiting()?;
        }
        let started = Started::of(content, MOST_WAITING - self.size, self.budget());
        if started.is_whole {
            let more = if role == Role::Leads {
                started.start.len()
            } else {
                0
            };
            if is_too_much(self.waiting.len() + 1, self.led_by + more) {
                self.give_waiting()?;
            }
            return self.keep(name, role, started.start);
        }
        self.give_waiting()?;
        let content = started.again(self.budget());
        self.sink.open_member(part, archive, name, content)
    }

    fn refuse(&mut self, part: &Part<'_>, problem: Problem) -> Result<(), E> {
        self.sink.refuse(part, problem)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn issues_of_newspapers_are_read_together_and_files_made_to_do_harm_are_not() {
        for (members, led_by, is_over) in [
            (1, MOST_WAITING, false),
            (65, 20 << 20, false),
            (600, 50 << 20, false),
            (MOST_MEMBERS, 1 << 20, false),
            (MOST_MEMBERS, 2 << 20, true),
            (usize::MAX, MOST_WAITING, true),
        ] {
            assert_eq!(is_too_much(members, led_by), is_over, "{members} {led_by}");
        }
    }
}

//! Styles by their names, and a pen that is used in odd ways.
//!
//! No document is read here: the pen is used directly.

use super::{Aside, Look, Pen, Role};

#[test]
fn styles_are_known_by_names_in_several_languages() {
    for (name, role) in [
        ("heading 1", Some(Role::Heading(1))),
        ("Heading2", Some(Role::Heading(2))),
        ("berschrift3", Some(Role::Heading(3))),
        ("Title", Some(Role::Title)),
        ("Titre 2", Some(Role::Title)),
        ("Untertitel", Some(Role::Subtitle)),
        ("List Bullet", Some(Role::Item)),
        ("Normal", None),
        ("Title Page", None),
        ("", None),
        ("1", None),
    ] {
        assert_eq!(Role::of_style(name), role, "{name}");
    }
}

#[test]
fn what_is_beside_the_text_has_its_place() {
    let mut pen = Pen::new(1_000);
    let look = Look::default();
    pen.push("A", look);
    for (aside, text) in [
        (Aside::Note, "note"),
        (Aside::Box, "box"),
        (Aside::Comment, "no"),
    ] {
        pen.open(aside);
        pen.push(text, look);
        pen.close();
    }
    pen.push("B", look);
    pen.end_paragraph(Role::Text);
    pen.push("C", look);
    let manuscript = pen.finish();
    let texts: Vec<_> = manuscript.lines.iter().map(|line| &*line.text).collect();
    assert_eq!(texts, ["AB", "box", "C", "note"]);
    assert_eq!(manuscript.left_out.len(), 1);
    assert_eq!(manuscript.left_out[0].characters, 2);
}

#[test]
fn a_pen_stops_where_its_room_ends() {
    let mut pen = Pen::new(10);
    pen.push("12345", Look::default());
    assert!(!pen.is_full());
    pen.push("1234567890", Look::default());
    assert!(pen.is_full());
    assert!(pen.finish().is_too_long);
    let mut pen = Pen::new(1_000);
    pen.close();
    (0..1_000).for_each(|_| pen.open(Aside::Box));
    pen.push(
        "deep",
        Look {
            is_bold: true,
            is_italic: true,
        },
    );
    (0..2_000).for_each(|_| pen.close());
    let lines = pen.finish().lines;
    assert_eq!(lines.len(), 1);
    assert_eq!((lines[0].style.bold, lines[0].style.is_italic), (4, true));
}

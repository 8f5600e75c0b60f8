//! The lists of fields that a query may name are the same everywhere: in the table of fields, in
//! `--help`, in what the program says, and in docs/query.md.

use crate::docs::check_section;
use crate::harness::Archive;
use dateline::article::fields;
use std::collections::BTreeSet;

/// The names in a list such as `id, headline (title), language`.
fn names(list: &str) -> BTreeSet<String> {
    list.split([',', '(', ')'])
        .map(|name| name.trim().to_owned())
        .filter(|name| !name.is_empty())
        .collect()
}

/// The names of the table.
fn of_the_table() -> BTreeSet<String> {
    fields::query_names()
        .into_iter()
        .map(str::to_owned)
        .collect()
}

fn archive() -> Archive {
    let archive = Archive::of(&[("a.txt", "Troops leave\n\nThe last of them left.\n")]);
    archive.index();
    archive
}

#[test]
fn the_help_lists_the_fields_of_the_table() {
    let help = Archive::new().run(&["search", "--help"]).exits(0).stdout();
    let list = help.split_once("The fields are\n").unwrap().1;
    let list = list.split_once("Put quotes").unwrap().0;
    assert_eq!(names(list), of_the_table(), "{help}");
}

#[test]
fn the_note_on_an_unknown_field_lists_the_fields_of_the_table() {
    let ran = archive().run(&["search", "nofield:troops"]);
    let said = ran.stderr();
    let list = said.split_once("the fields are ").unwrap().1;
    let list = list.lines().next().unwrap();
    assert_eq!(names(list), of_the_table(), "{said}");
}

#[test]
fn every_name_of_the_table_can_be_searched() {
    let archive = archive();
    for name in fields::query_names() {
        let said = archive.run(&["search", &format!("{name}:troops")]).stderr();
        assert!(!said.contains("is not a field"), "{name}: {said}");
    }
}

#[test]
fn the_docs_list_the_fields_of_the_table() {
    let mut table = String::from("| name | other names | what it is |\n|---|---|---|\n");
    for field in fields::searchable() {
        let others = field.other_names.iter().map(|name| format!("`{name}`"));
        let others: Vec<_> = others.collect();
        let others = match others.join(", ") {
            none if none.is_empty() => String::new(),
            others => format!("{others} "),
        };
        let row = format!("| `{}` | {others}| {} |\n", field.name, field.about);
        table.push_str(&row);
    }
    check_section("docs/query.md", "fields", &table);
}

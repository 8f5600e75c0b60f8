//! Pages that mean harm: no panic, no hang.
//!
//! None of them may take much time or memory, or make the reader panic.

use super::{TEXT, read_bytes};
use crate::article::ProblemKind;
use proptest::prelude::*;
use std::time::Instant;

#[test]
fn endless_nesting_and_formatting_are_refused_or_read_quickly() {
    let started = Instant::now();
    for html in [
        "<div>".repeat(200_000),
        "<span>".repeat(200_000),
        (0..20_000)
            .map(|n| format!("<p><b id={n}>x"))
            .collect::<Vec<_>>()
            .concat(),
        "<b><table><td></b></table>".repeat(20_000),
        "<svg>".repeat(100_000),
        "<select><option>".repeat(50_000),
        "<template>".repeat(50_000),
        "<li><ul>".repeat(50_000),
        (0..2_000)
            .map(|n| format!("<html a{n}=1>"))
            .collect::<Vec<_>>()
            .concat(),
        format!("<title>{}</title>", "| ".repeat(200_000)),
        format!("<h1>{}</h1>", " - a".repeat(100_000)),
        format!(
            "<script type=application/ld+json>{}</script>",
            "[".repeat(200_000)
        ),
    ] {
        let _ = read_bytes(format!("{html}{TEXT}").as_bytes());
        assert!(
            started.elapsed().as_secs() < 120,
            "{}: {:?}",
            &html[..20],
            started.elapsed()
        );
    }
}

#[test]
fn bytes_that_are_not_text_are_not_a_page() {
    let mut chance: u32 = 1;
    let noise: Vec<u8> = std::iter::repeat_with(|| {
        chance = chance.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        chance.to_be_bytes()[0]
    })
    .take(5000)
    .collect();
    assert_eq!(read_bytes(&noise).unwrap_err().kind, ProblemKind::NotText);
}

fn hostile() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "<html>",
        "<body>",
        "<h1>",
        "</h1>",
        "<p>",
        "</p>",
        "<a href=x>",
        "</a>",
        "<div class=ad>",
        "</div>",
        "<table>",
        "<td>",
        "<li>",
        "<br>",
        "<time datetime=2021-01-01>",
        "<meta charset=x>",
        "<meta name=date content=1>",
        "<title>",
        "</title>",
        "<script type=application/ld+json>",
        "</script>",
        "{\"@type\":\"Article\",\"headline\":",
        "\"x\"}",
        "[",
        "<",
        ">",
        "\"",
        "&amp;",
        "\u{0}",
        "é",
        "日本",
        " | ",
        "A sentence that is long enough to count as running text, surely.",
        "<svg>",
        "<template>",
        "<form>",
        "<b>",
        "<nobr>",
        "</b>",
        "<select>",
        "<frameset>",
        "<plaintext>",
    ]);
    prop::collection::vec(piece, 0..50).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn any_markup_is_read_or_refused_without_a_panic(html in hostile()) {
        match read_bytes(html.as_bytes()) {
            Ok((article, _)) => prop_assert!(!article.headline.contains('\n') && !article.body.contains("\n\n\n")),
            Err(problem) => prop_assert!(!problem.detail.is_empty()),
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused_without_a_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = read_bytes(&bytes);
    }
}

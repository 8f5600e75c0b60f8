//! Names what the texts of XML documents have and articles do not: captions, notes to editors,
//! summaries that say something else.

use crate::article::WhyLeftOut;
use crate::formats::bytes::coverage::Said;
use crate::formats::bytes::excerpt::excerpt;
use crate::formats::gather::ArticleBuilder;
use crate::formats::xml::Element;
use crate::formats::xml::prose::{each_omitted, prose};

/// Names the elements with text that are left out of the prose of an element.
pub(in crate::formats) fn name_omitted(builder: &mut ArticleBuilder<'_>, element: &Element) {
    each_omitted(element, &mut |omitted| {
        let why = match &*omitted.name {
            "figure" | "media" | "img" => WhyLeftOut::Caption,
            "note" => WhyLeftOut::Boilerplate,
            "nav" | "header" | "footer" => WhyLeftOut::Navigation,
            "form" => WhyLeftOut::Controls,
            "iframe" | "object" | "svg" => WhyLeftOut::Embedded,
            "noscript" => WhyLeftOut::Hidden,
            // Nobody reads them.
            _ => return,
        };
        name(
            builder,
            omitted,
            why,
            omitted.line().map_or(0, |line| line.chars().count()),
        );
    });
}

/// Names the elements whose text is not in the article so far.
pub(in crate::formats) fn name_unsaid<'a>(
    builder: &mut ArticleBuilder<'_>,
    elements: impl Iterator<Item = &'a Element>,
    why: WhyLeftOut,
) {
    let mut said = Said::new(&builder.so_far().body);
    let lengths = elements.map(|element| (element, said.missing(&prose(element))));
    let lengths: Vec<(&Element, usize)> = lengths.collect();
    for (element, length) in lengths {
        name(builder, element, why, length);
    }
}

fn name(builder: &mut ArticleBuilder<'_>, element: &Element, why: WhyLeftOut, length: usize) {
    if length > 0 {
        builder.left_out(format!("<{}>", excerpt(&element.name)), why, length);
    }
}

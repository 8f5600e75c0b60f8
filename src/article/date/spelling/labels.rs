//! Labels before dates, in many languages.
//!
//! In a text with `Published` and `Updated`, the date after the former is the date of publication.
//! The dates themselves are read elsewhere.

use super::names::fold;
use aho_corasick::{AhoCorasick, MatchKind};
use std::sync::LazyLock;

/// The longest text that is searched for labels, in bytes.
const LONGEST: usize = 400;

/// Labels of the date of publication.
#[rustfmt::skip]
const PUBLISHED: &[&str] = &[
    "first published", "published", "date published", "date of publication", "publication date", "publish date", "posted", "date posted",
    "originally published", "issued",
    "veröffentlicht", "erstellt", "erschienen", "publié", "publiée", "mis en ligne", "date de publication", "publicado", "publicada",
    "fecha de publicación", "data de publicação", "pubblicato", "pubblicata", "data di pubblicazione", "gepubliceerd", "geplaatst",
    "опубликовано", "опубликован", "дата публикации", "опубліковано", "дата публікації", "opublikowano", "data publikacji", "data dodania",
    "yayınlanma tarihi", "yayınlanma", "yayın tarihi", "giriş", "publicerad", "publicerat", "publiceret", "offentliggjort", "publisert",
    "julkaistu", "publikováno", "vydáno", "megjelent", "publicat", "δημοσιεύθηκε", "δημοσίευση",
    "تاریخ انتشار", "انتشار", "منتشر شده در", "تاريخ النشر", "نشر في", "نُشر في", "تم النشر", "प्रकाशित", "diterbitkan", "dipublikasikan", "terbit",
    "发布时间", "发布于", "发表时间", "發布時間", "發佈時間", "公開日", "公開", "配信", "掲載", "입력", "등록", "게재", "送稿",
    "เผยแพร่เมื่อ", "เผยแพร่", "đăng lúc", "ngày đăng", "публикувано", "објављено", "objavljeno", "paskelbta", "publicēts", "avaldatud", "פורסם",
    "გამოქვეყნდა", "հրապարակվել է", "dərc olunub", "publikuar", "প্রকাশিত", "প্রকাশ", "வெளியிடப்பட்டது", "ప్రచురించబడింది", "پوسٹ کیا گیا",
];

/// Labels of the date of a later change.
#[rustfmt::skip]
const UPDATED: &[&str] = &[
    "last updated", "last update", "updated", "update", "last modified", "modified", "last edited", "edited", "corrected",
    "zuletzt aktualisiert", "aktualisiert", "geändert", "mis à jour", "mise à jour", "modifié", "modifiée", "última actualización", "actualizado",
    "actualizada", "última atualização", "atualizado", "atualizada", "ultimo aggiornamento", "aggiornato", "aggiornata", "laatst bijgewerkt",
    "bijgewerkt", "laatste update", "aangepast", "последнее обновление", "обновлено", "обновлен", "изменено", "останнє оновлення", "оновлено", "ostatnia aktualizacja",
    "zaktualizowano", "aktualizacja", "son güncelleme", "güncellenme tarihi", "güncellenme", "güncelleme tarihi", "güncelleme", "güncellendi",
    "senast uppdaterad", "uppdaterad", "opdateret", "oppdatert", "päivitetty", "aktualizováno", "aktualizované", "frissítve", "actualizat",
    "ενημερώθηκε", "آخرین بروزرسانی", "بروزرسانی", "به روز رسانی", "ویرایش", "آخر تحديث", "تحديث", "अपडेट", "अपडेटेड", "diperbarui", "terakhir diperbarui",
    "更新时间", "更新時間", "最終更新", "更新于", "更新", "수정", "최종수정", "업데이트",
    "อัปเดตล่าสุด", "อัปเดต", "อัพเดท", "cập nhật", "обновено", "ажурирано", "ažurirano", "posodobljeno", "actualitzat", "atnaujinta", "atjaunots",
    "uuendatud", "עודכן", "განახლდა", "yenilənib", "përditësuar", "আপডেট", "புதுப்பிக்கப்பட்டது",
];

/// All labels, folded, each with whether it is a label of the publication.
static LABELS: LazyLock<Vec<(String, bool)>> = LazyLock::new(|| {
    let published = PUBLISHED.iter().map(|label| (fold(label), true));
    let updated = UPDATED.iter().map(|label| (fold(label), false));
    published.chain(updated).collect()
});

/// Finds the longest label at each place, and none inside another one.
static SEARCH: LazyLock<AhoCorasick> = LazyLock::new(|| {
    let labels = LABELS.iter().map(|(label, _)| label);
    let search = AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .build(labels);
    search.expect("a few short texts")
});

/// The part of a text that should be the date of publication: the text after such a label, or else
/// the text before the first label of a change. `None` if there is no label or that part is empty.
pub(super) fn publication(text: &str) -> Option<String> {
    if text.len() > LONGEST || !has_year(text) {
        return None;
    }
    let text = fold(text);
    let labels: Vec<(usize, usize, bool)> = SEARCH
        .find_iter(&text)
        .map(|found| (found.start(), found.end(), LABELS[found.pattern()].1))
        .collect();
    let before = &text[..labels.first()?.0];
    let after = |at: usize| {
        let next = labels.get(at + 1).map_or(text.len(), |label| label.0);
        &text[labels[at].1..next]
    };
    let published = labels.iter().position(|label| label.2).map(after);
    let part = trimmed(published.unwrap_or(before));
    (!part.is_empty()).then(|| part.to_owned())
}

/// Words that may stand before a label: `This article was first published …`, `기사입력`.
#[rustfmt::skip]
const BEFORE_LABELS: &[&str] = &[
    "this", "article", "story", "report", "was", "is", "first", "originally", "last", "date", "artikel", "beitrag", "wurde", "am", "zuletzt", "cet", "a",
    "ete", "este", "articulo", "nota", "fue", "questo", "articolo", "e", "stato", "기사", "최초", "최종", "文章", "本文", "稿件", "新闻", "新聞", "首次", "最后",
    "最後", "記事", "初回",
];

/// What is before the first label of a text, folded and without marks around it; `None` without a
/// label.
pub(super) fn before_first(text: &str) -> Option<String> {
    let text = fold(text);
    let first = SEARCH.find(&text)?;
    let before = text[..first.start()].trim_matches(|c: char| !c.is_alphanumeric());
    Some(before.to_owned())
}

/// Whether a folded text has only words that stand before labels, or none.
pub(super) fn may_be_before(text: &str) -> bool {
    let words = text.split(|c: char| !c.is_alphanumeric());
    let mut words = words.filter(|word| !word.is_empty());
    words.all(|word| BEFORE_LABELS.iter().any(|own| fold(own) == word))
}

/// Whether the label at the start of a text is one of the publication; `None` without a label.
pub(super) fn opening(text: &str) -> Option<bool> {
    if text.len() > LONGEST {
        return None;
    }
    let text = fold(text);
    let starts_with = |label: &str| {
        let rest = text.strip_prefix(label);
        rest.is_some_and(|rest| !rest.starts_with(char::is_alphabetic))
    };
    let label = LABELS.iter().find(|(label, _)| starts_with(label))?;
    Some(label.1)
}

/// All folded labels, each with whether it is one of the publication.
pub(super) fn all() -> impl Iterator<Item = (&'static str, bool)> {
    let labels = LABELS.iter();
    labels.map(|(label, is_publication)| (label.as_str(), *is_publication))
}

/// Whether there are four digits in a row, or two after other digits. Most texts without a date have
/// neither.
fn has_year(text: &str) -> bool {
    let (mut run, mut runs) = (0, 0);
    text.chars().any(|c| {
        run = if c.is_numeric() { run + 1 } else { 0 };
        runs += usize::from(run == 1);
        run == 4 || (run == 2 && runs > 1)
    })
}

/// A date without the marks around it and without an `and` at its end.
fn trimmed(part: &str) -> &str {
    let is_mark = |c: char| c.is_whitespace() || ":：|-–—•·(),/;【】（）".contains(c);
    let mut part = part.trim_matches(is_mark);
    for word in ["and", "und", "et", "y", "e", "i", "en", "и", "و"] {
        if let Some(rest) = part.strip_suffix(word)
            && rest.ends_with(char::is_whitespace)
        {
            part = rest.trim_end_matches(is_mark);
        }
    }
    part
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_part_with_the_date_of_publication_is_found() {
        for (text, part) in [
            (
                "Published: 19 Jan 2021, last updated: 20 Jan 2021",
                Some("19 jan 2021"),
            ),
            (
                "Updated 20 Jan 2021 | First published 19 Jan 2021",
                Some("19 jan 2021"),
            ),
            ("19 Jan 2021 (updated 20 Jan 2021)", Some("19 jan 2021")),
            (
                "Published 19 Jan 2021 and updated 20 Jan 2021",
                Some("19 jan 2021"),
            ),
            ("Updated 20 Jan 2021", None),
            ("19 Jan 2021", None),
            ("Published by 12 papers, updated by 3", None),
            ("", None),
        ] {
            assert_eq!(publication(text).as_deref(), part, "{text}");
        }
    }
}

//! Headlines with marks instead of words: rules, signs, addresses, names of authors, datelines.
//!
//! Labels of languages are here too.

use super::{date, read};

const BODY: &str =
    "The harbour board of Norvik bought two cranes on Tuesday, its chairman said after a meeting.";

#[test]
fn rules_and_signs_are_no_part_of_the_headline() {
    for above in [
        "Cranes bought\n=============\n\n",
        "Cranes bought\n-------------\n",
        "***\nCranes bought\n***\n\n",
        "# Cranes bought\n\n",
        "Cranes bought\n=====\n\nBy Ann Lee\n19 January 2021\n\n",
        "Title: Cranes bought\nURL: https://x.example/a\nPublished: 2021-01-19\n----\n",
        "# Cranes bought\n\n*19 January 2021*\n\n",
    ] {
        let article = read(&format!("{above}{BODY}\n"));
        assert_eq!(article.headline, "Cranes bought", "{above}");
        assert_eq!(article.body, BODY, "{above}");
        if above.contains("2021") {
            assert_eq!(date(&article).as_deref(), Some("2021-01-19"), "{above}");
        }
    }
}

#[test]
fn an_address_above_or_below_the_headline_is_that_of_the_page() {
    let address = "https://x.example/2021/01/19/cranes";
    for above in [
        format!("Cranes bought\n{address}\n\n"),
        format!("Cranes bought\n\n{address}\n\n"),
        format!("{address}\n\nCranes bought\n\n"),
        format!("{address}\nCranes bought\n"),
    ] {
        let article = read(&format!("{above}{BODY}\n"));
        assert_eq!(article.headline, "Cranes bought", "{above}");
        assert_eq!(article.body, BODY, "{above}");
        assert_eq!(article.url.as_deref(), Some(address), "{above}");
    }
    let links = read("Cranes bought\n\nhttps://x.example/a\nhttps://x.example/b\n\nText.");
    let all = format!("{:?} {}", links.url, links.body);
    assert!(
        all.contains("example/a") && all.contains("example/b"),
        "{all}"
    );
}

#[test]
fn a_name_above_a_date_is_the_byline() {
    for (above, headline, bylines) in [
        (
            "Cranes bought\nAnn Lee\nJanuary 19, 2021\n\n",
            "Cranes bought",
            &["Ann Lee"][..],
        ),
        (
            "Port buys two\nnew cranes\nAnn Lee\n\n19 January 2021\n\n",
            "Port buys two new cranes",
            &["Ann Lee"],
        ),
        (
            "Council Closes\nBoth Bridges\nJanuary 19, 2021\n\n",
            "Council Closes Both Bridges",
            &[],
        ),
    ] {
        let article = read(&format!("{above}{BODY}\n"));
        assert_eq!(article.headline, headline, "{above}");
        assert_eq!(article.bylines, bylines, "{above}");
        assert_eq!(article.body, BODY, "{above}");
        assert_eq!(date(&article).as_deref(), Some("2021-01-19"), "{above}");
    }
    let role = read(&format!(
        "Cranes bought\nAnn Lee, Staff Writer\nTuesday, January 19, 2021\n\n{BODY}\n"
    ));
    assert_eq!(role.headline, "Cranes bought");
    assert!(role.bylines.iter().any(|name| name.starts_with("Ann Lee")));
}

#[test]
fn an_agency_above_metadata_is_the_source_if_a_dateline_follows_the_headline() {
    let text = "وكالة الأنباء\nرقم الخبر: 123\nتاريخ النشر: 19-01-2021\nالمجلس يغلق الجسرين\n\
                بغداد (رويترز) - قال المجلس البلدي يوم الثلاثاء إن إصلاح الجسر سيكلف أكثر.";
    let article = read(text);
    assert_eq!(article.headline, "المجلس يغلق الجسرين");
    assert_eq!(article.source.as_deref(), Some("وكالة الأنباء"));
}

#[test]
fn labels_are_known_in_the_languages_of_the_east() {
    for (text, headline, day) in [
        (
            "หัวข้อ: ปิดสะพาน\nวันที่: 19 มกราคม 2564\n\nสภาเมืองแถลงเมื่อวันอังคาร",
            "ปิดสะพาน",
            "2021-01-19",
        ),
        (
            "தலைப்பு: பாலம் மூடல்\nதேதி: 19 ஜனவரி 2021\n\nநகர சபை அறிவித்தது.",
            "பாலம் மூடல்",
            "2021-01-19",
        ),
        (
            "სათაური: ხიდი\nთარიღი: 19 იანვარი 2021\n\nსაბჭომ განაცხადა.",
            "ხიდი",
            "2021-01-19",
        ),
        (
            "Наслов: Дизалице\nДатум: 19.01.2021.\n\nУправа луке је купила две дизалице.",
            "Дизалице",
            "2021-01-19",
        ),
        (
            "Заглавие: Кранове\nДата: 19.01.2021 г.\n\nУправата купи два крана.",
            "Кранове",
            "2021-01-19",
        ),
        (
            "Antraštė: Kranai\nData: 2021 m. sausio 19 d.\n\nUosto valdyba nupirko du kranus.",
            "Kranai",
            "2021-01-19",
        ),
    ] {
        let article = read(text);
        assert_eq!(article.headline, headline, "{text}");
        assert_eq!(date(&article).as_deref(), Some(day), "{text}");
    }
}

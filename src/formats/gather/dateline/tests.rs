//! Datelines of agencies and papers, and openings that are none.
//!
//! The table has each form that was met in collections of news, with the place, the agency and the
//! day that are read from it.

use super::{Dateline, read_dateline, read_dateline_field};
use crate::article::spelling::DayOrder;

fn read(line: &str) -> Option<Dateline<'_>> {
    read_dateline(line, DayOrder::DayFirst)
}

/// Place, agency, day.
type Parts<'a> = (Option<&'a str>, Option<&'a str>, Option<&'a str>);

fn parts<'a>(dateline: &'a Dateline<'_>) -> Parts<'a> {
    (dateline.place.as_deref(), dateline.agency, dateline.day)
}

/// Lines, and the place, the agency and the day that each names.
#[rustfmt::skip]
const DATELINES: &[(&str, &str, &str, &str)] = &[
    ("BAGHDAD (Dispatches) – The bloc", "Baghdad", "Dispatches", ""),
    ("PARIS, May 3 (Reuters) - The minister", "Paris", "Reuters", "May 3"),
    ("WASHINGTON (AP) — The Senate", "Washington", "AP", ""),
    ("WASHINGTON (AP) _ The Senate", "Washington", "AP", ""),
    ("WASHINGTON (AP)—The Senate", "Washington", "AP", ""),
    ("WASHINGTON\u{a0}(AP)\u{a0}—\u{a0}The Senate", "Washington", "AP", ""),
    ("TEHRAN — Iran's president", "Tehran", "", ""),
    ("TEHRAN—Iran's president", "Tehran", "", ""),
    ("TEHRAN - “We shall", "Tehran", "", ""),
    ("TEHRAN —", "Tehran", "", ""),
    ("ROME/MILAN: The strike", "Rome/Milan", "", ""),
    ("NEW YORK, April 5 /PRNewswire/ -- Acme", "New York", "PRNewswire", "April 5"),
    ("BEIJING, Jan. 19 (Xinhua) -- China", "Beijing", "Xinhua", "Jan. 19"),
    ("LONDON (AFP) - Britain", "London", "AFP", ""),
    ("London (AFP) - Britain", "London", "AFP", ""),
    ("Berlin (dpa) - Germany", "Berlin", "dpa", ""),
    ("UNITED NATIONS, March 2 (UPI) --The Council", "United Nations", "UPI", "March 2"),
    ("ST. JOHN'S, N.L. — The ferry", "St. John's, N.L.", "", ""),
    ("NAIROBI, Kenya (AP) — Rangers", "Nairobi, Kenya", "AP", ""),
    ("NAIROBI, Kenya, Oct 4 (Delta News) -- Rangers", "Nairobi, Kenya", "Delta News", "Oct 4"),
    ("Moscow. January 19. INTERFAX.COM - Russia", "Moscow", "INTERFAX.COM", "January 19"),
    ("MOSCOW. Jan 19 (Interfax) - Russia", "Moscow", "Interfax", "Jan 19"),
    ("MOSCOW, January 19. /TASS/. Russia", "Moscow", "TASS", "January 19"),
    ("GENEVA, 3 May 2021 (Meridian) - Talks", "Geneva", "Meridian", "3 May 2021"),
    ("SÃO PAULO — Brazil's", "São Paulo", "", ""),
    ("BEIRUT/DAMASCUS, Feb 1 (Reuters) - Syria", "Beirut/Damascus", "Reuters", "Feb 1"),
    ("CLEVELAND, Feb 26 -", "Cleveland", "", "Feb 26"),
    ("    NEW YORK, MARCH 3 - Wall Street", "New York", "", "MARCH 3"),
    ("(Reuters) - Shares", "", "Reuters", ""),
    ("(ANSA) - ROME, January 19 - Italy", "Rome", "ANSA", "January 19"),
    ("KABUL: Fighters", "Kabul", "", ""),
    ("KARACHI: 12 people were hurt on Monday", "Karachi", "", ""),
    ("QOM – Clerics", "Qom", "", ""),
    ("TEHRAN (Tasnim) – Iran", "Tehran", "Tasnim", ""),
    ("TEHRAN, Jan. 19, IRNA – Iran", "Tehran", "IRNA", "Jan. 19"),
    ("Baghdad, Jan 5 (IANS) The army", "Baghdad", "IANS", "Jan 5"),
    ("NEW DELHI (PTI) The court", "New Delhi", "PTI", ""),
    ("THE HAGUE, March 2 - Imports", "The Hague", "", "March 2"),
    ("The Hague (ANP) - De", "The Hague", "ANP", ""),
    ("New Delhi, Jan 5 (PTI): The court", "New Delhi", "PTI", "Jan 5"),
    ("WASHINGTON, D.C. (AP) — The", "Washington, D.C.", "AP", ""),
    ("HARTFORD, Conn., May 3 (UPI) -- Two", "Hartford, Conn.", "UPI", "May 3"),
    ("McALLEN, Texas (AP) — The", "McAllen, Texas", "AP", ""),
    ("N'DJAMENA, Chad (AFP) - The", "N'Djamena, Chad", "AFP", ""),
    ("PORT-AU-PRINCE, Haiti — Aid", "Port-au-Prince, Haiti", "", ""),
    ("RIO DE JANEIRO (AP/Reuters) – Carnival", "Rio de Janeiro", "AP/Reuters", ""),
    ("RIO de JANEIRO (EFE) – Carnival", "Rio de Janeiro", "EFE", ""),
    ("SANA'A (Saba) – The", "Sana'a", "Saba", ""),
    ("LONDON, Tuesday (Reuters) - The", "London", "Reuters", "Tuesday"),
    ("SEOUL (May 3) — The", "Seoul", "", "May 3"),
    ("HARRISBURG, PA — The", "Harrisburg, PA", "", ""),
    ("AUGUSTA, Ga. — The", "Augusta, Ga.", "", ""),
    ("GOTHENBURG, 2021-05-03 (Meridian News) - A", "Gothenburg", "Meridian News", "2021-05-03"),
    ("WINDHOEK, Namibia -- Rains", "Windhoek, Namibia", "", ""),
    // Europe, Turkey, Indonesia
    ("BERLIN (dpa) - Der", "Berlin", "dpa", ""),
    ("Frankfurt/Main (dpa/lhe) - Der", "Frankfurt/Main", "dpa/lhe", ""),
    ("ANKARA (AA) - Meclis", "Ankara", "AA", ""),
    ("İSTANBUL (DHA) - Meclis", "İstanbul", "DHA", ""),
    ("Madrid, 19 ene (EFE).- El", "Madrid", "EFE", "19 ene"),
    ("Roma, 19 gen. (askanews) - Il", "Roma", "askanews", "19 gen"),
    ("Paris, 19 jan 2021 (AFP) - Le", "Paris", "AFP", "19 jan 2021"),
    ("TEMPO.CO, Jakarta - Presiden", "Jakarta", "TEMPO.CO", ""),
    ("МОСКВА, 19 янв — РИА Новости. Совет", "Москва", "РИА Новости", "19 янв"),
    ("МОСКВА, 19 января. /ТАСС/. Совет", "Москва", "ТАСС", "19 января"),
    ("КИЇВ. 19 січня. УНН. Рада", "Київ", "УНН", "19 січня"),
    ("МИНСК (БЕЛТА) – Совет", "Минск", "БЕЛТА", ""),
    ("ΑΘΗΝΑ (ΑΠΕ-ΜΠΕ) - Το", "Αθηνα", "ΑΠΕ-ΜΠΕ", ""),
    // Scripts without capitals
    ("بغداد (رويترز) - قال", "بغداد", "رويترز", ""),
    ("بغداد 19 يناير (رويترز) - قال", "بغداد", "رويترز", "19 يناير"),
    ("بيروت، 19 كانون الثاني/يناير 2021 (أ ف ب) - قال", "بيروت", "أ ف ب", "19 كانون الثاني/يناير 2021"),
    ("القاهرة – أ ش أ: قال", "القاهرة", "أ ش أ", ""),
    ("دمشق-سانا: قال", "دمشق", "سانا", ""),
    ("بغداد / NINA / قال", "بغداد", "NINA", ""),
    ("تهران (ایرنا) – شهرداری", "تهران", "ایرنا", ""),
    ("تهران - ایرنا - شهرداری", "تهران", "ایرنا", ""),
    ("تهران، ۳۰ دی ۱۳۹۹ (ایرنا) – شهرداری", "تهران", "ایرنا", "۳۰ دی ۱۳۹۹"),
    ("ירושלים (רויטרס) - ראש", "ירושלים", "רויטרס", ""),
    ("नई दिल्ली, 19 जनवरी (भाषा) प्रधानमंत्री", "नई दिल्ली", "भाषा", "19 जनवरी"),
    ("नई दिल्ली (पीटीआई)। प्रधानमंत्री", "नई दिल्ली", "पीटीआई", ""),
    // East Asia
    ("（新华社北京1月19日电）市政府", "北京", "新华社", "1月19日"),
    ("新华社北京1月19日电 市政府", "北京", "新华社", "1月19日"),
    ("新华社北京1月19日电（记者李明）市政府", "北京", "新华社", "1月19日"),
    ("中新网上海1月19日电 市政府", "上海", "中新网", "1月19日"),
    ("（中央社台北19日電）市政府", "台北", "中央社", "19日"),
    ("据法新社巴黎2021年1月19日电 市政府", "巴黎", "法新社", "2021年1月19日"),
    ("【バグダッド共同】イラク", "バグダッド", "共同", ""),
    ("【ワシントン時事】米", "ワシントン", "時事", ""),
    ("【パリＡＦＰ時事】仏", "パリ", "ＡＦＰ時事", ""),
    ("［ロンドン １９日 ロイター］ - 英", "ロンドン", "ロイター", "１９日"),
    ("【1月19日 AFP】仏", "", "AFP", "1月19日"),
    ("(서울=연합뉴스) 홍길동 기자 = 서울시는", "서울", "연합뉴스", ""),
    ("(워싱턴 AP=연합뉴스) 미국", "워싱턴", "연합뉴스", ""),
    ("(연합뉴스) 서울시는", "", "연합뉴스", ""),
    ("[파이낸셜뉴스] 서울시는", "", "파이낸셜뉴스", ""),
];

#[test]
fn datelines_of_agencies_and_papers_are_read() {
    for (line, place, agency, day) in DATELINES {
        let some = |text: &'static str| Some(text).filter(|text| !text.is_empty());
        let found = read(line).unwrap_or_else(|| panic!("not read: {line:?}"));
        assert_eq!(
            parts(&found),
            (some(place), some(agency), some(day)),
            "{line:?}"
        );
    }
}

#[test]
fn other_openings_are_no_datelines() {
    for line in [
        "",
        "WARNING: The road is closed",
        "NATO - the alliance that",
        "NATO — The alliance",
        "UNESCO: Heritage",
        "OPEC — Ministers",
        "FIFA - The body",
        "WHO – The agency",
        "BBC: The broadcaster",
        "IMF (Washington) - The fund",
        "UPDATE 1 - Shares fall",
        "EDITOR'S NOTE: This story",
        "EDITOR’S NOTE — This story",
        "Score: 3-1",
        "He said – And left",
        "CORRECTION: In the story",
        "BREAKING: The bridge",
        "ANALYSIS — What the vote means",
        "OPINION: We should",
        "Q: Why?",
        "PRICE: 12 pounds.",
        "TICKET PRICES: From 12 pounds",
        "MAYOR: I will not go.",
        "DEPUTY MAYOR: The bridge stays.",
        "PREIS: 12 Euro",
        "PRIX : 12 euros",
        "BÜRGERMEISTER: Das bleibt so.",
        "ALCALDE: El puente sigue.",
        "ANNA: We will not go.",
        "OLSEN — I’ve seen it.",
        "MENGE: 3 Liter",
        "A: Because",
        "The mayor – who left – said",
        "The well-known author said",
        "Barack Obama (Democrat) said",
        "Microsoft (MSFT) - The company",
        "PSG (Paris) won",
        "MERS (Middle East respiratory syndrome) has",
        "TEHRAN — the capital of Iran — has",
        "FIRE DESTROYS MILL - THREE WERE HURT",
        "TOKYO 2020 - Athletes",
        "On Tuesday, May 3 - The day",
        "U.S. — The president",
        "NBC: The network",
        "(Updated) - The story",
        "(not Reuters) - The story",
        "- The story",
        "— The story",
        ": The story",
        "Paris: A city waits",
        "Paris — A city waits",
        "VIDEO: The moment",
        "TOP STORIES: The week",
        "http://example.org/ - A site",
        "\u{628}\u{63a}\u{62f}\u{627}\u{62f} - \u{642}\u{627}\u{644}",
        "العراق: القوات تغادر",
        "وقال في 19 يناير - إن",
        "（图）市政府",
        "【分析】米国",
        "(사진) 서울시는",
        "(종합) 서울시는",
        "北京市政府周一宣布",
        "A VERY LONG HEADLINE IN CAPITALS THAT GOES ON AND ON BEYOND ANY PLACE OF THIS WORLD: End",
    ] {
        assert_eq!(read(line), None, "{line:?}");
    }
}

#[test]
fn a_dateline_s_day_is_a_date_only_with_its_year() {
    let geneva = read("GENEVA, 3 May 2021 (Meridian) - Talks").unwrap();
    assert_eq!(geneva.date.unwrap().published.to_string(), "2021-05-03");
    assert_eq!(read("PARIS, May 3 (Reuters) - The").unwrap().date, None);
}

#[test]
fn a_field_may_be_a_dateline_without_its_dash() {
    for (text, expected) in [
        (
            "SALVADOR, Feb 26 -",
            Some((Some("Salvador"), None, Some("Feb 26"))),
        ),
        (
            "SALVADOR, Feb 26",
            Some((Some("Salvador"), None, Some("Feb 26"))),
        ),
        (
            "BAGHDAD (Dispatches)",
            Some((Some("Baghdad"), Some("Dispatches"), None)),
        ),
        ("BAGHDAD", Some((Some("Baghdad"), None, None))),
        ("Nairobi", None),
        ("BAGHDAD (Dispatches) – The bloc", None),
        ("", None),
    ] {
        let found = read_dateline_field(text, DayOrder::DayFirst);
        assert_eq!(found.as_ref().map(parts), expected, "{text:?}");
    }
}

proptest::proptest! {
    #[test]
    fn no_line_makes_reading_a_dateline_panic(line in "[A-Z]{0,5}\\PC{0,80}") {
        let _ = read(&line);
        let _ = read_dateline_field(&line, DayOrder::MonthFirst);
    }
}

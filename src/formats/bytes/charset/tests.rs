//! Character sets of every kind, whole and as a stream.
//!
//! Each text is encoded by `encoding_rs` and decoded again, with and without a declaration. Damaged
//! bytes have to be counted, and bytes that are not text have to be refused.

use super::{Declared, decode, decode_text, utf8_stream};
use crate::article::ProblemKind;
use std::io::{BufReader, Read};

fn text(bytes: &[u8]) -> String {
    decode_text(bytes).unwrap().text.into_owned()
}

#[test]
fn byte_order_marks_choose_the_charset_and_are_removed() {
    assert_eq!(text("\u{feff}São Paulo".as_bytes()), "São Paulo");
    assert_eq!(text(b"\xFF\xFEh\0i\0"), "hi");
    assert_eq!(text(b"\xFE\xFF\0h\0i"), "hi");
    assert_eq!(text(b"\xFE\xFF\xD8\x3D\xDE\x00"), "😀");
}

#[test]
fn invalid_bytes_are_replaced_and_counted() {
    for (bytes, shown, invalid) in [
        (
            &b"d\xC3\xA9j\xC3\xA0 caf\xE9"[..],
            "d\u{e9}j\u{e0} caf\u{fffd}",
            1,
        ),
        (b"\xFE\xFF\0a\xD8\x3D\0b", "a\u{fffd}b", 2),
        (b"\xFF\xFEa\0b", "a\u{fffd}", 1),
    ] {
        let decoded = decode_text(bytes).unwrap();
        assert_eq!((&*decoded.text, decoded.invalid), (shown, invalid));
        let problem = decoded.problem(1).unwrap();
        assert_eq!(problem.kind, ProblemKind::BadEncoding);
        assert!(problem.detail.contains(&invalid.to_string()), "{problem:?}");
    }
    assert_eq!(decode_text(b"plain").unwrap().problem(1), None);
}

#[test]
fn other_character_sets_are_recognized_by_their_bytes() {
    use encoding_rs::{
        BIG5, EUC_JP, EUC_KR, GB18030, KOI8_U, SHIFT_JIS, WINDOWS_1250, WINDOWS_1251, WINDOWS_1252,
        WINDOWS_1253, WINDOWS_1254, WINDOWS_1255, WINDOWS_1256,
    };
    for (encoding, written) in [
        (
            WINDOWS_1250,
            "Premiér oznámil, že vláda přijala nový zákon o důchodech a školství.",
        ),
        (
            WINDOWS_1251,
            "Президент сообщил, что войска будут выведены из страны до весны.",
        ),
        (
            KOI8_U,
            "Президент сообщил, что войска будут выведены из страны до весны.",
        ),
        (
            WINDOWS_1252,
            "Le président a déclaré que l’armée se retirera cet été – enfin.",
        ),
        (WINDOWS_1252, "caf\u{e9} au lait"),
        (
            WINDOWS_1253,
            "Ο πρωθυπουργός ανακοίνωσε την αποχώρηση των στρατευμάτων σήμερα.",
        ),
        (
            WINDOWS_1254,
            "Başbakan, askerlerin yıl sonuna kadar geri çekileceğini açıkladı.",
        ),
        (
            WINDOWS_1255,
            "ראש הממשלה הודיע היום כי הכוחות ייסוגו עד סוף השנה.",
        ),
        (
            WINDOWS_1256,
            "أعلن رئيس الوزراء أن القوات ستنسحب من البلاد قبل نهاية العام.",
        ),
        (
            SHIFT_JIS,
            "首相は本日、部隊を年末までに撤退させると発表した。",
        ),
        (EUC_JP, "首相は本日、部隊を年末までに撤退させると発表した。"),
        (EUC_KR, "총리는 오늘 연말까지 군대를 철수하겠다고 발표했다."),
        (GB18030, "总理今天宣布，部队将在年底前撤出该国。"),
        (BIG5, "總理今天宣布，部隊將在年底前撤出該國。"),
    ] {
        let (bytes, _, unmappable) = encoding.encode(written);
        assert!(!unmappable, "{written}");
        assert_eq!(text(&bytes), written, "{}", encoding.name());
        let declared = decode(&bytes, Declared::by_label(Some(encoding.name())));
        assert_eq!((&*declared.text, declared.invalid), (written, 0));
    }
}

#[test]
fn utf_16_without_a_mark_is_recognized_by_its_zeros() {
    for written in [
        "Plain words.\r\n",
        "Слова и 12 чисел.\n",
        "首相は12日に 発表\n",
    ] {
        let little: Vec<u8> = written.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = written.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(
            (text(&little), text(&big)),
            (written.into(), written.into())
        );
    }
}

#[test]
fn iso_2022_jp_is_recognized_by_its_escapes() {
    assert_eq!(text(b"\x1B$B%K%e!<%9\x1B(B 1"), "ニュース 1");
}

#[test]
fn a_declared_set_counts_after_valid_utf_8_and_before_a_guess() {
    let declared = |bytes, label| {
        decode(bytes, Declared::by_label(Some(label)))
            .text
            .into_owned()
    };
    assert_eq!(declared(b"\xE9t\xE9", "ISO-8859-1"), "été");
    assert_eq!(declared(b"\xE9t\xE9", "windows-1251"), "йtй");
    assert_eq!(declared("été".as_bytes(), "iso-8859-1"), "été");
    assert_eq!(
        declared(b"caf\xE9 cr\xC3\xA8me \xC3\xA0", "utf-8"),
        "caf\u{fffd} crème à"
    );
    for none in [
        "utf-8",
        "us-ascii",
        "no such set",
        "x-unknown",
        "unknown-8bit",
        "",
    ] {
        assert_eq!(declared(b"caf\xE9 cr\xE8me", none), "café crème", "{none}");
        assert_eq!(declared("café".as_bytes(), none), "café", "{none}");
    }
    assert_eq!(declared(b"\x1B$B%K%e!<%9", "iso-2022-jp"), "ニュース");
}

#[test]
fn a_label_is_understood_however_it_is_spelled() {
    for (label, name) in [
        ("utf8", "UTF-8"),
        ("UTF8MB4", "UTF-8"),
        ("\"utf_8\"", "UTF-8"),
        ("iso8859-1", "windows-1252"),
        ("ISO_8859_15", "ISO-8859-15"),
        ("8859-5", "ISO-8859-5"),
        ("cp-1251", "windows-1251"),
        ("Win1251", "windows-1251"),
        ("windows1251", "windows-1251"),
        ("koi8_r", "KOI8-R"),
        ("Shift-JIS", "Shift_JIS"),
        ("GB_2312", "GBK"),
        ("ksc5601", "EUC-KR"),
    ] {
        let expected = encoding_rs::Encoding::for_label(name.as_bytes());
        let found = Declared::by_label(Some(label)).sets().next();
        assert_eq!(found, expected.map(Into::into), "{label}");
    }
    for label in [
        "cp",
        "windows-9999",
        "iso-8859-77",
        "us-ascii",
        "x-user-unknown",
        "8bit",
    ] {
        let found = Declared::by_label(Some(label)).sets().next();
        assert_eq!(found, None, "{label}");
    }
}

#[test]
fn a_declared_set_that_the_bytes_contradict_counts_as_none() {
    let russian = "Совет порта Норвика купил два новых крана.";
    let (bytes, ..) = encoding_rs::WINDOWS_1251.encode(russian);
    for label in ["utf-8", "shift_jis", "euc-kr", "big5", "iso-2022-jp"] {
        let decoded = decode(&bytes, Declared::by_label(Some(label)));
        assert_eq!((&*decoded.text, decoded.invalid), (russian, 0), "{label}");
    }
    let cut = &"Норвик".as_bytes()[..11];
    assert!(
        decode(cut, Declared::by_label(Some("utf-8")))
            .text
            .starts_with("Норви")
    );
}

#[test]
fn latin_declared_over_words_of_another_script_counts_as_none() {
    let texts = [
        (
            encoding_rs::WINDOWS_1251,
            "Совет порта Норвика купил два новых крана после спора.",
        ),
        (
            encoding_rs::KOI8_R,
            "Совет порта Норвика купил два новых крана после спора.",
        ),
        (
            encoding_rs::ISO_8859_7,
            "Το λιμάνι αγόρασε δύο νέους γερανούς την Παρασκευή.",
        ),
        (
            encoding_rs::WINDOWS_1256,
            "اشترى مجلس الميناء رافعتين جديدتين بعد نقاش طويل.",
        ),
        (
            encoding_rs::GB18030,
            "诺维克港口委员会在长时间讨论后购买了两台新的起重机，价格没有公布。",
        ),
    ];
    for (encoding, text) in texts {
        let (bytes, ..) = encoding.encode(text);
        let page = [b"<div class='a b c'><p>".as_slice(), &bytes, b"</p></div>"].concat();
        for label in ["iso-8859-1", "windows-1252", "iso-8859-15", "iso-8859-2"] {
            let decoded = decode(&page, Declared::by_label(Some(label)));
            assert!(decoded.text.contains(text), "{label}: {}", decoded.text);
        }
    }
    for (encoding, label, text) in [
        (
            encoding_rs::WINDOWS_1252,
            "iso-8859-1",
            "Élève, «été» déçu — “œuvre” à Nîmes… ÀÉÈ ÜBERALL größer",
        ),
        (
            encoding_rs::ISO_8859_2,
            "iso-8859-2",
            "Zażółć gęślą jaźń, příliš žluťoučký kůň úpěl ďábelské ódy",
        ),
    ] {
        let (bytes, ..) = encoding.encode(text);
        let decoded = decode(&bytes, Declared::by_label(Some(label)));
        assert_eq!(decoded.text, text);
    }
}

#[test]
fn a_few_bytes_of_a_set_of_several_bytes_a_character_are_not_taken_for_utf_8() {
    let (short, long) = ("é".as_bytes(), "é".repeat(40));
    let in_gbk = |bytes| decode(bytes, Declared::by_label(Some("gbk"))).text;
    assert_eq!(in_gbk(short), "茅");
    assert_eq!(in_gbk(long.as_bytes()), long);
}

#[test]
fn the_declared_set_that_fits_a_page_is_read() {
    let page =
        |meta: &str, text: &[u8]| [format!("<meta charset={meta}>").as_bytes(), text].concat();
    for (http, meta, text, shown) in [
        (Some("windows-1251"), "utf-8", &b"\xCC\xE8\xF0"[..], "Мир"),
        (Some("utf-8"), "windows-1251", b"\xCC\xE8\xF0", "Мир"),
        (None, "utf-16", "Мир".as_bytes(), "Мир"),
        (
            Some("utf-8"),
            "utf-8",
            b"Mir\xC3\xA9\xCC",
            "Mir\u{e9}\u{fffd}",
        ),
        (Some("utf-8"), "utf-8", b"Cr\xE8me", "Crème"),
        (
            Some("utf-8"),
            "shift_jis",
            b"Mir\xC3\xA9\xFF",
            "Mir\u{e9}\u{fffd}",
        ),
    ] {
        let page = page(meta, text);
        let decoded = decode(&page, Declared::of_page(&page, http));
        assert!(
            decoded.text.ends_with(shown),
            "{http:?} {meta}: {}",
            decoded.text
        );
    }
}

#[test]
fn bytes_that_are_not_text_are_refused() {
    let noise: Vec<u8> = (1..=255).cycle().take(4000).collect();
    for bytes in [&b"a\0b"[..], b"\x01\x02\x03abc", b"\xFF\xFE\0\0a\0", &noise] {
        let problem = decode_text(bytes).unwrap_err();
        assert_eq!(problem.kind, ProblemKind::NotText);
        assert_eq!(problem.ordinal, None);
    }
    let latin: Vec<u8> = "Привет, мир. ".bytes().map(|b| b | 0x80).collect();
    assert!(
        decode_text(&latin).is_ok(),
        "another charset is text all the same"
    );
    assert!(decode_text(b"\x1B[31mRED\x1B[0m alert\x07 and more").is_ok());
}

fn streamed(bytes: &[u8]) -> Vec<u8> {
    let mut text = Vec::new();
    utf8_stream(Box::new(BufReader::with_capacity(7, bytes)))
        .unwrap()
        .read_to_end(&mut text)
        .unwrap();
    text
}

#[test]
fn a_stream_becomes_utf_8() {
    let long = "Слова и 12 чисел.\n".repeat(9_000);
    let (windows, ..) = encoding_rs::WINDOWS_1251.encode(&long);
    let utf16: Vec<u8> = long.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let marked = [b"\xFF\xFE", &utf16[..]].concat();
    for bytes in [long.as_bytes(), &windows, &utf16, &marked] {
        assert_eq!(streamed(bytes), long.as_bytes());
    }
    assert_eq!(streamed("\u{feff}é".as_bytes()), "\u{feff}é".as_bytes());
}

#[test]
fn invalid_bytes_of_a_stream_are_kept_and_counted_later() {
    let japanese = "首相は本日、部隊を年末までに撤退させると発表した。".repeat(20);
    let (mut bytes, ..) = encoding_rs::SHIFT_JIS.encode(&japanese);
    bytes.to_mut().extend(b"\xFF\xFF");
    let expected = [japanese.as_bytes(), b"\xFF\xFF"].concat();
    assert_eq!(streamed(&bytes), expected);
}

#[test]
fn a_stream_of_utf_8_with_a_few_bad_bytes_is_left_as_it_is() {
    let mut bytes = "déjà vu, c’est ça\n".repeat(3).into_bytes();
    bytes.push(0xE9);
    assert_eq!(streamed(&bytes), bytes);
    let cut = ["é".repeat(40_000).as_bytes(), b"\n"].concat();
    assert_eq!(streamed(&cut[1..]), &cut[1..]);
    assert_eq!(streamed(b""), b"");
}

#[test]
fn texts_of_old_systems_are_recognized_by_their_letters() {
    let german = "Der Vorstand hat Kräne gekauft. Größere Schiffe können künftig löschen, hieß es; \
                  der Überschuß fließt in die Straße.";
    let french = "Le conseil a acheté deux grues. Les élus étaient déjà prêts, a déclaré le président; \
                  le coût dépasse le budget prévu.";
    let danish = "Bestyrelsen har købt to kraner. Større skibe kan få plads, når båden er færdig.";
    let spanish = "El año pasado el señor Ibáñez pidió más información según la decisión del juez.";
    let polish = "Zarząd portu kupił dwa dźwigi. Większe statki będą mogły wpłynąć, mówi się; \
                  pieniądze już są.";
    for (name, written) in [
        ("cp850", german),
        ("cp850", french),
        ("cp850", danish),
        ("cp850", spanish),
        ("cp852", polish),
        ("macintosh", german),
        ("macintosh", french),
        ("macintosh", danish),
        ("windows-1252", german),
        ("windows-1252", french),
        ("windows-1252", danish),
        ("windows-1252", spanish),
        ("windows-1250", polish),
    ] {
        let set = Declared::by_label(Some(name)).sets().next().unwrap();
        let bytes: Vec<u8> = written
            .chars()
            .map(|c| {
                (0..=255_u8)
                    .find(|byte| *set.decode(&[*byte]) == *c.to_string())
                    .unwrap()
            })
            .collect();
        assert_eq!(text(&bytes), written, "{name}");
        assert_eq!(
            String::from_utf8(streamed(&bytes)).unwrap(),
            written,
            "{name}"
        );
        let declared = decode(&bytes, Declared::by_label(Some(name)));
        assert_eq!(declared.text, written, "{name}");
    }
}

#[test]
fn quotes_and_dashes_within_words_of_windows_are_left() {
    for bytes in [
        &b"l\x92arm\xE9e et l\x92\xE9t\xE9 \x96 enfin\x85pr\xEAt"[..],
        b"McD\x94onald is one word of all",
    ] {
        let (expected, ..) = encoding_rs::WINDOWS_1252.decode(bytes);
        assert_eq!(text(bytes), expected);
    }
}

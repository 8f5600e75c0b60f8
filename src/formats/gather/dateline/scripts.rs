//! News agencies as papers write them in other scripts than the Latin one.
//!
//! Names are compared without case, vowel marks, spaces and full stops, because `أ ف ب`, `أ.ف.ب` and
//! `ا ف ب` are one agency.

use crate::article::spelling::fold;
use std::collections::HashSet;
use std::sync::LazyLock;

/// The names, a row per language, separated by `|`.
#[rustfmt::skip]
const NAMES: &[&str] = &[
    // Arabic
    "رويترز|أ ف ب|فرانس برس|د ب أ|أ ب|أسوشيتد برس|أ ش أ|واس|واع|وام|سانا|كونا|قنا|بنا|إرنا|فارس|تسنيم|مهر|شينخوا|سبوتنيك|الأناضول|نينا|\
     وفا|معا|بترا|واج|وات|سبأ|وال|صونا|سونا|العمانية|السومرية نيوز|السومرية|وكالات|الوكالات|تاس|الوكالة الوطنية للإعلام|قنا|رووداو|شفق نيوز",
    // Persian, Dari
    "ایرنا|ایسنا|فارس|تسنیم|مهر|ایلنا|رویترز|آسوشیتدپرس|خبرگزاری فرانسه|شینهوا|اسپوتنیک|ایکنا|برنا|میزان|پانا|شفقنا|ایمنا|آناتولی|باختر|پژواک|\
     باشگاه خبرنگاران جوان|صدا و سیما|خانه ملت|دانشجو|ایبنا",
    // Urdu
    "اے پی پی|آئی این پی|رائٹرز|اے ایف پی|این این آئی|اے پی|ثناء نیوز|آن لائن|آئی این این|نیوز ایجنسیاں",
    // Hebrew
    "רויטרס|איי פי|אי פי|סוכנויות הידיעות|סוכנויות|איטים",
    // Russian, Belarusian, Bulgarian, Serbian
    "РИА Новости|РИА|ТАСС|ИТАР-ТАСС|Интерфакс|Интерфакс-Украина|Интерфакс-Запад|Рейтер|Росбалт|Регнум|БЕЛТА|БелТА|Казинформ|Прайм|РБК|ДПА|АФП|АП|\
     Синьхуа|Спутник|БТА|Танјуг|Тањуг|Бета|Фонет|Арменпресс|АЗЕРТАДЖ|Кабар|Хабар|УЗА|Москва|Известия|БГНЕС|Фокус",
    // Ukrainian
    "УНІАН|УНИАН|Укрінформ|Укринформ|УНН|Інтерфакс-Україна|РБК-Україна|Українські новини",
    // Greek
    "ΑΠΕ-ΜΠΕ|ΑΠΕ|Ρόιτερ|Ρόιτερς|ΚΥΠΕ",
    // Hindi, Marathi
    "भाषा|पीटीआई|पीटीआई-भाषा|वार्ता|यूनीवार्ता|आईएएनएस|एएनआई|एजेंसी|एजेंसियां|रायटर|रॉयटर्स|एएफपी|एपी|हि.स.|हिन्दुस्थान समाचार|शिन्हुआ|वृत्तसंस्था",
    // Bengali
    "বাসস|ইউএনবি|রয়টার্স|এএফপি|পিটিআই|এপি|সিনহুয়া",
    // Chinese
    "新华社|新華社|新华网|新華網|中新社|中新网|中国新闻网|中央社|中通社|法新社|路透社|美联社|美聯社|共同社|时事社|俄新社|塔斯社|韩联社|韓聯社|德新社|埃菲社|安莎社|\
     合众国际社|彭博社|朝中社|今日俄罗斯通讯社|人民网|人民日报|央视网|央视新闻|本报|本報|环球网|环球时报|澎湃新闻|光明网|中国日报网|国际在线|星岛日报|联合早报",
    // Japanese
    "共同|時事|ロイター|AFP|ＡＦＰ|AP|ＡＰ|AFP時事|ＡＦＰ時事|AP共同|新華社|聯合ニュース|中央社|タス|タス通信|ブルームバーグ|CNN|ＣＮＮ|朝鮮中央通信|共同通信|時事通信|ANSA",
    // Korean
    "연합뉴스|뉴시스|뉴스1|로이터|신화|교도|타스|스푸트니크|뉴스핌|이데일리|노컷뉴스|조선중앙통신|블룸버그|신화사|지지",
];

/// Endings of Korean names of papers and agencies.
const KOREAN_ENDINGS: &[&str] = &[
    "뉴스",
    "일보",
    "신문",
    "통신",
    "경제",
    "데일리",
    "타임스",
    "타임즈",
    "투데이",
    "뉴시스",
];

static KNOWN: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let names = NAMES.iter().flat_map(|names| names.split('|'));
    names.map(bare).collect()
});

/// Whether a credit is the name of an agency.
pub(super) fn is_known(credit: &str) -> bool {
    let bare = bare(credit);
    KNOWN.contains(&bare) || bare.split(['/', '=', '·']).all(|part| KNOWN.contains(part))
}

/// Whether a credit names a Korean paper or agency.
pub(super) fn is_korean_paper(credit: &str) -> bool {
    let credit = credit.trim();
    is_known(credit)
        || (credit.chars().count() <= 12
            && KOREAN_ENDINGS.iter().any(|ending| credit.ends_with(ending)))
}

/// The length of the longest Chinese name of an agency that a text starts with.
pub(super) fn chinese_prefix(text: &str) -> Option<usize> {
    let ends = text.char_indices().map(|(at, c)| at + c.len_utf8()).take(8);
    ends.filter(|end| is_known(&text[..*end])).last()
}

fn bare(credit: &str) -> String {
    let mut bare = fold(credit);
    bare.retain(|c| !(c.is_whitespace() || matches!(c, '.' | '٫' | '-')));
    bare
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agencies_are_known_in_their_spellings() {
        for name in [
            "أ ف ب",
            "أ.ف.ب",
            "ا ف ب",
            "РИА НОВОСТИ",
            "ایرنا",
            "भाषा",
            "ΑΠΕ-ΜΠΕ",
            "新华社",
            "ロイター",
        ] {
            assert!(is_known(name), "{name}");
        }
        for name in ["العراق", "Иран", "北京", "", "दिल्ली"] {
            assert!(!is_known(name), "{name}");
        }
        assert!(is_korean_paper("파이낸셜뉴스"));
        assert_eq!(chinese_prefix("新华社北京1月19日电"), Some("新华社".len()));
    }
}

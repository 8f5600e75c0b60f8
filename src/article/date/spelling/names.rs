//! Names of months and weekdays in the languages of most news.
//!
//! Words are compared without case, accents and vowel marks. Letters that Arabic, Persian and Urdu
//! keyboards write differently are mapped to one form. Sources: the calendar names of Unicode's
//! CLDR (format and stand-alone, wide and abbreviated) and abbreviations that news sites use.

use std::collections::HashMap;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

/// The longest word that can be a name, in bytes.
const LONGEST: usize = 40;

/// The meaning of a word in a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Name {
    /// A month of the Gregorian calendar, from 1.
    Month(i8),
    /// A month of the Solar Hijri calendar, from 1.
    JalaliMonth(i8),
    /// A weekday.
    Weekday,
    /// A word that is a weekday in one language and a month in another: `mar.` is Tuesday in French
    /// and March in Spanish. It is a weekday if another word is the month.
    WeekdayOrMonth(i8),
    /// A word between the parts of a date that has no meaning of its own.
    Filler,
}

/// The months of the Gregorian calendar, one row per language. Spellings of one month are separated
/// by spaces and include genitive and nominative.
#[rustfmt::skip]
const MONTHS: &[[&str; 12]] = &[
    // German, with Austria's January and February
    ["januar jänner jaenner jan", "februar feber feb", "märz maerz mär mrz", "april apr", "mai", "juni jun", "juli jul", "august aug",
     "september sept sep", "oktober okt", "november nov", "dezember dez"],
    // French
    ["janvier janv", "février févr fév", "mars", "avril avr", "mai", "juin", "juillet juil", "août", "septembre", "octobre oct",
     "novembre", "décembre déc"],
    // Spanish
    ["enero ene", "febrero", "marzo", "abril abr", "mayo", "junio", "julio", "agosto ago", "septiembre setiembre", "octubre",
     "noviembre", "diciembre dic"],
    // Portuguese
    ["janeiro", "fevereiro fev", "março", "abril", "maio", "junho", "julho", "agosto", "setembro set", "outubro out",
     "novembro", "dezembro"],
    // Italian
    ["gennaio gen genn", "febbraio febbr", "marzo", "aprile", "maggio mag magg", "giugno giu", "luglio lug", "agosto",
     "settembre sett", "ottobre ott", "novembre", "dicembre"],
    // Dutch
    ["januari", "februari", "maart mrt", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december"],
    // Russian
    ["января январь янв", "февраля февраль фев февр", "марта март мар", "апреля апрель апр", "мая май", "июня июнь июн",
     "июля июль июл", "августа август авг", "сентября сентябрь сен сент", "октября октябрь окт", "ноября ноябрь ноя нояб",
     "декабря декабрь дек"],
    // Ukrainian
    ["січня січень січ", "лютого лютий лют", "березня березень бер", "квітня квітень квіт", "травня травень трав",
     "червня червень черв", "липня липень лип", "серпня серпень серп", "вересня вересень вер", "жовтня жовтень жовт",
     "листопада листопад лист", "грудня грудень груд"],
    // Polish
    ["stycznia styczeń sty", "lutego luty lut", "marca marzec", "kwietnia kwiecień kwi", "maja maj", "czerwca czerwiec cze",
     "lipca lipiec lip", "sierpnia sierpień sie", "września wrzesień wrz", "października październik paź", "listopada listopad lis",
     "grudnia grudzień gru"],
    // Turkish
    ["ocak oca", "şubat şub", "mart", "nisan nis", "mayıs", "haziran haz", "temmuz tem", "ağustos ağu", "eylül eyl", "ekim eki",
     "kasım kas", "aralık ara"],
    // Arabic: Egypt and the Gulf
    ["يناير", "فبراير", "مارس", "أبريل ابريل إبريل", "مايو", "يونيو يونيه", "يوليو يوليه", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"],
    // Arabic: the Levant and Iraq; months of two words are in TWO_WORDS
    ["", "شباط", "آذار", "نيسان", "أيار", "حزيران", "تموز", "آب", "أيلول", "", "", ""],
    // Arabic: the Maghreb
    ["جانفي", "فيفري", "مارس", "أفريل", "ماي", "جوان", "جويلية يوليوز", "أوت غشت", "شتنبر", "", "نونبر", "دجنبر"],
    // Persian, of the Gregorian calendar
    ["ژانویه", "فوریه", "مارس", "آوریل", "مه می", "ژوئن", "ژوئیه جولای ژوییه", "اوت آگوست", "سپتامبر", "اکتبر", "نوامبر", "دسامبر"],
    // Urdu
    ["جنوری", "فروری", "مارچ", "اپریل", "مئی", "جون", "جولائی", "اگست", "ستمبر", "اکتوبر", "نومبر", "دسمبر"],
    // Hindi, Marathi
    ["जनवरी जन", "फरवरी फ़रवरी फर", "मार्च", "अप्रैल", "मई", "जून", "जुलाई", "अगस्त", "सितंबर सितम्बर", "अक्टूबर अक्तूबर", "नवंबर नवम्बर", "दिसंबर दिसम्बर"],
    // Bengali
    ["জানুয়ারি জানুয়ারী", "ফেব্রুয়ারি ফেব্রুয়ারী", "মার্চ", "এপ্রিল", "মে", "জুন", "জুলাই", "আগস্ট", "সেপ্টেম্বর", "অক্টোবর", "নভেম্বর", "ডিসেম্বর"],
    // Indonesian, Malay
    ["januari", "februari peb", "maret mac", "april", "mei", "juni jun", "juli julai", "agustus ogos agt agu", "september", "oktober", "nopember", "desember disember des"],
    // Swedish, Danish, Norwegian
    ["januari januar", "februari februar", "mars marts", "april", "maj mai", "juni", "juli", "augusti august", "september",
     "oktober", "november", "december desember"],
    // Finnish
    ["tammikuuta tammikuu tammi", "helmikuuta helmikuu helmi", "maaliskuuta maaliskuu maalis", "huhtikuuta huhtikuu huhti",
     "toukokuuta toukokuu touko", "kesäkuuta kesäkuu kesä", "heinäkuuta heinäkuu heinä", "elokuuta elokuu elo",
     "syyskuuta syyskuu syys", "lokakuuta lokakuu loka", "marraskuuta marraskuu marras", "joulukuuta joulukuu joulu"],
    // Czech
    ["ledna leden", "února únor", "března březen", "dubna duben", "května květen", "června červen", "července červenec",
     "srpna srpen", "září", "října říjen", "listopadu", "prosince prosinec"],
    // Slovak
    ["januára január", "februára február", "marca marec", "apríla apríl", "mája máj", "júna jún", "júla júl", "augusta",
     "septembra", "októbra október", "novembra", "decembra"],
    // Hungarian
    ["január", "február", "március márc", "április ápr", "május", "június", "július", "augusztus", "szeptember szept", "október", "november", "december"],
    // Romanian
    ["ianuarie ian", "februarie", "martie", "aprilie", "mai", "iunie iun", "iulie iul", "august", "septembrie", "octombrie",
     "noiembrie noi", "decembrie"],
    // Greek
    ["ιανουαρίου ιανουάριος ιαν", "φεβρουαρίου φεβρουάριος φεβ", "μαρτίου μάρτιος μαρ", "απριλίου απρίλιος απρ", "μαΐου μάιος μαι",
     "ιουνίου ιούνιος ιουν", "ιουλίου ιούλιος ιουλ", "αυγούστου αύγουστος αυγ", "σεπτεμβρίου σεπτέμβριος σεπ",
     "οκτωβρίου οκτώβριος οκτ", "νοεμβρίου νοέμβριος νοε", "δεκεμβρίου δεκέμβριος δεκ"],
    // Hebrew, with and without the preposition
    ["ינואר בינואר", "פברואר בפברואר", "מרץ במרץ", "אפריל באפריל", "מאי במאי", "יוני ביוני", "יולי ביולי", "אוגוסט באוגוסט",
     "ספטמבר בספטמבר", "אוקטובר באוקטובר", "נובמבר בנובמבר", "דצמבר בדצמבר"],
];

/// The months of the Solar Hijri calendar: Iran's names, Afghanistan's, and Iran's in Latin script.
#[rustfmt::skip]
const JALALI: [&str; 12] = [
    "فروردین حمل farvardin", "اردیبهشت ثور ordibehesht", "خرداد جوزا khordad", "تیر سرطان tir", "مرداد امرداد اسد mordad", "شهریور سنبله shahrivar", "مهر میزان mehr",
    "آبان عقرب aban", "آذر قوس azar", "دی جدی dey", "بهمن دلو bahman", "اسفند حوت esfand",
];

/// Months whose names have two words: Iraq and the Levant.
const TWO_WORDS: &[(&str, &str, i8)] = &[
    ("كانون", "الثاني", 1),
    ("تشرين", "الأول", 10),
    ("تشرين", "الثاني", 11),
    ("كانون", "الأول", 12),
];

/// Weekdays and their abbreviations.
#[rustfmt::skip]
const WEEKDAYS: &[&str] = &[
    // German
    "montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mo di mi do fr sa so",
    // French
    "lundi mardi mercredi jeudi vendredi samedi dimanche lun mer jeu ven sam dim",
    // Spanish, Portuguese, Italian
    "lunes martes miércoles jueves viernes sábado domingo mié jue vie sáb dom",
    "segunda terça quarta quinta sexta feira seg ter qua qui sex",
    "lunedì martedì mercoledì giovedì venerdì sabato domenica gio sab",
    // Dutch, Scandinavian
    "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag ma wo vr za zo",
    "måndag tisdag onsdag torsdag fredag lördag söndag mandag tirsdag lørdag søndag",
    // Slavic
    "понедельник вторник среда четверг пятница суббота воскресенье пн вт ср чт пт сб вс",
    "понеділок вівторок середа четвер пʼятниця п'ятниця субота неділя нд",
    "poniedziałek wtorek środa czwartek piątek sobota niedziela pon wt śr czw pt nie",
    "pondělí úterý středa čtvrtek pátek neděle",
    // Turkish, Indonesian
    "pazartesi salı çarşamba perşembe cuma cumartesi pazar",
    "senin selasa rabu kamis jumat sabtu minggu",
    // Arabic, Persian, Urdu: each word of a name of two words is listed
    "الاثنين الإثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد",
    "شنبه یکشنبه دوشنبه سهشنبه چهارشنبه پنجشنبه پنجشنبه جمعه آدینه یک دو سه چهار پنج",
    "پیر منگل بدھ جمعرات ہفتہ اتوار",
    // Hindi
    "सोमवार मंगलवार बुधवार गुरुवार गुरूवार शुक्रवार शनिवार रविवार",
    // Korean, Finnish, Greek
    "월요일 화요일 수요일 목요일 금요일 토요일 일요일 월 화 수 목 금 토",
    "maanantai tiistai keskiviikko torstai perjantai lauantai sunnuntai",
    "δευτέρα τρίτη τετάρτη πέμπτη παρασκευή σάββατο κυριακή",
    // Vietnamese: each word of a name is listed
    "thứ hai ba tư năm sáu bảy chủ nhật",
    // Hungarian, Romanian
    "hétfő kedd szerda csütörtök péntek szombat vasárnap luni marți miercuri joi vineri sâmbătă duminică",
];

/// Words between the parts of a date: articles, prepositions, "hour" and "year".
#[rustfmt::skip]
const FILLERS: &[&str] = &[
    "am um uhr den der dem vom", "le à du l", "de del el la las los a h hs hora horas", "em às as ao do da dia", "il alle ore dell di del",
    "op om uur", "в г года год часов", "о об р року рік", "o r roku godz godzina dnia", "saat günü tarihinde",
    "في يوم الساعة عام سنة", "ساعت در روز سال مورخ ماه هجری شمسی خورشیدی", "को बजे", "kl klo klokken den dne dňa v", "pukul jam tanggal hari pada wib", "στις του",
    "ngày lúc giờ", "hrs",
];

static NAMES: LazyLock<HashMap<String, Name>> = LazyLock::new(|| {
    let mut names = HashMap::new();
    for words in FILLERS {
        for word in words.split(' ') {
            names.insert(fold(word), Name::Filler);
        }
    }
    for word in WEEKDAYS.iter().flat_map(|words| words.split(' ')) {
        names.insert(fold(word), Name::Weekday);
    }
    let jalali = (1..)
        .zip(JALALI)
        .map(|(month, words)| (Name::JalaliMonth(month), words));
    let gregorian = MONTHS
        .iter()
        .flat_map(|row| (1..).zip(row))
        .map(|(month, words)| (Name::Month(month), *words));
    for (name, words) in jalali.chain(gregorian) {
        for word in words.split(' ').filter(|word| !word.is_empty()) {
            names.insert(fold(word), name);
        }
    }
    names.insert("mar".to_owned(), Name::WeekdayOrMonth(3));
    names
});

/// The meaning of a word; `None` if it is unknown.
pub(super) fn name(word: &str) -> Option<Name> {
    if word.len() > LONGEST {
        return None;
    }
    if word.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        // Most words only need lower case.
        let mut bytes = [0; LONGEST];
        let bytes = &mut bytes[..word.len()];
        bytes.copy_from_slice(word.as_bytes());
        bytes.make_ascii_lowercase();
        return NAMES.get(std::str::from_utf8(bytes).ok()?).copied();
    }
    let word = fold(word);
    let known = NAMES.get(&word).copied();
    // `d'abril`, `l'11`
    known.or_else(|| {
        let (_, word) = word.split_once(['\'', '’'])?;
        NAMES.get(word).copied()
    })
}

/// The month that two words name.
pub(super) fn month_of_two(first: &str, second: &str) -> Option<i8> {
    let are_known = TWO_WORDS.iter().find(|(a, b, _)| {
        // Folding is slow; a word of another length cannot be equal.
        first.len() == a.len() && fold(first) == fold(a) && fold(second) == fold(b)
    })?;
    Some(are_known.2)
}

/// A word or text without the differences between spellings of one name: case, accents, vowel
/// marks, joiners, and letters with several forms.
pub(super) fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    text.nfd()
        .filter(|c| !is_mark(*c))
        .flat_map(char::to_lowercase)
        .filter(|c| !is_mark(*c)) // `İ` becomes `i` and a combining dot
        .map(|c| match c {
            'ı' => 'i',
            'ł' => 'l',
            'đ' => 'd',
            'ø' => 'o',
            '’' | 'ʼ' => '\'',
            'ي' | 'ى' => 'ی',
            'ك' => 'ک',
            'ة' | 'ۀ' => 'ه',
            other => other,
        })
        .collect()
}

/// Accents, Arabic vowel marks, hamzas above and below, tatweel, and zero-width joiners.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{640}' | '\u{64B}'..='\u{655}' | '\u{670}' | '\u{200C}' | '\u{200D}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_stands_for_two_months() {
        let mut seen: HashMap<String, i8> = HashMap::new();
        for (month, words) in MONTHS.iter().flat_map(|row| (1..).zip(row)) {
            for word in words.split(' ').filter(|word| !word.is_empty()) {
                let before = seen.insert(fold(word), month);
                assert!(before.is_none_or(|before| before == month), "{word}");
                assert!(word.len() <= LONGEST, "{word}");
            }
        }
    }

    #[test]
    fn words_are_recognised_in_every_spelling() {
        for (word, expected) in [
            ("Février", Name::Month(2)),
            ("fe\u{301}vrier", Name::Month(2)),
            ("FEVRIER", Name::Month(2)),
            ("Ağustos", Name::Month(8)),
            ("KASIM", Name::Month(11)),
            ("أبريل", Name::Month(4)),
            ("ابريل", Name::Month(4)),
            ("دي", Name::JalaliMonth(10)),
            ("دی", Name::JalaliMonth(10)),
            ("mar", Name::WeekdayOrMonth(3)),
            ("Dienstag", Name::Weekday),
        ] {
            assert_eq!(name(word), Some(expected), "{word}");
        }
        assert_eq!(name("Kenya"), None);
    }
}

//! The scripts that languages are written in.
//!
//! A script is told from the letters of a text by whatlang, which formats use to detect languages.

use super::list::Language;
use whatlang::Lang;
pub(in crate::analysis) use whatlang::Script;

/// The script of most letters of a text; `None` if it has none that is known.
pub(in crate::analysis) fn script_of(text: &str) -> Option<Script> {
    if text.is_ascii() {
        let has_letters = text.bytes().any(|byte| byte.is_ascii_alphabetic());
        return has_letters.then_some(Script::Latin);
    }
    let has_kana = || text.contains(|c| matches!(c, '\u{3041}'..='\u{30FF}'));
    match whatlang::detect_script(text) {
        // A Japanese text may have more Chinese characters than its own.
        Some(Script::Mandarin) if has_kana() => Some(Script::Hiragana),
        found => found,
    }
}

/// The language of a text in a script, if nothing else is known about it.
pub(in crate::analysis) fn usual_language(script: Script, text: &str) -> Language {
    match script {
        Script::Latin => Language::English,
        Script::Cyrillic if text.contains(['і', 'ї', 'є', 'І', 'Ї', 'Є']) => {
            Language::Ukrainian
        }
        Script::Cyrillic => Language::Russian,
        Script::Arabic if text.contains(['ٹ', 'ڈ', 'ڑ', 'ں', 'ے']) => Language::Urdu,
        Script::Arabic if text.contains(['پ', 'چ', 'ژ', 'گ', 'ک', 'ی']) => Language::Persian,
        Script::Arabic => Language::Arabic,
        Script::Devanagari => Language::Hindi,
        other => Language::all()
            .iter()
            .copied()
            .find(|language| *language != Language::None && language.is_written_in(other))
            .unwrap_or(Language::None),
    }
}

impl Language {
    /// Whether it is written in a script; [`Language::None`] in all.
    pub(in crate::analysis) fn is_written_in(self, script: Script) -> bool {
        match (self, script) {
            (Self::None, _)
            | (Self::Serbian | Self::Azerbaijani, Script::Latin | Script::Cyrillic)
            | (Self::Kurdish, Script::Latin | Script::Arabic)
            | (Self::Pashto, Script::Arabic)
            | (Self::Basque | Self::Irish | Self::Malay, Script::Latin)
            | (Self::Japanese, Script::Hiragana | Script::Katakana | Script::Mandarin)
            | (Self::Korean, Script::Mandarin) => true,
            _ => {
                let known = self.detected();
                known.is_some_and(|known| script.langs().contains(&known))
            }
        }
    }

    /// What whatlang calls it; `None` for a language that it cannot detect.
    pub(in crate::analysis) fn detected(self) -> Option<Lang> {
        Some(match self {
            Self::Arabic => Lang::Ara,
            Self::Armenian => Lang::Hye,
            Self::Azerbaijani => Lang::Aze,
            Self::Belarusian => Lang::Bel,
            Self::Bengali => Lang::Ben,
            Self::Bulgarian => Lang::Bul,
            Self::Burmese => Lang::Mya,
            Self::Catalan => Lang::Cat,
            Self::Chinese => Lang::Cmn,
            Self::Croatian => Lang::Hrv,
            Self::Czech => Lang::Ces,
            Self::Danish => Lang::Dan,
            Self::Dutch => Lang::Nld,
            Self::English => Lang::Eng,
            Self::Estonian => Lang::Est,
            Self::Finnish => Lang::Fin,
            Self::French => Lang::Fra,
            Self::Georgian => Lang::Kat,
            Self::German => Lang::Deu,
            Self::Greek => Lang::Ell,
            Self::Gujarati => Lang::Guj,
            Self::Hebrew => Lang::Heb,
            Self::Hindi => Lang::Hin,
            Self::Hungarian => Lang::Hun,
            Self::Indonesian => Lang::Ind,
            Self::Italian => Lang::Ita,
            Self::Japanese => Lang::Jpn,
            Self::Kannada => Lang::Kan,
            Self::Khmer => Lang::Khm,
            Self::Korean => Lang::Kor,
            Self::Latvian => Lang::Lav,
            Self::Lithuanian => Lang::Lit,
            Self::Malayalam => Lang::Mal,
            Self::Marathi => Lang::Mar,
            Self::Nepali => Lang::Nep,
            Self::Norwegian => Lang::Nob,
            Self::Persian => Lang::Pes,
            Self::Polish => Lang::Pol,
            Self::Portuguese => Lang::Por,
            Self::Punjabi => Lang::Pan,
            Self::Romanian => Lang::Ron,
            Self::Russian => Lang::Rus,
            Self::Serbian => Lang::Srp,
            Self::Slovak => Lang::Slk,
            Self::Slovene => Lang::Slv,
            Self::Spanish => Lang::Spa,
            Self::Swedish => Lang::Swe,
            Self::Tamil => Lang::Tam,
            Self::Telugu => Lang::Tel,
            Self::Thai => Lang::Tha,
            Self::Turkish => Lang::Tur,
            Self::Ukrainian => Lang::Ukr,
            Self::Urdu => Lang::Urd,
            Self::Vietnamese => Lang::Vie,
            Self::None
            | Self::Basque
            | Self::Irish
            | Self::Kurdish
            | Self::Lao
            | Self::Malay
            | Self::Pashto
            | Self::Tibetan => return None,
        })
    }
}

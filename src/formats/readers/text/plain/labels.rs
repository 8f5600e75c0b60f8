//! The words that open lines of metadata, in the languages whose dates are read.
//!
//! Labels are compared without case, accents, spaces, hyphens and underscores. The labels of dates
//! in `article::date::spelling` count too. Sources: dumps and exports of news sites, the labels of
//! news databases in their languages, Unicode's CLDR for the names of things.

use super::key::Key;
use crate::article::spelling::{date_labels, fold};
use std::collections::HashMap;
use std::sync::LazyLock;

/// The longest label, in characters.
pub(super) const LONGEST: usize = 40;

/// Keys with their labels, a row per language. Labels are separated by `|`.
#[rustfmt::skip]
const LABELS: &[&[(Key, &str)]] = &[
    // English
    &[(Key::Headline, "headline|title|subject"),
      (Key::Id, "news id|id|article id|doc id|document id|news code|story id"),
      (Key::Published, "published|publish date|published date|publication date|published on|published at|date published|date|date and time|\
        date time|posted|posted on|date posted|pub date|first published|release date|created|story date|publishing date"),
      (Key::Time, "time|publish time|published time|time published"),
      (Key::Updated, "updated|last updated|last update|update|modified|last modified|date modified|date updated|updated on|updated at"),
      (Key::Byline, "byline|by|author|authors|writer|reporter|correspondent|from|written by|reported by"),
      (Key::Source, "source|publisher|publication|site|newspaper|website|site name"), (Key::Agency, "agency|news agency"),
      (Key::Section, "section|category|desk"), (Key::Page, "page"),
      (Key::Keywords, "keywords|keyword|tags|topics|subjects"), (Key::Place, "place|location|dateline"),
      (Key::Language, "language|lang"), (Key::Url, "url|link|permalink")],
    // German
    &[(Key::Headline, "titel|überschrift|schlagzeile|betreff"), (Key::Id, "artikel-id|artikelnummer|meldungsnummer|dokumentnummer|kennung"),
      (Key::Published, "datum|erscheinungsdatum|erschienen am|publikationsdatum|veröffentlicht am|veröffentlichungsdatum|datum und uhrzeit|stand"),
      (Key::Time, "uhrzeit|zeit"), (Key::Byline, "autor|autorin|autoren|von|verfasser|verfasserin|redakteur|redakteurin|korrespondent"),
      (Key::Source, "quelle|zeitung|publikation|herausgeber|webseite"), (Key::Agency, "agentur|nachrichtenagentur"),
      (Key::Section, "ressort|rubrik|kategorie"), (Key::Page, "seite"), (Key::Keywords, "schlagwörter|schlagworte|stichwörter|stichworte"),
      (Key::Place, "ort"), (Key::Language, "sprache"), (Key::Url, "verweis|adresse")],
    // French
    &[(Key::Headline, "titre"), (Key::Id, "identifiant|numéro|référence|numéro d'article"),
      (Key::Published, "date de publication|publié le|publiée le|date de parution|paru le|date et heure|mis en ligne le"),
      (Key::Updated, "mis à jour le|modifié le"), (Key::Time, "heure"),
      (Key::Byline, "auteur|auteurs|auteure|autrice|par|journaliste|rédacteur|correspondant|signature|écrit par"),
      (Key::Source, "journal|média|site|éditeur"), (Key::Agency, "agence"), (Key::Section, "rubrique|catégorie"),
      (Key::Keywords, "mots-clés|mots-clefs|étiquettes"), (Key::Place, "lieu|ville"), (Key::Language, "langue"), (Key::Url, "lien|adresse")],
    // Spanish
    &[(Key::Headline, "título|titular"), (Key::Id, "código|número|identificador|id de noticia|código de noticia|número de noticia"),
      (Key::Published, "fecha|fecha de publicación|fecha y hora|publicado el|publicada el|fecha de la noticia"), (Key::Time, "hora"),
      (Key::Byline, "autor|autora|autores|por|redactor|redactora|periodista|corresponsal|redacción|escrito por"),
      (Key::Source, "fuente|medio|periódico|diario|publicación|sitio|sitio web"), (Key::Agency, "agencia"),
      (Key::Section, "sección|categoría"), (Key::Page, "página"), (Key::Keywords, "palabras clave|etiquetas|temas"),
      (Key::Place, "lugar|ciudad|ubicación"), (Key::Language, "idioma|lengua"), (Key::Url, "enlace|dirección|vínculo")],
    // Portuguese
    &[(Key::Headline, "título|manchete"), (Key::Id, "código|id da notícia|código da notícia"),
      (Key::Published, "data|data de publicação|data e hora|publicado em|publicada em|data da notícia"), (Key::Time, "hora|horário"),
      (Key::Byline, "autor|autora|autores|por|repórter|jornalista|redator|escrito por"), (Key::Source, "fonte|veículo|jornal|publicação"),
      (Key::Agency, "agência"), (Key::Section, "seção|secção|editoria|categoria"), (Key::Keywords, "palavras-chave|assuntos"),
      (Key::Place, "local|lugar|cidade"), (Key::Language, "idioma|língua"), (Key::Url, "endereço|ligação")],
    // Italian
    &[(Key::Headline, "titolo"), (Key::Id, "identificativo|codice|id notizia"),
      (Key::Published, "data|data di pubblicazione|pubblicato il|pubblicata il|data e ora"), (Key::Time, "ora"),
      (Key::Byline, "autore|autrice|autori|giornalista|a cura di|firma|redattore"), (Key::Source, "fonte|testata|giornale|sito"),
      (Key::Agency, "agenzia"), (Key::Section, "sezione|categoria|rubrica"), (Key::Page, "pagina"), (Key::Keywords, "parole chiave|etichette"),
      (Key::Place, "luogo|città"), (Key::Language, "lingua"), (Key::Url, "collegamento|indirizzo")],
    // Dutch
    &[(Key::Headline, "titel|kop|onderwerp"), (Key::Id, "artikelnummer|artikel-id"),
      (Key::Published, "datum|publicatiedatum|gepubliceerd op|geplaatst op"), (Key::Time, "tijd|tijdstip"),
      (Key::Byline, "auteur|auteurs|door|verslaggever|redacteur|geschreven door"), (Key::Source, "bron|krant|uitgever|publicatie"),
      (Key::Agency, "persbureau|agentschap"), (Key::Section, "rubriek|sectie|categorie"), (Key::Keywords, "trefwoorden|onderwerpen"),
      (Key::Place, "plaats|locatie"), (Key::Language, "taal"), (Key::Url, "koppeling|adres")],
    // Swedish, Danish, Norwegian
    &[(Key::Headline, "titel|tittel|överskrift|overskrift|huvudrubrik"), (Key::Id, "artikelnummer"),
      (Key::Published, "datum|dato|publiceringsdatum|publicerad den|utgivet|udgivet|publisert|publiceret"),
      (Key::Time, "tid|klockslag|klokkeslæt|klokkeslett|tidspunkt"),
      (Key::Byline, "författare|forfatter|skribent|av|af|journalist|skrevet af|skrevet av"), (Key::Source, "källa|kilde|tidning|avis|utgivare|udgiver|utgiver"),
      (Key::Agency, "nyhetsbyrå|nyhedsbureau|byrå|bureau"), (Key::Section, "avdelning|sektion|seksjon|kategori|afdeling"),
      (Key::Keywords, "nyckelord|nøgleord|nøkkelord|ämnesord|emneord|stikord|taggar"), (Key::Place, "plats|sted"), (Key::Language, "språk|sprog"),
      (Key::Url, "länk|lenke|adress")],
    // Finnish
    &[(Key::Headline, "otsikko"), (Key::Id, "tunniste|tunnus"), (Key::Published, "päivämäärä|päiväys|pvm|julkaisupäivä|julkaistu"),
      (Key::Time, "aika|kellonaika"), (Key::Byline, "kirjoittaja|kirjoittajat|tekijä|toimittaja"), (Key::Source, "lähde|lehti|julkaisija"),
      (Key::Agency, "uutistoimisto"), (Key::Section, "osasto|kategoria"), (Key::Keywords, "avainsanat|asiasanat"), (Key::Place, "paikka"),
      (Key::Language, "kieli"), (Key::Url, "linkki|osoite"), (Key::Page, "sivu")],
    // Polish
    &[(Key::Headline, "tytuł|nagłówek"), (Key::Id, "identyfikator|numer"), (Key::Published, "data|data publikacji|data dodania|data wydania|opublikowano"),
      (Key::Time, "godzina|czas"), (Key::Byline, "autor|autorka|autorzy|dziennikarz|korespondent"), (Key::Source, "źródło|gazeta|serwis|wydawca|portal"),
      (Key::Agency, "agencja"), (Key::Section, "dział|kategoria|sekcja|rubryka"), (Key::Keywords, "słowa kluczowe|tagi"),
      (Key::Place, "miejsce|miejscowość|miasto"), (Key::Language, "język"), (Key::Url, "odnośnik|adres"), (Key::Page, "strona")],
    // Czech, Slovak, Croatian
    &[(Key::Headline, "titulek|nadpis|název|názov|naslov"), (Key::Id, "číslo|identifikátor|kód"),
      (Key::Published, "datum|datum vydání|dátum|dátum vydania|publikováno|publikované|objavljeno|datum objave"), (Key::Time, "čas|vrijeme"),
      (Key::Byline, "autor|autoři|autori|redaktor|zpravodaj"), (Key::Source, "zdroj|noviny|deník|denník|izvor"),
      (Key::Agency, "agentura|agentúra|tisková agentura|tlačová agentúra|agencija"), (Key::Section, "rubrika|sekce|sekcia|kategorie|kategória|kategorija"),
      (Key::Keywords, "klíčová slova|kľúčové slová|ključne riječi|štítky"), (Key::Place, "místo|miesto|mjesto"), (Key::Language, "jazyk|jezik"),
      (Key::Url, "odkaz|poveznica")],
    // Hungarian
    &[(Key::Headline, "cím|főcím"), (Key::Id, "azonosító|cikkszám"), (Key::Published, "dátum|megjelenés|megjelent|közzétéve|publikálva|megjelenés dátuma"),
      (Key::Time, "idő|időpont"), (Key::Byline, "szerző|szerzők|írta|újságíró|tudósító"), (Key::Source, "forrás|lap|újság"),
      (Key::Agency, "hírügynökség"), (Key::Section, "rovat|kategória"), (Key::Keywords, "kulcsszavak|címkék"), (Key::Place, "hely|helyszín"),
      (Key::Language, "nyelv"), (Key::Url, "hivatkozás"), (Key::Page, "oldal")],
    // Romanian
    &[(Key::Headline, "titlu"), (Key::Published, "data|data publicării|publicat la|publicat în data de"), (Key::Time, "ora"), (Key::Id, "număr|cod"),
      (Key::Byline, "autor|autori|redactor|jurnalist"), (Key::Source, "sursa|sursă|ziar|publicație"), (Key::Agency, "agenție|agenția"),
      (Key::Section, "secțiune|categorie|rubrica|rubrică"), (Key::Keywords, "cuvinte cheie|etichete"), (Key::Place, "loc|oraș|locație"),
      (Key::Language, "limba|limbă"), (Key::Url, "legătură|adresa")],
    // Turkish
    &[(Key::Headline, "başlık|haber başlığı"), (Key::Id, "haber no|haber id|haber numarası|haber kodu"),
      (Key::Published, "tarih|yayın tarihi|haber tarihi|giriş tarihi|eklenme tarihi|yayınlanma tarihi"), (Key::Time, "saat"),
      (Key::Byline, "yazar|yazarlar|muhabir|yazan|haber"), (Key::Source, "kaynak|gazete"), (Key::Agency, "ajans|haber ajansı"),
      (Key::Section, "bölüm|kategori"), (Key::Keywords, "anahtar kelimeler|etiketler|etiket"), (Key::Place, "yer|şehir"), (Key::Language, "dil"),
      (Key::Url, "bağlantı"), (Key::Page, "sayfa")],
    // Indonesian, Malay
    &[(Key::Headline, "judul|tajuk"), (Key::Id, "nomor berita|id berita|kode berita"),
      (Key::Published, "tanggal|tarikh|tanggal terbit|tanggal publikasi|tarikh terbit|diterbitkan|waktu terbit"), (Key::Time, "jam|waktu|pukul|masa"),
      (Key::Byline, "penulis|oleh|wartawan|pewarta|pengarang|jurnalis"), (Key::Source, "sumber|koran|surat kabar|akhbar|media"),
      (Key::Agency, "kantor berita|agensi"), (Key::Section, "kategori|bagian|kanal"), (Key::Keywords, "kata kunci|topik|label"),
      (Key::Place, "tempat|lokasi|kota"), (Key::Language, "bahasa"), (Key::Url, "tautan|pautan|alamat"), (Key::Page, "halaman")],
    // Vietnamese
    &[(Key::Headline, "tiêu đề|tựa đề"), (Key::Id, "mã tin|mã bài viết|mã số"), (Key::Published, "ngày|ngày đăng|ngày xuất bản|thời gian|ngày giờ|đăng lúc"),
      (Key::Time, "giờ"), (Key::Byline, "tác giả|người viết|phóng viên|bài viết của"), (Key::Source, "nguồn|báo|tờ báo|theo"),
      (Key::Agency, "thông tấn xã|hãng tin|hãng thông tấn"), (Key::Section, "chuyên mục|danh mục|thể loại"), (Key::Keywords, "từ khóa|từ khoá|thẻ"),
      (Key::Place, "địa điểm|nơi"), (Key::Language, "ngôn ngữ"), (Key::Url, "liên kết|đường dẫn"), (Key::Page, "trang")],
    // Russian
    &[(Key::Headline, "заголовок|название"), (Key::Id, "номер|идентификатор|номер новости|код новости"),
      (Key::Published, "дата|дата публикации|дата выхода|дата и время"), (Key::Time, "время"),
      (Key::Byline, "автор|авторы|корреспондент|журналист"), (Key::Source, "источник|издание|сайт|газета"), (Key::Agency, "агентство|информагентство"),
      (Key::Section, "рубрика|раздел|категория"), (Key::Page, "страница|полоса"), (Key::Keywords, "ключевые слова|теги|метки"),
      (Key::Place, "место|город"), (Key::Language, "язык"), (Key::Url, "ссылка|адрес")],
    // Ukrainian
    &[(Key::Headline, "назва"), (Key::Id, "ідентифікатор"), (Key::Published, "дата публікації|дата та час"), (Key::Time, "час"),
      (Key::Byline, "автори|кореспондент|журналіст"), (Key::Source, "джерело|видання"), (Key::Agency, "агенція"),
      (Key::Section, "розділ|категорія"), (Key::Keywords, "ключові слова|мітки"), (Key::Place, "місце|місто"), (Key::Language, "мова"),
      (Key::Url, "посилання|адреса")],
    // Greek
    &[(Key::Headline, "τίτλος"), (Key::Id, "κωδικός|αριθμός"), (Key::Published, "ημερομηνία|ημερομηνία δημοσίευσης"), (Key::Time, "ώρα"),
      (Key::Byline, "συντάκτης|συντάκτρια|συγγραφέας|δημοσιογράφος|επιμέλεια|ρεπορτάζ"), (Key::Source, "πηγή|εφημερίδα|ιστότοπος"),
      (Key::Agency, "πρακτορείο"), (Key::Section, "κατηγορία|ενότητα|στήλη"), (Key::Keywords, "λέξεις-κλειδιά|ετικέτες"), (Key::Place, "τόπος|πόλη"),
      (Key::Language, "γλώσσα"), (Key::Url, "σύνδεσμος|διεύθυνση"), (Key::Page, "σελίδα")],
    // Hebrew
    &[(Key::Headline, "כותרת"), (Key::Id, "מספר כתבה|מזהה|מספר ידיעה"), (Key::Published, "תאריך|תאריך פרסום|פורסם|פורסם בתאריך|מועד פרסום"),
      (Key::Updated, "עודכן|עדכון אחרון"), (Key::Time, "שעה|זמן"), (Key::Byline, "מאת|כתב|כתבת|מחבר|כותב|עיתונאי"), (Key::Source, "מקור|עיתון|אתר"),
      (Key::Agency, "סוכנות|סוכנות ידיעות"), (Key::Section, "מדור|קטגוריה"), (Key::Keywords, "מילות מפתח|תגיות"), (Key::Place, "מקום|עיר"),
      (Key::Language, "שפה"), (Key::Url, "קישור|כתובת"), (Key::Page, "עמוד")],
    // Arabic
    &[(Key::Headline, "العنوان|عنوان الخبر|عنوان"), (Key::Id, "رقم الخبر|معرف الخبر|رقم المقال|كود الخبر|رمز الخبر"),
      (Key::Published, "التاريخ|تاريخ|تاريخ النشر|تاريخ الخبر|نشر بتاريخ|وقت النشر|تاريخ الإصدار"), (Key::Time, "الوقت|الساعة"),
      (Key::Byline, "الكاتب|كتب|كتبت|بقلم|المؤلف|المراسل|المحرر|إعداد|الصحفي"), (Key::Source, "المصدر|الموقع|الصحيفة|الجريدة"), (Key::Agency, "الوكالة|وكالة"),
      (Key::Section, "القسم|الفئة|التصنيف|الباب"), (Key::Page, "الصفحة"), (Key::Keywords, "الكلمات المفتاحية|كلمات مفتاحية|الكلمات الدلالية|الوسوم"),
      (Key::Place, "المكان|المدينة"), (Key::Language, "اللغة"), (Key::Url, "الرابط|رابط الخبر")],
    // Persian
    &[(Key::Headline, "عنوان|تیتر|عنوان خبر"), (Key::Id, "کد خبر|شناسه خبر|شماره خبر|کد مطلب|شناسه"),
      (Key::Published, "تاریخ|تاریخ انتشار|تاریخ خبر|زمان انتشار|تاریخ و ساعت|تاریخ درج"), (Key::Time, "ساعت|زمان"),
      (Key::Byline, "نویسنده|نویسندگان|خبرنگار|گزارشگر|به قلم"), (Key::Source, "منبع|پایگاه|روزنامه|سایت"), (Key::Agency, "خبرگزاری"),
      (Key::Section, "سرویس|گروه|بخش|دسته بندی|سرویس خبر|گروه خبر"), (Key::Page, "صفحه"), (Key::Keywords, "کلیدواژه|کلیدواژه ها|برچسب ها|برچسب|کلمات کلیدی"),
      (Key::Place, "مکان|محل|شهر"), (Key::Language, "زبان"), (Key::Url, "لینک|پیوند|نشانی|لینک خبر|لینک کوتاه|آدرس")],
    // Urdu
    &[(Key::Headline, "سرخی"), (Key::Id, "خبر نمبر"), (Key::Published, "تاریخ اشاعت|شائع شدہ"), (Key::Time, "وقت"), (Key::Byline, "مصنف|رپورٹر|تحریر"),
      (Key::Source, "ماخذ|ذریعہ|اخبار"), (Key::Section, "زمرہ|شعبہ"), (Key::Language, "زبان")],
    // Hindi, Marathi
    &[(Key::Headline, "शीर्षक"), (Key::Id, "समाचार संख्या|समाचार क्रमांक|समाचार आईडी"), (Key::Published, "दिनांक|तारीख|तिथि|प्रकाशन तिथि|प्रकाशन की तारीख|प्रकाशित"),
      (Key::Time, "समय|वेळ"), (Key::Byline, "लेखक|संवाददाता|रिपोर्टर|पत्रकार"), (Key::Source, "स्रोत|स्त्रोत|समाचार पत्र|साभार"),
      (Key::Agency, "एजेंसी|समाचार एजेंसी"), (Key::Section, "श्रेणी|अनुभाग|विभाग"), (Key::Keywords, "कीवर्ड|मुख्य शब्द|टैग"), (Key::Place, "स्थान|शहर"),
      (Key::Language, "भाषा"), (Key::Url, "लिंक"), (Key::Page, "पृष्ठ")],
    // Bengali
    &[(Key::Headline, "শিরোনাম"), (Key::Id, "সংবাদ নম্বর"), (Key::Published, "তারিখ|প্রকাশের তারিখ|প্রকাশিত|প্রকাশ"), (Key::Time, "সময়"),
      (Key::Byline, "লেখক|প্রতিবেদক|সংবাদদাতা"), (Key::Source, "উৎস|সূত্র|পত্রিকা"), (Key::Agency, "সংবাদ সংস্থা"), (Key::Section, "বিভাগ|শ্রেণী"),
      (Key::Keywords, "কীওয়ার্ড|ট্যাগ"), (Key::Place, "স্থান"), (Key::Language, "ভাষা"), (Key::Url, "লিংক|লিঙ্ক")],
    // Chinese, in both scripts
    &[(Key::Headline, "标题|標題|题目|題目|题名|題名"), (Key::Id, "编号|編號|新闻编号|新聞編號|稿件编号|文章编号|文章編號|新闻ID|稿件ID"),
      (Key::Published, "日期|发布日期|發布日期|發佈日期|刊登日期|发表日期|发稿时间|发布时间|發布時間|發佈時間|刊出日期|出版日期"), (Key::Time, "时间|時間"),
      (Key::Byline, "作者|记者|記者|撰文|撰稿|文|责任编辑|责编"), (Key::Source, "来源|來源|出处|出處|稿源|文章来源|新闻来源|信息来源|媒体|媒體|报纸|報紙"),
      (Key::Agency, "通讯社|通訊社"), (Key::Section, "栏目|欄目|分类|分類|频道|頻道|类别|類別"), (Key::Page, "版次|版面|版名"),
      (Key::Keywords, "关键词|關鍵詞|关键字|關鍵字|标签|標籤"), (Key::Place, "地点|地點"), (Key::Language, "语言|語言"),
      (Key::Url, "链接|鏈接|連結|网址|網址|原文链接|原文連結")],
    // Japanese
    &[(Key::Headline, "タイトル|見出し|題名|件名"), (Key::Id, "記事ID|記事番号"),
      (Key::Published, "日付|公開日|公開日時|配信日|配信日時|掲載日|発行日|日時|投稿日|投稿日時|発表日"), (Key::Updated, "更新日|更新日時"), (Key::Time, "時刻"),
      (Key::Byline, "著者|筆者|執筆者|執筆|文責"), (Key::Source, "出典|出所|情報源|新聞社|新聞名|提供|ソース"), (Key::Agency, "通信社"),
      (Key::Section, "カテゴリ|カテゴリー|ジャンル|分野"), (Key::Page, "面|面名|ページ"), (Key::Keywords, "キーワード|タグ"), (Key::Place, "場所|地域"),
      (Key::Language, "言語"), (Key::Url, "リンク")],
    // Korean
    &[(Key::Headline, "제목|기사제목"), (Key::Id, "기사번호|기사 ID|뉴스 식별자"), (Key::Published, "날짜|게재일|발행일|등록일|입력일|작성일|기사입력|일시|일자|보도일|입력시간"),
      (Key::Updated, "수정일|수정시간"), (Key::Time, "시간|시각"), (Key::Byline, "기자|글|작성자|저자|글쓴이|기고자"), (Key::Source, "출처|언론사|매체|신문사|신문"),
      (Key::Agency, "통신사"), (Key::Section, "섹션|분야|카테고리|분류"), (Key::Page, "지면|면"), (Key::Keywords, "키워드|태그|핵심어"), (Key::Place, "장소|지역"),
      (Key::Language, "언어"), (Key::Url, "링크|주소")],
    // Thai
    &[(Key::Headline, "หัวข้อ|หัวข้อข่าว|หัวเรื่อง|พาดหัว|ชื่อเรื่อง"), (Key::Published, "วันที่|วันที่เผยแพร่|วันเผยแพร่|เผยแพร่เมื่อ"), (Key::Time, "เวลา"),
      (Key::Byline, "ผู้เขียน|โดย|ผู้สื่อข่าว"), (Key::Source, "ที่มา|แหล่งที่มา|แหล่งข่าว"), (Key::Agency, "สำนักข่าว"), (Key::Section, "หมวด|หมวดหมู่|ประเภท"),
      (Key::Keywords, "คำสำคัญ|แท็ก|คำค้น"), (Key::Place, "สถานที่"), (Key::Language, "ภาษา"), (Key::Url, "ลิงก์|ลิงค์"), (Key::Page, "หน้า")],
    // Tamil
    &[(Key::Headline, "தலைப்பு"), (Key::Published, "தேதி|நாள்|வெளியீட்டு தேதி"), (Key::Time, "நேரம்"), (Key::Byline, "ஆசிரியர்|எழுதியவர்|செய்தியாளர்|நிருபர்"),
      (Key::Source, "ஆதாரம்|மூலம்"), (Key::Section, "பிரிவு|வகை"), (Key::Keywords, "குறிச்சொற்கள்|முக்கிய சொற்கள்"), (Key::Place, "இடம்"), (Key::Language, "மொழி"),
      (Key::Url, "இணைப்பு")],
    // Georgian
    &[(Key::Headline, "სათაური"), (Key::Published, "თარიღი|გამოქვეყნების თარიღი"), (Key::Time, "დრო"), (Key::Byline, "ავტორი|ავტორები|ჟურნალისტი"),
      (Key::Source, "წყარო|გამოცემა"), (Key::Section, "რუბრიკა|კატეგორია"), (Key::Keywords, "საკვანძო სიტყვები|თეგები"), (Key::Place, "ადგილი"), (Key::Language, "ენა"),
      (Key::Url, "ბმული")],
    // Serbian and Macedonian in Cyrillic
    &[(Key::Headline, "наслов"), (Key::Published, "датум|датум објаве|објављено|датум на објавување|објавено"), (Key::Time, "време|вријеме"),
      (Key::Byline, "аутор|аутори|новинар|новинарка"), (Key::Source, "извор"), (Key::Agency, "агенција"), (Key::Section, "категорија"),
      (Key::Keywords, "кључне речи|клучни зборови"), (Key::Place, "мјесто"), (Key::Language, "језик|јазик"), (Key::Url, "веза|линк")],
    // Bulgarian
    &[(Key::Headline, "заглавие"), (Key::Published, "дата на публикуване|публикувано на|публикувана на"), (Key::Byline, "автори|журналист"),
      (Key::Source, "източник|вестник"), (Key::Keywords, "ключови думи|етикети|тагове"), (Key::Place, "място"), (Key::Language, "език"), (Key::Url, "връзка")],
    // Lithuanian
    &[(Key::Headline, "antraštė|pavadinimas"), (Key::Published, "publikavimo data|paskelbta|publikuota"), (Key::Time, "laikas"),
      (Key::Byline, "autorius|autorė|autoriai|žurnalistas|žurnalistė"), (Key::Source, "šaltinis|leidinys|laikraštis"), (Key::Agency, "naujienų agentūra"),
      (Key::Section, "skyrius"), (Key::Keywords, "raktažodžiai|žymos"), (Key::Place, "vieta|miestas"), (Key::Language, "kalba"), (Key::Url, "nuoroda"),
      (Key::Page, "puslapis")],
    // Latvian
    &[(Key::Headline, "virsraksts|nosaukums"), (Key::Published, "datums|publicēšanas datums|publicēts"), (Key::Time, "laiks"),
      (Key::Byline, "autors|autore|žurnālists|žurnāliste"), (Key::Source, "avots|laikraksts"), (Key::Section, "sadaļa"), (Key::Keywords, "atslēgvārdi|birkas"),
      (Key::Language, "valoda"), (Key::Url, "saite")],
    // Estonian
    &[(Key::Headline, "pealkiri"), (Key::Published, "kuupäev|avaldatud|avaldamise kuupäev"), (Key::Time, "kellaaeg"), (Key::Byline, "autorid|ajakirjanik"),
      (Key::Source, "allikas|ajaleht"), (Key::Section, "rubriik|kategooria"), (Key::Keywords, "märksõnad|sildid"), (Key::Place, "asukoht"), (Key::Language, "keel"),
      (Key::Url, "viide"), (Key::Page, "lehekülg")],
    // Slovenian
    &[(Key::Published, "datum objave"), (Key::Byline, "avtor|avtorica|avtorji|novinar|novinarka"), (Key::Source, "vir|časopis"), (Key::Keywords, "ključne besede"),
      (Key::Url, "povezava")],
];

/// All labels, folded and bare. Where two languages differ, the first row counts.
static KNOWN: LazyLock<HashMap<String, Key>> = LazyLock::new(|| {
    let mut known = HashMap::new();
    for (key, labels) in LABELS.iter().copied().flatten() {
        for label in labels.split('|') {
            known.entry(bare(label)).or_insert(*key);
        }
    }
    for (label, is_publication) in date_labels() {
        let key = if is_publication {
            Key::Published
        } else {
            Key::Updated
        };
        known.entry(bare(label)).or_insert(key);
    }
    known
});

/// Labels that mean a headline in another language: German sections and Swedish headlines are both
/// called `Rubrik`.
const OTHER_HEADLINES: &[&str] = &[
    "rubrik",
    "emne",
    "tema",
    "тема",
    "onderwerp",
    "sujet",
    "topic",
];

/// Whether a label may be that of a headline, if nothing else is the headline.
pub(super) fn may_mean_headline(label: &str) -> bool {
    OTHER_HEADLINES.contains(&&*bare(label))
}

/// The key that a label names.
pub(super) fn key_of(label: &str) -> Option<Key> {
    if label.len() > LONGEST && label.chars().nth(LONGEST).is_some() {
        return None;
    }
    KNOWN.get(&bare(label)).copied()
}

/// A label without the differences of spelling.
fn bare(label: &str) -> String {
    let mut bare = fold(label);
    bare.retain(|c| !(c.is_whitespace() || matches!(c, '_' | '-') || is_direction(c)));
    bare
}

/// Whether a character is a mark of writing direction, which some programs put before labels.
pub(super) fn is_direction(c: char) -> bool {
    matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{61C}' | '\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_known_in_many_languages_and_spellings() {
        for (label, key) in [
            ("Publish Date", Key::Published),
            ("PUBLISH_DATE", Key::Published),
            ("publish-date\u{a0}", Key::Published),
            ("کد خبر", Key::Id),
            ("كد خبر", Key::Id),
            ("تاریخ انتشار", Key::Published),
            ("برچسب‌ها", Key::Keywords),
            ("\u{200f}التاريخ", Key::Published),
            ("المصدر", Key::Source),
            ("Yayın Tarihi", Key::Published),
            ("TARİH", Key::Published),
            ("Дата", Key::Published),
            ("Источник", Key::Source),
            ("发布时间", Key::Published),
            ("來源", Key::Source),
            ("Fecha de publicación", Key::Published),
            ("Última actualización", Key::Updated),
            ("Schlagwörter", Key::Keywords),
            ("Λέξεις-κλειδιά", Key::Keywords),
            ("תאריך פרסום", Key::Published),
            ("दिनांक", Key::Published),
            ("Ngày đăng", Key::Published),
            ("입력", Key::Published),
            ("기사 ID", Key::Id),
            ("掲載日", Key::Published),
            ("หัวข้อ", Key::Headline),
            ("วันที่", Key::Published),
            ("தலைப்பு", Key::Headline),
            ("தேதி", Key::Published),
            ("სათაური", Key::Headline),
            ("თარიღი", Key::Published),
            ("Наслов", Key::Headline),
            ("Датум", Key::Published),
            ("Аутор", Key::Byline),
            ("Заглавие", Key::Headline),
            ("Antraštė", Key::Headline),
            ("Autorius", Key::Byline),
            ("Virsraksts", Key::Headline),
            ("Pealkiri", Key::Headline),
        ] {
            assert_eq!(key_of(label), Some(key), "{label}");
        }
        for label in ["Iraq", "Views", "Опрос", "分析", "", "Publish"] {
            assert_eq!(key_of(label), None, "{label}");
        }
    }

    #[test]
    fn labels_are_short_and_none_is_empty() {
        for (_, labels) in LABELS.iter().copied().flatten() {
            for label in labels.split('|') {
                let length = label.trim().chars().count();
                assert!((1..=LONGEST).contains(&length), "{label:?}");
            }
        }
    }
}

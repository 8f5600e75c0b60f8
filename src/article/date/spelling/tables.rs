//! Tables: names of months and weekdays, and the words between the parts of a date, by language.
//!
//! Sources: the calendar names of Unicode's CLDR (format and stand-alone, wide and abbreviated), those
//! of the locales of the GNU C Library, and abbreviations that news sites use. Short abbreviations in
//! Latin letters are left out where another language has them as a word.

/// The months of the Gregorian calendar, one row per language. Spellings of one month are separated
/// by spaces and include genitive and nominative.
#[rustfmt::skip]
pub(super) const MONTHS: &[[&str; 12]] = &[
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
    // Armenian
    ["հունվարի հունվար հնվ", "փետրվարի փետրվար փտր", "մարտի մարտ մար", "ապրիլի ապրիլ ապր", "մայիսի մայիս մայ", "հունիսի հունիս հնս", "հուլիսի հուլիս հլս", "օգոստոսի օգոստոս օգս", "սեպտեմբերի սեպտեմբեր սեպ", "հոկտեմբերի հոկտեմբեր հոկ", "նոյեմբերի նոյեմբեր նմբ", "դեկտեմբերի դեկտեմբեր դեկ"],
    // Azerbaijani
    ["yanvar", "fevral", "", "aprel", "", "iyun", "iyul", "avqust", "sentyabr", "oktyabr", "noyabr", "dekabr"],
    // Basque
    ["urtarrila urtarrilaren urtarrilak urtarril", "otsaila otsailaren otsailak otsail", "martxoa martxoaren martxoak martxo", "apirila apirilaren apirilak apiril", "maiatza maiatzaren maiatzak maiatz", "ekaina ekainaren ekainak ekain", "uztaila uztailaren uztailak uztail", "abuztua abuztuaren abuztuak abuztu", "iraila irailaren irailak irail", "urria urriaren urriak", "azaroa azaroaren azaroak azaro", "abendua abenduaren abenduak abendu"],
    // Belarusian
    ["студзеня студзень сту", "лютага люты", "сакавіка сакавік сак", "красавіка красавік кра", "траўня", "чэрвеня чэрвень чэр", "ліпеня ліпень ліп", "жніўня жнівень жні", "верасня верасень", "кастрычніка кастрычнік кас", "лістапада лістапад ліс", "снежня снежань сне"],
    // Bulgarian
    ["януари яну", "февруари", "", "април", "", "юни", "юли", "", "септември сеп", "октомври", "ноември ное", "декември"],
    // Burmese
    ["ဇန်နဝါရီ ဇန်နဝါရီလ ဇန်", "ဖေဖော်ဝါရီ ဖေဖော်ဝါရီလ ဖေ", "မတ် မတ်လ", "ဧပြီ ဧပြီလ", "မေ မေလ", "ဇွန် ဇွန်လ", "ဇူလိုင် ဇူလိုင်လ ဇူ", "ဩဂုတ် ဩဂုတ်လ သြဂုတ် သြဂုတ်လ", "စက်တင်ဘာ စက်တင်ဘာလ စက်", "အောက်တိုဘာ အောက်တိုဘာလ အောက်", "နိုဝင်ဘာ နိုဝင်ဘာလ နို", "ဒီဇင်ဘာ ဒီဇင်ဘာလ ဒီ"],
    // Catalan
    ["gener", "febrer", "", "", "", "", "juliol", "agost", "setembre", "", "", "desembre"],
    // Galician
    ["xaneiro", "febreiro", "", "", "", "xuño", "xullo", "", "", "", "", "decembro"],
    // Croatian; its October is November in Polish: see `Habit`
    ["siječnja siječanj", "veljače veljača", "ožujka ožujak", "travnja travanj", "svibnja svibanj", "lipnja lipanj", "srpnja srpanj", "kolovoza kolovoz", "rujna rujan", "", "studenoga studeni", "prosinca prosinac"],
    // Estonian
    ["jaanuar jaanuaril", "veebruar veebruaril veebr", "märtsil", "aprill aprillil", "", "juuni juunil", "juuli juulil", "augustil", "septembril", "oktoober oktoobril", "novembril", "detsember detsembril"],
    // Georgian
    ["იანვარი იანვრის იანვარს იან", "თებერვალი თებერვლის თებერვალს თებ", "მარტი მარტის მარტს მარ", "აპრილი აპრილის აპრილს აპრ", "მაისი მაისის მაისს მაი", "ივნისი ივნისის ივნისს ივნ", "ივლისი ივლისის ივლისს ივლ", "აგვისტო აგვისტოს აგვ", "სექტემბერი სექტემბრის სექტემბერს სექ", "ოქტომბერი ოქტომბრის ოქტომბერს ოქტ", "ნოემბერი ნოემბრის ნოემბერს ნოე", "დეკემბერი დეკემბრის დეკემბერს დეკ"],
    // Gujarati
    ["જાન્યુઆરી જાન્યુ", "ફેબ્રુઆરી ફેબ્રુ", "માર્ચ", "એપ્રિલ", "મે", "જૂન", "જુલાઈ", "ઑગસ્ટ ઓગસ્ટ", "સપ્ટેમ્બર સપ્ટે", "ઑક્ટોબર ઓક્ટોબર ઑક્ટો", "નવેમ્બર નવે", "ડિસેમ્બર ડિસે"],
    // Irish; months of two words are in TWO_WORDS
    ["eanáir", "feabhra feabh", "márta mhárta", "aibreán aibreáin", "bealtaine bhealtaine", "meitheamh mheithimh meith", "iúil", "lúnasa", "mfómh", "dfómh", "samhain samhna", "nollaig nollag"],
    // Kannada
    ["ಜನವರಿ ಜನ", "ಫೆಬ್ರವರಿ ಫೆಬ್ರ", "ಮಾರ್ಚ್", "ಏಪ್ರಿಲ್ ಏಪ್ರಿ", "ಮೇ", "ಜೂನ್", "ಜುಲೈ", "ಆಗಸ್ಟ್", "ಸೆಪ್ಟೆಂಬರ್ ಸೆಪ್ಟೆಂ", "ಅಕ್ಟೋಬರ್ ಅಕ್ಟೋ", "ನವೆಂಬರ್ ನವೆಂ", "ಡಿಸೆಂಬರ್ ಡಿಸೆಂ"],
    // Khmer
    ["មករា ខែមករា", "កុម្ភៈ ខែកុម្ភៈ", "មីនា ខែមីនា", "មេសា ខែមេសា", "ឧសភា ខែឧសភា", "មិថុនា ខែមិថុនា", "កក្កដា ខែកក្កដា", "សីហា ខែសីហា", "កញ្ញា ខែកញ្ញា", "តុលា ខែតុលា", "វិច្ឆិកា ខែវិច្ឆិកា", "ធ្នូ ខែធ្នូ"],
    // Kurdish
    ["çile", "sibat", "adar", "", "gulan", "hezîran", "tîrmeh", "tebax", "îlon", "cotmeh", "mijdar", "kanûn"],
    // Lao
    ["ມັງກອນ ເດືອນມັງກອນ", "ກຸມພາ ເດືອນກຸມພາ", "ມີນາ ເດືອນມີນາ", "ເມສາ ເດືອນເມສາ", "ພຶດສະພາ ເດືອນພຶດສະພາ", "ມິຖຸນາ ເດືອນມິຖຸນາ", "ກໍລະກົດ ເດືອນກໍລະກົດ", "ສິງຫາ ເດືອນສິງຫາ", "ກັນຍາ ເດືອນກັນຍາ", "ຕຸລາ ເດືອນຕຸລາ", "ພະຈິກ ເດືອນພະຈິກ", "ທັນວາ ເດືອນທັນວາ"],
    // Latvian
    ["janvāris janvārī", "februāris", "", "aprīlī", "maijs maijā", "jūnijs jūnijā", "jūlijs jūlijā", "augusts", "septembris septembrī", "oktobris oktobrī", "novembris novembrī", "decembris decembrī"],
    // Lithuanian
    ["sausio sausis", "vasario vasaris", "kovo kovas", "balandžio balandis", "gegužės gegužė", "birželio birželis", "liepos liepa", "rugpjūčio rugpjūtis", "rugsėjo rugsėjis", "spalio spalis", "lapkričio lapkritis lapkr", "gruodžio gruodis gruod"],
    // Malayalam
    ["ജനുവരി ജനു", "ഫെബ്രുവരി ഫെബ്രു", "മാർച്ച് മാർ", "ഏപ്രിൽ ഏപ്രി", "മേയ്", "ജൂൺ", "ജൂലൈ", "ഓഗസ്റ്റ് ഓഗ", "സെപ്റ്റംബർ സെപ്റ്റം", "ഒക്ടോബർ ഒക്ടോ", "നവംബർ നവം", "ഡിസംബർ ഡിസം"],
    // Marathi
    ["जानेवारी जाने", "फेब्रुवारी फेब्रु", "", "एप्रिल एप्रि", "मे", "", "जुलै", "ऑगस्ट ऑग", "सप्टेंबर सप्टें", "ऑक्टोबर ऑक्टो", "नोव्हेंबर नोव्हें", "डिसेंबर डिसें"],
    // Nepali
    ["", "फेब्रुअरी", "", "अप्रिल", "", "जुन", "", "अगस्ट", "सेप्टेम्बर", "अक्टोबर", "नोभेम्बर", "डिसेम्बर"],
    // Pashto
    ["", "فبروري", "", "اپرېل", "مۍ", "", "", "اګست", "سپتمبر", "", "", ""],
    // Punjabi
    ["ਜਨਵਰੀ ਜਨ", "ਫ਼ਰਵਰੀ ਫ਼ਰ", "ਮਾਰਚ", "ਅਪ੍ਰੈਲ ਅਪ੍ਰੈ", "ਮਈ", "ਜੂਨ", "ਜੁਲਾਈ ਜੁਲਾ", "ਅਗਸਤ ਅਗ", "ਸਤੰਬਰ ਸਤੰ", "ਅਕਤੂਬਰ ਅਕਤੂ", "ਨਵੰਬਰ ਨਵੰ", "ਦਸੰਬਰ ਦਸੰ"],
    // Serbian
    ["јануар јануара јан", "фебруар фебруара феб", "", "априла", "мај маја", "јун јуна јуни", "јул јула јули", "", "септембар септембра", "октобар октобра", "новембар новембра нов", "децембар децембра дец"],
    // Serbian in Latin script, Bosnian
    ["", "", "", "", "", "", "", "avgust avgusta", "septembar", "oktobar", "novembar", "decembar"],
    // Slovene
    ["januarja", "februarja", "", "", "", "junij", "julij", "", "", "", "", ""],
    // Macedonian
    ["јануари", "", "", "", "", "", "", "", "", "", "", ""],
    // Tamil
    ["ஜனவரி சனவரி ஜன", "பிப்ரவரி பெப்ரவரி பிப்", "மார்ச் மார்ச்சு மார்", "ஏப்ரல் ஏப்பிரல் ஏப்", "மே", "ஜூன் யூன்", "ஜூலை யூலை", "ஆகஸ்ட் ஆகத்து ஆக", "செப்டம்பர் செப்தம்பர் செப்", "அக்டோபர் அக்தோபர் அக்", "நவம்பர் நவ", "டிசம்பர் திசம்பர் டிச"],
    // Telugu
    ["జనవరి జన", "ఫిబ్రవరి ఫిబ్ర", "మార్చి", "ఏప్రిల్ ఏప్రి", "మే", "జూన్", "జులై జూలై", "ఆగస్టు ఆగ", "సెప్టెంబర్ సెప్టెం", "అక్టోబర్ అక్టో", "నవంబర్ నవం", "డిసెంబర్ డిసెం"],
    // Thai; short names are in THAI
    ["มกราคม เดือนมกราคม", "กุมภาพันธ์ เดือนกุมภาพันธ์", "มีนาคม เดือนมีนาคม", "เมษายน เดือนเมษายน", "พฤษภาคม เดือนพฤษภาคม", "มิถุนายน เดือนมิถุนายน", "กรกฎาคม เดือนกรกฎาคม", "สิงหาคม เดือนสิงหาคม", "กันยายน เดือนกันยายน", "ตุลาคม เดือนตุลาคม", "พฤศจิกายน เดือนพฤศจิกายน", "ธันวาคม เดือนธันวาคม"],
    // Albanian
    ["janar", "shkurt", "", "prill", "", "qershor", "korrik", "gusht", "shtator", "tetor", "nëntor", "dhjetor"],
    // Icelandic
    ["", "", "", "", "", "", "", "ágúst", "", "", "", ""],
    // Kazakh
    ["қаңтар қаң", "ақпан ақп", "наурыз нау", "сәуір сәу", "мамыр мам", "маусым мау", "шілде шіл", "тамыз там", "қыркүйек қыр", "қазан қаз", "қараша қар", "желтоқсан жел"],
    // Uzbek
    ["", "", "", "", "", "", "", "", "sentabr", "oktabr", "", ""],
    // Swahili
    ["", "", "machi", "", "", "", "", "agosti", "septemba", "oktoba", "novemba", "desemba"],
    // Amharic
    ["ጃንዩወሪ ጃንዩ", "ፌብሩወሪ ፌብሩ", "ማርች", "ኤፕሪል ኤፕረ", "ሜይ", "ጁን", "ጁላይ", "ኦገስት ኦገስ", "ሴፕቴምበር ሴፕቴ", "ኦክቶበር ኦክተ", "ኖቬምበር ኖቬም", "ዲሴምበር ዲሴም"],
    // Sinhala
    ["ජනවාරි ජන", "පෙබරවාරි පෙබ", "මාර්තු මාර්", "අප්රේල් අප්රි", "මැයි", "ජූනි", "ජූලි", "අගෝස්තු අගෝ", "සැප්තැම්බර් සැප්", "ඔක්තෝබර් ඔක්", "නොවැම්බර් නෙවැ", "දෙසැම්බර් දෙසැ"],
    // Tagalog
    ["", "pebrero", "marso", "", "", "hunyo", "hulyo", "", "septiyembre", "oktubre", "nobiyembre", "disyembre"],
    // Afrikaans
    ["januarie", "", "", "", "", "junie", "julie", "", "", "", "", ""],
    // Welsh
    ["ionawr", "chwefror", "mawrth", "ebrill", "", "mehefin", "gorffennaf", "awst", "medi", "hydref", "tachwedd", "rhagfyr"],
    // Hausa
    ["janairu", "faburairu", "maris", "afirilu", "mayu", "yuni", "yuli", "agusta", "satumba", "", "nuwamba", "disamba"],
    // Catalan, further forms
    ["", "", "", "", "maig", "juny", "", "", "", "", "", ""],
    // Welsh, further forms
    ["", "chwef", "", "", "", "", "gorff", "", "", "", "", "rhag"],
    // Croatian, further forms
    ["", "velj", "", "", "", "", "", "", "", "", "", ""],
    // Lithuanian, further forms
    ["saus", "", "", "", "", "birž", "liep", "rugp", "rugs", "spal", "", ""],
    // Estonian, further forms
    ["jaan", "", "", "", "", "", "", "", "", "", "", "dets"],
    // Armenian, further forms
    ["", "փտվ", "մրտ", "", "մյս", "", "", "", "", "", "նոյ", ""],
    // Bangla, further forms
    ["জানু", "ফেব", "", "এপ্রি", "", "", "জুল", "আগ", "সেপ সেপ্ট", "অক্টো", "নভে", "ডিসে"],
    // Kannada, further forms
    ["", "", "", "", "", "", "", "ಆಗ", "", "", "", ""],
    // Filipino, further forms
    ["", "", "", "", "", "", "", "", "setyembre", "", "nobyembre", ""],
    // Amharic, further forms
    ["ጃን ጃንዋሪ", "ፌብ ፌብሩዋሪ", "", "ኤፕሪ", "", "", "", "", "", "ኦክቶ", "", ""],
    // Odia, further forms
    ["ଜାନୁଆରୀ", "ଫେବୃଆରୀ", "ମାର୍ଚ୍ଚ", "ଅପ୍ରେଲ", "ମଇ", "ଜୁନ", "ଜୁଲାଇ", "ଅଗଷ୍ଟ", "ସେପ୍ଟେମ୍ବର", "ଅକ୍ଟୋବର", "ନଭେମ୍ବର", "ଡିସେମ୍ବର"],
    // Assamese, further forms
    ["জানুৱাৰী", "ফেব্ৰু ফেব্ৰুৱাৰী", "মাৰ্চ", "এপ্ৰিল", "মে’", "", "", "আগষ্ট", "ছেপ্তে ছেপ্তেম্বৰ", "অক্টোবৰ", "নৱে নৱেম্বৰ", "ডিচে ডিচেম্বৰ"],
    // Pashto, further forms
    ["", "فېبروري", "", "", "", "", "", "", "سېپتمبر", "", "", ""],
    // Somali, further forms
    ["janaayo jannaayo", "febraayo", "maarso", "abriil", "maayo", "juun", "luulyo", "ogosto", "sebteembar sebtembar", "oktoobar", "noofeembar", "diseembar"],
    // Turkmen, further forms
    ["ýanwar", "fewral", "", "", "", "", "", "awgust", "", "", "", ""],
    // Maltese, further forms
    ["jannar", "frar", "marzu", "", "mejju", "ġunju", "lulju", "awwissu", "settembru", "ottubru", "novembru", "diċembru"],
    // Kurdish, further forms
    ["rêbendan", "", "", "", "", "", "", "", "", "", "", "berfanbar"],
    // Croatian, short; `pro` is a word of many languages
    ["sij", "", "ožu", "tra", "svi", "", "srp", "kol", "ruj", "", "stu", ""],
    // Azerbaijani, short
    ["yan", "", "", "", "", "iyn", "iyl", "avq", "", "", "noy", "dek"],
    // Thai, short without full stops
    ["มค", "กพ", "มีค", "เมย", "พค", "มิย", "กค", "สค", "กย", "ตค", "พย", "ธค"],
];

/// The months of the Solar Hijri calendar: Iran's names, Afghanistan's, and Iran's in Latin script.
#[rustfmt::skip]
pub(super) const JALALI: [&str; 12] = [
    "فروردین حمل farvardin", "اردیبهشت ثور ordibehesht", "خرداد جوزا khordad", "تیر سرطان tir", "مرداد امرداد اسد mordad", "شهریور سنبله shahrivar", "مهر میزان mehr",
    "آبان عقرب aban", "آذر قوس azar", "دی جدی dey", "بهمن دلو bahman", "اسفند حوت esfand",
];

/// Months whose names have two words: Iraq and the Levant, Irish.
pub(super) const TWO_WORDS: &[(&str, &str, i8)] = &[
    ("كانون", "الثاني", 1),
    ("تشرين", "الأول", 10),
    ("تشرين", "الثاني", 11),
    ("كانون", "الأول", 12),
    ("meán", "fómhair", 9),
    ("mheán", "fómhair", 9),
    ("deireadh", "fómhair", 10),
];

/// The short names of months in Thai: `ม.ค.`.
#[rustfmt::skip]
pub(super) const THAI: [(&str, &str); 12] = [
    ("ม", "ค"), ("ก", "พ"), ("มี", "ค"), ("เม", "ย"), ("พ", "ค"), ("มิ", "ย"), ("ก", "ค"), ("ส", "ค"), ("ก", "ย"), ("ต", "ค"), ("พ", "ย"), ("ธ", "ค"),
];

/// Weekdays and their abbreviations.
#[rustfmt::skip]
pub(super) const WEEKDAYS: &[&str] = &[
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
    // Armenian
    "կիրակի երկուշաբթի երեքշաբթի չորեքշաբթի հինգշաբթի ուրբաթ շաբաթ",
    // Azerbaijani
    "bazar ertəsi çərşənbə axşamı cümə şənbə",
    // Basque
    "igandea astelehena asteartea asteazkena osteguna ostirala larunbata",
    // Belarusian
    "нядзеля панядзелак аўторак серада чацвер пятніца",
    // Bulgarian
    "неделя понеделник сряда четвъртък петък събота",
    // Burmese
    "တနင်္ဂနွေ တနင်္လာ အင်္ဂါ ဗုဒ္ဓဟူး ကြာသပတေး သောကြာ စနေ",
    // Catalan
    "diumenge dilluns dimarts dimecres dijous divendres dissabte",
    // Galician
    "luns mércores xoves venres",
    // Croatian
    "nedjelja ponedjeljak utorak srijeda četvrtak petak subota",
    // Estonian
    "pühapäev esmaspäev teisipäev kolmapäev neljapäev reede laupäev",
    // Georgian
    "კვირა ორშაბათი სამშაბათი ოთხშაბათი ხუთშაბათი პარასკევი შაბათი",
    // Gujarati
    "રવિવાર સોમવાર મંગળવાર બુધવાર ગુરુવાર શુક્રવાર શનિવાર",
    // Irish
    "domhnaigh luain máirt céadaoin déardaoin haoine sathairn",
    // Kannada
    "ರವಿವಾರ ಸೋಮವಾರ ಮಂಗಳವಾರ ಬುಧವಾರ ಗುರುವಾರ ಶುಕ್ರವಾರ ಶನಿವಾರ",
    // Khmer
    "ថ្ងៃ អាទិត្យ ច័ន្ទ អង្គារ ពុធ ព្រហស្បតិ៍ សុក្រ សៅរ៍",
    // Kurdish
    "yêksêm dusêm sêsêm çarsêm pêncsêm",
    // Lao
    "ອາທິດ ຈັນ ອັງຄານ ພຸດ ພະຫັດ ສຸກ ເສົາ",
    // Latvian
    "svētdiena pirmdiena otrdiena trešdiena ceturtdiena piektdiena sestdiena",
    // Lithuanian
    "sekmadienis pirmadienis antradienis trečiadienis ketvirtadienis penktadienis šeštadienis",
    // Malayalam
    "ഞായര് തിങ്കള് ചൊവ്വ ബുധന് വ്യാഴം വെള്ളി ശനി",
    // Marathi
    "मंगळवार",
    // Nepali
    "आइतबार सोमबार मङ्गलबार बुधबार बिहीबार शुक्रबार शनिबार",
    // Pashto
    "چارشنبه",
    // Punjabi
    "ਐਤਵਾਰ ਸੋਮਵਾਰ ਮੰਗਲਵਾਰ ਬੁੱਧਵਾਰ ਵੀਰਵਾਰ ਸ਼ੁੱਕਰਵਾਰ ਸ਼ਨਿੱਚਰਵਾਰ",
    // Serbian
    "недеља понедељак уторак четвртак петак",
    // Serbian in Latin script, Bosnian
    "nedelja ponedeljak sreda",
    // Slovene
    "ponedeljek torek četrtek petek",
    // Macedonian
    "недела четврток петок сабота",
    // Tamil
    "ஞாயிறு திங்கள் செவ்வாய் புதன் வியாழன் வெள்ளி சனி",
    // Telugu
    "ఆదివారం సోమవారం మంగళవారం బుధవారం గురువారం శుక్రవారం శనివారం",
    // Thai
    "อาทิตย์ อาทิตย์ที่ วันอาทิตย์ วันอาทิตย์ที่ จันทร์ จันทร์ที่ วันจันทร์ วันจันทร์ที่ อังคาร อังคารที่ วันอังคาร วันอังคารที่ พุธ พุธที่ วันพุธ วันพุธที่ พฤหัสบดี พฤหัสบดีที่ วันพฤหัสบดี วันพฤหัสบดีที่ ศุกร์ ศุกร์ที่ วันศุกร์ วันศุกร์ที่ เสาร์ เสาร์ที่ วันเสาร์ วันเสาร์ที่",
    // Albanian
    "diel hënë martë mërkurë enjte premte shtunë",
    // Icelandic
    "sunnudagur mánudagur þriðjudagur miðvikudagur fimmtudagur föstudagur laugardagur",
    // Kazakh
    "жексенбі дүйсенбі сейсенбі сәрсенбі бейсенбі жұма сенбі",
    // Uzbek
    "yakshanba dushanba seshanba chorshanba payshanba juma shanba",
    // Swahili
    "jumapili jumatatu jumanne jumatano alhamisi ijumaa jumamosi",
    // Amharic
    "እሑድ ሰኞ ማክሰኞ ረቡዕ ሐሙስ ዓርብ ቅዳሜ",
    // Sinhala
    "ඉරිදා සඳුදා අඟහරුවාදා බදාදා බ්රහස්පතින්දා සිකුරාදා සෙනසුරාදා",
    // Tagalog
    "linggo miyerkoles huwebes biyernes",
    // Afrikaans
    "vrydag saterdag",
    // Welsh
    "llun mercher gwener sadwrn",
    // Hausa
    "lahadi litini talata laraba alhamis juma'a asabar",
    // Swedish, further forms
    "mån tis ons tors fre lör sön",
    // Danish, further forms
    "tirs",
    // Norwegian Bokmål, further forms
    "tir tor",
    // Norwegian Nynorsk, further forms
    "tysdag laurdag",
    // Finnish, further forms
    "maanantaina tiistaina keskiviikkona torstaina perjantaina lauantaina sunnuntaina",
    // Greek, further forms
    "δευ τρί τετ πέμ παρ σάβ κυρ",
    // Hungarian, further forms
    "sze szo",
    // Irish, further forms
    "céad déar aoine sath domh",
    // Welsh, further forms
    "dydd iau sul",
    // Belarusian, further forms
    "аў чц",
    // Polish, further forms
    "sob niedz",
    // Slovak, further forms
    "pondelok utorok štvrtok piatok nedeľa",
    // Serbian, further forms
    "пон уто сре чет пет суб нед",
    // Croatian, further forms
    "uto sri čet pet ned",
    // Slovenian, further forms
    "sre",
    // Macedonian, further forms
    "вто саб",
    // Latvian, further forms
    "pirmd otrd trešd ceturtd piektd sestd svētd",
    // Hebrew, further forms
    "יום שני שלישי רביעי חמישי שישי שבת ראשון",
    // Turkish, further forms
    "pzt sal çar cum cmt",
    // Urdu, further forms
    "جمعہ",
    // Armenian, further forms
    "երկ երք չրք հնգ ուր շբթ կիր",
    // Georgian, further forms
    "ორშ სამ ოთხ ხუთ პარ შაბ კვი",
    // Kazakh, further forms
    "дс сс бс жм жс",
    // Uzbek, further forms
    "dush sesh chor shan",
    // Hindi, further forms
    "सोम मंगल बुध गुरु शुक्र शनि रवि",
    // Marathi, further forms
    "मंगळ",
    // Nepali, further forms
    "बिहिबार मङ्गल बिहि आइत",
    // Bangla, further forms
    "সোমবার মঙ্গলবার বুধবার বৃহস্পতিবার শুক্রবার শনিবার রবিবার সোম মঙ্গল বুধ বৃহস্পতি শুক্র শনি রবি",
    // Punjabi, further forms
    "ਸ਼ਨੀਵਾਰ ਸੋਮ ਮੰਗਲ ਬੁੱਧ ਵੀਰ ਸ਼ੁੱਕਰ ਸ਼ਨੀ ਐਤ",
    // Gujarati, further forms
    "સોમ મંગળ બુધ ગુરુ શુક્ર શનિ રવિ",
    // Tamil, further forms
    "திங் செவ் புத வியா வெள் ஞாயி",
    // Telugu, further forms
    "సోమ మంగళ బుధ గురు శుక్ర శని ఆది",
    // Kannada, further forms
    "ಭಾನುವಾರ ಸೋಮ ಮಂಗಳ ಬುಧ ಗುರು ಶುಕ್ರ ಶನಿ ಭಾನು",
    // Malayalam, further forms
    "തിങ്കളാഴ്ച ചൊവ്വാഴ്ച ബുധനാഴ്ച വ്യാഴാഴ്ച വെള്ളിയാഴ്ച ശനിയാഴ്ച ഞായറാഴ്ച തിങ്കൾ ബുധൻ ഞായർ",
    // Indonesian, further forms
    "sen sel rab kam jum",
    // Malay, further forms
    "isnin khamis jumaat ahad",
    // Filipino, further forms
    "miyerkules",
    // Thai, further forms
    "พฤหัส",
    // Lao, further forms
    "ວັນຈັນ ວັນອັງຄານ ວັນພຸດ ວັນພະຫັດ ວັນສຸກ ວັນເສົາ ວັນອາທິດ",
    // Khmer, further forms
    "ចន្ទ ព្រហ",
    // Hausa, further forms
    "litinin jummaʼa",
    // Amharic, further forms
    "ማክሰ",
    // Odia, further forms
    "ସୋମବାର ମଙ୍ଗଳବାର ବୁଧବାର ଗୁରୁବାର ଶୁକ୍ରବାର ଶନିବାର ରବିବାର ସୋମ ମଙ୍ଗଳ ବୁଧ ଗୁରୁ ଶୁକ୍ର ଶନି ରବି",
    // Assamese, further forms
    "সোমবাৰ মঙ্গলবাৰ বুধবাৰ বৃহস্পতিবাৰ শুক্ৰবাৰ শনিবাৰ দেওবাৰ বৃহ শুক্ৰ দেও",
    // Pashto, further forms
    "اونۍ",
    // Somali, further forms
    "isniin talaado arbaco khamiis jimco sabti axad",
    // Turkmen, further forms
    "duşenbe sişenbe çarşenbe penşenbe şenbe ýekşenbe",
    // Kyrgyz, further forms
    "дүйшөмбү шейшемби шаршемби бейшемби жума ишемби жекшемби дүй шейш шарш бейш ишм жек",
    // Faroese, further forms
    "mánadagur týsdagur mikudagur hósdagur fríggjadagur leygardagur",
    // Maltese, further forms
    "tnejn tlieta erbgħa ħamis ġimgħa sibt ħadd",
    // Kurdish, further forms
    "înî şemî",
    // Tamil and Welsh in full, Vietnamese in numbers
    "திங்கட்கிழமை செவ்வாய்க்கிழமை புதன்கிழமை வியாழக்கிழமை வெள்ளிக்கிழமை சனிக்கிழமை ஞாயிற்றுக்கிழமை dydd cn",
];

/// Words between the parts of a date: articles, prepositions, "hour" and "year".
#[rustfmt::skip]
pub(super) const FILLERS: &[&str] = &[
    "am um uhr den der dem vom", "le à du l", "de del el la las los a h hs hora horas", "em às as ao do da dia", "il alle ore dell di del",
    "op om uur", "в г года год часов", "о об р року рік", "o r roku godz godzina dnia", "saat günü tarihinde",
    "في يوم الساعة عام سنة", "ساعت در روز سال مورخ ماه هجری شمسی خورشیدی", "को बजे", "kl klo klokken den dne dňa v", "pukul jam tanggal hari pada wib", "στις του",
    "ngày lúc giờ", "hrs", "gada gadā", "m d", "eko ko", "წელი წლის", "թ", "il ildə", "godine god", "године год година", "leta", "aasta", "ika ng", "u ob plkst val kell les ora në e", "ж жыл жылғы",
    "วันที่ เมื่อ เมื่อวันที่ เวลา น นาฬิกา ปี", "ວັນທີ ເວລາ ປີ", "ទី ថ្ងៃទី ខែ ឆ្នាំ ម៉ោង", "ခုနှစ် ရက် ရက်နေ့ နာရီ",
];

//! Tables: the names of months, by language.
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
    ["জানুয়ারি জানুয়ারী জানু", "ফেব্রুয়ারি ফেব্রুয়ারী ফেব", "মার্চ", "এপ্রিল এপ্রি", "মে", "জুন", "জুলাই জুল", "আগস্ট আগ", "সেপ্টেম্বর সেপ সেপ্ট", "অক্টোবর অক্টো", "নভেম্বর নভে", "ডিসেম্বর ডিসে"],
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
    ["հունվարի հունվար հնվ", "փետրվարի փետրվար փտր փտվ", "մարտի մարտ մար մրտ", "ապրիլի ապրիլ ապր", "մայիսի մայիս մայ մյս", "հունիսի հունիս հնս", "հուլիսի հուլիս հլս", "օգոստոսի օգոստոս օգս", "սեպտեմբերի սեպտեմբեր սեպ", "հոկտեմբերի հոկտեմբեր հոկ", "նոյեմբերի նոյեմբեր նմբ նոյ", "դեկտեմբերի դեկտեմբեր դեկ"],
    // Azerbaijani
    ["yanvar yan", "fevral", "", "aprel", "", "iyun iyn", "iyul iyl", "avqust avq", "sentyabr", "oktyabr", "noyabr noy", "dekabr dek"],
    // Basque
    ["urtarrila urtarrilaren urtarrilak urtarril", "otsaila otsailaren otsailak otsail", "martxoa martxoaren martxoak martxo", "apirila apirilaren apirilak apiril", "maiatza maiatzaren maiatzak maiatz", "ekaina ekainaren ekainak ekain", "uztaila uztailaren uztailak uztail", "abuztua abuztuaren abuztuak abuztu", "iraila irailaren irailak irail", "urria urriaren urriak", "azaroa azaroaren azaroak azaro", "abendua abenduaren abenduak abendu"],
    // Belarusian
    ["студзеня студзень сту", "лютага люты", "сакавіка сакавік сак", "красавіка красавік кра", "траўня", "чэрвеня чэрвень чэр", "ліпеня ліпень ліп", "жніўня жнівень жні", "верасня верасень", "кастрычніка кастрычнік кас", "лістапада лістапад ліс", "снежня снежань сне"],
    // Bulgarian
    ["януари яну", "февруари", "", "април", "", "юни", "юли", "", "септември сеп", "октомври", "ноември ное", "декември"],
    // Burmese
    ["ဇန်နဝါရီ ဇန်နဝါရီလ ဇန်", "ဖေဖော်ဝါရီ ဖေဖော်ဝါရီလ ဖေ", "မတ် မတ်လ", "ဧပြီ ဧပြီလ", "မေ မေလ", "ဇွန် ဇွန်လ", "ဇူလိုင် ဇူလိုင်လ ဇူ", "ဩဂုတ် ဩဂုတ်လ သြဂုတ် သြဂုတ်လ", "စက်တင်ဘာ စက်တင်ဘာလ စက်", "အောက်တိုဘာ အောက်တိုဘာလ အောက်", "နိုဝင်ဘာ နိုဝင်ဘာလ နို", "ဒီဇင်ဘာ ဒီဇင်ဘာလ ဒီ"],
    // Catalan
    ["gener", "febrer", "", "", "maig", "juny", "juliol", "agost", "setembre", "", "", "desembre"],
    // Galician
    ["xaneiro", "febreiro", "", "", "", "xuño", "xullo", "", "", "", "", "decembro"],
    // Croatian; its October is November in Polish: see `Habit`. Short `pro` is a word elsewhere
    ["siječnja siječanj sij", "veljače veljača velj", "ožujka ožujak ožu", "travnja travanj tra", "svibnja svibanj svi", "lipnja lipanj", "srpnja srpanj srp", "kolovoza kolovoz kol", "rujna rujan ruj", "", "studenoga studeni stu", "prosinca prosinac"],
    // Estonian
    ["jaanuar jaanuaril jaan", "veebruar veebruaril veebr", "märtsil", "aprill aprillil", "", "juuni juunil", "juuli juulil", "augustil", "septembril", "oktoober oktoobril", "novembril", "detsember detsembril dets"],
    // Georgian
    ["იანვარი იანვრის იანვარს იან", "თებერვალი თებერვლის თებერვალს თებ", "მარტი მარტის მარტს მარ", "აპრილი აპრილის აპრილს აპრ", "მაისი მაისის მაისს მაი", "ივნისი ივნისის ივნისს ივნ", "ივლისი ივლისის ივლისს ივლ", "აგვისტო აგვისტოს აგვ", "სექტემბერი სექტემბრის სექტემბერს სექ", "ოქტომბერი ოქტომბრის ოქტომბერს ოქტ", "ნოემბერი ნოემბრის ნოემბერს ნოე", "დეკემბერი დეკემბრის დეკემბერს დეკ"],
    // Gujarati
    ["જાન્યુઆરી જાન્યુ", "ફેબ્રુઆરી ફેબ્રુ", "માર્ચ", "એપ્રિલ", "મે", "જૂન", "જુલાઈ", "ઑગસ્ટ ઓગસ્ટ", "સપ્ટેમ્બર સપ્ટે", "ઑક્ટોબર ઓક્ટોબર ઑક્ટો", "નવેમ્બર નવે", "ડિસેમ્બર ડિસે"],
    // Irish; months of two words are in TWO_WORDS
    ["eanáir", "feabhra feabh", "márta mhárta", "aibreán aibreáin", "bealtaine bhealtaine", "meitheamh mheithimh meith", "iúil", "lúnasa", "mfómh", "dfómh", "samhain samhna", "nollaig nollag"],
    // Kannada
    ["ಜನವರಿ ಜನ", "ಫೆಬ್ರವರಿ ಫೆಬ್ರ", "ಮಾರ್ಚ್", "ಏಪ್ರಿಲ್ ಏಪ್ರಿ", "ಮೇ", "ಜೂನ್", "ಜುಲೈ", "ಆಗಸ್ಟ್ ಆಗ", "ಸೆಪ್ಟೆಂಬರ್ ಸೆಪ್ಟೆಂ", "ಅಕ್ಟೋಬರ್ ಅಕ್ಟೋ", "ನವೆಂಬರ್ ನವೆಂ", "ಡಿಸೆಂಬರ್ ಡಿಸೆಂ"],
    // Khmer
    ["មករា ខែមករា", "កុម្ភៈ ខែកុម្ភៈ", "មីនា ខែមីនា", "មេសា ខែមេសា", "ឧសភា ខែឧសភា", "មិថុនា ខែមិថុនា", "កក្កដា ខែកក្កដា", "សីហា ខែសីហា", "កញ្ញា ខែកញ្ញា", "តុលា ខែតុលា", "វិច្ឆិកា ខែវិច្ឆិកា", "ធ្នូ ខែធ្នូ"],
    // Kurdish
    ["çile rêbendan", "sibat", "adar", "", "gulan", "hezîran", "tîrmeh", "tebax", "îlon", "cotmeh", "mijdar", "kanûn berfanbar"],
    // Lao
    ["ມັງກອນ ເດືອນມັງກອນ", "ກຸມພາ ເດືອນກຸມພາ", "ມີນາ ເດືອນມີນາ", "ເມສາ ເດືອນເມສາ", "ພຶດສະພາ ເດືອນພຶດສະພາ", "ມິຖຸນາ ເດືອນມິຖຸນາ", "ກໍລະກົດ ເດືອນກໍລະກົດ", "ສິງຫາ ເດືອນສິງຫາ", "ກັນຍາ ເດືອນກັນຍາ", "ຕຸລາ ເດືອນຕຸລາ", "ພະຈິກ ເດືອນພະຈິກ", "ທັນວາ ເດືອນທັນວາ"],
    // Latvian
    ["janvāris janvārī", "februāris", "", "aprīlī", "maijs maijā", "jūnijs jūnijā", "jūlijs jūlijā", "augusts", "septembris septembrī", "oktobris oktobrī", "novembris novembrī", "decembris decembrī"],
    // Lithuanian
    ["sausio sausis saus", "vasario vasaris", "kovo kovas", "balandžio balandis", "gegužės gegužė", "birželio birželis birž", "liepos liepa liep", "rugpjūčio rugpjūtis rugp", "rugsėjo rugsėjis rugs", "spalio spalis spal", "lapkričio lapkritis lapkr", "gruodžio gruodis gruod"],
    // Malayalam
    ["ജനുവരി ജനു", "ഫെബ്രുവരി ഫെബ്രു", "മാർച്ച് മാർ", "ഏപ്രിൽ ഏപ്രി", "മേയ്", "ജൂൺ", "ജൂലൈ", "ഓഗസ്റ്റ് ഓഗ", "സെപ്റ്റംബർ സെപ്റ്റം", "ഒക്ടോബർ ഒക്ടോ", "നവംബർ നവം", "ഡിസംബർ ഡിസം"],
    // Marathi
    ["जानेवारी जाने", "फेब्रुवारी फेब्रु", "", "एप्रिल एप्रि", "मे", "", "जुलै", "ऑगस्ट ऑग", "सप्टेंबर सप्टें", "ऑक्टोबर ऑक्टो", "नोव्हेंबर नोव्हें", "डिसेंबर डिसें"],
    // Nepali
    ["", "फेब्रुअरी", "", "अप्रिल", "", "जुन", "", "अगस्ट", "सेप्टेम्बर", "अक्टोबर", "नोभेम्बर", "डिसेम्बर"],
    // Pashto
    ["", "فبروري فېبروري", "", "اپرېل", "مۍ", "", "", "اګست", "سپتمبر سېپتمبر", "", "", ""],
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
    ["มกราคม เดือนมกราคม มค", "กุมภาพันธ์ เดือนกุมภาพันธ์ กพ", "มีนาคม เดือนมีนาคม มีค", "เมษายน เดือนเมษายน เมย", "พฤษภาคม เดือนพฤษภาคม พค", "มิถุนายน เดือนมิถุนายน มิย", "กรกฎาคม เดือนกรกฎาคม กค", "สิงหาคม เดือนสิงหาคม สค", "กันยายน เดือนกันยายน กย", "ตุลาคม เดือนตุลาคม ตค", "พฤศจิกายน เดือนพฤศจิกายน พย", "ธันวาคม เดือนธันวาคม ธค"],
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
    ["ጃንዩወሪ ጃንዩ ጃን ጃንዋሪ", "ፌብሩወሪ ፌብሩ ፌብ ፌብሩዋሪ", "ማርች", "ኤፕሪል ኤፕረ ኤፕሪ", "ሜይ", "ጁን", "ጁላይ", "ኦገስት ኦገስ", "ሴፕቴምበር ሴፕቴ", "ኦክቶበር ኦክተ ኦክቶ", "ኖቬምበር ኖቬም", "ዲሴምበር ዲሴም"],
    // Sinhala
    ["ජනවාරි ජන", "පෙබරවාරි පෙබ", "මාර්තු මාර්", "අප්රේල් අප්රි", "මැයි", "ජූනි", "ජූලි", "අගෝස්තු අගෝ", "සැප්තැම්බර් සැප්", "ඔක්තෝබර් ඔක්", "නොවැම්බර් නෙවැ", "දෙසැම්බර් දෙසැ"],
    // Tagalog
    ["", "pebrero", "marso", "", "", "hunyo", "hulyo", "", "septiyembre setyembre", "oktubre", "nobiyembre nobyembre", "disyembre"],
    // Afrikaans
    ["januarie", "", "", "", "", "junie", "julie", "", "", "", "", ""],
    // Welsh
    ["ionawr", "chwefror chwef", "mawrth", "ebrill", "", "mehefin", "gorffennaf gorff", "awst", "medi", "hydref", "tachwedd", "rhagfyr rhag"],
    // Hausa
    ["janairu", "faburairu", "maris", "afirilu", "mayu", "yuni", "yuli", "agusta", "satumba", "", "nuwamba", "disamba"],
    // Odia
    ["ଜାନୁଆରୀ", "ଫେବୃଆରୀ", "ମାର୍ଚ୍ଚ", "ଅପ୍ରେଲ", "ମଇ", "ଜୁନ", "ଜୁଲାଇ", "ଅଗଷ୍ଟ", "ସେପ୍ଟେମ୍ବର", "ଅକ୍ଟୋବର", "ନଭେମ୍ବର", "ଡିସେମ୍ବର"],
    // Assamese
    ["জানুৱাৰী", "ফেব্ৰু ফেব্ৰুৱাৰী", "মাৰ্চ", "এপ্ৰিল", "মে’", "", "", "আগষ্ট", "ছেপ্তে ছেপ্তেম্বৰ", "অক্টোবৰ", "নৱে নৱেম্বৰ", "ডিচে ডিচেম্বৰ"],
    // Somali
    ["janaayo jannaayo", "febraayo", "maarso", "abriil", "maayo", "juun", "luulyo", "ogosto", "sebteembar sebtembar", "oktoobar", "noofeembar", "diseembar"],
    // Turkmen
    ["ýanwar", "fewral", "", "", "", "", "", "awgust", "", "", "", ""],
    // Maltese
    ["jannar", "frar", "marzu", "", "mejju", "ġunju", "lulju", "awwissu", "settembru", "ottubru", "novembru", "diċembru"],
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

//! Tables: the names of weekdays, and the words between the parts of a date, by language.
//!
//! The sources are those of `months`.

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
    "सोमवार मंगलवार बुधवार गुरुवार गुरूवार शुक्रवार शनिवार रविवार सोम मंगल बुध गुरु शुक्र शनि रवि",
    // Korean, Finnish, Greek
    "월요일 화요일 수요일 목요일 금요일 토요일 일요일 월 화 수 목 금 토",
    "maanantai tiistai keskiviikko torstai perjantai lauantai sunnuntai",
    "δευτέρα τρίτη τετάρτη πέμπτη παρασκευή σάββατο κυριακή",
    // Vietnamese: each word of a name is listed
    "thứ hai ba tư năm sáu bảy chủ nhật",
    // Hungarian, Romanian
    "hétfő kedd szerda csütörtök péntek szombat vasárnap luni marți miercuri joi vineri sâmbătă duminică sze szo",
    // Armenian
    "կիրակի երկուշաբթի երեքշաբթի չորեքշաբթի հինգշաբթի ուրբաթ շաբաթ երկ երք չրք հնգ ուր շբթ կիր",
    // Azerbaijani
    "bazar ertəsi çərşənbə axşamı cümə şənbə",
    // Basque
    "igandea astelehena asteartea asteazkena osteguna ostirala larunbata",
    // Belarusian
    "нядзеля панядзелак аўторак серада чацвер пятніца аў чц",
    // Bulgarian
    "неделя понеделник сряда четвъртък петък събота",
    // Burmese
    "တနင်္ဂနွေ တနင်္လာ အင်္ဂါ ဗုဒ္ဓဟူး ကြာသပတေး သောကြာ စနေ",
    // Catalan
    "diumenge dilluns dimarts dimecres dijous divendres dissabte",
    // Galician
    "luns mércores xoves venres",
    // Croatian
    "nedjelja ponedjeljak utorak srijeda četvrtak petak subota uto sri čet pet ned",
    // Estonian
    "pühapäev esmaspäev teisipäev kolmapäev neljapäev reede laupäev",
    // Georgian
    "კვირა ორშაბათი სამშაბათი ოთხშაბათი ხუთშაბათი პარასკევი შაბათი ორშ სამ ოთხ ხუთ პარ შაბ კვი",
    // Gujarati
    "રવિવાર સોમવાર મંગળવાર બુધવાર ગુરુવાર શુક્રવાર શનિવાર સોમ મંગળ બુધ ગુરુ શુક્ર શનિ રવિ",
    // Irish
    "domhnaigh luain máirt céadaoin déardaoin haoine sathairn céad déar aoine sath domh",
    // Kannada
    "ರವಿವಾರ ಸೋಮವಾರ ಮಂಗಳವಾರ ಬುಧವಾರ ಗುರುವಾರ ಶುಕ್ರವಾರ ಶನಿವಾರ ಭಾನುವಾರ ಸೋಮ ಮಂಗಳ ಬುಧ ಗುರು ಶುಕ್ರ ಶನಿ ಭಾನು",
    // Khmer
    "ថ្ងៃ អាទិត្យ ច័ន្ទ អង្គារ ពុធ ព្រហស្បតិ៍ សុក្រ សៅរ៍ ចន្ទ ព្រហ",
    // Kurdish
    "yêksêm dusêm sêsêm çarsêm pêncsêm înî şemî",
    // Lao
    "ອາທິດ ຈັນ ອັງຄານ ພຸດ ພະຫັດ ສຸກ ເສົາ ວັນຈັນ ວັນອັງຄານ ວັນພຸດ ວັນພະຫັດ ວັນສຸກ ວັນເສົາ ວັນອາທິດ",
    // Latvian
    "svētdiena pirmdiena otrdiena trešdiena ceturtdiena piektdiena sestdiena pirmd otrd trešd ceturtd piektd sestd svētd",
    // Lithuanian
    "sekmadienis pirmadienis antradienis trečiadienis ketvirtadienis penktadienis šeštadienis",
    // Malayalam
    "ഞായര് തിങ്കള് ചൊവ്വ ബുധന് വ്യാഴം വെള്ളി ശനി തിങ്കളാഴ്ച ചൊവ്വാഴ്ച ബുധനാഴ്ച വ്യാഴാഴ്ച വെള്ളിയാഴ്ച ശനിയാഴ്ച ഞായറാഴ്ച തിങ്കൾ ബുധൻ ഞായർ",
    // Marathi
    "मंगळवार मंगळ",
    // Nepali
    "आइतबार सोमबार मङ्गलबार बुधबार बिहीबार शुक्रबार शनिबार बिहिबार मङ्गल बिहि आइत",
    // Pashto
    "چارشنبه اونۍ",
    // Punjabi
    "ਐਤਵਾਰ ਸੋਮਵਾਰ ਮੰਗਲਵਾਰ ਬੁੱਧਵਾਰ ਵੀਰਵਾਰ ਸ਼ੁੱਕਰਵਾਰ ਸ਼ਨਿੱਚਰਵਾਰ ਸ਼ਨੀਵਾਰ ਸੋਮ ਮੰਗਲ ਬੁੱਧ ਵੀਰ ਸ਼ੁੱਕਰ ਸ਼ਨੀ ਐਤ",
    // Serbian
    "недеља понедељак уторак четвртак петак пон уто сре чет пет суб нед",
    // Serbian in Latin script, Bosnian
    "nedelja ponedeljak sreda",
    // Slovene
    "ponedeljek torek četrtek petek",
    // Macedonian
    "недела четврток петок сабота вто саб",
    // Tamil
    "ஞாயிறு திங்கள் செவ்வாய் புதன் வியாழன் வெள்ளி சனி திங் செவ் புத வியா வெள் ஞாயி",
    // Telugu
    "ఆదివారం సోమవారం మంగళవారం బుధవారం గురువారం శుక్రవారం శనివారం సోమ మంగళ బుధ గురు శుక్ర శని ఆది",
    // Thai
    "อาทิตย์ อาทิตย์ที่ วันอาทิตย์ วันอาทิตย์ที่ จันทร์ จันทร์ที่ วันจันทร์ วันจันทร์ที่ อังคาร อังคารที่ วันอังคาร วันอังคารที่ พุธ พุธที่ วันพุธ วันพุธที่ พฤหัสบดี พฤหัสบดีที่ วันพฤหัสบดี วันพฤหัสบดีที่ ศุกร์ ศุกร์ที่ วันศุกร์ วันศุกร์ที่ เสาร์ เสาร์ที่ วันเสาร์ วันเสาร์ที่ พฤหัส",
    // Albanian
    "diel hënë martë mërkurë enjte premte shtunë",
    // Icelandic
    "sunnudagur mánudagur þriðjudagur miðvikudagur fimmtudagur föstudagur laugardagur",
    // Kazakh
    "жексенбі дүйсенбі сейсенбі сәрсенбі бейсенбі жұма сенбі дс сс бс жм жс",
    // Uzbek
    "yakshanba dushanba seshanba chorshanba payshanba juma shanba dush sesh chor shan",
    // Swahili
    "jumapili jumatatu jumanne jumatano alhamisi ijumaa jumamosi",
    // Amharic
    "እሑድ ሰኞ ማክሰኞ ረቡዕ ሐሙስ ዓርብ ቅዳሜ ማክሰ",
    // Sinhala
    "ඉරිදා සඳුදා අඟහරුවාදා බදාදා බ්රහස්පතින්දා සිකුරාදා සෙනසුරාදා",
    // Tagalog
    "linggo miyerkoles huwebes biyernes miyerkules",
    // Afrikaans
    "vrydag saterdag",
    // Welsh
    "llun mercher gwener sadwrn dydd iau sul",
    // Hausa
    "lahadi litini talata laraba alhamis juma'a asabar litinin jummaʼa",
    // Swedish
    "mån tis ons tors fre lör sön",
    // Danish
    "tirs",
    // Norwegian Bokmål
    "tir tor",
    // Norwegian Nynorsk
    "tysdag laurdag",
    // Finnish
    "maanantaina tiistaina keskiviikkona torstaina perjantaina lauantaina sunnuntaina",
    // Greek
    "δευ τρί τετ πέμ παρ σάβ κυρ",
    // Polish
    "sob niedz",
    // Slovak
    "pondelok utorok štvrtok piatok nedeľa",
    // Slovenian
    "sre",
    // Hebrew
    "יום שני שלישי רביעי חמישי שישי שבת ראשון",
    // Turkish
    "pzt sal çar cum cmt",
    // Urdu
    "جمعہ",
    // Bengali
    "সোমবার মঙ্গলবার বুধবার বৃহস্পতিবার শুক্রবার শনিবার রবিবার সোম মঙ্গল বুধ বৃহস্পতি শুক্র শনি রবি",
    // Indonesian
    "sen sel rab kam jum",
    // Malay
    "isnin khamis jumaat ahad",
    // Odia
    "ସୋମବାର ମଙ୍ଗଳବାର ବୁଧବାର ଗୁରୁବାର ଶୁକ୍ରବାର ଶନିବାର ରବିବାର ସୋମ ମଙ୍ଗଳ ବୁଧ ଗୁରୁ ଶୁକ୍ର ଶନି ରବି",
    // Assamese
    "সোমবাৰ মঙ্গলবাৰ বুধবাৰ বৃহস্পতিবাৰ শুক্ৰবাৰ শনিবাৰ দেওবাৰ বৃহ শুক্ৰ দেও",
    // Somali
    "isniin talaado arbaco khamiis jimco sabti axad",
    // Turkmen
    "duşenbe sişenbe çarşenbe penşenbe şenbe ýekşenbe",
    // Kyrgyz
    "дүйшөмбү шейшемби шаршемби бейшемби жума ишемби жекшемби дүй шейш шарш бейш ишм жек",
    // Faroese
    "mánadagur týsdagur mikudagur hósdagur fríggjadagur leygardagur",
    // Maltese
    "tnejn tlieta erbgħa ħamis ġimgħa sibt ħadd",
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

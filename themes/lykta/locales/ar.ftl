# Words of the interface. One message a word; identifiers are the same in every language.

## Around every page
skip_to_content = انتقل إلى المحتوى
language = اللغة
languages = اللغات
menu = القائمة
home = الرئيسية
leave_page = مغادرة الصفحة
main_navigation = القائمة الرئيسية
breadcrumbs = أنت هنا
footer_navigation = عن الموقع
contents = المحتويات
draft = مسودة
scheduled = لم تُنشر بعد

## A page and its state
updated = آخر تحديث
printed = طُبع في
table = جدول
published = تاريخ النشر
reviewed = تمت المراجعة
sources = المصادر
related = مواد ذات صلة
read_also = اقرأ أيضًا
in_a_minute = في دقيقة
topics = المواضيع
countries = البلدان
audiences = لمن
original_language = الأصل: { $language }
not_reviewed = لم يراجع متحدث أصلي هذه الترجمة بعد.
reviewed_by = راجعها: { $who }
outdated = تغيّر الأصل منذ هذه الترجمة.
fallback_notice = هذه الصفحة غير متاحة بهذه اللغة ({ $language }). وهي معروضة بلغة أخرى: { $other }.
reading_time = { $minutes ->
    [zero] أقل من دقيقة للقراءة
    [one] دقيقة واحدة للقراءة
    [two] دقيقتان للقراءة
    [few] { $minutes } دقائق للقراءة
    [many] { $minutes } دقيقة للقراءة
   *[other] { $minutes } دقيقة للقراءة
}
footnotes = الحواشي
citations = الإحالات إلى المصادر
back_to_text = العودة إلى النص
note = ملاحظة
tip = نصيحة
important = مهم
warning = تحذير
caution = تنبيه
task_done = تم
task_open = لم يتم بعد

## Kinds
kind_brief = ملخص معرفي
kind_tool = أداة
kind_seminar = ندوة
kind_page = صفحة
kind_term = مصطلح
kind_organisation = منظمة
kinds_brief = ملخصات معرفية
kinds_tool = أدوات
kinds_seminar = ندوات
kinds_page = صفحات
kinds_term = مسرد المصطلحات
kinds_organisation = منظمات

## Tool
for_whom = لمن
when_to_use = متى
needs = ما يلزم

## Seminar
when = متى
where = أين
with = بالتعاون مع
questions = أسئلة
date_not_published = لم يُنشر التاريخ
add_to_calendar = أضف إلى التقويم

## Term
definition = التعريف
synonyms = يُسمى أيضًا
in_other_languages = بلغات أخرى
term = مصطلح

## Organisation
country = البلد
website = الموقع الإلكتروني
telephone = الهاتف
email = البريد الإلكتروني
contact = وسائل اتصال أخرى
verified_on = آخر تحقق

## Lists
next = التالي
previous = السابق
page_of = الصفحة { $page } من { $pages }
works_count = { $count ->
    [zero] لا توجد نصوص
    [one] نص واحد
    [two] نصان
    [few] { $count } نصوص
    [many] { $count } نصًا
   *[other] { $count } نص
}
empty_list = لم يُنشر شيء هنا بعد.
all_of = الكل: { $what }
newest = الأحدث
i_am = أين تعمل؟
subscribe = تابع عبر الموجز (Atom)

## 404
not_found = هذه الصفحة غير موجودة
not_found_hint = ربما تغيّر العنوان. ابدأ من الصفحة الرئيسية أو اختر قائمة.

## Footer
licence = الترخيص
treats_you = لا يضع هذا الموقع ملفات تعريف ارتباط، ولا يخزن شيئًا على جهازك، ولا يحمّل شيئًا من مواقع أخرى.
choose_language = اختر لغتك

danger = خطر
signs_for = علامات لـ
all_roles = الجميع
role_police = الشرطة
role_border_guards = حرس الحدود
role_prosecutors = النيابة العامة
role_social_work = العمل الاجتماعي
role_health = الرعاية الصحية
role_migration = الهجرة
sign_field = المجال
sign = العلامة
weight_strong = ذات وزن كبير
weight_moderate = ذات وزن متوسط
weight_weak = ذات وزن قليل
not_verified = لم يتم التحقق منه
more_about = المزيد عن المصطلح
only_in = ينطبق على بلد واحد: { $country }

## Search
search = بحث
search_label = عمّ تبحث؟
search_kind = نوع النص
search_all = الكل
search_found = النتائج: { $count }
search_nothing = لم يُعثر على شيء. جرّب كلمات أقل أو غيرها، أو انظر في القائمة أدناه.
search_busy = جارٍ البحث…
search_failed = تعذّر تحميل البحث. كل شيء في القائمة أدناه.
search_more = عرض المزيد

## To keep and to print
keep = احفظ للاستخدام دون شبكة
keep_what = لا يُحفظ شيء على هذا الجهاز إلا إذا طلبت ذلك هنا. وعندئذ يمكن لمن يستخدم الجهاز أن يراه.
keep_do = احفظ جميع الصفحات: { $language }
keep_remove = أزل كل ما حُفظ
keep_kept = حُفظ في { $date }: { $size }.
keep_working = تم جلب: { $count } من { $all }
keep_none = لا شيء محفوظ على هذا الجهاز.
keep_failed = لم ينجح ذلك.
keep_impossible = يتطلب هذا نصًا برمجيًا واتصالًا آمنًا؛ لم يُحفظ شيء.
print_all = اطبع الكل في مستند واحد

## All sources
sources_all = جميع المصادر
sources_intro = ما تستند إليه النصوص، مرتبًا بحسب النوع والسنة. يذكر كل مدخل أين استُخدم.
sources_law = القوانين والاتفاقيات والصكوك القانونية الأخرى
sources_cases = الأحكام القضائية
sources_reports = التقارير والأدلة الإرشادية
sources_books = الكتب
sources_articles = المقالات والأبحاث
sources_web = المواقع الإلكترونية
sources_others = أخرى
sources_used_in = مستخدم في
sources_download = تنزيل لبرامج إدارة المراجع
sources_undated = بلا سنة

## Signs
# What stands between the parts of a short list; a space follows.
comma = ،
## A list that is narrowed, and its headings
narrow = تضييق القائمة
show_all = عرض القائمة كاملة
state = الترجمة
state_own = بالعربية
state_other = بلغة أخرى
state_outdated = تغيّر النص الأصلي منذ الترجمة
state_not_reviewed = لم يراجعها متحدث أصلي باللغة
when_upcoming = القادمة
when_past = السابقة
value_yes = نعم
value_no = لا
value_absent = غير مذكور

## Data for research
data = بيانات للبحث
data_intro = كل ما يُنشر هنا في جداول: سطر لكل عمل كما يظهر لمن يقرأ بالعربية.
data_files = الملفات
data_all = كل الأعمال
data_date = الحالة بتاريخ
data_version = إصدار الصيغة
data_stable = تبقى أسماء الأعمدة ومعانيها ثابتة ضمن الإصدار الواحد.
data_cite = كيفية الاستشهاد
data_csv = يتبع CSV المعيار RFC 4180 بترميز UTF-8، وأسماء الأعمدة في السطر الأول. تُفصل قيم القائمة بالعلامة « | »؛ وتُكتب | داخل القيمة \|، وتُكتب \ هكذا \\. ولكي لا يعدّ أي برنامج جداول النصَّ صيغةً حسابية، توضع فاصلة عليا قبل كل نص يبدأ بـ = أو + أو - أو @ أو فاصلة عليا أو علامة جدولة أو سطر جديد؛ احذفها عند قراءة الملف. أما الأرقام فتبقى كما هي.
data_json = ‏JSON قائمة كائنات بالأسماء نفسها. ما ليس معروفًا هو null، والقائمة التي لا قيم لها فارغة. ويصف مخطط JSON المرفق كل قيمة.
data_common = أعمدة كل الأعمال، وهذه:
data_column = العمود
data_type = النوع
data_meaning = المعنى
type_text = نص
type_list = قائمة
type_choice = واحد من
type_number = عدد
type_date = تاريخ: سنة-شهر-يوم
type_date_range = اليوم الأول واليوم الأخير
type_country = رمز البلد (ISO 3166-1)
type_language = رمز اللغة (BCP 47)
type_url = عنوان على الويب
type_work = مسار عمل
type_source = مفتاح مصدر
data_of_id = العمل؛ واحد في كل اللغات
data_of_kind = نوع العمل
data_of_permalink = أين يُقرأ
data_of_language = لغة النص في هذا السطر
data_of_title = العنوان
data_of_summary = الملخص
data_of_source_language = اللغة التي كُتب بها العمل أولًا
data_of_translation_state = علاقة النص بأصله: original هو الأصل نفسه، current مطابق للأصل، outdated قديم لأن الأصل تغيّر، unknown غير معروف
data_of_reviewed_on = متى راجع متحدث أصلي الترجمة
data_of_date = يوم النشر
data_of_updated = يوم آخر تغيير يهم القراء
data_of_sources = المصادر التي يستشهد بها النص أو يستند إليها
data_of_source_key = الاسم الذي تشير به الأعمال إلى المصدر
data_of_source_title = العنوان
data_of_source_authors = من كتبه
data_of_source_publisher = من نشره
data_of_source_date = سنة أو تاريخ
data_of_source_url = أين يُقرأ
data_of_source_works = الأعمال التي تستشهد به أو تستند إليه
data_of_field_forms = صيغ أخرى للكلمة كما ترد في النصوص
data_of_field_avoid = كلمات للمعنى نفسه تجرح أو تضلّل
data_of_field_names = ما يُسمّى به المصطلح بلغات أخرى
data_of_field_verify_every = بعد كم يوم يُتحقّق من الرقم مجددًا

## A source whose address is gone
source_gone = لم يعد العنوان يستجيب.
source_worked = شوهد يعمل آخر مرة في { $date }.
## Files
kilobytes = { $number } كيلوبايت
megabytes = { $number } ميغابايت

## To pass on
link_to_section = رابط إلى القسم: { $section }
copied = نُسخ
cite = استشهد بهذه الصفحة
version = الإصدار
copy = انسخ
copy_as = انسخ بصيغة { $format }
feed_explained = هذا موجز. أعطِ عنوانه لقارئ موجزات فيخبرك كلما نُشر جديد.
nearest = هل تقصد إحدى هذه الصفحات؟

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
keep_failed = لم ينجح ذلك. لم يُحفظ شيء.
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

## To pass on
link_to_section = رابط إلى القسم: { $section }
copied = نُسخ
cite = استشهد بهذه الصفحة
version = الإصدار
copy = انسخ
copy_as = انسخ بصيغة { $format }
feed_explained = هذا موجز. أعطِ عنوانه لقارئ موجزات فيخبرك كلما نُشر جديد.
nearest = هل تقصد إحدى هذه الصفحات؟

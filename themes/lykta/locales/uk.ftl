# Words of the interface. One message a word; identifiers are the same in every language.

## Around every page
skip_to_content = Перейти до вмісту
language = Мова
languages = Мови
menu = Меню
home = Головна
leave_page = Залишити сторінку
main_navigation = Головне меню
breadcrumbs = Ви тут
footer_navigation = Про сайт
contents = Зміст
draft = Чернетка
scheduled = Ще не опубліковано

## A page and its state
updated = Оновлено
printed = Надруковано
table = Таблиця
published = Опубліковано
reviewed = Перевірено
sources = Джерела
related = Пов’язане
read_also = Читайте також
in_a_minute = За хвилину
topics = Теми
countries = Країни
audiences = Для кого
original_language = Оригінал: { $language }
not_reviewed = Цей переклад ще не перевірено носієм мови.
reviewed_by = Перевірка: { $who }
outdated = Оригінал змінено після перекладу.
fallback_notice = Сторінка недоступна цією мовою ({ $language }). Її показано іншою мовою: { $other }.
reading_time = { $minutes ->
    [one] { $minutes } хвилина читання
    [few] { $minutes } хвилини читання
    [many] { $minutes } хвилин читання
   *[other] { $minutes } хвилини читання
}
footnotes = Примітки
citations = Посилання на джерела
back_to_text = Назад до тексту
note = Примітка
tip = Порада
important = Важливо
warning = Попередження
caution = Обережно
task_done = зроблено
task_open = треба зробити

## Kinds
kind_brief = Огляд
kind_tool = Інструмент
kind_seminar = Семінар
kind_page = Сторінка
kind_term = Термін
kind_organisation = Організація
kinds_brief = Огляди
kinds_tool = Інструменти
kinds_seminar = Семінари
kinds_page = Сторінки
kinds_term = Глосарій
kinds_organisation = Організації

## Tool
for_whom = Для кого
when_to_use = Коли
needs = Що потрібно

## Seminar
when = Коли
where = Де
with = Разом із
questions = Питання
date_not_published = Дату не опубліковано
add_to_calendar = Додати до календаря

## Term
definition = Визначення
synonyms = Інші назви
in_other_languages = Іншими мовами
term = Термін

## Organisation
country = Країна
website = Вебсайт
telephone = Телефон
email = Електронна пошта
contact = Інші контакти
verified_on = Востаннє перевірено

## Lists
next = Далі
previous = Назад
page_of = Сторінка { $page } з { $pages }
works_count = { $count ->
    [one] { $count } текст
    [few] { $count } тексти
    [many] { $count } текстів
   *[other] { $count } тексту
}
empty_list = Тут ще нічого не опубліковано.
all_of = Усі: { $what }
newest = Найновіші
i_am = Де ви працюєте?
subscribe = Стежити за стрічкою (Atom)

## 404
not_found = Такої сторінки немає
not_found_hint = Можливо, адресу змінено. Почніть з головної сторінки або виберіть список.

## Footer
licence = Ліцензія
treats_you = Сайт не використовує файлів cookie, нічого не зберігає на вашому пристрої й нічого не завантажує з інших сайтів.
choose_language = Виберіть мову

danger = Небезпека
signs_for = Ознаки для
all_roles = Усі
role_police = Поліція
role_border_guards = Прикордонна служба
role_prosecutors = Прокуратура
role_social_work = Соціальна робота
role_health = Охорона здоров’я
role_migration = Міграція
sign_field = Сфера
sign = Ознака
weight_strong = Вагома
weight_moderate = Помірно вагома
weight_weak = Мало вагома
not_verified = Не перевірено
more_about = Докладніше про термін
only_in = Стосується однієї країни: { $country }

## Search
search = Пошук
search_label = Що ви шукаєте?
search_kind = Вид тексту
search_all = Усі
search_found = Результати: { $count }
search_nothing = Нічого не знайдено. Спробуйте менше слів або інші слова чи перегляньте список нижче.
search_busy = Триває пошук…
search_failed = Пошук не вдалося завантажити. Усе є у списку нижче.
search_more = Показати більше

## To keep and to print
keep = Зберегти для читання без мережі
keep_what = На цьому пристрої нічого не зберігається, якщо ви не попросите про це тут. Тоді інші користувачі пристрою зможуть це побачити.
keep_do = Зберегти всі сторінки: { $language }
keep_remove = Вилучити все збережене
keep_kept = Збережено { $date }: { $size }.
keep_working = Отримано: { $count } з { $all }
keep_none = На цьому пристрої нічого не збережено.
keep_failed = Не вдалося.
keep_impossible = Для цього потрібні скрипт і захищене з’єднання; нічого не збережено.
print_all = Надрукувати все одним документом

## All sources
sources_all = Усі джерела
sources_intro = На чому ґрунтуються тексти, за видом і роком. Кожен запис вказує, де його використано.
sources_law = Закони, конвенції та інші правові акти
sources_cases = Судові рішення
sources_reports = Звіти та рекомендації
sources_books = Книги
sources_articles = Статті та дослідження
sources_web = Вебсайти
sources_others = Інше
sources_used_in = Використано в
sources_download = Завантажити для менеджерів посилань
sources_undated = Без року

## Signs
# What stands between the parts of a short list; a space follows.
comma = ,
## A list that is narrowed, and its headings
narrow = Звузити список
show_all = Показати весь список
state = Переклад
state_own = Українською
state_other = Іншою мовою
state_outdated = Оригінал відтоді змінено
state_not_reviewed = Не перевірено носієм мови
when_upcoming = Майбутні
when_past = Минулі
value_yes = Так
value_no = Ні
value_absent = Не зазначено

## Data for research
data = Дані для досліджень
data_intro = Усе, що тут опубліковано, у вигляді таблиць: один рядок на кожну працю так, як її бачать ті, хто читає українською.
data_files = Файли
data_all = Усі праці
data_date = Стан на
data_version = Версія формату
data_stable = У межах однієї версії назви й значення стовпців не змінюються.
data_cite = Як посилатися
data_csv = CSV відповідає RFC 4180 у кодуванні UTF-8, назви стовпців стоять у першому рядку. Значення списку розділено знаком « | »; | усередині значення пишеться \|, а \ пишеться \\. Щоб жодна електронна таблиця не сприйняла текст за формулу, перед кожним текстом, який починається з =, +, -, @, апострофа, табуляції чи розриву рядка, стоїть апостроф; вилучіть його, коли читаєте файл. Числа лишаються без змін.
data_json = JSON є списком об’єктів з тими самими назвами. Невідоме позначено null; список без значень порожній. JSON-схема поруч описує кожне значення.
data_common = Стовпці всіх праць і такі:
data_column = Стовпець
data_type = Тип
data_meaning = Значення
type_text = Текст
type_list = Список
type_choice = Одне з
type_number = Число
type_date = Дата: рік-місяць-день
type_date_range = Перший і останній день
type_country = Код країни (ISO 3166-1)
type_language = Код мови (BCP 47)
type_url = Вебадреса
type_work = Шлях праці
type_source = Ключ джерела
data_of_id = Праця; та сама всіма мовами
data_of_kind = Якого вона виду
data_of_permalink = Де її можна прочитати
data_of_language = Мова тексту в цьому рядку
data_of_title = Назва
data_of_summary = Короткий зміст
data_of_source_language = Мова, якою працю спершу написано
data_of_translation_state = Як текст співвідноситься з оригіналом: original — сам оригінал, current — актуальний, outdated — застарілий, бо оригінал змінено, unknown — невідомо
data_of_reviewed_on = Коли переклад перевірив носій мови
data_of_date = День публікації
data_of_updated = День останньої важливої для читача зміни
data_of_sources = Джерела, на які текст посилається або спирається
data_of_source_key = Ім’я, за яким праці посилаються на джерело
data_of_source_title = Назва
data_of_source_authors = Хто його написав
data_of_source_publisher = Хто його видав
data_of_source_date = Рік або дата
data_of_source_url = Де його можна прочитати
data_of_source_works = Праці, які на нього посилаються або спираються
data_of_field_forms = Інші форми слова, як вони стоять у текстах
data_of_field_avoid = Слова для того самого, які ранять або вводять в оману
data_of_field_names = Як термін називається іншими мовами
data_of_field_verify_every = Через скільки днів номер треба перевірити знову

## A source whose address is gone
source_gone = Адреса більше не відповідає.
source_worked = Востаннє вона працювала { $date }
## Files
kilobytes = { $number } КБ
megabytes = { $number } МБ

## To pass on
link_to_section = Посилання на розділ: { $section }
copied = Скопійовано
cite = Послатися на цю сторінку
version = версія
copy = Скопіювати
copy_as = Скопіювати як { $format }
feed_explained = Це стрічка. Додайте її адресу до програми для читання стрічок, і вона повідомить, коли з’явиться щось нове.
nearest = Можливо, ви шукали одну з цих сторінок?

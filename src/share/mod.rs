//! The picture that stands beside a link to a page, where the link is shared: title, kind and the site's name, set in type.

use std::borrow::Cow;
use std::cell::RefCell;
use std::sync::LazyLock;

use cosmic_text::{Align, Attrs, Buffer, Family, FontSystem, Metrics, Shaping, SubpixelBin, SwashCache, Weight, Wrap, fontdb};

use crate::packed::unpacked;

/// What is written in a picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// The name of the site.
    pub site: String,
    /// What the page is, such as «Brief»; may be empty.
    pub kind: String,
    pub title: String,
    /// BCP 47.
    pub language: String,
    pub right_to_left: bool,
}

pub const WIDTH: u32 = 1200;
pub const HEIGHT: u32 = 630;
pub const PNG: &str = "image/png";

/// Another number gives every picture another address: for a change of how they are drawn.
const DRAWING: u8 = 3;
const MARGIN: f32 = 80.0;
const ROOM: f32 = WIDTH as f32 - 2.0 * MARGIN;
/// Where the title begins, and how much height it may take.
const TITLE_AT: f32 = 252.0;
const TITLE_ROOM: f32 = 310.0;
/// From the largest to the smallest that can still be read on a phone.
const TITLE_SIZES: [f32; 5] = [72.0, 62.0, 54.0, 46.0, 38.0];
/// How many pixels the lantern is wide and high; `build.rs` draws it.
const LANTERN_SIDE: u32 = 64;

/// The fonts, unpacked once; each thread's copy of the list shares their bytes.
static FONTS: LazyLock<fontdb::Database> = LazyLock::new(|| {
    let mut database = fontdb::Database::new();
    fonts().into_iter().for_each(|font| database.load_font_data(font));
    database
});

fn fonts() -> [Vec<u8>; 4] {
    [
        unpacked!("NotoSans-Regular.ttf"),
        unpacked!("NotoSans-Bold.ttf"),
        unpacked!("NotoSansArabic-Regular.ttf"),
        unpacked!("NotoSansArabic-Bold.ttf"),
    ]
}

/// Whether the fonts have a letter: Latin and Cyrillic as Europe writes them, and Arabic. `fonts/README.md` tells how they
/// were cut to that.
fn has(letter: char) -> bool {
    matches!(letter,
        ' '..='~' | '\u{a0}'..='ſ' | 'Ș'..='ț' | 'ʼ' | '\u{300}'..='\u{308}' | '\u{30a}'..='\u{30c}' | 'Ѐ'..='џ' | 'Ґ' | 'ґ'
        | '\u{2010}'..='\u{2015}' | '‘'..='„' | '†'..='•' | '…' | '\u{202f}' | '‰' | '′' | '″' | '‹' | '›' | '€' | '№' | '™' | '−'
        | '،' | '؛' | '؟' | 'ء'..='غ' | 'ـ'..='\u{655}' | '٠'..='٬' | '\u{670}' | 'پ' | 'چ' | 'ژ' | 'ک' | 'گ' | 'ی' | '۰'..='۹'
        | '\u{200c}'..='\u{200f}')
}

impl Card {
    /// Whether the fonts have all its letters; a picture with holes is worse than none.
    pub fn can_be_drawn(&self) -> bool {
        !self.title.is_empty() && [&self.site, &self.kind, &self.title].into_iter().all(|text| text.chars().all(has))
    }

    /// The hash of all that is drawn: a picture that stays the same keeps its address.
    pub fn fingerprint(&self) -> blake3::Hash {
        let mut hasher = blake3::Hasher::new();
        hasher.update(&[DRAWING, u8::from(self.right_to_left)]);
        for text in [&self.site, &self.kind, &self.title, &self.language] {
            hasher.update(text.as_bytes()).update(b"\0");
        }
        hasher.finalize()
    }

    /// The picture as PNG, in sixteen colours.
    pub fn draw(&self) -> Vec<u8> {
        PEN.with_borrow_mut(|pen| {
            // Each picture is drawn on the same sheet: to ask for a new one costs a tenth of drawing it.
            let mut sheet = std::mem::take(&mut pen.sheet);
            sheet.clear();
            let bold = Attrs::new().family(Family::Name("Noto Sans")).weight(Weight::BOLD);
            let regular = Attrs::new().family(Family::Name("Noto Sans"));
            let from_start = |x: f32, width: f32| if self.right_to_left { WIDTH as f32 - x - width } else { x };

            let at = from_start(MARGIN - 12.0, LANTERN_SIDE as f32) as i32;
            sheet.mask(&pen.lantern, LANTERN_SIDE, at, 62, Ramp::Paper);
            sheet.mask(&pen.light, LANTERN_SIDE, at, 62, Ramp::Lantern);
            let name = pen.cut(&self.site, &bold, 38.0, ROOM - 70.0, self.right_to_left, |_| 1);
            let name_width = name.layout_runs().map(|run| run.line_w).fold(0.0, f32::max).min(ROOM - 70.0);
            pen.write(&name, MARGIN + if self.right_to_left { 0.0 } else { 70.0 }, 70.0, Ramp::Paper, &mut sheet);
            let under = name_width + 70.0;
            sheet.bar(from_start(MARGIN, under), 134.0, under, 6.0);

            if !self.kind.is_empty() {
                let kind = pen.cut(&self.kind, &regular, 32.0, ROOM, self.right_to_left, |_| 1);
                pen.write(&kind, MARGIN, 196.0, Ramp::Lantern, &mut sheet);
            }
            let title = pen.title(&self.title, &bold, self.right_to_left);
            pen.write(&title, MARGIN, TITLE_AT, Ramp::Paper, &mut sheet);
            let png = sheet.png();
            pen.sheet = sheet;
            png
        })
    }
}

/// What sets type: fonts, and the letters that it has drawn already. One a thread, since drawing changes it.
struct Pen {
    /// By how much of each pixel they cover.
    lantern: Vec<u8>,
    light: Vec<u8>,
    sheet: Sheet,
    fonts: FontSystem,
    letters: SwashCache,
}

thread_local! {
    static PEN: RefCell<Pen> = RefCell::new(Pen::new());
}

impl Pen {
    fn new() -> Pen {
        Pen {
            lantern: unpacked!("lantern"),
            light: unpacked!("light"),
            sheet: Sheet::default(),
            fonts: FontSystem::new_with_locale_and_db("en".into(), FONTS.clone()),
            letters: SwashCache::new(),
        }
    }

    /// A text broken into lines between words.
    fn set(&mut self, text: &str, attributes: &Attrs, size: f32, width: f32, right_to_left: bool) -> Buffer {
        self.set_by(text, attributes, size, width, right_to_left, Wrap::Word)
    }

    fn set_by(&mut self, text: &str, attributes: &Attrs, size: f32, width: f32, right_to_left: bool, wrap: Wrap) -> Buffer {
        // Arabic letters stand higher and reach deeper.
        let height = if right_to_left { 1.45 } else { 1.2 };
        let mut buffer = Buffer::new(&mut self.fonts, Metrics::new(size, (size * height).round()));
        buffer.set_wrap(wrap);
        buffer.set_size(Some(width), None);
        let align = if right_to_left { Align::Right } else { Align::Left };
        buffer.set_text(&directed(text, right_to_left), attributes, Shaping::Advanced, Some(align));
        buffer.shape_until_scroll(&mut self.fonts, false);
        buffer
    }

    /// A title in the largest size in which it fits without breaking a word; cut after a word where it fits in none.
    fn title(&mut self, title: &str, attributes: &Attrs, right_to_left: bool) -> Buffer {
        let lines_that_fit = |buffer: &Buffer| (TITLE_ROOM / buffer.metrics().line_height) as usize;
        for size in TITLE_SIZES {
            let set = self.set(title, attributes, size, ROOM, right_to_left);
            let widest = set.layout_runs().map(|run| run.line_w).fold(0.0, f32::max);
            if set.layout_runs().count() <= lines_that_fit(&set) && widest <= ROOM {
                return set;
            }
        }
        let smallest = TITLE_SIZES[TITLE_SIZES.len() - 1];
        self.cut(title, attributes, smallest, ROOM, right_to_left, lines_that_fit)
    }

    /// A text that is cut after a word where it takes more lines than fit.
    fn cut(
        &mut self,
        text: &str,
        attributes: &Attrs,
        size: f32,
        width: f32,
        right_to_left: bool,
        lines_that_fit: impl Fn(&Buffer) -> usize,
    ) -> Buffer {
        let mut said = text.to_owned();
        loop {
            let set = self.set_by(&said, attributes, size, width, right_to_left, Wrap::WordOrGlyph);
            let beyond = set.layout_runs().nth(lines_that_fit(&set)).and_then(|run| run.glyphs.iter().map(|glyph| glyph.start).min());
            let Some(beyond) = beyond else { return set };
            let mark = directed(&said, right_to_left).len() - said.len();
            said = cut_before(&said, beyond.saturating_sub(mark));
        }
    }

    fn write(&mut self, text: &Buffer, x: f32, y: f32, ramp: Ramp, sheet: &mut Sheet) {
        for run in text.layout_runs() {
            for glyph in run.glyphs {
                let mut drawn = glyph.physical((x, y + run.line_y), 1.0);
                // Whole pixels are fine enough at this size, and each letter is drawn once.
                drawn.cache_key.x_bin = SubpixelBin::Zero;
                drawn.cache_key.y_bin = SubpixelBin::Zero;
                let Some(letter) = self.letters.get_image(&mut self.fonts, drawn.cache_key) else { continue };
                let place = letter.placement;
                sheet.mask(&letter.data, place.width, drawn.x + place.left, drawn.y - place.top, ramp);
            }
        }
    }
}

/// A text that runs as its page does: where its first word runs otherwise, a mark that nobody sees stands before it.
fn directed(text: &str, right_to_left: bool) -> Cow<'_, str> {
    let first = text.chars().find(|c| c.is_alphabetic());
    match (first.is_some_and(|c| matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fefc}')), right_to_left) {
        (false, true) => Cow::Owned(format!("\u{200f}{text}")),
        (true, false) => Cow::Owned(format!("\u{200e}{text}")),
        _ => Cow::Borrowed(text),
    }
}

/// A text that ends with the last word that is whole before a place, and with the sign that more follows. What has no end of
/// a word there is cut within it.
fn cut_before(text: &str, place: usize) -> String {
    let shown = text[..place].trim_end_matches('…').trim_end();
    let last = || shown.char_indices().next_back().map_or(0, |(at, _)| at);
    let end = shown.rfind(char::is_whitespace).unwrap_or_else(last);
    format!("{}…", shown[..end].trim_end_matches(|c: char| c.is_whitespace() || c.is_ascii_punctuation()))
}

/// Towards which colour a pixel goes from the ground.
#[derive(Clone, Copy)]
enum Ramp {
    Paper,
    Lantern,
}

const GROUND: [u8; 3] = [0x10, 0x16, 0x1f];
const PAPER: [u8; 3] = [0xfb, 0xfa, 0xf6];
const LANTERN_COLOUR: [u8; 3] = [0xf4, 0xb9, 0x42];
/// How many steps each ramp has beyond the ground; together with it they are sixteen.
const PAPER_STEPS: u8 = 9;
const LANTERN_STEPS: u8 = 6;

impl Ramp {
    /// The colour of a pixel by how much of it is covered; 0 is the ground.
    const fn indexes(self) -> &'static [u8; 256] {
        const PAPER: [u8; 256] = steps(PAPER_STEPS, 0);
        const LANTERN: [u8; 256] = steps(LANTERN_STEPS, PAPER_STEPS);
        match self {
            Ramp::Paper => &PAPER,
            Ramp::Lantern => &LANTERN,
        }
    }
}

/// As many steps as a ramp has, which come after others.
const fn steps(steps: u8, before: u8) -> [u8; 256] {
    let mut indexes = [0; 256];
    let mut cover = 0;
    while cover < 256 {
        let step = (cover * steps as usize + 127) / 255;
        indexes[cover] = if step == 0 { 0 } else { before + step as u8 };
        cover += 1;
    }
    indexes
}

/// The picture while it is drawn, row by row.
#[derive(Default)]
struct Sheet {
    /// An index into the palette for each pixel.
    pixels: Vec<u8>,
    /// As PNG has them: two pixels in a byte, the left one above.
    pairs: Vec<u8>,
    /// Rows in which something is drawn; most pictures leave most rows empty.
    drawn: Vec<bool>,
}

const PIXELS_OF_ROW: usize = WIDTH as usize;
const PAIRS_OF_ROW: usize = PIXELS_OF_ROW / 2;

impl Sheet {
    fn clear(&mut self) {
        self.pixels.resize(PIXELS_OF_ROW * HEIGHT as usize, 0);
        self.pairs.resize(PAIRS_OF_ROW * HEIGHT as usize, 0);
        self.drawn.resize(HEIGHT as usize, false);
        let rows = self.pixels.chunks_mut(PIXELS_OF_ROW).zip(self.pairs.chunks_mut(PAIRS_OF_ROW)).zip(&mut self.drawn);
        for ((pixels, pairs), drawn) in rows {
            if std::mem::take(drawn) {
                pixels.fill(0);
                pairs.fill(0);
            }
        }
    }

    /// Draws a part of a row, from a column on. What lies beyond the picture is left out.
    fn row(&mut self, x: i32, y: i32, indexes: impl Iterator<Item = u8>) {
        if !(0..HEIGHT as i32).contains(&y) {
            return;
        }
        self.drawn[y as usize] = true;
        let row = &mut self.pixels[y as usize * PIXELS_OF_ROW..][..PIXELS_OF_ROW];
        let pixels = &mut row[(x.max(0) as usize).min(PIXELS_OF_ROW)..];
        for (pixel, index) in pixels.iter_mut().zip(indexes.skip(x.min(0).unsigned_abs() as usize)) {
            *pixel = (*pixel).max(index);
        }
    }

    fn bar(&mut self, x: f32, y: f32, width: f32, height: f32) {
        for row in y as i32..(y + height) as i32 {
            let columns = (x + width) as usize - x as usize;
            self.row(x as i32, row, std::iter::repeat_n(Ramp::Lantern.indexes()[255], columns));
        }
    }

    /// A shape by how much of each pixel it covers, row by row.
    fn mask(&mut self, cover: &[u8], width: u32, x: i32, y: i32, ramp: Ramp) {
        let indexes = ramp.indexes();
        for (row, cover) in (y..).zip(cover.chunks(width.max(1) as usize)) {
            self.row(x, row, cover.iter().map(|cover| indexes[usize::from(*cover)]));
        }
    }

    fn png(&mut self) -> Vec<u8> {
        let between = |to: [u8; 3], step: u8, steps: u8| -> [u8; 3] {
            std::array::from_fn(|at| {
                let (from, to) = (f32::from(GROUND[at]), f32::from(to[at]));
                (from + (to - from) * f32::from(step) / f32::from(steps)).round() as u8
            })
        };
        let paper = (1..=PAPER_STEPS).map(|step| between(PAPER, step, PAPER_STEPS));
        let lantern = (1..=LANTERN_STEPS).map(|step| between(LANTERN_COLOUR, step, LANTERN_STEPS));
        let palette: Vec<u8> = [GROUND].into_iter().chain(paper).chain(lantern).flatten().collect();
        let mut out = Vec::with_capacity(64 << 10);
        let mut encoder = png::Encoder::new(&mut out, WIDTH, HEIGHT);
        encoder.set_color(png::ColorType::Indexed);
        encoder.set_depth(png::BitDepth::Four);
        encoder.set_palette(palette);
        // Most rows are the row above, which this way of packing is made for.
        encoder.set_filter(png::Filter::Up);
        encoder.set_deflate_compression(png::DeflateCompression::FdeflateUltraFast);
        let mut writer = encoder.write_header().expect("a header in memory");
        let rows = self.pixels.chunks(PIXELS_OF_ROW).zip(self.pairs.chunks_mut(PAIRS_OF_ROW)).zip(&self.drawn);
        for ((pixels, pairs), _) in rows.filter(|(_, drawn)| **drawn) {
            let pixels = pixels.as_chunks::<2>().0.iter().map(|pair| u16::from_le_bytes(*pair));
            pairs.iter_mut().zip(pixels).for_each(|(pair, pixels)| *pair = (pixels << 4 | pixels >> 8) as u8);
        }
        writer.write_image_data(&self.pairs).expect("as many rows as the header says");
        writer.finish().expect("an end in memory");
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn card(title: &str, language: &str) -> Card {
        Card {
            site: "Lykta".into(),
            kind: "Underlag".into(),
            title: title.into(),
            language: language.into(),
            right_to_left: language == "ar",
        }
    }

    const TITLES: [(&str, &str); 6] = [
        ("sv", "Tecken på att ett barn är offer, och det första samtalet"),
        ("fi", "Ihmiskaupan uhrien auttamisjärjestelmän yhteistyökäytännöt alaikäisturvapaikanhakijoiden edustajille"),
        ("is", "Þekking sem hjálpar þér að finna og vernda börn"),
        ("lv", "Zināšanas, kas palīdz pamanīt un aizsargāt bērnus"),
        ("uk", "Знання, що допомагають виявити й захистити дітей ґанку"),
        ("ar", "علامات تدلّ على أن طفلًا ضحية، والحديث الأول (١٢ صفحة)"),
    ];

    #[test]
    fn every_letter_of_the_languages_has_a_form_in_the_fonts() {
        for (language, title) in TITLES {
            assert!(card(title, language).can_be_drawn(), "{title}");
            PEN.with_borrow_mut(|pen| {
                let bold = Attrs::new().family(Family::Name("Noto Sans")).weight(Weight::BOLD);
                let set = pen.title(title, &bold, language == "ar");
                for run in set.layout_runs() {
                    assert!(run.glyphs.iter().all(|glyph| glyph.glyph_id != 0), "{title}");
                    assert!(run.line_w <= ROOM, "{title} is wider than the picture");
                }
            });
        }
    }

    #[test]
    fn a_title_in_letters_that_the_fonts_lack_has_no_picture() {
        assert!(!card("人身取引", "ja").can_be_drawn());
    }

    #[test]
    fn a_word_without_end_is_broken_and_stays_within_the_picture() {
        let drawn = card(&"auttamisjärjestelmä".repeat(20), "fi").draw();
        assert!(drawn.len() < 45_000, "{} bytes", drawn.len());
    }

    #[test]
    fn a_title_that_is_too_long_ends_after_a_word_with_the_sign_that_more_follows() {
        let title = ["Tecken på att ett barn är offer, och det första samtalet"; 8].join(" ");
        for title in [title, "auttamisjärjestelmä".repeat(20)] {
            PEN.with_borrow_mut(|pen| {
                let set = pen.title(&title, &Attrs::new().family(Family::Name("Noto Sans")).weight(Weight::BOLD), false);
                let said = set.lines[0].text().to_owned();
                let shown = said.strip_suffix('…').expect("a sign that more follows");
                assert!(title.starts_with(shown) && shown.len() > 150, "{said}");
                assert!(!title.contains(' ') || title[shown.len()..].starts_with([' ', ',']), "{said}");
                assert!(set.layout_runs().count() as f32 * set.metrics().line_height <= TITLE_ROOM);
            });
        }
    }

    #[test]
    fn arabic_letters_are_joined_and_run_from_the_right() {
        PEN.with_borrow_mut(|pen| {
            let attributes = Attrs::new().family(Family::Name("Noto Sans"));
            let glyphs = |pen: &mut Pen, text: &str| {
                let set = pen.set(text, &attributes, 40.0, ROOM, true);
                let run = set.layout_runs().next().map(|run| run.glyphs.iter().map(|glyph| (glyph.glyph_id, glyph.x)).collect::<Vec<_>>());
                run.expect("a line")
            };
            // The middle letter of three has another form than the letter alone.
            let (joined, alone) = (glyphs(pen, "ببب"), glyphs(pen, "ب"));
            assert!(joined.iter().any(|(id, _)| *id != alone[0].0));
            assert!(alone[0].1 > ROOM - 100.0, "at the right edge");
        });
    }

    #[test]
    fn a_title_runs_as_its_page_whatever_word_it_begins_with() {
        PEN.with_borrow_mut(|pen| {
            let attributes = Attrs::new().family(Family::Name("Noto Sans"));
            for (text, right_to_left) in [("Lykta علامات", true), ("علامات Lykta", false)] {
                let set = pen.set(text, &attributes, 40.0, ROOM, right_to_left);
                let run = set.layout_runs().next().expect("a line");
                let last = directed(text, right_to_left).rfind(' ').unwrap();
                let (first, second): (Vec<_>, Vec<_>) = run.glyphs.iter().partition(|glyph| glyph.start < last);
                let x = |glyphs: &[&cosmic_text::LayoutGlyph]| glyphs.iter().map(|glyph| glyph.x).fold(0.0, f32::max);
                assert_eq!(x(&first) > x(&second), right_to_left, "{text}");
            }
        });
    }

    #[test]
    fn the_name_of_a_site_that_is_too_long_ends_with_the_sign_that_more_follows() {
        PEN.with_borrow_mut(|pen| {
            let attributes = Attrs::new().family(Family::Name("Noto Sans"));
            for right_to_left in [false, true] {
                let set = pen.cut(&"A site of many words ".repeat(9), &attributes, 38.0, ROOM, right_to_left, |_| 1);
                assert_eq!(set.layout_runs().count(), 1);
                assert!(set.lines[0].text().ends_with('…'), "{}", set.lines[0].text());
            }
        });
    }

    #[test]
    fn the_same_words_give_the_same_bytes_and_another_title_another_address() {
        let (one, other) = (card("Tecken", "sv"), card("Tecknen", "sv"));
        assert_eq!(one.draw(), one.draw());
        assert_ne!(one.fingerprint(), other.fingerprint());
    }
}

//! A made-up site of any size: the same numbers give the same texts.

use std::fmt::Write as _;

use lykta::language::Date;
use lykta::world::Memory;

const LANGUAGES: [&str; 10] = ["sv", "en", "da", "nb", "fi", "is", "et", "lv", "lt", "uk"];
const KINDS: [(&str, &str); 3] = [("brief", "briefs"), ("tool", "tools"), ("seminar", "seminars")];
const LATIN: &str = "barn för män sk ning åt gär het lig över po lis sam ta la be hjälp an svar ien kau pan tuk šei ģim õi";
const CYRILLIC: &str = "ди ти на лю дей тор гів ля до по мо га по лі ці я за хист сім я об єд нан ня";

/// Numbers that only look random (Steele, Lea and Flood, SplitMix64, 2014).
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((mixed ^ (mixed >> 31)) % end as u64) as usize
    }

    fn words(&mut self, vocabulary: &[String], count: usize) -> String {
        // The square makes the first words frequent, as in every language.
        let mut word = || {
            let place = self.below(1 << 16) as f64 / f64::from(1 << 16);
            vocabulary[(place * place * vocabulary.len() as f64) as usize].as_str()
        };
        (0..count).map(|_| word()).collect::<Vec<_>>().join(" ")
    }

    fn sentence(&mut self, vocabulary: &[String]) -> String {
        let length = 7 + self.below(12);
        format!("{}.", self.words(vocabulary, length))
    }
}

/// So many works in so many of ten languages: eight headings each, a list, a table, a quotation, notes, links.
pub fn site(works: usize, languages: usize) -> Memory {
    let languages = &LANGUAGES[..languages];
    let mut world = Memory { files: Default::default(), today: Date::parse("2026-11-24").expect("a date") };
    let mut write = |path: String, text: String| world.files.insert(path, text.into_bytes());
    write("content/site.yaml".into(), format!("title: Benchmark\nbase_url: https://example.org/\nlanguages: [{}]\n", languages.join(", ")));
    for (language, tag) in languages.iter().enumerate() {
        let mut chance = Chance(language as u64);
        let syllables: Vec<&str> = if *tag == "uk" { CYRILLIC } else { LATIN }.split(' ').collect();
        let vocabulary: Vec<String> =
            (0..4000).map(|_| (0..=chance.below(4)).map(|_| syllables[chance.below(syllables.len())]).collect()).collect();
        for work in 0..works {
            write(format!("{}/{tag}.md", folder(work)), document(&mut chance, &vocabulary, works));
        }
    }
    let mut chance = Chance(99);
    for work in 0..works {
        let text = format!(
            "kind: {}\nsource_language: sv\ndate: {}-{:02}-{:02}\ntopics: [topic-{}, topic-{}]\ncountries: [SE]\naudiences: [police]\n",
            KINDS[work % 3].0,
            2012 + chance.below(14),
            1 + chance.below(12),
            1 + chance.below(28),
            chance.below(15),
            15 + chance.below(15)
        );
        write(format!("{}/work.yaml", folder(work)), text);
    }
    world
}

fn folder(work: usize) -> String {
    format!("content/{}/work-{work:05}", KINDS[work % 3].1)
}

fn document(chance: &mut Chance, vocabulary: &[String], works: usize) -> String {
    let title = chance.words(vocabulary, 5);
    let mut text = format!("---\ntitle: {title}\nsummary: {}\nupdated: 2025-03-01\n---\n", chance.sentence(vocabulary));
    for section in 0..8 {
        let _ = write!(text, "\n## {}\n\n", chance.words(vocabulary, 4));
        for _ in 0..6 {
            let _ = write!(text, "{} ", chance.sentence(vocabulary));
        }
        match section {
            1 => text.push_str("See[^1].\n\n[^1]: A note.\n"),
            2 => (0..5).for_each(|_| text.push_str(&format!("\n- {}", chance.sentence(vocabulary)))),
            4 => {
                text.push_str("\n\n| a | b | c |\n|---|---|---|\n");
                (0..5).for_each(|_| text.push_str(&format!("| {} | {} | x |\n", chance.words(vocabulary, 1), chance.words(vocabulary, 1))));
            }
            6 => text.push_str(&format!("\n\n> {}", chance.sentence(vocabulary))),
            _ => text.push_str(&format!("[more](../../{}/).", &folder(chance.below(works))["content/".len()..])),
        }
        text.push('\n');
    }
    text
}

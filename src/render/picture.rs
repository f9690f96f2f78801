//! Pictures and attachments as they are published: made once, then kept under what they were made from.

use std::cell::OnceCell;
use std::io;
use std::sync::{Condvar, Mutex};

use crate::diagnostics::{Code, Finding, Location, codes};
use crate::outputs::pictures::Copy;
use crate::pictures::clean;
use crate::pictures::opened::{self, Opened};
use crate::pictures::scale::{self, Form};
use crate::pictures::{RECIPE, drawing, faces};
use crate::source::media::{self, Kind, Media, Picture};
use crate::world::World;

use super::Rendered;

/// Pixels that may be decoded at once; a larger picture waits until it is alone.
const MOST_AT_ONCE: u64 = 100_000_000;

/// One file of the site, for all that is made of it: it is read and decoded at most once, when something is not kept.
pub struct Source<'a> {
    world: &'a dyn World,
    file: &'a Media,
    opened: OnceCell<Result<Decoded, Box<Finding>>>,
}

/// Pixels in memory, and the place that they take there.
struct Decoded {
    picture: Opened,
    _place: Place,
}

impl<'a> Source<'a> {
    pub fn new(world: &'a dyn World, file: &'a Media) -> Source<'a> {
        Source { world, file, opened: OnceCell::new() }
    }

    /// The file as it is published, or a copy of it. Errors: it is damaged, or it changed since it was measured.
    pub fn render(&self, copy: Option<&Copy>) -> Result<Rendered, Box<Finding>> {
        copy.map_or_else(|| self.clean(), |copy| self.copy(copy))
    }

    /// The file without its metadata; an attachment as it is.
    fn clean(&self) -> Result<Rendered, Box<Finding>> {
        let bytes = match self.file.picture {
            None => self.read()?,
            Some(Picture { kind: Kind::Drawing, .. }) => {
                let text = String::from_utf8(self.read()?).map_err(|_| self.invalid("the drawing is not UTF-8".into()))?;
                drawing::clean(&text).map_err(|message| self.invalid(message))?.text.into_bytes()
            }
            Some(_) => self.made("clean", clean::clean)?,
        };
        Ok(Rendered::bytes(bytes, self.file.media_type))
    }

    /// The picture in another size.
    fn copy(&self, copy: &Copy) -> Result<Rendered, Box<Finding>> {
        let Some(form) = copy.form else { return self.clean() };
        let (name, media_type) = match form {
            Form::WebP => ("webp", "image/webp"),
            Form::Own => ("own", self.file.media_type),
        };
        let bytes = self.made(&format!("{}.{name}", copy.width), |picture| scale::scaled(picture, copy.width, copy.height, form))?;
        Ok(Rendered::bytes(bytes, media_type))
    }

    /// How many faces are seen in it. Errors: as in [`Source::render`].
    fn faces(&self) -> Result<usize, Box<Finding>> {
        let count = self.made(&format!("faces.{}", faces::RECIPE), |picture| Ok(faces::count(picture).to_string().into_bytes()))?;
        Ok(String::from_utf8(count).ok().and_then(|count| count.parse().ok()).unwrap_or_default())
    }

    /// A finding at each of the places where it is shown without a word of whom it shows, if it shows a face.
    pub fn unagreed(&self, places: &[Location]) -> Vec<Finding> {
        if places.is_empty() {
            return Vec::new();
        }
        let name = self.file.path.rsplit('/').next().unwrap_or(&self.file.path);
        // A picture that can't be decoded has its finding already.
        let message = match self.faces() {
            Ok(0) | Err(_) => return Vec::new(),
            Ok(1) => "a face is seen in the picture, and nothing says that the person agreed to it".to_owned(),
            Ok(count) => format!("{count} faces are seen in the picture, and nothing says that the persons agreed to it"),
        };
        let told = |at: &Location| {
            let mut finding = Finding::new(&codes::MISSING_CONSENT, at.clone(), &message);
            finding.hint(format!("say in work.yaml: `pictures: {{ {name}: {{ shows: person, consent: … }} }}`, or take another picture"));
            finding.hint("where it is no person's face: `shows: nobody`; a child is never shown");
            finding
        };
        places.iter().map(told).collect()
    }

    /// What is kept from earlier, else made and kept.
    fn made(&self, what: &str, make: impl FnOnce(&Opened) -> Result<Vec<u8>, String>) -> Result<Vec<u8>, Box<Finding>> {
        let name = format!("pictures/{}-{RECIPE}-{what}", self.file.hash.to_hex());
        if let Some(bytes) = self.world.kept(&name) {
            return Ok(bytes);
        }
        let decoded = self.opened.get_or_init(|| self.open()).as_ref().map_err(Clone::clone)?;
        let bytes = make(&decoded.picture).map_err(|message| self.invalid(message))?;
        self.world.keep(&name, &bytes);
        Ok(bytes)
    }

    fn open(&self) -> Result<Decoded, Box<Finding>> {
        let bytes = self.read()?;
        let (width, height) = self.file.picture.map_or((0, 0), |picture| picture.pixels);
        let place = Place::of(u64::from(width) * u64::from(height));
        let picture = opened::open(bytes, self.file.media_type).map_err(|message| self.invalid(message))?;
        Ok(Decoded { picture, _place: place })
    }

    fn read(&self) -> Result<Vec<u8>, Box<Finding>> {
        let unreadable = |error: io::Error| self.finding(&codes::UNREADABLE, format!("this can't be read: {error}"), "build again");
        let bytes = self.world.read(&self.file.path).map_err(unreadable)?;
        if blake3::hash(&bytes) != self.file.hash {
            return Err(unreadable(io::Error::other("it changed while the site was built")));
        }
        Ok(bytes)
    }

    fn invalid(&self, message: String) -> Box<Finding> {
        self.finding(&codes::INVALID_PICTURE, message, media::SAVE_AGAIN)
    }

    fn finding(&self, code: &'static Code, message: String, hint: &str) -> Box<Finding> {
        let mut finding = Finding::new(code, Location::file(&*self.file.path), message);
        finding.hint(hint);
        Box::new(finding)
    }
}

/// Room for decoded pixels, which all threads share.
static ROOM: (Mutex<u64>, Condvar) = (Mutex::new(MOST_AT_ONCE), Condvar::new());

/// A part of that room, until it is dropped. Whoever has one asks for no other, so nobody waits for ever.
struct Place(u64);

impl Place {
    fn of(pixels: u64) -> Place {
        let wanted = pixels.min(MOST_AT_ONCE);
        let (free, freed) = &ROOM;
        let mut free = free.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        while *free < wanted {
            free = freed.wait(free).unwrap_or_else(std::sync::PoisonError::into_inner);
        }
        *free -= wanted;
        Place(wanted)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let (free, freed) = &ROOM;
        *free.lock().unwrap_or_else(std::sync::PoisonError::into_inner) += self.0;
        freed.notify_all();
    }
}

//! Directives where they stand among the parser's events: what begins and ends where, and what is only text.

use super::*;

/// The directive whose label opens and closes what stands below.
const DETAILS: &str = "details";

/// What to do where a thing that is pressed stands in another.
const APART: &str = "write one beside the other; what is pressed leads to one place";

impl<'t> Writer<'t, '_, '_> {
    /// Takes what belongs to directives, and gives back what is to be written as ever.
    pub(super) fn directives(&mut self, event: Event<'t>, at: &Range<usize>) -> Option<Event<'t>> {
        let in_label = self.label.as_ref().is_some_and(|label| label.zone.contains(&at.start));
        match &event {
            Event::Start(tag) => {
                if matches!(tag, Tag::HtmlBlock) {
                    if self.prepared.is_mark(at.start) {
                        return None;
                    }
                    self.in_html = true;
                }
                self.find_foreign_part(tag, at);
                match tag {
                    Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. } => self.inline_depth += 1,
                    _ => self.give_back_inline(0),
                }
                if is_place(tag) {
                    self.blocks += 1;
                }
                // A label is no paragraph of its own.
                if in_label && matches!(tag, Tag::Paragraph) {
                    return None;
                }
            }
            Event::End(tag) => {
                if matches!(tag, TagEnd::HtmlBlock) {
                    if self.prepared.is_mark(at.start) {
                        return None;
                    }
                    self.in_html = false;
                }
                match tag {
                    TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image => {
                        self.inline_depth = self.inline_depth.saturating_sub(1);
                        self.give_back_inline(self.inline_depth + 1);
                    }
                    _ => self.give_back_inline(0),
                }
                if is_place_end(tag) {
                    self.blocks = self.blocks.saturating_sub(1);
                    self.close_frames(self.blocks + 1);
                }
                if in_label && matches!(tag, TagEnd::Paragraph) {
                    return None;
                }
            }
            Event::Html(html) => {
                if let Some(mark) = self.prepared.mark(html) {
                    if !self.in_html {
                        self.fence(mark, at);
                        return None;
                    }
                    let mark = &self.prepared.marks[mark];
                    if matches!(mark.what, What::Open { .. }) {
                        self.skip_to = mark.zone.end.max(self.skip_to);
                    }
                }
            }
            Event::InlineHtml(html) => {
                if let Some(mark) = self.prepared.mark(html) {
                    return self.inline_mark(mark, at);
                }
            }
            Event::Text(text) => {
                self.look_for_lost(at);
                // The colon that keeps a label a paragraph.
                let first = self.label.as_ref().is_some_and(|label| label.text.is_empty() && at.start <= label.zone.start + 1);
                let text = match first && text.starts_with(':') {
                    true => CowStr::from(text[1..].to_owned()),
                    false => text.clone(),
                };
                let text = self.restored(text);
                if let Some(label) = &mut self.label {
                    label.text.push_str(&text);
                }
                self.inline_frames.iter_mut().for_each(|frame| frame.text.push_str(&text));
                return Some(Event::Text(text));
            }
            Event::Rule if self.is_foreign_part() => self.tell_foreign_part(at),
            Event::SoftBreak | Event::HardBreak => self.inline_frames.iter_mut().for_each(|frame| frame.text.push(' ')),
            _ => {}
        }
        Some(match event {
            Event::Code(code) => Event::Code(self.restored(code)),
            Event::Html(html) => Event::Html(self.restored(html)),
            Event::InlineHtml(html) => Event::InlineHtml(self.restored(html)),
            Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
                Event::Start(Tag::Link { link_type, dest_url: self.restored(dest_url), title: self.restored(title), id: self.restored(id) })
            }
            Event::Start(Tag::Image { link_type, dest_url, title, id }) => Event::Start(Tag::Image {
                link_type,
                dest_url: self.restored(dest_url),
                title: self.restored(title),
                id: self.restored(id),
            }),
            event => event,
        })
    }

    fn restored(&self, text: CowStr<'t>) -> CowStr<'t> {
        match self.prepared.restored(&text, self.written) {
            Cow::Owned(restored) => restored.into(),
            Cow::Borrowed(_) => text,
        }
    }

    /// Writes text as if the parser had read it there.
    fn as_text(&mut self, text: &'t str, at: &Range<usize>) {
        let event = Event::Text(text.into());
        let place = (self.place)(at.clone()).start;
        self.parts.sections.event(&event, place);
        if let Some(picture) = &mut self.picture {
            picture.alternative.push_str(text);
            return;
        }
        if let Some(heading) = &mut self.heading {
            heading.text.push_str(text);
        }
        self.read_along(text);
        self.push(event);
    }

    /// Writes a line that is no directive as a paragraph.
    fn as_paragraph(&mut self, mark: usize) {
        let mark = &self.prepared.marks[mark];
        let at = mark.zone.clone();
        self.push(Event::Start(Tag::Paragraph));
        self.as_text(self.written[mark.source.clone()].trim_end(), &at);
        self.push(Event::End(TagEnd::Paragraph));
        self.skip_to = mark.zone.end.max(self.skip_to);
    }

    /// A mark that is a block of its own.
    fn fence(&mut self, index: usize, at: &Range<usize>) {
        let prepared = self.prepared;
        let mark = &prepared.marks[index];
        match &mark.what {
            What::Open { colons, head, label } => self.open(index, *colons, head, label.clone()),
            What::Label(_) => self.end_label(at),
            What::Close { colons } => self.close(index, *colons),
            What::Malformed { colons, message, hint } => {
                let location = self.here(mark.zone.clone());
                self.findings.add(&codes::MALFORMED_DIRECTIVE, location, *message).hint(*hint);
                self.as_paragraph(index);
                if *colons >= 3 {
                    self.frames.push(Frame {
                        colons: *colons,
                        name: String::new(),
                        blocks: self.blocks,
                        piece: None,
                        at: mark.zone.clone(),
                        inner: mark.zone.end,
                    });
                }
            }
            What::Inline(_) | What::InlineEnd(_) => {
                self.push(Event::Start(Tag::Paragraph));
                self.as_text(&self.written[mark.source.clone()], at);
                self.push(Event::End(TagEnd::Paragraph));
            }
        }
    }

    fn open(&mut self, index: usize, colons: usize, head: &Head, label: Option<Range<usize>>) {
        let mark = &self.prepared.marks[index];
        let form = if colons == 2 { Form::Leaf } else { Form::Container };
        if self.frames.len() >= MOST_WITHIN {
            let location = self.here(mark.zone.clone());
            self.findings
                .add(&codes::DEEP_NESTING, location, format!("directives are nested deeper than {MOST_WITHIN} levels"))
                .hint("flatten them");
            self.as_paragraph(index);
            if form == Form::Container {
                self.frames.push(Frame {
                    colons,
                    name: String::new(),
                    blocks: self.blocks,
                    piece: None,
                    at: mark.zone.clone(),
                    inner: mark.zone.end,
                });
            }
            return;
        }
        self.raw.enter();
        let directive = self.declared(head, form, label.is_some(), &mark.zone);
        let piece = self.begin_piece(directive);
        self.block(format!("{MARK}D{piece}{MARK}"));
        self.block_begins();
        let apart = form == Form::Container && self.dialect.directives.get(&head.name).is_some_and(|declared| declared.apart);
        self.parts.sections.directive(&head.counted(self.dialect.directives), apart, (self.place)(mark.zone.clone()).start);
        let leaf = form == Form::Leaf;
        if !leaf {
            self.frames.push(Frame {
                colons,
                name: head.name.clone(),
                blocks: self.blocks,
                piece: Some(piece),
                at: mark.zone.start..mark.zone.start + 1,
                inner: mark.zone.end,
            });
        }
        match (label, mark.end) {
            (Some(zone), Some(end)) => {
                if directive.is_none() {
                    self.block("<p>");
                }
                // The two characters before it keep it a paragraph.
                let zone = zone.start.saturating_sub(2)..zone.end.max(zone.start);
                self.label = Some(OpenLabel { zone, end, piece: Some(piece), directive, leaf, text: String::new() });
            }
            _ if leaf => self.end_piece(piece),
            _ => {}
        }
    }

    fn end_label(&mut self, at: &Range<usize>) {
        let Some(label) = self.label.take() else { return };
        debug_assert!(self.prepared.marks[label.end].zone.start <= at.start + 1);
        match label.directive {
            Some(directive) => self.parts.directives[directive].text = label.text.trim().to_owned(),
            None => self.block("</p>\n"),
        }
        self.block_begins();
        self.read_along(" ");
        let Some(piece) = label.piece else { return };
        self.block(format!("{MARK}L{piece}{MARK}"));
        if label.leaf {
            self.end_piece(piece);
        }
    }

    fn begin_piece(&mut self, directive: Option<usize>) -> usize {
        let piece = self.opened;
        self.opened += 1;
        if let Some(directive) = directive {
            self.made.insert(piece, directive);
        }
        piece
    }

    fn end_piece(&mut self, piece: usize) {
        self.close_raw();
        self.parts.sections.end_directive();
        self.block_begins();
        self.block(format!("{MARK}E{piece}{MARK}"));
    }

    /// The line that ends a container: the innermost with as many colons, else the innermost with fewer.
    fn close(&mut self, index: usize, colons: usize) {
        let mark = &self.prepared.marks[index];
        let here = |frame: &Frame| frame.blocks == self.blocks;
        let place = self.frames.iter().rposition(|frame| here(frame) && frame.colons == colons);
        let place = place.or_else(|| self.frames.iter().rposition(|frame| here(frame) && frame.colons < colons));
        let Some(place) = place else {
            let outside = self.frames.last().map(|frame| frame.name.clone());
            let location = self.here(mark.zone.clone());
            let finding = self.findings.add(&codes::STRAY_FENCE, location, "this ends no directive");
            match outside {
                Some(name) if !name.is_empty() => finding.hint(format!(
                    "«{name}» began in another list, quotation or with more colons; end it where it began, with as many colons"
                )),
                Some(_) | None => finding.hint("remove it, or write `:::name` above"),
            };
            self.as_paragraph(index);
            return;
        };
        while self.frames.len() > place + 1 {
            self.close_last(true);
        }
        self.find_empty(place, mark.zone.start);
        let waits = self.frames[place].piece.is_none();
        if waits {
            self.as_paragraph(index);
        }
        self.close_last(false);
    }

    /// Tells of a container that begins and ends with nothing in between.
    fn find_empty(&mut self, place: usize, end: usize) {
        let frame = &self.frames[place];
        let Some(declared) = self.dialect.directives.get(&frame.name).filter(|declared| declared.shows == Shows::Nothing) else { return };
        let content = &self.text[frame.inner.min(end)..end];
        if content.bytes().all(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | b'>')) {
            let location = self.here(frame.at.clone());
            let message = format!("nothing stands in «{}»", frame.name);
            let hint = format!("write {}", shape(&frame.name, declared));
            self.findings.add(&codes::EMPTY_DIRECTIVE, location, message).hint(hint);
        }
    }

    /// Ends the containers that began in a block that has ended.
    pub(super) fn close_frames(&mut self, blocks: usize) {
        self.give_back_inline(0);
        while self.frames.last().is_some_and(|frame| frame.blocks >= blocks) {
            self.close_last(true);
        }
    }

    /// Ends the innermost container; `unclosed` if nothing did.
    fn close_last(&mut self, unclosed: bool) {
        let Some(frame) = self.frames.pop() else { return };
        let Some(piece) = frame.piece else { return };
        if unclosed {
            let location = self.here(frame.at.clone());
            self.findings
                .add(&codes::UNCLOSED_DIRECTIVE, location, format!("«{}» is never ended", frame.name))
                .hint(format!("write a line {} where it ends", ":".repeat(frame.colons)));
        }
        self.end_piece(piece);
    }

    /// A mark within a text.
    fn inline_mark(&mut self, index: usize, at: &Range<usize>) -> Option<Event<'t>> {
        let prepared = self.prepared;
        let mark = &prepared.marks[index];
        if self.picture.is_some() {
            return None;
        }
        match &mark.what {
            What::Inline(head) => {
                let zone = mark.zone.start..mark.end.map_or(mark.zone.end, |end| prepared.marks[end].zone.end);
                let directive = if self.stands_in_pressed(head, &zone) { None } else { self.declared(head, Form::Inline, true, &zone) };
                let piece = directive.map(|directive| {
                    let number = self.begin_piece(Some(directive));
                    self.inline(format!("{MARK}D{number}{MARK}"));
                    InlinePiece { number, directive, event: self.stream().len() - 1 }
                });
                self.parts.sections.inline_directive(&head.counted(self.dialect.directives), (self.place)(mark.zone.clone()).start);
                self.inline_frames.push(InlineFrame {
                    mark: index,
                    depth: self.inline_depth,
                    piece,
                    citations: self.parts.citations.len(),
                    text: String::new(),
                });
            }
            What::InlineEnd(open) => {
                let matches = self.inline_frames.last().is_some_and(|frame| frame.mark == *open && frame.depth == self.inline_depth);
                if !matches {
                    self.as_text(&self.written[mark.source.clone()], at);
                    return None;
                }
                let frame = self.inline_frames.pop()?;
                self.parts.sections.inline_directive("", (self.place)(mark.zone.clone()).start);
                let InlinePiece { number: piece, directive, .. } = frame.piece?;
                let used = &mut self.parts.directives[directive];
                used.text = frame.text.trim().to_owned();
                let span = used.span.clone();
                if self.dialect.directives.get(&used.name).is_some_and(|declared| declared.cited)
                    && self.parts.citations.len() == frame.citations
                {
                    self.findings
                        .add(&codes::UNCITED_CLAIM, self.file.at(span), "this claim has no source yet")
                        .hint("cite one before the bracket: `:claim[… [@key, p. 4]]`");
                }
                self.inline(format!("{MARK}E{piece}{MARK}"));
            }
            // A fence that is within a paragraph, such as one that is indented deeply.
            What::Open { .. } | What::Close { .. } | What::Malformed { .. } | What::Label(_) => {
                self.find_lost_fence(index);
                self.as_text(self.written[mark.source.clone()].trim_end(), at);
                self.skip_to = mark.zone.end.max(self.skip_to);
            }
        }
        None
    }

    /// Tells of the line of a directive that Markdown reads as more of the paragraph above it.
    fn find_lost_fence(&mut self, index: usize) {
        let mark = &self.prepared.marks[index];
        let location = self.here(mark.zone.clone());
        let (code, message) = match mark.what {
            What::Open { .. } | What::Malformed { .. } => {
                (&codes::MALFORMED_DIRECTIVE, "this directive is indented so far that it is text of the paragraph above it")
            }
            What::Close { .. } if !self.ends_lost_fence(index) => {
                (&codes::STRAY_FENCE, "this line is indented so far that it is text of the paragraph above it")
            }
            What::Close { .. } | What::Label(_) | What::Inline(_) | What::InlineEnd(_) => return,
        };
        self.findings.add(code, location, message).hint("begin the line where the text above it begins");
    }

    /// Whether a line of colons ends a directive that is text of the same paragraph, which has been told.
    fn ends_lost_fence(&self, index: usize) -> bool {
        let marks = &self.prepared.marks;
        let before = marks[..index].iter().rev().find(|mark| !matches!(mark.what, What::Label(_) | What::Inline(_) | What::InlineEnd(_)));
        before.is_some_and(|before| {
            let is_open = matches!(before.what, What::Open { .. } | What::Malformed { .. });
            is_open && before.zone.end <= self.skip_to && !self.text[before.zone.end..marks[index].zone.start].contains("\n\n")
        })
    }

    /// Whether a directive that is pressed stands in something that is pressed itself; tells so.
    fn stands_in_pressed(&mut self, head: &Head, zone: &Range<usize>) -> bool {
        if !self.dialect.directives.get(&head.name).is_some_and(Declaration::is_pressed) {
            return false;
        }
        let outer = self.pressed().map(|outer| format!("«{outer}»")).or_else(|| self.in_link.then(|| "a link".to_owned()));
        let Some(outer) = outer else { return false };
        let location = self.here(zone.clone());
        let message = format!("«{}» stands in {outer}, which is pressed itself", head.name);
        self.findings.add(&codes::DIRECTIVE_FORM, location, message).hint(APART);
        true
    }

    /// The directive in whose text this stands, if that is pressed.
    fn pressed(&self) -> Option<&str> {
        let within = self.inline_frames.iter().rev().filter_map(|frame| Some(frame.piece.as_ref()?.directive));
        let labelled = self.label.iter().filter_map(|label| label.directive);
        let mut names = within.chain(labelled).map(|directive| &*self.parts.directives[directive].name);
        names.find(|name| self.dialect.directives.get(*name).is_some_and(Declaration::is_pressed))
    }

    /// Tells what leads somewhere in a directive that is pressed, or in the label of one that the label opens. A term is a
    /// word there.
    pub(super) fn tell_in_pressed(&mut self, what: &str, at: &Range<usize>) {
        if let Some(outer) = self.pressed() {
            let message = format!("{what} stands in «{outer}», which is pressed itself");
            let location = self.here(at.clone());
            self.findings.add(&codes::DIRECTIVE_FORM, location, message).hint(APART);
            return;
        }
        let directive = self.label.as_ref().and_then(|label| label.directive);
        if directive.is_none_or(|directive| self.parts.directives[directive].name != DETAILS) {
            return;
        }
        let message = format!("{what} stands in the label of «{DETAILS}», which is pressed itself");
        let location = self.here(at.clone());
        let finding = self.findings.add(&codes::DIRECTIVE_FORM, location, message);
        finding.severity = crate::diagnostics::Severity::Warning;
        finding.hint("write it in the text below the label");
    }

    /// Inline directives that began at this depth or deeper, and whose end lies elsewhere, are text.
    fn give_back_inline(&mut self, depth: usize) {
        while self.inline_frames.last().is_some_and(|frame| frame.depth >= depth) {
            let Some(frame) = self.inline_frames.pop() else { return };
            let mark = &self.prepared.marks[frame.mark];
            let written = &self.written[mark.source.clone()];
            if let What::Inline(head) = &mark.what {
                self.parts.sections.undo_inline_directive(&head.counted(self.dialect.directives), written);
            }
            let Some(InlinePiece { number, event, directive }) = frame.piece else { continue };
            self.made.remove(&number);
            let Directive { name, span, .. } = &self.parts.directives[directive];
            self.findings
                .add(
                    &codes::MALFORMED_DIRECTIVE,
                    self.file.at(span.clone()),
                    format!("stress, a link, a cell or an item of a list lies across «{name}»"),
                )
                .hint("begin and end one within the other: `*stressed :claim[words]*`");
            // A block that begins or ends has given it back before its events go elsewhere.
            debug_assert!(matches!(self.stream().get(event), Some(Event::InlineHtml(_))));
            if let Some(event) = self.stream().get_mut(event) {
                *event = Event::Text(written.into());
            }
        }
    }

    /// What a directive is by its declaration; nothing, and a finding, if it can't be drawn.
    fn declared(&mut self, head: &Head, form: Form, labelled: bool, zone: &Range<usize>) -> Option<usize> {
        let directives = self.dialect.directives;
        let name_at = self.in_file(head.name_at.clone());
        let Some(declaration) = directives.get(&head.name) else {
            let known = directives.iter().filter(|(_, known)| known.form == form).map(|(name, _)| name);
            let finding =
                self.findings.add(&codes::UNKNOWN_DIRECTIVE, self.file.at(name_at), format!("there is no directive «{}»", head.name));
            match boxed(&head.name).filter(|_| form == Form::Container && directives.contains_key("callout")) {
                Some(weight) => finding.hint(format!("write `:::callout{{type={weight}}}`")),
                None => finding.nearest(&head.name, known),
            };
            finding.hint("`lykta directives` lists all; where no directive is meant, write a backslash before the colon");
            return None;
        };
        if declaration.form != form {
            self.findings
                .add(&codes::DIRECTIVE_FORM, self.file.at(name_at), format!("«{}» is not written like this", head.name))
                .hint(format!("write {}", shape(&head.name, declaration)));
            return None;
        }
        if !self.stands_where_it_must(head, declaration, zone) {
            return None;
        }
        match declaration.label {
            Label::None if labelled => {
                self.findings
                    .add(&codes::DIRECTIVE_FORM, self.file.at(name_at.clone()), format!("«{}» takes no label", head.name))
                    .hint(format!("write {}", shape(&head.name, declaration)));
            }
            Label::Required if !labelled => {
                self.findings
                    .add(&codes::DIRECTIVE_FORM, self.file.at(name_at.clone()), format!("«{}» needs a label", head.name))
                    .hint(format!("write {}", shape(&head.name, declaration)));
            }
            Label::None | Label::Optional | Label::Required => {}
        }
        // In other tools a class says what an argument says here.
        for class in &head.classes {
            let means = declaration.arguments.iter().find(|argument| {
                matches!(argument.field.of.innermost(), FieldType::Choice(choices) if choices.contains(class))
                    && !head.arguments.iter().any(|given| given.name == argument.field.name)
            });
            if let Some(argument) = means {
                let name = &argument.field.name;
                let message = format!("the class «{class}» changes nothing here");
                let finding = self.findings.add(&codes::DIRECTIVE_ARGUMENT, self.file.at(name_at.clone()), message);
                finding.severity = crate::diagnostics::Severity::Warning;
                finding.hint(format!("write `{{{name}={class}}}`"));
            }
        }
        let arguments = self.arguments(head, declaration, &name_at);
        let id = head.id.as_ref().map(|(id, at)| {
            let unique = self.unique(id);
            if unique != *id {
                let location = self.file.at(self.in_file(at.clone()));
                self.findings
                    .add(&codes::DUPLICATE_HEADING_ID, location, format!("the id «{id}» is taken; this directive gets «{unique}»"))
                    .hint("give it an id of its own");
            }
            unique
        });
        let directive = Directive {
            name: head.name.clone(),
            arguments,
            id,
            classes: head.classes.clone(),
            text: String::new(),
            within: self.within(),
            span: (self.place)(zone.clone()),
        };
        self.parts.directives.push(directive);
        Some(self.parts.directives.len() - 1)
    }

    /// Whether a directive stands in the one that it must stand in, and in none that takes others alone; tells where not.
    fn stands_where_it_must(&mut self, head: &Head, declaration: &Declaration, zone: &Range<usize>) -> bool {
        let inside = &declaration.inside;
        let around = self.frames.last().map_or("", |frame| &frame.name);
        let is_here = inside == around;
        // What stands between the two has been told.
        let is_below = self.frames.iter().any(|frame| frame.name == *inside && self.takes_parts_only(&frame.name));
        if declaration.form != Form::Inline && !is_here && self.is_foreign_part() {
            match declaration.apart {
                true => {
                    let hint = format!("put it round an «{around}» of its own: `::::{}` above `:::{around}`", head.name);
                    self.tell_foreign_part_as(zone, &hint);
                }
                false => self.tell_foreign_part(zone),
            }
        }
        if inside.is_empty() || is_here || is_below {
            return true;
        }
        let location = self.file.at(self.in_file(head.name_at.clone()));
        self.findings
            .add(&codes::DIRECTIVE_FORM, location, format!("«{}» stands in «{inside}» only", head.name))
            .hint(format!("put it between `:::{inside}` and `:::`"));
        false
    }

    fn takes_parts_only(&self, name: &str) -> bool {
        self.dialect.directives.get(name).is_some_and(|declared| declared.parts_only)
    }

    /// Tells of a block in a directive that takes directives alone. A note stands below the text wherever it is written.
    fn find_foreign_part(&mut self, tag: &Tag<'_>, at: &Range<usize>) {
        let is_block = match tag {
            Tag::Paragraph
            | Tag::Heading { .. }
            | Tag::BlockQuote(_)
            | Tag::CodeBlock(_)
            | Tag::List(_)
            | Tag::DefinitionList
            | Tag::Table(_) => true,
            // What is not let through is told as that.
            Tag::HtmlBlock => !self.dialect.allowed_html.is_empty() && !self.text[at.clone()].starts_with("<!--"),
            _ => false,
        };
        if is_block && self.label.is_none() && self.is_foreign_part() {
            match tag {
                Tag::List(_) => self.tell_foreign_part_as(at, "begin each line with the colons, without the sign of a list"),
                _ => self.tell_foreign_part(at),
            }
        }
    }

    /// Whether what is no directive would stand right in one that takes directives alone.
    fn is_foreign_part(&self) -> bool {
        let is_right_in = |frame: &&Frame| frame.blocks == self.blocks && frame.piece.is_some();
        self.frames.last().filter(is_right_in).is_some_and(|frame| self.takes_parts_only(&frame.name))
    }

    fn tell_foreign_part(&mut self, at: &Range<usize>) {
        let around = self.frames.last().map_or("", |frame| &frame.name);
        self.tell_foreign_part_as(at, &format!("end «{around}» before it, and begin another one behind it"));
    }

    fn tell_foreign_part_as(&mut self, at: &Range<usize>, hint: &str) {
        let around = self.frames.last().map_or("", |frame| &frame.name);
        let parts = self.dialect.directives.iter().filter(|(_, declared)| declared.inside == around);
        let parts: Vec<String> = parts.map(|(name, _)| format!("«{name}»")).collect();
        let message = format!("nothing but {} stands in «{around}»", parts.join(", "));
        let location = self.here(self.first_line(at));
        self.findings.add(&codes::DIRECTIVE_FORM, location, message).hint(hint);
    }

    /// See [`Directive::within`].
    fn within(&self) -> String {
        if self.heading.is_some() {
            return "heading".to_owned();
        }
        let labelled = self.label.as_ref().and_then(|label| label.directive);
        labelled.map(|directive| self.parts.directives[directive].name.clone()).unwrap_or_default()
    }

    /// A place of the text as written, in the file.
    fn in_file(&self, at: Range<usize>) -> Range<usize> {
        (self.in_source)(at)
    }

    /// Tells of Markdown in an argument that readers see as it is typed.
    fn find_marks_in_argument(&mut self, argument: &directives::Argument) {
        let Some(meant) = argument.value.as_deref().and_then(meant_as_markdown) else { return };
        let name = &argument.name;
        let (message, hint) = match meant {
            Meant::Citation => {
                (format!("«{name}» is plain text, in which nothing is cited"), "cite in the label, or in the text beside it")
            }
            Meant::Link => {
                (format!("«{name}» is plain text, in which nothing is a link"), "write the link in the label, or in the text beside it")
            }
            Meant::Stress => {
                (format!("«{name}» is plain text, in which nothing is stressed"), "write the words without the signs round them")
            }
        };
        let location = self.file.at(self.in_file(argument.value_at.clone()));
        let finding = self.findings.add(&codes::DIRECTIVE_ARGUMENT, location, message);
        finding.severity = crate::diagnostics::Severity::Warning;
        finding.hint(hint);
    }

    fn arguments(&mut self, head: &Head, declaration: &Declaration, name_at: &Range<usize>) -> BTreeMap<String, Argument> {
        let scalar = |text: &str, span| yaml::Node { span, value: yaml::Value::Scalar(text.to_owned()) };
        let entries = head
            .arguments
            .iter()
            .map(|argument| {
                // A name alone says that it is so.
                let value = argument.value.as_deref().unwrap_or("true");
                let start = argument.value_at.start;
                let place = |part: Range<usize>| match argument.value {
                    Some(_) => self.in_file(start + part.start..start + part.end),
                    None => self.in_file(argument.value_at.clone()),
                };
                let of = declaration.arguments.iter().find(|declared| declared.field.name == argument.name);
                let value = match of {
                    Some(declared) => declared.read_as(value, &place),
                    None => scalar(value, place(0..value.len())),
                };
                (scalar(&argument.name, self.in_file(argument.name_at.clone())), value)
            })
            .collect();
        let node = yaml::Node { span: name_at.clone(), value: yaml::Value::Map(entries) };
        let mut schema = declaration.schema();
        schema.fields.iter_mut().for_each(|field| field.required = false);
        let record = fields::read(&node, &schema, self.file, self.findings);
        let mut arguments = BTreeMap::new();
        for declared in &declaration.arguments {
            let name = &declared.field.name;
            let written = head.arguments.iter().find(|argument| argument.name == *name);
            let text = match (record.get(name), written) {
                (Some(value), Some(argument)) => {
                    if declared.field.of == FieldType::Text {
                        self.find_marks_in_argument(argument);
                    }
                    let text = declared.text_of(&value.value);
                    let text = text.unwrap_or_else(|| argument.value.clone().unwrap_or_default().trim().to_owned());
                    match self.dialect.quotes.filter(|_| declared.translated) {
                        Some(quotes) => Typographer::new(quotes).text(&text).into_owned(),
                        None => text,
                    }
                }
                (_, None) if declared.field.required => {
                    self.findings
                        .add(
                            &codes::DIRECTIVE_ARGUMENT,
                            self.file.at(name_at.clone()),
                            format!("«{}» needs the argument «{name}»", head.name),
                        )
                        .hint(format!("write {}, where {name} is {}", shape(&head.name, declaration), declared.field.of.described()));
                    continue;
                }
                (_, _) => match &declared.default {
                    Some(default) => default.clone(),
                    None => continue,
                },
            };
            let destination = match declared.field.of {
                FieldType::Work => Some((format!("/{}/", text.trim_matches('/')), LinkKind::Link)),
                FieldType::File => Some((text.clone(), LinkKind::File)),
                _ => None,
            };
            let link = destination.map(|(destination, kind)| {
                let span = written.map_or_else(|| name_at.clone(), |argument| self.in_file(argument.value_at.clone()));
                self.parts.links.push(Link { destination, kind, span });
                self.parts.links.len() - 1
            });
            arguments.insert(name.clone(), Argument { text, link });
        }
        arguments
    }
}

/// Markdown where none is read.
enum Meant {
    Citation,
    Link,
    Stress,
}

/// What in a text that readers see as it is typed was most likely meant as Markdown.
fn meant_as_markdown(text: &str) -> Option<Meant> {
    if text.contains("[@") {
        return Some(Meant::Citation);
    }
    if !text.contains(['*', '_', '`', '[', '<']) {
        return None;
    }
    Parser::new(text).find_map(|event| match event {
        Event::Start(Tag::Link { .. } | Tag::Image { .. }) => Some(Meant::Link),
        Event::Start(Tag::Emphasis | Tag::Strong) | Event::Code(_) => Some(Meant::Stress),
        _ => None,
    })
}

/// Whether a block is a place that a container can't reach out of.
fn is_place(tag: &Tag<'_>) -> bool {
    matches!(tag, Tag::BlockQuote(_) | Tag::Item | Tag::FootnoteDefinition(_) | Tag::DefinitionListDefinition)
}

fn is_place_end(tag: &TagEnd) -> bool {
    matches!(tag, TagEnd::BlockQuote(_) | TagEnd::Item | TagEnd::FootnoteDefinition | TagEnd::DefinitionListDefinition)
}

/// What a box weighs that goes by the name of its weight in other programs: `:::warning`.
fn boxed(name: &str) -> Option<&'static str> {
    match name {
        "note" | "info" | "admonition" => Some("note"),
        "tip" | "hint" => Some("tip"),
        "warning" | "caution" | "important" => Some("warning"),
        "danger" => Some("danger"),
        _ => None,
    }
}

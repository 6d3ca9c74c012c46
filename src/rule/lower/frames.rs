//! How a language says an action: verbs, nouns and light verbs to frames.

use super::*;
use crate::lang::{Form, Voice};

const KEYS: &[&str] = &["verb", "noun", "light", "adjective"];

/// A noun line of an action: its nouns and the slots that are written below.
type NounLine<'e> = (&'e Entry<'e>, Slots);

impl Lower<'_> {
    /// `default verb`, `default noun`, `default nominal`, `default passive`.
    pub(super) fn defaults(&mut self, item: &Item) {
        let Some(pack) = self.pack_of(item) else { return };
        let slots = self.slots(item, &item.block.entries);
        let defaults = &mut self.packs[pack].defaults;
        match &*item.block.id() {
            "verb" => defaults.verb = slots,
            "noun" => defaults.noun = slots,
            "nominal" => defaults.nominal = slots,
            "passive" => defaults.passive = slots,
            other => {
                let help = suggestion(other, ["verb", "noun", "nominal", "passive"].into_iter());
                self.error(item, "E050", item.block.span(), format!("there are no defaults for `{other}`"), help);
            }
        }
    }

    pub(super) fn language_action(&mut self, item: &Item) {
        let is_said = |entry: &&Entry| !ontology::ACTION_KEYS.contains(&entry.key_name());
        let said: Vec<&Entry> = item.block.entries.iter().filter(is_said).collect();
        if said.is_empty() {
            return;
        }
        let id = item.block.id();
        let Some(&action) = self.action_ids.get(&*id) else {
            let help = suggestion(&id, self.action_ids.keys().map(String::as_str));
            self.error(item, "E051", item.block.span(), format!("there is no action `{id}`"), help);
            return;
        };
        let Some(pack) = self.pack_of(item) else { return };
        let mut lines: Vec<NounLine> = Vec::with_capacity(said.len());
        for entry in said {
            if KEYS.contains(&entry.key_name()) {
                let slots = self.slots(item, &entry.children);
                self.foreign_slots(item, entry, action);
                lines.push((entry, slots));
            } else {
                self.unknown_key(item, entry, KEYS);
            }
        }
        let nouns: Vec<&NounLine> = lines.iter().filter(|(entry, _)| entry.key_name() == "noun").collect();
        for (entry, written) in &lines {
            match entry.key_name() {
                "verb" => self.verb_frames(item, entry, written, pack, action),
                "light" => self.light_frames(item, entry, written, pack, action, &nouns),
                "adjective" => self.adjective_frames(item, entry, written, pack, action),
                _ => self.noun_frames(item, entry, written, pack, action),
            }
        }
    }

    /// The slot lines below an entry.
    fn slots(&mut self, item: &Item, entries: &[Entry]) -> Slots {
        let mut slots = Slots::new();
        for entry in entries {
            self.no_children(item, entry);
            let Some(slot) = Slot::from_name(entry.key_name()) else {
                let names: Vec<&str> = Slot::ALL.iter().map(|&(name, _)| name).collect();
                self.unknown_key(item, entry, &names);
                continue;
            };
            slots.push((slot, entry.values.iter().flat_map(|value| self.places(item, value)).collect()));
        }
        slots
    }

    /// Says of slot lines that the action has no such slot.
    fn foreign_slots(&mut self, item: &Item, entry: &Entry, action: ActionId) {
        for line in &entry.children {
            if Slot::from_name(line.key_name()).is_some_and(|slot| !self.has_slot(action, slot)) {
                let rule = self.rule(item, line.span);
                let message = format!("the action `{}` has no {}", item.block.id(), line.key_name());
                self.warning(rule, "W059", message, "say in the ontology what may fill it, or take the line away");
            }
        }
    }

    fn has_slot(&self, action: ActionId, slot: Slot) -> bool {
        let action = &self.actions[action.index()];
        action.slot(slot).is_some() || slot == Slot::Theme && (action.clause.is_some() || action.deed.is_some())
    }

    /// Where a filler stands: `subject`, `terhadap`, `clause (agar | supaya | -)`.
    fn places(&mut self, item: &Item, value: &Value) -> Vec<Place> {
        let (first, rest) = value.atoms.split_first().expect("a value has atoms");
        let words: Vec<&str> = rest.iter().map(|atom| &*atom.text).collect();
        let text = if first.kind == AtomKind::Word { &*first.text } else { "" };
        match (text, &words[..]) {
            ("subject", []) => vec![Place::Subject],
            ("object", []) => vec![Place::Object],
            ("possessor", []) => vec![Place::Possessor],
            ("possessor", ["after", _]) => vec![Place::OwnerOfThing],
            ("clause", []) => vec![Place::Clause(None)],
            ("clause", _) => {
                let complementisers = alternatives(rest).into_iter().map(join);
                complementisers.map(|word| Place::Clause((word != "-").then(|| self.phrase(&word)))).collect()
            }
            (name, _) if !name.is_empty() && name.chars().all(char::is_uppercase) => {
                let message = format!("`{}` is no place in a clause", value.text());
                self.error(
                    item,
                    "E052",
                    value.span,
                    message,
                    "write subject, object, possessor, clause (…) or a preposition",
                );
                Vec::new()
            }
            _ => vec![Place::Preposition(self.phrase(&value.text()))],
        }
    }

    /// What an author wrote over the defaults, for the slots that the action has.
    fn over(&self, action: ActionId, written: &Slots, defaults: &Slots) -> Slots {
        let mut slots = written.clone();
        for (slot, places) in defaults {
            if !self.has_slot(action, *slot) || written.iter().any(|(s, _)| s == slot) {
                continue;
            }
            // What the author gave to one slot is not another's by default.
            let is_free = |place: &Place| *place != Place::Object || !written.iter().any(|(_, p)| p.contains(place));
            let places: Vec<Place> = places.iter().copied().filter(is_free).collect();
            if !places.is_empty() {
                slots.push((*slot, places));
            }
        }
        slots
    }

    fn frame(&mut self, frame: Frame) -> FrameId {
        self.frames.push(frame);
        FrameId::new(self.frames.len() - 1)
    }

    fn new_lemma(&mut self, pack: usize, text: &str, part: Part) -> LemmaId {
        self.lemmas.push(Vec::new());
        self.lemma_names.push(Lemma { pack, text: text.to_owned(), part });
        LemmaId::new(self.lemmas.len() - 1)
    }

    /// The forms of `kecam meN-`, or nothing after a report.
    pub(super) fn verb_forms(&mut self, item: &Item, pack: usize, span: Span, atoms: &[Atom]) -> Option<Vec<Form>> {
        let words: Vec<&str> = atoms.iter().flat_map(|a| a.text.split_whitespace()).collect();
        let Some(morphology) = self.packs[pack].morphology else {
            return Some(vec![Form { text: words.join(" "), voice: Voice::Active }]);
        };
        if let Some(doubt) = morphology.doubt(&words) {
            let rule = self.rule(item, span);
            self.warning(rule, "W058", doubt, "write the root alone before its affix class");
        }
        let forms = morphology.verb_forms(&words);
        forms
            .map_err(|why| {
                self.error(item, "E053", span, why, "write the lemma and its affix class, such as `kecam meN-`")
            })
            .ok()
    }

    /// Gives a frame to a verb and, where the language has one, another to the noun that follows from it.
    fn add_verb(
        &mut self,
        item: &Item,
        pack: usize,
        atoms: &[Atom],
        span: Span,
        verb: FrameId,
        nominal: Option<FrameId>,
    ) {
        let key = (pack, join(atoms).into_owned());
        let rule = self.frames[verb.index()].rule;
        let mut known = match self.verbs.remove(&key) {
            Some(known) => known,
            None => match self.verb_forms(item, pack, span, atoms) {
                Some(forms) => self.new_verb(pack, &key.1, forms, rule),
                None => return,
            },
        };
        self.lemmas[known.verb.index()].push(verb);
        if let Some(frame) = nominal
            && !known.nominal_forms.is_empty()
        {
            let lemma = *known.nominal.get_or_insert_with(|| self.new_lemma(pack, &key.1, Part::Nominal));
            if self.lemmas[lemma.index()].is_empty() {
                for form in &known.nominal_forms {
                    self.define_free(pack, form, Meaning::Noun { lemma }, rule);
                }
            }
            self.lemmas[lemma.index()].push(frame);
        }
        self.verbs.insert(key, known);
    }

    fn new_verb(&mut self, pack: usize, text: &str, forms: Vec<Form>, rule: RuleId) -> VerbLemma {
        let lemma = self.new_lemma(pack, text, Part::Verb);
        let (nominals, verbs): (Vec<Form>, Vec<Form>) =
            forms.into_iter().partition(|form| form.voice == Voice::Nominal);
        for form in verbs {
            self.define_free(pack, &form.text, Meaning::Verb { lemma, voice: form.voice }, rule);
        }
        VerbLemma { verb: lemma, nominal: None, nominal_forms: nominals.into_iter().map(|form| form.text).collect() }
    }

    fn verb_frames(&mut self, item: &Item, entry: &Entry, written: &Slots, pack: usize, action: ActionId) {
        let defaults = &self.packs[pack].defaults;
        let slots = Arc::new(self.over(action, written, &defaults.verb));
        let needs_thing = self.actions[action.index()].slot(Slot::Thing).is_some_and(|f| !f.contains(&Filler::Nothing));
        let has_thing = slots.iter().any(|(slot, places)| *slot == Slot::Thing && !places.is_empty());
        let nominal_slots = Arc::new(prepositions_first(self.over(action, &nominalised(written), &defaults.nominal)));
        if needs_thing && !has_thing {
            let rule = self.rule(item, entry.span);
            let message =
                format!("the action `{}` needs its THING, and nothing says where it stands here", item.block.id());
            self.warning(rule, "W057", message, "write a line below, such as `THING: object`");
        }
        for value in &entry.values {
            let rule = self.rule(item, value.span);
            let verb = self.frame(Frame { action, slots: slots.clone(), light: None, rule });
            let nominal = self.frame(Frame { action, slots: nominal_slots.clone(), light: None, rule });
            self.add_verb(item, pack, &value.atoms, value.span, verb, Some(nominal));
        }
    }

    fn noun_frames(&mut self, item: &Item, entry: &Entry, written: &Slots, pack: usize, action: ActionId) {
        let slots = Arc::new(prepositions_first(self.over(action, written, &self.packs[pack].defaults.noun)));
        for value in &entry.values {
            let text = value.text();
            let rule = self.rule(item, value.span);
            let frame = self.frame(Frame { action, slots: slots.clone(), light: None, rule });
            let lemma = self.noun_lemma(pack, &text, rule);
            self.lemmas[lemma.index()].push(frame);
        }
    }

    /// A verb written with its preposition takes over what the plain verb says of that preposition: whoever is behind
    /// `against` with `retaliate` is the object of `retaliate against`.
    pub(super) fn prepositional_verbs(&mut self) {
        let mut taken: Vec<(LemmaId, Frame)> = Vec::new();
        for ((pack, text), verb) in &self.verbs {
            let Some((plain, preposition)) = text.rsplit_once(' ') else { continue };
            let Some(&phrase) = self.phrases.get(preposition) else { continue };
            let Some(plain) = self.verbs.get(&(*pack, plain.to_owned())) else { continue };
            for frame in &self.lemmas[plain.verb.index()] {
                let frame = &self.frames[frame.index()];
                let has = |place: Place| frame.slots.iter().any(|(_, places)| places.contains(&place));
                if !has(Place::Preposition(phrase)) || frame.light.is_some() {
                    continue;
                }
                let behind = |slots: &Slots| -> Slots {
                    let moved = |places: &[Place]| match places.contains(&Place::Preposition(phrase)) {
                        true => vec![Place::Object],
                        false => places.iter().copied().filter(|place| *place != Place::Object).collect(),
                    };
                    slots.iter().map(|(slot, places)| (*slot, moved(places))).collect()
                };
                taken.push((verb.verb, Frame { slots: Arc::new(behind(&frame.slots)), ..frame.clone() }));
            }
        }
        // The order of a hash map is nobody's.
        taken.sort_by_key(|(verb, frame)| (*verb, frame.rule));
        for (verb, frame) in taken {
            let frame = self.frame(frame);
            self.lemmas[verb.index()].push(frame);
        }
    }

    /// Adjectives that say of their subject what verbs say: *is concerned at*.
    fn adjective_frames(&mut self, item: &Item, entry: &Entry, written: &Slots, pack: usize, action: ActionId) {
        let slots = Arc::new(self.over(action, written, &self.packs[pack].defaults.verb));
        for value in &entry.values {
            let rule = self.rule(item, value.span);
            let frame = self.frame(Frame { action, slots: slots.clone(), light: None, rule });
            let text = value.text();
            // "open" is a verb too.
            let key = (pack, format!("{text} (adjective)"));
            let known = match self.verbs.remove(&key) {
                Some(known) => known,
                None => {
                    let form = Form { text: text.clone().into_owned(), voice: Voice::Middle };
                    self.new_verb(pack, &text, vec![form], rule)
                }
            };
            self.lemmas[known.verb.index()].push(frame);
            self.verbs.insert(key, known);
        }
    }

    fn noun_lemma(&mut self, pack: usize, text: &str, rule: RuleId) -> LemmaId {
        let key = (pack, text.to_owned());
        if let Some(&lemma) = self.nouns.get(&key) {
            return lemma;
        }
        let lemma = self.new_lemma(pack, text, Part::Noun);
        self.nouns.insert(key, lemma);
        for form in self.noun_forms(pack, text) {
            self.define_free(pack, &form, Meaning::Noun { lemma }, rule);
        }
        lemma
    }

    /// A noun in all its forms.
    pub(super) fn noun_forms(&self, pack: usize, text: &str) -> Vec<String> {
        match self.packs[pack].morphology {
            Some(morphology) => morphology.noun_forms(text),
            None => vec![text.to_owned()],
        }
    }

    /// `(lontar meN-kan | layang meN-kan) (kecaman | kutukan)`
    fn light_frames(
        &mut self,
        item: &Item,
        entry: &Entry,
        written: &Slots,
        pack: usize,
        action: ActionId,
        nouns: &[&NounLine],
    ) {
        const CURE: &str = "write `(lemma affix | lemma affix) noun`";
        for value in &entry.values {
            let Some(end) = value.atoms.iter().position(|a| a.is_sign(")")).filter(|_| value.atoms[0].is_sign("("))
            else {
                self.error(item, "E054", value.span, "a light verb stands in parentheses before its noun", CURE);
                continue;
            };
            let (verbs, carriers) = value.atoms.split_at(end + 1);
            if carriers.is_empty() {
                self.error(item, "E054", value.span, "a light verb needs the noun that carries its meaning", CURE);
                continue;
            }
            let carriers: Vec<Cow<str>> = alternatives(carriers).into_iter().map(join).collect();
            let rule = self.rule(item, value.span);
            let class = self.anonymous_class();
            for form in carriers.iter().flat_map(|noun| self.noun_forms(pack, noun)).collect::<Vec<_>>() {
                self.define_free(pack, &form, Meaning::Class(class), rule);
            }
            let slots = inherited(written, &carriers, nouns);
            let slots = Arc::new(self.over(action, &slots, &light_defaults(&self.packs[pack].defaults)));
            for verb in alternatives(verbs) {
                let frame = self.frame(Frame { action, slots: slots.clone(), light: Some(class), rule });
                self.add_verb(item, pack, verb, value.span, frame, None);
            }
        }
    }
}

/// What was written for a verb, as it holds for the noun that follows from it: its object is the possessor.
fn nominalised(written: &Slots) -> Slots {
    let place = |place: &Place| match place {
        Place::Subject => None,
        Place::Object => Some(Place::Possessor),
        other => Some(*other),
    };
    let slots = written.iter().filter(|(slot, _)| *slot != Slot::Agent);
    slots.map(|(slot, places)| (*slot, places.iter().filter_map(place).collect())).collect()
}

/// Beside a noun a preposition says who is meant; a possessor may be either side.
fn prepositions_first(mut slots: Slots) -> Slots {
    for (_, places) in &mut slots {
        places.sort_by_key(|place| !matches!(place, Place::Preposition(_)));
    }
    slots
}

/// What was written for a light verb and, beyond that, for the nouns that carry its meaning.
fn inherited(written: &Slots, carriers: &[Cow<str>], nouns: &[&NounLine]) -> Slots {
    let mut slots = written.clone();
    for noun in carriers {
        let lines = nouns.iter().filter(|(line, _)| line.values.iter().any(|value| value.text() == *noun));
        for (slot, places) in lines.flat_map(|(_, slots)| slots) {
            let mut places: Vec<Place> =
                places.iter().copied().filter(|p| matches!(p, Place::Preposition(_) | Place::Clause(_))).collect();
            if *slot == Slot::Party {
                places.insert(0, Place::Subject);
            }
            if *slot != Slot::Agent && !places.is_empty() && !slots.iter().any(|(s, _)| s == slot) {
                slots.push((*slot, places));
            }
        }
    }
    slots
}

/// A light verb says who acts; to whom it is done stands as it stands with the noun.
fn light_defaults(defaults: &Defaults) -> Slots {
    let of =
        |slots: &Slots, slot| slots.iter().filter(|(s, _)| *s == slot).flat_map(|(_, p)| p.clone()).collect::<Vec<_>>();
    let prepositions = |slot| {
        let mut places = of(&defaults.noun, slot);
        places.retain(|place| matches!(place, Place::Preposition(_)));
        places
    };
    let party = [vec![Place::Subject], prepositions(Slot::Party)].concat();
    vec![
        (Slot::Agent, of(&defaults.verb, Slot::Agent)),
        (Slot::Target, prepositions(Slot::Target)),
        (Slot::Party, party),
    ]
}

// Patterns: actions of their own, said by one language, with one frame for each of their verbs.

/// What the lines of a pattern say.
#[derive(Default)]
struct Parts<'e> {
    /// `A:country subject`: variable, type, place.
    roles: Vec<(String, Filler, Place)>,
    verbs: Vec<&'e [Atom<'e>]>,
    thing: Option<(ClassId, Place)>,
}

impl Lower<'_> {
    pub(super) fn pattern(&mut self, item: &Item) {
        const CURE: &str = "write `gives: A -> B`, with variables that stand above it as in `A:country subject`";
        let Some(pack) = self.pack_of(item) else { return };
        let rule = self.rule(item, item.block.span());
        let mut parts = Parts::default();
        let mut gives = None;
        for entry in &item.block.entries {
            match entry.key_name() {
                "code" | "label" => {}
                "gives" => gives = entry.values.first(),
                "" => entry.values.iter().for_each(|value| self.pattern_part(item, value, pack, rule, &mut parts)),
                _ => self.unknown_key(item, entry, &["code", "label", "gives"]),
            }
        }
        let text = gives.map(Value::text).unwrap_or_default();
        let ends = text.split_once("->").map(|(source, target)| (source.trim(), target.trim()));
        let named = |end: &str| parts.roles.iter().any(|(name, ..)| name == end);
        let Some((source, target)) = ends.filter(|(source, target)| named(source) && named(target)) else {
            let span = gives.map_or(item.block.span(), |value| value.span);
            self.error(item, "E056", span, "the pattern gives no source and target", CURE);
            return;
        };
        self.declare_action(item);
        let Some(&action) = self.action_ids.get(&*item.block.id()) else { return };
        let mut slots = Slots::new();
        let mut fillers = Vec::new();
        for (name, filler, place) in &parts.roles {
            let slot = match name {
                name if name == source => Slot::Agent,
                name if name == target => Slot::Target,
                _ => Slot::Place,
            };
            slots.push((slot, vec![*place]));
            fillers.push((slot, vec![*filler]));
        }
        if let Some((class, place)) = parts.thing {
            slots.push((Slot::Thing, vec![place]));
            fillers.push((Slot::Thing, vec![Filler::Class(class)]));
        }
        self.actions[action.index()].slots = fillers;
        let slots = Arc::new(slots);
        for verb in parts.verbs {
            let frame = self.frame(Frame { action, slots: slots.clone(), light: None, rule });
            self.add_verb(item, pack, verb, item.block.span(), frame, None);
        }
    }

    /// `A:country subject`, `dari B:country`, `verb (tarik meN- | panggil meN- pulang)`, `object (dubes | "duta besar")`.
    fn pattern_part<'e>(
        &mut self,
        item: &Item,
        value: &'e Value<'e>,
        pack: usize,
        rule: RuleId,
        parts: &mut Parts<'e>,
    ) {
        const CURE: &str = "write `A:country subject`, `dari B:country`, `verb (…)` or `object (…)`";
        let (first, rest) = value.atoms.split_first().expect("a value has atoms");
        let variable = |atom: &'e Atom| atom.text.split_once(':').filter(|_| atom.kind == AtomKind::Word);
        match (&*first.text, rest) {
            ("verb", [_, ..]) => parts.verbs.extend(alternatives(rest)),
            (place @ ("object" | "subject"), [_, ..]) => {
                let class = self.anonymous_class();
                for word in alternatives(rest) {
                    self.define_free(pack, &join(word), Meaning::Class(class), rule);
                }
                parts.thing = Some((class, if place == "object" { Place::Object } else { Place::Subject }));
            }
            _ => {
                let (place, variable) = match (variable(first), value.atoms.split_last()) {
                    (Some(variable), _) => (rest, Some(variable)),
                    (None, Some((last, before))) => (before, variable(last)),
                    (None, None) => (rest, None),
                };
                let (Some((name, kind)), Some(end)) = (variable, place.last()) else {
                    self.error(item, "E055", value.span, format!("`{}` is no part of a pattern", value.text()), CURE);
                    return;
                };
                let place = self.places(item, &Value { atoms: place.to_vec(), span: place[0].span.to(end.span) });
                let filler = self.filler(item, kind, value.span);
                parts
                    .roles
                    .extend(filler.zip(place.first().copied()).map(|(filler, place)| (name.to_owned(), filler, place)));
            }
        }
    }
}

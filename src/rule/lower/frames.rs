//! How a language says an action: verbs, nouns and light verbs to frames.

use super::*;
use crate::lang::Voice;

const KEYS: &[&str] = &["verb", "noun", "light", "adjective"];

impl Lower<'_> {
    /// `default verb`, `default noun`, `default nominal`, `default passive`.
    pub(super) fn defaults(&mut self, item: &Item) {
        let Some(pack) = self.pack_of(item) else { return };
        let slots = self.slots(item, &item.block.entries);
        let defaults = &mut self.packs[pack].defaults;
        match item.block.id().as_str() {
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
        let id = item.block.id();
        let said: Vec<&Entry> =
            item.block.entries.iter().filter(|e| !ontology::ACTION_KEYS.contains(&e.key_name())).collect();
        if said.is_empty() {
            return;
        }
        let Some(&action) = self.action_ids.get(&id) else {
            let help = suggestion(&id, self.action_ids.keys().map(String::as_str));
            self.error(item, "E051", item.block.span(), format!("there is no action `{id}`"), help);
            return;
        };
        let Some(pack) = self.pack_of(item) else { return };
        let nouns: Vec<(Vec<String>, Slots)> = said
            .iter()
            .filter(|e| e.key_name() == "noun")
            .map(|e| (e.values.iter().map(Value::text).collect(), self.slots(item, &e.children)))
            .collect();
        for entry in said {
            match entry.key_name() {
                "verb" => self.verbs(item, entry, pack, action),
                "noun" | "adjective" => self.nouns(item, entry, pack, action),
                "light" => self.light_verbs(item, entry, pack, action, &nouns),
                _ => self.unknown_key(item, entry, KEYS),
            }
        }
    }

    /// The slot lines below an entry.
    fn slots(&mut self, item: &Item, entries: &[Entry]) -> Slots {
        let mut slots = Slots::new();
        for entry in entries {
            let Some(slot) = Slot::from_name(entry.key_name()) else {
                let names: Vec<&str> = Slot::ALL.iter().map(|&(name, _)| name).collect();
                self.unknown_key(item, entry, &names);
                continue;
            };
            let mut places = Vec::new();
            for value in &entry.values {
                self.places(item, value, &mut places);
            }
            slots.push((slot, places));
        }
        slots
    }

    fn places(&mut self, item: &Item, value: &Value, places: &mut Vec<Place>) {
        match &value.atoms[..] {
            [one] if one.kind == AtomKind::Word && one.text == "subject" => places.push(Place::Subject),
            [one] if one.kind == AtomKind::Word && one.text == "object" => places.push(Place::Object),
            // `possessor after THING` says for the reader which of two possessors it is; typed slots tell them apart.
            [one, rest @ ..]
                if one.kind == AtomKind::Word
                    && one.text == "possessor"
                    && (rest.is_empty() || rest[0].text == "after" && rest.len() == 2) =>
            {
                places.push(Place::Possessor);
            }
            [one] if one.kind == AtomKind::Word && one.text == "clause" => places.push(Place::Clause(None)),
            [first, rest @ ..] if first.kind == AtomKind::Word && first.text == "clause" => {
                for alternative in alternatives(rest) {
                    let text = super::super::syntax::join(alternative);
                    let word = if text == "-" { None } else { Some(self.phrase(&text)) };
                    places.push(Place::Clause(word));
                }
            }
            [first, ..] if first.text.chars().all(|c| c.is_uppercase()) => {
                let message = format!("`{}` is no place in a clause", value.text());
                self.error(item, "E052", value.span, message, "write subject, object, possessor, clause (…) or a preposition");
            }
            _ => places.push(Place::Preposition(self.phrase(&value.text()))),
        }
    }

    /// What an author wrote over the defaults, for the slots that the action has.
    fn over(&self, action: ActionId, written: &Slots, defaults: &Slots) -> Slots {
        let action = &self.actions[action.index()];
        let has_clause = action.clause.is_some() || action.deed.is_some();
        let mut slots = written.clone();
        for (slot, places) in defaults {
            let wanted = action.slot(*slot).is_some() || *slot == Slot::Theme && has_clause;
            if !wanted || written.iter().any(|(s, _)| s == slot) {
                continue;
            }
            // What the author gave to one slot is not another's by default.
            let places: Vec<Place> = places
                .iter()
                .filter(|place| !(**place == Place::Object && written.iter().any(|(_, p)| p.contains(place))))
                .copied()
                .collect();
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

    fn lemma(&mut self, pack: usize, key: String) -> LemmaId {
        let next = LemmaId::new(self.lemmas.len());
        let id = *self.lemma_ids.entry((pack, key)).or_insert(next);
        if id == next {
            self.lemmas.push(Vec::new());
        }
        id
    }

    /// The verb forms of `kecam meN-`, or nothing after a report.
    pub(super) fn verb_forms(&mut self, item: &Item, pack: usize, atoms: &[Atom], span: Span) -> Vec<crate::lang::Form> {
        let words: Vec<String> = atoms.iter().flat_map(|a| a.text.split_whitespace().map(str::to_owned)).collect();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let Some(morphology) = self.packs[pack].morphology else {
            return vec![crate::lang::Form { text: words.join(" "), voice: Voice::Active }];
        };
        match morphology.verb_forms(&words) {
            Ok(forms) => forms,
            Err(why) => {
                self.error(item, "E053", span, why, "write the lemma and its affix class, such as `kecam meN-`");
                Vec::new()
            }
        }
    }

    fn add_verb(&mut self, item: &Item, pack: usize, atoms: &[Atom], span: Span, verb: FrameId, nominal: Option<FrameId>) {
        let text = super::super::syntax::join(atoms);
        let lemma = self.lemma(pack, format!("verb {text}"));
        self.lemmas[lemma.index()].push(verb);
        let rule = self.frames[verb.index()].rule;
        for form in self.verb_forms(item, pack, atoms, span) {
            if form.voice != Voice::Nominal {
                self.define_free(pack, &form.text, Meaning::Verb { lemma, voice: form.voice }, rule);
            } else if let Some(frame) = nominal {
                let lemma = self.lemma(pack, format!("nominal {text}"));
                if !self.lemmas[lemma.index()].contains(&frame) {
                    self.lemmas[lemma.index()].push(frame);
                }
                self.define_free(pack, &form.text, Meaning::Noun { lemma }, rule);
            }
        }
    }

    fn verbs(&mut self, item: &Item, entry: &Entry, pack: usize, action: ActionId) {
        let written = self.slots(item, &entry.children);
        let defaults = self.packs[pack].defaults.clone();
        let slots = self.over(action, &written, &defaults.verb);
        // In the noun that follows from the verb, what was its object is the possessor.
        let nominal_written: Slots = written
            .iter()
            .filter(|(slot, _)| *slot != Slot::Agent)
            .map(|(slot, places)| {
                let places = places.iter().filter(|p| **p != Place::Subject);
                (*slot, places.map(|p| if *p == Place::Object { Place::Possessor } else { *p }).collect())
            })
            .collect();
        let nominal_slots = self.over(action, &nominal_written, &defaults.nominal);
        for value in &entry.values {
            let rule = self.rule(item, value.span);
            let verb = self.frame(Frame { action, slots: slots.clone(), light: None, rule });
            let nominal = self.frame(Frame { action, slots: nominal_slots.clone(), light: None, rule });
            self.add_verb(item, pack, &value.atoms, value.span, verb, Some(nominal));
        }
    }

    fn nouns(&mut self, item: &Item, entry: &Entry, pack: usize, action: ActionId) {
        let written = self.slots(item, &entry.children);
        let slots = self.over(action, &written, &self.packs[pack].defaults.noun.clone());
        for value in &entry.values {
            let rule = self.rule(item, value.span);
            let frame = self.frame(Frame { action, slots: slots.clone(), light: None, rule });
            let text = value.text();
            let lemma = self.lemma(pack, format!("noun {text}"));
            self.lemmas[lemma.index()].push(frame);
            self.define_free(pack, &text, Meaning::Noun { lemma }, rule);
            let forms = self.packs[pack].morphology.map(|m| m.noun_forms(&text)).unwrap_or_default();
            for form in forms {
                self.define_free(pack, &form, Meaning::Noun { lemma }, rule);
            }
        }
    }

    /// `(lontar meN-kan | layang meN-kan) (kecaman | kutukan)`
    fn light_verbs(&mut self, item: &Item, entry: &Entry, pack: usize, action: ActionId, nouns: &[(Vec<String>, Slots)]) {
        const CURE: &str = "write `(lemma affix | lemma affix) noun`";
        let written = self.slots(item, &entry.children);
        for value in &entry.values {
            let Some(end) = value.atoms.iter().position(|a| a.is_sign(")")).filter(|_| value.atoms[0].is_sign("(")) else {
                self.error(item, "E054", value.span, "a light verb stands in parentheses before its noun", CURE);
                continue;
            };
            let (verbs, carried) = value.atoms.split_at(end + 1);
            let carried: Vec<String> = alternatives(carried).into_iter().map(super::super::syntax::join).collect();
            if carried.iter().all(String::is_empty) {
                self.error(item, "E054", value.span, "a light verb needs the noun that carries its meaning", CURE);
                continue;
            }
            let rule = self.rule(item, value.span);
            let class = self.anonymous_class();
            let mut inherited = written.clone();
            for noun in &carried {
                self.define_free(pack, noun, Meaning::Class(class), rule);
                for (slot, places) in nouns.iter().filter(|(names, _)| names.contains(noun)).flat_map(|(_, s)| s) {
                    let places: Vec<Place> =
                        places.iter().copied().filter(|p| matches!(p, Place::Preposition(_) | Place::Clause(_))).collect();
                    if *slot != Slot::Agent && !places.is_empty() && !inherited.iter().any(|(s, _)| s == slot) {
                        inherited.push((*slot, places));
                    }
                }
            }
            let defaults = self.packs[pack].defaults.clone();
            let of = |slots: &Slots, slot| slots.iter().filter(|(s, _)| *s == slot).flat_map(|(_, p)| p.clone()).collect::<Vec<_>>();
            let prepositions = |slot| -> Vec<Place> {
                of(&defaults.noun, slot).into_iter().filter(|p| matches!(p, Place::Preposition(_))).collect()
            };
            // The verb says who acts; to whom it is done stands as it stands with the noun.
            let mut party = vec![Place::Subject];
            party.extend(prepositions(Slot::Party));
            let base: Slots = vec![
                (Slot::Agent, of(&defaults.verb, Slot::Agent)),
                (Slot::Target, prepositions(Slot::Target)),
                (Slot::Party, party),
            ];
            let slots = self.over(action, &inherited, &base);
            for verb in alternatives(verbs) {
                let frame = self.frame(Frame { action, slots: slots.clone(), light: Some(class), rule });
                self.add_verb(item, pack, verb, value.span, frame, None);
            }
        }
    }

    /// A pattern is an action of its own with one frame for each of its verbs.
    pub(super) fn pattern(&mut self, item: &Item) {
        const CURE: &str = "write `A:country subject, verb (…), object (…), dari B:country` and `gives: A -> B`";
        let Some(pack) = self.pack_of(item) else { return };
        let id = item.block.id();
        let mut roles: Vec<(String, Filler, Place)> = Vec::new();
        let mut verbs: Vec<Vec<Atom>> = Vec::new();
        let mut things: Option<(ClassId, Place)> = None;
        let mut gives = None;
        let mut code = Vec::new();
        let rule = self.rule(item, item.block.span());
        for entry in &item.block.entries {
            match entry.key_name() {
                "code" | "label" => code.push(entry.clone()),
                "gives" => gives = entry.values.first().map(Value::text),
                "" => {
                    for value in &entry.values {
                        let (first, rest) = value.atoms.split_first().expect("values have atoms");
                        let variable = |atom: &Atom| atom.text.split_once(':').map(|(v, t)| (v.to_owned(), t.to_owned()));
                        if let Some((name, kind)) = variable(first) {
                            let mut places = Vec::new();
                            if let Some(last) = rest.last() {
                                self.places(item, &Value { atoms: rest.to_vec(), span: last.span }, &mut places);
                            }
                            let filler = self.filler(item, &kind, first.span);
                            roles.extend(filler.zip(places.first().copied()).map(|(f, p)| (name, f, p)));
                        } else if first.text == "verb" {
                            verbs.extend(alternatives(rest).into_iter().map(<[Atom]>::to_vec));
                        } else if first.text == "object" || first.text == "subject" {
                            let class = self.anonymous_class();
                            for word in alternatives(rest) {
                                self.define_free(pack, &super::super::syntax::join(word), Meaning::Class(class), rule);
                            }
                            things = Some((class, if first.text == "object" { Place::Object } else { Place::Subject }));
                        } else if let Some((name, kind)) = rest.last().and_then(variable) {
                            let preposition = super::super::syntax::join(&value.atoms[..value.atoms.len() - 1]);
                            let place = Place::Preposition(self.phrase(&preposition));
                            let filler = self.filler(item, &kind, value.span);
                            roles.extend(filler.map(|f| (name, f, place)));
                        } else {
                            self.error(item, "E055", value.span, format!("`{}` is no part of a pattern", value.text()), CURE);
                        }
                    }
                }
                _ => self.unknown_key(item, entry, &["code", "label", "gives"]),
            }
        }
        let ends = gives.as_deref().and_then(|g| g.split_once("->")).map(|(a, b)| (a.trim().to_owned(), b.trim().to_owned()));
        let Some((source, target)) = ends else {
            self.error(item, "E056", item.block.span(), "the pattern gives nothing", CURE);
            return;
        };
        let block = Block { operation: Operation::Extend, kind: item.block.kind.clone(), head: item.block.head.clone(), entries: code };
        self.declare_action(&Item { block: &block, file: item.file, lang: item.lang.clone() });
        let Some(&action) = self.action_ids.get(&id) else { return };
        let mut slots = Slots::new();
        let mut fillers = Vec::new();
        for (name, filler, place) in roles {
            let slot = match name {
                n if n == source => Slot::Agent,
                n if n == target => Slot::Target,
                _ => Slot::Place,
            };
            slots.push((slot, vec![place]));
            fillers.push((slot, vec![filler]));
        }
        if let Some((class, place)) = things {
            slots.push((Slot::Thing, vec![place]));
            fillers.push((Slot::Thing, vec![Filler::Class(class)]));
        }
        self.actions[action.index()].slots = fillers;
        for verb in verbs {
            let frame = self.frame(Frame { action, slots: slots.clone(), light: None, rule });
            self.add_verb(item, pack, &verb, item.block.span(), frame, None);
        }
    }
}

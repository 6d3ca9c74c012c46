//! Function words, roles, classes, cues, speakers, anaphors, constraints and boilerplate.

use super::*;
use crate::{
    lang::{Form, Voice},
    record::ActorKind,
};

impl Lower<'_> {
    /// The words of bare lines.
    fn bare<'e>(&mut self, item: &Item<'e>) -> Vec<&'e Value<'e>> {
        let mut values = Vec::new();
        for entry in &item.block.entries {
            if entry.key.is_some() {
                self.error(
                    item,
                    "E060",
                    entry.span,
                    "here stand words only",
                    "take the key away, or quote a word that ends in a colon",
                );
            } else {
                self.no_children(item, entry);
                values.extend(&entry.values);
            }
        }
        values
    }

    pub(super) fn class(&mut self, item: &Item) {
        let id = item.block.id();
        let class = match self.classes.get(&*id) {
            Some(class) => class.id,
            None => {
                let class = self.anonymous_class();
                let rule = self.rule(item, item.block.span());
                self.classes.insert(id.into_owned(), NamedClass { id: class, rule, used: false });
                class
            }
        };
        let packs = self.packs_of(item, None);
        for value in self.bare(item) {
            let rule = self.rule(item, value.span);
            for &pack in &packs {
                for form in self.noun_forms(pack, &value.text()) {
                    self.define_free(pack, &form, Meaning::Class(class), rule);
                }
            }
        }
    }

    fn no_word_class(&mut self, item: &Item, name: &str, span: Span) {
        let names = WordClass::ALL.iter().map(|&(name, _)| name);
        self.error(item, "E061", span, format!("there is no word class `{name}`"), suggestion(name, names));
    }

    pub(super) fn words(&mut self, item: &Item) {
        let id = item.block.id();
        let Some(class) = WordClass::from_name(&id) else {
            self.no_word_class(item, &id, item.block.span());
            return;
        };
        let Some(pack) = self.pack_of(item) else { return };
        let valued = matches!(
            class,
            WordClass::Number | WordClass::Multiple | WordClass::Weekday | WordClass::Month | WordClass::Unit
        );
        for value in self.bare(item) {
            let rule = self.rule(item, value.span);
            if valued {
                let parts = value.atoms.split_last().map(|(last, words)| (last.text.parse::<i64>(), words));
                match parts {
                    Some((Ok(number), words)) if !words.is_empty() => {
                        let text = join(words);
                        if let [word] = self.word_ids(&text)[..] {
                            let capital = text.starts_with(char::is_uppercase);
                            self.packs[pack].values.entry(word).or_default().push(Valued {
                                class,
                                value: number,
                                capital,
                            });
                        }
                        let meaning = Meaning::Value { class, value: number };
                        // "march" and "may" are no months.
                        let case = case_rule(&text, false);
                        self.define(pack, &text, Sense { meaning, case, guard: None, rule });
                    }
                    _ => self.error(
                        item,
                        "E062",
                        value.span,
                        format!("a {id} has its value behind it"),
                        "write the word, a blank and the number",
                    ),
                }
                continue;
            }
            let text = value.text();
            let text = text.trim_end_matches('.');
            if class == WordClass::Verb && self.common_verb(item, pack, value, rule) {
                continue;
            }
            let forms = match class {
                WordClass::Noun | WordClass::Owned | WordClass::Deed => self.noun_forms(pack, text),
                _ => vec![text.to_owned()],
            };
            for form in forms {
                let phrase = self.phrase(&form);
                match class {
                    WordClass::Reason => self.packs[pack].reasons.push(phrase),
                    WordClass::Manner => self.packs[pack].manners.push(phrase),
                    _ => {}
                }
                let meaning = Meaning::Word { class, phrase };
                self.define(pack, &form, Sense { meaning, case: case_rule(&form, false), guard: None, rule });
            }
        }
    }

    /// A verb that is no event, in the forms that its language gives it, if it gives any.
    fn common_verb(&mut self, item: &Item, pack: usize, value: &Value, rule: RuleId) -> bool {
        let Some(morphology) = self.packs[pack].morphology else { return false };
        let words: Vec<&str> = value.atoms.iter().flat_map(|atom| atom.text.split_whitespace()).collect();
        let forms = match morphology.common_verb_forms(&words) {
            Ok(forms) => forms,
            Err(why) => {
                self.error(item, "E053", value.span, why, "write the verb's lemma");
                return true;
            }
        };
        for Form { text, voice } in &forms {
            self.define_free(pack, text, Meaning::Verb { lemma: EVENTLESS, voice: *voice }, rule);
        }
        !forms.is_empty()
    }

    /// A role by its id, which may be named before it is described.
    pub(super) fn role_named(&mut self, item: &Item, id: &str, span: Span) -> RoleId {
        if let Some(&role) = self.role_ids.get(id) {
            return role;
        }
        let role = RoleId::new(self.roles.len());
        self.role_ids.insert(id.to_owned(), role);
        self.roles.push(Role {
            id: id.to_owned(),
            sort: RoleSort::Office,
            several: false,
            is_movement: false,
            name_en: None,
        });
        let rule = self.rule(item, span);
        self.role_rules.push(rule);
        role
    }

    pub(super) fn role(&mut self, item: &Item) {
        let id = item.block.id();
        let role = self.role_named(item, &id, item.block.span());
        for entry in &item.block.entries {
            match entry.key_name() {
                "noun" => self.role_nouns(item, entry, role),
                "sort" => match &*entry.text() {
                    "office" => self.roles[role.index()].sort = RoleSort::Office,
                    "body" => self.roles[role.index()].sort = RoleSort::Body,
                    "people" => self.roles[role.index()].sort = RoleSort::People,
                    sort => self.error(
                        item,
                        "E063",
                        entry.span,
                        format!("`{sort}` is no sort of role"),
                        "write office, body or people",
                    ),
                },
                "holders" => self.roles[role.index()].several = self.says_only(item, entry, "several"),
                "movement" => self.roles[role.index()].is_movement = self.says_only(item, entry, "itself"),
                "label" => {
                    let label = entry.text().into_owned();
                    match entry.lang() {
                        Some("en") => self.roles[role.index()].name_en = Some(label.clone()),
                        Some(_) => {}
                        None => self.error(
                            item,
                            "E064",
                            entry.span,
                            "a role's label has a language",
                            "write label.en or label.id",
                        ),
                    }
                    self.labels.insert(format!("role/{id}"), entry.lang(), label);
                }
                _ => self.unknown_key(item, entry, &["noun", "sort", "holders", "movement", "label"]),
            }
        }
    }

    /// Whether a line says the one thing that it can say.
    fn says_only(&mut self, item: &Item, entry: &Entry, value: &str) -> bool {
        let text = entry.text();
        if *text != *value {
            let found = format!("`{text}` is nothing that `{}` can be", entry.key_name());
            self.error(item, "E059", entry.span, found, format!("write {value}, or leave the line out"));
        }
        *text == *value
    }

    fn role_nouns(&mut self, item: &Item, entry: &Entry, role: RoleId) {
        let Some(pack) = self.pack_of(item) else { return };
        let guard = self.guards(item, entry, &[pack])[0];
        for value in &entry.values {
            let (atoms, exact) = exact(&value.atoms);
            let case = if exact { CaseRule::Exact } else { CaseRule::Free };
            let rule = self.rule(item, value.span);
            for noun in variants(atoms) {
                self.define(pack, &noun, Sense { meaning: Meaning::Role(role), case, guard, rule });
            }
        }
    }

    pub(super) fn cues(&mut self, item: &Item) {
        let id = item.block.id();
        let Some(effect) = Effect::from_name(&id) else {
            let names = Effect::ALL.iter().map(|&(name, _)| name);
            self.error(item, "E065", item.block.span(), format!("there is no effect `{id}`"), suggestion(&id, names));
            return;
        };
        let Some(pack) = self.pack_of(item) else { return };
        for entry in &item.block.entries {
            self.no_children(item, entry);
            match entry.key_name() {
                "" => {}
                "row" => {
                    self.cue_row(item, entry, pack, effect);
                    continue;
                }
                _ => {
                    self.unknown_key(item, entry, &["row"]);
                    continue;
                }
            }
            for value in &entry.values {
                let rule = self.rule(item, value.span);
                self.define_free(pack, &value.text(), Meaning::Cue(effect), rule);
            }
        }
    }

    /// `row: urge`: what it is to say this of somebody.
    fn cue_row(&mut self, item: &Item, entry: &Entry, pack: usize, effect: Effect) {
        let id = entry.text();
        let Some(&action) = self.action_ids.get(&*id) else {
            let help = suggestion(&id, self.action_ids.keys().map(String::as_str));
            self.error(item, "E051", entry.span, format!("there is no action `{id}`"), help);
            return;
        };
        let rule = self.rule(item, entry.span);
        self.frames.push(Frame { action, slots: Arc::new(Slots::new()), light: None, rule });
        self.packs[pack].cue_rows.push((effect, FrameId::new(self.frames.len() - 1)));
    }

    pub(super) fn say(&mut self, item: &Item) {
        let Some(pack) = self.pack_of(item) else { return };
        for entry in &item.block.entries {
            self.no_children(item, entry);
            for value in &entry.values {
                let rule = self.rule(item, value.span);
                match entry.key_name() {
                    "before" => self.define_free(pack, &value.text(), Meaning::Say(Say::Before), rule),
                    "quote" => self.define_free(pack, &value.text(), Meaning::Say(Say::Quote), rule),
                    "verb" => {
                        for form in self.verb_forms(item, pack, value.span, &value.atoms).unwrap_or_default() {
                            if !matches!(form.voice, Voice::Nominal | Voice::Bare) {
                                self.define_free(pack, &form.text, Meaning::Say(Say::Verb(form.voice)), rule);
                            }
                        }
                    }
                    _ => {
                        self.unknown_key(item, entry, &["before", "quote", "verb"]);
                        break;
                    }
                }
            }
        }
    }

    pub(super) fn anaphors(&mut self, item: &Item) {
        let Some(pack) = self.pack_of(item) else { return };
        for entry in &item.block.entries {
            self.no_children(item, entry);
            let Some(key) = &entry.key else {
                self.error(
                    item,
                    "E066",
                    entry.span,
                    "an anaphor says what it can stand for",
                    "write `word: a country`",
                );
                continue;
            };
            let what = entry.values.iter().map(Value::text).collect::<Vec<_>>().join(" ");
            let Some(anaphor) = self.anaphor_of(&what) else {
                let help = "write two, several or a and then actors, bodies, countries, persons, orgs, groups, role ID; or the speaker, a statement";
                self.error(item, "E067", entry.span, format!("nothing is `{what}`"), help);
                continue;
            };
            let rule = self.rule(item, entry.span);
            self.anaphors.push(anaphor);
            let meaning = Meaning::Anaphor(AnaphorId::new(self.anaphors.len() - 1));
            for name in &key.names {
                self.define_free(pack, name, meaning, rule);
            }
        }
    }

    fn anaphor_of(&mut self, what: &str) -> Option<Anaphor> {
        let (number, rest) = what.split_once(' ')?;
        let count = match number {
            "a" | "an" | "the" => 1,
            "two" => 2,
            "several" => 3,
            _ => return None,
        };
        let kind = match rest {
            "speaker" => AnaphorKind::Speaker,
            "statement" => AnaphorKind::Statement,
            "actor" | "actors" => AnaphorKind::Actor,
            "body" | "bodies" => AnaphorKind::Body,
            "country" | "countries" => AnaphorKind::Kind(ActorKind::Country),
            "person" | "persons" => AnaphorKind::Kind(ActorKind::Person),
            "org" | "orgs" => AnaphorKind::Kind(ActorKind::Org),
            "group" | "groups" => AnaphorKind::Kind(ActorKind::Group),
            _ => {
                let role = rest.strip_prefix("role ")?;
                AnaphorKind::Role(*self.role_ids.get(role)?)
            }
        };
        Some(Anaphor { kind, count })
    }

    /// `untuk: complementiser unless next noun`
    pub(super) fn constraints(&mut self, item: &Item) {
        const CURE: &str = "write `word: class if CONDITION, CONDITION` or `word: class unless CONDITION`";
        let Some(pack) = self.pack_of(item) else { return };
        for entry in &item.block.entries {
            let Some((key, first)) = entry.key.as_ref().zip(entry.values.first()) else {
                self.error(item, "E068", entry.span, "a constraint names a word and a class", CURE);
                continue;
            };
            let [class, word, condition @ ..] = &first.atoms[..] else {
                self.error(item, "E068", first.span, "a constraint names a class and a condition", CURE);
                continue;
            };
            let Some(class) = WordClass::from_name(&class.text) else {
                self.no_word_class(item, &class.text, class.span);
                continue;
            };
            let Some((place, words)) = condition.split_first() else {
                self.error(item, "E068", first.span, "a constraint names a class and a condition", CURE);
                continue;
            };
            let mut conditions: Vec<Condition> = self.condition_of(item, place, words).into_iter().collect();
            conditions.extend(entry.values[1..].iter().filter_map(|v| self.condition(item, v)));
            let guard = match &*word.text {
                "if" => Guard { only: conditions, unless: Vec::new() },
                "unless" => Guard { unless: conditions, only: Vec::new() },
                _ => {
                    self.error(item, "E068", word.span, format!("`{}` begins no condition", word.text), CURE);
                    continue;
                }
            };
            self.guards.push(guard);
            let guard = GuardId::new(self.guards.len() - 1);
            for name in &key.names {
                let phrase = self.phrase(name);
                self.packs[pack].constraints.entry(phrase).or_default().push(Constraint { class, guard });
            }
        }
    }

    pub(super) fn boilerplate(&mut self, item: &Item) {
        let Some(pack) = self.pack_of(item) else { return };
        for entry in &item.block.entries {
            self.no_children(item, entry);
            for value in &entry.values {
                let text = value.text();
                match entry.key_name() {
                    "starts" => {
                        let mut scratch = String::new();
                        let folded = token::fold_text(&text, &mut scratch).to_owned();
                        self.packs[pack].boilerplate.push(folded);
                    }
                    "whole" | "dateline" => match LinePattern::new(&text) {
                        Ok(regex) if entry.key_name() == "whole" => self.packs[pack].boilerplate_lines.push(regex),
                        Ok(regex) => self.packs[pack].datelines.push(regex),
                        Err(why) => {
                            let why = why.to_string();
                            let why = why.lines().last().unwrap_or_default().trim_start_matches("error: ").to_owned();
                            self.error(
                                item,
                                "E069",
                                value.span,
                                format!("this is no regular expression: {why}"),
                                "mend it, or quote it",
                            );
                        }
                    },
                    _ => {
                        self.unknown_key(item, entry, &["starts", "whole", "dateline"]);
                        break;
                    }
                }
            }
        }
    }
}

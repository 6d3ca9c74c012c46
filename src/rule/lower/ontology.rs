//! Event types, CAMEO codes and the language-neutral actions.

use super::*;
use crate::record::{ActorKind, EventType};

const EVENT_KEYS: &[&str] = &["quad", "intensity", "label"];
pub(super) const ACTION_KEYS: &[&str] = &["code", "label", "AGENT", "TARGET", "PARTY", "THEME", "THING", "PLACE"];

/// What a block says of an action in no language.
#[derive(Default)]
struct Neutral {
    code: Option<Code>,
    slots: Vec<(Slot, Vec<Filler>)>,
    parties: Option<Parties>,
    clause: Option<Inner>,
    deed: Option<Effect>,
}

impl Neutral {
    fn into_action(self, id: String) -> Action {
        let Code { event, mode, cameo } = self.code.unwrap_or_default();
        let mut slots = self.slots;
        // Somebody acts, unless several do it together.
        if !slots.iter().any(|(slot, _)| matches!(slot, Slot::Agent | Slot::Party)) {
            slots.insert(0, (Slot::Agent, vec![Filler::Actor]));
        }
        let parties = self.parties.unwrap_or(Parties::Mutual);
        Action { id, event, mode, cameo, slots, parties, clause: self.clause, deed: self.deed }
    }

    fn extend(self, action: &mut Action) {
        for (slot, fillers) in self.slots {
            add_fillers(&mut action.slots, slot, fillers);
        }
        action.parties = self.parties.unwrap_or(action.parties);
        action.clause = self.clause.or(action.clause);
        action.deed = self.deed.or(action.deed);
    }
}

fn add_fillers(slots: &mut Vec<(Slot, Vec<Filler>)>, slot: Slot, fillers: Vec<Filler>) {
    match slots.iter_mut().find(|(known, _)| *known == slot) {
        Some((_, known)) => known.extend(fillers),
        None => slots.push((slot, fillers)),
    }
}

#[derive(Default)]
struct Code {
    event: Option<EventType>,
    mode: Option<String>,
    cameo: String,
}

impl Lower<'_> {
    pub(super) fn event(&mut self, item: &Item) {
        let Ok(event) = item.block.id().parse::<EventType>() else {
            self.no_event_type(item, &item.block.id(), item.block.span());
            return;
        };
        let mut quad = None;
        let mut intensity = None;
        for entry in &item.block.entries {
            self.no_children(item, entry);
            let text = entry.text();
            match entry.key_name() {
                "quad" => match text.parse() {
                    Ok(class) => quad = Some(class),
                    Err(why) => self.error(item, "E021", entry.span, why, "write one of the four quad classes"),
                },
                "intensity" => match text.parse::<f32>() {
                    Ok(number) if (-10.0..=10.0).contains(&number) => intensity = Some(number),
                    _ => self.error(
                        item,
                        "E022",
                        entry.span,
                        format!("`{text}` is no intensity"),
                        "write a number from -10 to 10",
                    ),
                },
                "label" => self.label(format!("event/{event}"), entry),
                _ => self.unknown_key(item, entry, EVENT_KEYS),
            }
        }
        let slot = &mut self.events[event as usize];
        match (quad, intensity, slot.is_some()) {
            (Some(quad), Some(intensity), _) => *slot = Some(EventInfo { quad, intensity }),
            (None, None, true) => {}
            _ => self.error(
                item,
                "E023",
                item.block.span(),
                "an event type needs its quad class and intensity",
                "add `quad:` and `intensity:`",
            ),
        }
    }

    fn no_event_type(&mut self, item: &Item, name: &str, span: Span) {
        let names = EventType::ALL.iter().map(|e| e.as_str());
        self.error(item, "E020", span, format!("there is no event type `{name}`"), suggestion(name, names));
    }

    /// A label in its language; one without serves all that have none.
    fn label(&mut self, what: String, entry: &Entry) {
        self.labels.insert(what, entry.lang(), entry.text().into_owned());
    }

    pub(super) fn cameo_codes(&mut self, item: &Item) {
        for entry in &item.block.entries {
            let code = entry.key_name().to_owned();
            if !(2..=4).contains(&code.len()) || !code.bytes().all(|b| b.is_ascii_digit()) {
                self.error(
                    item,
                    "E024",
                    entry.span,
                    format!("`{code}` is no CAMEO code"),
                    "write two to four digits, a colon and the label",
                );
                continue;
            }
            self.cameo.insert(code, entry.text().into_owned());
        }
    }

    /// The part of an action that stands in no language.
    pub(super) fn declare_action(&mut self, item: &Item) {
        let id = item.block.id();
        let lines: Vec<&Entry> = item.block.entries.iter().filter(|e| ACTION_KEYS.contains(&e.key_name())).collect();
        if lines.is_empty() {
            return;
        }
        let neutral = self.neutral(item, &lines);
        match self.action_ids.get(&*id) {
            Some(&known) if neutral.code.is_some() => {
                let id = &self.actions[known.index()].id;
                let message = format!("action `{id}` has a code already");
                self.error(item, "E025", item.block.span(), message, "write `replace action …` to say it anew");
            }
            Some(&known) => neutral.extend(&mut self.actions[known.index()]),
            None if neutral.code.is_some() => {
                self.action_ids.insert(id.to_string(), ActionId::new(self.actions.len()));
                self.actions.push(neutral.into_action(id.into_owned()));
            }
            None => {
                let message = format!("action `{id}` has no code");
                self.error(
                    item,
                    "E026",
                    item.block.span(),
                    message,
                    "add `code: EVENT/mode, cameo NNN`, or `code: none`",
                );
            }
        }
    }

    fn neutral(&mut self, item: &Item, lines: &[&Entry]) -> Neutral {
        let mut neutral = Neutral::default();
        for entry in lines {
            self.no_children(item, entry);
            match entry.key_name() {
                "code" => neutral.code = Some(self.code(item, entry)),
                "label" => self.label(format!("action/{}", item.block.id()), entry),
                "THEME" => {
                    for value in &entry.values {
                        match self.inner(item, value) {
                            Some(Theme::Clause(inner)) => neutral.clause = Some(inner),
                            Some(Theme::Deed(effect)) => neutral.deed = Some(effect),
                            None => {}
                        }
                    }
                }
                key => {
                    let mut fillers = Vec::new();
                    for value in &entry.values {
                        match &*value.text() {
                            "mutual" => neutral.parties = Some(Parties::Mutual),
                            "both" => neutral.parties = Some(Parties::Both),
                            text => fillers.extend(self.filler(item, text, value.span)),
                        }
                    }
                    add_fillers(&mut neutral.slots, Slot::from_name(key).expect("a known key"), fillers);
                }
            }
        }
        neutral
    }

    /// `ACCUSE/disapprove, cameo 111` or `none`.
    fn code(&mut self, item: &Item, entry: &Entry) -> Code {
        let mut code = Code::default();
        for (n, value) in entry.values.iter().enumerate() {
            let text = value.text();
            if n == 0 {
                if text == "none" {
                    return code;
                }
                let (event, mode) = text.split_once('/').map_or((&*text, None), |(e, m)| (e, Some(m.to_owned())));
                match event.parse() {
                    Ok(event) => code.event = Some(event),
                    Err(_) => {
                        self.no_event_type(item, event, value.span);
                        return code;
                    }
                }
                code.mode = mode;
            } else if let Some(number) = text.strip_prefix("cameo ") {
                if !self.cameo.is_empty() && !self.cameo.contains_key(number) {
                    let help = suggestion(number, self.cameo.keys().map(String::as_str));
                    self.error(item, "E027", value.span, format!("there is no CAMEO code `{number}`"), help);
                }
                code.cameo = number.to_owned();
            } else {
                self.error(
                    item,
                    "E028",
                    value.span,
                    format!("`{text}` says nothing in a code"),
                    "write `EVENT/mode, cameo NNN`",
                );
            }
        }
        if code.cameo.is_empty() {
            self.error(item, "E029", entry.span, "the code lacks its CAMEO number", "add `, cameo NNN`");
        }
        code
    }

    fn inner(&mut self, item: &Item, value: &Value) -> Option<Theme> {
        const CURE: &str = "write `clause AGENT EFFECT`, `clause TARGET EFFECT` or `deed EFFECT`";
        let words: Vec<&str> = value.atoms.iter().map(|a| &*a.text).collect();
        let theme = match words[..] {
            ["clause", controller, effect] => Slot::from_name(controller)
                .zip(Effect::from_name(effect))
                .map(|(controller, effect)| Theme::Clause(Inner { controller, effect })),
            ["deed", effect] => Effect::from_name(effect).map(Theme::Deed),
            _ => None,
        };
        if theme.is_none() {
            self.error(item, "E030", value.span, format!("`{}` is no THEME", value.text()), CURE);
        }
        theme
    }

    pub(super) fn filler(&mut self, item: &Item, text: &str, span: Span) -> Option<Filler> {
        Some(match text {
            "actor" => Filler::Actor,
            "country" => Filler::Kind(ActorKind::Country),
            "person" => Filler::Kind(ActorKind::Person),
            "org" => Filler::Kind(ActorKind::Org),
            "group" => Filler::Kind(ActorKind::Group),
            "role" => Filler::Kind(ActorKind::Role),
            "place" => Filler::Kind(ActorKind::Place),
            "place.country" => Filler::PlaceCountry,
            "deed.AGENT" => Filler::DeedAgent,
            "claim.speaker" => Filler::ClaimSpeaker,
            "clause.TARGET" => Filler::ClauseTarget,
            "offender" => Filler::Offender,
            "none" => Filler::Nothing,
            _ if text.contains(" as ") => {
                let (class, role) = text.split_once(" as ").expect("just seen");
                let Filler::Class(class) = self.filler(item, class, span)? else {
                    self.error(item, "E031", span, format!("`{class}` is no class"), "write `CLASS as ROLE`");
                    return None;
                };
                Filler::As(class, self.role_named(item, role, span))
            }
            _ => match self.classes.get_mut(text) {
                Some(class) => {
                    class.used = true;
                    Filler::Class(class.id)
                }
                None => {
                    let kinds = ["actor", "country", "person", "org", "group", "role", "place", "place.country"];
                    let known: Vec<&str> = kinds.into_iter().chain(self.classes.keys().map(String::as_str)).collect();
                    let help = suggestion(text, known.iter().copied());
                    self.error(item, "E031", span, format!("`{text}` is no type of filler and no class"), help);
                    return None;
                }
            },
        })
    }
}

enum Theme {
    Clause(Inner),
    Deed(Effect),
}

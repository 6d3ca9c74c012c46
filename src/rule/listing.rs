//! What the rules come to, for their authors to look at.

use std::collections::{BTreeMap, BTreeSet};

use super::{RuleSet, model::*};
use crate::{
    error::Error,
    lang::{Form, Voice},
    record::{ActorKind, EventType},
};

/// A verb or noun with its forms and what it means.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Forms {
    /// As rule files write it: `kecam meN-`.
    pub lemma: String,
    /// The forms by voice: active, passive, bare (without a prefix), middle (of no voice), noun.
    pub voices: Vec<(&'static str, Vec<String>)>,
    /// Its meanings; none where it is in no rule.
    pub uses: Vec<Use>,
}

/// One meaning of a verb or noun.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Use {
    /// The action of the ontology.
    pub action: String,
    /// Its event type; none where the action only shapes what is inside it.
    pub event: Option<EventType>,
    /// The slots, each with the places where its filler is looked for: `("TARGET", "object, kepada")`.
    pub slots: Vec<(&'static str, String)>,
    /// Whether it needs one of certain nouns beside it: *melontarkan kecaman*.
    pub light: bool,
    /// Whether it is a meaning of the noun that follows from the verb.
    pub nominal: bool,
    /// The line that says so: `id/actions/accuse.rules:12`.
    pub place: String,
}

/// What can be listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Listed {
    /// The event types.
    Event,
    /// The actions and how they are said.
    Action,
    /// The roles and their nouns.
    Role,
    /// The named classes of words.
    Class,
    /// The actors or places of a kind.
    Actor(ActorKind),
}

/// How much the rules hold.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Figures {
    /// Actors and places of each kind.
    pub actors: Vec<(ActorKind, usize)>,
    /// Actions of the ontology.
    pub actions: usize,
    /// Roles.
    pub roles: usize,
    /// What each language has.
    pub languages: Vec<LanguageFigures>,
}

/// How much the rules hold of one language.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct LanguageFigures {
    /// Its code.
    pub lang: String,
    /// Names of actors and places.
    pub names: usize,
    /// Verbs and nouns for each event type.
    pub lemmas: Vec<(EventType, usize)>,
    /// Tests.
    pub tests: usize,
}

impl RuleSet {
    /// The verbs that begin with these words (`["kecam"]`, `["kecam", "meN-"]`) and the nouns that a root is in. Where
    /// the rules have none: the forms that the words would have, in each affix class if they name none.
    ///
    /// # Errors
    /// Where there are no rules for the language, or the rules have none and the words can't be inflected.
    pub fn forms(&self, lang: &str, words: &[&str]) -> Result<Vec<Forms>, Error> {
        let pack = self.packs.iter().position(|pack| pack.lang == lang).ok_or_else(|| {
            Error::other(format!(
                "there are no rules for the language `{lang}`, only for {}",
                self.languages().join(", ")
            ))
        })?;
        let known = self.known_forms(pack, words);
        if known.is_empty() { self.possible_forms(pack, words) } else { Ok(known) }
    }

    fn known_forms(&self, pack: usize, words: &[&str]) -> Vec<Forms> {
        // Of `take/took/taken over`, the lemma begins with `take`.
        let begins = |lemma: &Lemma| {
            let heads = lemma.text.split(' ').map(|word| word.split('/').next().unwrap_or_default());
            heads.take(words.len()).eq(words.iter().copied())
        };
        let mut found: BTreeMap<&str, Forms> = BTreeMap::new();
        for (lemma, frames) in self.lemma_names.iter().zip(&self.lemmas).filter(|(lemma, _)| lemma.pack == pack) {
            let is_meant = match lemma.part {
                Part::Verb | Part::Nominal => begins(lemma),
                Part::Noun => matches!(words, [root] if lemma.text.contains(root)),
            };
            if is_meant {
                let forms = found.entry(&lemma.text).or_insert_with(|| self.forms_of(pack, &lemma.text, lemma.part));
                forms.uses.extend(frames.iter().map(|frame| self.use_of(*frame, lemma.part)));
            }
        }
        found.into_values().collect()
    }

    fn possible_forms(&self, pack: usize, words: &[&str]) -> Result<Vec<Forms>, Error> {
        let Some(morphology) = self.packs[pack].morphology else { return Ok(Vec::new()) };
        let lemmas: Vec<Vec<&str>> = match words {
            [root] if !morphology.affix_classes().is_empty() => {
                morphology.affix_classes().into_iter().map(|class| vec![*root, class]).collect()
            }
            _ => vec![words.to_vec()],
        };
        // A root does not go with every class; what the author has written must.
        let is_asked = lemmas.len() == 1;
        let mut all = Vec::new();
        for lemma in lemmas {
            match morphology.verb_forms(&lemma) {
                Ok(forms) => all.push(Forms { lemma: lemma.join(" "), voices: by_voice(forms), uses: Vec::new() }),
                Err(why) if is_asked => return Err(Error::other(why)),
                Err(_) => {}
            }
        }
        Ok(all)
    }

    fn forms_of(&self, pack: usize, lemma: &str, part: Part) -> Forms {
        let words: Vec<&str> = lemma.split(' ').collect();
        let voices = match (self.packs[pack].morphology, part) {
            (Some(morphology), Part::Noun) => {
                vec![(Voice::Nominal.name(), morphology.noun_forms(lemma))]
            }
            (Some(morphology), _) => by_voice(morphology.verb_forms(&words).unwrap_or_default()),
            (None, _) => Vec::new(),
        };
        Forms { lemma: lemma.to_owned(), voices, uses: Vec::new() }
    }

    fn use_of(&self, frame: FrameId, part: Part) -> Use {
        let frame = &self.frames[frame.index()];
        let action = &self.actions[frame.action.index()];
        let places =
            |places: &[Place]| places.iter().map(|place| self.place_name(*place)).collect::<Vec<_>>().join(", ");
        Use {
            action: action.id.clone(),
            event: action.event,
            slots: frame.slots.iter().map(|(slot, filled)| (slot.name(), places(filled))).collect(),
            light: frame.light.is_some(),
            nominal: part == Part::Nominal,
            place: self.place(frame.rule),
        }
    }

    fn place_name(&self, place: Place) -> String {
        match place {
            Place::Subject => "subject".to_owned(),
            Place::Object => "object".to_owned(),
            Place::Possessor => "possessor".to_owned(),
            Place::OwnerOfThing => "possessor after THING".to_owned(),
            Place::Preposition(phrase) => self.phrases[phrase.index()].clone(),
            Place::Clause(None) => "clause".to_owned(),
            Place::Clause(Some(phrase)) => format!("clause {}", self.phrases[phrase.index()]),
        }
    }

    /// The rules of a kind, one a row: first its id, then what belongs to it, last its words in all languages as they
    /// are looked up.
    pub fn list(&self, what: Listed) -> Vec<Vec<String>> {
        match what {
            Listed::Event => self.list_events(),
            Listed::Action => self.list_actions(),
            Listed::Role => {
                let nouns = self.words_of(|meaning| if let Meaning::Role(role) = meaning { Some(role) } else { None });
                let row = |(n, role): (usize, &Role)| {
                    vec![role.id.clone(), role.sort.name().to_owned(), words(&nouns, RoleId::new(n))]
                };
                self.roles.iter().enumerate().map(row).collect()
            }
            Listed::Class => {
                let members =
                    self.words_of(|meaning| if let Meaning::Class(class) = meaning { Some(class) } else { None });
                self.classes.iter().map(|(name, class)| vec![name.clone(), words(&members, *class)]).collect()
            }
            Listed::Actor(kind) => {
                let names = self
                    .words_of(|meaning| if let Meaning::Name { entity, .. } = meaning { Some(entity) } else { None });
                let of_kind = self.entities.iter().enumerate().filter(|(_, entity)| entity.kind == kind);
                of_kind.map(|(n, entity)| vec![entity.code.clone(), words(&names, EntityId::new(n))]).collect()
            }
        }
    }

    fn list_events(&self) -> Vec<Vec<String>> {
        let known = EventType::ALL.iter().zip(&self.events).filter_map(|(event, info)| Some((event, info.as_ref()?)));
        let label = |event: EventType| {
            let labels = self.packs.iter().filter_map(|pack| self.labels.event(event, &pack.lang));
            labels.collect::<Vec<_>>().join(", ")
        };
        known
            .map(|(event, info)| {
                vec![event.to_string(), info.quad.to_string(), format!("{:+.1}", info.intensity), label(*event)]
            })
            .collect()
    }

    fn list_actions(&self) -> Vec<Vec<String>> {
        let mut said: BTreeMap<ActionId, BTreeSet<&str>> = BTreeMap::new();
        for (lemma, frames) in
            self.lemma_names.iter().zip(&self.lemmas).filter(|(lemma, _)| lemma.part != Part::Nominal)
        {
            for frame in frames {
                said.entry(self.frames[frame.index()].action).or_default().insert(&lemma.text);
            }
        }
        let row = |(n, action): (usize, &Action)| {
            let code = match (action.event, &action.mode) {
                (None, _) => "none".to_owned(),
                (Some(event), None) => event.to_string(),
                (Some(event), Some(mode)) => format!("{event}/{mode}"),
            };
            let lemmas =
                said.get(&ActionId::new(n)).map(|lemmas| lemmas.iter().copied().collect::<Vec<_>>().join(", "));
            vec![action.id.clone(), code, action.cameo.clone(), lemmas.unwrap_or_default()]
        };
        self.actions.iter().enumerate().map(row).collect()
    }

    /// The words of all languages by what they mean.
    fn words_of<K: Ord>(&self, key: impl Fn(Meaning) -> Option<K>) -> BTreeMap<K, BTreeSet<String>> {
        let mut found: BTreeMap<K, BTreeSet<String>> = BTreeMap::new();
        for pack in &self.packs {
            let names = pack.lexicon.names(&self.vocabulary);
            for (state, name) in pack.lexicon.states().zip(&names) {
                for key in pack.lexicon.senses(state).filter_map(|(sense, _)| key(sense.meaning)) {
                    found.entry(key).or_default().insert(name.clone());
                }
            }
        }
        found
    }

    /// How much the rules hold.
    pub fn figures(&self) -> Figures {
        let of_kind = |kind: ActorKind| self.entities.iter().filter(|entity| entity.kind == kind).count();
        let actors = ActorKind::ALL.iter().map(|&kind| (kind, of_kind(kind))).filter(|(_, count)| *count > 0).collect();
        Figures {
            actors,
            actions: self.actions.len(),
            roles: self.roles.len(),
            languages: (0..self.packs.len()).map(|pack| self.language_figures(pack)).collect(),
        }
    }

    fn language_figures(&self, pack: usize) -> LanguageFigures {
        let mut lemmas = [0; EventType::ALL.len()];
        for (lemma, frames) in self.lemma_names.iter().zip(&self.lemmas) {
            if lemma.pack != pack || lemma.part == Part::Nominal {
                continue;
            }
            let events = frames.iter().filter_map(|f| self.actions[self.frames[f.index()].action.index()].event);
            events.collect::<BTreeSet<_>>().into_iter().for_each(|event| lemmas[event as usize] += 1);
        }
        let Pack { lang, lexicon, .. } = &self.packs[pack];
        let senses = lexicon.states().flat_map(|state| lexicon.senses(state));
        LanguageFigures {
            lang: lang.clone(),
            names: senses.filter(|(sense, _)| matches!(sense.meaning, Meaning::Name { .. })).count(),
            lemmas: EventType::ALL.iter().copied().zip(lemmas).collect(),
            tests: self.tests.iter().filter(|test| test.lang == *lang).count(),
        }
    }
}

fn words<K: Ord>(found: &BTreeMap<K, BTreeSet<String>>, key: K) -> String {
    found.get(&key).map(|words| words.iter().map(String::as_str).collect::<Vec<_>>().join(", ")).unwrap_or_default()
}

fn by_voice(forms: Vec<Form>) -> Vec<(&'static str, Vec<String>)> {
    let mut voices: BTreeMap<Voice, Vec<String>> = BTreeMap::new();
    for form in forms {
        voices.entry(form.voice).or_default().push(form.text);
    }
    voices.into_iter().map(|(voice, forms)| (voice.name(), forms)).collect()
}

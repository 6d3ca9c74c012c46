//! From the syntax tree to the compiled rules: what each kind of block means, and what is wrong with it.

mod frames;
mod ontology;
mod pattern;
mod test;
mod words;
mod world;

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::{
    RuleSet,
    labels::Labels,
    model::*,
    syntax::{Atom, AtomKind, Block, Entry, Key, Operation, Value, parse},
};
use crate::{
    diagnostic::{Diagnostic, Source},
    lang,
    span::Span,
    token,
};

/// A block with the file it stands in.
struct Item<'b> {
    block: &'b Block,
    file: usize,
    /// Language of the folder it stands in.
    lang: Option<String>,
}

/// Compiles the texts of rule files; `path` tells the language by its first folder.
pub(super) fn compile(files: &[Source]) -> (RuleSet, Vec<Diagnostic>) {
    let mut found = Vec::new();
    let parsed: Vec<Vec<Block>> = files.iter().map(|file| parse(file, &mut found)).collect();
    let mut items: Vec<Item> = Vec::new();
    for (file, blocks) in parsed.iter().enumerate() {
        let lang = language_of(&files[file].path);
        for block in blocks {
            let id = block.id();
            if block.operation != Operation::Extend {
                let before = items.len();
                items.retain(|item| {
                    item.block.kind.text != block.kind.text || item.block.id() != id || item.lang != lang
                });
                let replaced = before - items.len();
                let source = &files[file];
                let what = format!("{} `{id}`", block.kind.text);
                found.push(match replaced {
                    0 => source
                        .error("E010", block.span(), format!("there is no {what} to {}", operation_name(block.operation)))
                        .help("blocks of earlier files can be replaced or removed, in the same language only"),
                    n => source.warning("W010", block.span(), format!("{}s {n} block(s) of {what}", operation_name(block.operation))),
                });
            }
            if block.operation != Operation::Remove {
                items.push(Item { block, file, lang: lang.clone() });
            }
        }
    }
    let mut lower = Lower::new(files, &items, found);
    lower.run(&items);
    lower.finish()
}

fn operation_name(operation: Operation) -> &'static str {
    match operation {
        Operation::Extend => "extend",
        Operation::Replace => "replace",
        Operation::Remove => "remove",
    }
}

/// The language whose folder a path lies in: `id/words.rules`.
fn language_of(path: &str) -> Option<String> {
    let folders: Vec<&str> = path.split(['/', '\\']).rev().skip(1).collect();
    folders.iter().find(|f| f.len() == 2 && f.bytes().all(|b| b.is_ascii_lowercase())).map(|f| (*f).to_owned())
}

/// The kinds of block, in the order in which they are lowered.
const KINDS: &[&str] = &[
    "event", "cameo", "role", "class", "country", "org", "group", "place", "person", "default", "action", "pattern", "word", "cue",
    "say", "anaphor", "constraint", "compound", "date", "boilerplate", "test",
];

struct Lower<'f> {
    files: &'f [Source],
    found: Vec<Diagnostic>,
    vocabulary: Vocabulary,
    packs: Vec<Pack>,
    entities: Vec<Entity>,
    entity_ids: FxHashMap<String, EntityId>,
    roles: Vec<Role>,
    role_ids: FxHashMap<String, RoleId>,
    classes: FxHashMap<String, ClassId>,
    class_count: u32,
    actions: Vec<Action>,
    action_ids: FxHashMap<String, ActionId>,
    events: [Option<EventInfo>; 16],
    cameo: BTreeMap<String, String>,
    frames: Vec<Frame>,
    /// Frames of each verb or noun.
    lemmas: Vec<Vec<FrameId>>,
    lemma_ids: FxHashMap<(usize, String), LemmaId>,
    phrases: FxHashMap<String, PhraseId>,
    guards: Vec<Guard>,
    anaphors: Vec<Anaphor>,
    rules: Vec<RulePlace>,
    labels: Labels,
    tests: Vec<RuleTest>,
}

impl<'f> Lower<'f> {
    fn new(files: &'f [Source], items: &[Item], found: Vec<Diagnostic>) -> Self {
        let mut langs: Vec<String> = items.iter().filter_map(|item| item.lang.clone()).collect();
        langs.sort();
        langs.dedup();
        let packs = langs
            .into_iter()
            .map(|lang| Pack {
                morphology: lang::morphology(&lang),
                lang,
                lexicon: Lexicon::default(),
                defaults: Defaults::default(),
                constraints: FxHashMap::default(),
                compounds: Vec::new(),
                dates: Vec::new(),
                date_starts: FxHashMap::default(),
                date_starts_number: Vec::new(),
                date_starts_sign: Vec::new(),
                values: FxHashMap::default(),
                boilerplate: Vec::new(),
                boilerplate_lines: Vec::new(),
                datelines: Vec::new(),
            })
            .collect();
        Lower {
            files,
            found,
            vocabulary: Vocabulary::default(),
            packs,
            entities: Vec::new(),
            entity_ids: FxHashMap::default(),
            roles: Vec::new(),
            role_ids: FxHashMap::default(),
            classes: FxHashMap::default(),
            class_count: 0,
            actions: Vec::new(),
            action_ids: FxHashMap::default(),
            events: [None; 16],
            cameo: BTreeMap::new(),
            frames: Vec::new(),
            lemmas: Vec::new(),
            lemma_ids: FxHashMap::default(),
            phrases: FxHashMap::default(),
            guards: Vec::new(),
            anaphors: Vec::new(),
            rules: Vec::new(),
            labels: Labels::default(),
            tests: Vec::new(),
        }
    }

    fn run(&mut self, items: &[Item]) {
        for item in items {
            let kind = &item.block.kind;
            if !KINDS.contains(&kind.text.as_str()) {
                let diagnostic = self.files[item.file]
                    .error("E011", kind.span, format!("there is no kind of block `{}`", kind.text))
                    .help(suggestion(&kind.text, KINDS.iter().copied()));
                self.found.push(diagnostic);
            }
        }
        let of = |kind: &'static str| items.iter().filter(move |item| item.block.kind.text == kind);
        for item in of("event") {
            self.event(item);
        }
        for item in of("cameo") {
            self.cameo_codes(item);
        }
        for item in of("role") {
            self.role(item);
        }
        for item in of("class") {
            self.class(item);
        }
        // Entities refer to one another, so all of them are known before any is read.
        for kind in ["country", "org", "group", "place", "person"] {
            of(kind).for_each(|item| self.declare_entity(item));
        }
        for kind in ["country", "org", "group", "place", "person"] {
            of(kind).for_each(|item| self.entity(item));
        }
        for item in of("action") {
            self.declare_action(item);
        }
        for item in of("default") {
            self.defaults(item);
        }
        for item in of("action") {
            self.language_action(item);
        }
        for item in of("pattern") {
            self.pattern(item);
        }
        for item in of("word") {
            self.words(item);
        }
        for item in of("cue") {
            self.cues(item);
        }
        for item in of("say") {
            self.say(item);
        }
        for item in of("anaphor") {
            self.anaphors(item);
        }
        for item in of("constraint") {
            self.constraints(item);
        }
        for item in of("compound") {
            self.compound(item);
        }
        for item in of("date") {
            self.dates(item);
        }
        self.index_dates();
        for item in of("boilerplate") {
            self.boilerplate(item);
        }
        for item in of("test") {
            self.test(item);
        }
    }

    fn finish(self) -> (RuleSet, Vec<Diagnostic>) {
        let rules = RuleSet {
            files: self.files.iter().map(|f| f.path.clone()).collect(),
            vocabulary: self.vocabulary,
            packs: self.packs,
            entities: self.entities,
            entity_ids: self.entity_ids,
            roles: self.roles,
            actions: self.actions,
            events: self.events,
            frames: self.frames,
            lemmas: self.lemmas,
            phrases: self.phrases,
            guards: self.guards,
            anaphors: self.anaphors,
            rules: self.rules,
            labels: self.labels,
            tests: self.tests,
            warnings: Vec::new(),
        };
        (rules, self.found)
    }

    // What all kinds of block share.

    fn error(&mut self, item: &Item, code: &'static str, span: Span, message: impl Into<String>, help: impl Into<String>) {
        let diagnostic = self.files[item.file].error(code, span, message).help(help);
        self.found.push(diagnostic);
    }

    fn warning(&mut self, item: &Item, code: &'static str, span: Span, message: impl Into<String>, help: impl Into<String>) {
        let diagnostic = self.files[item.file].warning(code, span, message).help(help);
        self.found.push(diagnostic);
    }

    /// The number of the rule in the line of `span`.
    fn rule(&mut self, item: &Item, span: Span) -> RuleId {
        let line = self.files[item.file].line(span.start);
        self.rules.push(RulePlace { file: item.file as u32, line: line as u32 });
        RuleId::new(self.rules.len() - 1)
    }

    /// The packs that an entry of this item speaks to.
    fn packs_of(&mut self, item: &Item, key: Option<&Key>) -> Vec<usize> {
        let lang = key.and_then(|k| k.lang.as_ref()).or(item.lang.as_ref());
        (0..self.packs.len()).filter(|&p| lang.is_none_or(|lang| self.packs[p].lang == *lang)).collect()
    }

    /// The pack of a block that only makes sense in a language.
    fn pack_of(&mut self, item: &Item) -> Option<usize> {
        let pack = item.lang.as_ref().and_then(|lang| self.packs.iter().position(|p| p.lang == *lang));
        if pack.is_none() {
            let message = format!("`{}` says how a language does it, but stands in no language's folder", item.block.kind.text);
            self.error(item, "E012", item.block.span(), message, "move it to the folder of its language, such as rules/id");
        }
        pack
    }

    fn unknown_key(&mut self, item: &Item, entry: &Entry, known: &[&str]) {
        let (name, span) = match &entry.key {
            Some(key) => (key.name().to_owned(), key.span),
            None => (String::new(), entry.span),
        };
        let kind = &item.block.kind.text;
        if name.is_empty() {
            self.error(item, "E013", span, format!("a line of `{kind}` begins with a key"), format!("keys are {}", known.join(", ")));
        } else {
            let help = suggestion(&name, known.iter().copied());
            self.error(item, "E014", span, format!("`{kind}` has no key `{name}`"), help);
        }
    }

    fn no_children(&mut self, item: &Item, entry: &Entry) {
        for child in &entry.children {
            self.error(item, "E015", child.span, "nothing can stand below this line", "take the blanks away before it");
        }
    }

    fn phrase(&mut self, text: &str) -> PhraseId {
        let folded: Vec<_> = token::words(text).into_iter().map(|(word, _)| word.into_owned()).collect();
        let next = PhraseId::new(self.phrases.len());
        *self.phrases.entry(folded.join(" ")).or_insert(next)
    }

    fn word_ids(&mut self, text: &str) -> Vec<WordId> {
        token::words(text).iter().map(|(word, _)| self.vocabulary.intern(word)).collect()
    }

    /// Puts a sense of `text` into a language's lexicon.
    fn define(&mut self, pack: usize, text: &str, sense: Sense) {
        let words = token::words(text);
        let ids: Vec<WordId> = words.iter().map(|(word, _)| self.vocabulary.intern(word)).collect();
        let cases: Vec<_> = words.iter().map(|&(_, case)| case).collect();
        self.packs[pack].lexicon.insert(&ids, &cases, sense);
    }

    /// A sense that holds in any case and needs no guard.
    fn define_free(&mut self, pack: usize, text: &str, meaning: Meaning, rule: RuleId) {
        self.define(pack, text, Sense { meaning, case: CaseRule::Free, guard: None, rule });
    }

    /// A class of words without a name.
    fn anonymous_class(&mut self) -> ClassId {
        self.class_count += 1;
        ClassId(self.class_count - 1)
    }

    /// The guard that `unless` and `only` lines below an entry make, per language.
    fn guard(&mut self, item: &Item, children: &[Entry], pack: usize) -> Option<GuardId> {
        let mut guard = Guard::default();
        for child in children {
            let lang = child.key.as_ref().and_then(|k| k.lang.clone());
            if lang.is_some_and(|lang| lang != self.packs[pack].lang) {
                continue;
            }
            let conditions: Vec<Condition> = child.values.iter().filter_map(|v| self.condition(item, v)).collect();
            match child.key_name() {
                "unless" => guard.unless.extend(conditions),
                "only" => guard.only.extend(conditions),
                _ => self.unknown_key(item, child, &["unless", "only"]),
            }
        }
        if guard.unless.is_empty() && guard.only.is_empty() {
            return None;
        }
        self.guards.push(guard);
        Some(GuardId::new(self.guards.len() - 1))
    }

    /// `near Atlanta`, `next noun`, `previous "ke arah"`.
    fn condition(&mut self, item: &Item, value: &Value) -> Option<Condition> {
        const CURE: &str = "write near, next or previous and then a word, a word class or `name`";
        let [place, rest @ ..] = &value.atoms[..] else { return None };
        if rest.is_empty() {
            self.error(item, "E016", value.span, "a condition says where and what", CURE);
            return None;
        }
        let text = super::syntax::join(rest);
        let bare = rest.len() == 1 && rest[0].kind == AtomKind::Word;
        let class = if bare { WordClass::from_name(&text) } else { None };
        let is_name = bare && text == "name";
        let words = self.word_ids(&text);
        Some(match (place.text.as_str(), class) {
            ("near", _) => Condition::Near(words),
            ("next", Some(class)) => Condition::NextClass(class),
            ("previous", Some(class)) => Condition::PreviousClass(class),
            ("next", None) if is_name => Condition::NextName,
            ("previous", None) if is_name => Condition::PreviousName,
            ("next", None) => Condition::Next(words),
            ("previous", None) => Condition::Previous(words),
            _ => {
                self.error(item, "E016", place.span, format!("`{}` is no place for a condition", place.text), CURE);
                return None;
            }
        })
    }
}

/// What an author probably meant: the nearest of the known words, or all of them.
fn suggestion<'k>(word: &str, known: impl Iterator<Item = &'k str> + Clone) -> String {
    let near = known.clone().map(|k| (distance(word, k), k)).min().filter(|&(d, k)| d <= 1 + k.len() / 3);
    match near {
        Some((_, near)) => format!("did you mean `{near}`?"),
        None => {
            let mut all: Vec<&str> = known.collect();
            let more = if all.len() > 24 { " …" } else { "" };
            all.truncate(24);
            format!("known are {}{more}", all.join(", "))
        }
    }
}

/// Edit distance (Levenshtein).
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, ca) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, &cb) in b.iter().enumerate() {
            let next = (diagonal + usize::from(ca != cb)).min(row[j] + 1).min(row[j + 1] + 1);
            diagonal = row[j + 1];
            row[j + 1] = next;
        }
    }
    row[b.len()]
}

/// The alternatives of `(a b | c)`, or the one sequence that stands without parentheses.
fn alternatives(atoms: &[Atom]) -> Vec<&[Atom]> {
    match atoms {
        [open, inner @ .., close] if open.is_sign("(") && close.is_sign(")") => {
            inner.split(|a| a.is_sign("|")).filter(|alternative| !alternative.is_empty()).collect()
        }
        _ => vec![atoms],
    }
}

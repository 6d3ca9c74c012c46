//! From the syntax tree to the compiled rules: what each kind of block means, and what is wrong with it.

mod audit;
mod frames;
mod ontology;
mod pattern;
mod test;
mod words;
mod world;

use std::{borrow::Cow, collections::BTreeMap, sync::Arc};

use rustc_hash::FxHashMap;

use super::{
    RuleSet,
    labels::Labels,
    model::*,
    syntax::{Atom, AtomKind, Block, Entry, Operation, Value, join, parse},
};
use crate::{
    diagnostic::{Diagnostic, Source},
    lang,
    span::Span,
    token::{self, Case},
};

/// A block with the file it stands in.
#[derive(Clone, Copy)]
struct Item<'b> {
    block: &'b Block<'b>,
    file: usize,
    /// Language of the folder it stands in.
    lang: Option<&'b str>,
}

impl Item<'_> {
    fn kind(&self) -> &str {
        &self.block.kind.text
    }
}

/// Compiles the texts of rule files; the language of each is the innermost folder of two letters in its path.
pub(super) fn compile(files: &[Source]) -> (RuleSet, Vec<Diagnostic>) {
    compile_and(files, |_| {})
}

/// Every finding in the texts of rule files, also of what compiles and is hardly meant so.
pub(crate) fn check(files: &[Source]) -> Vec<Diagnostic> {
    compile_and(files, |lower| lower.audit()).1
}

fn compile_and(files: &[Source], look: fn(&mut Lower)) -> (RuleSet, Vec<Diagnostic>) {
    let mut found = Vec::new();
    let parsed: Vec<Vec<Block>> = files.iter().map(|file| parse(file, &mut found)).collect();
    let items = items(files, &parsed, &mut found);
    let mut lower = Lower::new(files, &items, found);
    lower.run(&items);
    look(&mut lower);
    lower.finish()
}

/// The blocks that hold, once some have replaced or removed others.
fn items<'b>(files: &'b [Source], parsed: &'b [Vec<Block<'b>>], found: &mut Vec<Diagnostic>) -> Vec<Item<'b>> {
    let mut items: Vec<Item> = Vec::new();
    for (file, (source, blocks)) in files.iter().zip(parsed).enumerate() {
        let lang = language_of(&source.inner);
        for block in blocks {
            if let Some(does) = operation_name(block.operation) {
                let before = items.len();
                items.retain(|item| {
                    item.kind() != block.kind.text || item.lang != lang || item.block.id() != block.id()
                });
                let what = format!("{} `{}`", block.kind.text, block.id());
                found.push(match before - items.len() {
                    0 => source
                        .error("E010", block.span(), format!("there is no {what} to {does}"))
                        .help("blocks of earlier files can be replaced or removed, in the same language only"),
                    1 => source.warning("W010", block.span(), format!("this {does}s {what}")),
                    n => {
                        source.warning("W010", block.span(), format!("this {does}s {what}, which stands in {n} blocks"))
                    }
                });
            }
            if block.operation != Operation::Remove {
                items.push(Item { block, file, lang });
            }
        }
    }
    items
}

fn operation_name(operation: Operation) -> Option<&'static str> {
    match operation {
        Operation::Extend => None,
        Operation::Replace => Some("replace"),
        Operation::Remove => Some("remove"),
    }
}

/// The language whose folder a path lies in: `id/words.rules`.
fn language_of(path: &str) -> Option<&str> {
    path.split(['/', '\\']).rev().skip(1).find(|f| f.len() == 2 && f.bytes().all(|b| b.is_ascii_lowercase()))
}

/// What stands behind the kind of a block.
#[derive(Clone, Copy)]
enum Head {
    Id,
    Sentence,
    Nothing,
}

const KINDS: &[(&str, Head)] = &[
    ("event", Head::Id),
    ("cameo", Head::Nothing),
    ("role", Head::Id),
    ("class", Head::Id),
    ("country", Head::Id),
    ("org", Head::Id),
    ("group", Head::Id),
    ("place", Head::Id),
    ("person", Head::Id),
    ("default", Head::Id),
    ("action", Head::Id),
    ("pattern", Head::Id),
    ("word", Head::Id),
    ("cue", Head::Id),
    ("say", Head::Nothing),
    ("anaphor", Head::Nothing),
    ("constraint", Head::Nothing),
    ("compound", Head::Nothing),
    ("date", Head::Nothing),
    ("boilerplate", Head::Nothing),
    ("test", Head::Sentence),
];

const ENTITY_KINDS: [&str; 5] = ["country", "org", "group", "place", "person"];

struct Lower<'f> {
    files: &'f [Source],
    found: Vec<Diagnostic>,
    vocabulary: Vocabulary,
    packs: Vec<Pack>,
    entities: Vec<Entity>,
    entity_ids: FxHashMap<String, EntityId>,
    roles: Vec<Role>,
    role_ids: FxHashMap<String, RoleId>,
    /// By role: where it is named first.
    role_rules: Vec<RuleId>,
    /// By person, owner and role: where it says that he holds it.
    terms: FxHashMap<(EntityId, EntityId, RoleId), RuleId>,
    classes: FxHashMap<String, NamedClass>,
    class_count: usize,
    actions: Vec<Action>,
    action_ids: FxHashMap<String, ActionId>,
    events: [Option<EventInfo>; 16],
    cameo: BTreeMap<String, String>,
    frames: Vec<Frame>,
    /// By verb or noun: its frames.
    lemmas: Vec<Vec<FrameId>>,
    lemma_names: Vec<Lemma>,
    verbs: FxHashMap<(usize, String), VerbLemma>,
    nouns: FxHashMap<(usize, String), LemmaId>,
    phrases: FxHashMap<String, PhraseId>,
    guards: Vec<Guard>,
    anaphors: Vec<Anaphor>,
    rules: Vec<RulePlace>,
    /// By rule: what of its line says it.
    spans: Vec<Span>,
    labels: Labels,
    tests: Vec<RuleTest>,
    /// The words of the name at hand.
    name: Vec<(WordId, Case)>,
}

/// A class of words that slots ask for by its name.
struct NamedClass {
    id: ClassId,
    /// Where it is begun.
    rule: RuleId,
    used: bool,
}

/// A verb whose forms are in the lexicon.
struct VerbLemma {
    verb: LemmaId,
    /// The nouns that follow from it; in the lexicon once a frame has use for them.
    nominal: Option<LemmaId>,
    nominal_forms: Vec<String>,
}

impl<'f> Lower<'f> {
    fn new(files: &'f [Source], items: &[Item], found: Vec<Diagnostic>) -> Self {
        let mut langs: Vec<&str> = items.iter().filter_map(|item| item.lang).collect();
        langs.sort_unstable();
        langs.dedup();
        let pack = |lang: &str| Pack { lang: lang.to_owned(), morphology: lang::morphology(lang), ..Pack::default() };
        Lower {
            files,
            found,
            packs: langs.into_iter().map(pack).collect(),
            vocabulary: Vocabulary::default(),
            entities: Vec::new(),
            entity_ids: FxHashMap::default(),
            roles: Vec::new(),
            role_ids: FxHashMap::default(),
            role_rules: Vec::new(),
            terms: FxHashMap::default(),
            classes: FxHashMap::default(),
            class_count: 0,
            actions: Vec::new(),
            action_ids: FxHashMap::default(),
            events: [None; 16],
            cameo: BTreeMap::new(),
            frames: Vec::new(),
            // That of the eventless verbs.
            lemmas: vec![Vec::new()],
            lemma_names: vec![Lemma { pack: usize::MAX, text: String::new(), part: Part::Verb }],
            verbs: FxHashMap::default(),
            nouns: FxHashMap::default(),
            phrases: FxHashMap::default(),
            guards: Vec::new(),
            anaphors: Vec::new(),
            rules: Vec::new(),
            spans: Vec::new(),
            labels: Labels::default(),
            tests: Vec::new(),
            name: Vec::new(),
        }
    }

    fn run(&mut self, items: &[Item]) {
        let items: Vec<&Item> = items.iter().filter(|item| self.is_block(item)).collect();
        let mut each = |kind: &str, lower: fn(&mut Self, &Item)| {
            items.iter().filter(|item| item.kind() == kind).for_each(|item| lower(self, item));
        };
        each("event", Self::event);
        each("cameo", Self::cameo_codes);
        each("role", Self::role);
        each("class", Self::class);
        // Entities refer to one another, so all of them are known before any is read.
        ENTITY_KINDS.iter().for_each(|kind| each(kind, Self::declare_entity));
        ENTITY_KINDS.iter().for_each(|kind| each(kind, Self::entity));
        each("action", Self::declare_action);
        each("default", Self::defaults);
        each("action", Self::language_action);
        each("pattern", Self::pattern);
        each("word", Self::words);
        each("cue", Self::cues);
        each("say", Self::say);
        each("anaphor", Self::anaphors);
        each("constraint", Self::constraints);
        each("compound", Self::compound);
        each("date", Self::dates);
        each("boilerplate", Self::boilerplate);
        each("test", Self::test);
        self.prepositional_verbs();
        self.index_dates();
    }

    /// Whether the kind of a block is known and its head can be read.
    fn is_block(&mut self, item: &Item) -> bool {
        self.empty_entries(item, &item.block.entries);
        let Some((kind, head)) = KINDS.iter().find(|(kind, _)| *kind == item.kind()) else {
            let message = format!("there is no kind of block `{}`", item.kind());
            self.error(
                item,
                "E011",
                item.block.kind.span,
                message,
                suggestion(item.kind(), KINDS.iter().map(|(kind, _)| *kind)),
            );
            return false;
        };
        match (head, &item.block.head[..]) {
            (Head::Id, []) => {
                self.error(
                    item,
                    "E017",
                    item.block.span(),
                    format!("`{kind}` lacks its id"),
                    format!("write `{kind} ID`"),
                );
                false
            }
            (Head::Nothing, [first, ..]) => {
                let message = format!("nothing stands behind `{kind}`");
                self.error(item, "E018", first.span, message, "write it below, behind two blanks");
                false
            }
            _ => true,
        }
    }

    fn empty_entries(&mut self, item: &Item, entries: &[Entry]) {
        for entry in entries {
            if entry.values.is_empty() {
                self.error(
                    item,
                    "E019",
                    entry.span,
                    "this line says nothing",
                    "write values behind the key, commas between",
                );
            }
            self.empty_entries(item, &entry.children);
        }
    }

    fn finish(mut self) -> (RuleSet, Vec<Diagnostic>) {
        // Whether its thing is there decides first whether an action is meant at all.
        for action in &mut self.actions {
            action.slots.sort_by_key(|(slot, _)| *slot != Slot::Thing);
        }
        let order = |found: &Diagnostic| (self.files.iter().position(|f| f.path == found.file), found.span);
        self.found.sort_by_cached_key(order);
        let mut phrases = vec![String::new(); self.phrases.len()];
        for (text, id) in self.phrases {
            phrases[id.index()] = text;
        }
        let mut classes: Vec<_> = self.classes.into_iter().map(|(name, class)| (name, class.id)).collect();
        classes.sort_unstable();
        let terms = self.entities.iter().flat_map(|entity| &entity.roles);
        let known_until = terms.filter_map(|held| held.period.from).max_by_key(|from| from.first_day());
        let rules = RuleSet {
            known_until,
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
            lemma_names: self.lemma_names,
            phrases,
            classes,
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

    fn error(
        &mut self,
        item: &Item,
        code: &'static str,
        span: Span,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let diagnostic = self.files[item.file].error(code, span, message).help(help);
        self.found.push(diagnostic);
    }

    fn warning(&mut self, rule: RuleId, code: &'static str, message: impl Into<String>, help: impl Into<String>) {
        let file = self.rules[rule.index()].file as usize;
        let diagnostic = self.files[file].warning(code, self.spans[rule.index()], message).help(help);
        self.found.push(diagnostic);
    }

    /// The number of the rule that stands at `span`.
    fn rule(&mut self, item: &Item, span: Span) -> RuleId {
        let line = self.files[item.file].line(span.start);
        self.rules.push(RulePlace { file: item.file as u32, line: line as u32 });
        self.spans.push(span);
        RuleId::new(self.rules.len() - 1)
    }

    /// The packs that an entry speaks to: those of its language, or of its folder's, or all.
    fn packs_of(&self, item: &Item, entry: Option<&Entry>) -> Vec<usize> {
        let lang = entry.and_then(Entry::lang).or(item.lang);
        (0..self.packs.len()).filter(|&p| lang.is_none_or(|lang| self.packs[p].lang == lang)).collect()
    }

    /// The pack of a block that only makes sense in a language.
    fn pack_of(&mut self, item: &Item) -> Option<usize> {
        let pack = self.packs.iter().position(|pack| item.lang == Some(&pack.lang));
        if pack.is_none() {
            let message = format!("`{}` says how a language does it, but stands in no language's folder", item.kind());
            self.error(
                item,
                "E012",
                item.block.span(),
                message,
                "move it to the folder of its language, such as rules/id",
            );
        }
        pack
    }

    fn unknown_key(&mut self, item: &Item, entry: &Entry, known: &[&str]) {
        let kind = item.kind();
        match &entry.key {
            None => {
                let help = format!("keys are {}", known.join(", "));
                self.error(item, "E013", entry.span, format!("a line of `{kind}` begins with a key"), help);
            }
            Some(key) => {
                let help = suggestion(key.name(), known.iter().copied());
                self.error(item, "E014", key.span, format!("`{kind}` has no key `{}`", key.name()), help);
            }
        }
    }

    fn no_children(&mut self, item: &Item, entry: &Entry) {
        for child in &entry.children {
            self.error(item, "E015", child.span, "nothing can stand below this line", "take the blanks away before it");
        }
    }

    fn phrase(&mut self, text: &str) -> PhraseId {
        let mut folded = String::with_capacity(text.len());
        token::each_word(text, |word, _| {
            if !folded.is_empty() {
                folded.push(' ');
            }
            folded.push_str(word);
        });
        let next = PhraseId::new(self.phrases.len());
        *self.phrases.entry(folded).or_insert(next)
    }

    fn word_ids(&mut self, text: &str) -> Vec<WordId> {
        let mut ids = Vec::new();
        token::each_word(text, |word, _| ids.push(self.vocabulary.intern(word)));
        ids
    }

    /// Puts a sense of `text` into a language's lexicon.
    fn define(&mut self, pack: usize, text: &str, sense: Sense) {
        self.name.clear();
        token::each_word(text, |word, case| self.name.push((self.vocabulary.intern(word), case)));
        self.packs[pack].lexicon.insert(&self.name, sense);
    }

    /// A sense that holds in any case and needs no guard.
    fn define_free(&mut self, pack: usize, text: &str, meaning: Meaning, rule: RuleId) {
        self.define(pack, text, Sense { meaning, case: CaseRule::Free, guard: None, rule });
    }

    /// A class of words without a name.
    fn anonymous_class(&mut self) -> ClassId {
        self.class_count += 1;
        ClassId::new(self.class_count - 1)
    }

    /// The guards that the `unless` and `only` lines below an entry make, one for each of the packs.
    fn guards(&mut self, item: &Item, entry: &Entry, packs: &[usize]) -> Vec<Option<GuardId>> {
        let mut conditions: Vec<(&Entry, Condition)> = Vec::new();
        for child in &entry.children {
            self.no_children(item, child);
            if matches!(child.key_name(), "unless" | "only") {
                conditions.extend(child.values.iter().filter_map(|v| Some((child, self.condition(item, v)?))));
            } else {
                self.unknown_key(item, child, &["unless", "only"]);
            }
        }
        packs.iter().map(|&pack| self.guard(pack, &conditions)).collect()
    }

    fn guard(&mut self, pack: usize, conditions: &[(&Entry, Condition)]) -> Option<GuardId> {
        let lang = &self.packs[pack].lang;
        let of = |key: &str| {
            let mine =
                conditions.iter().filter(|(line, _)| line.key_name() == key && line.lang().is_none_or(|l| l == lang));
            mine.map(|(_, condition)| condition.clone()).collect::<Vec<_>>()
        };
        let guard = Guard { unless: of("unless"), only: of("only") };
        if guard.unless.is_empty() && guard.only.is_empty() {
            return None;
        }
        self.guards.push(guard);
        Some(GuardId::new(self.guards.len() - 1))
    }

    /// `near Atlanta`, `next noun`, `previous "ke arah"`.
    fn condition(&mut self, item: &Item, value: &Value) -> Option<Condition> {
        let (place, rest) = value.atoms.split_first()?;
        self.condition_of(item, place, rest)
    }

    fn condition_of(&mut self, item: &Item, place: &Atom, rest: &[Atom]) -> Option<Condition> {
        const CURE: &str = "write near, next or previous and then a word, a word class or `name`";
        if rest.is_empty() {
            self.error(item, "E016", place.span, "a condition says where and what", CURE);
            return None;
        }
        let text = join(rest);
        let bare = rest.len() == 1 && rest[0].kind == AtomKind::Word;
        let class = if bare { WordClass::from_name(&text) } else { None };
        let is_name = bare && text == "name";
        let words = self.word_ids(&text);
        Some(match (&*place.text, class) {
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

/// A value without the `!` behind it, and whether it has one: exactly this case.
fn exact<'a, 's>(atoms: &'a [Atom<'s>]) -> (&'a [Atom<'s>], bool) {
    match atoms {
        [rest @ .., last] if last.is_sign("!") => (rest, true),
        _ => (atoms, false),
    }
}

/// Which case a name must have that is written so.
fn case_rule(text: &str, exact: bool) -> CaseRule {
    match () {
        () if exact => CaseRule::Exact,
        () if text.chars().any(char::is_uppercase) => CaseRule::Capitals,
        () => CaseRule::Free,
    }
}

/// What an author probably meant: the nearest of the known words, or all of them.
fn suggestion<'k>(word: &str, known: impl Iterator<Item = &'k str> + Clone) -> String {
    let near = known.clone().map(|k| (distance(word, k), k)).min().filter(|&(d, k)| d <= 1 + k.len() / 3);
    match near {
        Some((_, near)) => format!("did you mean `{near}`?"),
        None => {
            let mut all: Vec<&str> = known.collect();
            all.sort_unstable();
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
fn alternatives<'a, 's>(atoms: &'a [Atom<'s>]) -> Vec<&'a [Atom<'s>]> {
    match atoms {
        [open, inner @ .., close] if open.is_sign("(") && close.is_sign(")") => {
            inner.split(|a| a.is_sign("|")).filter(|alternative| !alternative.is_empty()).collect()
        }
        _ => vec![atoms],
    }
}

/// A name with its optional endings written out: `Indonesian(s)`.
fn variants<'a>(atoms: &'a [Atom]) -> Vec<Cow<'a, str>> {
    if !atoms.iter().any(|atom| atom.is_sign("(")) {
        return vec![join(atoms)];
    }
    let mut all = vec![String::new()];
    let mut rest = atoms;
    while let [first, tail @ ..] = rest {
        if first.is_sign("(")
            && first.glued
            && let [ending, close, after @ ..] = tail
            && close.is_sign(")")
        {
            let longer: Vec<String> = all.iter().map(|name| format!("{name}{}", ending.text)).collect();
            all.extend(longer);
            rest = after;
            continue;
        }
        for name in &mut all {
            if !name.is_empty() && !first.glued {
                name.push(' ');
            }
            name.push_str(&first.text);
        }
        rest = tail;
    }
    all.into_iter().map(Cow::Owned).collect()
}

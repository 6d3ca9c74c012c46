//! The clause tree, grown in one pass over the chunks with the clauses that are still open.

use super::{chunk::mark, *};
use crate::{
    record::EventType,
    rule::model::{NameSort, WordClass},
};

/// Builds clauses and attributions into the analysis.
pub(super) fn grow(view: View<'_>, analysis: &mut Analysis) {
    drop_dateline(view, analysis);
    lift_attributions(view, analysis);
    lift_asides(view, analysis);
    let chunks = std::mem::take(&mut analysis.chunks);
    let mut builder = Builder {
        view,
        chunks: &chunks,
        clauses: Vec::new(),
        waiting: Vec::new(),
        current: 0,
        separator: Separator::None,
        fresh: None,
        last_np: None,
        outside: None,
    };
    builder.open(None, Link::Main, 0);
    for at in 0..chunks.len() {
        builder.chunk(at);
    }
    let mut clauses = builder.clauses;
    subjects_behind(view, &chunks, &mut clauses);
    share_subjects(&mut clauses);
    share_objects(&chunks, &mut clauses);
    set_extents(view, &chunks, &mut clauses);
    analysis.clauses = clauses;
    analysis.chunks = chunks;
}

/// "MANILA – Indonesia memulangkan …": where the report was written is no part of its sentence.
fn drop_dateline(view: View<'_>, analysis: &mut Analysis) {
    let [Chunk::Np(np), Chunk::Mark { class: Class::Dash, .. }, _, ..] = &analysis.chunks[..] else { return };
    let words = view.units[np.units.clone()].iter().flat_map(|unit| &view.text.words[unit.words.clone()]);
    let shouted = |text: &str| text.len() > 3 && !text.chars().any(char::is_lowercase);
    if words.into_iter().all(|word| shouted(word.token.span.of(view.content))) {
        analysis.chunks.drain(..2);
    }
}

/// Takes *menurut X* and *kata X* out of the sentence, with the commas around them, and notes who speaks.
fn lift_attributions(view: View<'_>, analysis: &mut Analysis) {
    let mut at = 0;
    while at < analysis.chunks.len() {
        let (class, unit) = match analysis.chunks[at] {
            Chunk::Mark { class: class @ (Class::SayBefore | Class::SayQuote), unit } => (class, unit),
            _ => {
                at += 1;
                continue;
            }
        };
        let speaker = match analysis.chunks.get(at + 1) {
            Some(Chunk::Np(_)) => Some(at + 1),
            _ => None,
        };
        let quote = if class == Class::SayQuote { quote_beside(view, unit) } else { 0 };
        if let Some(speaker) = speaker {
            let Chunk::Np(np) = analysis.chunks[speaker].clone() else { unreachable!("just seen") };
            analysis.attributions.push(Attribution { speaker: Speaker::Np(Box::new(np)), unit, quote });
        } else if is_third(&view.units[unit]) {
            analysis.attributions.push(Attribution { speaker: Speaker::Third(unit), unit, quote });
        } else {
            at += 1;
            continue;
        }
        // "kata X, yang meminta …": X stays for what is said of him.
        let behind = speaker.map_or(at + 1, |n| n + 1);
        let skip = usize::from(mark(&analysis.chunks, behind) == Some(Class::Comma));
        if mark(&analysis.chunks, behind + skip) == Some(Class::Relative) {
            analysis.chunks.remove(at);
            continue;
        }
        // What is said of the speaker goes with him: an apposition, the occasion.
        let end = behind_phrases(&analysis.chunks, behind);
        let start = at - usize::from(at > 0 && is_comma(&analysis.chunks, at - 1));
        let end = end + usize::from(is_comma(&analysis.chunks, end));
        analysis.chunks.drain(start..end);
        at = start;
    }
}

fn is_comma(chunks: &[Chunk], at: usize) -> bool {
    matches!(mark(chunks, at), Some(Class::Comma | Class::Dash))
}

/// One past the prepositions that stand at `at` with what they govern.
fn behind_phrases(chunks: &[Chunk], mut at: usize) -> usize {
    while let [Chunk::Mark { class: Class::Preposition(_), .. }, Chunk::Np(_), ..] = &chunks[at.min(chunks.len())..] {
        at += 2;
    }
    at
}

/// Takes out who said the rest: "…, the minister said on Monday."
fn lift_asides(view: View<'_>, analysis: &mut Analysis) {
    // What somebody demands or threatens says whom it is about, unless nothing follows.
    let is_last = |chunks: &[Chunk], verb: usize| {
        view.order() == Order::HeadLast && (verb + 1 == chunks.len() || mark(chunks, verb + 1) == Some(Class::Stop))
    };
    let mut at = 1;
    while at + 1 < analysis.chunks.len() {
        let chunks = &analysis.chunks;
        let before = mark(chunks, at - 1);
        // "a security official in Taipei said"
        let mut verb = behind_phrases(chunks, at + 1);
        // "Macron, the president of France, said"
        if let (Some(Class::Comma), Some(Chunk::Np(_))) = (mark(chunks, verb), chunks.get(verb + 1)) {
            let end = behind_phrases(chunks, verb + 2);
            if mark(chunks, end) == Some(Class::Comma) && matches!(chunks.get(end + 1), Some(Chunk::Verb(_))) {
                verb = end + 1;
            }
        }
        let speaker = match (&chunks[at], chunks.get(verb), before) {
            (Chunk::Np(np), Some(Chunk::Verb(group)), Some(Class::Comma | Class::Quote | Class::Dash))
                if np.preposition.is_none()
                    && (view.says(group.verb) || is_last(chunks, verb) && speaks(view, group.verb))
                    && group.voice == Voice::Active
                    && !group.participle
                    // Who speaks a quotation stands outside it.
                    && (before == Some(Class::Quote) && view.units[group.verb].quote == 0
                        || chunks[..at].iter().any(|c| matches!(c, Chunk::Verb(_) | Chunk::Np(_)))) =>
            {
                (np.clone(), group.verb)
            }
            _ => {
                at += 1;
                continue;
            }
        };
        let (speaker, unit) = speaker;
        // "Macron told reporters in Paris"
        let hearer = view.order() == Order::HeadLast
            && matches!(chunks.get(verb + 1), Some(Chunk::Np(np)) if np.preposition.is_none());
        let end = behind_phrases(chunks, verb + 1 + usize::from(hearer));
        let ends = end == chunks.len() || mark(chunks, end) == Some(Class::Stop);
        let aside = !hearer && view.order() == Order::HeadLast && is_comma(chunks, end);
        if hearer && before == Some(Class::Quote) {
            let quote = quote_beside(view, speaker.units.start);
            analysis.attributions.push(Attribution { speaker: Speaker::Np(Box::new(speaker)), unit, quote });
            at = end;
            continue;
        }
        let had_verb = before == Some(Class::Quote) || chunks[..at].iter().any(|c| matches!(c, Chunk::Verb(_)));
        if !(ends && had_verb || aside) {
            at += 1;
            continue;
        }
        let quote = if before == Some(Class::Quote) { quote_beside(view, speaker.units.start) } else { 0 };
        analysis.attributions.push(Attribution { speaker: Speaker::Np(Box::new(speaker)), unit, quote });
        let start = if before == Some(Class::Quote) { at } else { at - 1 };
        let end = if aside && before != Some(Class::Quote) { end + 1 } else { end };
        analysis.chunks.drain(start..end);
        at = start.max(1);
    }
}

/// The quotation that ends or begins beside a unit.
fn quote_beside(view: View<'_>, unit: usize) -> u32 {
    let before = view.units[..unit].iter().rev().take(3).map(|u| u.quote).find(|&q| q != 0);
    before.or_else(|| view.units[unit..].iter().map(|u| u.quote).find(|&q| q != 0)).unwrap_or(0)
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Separator {
    None,
    Comma,
    Conjunction,
    /// A conjunction behind a comma: *…, and accused*.
    Further,
    Contrast,
}

impl Separator {
    fn joins(self) -> bool {
        matches!(self, Separator::Conjunction | Separator::Further)
    }
}

struct Builder<'a> {
    view: View<'a>,
    chunks: &'a [Chunk],
    clauses: Vec<Clause>,
    /// For each clause, the noun phrase that waits to be the subject of its verb.
    waiting: Vec<Option<usize>>,
    current: usize,
    /// What stood last between two parts of the sentence.
    separator: Separator,
    /// The noun phrase behind that separator, which may be the subject of another clause.
    fresh: Option<usize>,
    last_np: Option<usize>,
    /// The clause outside the open quotation.
    outside: Option<usize>,
}

impl Builder<'_> {
    fn open(&mut self, parent: Option<usize>, link: Link, at: usize) -> usize {
        self.clauses.push(Clause {
            parent,
            link,
            verb: None,
            subject: None,
            shared_subject: false,
            objects: Vec::new(),
            bare_agent: None,
            prepositional: Vec::new(),
            effects: Vec::new(),
            quote: 0,
            chunks: at..at,
        });
        self.waiting.push(None);
        self.current = self.clauses.len() - 1;
        self.current
    }

    fn reset(&mut self) {
        self.separator = Separator::None;
        self.fresh = None;
    }

    fn chunk(&mut self, at: usize) {
        match &self.chunks[at] {
            Chunk::Np(np) => self.noun_phrase(at, np),
            Chunk::Verb(group) => self.verb(at, group),
            Chunk::Mark { class, unit } => self.mark(at, *class, *unit),
        }
        self.clauses[self.current].chunks.end = at + 1;
    }

    fn noun_phrase(&mut self, at: usize, np: &Np) {
        self.last_np = Some(at);
        let current = self.current;
        if np.preposition.is_some() {
            self.clauses[current].prepositional.push(at);
            return;
        }
        match self.clauses[current].verb {
            None => {
                let apposition = self.separator == Separator::Comma
                    && !np.is_actor
                    && self.waiting[current].is_some_and(|n| matches!(&self.chunks[n], Chunk::Np(np) if np.is_actor));
                // "Israeli helicopters and tanks": those who are not joined by name go with whoever stands first.
                let joined = self.separator == Separator::Conjunction
                    && self.view.order() == Order::HeadLast
                    && np.tail.is_empty()
                    && self.waiting[current].is_some();
                if !joined && !apposition && !self.describes_name(at, np) && !self.belongs_to_deed(at, np) {
                    self.waiting[current] = Some(at);
                }
            }
            Some(verb) if self.separator == Separator::None => {
                if verb + 1 == at && self.view.order() == Order::HeadFirst {
                    self.clauses[current].bare_agent = Some(at);
                }
                self.clauses[current].objects.push(at);
            }
            Some(verb) => {
                // "sanctioned, and later arrested, two businessmen"
                let shared = self.separator == Separator::Comma
                    && verb + 2 == at
                    && self.clauses[current].link == Link::Coordinate
                    && self.clauses[current].shared_subject
                    && self.clauses[current].parent.is_some_and(|before| self.clauses[before].objects.is_empty());
                if (self.separator.joins() || shared) && !self.is_subject(at) {
                    self.clauses[current].objects.push(at);
                } else {
                    self.fresh = Some(at);
                }
            }
        }
    }

    /// "Kaja Kallas, the bloc's top diplomat, accused": an office between commas says who the one named before is.
    fn describes_name(&self, at: usize, np: &Np) -> bool {
        let Some(Chunk::Np(named)) = self.waiting[self.current].map(|n| &self.chunks[n]) else { return false };
        let who = |np: &Np| match np.tail[..] {
            [m] if np.is_actor => Some(self.view.found.mentions[m].who),
            _ => None,
        };
        self.separator == Separator::Comma
            && is_comma(self.chunks, at + 1)
            && matches!(who(named), Some(Who::Entity(_) | Who::Person(_)))
            && matches!(who(np), Some(Who::Role { .. }))
    }

    /// "penangkapan ribuan demonstran": what is counted directly behind a deed is what it was done to.
    fn belongs_to_deed(&self, at: usize, np: &Np) -> bool {
        let deed = at.checked_sub(1).filter(|&n| self.waiting[self.current] == Some(n)).map(|n| &self.chunks[n]);
        let is_deed = |np: &Np| {
            let senses = self.view.found.senses(&self.view.units[np.head]);
            np.tail.is_empty() && senses.iter().any(|h| matches!(*h, Meaning::Noun { .. }))
        };
        np.plural && matches!(deed, Some(Chunk::Np(deed)) if is_deed(deed))
    }

    /// Whether a verb follows the noun phrase, with nothing but what hangs on the phrase between them.
    fn is_subject(&self, at: usize) -> bool {
        let mut at = at + 1;
        while let Some(chunk) = self.chunks.get(at) {
            match chunk {
                Chunk::Verb(_) => return true,
                Chunk::Mark { class: Class::Preposition(_), .. } => at += 1,
                Chunk::Np(np) if np.preposition.is_some() => at += 1,
                _ => return false,
            }
        }
        false
    }

    fn verb(&mut self, at: usize, group: &VerbGroup) {
        if group.participle {
            self.participle(at, group);
            return;
        }
        let current = self.current;
        if self.clauses[current].verb.is_none() {
            self.set_verb(current, at, self.waiting[current]);
            self.reset();
            return;
        }
        let open = self.open_ancestor(current);
        let is_relative = matches!(self.clauses[current].link, Link::Relative(_));
        match (self.separator, self.fresh) {
            (Separator::None, _) => match open {
                // A second verb closes the relative clause.
                Some(ancestor) if is_relative => self.resume(ancestor, at, None),
                _ if self.told_subject(current).is_some() => {
                    let (parent, subject) = self.told_subject(current).expect("just seen");
                    self.clauses[parent].objects.retain(|&n| n != subject);
                    let child = self.open(Some(parent), Link::Complement(None), at);
                    self.set_verb(child, at, Some(subject));
                }
                _ => {
                    let objects = &self.clauses[current].objects;
                    let subject = objects.last().copied().filter(|&n| self.adjoins(n, at));
                    // "the sanctions Washington has imposed": a relative clause without its word.
                    let antecedent = subject
                        .and_then(|n| n.checked_sub(1))
                        .filter(|&n| self.view.order() == Order::HeadLast && !self.says(current) && self.is_named(n));
                    if antecedent.is_some() {
                        let child = self.open(Some(current), Link::Relative(antecedent), at);
                        self.set_verb(child, at, subject);
                        self.reset();
                        return;
                    }
                    let child = self.open(Some(current), Link::Complement(None), at);
                    self.set_verb(child, at, subject);
                }
            },
            (Separator::Comma, None) if open.is_some() => self.resume(open.expect("just seen"), at, None),
            (separator, None) => {
                // "…, dan menegaskan": whoever acted before acts again. Who says something more says it himself.
                // A comma before the conjunction leaves what was said or asked.
                let leaves =
                    separator == Separator::Further && matches!(self.clauses[current].link, Link::Complement(_));
                let inside = separator.joins() && !leaves && !self.leaves(current, group);
                let level = if inside { self.past_level(group) } else { self.level_of(current) };
                self.coordinate(level, at, None);
            }
            (separator, Some(subject)) => {
                if let Some(ancestor) = open.filter(|&a| self.waiting[a].is_none() || !is_relative) {
                    self.resume(ancestor, at, Some(subject));
                } else if separator == Separator::Comma && self.says(current) {
                    let child = self.open(Some(current), Link::Complement(None), at);
                    self.set_verb(child, at, Some(subject));
                } else {
                    let level = if separator.joins() { current } else { self.level_of(current) };
                    self.coordinate(level, at, Some(subject));
                }
            }
        }
        self.reset();
    }

    /// "Seoul says troops sent to Russia were killed": of a clause that says something of what looked like the object of
    /// a verb of saying, that verb's clause and the object, which is the subject of what is said.
    fn told_subject(&self, clause: usize) -> Option<(usize, usize)> {
        let Clause { link: Link::Relative(Some(subject)), parent: Some(parent), verb: Some(verb), .. } =
            self.clauses[clause]
        else {
            return None;
        };
        let reduced = matches!(&self.chunks[verb], Chunk::Verb(group) if group.participle);
        (reduced && self.says(parent) && self.clauses[parent].objects.contains(&subject)).then_some((parent, subject))
    }

    /// Whether a noun phrase is what a relative clause may say something of.
    fn is_named(&self, chunk: usize) -> bool {
        matches!(&self.chunks[chunk], Chunk::Np(np) if !np.is_actor)
    }

    /// Whether nothing but what hangs on a noun phrase stands between it and `at`.
    fn adjoins(&self, np: usize, at: usize) -> bool {
        match self.view.order() {
            Order::HeadFirst => np + 1 == at,
            Order::HeadLast => self.chunks[np + 1..at].iter().all(|chunk| match chunk {
                Chunk::Mark { class, .. } => matches!(class, Class::Preposition(_)),
                Chunk::Np(np) => np.preposition.is_some(),
                Chunk::Verb(_) => false,
            }),
        }
    }

    /// A verb that no subject of its own makes a sentence: of the noun before it, or of whoever acts in the clause.
    fn participle(&mut self, at: usize, group: &VerbGroup) {
        let current = self.current;
        let waits = self.clauses[current].verb.is_none().then_some(self.waiting[current]).flatten();
        let adjoined =
            self.last_np.filter(|&np| np + 1 == at || self.separator == Separator::None && self.adjoins(np, at));
        let of = match group.voice {
            Voice::Passive => adjoined.or(waits).or(self.last_np.filter(|_| self.clauses[current].verb.is_some())),
            _ => adjoined.or(waits),
        };
        let link = if of.is_some() { Link::Relative(of) } else { Link::Adverbial };
        let clause = self.open(Some(current), link, at);
        self.set_verb(clause, at, None);
        self.reset();
    }

    fn set_verb(&mut self, clause: usize, at: usize, subject: Option<usize>) {
        let relative = match self.clauses[clause].link {
            Link::Relative(antecedent) => antecedent,
            _ => None,
        };
        self.clauses[clause].verb = Some(at);
        match (relative, subject) {
            // "which Iran condemned": what stands between acts, upon the antecedent.
            (Some(antecedent), Some(agent)) if self.view.order() == Order::HeadLast => {
                self.clauses[clause].subject = Some(agent);
                self.clauses[clause].objects.push(antecedent);
            }
            // "tempat ia bertemu Yoon"
            (Some(_), Some(agent)) if agent + 1 == at => self.clauses[clause].subject = Some(agent),
            (Some(antecedent), _) => self.clauses[clause].subject = Some(antecedent),
            (None, subject) => self.clauses[clause].subject = subject,
        }
    }

    /// Goes back to an open clause, whose verb this is.
    fn resume(&mut self, clause: usize, at: usize, subject: Option<usize>) {
        self.current = clause;
        let subject = subject.or(self.waiting[clause]);
        self.set_verb(clause, at, subject);
    }

    /// Another clause beside `level`, with a subject of its own or that of `level`.
    fn coordinate(&mut self, level: usize, at: usize, subject: Option<usize>) {
        let Clause { link, parent, quote, .. } = self.clauses[level];
        let inherited = self.clauses[level].subject;
        let (link, parent) = match link {
            Link::Main | Link::Coordinate | Link::Relative(_) => (Link::Coordinate, Some(level)),
            // The second of two complements hangs where the first does.
            other => (other, parent),
        };
        // What is done to a clause inside another is done to the next one there too; a main clause is told for itself,
        // but for the auxiliaries that two verbs share.
        let effects = match link {
            Link::Coordinate if subject.is_none() => self.shared_effects(level, at),
            Link::Coordinate => Vec::new(),
            _ => self.clauses[level].effects.clone(),
        };
        let clause = self.open(parent, link, at);
        self.clauses[clause].quote = quote;
        self.clauses[clause].effects = effects;
        self.clauses[clause].verb = Some(at);
        self.clauses[clause].subject = subject.or(inherited);
        self.clauses[clause].shared_subject = subject.is_none();
    }

    /// "harus menarik pasukan dan membebaskan tahanan", "will visit Japan and sign": what is planned, urged or possible of
    /// the first verb is so of the second.
    fn shared_effects(&self, level: usize, at: usize) -> Vec<Effect> {
        let group = |chunk: usize| match &self.chunks[chunk] {
            Chunk::Verb(group) => Some(group),
            _ => None,
        };
        let (Some(first), Some(second)) = (self.clauses[level].verb.and_then(group), group(at)) else {
            return Vec::new();
        };
        let is_plain = |h: &Meaning| matches!(*h, Meaning::Verb { voice: Voice::Plain, .. });
        let agrees = match self.view.order() {
            Order::HeadFirst => first.voice == second.voice,
            Order::HeadLast => self.view.found.senses(&self.view.units[second.verb]).iter().any(is_plain),
        };
        if self.separator != Separator::Conjunction || second.units.len() > 1 || !agrees {
            return Vec::new();
        }
        let shared = |effect: &Effect| matches!(effect, Effect::Planned | Effect::Urged | Effect::Possible);
        first.effects.iter().copied().filter(shared).collect()
    }

    /// Whether a verb behind a conjunction belongs outside the clause: one of saying outside a complement, an active
    /// one outside a passive relative clause.
    fn leaves(&self, clause: usize, group: &VerbGroup) -> bool {
        let voice = match self.clauses[clause].verb.map(|v| &self.chunks[v]) {
            Some(Chunk::Verb(before)) => before.voice,
            _ => group.voice,
        };
        match self.clauses[clause].link {
            Link::Complement(_) => self.view.says(group.verb),
            Link::Relative(_) => voice == Voice::Passive && group.voice == Voice::Active,
            _ => false,
        }
    }

    /// "thanked the bloc for hitting Russia where it hurts and urged": a past tense goes with the nearest past tense.
    fn past_level(&self, group: &VerbGroup) -> usize {
        let is_past = |group: &VerbGroup| {
            let senses = self.view.found.senses(&self.view.units[group.verb]);
            group.units.len() == 1 && senses.iter().any(|h| matches!(*h, Meaning::Verb { voice: Voice::Past, .. }))
        };
        let tense = |clause: usize| match self.clauses[clause].verb.map(|verb| &self.chunks[verb]) {
            Some(Chunk::Verb(group)) => is_past(group) || group.units.len() > 1,
            _ => true,
        };
        let mut up = std::iter::successors(Some(self.current), |&clause| self.clauses[clause].parent);
        up.find(|&clause| !is_past(group) || tense(clause)).unwrap_or(self.current)
    }

    /// The clause, beside which a new main clause stands: out of complements and relatives that a comma ends.
    fn level_of(&self, clause: usize) -> usize {
        let mut level = clause;
        while let Some(parent) = self.clauses[level].parent {
            match self.clauses[level].link {
                Link::Main => break,
                // A quotation keeps its clauses.
                _ if self.clauses[parent].quote != self.clauses[level].quote => break,
                _ => level = parent,
            }
        }
        level
    }

    /// The nearest clause around that still waits for its verb.
    fn open_ancestor(&self, clause: usize) -> Option<usize> {
        let mut level = clause;
        while let Some(parent) = self.clauses[level].parent {
            if self.clauses[parent].verb.is_none() {
                return Some(parent);
            }
            level = parent;
        }
        None
    }

    /// Whether the clause's verb is one of saying.
    fn says(&self, clause: usize) -> bool {
        let Some(Chunk::Verb(group)) = self.clauses[clause].verb.map(|at| &self.chunks[at]) else { return false };
        self.view.says(group.verb) || group.voice == Voice::Active && self.view.takes_clause(group.verb)
    }

    fn mark(&mut self, at: usize, class: Class, unit: usize) {
        match class {
            // "Netanyahu, whose forces shelled Rafah": a subject of its own, whose owner is known.
            Class::Relative if self.view.has_class(unit, WordClass::Possessor) => {
                let parent = self.current;
                self.open(Some(parent), Link::Adverbial, at);
                self.reset();
            }
            Class::Relative => {
                let parent = self.current;
                let antecedent = self.last_np.map(|np| self.antecedent(np));
                self.open(Some(parent), Link::Relative(antecedent), at);
                self.reset();
            }
            // "Macron to visit Japan": a headline's infinitive is what is planned.
            Class::Complementiser(_)
                if self.view.sentence.title
                    && self.view.has_class(unit, WordClass::Infinitive)
                    && self.clauses[self.current].verb.is_none()
                    && self.waiting[self.current].is_some() =>
            {
                self.clauses[self.current].effects.push(Effect::Planned);
            }
            Class::Complementiser(phrase) => {
                let parent = self.current;
                // "asked Ukraine not to attack"
                let negated = unit.checked_sub(1).filter(|&n| self.view.has_class(n, WordClass::Auxiliary));
                let effects = [Some(unit), negated].into_iter().flatten().filter_map(|n| self.view.cue(n)).collect();
                let clause = self.open(Some(parent), Link::Complement(Some(phrase)), at);
                self.clauses[clause].effects = effects;
                self.reset();
            }
            Class::Subordinator => {
                let parent = self.current;
                let inverted = self.view.has_class(unit, WordClass::Inverted).then_some(Effect::Conditional);
                let effects: Vec<Effect> = inverted.or_else(|| self.view.cue(unit)).into_iter().collect();
                let clause = self.open(Some(parent), Link::Adverbial, at);
                self.clauses[clause].effects = effects;
                self.reset();
            }
            Class::Comma | Class::Dash => {
                // "…, sedangkan anak buahnya, X, menuduh": what contrasts goes on contrasting.
                if self.separator != Separator::Contrast {
                    self.separator = Separator::Comma;
                }
                // "anak buahnya, Behrouz Kamalvandi, menuduh": a name between commas is the subject behind them.
                let named =
                    self.fresh.filter(|&n| n + 1 == at && matches!(self.chunks.get(at + 1), Some(Chunk::Verb(_))));
                // "dua negara yang …, Mali dan Burkina Faso, memperingatkan": those named are those counted.
                if let Some(named) = self.fresh
                    && let Some(open) = self.open_ancestor(self.current)
                    && let Some(counted) = self.waiting[open]
                    && let (Chunk::Np(counted), Chunk::Np(named_np)) = (&self.chunks[counted], &self.chunks[named])
                    && counted.plural
                    && !counted.is_actor
                    && named_np.is_actor
                {
                    self.waiting[open] = Some(named);
                }
                self.fresh =
                    named.filter(|_| self.open_ancestor(self.current).is_none_or(|open| self.waiting[open].is_none()));
                // A clause in front of the main one ends at its comma.
                let clause = &self.clauses[self.current];
                if matches!(clause.link, Link::Adverbial | Link::Complement(_))
                    && clause.verb.is_some()
                    && let Some(open) = self.open_ancestor(self.current)
                    && self.waiting[open].is_none()
                {
                    self.current = open;
                    self.separator = Separator::None;
                }
            }
            Class::Conjunction => {
                let further = self.separator == Separator::Comma && self.view.order() == Order::HeadLast;
                self.separator = if further { Separator::Further } else { Separator::Conjunction };
                self.fresh = None;
            }
            Class::Contrast if self.clauses[self.current].verb.is_some() => {
                self.separator = Separator::Contrast;
                self.fresh = None;
            }
            Class::Colon | Class::Stop => {
                self.open(None, Link::Main, at);
                self.reset();
            }
            Class::Quote => self.quotation(at, unit),
            _ => {}
        }
    }

    /// The noun phrase that a relative clause says something of: the nearest, but for the place where it is.
    fn antecedent(&self, np: usize) -> usize {
        let is_setting = |chunk: usize| match &self.chunks[chunk] {
            Chunk::Np(np) => {
                np.preposition.is_some()
                    && np.tail.first().is_some_and(|&m| {
                        self.view.is_place(m)
                            || matches!(
                                self.view.found.mentions[m].sort,
                                NameSort::Region | NameSort::Capital | NameSort::Seat
                            )
                    })
            }
            _ => false,
        };
        let mut at = np;
        while is_setting(at) && at >= 2 && matches!(self.chunks[at - 2], Chunk::Np(_)) {
            at -= 2;
        }
        at
    }

    fn quotation(&mut self, at: usize, unit: usize) {
        let units = self.view.units;
        let quote = units[unit].quote;
        if !is_speech(self.view, unit) {
            return;
        }
        let opens = unit == 0 || units[unit - 1].quote != quote;
        if opens {
            self.outside = Some(self.current);
            let says = self.says(self.current);
            let (parent, link) = if says { (Some(self.current), Link::Complement(None)) } else { (None, Link::Main) };
            let clause = self.open(parent, link, at);
            self.clauses[clause].quote = quote;
        } else {
            match self.outside.take() {
                Some(outside) => self.current = outside,
                None => {
                    self.open(None, Link::Main, at);
                }
            }
        }
        self.reset();
    }
}

/// Whether a unit's verb does something by speaking: *demanded*, *ancam*.
fn speaks(view: View<'_>, unit: usize) -> bool {
    view.found.senses(&view.units[unit]).iter().any(|h| match *h {
        Meaning::Verb { lemma, .. } => {
            view.rules.actions_of(lemma).any(|action| action.event.is_some_and(EventType::is_speech))
        }
        _ => false,
    })
}

/// Whether the quotation of the mark `unit` is something said, and not just a word in quotation marks: it fills
/// the sentence, opens behind a colon, a comma or nothing, or ends in a sign of its own.
fn is_speech(view: View<'_>, unit: usize) -> bool {
    let units = view.units;
    let quote = units[unit].quote;
    let first = units.iter().position(|u| u.quote == quote).unwrap_or(unit);
    let last = units.iter().rposition(|u| u.quote == quote).unwrap_or(unit);
    let sign = |n: usize| match units[n].kind {
        UnitKind::Sign(c) => Some(c),
        _ => None,
    };
    let opens_freely = first == 0 || matches!(sign(first - 1), Some(',' | ':'));
    let ends_itself = last > first && matches!(sign(last - 1), Some('.' | ',' | '!' | '?'));
    let unclosed = !matches!(sign(last), Some('”' | '"' | '»'));
    opens_freely && last - first > 3 || ends_itself || unclosed
}

/// A clause in front that has no subject has that of its main clause: "Bertemu Putin, Prabowo meneken …".
fn share_subjects(clauses: &mut [Clause]) {
    for n in 0..clauses.len() {
        if clauses[n].subject.is_some() || clauses[n].verb.is_none() {
            continue;
        }
        let later = |m: usize| clauses[m].verb.is_some() && clauses[m].subject.is_some();
        let shared = match clauses[n].link {
            Link::Adverbial => clauses[n].parent.filter(|&p| later(p)),
            Link::Main => (n + 1..clauses.len())
                .find(|&m| clauses[m].parent == Some(n) && clauses[m].link == Link::Coordinate && later(m)),
            _ => None,
        };
        if let Some(shared) = shared {
            clauses[n].subject = clauses[shared].subject;
            clauses[n].shared_subject = true;
        }
    }
}

/// Of two verbs with nothing between them but a conjunction, the first has what stands behind the second: "ditahan dan
/// disiksa tentara".
/// "mundurnya pasukan Rusia", "ada tekanan": whoever stands behind is the subject.
fn subjects_behind(view: View<'_>, chunks: &[Chunk], clauses: &mut [Clause]) {
    if view.order() != Order::HeadFirst {
        return;
    }
    for clause in clauses {
        let Some(Chunk::Verb(group)) = clause.verb.map(|verb| &chunks[verb]) else { continue };
        let nominal = group.third && group.voice == Voice::Middle;
        if nominal && clause.objects.len() == 1 && clause.verb.map(|verb| verb + 1) == clause.objects.first().copied() {
            clause.subject = clause.objects.pop();
            clause.shared_subject = false;
        }
    }
}

fn share_objects(chunks: &[Chunk], clauses: &mut [Clause]) {
    for n in 1..clauses.len() {
        let Clause { link, parent: Some(before), shared_subject: true, verb: Some(verb), .. } = clauses[n] else {
            continue;
        };
        let adjacent = clauses[before]
            .verb
            .is_some_and(|v| v < verb && chunks[v + 1..verb].iter().all(|chunk| matches!(chunk, Chunk::Mark { .. })));
        if link == Link::Coordinate && adjacent && clauses[before].objects.is_empty() {
            clauses[before].objects = clauses[n].objects.clone();
            clauses[before].bare_agent = clauses[n].bare_agent;
        }
    }
}

/// The quotation of each clause, told by its verb.
fn set_extents(view: View<'_>, chunks: &[Chunk], clauses: &mut [Clause]) {
    for clause in clauses.iter_mut() {
        if let Some(Chunk::Verb(group)) = clause.verb.map(|v| &chunks[v]) {
            let quote = view.units[group.verb].quote;
            let mark = view
                .units
                .iter()
                .position(|u| u.quote == quote && matches!(u.kind, UnitKind::Sign('“' | '”' | '"' | '«' | '»')));
            let is_speech = quote != 0 && mark.is_none_or(|mark| is_speech(view, mark));
            clause.quote = if is_speech { quote } else { 0 };
        }
        clause.chunks.end = clause.chunks.end.min(chunks.len());
    }
}

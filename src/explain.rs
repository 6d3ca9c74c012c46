//! What was seen in a document, sentence by sentence, and why there is no event where one might look for it.

use std::fmt;

use crate::{
    clause::{Analysis, Chunk, Class, Clause, Link, Np, VerbGroup},
    document::Document,
    event::{Fill, Found, Proposition, Refusal},
    extractor::{Extraction, Extractor, Trace},
    lang::Voice,
    mention::{Unit, UnitKind, Who},
    record::Event,
    rule::{
        RuleSet,
        model::{AnaphorKind, Meaning, Slot, WordClass},
    },
    span::Span,
};

/// What a piece of an [`Explanation`] is, for whoever colours it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Tone {
    /// The sentence itself.
    Sentence,
    /// The name of a line: *names*, *clause*, *event*.
    Label,
    /// Words of the text.
    Words,
    /// An actor's code.
    Code,
    /// A row that came out.
    Event,
    /// Something refused, or missing.
    Refusal,
    /// All else.
    Plain,
}

/// What each stage saw. Printed plainly by `Display`; its parts tell what to colour.
#[derive(Clone, Debug, Default)]
pub struct Explanation {
    parts: Vec<(Tone, String)>,
    read: bool,
}

impl Explanation {
    /// Whether the document is in a language that has rules; else the explanation only says that it is not.
    pub fn is_read(&self) -> bool {
        self.read
    }

    /// The pieces in order; line ends are in them.
    pub fn parts(&self) -> impl Iterator<Item = (Tone, &str)> {
        self.parts.iter().map(|(tone, text)| (*tone, text.as_str()))
    }

    fn push(&mut self, tone: Tone, text: impl Into<String>) {
        self.parts.push((tone, text.into()));
    }

    fn label(&mut self, name: &str) {
        self.push(Tone::Label, format!("    {name:<9}"));
    }

    fn end(&mut self) {
        self.push(Tone::Plain, "\n");
    }
}

/// One clause as it was analysed. Spans are byte ranges of [`Document::content`], of whole phrases.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ClauseParts {
    /// The verb with its particles, without auxiliaries.
    pub verb: Span,
    /// Whether the verb is passive, so that the subject is acted upon.
    pub passive: bool,
    /// The subject, if one stands there or is understood from another clause.
    pub subject: Option<Span>,
    /// What stands where objects do; of a passive without a preposition its agent.
    pub objects: Vec<Span>,
    /// What prepositions govern.
    pub prepositional: Vec<Span>,
}

impl fmt::Display for Explanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.parts.iter().try_for_each(|(_, text)| f.write_str(text))
    }
}

impl Extractor<'_> {
    /// The clauses of a document in the order of their verbs, for whoever holds the analysis against trees; none where
    /// no language fits.
    ///
    /// ```
    /// use simpul::{Document, Extractor, RuleSet};
    ///
    /// let article = Document::new("demo", "", "Iran, which Israel accused of arming Hezbollah, denied the charge.");
    /// let clauses = Extractor::new(RuleSet::builtin()).clauses(&article);
    /// let verbs: Vec<_> = clauses.iter().map(|clause| article.slice(clause.verb)).collect();
    /// assert_eq!(verbs, ["accused", "arming", "denied"]);
    /// assert_eq!(clauses[0].subject.map(|subject| article.slice(subject)), Some("Israel"));
    /// ```
    pub fn clauses(&self, document: &Document) -> Vec<ClauseParts> {
        let (Some(trace), extraction) = self.trace(document) else { return Vec::new() };
        let sentences = (0..trace.text.sentences.len()).map(|number| Writer {
            rules: self.rules(),
            document,
            trace: &trace,
            extraction: &extraction,
            number,
        });
        let mut clauses: Vec<ClauseParts> = sentences.flat_map(|writer| writer.clause_parts()).collect();
        clauses.sort_by_key(|clause| clause.verb.start);
        clauses
    }

    /// Sentence by sentence what was seen: names, chunks, clauses, the frame that fired and its slots, and for a
    /// clause between two actors without an event, why there is none.
    pub fn explain(&self, document: &Document) -> Explanation {
        let mut explanation = Explanation::default();
        let (trace, extraction) = self.trace(document);
        for warning in &extraction.warnings {
            explanation.push(Tone::Refusal, format!("{warning}\n"));
        }
        let Some(trace) = trace else { return explanation };
        explanation.read = true;
        let first = usize::from(document.title().is_empty());
        for number in 0..trace.text.sentences.len() {
            let writer = Writer { rules: self.rules(), document, trace: &trace, extraction: &extraction, number };
            writer.sentence(number + first, &mut explanation);
        }
        explanation
    }
}

struct Writer<'a> {
    rules: &'a RuleSet,
    document: &'a Document,
    trace: &'a Trace<'a>,
    extraction: &'a Extraction,
    number: usize,
}

impl Writer<'_> {
    fn units(&self) -> &[Unit] {
        &self.trace.mentions.sentences[self.number]
    }

    fn analysis(&self) -> &Analysis {
        &self.trace.analyses[self.number]
    }

    fn found(&self) -> &Found {
        &self.trace.found[self.number]
    }

    fn clause_parts(&self) -> Vec<ClauseParts> {
        let analysis = self.analysis();
        let np = |chunk: usize| self.span(analysis.np(chunk)?.units.clone());
        let parts = |clause: &Clause| {
            let group = analysis.verb(clause.verb?)?;
            Some(ClauseParts {
                verb: self.span(group.verb..group.verb + 1)?,
                passive: group.voice == Voice::Passive,
                subject: clause.subject.and_then(np),
                objects: clause.objects.iter().filter_map(|&chunk| np(chunk)).collect(),
                prepositional: clause.prepositional.iter().filter_map(|&chunk| np(chunk)).collect(),
            })
        };
        analysis.clauses.iter().filter_map(parts).collect()
    }

    fn span(&self, units: std::ops::Range<usize>) -> Option<Span> {
        let units = &self.units()[units];
        let words = &self.trace.text.words;
        Some(words[units.first()?.words.start].token.span.to(words[units.last()?.words.end - 1].token.span))
    }

    fn words(&self, units: std::ops::Range<usize>) -> &str {
        self.span(units).map_or("", |span| self.document.slice(span))
    }

    fn chunk(&self, chunk: usize) -> &str {
        match &self.analysis().chunks[chunk] {
            Chunk::Np(np) => self.words(np.units.clone()),
            Chunk::Verb(group) => self.words(group.units.clone()),
            Chunk::Mark { unit, .. } => self.words(*unit..*unit + 1),
        }
    }

    fn sentence(&self, shown: usize, out: &mut Explanation) {
        let sentence = &self.trace.text.sentences[self.number];
        out.push(Tone::Sentence, format!("[{shown}] {}\n", self.document.slice(sentence.span)));
        if sentence.boilerplate {
            out.label("skipped");
            out.push(Tone::Plain, "no news text\n");
            return;
        }
        self.names(out);
        self.chunks(out);
        for n in 0..self.analysis().clauses.len() {
            self.clause(n, out);
        }
        for attribution in &self.analysis().attributions {
            if let crate::clause::Speaker::Np(np) = &attribution.speaker {
                out.label("speaker");
                out.push(Tone::Words, format!("«{}»\n", self.words(np.units.clone())));
            }
        }
        for proposition in &self.found().propositions {
            self.proposition(proposition, out);
        }
        for event in self.extraction.events.iter().filter(|e| e.sentence as usize == shown) {
            self.event(event, out);
        }
        for refusal in &self.found().refusals {
            self.refusal(refusal, out);
        }
        self.silent_clauses(out);
        out.end();
    }

    fn names(&self, out: &mut Explanation) {
        let mentions: Vec<usize> = self
            .units()
            .iter()
            .filter_map(|u| if let UnitKind::Mention(m) = u.kind { Some(m) } else { None })
            .collect();
        if mentions.is_empty() {
            return;
        }
        out.label("names");
        for (n, m) in mentions.into_iter().enumerate() {
            let mention = &self.trace.mentions.mentions[m];
            out.push(Tone::Plain, if n == 0 { "" } else { " · " });
            out.push(Tone::Words, format!("«{}» ", self.document.slice(mention.span)));
            out.push(Tone::Code, self.who(mention.who));
        }
        out.end();
    }

    fn who(&self, who: Who) -> String {
        match who {
            Who::Entity(e) => self.rules.entities[e.index()].code.clone(),
            Who::Role { role, owner } => {
                let owner = owner.map_or("?", |o| self.rules.entities[o.index()].code.as_str());
                format!("{owner}/{}", self.rules.roles[role.index()].id)
            }
            Who::Person(p) => {
                let person = &self.trace.mentions.persons[p];
                let owner = person.owner.map_or("?", |o| self.rules.entities[o.index()].code.as_str());
                format!("{owner}/{}", person.name)
            }
            Who::Anaphor(a) => match self.rules.anaphors[a.index()].kind {
                AnaphorKind::Actor => "somebody named before".to_owned(),
                AnaphorKind::Body => "a country or body named before".to_owned(),
                AnaphorKind::Kind(kind) => format!("a {kind} named before"),
                AnaphorKind::Role(role) => format!("the {} named before", self.rules.roles[role.index()].id),
                AnaphorKind::Speaker => "the speaker".to_owned(),
                AnaphorKind::Statement => "a statement made before".to_owned(),
            },
        }
    }

    fn chunks(&self, out: &mut Explanation) {
        out.label("chunks");
        for (n, chunk) in self.analysis().chunks.iter().enumerate() {
            out.push(Tone::Plain, if n == 0 { "" } else { " " });
            match chunk {
                Chunk::Np(np) => out.push(Tone::Plain, format!("[{}]", self.words(np.units.clone()))),
                Chunk::Verb(group) => out.push(Tone::Words, format!("‹{}›", self.words(group.units.clone()))),
                Chunk::Mark { class, unit } => out.push(Tone::Plain, self.mark(*class, *unit)),
            }
        }
        out.end();
    }

    fn mark(&self, class: Class, unit: usize) -> String {
        let word = self.words(unit..unit + 1);
        match class {
            Class::Preposition(_) | Class::Comma | Class::Quote | Class::Stop | Class::Colon | Class::Dash => {
                word.to_owned()
            }
            Class::Complementiser(_) => format!("{word}/complementiser"),
            class => format!("{word}/{class:?}").to_lowercase(),
        }
    }

    fn clause(&self, number: usize, out: &mut Explanation) {
        let clause = &self.analysis().clauses[number];
        let Some(verb) = clause.verb else { return };
        out.label("clause");
        let link = match clause.link {
            Link::Main => "main",
            Link::Relative(_) => "relative",
            Link::Complement(_) => "complement",
            Link::Adverbial => "adverbial",
            Link::Coordinate => "coordinate",
        };
        let parent = clause.parent.map(|p| format!(" of {p}")).unwrap_or_default();
        out.push(Tone::Plain, format!("{number} {link}{parent}: "));
        if let Some(subject) = clause.subject {
            out.push(Tone::Plain, if clause.shared_subject { "shared subject " } else { "subject " });
            out.push(Tone::Words, format!("«{}» ", self.chunk(subject)));
        }
        if let Some(group) = self.analysis().verb(verb) {
            out.push(Tone::Words, format!("‹{}›", self.chunk(verb)));
            out.push(Tone::Plain, format!(" {}", format!("{:?}", group.voice).to_lowercase()));
            for effect in group.effects.iter().chain(&clause.effects) {
                out.push(Tone::Plain, format!(", {}", format!("{effect:?}").to_lowercase()));
            }
        }
        for &object in &clause.objects {
            out.push(Tone::Plain, " object ");
            out.push(Tone::Words, format!("«{}»", self.chunk(object)));
        }
        for &chunk in &clause.prepositional {
            let preposition = chunk.checked_sub(1).map_or("", |n| self.chunk(n));
            out.push(Tone::Plain, format!(" {preposition} "));
            out.push(Tone::Words, format!("«{}»", self.chunk(chunk)));
        }
        out.end();
    }

    fn proposition(&self, proposition: &Proposition, out: &mut Explanation) {
        let action = &self.rules.actions[proposition.action.index()];
        let frame = &self.rules.frames[proposition.frame.index()];
        out.label("frame");
        out.push(Tone::Words, format!("«{}» ", self.words(proposition.trigger.clone())));
        out.push(Tone::Plain, format!("{} ({})", action.id, self.rules.place(frame.rule)));
        for (slot, fill) in &proposition.slots {
            out.push(Tone::Plain, format!(" {} ", slot_name(*slot)));
            out.push(Tone::Words, format!("«{}»", self.fill(fill)));
        }
        if !proposition.complete {
            out.push(Tone::Refusal, " incomplete");
        }
        if proposition.status.dropped {
            out.push(Tone::Refusal, " not told as a deed");
        }
        out.end();
    }

    fn fill(&self, fill: &Fill) -> String {
        match fill {
            Fill::Mentions { mentions, .. } | Fill::Owners { mentions, .. } => {
                let texts: Vec<&str> =
                    mentions.iter().map(|&m| self.document.slice(self.trace.mentions.mentions[m].span)).collect();
                texts.join(" + ")
            }
            Fill::Group { chunk } | Fill::People { chunk, .. } | Fill::Thing { chunk } => self.chunk(*chunk).to_owned(),
            Fill::Third { unit } | Fill::Deed { unit, .. } | Fill::DeedBefore { unit } | Fill::Government { unit } => {
                self.words(*unit..*unit + 1).to_owned()
            }
            Fill::ClauseTarget => "…".to_owned(),
            Fill::Offender => "(whoever gave cause before)".to_owned(),
            Fill::Speaker => "(whoever says so)".to_owned(),
            Fill::ClaimBefore => "(a claim made before)".to_owned(),
            Fill::EachOther => "(each other)".to_owned(),
        }
    }

    fn event(&self, event: &Event, out: &mut Explanation) {
        out.label("event");
        let target = event.target.as_ref().map_or("-", |t| t.code.as_str());
        out.push(
            Tone::Event,
            format!("{} {} {target} {} {}", event.source.code, event.event, event.modality, event.polarity),
        );
        if let Some(speaker) = &event.speaker {
            out.push(Tone::Event, format!(" @{}", speaker.code));
        }
        if let Some(date) = event.date {
            out.push(Tone::Event, format!(" {date}"));
        }
        out.push(Tone::Plain, format!("  {}\n", event.id));
    }

    fn refusal(&self, refusal: &Refusal, out: &mut Explanation) {
        let frame = &self.rules.frames[refusal.frame.index()];
        let missing: Vec<&str> = refusal.missing.iter().map(|&slot| slot_name(slot)).collect();
        out.label("refused");
        let action = &self.rules.actions[frame.action.index()].id;
        out.push(Tone::Words, format!("«{}» ", self.words(refusal.unit..refusal.unit + 1)));
        out.push(Tone::Refusal, format!("{action} lacks {}\n", missing.join(", ")));
    }

    /// Clauses with two actors or more whose verb no frame knows.
    fn silent_clauses(&self, out: &mut Explanation) {
        for clause in &self.analysis().clauses {
            let Some(group) = clause.verb.and_then(|v| self.analysis().verb(v)) else { continue };
            if self.actors_in(clause) < 2 || self.has_frame(group) || self.is_known_not_to(group) {
                continue;
            }
            out.label("no frame");
            out.push(Tone::Words, format!("«{}» ", self.words(group.verb..group.verb + 1)));
            out.push(Tone::Refusal, "stands between actors, and no rule knows it\n");
        }
    }

    fn actors_in(&self, clause: &Clause) -> usize {
        let chunks = clause.subject.iter().chain(&clause.objects).chain(&clause.prepositional);
        chunks.filter_map(|&n| self.analysis().np(n)).map(|np: &Np| np.tail.len()).sum()
    }

    fn has_frame(&self, group: &VerbGroup) -> bool {
        let senses = self.trace.mentions.senses(&self.units()[group.verb]);
        senses.iter().any(|h| matches!(*h, Meaning::Verb { .. }))
    }

    /// Whether the verb is one of saying, or known to be no event.
    fn is_known_not_to(&self, group: &VerbGroup) -> bool {
        let view = crate::clause::View {
            units: self.units(),
            sentence: &self.trace.text.sentences[self.number],
            text: &self.trace.text,
            content: self.document.content(),
            found: &self.trace.mentions,
            pack: self.trace.pack,
            rules: self.rules,
        };
        view.says(group.verb)
            || view.has_class(group.verb, WordClass::Verb)
            || view.has_class(group.verb, WordClass::Copula)
    }
}

fn slot_name(slot: Slot) -> &'static str {
    Slot::ALL.iter().find(|(_, s)| *s == slot).map_or("", |(name, _)| name)
}

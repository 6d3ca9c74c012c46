//! Noun phrases and verb groups; noun phrases coordinated, and the members of groups that the text names.

use super::*;
use crate::rule::model::NameSort;

/// The chunks of a sentence.
pub(super) fn chunks(view: View<'_>, classes: &[Class]) -> Vec<Chunk> {
    let mut chunks = Vec::new();
    let mut at = 0;
    while at < classes.len() {
        match classes[at] {
            Class::Auxiliary | Class::Verb(_) | Class::Participle(_) => match verb_group(view, classes, at) {
                Some(group) => {
                    at = group.units.end;
                    chunks.push(Chunk::Verb(group));
                }
                None => at += 1,
            },
            Class::Nominal | Class::Quantifier | Class::Adjective | Class::Demonstrative => {
                let mut np = match view.order() {
                    Order::HeadFirst => noun_phrase(view, classes, at),
                    Order::HeadLast => noun_phrase_to_head(view, classes, at),
                };
                at = np.units.end;
                // Adjectives alone say how: "secara ilegal".
                if classes[np.units.clone()].iter().all(|c| *c == Class::Adjective) {
                    continue;
                }
                // "tarif 25 persen": a measure belongs to what it measures.
                if np.count.is_some()
                    && view.has_class(np.head, WordClass::Measure)
                    && let Some(Chunk::Np(measured)) = chunks.last_mut()
                    && !measured.is_actor
                {
                    measured.units.end = np.units.end;
                    continue;
                }
                if let Some(Chunk::Mark { class: Class::Preposition(phrase), .. }) = chunks.last() {
                    np.preposition = Some(*phrase);
                }
                chunks.push(Chunk::Np(np));
            }
            // An adverb or a date parts nothing.
            Class::Adverb | Class::Date => at += 1,
            class => {
                chunks.push(Chunk::Mark { class, unit: at });
                at += 1;
            }
        }
    }
    hedges(view, &mut chunks);
    if view.order() == Order::HeadFirst {
        object_voice(view, classes, &mut chunks);
    }
    contrasts(&mut chunks);
    members(&mut chunks);
    coordinate(view, &mut chunks);
    members(&mut chunks);
    if view.order() == Order::HeadLast {
        owners_behind(view, &mut chunks);
    }
    owners_before(view, &mut chunks);
    likewise(&mut chunks);
    chunks
}

/// "tidak menyerang Polandia, melainkan Ukraina": the verb is understood again, without what denies it.
fn contrasts(chunks: &mut Vec<Chunk>) {
    let mut at = 1;
    while at + 1 < chunks.len() {
        let verb = chunks[..at].iter().rev().find_map(|chunk| match chunk {
            Chunk::Verb(group) => Some(group),
            _ => None,
        });
        let denied = verb.filter(|group| group.effects.contains(&Effect::Negative));
        let alone = at + 2 == chunks.len() || matches!(mark(chunks, at + 2), Some(Class::Stop | Class::Comma));
        if mark(chunks, at) == Some(Class::Contrast)
            && matches!(&chunks[at + 1], Chunk::Np(np) if np.preposition.is_none())
            && alone
            && let Some(group) = denied
        {
            let mut again = group.clone();
            again.effects.retain(|effect| *effect != Effect::Negative);
            chunks.insert(at + 1, Chunk::Verb(again));
        }
        at += 1;
    }
}

/// "…, begitu pula Jepang", "…, as did Japan": who did likewise goes with the subject.
fn likewise(chunks: &mut Vec<Chunk>) {
    let mut at = 1;
    while at + 1 < chunks.len() {
        let (Some(Class::Likewise), Chunk::Np(np)) = (mark(chunks, at), &chunks[at + 1]) else {
            at += 1;
            continue;
        };
        let tail = np.tail.clone();
        let before = &mut chunks[..at];
        let verb = before.iter().rposition(|chunk| matches!(chunk, Chunk::Verb(_)));
        let subject = verb.and_then(|verb| {
            before[..verb].iter_mut().find_map(|chunk| match chunk {
                Chunk::Np(np) if np.is_actor && np.preposition.is_none() => Some(np),
                _ => None,
            })
        });
        if let Some(subject) = subject {
            subject.tail.extend(tail);
            let start = at - usize::from(mark(chunks, at - 1) == Some(Class::Comma));
            chunks.drain(start..at + 2);
            at = start.max(1);
        } else {
            at += 1;
        }
    }
}

pub(super) fn mark(chunks: &[Chunk], at: usize) -> Option<Class> {
    match chunks.get(at) {
        Some(Chunk::Mark { class, .. }) => Some(*class),
        _ => None,
    }
}

/// "sanksi yang Washington jatuhkan", "Israel akan kami kecam": a root behind whoever acts says of what stands before them
/// both what a passive says, and is made one.
fn object_voice(view: View<'_>, classes: &[Class], chunks: &mut [Chunk]) {
    for at in 1..chunks.len().saturating_sub(1) {
        let [before, Chunk::Np(agent), Chunk::Verb(group)] = &mut chunks[at - 1..at + 2] else { continue };
        let acts = match before {
            Chunk::Mark { class, .. } => *class == Class::Relative,
            Chunk::Np(_) => {
                !view.sentence.title && agent.tail.first().is_some_and(|&m| is_pronoun(view, agent.head, m))
            }
            Chunk::Verb(_) => false,
        };
        if group.voice == Voice::Bare && acts && agent.preposition.is_none() {
            let cues =
                classes[..agent.units.start].iter().rposition(|c| !matches!(c, Class::Adverb | Class::Auxiliary));
            let cues = cues.map_or(0, |n| n + 1)..agent.units.start;
            group.effects.splice(..0, cues.flat_map(|n| view.cue(n)));
            group.voice = Voice::Passive;
            chunks.swap(at, at + 1);
        }
    }
}

/// "condemned what it called excessive force": takes out who calls it so.
fn hedges(view: View<'_>, chunks: &mut Vec<Chunk>) {
    let mut at = 1;
    while at + 3 < chunks.len() {
        let is_hedge = match &chunks[at - 1..at + 4] {
            [
                Chunk::Verb(_) | Chunk::Mark { class: Class::Preposition(_), .. },
                Chunk::Mark { class: Class::Complementiser(_), unit },
                Chunk::Np(who),
                Chunk::Verb(_),
                Chunk::Np(_),
            ] => {
                let is_pronoun = who.tail.first().is_some_and(|&m| is_pronoun(view, who.head, m));
                view.has_class(*unit, WordClass::Determiner) && is_pronoun
            }
            _ => false,
        };
        if is_hedge {
            chunks.drain(at..at + 3);
        }
        at += 1;
    }
}

/// "Netanyahu, whose forces": the noun behind belongs to whoever is named before.
fn owners_before(view: View<'_>, chunks: &mut [Chunk]) {
    for at in 1..chunks.len() {
        let asks = matches!(chunks[at - 1], Chunk::Mark { class: Class::Relative, unit } if view.has_class(unit, WordClass::Possessor));
        if !asks {
            continue;
        }
        let owner = chunks[..at].iter().rev().find_map(|chunk| match chunk {
            Chunk::Np(np) if np.is_actor => Some(np.tail.clone()),
            _ => None,
        });
        if let (Some(owner), Chunk::Np(np)) = (owner, &mut chunks[at]) {
            match np.is_actor {
                true => np.owners = owner,
                false => np.tail = owner,
            }
        }
    }
}

/// Auxiliaries and adverbs, then a verb. Auxiliaries without one are a predicate of no verb: nothing.
fn verb_group(view: View<'_>, classes: &[Class], start: usize) -> Option<VerbGroup> {
    let mut effects = Vec::new();
    let mut at = start;
    while at < classes.len() {
        match classes[at] {
            Class::Auxiliary => effects.extend(view.cue(at)),
            Class::Adverb => effects.extend(view.cue(at)),
            Class::Date => {}
            Class::Verb(voice) | Class::Participle(voice) => {
                return Some(VerbGroup {
                    units: start..at + 1,
                    verb: at,
                    voice,
                    participle: matches!(classes[at], Class::Participle(_)),
                    effects,
                    reciprocal: (start..at).any(|n| view.has_class(n, WordClass::Reciprocal)),
                    third: is_third(&view.units[at]),
                });
            }
            _ => return None,
        }
        at += 1;
    }
    None
}

/// Quantifiers, a head and what follows it, up to a demonstrative or the next head.
fn noun_phrase(view: View<'_>, classes: &[Class], start: usize) -> Np {
    let mut np = Np { units: start..start + 1, head: start, ..Np::default() };
    let mut at = start;
    let mut has_head = false;
    let mut ended = false;
    while at < classes.len() && !ended {
        // "Pangkalan Al Udeid milik Amerika Serikat": it is whoever's stands behind.
        if has_head
            && view.has_class(at, WordClass::Possessive)
            && view.units.get(at + 1).is_some_and(|u| matches!(u.kind, UnitKind::Mention(_)))
        {
            np.tail.clear();
            np.is_actor = false;
            at += 1;
            continue;
        }
        match classes[at] {
            Class::Quantifier => {
                // "pernyataan 10 negara": behind a head, what counts another noun begins another phrase.
                // An ordinal or measure is its noun's: "uji coba ketujuh".
                if has_head {
                    if matches!(classes.get(at + 1), Some(Class::Nominal | Class::Quantifier)) {
                        break;
                    }
                    at += 1;
                    continue;
                }
                quantify(view, at, &mut np);
            }
            Class::Nominal => {
                // "kerja sama militer": behind a head, a role that is an adjective too names nobody.
                let actor = view
                    .mention(at)
                    .filter(|&m| !(has_head && view.has_class(at, WordClass::Adjective) && view.is_bare_role(m)));
                // "para pemimpin Eropa": a place that is no actor only says which. "Ketua Dewan Eropa Charles Michel": he does.
                let named_behind = view.units.len() > at + 1 && view.mention(at + 1).is_some();
                if has_head && !named_behind && actor.is_some_and(|m| view.is_place(m)) {
                    at += 1;
                    continue;
                }
                // "pendukung junta", "utusan urusan nuklir Jepang": what stands behind a role is whose or what for it is.
                let role_head = np.is_actor && np.tail.len() == 1 && view.is_bare_role(np.tail[0]);
                if has_head && role_head {
                    match actor {
                        None => {}
                        Some(m) if view.is_bare_role(m) && at == np.head + 1 => {}
                        Some(m) if at > np.head + 1 || view.is_collective_anaphor(m) => {
                            np.owners.push(m);
                            ended = true;
                        }
                        Some(_) => break,
                    }
                    np.third = is_third(&view.units[at]) && actor.is_none();
                    at += 1;
                    continue;
                }
                // "selama tiga jam Biden dan Xi …": behind a measure another phrase begins.
                if has_head && actor.is_some() && np.count.is_some() && view.has_class(np.head, WordClass::Measure) {
                    break;
                }
                if has_head {
                    // What ends in an actor takes no further noun; the next head begins.
                    if !np.tail.is_empty() && classes[at - 1] != Class::Hyphen {
                        break;
                    }
                } else {
                    np.head = at;
                    np.is_actor = actor.is_some();
                    has_head = true;
                }
                np.plural |= view.units[at].doubled && np.head == at;
                np.tail.extend(actor);
            }
            Class::Adjective => {
                if !has_head {
                    np.head = at;
                }
            }
            Class::Demonstrative => {
                np.definite = true;
                ended = true;
            }
            Class::Hyphen if matches!(classes.get(at + 1), Some(Class::Nominal | Class::Quantifier)) && has_head => {}
            _ => break,
        }
        np.third = is_third(&view.units[at]);
        at += 1;
    }
    np.units.end = at.max(start + 1);
    np
}

/// Determiners, numbers, owners, adjectives, nouns: the last of these is the head.
fn noun_phrase_to_head(view: View<'_>, classes: &[Class], start: usize) -> Np {
    let mut np = Np { units: start..start + 1, head: start, ..Np::default() };
    // Those who are named before the head.
    let mut before: Vec<usize> = Vec::new();
    let mut at = start;
    let mut has_head = false;
    while at < classes.len() {
        let next = classes.get(at + 1).copied();
        match classes[at] {
            Class::Quantifier if has_head => break,
            Class::Quantifier => {
                quantify(view, at, &mut np);
                np.definite |= view.has_class(at, WordClass::Demonstrative);
                np.third |= view.has_class(at, WordClass::Possessor) && before.is_empty();
            }
            Class::Adjective => {
                // "held Syria responsible": what is said of it by the verb.
                if has_head && !matches!(next, Some(Class::Nominal | Class::Adjective)) {
                    at += 1;
                    break;
                }
                if !has_head {
                    np.head = at;
                }
            }
            Class::Nominal => {
                let mention = view.mention(at);
                let stands_alone = mention.is_some_and(|m| is_pronoun(view, at, m));
                if has_head && (stands_alone || begins_another(view, classes, np.head, at)) {
                    break;
                }
                np.head = at;
                has_head = true;
                before.extend(mention);
                if stands_alone {
                    at += 1;
                    break;
                }
            }
            // "Russia's two warships": the owner is done, the head is to come.
            Class::Genitive if has_head => has_head = false,
            Class::Hyphen if has_head && matches!(next, Some(Class::Nominal | Class::Quantifier)) => {}
            // "late-night", "long-range"
            Class::Hyphen if at > start && matches!(next, Some(Class::Nominal | Class::Adjective)) => {}
            // "a US-led coalition" is not the coalition of the US.
            Class::Hyphen if has_head && next == Some(Class::Adjective) => {
                if view.mention(np.head).is_some() {
                    before.pop();
                }
                has_head = false;
            }
            // "US and Israeli strikes": two who share a head.
            Class::Conjunction if has_head && shares_head(view, classes, np.head, at) => has_head = false,
            _ => break,
        }
        at += 1;
    }
    np.units.end = at.max(start + 1);
    np.plural |= view.is_plural_noun(np.head);
    match view.mention(np.head) {
        Some(head) => {
            np.is_actor = true;
            np.tail = vec![head];
            before.retain(|&m| m != head && !view.is_bare_role(m) && !view.is_place(m));
            if view.is_bare_role(head) {
                np.owners = before;
            }
        }
        // "military exercises": a role that is an adjective too names nobody.
        None => {
            before.retain(|&m| {
                !view.is_bare_role(m) || !view.units_of(m).any(|n| view.has_class(n, WordClass::Adjective))
            });
            np.tail = before;
        }
    }
    np
}

/// Whether a mention is a word that stands for a noun phrase: *they*, *him*.
fn is_pronoun(view: View<'_>, unit: usize, mention: usize) -> bool {
    matches!(view.found.mentions[mention].who, Who::Anaphor(_)) && view.has_class(unit, WordClass::Pronoun)
}

/// Whether the name at `at` begins a noun phrase of its own: *told Israel Hamas had agreed*.
fn begins_another(view: View<'_>, classes: &[Class], head: usize, at: usize) -> bool {
    if view.has_class(head, WordClass::Measure) {
        return view.mention(at).is_some();
    }
    let named = |n: usize| view.mention(n).is_some_and(|m| !view.is_bare_role(m));
    head + 1 == at
        && named(head)
        && named(at)
        && !matches!(classes.get(at + 1), Some(Class::Nominal | Class::Adjective | Class::Genitive | Class::Hyphen))
}

/// Whether the actor named behind the conjunction says with the one before it whose something is.
fn shares_head(view: View<'_>, classes: &[Class], head: usize, conjunction: usize) -> bool {
    let people = |n: usize| view.mention(n).is_some_and(|m| view.found.mentions[m].sort == NameSort::People);
    let mut end = conjunction + 2;
    while matches!(classes.get(end), Some(Class::Adjective)) {
        end += 1;
    }
    view.mention(head).is_some()
        && people(conjunction + 1)
        && matches!(classes.get(end), Some(Class::Nominal))
        && view.mention(end).is_none_or(|m| view.is_bare_role(m))
}

/// "the government of Japan", "leader of the group": whose something is stands behind a possessive preposition.
/// Nouns that name deeds keep theirs, for their frames to read.
fn owners_behind(view: View<'_>, chunks: &mut Vec<Chunk>) {
    let mut at = 0;
    while at + 2 < chunks.len() {
        let owner = match (&chunks[at], &chunks[at + 1], &chunks[at + 2]) {
            (Chunk::Np(np), Chunk::Mark { class: Class::Preposition(_), unit }, Chunk::Np(owner))
                if view.has_class(*unit, WordClass::Possessive)
                    && !owner.tail.is_empty()
                    && !names_deed(view, np)
                    && match np.is_actor {
                        true => view.is_bare_role(np.tail[0]),
                        false => np.tail.is_empty(),
                    } =>
            {
                Some(owner.clone())
            }
            _ => None,
        };
        if let (Some(owner), Chunk::Np(np)) = (owner, &mut chunks[at]) {
            match np.is_actor {
                true => np.owners = owner.tail,
                false => np.tail = owner.tail,
            }
            np.units.end = owner.units.end;
            chunks.drain(at + 1..at + 3);
            continue;
        }
        at += 1;
    }
}

fn names_deed(view: View<'_>, np: &Np) -> bool {
    view.found.senses(&view.units[np.head]).iter().any(|h| matches!(h, Meaning::Noun { .. }))
}

fn quantify(view: View<'_>, at: usize, np: &mut Np) {
    let unit = &view.units[at];
    if let UnitKind::Number(value) = unit.kind {
        np.count = Some(value as u32);
        np.plural |= value > 1.0;
        return;
    }
    let value = view.found.senses(unit).iter().find_map(|h| match *h {
        Meaning::Value { class: WordClass::Number | WordClass::Multiple, value } => Some(value),
        _ => None,
    });
    match value {
        Some(value) => {
            np.count = Some(np.count.unwrap_or(1).saturating_mul(value.max(1) as u32));
            np.plural |= value > 1;
        }
        // What counts without a number counts many, but for the singulars that the rules name as titles do.
        None => np.plural |= view.has_class(at, WordClass::Plural),
    }
}

/// Hands the list behind *termasuk*, *antara lain* … to the group before it, and takes it out of the sentence.
fn members(chunks: &mut Vec<Chunk>) {
    let mut at = 0;
    while at < chunks.len() {
        if !matches!(chunks[at], Chunk::Mark { class: Class::Inclusion, .. }) {
            at += 1;
            continue;
        }
        let listed = match chunks.get(at + 1) {
            Some(Chunk::Np(np)) if np.is_actor => np.tail.clone(),
            _ => {
                at += 1;
                continue;
            }
        };
        // The list goes on over commas and conjunctions as long as actors follow.
        let mut all = listed;
        let mut end = at + 2;
        loop {
            let mut next = end;
            while matches!(chunks.get(next), Some(Chunk::Mark { class: Class::Comma | Class::Conjunction, .. })) {
                next += 1;
            }
            match chunks.get(next) {
                Some(Chunk::Np(np))
                    if np.is_actor && next > end && !matches!(chunks.get(next + 1), Some(Chunk::Verb(_))) =>
                {
                    all.extend(&np.tail);
                    end = next + 1;
                }
                Some(Chunk::Np(np))
                    if np.is_actor
                        && next > end
                        && matches!(chunks[next - 1], Chunk::Mark { class: Class::Conjunction, .. }) =>
                {
                    all.extend(&np.tail);
                    end = next + 1;
                }
                _ => break,
            }
        }
        let mut start = at;
        if start > 0 && matches!(chunks[start - 1], Chunk::Mark { class: Class::Comma | Class::Dash, .. }) {
            start -= 1;
        }
        // The group, and the noun that its preposition hangs it on: "para menteri dari sepuluh negara, termasuk …".
        let mut group = start;
        while group > 0 {
            group -= 1;
            match &mut chunks[group] {
                Chunk::Np(np) => {
                    np.members.clone_from(&all);
                    if np.preposition.is_none() {
                        break;
                    }
                    group = group.saturating_sub(1);
                }
                _ => break,
            }
        }
        // "…, including Japaridze, the ministry said": the comma parts more than the list.
        let parts = matches!(chunks.get(end + 1), Some(Chunk::Np(_)));
        if matches!(chunks.get(end), Some(Chunk::Mark { class: Class::Comma | Class::Dash, .. }))
            && start < at
            && !parts
        {
            end += 1;
        }
        chunks.drain(start..end);
        at = start;
    }
}

/// Joins actors that are named in a row: "A, B, dan C", "A dan B". The joined phrase has all of them in its tail.
fn coordinate(view: View<'_>, chunks: &mut Vec<Chunk>) {
    let mut at = 0;
    while at < chunks.len() {
        let Some(end) = run_end(view, chunks, at) else {
            at += 1;
            continue;
        };
        let mut tail: Vec<usize> = Vec::new();
        for chunk in &chunks[at + 1..end] {
            if let Chunk::Np(np) = chunk {
                tail.extend(&np.tail);
            }
        }
        let (last_units, third, definite) = match &chunks[end - 1] {
            Chunk::Np(np) => (np.units.end, np.third, np.definite),
            _ => unreachable!("a run ends in a noun phrase"),
        };
        if let Chunk::Np(np) = &mut chunks[at] {
            // "dua raksasa minyak Rusia, Rosneft dan Lukoil": those counted are those named.
            if np.count.is_some() && !np.is_actor {
                np.members = tail;
                np.units.end = last_units;
                chunks.drain(at + 1..end);
                at += 1;
                continue;
            }
            // "utusan urusan nuklir Korea Selatan, Amerika Serikat dan Jepang": each has one.
            match np.owners.is_empty() {
                true => np.tail.extend(tail),
                false => np.owners.extend(tail),
            }
            np.units.end = last_units;
            np.third = third;
            np.definite |= definite;
        }
        chunks.drain(at + 1..end);
        at += 1;
    }
}

/// One past the last chunk of the coordination that starts at `at`.
fn run_end(view: View<'_>, chunks: &[Chunk], at: usize) -> Option<usize> {
    let Chunk::Np(first) = &chunks[at] else { return None };
    if first.tail.is_empty() && first.owners.is_empty() {
        return None;
    }
    let actor = |n: usize| matches!(chunks.get(n), Some(Chunk::Np(np)) if np.is_actor || np.tail.len() == 1 && is_owned(view, np));
    let comma = |n: usize| matches!(chunks.get(n), Some(Chunk::Mark { class: Class::Comma, .. }));
    let conjunction = |n: usize| matches!(chunks.get(n), Some(Chunk::Mark { class: Class::Conjunction, .. }));
    // "dikuasai militer, Mali dan Burkina Faso": a role of nobody heads no list of names.
    let bare = |n: usize| matches!(chunks.get(n), Some(Chunk::Np(np)) if np.tail.first().is_some_and(|&m| view.is_bare_role(m)));
    let alike = |a: usize, b: usize| bare(a) == bare(b);
    let mut end = at + 1;
    let mut joined = None;
    loop {
        let mut next = end + usize::from(comma(end));
        let is_last = conjunction(next);
        next += usize::from(is_last);
        // "Rusia, Amerika Serikat, dan aktor-aktor utama": whoever else there is names nobody.
        let others =
            |n: usize| joined.is_none() && end > at + 1 && matches!(chunks.get(n), Some(Chunk::Np(np)) if np.plural);
        // "…, and Russia suspended": with only one before it, a comma and a conjunction begin another clause.
        let parts = is_last && end == at + 1 && comma(end) && matches!(chunks.get(next + 1), Some(Chunk::Verb(_)));
        // "agar Dewan Keamanan serta komunitas internasional bertindak": whoever else acts with them names nobody either.
        let company = |n: usize| {
            matches!(chunks.get(n), Some(Chunk::Np(np)) if np.tail.is_empty() && np.preposition.is_none())
                && matches!(chunks.get(n + 1), Some(Chunk::Verb(group)) if !group.participle)
                && (at == 0
                    || matches!(
                        chunks[at - 1],
                        Chunk::Mark { class: Class::Complementiser(_) | Class::Subordinator | Class::Stop, .. }
                    ))
                && first.preposition.is_none()
        };
        if is_last && !parts && (actor(next) || others(next) || company(next)) {
            joined = Some(next + 1);
        } else if is_last || next == end || joined.is_some() || !actor(next) || !alike(at, next) {
            break;
        }
        end = next + 1;
    }
    // A headline writes its "and" as a comma: "AS, Inggris Serang Houthi".
    if joined.is_none() && view.sentence.title && end > at + 1 && matches!(chunks.get(end), Some(Chunk::Verb(_))) {
        let earlier_verb = chunks[..at].iter().any(|c| matches!(c, Chunk::Verb(_)));
        return (!earlier_verb).then_some(end);
    }
    let end = joined?;
    // "A mengecam B dan C mendesak D": the last of them is the subject of what follows.
    let verb_follows = matches!(chunks.get(end), Some(Chunk::Verb(_)));
    // "meminta A dan B mundur": unless that verb takes them and what they are to do.
    let governed = at > 0
        && matches!(&chunks[at - 1], Chunk::Verb(group) if view.takes_clause(group.verb) || view.order() == Order::HeadLast && view.says(group.verb));
    let opens = at > 0 && matches!(chunks[at - 1], Chunk::Mark { class: Class::Comma, .. });
    // "ECOWAS Ultimatum Niger, Mali dan Burkina Faso Bela Niamey": a headline's comma parts two clauses.
    let governed = governed && !(view.sentence.title && comma(at + 1));
    if verb_follows && !governed && !opens && has_finished_clause(chunks, at) {
        return None;
    }
    // "Menurut pejabat AS, Rusia dan China menolak", "Di Jakarta, Iran dan Irak sepakat": what stands behind the comma
    // is the subject alone.
    let adjunct = at > 0
        // "Delegasi dari Mesir, Qatar dan Israel": what hangs on a noun is no adjunct.
        && !(at > 1 && matches!(chunks[at - 1], Chunk::Mark { class: Class::Preposition(_), .. }) && matches!(chunks[at - 2], Chunk::Np(_)))
        && matches!(
            chunks[at - 1],
            Chunk::Mark { class: Class::SayBefore | Class::SayQuote | Class::Preposition(_), .. }
        );
    if verb_follows && adjunct && comma(at + 1) {
        return None;
    }
    Some(end)
}

fn is_owned(view: View<'_>, np: &Np) -> bool {
    view.has_class(np.head, WordClass::Owned)
}

/// Whether the clause that `at` stands in has its verb already, so that another verb begins another clause. The verb
/// of a relative clause is not counted: behind it, the verb of the main clause is still to come.
fn has_finished_clause(chunks: &[Chunk], at: usize) -> bool {
    let mut verbs = 0;
    for chunk in chunks[..at].iter().rev() {
        match chunk {
            Chunk::Verb(group) => verbs += usize::from(!group.participle),
            Chunk::Mark { class: Class::Relative, .. } => verbs = 0,
            Chunk::Mark {
                class: Class::Subordinator | Class::Contrast | Class::Stop | Class::Complementiser(_),
                ..
            } => break,
            _ => {}
        }
    }
    verbs > 0
}

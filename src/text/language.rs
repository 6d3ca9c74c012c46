//! Which language a text is in, told from its function words.

use crate::{
    document::Document,
    rule::{
        RuleSet,
        model::{Lexicon, Meaning, Pack, WordClass},
    },
    token::{self, Kind},
};

/// How many words are looked at.
const SAMPLE: usize = 400;

/// The least share of words that the rules know at all, for texts too short to have their function words.
const LEAST_KNOWN: f64 = 0.4;

/// The least share of function words that a text of the language has. Running Indonesian news has about a
/// quarter; of English words, one in thirty happens to be an Indonesian function word too.
const LEAST: f64 = 0.12;

/// The pack of the language that the text is in: the one whose function words it has most of.
pub(crate) fn identify<'r>(document: &Document, rules: &'r RuleSet) -> Option<&'r Pack> {
    let content = document.content();
    let head_end = content.char_indices().nth(SAMPLE * 8).map_or(content.len(), |(n, _)| n);
    let mut tokens = Vec::new();
    token::tokenize(&content[..head_end], 0, &mut tokens);
    let mut scratch = String::new();
    let mut total = 0;
    let mut hits = vec![0; rules.packs.len()];
    let mut known = vec![0; rules.packs.len()];
    for token in tokens.iter().filter(|t| t.kind == Kind::Word).take(SAMPLE) {
        total += 1;
        let Some(id) = rules.vocabulary.get(token::fold(token.span.of(content), token, &mut scratch)) else { continue };
        for (n, pack) in rules.packs.iter().enumerate() {
            let state = pack.lexicon.start(id);
            hits[n] += usize::from(is_function_word(&pack.lexicon, state));
            known[n] += usize::from(is_common_word(&pack.lexicon, state));
        }
    }
    let (best, &most) = hits.iter().enumerate().max_by_key(|&(n, hits)| (*hits, std::cmp::Reverse(n)))?;
    let share = |count: usize| count as f64 / total as f64;
    (total > 0 && (share(most) >= LEAST || share(known[best]) >= LEAST_KNOWN)).then(|| &rules.packs[best])
}

/// Whether the language has the word: names prove nothing.
fn is_common_word(lexicon: &Lexicon, state: u32) -> bool {
    lexicon.senses(state).any(|(sense, _)| {
        matches!(
            sense.meaning,
            Meaning::Verb { .. } | Meaning::Noun { .. } | Meaning::Word { .. } | Meaning::Role(_) | Meaning::Say(_)
        )
    })
}

fn is_function_word(lexicon: &Lexicon, state: u32) -> bool {
    use WordClass::{
        Auxiliary, Complementiser, Conjunction, Contrast, Demonstrative, Preposition, Relative, Subordinator,
    };
    lexicon.senses(state).any(|(sense, _)| {
        matches!(
            sense.meaning,
            Meaning::Word {
                class: Preposition
                    | Conjunction
                    | Contrast
                    | Subordinator
                    | Relative
                    | Complementiser
                    | Auxiliary
                    | Demonstrative,
                ..
            }
        )
    })
}

//! English: inflection of verbs and nouns, and what endings tell of unknown words.
//!
//! Facts: general knowledge of the authors.

use super::{Clitic, Form, Guess, Morphology, Order, Voice};

pub(crate) struct English;

impl Morphology for English {
    fn code(&self) -> &'static str {
        "en"
    }

    /// `["strike/struck"]`, `["break/broke/broken", "off"]`: principal parts of the first word, then what follows it.
    fn verb_forms(&self, words: &[&str]) -> Result<Vec<Form>, String> {
        let [head, further @ ..] = words else {
            return Err("a verb is its lemma, as in `condemn` or `take/took/taken over`".to_owned());
        };
        let verb = Verb::parse(head)?;
        let form = |(word, voice): (String, Voice)| {
            let text = [&[word.as_str()], further].concat().join(" ");
            Form { text, voice }
        };
        Ok(verb.inflect().into_iter().map(form).collect())
    }

    fn order(&self) -> Order {
        Order::HeadLast
    }

    fn enclitics(&self) -> &'static [&'static str] {
        &["s", "ll", "ve", "re"]
    }

    fn common_verb_forms(&self, words: &[&str]) -> Result<Vec<Form>, String> {
        let mut forms = self.verb_forms(words)?;
        forms.retain(|form| form.voice != Voice::Nominal);
        Ok(forms)
    }

    fn affix_classes(&self) -> Vec<&'static str> {
        Vec::new()
    }

    fn doubt(&self, _words: &[&str]) -> Option<String> {
        None
    }

    /// Singular and plural; of several words, the last has it, or the one that is written with its plural:
    /// `coup/coups d'état`.
    fn noun_forms(&self, lemma: &str) -> Vec<String> {
        if let Some((singular, rest)) = lemma.split_once('/') {
            let before = singular.rsplit_once(' ').map_or("", |(before, _)| before);
            let (plural, behind) = rest.split_once(' ').unwrap_or((rest, ""));
            let join =
                |words: [&str; 3]| words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
            let head = singular.rsplit(' ').next().unwrap_or(singular);
            return vec![join([before, head, behind]), join([before, plural, behind])];
        }
        vec![lemma.to_owned(), plural(lemma)]
    }

    fn is_plural(&self, noun: &str) -> bool {
        noun.ends_with('s') && !["ss", "us", "is"].iter().any(|ending| noun.ends_with(ending))
            || ["people", "men", "children", "police"].iter().any(|plural| noun.ends_with(plural))
    }

    fn strip_clitic<'w>(&self, _word: &'w str) -> Option<(&'w str, Clitic)> {
        None
    }

    fn guess(&self, word: &str) -> Option<Guess> {
        let is_longer = |than: usize| word.chars().count() > than;
        GUESSES
            .iter()
            .find(|(ending, least, _)| word.ends_with(ending) && is_longer(*least))
            .map(|&(_, _, guess)| guess)
    }
}

/// Ending, the length that a word must exceed to have it as one, and what it tells.
const GUESSES: [(&str, usize, Guess); 14] = [
    ("ly", 4, Guess::Adverb),
    ("ing", 5, Guess::Verb(Voice::Gerund)),
    ("ed", 4, Guess::Verb(Voice::Past)),
    ("ous", 5, Guess::Adjective),
    ("ful", 5, Guess::Adjective),
    ("less", 6, Guess::Adjective),
    ("able", 6, Guess::Adjective),
    ("ible", 6, Guess::Adjective),
    ("ical", 5, Guess::Adjective),
    ("ive", 5, Guess::Adjective),
    ("ic", 5, Guess::Adjective),
    ("al", 5, Guess::Adjective),
    ("ary", 6, Guess::Adjective),
    ("est", 6, Guess::Adjective),
];

fn is_vowel(letter: char) -> bool {
    matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u')
}

/// One syllable, and its last letter single behind a single vowel: *ban*, *stop*, not *seize*, *fix*, *aid*.
fn doubles(word: &str) -> bool {
    let letters: Vec<char> = word.chars().collect();
    match letters[..] {
        [.., before, vowel, last] => {
            let groups = letters.windows(2).filter(|w| is_vowel(w[1]) && !is_vowel(w[0])).count();
            let syllables = groups + usize::from(is_vowel(letters[0]));
            is_vowel(vowel)
                && (!is_vowel(before) || before == 'u' && letters.len() > 3 && letters[letters.len() - 4] == 'q')
                && !is_vowel(last)
                && !matches!(last, 'w' | 'x' | 'y')
                && syllables == 1
        }
        [vowel, last] => is_vowel(vowel) && !is_vowel(last),
        _ => false,
    }
}

fn ends_sibilant(word: &str) -> bool {
    ["s", "x", "z", "ch", "sh"].iter().any(|ending| word.ends_with(ending))
}

/// *attacks*, *passes*, *denies*: third person and plural alike.
fn with_s(word: &str) -> String {
    let consonant_before = |word: &str| word.chars().rev().nth(1).is_some_and(|c| !is_vowel(c));
    match word {
        _ if word.ends_with('y') && consonant_before(word) => format!("{}ies", &word[..word.len() - 1]),
        _ if ends_sibilant(word) || word.ends_with('o') && consonant_before(word) => format!("{word}es"),
        _ => format!("{word}s"),
    }
}

fn plural(noun: &str) -> String {
    match noun {
        _ if noun.ends_with("man") && !noun.ends_with("human") => format!("{}men", &noun[..noun.len() - 3]),
        _ if noun.ends_with("sis") => format!("{}ses", &noun[..noun.len() - 3]),
        _ if noun.ends_with("person") => format!("{}people", &noun[..noun.len() - 6]),
        // Many take no -es: *memos*, *embargoes* is written both ways.
        _ => with_s(noun),
    }
}

/// A verb's principal parts.
struct Verb<'w> {
    lemma: &'w str,
    past: Option<&'w str>,
    participle: Option<&'w str>,
}

impl<'w> Verb<'w> {
    fn parse(head: &'w str) -> Result<Self, String> {
        let mut parts = head.split('/');
        let lemma = parts.next().unwrap_or_default();
        let (past, participle) = (parts.next(), parts.next());
        if lemma.is_empty() || past == Some("") || participle == Some("") || parts.next().is_some() {
            return Err(format!("`{head}` is no verb: write its lemma, past and participle, as in `take/took/taken`"));
        }
        Ok(Verb { lemma, past, participle })
    }

    fn inflect(&self) -> Vec<(String, Voice)> {
        let lemma = self.lemma;
        let third = match lemma {
            "have" => "has".to_owned(),
            _ => with_s(lemma),
        };
        let regular = self.regular_past();
        let past = self.past.unwrap_or(&regular);
        let gerund = self.gerund();
        let mut forms = vec![(lemma.to_owned(), Voice::Plain), (third, Voice::Active), (gerund.clone(), Voice::Gerund)];
        match self.participle.filter(|participle| *participle != past) {
            Some(participle) => {
                forms.push((past.to_owned(), Voice::Active));
                forms.push((participle.to_owned(), Voice::Passive));
            }
            None => forms.push((past.to_owned(), Voice::Past)),
        }
        forms.push((gerund, Voice::Nominal));
        forms
    }

    fn regular_past(&self) -> String {
        let lemma = self.lemma;
        let consonant_before = lemma.chars().rev().nth(1).is_some_and(|c| !is_vowel(c));
        match lemma {
            _ if lemma.ends_with('e') => format!("{lemma}d"),
            _ if lemma.ends_with('y') && consonant_before => format!("{}ied", &lemma[..lemma.len() - 1]),
            _ if lemma.ends_with("ic") => format!("{lemma}ked"),
            _ if doubles(lemma) => format!("{lemma}{}ed", &lemma[lemma.len() - 1..]),
            _ => format!("{lemma}ed"),
        }
    }

    fn gerund(&self) -> String {
        let lemma = self.lemma;
        // `expel/expelled`: what doubles in the past doubles here.
        let doubled = self.past.and_then(|past| past.strip_suffix("ed")).filter(|stem| stem.len() == lemma.len() + 1);
        match lemma {
            _ if lemma.ends_with("ie") => format!("{}ying", &lemma[..lemma.len() - 2]),
            _ if lemma.ends_with('e') && !["ee", "oe", "ye", "nge"].iter().any(|e| lemma.ends_with(e)) => {
                format!("{}ing", &lemma[..lemma.len() - 1])
            }
            _ if lemma.ends_with("ange") || lemma.ends_with("enge") => format!("{}ing", &lemma[..lemma.len() - 1]),
            _ if lemma.ends_with("ic") => format!("{lemma}king"),
            _ => match doubled {
                Some(stem) if !stem.ends_with("ick") => format!("{stem}ing"),
                _ if doubles(lemma) && self.past.is_none_or(|past| !past.ends_with("ed")) => {
                    format!("{lemma}{}ing", &lemma[lemma.len() - 1..])
                }
                _ => format!("{lemma}ing"),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forms(verb: &str) -> Vec<String> {
        let words: Vec<&str> = verb.split(' ').collect();
        English.verb_forms(&words).unwrap().into_iter().map(|form| form.text).collect()
    }

    #[test]
    fn verbs() {
        assert_eq!(forms("condemn"), ["condemn", "condemns", "condemning", "condemned", "condemning"]);
        assert_eq!(forms("ban"), ["ban", "bans", "banning", "banned", "banning"]);
        assert_eq!(forms("deny"), ["deny", "denies", "denying", "denied", "denying"]);
        assert_eq!(forms("seize"), ["seize", "seizes", "seizing", "seized", "seizing"]);
        assert_eq!(forms("raid"), ["raid", "raids", "raiding", "raided", "raiding"]);
        assert_eq!(forms("visit"), ["visit", "visits", "visiting", "visited", "visiting"]);
        assert_eq!(forms("expel/expelled"), ["expel", "expels", "expelling", "expelled", "expelling"]);
        assert_eq!(forms("strike/struck"), ["strike", "strikes", "striking", "struck", "striking"]);
        assert_eq!(forms("hit/hit back at")[2..4], ["hitting back at", "hit back at"]);
        assert_eq!(forms("quit/quit"), ["quit", "quits", "quitting", "quit", "quitting"]);
        assert_eq!(forms("take/took/taken over")[3..5], ["took over", "taken over"]);
        assert_eq!(forms("meet/met"), ["meet", "meets", "meeting", "met", "meeting"]);
        assert_eq!(forms("flee/fled")[2], "fleeing");
        assert_eq!(forms("agree"), ["agree", "agrees", "agreeing", "agreed", "agreeing"]);
        assert_eq!(forms("veto"), ["veto", "vetoes", "vetoing", "vetoed", "vetoing"]);
        assert_eq!(forms("challenge")[2], "challenging");
        assert_eq!(forms("panic"), ["panic", "panics", "panicking", "panicked", "panicking"]);
    }

    #[test]
    fn past_and_participle() {
        let voice = |verb: &str, text: &str| {
            English.verb_forms(&[verb]).unwrap().into_iter().find(|form| form.text == text).unwrap().voice
        };
        assert_eq!(voice("take/took/taken", "took"), Voice::Active);
        assert_eq!(voice("take/took/taken", "taken"), Voice::Passive);
        assert_eq!(voice("strike/struck", "struck"), Voice::Past);
        assert!(English.verb_forms(&["take/"]).is_err());
    }

    #[test]
    fn nouns() {
        let plurals = |noun| English.noun_forms(noun);
        assert_eq!(plurals("attack"), ["attack", "attacks"]);
        assert_eq!(plurals("air strike")[1], "air strikes");
        assert_eq!(plurals("embargo")[1], "embargoes");
        assert_eq!(plurals("crisis")[1], "crises");
        assert_eq!(plurals("call/calls for"), ["call for", "calls for"]);
        assert_eq!(plurals("ally")[1], "allies");
    }
}

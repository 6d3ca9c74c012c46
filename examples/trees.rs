//! Holds the clause analysis against hand-made dependency trees: of the trees' verbs, the share whose subject, object
//! and passive agent it finds, for each kind of clause. The analysis is given the text alone.
//!
//! ```sh
//! cargo run --release --example trees -- id id_csui-ud-train.conllu
//! ```
//!
//! Trees are CoNLL-U files of Universal Dependencies (<https://universaldependencies.org/format.html>). A subject is
//! found where the clause of its verb has a subject phrase that holds its head, or a name in apposition to it. Of a
//! relative clause whose subject is its pronoun, that is the noun which the clause says something of.

use std::{env, fs, process::ExitCode};

use simpul::{ClauseParts, Document, Extractor, RuleSet, Span};

/// A word of a tree, and where it stands in the text.
struct Word {
    id: usize,
    head: usize,
    class: String,
    features: String,
    relation: String,
    span: Span,
}

struct Tree {
    text: String,
    words: Vec<Word>,
}

/// Found, and looked for.
#[derive(Clone, Copy, Default)]
struct Share(usize, usize);

impl Share {
    fn count(&mut self, found: bool) {
        self.0 += usize::from(found);
        self.1 += 1;
    }
}

impl std::fmt::Display for Share {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Share(found, all) = *self;
        write!(f, "{:5.1} % {:>11}", 100.0 * found as f64 / all.max(1) as f64, format!("({found}/{all})"))
    }
}

const KINDS: [&str; 4] = ["main", "relative", "complement", "adverbial"];

fn kind(relation: &str) -> Option<usize> {
    match relation {
        "root" => Some(0),
        "acl:relcl" => Some(1),
        "ccomp" | "xcomp" => Some(2),
        "advcl" => Some(3),
        _ => None,
    }
}

fn main() -> ExitCode {
    let mut arguments = env::args().skip(1);
    let (Some(lang), files) = (arguments.next(), arguments.collect::<Vec<_>>()) else {
        eprintln!("name a language and CoNLL-U files: trees id FILE …");
        return ExitCode::from(2);
    };
    let extractor = Extractor::new(RuleSet::builtin());
    let mut shares = [[Share::default(); KINDS.len()]; 3];
    for file in files {
        let text = match fs::read_to_string(&file) {
            Ok(text) => text,
            Err(why) => {
                eprintln!("{file}: {why}");
                return ExitCode::from(1);
            }
        };
        for tree in text.split("\n\n").filter_map(read) {
            let mut document = Document::new("tree", "", &tree.text);
            document.lang = Some(lang.clone());
            compare(&tree, &extractor.clauses(&document), &mut shares);
        }
    }
    println!("{:12}{:>20}{:>20}{:>20}", "", "subject", "object", "passive agent");
    for (n, name) in KINDS.iter().enumerate() {
        println!("{name:12}{:>20}{:>20}{:>20}", shares[0][n], shares[1][n], shares[2][n]);
    }
    ExitCode::SUCCESS
}

fn compare(tree: &Tree, clauses: &[ClauseParts], shares: &mut [[Share; KINDS.len()]; 3]) {
    let covers = |phrase: &Span, word: &Word| phrase.start <= word.span.start && word.span.end <= phrase.end;
    let holds = |phrase: &Span, word: &Word| {
        let names =
            |name: &Word| name.head == word.id && (name.relation == "appos" || name.relation.starts_with("flat"));
        covers(phrase, word) || tree.words.iter().any(|name| names(name) && covers(phrase, name))
    };
    for verb in tree.words.iter().filter(|word| word.class == "VERB") {
        let Some(kind) = kind(&verb.relation) else { continue };
        let clause = clauses.iter().find(|clause| covers(&clause.verb, verb));
        for word in tree.words.iter().filter(|word| word.head == verb.id) {
            let (row, wanted) = match &*word.relation {
                "nsubj" | "nsubj:pass" => (0, subject(tree, verb, word)),
                // *-nya* is part of its verb's word.
                "obj" if word.span.start >= verb.span.end || word.span.end <= verb.span.start => (1, word),
                "obl:agent" => (2, word),
                _ => continue,
            };
            let found = clause.is_some_and(|clause| match row {
                0 => clause.subject.is_some_and(|subject| holds(&subject, wanted)),
                1 => clause.objects.iter().any(|object| holds(object, wanted)),
                _ => clause.objects.iter().chain(&clause.prepositional).any(|agent| holds(agent, wanted)),
            });
            shares[row][kind].count(found);
        }
    }
}

/// Whom the subject of a relative clause stands for.
fn subject<'t>(tree: &'t Tree, verb: &Word, subject: &'t Word) -> &'t Word {
    let antecedent = || tree.words.iter().find(|word| word.id == verb.head);
    let is_pronoun = verb.relation == "acl:relcl" && subject.features.contains("PronType=Rel");
    antecedent().filter(|_| is_pronoun).unwrap_or(subject)
}

fn read(block: &str) -> Option<Tree> {
    let text = block.lines().find_map(|line| line.strip_prefix("# text = "))?.to_owned();
    let mut words = Vec::new();
    let mut at = 0;
    // Up to this word's number, words are parts of one that was found in the text.
    let mut within = (0, Span::default());
    for line in block.lines().filter(|line| !line.starts_with('#')) {
        let fields: Vec<&str> = line.split('\t').collect();
        let [id, form, _, class, _, features, head, relation, ..] = fields[..] else { continue };
        let mut place = |form: &str| {
            let start = at + text[at..].find(form)?;
            at = start + form.len();
            Some(Span { start: start as u32, end: at as u32 })
        };
        if let Some((_, last)) = id.split_once('-') {
            within = (last.parse().ok()?, place(form)?);
            continue;
        }
        let Ok(id) = id.parse() else { continue };
        let span = if id <= within.0 { within.1 } else { place(form)? };
        words.push(Word {
            id,
            head: head.parse().ok()?,
            class: class.to_owned(),
            features: features.to_owned(),
            relation: relation.to_owned(),
            span,
        });
    }
    Some(Tree { text, words })
}

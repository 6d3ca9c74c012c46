//! Scores: what was found, held against what people annotated.

use std::{
    collections::{BTreeMap, BTreeSet},
    ffi::OsStr,
    fmt, fs,
    path::{Path, PathBuf},
    str::FromStr,
};

use serde::{Serialize, Serializer};
use unicode_normalization::{UnicodeNormalization, char::canonical_combining_class};

use crate::{
    date::PartialDate,
    error::Error,
    record::{Actor, Event, EventType, Modality, Polarity},
};

/// What a table must have; further columns are not read.
const COLUMNS: [&str; 9] = ["sent", "source", "event", "target", "modality", "polarity", "speaker", "date", "trigger"];
/// What stands in a cell, or for a code, where there is nothing.
const NONE: &str = "-";
/// The part of a code before the slash that stands for a group which the text does not break up.
const GROUP: &str = "GROUP";

/// Annotated documents: the events that careful readers find in each.
///
/// A folder holds a table `DOC.tsv` for each document: columns parted by tabs, a first line that names them, in any
/// order `sent`, `source`, `event`, `target`, `modality`, `polarity`, `speaker`, `date`, `trigger` and whatever else.
/// Names of types, modalities and polarities, codes and dates are those of [`Event`]; `-` stands for no target, speaker
/// or date.
///
/// ```text
/// sent  source                 event    target  modality  polarity  speaker  date        trigger
/// 1     IDN/foreign-ministry   ACCUSE   ISR     fact      +         -        2024-11-06  mengecam
/// ```
///
/// ```
/// use simpul::{Extractor, Gold, Level, Reader, RuleSet};
///
/// let gold = Gold::read("tests/gold/id")?;
/// let extractor = Extractor::new(RuleSet::builtin());
/// let mut events = Vec::new();
/// for article in Reader::new(["tests/gold/id/d01.txt", "tests/gold/id/d02.txt"]) {
///     events.extend(extractor.extract(&article?).events);
/// }
/// let scores = gold.score(&events);
/// println!("{scores}");
/// assert!(scores.level(Level::Triple).recall() < 0.5, "all documents but two are missed");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Gold {
    documents: BTreeMap<String, Vec<Row>>,
}

impl Gold {
    /// Reads the tables of a folder.
    ///
    /// # Errors
    /// Where the folder or a table can't be read, there is no table, a column is missing, or a line has the wrong number
    /// of cells or an unknown name in one.
    pub fn read(dir: impl AsRef<Path>) -> Result<Gold, Error> {
        let dir = dir.as_ref();
        let unreadable = |why| Error::io("read", dir, why);
        let mut documents = BTreeMap::new();
        for entry in fs::read_dir(dir).map_err(unreadable)? {
            let path = entry.map_err(unreadable)?.path();
            if path.extension() == Some(OsStr::new("tsv")) {
                let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
                documents.insert(name, read_table(path)?);
            }
        }
        if documents.is_empty() {
            return Err(Error::other(format!("{} holds no table DOC.tsv of an annotated article", dir.display())));
        }
        Ok(Gold { documents })
    }

    /// The names of its documents, sorted.
    pub fn documents(&self) -> impl Iterator<Item = &str> {
        self.documents.keys().map(String::as_str)
    }

    /// Whether it has the document of this id, or of what stands behind the last slash of it.
    pub fn has(&self, id: &str) -> bool {
        self.documents.contains_key(last_part(id))
    }

    /// Scores events: at each [`Level`], rows are compared as sets for each document.
    ///
    /// Events of other documents don't count; a document without events counts as missed.
    pub fn score<'e>(&self, events: impl IntoIterator<Item = &'e Event>) -> Scores {
        let mut found: BTreeMap<&str, Vec<Row>> = BTreeMap::new();
        for event in events {
            found.entry(last_part(&event.doc)).or_default().push(Row::of(event));
        }
        let mut scores = Scores::default();
        for (name, gold) in &self.documents {
            let found = found.remove(&**name).unwrap_or_default();
            scores.documents += 1;
            scores.rows += gold.len();
            for (level, score) in Level::ALL.iter().zip(&mut scores.levels) {
                score.add(&keys(gold, *level), &keys(&found, *level));
            }
            for (event, score) in EventType::ALL.iter().zip(&mut scores.types) {
                let of_type = |row: &&Row| row.event == *event;
                let (gold, found) = (gold.iter().filter(of_type), found.iter().filter(of_type));
                score.add(&keys(gold, Level::Triple), &keys(found, Level::Triple));
            }
        }
        scores
    }

    /// One document row by row, then its triple scores; `None` where there is no such document.
    ///
    /// `=` marks a hit as it was annotated, `~` below it the row that was found where the two differ in more than the
    /// triple, `-` a miss, `+` an extra.
    pub fn compare<'e>(&self, document: &str, events: impl IntoIterator<Item = &'e Event>) -> Option<String> {
        let gold = by_triple(self.documents.get(document)?);
        let found: Vec<_> = events.into_iter().filter(|event| last_part(&event.doc) == document).map(Row::of).collect();
        let found = by_triple(&found);
        let mut lines = String::new();
        let mut line = |mark, row: &Row| lines.push_str(&format!("{mark} {document} {row}\n"));
        let mut score = Score::default();
        for (key, row) in &gold {
            let Some(hit) = found.get(key) else { continue };
            score.hits += 1;
            line('=', row);
            if Level::ALL.iter().any(|level| row.key(*level) != hit.key(*level)) {
                line('~', hit);
            }
        }
        for (_, row) in gold.iter().filter(|(key, _)| !found.contains_key(key)) {
            score.misses += 1;
            line('-', row);
        }
        for (_, row) in found.iter().filter(|(key, _)| !gold.contains_key(key)) {
            score.extras += 1;
            line('+', row);
        }
        lines.push_str(&format!("  {document}: triple {score}\n"));
        Some(lines)
    }
}

/// What of a row is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Level {
    /// Countries of source and target.
    Pair,
    /// The pair and the event type: the headline figure.
    Triple,
    /// The triple with whole codes, person and branch included.
    Actors,
    /// The triple with modality and polarity.
    Sure,
    /// The triple with the speaker's country.
    Claim,
    /// The triple with the date.
    Date,
}

impl Level {
    /// All of them.
    pub const ALL: &[Level] = &[Level::Pair, Level::Triple, Level::Actors, Level::Sure, Level::Claim, Level::Date];

    /// Its name in what is printed.
    pub fn name(self) -> &'static str {
        match self {
            Level::Pair => "pair",
            Level::Triple => "triple",
            Level::Actors => "actors",
            Level::Sure => "sure",
            Level::Claim => "claim",
            Level::Date => "date",
        }
    }
}

/// What [`Gold::score`] gives; prints as a table, and serialises with the same figures.
///
/// ```text
/// {"docs": 38, "rows": 939, "levels": {"pair": {"p": 0.9, "r": 0.8, "f1": 0.847}, …},
///  "types": {"AGREE": {"tp": 46, "fp": 5, "fn": 11, "f1": 0.852}, …}}
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Scores {
    /// Number of annotated documents.
    #[serde(rename = "docs")]
    pub documents: usize,
    /// Number of annotated rows.
    pub rows: usize,
    #[serde(serialize_with = "rates")]
    levels: [Score; Level::ALL.len()],
    #[serde(serialize_with = "counts")]
    types: [Score; EventType::ALL.len()],
}

impl Scores {
    /// The score over all documents at this level.
    pub fn level(&self, level: Level) -> Score {
        self.levels[level as usize]
    }

    /// The score over the triples of this type.
    pub fn event(&self, event: EventType) -> Score {
        self.types[event as usize]
    }

    /// The types that were annotated or found.
    fn seen(types: &[Score]) -> impl Iterator<Item = (EventType, &Score)> {
        EventType::ALL.iter().copied().zip(types).filter(|(_, score)| **score != Score::default())
    }
}

impl fmt::Display for Scores {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} documents, {} gold rows", self.documents, self.rows)?;
        for (level, score) in Level::ALL.iter().zip(&self.levels) {
            write!(f, "\n{:8} {score}", level.name())?;
        }
        for (event, score) in Scores::seen(&self.types) {
            let Score { hits, extras, misses } = score;
            write!(f, "\n  {event:10} tp {hits:3} fp {extras:3} fn {misses:3}  F1 {:.3}", score.f1())?;
        }
        Ok(())
    }
}

fn rates<S: Serializer>(levels: &[Score], to: S) -> Result<S::Ok, S::Error> {
    #[derive(Serialize)]
    struct Rates {
        p: f64,
        r: f64,
        f1: f64,
    }
    to.collect_map(Level::ALL.iter().zip(levels).map(|(level, score)| {
        (level, Rates { p: rounded(score.precision()), r: rounded(score.recall()), f1: rounded(score.f1()) })
    }))
}

fn counts<S: Serializer>(types: &[Score], to: S) -> Result<S::Ok, S::Error> {
    #[derive(Serialize)]
    struct Counts {
        tp: usize,
        fp: usize,
        r#fn: usize,
        f1: f64,
    }
    to.collect_map(Scores::seen(types).map(|(event, score)| {
        (event, Counts { tp: score.hits, fp: score.extras, r#fn: score.misses, f1: rounded(score.f1()) })
    }))
}

/// To three digits, as it is printed.
fn rounded(rate: f64) -> f64 {
    format!("{rate:.3}").parse().expect("a number was printed")
}

/// How many rows were found, made up and missed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Score {
    /// Found and annotated: true positives.
    pub hits: usize,
    /// Found and not annotated: false positives.
    pub extras: usize,
    /// Annotated and not found: false negatives.
    pub misses: usize,
}

impl Score {
    /// The share of what was found that is right, from 0 to 1; 0 where nothing was found.
    pub fn precision(self) -> f64 {
        ratio(self.hits, self.hits + self.extras)
    }

    /// The share of what was annotated that was found, from 0 to 1; 0 where nothing was annotated.
    pub fn recall(self) -> f64 {
        ratio(self.hits, self.hits + self.misses)
    }

    /// The harmonic mean of precision and recall.
    pub fn f1(self) -> f64 {
        let (p, r) = (self.precision(), self.recall());
        if p + r == 0.0 { 0.0 } else { 2.0 * p * r / (p + r) }
    }

    fn add(&mut self, gold: &BTreeSet<Key>, found: &BTreeSet<Key>) {
        self.hits += gold.intersection(found).count();
        self.extras += found.difference(gold).count();
        self.misses += gold.difference(found).count();
    }
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "P {:.3}  R {:.3}  F1 {:.3}", self.precision(), self.recall(), self.f1())
    }
}

fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

/// An event as far as it is scored or shown.
#[derive(Clone, Debug)]
struct Row {
    sentence: String,
    source: String,
    event: EventType,
    target: String,
    modality: Modality,
    polarity: Polarity,
    speaker: String,
    date: Option<PartialDate>,
    trigger: String,
}

/// Rows are the same at a level where their keys are.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    event: &'static str,
    ends: [String; 2],
    rest: String,
}

impl Row {
    fn of(event: &Event) -> Self {
        let code = |actor: Option<&Actor>| actor.map_or(NONE, |actor| &actor.code).to_owned();
        Row {
            sentence: event.sentence.to_string(),
            source: event.source.code.clone(),
            event: event.event,
            target: code(event.target.as_ref()),
            modality: event.modality,
            polarity: event.polarity,
            speaker: code(event.speaker.as_ref()),
            date: event.date,
            trigger: event.trigger.text.clone(),
        }
    }

    fn key(&self, level: Level) -> Key {
        let ends = [&self.source, &self.target].map(|code| match level {
            Level::Actors => whole(code),
            _ => country(code),
        });
        let rest = match level {
            Level::Pair | Level::Triple | Level::Actors => String::new(),
            Level::Sure => format!("{}{}", self.modality, self.polarity),
            Level::Claim => country(&self.speaker),
            Level::Date => self.date.map_or_else(|| NONE.to_owned(), |date| date.to_string()),
        };
        let mut key = Key { event: if level == Level::Pair { "" } else { self.event.as_str() }, ends, rest };
        if self.event.is_mutual() {
            key.ends.sort();
        }
        key
    }
}

impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Row { sentence, source, event, target, modality, polarity, speaker, trigger, .. } = self;
        write!(f, "s{sentence}\t{source} {event} {target}\t{modality}{polarity} @{speaker} ")?;
        match self.date {
            Some(date) => write!(f, "{date}\t{trigger}"),
            None => write!(f, "{NONE}\t{trigger}"),
        }
    }
}

fn keys<'r>(rows: impl IntoIterator<Item = &'r Row>, level: Level) -> BTreeSet<Key> {
    rows.into_iter().map(|row| row.key(level)).collect()
}

fn by_triple(rows: &[Row]) -> BTreeMap<Key, &Row> {
    rows.iter().map(|row| (row.key(Level::Triple), row)).collect()
}

/// The first part of a code.
fn country(code: &str) -> String {
    code.split('/').next().unwrap_or_default().to_uppercase()
}

/// The whole code; how a name is spelt is not what is scored, nor, of a group, its words.
pub(crate) fn whole(code: &str) -> String {
    if country(code) == GROUP {
        return GROUP.to_lowercase();
    }
    let bare: String = code.nfd().filter(|c| canonical_combining_class(*c) == 0).collect();
    let is_joint = |c: char| c.is_whitespace() || "-_.'’".contains(c);
    bare.split(is_joint).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ").to_lowercase()
}

fn last_part(id: &str) -> &str {
    id.rsplit('/').next().unwrap_or(id)
}

fn read_table(path: PathBuf) -> Result<Vec<Row>, Error> {
    let text = fs::read_to_string(&path).map_err(|why| Error::io("read", &path, why))?;
    parse_table(&text).map_err(|(line, why)| Error::other(format!("{}:{line}: {why}", path.display())))
}

/// The rows of a table, or the number of the line that is wrong and why it is.
fn parse_table(text: &str) -> Result<Vec<Row>, (usize, String)> {
    let head: Vec<_> = text.lines().next().unwrap_or_default().split('\t').map(str::trim).collect();
    let mut columns = [0; COLUMNS.len()];
    for (column, name) in columns.iter_mut().zip(COLUMNS) {
        let found = head.iter().position(|title| *title == name);
        *column = found.ok_or_else(|| (1, format!("there is no column `{name}`")))?;
    }
    let row = |line: &str| -> Result<Row, String> {
        let cells: Vec<_> = line.split('\t').map(str::trim).collect();
        if cells.len() != head.len() {
            return Err(format!("{} cells, but the header has {}", cells.len(), head.len()));
        }
        let code = |cell: &str| if cell.is_empty() { NONE } else { cell }.to_owned();
        let [sentence, source, event, target, modality, polarity, speaker, date, trigger] = columns.map(|n| cells[n]);
        Ok(Row {
            sentence: sentence.to_owned(),
            source: code(source),
            event: named(event, "event")?,
            target: code(target),
            modality: named(modality, "modality")?,
            polarity: named(polarity, "polarity")?,
            speaker: code(speaker),
            date: if ["", NONE].contains(&date) { None } else { Some(named(date, "date")?) },
            trigger: trigger.to_owned(),
        })
    };
    let lines = text.lines().enumerate().skip(1).filter(|(_, line)| !line.trim().is_empty());
    lines.map(|(n, line)| row(line).map_err(|why| (n + 1, why))).collect()
}

fn named<T: FromStr<Err: fmt::Display>>(cell: &str, column: &str) -> Result<T, String> {
    cell.parse().map_err(|why| format!("{column}: {why}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::tests::extraction;

    const HEAD: &str = "sent\tsource\tevent\ttarget\tmodality\tpolarity\tspeaker\tdate\ttrigger";

    fn gold(rows: &[(&str, &str)]) -> Gold {
        let table = |rows: &str| {
            let lines: Vec<_> =
                rows.trim().lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join("\t")).collect();
            parse_table(&format!("{HEAD}\n{}", lines.join("\n").replace('_', " "))).unwrap()
        };
        Gold { documents: rows.iter().map(|(name, rows)| ((*name).to_owned(), table(rows))).collect() }
    }

    #[test]
    fn rows_are_compared_as_sets_at_each_level() {
        let gold = gold(&[
            (
                "a",
                "1 IDN/military AID PSE fact + - - kirim
                 2 IDN AID PSE planned + - - akan_kirim
                 3 UN/António_Guterres CONSULT IDN fact + - 2024-11-06 bertemu
                 4 GROUP/ten_states ACCUSE ISR fact + UN - mengecam
                 5 PRK MOBILIZE - fact + - 2024-11 menguji",
            ),
            ("b", "1 USA REQUEST CHN fact + - - mendesak"),
        ]);
        let mut events = extraction(
            "x/a",
            "IDN AID send PSE
             IDN CONSULT meet UN/ANTONIO-GUTERRES 2024-11-06
             GROUP/sepuluh_negara ACCUSE condemn ISR -
             PRK MOBILIZE test_missile -
             RUS ASSAULT attack UKR",
        )
        .events;
        events.extend(extraction("c", "USA REQUEST urge CHN").events);
        let scores = gold.score(&events);
        assert_eq!(
            scores.to_string(),
            "\
2 documents, 6 gold rows
pair     P 0.800  R 0.800  F1 0.800
triple   P 0.800  R 0.800  F1 0.800
actors   P 0.800  R 0.667  F1 0.727
sure     P 0.600  R 0.500  F1 0.545
claim    P 0.600  R 0.600  F1 0.600
date     P 0.600  R 0.600  F1 0.600
  CONSULT    tp   1 fp   0 fn   0  F1 1.000
  AID        tp   1 fp   0 fn   0  F1 1.000
  REQUEST    tp   0 fp   0 fn   1  F1 0.000
  ACCUSE     tp   1 fp   0 fn   0  F1 1.000
  MOBILIZE   tp   1 fp   0 fn   0  F1 1.000
  ASSAULT    tp   0 fp   1 fn   0  F1 0.000"
        );
        let json = serde_json::to_value(&scores).unwrap();
        assert_eq!(json["levels"]["actors"], serde_json::json!({"p": 0.8, "r": 0.667, "f1": 0.727}));
        assert_eq!(json["types"]["ASSAULT"], serde_json::json!({"tp": 0, "fp": 1, "fn": 0, "f1": 0.0}));
        assert_eq!(
            gold.compare("a", &events).unwrap(),
            "\
= a s4\tGROUP/ten states ACCUSE ISR\tfact+ @UN -\tmengecam
~ a s3\tGROUP/sepuluh negara ACCUSE ISR\tfact- @- -\tcondemn
= a s2\tIDN AID PSE\tplanned+ @- -\takan kirim
~ a s1\tIDN AID PSE\tfact+ @- -\tsend
= a s3\tUN/António Guterres CONSULT IDN\tfact+ @- 2024-11-06\tbertemu
= a s5\tPRK MOBILIZE -\tfact+ @- 2024-11\tmenguji
~ a s4\tPRK MOBILIZE -\tfact+ @- -\ttest_missile
+ a s5\tRUS ASSAULT UKR\tfact+ @- -\tattack
  a: triple P 0.800  R 1.000  F1 0.889
"
        );
        let missed = "- b s1\tUSA REQUEST CHN\tfact+ @- -\tmendesak\n  b: triple P 0.000  R 0.000  F1 0.000\n";
        assert_eq!(gold.compare("b", &events).as_deref(), Some(missed));
        assert_eq!(gold.compare("c", &events), None);
    }

    #[test]
    fn spelling_does_not_count() {
        for (a, b) in [
            ("TUR/Recep Tayyip Erdoğan", "tur/recep-tayyip  erdogan"),
            ("VNM/Tô Lâm", "VNM/To\u{302} Lam"),
            ("IDN/Ma'ruf Amin", "IDN/Ma’ruf Amin"),
            ("PHL/Ferdinand Marcos Jr.", "PHL/Ferdinand Marcos Jr"),
            ("GROUP/ten states", "group/sepuluh negara"),
        ] {
            assert_eq!(whole(a), whole(b));
        }
        assert_ne!(whole("IDN/army"), whole("IDN"));
    }

    #[test]
    fn figures_are_rounded_half_to_even() {
        let score = |hits, extras| Score { hits, extras, misses: 0 };
        assert_eq!([score(1, 15), score(3, 13)].map(|score| rounded(score.precision())), [0.062, 0.188]);
        assert_eq!(Score::default().to_string(), "P 0.000  R 0.000  F1 0.000");
    }

    #[test]
    fn a_table_may_have_any_order_and_line_ends() {
        let rows = parse_table(
            "doc\ttrigger\tdate\tspeaker\tpolarity\tmodality\ttarget\tevent\tsource\tsent\r\n\r\n\
             a\t\t2024\t\t-\turged\t\tPROTEST\tIDN/workers\t3\r\n",
        );
        let [row] = &rows.unwrap()[..] else { panic!("one row") };
        assert_eq!(row.to_string(), "s3\tIDN/workers PROTEST -\turged- @- 2024\t");
    }

    #[test]
    fn mistakes_have_their_line() {
        let head = "sent\tsource\tevent\ttarget\tmodality\tpolarity\tspeaker\tdate";
        let wrong = |text: &str| parse_table(text).unwrap_err();
        assert_eq!(wrong(head), (1, "there is no column `trigger`".to_owned()));
        for (row, why) in [
            ("1\tIDN\tACCUSE\tISR", "4 cells, but the header has 9"),
            ("1\tIDN\tPRAISE\tISR\tfact\t+\t-\t-\tx", "event: `PRAISE` is none of AGREE, "),
            ("1\tIDN\tACCUSE\tISR\tmaybe\t+\t-\t-\tx", "modality: `maybe` is none of fact, "),
            ("1\tIDN\tACCUSE\tISR\tfact\t\t-\t-\tx", "polarity: `` is none of +, -"),
            ("1\tIDN\tACCUSE\tISR\tfact\t+\t-\t6/11\tx", "date: `6/11` is no date"),
        ] {
            let (line, found) = wrong(&format!("{HEAD}\n\n{row}\n"));
            assert_eq!(line, 3);
            assert!(found.starts_with(why), "{found}");
        }
    }
}

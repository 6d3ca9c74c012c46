//! Rule files: every mistake has its number and its place, nothing makes the compiler panic, and the tests that stand
//! in rule files are run as they are meant.

use std::{collections::BTreeSet, fs, path::Path};

use proptest::prelude::*;
use simpul::{ActorKind, Base, Diagnostic, Error, Extractor, Listed, RuleSet, Severity};

/// A small world that the texts below speak of.
const WORLD: &str = r#"
event ACCUSE
  quad: verbal conflict
  intensity: -2.0
event AID
  quad: material cooperation
  intensity: 7.0
cameo
  111: Criticize or denounce
  072: Provide military aid
class arms
  senjata, rudal
role president
  noun: presiden
role people
  sort: people
  noun: warga
country IDN
  name: Indonesia, RI!
country ISR
  name: Israel
default verb
  AGENT: subject
  TARGET: object
default passive
  AGENT: oleh
action condemn
  code: ACCUSE, cameo 111
  TARGET: actor
  verb: kecam meN-
action arm
  code: AID, cameo 072
  TARGET: actor
  THING: arms
  verb: kirim meN-
    THING: object
    TARGET: kepada
word preposition
  kepada, oleh
"#;

/// Mistakes by number, each where `▸` stands, in a file of Indonesian rules behind [`WORLD`].
const MISTAKES: &[(&str, &str)] = &[
    ("E001", "word adverb\n▸\tsegera\n"),
    ("E001", "word adverb\n  ▸\tsegera\n"),
    ("E003", "▸replace\n"),
    ("E004", "▸\"word\" adverb\n"),
    ("E005", "class ▸\"toys\n"),
    ("E006", "action condemn\n  light: ▸(lontar meN-kan kecaman\n"),
    ("E006", "action condemn\n  light: lontar meN-kan▸) kecaman\n"),
    ("E010", "replace ▸action praise\n  code: none\n"),
    ("E010", "remove ▸country USA\n"),
    ("E011", "▸acton condemn\n  verb: cela meN-\n"),
    ("E013", "say\n  ▸kata\n"),
    ("E014", "country IDN\n  ▸nama: Nusantara\n"),
    ("E014", "action condemn\n  verb: cela meN-\n    ▸SUBJECT: object\n"),
    ("E014", "country IDN\n  name: Nusantara\n    ▸except: near laut\n"),
    ("E014", "say\n  ▸before it: menurut\n"),
    ("E015", "country IDN\n  kind: state\n    ▸unless: near laut\n"),
    ("E016", "country IDN\n  name: Nusantara\n    unless: ▸near\n"),
    ("E016", "country IDN\n  name: Nusantara\n    unless: ▸beside laut\n"),
    ("E017", "▸country\n  name: Nusantara\n"),
    ("E018", "say ▸kata\n  quote: ujar\n"),
    ("E019", "action condemn\n  ▸verb:\n"),
    ("E020", "▸event BLAME\n  quad: verbal conflict\n"),
    ("E020", "action praise\n  code: ▸PRAISE, cameo 111\n"),
    ("E021", "event AID\n  ▸quad: friendly\n"),
    ("E022", "event AID\n  ▸intensity: 12\n"),
    ("E023", "▸event COERCE\n  quad: material conflict\n"),
    ("E024", "cameo\n  ▸one: Make statement\n"),
    ("E025", "▸action condemn\n  code: ACCUSE, cameo 111\n"),
    ("E026", "▸action praise\n  AGENT: actor\n"),
    ("E027", "action praise\n  code: ACCUSE, ▸cameo 112\n"),
    ("E028", "action praise\n  code: ACCUSE, cameo 111, ▸loudly\n"),
    ("E029", "action praise\n  ▸code: ACCUSE\n"),
    ("E030", "action deny\n  code: none\n  THEME: ▸clause AGENT maybe\n"),
    ("E031", "action praise\n  code: none\n  AGENT: actor, ▸ministers\n"),
    ("E041", "▸country Indonesia\n  name: Nusantara\n"),
    ("E041", "▸country INO\n  name: Nusantara\n"),
    ("E059", "role president\n  ▸holders: two\n"),
    ("E042", "▸org IDN\n  name: Nusantara\n"),
    ("E043", "org ASEAN\n  member: IDN, ▸MYS\n"),
    ("E044", "person \"Siti Aminah\"\n  role: ▸IDN\n"),
    ("E045", "person \"Siti Aminah\"\n  role: IDN president ▸2024-13..\n"),
    ("E046", "person \"Siti Aminah\"\n  role: IDN president ▸2024..2020\n"),
    ("E050", "▸default adverb\n  AGENT: subject\n"),
    ("E051", "▸action condem\n  verb: cela meN-\n"),
    ("E052", "action condemn\n  verb: cela meN-\n    TARGET: ▸OBJECT\n"),
    ("E053", "action condemn\n  verb: cela meN-, ▸kutuk\n"),
    ("E054", "action condemn\n  light: ▸lontar meN-kan kecaman\n"),
    ("E054", "action condemn\n  light: ▸(lontar meN-kan)\n"),
    ("E055", "pattern recall\n  code: none\n  A:country subject, dari B:country, ▸nobody knows\n  gives: A -> B\n"),
    ("E056", "pattern recall\n  code: none\n  A:country subject, verb (tarik meN-)\n  gives: ▸A -> B\n"),
    ("E056", "▸pattern recall\n  code: none\n  A:country subject, dari B:country, verb (tarik meN-)\n"),
    ("E060", "class arms\n  ▸also: bedil\n"),
    ("E061", "▸word adverbs\n  segera\n"),
    ("E061", "constraint\n  baru: ▸adverbs if next verb\n"),
    ("E062", "word number\n  satu 1, ▸dua\n"),
    ("E063", "role envoy\n  ▸sort: friend\n"),
    ("E064", "role envoy\n  ▸label: envoy\n"),
    ("E065", "▸cue maybe\n  mungkin\n"),
    ("E066", "anaphor\n  ▸keduanya\n"),
    ("E067", "anaphor\n  ▸keduanya: some actors\n"),
    ("E068", "constraint\n  ▸baru\n"),
    ("E068", "constraint\n  baru: ▸auxiliary\n"),
    ("E068", "constraint\n  baru: ▸auxiliary if\n"),
    ("E068", "constraint\n  baru: auxiliary ▸when next verb\n"),
    ("E069", "boilerplate\n  whole: ▸/[a-/\n"),
    ("E070", "compound\n  ROLE COUNTRY\n    ▸gives: COUNTRY\n"),
    ("E071", "▸compound\n  ROLE COUNTRY\n"),
    ("E072", "date\n  WEEKDAY\n    ▸gives: some day\n"),
    ("E073", "▸date\n  WEEKDAY\n"),
    ("E074", "date\n  ▸? WEEKDAY\n    gives: day WEEKDAY\n"),
    ("E074", "date\n  ▸/[0-9]+/ WEEKDAY\n    gives: day WEEKDAY\n"),
    ("E074", "date\n  ▸\"\" WEEKDAY\n    gives: day WEEKDAY\n"),
    ("E075", "date\n  D ▸MONAT\n    gives: date\n"),
    ("E080", "▸test RI kecam Israel.\n  nothing\n"),
    ("E081", "test \"RI kecam Israel.\" ▸on Rabu\n  nothing\n"),
    ("E081", "test \"RI kecam Israel.\"\n  ▸IDN ACCUSE ISR date Rabu\n"),
    ("E082", "test \"RI kecam Israel.\" ▸headline\n  nothing\n"),
    ("E083", "▸test \"RI kecam Israel.\"\n"),
    ("E084", "test \"RI kecam Israel.\"\n  ▸IDN BLAME ISR\n"),
    ("E085", "test \"RI kecam Israel.\"\n  ▸IDN ACCUSE\n"),
];

/// What compiles and is hardly meant so.
const DOUBTS: &[(&str, &str)] = &[
    ("W010", "replace ▸action arm\n  code: none\n"),
    ("W010", "remove ▸role people\n"),
    ("W047", "person \"Siti Aminah\"\n  role: IDN president 2014..2020, ▸IDN president 2019..\n"),
    (
        "W049",
        "person \"Siti Aminah\"\n  role: IDN queen 2014..2020\nperson \"Budi Utomo\"\n  role: ▸IDN queen 2019..\n",
    ),
    ("W048", "country MYS\n  name: ▸Israel\n"),
    ("W057", "action arm\n  ▸verb: pasok meN-\n    TARGET: object\n"),
    ("W058", "action condemn\n  verb: ▸mengutuk meN-\n"),
    ("W059", "action condemn\n  verb: kutuk meN-\n    ▸THING: dengan\n"),
    ("W090", "person \"Siti Aminah\"\n  role: IDN ▸presidant\n"),
    ("W091", "▸class toys\n  boneka\n"),
    ("W092", "action condemn\n  verb: cubit meN-, ▸cubit meN-\n"),
];

/// The text without its mark, and the line and column of the mark.
fn marked(text: &str) -> (String, (usize, usize)) {
    let (before, after) = text.split_once('▸').expect("a mark");
    let line = before.lines().count().max(1) + usize::from(before.ends_with('\n'));
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    (format!("{before}{after}"), (line, column))
}

/// A folder of rules: those of [`WORLD`], and in another file these.
fn folder(text: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("id")).unwrap();
    fs::write(folder.path().join("id/a-world.rules"), WORLD).unwrap();
    fs::write(folder.path().join("id/b-text.rules"), text).unwrap();
    folder
}

/// What is found in these rules behind [`WORLD`].
fn found(text: &str) -> Vec<Diagnostic> {
    let world = WORLD.lines().count();
    match RuleSet::from_text("id/text.rules", &format!("{WORLD}{text}")) {
        Ok(rules) => rules.warnings().to_vec(),
        Err(why) => why.diagnostics().to_vec(),
    }
    .into_iter()
    .map(|mut found| {
        found.line -= world;
        found
    })
    .collect()
}

#[test]
fn the_small_world_is_faultless() {
    assert_eq!(found(""), []);
}

#[test]
fn a_mistake_has_its_number_and_its_place() {
    for (code, text) in MISTAKES {
        let (text, (line, column)) = marked(text);
        let found = found(&text);
        let mistakes: Vec<_> = found.iter().map(|m| (m.code, m.severity, m.line, m.column)).collect();
        assert_eq!(mistakes, [(*code, Severity::Error, line, column)], "{text}{found:#?}");
        assert!(found[0].help.is_some(), "a cure for {}", found[0]);
    }
}

#[test]
fn a_line_before_any_block() {
    let why = RuleSet::from_text("id/text.rules", "# A comment\n  verb: kecam meN-\n").unwrap_err();
    assert_eq!(
        why.to_string(),
        "the rules have 1 error; the first: id/text.rules:2:3: error[E002]: this line belongs to no block; begin a block at the margin first"
    );
}

#[test]
fn rules_of_a_language_outside_its_folder() {
    let why = RuleSet::from_text("world/text.rules", "word adverb\n  segera\n").unwrap_err();
    assert_eq!(codes(&why), ["E012"]);
}

#[test]
fn a_doubt_has_its_number_and_its_place() {
    for (code, text) in DOUBTS {
        let (text, place) = marked(text);
        let folder = folder(&text);
        let found = RuleSet::check(Base::Builtin, &[folder.path()]).unwrap();
        let file = folder.path().join("id/b-text.rules").display().to_string();
        let mine: Vec<&Diagnostic> = found.iter().filter(|found| found.file == file && found.code == *code).collect();
        let doubts: Vec<_> = mine.iter().map(|d| (d.severity, (d.line, d.column))).collect();
        assert_eq!(doubts, [(Severity::Warning, place)], "{code}: {text}{mine:#?}");
    }
}

#[test]
fn every_number_is_tried() {
    let mut numbers = BTreeSet::new();
    numbers_in(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/rule"), &mut numbers);
    let apart = ["E002", "E012"];
    let tried = MISTAKES.iter().chain(DOUBTS).map(|(code, _)| *code).chain(apart).map(str::to_owned).collect();
    let untried: Vec<_> = numbers.symmetric_difference(&tried).collect();
    assert!(untried.is_empty(), "{untried:?}");
}

/// The numbers of findings in the sources below `path`.
fn numbers_in(path: &Path, numbers: &mut BTreeSet<String>) {
    if path.is_dir() {
        fs::read_dir(path).unwrap().for_each(|entry| numbers_in(&entry.unwrap().path(), numbers));
        return;
    }
    let text = fs::read_to_string(path).unwrap();
    let is_number =
        |piece: &&str| piece.len() == 4 && piece.starts_with(['E', 'W']) && piece[1..].parse::<u32>().is_ok();
    numbers.extend(text.split('"').filter(is_number).map(str::to_owned));
}

fn codes(why: &Error) -> Vec<&str> {
    why.diagnostics().iter().map(|found| found.code).collect()
}

#[test]
fn all_mistakes_come_in_one_run_in_the_order_of_the_file() {
    let text = "test \"RI kecam Israel.\"\nacton condemn\nword adverbs\n  segera\nevent BLAME\n";
    let codes: Vec<_> = found(text).iter().map(|found| (found.line, found.code)).collect();
    assert_eq!(codes, [(1, "E083"), (2, "E011"), (3, "E061"), (5, "E020")]);
}

#[test]
fn a_mistake_is_shown_with_its_line_and_its_cure() {
    let why = RuleSet::from_text("id/text.rules", "word adverbs   # soon\n  segera\n").unwrap_err();
    let expected = "\
error[E061]: there is no word class `adverbs`
 --> id/text.rules:1:1
  |
1 | word adverbs   # soon
  | ^^^^^^^^^^^^
  |
help: did you mean `adverb`?";
    assert_eq!(why.diagnostics()[0].render(false).replace("╰╴", ""), expected);
}

#[test]
fn the_built_in_rules_are_faultless() {
    let found = RuleSet::check::<&Path>(Base::Builtin, &[]).unwrap();
    let found: Vec<String> = found.iter().map(ToString::to_string).collect();
    assert_eq!(found, [""; 0]);
}

#[test]
fn what_the_build_has_compiled_is_what_the_rule_files_say() {
    let compiled = RuleSet::builtin();
    let read = RuleSet::with_dirs::<&Path>(&[]).unwrap();
    assert!(read.tests().count() > 0);
    for kind in [Listed::Event, Listed::Action, Listed::Role, Listed::Class, Listed::Actor(ActorKind::Country)] {
        assert_eq!(compiled.list(kind), read.list(kind));
    }
    let [compiled, read] = [compiled, &read].map(Extractor::new);
    for test in read.rules().tests().step_by(7) {
        assert_eq!(test.run(&compiled), test.run(&read));
    }
}

/// The rows that this sentence gives by rules of these texts, each beside the other in one file.
fn rows(texts: &[&str], sentence: &str) -> Vec<String> {
    let rules = RuleSet::from_text("id/text.rules", &texts.concat()).unwrap();
    let mut article = simpul::Document::new("test", "", sentence);
    article.lang = Some("id".to_owned());
    let events = Extractor::new(&rules).extract(&article).events;
    let target = |event: &simpul::Event| event.target.as_ref().map_or("-".to_owned(), |target| target.code.clone());
    events.iter().map(|event| format!("{} {} {}", event.source.code, event.event, target(event))).collect()
}

#[test]
fn blocks_extend_replace_and_remove_one_another() {
    let sentence = "Indonesia mengecam Israel.";
    assert_eq!(rows(&[WORLD], sentence), ["IDN ACCUSE ISR"]);
    let replaced = "replace action condemn\n  code: AID, cameo 072\n  TARGET: actor\n  verb: puji meN-\n";
    assert_eq!(rows(&[WORLD, replaced], sentence), [""; 0]);
    assert_eq!(rows(&[WORLD, replaced], "Indonesia memuji Israel."), ["IDN AID ISR"]);
    let extended = "action condemn\n  verb: cela meN-\ncountry ISR\n  name: Zion\n";
    assert_eq!(rows(&[WORLD, extended], sentence), ["IDN ACCUSE ISR"]);
    assert_eq!(rows(&[WORLD, extended], "Zion mencela Indonesia."), ["ISR ACCUSE IDN"]);
    assert_eq!(rows(&[WORLD, "remove country ISR\n"], sentence), [""; 0]);
    // A block that comes after its removal stands.
    assert_eq!(rows(&[WORLD, "remove country ISR\ncountry ISR\n  name: Israel\n"], sentence), ["IDN ACCUSE ISR"]);
}

/// Whether a test of a rule file passes, and if not, what it says.
fn outcome(test: &str) -> Result<(), String> {
    let rules = RuleSet::from_text("id/text.rules", &format!("{WORLD}{test}")).unwrap();
    let test = rules.tests().next().unwrap();
    test.run(&Extractor::new(&rules)).map_err(|failure| failure.to_string())
}

#[test]
fn tests_ask_for_rows_and_forbid_them() {
    for (passes, test) in [
        (true, "test \"Indonesia mengecam Israel.\"\n  idn ACCUSE Isr\n"),
        (true, "test \"Israel dikecam RI.\" only\n  IDN ACCUSE ISR fact\n"),
        (true, "test \"RI Kecam Israel\" title\n  IDN ACCUSE ISR\n"),
        (true, "test \"Indonesia mengecam Israel.\"\n  IDN ACCUSE ISR @-\n"),
        (true, "test \"Indonesia mengecam Israel.\"\n  never ISR ACCUSE IDN\n"),
        (true, "test \"Indonesia mengecam Israel.\"\n  never IDN ACCUSE ISR planned\n"),
        (true, "test \"Indonesia dan Israel.\"\n  nothing\n"),
        (true, "test \"Indonesia dan Israel.\" nothing\n"),
        (false, "test \"Indonesia mengecam Israel.\"\n  ISR ACCUSE IDN\n"),
        (false, "test \"Indonesia mengecam Israel.\"\n  IDN ACCUSE ISR planned\n"),
        (false, "test \"Indonesia mengecam Israel.\"\n  IDN ACCUSE ISR -\n"),
        (false, "test \"Indonesia mengecam Israel.\"\n  IDN ACCUSE ISR date 2024-11-06\n"),
        (false, "test \"Indonesia mengecam Israel.\"\n  IDN ACCUSE ISR @IDN\n"),
        (false, "test \"Indonesia mengecam Israel.\"\n  never IDN ACCUSE ISR\n"),
        (false, "test \"Indonesia mengecam Israel.\"\n  nothing\n"),
        (false, "test \"Indonesia mengecam Israel.\" only\n  IDN AID ISR\n"),
    ] {
        assert_eq!(outcome(test).is_ok(), passes, "{test}");
    }
}

#[test]
fn a_failure_says_what_is_missing_and_what_came_out() {
    let line = WORLD.lines().count() + 1;
    let said = outcome("test \"Indonesia mengecam Israel.\" only\n  IDN AID ISR planned\n").unwrap_err();
    let expected = format!(
        "id/text.rules:{line}\n  \"Indonesia mengecam Israel.\"\n  missing  IDN AID ISR planned\n  surplus  IDN ACCUSE ISR\n  found    IDN ACCUSE ISR"
    );
    assert_eq!(said, expected);
    let said = outcome("test \"Indonesia dan Israel.\"\n  IDN AID ISR\n").unwrap_err();
    assert!(said.ends_with("missing  IDN AID ISR\n  found    nothing"), "{said}");
}

#[test]
fn what_the_rules_hold_can_be_listed() {
    let rules = RuleSet::from_text("id/text.rules", WORLD).unwrap();
    assert_eq!(rules.list(Listed::Actor(ActorKind::Country)), [["IDN", "indonesia, ri"], ["ISR", "israel"]]);
    assert_eq!(rules.list(Listed::Class), [["arms", "rudal, senjata"]]);
    assert_eq!(rules.list(Listed::Role), [["president", "office", "presiden"], ["people", "people", "warga"]]);
    assert_eq!(rules.list(Listed::Action)[1], ["arm", "AID", "072", "kirim meN-"]);
    assert_eq!(rules.list(Listed::Event)[0], ["AID", "material cooperation", "+7.0", ""]);
    let figures = rules.figures();
    assert_eq!((figures.actions, figures.roles, figures.languages[0].names), (2, 2, 3));
}

#[test]
fn the_forms_of_a_verb_with_its_meanings() {
    let rules = RuleSet::from_text("id/text.rules", WORLD).unwrap();
    let [kirim] = &rules.forms("id", &["kirim"]).unwrap()[..] else { panic!("one verb") };
    assert_eq!(kirim.lemma, "kirim meN-");
    assert_eq!(kirim.voices[0], ("active", vec!["mengirim".to_owned()]));
    assert_eq!(kirim.uses[0].action, "arm");
    assert_eq!(
        kirim.uses[0].slots,
        [("THING", "object".to_owned()), ("TARGET", "kepada".to_owned()), ("AGENT", "subject".to_owned())]
    );
    // A root that no rule knows may be any verb.
    let possible = rules.forms("id", &["kecup"]).unwrap();
    assert!(possible.len() > 5 && possible.iter().all(|forms| forms.uses.is_empty()));
    assert!(rules.forms("id", &["kecup", "me-"]).unwrap_err().to_string().contains("`kecup meN-`"));
    assert!(rules.forms("xx", &["kecup"]).unwrap_err().to_string().contains("only for id"));
}

#[test]
fn only_folders_within_the_one_given_tell_the_language() {
    let outside = tempfile::tempdir().unwrap();
    let pack = outside.path().join("me/pack");
    let word = "class probe\n  percobaan\n";
    for (folder, file, languages) in
        [("me/pack", "world.rules", 0), ("me/pack", "id/words.rules", 1), ("me/pack/id", "words.rules", 1)]
    {
        let path = outside.path().join(folder).join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, format!("{word}word noun\n  percobaan\n")).unwrap();
        let found = RuleSet::check(Base::Builtin, &[outside.path().join(folder)]).unwrap();
        // Words of a language stand in its folder, or nowhere.
        assert_eq!(found.iter().any(|d| d.code == "E012"), languages == 0, "{folder}/{file}: {found:?}");
        fs::remove_dir_all(&pack).unwrap();
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn no_text_makes_the_compiler_panic(text in "(?s).{0,200}") {
        let _ = RuleSet::from_text("id/text.rules", &text);
    }

    /// Lines that look like rules, with signs thrown in.
    #[test]
    fn no_near_rule_makes_the_compiler_panic(
        lines in prop::collection::vec((any::<prop::sample::Index>(), 0usize..40, "[\"()|?!/,:.# A-z\u{e9}\t-]{0,3}"), 1..12)
    ) {
        let examples: Vec<String> =
            MISTAKES.iter().chain(DOUBTS).flat_map(|(_, text)| text.lines()).chain(WORLD.lines()).map(|l| l.replace('▸', "")).collect();
        let mut text = WORLD.to_owned();
        for (line, at, noise) in lines {
            let line = line.get(&examples);
            let at = line.char_indices().map(|(n, _)| n).nth(at).unwrap_or(line.len());
            text.push_str(&format!("{}{noise}{}\n", &line[..at], &line[at..]));
        }
        if let Err(why) = RuleSet::from_text("id/text.rules", &text) {
            // And every finding can be shown.
            why.diagnostics().iter().for_each(|found| _ = found.render(true));
        }
    }
}

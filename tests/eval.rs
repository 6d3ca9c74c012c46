//! Scores against annotated articles: the folder as it is read, the figures as they are printed.

use std::{fs, path::Path};

use simpul::{Extractor, Gold, Level, Reader, RuleSet};

const HEAD: &str = "doc\tsent\tsource\tevent\ttarget\tmodality\tpolarity\tspeaker\tdate\ttrigger\n";

#[test]
fn a_document_is_found_by_the_last_part_of_its_id() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("d1.tsv"), format!("{HEAD}d1\t0\tIDN\tACCUSE\tISR\tfact\t+\t-\t-\tmengecam\n")).unwrap();
    fs::write(dir.path().join("notes.txt"), "no table").unwrap();
    let gold = Gold::read(dir.path()).unwrap();
    assert_eq!(gold.documents().collect::<Vec<_>>(), ["d1"]);
    assert!(gold.has("news/d1") && !gold.has("d1/news"));

    let line = r#"{"id": "news/d1", "lang": "id", "text": "Indonesia mengecam Israel."}"#;
    let article = Reader::from_bytes("-", line.as_bytes()).next().unwrap().unwrap();
    let events = Extractor::new(RuleSet::builtin()).extract(&article).events;
    let score = gold.score(&events).level(Level::Claim);
    assert_eq!((score.hits, score.extras, score.misses), (1, 0, 0));
    assert!(gold.compare("d1", &events).unwrap().starts_with("= d1 s0\tIDN ACCUSE ISR\tfact+ @- -\tmengecam\n"));
}

#[test]
fn what_cannot_be_read_is_named() {
    let dir = tempfile::tempdir().unwrap();
    let wrong = |dir: &Path| Gold::read(dir).unwrap_err().to_string();
    assert!(wrong(&dir.path().join("x")).starts_with("can't read "));
    assert!(wrong(dir.path()).ends_with("holds no table DOC.tsv of an annotated article"));
    fs::write(dir.path().join("d1.tsv"), format!("{HEAD}d1\t0\tIDN\n")).unwrap();
    assert!(wrong(dir.path()).ends_with("d1.tsv:2: 3 cells, but the header has 10"));
}

#[cfg(feature = "cli")]
#[test]
fn the_program_scores_what_it_finds() {
    let dir = tempfile::tempdir().unwrap();
    let run = |args: &[&str]| {
        let mut command = std::process::Command::new(assert_cmd::cargo::cargo_bin!("simpul"));
        let output = command.current_dir(dir.path()).arg("eval").args(args).output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
    };
    fs::create_dir(dir.path().join("gold.v2")).unwrap();
    fs::write(dir.path().join("gold.v2/a.tsv"), format!("{HEAD}a\t0\tIDN\tACCUSE\tISR\tfact\t+\t-\t-\tmengecam\n"))
        .unwrap();
    let articles = "{\"id\": \"a\", \"lang\": \"id\", \"text\": \"Indonesia mengecam Israel.\"}\n\
                    {\"id\": \"b\", \"lang\": \"id\", \"text\": \"Rusia menyerang Ukraina.\"}\n";
    fs::write(dir.path().join("gold.v2.jsonl"), articles).unwrap();

    let (code, stdout, stderr) = run(&["gold.v2/"]);
    assert!(code == 0 && stdout.contains("\ntriple   P 1.000  R 1.000  F1 1.000\n"), "{stdout}{stderr}");
    let (_, shown, _) = run(&["gold.v2", "--show", "a"]);
    assert_eq!(
        shown,
        format!("= a s0\tIDN ACCUSE ISR\tfact+ @- -\tmengecam\n  a: triple P 1.000  R 1.000  F1 1.000\n{stdout}")
    );
    assert_eq!(run(&["gold.v2", "--show", "all"]).1, shown);
    let json: serde_json::Value = serde_json::from_str(&run(&["gold.v2", "--json"]).1).unwrap();
    assert_eq!(json["types"]["ACCUSE"]["tp"], 1);

    let sentence = "simpul: there is no b.tsv in gold.v2\n";
    assert_eq!(run(&["gold.v2", "--show", "b"]), (1, String::new(), sentence.to_owned()));
    assert_eq!(run(&["gold.v2", "--input", "none.jsonl"]).0, 1);
}

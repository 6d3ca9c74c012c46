//! The program as its users meet it: arguments and bytes in; bytes, sentences and an exit code out.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Output, Stdio},
};

use tempfile::TempDir;

const ARTICLE: &str = "RI Kecam Serangan Israel\n\nIndonesia mengecam serangan Israel di Gaza pada Kamis.\n";
const LINE: &str =
    r#"{"id": "a", "lang": "id", "published": "2024-11-07", "title": "", "text": "Indonesia mengecam Israel."}"#;

/// A folder to work in, gone with the test.
struct Desk(TempDir);

impl Desk {
    fn new() -> Self {
        Desk(tempfile::tempdir().unwrap())
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn put(&self, name: &str, bytes: impl AsRef<[u8]>) -> &Self {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
        self
    }

    fn command(&self, args: &str) -> std::process::Command {
        let mut command = std::process::Command::new(assert_cmd::cargo::cargo_bin!("simpul"));
        command.current_dir(self.path()).env_remove("NO_COLOR").stdin(Stdio::null()).args(args.split_whitespace());
        command
    }

    fn run(&self, args: &str) -> Run {
        Run::of(self.command(args).output().unwrap())
    }

    fn run_on(&self, args: &str, stdin: &[u8]) -> Run {
        let mut command = assert_cmd::Command::from_std(self.command(args));
        Run::of(command.write_stdin(stdin).output().unwrap())
    }

    fn files(&self) -> Vec<PathBuf> {
        let mut names: Vec<_> = fs::read_dir(self.path()).unwrap().map(|e| e.unwrap().file_name().into()).collect();
        names.sort();
        names
    }
}

/// How a run ended.
struct Run {
    code: i32,
    stdout: String,
    stderr: String,
}

impl Run {
    #[track_caller]
    fn of(output: Output) -> Self {
        let run = Run {
            code: output.status.code().expect("no signal"),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        };
        assert!(!run.stderr.contains("panicked"), "{}", run.stderr);
        run
    }

    /// That it ended in this code and said these sentences, each on its line and nothing else.
    #[track_caller]
    fn said(self, code: i32, sentences: &[&str]) -> Self {
        assert_eq!(self.code, code, "{}", self.stderr);
        assert_eq!(self.stderr.lines().count(), sentences.len(), "{}", self.stderr);
        for (line, sentence) in self.stderr.lines().zip(sentences) {
            assert!(line.starts_with("simpul: ") && line.contains(sentence), "{line}\nshould say: {sentence}");
        }
        self
    }

    #[track_caller]
    fn gave_graph(self) -> Self {
        let graph: serde_json::Value = serde_json::from_str(&self.stdout).unwrap();
        assert!(graph["nodes"].is_array() && graph["edges"].is_array(), "{graph}");
        self
    }

    #[track_caller]
    fn wrote_nothing(self) {
        assert_eq!(self.stdout, "");
    }
}

#[test]
fn an_article_gives_its_graph() {
    let desk = Desk::new();
    desk.put("kabar.txt", ARTICLE);
    desk.run("extract kabar.txt").said(0, &[]).gave_graph();
    desk.run("extract kabar.txt --lang id --published 2024-11-07 --labels en").said(0, &[]).gave_graph();
}

#[test]
fn standard_input_is_a_text_or_json_lines() {
    let desk = Desk::new();
    for args in ["extract", "extract -"] {
        desk.run_on(args, ARTICLE.as_bytes()).said(0, &[]).gave_graph();
        desk.run_on(args, LINE.as_bytes()).said(0, &[]).gave_graph();
    }
    desk.run_on("extract", b"\n  ").said(1, &["stdin: is empty"]).wrote_nothing();
    desk.run_on("explain", ARTICLE.as_bytes()).said(0, &[]);
}

#[test]
fn the_ending_of_the_output_names_the_format() {
    let desk = Desk::new();
    desk.put("kabar.txt", ARTICLE);
    for (file, beginning) in
        [("g.json", "{\"directed\""), ("g.JSON", "{\"directed\""), ("g.dot", "digraph"), ("g", "{")]
    {
        desk.run(&format!("extract kabar.txt -o {file}")).said(0, &[]).wrote_nothing();
        let written = fs::read_to_string(desk.path().join(file)).unwrap();
        assert!(written.starts_with(beginning), "{file}: {written:.100}");
    }
    desk.run("extract kabar.txt -o e.jsonl").said(0, &[]);
    desk.run("extract kabar.txt -o g.txt --to dot").said(0, &[]);
    desk.run("extract kabar.txt -o g.xyz").said(2, &["the ending of g.xyz names no format"]);
    desk.run("extract kabar.txt -o -").said(0, &[]).gave_graph();
}

#[test]
fn inputs_that_cannot_be_read() {
    let desk = Desk::new();
    desk.put("kosong.txt", "").put("latin.txt", b"Caf\xe9 di Jakarta").put("gambar.png", b"\x89PNG\r\n\x1a\n\0\0");
    desk.put("utf16.txt", b"\xff\xfeR\0I\0").put("folder/graph.json", "{}");
    for (file, sentence) in [
        ("tiada.txt", "tiada.txt: there is no such file or folder"),
        ("kosong.txt", "kosong.txt: is empty"),
        ("latin.txt", "latin.txt: is not UTF-8 from byte 3 on"),
        ("gambar.png", "gambar.png: is binary data, not text: a zero at byte 8"),
        ("utf16.txt", "utf16.txt: is UTF-16"),
        ("folder", "folder: holds no article"),
    ] {
        desk.run(&format!("extract {file}")).said(1, &[sentence]).wrote_nothing();
        desk.run(&format!("extract {file} -o out.json")).said(1, &[sentence]);
        desk.run(&format!("explain {file}")).said(1, &[sentence]).wrote_nothing();
    }
    assert!(!desk.files().contains(&"out.json".into()));
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::new();
    let path = desk.put("kabar.txt", ARTICLE).path().join("kabar.txt");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
    // Root may read everything.
    if fs::read(&path).is_err() {
        desk.run("extract kabar.txt").said(1, &["kabar.txt: may not be read: permission denied"]).wrote_nothing();
    }
}

#[test]
fn a_bad_input_does_not_keep_the_others_from_being_read() {
    let desk = Desk::new();
    desk.put("a/kosong.txt", "").put("a/b/kabar.txt", ARTICLE);
    desk.run("extract tiada.txt a").said(1, &["tiada.txt: ", "kosong.txt: is empty"]).gave_graph();
}

#[test]
fn a_broken_line_costs_that_line() {
    let desk = Desk::new();
    desk.put("kabar.jsonl", format!("{LINE}\nbukan JSON\n{{\"id\": \"b\"}}\n"));
    let sentences = ["kabar.jsonl:2: is no JSON object", "kabar.jsonl:3: lacks `text`"];
    desk.run("extract kabar.jsonl").said(1, &sentences).gave_graph();
}

#[test]
fn warnings_do_not_change_the_exit_code() {
    let desk = Desk::new();
    desk.put("kabar.jsonl", format!("{LINE}\n{}\n", LINE.replace("2024-11-07", "kemarin")));
    let sentences = [
        "kabar.jsonl:2: `published` is left out: `kemarin` is no date",
        "the id `a` is taken, so this article is called `a-2`",
    ];
    desk.run("extract kabar.jsonl").said(0, &sentences).gave_graph();
}

#[test]
fn an_article_of_fifty_megabytes() {
    let desk = Desk::new();
    let text = "Kalimat ini tidak berkata apa-apa.\n".repeat(50 << 20 >> 5);
    desk.put("besar.txt", format!("Judul\n\n{text}"));
    desk.put("besar.jsonl", serde_json::json!({"lang": "id", "text": text}).to_string());
    for (file, place) in [("besar.txt", "besar.txt"), ("besar.jsonl", "besar.jsonl:1")] {
        let sentence = format!("{place}: is longer than 16 MB; only so much of it is read");
        desk.run(&format!("extract {file}")).said(1, &[&sentence]).gave_graph();
    }
}

#[test]
fn a_language_without_rules_gets_a_word() {
    let desk = Desk::new();
    let run = desk.run_on("extract --lang xx", ARTICLE.as_bytes());
    run.said(2, &["--lang xx: there are no rules for this language"]).wrote_nothing();
}

#[test]
fn wrong_usage() {
    let desk = Desk::new();
    desk.put("kabar.txt", ARTICLE);
    for (args, sentence) in [
        ("extract kabar.txt --to xml", "invalid value 'xml' for '--to <FORMAT>'"),
        ("extract kabar.txt --published kemarin", "`kemarin` is no date; write it as 2024-11-06"),
        ("extract kabar.txt --labels fr", "invalid value 'fr' for '--labels <LANG>'"),
        ("extract kabar.txt --nothing", "unexpected argument '--nothing'"),
        ("schema table", "invalid value 'table'"),
        ("berita", "unrecognized subcommand 'berita'"),
        ("extract kabar.txt --color pink", "invalid value 'pink' for '--color <WHEN>'"),
    ] {
        let run = desk.run(args);
        assert_eq!(run.code, 2, "{args}: {}", run.stderr);
        assert!(run.stderr.starts_with("simpul: ") && run.stderr.contains(sentence), "{args}: {}", run.stderr);
        run.wrote_nothing();
    }
    assert_eq!(desk.run("").code, 2);
}

#[test]
fn help_has_examples() {
    let desk = Desk::new();
    for args in ["--help", "extract --help", "explain --help", "eval --help", "rules check --help", "schema --help"] {
        let run = desk.run(args).said(0, &[]);
        assert!(run.stdout.contains("Examples:\n  simpul "), "{args}: {}", run.stdout);
        assert!(run.stdout.lines().all(|line| line.chars().count() <= 100), "{args}: {}", run.stdout);
    }
    assert!(desk.run("--version").said(0, &[]).stdout.starts_with("simpul "));
}

#[test]
fn an_output_that_cannot_be_written() {
    let desk = Desk::new();
    desk.put("kabar.txt", ARTICLE).put("folder/x", "");
    desk.run("extract kabar.txt -o tiada/g.json").said(1, &["can't write tiada/g.json: "]).wrote_nothing();
    desk.run("extract kabar.txt -o folder").said(1, &["can't write folder: "]).wrote_nothing();
    if cfg!(target_os = "linux") {
        desk.run("extract kabar.txt -o /dev/full").said(1, &["can't write /dev/full: "]).wrote_nothing();
    }
    assert_eq!(desk.files(), [Path::new("folder"), Path::new("kabar.txt")]);
}

#[test]
fn a_failure_leaves_the_old_output_as_it_was() {
    let desk = Desk::new();
    desk.put("kabar.txt", ARTICLE).put("g.json", "old");
    desk.run("extract tiada.txt -o g.json").said(1, &["tiada.txt: "]);
    assert_eq!(fs::read_to_string(desk.path().join("g.json")).unwrap(), "old");
    desk.run("extract kabar.txt -o g.json").said(0, &[]);
    assert!(fs::read_to_string(desk.path().join("g.json")).unwrap().starts_with('{'));
    assert_eq!(desk.files(), [Path::new("g.json"), Path::new("kabar.txt")]);
}

#[cfg(unix)]
#[test]
fn a_linked_output_stays_a_link() {
    let desk = Desk::new();
    desk.put("kabar.txt", ARTICLE).put("real.json", "old");
    std::os::unix::fs::symlink("real.json", desk.path().join("g.json")).unwrap();
    desk.run("extract kabar.txt -o g.json").said(0, &[]);
    assert!(desk.path().join("g.json").is_symlink());
    assert!(fs::read_to_string(desk.path().join("real.json")).unwrap().starts_with('{'));
    desk.run("extract kabar.txt -o /dev/stdout").said(0, &[]).gave_graph();
}

#[test]
fn a_closed_pipe_is_no_failure() {
    let desk = Desk::new();
    desk.put("kabar.txt", ARTICLE);
    for args in ["schema", "extract kabar.txt", "extract kabar.txt --to dot", "explain kabar.txt", "--help"] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        Run::of(desk.command(args).stdout(writer).stderr(Stdio::piped()).output().unwrap()).said(0, &[]);
    }
    // And nobody listening to what is wrong is none either.
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let status = desk.command("extract tiada.txt").stderr(writer).status().unwrap();
    assert_eq!(status.code(), Some(1));
}

#[test]
fn schemas_are_json() {
    let desk = Desk::new();
    for (args, field) in [("schema", "evidence"), ("schema event", "evidence"), ("schema graph", "nodes")] {
        let schema: serde_json::Value = serde_json::from_str(&desk.run(args).said(0, &[]).stdout).unwrap();
        assert!(schema["properties"][field].is_object(), "{args}: {schema}");
    }
}

#[test]
fn the_built_in_rules_have_no_mistakes() {
    Desk::new().run("rules check").said(0, &["no mistakes"]).wrote_nothing();
}

#[test]
fn mistakes_in_rules_are_shown_where_they_stand() {
    let desk = Desk::new();
    desk.put("rules/id/salah.rules", "acton condemn\n  verb: kecam meN-\n").put("kabar.txt", ARTICLE);
    let run = desk.run("rules check rules");
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(run.stdout.contains("salah.rules:1:1") && run.stdout.contains('^'), "{}", run.stdout);
    assert!(desk.run("rules check rules --color always").stdout.contains("\u{1b}["));
    assert!(!run.stdout.contains('\u{1b}'));
    let run = desk.run("extract kabar.txt --rules rules");
    assert_eq!(run.code, 1);
    assert!(run.stderr.ends_with("simpul: the rules have 1 error\n"), "{}", run.stderr);
    run.wrote_nothing();
    desk.run("extract kabar.txt --rules tiada").said(1, &["tiada"]).wrote_nothing();
}

//! The files to read: those named, and those in folders.

use std::{
    collections::HashSet,
    fs,
    path::{Path, PathBuf},
};

use super::{Problem, json_lines};

/// The ending of a plain text in a folder; named outright, a file may end in anything.
const PLAIN: &str = "txt";

/// A file to open.
#[derive(Debug)]
pub(super) enum Found {
    Stdin,
    File(PathBuf),
}

impl Found {
    pub fn name(&self) -> String {
        match self {
            Found::Stdin => "stdin".to_owned(),
            Found::File(path) => path.display().to_string(),
        }
    }
}

#[derive(Debug)]
enum Step {
    /// As the user named it.
    Given(PathBuf),
    Folder(PathBuf),
    File(PathBuf),
    /// All of this folder, which the user named, has been seen.
    End(PathBuf),
}

/// Goes through folders as it comes to them, holding one listing a level.
#[derive(Debug)]
pub(super) struct Walk {
    /// What is still to do, the next thing last.
    steps: Vec<Step>,
    /// Files found in the folder that the user named.
    files: usize,
    /// The folders entered, so that a link to a folder above ends.
    entered: HashSet<PathBuf>,
}

impl Walk {
    pub fn new(inputs: Vec<PathBuf>) -> Self {
        let steps = inputs.into_iter().rev().map(Step::Given).collect();
        Walk { steps, files: 0, entered: HashSet::new() }
    }

    /// Puts what stands in a folder before everything else that is to do.
    fn enter(&mut self, folder: &Path) -> std::io::Result<()> {
        if !self.entered.insert(fs::canonicalize(folder)?) {
            return Ok(());
        }
        let mut names = fs::read_dir(folder)?.map(|entry| entry.map(|e| e.path())).collect::<Result<Vec<_>, _>>()?;
        names.sort();
        self.steps.extend(names.into_iter().rev().filter_map(|path| {
            if path.is_dir() { Some(Step::Folder(path)) } else { is_article(&path).then_some(Step::File(path)) }
        }));
        Ok(())
    }
}

fn is_article(path: &Path) -> bool {
    path.extension().is_some_and(|ending| {
        ending.eq_ignore_ascii_case(PLAIN) || json_lines::ENDINGS.iter().any(|e| ending.eq_ignore_ascii_case(e))
    })
}

impl Iterator for Walk {
    type Item = Result<Found, Problem>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let folder = match self.steps.pop()? {
                Step::Given(path) if path.as_os_str() == "-" => return Some(Ok(Found::Stdin)),
                Step::Given(path) if path.is_dir() => {
                    self.files = 0;
                    self.entered.clear();
                    self.steps.push(Step::End(path.clone()));
                    path
                }
                Step::Given(path) => return Some(Ok(Found::File(path))),
                Step::Folder(path) => path,
                Step::File(path) => {
                    self.files += 1;
                    return Some(Ok(Found::File(path)));
                }
                Step::End(path) if self.files == 0 => {
                    let message = "holds no article: no file in it ends in .txt, .jsonl or .ndjson";
                    return Some(Err(Problem::lost(&path.display().to_string(), None, message)));
                }
                Step::End(_) => continue,
            };
            if let Err(why) = self.enter(&folder) {
                // It has been reported; that nothing was found in it needs no second sentence.
                self.files += 1;
                return Some(Err(Problem::unreadable(&folder.display().to_string(), &why)));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(inputs: &[&Path]) -> Vec<String> {
        let walk = Walk::new(inputs.iter().map(|path| path.to_path_buf()).collect());
        walk.map(|found| found.map_or_else(|problem| problem.to_string(), |found| found.name())).collect()
    }

    #[test]
    fn folders_by_name() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::create_dir(at("b")).unwrap();
        fs::create_dir(at("kosong")).unwrap();
        for name in ["c.txt", "b/z.jsonl", "b/a.TXT", "a.ndjson", "graph.json", "a.dot"] {
            fs::write(at(name), "x").unwrap();
        }
        let expected = ["a.ndjson", "b/a.TXT", "b/z.jsonl", "c.txt"].map(|name| at(name).display().to_string());
        assert_eq!(names(&[folder.path()]), expected);
        let found = names(&[&at("kosong"), Path::new("-"), &at("graph.json")]);
        assert!(found[0].contains("holds no article"), "{}", found[0]);
        assert_eq!(found[1..], ["stdin".to_owned(), at("graph.json").display().to_string()]);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_in_a_circle_ends() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a.txt"), "x").unwrap();
        std::os::unix::fs::symlink(folder.path(), folder.path().join("b")).unwrap();
        assert_eq!(names(&[folder.path()]).len(), 1);
    }
}

//! Tests that stand beside rules.

use super::*;
use crate::record::{EventType, Modality, Polarity};

impl Lower<'_> {
    pub(super) fn test(&mut self, item: &Item) {
        const CURE: &str = "write `test \"sentence\" on 2024-11-06 title only`, all but the sentence optional";
        let Some((sentence, rest)) = item.block.head.split_first().filter(|(first, _)| first.kind == AtomKind::Quoted) else {
            self.error(item, "E080", item.block.span(), "a test begins with its sentence in quotation marks", CURE);
            return;
        };
        let lang = item.lang.clone().unwrap_or_else(|| "id".to_owned());
        let rule = self.rule(item, item.block.span());
        let mut test =
            RuleTest { rule, lang, sentence: sentence.text.clone(), published: None, title: false, only: false, rows: Vec::new() };
        let mut words = rest.iter();
        while let Some(word) = words.next() {
            match word.text.as_str() {
                "title" => test.title = true,
                "only" => test.only = true,
                "nothing" => test.only = true,
                "on" => match words.next().map(|day| day.text.parse()) {
                    Some(Ok(day)) => test.published = Some(day),
                    _ => self.error(item, "E081", word.span, "no date stands after `on`", "write it as 2024-11-06"),
                },
                other => self.error(item, "E082", word.span, format!("`{other}` says nothing here"), CURE),
            }
        }
        for entry in &item.block.entries {
            let words: Vec<&str> = entry.values.iter().flat_map(|v| &v.atoms).map(|a| a.text.as_str()).collect();
            match words[..] {
                ["nothing"] => test.only = true,
                _ => test.rows.extend(self.row(item, entry, &words)),
            }
        }
        if test.rows.is_empty() && !test.only {
            self.error(item, "E083", item.block.span(), "this test asks for nothing", "add rows, or `nothing`");
            return;
        }
        self.tests.push(test);
    }

    /// `ISR ASSAULT PSE planned - @RUS date 2024-11-06`
    fn row(&mut self, item: &Item, entry: &Entry, words: &[&str]) -> Option<ExpectedRow> {
        let (never, words) = match words {
            ["never", rest @ ..] => (true, rest),
            _ => (false, words),
        };
        let at = words.iter().position(|w| w.parse::<EventType>().is_ok());
        let Some((at, event)) = at.and_then(|at| Some((at, words[at].parse().ok()?))) else {
            self.error(item, "E084", entry.span, "a row names an event type", "write SOURCE EVENT TARGET");
            return None;
        };
        let mut row = ExpectedRow {
            never,
            source: words[..at].join(" "),
            event,
            target: String::new(),
            modality: None,
            polarity: None,
            speaker: None,
            date: None,
            text: words.join(" "),
        };
        let mut target: Vec<&str> = Vec::new();
        let mut rest = words[at + 1..].iter();
        while let Some(&word) = rest.next() {
            if let Ok(modality) = word.parse::<Modality>() {
                row.modality = Some(modality);
            } else if word == "-" && !target.is_empty() {
                row.polarity = Some(Polarity::Negative);
            } else if let Some(name) = word.strip_prefix('@') {
                let mut speaker = vec![name];
                while let Some(more) = rest.as_slice().first().filter(|w| **w != "date") {
                    speaker.push(more);
                    rest.next();
                }
                row.speaker = Some(speaker.join(" "));
            } else if word == "date" {
                match rest.next().map(|day| day.parse()) {
                    Some(Ok(day)) => row.date = Some(day),
                    _ => self.error(item, "E081", entry.span, "no date stands after `date`", "write it as 2024-11-06"),
                }
            } else {
                target.push(word);
            }
        }
        row.target = target.join(" ");
        if row.source.is_empty() || row.target.is_empty() {
            self.error(item, "E085", entry.span, "a row names its source and its target", "write `-` where there is no target");
            return None;
        }
        Some(row)
    }
}

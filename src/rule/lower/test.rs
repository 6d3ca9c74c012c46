//! Tests that stand beside rules.

use super::*;
use crate::record::{Modality, Polarity};

impl Lower<'_> {
    pub(super) fn test(&mut self, item: &Item) {
        const CURE: &str = "write `test \"sentence\" on 2024-11-06 title only`, all but the sentence optional";
        let Some((sentence, rest)) = item.block.head.split_first().filter(|(first, _)| first.kind == AtomKind::Quoted)
        else {
            self.error(item, "E080", item.block.span(), "a test begins with its sentence in quotation marks", CURE);
            return;
        };
        let Some(pack) = self.pack_of(item) else { return };
        let mut test = RuleTest {
            rule: self.rule(item, item.block.span()),
            lang: self.packs[pack].lang.clone(),
            sentence: sentence.text.clone().into_owned(),
            published: None,
            title: false,
            only: false,
            rows: Vec::new(),
        };
        let mut words = rest.iter();
        while let Some(word) = words.next() {
            match &*word.text {
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
            self.no_children(item, entry);
            let words: Vec<&str> = entry.values.iter().flat_map(|v| &v.atoms).map(|a| &*a.text).collect();
            match words[..] {
                ["nothing"] => test.only = true,
                _ => test.rows.extend(self.row(item, entry, &words)),
            }
        }
        if item.block.entries.is_empty() && !test.only {
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
        let event = words.iter().enumerate().find_map(|(at, word)| Some((at, word.parse().ok()?)));
        let Some((at, event)) = event.filter(|_| entry.key.is_none()) else {
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
            self.error(
                item,
                "E085",
                entry.span,
                "a row names its source and its target",
                "write `-` where there is no target",
            );
            return None;
        }
        Some(row)
    }
}

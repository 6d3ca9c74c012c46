//! What is wrong in a rule file: number, place, caret and cure.

use std::fmt;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use crate::span::Span;

/// Whether a rule set can be used in spite of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The rules can't be compiled.
    Error,
    /// They can, but something is probably not meant so.
    Warning,
}

/// One finding in a rule file.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Diagnostic {
    /// Error or warning.
    pub severity: Severity,
    /// Its number: `E…` for errors, `W…` for warnings.
    pub code: &'static str,
    /// What is wrong.
    pub message: String,
    /// The rule file's path, as it was given.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// Where in the file.
    pub span: Span,
    /// What to write instead.
    pub help: Option<String>,
    source: std::sync::Arc<str>,
}

/// A rule file as the diagnostics need it: its path and its text.
#[derive(Clone, Debug)]
pub(crate) struct Source {
    pub path: String,
    pub text: std::sync::Arc<str>,
    /// Where each line starts but the first.
    lines: Vec<u32>,
}

impl Source {
    pub fn new(path: impl Into<String>, text: &str) -> Self {
        let lines = text.match_indices('\n').map(|(at, _)| Span::new(at, at + 1).end).collect();
        Source { path: path.into(), text: text.into(), lines }
    }

    /// Line of a byte, from 1.
    pub fn line(&self, byte: u32) -> usize {
        self.lines.partition_point(|&start| start <= byte) + 1
    }

    /// Line and column of a byte, both from 1.
    pub fn position(&self, byte: u32) -> (usize, usize) {
        let line = self.line(byte);
        let start = line.checked_sub(2).map_or(0, |n| self.lines[n]);
        (line, Span { start, end: byte }.of(&self.text).chars().count() + 1)
    }

    pub fn error(&self, code: &'static str, span: Span, message: impl Into<String>) -> Diagnostic {
        self.diagnostic(Severity::Error, code, span, message.into())
    }

    pub fn warning(&self, code: &'static str, span: Span, message: impl Into<String>) -> Diagnostic {
        self.diagnostic(Severity::Warning, code, span, message.into())
    }

    fn diagnostic(&self, severity: Severity, code: &'static str, span: Span, message: String) -> Diagnostic {
        let (line, column) = self.position(span.start);
        Diagnostic {
            severity,
            code,
            message,
            file: self.path.clone(),
            line,
            column,
            span,
            help: None,
            source: self.text.clone(),
        }
    }
}

impl Diagnostic {
    pub(crate) fn help(mut self, text: impl Into<String>) -> Self {
        self.help = Some(text.into());
        self
    }

    /// The finding with the line it stands in and a caret below, coloured for a terminal if asked.
    pub fn render(&self, colour: bool) -> String {
        let level = match self.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
        };
        // One line is enough to see the mistake, and keeps a report of hundreds readable.
        let start = self.source[..self.span.start as usize].rfind('\n').map_or(0, |n| n + 1);
        let end = self.source[start..].find('\n').map_or(self.source.len(), |n| start + n);
        let from = self.span.start as usize - start;
        let to = (self.span.end as usize).min(end).max(self.span.start as usize) - start;
        let snippet = Snippet::source(&self.source[start..end])
            .line_start(self.line)
            .path(&self.file)
            .annotation(AnnotationKind::Primary.span(from..to));
        let mut report = vec![level.primary_title(&self.message).id(self.code).element(snippet)];
        if let Some(help) = &self.help {
            report.push(Group::with_title(Level::HELP.secondary_title(help)));
        }
        let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
        renderer.render(&report)
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = match self.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        write!(f, "{}:{}:{}: {kind}[{}]: {}", self.file, self.line, self.column, self.code, self.message)?;
        self.help.iter().try_for_each(|help| write!(f, "; {help}"))
    }
}

//! What is wrong in a rule file: number, place, caret and cure.

use std::{borrow::Cow, fmt};

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
    /// The line it stands in: enough to see the mistake, and keeps a report of hundreds readable.
    source: String,
    /// Where in that line.
    within: Span,
}

/// A rule file as the diagnostics need it: its path and its text.
#[derive(Clone, Debug)]
pub(crate) struct Source {
    pub path: String,
    /// How the path goes on within the folder that was given: its folders tell the language.
    pub inner: String,
    pub text: Cow<'static, str>,
    /// Where each line starts but the first.
    lines: Vec<u32>,
}

impl Source {
    pub fn new(path: impl Into<String>, text: impl Into<Cow<'static, str>>) -> Self {
        let text = text.into();
        let ends = text.bytes().enumerate().filter(|&(_, byte)| byte == b'\n');
        let lines = ends.map(|(at, _)| Span::new(at, at + 1).end).collect();
        let path = path.into();
        Source { inner: path.clone(), path, text, lines }
    }

    /// Its lines, each with its first byte.
    pub fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        let starts = std::iter::once(0).chain(self.lines.iter().map(|&start| start as usize));
        let ends = self.lines.iter().map(|&end| end as usize).chain([self.text.len()]);
        starts.zip(ends).map(|(start, end)| (start, &self.text[start..end]))
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
        let (start, text) = self.lines().nth(line - 1).unwrap_or_default();
        let within = |byte: u32| (byte as usize).saturating_sub(start).min(text.trim_end().len());
        Diagnostic {
            severity,
            code,
            message,
            file: self.path.clone(),
            line,
            column,
            span,
            help: None,
            source: text.trim_end().to_owned(),
            within: Span::new(within(span.start), within(span.end)),
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
        let snippet = Snippet::source(&self.source)
            .line_start(self.line)
            .path(&self.file)
            .annotation(AnnotationKind::Primary.span(self.within.range()));
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

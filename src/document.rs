//! What comes in: an article and what is known of it.

use crate::{date::PartialDate, span::Span};

/// The joint between title and text in [`Document::content`].
const TITLE_GAP: &str = "\n\n";

/// One news article.
///
/// ```
/// use simpul::Document;
///
/// let article = Document::new("demo", "RI Kecam Israel", "Indonesia mengecam serangan itu.");
/// assert_eq!(article.content(), "RI Kecam Israel\n\nIndonesia mengecam serangan itu.");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Document {
    /// Name that its events carry; need not be unique.
    pub id: String,
    /// Language code (`id`, `en`), where known; else it is told from the text.
    pub lang: Option<String>,
    /// Day of publication: what "Thursday" and "yesterday" are read against.
    pub published: Option<PartialDate>,
    /// Where it was read.
    pub url: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    content: String,
    title_len: usize,
}

impl Document {
    /// A document of a title, which may be empty, and a text.
    pub fn new(id: impl Into<String>, title: &str, text: &str) -> Self {
        let mut content = String::with_capacity(title.len() + TITLE_GAP.len() + text.len());
        if !title.is_empty() {
            content.push_str(title);
            content.push_str(TITLE_GAP);
        }
        content.push_str(text);
        Document { id: id.into(), content, title_len: title.len(), ..Document::default() }
    }

    /// Title, blank line and text: what all spans count in. Only the text where there is no title.
    pub fn content(&self) -> &str {
        &self.content
    }

    /// The title; empty where there is none.
    pub fn title(&self) -> &str {
        &self.content[..self.title_len]
    }

    /// Where the title ends and the text starts.
    pub(crate) fn text_start(&self) -> usize {
        if self.title_len == 0 { 0 } else { self.title_len + TITLE_GAP.len() }
    }

    /// The text below the title.
    pub fn text(&self) -> &str {
        &self.content[self.text_start()..]
    }

    /// The words at `span`.
    pub fn slice(&self, span: Span) -> &str {
        span.of(&self.content)
    }
}

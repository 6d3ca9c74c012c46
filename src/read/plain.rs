//! Plain text: one article a file, its first line the title.

use super::{
    ARTICLE_LIMIT, Problem, Ready,
    decode::{cut, decode},
    stream::Stream,
};
use crate::document::Document;

#[derive(Debug)]
pub(super) struct Plain {
    stream: Stream,
}

impl Plain {
    pub fn new(stream: Stream) -> Self {
        Plain { stream }
    }

    pub fn stream(&self) -> &Stream {
        &self.stream
    }

    pub fn step(&mut self, ready: &mut Ready) -> bool {
        if let Err(problem) = self.article(ready) {
            ready.problem(problem);
        }
        false
    }

    fn article(&mut self, ready: &mut Ready) -> Result<(), Problem> {
        let name = self.stream.name().to_owned();
        let start = self.stream.at();
        let mut bytes = Vec::new();
        // One byte above the limit tells a text that is too long from one that just fits.
        self.stream.read_rest(ARTICLE_LIMIT + 1, &mut bytes).map_err(|why| Problem::unreadable(&name, &why))?;
        let whole = bytes.len() <= ARTICLE_LIMIT;
        let text = decode(&bytes, start, whole).map_err(|why| Problem::lost(&name, None, why))?;
        if !whole {
            ready.problem(Problem::too_long(&name, None));
        }
        let (title, text) = parts(cut(text, ARTICLE_LIMIT));
        if text.is_empty() {
            return Err(Problem::lost(&name, None, "is empty"));
        }
        ready.article(Document::new(self.stream.stem(), title, &text.replace("\r\n", "\n")), &name, None);
        Ok(())
    }
}

/// Title and text. A line with nothing below is no title, but all the text there is.
fn parts(text: &str) -> (&str, &str) {
    let text = text.trim();
    match text.split_once('\n') {
        Some((title, text)) => (title.trim_end(), text.trim_start()),
        None => ("", text),
    }
}

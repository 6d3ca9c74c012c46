//! The bytes of one input, and how far they have been read.

use std::{
    fmt,
    io::{self, BufRead, BufReader, Cursor, Read},
    path::Path,
};

const BOM: &[u8] = "\u{feff}".as_bytes();
const BUFFER: usize = 64 << 10;

/// One input from its first sign on: a byte-order mark and blanks before it are gone, and counted.
pub(super) struct Stream {
    name: String,
    bytes: Box<dyn BufRead + Send>,
    at: u64,
    line: u64,
    first: Option<u8>,
}

impl Stream {
    pub fn new(name: String, bytes: impl Read + Send + 'static) -> io::Result<Self> {
        let mut bytes = BufReader::with_capacity(BUFFER, bytes);
        let mut head = Vec::with_capacity(BOM.len());
        bytes.by_ref().take(BOM.len() as u64).read_to_end(&mut head)?;
        let at = if head == BOM { head.drain(..).len() as u64 } else { 0 };
        let bytes = Box::new(Cursor::new(head).chain(bytes));
        let mut stream = Stream { name, bytes, at, line: 1, first: None };
        stream.skip_blanks()?;
        Ok(stream)
    }

    fn skip_blanks(&mut self) -> io::Result<()> {
        loop {
            let buffer = match self.bytes.fill_buf() {
                Err(why) if why.kind() == io::ErrorKind::Interrupted => continue,
                buffer => buffer?,
            };
            let blanks = buffer.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
            self.line += newlines(&buffer[..blanks]);
            self.first = buffer.get(blanks).copied();
            let at_end = buffer.is_empty();
            self.bytes.consume(blanks);
            self.at += blanks as u64;
            if at_end || self.first.is_some() {
                return Ok(());
            }
        }
    }

    /// What it is called.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its name without folders and ending.
    pub fn stem(&self) -> String {
        Path::new(&self.name).file_stem().map_or_else(|| self.name.clone(), |stem| stem.to_string_lossy().into_owned())
    }

    pub fn ends_in(&self, endings: &[&str]) -> bool {
        Path::new(&self.name).extension().is_some_and(|ending| endings.iter().any(|e| ending.eq_ignore_ascii_case(e)))
    }

    /// The first byte that is no blank; none where there is no other.
    pub fn first(&self) -> Option<u8> {
        self.first
    }

    /// How many bytes have been read.
    pub fn at(&self) -> u64 {
        self.at
    }

    /// The line that comes next, from 1.
    pub fn line(&self) -> u64 {
        self.line
    }

    /// Reads all that is left, but not more than `limit` bytes.
    pub fn read_rest(&mut self, limit: usize, into: &mut Vec<u8>) -> io::Result<()> {
        let read = self.bytes.by_ref().take(limit as u64).read_to_end(into)?;
        self.at += read as u64;
        Ok(())
    }

    /// Reads a line with its end, or `limit` bytes of it where it is longer, and goes on to the next line.
    /// `false` where no line is left.
    pub fn read_line(&mut self, limit: usize, into: &mut Vec<u8>) -> io::Result<bool> {
        let read = self.bytes.by_ref().take(limit as u64).read_until(b'\n', into)?;
        self.at += read as u64;
        self.line += 1;
        if read == limit && into.last() != Some(&b'\n') {
            self.at += self.bytes.skip_until(b'\n')? as u64;
        }
        Ok(read > 0)
    }
}

impl fmt::Debug for Stream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Stream").field("name", &self.name).field("at", &self.at).finish_non_exhaustive()
    }
}

fn newlines(bytes: &[u8]) -> u64 {
    bytes.iter().filter(|&&byte| byte == b'\n').count() as u64
}

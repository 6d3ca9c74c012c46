//! Events as JSON Lines.

use std::io::{self, Write};

use crate::record::Event;

pub(super) fn write(events: &[Event], mut out: impl Write) -> io::Result<()> {
    // Serde writes in small pieces; a line at a time is faster for every kind of output.
    let mut line = Vec::new();
    for event in events {
        line.clear();
        serde_json::to_writer(&mut line, event)?;
        line.push(b'\n');
        out.write_all(&line)?;
    }
    Ok(())
}

//! Events as JSON Lines.

use std::io::{self, Write};

use crate::record::Event;

pub(super) fn write(events: &[Event], mut out: impl Write) -> io::Result<()> {
    for event in events {
        serde_json::to_writer(&mut out, event)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

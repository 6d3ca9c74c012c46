//! The graph as node-link JSON, a line for each node and edge: to be searched and compared line by line.

use std::io::{self, Write};

use serde::Serialize;

use crate::graph::NodeLink;

pub(super) fn write(data: &NodeLink<'_>, mut out: impl Write) -> io::Result<()> {
    write!(out, "{{\"directed\":{},\"multigraph\":{},\n\"graph\":", data.directed, data.multigraph)?;
    serde_json::to_writer(&mut out, &data.graph)?;
    out.write_all(b",\n\"nodes\":[")?;
    lines(&data.nodes, &mut out)?;
    out.write_all(b"],\n\"edges\":[")?;
    lines(&data.edges, &mut out)?;
    out.write_all(b"]}\n")
}

fn lines<T: Serialize>(items: &[T], mut out: impl Write) -> io::Result<()> {
    for (n, item) in items.iter().enumerate() {
        out.write_all(if n == 0 { b"\n" } else { b",\n" })?;
        serde_json::to_writer(&mut out, item)?;
    }
    Ok(())
}

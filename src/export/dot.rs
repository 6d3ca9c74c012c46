//! The graph as a picture: Graphviz DOT.
//!
//! `dot-writer` lays out the syntax but escapes nothing and panics where it can't write: so all text passes through
//! [`escape`], and it writes into memory, which does not fail.

use std::{collections::HashMap, fmt::Write as _};

use dot_writer::{ArrowType, Attributes, DotWriter, Scope, Shape, Style};

use crate::{
    date::PartialDate,
    graph::{Act, Link, NodeLink},
    record::{ActorKind, Polarity, Quad},
};

const FONT: &str = "Helvetica,Arial,sans-serif";
const INK: &str = "#333A45";
const FAINT: &str = "#A9B1BD";
/// Labels are broken into lines of about so many characters.
const LINE: usize = 22;

/// The graph as Graphviz DOT: `dot -Tsvg graph.dot -o graph.svg`.
///
/// Actors have shape and fill by kind, edges colour by quad class, width by number of events, dashes where they are
/// not told as facts, a bar for a head where they are said not to have happened, no head where they are mutual.
/// An event without target ends in a point. Dates and types stand in the tooltips of an SVG.
pub fn dot(graph: &NodeLink<'_>) -> String {
    let mut bytes = Vec::new();
    draw(graph, &mut DotWriter::from(&mut bytes));
    String::from_utf8(bytes).expect("only text was written")
}

fn draw(graph: &NodeLink<'_>, writer: &mut DotWriter<'_>) {
    let words = Words::of(graph.graph.lang);
    let ids: HashMap<&str, String> = graph.nodes.iter().enumerate().map(|(n, node)| (node.id, format!("n{n}"))).collect();
    let mut picture = writer.digraph();
    picture
        .set("rankdir", "LR", false)
        .set("nodesep", "0.35", false)
        .set("ranksep", "0.6", false)
        .set("pad", "0.3", false)
        .set("labelloc", "t", false)
        .set("labeljust", "l", false)
        .set_font(FONT)
        .set("fontcolor", INK, true)
        .set_html(&heading(graph, words));
    picture
        .node_attributes()
        .set_font(FONT)
        .set_font_size(12.0)
        .set("fontcolor", INK, true)
        .set("penwidth", "1", false)
        .set("margin", "0.14,0.07", true)
        .set("height", "0.4", false);
    picture.edge_attributes().set_font(FONT).set_font_size(10.0).set_arrow_size(0.7);

    for node in &graph.nodes {
        let id = &ids[node.id];
        let look = Look::of(node.kind);
        let mut drawn = picture.node_named(id);
        drawn
            .set_label(&wrapped(node.label))
            .set("shape", look.shape, false)
            .set("style", look.style, true)
            .set("fillcolor", look.fill, true)
            .set("color", look.line, true)
            .set("tooltip", &escape(node.id), true);
    }
    for (n, node) in graph.nodes.iter().enumerate() {
        for (m, act) in node.acts.iter().enumerate() {
            let end = format!("n{n}a{m}");
            picture.node_named(&end).set_shape(Shape::None).set_label("").set("shape", "point", false).set("width", "0.07", false)
                .set("color", colour(act.quad), true);
            edge(&mut picture, &ids[node.id], &end, act, false, words);
        }
    }
    for link in &graph.edges {
        match link {
            Link::Events { source, target, mutual, act, .. } => {
                edge(&mut picture, &ids[source], &ids[target], act, *mutual, words);
            }
            Link::Membership { source, target, .. } => {
                picture.edge(&ids[source], &ids[target]).attributes()
                    .set("color", FAINT, true).set_arrow_head(ArrowType::None).set_pen_width(0.8).set_style(Style::Dotted);
            }
        }
    }
}

fn edge(picture: &mut Scope<'_, '_>, source: &str, target: &str, act: &Act<'_>, mutual: bool, words: &Words) {
    let negative = act.polarity == Polarity::Negative;
    let mut label = if negative { format!("{} {}", words.not, act.label) } else { act.label.to_owned() };
    if act.weight > 1 {
        let _ = write!(label, " ×{}", act.weight);
    }
    let head = match (mutual, negative) {
        (true, false) => ArrowType::None,
        (true, true) => ArrowType::Tee,
        (false, false) => ArrowType::Normal,
        (false, true) => ArrowType::Tee,
    };
    picture.edge(source, target).attributes()
        .set_label(&wrapped(&label))
        .set("color", colour(act.quad), true)
        .set("fontcolor", colour(act.quad), true)
        .set_pen_width(1.0 + (act.weight as f32).log2())
        .set_style(if act.certain { Style::Solid } else { Style::Dashed })
        .set_arrow_head(head)
        .set("tooltip", &escape(&format!("{} {}", act.event, period(act.first, act.last))), true);
}

fn heading(graph: &NodeLink<'_>, words: &Words) -> String {
    let summary = &graph.graph;
    let mut swatches = String::new();
    for quad in Quad::ALL {
        let _ = write!(swatches, "<TD><FONT COLOR=\"{}\">━━</FONT> {}</TD>", colour(*quad), words.quad(*quad));
    }
    format!(
        "<<TABLE BORDER=\"0\"><TR><TD ALIGN=\"LEFT\" COLSPAN=\"6\"><B>{}</B></TD></TR><TR>{swatches}</TR></TABLE>>",
        period(summary.first, summary.last)
    )
}

fn period(first: Option<PartialDate>, last: Option<PartialDate>) -> String {
    match (first, last) {
        (Some(first), Some(last)) if first != last => format!("{first} – {last}"),
        (Some(day), _) | (None, Some(day)) => day.to_string(),
        (None, None) => String::new(),
    }
}

struct Look { shape: &'static str, style: &'static str, fill: &'static str, line: &'static str }

impl Look {
    fn of(kind: ActorKind) -> Look {
        let (shape, style, fill, line) = match kind {
            ActorKind::Country => ("box", "rounded,filled", "#D9E4F1", "#6F8CAD"),
            ActorKind::Org => ("box", "filled", "#E5E0F0", "#8A7FB0"),
            ActorKind::Person => ("ellipse", "filled", "#FBF0D5", "#BFA35A"),
            ActorKind::Role => ("box", "rounded,filled", "#FFFFFF", "#A9B1BD"),
            ActorKind::Group => ("octagon", "filled", "#E1EEDD", "#83A67B"),
            ActorKind::Place => ("box", "rounded,filled", "#EEEEEE", "#A9B1BD"),
            ActorKind::Unknown => ("box", "rounded,dashed", "#FFFFFF", "#A9B1BD"),
        };
        Look { shape, style, fill, line }
    }
}

fn colour(quad: Quad) -> &'static str {
    match quad {
        Quad::VerbalCooperation => "#3D94C9",
        Quad::MaterialCooperation => "#0B4F8A",
        Quad::VerbalConflict => "#D98200",
        Quad::MaterialConflict => "#B3330B",
    }
}

struct Words { not: &'static str, quads: [&'static str; 4] }

impl Words {
    fn of(lang: &str) -> &'static Words {
        match lang {
            "id" => &Words { not: "tidak", quads: ["kerja sama lisan", "kerja sama nyata", "konflik lisan", "konflik nyata"] },
            _ => &Words { not: "not", quads: ["verbal cooperation", "material cooperation", "verbal conflict", "material conflict"] },
        }
    }
    fn quad(&self, quad: Quad) -> &str { self.quads[quad as usize] }
}

fn wrapped(text: &str) -> String {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let line = lines.last_mut().unwrap();
        if !line.is_empty() && line.chars().count() + word.chars().count() >= LINE {
            lines.push(word.to_owned());
        } else {
            if !line.is_empty() { line.push(' '); }
            line.push_str(word);
        }
    }
    lines.iter().map(|l| escape(l)).collect::<Vec<_>>().join("\\n")
}

fn escape(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\\\"),
            '"' => out.push_str("\\\""),
            '&' => out.push_str("&amp;"),
            '\n' => out.push_str("\\n"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

//! The graph as a picture: Graphviz DOT.
//!
//! `dot-writer` lays out the syntax but escapes nothing and panics where it can't write: so all text passes through
//! [`escaped`] or [`html`], and it writes into memory, which does not fail.

use std::{
    collections::{HashMap, HashSet},
    fmt::Write as _,
};

use dot_writer::{ArrowType, Attributes, DotWriter, RankDirection, Scope, Style};

use crate::{
    date::PartialDate,
    graph::{Act, Labelled, Link, NodeLink},
    record::{ActorKind, Polarity, Quad},
};

const FONT: &str = "Helvetica,Arial,sans-serif";
const INK: &str = "#333A45";
const FAINT: &str = "#6B7685";
/// Labels are broken into lines of about so many characters.
const LINE: usize = 22;
/// No line is drawn wider.
const WIDEST: f32 = 6.0;

/// The graph as Graphviz DOT: `dot -Tsvg graph.dot -o graph.svg`.
///
/// Every actor of an event is a node, named by its code, with shape and fill by kind; below the name of a person,
/// office, group or organisation stands what it belongs to. Edges have their colour by quad class, their width by
/// number of events, dashes where they are not told as facts, a bar for a head where they are said not to have
/// happened, no head where they are mutual; an event without target ends in a point. Dotted lines lead from states to
/// the organisations that they are in. The heading says which days are covered and what the signs mean; types, dates
/// and codes stand in the tooltips of an SVG.
pub fn dot(graph: &NodeLink<'_>) -> String {
    let mut bytes = Vec::new();
    draw(graph, &mut DotWriter::from(&mut bytes));
    String::from_utf8(bytes).expect("only text was written")
}

fn draw(graph: &NodeLink<'_>, writer: &mut DotWriter<'_>) {
    let words = Words::of(graph.graph.lang);
    let cast = Cast::of(graph);
    let mut picture = writer.digraph();
    picture
        .set_rank_direction(RankDirection::LeftRight)
        .set("nodesep", "0.3", false)
        .set("ranksep", "0.55", false)
        .set("pad", "0.3", false)
        .set("labelloc", "t", false)
        .set("labeljust", "l", false)
        .set_font(FONT)
        .set_font_size(11.0)
        .set("fontcolor", INK, true)
        .set_html(&heading(graph, &cast, words));
    picture
        .node_attributes()
        .set_font(FONT)
        .set_font_size(12.0)
        .set("fontcolor", INK, true)
        .set("margin", "0.14,0.07", true)
        .set("height", "0.4", false);
    picture.edge_attributes().set_font(FONT).set_font_size(10.0).set_arrow_size(0.7);

    for node in cast.actors(graph) {
        let look = Look::of(node.kind);
        picture
            .node_named(quoted(node.id))
            .set_html(&name(&cast, node))
            .set("shape", look.shape, false)
            .set("style", look.style, true)
            .set("fillcolor", look.fill, true)
            .set("color", look.line, true)
            .set("tooltip", &escaped(node.id), true);
        for (n, act) in node.acts.iter().enumerate() {
            let end = quoted(&format!("{} {n}", node.id));
            picture
                .node_named(&end)
                .set("shape", "point", false)
                .set("width", "0.07", false)
                .set("color", colour(act.quad), true)
                .set("tooltip", "", true);
            edge(&mut picture, &quoted(node.id), &end, act, ArrowType::None, words);
        }
    }
    for link in &graph.edges {
        match link {
            Link::Events { source, target, mutual, act, .. } => {
                let head = if *mutual { ArrowType::None } else { ArrowType::Normal };
                edge(&mut picture, &quoted(source), &quoted(target), act, head, words);
            }
            Link::Membership { source, target, .. } if cast.ties(source, target) => {
                picture
                    .edge(quoted(source), quoted(target))
                    .attributes()
                    .set("color", FAINT, true)
                    // Events decide who stands near whom.
                    .set("weight", "0", false)
                    .set_arrow_head(ArrowType::None)
                    .set_style(Style::Dotted);
            }
            Link::Membership { .. } => {}
        }
    }
}

fn edge(picture: &mut Scope<'_, '_>, from: &str, to: &str, act: &Act<'_>, head: ArrowType, words: &Words) {
    let negative = act.polarity == Polarity::Negative;
    let mut label = if negative { format!("{} {}", words.not, act.label) } else { act.label.to_owned() };
    if act.weight > 1 {
        let _ = write!(label, " ×{}", act.weight);
    }
    let width = (1.0 + (act.weight as f32).log2()).min(WIDEST);
    picture
        .edge(from, to)
        .attributes()
        .set_label(&lines(&label).map(|line| escaped(&line)).collect::<Vec<_>>().join("\\n"))
        .set("color", colour(act.quad), true)
        .set("fontcolor", colour(act.quad), true)
        .set("penwidth", &format!("{width:.1}"), false)
        .set_style(if act.certain { Style::Solid } else { Style::Dashed })
        .set_arrow_head(if negative { ArrowType::Tee } else { head })
        .set("tooltip", format!("{} {}", act.event, period(act.first, act.last)).trim_end(), true);
}

/// Who is drawn, and how it shows to whom they belong.
struct Cast<'g> {
    actors: HashSet<&'g str>,
    labels: HashMap<&'g str, &'g str>,
    /// Whoever is no state → what stands below its name.
    wholes: HashMap<&'g str, &'g str>,
}

impl<'g> Cast<'g> {
    fn of(graph: &'g NodeLink<'_>) -> Self {
        let mut cast = Cast { actors: HashSet::new(), labels: HashMap::new(), wholes: HashMap::new() };
        let mut states = HashSet::new();
        for node in &graph.nodes {
            cast.labels.insert(node.id, &node.label);
            if !node.acts.is_empty() {
                cast.actors.insert(node.id);
            }
            if node.kind == ActorKind::Country {
                states.insert(node.id);
            }
        }
        for link in &graph.edges {
            match link {
                Link::Events { source, target, .. } => cast.actors.extend([*source, *target]),
                Link::Membership { source, .. } if states.contains(source) => {}
                Link::Membership { source, target, .. } => _ = cast.wholes.entry(source).or_insert(target),
            }
        }
        cast
    }

    /// The actors of events; what is in the graph only because they belong to it stands below their names.
    fn actors<'a>(&'a self, graph: &'a NodeLink<'g>) -> impl Iterator<Item = &'a Labelled<'g>> {
        graph.nodes.iter().filter(|node| self.actors.contains(node.id))
    }

    /// The name of this actor and what stands below it.
    fn name<'a>(&self, node: &'a Labelled<'_>) -> (&'a str, Option<&'g str>) {
        let label = &*node.label;
        let whole = self.wholes.get(node.id).and_then(|whole| self.labels.get(whole)).copied();
        match whole.map(|whole| (whole, label.strip_suffix(&format!(" ({whole})")))) {
            Some((whole, Some(short))) => (short, Some(whole)),
            Some((whole, None)) if !label.contains(whole) => (label, Some(whole)),
            _ => (label, None),
        }
    }

    /// Whether the membership is drawn: where neither the name tells it nor that of the whole.
    fn ties(&self, member: &str, whole: &str) -> bool {
        let told = self.wholes.get(member);
        let told_by_whole = told.and_then(|whole| self.wholes.get(whole));
        self.actors.contains(member) && self.actors.contains(whole) && ![told, told_by_whole].contains(&Some(&whole))
    }
}

fn name(cast: &Cast<'_>, node: &Labelled<'_>) -> String {
    let broken = |text: &str| lines(text).map(|line| html(&line)).collect::<Vec<_>>().join("<BR/>");
    let (name, whole) = cast.name(node);
    let whole = whole.map(|whole| format!("<BR/><FONT POINT-SIZE=\"9\" COLOR=\"{FAINT}\">{}</FONT>", broken(whole)));
    format!("<{}{}>", broken(name), whole.unwrap_or_default())
}

/// What is drawn, and what the signs in it mean.
fn heading(graph: &NodeLink<'_>, cast: &Cast<'_>, words: &Words) -> String {
    let summary = &graph.graph;
    let mut acts: Vec<&Act<'_>> = graph.nodes.iter().flat_map(|node| &node.acts).collect();
    let mut mutual = false;
    for link in &graph.edges {
        if let Link::Events { mutual: this, act, .. } = link {
            mutual |= this;
            acts.push(act);
        }
    }
    let scope = format!("{} {}, {} {}", words.documents, summary.documents, words.events, summary.events);
    let title = match period(summary.first, summary.last) {
        days if days.is_empty() => scope,
        days => format!("<B><FONT POINT-SIZE=\"14\">{days}</FONT></B>&#160;&#160; {scope}"),
    };

    let mut signs = Vec::new();
    for (quad, word) in Quad::ALL.iter().zip(words.quads) {
        if acts.iter().any(|act| act.quad == *quad) {
            signs.push(format!("<FONT COLOR=\"{}\"><B>——</B> {word}</FONT>", colour(*quad)));
        }
    }
    let styles = [
        (acts.iter().any(|act| !act.certain), "– – –", words.uncertain),
        (acts.iter().any(|act| act.polarity == Polarity::Negative), "——|", words.negative),
        (mutual, "——", words.mutual),
    ];
    signs.extend(styles.iter().filter(|(seen, ..)| *seen).map(|(_, sign, word)| format!("{sign} {word}")));

    let mut kinds = Vec::new();
    for (kind, word) in ActorKind::ALL.iter().zip(words.kinds) {
        if cast.actors(graph).any(|node| node.kind == *kind) {
            kinds.push(format!("<FONT COLOR=\"{}\" POINT-SIZE=\"16\">■</FONT> {word}", Look::of(*kind).line));
        }
    }

    let gap = "&#160;&#160;&#160; ";
    let rows = [title, signs.join(gap), kinds.join(gap)];
    let rows = rows.iter().filter(|row| !row.is_empty()).map(|row| format!("<TR><TD ALIGN=\"LEFT\">{row}</TD></TR>"));
    // The last row keeps the picture at a distance.
    let rows = rows.chain(["<TR><TD></TD></TR>".to_owned()]).collect::<String>();
    format!("<<TABLE BORDER=\"0\" CELLPADDING=\"2\">{rows}</TABLE>>")
}

fn period(first: Option<PartialDate>, last: Option<PartialDate>) -> String {
    match (first, last) {
        (Some(first), Some(last)) if first != last => format!("{first} – {last}"),
        (Some(day), _) | (None, Some(day)) => day.to_string(),
        (None, None) => String::new(),
    }
}

struct Look {
    shape: &'static str,
    style: &'static str,
    fill: &'static str,
    line: &'static str,
}

impl Look {
    fn of(kind: ActorKind) -> Look {
        let (shape, style, fill, line) = match kind {
            ActorKind::Country => ("box", "rounded,filled", "#D9E4F1", "#6F8CAD"),
            ActorKind::Org => ("box", "filled", "#E5E0F0", "#8A7FB0"),
            ActorKind::Person => ("ellipse", "filled", "#FBF0D5", "#BFA35A"),
            ActorKind::Role => ("box", "rounded,filled", "#FFFFFF", "#8E98A6"),
            ActorKind::Group => ("octagon", "filled", "#E1EEDD", "#83A67B"),
            ActorKind::Place => ("box", "rounded,filled", "#EEEEEE", "#8E98A6"),
            ActorKind::Unknown => ("box", "rounded,dashed", "#FFFFFF", "#8E98A6"),
        };
        Look { shape, style, fill, line }
    }
}

/// Blue for cooperation, orange to red for conflict, dark for deeds: told apart by the colour-blind and in grey, and
/// dark enough for small letters on white.
fn colour(quad: Quad) -> &'static str {
    match quad {
        Quad::VerbalCooperation => "#2480C0",
        Quad::MaterialCooperation => "#0B3F75",
        Quad::VerbalConflict => "#B86B00",
        Quad::MaterialConflict => "#8F1D00",
    }
}

/// What the heading says, and the word that stands before what did not happen.
struct Words {
    documents: &'static str,
    events: &'static str,
    /// In the order of [`Quad::ALL`].
    quads: [&'static str; Quad::ALL.len()],
    uncertain: &'static str,
    negative: &'static str,
    mutual: &'static str,
    not: &'static str,
    /// In the order of [`ActorKind::ALL`].
    kinds: [&'static str; ActorKind::ALL.len()],
}

impl Words {
    fn of(lang: &str) -> &'static Words {
        match lang {
            "id" => &Words {
                documents: "artikel:",
                events: "peristiwa:",
                quads: ["kerja sama lisan", "kerja sama nyata", "konflik lisan", "konflik nyata"],
                uncertain: "rencana, kemungkinan, desakan",
                negative: "tidak terjadi",
                mutual: "timbal balik",
                not: "tidak",
                kinds: ["negara", "orang", "organisasi", "kelompok", "jabatan, lembaga", "tempat", "tidak dikenal"],
            },
            _ => &Words {
                documents: "articles:",
                events: "events:",
                quads: ["verbal cooperation", "material cooperation", "verbal conflict", "material conflict"],
                uncertain: "planned, possible, demanded",
                negative: "did not happen",
                mutual: "mutual",
                not: "not",
                kinds: ["country", "person", "organisation", "group", "office, branch", "place", "unknown"],
            },
        }
    }
}

/// Breaks a text at blanks into lines of about [`LINE`] characters.
fn lines(text: &str) -> impl Iterator<Item = String> {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.is_empty() => line.push_str(word),
            Some(line) if line.chars().count() + word.chars().count() < LINE => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines.into_iter()
}

/// A name for a node.
fn quoted(id: &str) -> String {
    format!("\"{}\"", plain(id).replace('\\', "\\\\").replace('"', "\\\""))
}

/// For between quotation marks: a backslash begins a code there, and an ampersand an entity.
fn escaped(text: &str) -> String {
    plain(text).replace('\\', "\\\\").replace('"', "\\\"").replace('&', "&amp;")
}

/// For between tags.
fn html(text: &str) -> String {
    plain(text).replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// Without the signs that XML, and so an HTML label or an SVG, can't hold.
fn plain(text: &str) -> String {
    text.chars().map(|c| if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') { ' ' } else { c }).collect()
}

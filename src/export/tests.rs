use super::*;
use crate::graph::tests::extraction;

fn exported(format: Format, lines: &str) -> String {
    let labels = Labels::default();
    let mut exporter = Exporter::new(format, Vec::new(), &labels, None);
    exporter.push(&extraction("d", lines)).unwrap();
    String::from_utf8(exporter.finish().unwrap()).unwrap()
}

const EVENTS: &str = "IDN ACCUSE condemn ISR 2024-11-06
                      IDN/military AID send PSE planned
                      RUS CONSULT meet PRK -
                      PRK MOBILIZE test -";

#[test]
fn formats_are_found_by_name_and_ending() {
    for &format in Format::ALL {
        assert_eq!(format.name().parse(), Ok(format));
        assert_eq!(Format::from_path(format!("a.b/c.{}", format.extension().to_uppercase())), Ok(format));
    }
    assert_eq!(Format::from_path("graph.gv"), Ok(Format::Dot));
    assert!(Format::from_path("graph").is_err());
}

#[test]
fn what_is_written_fits_its_schema() {
    let graph: serde_json::Value = serde_json::from_str(&exported(Format::Json, EVENTS)).unwrap();
    jsonschema::validate(&graph_schema(), &graph).unwrap();
    assert_eq!(graph["edges"].as_array().unwrap().len(), 4, "three of events and a membership");
    let lines = exported(Format::Jsonl, EVENTS);
    assert_eq!(lines.lines().count(), 4);
    for line in lines.lines() {
        jsonschema::validate(&event_schema(), &serde_json::from_str(line).unwrap()).unwrap();
    }
}

#[test]
fn an_empty_graph_is_written_too() {
    let graph: serde_json::Value = serde_json::from_str(&exported(Format::Json, "")).unwrap();
    jsonschema::validate(&graph_schema(), &graph).unwrap();
    assert_eq!(exported(Format::Jsonl, ""), "");
}

/// The lines of a picture that begin so, without their colours and tooltips.
fn drawn<'d>(dot: &'d str, begin: &str) -> Vec<&'d str> {
    let lines = dot.lines().map(str::trim).filter(|line| line.starts_with(begin));
    lines.map(|line| line.split(", color").next().unwrap()).collect()
}

fn pictured(lines: &str, labels: &[(&str, &str)]) -> String {
    let mut known = Labels::default();
    for (what, name) in labels {
        known.insert((*what).to_owned(), "id", (*name).to_owned());
    }
    let mut extraction = extraction("d", lines);
    extraction.memberships = [("IDN", "ASEAN"), ("MYS", "UN")].map(|(a, b)| (a.into(), b.into())).into();
    let graph: KnowledgeGraph = [extraction].into_iter().collect();
    dot(&graph.node_link(&known, None))
}

#[test]
fn a_picture_shows_what_the_events_are() {
    let dot = pictured(
        "IDN ACCUSE condemn ISR 2024-11-06
         IDN ACCUSE condemn ISR
         IDN AID send PSE planned
         IDN CONSULT meet MYS -
         IDN CONSULT meet JPN
         PRK MOBILIZE test -",
        &[("IDN", "Indonesia"), ("action/condemn", "mengecam"), ("action/meet", "bertemu")],
    );
    for (begin, rest) in [
        (r#""IDN" -> "ISR""#, r#"style="solid", arrowhead=normal, tooltip="ACCUSE 2024-11-06"];"#),
        (r#""IDN" -> "PSE""#, r#"style="dashed", arrowhead=normal, tooltip="AID"];"#),
        (r#""IDN" -> "MYS""#, r#"style="solid", arrowhead=tee, tooltip="CONSULT"];"#),
        (r#""IDN" -> "JPN""#, r#"style="solid", arrowhead=none, tooltip="CONSULT"];"#),
        (r#""PRK" -> "PRK 0""#, r#"style="solid", arrowhead=none, tooltip="MOBILIZE"];"#),
    ] {
        let line = dot.lines().find(|line| line.trim().starts_with(begin)).unwrap();
        assert!(line.ends_with(rest), "{line}");
    }
    assert_eq!(drawn(&dot, r#""IDN" -> "ISR""#), [r#""IDN" -> "ISR" [label="mengecam ×2""#]);
    assert_eq!(drawn(&dot, r#""IDN" -> "MYS""#), [r#""IDN" -> "MYS" [label="tidak bertemu""#]);
    let heading = dot.lines().find(|line| line.contains("<TABLE")).unwrap();
    for word in ["2024-11-06", "artikel: 1, peristiwa: 6", "tidak terjadi", "timbal balik", "konflik nyata", "negara"] {
        assert!(heading.contains(word), "{word}: {heading}");
    }
    assert!(!heading.contains("orang"), "only what is there is explained: {heading}");
}

#[test]
fn a_picture_shows_who_belongs_to_what() {
    let dot = pictured(
        "IDN/foreign-minister CONSULT meet MYS/Anwar_Ibrahim\nUSA/military_of_USA ASSAULT attack ASEAN\nIDN AID send ASEAN",
        &[("MYS", "Malaysia"), ("IDN", "Indonesia"), ("IDN/foreign-minister", "menteri luar negeri (Indonesia)")],
    );
    let below = |name: &str, whole: &str| {
        format!(r##"[label=<{name}<BR/><FONT POINT-SIZE="9" COLOR="#6B7685">{whole}</FONT>>"##)
    };
    assert!(dot.contains(&below("menteri luar negeri", "Indonesia")), "{dot}");
    assert!(dot.contains(&below("Anwar Ibrahim", "Malaysia")), "{dot}");
    assert!(dot.contains("[label=<military of USA>"), "the name tells it: {dot}");
    assert!(drawn(&dot, r#""MYS""#).is_empty(), "no actor of an event: {dot}");
    assert_eq!(drawn(&dot, r#""IDN" -> "ASEAN""#).len(), 2, "the event and the membership: {dot}");
    assert!(!dot.contains(r#"-> "IDN""#), "{dot}");
}

#[test]
fn no_text_breaks_out_of_a_picture() {
    let dot = pictured(
        "UN/\"A\\N<B>&amp;\u{7}\\ ACCUSE condemn GROUP/\"\\",
        &[("action/condemn", "a very long \"label\" with\n \\l <i>&lt; and a line end\u{fffe}")],
    );
    assert_eq!(
        drawn(&dot, r#""UN/"#),
        [
            r##""UN/\"A\\N<B>&amp; \\" [label=<"A\N&lt;B&gt;&amp;amp; \<BR/><FONT POINT-SIZE="9" COLOR="#6B7685">UN</FONT>>, shape=box, style="rounded,filled", fillcolor="#FFFFFF""##,
            r#""UN/\"A\\N<B>&amp; \\" -> "GROUP/\"\\" [label="a very long \"label\"\nwith \\l <i>&amp;lt; and a\nline end ""#,
        ]
    );
}

#[test]
fn the_picture_of_nothing_has_a_heading() {
    let dot = exported(Format::Dot, "");
    assert!(dot.contains("artikel: 1, peristiwa: 0") && !dot.contains("<TD></TD><TD>"), "{dot}");
}

use serde_json::Value;

use super::*;
use crate::{
    record::{EVENT_SCHEMA, Modality, Quad, Quote},
    span::Span,
};

/// What one document gave, from lines of `SRC EVENT action TGT [-] [MODALITY] [DATE]`; `_` in codes is a blank.
pub(crate) fn extraction(doc: &str, lines: &str) -> Extraction {
    let events = lines.trim().lines().enumerate().map(|(n, line)| event(doc, n + 1, line)).collect();
    Extraction { doc: doc.into(), lang: Some("id".into()), events, ..Extraction::default() }
}

fn event(doc: &str, n: usize, line: &str) -> Event {
    let mut words = line.split_whitespace();
    let mut word = || words.next().unwrap_or_else(|| panic!("{line}"));
    let (source, event, action, target) = (actor(word()), word().parse::<EventType>().unwrap(), word(), word());
    let rest: Vec<_> = words.collect();
    Event {
        schema: EVENT_SCHEMA.into(),
        id: format!("{doc}#{n}"),
        doc: doc.into(),
        published: None,
        publisher: None,
        url: None,
        sentence: n as u32,
        event,
        mode: None,
        action: action.replace('_', " "),
        cameo: "010".into(),
        quad: quad(event),
        intensity: 1.0,
        source,
        target: (target != "-").then(|| actor(target)),
        speaker: None,
        modality: rest.iter().find_map(|word| word.parse().ok()).unwrap_or(Modality::Fact),
        polarity: if rest.contains(&"-") { Polarity::Negative } else { Polarity::Positive },
        date: rest.iter().find_map(|word| word.parse().ok()),
        location: None,
        trigger: Quote { text: action.into(), span: Span::default() },
        evidence: Quote { text: line.into(), span: Span::default() },
        rule: "test.rules:1".into(),
    }
}

fn actor(code: &str) -> Actor {
    let code = code.replace('_', " ");
    let (whole, part) = code.split_once('/').map_or((&*code, None), |(whole, part)| (whole, Some(part)));
    let is_country = whole.len() == 3 && whole.bytes().all(|b| b.is_ascii_uppercase());
    let kind = match part {
        _ if whole == GROUP => ActorKind::Group,
        Some(part) if part.starts_with(char::is_uppercase) => ActorKind::Person,
        Some(_) => ActorKind::Role,
        None if is_country => ActorKind::Country,
        None => ActorKind::Org,
    };
    Actor {
        country: is_country.then(|| whole.to_owned()),
        name: part.unwrap_or(whole).to_owned(),
        kind,
        text: code.clone(),
        span: Span::default(),
        code,
    }
}

fn quad(event: EventType) -> Quad {
    use EventType::*;
    match event {
        Agree | Consult | Support | Concede => Quad::VerbalCooperation,
        Cooperate | Aid | Retreat => Quad::MaterialCooperation,
        Request | Accuse | Reject | Threaten => Quad::VerbalConflict,
        Protest | Mobilize | Sanction | Coerce | Assault => Quad::MaterialConflict,
    }
}

fn graph(lines: &str) -> KnowledgeGraph {
    [extraction("d", lines)].iter().collect()
}

fn edges(graph: &KnowledgeGraph) -> Vec<String> {
    let edge = |e: Edge| {
        let r = e.relation;
        let unsure = if r.certain { "" } else { "?" };
        format!("{} {}{}{unsure} {} {} {}", e.source.code, r.event, r.polarity, e.target.code, r.action(), r.weight())
    };
    graph.edges().map(edge).collect()
}

fn memberships(graph: &KnowledgeGraph) -> Vec<(&str, &str)> {
    graph.memberships().map(|(member, whole)| (&*member.code, &*whole.code)).collect()
}

#[test]
fn events_of_one_sort_are_one_edge() {
    let graph = graph(
        "IDN ACCUSE blame ISR 2024-11
         IDN ACCUSE condemn ISR 2024-11-06
         IDN ACCUSE condemn ISR - 2023
         IDN ACCUSE condemn ISR urged
         IDN ACCUSE condemn ISR possible
         IDN ACCUSE condemn ISR 2024-11-07
         ISR ACCUSE condemn IDN",
    );
    assert_eq!(
        edges(&graph),
        [
            "IDN ACCUSE+ ISR condemn 3",
            "IDN ACCUSE- ISR condemn 1",
            "IDN ACCUSE+? ISR condemn 2",
            "ISR ACCUSE+ IDN condemn 1",
        ]
    );
    let edge = graph.edges_between("ISR", "IDN").next().unwrap();
    assert_eq!(edge.relation.incidents, [0, 1, 5]);
    let dates = [edge.relation.first(), edge.relation.last()].map(|date| date.unwrap().to_string());
    assert_eq!(dates, ["2024-11", "2024-11"], "the month begins before and ends after both days");
    assert_eq!(graph.edges_between("ISR", "IDN").count(), 4);
    assert_eq!(graph.edges_between("ISR", "nobody").count(), 0);
    assert_eq!(graph.period().map(|(first, last)| format!("{first} {last}")).as_deref(), Some("2023 2024-11"));
}

#[test]
fn of_actions_equally_frequent_the_first_names_the_edge() {
    assert_eq!(
        edges(&graph("A ACCUSE blame B\nA ACCUSE condemn B\nA ACCUSE condemn B\nA ACCUSE blame B")),
        ["A ACCUSE+ B blame 4"]
    );
}

#[test]
fn mutual_types_have_one_edge() {
    let graph = graph("RUS CONSULT meet PRK\nPRK CONSULT visit RUS\nPRK CONSULT visit PRK");
    assert_eq!(edges(&graph), ["PRK CONSULT+ RUS meet 2", "PRK CONSULT+ PRK visit 1"]);
    assert_eq!(graph.edges_between("PRK", "PRK").count(), 1);
}

#[test]
fn every_event_is_in_the_graph() {
    let graph =
        graph("A MOBILIZE test -\nA MOBILIZE test - planned\nA MOBILIZE test -\nA ASSAULT bomb B\nB ASSAULT bomb B");
    let acts = graph.actor("A").unwrap().acts.iter().map(Relation::weight).sum::<usize>();
    assert_eq!(acts + graph.edges().map(|edge| edge.relation.weight()).sum::<usize>(), graph.event_count());
    assert_eq!(graph.actor("A").unwrap().acts.len(), 2);
}

#[test]
fn members_are_tied_to_their_wholes() {
    let mut first = extraction("a", "IDN/military AID send PSE\nGROUP/ten_countries ACCUSE condemn Hamas");
    first.memberships = [("IDN", "ASEAN"), ("Hamas", "PSE"), ("IDN", "G20")].map(|(a, b)| (a.into(), b.into())).into();
    let mut graph: KnowledgeGraph = [&first].into_iter().collect();
    assert_eq!(memberships(&graph), [("IDN/military", "IDN"), ("Hamas", "PSE")]);
    assert_eq!(graph.actor("IDN").unwrap().kind, ActorKind::Country);
    assert_eq!(graph.actor("IDN").unwrap().name, None);
    assert!(graph.actor("GROUP").is_none());

    graph.add(&extraction("b", "ASEAN REQUEST urge IDN"));
    assert_eq!(memberships(&graph), [("IDN/military", "IDN"), ("Hamas", "PSE"), ("IDN", "ASEAN")]);
    assert_eq!(graph.actor("IDN").unwrap().name.as_deref(), Some("IDN"));
}

#[test]
fn merging_is_reading_on() {
    let mut parts = [
        extraction("a", "UN/Security_Council REQUEST urge ISR\nIDN CONSULT meet ISR\nIDN PROTEST march -"),
        extraction(
            "b",
            "IDN CONSULT visit ISR\nISR CONSULT visit IDN\nUN ACCUSE condemn IDN/police\nIDN PROTEST march -",
        ),
    ];
    parts[0].memberships = vec![("IDN".into(), "UN".into()), ("ISR".into(), "OECD".into())];
    let whole: KnowledgeGraph = parts.iter().collect();
    let mut merged: KnowledgeGraph = [&parts[0]].into_iter().collect();
    merged.merge([&parts[1]].into_iter().collect());
    let labels = Labels::default();
    let json = |graph: &KnowledgeGraph| serde_json::to_value(graph.node_link(&labels, None)).unwrap();
    assert_eq!(json(&whole), json(&merged));
    assert_eq!(merged.document_count(), 2);

    let mut late = KnowledgeGraph::new();
    late.merge(merged);
    late.add(&extraction("c", "OECD ACCUSE condemn UN"));
    assert_eq!(memberships(&late).last(), Some(&("ISR", "OECD")));
}

#[test]
fn what_several_documents_tell_of_one_day_is_one_incident() {
    let told = "IDN ACCUSE condemn ISR 2024-11-06\nIDN AID send PSE\nIDN CONSULT meet MYS 2024-11";
    let mut graph: KnowledgeGraph = [extraction("a", told), extraction("b", told)].iter().collect();
    graph.add(&extraction("c", "IDN ACCUSE blame ISR 2024-11-06\nIDN ACCUSE condemn ISR 2024-11-06 planned"));
    assert_eq!(
        edges(&graph),
        ["IDN ACCUSE+ ISR condemn 1", "IDN AID+ PSE send 2", "IDN CONSULT+ MYS meet 2", "IDN ACCUSE+? ISR condemn 1",],
        "without a day they are two, and what is planned is another thing"
    );
    let documents: Vec<_> = graph.incidents()[0].mentions.iter().map(|event| event.doc.as_str()).collect();
    assert_eq!((graph.incidents()[0].id(), documents), ("a#1", vec!["a", "b", "c"]));
    assert_eq!((graph.document_count(), graph.event_count()), (3, 6));
    let data = serde_json::to_value(graph.node_link(&Labels::default(), None)).unwrap();
    assert_eq!((&data["edges"][0]["weight"], &data["edges"][0]["mentions"]), (&1.into(), &3.into()));
}

#[test]
fn node_link_names_things_in_the_language_asked_for() {
    let mut labels = Labels::default();
    labels.insert("IDN".into(), "id", "Indonesia".into());
    labels.insert("action/condemn".into(), "id", "mengecam".into());
    labels.insert("event/AID".into(), "id", "membantu".into());
    let graph = graph("IDN ACCUSE condemn ISR\nIDN AID send PSE\nIDN CONSULT meet ISR\nIDN ACCUSE condemn ISR urged -");
    let data = serde_json::to_value(graph.node_link(&labels, None)).unwrap();
    let pick = |list: &str, key: &str| -> Vec<Value> {
        data[list].as_array().unwrap().iter().map(|item| item[key].clone()).collect()
    };
    assert_eq!(data["graph"]["lang"], "id");
    assert_eq!(pick("nodes", "label"), ["Indonesia", "ISR", "PSE"]);
    assert_eq!(pick("edges", "label"), ["mengecam", "membantu", "meet", "mengecam"]);
    assert_eq!(pick("edges", "key"), ["ACCUSE", "AID", "CONSULT", "ACCUSE-?"]);
    assert_eq!(pick("edges", "mutual"), [false, false, true, false]);
}

#[test]
fn edges_are_told_apart_by_their_ends_and_key_and_hold_every_event_once() {
    let mut extraction = extraction(
        "d",
        "IDN ACCUSE condemn ISR\nIDN ACCUSE condemn ISR urged\nIDN ACCUSE blame ISR -\nISR ACCUSE blame IDN
         IDN/military CONSULT meet IDN\nIDN CONSULT visit IDN/military\nIDN MOBILIZE alert -\nIDN MOBILIZE alert - planned",
    );
    extraction.memberships = vec![("IDN/military".into(), "IDN".into())];
    let graph: KnowledgeGraph = [&extraction, &extraction].into_iter().collect();
    let labels = Labels::default();
    let data = serde_json::to_value(graph.node_link(&labels, None)).unwrap();
    let list = |items: &Value| items.as_array().unwrap().clone();

    let mut edges: Vec<_> =
        list(&data["edges"]).iter().map(|e| format!("{} {} {}", e["source"], e["target"], e["key"])).collect();
    assert_eq!(edges.len(), 6);
    edges.sort();
    edges.dedup();
    assert_eq!(edges.len(), 6);
    let members: Vec<_> = list(&data["edges"]).into_iter().filter(|edge| edge["relation"] == "membership").collect();
    let member =
        serde_json::json!({"relation": "membership", "source": "IDN/military", "target": "IDN", "key": "member"});
    assert_eq!(members, [member]);

    let acts = list(&data["nodes"]).into_iter().flat_map(|node| list(&node["acts"]));
    let related = list(&data["edges"]).into_iter().filter(|edge| edge["relation"] == "events");
    let mut ids = Vec::new();
    for relation in acts.chain(related) {
        let events = list(&relation["events"]);
        assert_eq!(relation["weight"], events.len());
        ids.extend(events.iter().map(Value::to_string));
    }
    ids.sort();
    let mut expected: Vec<_> = (1..=8).flat_map(|n| [format!("\"d#{n}\""), format!("\"d#{n}\"")]).collect();
    expected.sort();
    assert_eq!(ids, expected);
    assert_eq!(data["graph"]["events"], 16);
}

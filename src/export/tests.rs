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

/// A made-up week of news, dense enough to be hard to draw.
const NEWS: &str = "
    GROUP/sepuluh_negara ACCUSE condemn PRK 2024-11-05
    GROUP/sepuluh_negara ACCUSE condemn RUS 2024-11-05
    GBR/foreign-minister ACCUSE condemn PRK 2024-11-06
    USA/Antony_Blinken ACCUSE condemn PRK 2024-11-06
    USA/Antony_Blinken ACCUSE condemn RUS 2024-11-06
    USA/Antony_Blinken CONSULT meet KOR/foreign-minister 2024-11-01
    EU/Josep_Borrell ACCUSE condemn PRK 2024-11-06
    EU/Josep_Borrell CONSULT meet KOR/foreign-minister 2024-11-04
    EU ACCUSE condemn RUS 2024-11-06
    EU AID supply_arms UKR 2024
    EU SANCTION sanction RUS 2024-06
    EU SANCTION sanction PRK planned
    GBR/foreign-minister REQUEST urge PRK 2024-11-06
    GBR/foreign-minister REQUEST urge RUS 2024-11-06
    USA REQUEST urge PRK 2024-11-06
    USA REQUEST urge CHN 2024-11
    USA AID supply_arms UKR 2024-10
    USA AID supply_arms UKR planned
    USA AID lend_money UKR 2024-10
    USA/Joe_Biden SUPPORT endorse UKR/Volodymyr_Zelenskyy
    USA/Joe_Biden CONSULT call UKR/Volodymyr_Zelenskyy 2024-11-02
    USA/military MOBILIZE alert -
    USA/military COOPERATE drill KOR/military 2024-11-03
    USA/military COOPERATE drill KOR/military planned
    PRK AID send_troops RUS 2024-10
    PRK AID send_troops RUS possible
    PRK AID supply_arms RUS 2024
    PRK AID supply_arms RUS urged -
    PRK MOBILIZE test_missile - 2024-10-31
    PRK MOBILIZE test_missile - 2024-11-05
    PRK MOBILIZE test_missile - planned
    PRK/Kim_Jong-un CONSULT meet RUS/Vladimir_Putin 2024-06-19
    PRK/Kim_Jong-un AGREE sign RUS/Vladimir_Putin 2024-06-19
    PRK/Kim_Jong-un SUPPORT congratulate RUS/Vladimir_Putin
    PRK/military ASSAULT fight UKR/military 2024-11-04
    PRK REJECT deny KOR
    PRK THREATEN warn KOR 2024-10-11
    PRK THREATEN warn USA
    RUS ASSAULT invade UKR 2022-02
    RUS ASSAULT attack UKR 2024-11-05
    RUS ASSAULT attack UKR 2024-11-06
    RUS ASSAULT attack UKR possible
    RUS/military ASSAULT attack UKR/civilians 2024-11-06
    RUS/foreign-ministry REJECT deny USA
    RUS COOPERATE supply_oil PRK possible
    RUS CONSULT meet UKR -
    RUS/Vladimir_Putin SUPPORT congratulate USA/Donald_Trump -
    UKR/Volodymyr_Zelenskyy REQUEST urge USA
    UKR/Volodymyr_Zelenskyy REQUEST urge EU
    UKR/Volodymyr_Zelenskyy ACCUSE accuse PRK 2024-11-05
    UKR/military ASSAULT attack PRK/military 2024-11-04
    KOR ACCUSE condemn PRK 2024-10-31
    KOR ACCUSE accuse PRK 2024-10-18
    KOR ACCUSE condemn RUS
    KOR AID supply_arms UKR possible
    KOR CONSULT meet NATO 2024-10-28
    NATO ACCUSE condemn PRK 2024-10-28
    NATO ACCUSE condemn RUS 2024-10-28
    UN/Security_Council CONSULT meet - planned
    UN/António_Guterres ACCUSE condemn PRK
    CHN REJECT refuse USA
    CHN/Huawei COOPERATE trade RUS possible
    JPN ACCUSE condemn PRK
    PRK/Kim_Jong-un CONSULT meet CHN - possible
";

fn names() -> Labels {
    let mut labels = Labels::default();
    for line in "PRK Korea Utara\nKOR Korea Selatan\nRUS Rusia\nUSA Amerika Serikat\nUKR Ukraina\nGBR Inggris\nCHN Tiongkok\nEU Uni Eropa\nUN PBB\nJPN Jepang
        GBR/foreign-minister menteri luar negeri Inggris\nKOR/foreign-minister menteri luar negeri Korea Selatan\nUSA/military militer AS
        KOR/military militer Korea Selatan\nPRK/military militer Korea Utara\nRUS/military militer Rusia\nUKR/military militer Ukraina
        UKR/civilians warga sipil Ukraina\nRUS/foreign-ministry Kementerian Luar Negeri Rusia
        action/condemn mengecam\naction/urge mendesak\naction/accuse menuduh\naction/meet bertemu\naction/call menelepon\naction/sanction menjatuhkan sanksi
        action/supply_arms memasok senjata\naction/send_troops mengirim pasukan\naction/lend_money memberi pinjaman\naction/endorse mendukung\naction/alert menyiagakan pasukan
        action/drill berlatih bersama\naction/test_missile menguji rudal\naction/sign menandatangani perjanjian\naction/congratulate memberi selamat
        action/fight bertempur\naction/deny membantah\naction/warn memperingatkan\naction/invade menyerbu\naction/attack menyerang\naction/supply_oil memasok minyak\naction/refuse menolak\naction/trade berdagang"
        .lines()
    {
        let (what, name) = line.trim().split_once(' ').unwrap();
        labels.insert(what.replace('_', " "), "id", name.to_owned());
    }
    labels
}

#[test]
fn look() {
    let mut x = extraction("d", NEWS);
    for (a, b) in [("USA", "NATO"), ("GBR", "NATO"), ("USA", "UN"), ("KOR", "UN")] {
        x.memberships.push((a.into(), b.into()));
    }
    let labels = names();
    for (format, path) in [(Format::Dot, "/tmp/gr/n.dot"), (Format::Json, "/tmp/gr/n.json")] {
        let mut exporter = Exporter::new(format, std::fs::File::create(path).unwrap(), &labels, Some("id"));
        exporter.push(&x).unwrap();
        exporter.finish().unwrap();
    }
}

//! Countries, organisations, groups, places and people.

use super::*;
use crate::{
    date::{NoDate, PartialDate},
    record::ActorKind,
};

const KEYS: &[&str] = &[
    "name", "long", "former", "people", "capital", "seat", "region", "within", "part of", "member", "kind", "role",
    "country",
];

impl Lower<'_> {
    pub(super) fn declare_entity(&mut self, item: &Item) {
        let id = item.block.id();
        let kind = match item.kind() {
            "country" => ActorKind::Country,
            "org" => ActorKind::Org,
            "group" => ActorKind::Group,
            "place" => ActorKind::Place,
            _ => ActorKind::Person,
        };
        if kind == ActorKind::Country && !is_country_code(&id) {
            let message = format!("`{id}` is no country code");
            const CURE: &str =
                "write it as in ISO 3166-1 alpha-3, or, where that has none, as a code of your own: XAA to XZZ";
            self.error(item, "E041", item.block.span(), message, CURE);
        }
        match self.entity_ids.get(&*id) {
            None => {
                self.entity_ids.insert(id.to_string(), EntityId::new(self.entities.len()));
                let code = id.into_owned();
                self.entities.push(Entity {
                    code,
                    kind,
                    parent: None,
                    roles: Vec::new(),
                    members: Vec::new(),
                    name_en: None,
                });
            }
            Some(known) if self.entities[known.index()].kind != kind => {
                let message = format!("`{id}` is something else already");
                self.error(item, "E042", item.block.span(), message, "give one of the two another id");
            }
            Some(_) => {}
        }
    }

    fn entity_named(&mut self, item: &Item, id: &str, span: Span) -> Option<EntityId> {
        let known = self.entity_ids.get(id).copied();
        if known.is_none() {
            let help = suggestion(id, self.entity_ids.keys().map(String::as_str));
            self.error(item, "E043", span, format!("nobody is called `{id}`"), help);
        }
        known
    }

    pub(super) fn entity(&mut self, item: &Item) {
        let Some(&entity) = self.entity_ids.get(&*item.block.id()) else { return };
        if self.entities[entity.index()].kind == ActorKind::Person {
            self.own_name(item, entity);
        }
        for entry in &item.block.entries {
            match entry.key_name() {
                "name" => {
                    self.label_entity(entry, entity);
                    self.names(item, entry, entity, NameSort::Name);
                }
                "long" | "former" => self.names(item, entry, entity, NameSort::Name),
                "people" => self.names(item, entry, entity, NameSort::People),
                "capital" => self.names(item, entry, entity, NameSort::Capital),
                "seat" => self.names(item, entry, entity, NameSort::Seat),
                "region" => self.names(item, entry, entity, NameSort::Region),
                "within" | "part of" | "country" => {
                    for value in &entry.values {
                        self.entities[entity.index()].parent = self.entity_named(item, &value.text(), value.span);
                    }
                    self.no_children(item, entry);
                }
                "member" => self.members(item, entry, entity),
                "kind" => self.no_children(item, entry),
                "role" => self.holding(item, entry, entity),
                _ => self.unknown_key(item, entry, KEYS),
            }
        }
    }

    /// A person's id is a name in every language.
    fn own_name(&mut self, item: &Item, entity: EntityId) {
        let id = item.block.id();
        let rule = self.rule(item, item.block.span());
        let meaning = Meaning::Name { entity, sort: NameSort::Name };
        for pack in self.packs_of(item, None) {
            self.define(pack, &id, Sense { meaning, case: CaseRule::Capitals, guard: None, rule });
        }
        self.labels.insert(id.to_string(), None, id.to_string());
        self.entities[entity.index()].name_en = Some(id.into_owned());
    }

    /// The first name in a language serves as label there.
    fn label_entity(&mut self, entry: &Entry, entity: EntityId) {
        let entity = &mut self.entities[entity.index()];
        let Some(value) = entry.values.first() else { return };
        let (atoms, _) = exact(undated(&value.atoms));
        let first = variants(atoms).swap_remove(0).into_owned();
        // Without a language of its own, a name is taken for an international, that is an English one.
        if entry.lang().is_none_or(|lang| lang == "en") && entity.name_en.is_none() {
            entity.name_en = Some(first.clone());
        }
        self.labels.insert(entity.code.clone(), entry.lang(), first);
    }

    fn names(&mut self, item: &Item, entry: &Entry, entity: EntityId, sort: NameSort) {
        let packs = self.packs_of(item, Some(entry));
        let guards = self.guards(item, entry, &packs);
        let meaning = Meaning::Name { entity, sort };
        for value in &entry.values {
            let (atoms, _) = self.dated(item, &value.atoms);
            let (atoms, exact) = exact(atoms);
            let rule = self.rule(item, value.span);
            for name in variants(atoms) {
                let case = case_rule(&name, exact);
                for (&pack, &guard) in packs.iter().zip(&guards) {
                    self.define(pack, &name, Sense { meaning, case, guard, rule });
                }
            }
        }
    }

    fn members(&mut self, item: &Item, entry: &Entry, whole: EntityId) {
        self.no_children(item, entry);
        for value in &entry.values {
            let (atoms, period) = self.dated(item, &value.atoms);
            if let Some(member) = self.entity_named(item, &join(atoms), value.span) {
                self.entities[whole.index()].members.push((member, period));
            }
        }
    }

    /// `role: IDN president 2024-10-20..`
    fn holding(&mut self, item: &Item, entry: &Entry, person: EntityId) {
        self.no_children(item, entry);
        for value in &entry.values {
            let (atoms, period) = self.dated(item, &value.atoms);
            let [owner, role] = atoms else {
                const CURE: &str = "put an id with blanks into quotation marks";
                self.error(item, "E044", value.span, "a held role is `COUNTRY role-id FROM..UNTIL`", CURE);
                continue;
            };
            let Some(owner) = self.entity_named(item, &owner.text, owner.span) else { continue };
            let role = self.role_named(item, &role.text, role.span);
            let holding = Holding { owner, role, period };
            let holdings = &mut self.entities[person.index()].roles;
            let again = holdings
                .iter()
                .any(|known| known.owner == owner && known.role == role && known.period.overlaps(period));
            holdings.push(holding);
            let rule = self.rule(item, value.span);
            self.terms.insert((person, owner, role), rule);
            if again {
                let message = format!("`{}` holds this role already in a part of this time", item.block.id());
                self.warning(rule, "W047", message, "let one period end on the day on which the other begins");
            }
        }
    }

    /// Takes the period off that stands behind a value.
    fn dated<'a, 's>(&mut self, item: &Item, atoms: &'a [Atom<'s>]) -> (&'a [Atom<'s>], Period) {
        let rest = undated(atoms);
        let period = atoms.get(rest.len()).map_or(Period::default(), |last| self.period(item, last));
        (rest, period)
    }

    /// `2019-10-23..2024-10-20`, open at either end.
    fn period(&mut self, item: &Item, atom: &Atom) -> Period {
        let (from, until) = atom.text.split_once("..").expect("the caller has seen the dots");
        let mut date = |text: &str| -> Option<PartialDate> {
            if text.is_empty() {
                return None;
            }
            let day = text.parse();
            day.map_err(|why: NoDate| self.error(item, "E045", atom.span, why.to_string(), "write FROM..UNTIL")).ok()
        };
        let (from, until) = (date(from), date(until));
        if let (Some(from), Some(until)) = (from, until)
            && from.first_day() >= until.first_day()
        {
            self.error(item, "E046", atom.span, "this period ends before it begins", "write the earlier date first");
        }
        Period { from, until }
    }
}

/// A value without the period behind it.
fn undated<'a, 's>(atoms: &'a [Atom<'s>]) -> &'a [Atom<'s>] {
    match atoms {
        [rest @ .., last] if last.kind == AtomKind::Word && last.text.contains("..") => rest,
        _ => atoms,
    }
}

/// The codes of ISO 3166-1 alpha-3, as of 2024.
const COUNTRY_CODES: &str = "\
    ABW AFG AGO AIA ALA ALB AND ARE ARG ARM ASM ATA ATF ATG AUS AUT AZE BDI BEL BEN BES BFA BGD BGR BHR BHS \
    BIH BLM BLR BLZ BMU BOL BRA BRB BRN BTN BVT BWA CAF CAN CCK CHE CHL CHN CIV CMR COD COG COK COL COM CPV \
    CRI CUB CUW CXR CYM CYP CZE DEU DJI DMA DNK DOM DZA ECU EGY ERI ESH ESP EST ETH FIN FJI FLK FRA FRO FSM \
    GAB GBR GEO GGY GHA GIB GIN GLP GMB GNB GNQ GRC GRD GRL GTM GUF GUM GUY HKG HMD HND HRV HTI HUN IDN IMN \
    IND IOT IRL IRN IRQ ISL ISR ITA JAM JEY JOR JPN KAZ KEN KGZ KHM KIR KNA KOR KWT LAO LBN LBR LBY LCA LIE \
    LKA LSO LTU LUX LVA MAC MAF MAR MCO MDA MDG MDV MEX MHL MKD MLI MLT MMR MNE MNG MNP MOZ MRT MSR MTQ MUS \
    MWI MYS MYT NAM NCL NER NFK NGA NIC NIU NLD NOR NPL NRU NZL OMN PAK PAN PCN PER PHL PLW PNG POL PRI PRK \
    PRT PRY PSE PYF QAT REU ROU RUS RWA SAU SDN SEN SGP SGS SHN SJM SLB SLE SLV SMR SOM SPM SRB SSD STP SUR \
    SVK SVN SWE SWZ SXM SYC SYR TCA TCD TGO THA TJK TKL TKM TLS TON TTO TUN TUR TUV TWN TZA UGA UKR UMI URY \
    USA UZB VAT VCT VEN VGB VIR VNM VUT WLF WSM YEM ZAF ZMB ZWE";

/// Whether it is a code of ISO 3166-1, or of those that it leaves to its users.
fn is_country_code(code: &str) -> bool {
    let own = code.len() == 3 && code.starts_with('X') && code.bytes().all(|b| b.is_ascii_uppercase());
    own || COUNTRY_CODES.split(' ').any(|known| known == code)
}

//! What compiles and is hardly meant so: a second look, for `simpul rules check` alone.

use std::collections::BTreeSet;

use rustc_hash::FxHashSet;

use super::*;

impl Lower<'_> {
    pub(super) fn audit(&mut self) {
        self.frames_said_twice();
        self.ambiguous_names();
        self.roles_without_noun();
        self.offices_held_twice();
        self.classes_without_use();
    }

    /// The same verb or noun in the same slots of the same action.
    fn frames_said_twice(&mut self) {
        let mut twice = Vec::new();
        for frames in &self.lemmas {
            let frames: Vec<&Frame> = frames.iter().map(|frame| &self.frames[frame.index()]).collect();
            for (n, frame) in frames.iter().enumerate() {
                let is_same = |other: &&&Frame| {
                    other.action == frame.action && other.slots == frame.slots && frame.light.or(other.light).is_none()
                };
                twice.extend(frames[..n].iter().find(is_same).map(|first| (first.rule, frame.rule)));
            }
        }
        // A verb and the noun that follows from it share their rule.
        for (first, rule) in twice.into_iter().collect::<BTreeSet<_>>() {
            let message = format!("`{}` means this already in {}", self.text_of(rule), self.place_of(first));
            self.warning(rule, "W092", message, "leave one of the two out");
        }
    }

    /// Names that stand for two, with no guard to tell which is meant.
    fn ambiguous_names(&mut self) {
        let mut clashes = Vec::new();
        for pack in &self.packs {
            for state in pack.lexicon.states() {
                let mut names: Vec<(EntityId, RuleId, &[Case])> = Vec::new();
                for (sense, cases) in pack.lexicon.senses(state).filter(|(sense, _)| sense.guard.is_none()) {
                    let Meaning::Name { entity, .. } = sense.meaning else { continue };
                    let other = names.iter().find(|(known, _, known_cases)| *known != entity && *known_cases == cases);
                    clashes.extend(other.map(|&(known, first, _)| (sense.rule, entity, first, known)));
                    names.push((entity, sense.rule, cases));
                }
            }
        }
        clashes.sort_unstable();
        clashes.dedup();
        for (rule, entity, first, known) in clashes {
            let [entity, known] = [entity, known].map(|e| &self.entities[e.index()].code);
            let name = self.text_of(rule);
            let message = format!("`{name}` is both {entity} and, in {}, {known}", self.place_of(first));
            self.warning(
                rule,
                "W048",
                message,
                "guard one of the two: `unless: near …` or `only: near …` below its line",
            );
        }
    }

    /// Roles that one language names and another does not, and those that nobody names and that are nearly another:
    /// people may hold a role that is only ever told by their names.
    fn roles_without_noun(&mut self) {
        let named: Vec<FxHashSet<RoleId>> = self.packs.iter().map(|pack| roles_named(&pack.lexicon)).collect();
        let is_named = |role: &RoleId| named.iter().any(|roles| roles.contains(role));
        let with_noun: Vec<&str> = self
            .roles
            .iter()
            .enumerate()
            .filter(|(n, _)| is_named(&RoleId::new(*n)))
            .map(|(_, role)| role.id.as_str())
            .collect();
        let mut doubts = Vec::new();
        for (role, Role { id, .. }) in self.roles.iter().enumerate().map(|(n, role)| (RoleId::new(n), role)) {
            // An office is not the people called like it: prosecutor, prosecutors.
            let is_nearly = |known: &&&str| distance(id, known) <= 2 && known.strip_suffix('s') != Some(id);
            if is_named(&role) {
                let lacking = self.packs.iter().zip(&named).filter(|(_, roles)| !roles.contains(&role));
                let lacking: Vec<&str> = lacking.map(|(pack, _)| pack.lang.as_str()).collect();
                if !lacking.is_empty() {
                    let message = format!("the role `{id}` has no noun in {}", lacking.join(", "));
                    doubts.push((role, message, "add a block with `noun:` there".to_owned()));
                }
            } else if let Some(known) = with_noun.iter().find(is_nearly) {
                doubts.push((
                    role,
                    format!("no language has a noun for the role `{id}`"),
                    format!("did you mean `{known}`?"),
                ));
            }
        }
        for (role, message, help) in doubts {
            self.warning(self.role_rules[role.index()], "W090", message, help);
        }
    }

    /// Offices of one holder that two people hold at once. Of a term whose beginning is open, nothing is known.
    fn offices_held_twice(&mut self) {
        let mut terms: Vec<(EntityId, RoleId, Period, EntityId)> = Vec::new();
        for (n, person) in self.entities.iter().enumerate() {
            let sole = person.roles.iter().filter(|held| {
                let role = &self.roles[held.role.index()];
                role.sort == RoleSort::Office && !role.several && held.period.from.is_some()
            });
            terms.extend(sole.map(|held| (held.owner, held.role, held.period, EntityId::new(n))));
        }
        terms.sort_by_key(|(owner, role, period, _)| (*owner, *role, period.from));
        let mut found = Vec::new();
        for pair in terms.windows(2) {
            let [(owner, role, period, first), (next_owner, next_role, next, second)] = pair else { continue };
            if (owner, role) == (next_owner, next_role) && first != second && period.overlaps(*next) {
                let [owner, first, second] = [owner, first, second].map(|e| self.entities[e.index()].code.as_str());
                let role = &self.roles[role.index()].id;
                let message = format!("{first} and {second} are both {role} of {owner} in a part of the time");
                found.push((self.terms[&(pair[1].3, *next_owner, *next_role)], message));
            }
        }
        for (rule, message) in found {
            let help = "let one term end on the day on which the other begins, or say `holders: several` of the role";
            self.warning(rule, "W049", message, help);
        }
    }

    fn classes_without_use(&mut self) {
        let mut idle: Vec<(RuleId, String)> =
            self.classes.iter().filter(|(_, class)| !class.used).map(|(id, class)| (class.rule, id.clone())).collect();
        idle.sort_unstable();
        for (rule, id) in idle {
            self.warning(
                rule,
                "W091",
                format!("no slot asks for the class `{id}`"),
                "name it in a slot of an action, or remove it",
            );
        }
    }

    /// The words of a rule file that a rule stands for.
    fn text_of(&self, rule: RuleId) -> &str {
        self.spans[rule.index()].of(&self.files[self.rules[rule.index()].file as usize].text)
    }

    fn place_of(&self, rule: RuleId) -> String {
        let RulePlace { file, line } = self.rules[rule.index()];
        format!("{}:{line}", self.files[file as usize].path)
    }
}

fn roles_named(lexicon: &Lexicon) -> FxHashSet<RoleId> {
    let senses = lexicon.states().flat_map(|state| lexicon.senses(state));
    senses.filter_map(|(sense, _)| if let Meaning::Role(role) = sense.meaning { Some(role) } else { None }).collect()
}

//! What is known of the variables of a script at a place.

use std::collections::{HashMap, HashSet};

use super::field::Field;
use super::raw::{Event, Scope};

/// What is known of a variable.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    One(Field),
    Array(Vec<Field>),
    /// One of these: it is set again in a branch.
    Either(Vec<String>),
    /// It is set, but only the running script knows to what.
    Unknown,
}

/// The variables of a script, and what becomes of them at the end of what they are set in.
#[derive(Debug, Default)]
pub(super) struct Variables {
    /// With the age of the script in which it was set.
    values: HashMap<String, (Value, u32)>,
    /// Values of earlier ages are not known any more.
    age: u32,
    frames: Vec<Frame>,
    /// How often each is set in the whole text.
    counts: HashMap<String, usize>,
}

#[derive(Debug)]
struct Frame {
    scope: Scope,
    /// What was set in it, with what it was before.
    before: Vec<(String, Option<(Value, u32)>)>,
}

impl Variables {
    /// Counts where variables are set.
    pub(super) fn count(&mut self, events: &[Event<'_>]) {
        for name in events.iter().flat_map(names) {
            *self.counts.entry(name.to_owned()).or_default() += 1;
        }
    }

    /// What is known of a variable here.
    pub(super) fn get(&self, name: &str) -> Option<&Value> {
        let value = self.current(self.values.get(name));
        // When a function is called, a variable may have any of its values.
        let is_one = self.counts.get(name).is_some_and(|count| *count == 1);
        if self.is_in(Scope::Function) && !is_one { None } else { value }
    }

    fn current<'v>(&self, value: Option<&'v (Value, u32)>) -> Option<&'v Value> {
        value.filter(|(_, age)| *age == self.age).map(|(value, _)| value)
    }

    /// Sets a variable.
    pub(super) fn set(&mut self, name: &str, value: Value) {
        let before = self.values.insert(name.to_owned(), (value, self.age));
        if let Some(frame) = self.frames.last_mut() {
            frame.before.push((name.to_owned(), before));
        }
    }

    /// Anything may have been set.
    pub(super) fn forget(&mut self) {
        self.age = self.age.saturating_add(1);
    }

    /// Whether the place stands in such a scope.
    pub(super) fn is_in(&self, scope: Scope) -> bool {
        self.frames.iter().any(|frame| frame.scope == scope)
    }

    /// Whether the place may not be reached.
    pub(super) fn is_conditional(&self) -> bool {
        self.frames.iter().any(|frame| matches!(frame.scope, Scope::Branch | Scope::Loop | Scope::Function))
    }

    /// Enters a scope; `inside` are the events that follow.
    pub(super) fn enter(&mut self, scope: Scope, inside: &[Event<'_>]) {
        self.frames.push(Frame { scope, before: Vec::new() });
        if scope != Scope::Loop {
            return;
        }
        // From the second time on, a loop sees what it set itself.
        let mut depth = 1_usize;
        for event in inside {
            match event {
                Event::Enter(_) => depth += 1,
                Event::Leave if depth == 1 => break,
                Event::Leave => depth -= 1,
                Event::Command(_) | Event::Sets(_) => {
                    names(event).for_each(|name| self.set(name, Value::Unknown));
                }
            }
        }
    }

    /// Leaves the scope that was entered last.
    pub(super) fn leave(&mut self) {
        let Some(mut frame) = self.frames.pop() else { return };
        match frame.scope {
            Scope::Subshell | Scope::Substitution => {
                for (name, before) in frame.before.into_iter().rev() {
                    match before {
                        Some(value) => self.values.insert(name, value),
                        None => self.values.remove(&name),
                    };
                }
                return;
            }
            Scope::Branch | Scope::Chain => {
                let mut seen = HashSet::new();
                for (name, before) in &frame.before {
                    if seen.insert(name) {
                        let value =
                            either(self.current(before.as_ref()), self.current(self.values.get(name)));
                        self.values.insert(name.clone(), (value, self.age));
                    }
                }
            }
            Scope::Loop | Scope::Function => {
                for (name, _) in &frame.before {
                    self.values.insert(name.clone(), (Value::Unknown, self.age));
                }
            }
            Scope::Group => {}
        }
        if let Some(outer) = self.frames.last_mut() {
            outer.before.append(&mut frame.before);
        }
    }
}

/// What is known of a variable that has one value or another.
pub(super) fn either(before: Option<&Value>, after: Option<&Value>) -> Value {
    /// More are not kept.
    const MOST: usize = 8;
    let mut texts: Vec<String> = Vec::new();
    for value in [before, after] {
        match value {
            Some(Value::One(field)) if field.is_literal() => texts.push(field.text()),
            Some(Value::Either(more)) => texts.extend(more.iter().cloned()),
            _ => return Value::Unknown,
        }
    }
    texts.dedup();
    if texts.len() > MOST { Value::Unknown } else { Value::Either(texts) }
}

/// The variables that an event sets.
fn names<'e>(event: &'e Event<'_>) -> impl Iterator<Item = &'e str> {
    let (commands, sets) = match event {
        Event::Command(command) => (command.assignments.as_slice(), None),
        Event::Sets(name) => (&[][..], Some(*name)),
        Event::Enter(_) | Event::Leave => (&[][..], None),
    };
    commands.iter().map(|assignment| assignment.name).chain(sets)
}

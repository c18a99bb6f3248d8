//! Goes through what happens in a script, and keeps what is known of its variables.

use std::collections::{HashMap, HashSet};

use pcluster_config::location::Path;

use super::field::Field;
use super::lexer::Lexer;
use super::raw::{Event, Part, RawAssignment, RawCommand, RawValue, Scope};
use super::scope::{Value, Variables, either};
use super::{Body, MAX_STEPS, MAX_WORDS, Origin};
use crate::job::{Asked, Assignment, Place};

/// Commands that set variables to what only the running script knows.
const READERS: &[&str] = &["read", "mapfile", "readarray", "getopts", "unset", "printf", "let"];

/// Whether a file that is read in may set variables of the script, unlike those that set up a shell.
fn sets_anything(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    let sets_up =
        ["activate", "conda.sh", "mamba.sh", "bashrc", "bash_profile", "profile", "modules.sh", "bash"];
    !sets_up.contains(&name.trim_start_matches('.'))
}

/// Goes through what happens in a script.
pub(super) struct Walk {
    pub(super) body: Body,
    pub(super) variables: Variables,
    /// Where the text that is read stands in the file.
    pub(super) origin: Origin,
    /// Bytes of variables that may still be put in: `A=$A$A` again and again must not take all memory.
    budget: usize,
    exported: HashSet<String>,
    /// Where in the environment a variable was set last.
    last: HashMap<String, usize>,
    exports_all: bool,
    /// Whether the script has ended.
    ended: bool,
    /// Scripts in strings around the place.
    pub(super) nesting: usize,
}

impl Walk {
    pub(super) fn new(origin: Origin) -> Self {
        Self {
            body: Body::default(),
            variables: Variables::default(),
            origin,
            budget: 1 << 20,
            exported: HashSet::new(),
            last: HashMap::new(),
            exports_all: false,
            ended: false,
            nesting: 0,
        }
    }

    /// Reads a script and goes through it.
    pub(super) fn read(&mut self, text: &str, start: usize, parent: Option<usize>) {
        let mut lexer = Lexer {
            text,
            pos: start,
            end: text.len(),
            depth: 0,
            events: Vec::new(),
            comments: Vec::new(),
            documents: Vec::new(),
        };
        lexer.commands(None);
        if parent.is_none() {
            self.body.comments = lexer.comments;
        }
        self.variables.count(&lexer.events);
        for (index, event) in lexer.events.iter().enumerate() {
            if self.ended || self.body.steps.len() > MAX_STEPS {
                break;
            }
            match event {
                Event::Enter(scope) => {
                    self.variables.enter(*scope, lexer.events.get(index + 1..).unwrap_or_default());
                }
                Event::Leave => self.variables.leave(),
                Event::Sets(name) => self.variables.set(name, Value::Unknown),
                Event::Command(command) => self.command(text, command, parent),
            }
        }
    }

    fn command(&mut self, text: &str, command: &RawCommand<'_>, parent: Option<usize>) {
        let mut fields: Vec<Field> = Vec::new();
        for word in &command.words {
            self.expand(text, word, &mut fields);
            if fields.len() > MAX_WORDS {
                return;
            }
        }
        let program = fields.first().filter(|field| field.is_literal()).map(Field::text).unwrap_or_default();
        let declares = matches!(program.as_str(), "export" | "declare" | "typeset" | "local" | "readonly");
        let conditional = command.conditional || self.variables.is_conditional();
        if declares || fields.is_empty() {
            let options = fields.iter().skip(1).map(Field::text).filter(|word| word.starts_with('-'));
            let exports = program == "export" || options.clone().any(|option| option.contains('x'));
            for assignment in &command.assignments {
                let (value, _) = self.value(text, assignment);
                let value =
                    if command.chained { either(self.known(assignment.name), Some(&value)) } else { value };
                self.assign(text, assignment, value, exports, conditional);
            }
            if exports {
                fields.iter().skip(1).for_each(|field| self.export(&field.text()));
            }
            return;
        }
        let environment: Vec<Assignment> = command
            .assignments
            .iter()
            .map(|assignment| {
                let (value, _) = self.value(text, assignment);
                self.assignment(text, assignment, &value, true, conditional)
            })
            .collect();
        self.builtin(&program, &fields);
        if program == ":" {
            // `: "${NAME:=default}"` sets the variable if nobody did.
            for word in &command.words {
                for part in &word.parts {
                    if let Part::Default { name, span, .. } = part
                        && text.get(span.start..span.end).is_some_and(|text| text.contains('='))
                        && self.known(name).is_none()
                    {
                        self.variables.set(name, Value::Unknown);
                    }
                }
            }
            return;
        }
        let place = super::program::Place {
            conditional,
            background: command.background,
            substitution: self.variables.is_in(Scope::Substitution),
            parent,
        };
        self.program(fields, environment, &place);
        let stays = self.variables.is_in(Scope::Subshell) || self.variables.is_in(Scope::Substitution);
        if matches!(program.as_str(), "exit" | "exec")
            && !conditional
            && !stays
            && command.words.len() > usize::from(program == "exec")
        {
            self.ended = self.nesting == 0;
        }
    }

    /// What commands of the shell itself do to variables.
    fn builtin(&mut self, program: &str, fields: &[Field]) {
        let words = || fields.iter().skip(1).map(Field::text);
        if READERS.contains(&program) {
            for word in words().filter(|word| !word.starts_with('-')) {
                // `let NAME=1`, `read NAME[1]`
                let end = word.find(|letter: char| letter != '_' && !letter.is_ascii_alphanumeric());
                self.variables.set(word.get(..end.unwrap_or(word.len())).unwrap_or_default(), Value::Unknown);
            }
        } else if program == "eval"
            || matches!(program, "source" | ".") && words().next().is_some_and(|path| sets_anything(&path))
        {
            self.variables.forget();
        } else if program == "set" {
            for word in words() {
                match word.as_str() {
                    "-a" => self.exports_all = true,
                    "+a" => self.exports_all = false,
                    _ => {}
                }
            }
        }
    }

    fn export(&mut self, name: &str) {
        self.exported.insert(name.to_owned());
        if let Some(set) = self.last.get(name).and_then(|index| self.body.environment.get_mut(*index)) {
            set.exported = true;
        }
    }

    /// The value of an assignment, and whether it is an array.
    fn value(&mut self, text: &str, assignment: &RawAssignment<'_>) -> (Value, bool) {
        match &assignment.value {
            RawValue::One(word) => {
                let mut field = Field { span: self.origin.span(word.span), ..Field::default() };
                for part in &word.parts {
                    self.part(text, part, &mut field, true);
                }
                (Value::One(field), false)
            }
            RawValue::Array(items) => {
                let mut fields = Vec::new();
                for item in items {
                    self.expand(text, item, &mut fields);
                }
                (Value::Array(fields), true)
            }
            RawValue::Unknown => (Value::Unknown, false),
        }
    }

    fn assign(
        &mut self,
        text: &str,
        raw: &RawAssignment<'_>,
        value: Value,
        exports: bool,
        conditional: bool,
    ) {
        let exported = exports || self.exports_all || self.exported.contains(raw.name);
        if exported {
            self.exported.insert(raw.name.to_owned());
        }
        let value = if raw.append { self.appended(raw.name, value) } else { value };
        let assignment = self.assignment(text, raw, &value, exported, conditional);
        self.last.insert(raw.name.to_owned(), self.body.environment.len());
        if self.body.environment.len() < MAX_STEPS {
            self.body.environment.push(assignment);
        }
        self.variables.set(raw.name, value);
    }

    fn appended(&mut self, name: &str, value: Value) -> Value {
        match (self.known(name).cloned(), value) {
            (Some(Value::One(mut before)), Value::One(more)) => {
                self.spend(before.text().len());
                before.atoms.extend(more.atoms);
                before.span = more.span;
                Value::One(before)
            }
            (Some(Value::Array(mut before)), Value::Array(more)) => {
                self.spend(before.len() * 16);
                before.extend(more);
                Value::Array(before)
            }
            _ => Value::Unknown,
        }
    }

    fn assignment(
        &self,
        text: &str,
        raw: &RawAssignment<'_>,
        value: &Value,
        exported: bool,
        conditional: bool,
    ) -> Assignment {
        let path = Path::root().key(raw.name);
        let written = text.get(raw.span.start..raw.span.end).unwrap_or_default();
        let place = Place { path: path.clone(), span: Some(self.origin.span(raw.span)), value: None };
        let mut assignment = Assignment {
            name: Asked::new(raw.name.to_owned(), place),
            value: None,
            text: written.to_owned(),
            exported,
            conditional,
        };
        if let Value::One(field) = value {
            let word = field.word(&path);
            assignment.text = format!("{}={}", raw.name, word.text);
            assignment.name.place.value = word.place.value;
            assignment.value = word.literal.then_some(word.text);
        }
        assignment
    }

    /// What is known of a variable, as long as there is room for it.
    pub(super) fn known(&self, name: &str) -> Option<&Value> {
        self.variables.get(name).filter(|_| self.budget > 0).filter(|value| **value != Value::Unknown)
    }

    pub(super) fn spend(&mut self, bytes: usize) {
        self.budget = self.budget.saturating_sub(bytes);
    }
}

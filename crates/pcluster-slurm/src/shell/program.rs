//! Which program a command runs, and what it runs in turn.

use pcluster_config::location::Path;

use super::field::Field;
use super::options::{self, Syntax};
use super::raw::Scope;
use super::walk::Walk;
use super::{MAX_NESTING, MAX_STEPS, Origin};
use crate::job::{self, Assignment, Command, Step, StepOption, Word};

/// Where a command stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub(super) conditional: bool,
    pub(super) background: bool,
    pub(super) substitution: bool,
    pub(super) parent: Option<usize>,
}

/// Programs that run what follows: the options that take a value of their own, and how many words they take before it.
const WRAPPERS: &[(&str, &[&str], usize)] = &[
    ("exec", &["-a"], 0),
    ("command", &[], 0),
    ("nohup", &[], 0),
    ("time", &["-f", "-o"], 0),
    ("sudo", &["-u", "-g"], 0),
    ("env", &["-u", "-C"], 0),
    ("timeout", &["-k", "-s"], 1),
    ("nice", &["-n"], 0),
    ("ionice", &["-c", "-n"], 0),
    ("stdbuf", &["-i", "-o", "-e"], 0),
    ("numactl", &["-N", "-m", "-C", "-i", "-p"], 0),
    ("taskset", &["-c"], 1),
];

/// Options of python that take a value.
const PYTHON_VALUES: &[&str] = &["-W", "-X"];

impl Walk {
    /// Adds the step of a command, and those of what it runs in turn.
    pub(super) fn program(&mut self, fields: Vec<Field>, environment: Vec<Assignment>, place: &Place) {
        let mut environment = environment;
        let mut fields = fields;
        unwrap(&mut fields, &mut environment);
        let Some(first) = fields.first() else { return };
        if self.body.steps.len() >= MAX_STEPS {
            return;
        }
        let name = base_name(&first.text()).to_owned();
        let (command, start) = classify(&name, &fields);
        let path = Path::root().key(name.clone());
        let words: Vec<Word> = fields.iter().map(|field| field.word(&path)).collect();
        let parsed = match options::syntax(command) {
            Syntax::Srun => super::srun::read(fields.get(start..).unwrap_or_default()),
            Syntax::Table(table) => options::read(fields.get(start..).unwrap_or_default(), table),
            Syntax::None => options::Parsed::default(),
        };
        let inner_at = start + parsed.end;
        let mut inner = if matches!(command, Command::Other) {
            &[][..]
        } else {
            fields.get(inner_at..).unwrap_or_default()
        };
        let mut image = None;
        if command == Command::Docker
            && let Some((first, rest)) = inner.split_first()
        {
            image = Some(first.word(&path));
            inner = rest;
        }
        let step = Step {
            command,
            place: job::Place { path: path.clone(), span: Some(first.span), value: None },
            environment,
            options: parsed.options,
            request: parsed.request,
            container: parsed.container,
            open: parsed.open,
            possible: parsed.possible,
            inner: inner.iter().map(|field| field.word(&path)).collect(),
            image,
            words,
            parent: place.parent,
            background: place.background,
            substitution: place.substitution,
            conditional: place.conditional,
        };
        self.body.steps.push(step);
        let parent = Some(self.body.steps.len() - 1);
        if matches!(name.as_str(), "bash" | "sh" | "dash" | "zsh") {
            self.shell(&fields, parent);
        } else if runs_inner(command) && !inner.is_empty() && self.nesting < MAX_NESTING {
            let inner = inner.to_vec();
            self.nesting += 1;
            self.program(inner, Vec::new(), &Place { parent, background: false, ..*place });
            self.nesting -= 1;
        }
    }

    /// The script in the argument of `bash -c`.
    fn shell(&mut self, fields: &[Field], parent: Option<usize>) {
        let is_script = |field: &&Field| {
            let text = field.text();
            text.starts_with('-') && !text.starts_with("--") && text.contains('c')
        };
        let options = fields.iter().skip(1).take_while(|field| field.text().starts_with('-'));
        if self.nesting >= MAX_NESTING || !options.clone().any(|field| is_script(&field)) {
            return;
        }
        let Some(script) = fields.get(1 + options.count()) else { return };
        let word = script.word(&Path::root());
        let origin = match word.place.value {
            Some(span) => Origin::At(span.start),
            None => Origin::In(script.span),
        };
        let outer = std::mem::replace(&mut self.origin, origin);
        self.nesting += 1;
        self.variables.enter(
            if parent.is_some_and(|parent| self.body.steps.get(parent).is_some_and(|step| step.conditional)) {
                Scope::Branch
            } else {
                Scope::Group
            },
            &[],
        );
        self.variables.enter(Scope::Subshell, &[]);
        self.read(&word.text, 0, parent);
        self.variables.leave();
        self.variables.leave();
        self.nesting -= 1;
        self.origin = outer;
    }
}

/// Takes off programs that run what follows, such as `exec` and `env A=b`.
fn unwrap(fields: &mut Vec<Field>, environment: &mut Vec<Assignment>) {
    while let Some(first) = fields.first() {
        let name = base_name(&first.text()).to_owned();
        let Some((_, values, operands)) = WRAPPERS.iter().find(|(wrapper, ..)| *wrapper == name) else {
            return;
        };
        let mut at = 1;
        while let Some(text) = fields.get(at).map(Field::text) {
            if text.starts_with('-') {
                at += if values.contains(&text.as_str()) { 2 } else { 1 };
            } else if let Some((key, value)) =
                text.split_once('=').filter(|_| matches!(name.as_str(), "env" | "sudo"))
            {
                let field = &fields[at];
                let place = field.word(&Path::root().key(key)).place;
                let mut assignment = Assignment::new(key, value, place);
                assignment.name.place.value = None;
                assignment.value = field.is_literal().then(|| value.to_owned());
                environment.push(assignment);
                at += 1;
            } else {
                break;
            }
        }
        at += operands;
        if at >= fields.len() {
            return;
        }
        fields.drain(..at);
    }
}

fn base_name(program: &str) -> &str {
    program.rsplit('/').next().unwrap_or(program)
}

/// What a command is, and which of its words its options begin with.
fn classify(name: &str, fields: &[Field]) -> (Command, usize) {
    let second = fields.get(1).map(Field::text).unwrap_or_default();
    match name {
        "srun" => (Command::Srun, 1),
        "mpirun" | "mpiexec" | "orterun" | "mpiexec.hydra" => (Command::Mpirun, 1),
        "torchrun" => (Command::Torchrun, 1),
        "deepspeed" => (Command::Deepspeed, 1),
        "accelerate" if second == "launch" => (Command::Accelerate, 2),
        "accelerate-launch" => (Command::Accelerate, 1),
        "docker" | "podman" | "nvidia-docker" if second == "run" => (Command::Docker, 2),
        "docker" | "podman"
            if second == "container" && fields.get(2).is_some_and(|field| field.text() == "run") =>
        {
            (Command::Docker, 3)
        }
        "enroot" => (Command::Enroot, 1),
        _ if is_python(name) => python(fields),
        _ => (Command::Other, 1),
    }
}

/// Whether a program is a Python.
pub(crate) fn is_python(name: &str) -> bool {
    name.strip_prefix("python")
        .is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.'))
}

/// `python -m torch.distributed.run` is `torchrun`, and so on.
fn python(fields: &[Field]) -> (Command, usize) {
    let mut at = 1;
    while let Some(text) = fields.get(at).map(Field::text) {
        if text == "-m"
            || (text.starts_with('-') && !text.starts_with("--") && text.ends_with('m') && text.len() < 5)
        {
            let command = match fields.get(at + 1).map(Field::text).as_deref() {
                Some("torch.distributed.run" | "torch.distributed.launch") => Command::Torchrun,
                Some("accelerate.commands.launch") => Command::Accelerate,
                Some("deepspeed.launcher.runner") => Command::Deepspeed,
                _ => break,
            };
            return (command, at + 2);
        }
        if !text.starts_with('-') {
            break;
        }
        at += if PYTHON_VALUES.contains(&text.as_str()) { 2 } else { 1 };
    }
    (Command::Other, 1)
}

/// Whether what a program is given to run is a command line.
fn runs_inner(command: Command) -> bool {
    matches!(command, Command::Srun | Command::Mpirun | Command::Docker)
}

/// An option with its value.
pub(super) fn option(name: &str, value: Option<Word>, field: &Field) -> StepOption {
    let path = Path::root().key(format!("--{name}"));
    let span = value.as_ref().and_then(|value| value.place.span).map_or(field.span, |value| {
        pcluster_config::location::Span::new(field.span.start.min(value.start), field.span.end.max(value.end))
    });
    // Words of an array that is set elsewhere may lie far from each other.
    let span = if span.end - span.start > 400 { field.span } else { span };
    let from = field.from;
    let place =
        job::Place { path, span: Some(span), value: value.as_ref().and_then(|value| value.place.value) };
    let value = value.map(|value| Word {
        from: value.from.or(from.map(|span| job::Place {
            path: place.path.clone(),
            span: Some(span),
            value: None,
        })),
        ..value
    });
    StepOption { name: name.to_owned(), value, place }
}

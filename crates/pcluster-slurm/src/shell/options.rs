//! The options of programs whose command lines rules look at, apart from those of Slurm.

use pcluster_config::location::Path;

use super::field::Field;
use super::program::option;
use crate::job::{Command, ContainerRequest, Request, StepOption};

/// How a program reads its options.
pub(super) enum Syntax {
    /// As `srun` does.
    Srun,
    /// By a table.
    Table(&'static Table),
    /// Nothing is known of it.
    None,
}

/// Which options of a program take no value; all others take one.
pub(super) struct Table {
    /// Long ones, without dashes, with `-` for `_`.
    flags: &'static [&'static str],
    /// Letters that may stand behind one dash.
    letters: &'static str,
    /// Options that take two values.
    pairs: &'static [&'static str],
    /// Whether long options may begin with a single dash.
    single_dash: bool,
}

/// What the words of a command line say.
#[derive(Default)]
pub(super) struct Parsed {
    pub(super) options: Vec<StepOption>,
    /// Words that may stand among them, in one branch of the script or another.
    pub(super) possible: Vec<String>,
    /// Whether nothing is known of some words among them.
    pub(super) open: bool,
    /// How many words they are: what follows is run in turn.
    pub(super) end: usize,
    pub(super) request: Request,
    pub(super) container: ContainerRequest,
}

const DOCKER: Table = Table {
    flags: &[
        "detach",
        "disable-content-trust",
        "init",
        "interactive",
        "no-healthcheck",
        "oom-kill-disable",
        "privileged",
        "publish-all",
        "quiet",
        "read-only",
        "rm",
        "sig-proxy",
        "tty",
        "help",
        "replace",
    ],
    letters: "ditPq",
    pairs: &[],
    single_dash: false,
};

const TORCHRUN: Table = Table {
    flags: &["standalone", "module", "no-python", "run-path", "use-env", "virtual-local-rank", "help"],
    letters: "mh",
    pairs: &[],
    single_dash: false,
};

const DEEPSPEED: Table = Table {
    flags: &[
        "no-ssh",
        "no-ssh-check",
        "no-python",
        "no-local-rank",
        "module",
        "force-multi",
        "save-pid",
        "bind-cores-to-rank",
        "elastic-training",
        "help",
    ],
    letters: "h",
    pairs: &[],
    single_dash: false,
};

const ACCELERATE: Table = Table {
    flags: &[
        "quiet",
        "cpu",
        "multi-gpu",
        "tpu",
        "ipex",
        "use-xpu",
        "use-deepspeed",
        "use-fsdp",
        "use-parallelism-config",
        "use-megatron-lm",
        "dynamo-use-fullgraph",
        "dynamo-use-dynamic",
        "dynamo-use-regional-compilation",
        "use-cpu-threads",
        "same-network",
        "module",
        "no-python",
        "debug",
        "tpu-cluster",
        "no-tpu-cluster",
        "enable-cpu-affinity",
        "help",
    ],
    letters: "qmh",
    pairs: &[],
    single_dash: false,
};

const MPIRUN: Table = Table {
    flags: &[
        "allow-run-as-root",
        "bynode",
        "byslot",
        "bycore",
        "bysocket",
        "display-allocation",
        "display-map",
        "display-topo",
        "do-not-launch",
        "enable-recovery",
        "get-stack-traces",
        "leave-session-attached",
        "nolocal",
        "nooversubscribe",
        "novm",
        "oversubscribe",
        "quiet",
        "report-bindings",
        "report-pid",
        "show-progress",
        "tag-output",
        "timestamp-output",
        "use-hwthread-cpus",
        "use-hwthreads-as-cpus",
        "v",
        "verbose",
        "version",
        "h",
        "help",
        "q",
        "d",
        "debug-daemons",
    ],
    letters: "vqdh",
    pairs: &["mca", "gmca", "prtemca", "pmixmca", "omca", "genv", "env"],
    single_dash: true,
};

/// How a program reads its options.
pub(super) fn syntax(command: Command) -> Syntax {
    match command {
        Command::Srun => Syntax::Srun,
        Command::Docker => Syntax::Table(&DOCKER),
        Command::Torchrun => Syntax::Table(&TORCHRUN),
        Command::Deepspeed => Syntax::Table(&DEEPSPEED),
        Command::Accelerate => Syntax::Table(&ACCELERATE),
        Command::Mpirun => Syntax::Table(&MPIRUN),
        Command::Enroot | Command::Other => Syntax::None,
    }
}

impl Parsed {
    /// Adds a word of which it is not known what it is.
    pub(super) fn unknown(&mut self, field: &Field) {
        match field.either() {
            [] => self.open = true,
            either => self
                .possible
                .extend(either.iter().flat_map(|text| text.split_whitespace()).map(str::to_owned)),
        }
    }
}

/// Reads options up to the first word that is none.
pub(super) fn read(fields: &[Field], table: &Table) -> Parsed {
    let mut parsed = Parsed::default();
    let mut at = 0;
    while let Some(field) = fields.get(at) {
        let text = field.text();
        let dashes = if text.starts_with("--") {
            2
        } else if text.starts_with('-') && text.len() > 1 {
            1
        } else if field.may_be_options() {
            // What follows it may still be some.
            parsed.unknown(field);
            at += 1;
            continue;
        } else {
            break;
        };
        at += 1;
        if text == "--" {
            break;
        }
        let body = text.get(dashes..).unwrap_or_default();
        let is_long = dashes == 2 || table.single_dash && body.len() > 1;
        let (name, glued) = match body.split_once('=') {
            Some((name, _)) if is_long => (name.replace('_', "-"), Some(dashes + name.len() + 1)),
            _ if is_long => (body.replace('_', "-"), None),
            // `-p8080:80`: the value may follow the letter at once.
            _ => {
                let letter = body.chars().next().unwrap_or_default();
                let all_flags = body.chars().all(|letter| table.letters.contains(letter));
                let glued =
                    (body.len() > letter.len_utf8() && !all_flags).then_some(dashes + letter.len_utf8());
                (if all_flags { body.to_owned() } else { letter.to_string() }, glued)
            }
        };
        let is_flag = table.flags.contains(&name.as_str())
            || !is_long && name.chars().all(|letter| table.letters.contains(letter));
        let path = Path::root().key(format!("--{name}"));
        let value = match glued {
            Some(start) => Some(field.part(start, &path)),
            None if is_flag => None,
            None => {
                let value = fields.get(at).map(|value| value.word(&path));
                at += if table.pairs.contains(&name.as_str()) { 2 } else { 1 };
                value
            }
        };
        parsed.options.push(option(&name, value, field));
    }
    parsed.end = at.min(fields.len());
    parsed
}

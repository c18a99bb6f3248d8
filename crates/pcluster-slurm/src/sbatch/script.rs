//! The script from its first line to its last.

use crate::cluster::Cluster;
use crate::spec::{JobSpec, Launcher};

use super::Origin;
use super::directives::{directives, requeues};
use super::layout::Layout;
use super::quote::{comment, directive, word};
use super::step::Step;
use super::variables::{Variable, needed};

/// What writes a script.
pub(super) struct Writer<'s> {
    spec: &'s JobSpec,
    launcher: Launcher<'s>,
    cluster: &'s Cluster,
    layout: &'s Layout,
    /// Variables that it needs and does not set itself.
    variables: Vec<&'static Variable>,
    text: String,
}

impl<'s> Writer<'s> {
    pub(super) fn new(
        spec: &'s JobSpec,
        launcher: Launcher<'s>,
        cluster: &'s Cluster,
        layout: &'s Layout,
    ) -> Self {
        let mut variables = needed(launcher, spec.nodes(), layout);
        variables.retain(|variable| !spec.environment.contains_key(variable.name));
        Self { spec, launcher, cluster, layout, variables, text: String::new() }
    }

    pub(super) fn write(mut self, origin: &Origin<'_>) -> String {
        self.head(origin);
        self.environment();
        self.setup();
        self.meeting_place();
        self.step();
        self.text
    }

    fn line(&mut self, line: impl AsRef<str>) {
        self.text.push_str(line.as_ref());
        self.text.push('\n');
    }

    fn lines(&mut self, lines: &[&str]) {
        for line in lines {
            self.line(line);
        }
    }

    fn head(&mut self, origin: &Origin<'_>) {
        self.line("#!/bin/bash");
        let of = |name: Option<&str>, what: &str, without: &str| match name {
            Some(name) => format!("{what} {}", comment(name)),
            None => without.to_owned(),
        };
        let job = of(origin.job, "from", "from a job in code");
        let cluster = of(origin.cluster, "for the cluster of", "for a cluster in code");
        self.line(format!("# Made by `pclusterctl job render` {job} {cluster}."));
        self.line("# What is changed here is lost when it is made again.");
        if let (Some(cpus), Some(from)) = (self.layout.cpus, &self.layout.cpus_from) {
            self.line(format!("# {cpus} CPUs for each task are {from}."));
        }
        for option in directives(self.spec, self.cluster, self.layout) {
            self.line(directive(&option));
        }
        self.line("");
        if self.has_dollars() {
            self.line("# Values stand between single quotes: nothing in them is expanded. shellcheck would ask whether it should.");
            self.line("# shellcheck disable=SC2016");
        }
        self.line("set -euo pipefail");
    }

    /// Whether values hold what bash would expand if they were not quoted.
    fn has_dollars(&self) -> bool {
        let is_own = matches!(self.launcher, Launcher::DeepSpeed(_) | Launcher::Accelerate(_));
        let in_trap = self.launcher.starts_processes() && self.spec.signal.is_some();
        let yaml = || self.spec.to_yaml().unwrap_or_default();
        is_own || in_trap || yaml().contains(['$', '`'])
    }

    fn environment(&mut self) {
        for (name, value) in &self.spec.environment {
            let export = format!("export {name}={}", word(value.as_str()));
            if self.text.ends_with("pipefail\n") {
                self.line("");
            }
            self.line(export);
        }
        for variable in std::mem::take(&mut self.variables) {
            if !variable.why.is_empty() {
                self.line("");
                self.line(format!("# {}", variable.why));
            }
            self.line(format!("export {}={}", variable.name, variable.value));
            self.variables.push(variable);
        }
        if let Some(directory) = &self.spec.checkpoints {
            self.line("");
            self.line(format!("export CHECKPOINT_DIR={}", word(directory)));
            self.line("mkdir -p -- \"$CHECKPOINT_DIR\"");
        }
    }

    fn setup(&mut self) {
        let Some(setup) = &self.spec.setup else { return };
        if !setup.modules.is_empty() {
            self.lines(&[
                "",
                "# Modules and activation scripts use variables that are not set.",
                "set +u",
                "if ! command -v module > /dev/null; then",
                "    # shellcheck source=/dev/null",
                "    source /etc/profile.d/modules.sh",
                "fi",
            ]);
            for module in &setup.modules {
                self.line(format!("module load {}", word(module)));
            }
            self.line("set -u");
        }
        if let Some(directory) = &setup.virtual_environment {
            let script = format!("{}/bin/activate", directory.trim_end_matches('/'));
            self.lines(&["", "set +u", "# shellcheck source=/dev/null"]);
            self.line(format!("source {}", word(&script)));
            self.line("set -u");
        }
        if !setup.commands.is_empty() {
            self.line("");
            self.line(
                "# Commands of the job, each on its own: one that is not whole cannot take the rest with it.",
            );
            for command in &setup.commands {
                self.line(format!("eval {}", word(command)));
            }
        }
    }

    /// Where the processes of training find each other.
    fn meeting_place(&mut self) {
        if !self.launcher.starts_processes() {
            return;
        }
        let port = match self.launcher {
            Launcher::Torchrun(it) => it.port,
            Launcher::DeepSpeed(it) => it.port,
            Launcher::Accelerate(it) => it.port,
            _ => None,
        };
        self.lines(&[
            "",
            "# All processes meet on the first node of the job.",
            "mapfile -t hosts < <(scontrol show hostnames \"$SLURM_JOB_NODELIST\")",
            "export MASTER_ADDR=\"${hosts[0]}\"",
        ]);
        match port {
            Some(port) => self.line(format!("export MASTER_PORT={port}")),
            None => self.lines(&[
                "# Jobs on the same node must not meet each other: 29500 to 32767, below the ports that the kernel gives out.",
                "export MASTER_PORT=\"$((29500 + SLURM_JOB_ID % 3268))\"",
            ]),
        }
        if matches!(self.launcher, Launcher::DeepSpeed(_)) {
            self.line("export JOB_HOSTS=\"${hosts[*]}\"");
        }
    }

    fn step(&mut self) {
        let variables: Vec<&str> = self.variables.iter().map(|variable| variable.name).collect();
        let step = Step::new(self.spec, self.launcher, self.cluster, self.layout, &variables);
        let command = step.command();
        self.line("");
        let Some(signal) = self.spec.signal.as_ref().filter(|_| requeues(self.spec)) else {
            self.line(command);
            return;
        };
        let (name, seconds) = (signal.name.as_str(), signal.seconds_before);
        self.line(format!("# {name} comes {seconds} seconds before the time is up: the program writes its checkpoint and ends,"));
        self.line("# then the job goes back into the queue.");
        self.line("time_is_up=");
        self.line(format!("trap 'time_is_up=1; scancel --signal={name} \"$SLURM_JOB_ID\"' {name}"));
        self.line("");
        self.line(format!("{command} &"));
        self.lines(&[
            "",
            "step=$!",
            "status=0",
            "wait \"$step\" || status=$?",
            "# A signal ends `wait`, not the step.",
            "while kill -0 \"$step\" 2> /dev/null; do",
            "    status=0",
            "    wait \"$step\" || status=$?",
            "done",
            "if [[ -n $time_is_up ]]; then",
            "    scontrol requeue \"$SLURM_JOB_ID\"",
            "fi",
            "exit \"$status\"",
        ]);
    }
}

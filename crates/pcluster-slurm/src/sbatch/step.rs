//! The one step of a script: srun and what it starts.

use crate::cluster::Cluster;
use crate::spec::{Accelerate, ContainerSpec, DeepSpeed, JobSpec, Launcher, Torchrun, Word};

use super::directives::ordinary;
use super::layout::Layout;
use super::quote::{option, word};

/// The step of a job.
pub(super) struct Step {
    /// Options of srun, each as bash takes it.
    options: Vec<String>,
    /// What srun starts, each word as bash takes it, by line.
    program: Vec<Vec<String>>,
    reasons: Vec<String>,
}

impl Step {
    pub(super) fn new(
        spec: &JobSpec,
        launcher: Launcher<'_>,
        cluster: &Cluster,
        layout: &Layout,
        variables: &[&str],
    ) -> Self {
        let mut step = Self { options: Vec::new(), program: Vec::new(), reasons: Vec::new() };
        step.tasks(launcher, layout);
        if let Some(container) = &spec.container {
            step.container(container, spec, cluster, variables);
        }
        step.launch(spec, launcher, layout);
        step
    }

    /// The command, an option a line, under comments that say why it is as it is.
    pub(super) fn command(&self) -> String {
        let mut text: String = self.reasons.iter().map(|reason| format!("# {reason}\n")).collect();
        let mut lines = vec!["srun".to_owned()];
        lines.extend(self.options.iter().cloned());
        lines.extend(self.program.iter().map(|line| line.join(" ")));
        text.push_str(&lines.join(" \\\n    "));
        text
    }

    fn option(&mut self, name: &str, value: &str) {
        self.options.push(option(name, value));
    }

    fn tasks(&mut self, launcher: Launcher<'_>, layout: &Layout) {
        self.options.push("--nodes=\"$SLURM_JOB_NUM_NODES\"".to_owned());
        self.option("ntasks-per-node", &layout.tasks.to_string());
        if let Some(cpus) = layout.cpus {
            self.because("srun does not inherit --cpus-per-task.");
            self.option("cpus-per-task", &cpus.to_string());
        }
        if launcher.is_mpi() {
            self.option("mpi", "pmix");
        }
        // What is left of training or of MPI without one of its parts only waits, and costs money.
        self.option("kill-on-bad-exit", "1");
    }

    fn container(
        &mut self,
        container: &ContainerSpec,
        spec: &JobSpec,
        cluster: &Cluster,
        variables: &[&str],
    ) {
        self.option("container-image", &container.image);
        let mounts = match &container.mounts {
            Some(mounts) => mounts.clone(),
            None => ordinary(cluster).map(|shared| format!("{0}:{0}", shared.dir)).collect(),
        };
        if !mounts.is_empty() {
            self.option("container-mounts", &mounts.join(","));
        }
        if let Some(workdir) = &container.workdir {
            self.option("container-workdir", workdir);
        }
        if let Some(name) = &container.name {
            self.option("container-name", name);
        }
        let mut switch = |value: Option<bool>, on: &str, off: &str| {
            self.options.extend(value.map(|value| format!("--{}", if value { on } else { off })));
        };
        switch(container.writable, "container-writable", "container-readonly");
        switch(container.mount_home, "container-mount-home", "no-container-mount-home");
        switch(container.remap_root, "container-remap-root", "no-container-remap-root");
        switch(container.entrypoint, "container-entrypoint", "no-container-entrypoint");
        let mut names: Vec<&str> = spec.environment.keys().map(String::as_str).collect();
        names.extend(variables);
        names.extend(spec.checkpoints.as_ref().map(|_| "CHECKPOINT_DIR"));
        names.extend(container.environment.iter().map(String::as_str));
        names.sort_unstable();
        names.dedup();
        if !names.is_empty() {
            self.because(
                "Variables of the image win over those of the job, unless --container-env names them.",
            );
            self.option("container-env", &names.join(","));
        }
    }

    fn launch(&mut self, spec: &JobSpec, launcher: Launcher<'_>, layout: &Layout) {
        match launcher {
            Launcher::Command(it) => self.program = vec![words(&it.program, &it.args)],
            Launcher::Mpi(it) => self.program = vec![words(&it.program, &it.args)],
            Launcher::NcclTest(it) => {
                let args: Vec<Word> = it.args().into_iter().map(Word::from).collect();
                self.program = vec![words(&it.program(), &args)];
            }
            Launcher::Shell(commands) => {
                let mut line = ["bash", "-euo", "pipefail", "-c"].map(str::to_owned).to_vec();
                line.push(word(commands));
                self.program = vec![line];
            }
            Launcher::Torchrun(it) => self.torchrun(it, layout.processes),
            Launcher::DeepSpeed(it) => self.deepspeed(it, layout.processes),
            Launcher::Accelerate(it) => self.accelerate(it, layout, spec.nodes()),
        }
        if let (true, Some(signal)) = (launcher.starts_processes(), &spec.signal) {
            let name = signal.name.as_str();
            self.because(format!(
                "{name} reaches every process of the step: the launcher ignores it, the training script may have a handler."
            ));
            self.in_every_task(&format!("trap \"\" {name}; exec \"$@\""), "launcher");
        }
        self.hide_colons();
    }

    fn torchrun(&mut self, it: &Torchrun, processes: u32) {
        self.line("torchrun");
        self.line("--nnodes=\"$SLURM_JOB_NUM_NODES\"");
        self.line(format!("--nproc-per-node={processes}"));
        self.line("--rdzv-backend=c10d");
        self.line("--rdzv-endpoint=\"$MASTER_ADDR:$MASTER_PORT\"");
        self.line("--rdzv-id=\"$SLURM_JOB_ID\"");
        if let Some(most) = it.max_restarts {
            self.line(format!("--max-restarts={most}"));
        }
        self.target(&it.options, it.script.as_deref(), it.module.as_deref(), &it.args);
    }

    fn deepspeed(&mut self, it: &DeepSpeed, processes: u32) {
        self.line("--master_addr=\"$MASTER_ADDR\"");
        self.line("--master_port=\"$MASTER_PORT\"");
        self.target(&it.options, it.script.as_deref(), it.module.as_deref(), &it.args);
        self.because("What stands between single quotes is put in by each task, which knows its number.");
        self.in_every_task(
            &format!(
                "hosts=\"$(mktemp)\"; printf \"%s slots={processes}\\n\" $JOB_HOSTS > \"$hosts\"; \
                 exec deepspeed --hostfile=\"$hosts\" --no_ssh --node_rank=\"$SLURM_NODEID\" \"$@\""
            ),
            "deepspeed",
        );
    }

    fn accelerate(&mut self, it: &Accelerate, layout: &Layout, nodes: u32) {
        let processes = layout.processes;
        if let Some(file) = &it.config_file {
            self.line(option("config_file", file));
        }
        self.line("--num_machines=\"$SLURM_JOB_NUM_NODES\"");
        self.line(format!("--num_processes=\"$((SLURM_JOB_NUM_NODES * {processes}))\""));
        self.line("--main_process_ip=\"$MASTER_ADDR\"");
        self.line("--main_process_port=\"$MASTER_PORT\"");
        if layout.gpus.is_some() && (nodes > 1 || processes > 1) {
            self.line("--multi_gpu");
        }
        if let Some(precision) = it.mixed_precision {
            self.line(format!("--mixed_precision={}", precision.as_str()));
        }
        self.target(&it.options, it.script.as_deref(), it.module.as_deref(), &it.args);
        self.because("What stands between single quotes is put in by each task, which knows its number.");
        self.in_every_task("exec accelerate launch --machine_rank=\"$SLURM_NODEID\" \"$@\"", "accelerate");
    }

    /// More options of a launcher, then a script or a module with its arguments.
    fn target(&mut self, options: &[Word], script: Option<&str>, module: Option<&str>, args: &[Word]) {
        if !options.is_empty() {
            self.program.push(options.iter().map(|option| word(option.as_str())).collect());
        }
        if script.is_none() {
            self.line("--module");
        }
        self.program.push(words(script.or(module).unwrap_or_default(), args));
    }

    /// A line of what srun starts, which is one word.
    fn line(&mut self, word: impl Into<String>) {
        self.program.push(vec![word.into()]);
    }

    fn because(&mut self, reason: impl Into<String>) {
        self.reasons.push(reason.into());
    }

    /// Lets every task run a line of bash with what was to be started as its arguments.
    fn in_every_task(&mut self, line: &str, name: &str) {
        self.program.insert(0, vec![format!("bash -c {} {name}", word(line))]);
    }

    /// srun takes a word that is a colon for the beginning of another step: it is hidden in the text of a shell, where the
    /// variables of the line are known as well.
    fn hide_colons(&mut self) {
        if self.program.iter().flatten().any(|word| word == ":") {
            self.because("srun would take a lone colon for the beginning of another step.");
            let line = self.program.concat().join(" ");
            self.program = vec![vec![format!("bash -c {}", word(&format!("exec {line}")))]];
        }
    }
}

/// A program with its arguments.
fn words(program: &str, args: &[Word]) -> Vec<String> {
    std::iter::once(program).chain(args.iter().map(Word::as_str)).map(word).collect()
}

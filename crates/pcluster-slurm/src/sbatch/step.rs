//! The one step of a script: srun and what it starts.

use crate::cluster::Cluster;
use crate::spec::{ContainerSpec, JobSpec, Launcher, Word};

use super::directives::ordinary;
use super::layout::Layout;
use super::quote::{option, word};

/// The step of a job.
pub(super) struct Step {
    /// Options of srun, each as bash takes it.
    options: Vec<String>,
    /// What srun starts, each word as bash takes it.
    program: Vec<String>,
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

    /// Why it is as it is, for comments above it.
    pub(super) fn reasons(&self) -> &[String] {
        &self.reasons
    }

    /// The command, an option a line.
    pub(super) fn command(&self) -> String {
        let mut lines = vec!["srun".to_owned()];
        lines.extend(self.options.iter().cloned());
        lines.push(self.program.join(" "));
        lines.join(" \\\n    ")
    }

    fn option(&mut self, name: &str, value: &str) {
        self.options.push(option(name, value));
    }

    fn tasks(&mut self, launcher: Launcher<'_>, layout: &Layout) {
        self.options.push("--nodes=\"$SLURM_JOB_NUM_NODES\"".to_owned());
        self.option("ntasks-per-node", &layout.tasks.to_string());
        if let Some(cpus) = layout.cpus {
            self.reasons.push("srun does not inherit --cpus-per-task.".to_owned());
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
            self.reasons.push("Variables of the image win over those of the job, unless --container-env names them.".to_owned());
            self.option("container-env", &names.join(","));
        }
    }

    fn launch(&mut self, spec: &JobSpec, launcher: Launcher<'_>, layout: &Layout) {
        let processes = layout.processes;
        match launcher {
            Launcher::Command(it) => self.words(&it.program, &it.args),
            Launcher::Mpi(it) => self.words(&it.program, &it.args),
            Launcher::NcclTest(it) => {
                let args: Vec<Word> = it.args().into_iter().map(Word::from).collect();
                self.words(&it.program(), &args);
            }
            Launcher::Shell(commands) => {
                self.program = ["bash", "-euo", "pipefail", "-c"].map(str::to_owned).to_vec();
                self.program.push(word(commands));
            }
            Launcher::Torchrun(it) => {
                let mut line = vec![
                    "torchrun".to_owned(),
                    "--nnodes=\"$SLURM_JOB_NUM_NODES\"".to_owned(),
                    format!("--nproc-per-node={processes}"),
                    "--rdzv-backend=c10d".to_owned(),
                    "--rdzv-endpoint=\"$MASTER_ADDR:$MASTER_PORT\"".to_owned(),
                    "--rdzv-id=\"$SLURM_JOB_ID\"".to_owned(),
                ];
                line.extend(it.max_restarts.map(|most| format!("--max-restarts={most}")));
                line.extend(it.options.iter().map(|option| word(option.as_str())));
                line.extend(target(it.script.as_deref(), it.module.as_deref(), "--module", &it.args));
                self.program = line;
            }
            Launcher::DeepSpeed(it) => {
                let in_task = format!(
                    "hosts=\"$(mktemp)\"; printf \"%s slots={processes}\\n\" $JOB_HOSTS > \"$hosts\"; \
                     exec deepspeed --hostfile=\"$hosts\" --no_ssh --node_rank=\"$SLURM_NODEID\" \"$@\""
                );
                let mut line = in_every_task(&in_task, "deepspeed");
                line.extend(["--master_addr=\"$MASTER_ADDR\"", "--master_port=\"$MASTER_PORT\""].map(str::to_owned));
                line.extend(it.options.iter().map(|option| word(option.as_str())));
                line.extend(target(it.script.as_deref(), it.module.as_deref(), "--module", &it.args));
                self.program = line;
            }
            Launcher::Accelerate(it) => {
                let in_task = "exec accelerate launch --machine_rank=\"$SLURM_NODEID\" \"$@\"";
                let mut line = in_every_task(in_task, "accelerate");
                line.extend(it.config_file.as_ref().map(|file| option("config_file", file)));
                line.push("--num_machines=\"$SLURM_JOB_NUM_NODES\"".to_owned());
                line.push(format!("--num_processes=\"$((SLURM_JOB_NUM_NODES * {processes}))\""));
                line.push("--main_process_ip=\"$MASTER_ADDR\"".to_owned());
                line.push("--main_process_port=\"$MASTER_PORT\"".to_owned());
                if layout.gpus.is_some() && (spec.nodes() > 1 || processes > 1) {
                    line.push("--multi_gpu".to_owned());
                }
                line.extend(it.mixed_precision.map(|it| format!("--mixed_precision={}", it.as_str())));
                line.extend(it.options.iter().map(|option| word(option.as_str())));
                line.extend(target(it.script.as_deref(), it.module.as_deref(), "--module", &it.args));
                self.program = line;
            }
        }
        if matches!(launcher, Launcher::DeepSpeed(_) | Launcher::Accelerate(_)) {
            self.reasons.push("What stands between single quotes is put in by each task: its own number.".to_owned());
            self.ignore_quotes();
        }
        if let (true, Some(signal)) = (launcher.starts_processes(), &spec.signal) {
            let name = signal.name.as_str();
            self.reasons.insert(
                0,
                format!("Every process gets {name} before the time is up. The launcher ignores it, or it would end with it;"),
            );
            self.reasons.insert(1, "the training script may have a handler.".to_owned());
            self.ignore_quotes();
            let mut line = in_every_task(&format!("trap \"\" {name}; exec \"$@\""), "launcher");
            line.append(&mut self.program);
            self.program = line;
        }
        self.hide_colons();
    }

    /// A program with its arguments.
    fn words(&mut self, program: &str, args: &[Word]) {
        self.program = std::iter::once(program).chain(args.iter().map(Word::as_str)).map(word).collect();
    }

    /// srun takes a word that is a colon for the beginning of another step: it is hidden in the text of a shell, where the
    /// variables of the line are known as well.
    fn hide_colons(&mut self) {
        if self.program.iter().any(|word| word == ":") {
            let line = format!("exec {}", self.program.join(" "));
            self.program = vec!["bash".to_owned(), "-c".to_owned(), word(&line)];
            self.ignore_quotes();
        }
    }

    /// Tells shellcheck that what stands between single quotes is meant to.
    fn ignore_quotes(&mut self) {
        let line = "shellcheck disable=SC2016";
        if !self.reasons.iter().any(|reason| reason == line) {
            self.reasons.push(line.to_owned());
        }
    }
}

/// A script or a module with its arguments.
fn target(script: Option<&str>, module: Option<&str>, option: &str, args: &[Word]) -> Vec<String> {
    let mut line = match (script, module) {
        (Some(script), _) => vec![word(script)],
        (None, module) => vec![option.to_owned(), word(module.unwrap_or_default())],
    };
    line.extend(args.iter().map(|arg| word(arg.as_str())));
    line
}

/// A line of bash that every task runs with the words behind it.
fn in_every_task(line: &str, name: &str) -> Vec<String> {
    vec!["bash".to_owned(), "-c".to_owned(), word(line), name.to_owned()]
}

//! The text of a job to start from.

use pcluster_config::to_yaml;

use crate::cluster::Cluster;
use crate::job::TimeLimit;
use crate::sbatch::{ordinary, storage};
use crate::script::value;

use super::place::Place;
use super::{DraftKind, DraftOptions};

/// What writes a job.
pub(super) struct Page<'c> {
    kind: DraftKind,
    cluster: &'c Cluster,
    options: &'c DraftOptions<'c>,
    place: &'c Place<'c>,
    text: String,
}

/// A day, an hour and half an hour, in seconds.
const DAY: u64 = 24 * 60 * 60;
const HOUR: u64 = 60 * 60;
const HALF_AN_HOUR: u64 = 30 * 60;

impl<'c> Page<'c> {
    pub(super) fn new(
        kind: DraftKind,
        cluster: &'c Cluster,
        options: &'c DraftOptions<'c>,
        place: &'c Place<'c>,
    ) -> Self {
        Self { kind, cluster, options, place, text: String::new() }
    }

    pub(super) fn write(mut self) -> String {
        self.head();
        self.resources();
        self.files();
        self.container();
        self.run();
        self.text
    }

    fn line(&mut self, line: impl AsRef<str>) {
        self.text.push_str(line.as_ref());
        self.text.push('\n');
    }

    /// A key with a value, under a comment.
    fn key(&mut self, comment: &str, key: &str, value: &str) {
        for line in comment.lines() {
            self.line(format!("# {line}"));
        }
        self.line(format!("{key}: {}", yaml(value)));
    }

    fn head(&mut self) {
        let what = match self.kind {
            DraftKind::Train => "Training with torchrun",
            DraftKind::NcclTest => "A measurement of the network between GPUs",
            DraftKind::Shell => "Commands",
        };
        let nodes = self.nodes();
        let of =
            self.options.cluster_file.map(|file| format!(" of {}", single_line(file))).unwrap_or_default();
        let partition = single_line(&self.place.partition.name);
        self.line(format!("# {what} on the partition {partition}{of}: {nodes}."));
        self.line(
            "# `pclusterctl job check` checks it, `pclusterctl job render` makes the script for sbatch.",
        );
    }

    /// What the nodes are, in words.
    fn nodes(&self) -> String {
        let shape = self.place.shape;
        let mut parts = vec![single_line(&self.place.group.instance_types.join(" or "))];
        if shape.gpus > 0 {
            let kind =
                shape.gpu_type.as_deref().map(|kind| format!(" {}", kind.to_uppercase())).unwrap_or_default();
            parts.push(plural(shape.gpus, &format!("{kind} GPU").trim_start().replace("  ", " ")));
        }
        parts.push(plural(shape.cpus, "CPU"));
        if self.place.group.efa {
            parts.push("EFA".to_owned());
        } else if shape.gpus > 0 && self.place.nodes > 1 {
            parts.push("no EFA".to_owned());
        }
        parts.join(", ")
    }

    fn resources(&mut self) {
        let name = match self.kind {
            DraftKind::Train => "train",
            DraftKind::NcclTest => "nccl-test",
            DraftKind::Shell => "shell",
        };
        let (shape, nodes) = (self.place.shape, self.place.nodes);
        self.line("");
        self.key("", "name", name);
        let partition = self.place.partition.name.clone();
        self.key("", "partition", &partition);
        self.line(format!("nodes: {nodes}"));
        if self.place.has_others() && self.kind != DraftKind::Shell {
            let feature = match self.place.group.instance_types.as_slice() {
                [one] => one.clone(),
                _ => self.place.group.resource.clone(),
            };
            self.key("The partition has other nodes as well.", "constraint", &feature);
        }
        if self.kind == DraftKind::Shell {
            if shape.gpus > 0 {
                // Where jobs get whole nodes, the rest of the GPUs would idle.
                let gpus = if self.place.partition.exclusive { shape.gpus } else { 1 };
                self.line(format!("gpus-per-node: {gpus}"));
            }
            self.line("cpus-per-task: 1");
        } else {
            if shape.gpus > 0 {
                self.line(format!("gpus-per-node: {}", shape.gpus));
            }
            self.line("# Whole nodes: what shares a node shares its network.");
            self.line("exclusive: true");
            if self.cluster.memory_based_scheduling {
                self.key(
                    "Slurm counts memory on this cluster: without this a job gets a part of it.",
                    "memory",
                    "all",
                );
            }
        }
        let (comment, wanted) = match self.kind {
            DraftKind::Train => ("How long it may run at most, days-hours:minutes:seconds.", DAY),
            DraftKind::NcclTest => ("", HALF_AN_HOUR),
            DraftKind::Shell => ("How long it may run at most.", HOUR),
        };
        let time = self.time(wanted);
        self.key(comment, "time", &time);
    }

    /// A time that the partition allows.
    fn time(&self, wanted: u64) -> String {
        let most = self.place.partition.setting("MaxTime").and_then(value::time);
        let seconds = match most {
            Some(TimeLimit::Seconds(most)) => wanted.min(most),
            _ => wanted,
        };
        let (days, rest) = (seconds / DAY, seconds % DAY);
        let clock = format!("{:02}:{:02}:{:02}", rest / HOUR, rest % HOUR / 60, rest % 60);
        if days > 0 { format!("{days}-{clock}") } else { clock }
    }

    fn files(&mut self) {
        self.line("");
        let directory = storage(self.cluster).map(|shared| shared.dir.clone());
        match &directory {
            Some(directory) => {
                self.key(
                    "What it prints: %x is the name, %j the id of the job.",
                    "output",
                    &format!("{directory}/%x_%j.out"),
                );
            }
            None => self.key(
                "What it prints, beside where sbatch was called: call it in a directory that all nodes see.",
                "output",
                "%x_%j.out",
            ),
        }
        if self.kind == DraftKind::Train {
            let home = || "/home/me/checkpoints".to_owned();
            let checkpoints =
                directory.map_or_else(home, |directory| format!("{directory}/checkpoints/train"));
            self.key("Your script finds this path in CHECKPOINT_DIR.", "checkpoints", &checkpoints);
            self.line(
                "# A signal before the time is up, if your script writes a checkpoint when it gets one:",
            );
            self.line("# signal: { name: USR1, seconds-before: 300, requeue: true }");
        }
    }

    /// Where the image is, if there is one.
    fn image(&self) -> Option<String> {
        let file = match self.kind {
            DraftKind::Train => "train.sqsh",
            DraftKind::NcclTest => "nccl-tests.sqsh",
            DraftKind::Shell => return self.options.image.map(str::to_owned),
        };
        let given = self.options.image.map(str::to_owned);
        given.or_else(|| storage(self.cluster).map(|shared| format!("{}/{file}", shared.dir)))
    }

    fn container(&mut self) {
        let Some(image) = self.image() else {
            if self.kind == DraftKind::Train {
                self.line("");
                self.line("# A Python environment on shared storage that has PyTorch:");
                self.line("# setup:");
                self.line("#   virtual-environment: /home/me/venv");
            }
            return;
        };
        self.line("");
        self.line("container:");
        if self.options.image.is_none() {
            self.line("  # `pclusterctl image import` makes this file of an image in a registry.");
            if self.place.group.efa {
                self.line("  # EFA needs libfabric and the plugin of AWS for NCCL in it.");
            }
        }
        self.line(format!("  image: {}", yaml(&image)));
        let shared: Vec<String> = ordinary(self.cluster).map(|shared| shared.dir.clone()).collect();
        if !shared.is_empty() {
            self.line("  mounts:");
            for directory in shared {
                self.line(format!("    - {}", yaml(&format!("{directory}:{directory}"))));
            }
        }
    }

    fn run(&mut self) {
        self.line("");
        match self.kind {
            DraftKind::Train => {
                let script = storage(self.cluster).map_or("/home/me", |shared| shared.dir.as_str());
                let script = yaml(&format!("{script}/train.py"));
                self.line("run:");
                match self.place.shape.gpus {
                    0 => self.line("  # One launcher a node, which starts the processes of the node."),
                    gpus => self.line(format!(
                        "  # One launcher a node, which starts {}: one a GPU.",
                        plural(gpus, "process")
                    )),
                }
                self.line("  torchrun:");
                self.line(format!("    script: {script}"));
                self.line("    args: [--epochs, 1]");
                if self.place.shape.gpus == 0 {
                    self.line("    processes-per-node: 1");
                }
            }
            DraftKind::NcclTest => {
                self.line("run:");
                self.line("  nccl-test:");
                self.line("    collective: all-reduce");
                if self.image().is_some() {
                    self.line("    # Where the programs are in the image.");
                    self.line("    directory: /opt/nccl-tests/build");
                } else {
                    self.line("    # Where the programs are on the nodes.");
                    self.line("    directory: /home/me/nccl-tests/build");
                }
                self.line("    # Messages from 8 bytes to 16 GiB, each twice as large as the one before.");
                self.line("    begin: 8");
                self.line("    end: 16G");
                self.line("    factor: 2");
                self.line("    iterations: 100");
            }
            DraftKind::Shell => {
                self.line("# Commands of bash, in every task; one that fails ends the job.");
                self.line("run:");
                self.line("  shell: |");
                self.line("    hostname");
                if self.place.shape.gpus > 0 {
                    self.line("    nvidia-smi");
                }
            }
        }
    }
}

/// A value as YAML takes it: quoted where it would be read as something else.
fn yaml(value: &str) -> String {
    to_yaml(&value).map(|text| text.trim_end().to_owned()).unwrap_or_default()
}

fn single_line(text: &str) -> String {
    text.chars().map(|character| if character.is_control() { ' ' } else { character }).collect()
}

fn plural(count: u64, word: &str) -> String {
    let ending = match (count, word.ends_with('s')) {
        (1, _) => "",
        (_, true) => "es",
        (_, false) => "s",
    };
    format!("{count} {word}{ending}")
}

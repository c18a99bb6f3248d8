//! What a job, or one component of a heterogeneous job, asks Slurm for.

use super::{Asked, Exclusive, GpuCount, Gres, Memory, NodeCount, TimeLimit};

/// What a job, or one component of a heterogeneous job, asks Slurm for. What it does not ask for is `None`; what could not
/// be read is `None` as well, and has been reported.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Request {
    /// `--job-name`.
    pub name: Option<Asked<String>>,
    /// `--partition`, in the order given; Slurm takes the first that is free.
    pub partitions: Option<Asked<Vec<String>>>,
    /// `--nodes`.
    pub nodes: Option<Asked<NodeCount>>,
    /// `--ntasks`.
    pub ntasks: Option<Asked<u64>>,
    /// `--ntasks-per-node`.
    pub ntasks_per_node: Option<Asked<u64>>,
    /// `--ntasks-per-gpu`.
    pub ntasks_per_gpu: Option<Asked<u64>>,
    /// `--ntasks-per-core`.
    pub ntasks_per_core: Option<Asked<u64>>,
    /// `--ntasks-per-socket`.
    pub ntasks_per_socket: Option<Asked<u64>>,
    /// `--cpus-per-task`.
    pub cpus_per_task: Option<Asked<u64>>,
    /// `--cpus-per-gpu`.
    pub cpus_per_gpu: Option<Asked<u64>>,
    /// `--mincpus`.
    pub mincpus: Option<Asked<u64>>,
    /// `--threads-per-core`.
    pub threads_per_core: Option<Asked<u64>>,
    /// `--gpus`, over all nodes.
    pub gpus: Option<Asked<GpuCount>>,
    /// `--gpus-per-node`.
    pub gpus_per_node: Option<Asked<GpuCount>>,
    /// `--gpus-per-task`.
    pub gpus_per_task: Option<Asked<GpuCount>>,
    /// `--gpus-per-socket`.
    pub gpus_per_socket: Option<Asked<GpuCount>>,
    /// `--gres`, a node.
    pub gres: Option<Asked<Vec<Gres>>>,
    /// `--mem`, a node.
    pub mem: Option<Asked<Memory>>,
    /// `--mem-per-cpu`.
    pub mem_per_cpu: Option<Asked<Memory>>,
    /// `--mem-per-gpu`.
    pub mem_per_gpu: Option<Asked<Memory>>,
    /// `--time`.
    pub time: Option<Asked<TimeLimit>>,
    /// `--time-min`.
    pub time_min: Option<Asked<TimeLimit>>,
    /// `--exclusive` or `--oversubscribe`.
    pub exclusive: Option<Asked<Exclusive>>,
    /// `--constraint`, as it is written: features joined with `&`, `|`, `[...]`, `*n`.
    pub constraint: Option<Asked<String>>,
    /// `--nodelist`, as it is written, such as `gpu-st-p5-[1-3,7]`.
    pub nodelist: Option<Asked<String>>,
    /// `--exclude`, as it is written.
    pub exclude: Option<Asked<String>>,
    /// `--array`, as it is written.
    pub array: Option<Asked<String>>,
    /// `--dependency`, as it is written.
    pub dependency: Option<Asked<String>>,
    /// `--output`, a pattern.
    pub output: Option<Asked<String>>,
    /// `--error`, a pattern.
    pub error: Option<Asked<String>>,
    /// `--chdir`.
    pub chdir: Option<Asked<String>>,
    /// `--export`, as it is written.
    pub export: Option<Asked<String>>,
    /// `--account`.
    pub account: Option<Asked<String>>,
    /// `--qos`.
    pub qos: Option<Asked<String>>,
    /// `--reservation`.
    pub reservation: Option<Asked<String>>,
    /// `--requeue` is true, `--no-requeue` false.
    pub requeue: Option<Asked<bool>>,
    /// `--signal`, as it is written.
    pub signal: Option<Asked<String>>,
    /// `--gpu-bind`, as it is written.
    pub gpu_bind: Option<Asked<String>>,
    /// The options of pyxis, `--container-...`.
    pub container: ContainerRequest,
    /// All other options by their long name without dashes, each once, with the value where one is given.
    pub others: Vec<(&'static str, Asked<Option<String>>)>,
    /// Options that it has with a value that is not known here, by their long names: a value that could not be read, which
    /// has been reported, or one that the script of a YAML job is given when it is written. Whoever looks for what is
    /// missing looks here, too.
    pub unknown: Vec<&'static str>,
}

impl Request {
    /// Whether one of several options, given by their long names, has a value that is not known here.
    pub fn has_unknown(&self, names: &[&str]) -> bool {
        self.unknown.iter().any(|unknown| names.contains(unknown))
    }
}

/// What the options of pyxis ask for, be it for the whole job or for one `srun`.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct ContainerRequest {
    /// `--container-image`, as it is written.
    pub image: Option<Asked<String>>,
    /// `--container-mounts`, each as it is written: `SRC:DST[:FLAGS]`, or `SRC`.
    pub mounts: Vec<Asked<String>>,
    /// `--container-workdir`.
    pub workdir: Option<Asked<String>>,
    /// `--container-name`.
    pub name: Option<Asked<String>>,
    /// `--container-save`.
    pub save: Option<Asked<String>>,
    /// `--container-writable` is true, `--container-readonly` false.
    pub writable: Option<Asked<bool>>,
    /// `--container-mount-home` is true, `--no-container-mount-home` false.
    pub mount_home: Option<Asked<bool>>,
    /// `--container-remap-root` is true, `--no-container-remap-root` false.
    pub remap_root: Option<Asked<bool>>,
    /// `--container-entrypoint` is true, `--no-container-entrypoint` false.
    pub entrypoint: Option<Asked<bool>>,
    /// `--container-env`, the names.
    pub env: Vec<Asked<String>>,
}

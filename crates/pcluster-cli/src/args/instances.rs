//! The arguments of `pclusterctl instances`.

use clap::{Args, ValueEnum};

use crate::commands::instances::Pattern;

/// Show EC2 instance types, to choose one: GPUs, EFA, network, memory, disks.
///
/// The facts come with the program and are as old as the date that is shown: a younger type is not among them, and a
/// type need not be offered in every region. The narrower the terminal, the fewer columns; a pipe gets all.
#[derive(Debug, Args)]
pub(crate) struct Instances {
    /// Part of a name, such as `p5`, or a pattern for whole names, such as `p5*` or `*.48xlarge`. Types that match one
    /// of several are shown; all types by default
    #[arg(value_name = "PATTERN")]
    pub(crate) patterns: Vec<Pattern>,
    /// With at least so many GPUs
    #[arg(long, value_name = "NUMBER")]
    pub(crate) gpus: Option<u32>,
    /// With a GPU or another accelerator of this name, whole or in part, such as `H100` or `Trainium`
    #[arg(long, value_name = "NAME")]
    pub(crate) gpu: Option<String>,
    /// With EFA
    #[arg(long)]
    pub(crate) efa: bool,
    /// For this architecture
    #[arg(long, value_enum, value_name = "ARCH")]
    pub(crate) arch: Option<Arch>,
    /// With at least so many virtual CPUs
    #[arg(long, value_name = "NUMBER")]
    pub(crate) min_vcpus: Option<u32>,
    /// With at least so much memory, in GiB
    #[arg(long, value_name = "GIB")]
    pub(crate) min_memory: Option<u32>,
    /// Of the current generation only
    #[arg(long)]
    pub(crate) current: bool,
    /// What comes first
    #[arg(long, value_enum, default_value_t, value_name = "ORDER")]
    pub(crate) sort: Order,
    /// Print one JSON document with all facts; `gpu_memory_mib` is that of one GPU
    #[arg(long)]
    pub(crate) json: bool,
}

/// The order of instance types.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Order {
    /// By family, the small sizes first
    #[default]
    Name,
    /// Most GPUs or accelerators first
    Gpus,
    /// Most GPU memory first, that of all GPUs together
    GpuMemory,
    /// Most virtual CPUs first
    Vcpus,
    /// Most memory first
    Memory,
    /// Fastest network first
    Network,
    /// Largest instance store first
    Storage,
}

/// An architecture that ParallelCluster has images for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Arch {
    /// 64-bit x86
    #[value(name = "x86_64")]
    X86_64,
    /// 64-bit ARM
    Arm64,
}

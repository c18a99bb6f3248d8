//! Variables of NCCL and libfabric that a job needs: as few as there are.
//!
//! The plugin of AWS (aws-ofi-nccl 1.7 and later, with libfabric 1.18 and later, which ParallelCluster 3.8 and later have)
//! sets itself what the instance type needs; what stands in many examples (`FI_EFA_USE_DEVICE_RDMA`, `FI_PROVIDER`,
//! `NCCL_PROTO`, `RDMAV_FORK_SAFE`, ...) does nothing, or harm.

use crate::spec::Launcher;

use super::layout::Layout;

/// A variable that is set where it is needed.
pub(super) struct Variable {
    pub(super) name: &'static str,
    pub(super) value: &'static str,
    /// Why, for the script.
    pub(super) why: &'static str,
    when: When,
}

/// Where a variable is needed.
enum When {
    /// Training whose nodes talk through EFA.
    TrainingOnEfa,
    /// Several GPUs a node, of instance types that begin with one of these.
    SeveralGpusOf(&'static [&'static str]),
    /// A measurement.
    NcclTest,
}

const VARIABLES: &[Variable] = &[
    Variable {
        name: "NCCL_DEBUG",
        value: "INFO",
        why: "The log tells which network NCCL found: without a word of EFA there, the figures are those of TCP.",
        when: When::NcclTest,
    },
    Variable { name: "NCCL_DEBUG_SUBSYS", value: "INIT,NET,ENV,TUNING", why: "", when: When::NcclTest },
    // doc/efa-env-var.md of aws-ofi-nccl: `fork` fails with "Cannot allocate memory" where huge pages are used up.
    Variable {
        name: "FI_EFA_USE_HUGE_PAGE",
        value: "0",
        why: "Data loaders fork, and huge pages that libfabric took let that fail with \"Cannot allocate memory\".",
        when: When::TrainingOnEfa,
    },
    // The cheat sheet of awsome-distributed-training measured twice the speed on g5 and g6.
    Variable {
        name: "NCCL_SHM_USE_CUDA_MEMCPY",
        value: "1",
        why: "The GPUs of this type do not reach each other's memory; copying through CUDA is faster than the default.",
        when: When::SeveralGpusOf(&["g5.", "g6."]),
    },
];

/// The variables that a job needs.
pub(super) fn needed(launcher: Launcher<'_>, nodes: u32, layout: &Layout) -> Vec<&'static Variable> {
    let is_nccl = matches!(launcher, Launcher::NcclTest(_));
    let is_training = launcher.starts_processes();
    let several = layout.processes.max(layout.tasks) > 1;
    let is_of = |families: &[&str]| {
        let types = &layout.instance_types;
        let fits = |name: &String| families.iter().any(|family| name.starts_with(family));
        !types.is_empty() && types.iter().all(fits)
    };
    let holds = |variable: &&Variable| match variable.when {
        When::NcclTest => is_nccl,
        When::TrainingOnEfa => is_training && layout.efa && nodes > 1,
        When::SeveralGpusOf(families) => (is_training || is_nccl) && several && is_of(families),
    };
    VARIABLES.iter().filter(holds).collect()
}

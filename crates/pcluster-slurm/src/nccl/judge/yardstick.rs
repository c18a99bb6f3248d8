//! What a run is held against.

use pcluster_config::facts::InstanceCatalogue;
use serde::Serialize;

use super::Setting;
use crate::nccl::facts::{Algorithm, Limit, Series, Use, limit, references};
use crate::nccl::{Collective, Run};

/// What a run is held against.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Yardstick {
    /// A measurement of the same operation on the same type and as many nodes.
    #[serde(rename_all = "kebab-case")]
    Reference {
        /// Its name.
        id: String,
        /// The type of its nodes.
        instance_type: String,
        /// How many nodes it had.
        nodes: u32,
        /// What it was measured with.
        stack: String,
        /// Where it was published.
        source: String,
        /// Bytes and GB/s.
        figures: Vec<(u64, f64)>,
        /// What the network cards carry, if the network was used.
        limit: Option<Limit>,
    },
    /// What the network cards of a node carry.
    Limit(Limit),
    /// Nothing.
    None {
        /// Why.
        reason: String,
    },
}

impl Yardstick {
    /// What a run is held against.
    pub(super) fn of(run: &Run, setting: &Setting, catalogue: &dyn InstanceCatalogue) -> Self {
        let none = |reason: &str| Self::None { reason: reason.to_owned() };
        if run.rows.is_empty() {
            return none("nothing was measured");
        }
        match run.collective {
            Some(Collective::AllReduce) => {}
            Some(other) => {
                return Self::None {
                    reason: format!("nothing is published that figures of {other} could be held against"),
                };
            }
            None => return none("the log does not say which operation was measured"),
        }
        let Some(nodes) = setting.nodes else {
            return none("the log does not say how many nodes took part: `--nodes` does");
        };
        if setting.ranks == Some(1) {
            return none("one rank has nobody to send to");
        }
        if setting.instance_types.is_empty() {
            return none(
                "the log does not say which instance type it ran on: `--instance-type` or `--cluster` does",
            );
        }
        let limit = (nodes > 1).then(|| common_limit(setting, catalogue)).flatten();
        let series = setting.instance_type().and_then(|name| reference(run, name, nodes));
        match (series, limit) {
            (Some(series), limit) => Self::Reference {
                id: series.id.clone(),
                instance_type: series.instance_type.clone(),
                nodes,
                stack: series.stack.clone(),
                source: series.source.clone(),
                figures: series.points(),
                limit,
            },
            (None, Some(limit)) => Self::Limit(limit),
            (None, None) if nodes == 1 => none(
                "within one node the GPUs talk over NVLink or PCIe, and nothing is published for this type",
            ),
            (None, None) if setting.instance_types.len() > 1 => {
                none("the instance type may be one of several: `--instance-type` says which")
            }
            (None, None) => {
                none("nothing is known about the network of this instance type, or it has no EFA")
            }
        }
    }

    /// What the network cards carry, if the network was used.
    pub fn limit(&self) -> Option<&Limit> {
        match self {
            Self::Reference { limit, .. } => limit.as_ref(),
            Self::Limit(limit) => Some(limit),
            Self::None { .. } => None,
        }
    }

    /// The measured figure to hold a size against, GB/s.
    pub(super) fn reference_at(&self, size: u64) -> Option<f64> {
        let Self::Reference { id, .. } = self else { return None };
        references().iter().find(|series| series.id == *id)?.at(size)
    }
}

/// The limit, where all types that the nodes may have share it.
fn common_limit(setting: &Setting, catalogue: &dyn InstanceCatalogue) -> Option<Limit> {
    let mut limits = setting.instance_types.iter().map(|name| limit(name, catalogue));
    let first = limits.next()??;
    limits.all(|other| other.is_some_and(|other| (other.gbps - first.gbps).abs() < 1e-9)).then_some(first)
}

/// How NCCL went about a run; `None` if it was told to do something that nothing was published about.
pub(super) fn algorithm(run: &Run) -> Option<Algorithm> {
    match run.network.variables.get("NCCL_ALGO").map(|names| names.to_ascii_lowercase()) {
        None => Some(Algorithm::Any),
        Some(names) if names == "ring" => Some(Algorithm::Ring),
        Some(_) => None,
    }
}

/// The measurement that a run may be judged by.
fn reference(run: &Run, instance_type: &str, nodes: u32) -> Option<&'static Series> {
    let algorithm = algorithm(run)?;
    let floats = run.rows.iter().all(|row| row.data_type.as_deref().is_none_or(|name| name == "float"));
    references().iter().find(|series| {
        floats
            && series.r#use == Use::Judge
            && series.instance_type == instance_type
            && series.nodes == nodes
            && series.algorithm == algorithm
            && Some(series.collective) == run.collective
    })
}

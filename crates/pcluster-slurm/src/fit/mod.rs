//! Whether a job fits the cluster: the arithmetic of Slurm's `select/cons_tres` plugin, with all nodes idle.
//!
//! A misfit is what `sbatch` refuses on a cluster made by ParallelCluster, which sets `EnforcePartLimits=ALL`. What is not
//! known, such as an instance type that the catalogue does not have, never makes one.

mod contradiction;
mod demand;
mod features;
mod misfit;
mod spread;
mod unit;

pub use contradiction::Contradiction;
pub use demand::{Demand, MemoryDemand};
pub use misfit::{Misfit, What};

use crate::cluster::{Cluster, Partition};
use crate::job::{Request, TimeLimit};
use crate::script::value::{Array, Constraint};
use features::Wanted;
use spread::Spread;
use unit::Unit;

/// How a request fits a partition.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Fit {
    /// The partition.
    pub partition: String,
    /// Fewest nodes that hold it, which may be more than were asked for.
    pub nodes: u64,
    /// The compute resources with nodes that hold their share of it.
    pub resources: Vec<String>,
    /// Most nodes that one of these has; where it is less than [`Fit::nodes`], several take part.
    pub largest_resource: u64,
}

/// Whether a cluster can ever run what is requested, and how it fits each partition that takes it.
///
/// ```
/// use pcluster_config::facts::EmbeddedCatalogue;
/// use pcluster_config::{Options, check_bytes};
/// use pcluster_slurm::cluster::Cluster;
/// use pcluster_slurm::fit::{self, What};
/// use pcluster_slurm::job::{Asked, GpuCount, Place, Request};
///
/// let text = include_bytes!("../../../../fixtures/clusters/p5-capacity-block.yaml");
/// let config = check_bytes("cluster.yaml", text, &Options::default()).into_validated().unwrap();
/// let cluster = Cluster::new(&config, &EmbeddedCatalogue);
///
/// let mut request = Request::default();
/// request.gpus_per_node = Some(Asked::new(GpuCount { of: vec![(None, 8)] }, Place::default()));
/// assert_eq!(fit::on_cluster(&request, &cluster).unwrap()[0].nodes, 1);
///
/// request.gpus_per_node = Some(Asked::new(GpuCount { of: vec![(None, 9)] }, Place::default()));
/// let misfit = fit::on_cluster(&request, &cluster).unwrap_err();
/// assert_eq!((misfit.what, misfit.wanted, misfit.have), (What::GpusPerNode(None), 9, 8));
/// ```
///
/// # Errors
///
/// What does not fit. Of several partitions, each has to permit the request, and one has to hold it.
pub fn on_cluster(request: &Request, cluster: &Cluster) -> Result<Vec<Fit>, Misfit> {
    let demand = Demand::of(request).map_err(Misfit::contradiction)?;
    let mut partitions = Vec::new();
    match &request.partitions {
        Some(names) => {
            for name in names.iter() {
                match cluster.partition(name) {
                    Some(partition) => partitions.push(partition),
                    None if cluster.is_open || cluster.custom_partitions.contains(name) => return Ok(Vec::new()),
                    None => return Err(Misfit::new(What::Partition(name.clone()), 0, 0)),
                }
            }
        }
        None => partitions.extend(cluster.default_partition()),
    }
    controller(request, cluster)?;
    let demand = |partition: &Partition| with_defaults(&demand, request, partition, cluster);
    for partition in &partitions {
        limits(request, &demand(partition), partition, cluster)?;
    }
    let mut fits = Vec::new();
    let mut first = None;
    for partition in &partitions {
        match hold(request, &demand(partition), partition, cluster) {
            Ok(fit) => fits.push(fit),
            Err(misfit) => {
                first.get_or_insert(misfit);
            }
        }
    }
    match first {
        Some(misfit) if fits.is_empty() => Err(misfit),
        _ => Ok(fits),
    }
}

/// Whether a partition can ever run what is requested, whichever partitions it names.
///
/// # Errors
///
/// What does not fit.
pub fn on_partition(request: &Request, partition: &Partition, cluster: &Cluster) -> Result<Fit, Misfit> {
    let demand = Demand::of(request).map_err(Misfit::contradiction)?;
    let demand = with_defaults(&demand, request, partition, cluster);
    limits(request, &demand, partition, cluster)?;
    hold(request, &demand, partition, cluster)
}

/// What the controller permits, whatever the partition.
fn controller(request: &Request, cluster: &Cluster) -> Result<(), Misfit> {
    // ParallelCluster tells Slurm about GPUs alone (`GresTypes`), and lets nobody change that.
    let other = request.gres.iter().flat_map(|gres| gres.iter()).find(|gres| gres.name != "gpu" && gres.count > 0);
    if let Some(gres) = other.filter(|_| !cluster.is_open) {
        return Err(Misfit::new(What::Gres(gres.name.clone()), gres.count, 0));
    }
    match request.array.as_ref().and_then(|text| Array::read(text)) {
        Some(array) => at_most(What::Array, array.greatest(), cluster.max_array_size().saturating_sub(1)),
        None => Ok(()),
    }
}

/// What a partition permits; of several, Slurm compares a request with each.
fn limits(
    request: &Request,
    demand: &Demand,
    partition: &Partition,
    cluster: &Cluster,
) -> Result<(), Misfit> {
    if let (Some(time), Some(TimeLimit::Seconds(most))) = (&request.time, partition.max_time()) {
        let minutes = |seconds: u64| seconds.div_ceil(60);
        let wanted = match time.value {
            TimeLimit::Seconds(seconds) => minutes(seconds),
            TimeLimit::Unlimited => u64::MAX,
        };
        at_most(What::Time, wanted, minutes(most))?;
    }
    let nodes = demand.min_nodes.max(demand.max_nodes.unwrap_or(0));
    at_most(What::MaxNodes, nodes, partition.max_nodes().unwrap_or(u64::MAX))?;
    if let Some(fewest) = partition.min_nodes().filter(|fewest| demand.nodes_asked && demand.min_nodes < *fewest) {
        return Err(Misfit::new(What::MinNodes, demand.min_nodes, fewest));
    }
    at_most(What::Nodes, demand.min_nodes, partition.most_nodes())?;
    let most = setting(partition, cluster, "MaxMemPerNode").unwrap_or(u64::MAX);
    let memories = partition.groups.iter().filter_map(|group| group.shape.as_ref()).map(|shape| shape.memory_mib);
    let memory = match demand.memory {
        MemoryDemand::Node(memory) => memory,
        MemoryDemand::Cpu(memory) => memory.saturating_mul(demand.cpus_per_node),
        // All that a node has.
        MemoryDemand::Any => memories.min().unwrap_or(0),
        MemoryDemand::Gpu(_) => 0,
    };
    at_most(What::MaxMemory, memory, most)?;
    Ok(())
}

/// Whether the nodes of a partition hold a request.
fn hold(request: &Request, demand: &Demand, partition: &Partition, cluster: &Cluster) -> Result<Fit, Misfit> {
    let units = Unit::all(request, demand, partition, cluster)?;
    // What cannot be read is not judged here.
    let constraint = request.constraint.as_ref().and_then(|text| Constraint::read(text));
    let Some(constraint) = constraint else {
        return Spread::of(units, demand, partition)?.fit(demand, partition);
    };
    if let Some(feature) = features::unknown(&constraint, cluster) {
        return Err(Misfit::new(What::Feature(feature.to_owned()), 0, 0));
    }
    let wanted = Wanted::of(&constraint);
    let mut first = None;
    // With brackets all nodes have to have the same one of several features.
    for choice in 0..wanted.choices() {
        let matching: Vec<Unit<'_>> =
            units.iter().filter(|unit| unit.is_taken(&wanted, choice)).cloned().collect();
        let found = features::counts(&constraint, &matching, demand)
            .and_then(|()| Spread::of_matching(matching, &units, demand, partition)?.fit(demand, partition));
        match found {
            Ok(fit) => return Ok(fit),
            Err(misfit) => first.get_or_insert(misfit),
        };
    }
    Err(first.unwrap_or(Misfit::new(What::Constraint, 1, 0)))
}

/// A number that a partition sets, else the whole cluster; 0 is as good as none.
fn setting(partition: &Partition, cluster: &Cluster, name: &str) -> Option<u64> {
    let text = partition.setting(name).or_else(|| cluster.setting(name))?;
    text.parse().ok().filter(|number| *number > 0)
}

/// What a request comes to in a partition, whose settings say how much memory jobs get that say nothing about it.
fn with_defaults(demand: &Demand, request: &Request, partition: &Partition, cluster: &Cluster) -> Demand {
    let mut demand = demand.clone();
    if demand.memory == MemoryDemand::Any && request.mem.is_none() {
        let default = |name| setting(partition, cluster, name);
        demand.memory = default("DefMemPerNode")
            .map(MemoryDemand::Node)
            .or_else(|| default("DefMemPerCPU").map(MemoryDemand::Cpu))
            .or_else(|| default("DefMemPerGPU").filter(|_| demand.wants_gpus()).map(MemoryDemand::Gpu))
            .unwrap_or(MemoryDemand::Any);
    }
    demand
}

fn at_most(what: What, wanted: u64, have: u64) -> Result<(), Misfit> {
    if wanted > have { Err(Misfit::new(what, wanted, have)) } else { Ok(()) }
}

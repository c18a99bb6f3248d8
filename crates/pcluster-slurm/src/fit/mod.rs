//! Whether a job fits the cluster: the arithmetic of Slurm's `select/cons_tres` plugin, with all nodes idle.
//!
//! A misfit is what `sbatch` refuses on a cluster made by ParallelCluster, which sets `EnforcePartLimits=ALL`. What is not
//! known, such as an instance type that the catalogue does not have, never makes one.

mod contradiction;
mod demand;
mod features;
mod limits;
mod misfit;
mod spread;
mod unit;

pub use contradiction::Contradiction;
pub use demand::{Demand, MemoryDemand};
pub use misfit::{Misfit, What};

use crate::cluster::{Cluster, Partition};
use crate::job::Request;
use crate::script::value::Constraint;
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
/// What does not fit, the first of [`misfits`].
pub fn on_cluster(request: &Request, cluster: &Cluster) -> Result<Vec<Fit>, Misfit> {
    judge(request, cluster).map_err(Misfit::first)
}

/// Everything that does not fit: what the controller refuses, what a partition does not permit, and what no node or not
/// enough of them hold. Of several partitions, each has to permit the request, and one has to hold it.
pub fn misfits(request: &Request, cluster: &Cluster) -> Vec<Misfit> {
    judge(request, cluster).err().unwrap_or_default()
}

/// Whether a partition can ever run what is requested, whichever partitions it names.
///
/// # Errors
///
/// What does not fit.
pub fn on_partition(request: &Request, partition: &Partition, cluster: &Cluster) -> Result<Fit, Misfit> {
    let demand = Demand::of(request).map_err(Misfit::contradiction)?;
    let demand = limits::with_defaults(&demand, request, partition, cluster);
    let limits = limits::of_partition(request, &demand, partition, cluster);
    if !limits.is_empty() {
        return Err(Misfit::first(limits));
    }
    hold(request, &demand, partition, cluster).map_err(Misfit::first)
}

/// How a request fits the partitions that hold it, or everything that does not fit.
pub(crate) fn judge(request: &Request, cluster: &Cluster) -> Result<Vec<Fit>, Vec<Misfit>> {
    let demand = Demand::of(request).map_err(|contradiction| vec![Misfit::contradiction(contradiction)])?;
    let mut misfits = limits::of_controller(request, cluster);
    let mut partitions = Vec::new();
    let mut others = false;
    match &request.partitions {
        Some(names) => {
            for name in names.iter() {
                match cluster.partition(name) {
                    Some(partition) if partitions.contains(&partition) => {}
                    Some(partition) => partitions.push(partition),
                    None if cluster.is_open || cluster.custom_partitions.contains(name) => others = true,
                    None => misfits.push(Misfit::new(What::Partition(name.clone()), 0, 0)),
                }
            }
        }
        None if request.has_unknown(&["partition"]) => others = true,
        None => partitions.extend(cluster.default_partition()),
    }
    let mut fits = Vec::new();
    let mut lacking = Vec::new();
    for partition in partitions {
        let demand = limits::with_defaults(&demand, request, partition, cluster);
        let named = |misfit: Misfit| Misfit { partition: Some(partition.name.clone()), ..misfit };
        let beyond = limits::of_partition(request, &demand, partition, cluster);
        // What is not permitted may be more than there is, too: that is said once.
        let is_said = |misfit: &Misfit| !beyond.iter().any(|other| other.is_about_the_same(misfit));
        match hold(request, &demand, partition, cluster) {
            Ok(fit) => fits.push(fit),
            Err(lacks) => lacking.extend(lacks.into_iter().filter(is_said).map(named)),
        }
        misfits.extend(beyond.into_iter().map(named));
    }
    // Where one partition holds it, it does not matter what others lack.
    if fits.is_empty() && !others {
        misfits.append(&mut lacking);
    }
    if misfits.is_empty() { Ok(fits) } else { Err(misfits) }
}

/// Whether the nodes of a partition hold a request.
fn hold(
    request: &Request,
    demand: &Demand,
    partition: &Partition,
    cluster: &Cluster,
) -> Result<Fit, Vec<Misfit>> {
    let units = Unit::all(request, demand, partition, cluster).map_err(|misfit| vec![misfit])?;
    // What cannot be read is not judged here.
    let constraint = request.constraint.as_ref().and_then(|text| Constraint::read(text));
    let constraint = constraint.filter(|constraint| constraint.features.len() <= features::MOST_CHOICES);
    let Some(constraint) = constraint else {
        return Spread::of(units, demand, partition)?.fit(demand, partition).map_err(|misfit| vec![misfit]);
    };
    if let Some(feature) = features::unknown(&constraint, cluster) {
        return Err(vec![Misfit::new(What::Feature(feature.to_owned()), 0, 0)]);
    }
    let wanted = Wanted::of(&constraint);
    let mut first = None;
    // With brackets all nodes have to have the same one of several features.
    for choice in 0..wanted.choices() {
        let matching: Vec<Unit<'_>> =
            units.iter().filter(|unit| unit.is_taken(&wanted, choice)).cloned().collect();
        let found = match features::counts(&constraint, &matching, demand) {
            Ok(()) => Spread::of_matching(matching, &units, demand, partition)
                .and_then(|spread| spread.fit(demand, partition).map_err(|misfit| vec![misfit])),
            Err(misfit) => Err(vec![misfit]),
        };
        match found {
            Ok(fit) => return Ok(fit),
            Err(misfits) => first.get_or_insert(misfits),
        };
    }
    Err(first.unwrap_or_default())
}

fn at_most(what: What, wanted: u64, have: u64) -> Result<(), Misfit> {
    if wanted > have { Err(Misfit::new(what, wanted, have)) } else { Ok(()) }
}

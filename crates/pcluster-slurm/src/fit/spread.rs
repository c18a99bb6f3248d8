//! How a job spreads over the nodes that hold a share of it.

use super::demand::sum;
use super::unit::{Capacity, Unit};
use super::{Demand, Fit, Misfit, What, at_most};
use crate::cluster::Partition;

/// The nodes that hold a share of a job.
pub(super) struct Spread<'p> {
    holders: Vec<(Unit<'p>, Capacity)>,
    /// Nodes that are asked for by name.
    named: u64,
}

impl<'p> Spread<'p> {
    /// Those of some nodes; an error where there are none.
    pub(super) fn of(
        units: Vec<Unit<'p>>,
        demand: &Demand,
        partition: &Partition,
    ) -> Result<Self, Vec<Misfit>> {
        let named = units.iter().map(|unit| unit.named).sum();
        let (mut holders, mut lacking) = (Vec::new(), Vec::new());
        for unit in units {
            match unit.capacity(demand) {
                Ok(capacity) => holders.push((unit, capacity)),
                Err(misfits) => lacking.push(misfits),
            }
        }
        if holders.is_empty() {
            return Err(reasons(&lacking, demand, partition));
        }
        Ok(Self { holders, named })
    }

    /// Those of the nodes with the features that are wanted.
    pub(super) fn of_matching(
        matching: Vec<Unit<'p>>,
        all: &[Unit<'p>],
        demand: &Demand,
        partition: &Partition,
    ) -> Result<Self, Vec<Misfit>> {
        let have = matching.iter().map(|unit| unit.nodes).fold(0, u64::saturating_add);
        let named = |units: &[Unit<'_>]| units.iter().map(|unit| unit.named).sum::<u64>();
        at_most(What::Constraint, demand.min_nodes.max(1), have)
            .and_then(|()| at_most(What::NodeList, named(all), named(&matching)))
            .map_err(|misfit| vec![misfit])?;
        Self::of(matching, demand, partition)
    }

    /// Whether they hold all of it.
    pub(super) fn fit(mut self, demand: &Demand, partition: &Partition) -> Result<Fit, Misfit> {
        at_most(What::NodeList, self.named, self.holders.iter().map(|(unit, _)| unit.named).sum())?;
        let nodes = self.holders.iter().map(|(unit, _)| unit.nodes).fold(0, u64::saturating_add);
        at_most(What::Holders, demand.min_nodes, nodes)?;
        let most = demand.max_nodes.unwrap_or(u64::MAX).min(demand.nodes_with_tasks());
        let most = most.min(partition.max_nodes().unwrap_or(u64::MAX)).min(nodes);
        let mut least =
            demand.min_nodes.max(if demand.tasks_asked { self.named.min(demand.tasks) } else { self.named });
        let by_task = !demand.gpus_per_task.is_empty() || demand.tasks_per_node.is_some();
        let (what, wanted) = if by_task { (What::Tasks, demand.tasks) } else { (What::Cpus, demand.cpus()) };
        let cpus = |capacity: &Capacity| if by_task { capacity.tasks } else { capacity.cpus };
        least = least.max(self.nodes_for(what, wanted, most, &cpus)?);
        if !demand.gpus.is_empty() {
            let kind = if let [(kind, _)] = demand.gpus.as_slice() { kind.clone() } else { None };
            let gpus = |capacity: &Capacity| capacity.gpus;
            least = least.max(self.nodes_for(What::Gpus(kind), sum(&demand.gpus), most, &gpus)?);
        }
        let mut resources: Vec<(String, u64)> = Vec::new();
        for (unit, _) in &self.holders {
            match resources.iter_mut().find(|(name, _)| *name == unit.group.resource) {
                Some((_, nodes)) => *nodes += unit.nodes,
                None => resources.push((unit.group.resource.clone(), unit.nodes)),
            }
        }
        Ok(Fit {
            partition: partition.name.clone(),
            nodes: least,
            largest_resource: resources.iter().map(|(_, nodes)| *nodes).max().unwrap_or(0),
            resources: resources.into_iter().map(|(name, _)| name).collect(),
        })
    }

    /// Fewest nodes that have so much of something, of at most so many; those asked for by name come first, then those
    /// with most of it.
    fn nodes_for(
        &mut self,
        what: What,
        wanted: u64,
        most: u64,
        of: &dyn Fn(&Capacity) -> u64,
    ) -> Result<u64, Misfit> {
        self.holders.sort_by_key(|(_, capacity)| std::cmp::Reverse(of(capacity)));
        let named = self.holders.iter().map(|(unit, capacity)| (unit.named, of(capacity)));
        let others =
            self.holders.iter().map(|(unit, capacity)| (unit.nodes.saturating_sub(unit.named), of(capacity)));
        let (mut have, mut used) = (0_u64, 0_u64);
        for (nodes, each) in named.chain(others) {
            let missing = wanted.saturating_sub(have);
            let take = missing.checked_div(each).map_or(0, |nodes| nodes + u64::from(missing % each > 0));
            let take = take.min(nodes).min(most.saturating_sub(used));
            have = have.saturating_add(take.saturating_mul(each));
            used += take;
        }
        at_most(what, wanted, have)?;
        Ok(used)
    }
}

/// Why no node holds a share: all that each of them lacks, else that none has everything together.
fn reasons(lacking: &[Vec<Misfit>], demand: &Demand, partition: &Partition) -> Vec<Misfit> {
    let Some((first, others)) = lacking.split_first() else {
        return vec![Misfit::new(What::Holders, demand.min_nodes, 0)];
    };
    let mut reasons = Vec::new();
    for misfit in first {
        let same = |misfits: &Vec<Misfit>| misfits.iter().find(|other| other.what == misfit.what).cloned();
        let all: Option<Vec<Misfit>> = others.iter().map(same).collect();
        // The node that comes nearest.
        let nearest =
            all.and_then(|all| all.into_iter().chain([misfit.clone()]).max_by_key(|misfit| misfit.have));
        reasons.extend(nearest.map(|misfit| no_such_type(misfit, partition)));
    }
    if reasons.is_empty() {
        reasons.push(Misfit::new(What::Together, demand.min_nodes, 0));
    }
    reasons
}

/// GPUs of a type that no node has are a matter of the type.
fn no_such_type(misfit: Misfit, partition: &Partition) -> Misfit {
    let (What::GpusPerNode(Some(kind)) | What::GpusPerTask(Some(kind)) | What::Gpus(Some(kind))) =
        &misfit.what
    else {
        return misfit;
    };
    let mut shapes = partition.groups.iter().filter_map(|group| group.shape.as_ref());
    if shapes.any(|shape| shape.gpu_type.as_ref() == Some(kind)) {
        return misfit;
    }
    Misfit::new(What::GpuType(kind.clone()), misfit.wanted, 0)
}

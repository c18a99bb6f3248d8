//! What rules ask of a compute resource.

use std::rc::Rc;

use crate::facts::InstanceFacts;
use crate::location::Path;
use crate::model::cluster::{CapacityReservationTarget, Efa, PlacementGroup};

use super::{Facts, Resource};

/// An instance type of a compute resource, by its position among them.
pub(crate) type TypeOf = (usize, Rc<InstanceFacts>);

impl<'a> Resource<'a> {
    /// Whether it has a list of instance types.
    pub(crate) fn is_flexible(&self) -> bool {
        self.instances.is_some()
    }

    /// Its instance types, by their positions.
    pub(crate) fn type_names(&self) -> impl Iterator<Item = (usize, &'a str)> + use<'a> {
        let resource = self.value();
        let one = resource.instance_type.as_deref().filter(|_| resource.instances.is_none());
        let several = resource.instances.iter().flatten().map(|instance| instance.instance_type.as_str());
        one.into_iter().chain(several).enumerate()
    }

    /// Those of its instance types that are known.
    pub(crate) fn types<'s>(&'s self, facts: &'s Facts<'_>) -> impl Iterator<Item = TypeOf> + use<'a, 's> {
        self.type_names().filter_map(|(at, name)| Some((at, facts.instance(name)?)))
    }

    /// The first known instance type and the first one after it that differ in something.
    pub(crate) fn unlike<K: PartialEq>(
        &self,
        facts: &Facts<'_>,
        property: impl Fn(&InstanceFacts) -> K,
    ) -> Option<(TypeOf, TypeOf)> {
        let mut types = self.types(facts);
        let first = types.next()?;
        let other = types.find(|(_, other)| property(other) != property(&first.1))?;
        Some((first, other))
    }

    /// The key of an instance type.
    pub(crate) fn type_path(&self, at: usize) -> Path {
        if self.is_flexible() {
            self.key("Instances").index(at).key("InstanceType")
        } else {
            self.key("InstanceType")
        }
    }

    /// Whether EFA is on.
    pub(crate) fn efa_enabled(&self) -> bool {
        self.efa.as_ref().is_some_and(Efa::enabled)
    }

    /// The key that says whether EFA is on, or would say it.
    pub(crate) fn efa_path(&self) -> Path {
        self.key("Efa").key("Enabled")
    }

    /// The placement group that holds for it.
    pub(crate) fn group(&self) -> Option<&'a PlacementGroup> {
        self.value().placement_group(self.queue.value())
    }

    /// Whether its nodes are placed in a group.
    pub(crate) fn is_placed(&self) -> bool {
        self.group().is_some_and(PlacementGroup::places_nodes)
    }

    /// The section of the placement group that holds.
    pub(crate) fn group_path(&self) -> Path {
        let own = self.networking.as_ref().is_some_and(|networking| networking.placement_group.is_some());
        let section = if own { self.key("Networking") } else { self.queue.key("Networking") };
        section.key("PlacementGroup")
    }

    /// The reservation that holds for it.
    pub(crate) fn reservation(&self) -> Option<&'a CapacityReservationTarget> {
        self.value().capacity_reservation_target(self.queue.value())
    }

    /// The section of the reservation that holds.
    pub(crate) fn reservation_path(&self) -> Path {
        let own = self.capacity_reservation_target.is_some();
        if own { self.key("CapacityReservationTarget") } else { self.queue.key("CapacityReservationTarget") }
    }

    /// The subnets of its queue.
    pub(crate) fn subnets_path(&self) -> Path {
        self.queue.key("Networking").key("SubnetIds")
    }
}

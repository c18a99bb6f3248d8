//! What rules may know besides their subject.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use crate::facts::{InstanceCatalogue, InstanceFacts, Release, RuleFacts, ZoneMap};
use crate::kind::ConfigKind;
use crate::model::cluster::{ComputeResource, SlurmQueue};
use crate::source::Options;

/// What rules may know besides their subject: the release, the instance types, the zones.
pub(crate) struct Facts<'f> {
    pub(crate) kind: ConfigKind,
    pub(crate) release: Release,
    pub(crate) catalogue: &'f dyn InstanceCatalogue,
    zones: &'f dyn ZoneMap,
    /// Instance types that were asked for: many rules ask for the same few.
    seen: RefCell<HashMap<String, Option<Rc<InstanceFacts>>>>,
}

impl<'f> Facts<'f> {
    pub(crate) fn new(kind: ConfigKind, options: &Options<'f>) -> Self {
        Self {
            kind,
            release: options.release,
            catalogue: options.instances,
            zones: options.zones,
            seen: RefCell::default(),
        }
    }

    /// Whether the release knows a key of the model.
    pub(crate) fn knows(&self, path: &str) -> bool {
        !self.release.facts().of(self.kind).absent.iter().any(|absent| absent == path)
    }

    /// What differs between releases in what they check.
    pub(crate) fn of_release(&self) -> &'static RuleFacts {
        &self.release.facts().rules
    }

    /// What is known about an instance type; `None` for one that the catalogue does not have.
    pub(crate) fn instance(&self, instance_type: &str) -> Option<Rc<InstanceFacts>> {
        let mut seen = self.seen.borrow_mut();
        if let Some(known) = seen.get(instance_type) {
            return known.clone();
        }
        let found = self.catalogue.instance(instance_type).map(Rc::new);
        seen.insert(instance_type.to_owned(), found.clone());
        found
    }

    /// What is known about the instance types of a compute resource; `None` where it names none, or one of them is not
    /// known.
    pub(crate) fn types_of(&self, resource: &ComputeResource) -> Option<Vec<Rc<InstanceFacts>>> {
        let types: Option<Vec<_>> = resource.instance_types().map(|name| self.instance(name)).collect();
        types.filter(|types| !types.is_empty())
    }

    /// Whether the nodes of a queue are spread over several zones. The official tool refuses two subnets of one queue
    /// in the same zone, so several subnets are several zones unless the zones are known to be one.
    pub(crate) fn spans_zones(&self, queue: &SlurmQueue) -> bool {
        let subnets = &queue.networking.subnet_ids;
        let zone = |subnet: &str| self.zones.zone(subnet);
        match subnets.split_first() {
            None | Some((_, [])) => false,
            Some((first, others)) => {
                let first = zone(first.as_str());
                first.is_none() || others.iter().any(|subnet| zone(subnet.as_str()) != first)
            }
        }
    }
}

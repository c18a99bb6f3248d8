//! What rules may know besides their subject.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use crate::diagnostic::Config;
use crate::facts::{InstanceCatalogue, InstanceFacts, Release, RuleFacts, ZoneMap};
use crate::kind::ConfigKind;
use crate::model::cluster::{ComputeResource, DevSettings, SlurmQueue};
use crate::source::Options;

/// What rules may know besides their subject: the release, the instance types, the zones.
pub(crate) struct Facts<'f> {
    pub(crate) kind: ConfigKind,
    pub(crate) release: Release,
    pub(crate) catalogue: &'f dyn InstanceCatalogue,
    zones: &'f dyn ZoneMap,
    /// The region, where the configuration or the caller names it.
    region: Option<(Cow<'f, str>, RegionSource)>,
    /// Instance types that the configuration itself describes.
    described: BTreeMap<String, InstanceFacts>,
    /// Instance types that were asked for: many rules ask for the same few.
    seen: RefCell<HashMap<String, Option<Rc<InstanceFacts>>>>,
}

/// Who says which region a configuration is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RegionSource {
    /// The configuration.
    Config,
    /// The caller, about a configuration that names none.
    Caller,
    /// Nobody: it is assumed.
    Nobody,
}

/// The region of a configuration about which nobody says anything, and the one whose offers stand in for those of a
/// region that the catalogue does not have.
pub(crate) const DEFAULT_REGION: &str = "us-east-1";

impl<'f> Facts<'f> {
    pub(crate) fn new(config: &Config, options: &Options<'f>) -> Self {
        let (kind, region, dev_settings) = match config {
            Config::Cluster(config) => (ConfigKind::Cluster, &config.region, config.dev_settings.as_ref()),
            Config::Image(config) => (ConfigKind::Image, &config.region, None),
        };
        let data = dev_settings.and_then(DevSettings::instance_types_data);
        Self {
            kind,
            region: region_of(region.as_deref(), options.region),
            described: data.map(InstanceFacts::all_described).unwrap_or_default(),
            release: options.release,
            catalogue: options.instances,
            zones: options.zones,
            seen: RefCell::default(),
        }
    }

    /// The first later release in which a value of a key is no longer a choice.
    pub(crate) fn choice_ends(&self, path: &str, value: &str) -> Option<Release> {
        self.later(|release| {
            let choices = release.facts().of(self.kind).choices.get(path);
            choices.is_some_and(|choices| !choices.iter().any(|choice| choice == value))
        })
    }

    /// The first later release that does not know a key any more.
    pub(crate) fn key_ends(&self, path: &str) -> Option<Release> {
        self.later(|release| !self.known_to(release, path))
    }

    /// The first release after this one of which something holds.
    fn later(&self, holds: impl Fn(Release) -> bool) -> Option<Release> {
        Release::all().find(|release| *release > self.release && holds(*release))
    }

    /// Whether the release has an official validator.
    pub(crate) fn has_validator(&self, name: &str) -> bool {
        !self.of_release().absent_validators.iter().any(|absent| absent == name)
    }

    /// Whether the release knows a key of the model.
    pub(crate) fn knows(&self, path: &str) -> bool {
        self.known_to(self.release, path)
    }

    fn known_to(&self, release: Release, path: &str) -> bool {
        !release.facts().of(self.kind).absent.iter().any(|absent| absent == path)
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
        let own = self.described.get(instance_type).cloned();
        let found = own.or_else(|| self.catalogue.instance(instance_type)).map(Rc::new);
        seen.insert(instance_type.to_owned(), found.clone());
        found
    }

    /// The region of the configuration, and who says so. Where nobody does, the environment of the official tool would
    /// decide; it is taken to be [`DEFAULT_REGION`].
    pub(crate) fn region(&self) -> (&str, RegionSource) {
        let named = self.region.as_ref().map(|(region, source)| (region.as_ref(), *source));
        named.unwrap_or((DEFAULT_REGION, RegionSource::Nobody))
    }

    /// Whether EC2 offers an instance type in the region of the configuration, as far as that is known. A region that
    /// the catalogue does not have is judged as [`DEFAULT_REGION`]: see [`Self::has_offers_of`].
    pub(crate) fn offered(&self, instance_type: &str) -> Option<bool> {
        if self.described.contains_key(instance_type) {
            return Some(true);
        }
        let here = self.catalogue.offered(instance_type, self.region().0);
        here.or_else(|| self.catalogue.offered(instance_type, DEFAULT_REGION))
    }

    /// Whether the catalogue has the region of the configuration itself, so that nothing stands in for it.
    pub(crate) fn has_offers_of(&self, instance_type: &str) -> bool {
        self.catalogue.offered(instance_type, self.region().0).is_some()
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
        let Some((first, others)) = subnets.split_first() else { return false };
        let zone = self.zones.zone(first.as_str());
        let elsewhere = |subnet: &str| zone.is_none() || self.zones.zone(subnet) != zone;
        others.iter().any(|subnet| subnet != first && elsewhere(subnet.as_str()))
    }
}

/// The configuration has the last word, as with the official tool.
fn region_of<'f>(config: Option<&str>, caller: Option<&'f str>) -> Option<(Cow<'f, str>, RegionSource)> {
    let named = |region: &&str| !region.is_empty();
    let own = config.filter(named).map(|region| (Cow::Owned(region.to_owned()), RegionSource::Config));
    own.or_else(|| caller.filter(named).map(|region| (Cow::Borrowed(region), RegionSource::Caller)))
}

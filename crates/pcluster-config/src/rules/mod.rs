//! Relations between keys. What one key alone must be is an attribute of the model.
//!
//! A rule is one small file: its documentation holds examples that fire and examples that are quiet, `RULE` says
//! what it is, and `check` looks at one subject. The engine brings every subject of a configuration to every
//! rule, also from a configuration that has errors elsewhere.

mod cluster;
mod compute_resource;
mod finding;
mod iam;
mod image;
mod networking;
mod scheduling;
mod storage;
mod subject;
mod tags;

use crate::diagnostic::{Diagnostic, Severity};
use crate::facts::Release;
use crate::kind::ConfigKind;
use crate::location::{Path, Span};

pub(crate) use finding::Finding;
pub(crate) use subject::{At, Sites, Subject, walk_cluster, walk_image, walk_sites};

use subject::{IamChoice, SecurityGroupChoice, TagList};

/// A rule.
pub(crate) struct RuleDef {
    /// Its id, which is also the name of its file.
    pub(crate) id: &'static str,
    pub(crate) severity: Severity,
    /// The official validator that says the same.
    pub(crate) official: Option<&'static str>,
    pub(crate) check: Check,
}

/// What a rule looks at.
pub(crate) enum Check {
    Cluster(fn(&At<'_, crate::model::cluster::ClusterConfig>, &Facts) -> Option<Finding>),
    Scheduling(fn(&At<'_, crate::model::cluster::Scheduling>, &Facts) -> Option<Finding>),
    ComputeResource(fn(&At<'_, crate::model::cluster::ComputeResource>) -> Option<Finding>),
    CapacityReservationTarget(
        fn(&At<'_, crate::model::cluster::CapacityReservationTarget>) -> Option<Finding>,
    ),
    SharedStorage(fn(&At<'_, crate::model::cluster::SharedStorage>) -> Option<Finding>),
    EfsSettings(fn(&At<'_, crate::model::cluster::EfsSettings>) -> Option<Finding>),
    FsxLustreSettings(fn(&At<'_, crate::model::cluster::FsxLustreSettings>) -> Option<Finding>),
    SecurityGroups(fn(&At<'_, SecurityGroupChoice<'_>>) -> Option<Finding>),
    Iam(fn(&At<'_, IamChoice<'_>>) -> Option<Finding>),
    Tags(fn(&At<'_, TagList<'_>>) -> Option<Finding>),
    Component(fn(&At<'_, crate::model::image::Component>) -> Option<Finding>),
}

/// What a rule may know besides its subject.
pub(crate) struct Facts {
    pub(crate) kind: ConfigKind,
    pub(crate) release: Release,
}

impl Facts {
    /// Whether the release knows a key of the model.
    pub(crate) fn knows(&self, path: &str) -> bool {
        !self.release.facts().of(self.kind).absent.iter().any(|absent| absent == path)
    }
}

/// All rules, by subject.
pub(crate) const RULES: &[&RuleDef] = &[
    &cluster::awsbatch_unsupported::RULE,
    &compute_resource::capacity_reservation_target::RULE,
    &compute_resource::duplicate_instance_type::RULE,
    &compute_resource::instance_type_or_instances::RULE,
    &compute_resource::no_instance_type::RULE,
    &iam::role_profile_or_policies::RULE,
    &iam::s3_access_with_own_role::RULE,
    &image::component_value::RULE,
    &networking::security_groups_or_additional::RULE,
    &scheduling::queues_of_one_scheduler::RULE,
    &scheduling::settings_of_other_scheduler::RULE,
    &storage::efs_existing_file_system::RULE,
    &storage::efs_provisioned_throughput::RULE,
    &storage::lustre_existing_file_system::RULE,
    &storage::lustre_from_backup::RULE,
    &storage::mount_dir_none::RULE,
    &storage::several_storage_settings::RULE,
    &storage::storage_settings_missing::RULE,
    &storage::storage_settings_of_other_type::RULE,
    &tags::duplicate_tag::RULE,
    &tags::reserved_tag::RULE,
];

/// Brings a subject to every rule.
pub(crate) fn judge(
    subject: &Subject<'_>,
    path: &Path,
    facts: &Facts,
    locate: &dyn Fn(&Path) -> Option<Span>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for rule in RULES {
        let finding = match (&rule.check, subject) {
            (Check::Cluster(check), Subject::Cluster(cluster)) => check(&At::new(cluster, path), facts),
            (Check::Scheduling(check), Subject::Scheduling(scheduling)) => {
                check(&At::new(scheduling, path), facts)
            }
            (Check::ComputeResource(check), Subject::ComputeResource(resource)) => {
                check(&At::new(resource, path))
            }
            (Check::CapacityReservationTarget(check), Subject::CapacityReservationTarget(target)) => {
                check(&At::new(target, path))
            }
            (Check::SharedStorage(check), Subject::SharedStorage(storage)) => check(&At::new(storage, path)),
            (Check::EfsSettings(check), Subject::EfsSettings(settings)) => check(&At::new(settings, path)),
            (Check::FsxLustreSettings(check), Subject::FsxLustreSettings(settings)) => {
                check(&At::new(settings, path))
            }
            (Check::SecurityGroups(check), subject) => {
                SecurityGroupChoice::of(subject).and_then(|choice| check(&At::new(&choice, path)))
            }
            (Check::Iam(check), subject) => {
                IamChoice::of(subject).and_then(|choice| check(&At::new(&choice, path)))
            }
            (Check::Tags(check), subject) => {
                TagList::of(subject).and_then(|tags| check(&At::new(&tags, path)))
            }
            (Check::Component(check), Subject::Component(component)) => check(&At::new(component, path)),
            _ => None,
        };
        if let Some(finding) = finding {
            diagnostics.push(finding.into_diagnostic(rule, locate));
        }
    }
}

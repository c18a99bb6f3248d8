//! Sections that are alike in several places of the model, in one form.

use crate::facts::SlurmLine;
use crate::model::cluster::{ClusterConfig, Dcv, LoginNodesPool, S3Access, SlurmQueue};
use crate::model::{AdditionalIamPolicy, Tag};
use crate::scalar::{FreeMap, InstanceProfileArn, RoleArn, SecurityGroupId, Value};

/// What kind of nodes a section is for.
#[derive(Clone, Copy, Debug)]
pub(crate) enum NodeRole<'a> {
    /// The head node.
    Head,
    /// Login nodes.
    Login(&'a LoginNodesPool),
    /// The nodes of a queue.
    Compute(&'a SlurmQueue),
    /// The machine that builds an image.
    Build,
}

/// The two ways to give security groups.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SecurityGroupView<'a> {
    pub(crate) security_groups: &'a [SecurityGroupId],
    pub(crate) additional: &'a [SecurityGroupId],
}

/// The ways to say what nodes may do in AWS.
#[derive(Clone, Copy, Debug)]
pub(crate) struct IamView<'a> {
    pub(crate) owner: NodeRole<'a>,
    pub(crate) role: Option<&'a RoleArn>,
    pub(crate) profile: Option<&'a InstanceProfileArn>,
    pub(crate) policies: &'a [AdditionalIamPolicy],
    pub(crate) s3_access: &'a [S3Access],
}

/// A list of tags.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TagView<'a> {
    pub(crate) tags: &'a [Tag],
    /// Whether every name may stand only once.
    pub(crate) unique: bool,
}

/// What an EBS volume is for.
#[derive(Clone, Copy, Debug)]
pub(crate) enum VolumeOwner {
    /// The root volume of the head node.
    Head,
    /// The root volume of every node of a queue.
    Queue,
    /// Storage that the head node shares.
    Shared,
}

/// An EBS volume; its place is the section with its keys, which may be absent.
#[derive(Clone, Copy, Debug)]
pub(crate) struct VolumeView<'a> {
    pub(crate) owner: VolumeOwner,
    /// Its type, as it is written or by default.
    pub(crate) volume_type: &'a str,
    /// Whether the type is written.
    pub(crate) has_type: bool,
    /// GiB that it gets when none are written; `None` where that is the size of an image of one's own.
    pub(crate) default_size: Option<i64>,
    /// GiB, as far as it is written.
    pub(crate) size: Option<i64>,
    /// Reads and writes a second, as far as it is written.
    pub(crate) iops: Option<i64>,
    /// MiB/s, as far as it is written.
    pub(crate) throughput: Option<i64>,
}

/// A script of a custom action; its place is the section with its `Script` key.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ScriptView<'a> {
    pub(crate) url: &'a str,
    pub(crate) args: &'a [String],
}

/// A key that names an instance type; its place is that key.
#[derive(Clone, Copy, Debug)]
pub(crate) struct InstanceUse<'a> {
    /// The cluster, where it is not for a build.
    pub(crate) cluster: Option<&'a ClusterConfig>,
    pub(crate) role: NodeRole<'a>,
    pub(crate) name: &'a str,
}

/// A name that becomes part of host names; its place is the `Name` key.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NameView<'a> {
    /// What has the name, in words.
    pub(crate) what: &'static str,
    pub(crate) name: &'a str,
}

/// A remote desktop; its place is the `Dcv` section.
#[derive(Clone, Copy, Debug)]
pub(crate) struct DesktopView<'a> {
    pub(crate) cluster: &'a ClusterConfig,
    pub(crate) dcv: &'a Dcv,
    /// The instance type of the nodes that serve it.
    pub(crate) instance_type: &'a str,
}

/// A key of KMS for storage; its place is the section with the `KmsKeyId` key.
#[derive(Clone, Copy, Debug)]
pub(crate) struct KmsKeyView {
    /// Whether the storage is encrypted, as far as it is written.
    pub(crate) encrypted: Option<bool>,
    /// Whether it is when nothing is written.
    pub(crate) by_default: bool,
}

/// A file that ParallelCluster fetches, other than a script; its place is the key that names it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct UrlView<'a> {
    /// What is fetched, in words.
    pub(crate) what: &'static str,
    pub(crate) url: &'a str,
}

/// Custom parameters that become one line of `slurm.conf`, or are added to one; their place is the map with them.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SlurmParameters<'a> {
    /// The kind of line.
    pub(crate) line: SlurmLine,
    map: &'a FreeMap,
}

impl<'a> SlurmParameters<'a> {
    /// An item of the list for the whole cluster; its keys say what kind of line it becomes.
    pub(super) fn item(map: &'a FreeMap) -> Self {
        let mut lines = map.iter().filter_map(|(name, _)| SlurmLine::started_by(name.as_str()?));
        Self { line: lines.next().unwrap_or(SlurmLine::Cluster), map }
    }

    /// Parameters that are added to a line of ParallelCluster's.
    pub(super) fn added_to(line: SlurmLine, map: &'a FreeMap) -> Self {
        Self { line, map }
    }

    /// The parameters whose names are texts, which all are that mean something to Slurm.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&'a str, &'a Value)> + use<'a> {
        self.map.iter().filter_map(|(name, value)| Some((name.as_str()?, value)))
    }

    /// The value of a parameter, and its name as it is written.
    pub(crate) fn get(&self, parameter: &str) -> Option<(&'a str, &'a Value)> {
        self.iter().find(|(name, _)| name.eq_ignore_ascii_case(parameter))
    }
}

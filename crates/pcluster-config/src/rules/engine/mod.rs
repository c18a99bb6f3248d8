//! How rules and subjects are brought together: the parts of a configuration that rules look at, the walk that finds
//! them, what rules may know besides, and what they say.

mod ephemeral;
mod facts;
mod finding;
mod judge;
mod nesting;
mod node;
mod place;
mod resource;
mod subject;
mod view;
mod walk;
mod walk_batch;
mod walk_queue;
mod walk_settings;
mod walk_storage;

pub(crate) use ephemeral::{EphemeralDir, ephemeral_dirs};
pub(crate) use facts::{DEFAULT_REGION, Facts, RegionSource};
pub(crate) use finding::{Finding, Locate};
pub(crate) use judge::{judge_cluster, judge_image};
pub(crate) use nesting::{Side, nested_storages};
pub(crate) use node::{BootScript, NodeView};
pub(crate) use place::{At, Place};
pub(crate) use resource::TypeOf;
pub(crate) use subject::{Check, Pool, Queue, Resource, Storage, Subject};
pub(crate) use view::{
    DesktopView, IamView, InstanceUse, KmsKeyView, NameView, NodeRole, ScriptView, SecurityGroupView,
    SlurmParameters, TagView, UrlView, VolumeOwner, VolumeView,
};

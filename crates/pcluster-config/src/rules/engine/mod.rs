//! How rules and subjects are brought together: the parts of a configuration that rules look at, the walk that finds
//! them, what rules may know besides, and what they say.

mod facts;
mod finding;
mod judge;
mod place;
mod subject;
mod view;
mod walk;

pub(crate) use facts::Facts;
pub(crate) use finding::{Finding, Locate};
pub(crate) use judge::{judge_cluster, judge_image};
pub(crate) use place::{At, Place};
pub(crate) use subject::{Check, Pool, Queue, Resource, Storage, Subject};
pub(crate) use view::{
    DesktopView, Event, IamView, InstanceUse, NameView, NodeRole, ScriptView, SecurityGroupView,
    SlurmParameters, TagView, VolumeOwner, VolumeView,
};

//! Rules about settings for the development of ParallelCluster.

crate::rules::rules! {
    chef_attribute_not_boolean,
    in_place_updates_off,
    readiness_check_off,
    slurm_reconfigure_timeout,
}

use serde_json::Value;

use crate::model::Cookbook;
use crate::scalar::read_json;

/// The attributes for the cookbook, as far as they can be read.
fn attributes(cookbook: &Cookbook) -> Option<Value> {
    read_json(cookbook.extra_chef_attributes.as_deref()?)
}

/// An attribute below `cluster`; `None` for one that is absent or null.
fn attribute<'a>(attributes: &'a Value, names: &[&str]) -> Option<&'a Value> {
    let value = names.iter().try_fold(attributes.get("cluster")?, |value, name| value.get(name))?;
    (!value.is_null()).then_some(value)
}

/// Whether an attribute is true or false, which may stand in quotes.
fn truth(value: &Value) -> Option<bool> {
    match value {
        Value::Bool(truth) => Some(*truth),
        Value::String(text) if text.eq_ignore_ascii_case("true") => Some(true),
        Value::String(text) if text.eq_ignore_ascii_case("false") => Some(false),
        _ => None,
    }
}

//! Rules about image builds.

pub(super) mod component_value;

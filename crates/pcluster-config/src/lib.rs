//! A typed model of AWS ParallelCluster configurations.

pub mod diagnostic;
pub mod location;
pub mod model;
pub mod scalar;
pub mod template;

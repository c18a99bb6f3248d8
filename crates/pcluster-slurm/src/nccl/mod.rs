//! Tests of the network with nccl-tests.

mod collective;
mod log;

pub use collective::Collective;
pub use log::{Devices, Failure, FailureKind, Log, Measure, Network, Parameters, Row, Run};

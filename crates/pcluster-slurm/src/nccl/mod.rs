//! Tests of the network with nccl-tests.

mod collective;
mod compare;
mod facts;
mod judge;
mod log;
mod page;
mod plot;
mod report;
mod size;

pub use collective::Collective;
pub use compare::{ComparedSize, Comparison};
pub use facts::{Algorithm, Limit, Series, Use, limit, references};
pub use judge::{
    ACCEPTED_SHARE_OF_LIMIT, Cause, GOOD_SHARE_OF_LIMIT, GOOD_SHARE_OF_REFERENCE, Judgement, Known, Point,
    Setting, Verdict, Yardstick, judge,
};
pub use log::{Devices, Failure, FailureKind, Log, Measure, Network, Parameters, Row, Run};
pub use page::{Look, page};
pub use plot::{Curve, Plot, Style, svg, text};
pub use report::{Judged, Report};
pub use size::Size;

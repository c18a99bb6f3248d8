//! Tests of the network with nccl-tests: what they print is read, judged, compared and drawn.
//!
//! A log is read into runs ([`Log`]); a [`Report`] judges each by published figures or by what the network cards of its type
//! carry, says why it is not good, and compares several. [`page`] and [`svg`] show it. `docs/nccl.md` says by what is judged.
//!
//! ```
//! use pcluster_config::facts::EmbeddedCatalogue;
//! use pcluster_slurm::nccl::{Known, Log, Look, Report, Verdict, page};
//!
//! let output = include_bytes!("../../../../fixtures/nccl/p5-socket.txt");
//! let log = Log::read(&output[..])?;
//! let report = Report::of(vec![("job 42".to_owned(), log)], &Known::nothing(&EmbeddedCatalogue));
//!
//! assert_eq!(report.worst(), Some(Verdict::NotOnEfa));
//! let judgement = &report.runs[0].judgement;
//! assert_eq!(judgement.setting.instance_type(), Some("p5.48xlarge"));
//! assert_eq!(judgement.causes[0].id, "plugin-not-found");
//! assert!(page(&report, Look::of_width(80)).contains("not on EFA"));
//! # Ok::<(), std::io::Error>(())
//! ```

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
pub use facts::{Algorithm, Limit, Series, Use, limit, limits, references};
pub use judge::{
    ACCEPTED_SHARE_OF_LIMIT, Cause, GOOD_SHARE_OF_LIMIT, GOOD_SHARE_OF_REFERENCE, Judgement, Known, Point,
    Setting, Verdict, Yardstick, judge,
};
pub use log::{Devices, Failure, FailureKind, Log, LogReader, Measure, Network, Parameters, Row, Run};
pub use page::{Look, page};
pub use plot::{Curve, Plot, Style, svg, text};
pub use report::{Judged, Report};
pub use size::Size;

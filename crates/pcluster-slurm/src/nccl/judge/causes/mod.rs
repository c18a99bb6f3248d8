//! Why a run is not good: what speaks for it in the log, and what to do.

mod efa;
mod failures;
mod speed;

use pcluster_config::facts::InstanceCatalogue;
use serde::Serialize;

use super::bandwidth::Point;
use super::{Setting, Verdict, Yardstick};
use crate::nccl::Run;

/// A likely cause.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub struct Cause {
    /// Its name, for programs.
    pub id: &'static str,
    /// What it is.
    pub message: String,
    /// What speaks for it.
    pub evidence: String,
    /// What to do.
    pub help: String,
}

impl Cause {
    fn new(
        id: &'static str,
        message: impl Into<String>,
        evidence: impl Into<String>,
        help: impl Into<String>,
    ) -> Self {
        Self { id, message: message.into(), evidence: evidence.into(), help: help.into() }
    }
}

/// What causes are looked for in.
struct Scene<'a> {
    run: &'a Run,
    setting: &'a Setting,
    yardstick: &'a Yardstick,
    points: &'a [Point],
    catalogue: &'a dyn InstanceCatalogue,
}

type Look = fn(&Scene<'_>) -> Option<Cause>;

/// Why EFA is not used, the likeliest first.
const NOT_ON_EFA: &[Look] = &[
    efa::chosen_by_variable,
    efa::on_some_hosts,
    efa::no_device,
    efa::other_provider,
    efa::plugin_not_found,
    efa::without_plugin,
];

/// Why it is slow, the likeliest first.
const SLOW: &[Look] = &[
    speed::fewer_cards,
    speed::no_gpu_direct,
    speed::like_tcp,
    speed::variable,
    speed::fewer_gpus,
    speed::uneven_hosts,
    speed::send_receive_protocol,
    speed::old_plugin,
    speed::no_log,
];

/// Why values are wrong.
const WRONG: &[Look] = &[failures::forced_protocol, failures::faulty_hardware];

/// The likely causes, the likeliest first.
pub(super) fn causes(
    verdict: Verdict,
    run: &Run,
    setting: &Setting,
    yardstick: &Yardstick,
    points: &[Point],
    catalogue: &dyn InstanceCatalogue,
) -> Vec<Cause> {
    let scene = Scene { run, setting, yardstick, points, catalogue };
    let look = |looks: &[Look]| looks.iter().filter_map(|look| look(&scene)).collect::<Vec<Cause>>();
    match verdict {
        Verdict::Good | Verdict::Unknown => Vec::new(),
        Verdict::Slow => look(SLOW),
        Verdict::NotOnEfa => look(NOT_ON_EFA),
        Verdict::Wrong => look(WRONG),
        Verdict::Failed => failures::causes(&scene),
    }
}

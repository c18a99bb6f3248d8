//! The Slurm of a cluster: how it is reached, what it says, and what it is asked to do.
//!
//! A [`Runner`] runs Slurm's commands here, over SSH or through Session Manager; [`Slurm`] reads their answers, whatever
//! release of Slurm wrote them. The [`Operation`](pcluster_operation::Operation)s [`submit`](fn@submit)
//! and [`follow`](fn@follow) can be stopped and killed at any point: all they know is in Slurm.

mod follow;
mod job;
mod job_id;
mod job_state;
mod moment;
mod node;
mod node_state;
mod output_path;
mod read;
mod roster;
mod runner;
mod slurm;
mod submit;
mod tail;
mod words;

pub use follow::{FollowEvent, FollowOptions, Followed, follow, output};
pub use job::{ArrayTask, ExitCode, HetPart, Job, TimeLimit};
pub use job_id::{JobId, JobIdError, Part};
pub use job_state::JobState;
pub use moment::utc;
pub use node::Node;
pub use node_state::{BaseState, NodeState, PowerState};
pub use output_path::OutputPaths;
pub use read::ReadError;
pub use roster::{NodeNote, Roster, RosterGroup};
pub use runner::{
    Answer, Command, FindHeadNodeError, Local, Recorded, Runner, RunnerError, SessionManager, Ssh,
    find_head_node,
};
pub use slurm::{Slurm, SlurmError, Whose};
pub use submit::{SubmitEvent, SubmitOptions, Submitted, submit};
pub use tail::{Stream, Written};
pub use words::{Explanation, explain_node, explain_reason, visible};

/// The names of a list of nodes as Slurm writes it, such as `gpu-st-p5-[1-3]`; none where it is no such list. Slurm has no
/// more than 65,536 nodes.
fn names_of(list: &str) -> impl Iterator<Item = String> {
    let names =
        crate::script::value::Hosts::read(list).map(|hosts| hosts.names().take(65_536).collect::<Vec<_>>());
    names.unwrap_or_default().into_iter()
}

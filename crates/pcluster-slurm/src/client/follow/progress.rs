//! What is known of a job, and what is new.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use pcluster_operation::Emitter;

use super::{FollowEvent, Followed};
use crate::client::names_of;
use crate::client::words::{explain_node, explain_reason};
use crate::client::{Job, JobId, JobState, Node, NodeState};

/// Nodes that are told of at most.
const MOST_NODES: usize = 8;

#[derive(Debug, Default)]
pub(super) struct Progress {
    parts: BTreeMap<JobId, Part>,
    /// Nodes that were told of, with their state.
    told: BTreeSet<(String, String)>,
    away: bool,
}

#[derive(Debug)]
struct Part {
    job: Job,
    waits: Option<String>,
    ready: Option<usize>,
    started: bool,
    end_told: bool,
}

impl Progress {
    /// Notes whether the controller is away, and tells whether that is new.
    pub(super) fn is_away(&mut self, away: bool) -> bool {
        std::mem::replace(&mut self.away, away) != away
    }

    pub(super) fn has_seen(&self) -> bool {
        !self.parts.is_empty()
    }

    pub(super) fn is_over(&self) -> bool {
        self.has_seen() && self.parts.values().all(Part::is_over)
    }

    pub(super) fn jobs(&self) -> impl Iterator<Item = &Job> {
        self.parts.values().map(|part| &part.job)
    }

    pub(super) fn outcome(self) -> Followed {
        let jobs: Vec<Job> = self.parts.into_values().map(|part| part.job).collect();
        let exit_status = jobs.iter().map(Job::exit_status).max().unwrap_or(0);
        Followed { jobs, exit_status }
    }

    /// Sees the parts of the job as they are now, and tells whether anything is new.
    pub(super) async fn see(&mut self, jobs: Vec<Job>, emitter: &Emitter<FollowEvent>) -> bool {
        let mut happened = false;
        let now: BTreeSet<JobId> = jobs.iter().map(|job| job.id).collect();
        for job in jobs {
            happened |= self.see_part(job, emitter).await;
        }
        // What waits of an array is one part, until it does not.
        self.parts.retain(|id, part| now.contains(id) || !part.is_rest_of_array());
        for part in self.parts.values_mut().filter(|part| !now.contains(&part.job.id) && !part.is_over()) {
            part.job.state = JobState::Other("FORGOTTEN".to_owned());
            happened = true;
        }
        happened
    }

    async fn see_part(&mut self, job: Job, emitter: &Emitter<FollowEvent>) -> bool {
        let id = job.id;
        let before = self.parts.get(&id).map(|part| part.job.state.clone());
        let part = self.parts.entry(id).or_insert_with(|| Part {
            job: job.clone(),
            waits: None,
            ready: None,
            started: false,
            end_told: false,
        });
        part.job = job;
        let state = part.job.state.clone();
        let mut happened = before.as_ref() != Some(&state);
        if happened {
            emitter.emit(FollowEvent::State { id, state: state.clone(), before }).await;
            part.ready = None;
        }
        if state.is_waiting() {
            part.started = false;
            part.end_told = false;
            let reason = part.job.reason.clone().unwrap_or_else(|| "None".to_owned());
            if part.waits.as_ref() != Some(&reason)
                && let Some(words) = explain_reason(&part.job)
            {
                happened = true;
                let (text, help) = (words.text, words.help);
                emitter.emit(FollowEvent::Waiting { id, reason: reason.clone(), text, help }).await;
                part.waits = Some(reason);
            }
        } else if !part.started
            && !matches!(state, JobState::Configuring | JobState::Cancelled)
            && !part.job.nodes.is_empty()
        {
            part.started = true;
            happened = true;
            let (nodes, count) = (part.job.nodes.clone(), part.job.node_count);
            emitter.emit(FollowEvent::Started { id, nodes, count }).await;
        }
        happened
    }

    /// Tells of parts that have ended, after what they wrote.
    pub(super) async fn tell_ends(&mut self, emitter: &Emitter<FollowEvent>) -> bool {
        let mut happened = false;
        for part in self.parts.values_mut().filter(|part| part.is_over() && !part.end_told) {
            part.end_told = true;
            happened = true;
            let Job { id, state, exit, .. } = &part.job;
            emitter.emit(FollowEvent::Ended { id: *id, state: state.clone(), exit: *exit }).await;
        }
        happened
    }

    /// Whether the states of nodes say something about the job now.
    pub(super) fn wants_nodes(&self) -> bool {
        self.parts.values().any(|part| part.job.state == JobState::Configuring || part.waits_for_nodes())
    }

    /// Sees the nodes as they are now, and tells whether anything is new.
    pub(super) async fn see_nodes(&mut self, nodes: &[Node], emitter: &Emitter<FollowEvent>) -> bool {
        let by_name: HashMap<&str, &Node> = nodes.iter().map(|node| (node.name.as_str(), node)).collect();
        let mut happened = false;
        let mut bad: Vec<&Node> = Vec::new();
        for part in self.parts.values_mut() {
            if part.job.state == JobState::Configuring {
                let names: Vec<String> = names_of(&part.job.nodes).collect();
                let own: Vec<&Node> =
                    names.iter().filter_map(|name| by_name.get(name.as_str()).copied()).collect();
                let ready = own.iter().filter(|node| node.state.is_up()).count();
                bad.extend(own.iter().filter(|node| node.state.is_bad()));
                if part.ready != Some(ready) {
                    part.ready = Some(ready);
                    happened = true;
                    emitter.emit(FollowEvent::Starting { id: part.job.id, ready, total: names.len() }).await;
                }
            } else if part.waits_for_nodes() {
                let partitions: Vec<&str> = part.job.partition.split(',').collect();
                let of_partition =
                    |node: &&Node| node.partitions.iter().any(|name| partitions.contains(&name.as_str()));
                bad.extend(
                    nodes
                        .iter()
                        .filter(of_partition)
                        .filter(|node| node.state.is_bad() || is_kept(&node.state)),
                );
            }
        }
        for node in bad {
            let state = node.state.to_string();
            let new = self.told.len() < MOST_NODES && self.told.insert((node.name.clone(), state.clone()));
            if new && let Some(words) = explain_node(node) {
                happened = true;
                let (text, help) = (words.text, words.help);
                emitter.emit(FollowEvent::Node { node: node.name.clone(), state, text, help }).await;
            }
        }
        happened
    }
}

/// Whether a reservation keeps a node.
fn is_kept(state: &NodeState) -> bool {
    state.maintenance
}

impl Part {
    fn is_over(&self) -> bool {
        self.job.state.is_final() || self.job.state == JobState::Other("FORGOTTEN".to_owned())
    }

    fn is_rest_of_array(&self) -> bool {
        self.job.array.as_ref().is_some_and(|array| array.task.is_none())
    }

    /// Whether it waits for nodes rather than for its turn or another job.
    fn waits_for_nodes(&self) -> bool {
        let reason = self.job.reason.as_deref().unwrap_or_default();
        self.job.state.is_waiting()
            && (reason == "Resources"
                || reason == "NodeDown"
                || reason == "BeginTime"
                || reason.starts_with("ReqNodeNotAvail")
                || reason.starts_with("Nodes required"))
    }
}

//! What the parts of a job write.

use std::collections::BTreeMap;

use pcluster_operation::Emitter;

use super::FollowEvent;
use crate::client::tail::{Tail, has_begun};
use crate::client::{Job, JobId, Slurm, SlurmError};

/// Parts whose files are read at the same time at most; others come when those have ended.
const MOST_PARTS: usize = 16;

/// Bytes that are told at once: hundreds of events may wait for whoever is slower than the job, which have to stay small.
const PIECE: usize = 64 << 10;

#[derive(Debug, Default)]
pub(super) struct Outputs {
    open: BTreeMap<JobId, Part>,
    done: std::collections::BTreeSet<JobId>,
}

#[derive(Debug)]
struct Part {
    tails: Vec<Tail>,
    /// It has ended, and its files were read once more after that.
    ended: bool,
}

impl Outputs {
    /// Reads what is new, and tells whether anything is.
    pub(super) async fn read(
        &mut self,
        slurm: &Slurm,
        jobs: impl Iterator<Item = &Job>,
        emitter: &Emitter<FollowEvent>,
    ) -> Result<bool, SlurmError> {
        for job in jobs.filter(|job| has_begun(job)) {
            if let Some(part) = self.open.get_mut(&job.id) {
                part.ended |= job.state.is_final();
            } else if !self.done.contains(&job.id) && self.open.len() < MOST_PARTS {
                let part = Part { tails: Tail::of_job(job), ended: job.state.is_final() };
                if !part.tails.is_empty() {
                    self.open.insert(job.id, part);
                }
            }
        }
        let mut happened = false;
        for (id, part) in &mut self.open {
            happened |= part.read(slurm, emitter).await?;
            if part.ended {
                self.done.insert(*id);
                part.close(*id, emitter).await;
            }
        }
        self.open.retain(|_, part| !part.ended);
        Ok(happened)
    }

    /// Reads what came last.
    pub(super) async fn finish(&mut self, slurm: &Slurm, emitter: &Emitter<FollowEvent>) {
        for (id, part) in &mut self.open {
            // Why it cannot be read any more changes nothing about how the job ended.
            let _ = part.read(slurm, emitter).await;
            part.close(*id, emitter).await;
        }
        self.open.clear();
    }
}

impl Part {
    async fn read(&mut self, slurm: &Slurm, emitter: &Emitter<FollowEvent>) -> Result<bool, SlurmError> {
        let mut happened = false;
        for tail in &mut self.tails {
            while let Some(written) = tail.read(slurm).await? {
                happened = true;
                for piece in written.pieces(PIECE) {
                    emitter.emit(FollowEvent::Output(piece)).await;
                }
                emitter.check()?;
            }
        }
        Ok(happened)
    }

    async fn close(&mut self, id: JobId, emitter: &Emitter<FollowEvent>) {
        for tail in &mut self.tails {
            if let Some(written) = tail.end() {
                emitter.emit(FollowEvent::Output(written)).await;
            }
            if !tail.seen {
                let path = tail.path().to_owned();
                emitter.emit(FollowEvent::NoFile { id, path }).await;
            }
        }
    }
}

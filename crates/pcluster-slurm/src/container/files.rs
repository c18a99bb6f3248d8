//! The images that a job reads.

use super::Image;
use crate::job::Job;

/// The files of images that a job starts containers from, by their whole paths, each once.
///
/// ```
/// let job = pcluster_slurm::script::parse("#!/bin/bash\nsrun --container-image=/fsx/a.sqsh hostname\n").job;
/// assert_eq!(pcluster_slurm::container::files_of(&job), ["/fsx/a.sqsh"]);
/// ```
pub fn files_of(job: &Job) -> Vec<String> {
    let requests = job.requests.iter().map(|request| &request.container);
    let steps = job.steps.iter().map(|step| &step.container);
    let mut files: Vec<String> = Vec::new();
    for asked in requests.chain(steps).filter_map(|container| container.image.as_ref()) {
        match asked.parse() {
            Ok(Image::File(path)) if path.starts_with('/') && !files.contains(&path) => files.push(path),
            _ => {}
        }
    }
    files
}

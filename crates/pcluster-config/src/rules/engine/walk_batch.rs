//! How subjects are found in the queues of AWS Batch.

use crate::model::cluster::Scheduling;

use super::Place;
use super::walk::{Visit, name, security_groups};

pub(super) fn aws_batch_queues(scheduling: &Scheduling, place: &Place<'_>, visit: &mut Visit<'_>) {
    for (index, queue) in scheduling.aws_batch_queues.iter().flatten().enumerate() {
        let place = place.index(index);
        name("queue", &queue.name, &place, visit);
        let groups = (&queue.networking.security_groups, &queue.networking.additional_security_groups);
        security_groups(groups, place.key("Networking"), visit);
        let resources = place.key("ComputeResources");
        for (index, resource) in queue.compute_resources.iter().enumerate() {
            name("compute resource", &resource.name, &resources.index(index), visit);
        }
    }
}

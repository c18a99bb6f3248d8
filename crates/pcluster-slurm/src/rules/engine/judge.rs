//! Brings every part of a job to every rule.

use pcluster_config::diagnostic::Diagnostic;

use super::super::entries;
use super::{ContainerView, Facts, RequestView, ScriptView, StepView, Subject, VariableView};
use crate::cluster::Partition;
use crate::fit;
use crate::job::{ContainerRequest, Job, Request, Source};

/// What the rules have to say about a job.
pub fn judge(job: &Job, facts: &Facts<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut bring = |subject: &Subject<'_>| {
        for entry in entries() {
            let say = &mut |finding: super::Finding| {
                let finding = if job.source == Source::Yaml { finding.in_keys() } else { finding };
                found.push(finding.into_diagnostic(entry.rule));
            };
            entry.rule.check.run(subject, facts, say);
        }
    };
    bring(&Subject::Job(job));
    if let Some(script) = &job.script {
        bring(&Subject::Script(ScriptView { job, script }));
    }
    let first = job.requests.first().map(|request| partitions(request, facts)).unwrap_or_default();
    for (index, request) in job.requests.iter().enumerate() {
        let partitions = partitions(request, facts);
        if !is_empty(&request.container) {
            let (container, partitions) = (&request.container, partitions.as_slice());
            bring(&Subject::Container(ContainerView { job, container, step: None, partitions }));
        }
        let (fits, misfits) = match facts.cluster.map(|cluster| fit::judge(request, cluster)) {
            Some(Ok(fits)) => (fits, Vec::new()),
            Some(Err(misfits)) => (Vec::new(), misfits),
            None => (Vec::new(), Vec::new()),
        };
        bring(&Subject::Request(RequestView { job, request, index, partitions, fits, misfits }));
    }
    let partitions = first.as_slice();
    for variable in &job.environment {
        bring(&Subject::Variable(VariableView { job, variable, partitions }));
    }
    for step in &job.steps {
        bring(&Subject::Step(StepView { job, step, partitions }));
        for variable in &step.environment {
            bring(&Subject::Variable(VariableView { job, variable, partitions }));
        }
        if !is_empty(&step.container) {
            let container = &step.container;
            bring(&Subject::Container(ContainerView { job, container, step: Some(step), partitions }));
        }
    }
    found
}

/// The partitions that a request may run in.
fn partitions<'c>(request: &Request, facts: &Facts<'c>) -> Vec<&'c Partition> {
    let Some(cluster) = facts.cluster else { return Vec::new() };
    match &request.partitions {
        Some(names) => names.iter().filter_map(|name| cluster.partition(name)).collect(),
        None => cluster.default_partition().into_iter().collect(),
    }
}

fn is_empty(container: &ContainerRequest) -> bool {
    *container == ContainerRequest::default()
}

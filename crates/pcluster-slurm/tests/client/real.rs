//! Jobs on a real Slurm.

use std::fs;

use pcluster_lab::{Slurm as Lab, SlurmOptions};
use pcluster_slurm::client::{FollowEvent, JobState, SlurmError, SubmitOptions, Whose, follow, submit};

use crate::lab::{has, of_lab, script, small};
use crate::told::{followed, lines, quick, run, submitted};

/// What is the same in every run.
fn settled(text: &str, lab: &Lab) -> String {
    text.replace(&lab.directory().display().to_string(), "/lab")
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn a_job_is_followed_to_its_end_on_three_nodes() {
    let lab = Lab::start(&SlurmOptions::default());
    let slurm = of_lab(&lab);
    run(async {
        let body = "#SBATCH --nodes=3\n#SBATCH --error=%x_%j.err\nsrun hostname\necho bad >&2\nsleep 1\nprintf 'é\\n'";
        let (_, job) = submitted(&slurm, &script(&lab, body), &[]).await;
        let id = job.unwrap().id;
        let (events, outcome) = followed(&slurm, id).await;
        let outcome = outcome.unwrap();
        assert_eq!(outcome.exit_status, 0, "{}", lines(&events));
        let text = |wanted| {
            let parts = events.iter().filter_map(|event| match event {
                FollowEvent::Output(written) if written.stream == wanted => Some(written.text.as_str()),
                _ => None,
            });
            parts.collect::<String>()
        };
        let out = text(pcluster_slurm::client::Stream::Stdout);
        let mut names: Vec<&str> = out.lines().collect();
        names.sort_unstable();
        let expected = [
            "compute-gpu-st-distributed-ml-1",
            "compute-gpu-st-distributed-ml-2",
            "compute-gpu-st-distributed-ml-3",
            "é",
        ];
        assert_eq!(names, expected, "{}", lines(&events));
        assert_eq!(text(pcluster_slurm::client::Stream::Stderr), "bad\n");
        let started = |event: &FollowEvent| matches!(event, FollowEvent::Started { count: 3, .. });
        assert!(has(&events, started), "{}", lines(&events));
        let job = &outcome.jobs[0];
        assert_eq!(settled(&job.output.stdout, &lab), format!("/lab/jobs/slurm-{id}.out"));
        assert_eq!(settled(&job.output.stderr, &lab), format!("/lab/jobs/train_{id}.err"));
        // It can be looked at again.
        let (again, outcome) = followed(&slurm, id).await;
        assert_eq!(outcome.unwrap().exit_status, 0);
        assert!(has(&again, |event| matches!(event, FollowEvent::Output(_))), "{}", lines(&again));
    });
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn jobs_end_as_slurm_says() {
    let lab = Lab::start(&small(1, 0));
    let slurm = of_lab(&lab);
    run(async {
        let (_, job) = submitted(&slurm, &script(&lab, "exit 7"), &["--comment=own"]).await;
        let (events, outcome) = followed(&slurm, job.unwrap().id).await;
        let outcome = outcome.unwrap();
        assert_eq!(
            (outcome.exit_status, &outcome.jobs[0].state),
            (7, &JobState::Failed),
            "{}",
            lines(&events)
        );
        assert!(outcome.jobs[0].comment.starts_with("own pclusterctl:"), "{}", outcome.jobs[0].comment);

        let (_, job) = submitted(&slurm, &script(&lab, "sleep 600"), &[]).await;
        let id = job.unwrap().id;
        let mut operation = follow(&slurm, id.into(), quick());
        while let Some(event) = operation.next().await {
            if matches!(event, FollowEvent::Started { .. }) {
                slurm.cancel(&[id.into()]).await.unwrap();
            }
        }
        let outcome = operation.finish().await.unwrap();
        assert_eq!(outcome.jobs[0].state, JobState::Cancelled);
        assert_ne!(outcome.exit_status, 0);

        let dependent = [format!("--dependency=afterok:{id}")];
        let (_, job) = submitted(&slurm, &script(&lab, "true"), &[&dependent[0]]).await;
        let id = job.unwrap().id;
        let mut operation = follow(&slurm, id.into(), quick());
        let mut reasons = Vec::new();
        while let Some(event) = operation.next().await {
            if let FollowEvent::Waiting { reason, .. } = event {
                if reason == "DependencyNeverSatisfied" {
                    slurm.cancel(&[id.into()]).await.unwrap();
                }
                reasons.push(reason);
            }
        }
        assert!(operation.finish().await.is_ok());
        assert_eq!(reasons.last().map(String::as_str), Some("DependencyNeverSatisfied"));

        let (_, refused) = submitted(&slurm, &script(&lab, "true"), &["--gpus-per-node=9"]).await;
        let refused = refused.unwrap_err();
        assert!(matches!(&refused, SlurmError::Refused { .. }), "{refused}");
        insta::assert_snapshot!("refused", refused.to_string());
        assert!(matches!(slurm.job(9999.into()).await, Err(SlurmError::NoJob(_))));
    });
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn arrays_and_heterogeneous_jobs_have_parts() {
    let lab = Lab::start(&small(2, 0));
    let slurm = of_lab(&lab);
    run(async {
        let body = "#SBATCH --array=0-4%2\necho task $SLURM_ARRAY_TASK_ID; exit $SLURM_ARRAY_TASK_ID";
        let (_, job) = submitted(&slurm, &script(&lab, body), &[]).await;
        let (events, outcome) = followed(&slurm, job.unwrap().id).await;
        let outcome = outcome.unwrap();
        assert_eq!((outcome.jobs.len(), outcome.exit_status), (5, 4), "{}", lines(&events));
        for task in 0..5 {
            let text = format!("task {task}\n");
            assert!(has(
                &events,
                |event| matches!(event, FollowEvent::Output(written) if written.text == text)
            ));
        }
        let body = "#SBATCH --nodes=1\n#SBATCH hetjob\n#SBATCH --nodes=1\nsrun --het-group=0,1 hostname";
        let (_, job) = submitted(&slurm, &script(&lab, body), &[]).await;
        let id = job.unwrap().id;
        let (events, outcome) = followed(&slurm, id).await;
        let ids: Vec<String> = outcome.unwrap().jobs.iter().map(|job| job.id.to_string()).collect();
        assert_eq!(ids, [format!("{id}"), format!("{id}+1")], "{}", lines(&events));
    });
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn nodes_that_are_off_are_started() {
    let lab = Lab::start(&small(0, 3));
    let slurm = of_lab(&lab);
    fs::write(lab.directory().join("delay"), "2").unwrap();
    run(async {
        let (_, job) = submitted(&slurm, &script(&lab, "#SBATCH --nodes=2\nsrun hostname"), &[]).await;
        let (events, outcome) = followed(&slurm, job.unwrap().id).await;
        let outcome = outcome.unwrap();
        assert_eq!(outcome.exit_status, 0, "{}", lines(&events));
        let none = |event: &FollowEvent| matches!(event, FollowEvent::Starting { ready: 0, total: 2, .. });
        assert!(has(&events, none), "{}", lines(&events));
    });
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn a_node_that_does_not_come_up_is_told_of() {
    let mut options = small(0, 1);
    options.resume_timeout = 5;
    let lab = Lab::start(&options);
    let slurm = of_lab(&lab);
    fs::write(lab.directory().join("broken/gpu-dy-p5-1"), "").unwrap();
    run(async {
        let (_, job) = submitted(&slurm, &script(&lab, "#SBATCH --nodes=1\nhostname"), &[]).await;
        let id = job.unwrap().id;
        let mut operation = follow(&slurm, id.into(), quick());
        let mut found = None;
        while let Some(event) = operation.next().await {
            if let FollowEvent::Node { node, text, .. } = event {
                found = Some((node, text));
                slurm.cancel(&[id.into()]).await.unwrap();
            }
        }
        let _ = operation.finish().await;
        let (node, text) = found.expect("a node that is not well");
        assert_eq!(
            (node.as_str(), text.as_str()),
            ("gpu-dy-p5-1", "it did not come up within Slurm's ResumeTimeout")
        );
    });
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn a_controller_that_restarts_is_waited_for() {
    let mut options = small(1, 0);
    // How long Slurm's commands try by themselves.
    options.settings.push(("MessageTimeout".into(), "4".into()));
    let lab = Lab::start(&options);
    let slurm = of_lab(&lab);
    run(async {
        let (_, job) = submitted(&slurm, &script(&lab, "sleep 4; echo done"), &[]).await;
        let id = job.unwrap().id;
        let mut operation = follow(&slurm, id.into(), quick());
        let (mut away, mut back) = (false, false);
        let mut told = Vec::new();
        while let Some(event) = operation.next().await {
            told.push(event.clone());
            match event {
                FollowEvent::Started { .. } => lab.stop_controller(),
                FollowEvent::Away { .. } => {
                    away = true;
                    lab.start_controller();
                }
                FollowEvent::Back => back = true,
                _ => {}
            }
        }
        let outcome = operation.finish().await.unwrap();
        assert!(away && back, "{}", lines(&told));
        assert_eq!(outcome.exit_status, 0);
    });
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn nodes_and_jobs_are_listed() {
    let mut options = small(2, 2);
    options.accounting = true;
    let lab = Lab::start(&options);
    let slurm = of_lab(&lab);
    run(async {
        let (_, blocker) = submitted(
            &slurm,
            &script(&lab, "sleep 600"),
            &["--nodes=2", "--exclusive", "--nodelist=gpu-st-p5-[1-2]"],
        )
        .await;
        let (_, waits) = submitted(
            &slurm,
            &script(&lab, "sleep 600"),
            &["--nodelist=gpu-st-p5-1", "--job-name=a\u{1b}[31mb"],
        )
        .await;
        let (blocker, waits) = (blocker.unwrap().id, waits.unwrap().id);
        let mut operation = follow(&slurm, waits.into(), quick());
        while let Some(event) = operation.next().await {
            if let FollowEvent::Waiting { reason, .. } = event
                && (reason == "Resources" || reason.starts_with("ReqNodeNotAvail"))
            {
                break;
            }
        }
        drop(operation);
        let jobs = slurm.jobs(Whose::Mine).await.unwrap();
        assert_eq!(jobs.len(), 2);
        let nodes = slurm.nodes().await.unwrap();
        let told: Vec<String> =
            nodes.iter().map(|node| format!("{} {} {}", node.name, node.state, node.gres)).collect();
        insta::assert_snapshot!("nodes", told.join("\n"));
        // The same in formats without JSON.
        let plain = of_lab(&lab).without_json();
        assert_eq!(plain.nodes().await.unwrap(), nodes);
        let job = plain.job(blocker.into()).await.unwrap().remove(0);
        let same = slurm.job(blocker.into()).await.unwrap().remove(0);
        assert_eq!(
            (job.id, &job.name, &job.user, &job.output, job.exit),
            (same.id, &same.name, &same.user, &same.output, same.exit)
        );
        slurm.cancel(&[blocker.into(), waits.into()]).await.unwrap();
    });
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn a_file_that_is_replaced_or_made_shorter_is_read_from_its_beginning() {
    let lab = Lab::start(&small(1, 0));
    let slurm = of_lab(&lab);
    run(async {
        let body = "#SBATCH --output=log\necho first line\nuntil [ -e go1 ]; do sleep 0.1; done\necho two > log\n\
                    until [ -e go2 ]; do sleep 0.1; done\nrm log; echo of another file > log";
        let (_, job) = submitted(&slurm, &script(&lab, body), &[]).await;
        let mut operation = follow(&slurm, job.unwrap().id.into(), quick());
        let mut told = Vec::new();
        while let Some(event) = operation.next().await {
            if let FollowEvent::Output(written) = event {
                told.push((written.text, written.anew));
                let next = format!("go{}", told.len());
                fs::write(lab.directory().join("jobs").join(next), "").unwrap();
            }
        }
        assert_eq!(operation.finish().await.unwrap().exit_status, 0);
        let expected = [("first line\n", false), ("two\n", true), ("of another file\n", true)];
        assert_eq!(told, expected.map(|(text, anew)| (text.to_owned(), anew)));
    });
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn a_job_is_there_once_however_often_its_submission_is_killed() {
    let lab = Lab::start(&small(1, 0));
    let slurm = of_lab(&lab);
    let once = |script: &str| SubmitOptions { script: script.into(), once: true, ..SubmitOptions::default() };
    let text = script(&lab, "sleep 300");
    run(async {
        // Stopped at whatever point it has come to.
        for polls in 0..12 {
            let mut operation = submit(&slurm, once(&text));
            let _ = tokio::time::timeout(std::time::Duration::from_millis(5 * polls), operation.next()).await;
            drop(operation);
        }
        let first = submit(&slurm, once(&text)).finish().await.unwrap().id;
        let again = submit(&slurm, once(&text)).finish().await.unwrap().id;
        assert_eq!(first, again);
        let alive = |jobs: Vec<pcluster_slurm::client::Job>| {
            jobs.into_iter().filter(|job| !job.state.is_final()).count()
        };
        assert_eq!(alive(slurm.jobs(Whose::Mine).await.unwrap()), 1);

        // Another one is another, and one that has ended is submitted again.
        let other = submit(&slurm, once(&script(&lab, "sleep 301"))).finish().await.unwrap().id;
        assert_ne!(first, other);
        slurm.cancel(&[first.into()]).await.unwrap();
        followed(&slurm, first).await.1.unwrap();
        assert_ne!(submit(&slurm, once(&text)).finish().await.unwrap().id, first);
    });
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn a_pipe_or_a_device_is_no_file_to_read() {
    let lab = Lab::start(&small(1, 0));
    let slurm = of_lab(&lab);
    run(async {
        let body = "#SBATCH --output=/dev/zero\ntrue";
        let id = submitted(&slurm, &script(&lab, body), &[]).await.1.unwrap().id;
        let (events, outcome) = followed(&slurm, id).await;
        outcome.unwrap();
        assert!(!has(&events, |event| matches!(event, FollowEvent::Output(_))), "{}", lines(&events));
    });
}

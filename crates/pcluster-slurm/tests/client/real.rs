//! Jobs on a real Slurm.

use std::fs;

use pcluster_lab::{Slurm as Lab, SlurmOptions, SlurmPartition, SlurmResource, Sshd};
use pcluster_slurm::client::{
    Command, FollowEvent, JobState, Local, Runner, RunnerError, SessionManager, Slurm, SlurmError, Ssh,
    SubmitOptions, Whose, find_head_node, follow, submit,
};

use crate::told::{followed, lines, quick, run, submitted};

fn of_lab(lab: &Lab) -> Slurm {
    Slurm::new(Runner::Local(Local { configuration: Some(lab.configuration()) }))
}

/// A script in a directory of its own, with what it runs.
fn script(lab: &Lab, body: &str) -> String {
    let directory = lab.directory().join("jobs");
    fs::create_dir_all(&directory).unwrap();
    format!("#!/bin/bash\n#SBATCH --job-name=train\n#SBATCH --chdir={}\n{body}\n", directory.display())
}

/// What is the same in every run.
fn settled(text: &str, lab: &Lab) -> String {
    text.replace(&lab.directory().display().to_string(), "/lab")
}

fn has(events: &[FollowEvent], wanted: impl Fn(&FollowEvent) -> bool) -> bool {
    events.iter().any(wanted)
}

fn small(static_nodes: u32, dynamic_nodes: u32) -> SlurmOptions {
    let nodes = SlurmResource {
        name: "p5".into(),
        static_nodes,
        dynamic_nodes,
        running: static_nodes,
        gpus: 8,
        gpu_type: "h100".into(),
        ..SlurmResource::default()
    };
    SlurmOptions::with([SlurmPartition { name: "gpu".into(), resources: vec![nodes], settings: vec![] }])
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
fn a_job_is_run_over_ssh() {
    let lab = Lab::start(&small(1, 0));
    let server = Sshd::start(&[("SLURM_CONF", &lab.configuration().display().to_string())]);
    let control = tempfile::tempdir().unwrap();
    let ssh = Ssh {
        host: "head-node".into(),
        configuration: Some(server.configuration()),
        control_directory: Some(control.path().to_owned()),
        ..Ssh::default()
    };
    let runner = Runner::Ssh(ssh.clone());
    run(async {
        // Words arrive as they are.
        let words = ["printf", "%s|", "a b", "it's", "$HOME", "`id`", "x\ny", "*", ""];
        let answer = runner.run(&Command::new(words)).await.unwrap();
        assert_eq!(String::from_utf8_lossy(&answer.output), "a b|it's|$HOME|`id`|x\ny|*||");
        let answer = runner
            .run(&Command::new(["sh", "-c", "cat; echo bad >&2; exit 255"]).with_input("in"))
            .await
            .unwrap();
        assert_eq!((answer.code, &answer.output[..], answer.errors.as_str()), (255, &b"in"[..], "bad\n"));
        let missing = runner.run(&Command::new(["no-such-program"])).await.unwrap_err();
        assert!(matches!(missing, RunnerError::NoProgram { .. }), "{missing}");

        let slurm = Slurm::new(runner);
        let (_, job) = submitted(&slurm, &script(&lab, "echo $SLURM_JOB_ID; exit 3"), &[]).await;
        let id = job.unwrap().id;
        let (events, outcome) = followed(&slurm, id).await;
        assert_eq!(outcome.unwrap().exit_status, 3, "{}", lines(&events));
        let text = format!("{id}\n");
        assert!(has(&events, |event| matches!(event, FollowEvent::Output(written) if written.text == text)));
        assert!(control.path().read_dir().unwrap().next().is_some(), "connections are shared");
        ssh.close().await;
        assert_eq!(control.path().read_dir().unwrap().count(), 0);

        // Nobody listens there.
        let nowhere = Ssh { host: "127.0.0.1".into(), port: Some(1), ..Ssh::default() };
        let lost = Slurm::new(Runner::Ssh(nowhere)).job(id.into()).await.unwrap_err();
        assert!(lost.passes(), "{lost}");
        insta::assert_snapshot!("lost", lost.to_string());
    });
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn a_job_is_run_through_session_manager() {
    let lab = Lab::start(&small(1, 0));
    // Stands in for the AWS CLI: runs the command as the agent does, with a terminal's line ends and other words around.
    let directory = tempfile::tempdir().unwrap();
    let program = directory.path().join("aws");
    let stand_in = format!(
        "#!/bin/sh\nprintf '%s\\n' \"$*\" >> {log}\nexport SLURM_CONF={conf}\ncase \"$*\" in\n\
         *describe-instances*) echo i-0123456789abcdef0; exit;;\nesac\nfor last; do :; done\n\
         command=$(printf %s \"$last\" | python3 -c 'import json, sys; print(json.load(sys.stdin)[\"command\"][0])')\n\
         printf '\\nStarting session with SessionId: test-0\\r\\n'\nsh -c \"$command\" 2>&1 | sed 's/$/\\r/'\n\
         printf '\\n\\nExiting session with sessionId: test-0.\\n\\n'\n",
        log = directory.path().join("log").display(),
        conf = lab.configuration().display(),
    );
    fs::write(&program, stand_in).unwrap();
    fs::set_permissions(&program, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
    run(async {
        let way = SessionManager {
            region: Some("us-east-1".into()),
            program: Some(program),
            ..SessionManager::default()
        };
        let manager = find_head_node(&way, "training").await.unwrap();
        assert_eq!(manager.instance, "i-0123456789abcdef0");
        let runner = Runner::SessionManager(manager);
        let answer = runner
            .run(&Command::new(["sh", "-c", "cat; echo bad >&2; exit 255"]).with_input("a\nb"))
            .await
            .unwrap();
        assert_eq!((answer.code, &answer.output[..], answer.errors.as_str()), (255, &b"a\nb"[..], "bad\n"));
        let slurm = Slurm::new(runner);
        let (_, job) = submitted(&slurm, &script(&lab, "echo it\\'s $SLURM_JOB_ID; exit 3"), &[]).await;
        let id = job.unwrap().id;
        let (events, outcome) = followed(&slurm, id).await;
        assert_eq!(outcome.unwrap().exit_status, 3, "{}", lines(&events));
        let text = format!("it's {id}\n");
        assert!(has(&events, |event| matches!(event, FollowEvent::Output(written) if written.text == text)));
        let log = fs::read_to_string(directory.path().join("log")).unwrap();
        let second = log.lines().nth(1).unwrap();
        let until = second.find("echo ").unwrap();
        insta::assert_snapshot!(
            "session_manager",
            format!("{}\n{}", log.lines().next().unwrap(), &second[..until])
        );
        let refused =
            slurm.runner().run(&Command::new(["cat"]).with_input(vec![b'x'; 100_000])).await.unwrap_err();
        assert!(matches!(refused, RunnerError::TooLong { .. }), "{refused}");
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

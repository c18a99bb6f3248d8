//! Ways to a real Slurm: SSH and Session Manager.

use std::fs;

use pcluster_lab::{Slurm as Lab, Sshd};
use pcluster_slurm::client::{
    Command, FollowEvent, Runner, RunnerError, SessionManager, Slurm, Ssh, find_head_node,
};

use crate::lab::{has, script, small};
use crate::told::{followed, lines, run, submitted};

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

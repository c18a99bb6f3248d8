//! Answers that get lost, and other things that a real Slurm rarely does.

use pcluster_operation::Remedy;
use pcluster_slurm::client::{Recorded, SlurmError, SubmitEvent, SubmitOptions, submit};

use crate::told::{of_records, run, submitted};

const SCRIPT: &str = "#!/bin/bash\nhostname\n";

/// The commands that were run, by their programs.
fn programs(records: &Recorded) -> Vec<String> {
    records.commands().iter().map(|command| command.program().to_owned()).collect()
}

#[test]
fn a_job_whose_answer_was_lost_is_not_submitted_again() {
    let records = Recorded::new();
    let slurm = of_records(records.clone().loses("sbatch", "Connection reset by peer"));
    let (events, outcome) = run(async {
        // The job that Slurm has is the one with the token of this try, which is not known before.
        let answer = tokio::spawn({
            let records = records.clone();
            async move {
                loop {
                    if let Some(command) =
                        records.commands().iter().find(|command| command.program() == "sbatch")
                    {
                        let comment =
                            command.words.iter().find_map(|word| word.strip_prefix("--comment=")).unwrap();
                        let json = serde_json::json!({ "jobs": [{ "job_id": 7, "job_state": ["PENDING"], "comment": comment }] });
                        let _ = records.clone().answers("squeue", 0, &json.to_string(), "");
                        return;
                    }
                    tokio::time::sleep(std::time::Duration::from_millis(10)).await;
                }
            }
        });
        let told = submitted(&slurm, SCRIPT, &[]).await;
        answer.await.unwrap();
        told
    });
    assert_eq!(outcome.unwrap().id, 7);
    assert!(
        matches!(events[..], [SubmitEvent::AnswerLost { .. }, SubmitEvent::Found { id: 7 }]),
        "{events:?}"
    );
    assert_eq!(programs(&records), ["sbatch", "squeue"]);
}

#[test]
fn a_job_that_slurm_does_not_have_is_submitted_again() {
    let records = Recorded::new().loses("sbatch", "Broken pipe").answers("sbatch", 0, "12\n", "").answers(
        "squeue",
        0,
        r#"{"jobs": []}"#,
        "",
    );
    let (_, outcome) = run(submitted(&of_records(records.clone()), SCRIPT, &[]));
    assert_eq!(outcome.unwrap().id, 12);
    assert_eq!(programs(&records), ["sbatch", "squeue", "sbatch"]);
    let commands = records.commands();
    assert_eq!(commands[0].words, commands[2].words, "it has the same token");
    assert_eq!(commands[0].input, SCRIPT.as_bytes());
}

#[test]
fn a_controller_that_refuses_connections_is_waited_for() {
    let away =
        "sbatch: error: Batch job submission failed: Unable to contact slurm controller (connect failure)\n";
    let records =
        Recorded::new().answers("sbatch", 1, "", away).answers("sbatch", 0, "9;west\n", "sbatch: note\n");
    let (events, outcome) = run(submitted(&of_records(records.clone()), SCRIPT, &[]));
    let outcome = outcome.unwrap();
    assert_eq!((outcome.id, outcome.cluster.as_deref(), outcome.warnings.len()), (9, Some("west"), 1));
    assert!(matches!(&events[..], [SubmitEvent::Away { attempt: 2, .. }]), "{events:?}");
    assert_eq!(programs(&records), ["sbatch", "sbatch"], "it cannot have been submitted");
}

#[test]
fn a_refusal_is_final() {
    let no = "sbatch: error: invalid partition specified: nope\nsbatch: error: Batch job submission failed: Invalid partition name specified\n";
    let records = Recorded::new().answers("sbatch", 1, "", no);
    let (events, outcome) = run(submitted(&of_records(records), SCRIPT, &[]));
    let error = outcome.unwrap_err();
    assert!(events.is_empty());
    assert_eq!(
        error.to_string(),
        "`sbatch` refuses: invalid partition specified: nope; Batch job submission failed: Invalid partition name specified"
    );
}

#[test]
fn what_cannot_be_read_is_an_error() {
    for text in ["", "{", "[]", "{\"jobs\": 7}", "\u{0}\u{1}", "{\"jobs\": [{\"job_id\": \"x\"}]}"] {
        let records = Recorded::new().answers("squeue", 0, text, "");
        let error = run(of_records(records).job(1.into())).map(|jobs| jobs.len());
        // Other formats are asked for, and this is none of them either; nothing at all is no job.
        let fits =
            matches!(error, Err(SlurmError::Unclear { .. } | SlurmError::Runner(_) | SlurmError::NoJob(_)));
        assert!(fits, "{text}: {error:?}");
    }
}

#[test]
fn whoever_stops_before_it_is_known_is_told_so() {
    let records = Recorded::new().loses("sbatch", "Broken pipe").loses("squeue", "No route to host");
    let slurm = of_records(records.clone());
    let error = run(async {
        let mut operation =
            submit(&slurm, SubmitOptions { script: SCRIPT.into(), ..SubmitOptions::default() });
        while let Some(event) = operation.next().await {
            if matches!(event, SubmitEvent::AnswerLost { .. }) {
                operation.cancel();
            }
        }
        operation.finish().await.unwrap_err()
    });
    assert_eq!(
        error.to_string(),
        "it is not known whether Slurm has the job: the connection to a record failed: Broken pipe"
    );
    let token = records.commands()[0].words.last().unwrap().strip_prefix("--comment=").unwrap().to_owned();
    assert!(error.help().is_some_and(|help| help.contains(&token)));
}

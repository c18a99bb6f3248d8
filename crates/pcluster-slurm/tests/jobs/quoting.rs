//! No value breaks out of the place where it stands: scripts of arbitrary texts are run by the real bash, with an srun
//! that writes down what it was called with.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::process::Command;

use pcluster_slurm::sbatch::{Origin, render};
use pcluster_slurm::spec::{ContainerSpec, JobSpec, Run, Torchrun, Word};
use proptest::collection::{btree_map, vec};
use proptest::prelude::*;

use crate::clusters::cluster;

/// Texts of one line with everything that means something to somebody on the way.
fn line() -> impl Strategy<Value = String> {
    let bad = "['\"$`\\\\#;&|<>(){}*?!~ =:%a-z0-9\u{e4}\u{4e16}-]{1,12}";
    prop_oneof![
        bad,
        Just("$(touch broken)".to_owned()),
        Just("'; touch broken; '".to_owned()),
        Just("`touch broken`".to_owned()),
        Just("\" --nodes=9 #".to_owned()),
        Just("a\\".to_owned()),
        Just(":".to_owned()),
    ]
}

/// Texts of several lines.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        line(),
        Just("\r\u{1b}]0;it's\\\u{7}\u{85}\u{2028}\u{202e}\r\n".to_owned()),
        (line(), line()).prop_map(|(first, second)| format!("{first}\n#SBATCH --nodes=9\n{second}"))
    ]
}

/// A path of one line.
fn path() -> impl Strategy<Value = String> {
    line().prop_map(|name| format!("/tmp/{name}"))
}

/// A job with arbitrary texts wherever there may be some.
pub(crate) fn job() -> impl Strategy<Value = JobSpec> {
    let words = || vec(text().prop_map(Word::from), 0..4);
    let run = prop_oneof![
        (path(), words()).prop_map(|(program, args)| Run::command(program, args)),
        text().prop_map(Run::shell),
        (path(), words()).prop_map(|(script, args)| Torchrun::script(script, args).into()),
    ];
    let name = line().prop_filter("no slash", |name| !name.contains('/'));
    let environment = btree_map("TEST_[A-Z]{1,4}", text().prop_map(Word::from), 0..4);
    let image = line().prop_filter("no blank", |image| !image.contains(' '));
    (name, path(), environment, proptest::option::of(image), run, proptest::option::of(path())).prop_map(
        |(name, output, environment, image, run, error)| {
            let mut job = JobSpec::new(name, run);
            job.nodes = Some(2);
            job.gpus_per_node = Some(8);
            job.output = Some(output);
            job.error = error;
            job.environment = environment;
            job.container = image.map(ContainerSpec::new);
            job
        },
    )
}

/// An srun that writes down its arguments and the environment that matters, each ended by a zero byte.
const SRUN: &str = "#!/bin/bash\nprintf '%s\\0' \"$@\" > \"$OUT/argv\"\nenv -0 > \"$OUT/env\"\n";
const SCONTROL: &str = "#!/bin/bash\nprintf 'node-1\\nnode-2\\n'\n";

fn fields(bytes: &[u8]) -> Vec<String> {
    let text = String::from_utf8(bytes.to_vec()).unwrap();
    text.split_terminator('\0').map(str::to_owned).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn no_value_breaks_out(job in job()) {
        let cluster = cluster("jobs/cluster.yaml");
        let script = render(&job, &cluster, &Origin { job: Some("a\nb"), cluster: None }).unwrap();
        let directory = tempfile::tempdir().unwrap();
        let bin = directory.path().join("bin");
        fs::create_dir(&bin).unwrap();
        for (name, text) in [("srun", SRUN), ("scontrol", SCONTROL)] {
            fs::write(bin.join(name), text).unwrap();
            fs::set_permissions(bin.join(name), fs::Permissions::from_mode(0o755)).unwrap();
        }
        let file = directory.path().join("job.sbatch");
        fs::write(&file, script.as_str()).unwrap();
        let output = Command::new("bash")
            .arg(&file)
            .current_dir(directory.path())
            .env("PATH", format!("{}:/usr/bin:/bin", bin.display()))
            .env("OUT", directory.path())
            .envs([("SLURM_JOB_NODELIST", "node-[1-2]"), ("SLURM_JOB_NUM_NODES", "2"), ("SLURM_JOB_ID", "7")])
            .output()
            .unwrap();
        prop_assert!(output.status.success(), "{}\n{script}", String::from_utf8_lossy(&output.stderr));
        prop_assert!(!directory.path().join("broken").exists(), "{script}");
        let steers = |letter: char| letter.is_control() && letter != '\n' && letter != '\t';
        prop_assert!(!script.as_str().contains(steers), "{script}");

        let argv = fields(&fs::read(directory.path().join("argv")).unwrap());
        let wanted: Vec<String> = if let Some(command) = &job.run.command {
            std::iter::once(command.program.clone()).chain(command.args.iter().map(ToString::to_string)).collect()
        } else if let Some(torchrun) = &job.run.torchrun {
            torchrun.script.iter().cloned().chain(torchrun.args.iter().map(ToString::to_string)).collect()
        } else {
            job.run.shell.iter().cloned().collect()
        };
        if wanted.iter().any(|word| word == ":") {
            // It is hidden in the text of a shell.
            prop_assert!(!argv.iter().any(|word| word == ":"), "{argv:?}");
        } else {
            prop_assert!(argv.ends_with(&wanted), "{argv:?}\n{wanted:?}");
        }
        if let Some(container) = &job.container {
            prop_assert!(argv.contains(&format!("--container-image={}", container.image)), "{argv:?}");
        }
        let environment = fields(&fs::read(directory.path().join("env")).unwrap());
        for (name, value) in &job.environment {
            prop_assert!(environment.contains(&format!("{name}={value}")), "{name}\n{script}");
        }
        // As many directives as there would be of harmless texts, all before the first command.
        let head = script.as_str().split("\nset -euo").next().unwrap();
        let directives = head.lines().filter(|line| line.starts_with("#SBATCH")).count();
        prop_assert_eq!(directives, 5 + usize::from(job.error.is_some()) + usize::from(head.contains("--cpus-per-task")), "{}", script);
    }
}

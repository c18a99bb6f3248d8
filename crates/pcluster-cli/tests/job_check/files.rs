//! Which files are jobs, and what is said about those that are none.

use crate::scratch::{SOUND, Scratch, assert_exit, said};

const WITH: [&str; 2] = ["--cluster", "cluster.yaml"];

#[test]
fn a_sound_job_prints_only_a_summary() {
    let scratch = Scratch::new();
    scratch.write("train.sbatch", SOUND);
    let output = scratch.check(&["train.sbatch", WITH[0], WITH[1]]);
    assert_eq!(
        said(&output),
        "--- standard error\nchecked 1 job against cluster.yaml: nothing is wrong\n--- exit code 0\n"
    );
}

#[test]
fn what_is_no_job_is_said_in_its_place() {
    let scratch = Scratch::new();
    scratch.write("empty.sbatch", "");
    scratch.write("blank.sbatch", "\u{feff}\r\n \r\n");
    scratch.write("notes.txt", "\nremember the milk\n");
    scratch.write("latin.sbatch", b"#!/bin/bash\n# gr\xf6\xdfer\n".as_slice());
    scratch.write("utf-16.sbatch", b"\xff\xfe#\0!\0/\0".as_slice());
    scratch.write("program.sbatch", b"\x7fELF\x02\x01\x01\0\0\0".as_slice());
    scratch.write("zeros.sbatch", b"#!/bin/bash\n\0\0\0\n".as_slice());
    scratch.write("empty.job.yaml", "");
    scratch.write("list.job.yaml", "- a\n- b\n");
    let files =
        ["empty", "blank", "latin", "utf-16", "program", "zeros"].map(|name| format!("{name}.sbatch"));
    let mut arguments: Vec<&str> = files.iter().map(String::as_str).collect();
    arguments.extend(["notes.txt", "empty.job.yaml", "list.job.yaml", WITH[0], WITH[1]]);
    let output = scratch.check(&arguments);
    assert_exit(&output, 1);
    insta::assert_snapshot!(said(&output));
}

#[test]
fn a_file_that_is_too_large_is_not_read_whole() {
    let scratch = Scratch::new();
    let mut text = SOUND.to_owned();
    text.push_str(&"# nothing\n".repeat(2 * 1024 * 1024));
    scratch.write("large.sbatch", text);
    let output = scratch.check(&["large.sbatch", "--format", "concise", WITH[0], WITH[1]]);
    assert_exit(&output, 1);
    insta::assert_snapshot!(said(&output));
}

#[test]
fn a_folder_is_searched_for_jobs() {
    let scratch = Scratch::new();
    for name in ["jobs/a.sbatch", "jobs/deep/b.slurm", "jobs/c.sh"] {
        scratch.write(name, SOUND);
    }
    scratch.write("jobs/setup.sh", "#!/bin/bash\necho '#SBATCH'\n");
    scratch.write("jobs/cluster.yaml", "Image: {}\n");
    scratch.write("jobs/.hidden.sbatch", "no job\n");
    scratch.write("jobs/ignored/d.sbatch", "no job\n");
    scratch.write(".gitignore", "ignored/\n");
    let output = scratch.check(&["jobs", "jobs/../jobs/a.sbatch", WITH[0], WITH[1]]);
    assert_eq!(
        said(&output),
        "--- standard error\nchecked 3 jobs against cluster.yaml: nothing is wrong\n--- exit code 0\n"
    );
    scratch.write("none/readme.md", "");
    let output = scratch.check(&["none", WITH[0], WITH[1]]);
    assert_exit(&output, 2);
    insta::assert_snapshot!(said(&output));
}

#[test]
fn standard_input_may_be_a_job() {
    let scratch = Scratch::new();
    let output = scratch.check_input(&["-", WITH[0], WITH[1]], SOUND.as_bytes());
    assert_exit(&output, 0);
    let output = scratch.check_input(&["-", WITH[0], WITH[1], "--format", "concise"], b"to do\n");
    assert!(said(&output).starts_with("<stdin>:1:1: error[not-a-job]: "), "{}", said(&output));
    let output = scratch.check_input(&["-", "--cluster", "-"], b"");
    assert_exit(&output, 2);
    assert!(said(&output).contains("standard input cannot be the cluster and a job"));
}

#[test]
fn a_file_that_is_not_there_keeps_no_other_back() {
    let scratch = Scratch::new();
    scratch.write("notes.txt", "to do\n");
    let output = scratch.check(&["gone.sbatch", "notes.txt", "--format", "concise", WITH[0], WITH[1]]);
    assert_exit(&output, 2);
    insta::assert_snapshot!(said(&output));
}

//! What scripts say, as far as it can be told without a Slurm. Each was seen with sbatch 22.05.8.

#![allow(clippy::expect_used, reason = "a test that cannot go on fails")]

use pcluster_slurm::job::{Exclusive, Request, TimeLimit};
use pcluster_slurm::script::options::{SlurmVersion, Tool, names};
use pcluster_slurm::script::value::Hosts;
use pcluster_slurm::script::{MistakeKind, Parsed, Script, parse, parse_for};

fn read(directives: &str) -> (Parsed, Box<Script>) {
    let parsed = parse(&format!("#!/bin/bash\n{directives}\nsrun hostname\n"));
    let script = parsed.job.script.clone().expect("a script");
    (parsed, script)
}

fn request(directives: &str) -> Request {
    let (parsed, script) = read(directives);
    assert!(script.mistakes.is_empty(), "{:?}", script.mistakes);
    parsed.job.requests.into_iter().next().expect("a request")
}

fn other(request: &Request, name: &str) -> Option<String> {
    let found = request.others.iter().find(|(other, _)| *other == name);
    found.and_then(|(_, asked)| asked.value.clone())
}

#[test]
fn options_are_written_in_many_ways() {
    for directives in [
        "#SBATCH --nodes=2 --time 1-0 --job-name=\"a b\"",
        "#SBATCH -N2 -t1-0 -J 'a b'",
        "#SBATCH --node\\s=2\n#SBATCH -t1-0\u{b}--job=a\" \"b # and more",
        "#SBATCH--nodes=8\n#SBATCH -sN 2 --no-r --time\n#SBATCH 1-0 -Ja\"\" \n#SBATCH -J \"a\\ b\"",
    ] {
        let request = request(directives);
        assert_eq!(request.nodes.map(|nodes| nodes.min), Some(2), "{directives}");
        assert_eq!(request.time.map(|time| time.value), Some(TimeLimit::Seconds(86_400)), "{directives}");
        assert_eq!(request.name.map(|name| name.value), Some("a b".into()), "{directives}");
    }
}

#[test]
fn every_option_has_its_place() {
    let text = "#!/bin/bash\n#SBATCH -N2 --comment 'a b' --exclusive=user\nhostname\n";
    let script = parse(text).job.script.expect("a script");
    let shown = script.options.iter().map(|option| {
        let of = |span: Option<pcluster_config::location::Span>| {
            span.map_or("-", |span| &text[span.start..span.end])
        };
        (option.place.path.to_string(), of(option.place.span), of(option.place.value))
    });
    let shown: Vec<_> = shown.collect();
    assert_eq!(
        shown,
        [
            ("--nodes".into(), "-N2", "2"),
            ("--comment".into(), "--comment 'a b'", "-"),
            ("--exclusive".into(), "--exclusive=user", "user"),
        ]
    );
}

#[test]
fn later_ones_win() {
    let request =
        request("#SBATCH -N2 --exclusive --nice\n#SBATCH --nodes=4 -s --nice=5 --requeue --no-requeue");
    assert_eq!(request.nodes.map(|nodes| nodes.min), Some(4));
    assert_eq!(request.exclusive.map(|exclusive| exclusive.value), Some(Exclusive::Shared));
    assert_eq!(request.requeue.map(|requeue| requeue.value), Some(false));
    assert_eq!(request.others.len(), 1, "{:?}", request.others);
}

#[test]
fn components_inherit_what_is_not_about_resources() {
    let (parsed, _) = read(
        "#SBATCH -N1 --time=5 --mem=1G --qos=a\n#SBATCH HetJob\n#SBATCH -n4 --qos=b\n#SBATCH packjob\n#SBATCH -p x",
    );
    let shown: Vec<_> = parsed
        .job
        .requests
        .iter()
        .map(|request| {
            (
                request.nodes.is_some(),
                request.time.is_some(),
                request.mem.is_some(),
                request.ntasks.as_ref().map(|ntasks| ntasks.value),
                request.qos.as_ref().map(|qos| qos.value.clone()).unwrap_or_default(),
            )
        })
        .collect();
    assert_eq!(
        shown,
        [
            (true, true, true, None, "a".into()),
            (false, true, true, Some(4), "b".into()),
            (false, true, true, None, "b".into()),
        ]
    );
}

#[test]
fn lines_that_are_written_into_other_files_are_no_directives_of_this_one() {
    let (parsed, script) = read(
        "#SBATCH -N1\ncat > next <<'EOF'\n#SBATCH -N2\nEOF\n#SBATCH -N3\nif true; then\n  #SBATCH -N4\nfi",
    );
    assert_eq!(script.late.len(), 1, "{:?}", script.late);
    assert_eq!(parsed.job.requests[0].nodes.as_ref().map(|nodes| nodes.min), Some(1));
}

#[test]
fn comments_come_with_the_lines_that_they_are_about() {
    let text = "#!/bin/bash\n# one\n# two\n#SBATCH -N2 # three\n# four\n\nset -e\n# five\nsrun hostname # six\necho '# no' \n# seven";
    let shown = parse(text).comments.into_iter().map(|comment| {
        (&text[comment.span.start..comment.span.end], &text[comment.covers.start..comment.covers.end])
    });
    let shown: Vec<_> = shown.filter(|(comment, _)| !comment.starts_with("#!")).collect();
    assert_eq!(
        shown,
        [
            ("# one", "#SBATCH -N2 # three"),
            ("# two", "#SBATCH -N2 # three"),
            ("# three", "#SBATCH -N2 # three"),
            ("# four", ""),
            ("# five", "srun hostname # six"),
            ("# six", "srun hostname # six"),
            ("# seven", "# seven"),
        ]
    );
}

#[test]
fn variables_of_the_option_are_variables_of_the_job() {
    let (parsed, _) = read("#SBATCH --export=ALL,NCCL_DEBUG=INFO,PATH\nexport A=1");
    let names: Vec<_> = parsed.job.environment.iter().map(|variable| variable.text.as_str()).collect();
    assert_eq!(names, ["NCCL_DEBUG=INFO", "A=1"]);
}

#[test]
fn what_a_release_does_not_know_it_refuses() {
    let text = "#!/bin/bash\n#SBATCH --stepmgr --power=level\n";
    let mistakes = |version| parse_for(text, version).job.script.expect("a script").mistakes;
    let old = mistakes(SlurmVersion::OLDEST);
    assert_eq!((old.len(), old[0].written.as_str()), (1, "--stepmgr"));
    assert!(matches!(old[0].kind, MistakeKind::OfOtherReleases(_)));
    assert_eq!(mistakes(SlurmVersion::NEWEST)[0].written, "--power");
}

#[test]
fn names_of_options_stand_once_for_a_program() {
    for tool in [Tool::Sbatch, Tool::Srun] {
        let mut all: Vec<_> = names(tool, SlurmVersion::NEWEST).collect();
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count);
    }
}

#[test]
fn hostile_scripts_are_read() {
    let long = "x".repeat(100_000);
    for text in [
        String::new(),
        "\u{feff}".into(),
        "#!".into(),
        "#!/bin/bash\n#SBATCH".into(),
        format!("#!/bin/bash\n#SBATCH --{long}={long} -{long}\n"),
        format!(
            "#!/bin/bash\n{}",
            "#SBATCH hetjob\n#SBATCH --container-mounts=/a --comment=a\n".repeat(20_000)
        ),
        format!("#!/bin/bash\n#SBATCH {}\n", "-N2 ".repeat(50_000)),
        format!(
            "#!/bin/bash\n#SBATCH --nodelist={} --array={} -C {}\n",
            "[1-9]".repeat(1000),
            "1-9,".repeat(9999),
            "(".repeat(9999)
        ),
        format!("#!/bin/bash\n{}", "\n#SBATCH 'a\n".repeat(1000)),
    ] {
        let parsed = parse(&text);
        assert!(parsed.job.requests.len() <= 128);
    }
    assert_eq!(Hosts::read("n[1-999999999]").expect("nodes").len(), 999_999_999);
    assert_eq!(other(&request("#SBATCH --comment=x"), "comment"), Some("x".into()));
}

//! What is read from the bodies of scripts.

#![allow(clippy::expect_used, reason = "a test that cannot go on fails")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::process::{Command, Stdio};

use pcluster_slurm::job::{Step, Word};
use pcluster_slurm::shell::{Body, read};
use proptest::prelude::*;

fn words(words: &[Word]) -> String {
    let shown = words.iter().map(|word| {
        let mut shown = if word.literal { word.text.clone() } else { format!("{}?", word.text) };
        if word.text.is_empty() || word.text.contains(' ') {
            shown = format!("[{shown}]");
        }
        shown
    });
    shown.collect::<Vec<_>>().join(" ")
}

fn step(step: &Step) -> String {
    let mut marks = Vec::new();
    for (set, mark) in [
        (step.conditional, "conditional"),
        (step.background, "background"),
        (step.substitution, "substitution"),
        (step.open, "open"),
    ] {
        marks.extend(set.then_some(mark));
    }
    let parent = step.parent.map_or(String::new(), |parent| format!(" in {parent}"));
    format!("{:?}{parent} {}: {}", step.command, marks.join(","), words(&step.words))
}

fn show(body: &Body) -> String {
    let mut shown = String::new();
    for set in &body.environment {
        let marks =
            format!("{}{}", if set.exported { "x" } else { "-" }, if set.conditional { "c" } else { "-" });
        let _ = writeln!(shown, "{marks} {} = {}", set.name.value, set.value.as_deref().unwrap_or("?"));
    }
    for (index, one) in body.steps.iter().enumerate() {
        let _ = writeln!(shown, "{index} {}", step(one));
        for set in &one.environment {
            let _ = writeln!(shown, "    with {}", set.text);
        }
        for option in &one.options {
            let value = option
                .value
                .as_ref()
                .map_or(String::new(), |value| format!(" = {}", words(std::slice::from_ref(value))));
            let _ = writeln!(shown, "    --{}{value}", option.name);
        }
        if !one.inner.is_empty() {
            let _ = writeln!(shown, "    runs {}", words(&one.inner));
        }
    }
    shown
}

/// What is read from a text.
fn shown(text: &str) -> String {
    show(&read(text, 0))
}

#[test]
fn words_are_those_that_the_program_sees() {
    let text = r#"srun -N2 --ntasks 4 --container-image="/fsx/x.sqsh" 'a b' "c $d" e\ f $'g\th' # not this
srun \
  --nodes=2 \
  python train.py > out.log 2>&1 < /dev/null
"#;
    insta::assert_snapshot!(shown(text));
}

#[test]
fn variables_have_values_where_they_are_certain() {
    let text = r#"IMAGE=/fsx/a.sqsh
export DIR="$HOME/x" LEVEL=3
declare -a ARGS=(
  --container-image $IMAGE # the image
  --container-mounts "/fsx:/fsx"
)
[ -n "$X" ] && ARGS+=(--exclusive)
srun "${ARGS[@]}" $DIR/run "$LEVEL" ${OTHER:-7}
MORE=(--nodes 2)
srun "${MORE[@]}" hostname
AUTO=""
if [ -d /opt/x ]; then AUTO="--auto-resume=1"; fi
srun $AUTO hostname
"#;
    insta::assert_snapshot!(shown(text));
}

#[test]
fn what_stands_around_a_program_is_known() {
    let text = r#"if true; then srun a; else srun b; fi
for i in 1 2; do srun c & done
case $X in
  a|b) srun d ;;
  (c) srun e
esac
f() { srun g; }
test -f x && srun h || srun i
cd /fsx && srun j
( srun k ) &
out=$(srun l | head -n 1)
cat <<EOF
srun "not $(this)
EOF
srun m
exit 0
srun n
"#;
    insta::assert_snapshot!(shown(text));
}

#[test]
fn programs_that_run_programs_are_looked_into() {
    let text = r#"srun --ntasks-per-node=1 bash -c 'A=1 torchrun --nnodes $SLURM_NNODES train.py --lr 1'
env OMP_NUM_THREADS=8 srun numactl -N 0 python -u -m torch.distributed.run --nproc_per_node=8 "train.py"
mpirun -np 16 --mca btl tcp,self -x LD_LIBRARY_PATH ./a.out -b 8
docker run --rm -it --gpus all -v /fsx:/fsx --shm-size=8g nvcr.io/nvidia/pytorch:24.07-py3 python train.py
LAUNCHER="accelerate launch --num_processes 8 --rdzv_backend c10d"
srun bash -c "$LAUNCHER --machine_rank \$SLURM_PROCID train.py"
"#;
    insta::assert_snapshot!(shown(text));
}

#[test]
fn places_are_those_of_the_text() {
    let text =
        "# a head\nIMAGE=/fsx/a.sqsh\nsrun --container-image \"b.sqsh\" bash -c 'torchrun --nnodes=2 x.py'\n";
    let body = read(text, 9);
    let at =
        |span: Option<pcluster_config::location::Span>| span.and_then(|span| text.get(span.start..span.end));
    let srun = &body.steps[0];
    assert_eq!(at(srun.place.span), Some("srun"));
    assert_eq!(at(srun.options[0].place.span), Some("--container-image \"b.sqsh\""));
    assert_eq!(at(srun.options[0].place.value), Some("b.sqsh"));
    let torchrun = body.steps.iter().find(|step| step.program() == "torchrun").expect("a torchrun");
    assert_eq!(at(torchrun.place.span), Some("torchrun"));
    assert_eq!(at(torchrun.options[0].place.value), Some("2"));
    assert_eq!(at(body.environment[0].name.place.span), Some("IMAGE=/fsx/a.sqsh"));
    assert_eq!(at(body.environment[0].name.place.value), Some("/fsx/a.sqsh"));
}

#[test]
fn hostile_texts_take_no_time_and_no_memory() {
    for (beginning, again, end) in [
        ("", "$(", ""),
        ("", "`\\`", ""),
        ("", "(", ""),
        ("", "$((", ""),
        ("", "${a:-", ""),
        ("", "if true; then ", ""),
        ("", "case x in a) ", ""),
        ("", "f() { ", ""),
        ("", "\"$(", ""),
        ("", "{ ", "} &"),
        ("A=x\n", "A=$A$A\n", "srun $A"),
        ("A=(x y)\n", "A=(\"${A[@]}\" \"${A[@]}\")\n", "srun \"${A[@]}\""),
        ("", "srun srun bash -c 'srun ", ""),
        ("", "for i in 1; do A=$i; ", ""),
        ("", "cat <<A\n", ""),
        ("", "a=1 ", "srun"),
        ("", "done fi esac } ) ;; ", ""),
    ] {
        let text = format!("{beginning}{}{end}", again.repeat(200_000 / again.len()));
        let body = read(&text, 0);
        assert!(body.steps.len() <= 10_001 && show(&body).len() < 64 << 20, "{again}");
    }
}

/// Pieces of scripts; `@` is a number that no other piece has.
const PIECES: &[&str] = &[
    "A=x",
    "A='a  b'",
    "A=\"q $B\"",
    "A=$'t\\tb'",
    "A+=more",
    "B=$A",
    "B=\"$A/x\"",
    "B=",
    "unset A",
    "R=(a \"b c\" $A)",
    "R+=(d)",
    "R[1]=z",
    "declare -a R=(1 '2 3')",
    "export A=ex B='y z'",
    "if true; then A=yes; fi",
    "if false; then A=no; else B=else; fi",
    "for A in 1 2; do srun @ $A; done",
    "while false; do A=never; done",
    "( A=sub; srun @ $A )",
    "{ A=group; }",
    "f() { A=func; srun @ \"$A\" \"$1\"; }\nf arg",
    "case $A in x) B=one;; *) B=two;; esac",
    "A=${A:-default}",
    ": \"${E:=new}\"",
    "srun @ ${E:-none} \"$E\"",
    "cat <<EOF\nA=here $(srun @)\nEOF",
    "cat <<'EOF' > /dev/null; A=after\nsrun no\nEOF",
    "A=front srun @ $A",
    "read -r A <<< 'in'",
    "true && A=and",
    "false || A=or",
    "[[ $A == x && ( -n $B ) ]] && B=tested",
    "A=$(echo out)",
    "C=$(srun @ inside)",
    "srun @ $A \"$B\" \"${R[@]}\" ${R[0]} pre${A}post",
    "srun @ \\\n  'it'\\''s' a\\ b \"c\\\"d\" # srun no",
    "srun @ \"${R[*]}\" \"$A\"\"$B\" ''",
    "srun @ $((1 + 2)) `echo tick`",
    "# don't ( { \"",
    "local_name=1; let A=2",
    "printf -v A %s printed",
    "A=1; A+=2; srun @ $A",
    "echo $A | while read -r B; do A=lost; done",
    "A=x; srun @ $A & wait",
    "bash -c 'srun @ \"$A\" $0' zero",
    "bash -c \"srun @ $A\"",
    "export A; env B=env srun @ $B",
    "function g { srun @ g; }; g",
    "! srun @ not",
    "time srun @ timed",
    "A=$A$A; srun @ \"$A\"",
    "eval 'A=evaluated'",
    "mapfile -t R <<< 'm'",
    "srun @ ${R[@]} ${R[*]} x${R[@]}y",
];

/// Runs a script by bash with an `srun` that writes down what it is given; gives the words by the first of them.
fn run(text: &str) -> BTreeMap<String, Vec<Vec<String>>> {
    let directory = tempfile::tempdir().expect("a directory");
    let (srun, log) = (directory.path().join("srun"), directory.path().join("log"));
    let program = "#!/bin/bash\nprintf '%s\\0' \"$@\" >>\"$LOG\"\nprintf '\\n\\0' >>\"$LOG\"\n";
    fs::write(&srun, program).expect("a file");
    fs::set_permissions(&srun, fs::Permissions::from_mode(0o755)).expect("a program");
    let path = format!("{}:/usr/bin:/bin", directory.path().display());
    let mut bash = Command::new("/bin/bash");
    bash.args(["-c", text]).env_clear().env("PATH", path).env("LOG", &log).stdin(Stdio::null());
    bash.output().expect("bash");
    let mut calls = BTreeMap::<String, Vec<Vec<String>>>::new();
    let log = fs::read_to_string(&log).unwrap_or_default();
    for call in log.split_inclusive("\n\0") {
        let words = call.trim_end_matches("\n\0").split_terminator('\0').map(str::to_owned);
        let words: Vec<String> = words.collect();
        calls.entry(words.first().cloned().unwrap_or_default()).or_default().push(words);
    }
    calls
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]
    #[test]
    fn what_is_certain_is_what_bash_does(pieces in prop::collection::vec(0..PIECES.len(), 1..14)) {
        let lines = pieces.iter().enumerate().map(|(index, piece)| PIECES[*piece].replace('@', &format!("id{index}")));
        let text = lines.collect::<Vec<_>>().join("\n");
        let calls = run(&text);
        for step in read(&text, 0).steps.iter().filter(|step| step.program() == "srun") {
            let words: Vec<&str> = step.words.iter().skip(1).map(|word| word.text.as_str()).collect();
            let id = words.first().copied().unwrap_or_default();
            // What surely runs does run.
            prop_assert!(step.conditional || calls.contains_key(id), "{} in\n{}", id, text);
            if step.words.iter().all(|word| word.literal) {
                for call in calls.get(id).into_iter().flatten() {
                    prop_assert_eq!(call, &words, "in\n{}", text);
                }
            }
        }
    }

    #[test]
    fn any_text_is_read(text in any::<String>(), start in 0..20_usize) {
        let _ = read(&text, start);
    }

    #[test]
    fn any_piece_of_shell_is_read(text in "[a$(){}\\[\\]'\"`\\\\ \n;&|<>#=+!?@*~-]{0,60}") {
        let _ = show(&read(&text, 0));
    }
}

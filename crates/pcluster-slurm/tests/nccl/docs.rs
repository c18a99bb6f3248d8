//! The figures in `docs/nccl.md` are those of the data. `UPDATE_DOCS=1 cargo test -p pcluster-slurm --test nccl docs` writes
//! them.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::Path;

use pcluster_slurm::nccl::{Algorithm, Series, Size, Use, limits, references};

const START: &str = "<!-- figures -->\n";
const END: &str = "<!-- end of figures -->\n";

fn tables() -> String {
    let sizes: BTreeSet<u64> = references().iter().flat_map(Series::points).map(|(size, _)| size).collect();
    let mut out = String::from("\n| type | nodes | algorithm |");
    let mut line = String::from("|---|---|---|");
    for size in &sizes {
        let _ = write!(out, " {} |", Size(*size));
        line += "---|";
    }
    let _ = writeln!(out, " use | measured with | source |\n{line}---|---|---|");
    for series in references() {
        let algorithm = if series.algorithm == Algorithm::Ring { "ring" } else { "any" };
        let _ = write!(out, "| {} | {} | {algorithm} |", series.instance_type, series.nodes);
        let points = series.points();
        for size in &sizes {
            match points.iter().find(|(known, _)| known == size) {
                Some((_, gbps)) => {
                    let _ = write!(out, " {gbps} |");
                }
                None => out += " |",
            }
        }
        let purpose = if series.r#use == Use::Judge { "judge" } else { "" };
        let _ = writeln!(out, " {purpose} | {} | {} |", series.stack, series.source);
    }
    out += "\n| type | network cards | GB/s | source |\n|---|---|---|---|\n";
    for (name, limit) in limits() {
        let _ = writeln!(out, "| {name} | {} | {} | {} |", limit.cards, limit.gbps, limit.source);
    }
    out += "\nOther types with EFA: an eighth of the Gbit/s that EC2's DescribeInstanceTypes gives.\n\n";
    out
}

#[test]
fn the_page_has_the_figures() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/nccl.md");
    let page = std::fs::read_to_string(&path).unwrap();
    let (before, rest) = page.split_once(START).unwrap();
    let (_, after) = rest.split_once(END).unwrap();
    let wanted = format!("{before}{START}{}{END}{after}", tables());
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, &wanted).unwrap();
    } else {
        assert!(
            page == wanted,
            "docs/nccl.md is out of date: run `UPDATE_DOCS=1 cargo test -p pcluster-slurm --test nccl docs`"
        );
    }
}

/// Whatever is in the documentation is a cause, and every cause is in it.
#[test]
fn the_page_has_the_causes() {
    let page = include_str!("../../../../docs/nccl.md");
    let sources = [
        include_str!("../../src/nccl/judge/causes/efa.rs"),
        include_str!("../../src/nccl/judge/causes/speed.rs"),
        include_str!("../../src/nccl/judge/causes/failures.rs"),
    ];
    let is_name =
        |word: &&str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
    for source in sources {
        // A cause is named on a line of its own, or first in a tuple.
        for line in
            source.lines().map(str::trim).filter(|line| line.starts_with('"') && line.ends_with("\","))
        {
            let name = line.trim_matches(['"', ',']);
            if is_name(&name) {
                assert!(page.contains(&format!("`{name}`")), "`{name}` is not in docs/nccl.md");
            }
        }
    }
}

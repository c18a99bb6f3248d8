//! Every report as people see it.

use std::fs;

use pcluster_slurm::nccl::{Look, Plot, page, svg};

use super::{fixture, report};

/// Every log of the folder has its page.
#[test]
fn pages_of_single_logs() {
    let mut names: Vec<String> = fs::read_dir(fixture(""))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.strip_suffix(".txt").is_some_and(|stem| !stem.starts_with("pair-")))
        .collect();
    names.sort();
    assert!(names.len() >= 16);
    for name in names {
        let page = page(&report(&[&name]), Look::of_width(100));
        insta::with_settings!({ snapshot_suffix => name.trim_end_matches(".txt"), prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!("page", page);
        });
    }
}

#[test]
fn a_page_of_several_logs_compares_them() {
    let report = report(&["pair-1-2.txt", "pair-3-4.txt", "pair-5-6.txt"]);
    insta::assert_snapshot!(page(&report, Look::of_width(80)));
}

#[test]
fn a_narrow_page_stays_narrow() {
    for width in [40, 60, 80] {
        for name in ["p5-good.txt", "p5-few-cards.txt", "p6-b300-two-tests.txt"] {
            let page = page(&report(&[name]), Look::of_width(width));
            let words =
                |line: &str| line.split_whitespace().map(|word| word.chars().count()).max().unwrap_or(0);
            for line in page.lines() {
                // Tables and words that are longer than a line are never broken.
                let table = line.trim_start().starts_with(|first: char| first.is_ascii_digit())
                    || line.contains("SIZE");
                assert!(
                    line.chars().count() <= width || table || words(line) + 14 > width,
                    "{width}: {line}"
                );
            }
        }
    }
    insta::assert_snapshot!(page(&report(&["p5-few-cards.txt"]), Look::of_width(60)));
}

#[test]
fn colours_and_plots_are_optional() {
    let report = report(&["p5-socket.txt"]);
    let colored = page(&report, Look::of_width(80).with_color(true));
    assert!(colored.contains("\u{1b}[1;31mnot on EFA\u{1b}[0m"));
    let plain = page(&report, Look::of_width(80).with_plot(false));
    assert!(!plain.contains('\u{1b}') && !plain.contains('┤') && plain.contains("not on EFA"));
}

#[test]
fn plots_are_whole_svg_documents() {
    let good = svg(&Plot::of(&report(&["p5-good.txt"])).unwrap());
    insta::assert_snapshot!(good);
    let several = svg(&Plot::of(&report(&["pair-1-2.txt", "pair-3-4.txt", "pair-5-6.txt"])).unwrap());
    insta::assert_snapshot!("several_runs_in_one_svg", several);
    assert!(Plot::of(&report(&["failed-library.txt"])).is_none());
}

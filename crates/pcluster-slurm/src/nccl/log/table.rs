//! The table that nccl-tests prints: its head says which columns a row has, and in what order.
//!
//! Releases differ: the oldest have no `redop` or `root` where an operation has none, `error` was called `#wrong` later,
//! and the newest add columns about single iterations and a time stamp. The measured columns always stand at the end.

use super::run::{Measure, Row};
use super::text::brief;

/// More columns than any release prints, with room.
const MOST_COLUMNS: usize = 40;

/// A measured column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Time,
    AlgorithmBandwidth,
    BusBandwidth,
    Wrong,
    /// The largest error, as old releases printed it: no count of wrong values.
    Other,
}

/// What a row holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Head {
    measured: Vec<Column>,
    has_root: bool,
}

impl Default for Head {
    /// The columns of most releases: a log that was cut has rows without a head.
    fn default() -> Self {
        let half = [Column::Time, Column::AlgorithmBandwidth, Column::BusBandwidth, Column::Wrong];
        Self { measured: [half, half].concat(), has_root: true }
    }
}

/// What a line of the table is.
pub(super) enum Line {
    /// A row.
    Row(Row),
    /// The first part of a row; another process wrote into its middle.
    Part(Vec<String>),
}

impl Head {
    /// The head of a table, if a line is one.
    pub(super) fn read(comment: &str) -> Option<Self> {
        let words: Vec<&str> = comment.split_whitespace().take(MOST_COLUMNS).collect();
        let start = words.iter().position(|word| matches!(*word, "time" | "cputime"))?;
        if words.first() != Some(&"size") || !words.contains(&"busbw") {
            return None;
        }
        let measured = words[start..].iter().filter(|word| **word != "timestamp").map(|word| match *word {
            "time" | "cputime" => Column::Time,
            "algbw" => Column::AlgorithmBandwidth,
            "busbw" => Column::BusBandwidth,
            "#wrong" => Column::Wrong,
            _ => Column::Other,
        });
        Some(Self { measured: measured.collect(), has_root: words.contains(&"root") })
    }

    /// A line as a row or the first part of one. Launchers put names of hosts before it: `10.3.35.83: `.
    pub(super) fn row(&self, line: &str) -> Option<Line> {
        let words = line.split_whitespace().skip_while(|word| word.ends_with([':', '|']));
        let mut words: Vec<&str> = words.take(MOST_COLUMNS).collect();
        if words.len() < 3 || words[0].parse::<u64>().is_err() || words[1].parse::<u64>().is_err() {
            return None;
        }
        // A time stamp has a date and a time, which are no numbers.
        for _ in 0..2 {
            words.pop_if(|word| {
                cell(word).is_none() && word.starts_with(|first: char| first.is_ascii_digit())
            });
        }
        match self.whole(&words, self.has_root) {
            Some(row) => Some(Line::Row(row)),
            None => part(&words).map(Line::Part),
        }
    }

    /// A row from its first part and the rest, which came later.
    pub(super) fn completed(&self, part: &[String], rest: &str) -> Option<Row> {
        let rest: Vec<&str> = rest.split_whitespace().take(MOST_COLUMNS).collect();
        if rest.is_empty() || rest.iter().any(|word| cell(word).is_none()) {
            return None;
        }
        let words: Vec<&str> = part.iter().map(String::as_str).chain(rest).collect();
        // Where the first part was broken off, the root may be what is missing.
        self.whole(&words, false)
    }

    fn whole(&self, words: &[&str], ends_with_root: bool) -> Option<Row> {
        let size = words.first()?.parse().ok()?;
        let count = words.get(1)?.parse().ok()?;
        // Not all programs have all of type, reduction and root; some print the in-place half alone.
        let all = self.measured.len();
        let measured =
            if words.len() >= 2 + all && is_named(&words[2..words.len() - all]) { all } else { all / 2 };
        let start = words.len().checked_sub(measured).filter(|start| *start >= 2 && measured > 0)?;
        let described = &words[2..start];
        let cells: Vec<Option<f64>> = words[start..].iter().map(|word| cell(word)).collect::<Option<_>>()?;
        // Without its root, a row that was cut would pass for a whole one with its cells in the wrong columns.
        let is_cut = ends_with_root && described.last().is_none_or(|root| root.parse::<i64>().is_err());
        if is_cut || !is_named(described) {
            return None;
        }
        let columns = &self.measured[all - measured..];
        let second = columns.iter().skip(1).position(|column| *column == Column::Time).map(|at| at + 1);
        let (out_of_place, in_place) = match second {
            Some(at) => (measure(&columns[..at], &cells[..at]), measure(&columns[at..], &cells[at..])),
            None => (None, measure(columns, &cells)),
        };
        let mut names = described.iter();
        let data_type = names.clone().next().filter(|name| is_word(name)).map(|name| brief(name));
        let mut rest = names.by_ref().skip(usize::from(data_type.is_some()));
        let next = rest.next();
        let reduction = next.filter(|name| is_word(name) && **name != "none").map(|name| brief(name));
        let root =
            next.into_iter().chain(rest).find_map(|name| name.parse::<i64>().ok()).filter(|root| *root >= 0);
        (out_of_place.is_some() || in_place.is_some()).then_some(Row {
            size,
            count,
            data_type,
            reduction,
            root,
            out_of_place,
            in_place,
        })
    }
}

/// The first part of a row that another process wrote into.
fn part(words: &[&str]) -> Option<Vec<String>> {
    let named = words[2..].iter().take_while(|word| is_word(word) || cell(word).is_some()).count();
    let types = words.get(2).is_some_and(|word| is_word(word));
    (types && named < MOST_COLUMNS).then(|| words[..2 + named].iter().map(|word| brief(word)).collect())
}

/// Whether these may be the type, the reduction and the root of a row.
fn is_named(words: &[&str]) -> bool {
    words.len() <= 3 && words.iter().all(|word| is_word(word) || word.parse::<i64>().is_ok())
}

/// Whether this may be the name of a type or a reduction.
fn is_word(word: &str) -> bool {
    word.len() <= 12
        && word.starts_with(|first: char| first.is_ascii_alphabetic())
        && word.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

/// A number, or what stands for one; `None` where it is neither.
#[expect(clippy::option_option, reason = "no number is something else than no cell")]
fn cell(word: &str) -> Option<Option<f64>> {
    match word {
        "N/A" => Some(None),
        _ if word.starts_with(|first: char| first.is_ascii_digit() || first == '-' || first == '.') => {
            word.parse::<f64>().ok().map(|number| number.is_finite().then_some(number))
        }
        // What nothing divided by nothing gives.
        "inf" | "-inf" | "nan" | "-nan" => Some(None),
        _ => None,
    }
}

fn measure(columns: &[Column], cells: &[Option<f64>]) -> Option<Measure> {
    let get = |wanted: Column| {
        let at = columns.iter().position(|column| *column == wanted)?;
        cells.get(at).copied().flatten().filter(|number| *number >= 0.0)
    };
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "it is a count that is printed as %g"
    )]
    let wrong = get(Column::Wrong).map(|wrong| wrong as u64);
    Some(Measure {
        time_us: get(Column::Time)?,
        algorithm_gbps: get(Column::AlgorithmBandwidth)?,
        bus_gbps: get(Column::BusBandwidth)?,
        wrong,
    })
}

#[cfg(test)]
mod tests {
    use super::{Head, Line};
    use crate::nccl::log::run::Row;

    fn row(head: &str, line: &str) -> Option<Row> {
        match Head::read(head).unwrap().row(line) {
            Some(Line::Row(row)) => Some(row),
            _ => None,
        }
    }

    const NOW: &str = "size count type redop root time algbw busbw #wrong time algbw busbw #wrong";

    #[test]
    fn rows_of_all_releases_are_read() {
        let now = row(NOW, "1048576 262144 float sum -1 100.5 10.43 19.56 0 99.1 10.58 19.84 N/A").unwrap();
        assert_eq!(now.reduction.as_deref(), Some("sum"));
        assert_eq!((now.root, now.data_type.as_deref()), (None, Some("float")));
        assert_eq!(now.out_of_place.unwrap().wrong, Some(0));
        assert_eq!(now.in_place.unwrap().wrong, None);

        let gather = "size count type time algbw busbw error time algbw busbw error";
        let old = row(gather, "1048576 262144 float 100 10.43 19.56 1e-07 99 10.58 19.84 0e+00").unwrap();
        assert_eq!(old.out_of_place.unwrap().wrong, None);
        assert_eq!(old.reduction, None);

        let broadcast = "size count type root time algbw busbw error time algbw busbw error";
        let old =
            row(broadcast, "1048576 262144 float 3 100 10.43 19.56 1e-07 99 10.58 19.84 0e+00").unwrap();
        assert_eq!(old.root, Some(3));

        let now =
            row(NOW, "10.3.35.83: 1048576 262144 float sum -1 100.5 10.43 19.56 0 99.1 10.58 19.84 N/A")
                .unwrap();
        assert_eq!(now.size, 1_048_576);

        let timed = "size count type redop root time algbw busbw #wrong time algbw busbw #wrong timestamp";
        let line = "64 16 float sum -1 12 0.01 0.01 0 12 0.01 0.01 0 2026-11-22 09:00:00";
        assert_eq!(row(timed, line).unwrap().size, 64);

        let single = "size count type redop root time algbw busbw #wrong i_min i_max i_p99 i_cv% cputime algbw busbw \
                      #wrong i_min i_max i_p99 i_cv%";
        let line = "64 16 float sum -1 12 1 2 0 10 14 14 3.1 12 3 4 5 10 14 14 3.1";
        let row = row(single, line).unwrap();
        assert!((row.out_of_place.unwrap().bus_gbps - 2.0).abs() < 1e-9);
        assert_eq!(row.in_place.unwrap().wrong, Some(5));
    }

    #[test]
    fn half_rows_are_in_place() {
        let row = row(NOW, "1048576 262144 float sum -1   99.1 10.58 19.84 0").unwrap();
        assert!(row.out_of_place.is_none() && row.in_place.is_some());
    }

    #[test]
    fn a_row_that_was_cut_is_none() {
        let whole = "17179869184 4294967296 float sum -1 66132 259.78 487.09 0 66109 259.87 487.26 0";
        for end in 1..whole.len() - 1 {
            let cut = row(NOW, &whole[..end]);
            // Half a row has half its figures.
            let half =
                cut.is_none_or(|row| row.out_of_place.is_none() && row.in_place.unwrap().wrong == Some(0));
            assert!(half, "{}", &whole[..end]);
        }
    }

    #[test]
    fn a_row_that_was_written_into_is_put_together() {
        let head = Head::default();
        let line = "1048576 262144 float sum -1ip-10-0-0-1:1:2 [0] NCCL INFO x";
        let Some(Line::Part(part)) = head.row(line) else { panic!("{line}") };
        assert_eq!(part.len(), 4);
        assert!(head.completed(&part, "libfabric warning").is_none());
        assert!(head.completed(&part, "100.5 10.43 19.56 0 99.1 10.58 19.84 0").is_some());
    }

    #[test]
    fn other_lines_are_no_rows() {
        for line in ["", "1 2", "12:00 1 2 3", "size count", "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 x"] {
            assert!(row(NOW, line).is_none(), "{line}");
        }
    }
}

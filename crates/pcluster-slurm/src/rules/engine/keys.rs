//! Options of sbatch as the keys of a job as YAML, so that a rule says the same about both.

use crate::spec::key_of;

/// A text with the keys in place of the options between its backticks: `--mem=64G` is `memory: 64G`.
pub(super) fn in_keys(text: &str) -> String {
    let mut parts = text.split('`');
    let mut out = parts.next().unwrap_or_default().to_owned();
    let mut is_code = true;
    for part in parts {
        out.push('`');
        if is_code && part.starts_with("--") {
            let words: Vec<String> = part.split(' ').map(key).collect();
            out.push_str(&words.join("` and `"));
        } else {
            out.push_str(part);
        }
        is_code = !is_code;
    }
    out
}

/// An option, perhaps with its value, as a key; one that has none stays as it is, as under `extra-options`.
fn key(word: &str) -> String {
    let option = word.strip_prefix("--").unwrap_or(word);
    let (name, value) = option.split_once('=').map_or((option, None), |(name, value)| (name, Some(value)));
    let Some(key) = key_of(name) else { return word.to_owned() };
    match (name, value) {
        ("exclusive", None) => format!("{key}: true"),
        ("no-requeue", None) => format!("{key}: false"),
        ("mem", Some("0")) => format!("{key}: all"),
        (_, Some(value)) => format!("{key}: {value}"),
        (_, None) => key.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::in_keys;

    #[test]
    fn options_become_keys() {
        for (option, key) in [
            (
                "add `--time`, such as `--time=1-00:00:00` for a day",
                "add `time`, such as `time: 1-00:00:00` for a day",
            ),
            ("use `--partition=gpu --constraint=p5`", "use `partition: gpu` and `constraint: p5`"),
            (
                "`--mem=0`, `--exclusive` or `--cpus-per-gpu`",
                "`memory: all`, `exclusive: true` or `--cpus-per-gpu`",
            ),
            ("leave `--no-requeue` out", "leave `requeue: false` out"),
            ("`srun` and --time", "`srun` and --time"),
        ] {
            assert_eq!(in_keys(option), key);
        }
    }
}

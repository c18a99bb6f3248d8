//! What looks like a secret.

use crate::job::{Assignment, Job, Place};

/// How variables end that hold a secret.
const NAMES: &[&str] = &["TOKEN", "API_KEY", "APIKEY", "SECRET", "SECRET_KEY", "ACCESS_KEY", "PRIVATE_KEY"];

/// How variables end that hold a password, which may be short.
const PASSWORDS: &[&str] = &["PASSWORD", "PASSWD", "PASSPHRASE"];

/// How tokens begin whose issuers mark them, so that they are known wherever they stand: Hugging Face, GitHub, GitLab,
/// NVIDIA NGC, `OpenAI` and Anthropic, Slack.
const BEGINNINGS: &[&str] =
    &["hf_", "ghp_", "gho_", "ghs_", "github_pat_", "glpat-", "nvapi-", "sk-", "xoxb-", "xoxp-"];

/// Letters that a token has at least behind its beginning, or a value whose variable alone says that it is secret.
const SHORTEST: usize = 16;

/// A secret in a job.
pub(super) struct Secret<'j> {
    /// The variable that holds it; `None` for a word of a command line.
    pub(super) variable: Option<&'j str>,
    /// Where it stands.
    pub(super) place: &'j Place,
}

/// The secrets of a job, in the order of its variables and programs.
pub(super) fn secrets(job: &Job) -> Vec<Secret<'_>> {
    let mut found: Vec<Secret<'_>> = job.environment.iter().filter_map(of_variable).collect();
    for step in &job.steps {
        found.extend(step.environment.iter().filter_map(of_variable));
        // What an `srun` starts is a program of its own.
        let words = step.words.iter().filter(|word| has_token(&word.text));
        found.extend(words.map(|word| Secret { variable: None, place: &word.place }));
    }
    let containers = job.requests.iter().map(|request| &request.container);
    let images = containers.chain(job.steps.iter().map(|step| &step.container));
    let images = images.filter_map(|container| container.image.as_ref());
    found.extend(
        images
            .filter(|image| has_password(image))
            .map(|image| Secret { variable: None, place: &image.place }),
    );
    let mut seen = std::collections::BTreeSet::new();
    found.retain(|secret| secret.place.span.is_none_or(|span| seen.insert((span.start, span.end))));
    found
}

fn of_variable(variable: &Assignment) -> Option<Secret<'_>> {
    let name = variable.name.value.as_str();
    let value = variable.value.as_deref()?;
    is_secret(name, value).then_some(Secret { variable: Some(name), place: &variable.name.place })
}

/// Whether the value of a variable is a secret itself, and not the path of one or a word of a tokenizer.
fn is_secret(name: &str, value: &str) -> bool {
    let name = name.to_ascii_uppercase();
    let ends = |ends: &[&str]| {
        ends.iter().any(|end| {
            name.strip_suffix(end).is_some_and(|before| before.is_empty() || before.ends_with('_'))
        })
    };
    if has_token(value) {
        return true;
    }
    let is_other = value.starts_with(['/', '~', '.', '<', '[', '{'])
        || value.starts_with("arn:")
        || value.contains(['$', '`'])
        || value.chars().any(char::is_whitespace);
    // Places to fill in.
    let stands_for = ["your", "change", "example", "xxx", "none", "null", "true", "false", "***"];
    let lower = value.to_ascii_lowercase();
    if is_other || stands_for.iter().any(|word| lower.starts_with(word)) {
        return false;
    }
    (ends(PASSWORDS) && value.len() >= 4) || (ends(NAMES) && value.len() >= SHORTEST)
}

/// Whether a token that its issuer marks stands in a word.
fn has_token(word: &str) -> bool {
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
    word.split(|letter: char| !letter.is_ascii() || !is_part(letter as u8)).any(|part| {
        BEGINNINGS.iter().any(|beginning| {
            part.strip_prefix(beginning)
                .is_some_and(|rest| rest.len() >= SHORTEST && rest.bytes().any(|byte| byte.is_ascii_digit()))
        })
    })
}

/// Whether a password stands behind the user of a registry, where enroot knows none.
fn has_password(image: &str) -> bool {
    let user = image.trim_start_matches("docker://").split_once('@').map(|(user, _)| user);
    let parts = user.and_then(|user| user.split_once(':'));
    parts.is_some_and(|(user, password)| {
        !password.is_empty() && !format!("{user}{password}").contains(['/', '#'])
    }) && image.rsplit('@').next().is_none_or(|end| !end.starts_with("sha256:"))
}

#[cfg(test)]
mod tests {
    use super::{has_password, has_token, is_secret};

    #[test]
    fn passwords_of_registries_are_told_from_ports_and_tags() {
        assert!(has_password("docker://me:hunter2@nvcr.io#nvidia/pytorch:24.07-py3"));
        assert!(has_password("me:hunter2@nvcr.io/nvidia/pytorch"));
        for image in [
            "docker://$oauthtoken@nvcr.io#nvidia/pytorch:24.07-py3",
            "localhost:5000#train:1",
            "train:1@sha256:00",
            "/fsx/a:b@c.sqsh",
        ] {
            assert!(!has_password(image), "{image}");
        }
    }

    #[test]
    fn secrets_are_told_from_what_looks_like_them() {
        for (name, value) in [
            ("HF_TOKEN", "0123456789abcdef0123"),
            ("TOKEN", "0123456789abcdef0123"),
            ("WANDB_API_KEY", "0123456789abcdef0123456789abcdef01234567"),
            ("AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYzzzzzzzzzz"),
            ("DB_PASSWORD", "hunter2"),
            ("WHATEVER", "hf_abcdefghijklmnop1234"),
        ] {
            assert!(is_secret(name, value), "{name}={value}");
        }
        for (name, value) in [
            ("HF_TOKEN", ""),
            ("HF_TOKEN", "/home/me/.token-of-hugging-face"),
            ("HF_TOKEN", "$(cat ~/.cache/huggingface/token)"),
            ("WANDB_API_KEY", "your-api-key-goes-here"),
            ("PAD_TOKEN", "<|end_of_text_of_all|>"),
            ("EOS_TOKEN", "[SEPARATOR_TOKEN]"),
            ("MAX_TOKEN", "8192"),
            ("BROKEN", "0123456789abcdef0123"),
            ("DB_PASSWORD_FILE", "/home/me/password"),
            ("DB_PASSWORD_SECRET", "arn:aws:secretsmanager:us-east-1:111122223333:secret:db"),
            ("TOKENIZERS_PARALLELISM", "false"),
            ("MODEL", "hf_hub_is_a_nice_place_to_be"),
        ] {
            assert!(!is_secret(name, value), "{name}={value}");
        }
        assert!(has_token("--token=hf_abcdefghijklmnop1234"));
        assert!(has_token("https://me:ghp_abcdefghijklmnop1234@github.com/me/it.git"));
        assert!(!has_token("mask-abcdefghijklmnop1234"));
    }
}

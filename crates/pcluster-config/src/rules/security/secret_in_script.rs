//! A password or token in the URL or the arguments of a script.
//!
//! The configuration is stored in S3, on the head node and in the history of whatever repository it lives in, and
//! arguments appear in logs and process lists. A secret belongs in Secrets Manager, and its ARN in the arguments.
//!
//! ```yaml fires
//! HeadNode:
//!   InstanceType: c5.large
//!   Networking: { SubnetId: subnet-12345678 }
//!   CustomActions:
//!     OnNodeConfigured:
//!       Script: https://example.com/grafana.sh
//!       Args: [--admin-password, hunter2]
//! ```
//!
//! ```yaml quiet
//! HeadNode:
//!   InstanceType: c5.large
//!   Networking: { SubnetId: subnet-12345678 }
//!   CustomActions:
//!     OnNodeConfigured:
//!       Script: https://example.com/grafana.sh
//!       Args:
//!         - --admin-password-secret
//!         - arn:aws:secretsmanager:us-east-1:111122223333:secret:grafana-AbCdEf
//! ```

use crate::diagnostic::Severity;
use crate::location::Path;
use crate::rules::{At, Check, Facts, Finding, RuleDef, ScriptView};

use super::credential_in;

pub(crate) const RULE: RuleDef = RuleDef {
    id: "secret-in-script",
    severity: Severity::Warning,
    official: None,
    check: Check::Script(check),
};

/// Ends of options whose value is a secret.
const SECRET_OPTIONS: [&str; 6] =
    ["password", "passwd", "token", "api-key", "secret-key", "secret-access-key"];

fn check(script: &At<'_, ScriptView<'_>>, _: &Facts<'_>) -> Option<Finding> {
    let (path, what) = in_url(script).or_else(|| in_arguments(script))?;
    Some(
        Finding::new(format!("{what} stands in the configuration, which is stored in clear text"))
            .at(path, "")
            .help("keep it in Secrets Manager, give the script its ARN, and make a new one: this one is known now"),
    )
}

fn in_url(script: &At<'_, ScriptView<'_>>) -> Option<(Path, &'static str)> {
    let (_, rest) = script.url.split_once("://")?;
    let (host, _) = rest.split_once('/').unwrap_or((rest, ""));
    let (_, query) = rest.split_once('?').unwrap_or((rest, ""));
    let password = host.split_once('@').is_some_and(|(user, _)| user.contains(':'));
    let token = query.split('&').any(|part| {
        let (name, value) = part.split_once('=').unwrap_or((part, ""));
        matches!(name, "token" | "access_token" | "private_token") && is_secret(value)
    });
    let what = if password {
        "a password"
    } else if token {
        "a token"
    } else {
        credential_in(script.url)?
    };
    Some((script.key("Script"), what))
}

fn in_arguments(script: &At<'_, ScriptView<'_>>) -> Option<(Path, &'static str)> {
    let place = |index: usize| script.key("Args").index(index);
    for (index, arg) in script.args.iter().enumerate() {
        if let Some(what) = credential_in(arg) {
            return Some((place(index), what));
        }
        let (option, value) = arg.split_once('=').unwrap_or((arg, ""));
        let option = option.to_ascii_lowercase().replace('_', "-");
        if !option.starts_with('-') || !SECRET_OPTIONS.iter().any(|end| option.ends_with(end)) {
            continue;
        }
        // Language models count tokens.
        let is_count =
            |value: &str| option.ends_with("token") && value.bytes().all(|byte| byte.is_ascii_digit());
        let is_secret = |value: &str| is_secret(value) && !is_count(value);
        if is_secret(value) {
            return Some((place(index), "a secret"));
        }
        let next = script.args.get(index + 1).filter(|next| value.is_empty() && is_secret(next));
        if next.is_some() {
            return Some((place(index + 1), "a secret"));
        }
    }
    None
}

/// Whether a value is a secret itself: it is no switch, and does not name another place for it.
fn is_secret(value: &str) -> bool {
    let elsewhere = ["arn:", "/", "$", "-", "{{", "ssm:", "file:", "<"];
    let switch = ["", "true", "false", "yes", "no"].iter().any(|word| value.eq_ignore_ascii_case(word));
    !switch && !value.contains("://") && !elsewhere.iter().any(|start| value.starts_with(start))
}

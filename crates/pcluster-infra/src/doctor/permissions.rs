//! What may be changed: asked of the policy simulator of IAM, which changes nothing.

use aws_sdk_iam::types::PolicyEvaluationDecisionType;

use crate::Remedy;
use crate::aws::{Failure, FailureKind, Identity, Session};

use super::policies::{Need, Work, works};
use super::{Area, Check, DoctorOptions, Teller};

/// Actions that are not allowed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Missing {
    /// A policy denies them, or none allows them on the thing itself.
    denied: Vec<String>,
    /// No policy allows them on everything; one may allow them on something.
    limited: Vec<String>,
}

/// One check for each command that changes something.
pub(super) async fn all(
    teller: &Teller<'_>,
    session: &Session,
    identity: &Identity,
    options: &DoctorOptions,
    bucket: &str,
) -> Vec<Check> {
    let works = works(session, identity, options, bucket);
    let principal = match principal(session, identity).await {
        Ok(principal) => principal,
        Err(reason) => {
            let mut checks = Vec::new();
            for work in works {
                let check = Check {
                    help: reason.1.clone(),
                    ..Check::new(Area::Permissions, work.name).skipped(&reason.0)
                };
                checks.extend(teller.tell(check).await);
            }
            return checks;
        }
    };
    let asked = works
        .iter()
        .map(|work| teller.ask(Area::Permissions, work.name, simulate(session, &principal, work)));
    futures_util::future::join_all(asked).await.concat()
}

/// The user or role whose policies are simulated: a session has the ARN of its role inside, without its path. Else why
/// not, and what to do.
async fn principal(session: &Session, identity: &Identity) -> Result<String, (String, Option<String>)> {
    let arn = &identity.arn;
    if arn.ends_with(":root") {
        return Err(("the root user may do everything".to_owned(), None));
    }
    if arn.contains(":user/") {
        return Ok(arn.clone());
    }
    let Some(role) = arn.split(":assumed-role/").nth(1).and_then(|rest| rest.split('/').next()) else {
        return Err((format!("the policies of `{arn}` cannot be simulated"), None));
    };
    match session.iam().get_role().role_name(role).send().await {
        Ok(answer) => Ok(answer.role().map(|role| role.arn().to_owned()).unwrap_or_default()),
        Err(error) => {
            let failure = Failure::of("iam", "GetRole", &error);
            Err((failure.to_string(), allow(&failure)))
        }
    }
}

/// What to do when the question itself is not allowed.
fn allow(failure: &Failure) -> Option<String> {
    if failure.kind == FailureKind::Denied {
        Some("allow `iam:GetRole` and `iam:SimulatePrincipalPolicy` to have this looked at; nothing else needs them".to_owned())
    } else {
        failure.help()
    }
}

async fn simulate(session: &Session, principal: &str, work: &Work) -> Check {
    let check = Check::new(Area::Permissions, work.name);
    let mut missing = Missing::default();
    for need in &work.needs {
        match denied(session, principal, need).await {
            Ok(actions) if need.resource == "*" => {
                missing.limited.extend(actions.implicitly);
                missing.denied.extend(actions.explicitly);
            }
            Ok(actions) => missing.denied.extend([actions.implicitly, actions.explicitly].concat()),
            Err(failure) => {
                return Check { help: allow(&failure), ..check.skipped(failure.to_string()) };
            }
        }
    }
    let count = work.needs.iter().map(|need| need.actions.len()).sum();
    judge(check, &missing, count)
}

#[derive(Default)]
struct Denied {
    implicitly: Vec<String>,
    explicitly: Vec<String>,
}

async fn denied(session: &Session, principal: &str, need: &Need) -> Result<Denied, Failure> {
    let client = session.iam();
    let mut denied = Denied::default();
    let mut marker = None;
    loop {
        let answer = client
            .simulate_principal_policy()
            .policy_source_arn(principal)
            .set_action_names(Some(need.actions.iter().map(|&action| action.to_owned()).collect()))
            .resource_arns(&need.resource)
            .set_marker(marker)
            .send()
            .await
            .map_err(|error| Failure::of("iam", "SimulatePrincipalPolicy", &error))?;
        for result in answer.evaluation_results() {
            match result.eval_decision() {
                PolicyEvaluationDecisionType::Allowed => {}
                PolicyEvaluationDecisionType::ExplicitDeny => {
                    denied.explicitly.push(result.eval_action_name().to_owned());
                }
                _ => denied.implicitly.push(result.eval_action_name().to_owned()),
            }
        }
        marker = answer.marker().map(str::to_owned);
        if !answer.is_truncated() || marker.is_none() {
            return Ok(denied);
        }
    }
}

fn judge(check: Check, missing: &Missing, count: usize) -> Check {
    let list = |actions: &[String]| actions.join(", ");
    if !missing.denied.is_empty() {
        let all = [missing.denied.clone(), missing.limited.clone()].concat();
        return check
            .failed(format!("{} of {count} actions are not allowed: {}", all.len(), list(&all)))
            .help("allow them in a policy of this identity; a policy that denies them, a permissions boundary or a policy of the organization may stand against it");
    }
    if !missing.limited.is_empty() {
        return check
            .warning(format!(
                "{} of {count} actions are not allowed on everything: {}",
                missing.limited.len(),
                list(&missing.limited)
            ))
            .help(
                "allow them in a policy of this identity, unless it allows them on the right things alone",
            );
    }
    check.ok(format!("all {count} actions are allowed"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::doctor::State;

    #[test]
    fn what_is_missing_is_named() {
        let judged = |denied: &[&str], limited: &[&str]| {
            let own = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect();
            let missing = Missing { denied: own(denied), limited: own(limited) };
            judge(Check::new(Area::Permissions, "data associate"), &missing, 5)
        };
        assert_eq!(judged(&[], &[]).found, "all 5 actions are allowed");
        assert_eq!(judged(&[], &["iam:PutRolePolicy"]).state, State::Warning);
        let failed = judged(&["fsx:CreateFileSystem"], &["iam:PutRolePolicy"]);
        assert_eq!(failed.found, "2 of 5 actions are not allowed: fsx:CreateFileSystem, iam:PutRolePolicy");
    }
}

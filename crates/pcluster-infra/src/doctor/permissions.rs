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
    let Some((first, rest)) = works.split_first() else { return Vec::new() };
    let principal = match principal(session, identity).await {
        Ok(principal) => principal,
        Err(unknown) => return teller.tell(unknown.told()).await,
    };
    // Where one may not be asked about, none may.
    let asked = match Box::pin(simulate(session, &principal, first)).await {
        Ok(check) => teller.tell(check).await,
        Err(unknown) => return teller.tell(unknown.told()).await,
    };
    let others = rest.iter().map(|work| {
        teller.ask(Area::Permissions, work.name, async {
            simulate(session, &principal, work)
                .await
                .unwrap_or_else(|unknown| Check { name: work.name, ..unknown.told() })
        })
    });
    [asked, futures_util::future::join_all(others).await.concat()].concat()
}

/// Why the simulator cannot be asked, and what to do about that.
struct Unknown {
    reason: String,
    help: Option<String>,
}

impl Unknown {
    fn because(reason: impl Into<String>) -> Self {
        Self { reason: reason.into(), help: None }
    }

    fn told(self) -> Check {
        Check { help: self.help, ..Check::new(Area::Permissions, "changes").skipped(self.reason) }
    }
}

impl From<Failure> for Unknown {
    fn from(failure: Failure) -> Self {
        let help = match failure.kind {
            FailureKind::Denied => Some("allow `iam:GetRole` and `iam:SimulatePrincipalPolicy` to have this looked at; nothing else needs them".to_owned()),
            _ => failure.help(),
        };
        Self { reason: failure.to_string(), help }
    }
}

/// The user or role whose policies are simulated: a session has the ARN of its role inside, without its path. Else why
/// not, and what to do.
async fn principal(session: &Session, identity: &Identity) -> Result<String, Unknown> {
    let arn = &identity.arn;
    if arn.ends_with(":root") {
        return Err(Unknown::because("the root user may do everything"));
    }
    if arn.contains(":user/") {
        return Ok(arn.clone());
    }
    let Some(role) = arn.split(":assumed-role/").nth(1).and_then(|rest| rest.split('/').next()) else {
        return Err(Unknown::because(format!("the policies of `{arn}` cannot be simulated")));
    };
    let answer = session.iam().get_role().role_name(role).send().await;
    let answer = answer.map_err(|error| Failure::of("iam", "GetRole", &error))?;
    Ok(answer.role().map(|role| role.arn().to_owned()).unwrap_or_default())
}

async fn simulate(session: &Session, principal: &str, work: &Work) -> Result<Check, Unknown> {
    let mut missing = Missing::default();
    for need in &work.needs {
        let actions = denied(session, principal, need).await?;
        let limited = if need.resource == "*" { &mut missing.limited } else { &mut missing.denied };
        limited.extend(actions.implicitly);
        missing.denied.extend(actions.explicitly);
    }
    let count = work.needs.iter().map(|need| need.actions.len()).sum();
    Ok(judge(Check::new(Area::Permissions, work.name), &missing, count))
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

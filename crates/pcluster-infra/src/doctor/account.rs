//! What is in the account already.

use crate::aws::{Failure, FailureKind, Session};

use super::{Area, Check};

/// The state of the stack.
pub(super) async fn stack(session: &Session, name: &str) -> Check {
    let check = Check::new(Area::Account, "stack");
    match session.cloudformation().describe_stacks().stack_name(name).send().await {
        Ok(answer) => {
            let status = answer.stacks().first().and_then(|stack| stack.stack_status());
            of_status(check, name, status.map_or("", |status| status.as_str()))
        }
        Err(error) => {
            let failure = Failure::of("cloudformation", "DescribeStacks", &error);
            match failure.kind {
                FailureKind::NotFound => {
                    check.ok(format!("{name} is not there: `pclusterctl infra deploy` makes it"))
                }
                // Said by the permissions.
                FailureKind::Denied => check.skipped("it may not be asked about"),
                _ => check.failure(&failure),
            }
        }
    }
}

fn of_status(check: Check, name: &str, status: &str) -> Check {
    let told = format!("{name} is {status}");
    match status {
        "ROLLBACK_COMPLETE" | "ROLLBACK_FAILED" => check
            .warning(format!("{told}: left over from a try that failed"))
            .help("`pclusterctl infra deploy` starts again, `pclusterctl infra delete` removes it"),
        "CREATE_FAILED" | "DELETE_FAILED" | "UPDATE_ROLLBACK_FAILED" => {
            check.warning(told).help("`pclusterctl infra status` tells the first cause")
        }
        "REVIEW_IN_PROGRESS" => check.ok(format!("{told}: planned, and nothing made yet")),
        _ => check.ok(told),
    }
}

/// Whether the bucket is there, and whose it is.
pub(super) async fn bucket(session: &Session, name: &str, account: &str) -> Check {
    let check = Check::new(Area::Account, "bucket");
    match session.s3().head_bucket().bucket(name).expected_bucket_owner(account).send().await {
        Ok(_) => check.ok(format!("{name} is there")),
        Err(error) => {
            let failure = Failure::of("s3", "HeadBucket", &error);
            match failure.kind {
                FailureKind::NotFound => check.ok(format!("{name} is not there: `pclusterctl data bucket` makes it")),
                FailureKind::Denied => check
                    .warning(format!("{name} may not be looked at: it belongs to another account, or `s3:ListBucket` is missing"))
                    .help("allow `s3:ListBucket` on it, or name another one with `--bucket`"),
                FailureKind::WrongRegion => check
                    .warning(format!("{name} cannot be used from {}: {}", session.region(), failure.message))
                    .help("name another one with `--bucket`, or use the region of this one"),
                _ => check.failure(&failure),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::doctor::State;

    #[test]
    fn left_over_stacks_are_told() {
        let judged = |status| of_status(Check::new(Area::Account, "stack"), "prerequisites", status).state;
        assert_eq!(judged("CREATE_COMPLETE"), State::Ok);
        assert_eq!(judged("ROLLBACK_COMPLETE"), State::Warning);
        assert_eq!(judged("UPDATE_ROLLBACK_FAILED"), State::Warning);
    }
}

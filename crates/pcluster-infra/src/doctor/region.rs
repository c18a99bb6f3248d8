//! The region: where it is set, and whether clusters can be made in it.

use std::env;

use crate::aws::{Failure, Session, SessionOptions};

use super::{Area, Check};

/// Regions that the package of ParallelCluster 3.14.0 to 3.16.1 lists as supported. It asks a list on S3 for newer ones,
/// so that one that is missing here is a warning alone.
const SUPPORTED: [&str; 31] = [
    "af-south-1",
    "ap-east-1",
    "ap-northeast-1",
    "ap-northeast-2",
    "ap-south-1",
    "ap-southeast-1",
    "ap-southeast-2",
    "ap-southeast-3",
    "ap-southeast-5",
    "ap-southeast-7",
    "ca-central-1",
    "cn-north-1",
    "cn-northwest-1",
    "eu-central-1",
    "eu-north-1",
    "eu-south-1",
    "eu-west-1",
    "eu-west-2",
    "eu-west-3",
    "il-central-1",
    "me-south-1",
    "sa-east-1",
    "us-east-1",
    "us-east-2",
    "us-gov-east-1",
    "us-gov-west-1",
    "us-iso-east-1",
    "us-iso-west-1",
    "us-isob-east-1",
    "us-west-1",
    "us-west-2",
];

/// Whether a region is set, and a good one.
pub(super) fn check(options: &SessionOptions, session: &Result<Session, Failure>) -> Check {
    let check = Check::new(Area::Way, "region");
    match session {
        Ok(session) => of_name(check, session.region(), source(options)),
        Err(failure) => check.failure(failure),
    }
}

fn of_name(check: Check, region: &str, source: &str) -> Check {
    if SUPPORTED.contains(&region) {
        return check.ok(format!("{region}, from {source}"));
    }
    check.warning(format!("{region}, from {source}: ParallelCluster does not list it as supported")).help(
        "choose another region with `--region`, or see whether a newer release of ParallelCluster has it",
    )
}

/// Where the region comes from, in the order in which the SDK looks.
fn source(options: &SessionOptions) -> &'static str {
    let set = |name: &str| env::var_os(name).is_some_and(|value| !value.is_empty());
    if options.region.is_some() {
        "`--region`"
    } else if set("AWS_REGION") {
        "`AWS_REGION`"
    } else if set("AWS_DEFAULT_REGION") {
        "`AWS_DEFAULT_REGION`"
    } else {
        "the profile or this machine"
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::doctor::State;

    #[test]
    fn regions_are_known() {
        let check = |region| of_name(Check::new(Area::Way, "region"), region, "`AWS_REGION`");
        assert_eq!(check("us-east-1").found, "us-east-1, from `AWS_REGION`");
        assert_eq!(check("mars-north-1").state, State::Warning);
    }
}

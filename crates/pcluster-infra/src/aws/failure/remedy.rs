//! What to do about a failed call.

use super::denial::Denier;
use super::{Failure, FailureKind};

/// What to do, in one sentence.
pub(super) fn of(failure: &Failure) -> Option<String> {
    let help = match failure.kind {
        FailureKind::Denied => return Some(of_denial(failure)),
        FailureKind::Expired => {
            "sign in again (`aws sso login` with IAM Identity Center, or new values of the `AWS_` variables), then run the same command again: it goes on where this one stopped"
        }
        FailureKind::Credentials => return Some(of_credentials(failure).to_owned()),
        FailureKind::Profile => {
            "`aws configure list-profiles` shows the profiles; `aws configure sso` makes one"
        }
        FailureKind::Region => "give `--region`, or set `AWS_REGION` or `region` in the profile",
        FailureKind::WrongRegion => {
            "give the region of the bucket as `--region`; `aws s3api get-bucket-location` tells which it is"
        }
        FailureKind::NotEnabled => {
            "enable the region or the service for this account: AWS console, Account, AWS Regions"
        }
        FailureKind::Clock => {
            "set the clock of this machine (`chronyc makestep` or `timedatectl set-ntp true`): AWS refuses calls from 5 minutes away"
        }
        FailureKind::Endpoint => {
            "see `--endpoint-url`, `AWS_ENDPOINT_URL` and `endpoint_url` in the profile; without any of them AWS itself is called"
        }
        FailureKind::Tls => {
            "behind a proxy that looks into connections, let `AWS_CA_BUNDLE` name the file with its certificate (PEM); a server without TLS has an address with `http://`"
        }
        FailureKind::Throttled => "run the same command again in a while: it goes on where this one stopped",
        FailureKind::Connection => {
            "see whether this machine reaches AWS (network, VPN, `HTTPS_PROXY`, `--endpoint-url`), then run the same command again: it goes on where this one stopped"
        }
        FailureKind::Quota => {
            "raise the quota (AWS console, Service Quotas), or remove what is not needed any more"
        }
        FailureKind::NotFound | FailureKind::Exists | FailureKind::Invalid | FailureKind::Other => {
            return None;
        }
    };
    Some(help.to_owned())
}

fn of_denial(failure: &Failure) -> String {
    let action = failure.action();
    let Some(denier) = failure.denial().and_then(|denial| denial.denier()) else {
        return format!(
            "allow `{action}` in a policy of this identity; `pclusterctl doctor` shows who that is and what it may do"
        );
    };
    match denier {
        Denier::Identity => {
            format!(
                "allow `{action}` in a policy of this identity; `pclusterctl doctor` shows what else is missing"
            )
        }
        Denier::IdentityExplicit => {
            format!("take `{action}` out of the policy with `Deny` that this identity has")
        }
        Denier::Boundary => {
            format!(
                "allow `{action}` in the permissions boundary, which an administrator of the account has set"
            )
        }
        Denier::Session => {
            format!("allow `{action}` in the policy that is given when the role is assumed")
        }
        Denier::Organization => {
            format!(
                "ask whoever administers the AWS organization for `{action}`: nobody in this account can allow it"
            )
        }
        Denier::Resource => format!("allow `{action}` in the policy of the resource itself"),
        Denier::VpcEndpoint => {
            format!("allow `{action}` in the policy of the VPC endpoint that the call went through")
        }
    }
}

fn of_credentials(failure: &Failure) -> &'static str {
    let code = failure.code.as_deref().map(|code| code.strip_suffix("Exception").unwrap_or(code));
    match code {
        None => {
            "set `AWS_PROFILE` or `--profile`, or `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY`; `aws configure sso` makes a profile, `aws sso login` signs in"
        }
        Some("SignatureDoesNotMatch" | "InvalidSignature") => {
            "see whether the secret access key belongs to the access key id; in files and variables it stands without quotes and spaces"
        }
        Some(_) => {
            "see whether the access key still exists and is active, whether temporary credentials have their session token, and whether the account has enabled the region; `pclusterctl doctor` looks at all that"
        }
    }
}

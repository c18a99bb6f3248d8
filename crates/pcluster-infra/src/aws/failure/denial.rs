//! Who may not do what, and why: read from what AWS says when it denies a call.

use std::fmt;

/// A denial, taken apart. AWS says it in one sentence in all services: "User: ARN is not authorized to perform: ACTION
/// on resource: RESOURCE because REASON"; the ends of it may be missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Denial<'m> {
    /// The ARN of whoever called.
    pub(crate) identity: &'m str,
    /// The action, such as `fsx:CreateFileSystem`.
    pub(crate) action: &'m str,
    /// What the action would have been done to.
    pub(crate) resource: Option<&'m str>,
    /// Why it was denied, in AWS's words.
    pub(crate) reason: Option<&'m str>,
}

/// Which kind of policy denies a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Denier {
    /// No policy of the identity allows it.
    Identity,
    /// A policy of the identity denies it.
    IdentityExplicit,
    /// The boundary of what the identity may ever be allowed.
    Boundary,
    /// The policy that the session was started with.
    Session,
    /// A policy of the organization, for accounts or for resources.
    Organization,
    /// A policy of what the action would have been done to, such as a bucket.
    Resource,
    /// The policy of the VPC endpoint that the call went through.
    VpcEndpoint,
}

impl<'m> Denial<'m> {
    /// The parts of a message; `None` where it is another one.
    pub(crate) fn of(message: &'m str) -> Option<Self> {
        let rest = &message[message.find("User: ")? + "User: ".len()..];
        let (identity, rest) = rest.split_once(" is not authorized to perform: ")?;
        let (action, rest) = rest.split_once(' ').unwrap_or((rest, ""));
        let resource = rest.strip_prefix("on resource: ");
        let resource = resource.map(|rest| rest.split(' ').next().unwrap_or(rest));
        let reason = rest
            .split_once("because ")
            .or_else(|| rest.split_once("with "))
            .map(|(_, reason)| reason.trim_end_matches('.'));
        let action = action.trim_end_matches(['.', ',']);
        let resource = resource.map(|name| name.trim_end_matches(['.', ',']).trim_matches('"'));
        Some(Self {
            identity,
            action,
            resource: resource.filter(|name| !name.is_empty() && *name != "*"),
            reason,
        })
    }

    /// Which kind of policy it was.
    pub(crate) fn denier(&self) -> Option<Denier> {
        let reason = self.reason?;
        let has = |words: &str| reason.contains(words);
        Some(if has("service control policy") || has("resource control policy") {
            Denier::Organization
        } else if has("permissions boundary") || has("permission boundary") {
            Denier::Boundary
        } else if has("session policy") {
            Denier::Session
        } else if has("VPC endpoint policy") {
            Denier::VpcEndpoint
        } else if has("resource-based policy") {
            Denier::Resource
        } else if has("identity-based policy") && has("explicit deny") {
            Denier::IdentityExplicit
        } else if has("identity-based policy") {
            Denier::Identity
        } else {
            return None;
        })
    }
}

impl fmt::Display for Denial<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` may not do `{}`", self.identity, self.action)?;
        if let Some(resource) = self.resource {
            write!(f, " on `{resource}`")?;
        }
        // Not the reason as AWS has it: it says the action once more.
        let reason = match self.denier() {
            None => return self.reason.map_or(Ok(()), |reason| write!(f, ": {reason}")),
            Some(Denier::Identity) => "no policy of this identity allows it",
            Some(Denier::IdentityExplicit) => "a policy of this identity denies it",
            Some(Denier::Boundary) => "its permissions boundary does not allow it",
            Some(Denier::Session) => "the policy of its session does not allow it",
            Some(Denier::Organization) => "a policy of the organization does not allow it",
            Some(Denier::Resource) => "the policy of the resource denies it",
            Some(Denier::VpcEndpoint) => "the policy of the VPC endpoint does not allow it",
        };
        write!(f, ": {reason}")
    }
}

//! Rules about what nodes may do in AWS.

pub(super) mod role_profile_or_policies;
pub(super) mod s3_access_with_own_role;

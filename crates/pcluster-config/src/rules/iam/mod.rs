//! Rules about what nodes may do in AWS.

crate::rules::rules! {
    resource_prefix_form,
    resource_prefix_length,
    role_profile_or_policies,
    s3_access_with_own_role,
}

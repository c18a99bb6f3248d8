//! Permissions that are missing, credentials that are not valid any more.

use pcluster_lab::Proxy;

use crate::lab::{all_refused, aws, calling, strict};

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn permissions_are_missing() {
    let strict = strict();
    insta::assert_snapshot!(all_refused(|arguments| strict.as_user(&strict.nobody, arguments)));
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn credentials_have_expired() {
    let proxy = Proxy::start(aws().port(), &["--expire", "1"]);
    insta::assert_snapshot!(all_refused(|arguments| calling(&proxy.url(), arguments)));
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn credentials_are_wrong() {
    let strict = strict();
    let (id, _) = &strict.admin;
    let wrong = (id.clone(), "wrong".to_owned());
    insta::assert_snapshot!(all_refused(|arguments| strict.as_user(&wrong, arguments)).replace(id, "[id]"));
}

//! What lies between this machine and AWS.

use std::env;

use crate::aws::{Session, redacted};

use super::{Area, Check};

/// Tells proxies, other endpoints and other authorities, which explain much of what is strange.
pub(super) fn check(session: &Session) -> Check {
    let variable = |name: &str| env::var(name).ok().filter(|value| !value.is_empty());
    let proxy = ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"]
        .into_iter()
        .find_map(|name| variable(name).map(|value| format!("proxy {value} (`{name}`)")));
    let endpoint = session.endpoint_url().map(|url| format!("all calls go to {url} instead of AWS"));
    let authorities =
        variable("AWS_CA_BUNDLE").map(|file| format!("authorities of {file} (`AWS_CA_BUNDLE`)"));
    let fips = variable("AWS_USE_FIPS_ENDPOINT")
        .filter(|value| value.eq_ignore_ascii_case("true"))
        .map(|_| "FIPS endpoints (`AWS_USE_FIPS_ENDPOINT`)".to_owned());
    let told: Vec<String> = [endpoint, proxy, authorities, fips].into_iter().flatten().collect();
    let check = Check::new(Area::Way, "path");
    if told.is_empty() { check.ok("straight to AWS") } else { check.ok(redacted(&told.join("; "))) }
}

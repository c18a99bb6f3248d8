//! The parts of a URL.

use std::net::Ipv6Addr;

use super::Pattern;

/// The parts of a URL that rules look at, split as the official tool does it: nothing is refused that merely looks odd.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Url {
    /// In lower case; empty where there is none.
    pub(crate) scheme: String,
    /// What stands between `//` and the path, with user and port; empty where there is none.
    pub(crate) authority: String,
}

/// A text that cannot be split like a URL.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum UrlError {
    #[error("brackets must be in pairs and hold an IPv6 address")]
    Brackets,
    #[error("`{0}` only looks like a character that separates the parts of a URL")]
    LookAlike(char),
    #[error("the port must be a number up to 65535")]
    Port,
}

/// What stands in brackets besides IPv6 addresses: addresses of versions to come.
static FUTURE_ADDRESS: Pattern = Pattern::new(r"^v[a-fA-F0-9]+\..+$");

/// Characters that stand for `/`, `?`, `#`, `@` or `:` once they are normalised (Unicode's NFKC).
const LOOK_ALIKES: &str = "⁇⁈⁉℀℁℅℆⩴︓︖﹕﹖﹟﹫＃／：？＠";

impl Url {
    /// Splits a text.
    pub(crate) fn split(text: &str) -> Result<Self, UrlError> {
        let text = text.trim_start_matches(|character| character <= ' ').replace(['\t', '\r', '\n'], "");
        let (scheme, rest) = match text.split_once(':') {
            Some((scheme, rest)) if is_scheme(scheme) => (scheme.to_ascii_lowercase(), rest),
            _ => (String::new(), text.as_str()),
        };
        let authority = match rest.strip_prefix("//") {
            Some(rest) => rest.split(['/', '?', '#']).next().unwrap_or_default(),
            None => "",
        };
        check_brackets(authority)?;
        match authority.chars().find(|character| LOOK_ALIKES.contains(*character)) {
            Some(character) => Err(UrlError::LookAlike(character)),
            None => Ok(Self { scheme, authority: authority.to_owned() }),
        }
    }

    /// The port, where one is given.
    pub(crate) fn port(&self) -> Result<Option<u16>, UrlError> {
        let host = self.authority.rsplit('@').next().unwrap_or_default();
        let after_host = match host.split_once('[') {
            Some((_, bracketed)) => bracketed.split_once(']').map_or("", |(_, rest)| rest),
            None => host,
        };
        match after_host.split_once(':') {
            None | Some((_, "")) => Ok(None),
            Some((_, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => {
                port.parse().map(Some).map_err(|_| UrlError::Port)
            }
            Some(_) => Err(UrlError::Port),
        }
    }
}

fn is_scheme(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_alphabetic())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
}

fn check_brackets(authority: &str) -> Result<(), UrlError> {
    let inside = match (authority.split_once('['), authority.contains(']')) {
        (None, false) => return Ok(()),
        (Some((_, rest)), true) => rest.split(']').next().unwrap_or_default(),
        _ => return Err(UrlError::Brackets),
    };
    let fits = if inside.starts_with('v') {
        FUTURE_ADDRESS.fit(inside) == super::Fit::Full
    } else {
        let (address, zone) = inside.split_once('%').unwrap_or((inside, "zone"));
        address.parse::<Ipv6Addr>().is_ok() && !zone.is_empty() && !zone.contains('%')
    };
    if fits { Ok(()) } else { Err(UrlError::Brackets) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> (String, String) {
        let Url { scheme, authority } = Url::split(text).unwrap();
        (scheme, authority)
    }

    #[test]
    fn a_scheme_is_what_stands_before_the_first_colon() {
        assert_eq!(parts(" HTTPS://h/x"), ("https".into(), "h".into()));
        assert_eq!(parts("h.example.com:3306"), ("h.example.com".into(), String::new()));
        assert_eq!(parts("//h:1/x?y"), (String::new(), "h:1".into()));
        assert_eq!(parts("1a://h"), (String::new(), String::new()));
    }

    #[test]
    fn a_port_is_a_small_number() {
        let port = |text: &str| Url::split(text).unwrap().port();
        assert_eq!(port("//h"), Ok(None));
        assert_eq!(port("//h:"), Ok(None));
        assert_eq!(port("//u:p@h:3306"), Ok(Some(3306)));
        assert_eq!(port("//[::1]:3306"), Ok(Some(3306)));
        assert_eq!(port("//h:65536"), Err(UrlError::Port));
        assert_eq!(port("//h:x"), Err(UrlError::Port));
    }

    #[test]
    fn brackets_are_for_ipv6_addresses() {
        assert!(Url::split("//[fe80::1%eth0]/").is_ok());
        assert!(Url::split("//[v1.a]/").is_ok());
        for text in ["//[::1", "//::1]", "//[1.2.3.4]", "//[]", "//[v.a]"] {
            assert_eq!(Url::split(text), Err(UrlError::Brackets), "{text}");
        }
        assert_eq!(Url::split("//h：3306"), Err(UrlError::LookAlike('：')));
    }
}

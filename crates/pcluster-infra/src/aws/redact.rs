//! Takes what looks like a credential out of a text.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::{Captures, Regex};

/// What stands where a secret was.
const HIDDEN: &str = "[hidden]";

/// A long random text is taken for a session token from here: they have several hundred characters.
const TOKEN: usize = 100;

/// Names of parameters and headers, with the secret after them. The canonical request that some services repeat has
/// the header's name, a colon and the token; a presigned URL has parameters.
static NAMED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r#"(?x)
        (?P<name> (?i-u: x-amz-security-token | x-amz-signature | x-amz-credential | aws_session_token
                | aws_secret_access_key | secretaccesskey | sessiontoken | signature | credential
                | authorizationtoken | password | identitytoken ))
        (?P<sign> "? \x20* [=:] \x20* "? )
        (?P<value> [^\s&,;"']{8,} )"#,
    )
    .ok()
});

/// `Authorization: Basic ...`.
static SCHEME: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"\b(?P<scheme>(?i-u:basic|bearer)) +(?P<value>[A-Za-z0-9+/=._~-]{8,})").ok()
});

/// `https://user:password@host`.
static IN_URL: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"://(?P<user>[^\s/@:]*):(?P<value>[^\s/@]+)@").ok());

/// Ids of access keys: no secrets, but nothing that belongs into a log of somebody else.
static ACCESS_KEY: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"\b(?P<kind>AKIA|ASIA)[A-Z0-9]{8,}(?P<end>[A-Z0-9]{4})\b").ok());

/// What may be a secret access key or a session token by its form.
static RANDOM: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"[A-Za-z0-9/+=]{40,}").ok());

/// A text without what looks like a secret access key, a session token, a signature or a password; ids of access keys
/// are shortened.
pub fn redacted(text: &str) -> String {
    let text = replace(&NAMED, text, |found| format!("{}{}{HIDDEN}", &found["name"], &found["sign"]));
    let text = replace(&SCHEME, &text, |found| format!("{} {HIDDEN}", &found["scheme"]));
    let text = replace(&IN_URL, &text, |found| format!("://{}:{HIDDEN}@", &found["user"]));
    let text = replace(&ACCESS_KEY, &text, |found| format!("{}...{}", &found["kind"], &found["end"]));
    let text = replace(&RANDOM, &text, |found| {
        let run = &found[0];
        if is_random(run) { HIDDEN.to_owned() } else { run.to_owned() }
    });
    text.into_owned()
}

fn replace<'t>(
    pattern: &LazyLock<Option<Regex>>,
    text: &'t str,
    by: impl Fn(&Captures<'_>) -> String,
) -> Cow<'t, str> {
    match &**pattern {
        Some(pattern) => pattern.replace_all(text, by),
        // A test sees that every pattern is one; a text that cannot be looked at is not shown.
        None => Cow::Borrowed(HIDDEN),
    }
}

/// Whether characters are mixed as in a secret access key, which has 40 of them, or a session token. Digests are longer
/// and of one case; paths have more slashes.
fn is_random(run: &str) -> bool {
    let has = |of: fn(&char) -> bool| run.chars().any(|character| of(&character));
    let mixed = has(char::is_ascii_uppercase) && has(char::is_ascii_lowercase) && has(char::is_ascii_digit);
    let slashes = run.matches('/').count();
    mixed && (run.len() == 40 && slashes < 4 || run.len() >= TOKEN && slashes * 16 < run.len())
}

#[cfg(test)]
mod tests {
    use super::redacted;

    // None of these was ever valid; the first is that of AWS's own documentation.
    const SECRET: &str = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
    const TOKEN: &str = "FwoGZXIvYXdzEBYaDHRlc3Rpbmcw";

    #[test]
    fn secrets_are_hidden() {
        let long = format!("{TOKEN}{}", "aB3/".repeat(2) + &"xY7q".repeat(40));
        for (text, expected) in [
            (format!("x-amz-security-token:{TOKEN} next"), "x-amz-security-token:[hidden] next"),
            (
                format!("GET /?X-Amz-Security-Token={TOKEN}&X-Amz-Date=1"),
                "GET /?X-Amz-Security-Token=[hidden]&X-Amz-Date=1",
            ),
            ("Signature=0123456789abcdef0123, more".to_owned(), "Signature=[hidden], more"),
            (format!("{{\"SessionToken\": \"{TOKEN}\"}}"), "{\"SessionToken\": \"[hidden]\"}"),
            (format!("the key is {SECRET}"), "the key is [hidden]"),
            (format!("token {long} end"), "token [hidden] end"),
            ("Authorization: Basic QVdTOnBhc3N3b3Jk".to_owned(), "Authorization: Basic [hidden]"),
            ("http://me:hunter2@proxy.example:3128/".to_owned(), "http://me:[hidden]@proxy.example:3128/"),
            ("key AKIAIOSFODNN7EXAMPLE is inactive".to_owned(), "key AKIA...MPLE is inactive"),
        ] {
            assert_eq!(redacted(&text), expected);
        }
    }

    #[test]
    fn the_rest_stays() {
        for text in [
            "User: arn:aws:sts::123456789012:assumed-role/Admin/me is not authorized to perform: s3:ListBucket",
            "arn:aws:cloudformation:us-east-1:123456789012:stack/parallelcluster-prerequisites/0b5c3f6e-1f6d-4d3c-9f0e-0123456789ab",
            "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
            "data/wikitext/Train/Part1/Shard001/Block42/Tokens/File0001",
            "The request signature we calculated does not match the signature you provided",
            "the bucket parallelcluster-123456789012-us-east-1 exists",
            "https://fsx.us-east-1.amazonaws.com/",
        ] {
            assert_eq!(redacted(text), text);
        }
    }
}

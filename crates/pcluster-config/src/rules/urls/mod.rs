//! Rules about the URLs of files that nodes fetch.

crate::rules::rules! {
    file_url,
    script_url,
}

use crate::scalar::{Fit, Pattern, Url};

/// What to do about a URL that nothing can be fetched from.
const HELP: &str = "write `https://HOST/PATH` or `s3://BUCKET/KEY`";

/// Names of buckets as the AWS client takes them, which is more than S3 does.
static BUCKET: Pattern = Pattern::new(r"^[a-zA-Z0-9.\-_]{1,255}$");

/// Why nothing can be fetched from a URL, judged by its form alone.
fn fault(url: &str) -> Option<String> {
    match Url::split(url) {
        Err(fault) => Some(fault.to_string()),
        Ok(Url { scheme, .. }) => match scheme.as_str() {
            "https" => https_fault(url).map(str::to_owned),
            "s3" => s3_fault(url).map(str::to_owned),
            "" => Some("this is no URL".to_owned()),
            _ => Some(format!("`{scheme}://` is not supported")),
        },
    }
}

fn s3_fault(url: &str) -> Option<&'static str> {
    let Some(rest) = url.strip_prefix("s3://") else {
        return Some("it must start with `s3://`, in lower case and without a blank before it");
    };
    match rest.split('\n').next().and_then(|line| line.split_once('/')) {
        None | Some((_, "")) => Some("no key stands after the bucket"),
        Some((bucket, _)) => (BUCKET.fit(bucket) != Fit::Full).then_some("this is not the name of a bucket"),
    }
}

fn https_fault(url: &str) -> Option<&'static str> {
    let url = url.trim();
    let url = url.rsplit_once('#').map_or(url, |(url, _)| url);
    // Without a host there is nothing to judge by the form.
    let (_, rest) = url.split_once("//")?;
    let end = rest.find(['/', '?']).unwrap_or(rest.len());
    let (host, path) = rest.split_at(end);
    if url.chars().any(|character| character <= ' ' || character == '\u{7f}') || host.contains("%20") {
        return Some("it has a blank or a control character in it");
    }
    if !path.is_ascii() {
        return Some("characters other than ASCII must be written as `%XX`");
    }
    let name = match host.rsplit_once(':') {
        Some((name, port)) if !port.contains(']') => {
            if !port.trim_start_matches(['+', '-']).bytes().all(|byte| byte.is_ascii_digit()) {
                return Some("the port is not a number");
            }
            name
        }
        _ => host,
    };
    let name = name.strip_suffix('.').unwrap_or(name);
    let wrong = |label: &str| label.is_empty() || label.len() > 63;
    (!host.is_empty() && name.split('.').any(wrong)).then_some("this is not the name of a host")
}

#[cfg(test)]
mod tests {
    use super::fault;

    #[test]
    fn files_are_fetched_by_https_and_from_s3() {
        for url in [
            "https://h/x",
            " HTTPS://h./x ",
            "https://u@h:1/x?y#é",
            "s3://b/k",
            "s3://B_x//",
            "https://[::1]/x",
        ] {
            assert_eq!(fault(url), None, "{url}");
        }
        let urls = [
            "",
            "x.sh",
            "http://h/x",
            "file:///x",
            "s3://b",
            "S3://b/k",
            " s3://b/k",
            "s3://b/",
            "s3:///k",
            "s3://b k/x",
            "https://h/a b",
            "https://h:abc/x",
            "https://h/é",
            "https://a..b/x",
            "https://.b/x",
            "https://[::1/x",
        ];
        for url in urls {
            assert!(fault(url).is_some(), "{url}");
        }
    }
}

//! Rules about the scripts that nodes run before they are ready.

crate::rules::rules! {
    bootstrap_timeout_too_short,
    head_node_too_small_for_scripts,
    include_file_html_page,
    nccl_built_on_every_node,
    presigned_script_url,
    pyxis_off_on_head_node,
    pyxis_off_on_queue,
    s3_script_read_anonymously,
    script_html_page,
    script_moving_branch,
    script_no_program,
    script_not_readable,
    start_script_uses_shared_storage,
}

use crate::rules::BootScript;

/// Software whose installation takes time.
struct Install {
    what: &'static str,
    /// Words that the name of its script has.
    words: &'static [&'static str],
    /// Minutes that it takes at most on a node that is large enough, as measured for the guides to training clusters.
    minutes: i64,
}

const NCCL: &str = "NCCL";
const PYXIS: &str = "enroot and pyxis";

const INSTALLS: &[Install] = &[
    Install { what: NCCL, words: &["nccl"], minutes: 15 },
    Install { what: "EFA", words: &["efa"], minutes: 10 },
    Install { what: "docker", words: &["docker"], minutes: 3 },
    Install { what: PYXIS, words: &["pyxis", "enroot"], minutes: 2 },
    Install { what: "the DCGM exporter", words: &["dcgm"], minutes: 1 },
    Install { what: "the CloudWatch agent", words: &["cloudwatch"], minutes: 1 },
];

/// Words that say that a script does something else with the software than to install it.
const NOT_INSTALLING: &[&str] = &[
    "use",
    "test",
    "tests",
    "bench",
    "check",
    "env",
    "environment",
    "settings",
    "config",
    "conf",
    "profile",
    "exporter",
    "metrics",
    "login",
    "pull",
    "run",
    "uninstall",
    "remove",
    "disable",
];

/// What a script installs, by the name of its file or folder and of the scripts among its arguments.
fn installs(script: &BootScript<'_>) -> Vec<&'static Install> {
    let files = script.args.iter().map(String::as_str).filter(|arg| is_script_file(arg));
    let named: Vec<Vec<String>> =
        std::iter::once(script.url).chain(files).map(words_of).filter(|words| !words.is_empty()).collect();
    let is_named = |install: &&Install| {
        named.iter().any(|words| {
            let says = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
            // These are not slow to install but to set up, which is what such words say.
            let set_up = install.what == "the DCGM exporter" || install.what == PYXIS;
            says(install.words) && (set_up || !says(NOT_INSTALLING))
        })
    };
    INSTALLS.iter().filter(is_named).collect()
}

/// Whether a script sets up containers in Slurm.
fn is_pyxis(script: &BootScript<'_>) -> bool {
    installs(script).iter().any(|install| install.what == PYXIS)
}

/// Whether a script may set up containers in Slurm: it says so, or its name says nothing at all.
fn may_set_up_pyxis(script: &BootScript<'_>) -> bool {
    installs(script).is_empty() || is_pyxis(script)
}

fn is_script_file(arg: &str) -> bool {
    arg.contains('/') && [".sh", ".py", ".bash"].iter().any(|end| arg.ends_with(end))
}

/// The words of the name of a file, with the name of its folder where that is a word.
fn words_of(url: &str) -> Vec<String> {
    let path = parts_of(url).map_or(url, |parts| parts.path).to_ascii_lowercase();
    let mut parts = path.rsplit('/');
    let file = parts.next().unwrap_or_default();
    let folder = parts.next().filter(|folder| folder.bytes().all(|byte| byte.is_ascii_alphanumeric()));
    let words = file.split(|letter: char| !letter.is_ascii_alphanumeric()).chain(folder);
    words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// The parts of a URL: scheme, host (of S3: the bucket), path without its first slash, and query.
struct UrlParts<'u> {
    scheme: &'u str,
    host: &'u str,
    path: &'u str,
    query: &'u str,
}

fn parts_of(url: &str) -> Option<UrlParts<'_>> {
    let (scheme, rest) = url.split_once("://")?;
    let (rest, _) = rest.split_once('#').unwrap_or((rest, ""));
    let (rest, query) = rest.split_once('?').unwrap_or((rest, ""));
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    Some(UrlParts { scheme, host, path, query })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn what(url: &str, args: &[&str]) -> Vec<&'static str> {
        let args: Vec<String> = args.iter().map(|arg| (*arg).to_owned()).collect();
        let script =
            BootScript { path: crate::location::Path::root(), event: "OnNodeStart", url, args: &args };
        installs(&script).into_iter().map(|install| install.what).collect()
    }

    #[test]
    fn what_a_script_installs_is_seen_from_its_name() {
        assert_eq!(what("https://raw.githubusercontent.com/o/r/main/docker/postinstall.sh", &[]), ["docker"]);
        assert_eq!(what("s3://docker-cluster/head-enroot-pyxis-setup.sh", &[]), [PYXIS]);
        assert_eq!(what("s3://b/efa/install-latest.sh", &[]), ["EFA"]);
        assert_eq!(what("s3://b/x/multi-runner.py", &["https://h/nccl/postinstall.sh", "-v2.27"]), [NCCL]);
        assert_eq!(what("s3://b/dcgm-exporter.sh", &[]), ["the DCGM exporter"]);
    }

    #[test]
    fn scripts_that_only_use_a_thing_install_nothing() {
        let nothing: [&str; 0] = [];
        assert_eq!(what("s3://b/nccl/use-shared-nccl.sh", &[]), nothing);
        assert_eq!(what("s3://b/efa-node-exporter.sh", &[]), nothing);
        assert_eq!(what("s3://docker/setup.sh", &["docker"]), nothing);
    }
}

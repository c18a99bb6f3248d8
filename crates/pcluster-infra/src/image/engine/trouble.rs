//! What the last words of an engine mean.

/// Why an engine failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Trouble {
    /// A disk of this machine is full.
    NoSpace,
    /// The tag exists and is immutable.
    TagExists,
    /// The repository does not exist.
    NoRepository,
    /// The registry was not given a password.
    NoCredentials,
    /// The token of the registry has expired, or is not accepted.
    Token,
    /// The identity may not do this.
    Denied,
    /// The registry asks to slow down.
    Throttled,
    /// The connection was lost, or never made.
    Connection,
    /// The registry failed on its own side.
    Registry,
    /// The base image does not exist.
    NoBase,
    /// The Dockerfile needs `BuildKit` and docker has none.
    NoBuildKit,
    /// The machine cannot run programs of the platform.
    Platform,
    /// The daemon went away.
    Daemon,
    /// Something else.
    Unknown,
}

/// What stands in the messages of docker, podman, buildah and ECR, in lower case, the most telling first.
const SIGNS: &[(&str, Trouble)] = &[
    ("no space left on device", Trouble::NoSpace),
    ("disk quota exceeded", Trouble::NoSpace),
    ("cannot be overwritten because", Trouble::TagExists),
    ("tag invalid", Trouble::TagExists),
    ("name unknown", Trouble::NoRepository),
    ("repository with name", Trouble::NoRepository),
    ("authorization token has expired", Trouble::Token),
    ("no basic auth credentials", Trouble::NoCredentials),
    ("authentication required", Trouble::Token),
    ("not authorized", Trouble::Denied),
    ("requested access to the resource is denied", Trouble::Denied),
    ("explicit deny", Trouble::Denied),
    ("denied:", Trouble::Denied),
    ("403 forbidden", Trouble::Denied),
    ("401 unauthorized", Trouble::Token),
    ("unauthorized:", Trouble::Token),
    ("toomanyrequests", Trouble::Throttled),
    ("429 too many requests", Trouble::Throttled),
    ("rate exceeded", Trouble::Throttled),
    ("requires buildkit", Trouble::NoBuildKit),
    ("exec format error", Trouble::Platform),
    ("manifest unknown", Trouble::NoBase),
    ("no matching manifest", Trouble::NoBase),
    ("failed to resolve source metadata", Trouble::NoBase),
    ("is the docker daemon running", Trouble::Daemon),
    ("lost connection to the daemon", Trouble::Daemon),
    ("connection reset", Trouble::Connection),
    ("connection refused", Trouble::Connection),
    ("broken pipe", Trouble::Connection),
    ("unexpected eof", Trouble::Connection),
    ("i/o timeout", Trouble::Connection),
    ("tls handshake timeout", Trouble::Connection),
    ("no such host", Trouble::Connection),
    ("network is unreachable", Trouble::Connection),
    ("context deadline exceeded", Trouble::Connection),
    ("client connection lost", Trouble::Connection),
    (": eof", Trouble::Connection),
    ("500 internal server error", Trouble::Registry),
    ("502 bad gateway", Trouble::Registry),
    ("503 service unavailable", Trouble::Registry),
    ("504 gateway", Trouble::Registry),
    ("received unexpected http status: 5", Trouble::Registry),
];

impl Trouble {
    /// What the last lines of an engine mean: what the latest line that means anything does.
    pub fn of(lines: &[String]) -> Self {
        lines.iter().rev().find_map(|line| Self::of_line(line)).unwrap_or(Self::Unknown)
    }

    fn of_line(line: &str) -> Option<Self> {
        let lower = line.to_lowercase();
        SIGNS.iter().find(|(sign, _)| lower.contains(sign)).map(|(_, trouble)| *trouble)
    }

    /// The line that says so, or else the last one.
    pub(super) fn line(self, lines: &[String]) -> Option<&str> {
        let telling = lines.iter().rev().find(|line| Self::of_line(line) == Some(self));
        telling.or(lines.last()).map(|line| without_prefix(line.trim()))
    }

    /// Whether doing the same once more can help.
    pub fn passes(self) -> bool {
        matches!(
            self,
            Self::NoCredentials | Self::Token | Self::Throttled | Self::Connection | Self::Registry
        )
    }

    /// What to do about it.
    pub fn help(self) -> Option<&'static str> {
        Some(match self {
            Self::NoSpace => {
                "make room: a training image has about 20 GB, and takes more while it is built; `docker system df` shows what takes it, \
                 `docker system prune` removes what nobody uses"
            }
            Self::TagExists => {
                "give the image another `--tag`: this repository never lets a tag point elsewhere"
            }
            Self::NoRepository => "make the repository first: `pclusterctl image repository`",
            Self::NoCredentials => {
                "the engine did not get the password from pclusterctl: docker as a snap may not call other programs, so \
                 install docker's own packages, or use podman or buildah (`--engine`)"
            }
            Self::Token => {
                "run the same command again: it gets a new token, and the layers that have arrived are not sent again"
            }
            Self::Denied => {
                "allow this identity to push: `ecr:BatchCheckLayerAvailability`, `ecr:InitiateLayerUpload`, \
                 `ecr:UploadLayerPart`, `ecr:CompleteLayerUpload` and `ecr:PutImage`"
            }
            Self::Throttled => "run the same command again in a while",
            Self::Connection | Self::Registry => {
                "run the same command again: the layers that have arrived are not sent again"
            }
            Self::NoBase => {
                "see whether the base image exists, and for this `--platform`: the tags of AWS's images are listed at \
                 https://gallery.ecr.aws/deep-learning-containers"
            }
            Self::NoBuildKit => {
                "install docker's buildx plugin (the package `docker-buildx-plugin` or `docker-buildx`), or use podman or \
                 buildah"
            }
            Self::Platform => {
                "let this machine run programs of that platform: `docker run --privileged --rm tonistiigi/binfmt --install \
                 amd64`, or build on a machine that has it"
            }
            Self::Daemon => {
                "see what became of the daemon (`journalctl -u docker`), then run the same command again"
            }
            Self::Unknown => return None,
        })
    }
}

/// A line without what engines write before a message.
fn without_prefix(line: &str) -> &str {
    ["Error: ", "ERROR: ", "error: ", "Error response from daemon: "]
        .iter()
        .find_map(|prefix| line.strip_prefix(prefix))
        .unwrap_or(line)
}

#[cfg(test)]
mod tests;

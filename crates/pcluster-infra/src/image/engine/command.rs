//! The command lines of the engines. No password is ever part of one.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use super::EngineKind;
use crate::image::Registry;

/// What an image is built of.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct BuildCommand {
    /// The directory whose files can be copied into the image.
    pub context: PathBuf,
    /// The Dockerfile.
    pub dockerfile: PathBuf,
    /// The name of the image with its tag.
    pub reference: String,
    /// Operating system and architecture, such as `linux/amd64`.
    pub platform: String,
    /// Values of `ARG` instructions, as `NAME=VALUE`.
    pub build_args: Vec<String>,
    /// Whether to ask for a newer base image.
    pub pull: bool,
    /// Whether to build every layer anew.
    pub no_cache: bool,
}

/// The arguments that build an image.
pub(in crate::image) fn build_arguments(kind: EngineKind, build: &BuildCommand) -> Vec<OsString> {
    let mut arguments: Vec<OsString> = vec!["build".into()];
    if kind != EngineKind::Docker {
        // The manifests of Docker are read by every version of enroot, those of OCI are not; docker makes them anyway.
        arguments.extend(["--format", "docker"].map(OsString::from));
    }
    if kind == EngineKind::Buildah {
        // The others keep the layers of a build for the next one by themselves.
        arguments.push("--layers".into());
    }
    arguments.extend(["--platform".into(), OsString::from(&build.platform)]);
    arguments.extend(["--tag".into(), OsString::from(&build.reference)]);
    arguments.extend(["--file".into(), build.dockerfile.clone().into()]);
    for value in &build.build_args {
        arguments.extend(["--build-arg".into(), OsString::from(value)]);
    }
    if build.pull {
        arguments.push("--pull".into());
    }
    if build.no_cache {
        arguments.push("--no-cache".into());
    }
    arguments.push(build.context.clone().into());
    arguments
}

/// The arguments that give a local image the name that it is pushed under; only docker needs it.
pub(in crate::image) fn tag_arguments(local: &str, remote: &str) -> Vec<OsString> {
    ["tag", local, remote].map(OsString::from).to_vec()
}

/// The arguments that push an image. `configuration` is what the engine finds the credential helper in.
pub(in crate::image) fn push_arguments(
    kind: EngineKind,
    local: &str,
    remote: &str,
    configuration: &Path,
) -> Vec<OsString> {
    if kind == EngineKind::Docker {
        return vec!["--config".into(), configuration.into(), "push".into(), remote.into()];
    }
    let mut arguments = vec!["push".into(), "--authfile".into(), configuration.join("auth.json").into()];
    if Registry::of(remote).is_loopback() {
        arguments.push("--tls-verify=false".into());
    }
    arguments.extend([local.into(), format!("docker://{remote}").into()]);
    arguments
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::*;

    #[test]
    fn the_command_lines_of_the_engines() {
        let build = BuildCommand {
            context: "ctx".into(),
            dockerfile: "ctx/Dockerfile".into(),
            reference: "pytorch-training-custom:latest".into(),
            platform: "linux/amd64".into(),
            build_args: vec!["A=b c".into()],
            pull: true,
            no_cache: true,
        };
        let local = "pytorch-training-custom:latest";
        let aws = "123456789012.dkr.ecr.us-east-1.amazonaws.com/pytorch-training-custom:latest";
        let loopback = "127.0.0.1:5000/pytorch-training-custom:latest";
        let mut page = String::new();
        for kind in EngineKind::ALL {
            for arguments in [
                build_arguments(kind, &build),
                push_arguments(kind, local, aws, Path::new("/tmp/c")),
                push_arguments(kind, local, loopback, Path::new("/tmp/c")),
            ] {
                let line: Vec<_> = arguments.iter().map(|part| part.to_string_lossy()).collect();
                let _ = writeln!(page, "{kind} {}", line.join(" "));
            }
        }
        insta::assert_snapshot!("engine_commands", page);
    }
}

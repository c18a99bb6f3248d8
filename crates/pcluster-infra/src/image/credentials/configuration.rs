//! What an engine is given so that it asks the helper.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value, json};
use tempfile::TempDir;

use crate::aws::SessionOptions;
use crate::image::Registry;

/// What the helper is called by.
pub const HELPER_PROGRAM: &str = "docker-credential-pclusterctl";
/// What engines call it in their configuration.
const HELPER: &str = "pclusterctl";
/// The variable that tells the helper which registry a push goes to.
pub const REGISTRY_VARIABLE: &str = "PCLUSTERCTL_REGISTRY";
/// The variable that tells the helper the profile that a person has named, which wins over credentials in the environment;
/// `AWS_PROFILE` does not.
pub const PROFILE_VARIABLE: &str = "PCLUSTERCTL_PROFILE";
/// What is taken over of a person's configuration of docker: where the daemon is and which plugins there are. Passwords,
/// headers and proxies, which may hold some, are not.
const CARRIED_OVER: [&str; 4] = ["currentContext", "cliPluginsExtraDirs", "plugins", "features"];

/// Directories for one push, which go away with this.
#[derive(Debug)]
pub(in crate::image) struct Configuration {
    directory: TempDir,
}

impl Configuration {
    /// Makes the directories. `program` is this program, which answers for the helper.
    pub(in crate::image) fn new(registry: &Registry, program: &Path) -> io::Result<Self> {
        Self::beside(registry, program, own_docker_directory().as_deref())
    }

    fn beside(registry: &Registry, program: &Path, own: Option<&Path>) -> io::Result<Self> {
        let directory = tempfile::Builder::new().prefix("pclusterctl-").tempdir()?;
        let (bin, docker) = (directory.path().join("bin"), directory.path().join("docker"));
        fs::create_dir(&bin)?;
        fs::create_dir(&docker)?;
        link(program, &bin.join(format!("{HELPER_PROGRAM}{}", std::env::consts::EXE_SUFFIX)))?;
        let helpers = json!({ registry.as_str(): HELPER });
        let mut configuration = own.map(carried_over).unwrap_or_default();
        configuration.insert("credHelpers".to_owned(), helpers.clone());
        fs::write(docker.join("config.json"), Value::Object(configuration).to_string())?;
        fs::write(docker.join("auth.json"), json!({ "credHelpers": helpers }).to_string())?;
        for entry in own.map(fs::read_dir).and_then(Result::ok).into_iter().flatten().flatten() {
            let name = entry.file_name();
            if name != "config.json" && name != "auth.json" {
                // An entry that cannot be linked is one that a push can do without.
                let _ = link(&entry.path(), &docker.join(name));
            }
        }
        Ok(Self { directory })
    }

    /// The directory that docker takes for its configuration; the `auth.json` in it is for the others.
    pub(in crate::image) fn directory(&self) -> PathBuf {
        self.directory.path().join("docker")
    }

    /// What the environment of the engine needs so that it finds the helper, and the helper its way to AWS.
    pub(in crate::image) fn environment(
        &self,
        registry: &Registry,
        options: &SessionOptions,
    ) -> Vec<(OsString, OsString)> {
        let mut path = self.directory.path().join("bin").into_os_string();
        if let Some(rest) = std::env::var_os("PATH") {
            path.push(if cfg!(windows) { ";" } else { ":" });
            path.push(rest);
        }
        let mut environment =
            vec![(OsString::from("PATH"), path), (REGISTRY_VARIABLE.into(), registry.as_str().into())];
        for (name, value) in [
            ("AWS_REGION", &options.region),
            (PROFILE_VARIABLE, &options.profile),
            ("AWS_ENDPOINT_URL", &options.endpoint_url),
        ] {
            if let Some(value) = value {
                environment.push((name.into(), value.into()));
            }
        }
        environment
    }
}

/// Where a person's configuration of docker is.
fn own_docker_directory() -> Option<PathBuf> {
    match std::env::var_os("DOCKER_CONFIG").filter(|directory| !directory.is_empty()) {
        Some(directory) => std::path::absolute(directory).ok(),
        None => std::env::home_dir().map(|home| home.join(".docker")),
    }
}

fn carried_over(own: &Path) -> Map<String, Value> {
    let text = fs::read(own.join("config.json")).unwrap_or_default();
    let Ok(Value::Object(own)) = serde_json::from_slice(&text) else { return Map::new() };
    own.into_iter().filter(|(key, _)| CARRIED_OVER.contains(&key.as_str())).collect()
}

#[cfg(unix)]
fn link(target: &Path, link: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(target, link)
}

#[cfg(not(unix))]
fn link(target: &Path, link: &Path) -> io::Result<()> {
    // Links need a privilege on Windows.
    if target.is_file() { fs::copy(target, link).map(|_| ()) } else { Ok(()) }
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;

    #[test]
    fn passwords_stay_where_they_are_and_contexts_are_found() -> io::Result<()> {
        let own = tempfile::tempdir()?;
        fs::create_dir(own.path().join("contexts"))?;
        let before = r#"{"auths":{"r.example":{"auth":"c2VjcmV0"}},"credsStore":"desktop","currentContext":"desktop-linux",
            "HttpHeaders":{"X-Key":"secret"},"proxies":{"default":{"httpProxy":"http://u:secret@proxy"}}}"#;
        fs::write(own.path().join("config.json"), before)?;
        let registry = Registry::of("123456789012.dkr.ecr.us-east-1.amazonaws.com");
        let made = Configuration::beside(&registry, Path::new("/usr/bin/true"), Some(own.path()))?;
        assert_eq!(
            fs::read_to_string(made.directory().join("config.json"))?,
            r#"{"currentContext":"desktop-linux","credHelpers":{"123456789012.dkr.ecr.us-east-1.amazonaws.com":"pclusterctl"}}"#
        );
        assert_eq!(fs::read_link(made.directory().join("contexts"))?, own.path().join("contexts"));
        let helper = made.directory.path().join("bin").join(HELPER_PROGRAM);
        assert_eq!(fs::read_link(helper)?, Path::new("/usr/bin/true"));
        let place = made.directory.path().to_owned();
        drop(made);
        assert!(!place.exists() && own.path().join("contexts").exists());
        Ok(())
    }
}

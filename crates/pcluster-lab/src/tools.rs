//! Where the counterparts are installed.

use std::path::PathBuf;

/// The directory of the tools.
///
/// # Panics
///
/// Without `PCLUSTER_TOOLS`.
fn tools() -> PathBuf {
    match std::env::var_os("PCLUSTER_TOOLS") {
        Some(path) => PathBuf::from(path),
        None => panic!("PCLUSTER_TOOLS is not set: run scripts/test"),
    }
}

/// A program of the Python environment of the checkers, such as `cfn-lint`.
pub fn tool(name: &str) -> PathBuf {
    tools().join("venv/bin").join(name)
}

/// The Python that has the emulator of AWS.
pub fn python() -> PathBuf {
    tools().join("aws/bin/python")
}

/// A program of the Python environment of the emulator, such as `rclone`.
pub(crate) fn server(name: &str) -> PathBuf {
    tools().join("aws/bin").join(name)
}

/// The official command-line interface of AWS.
pub fn awscli() -> PathBuf {
    tools().join("awscli/bin/aws")
}

/// Another client of S3, to be compared with: the program itself, which the one on the path of the environment only
/// starts.
pub fn s5cmd() -> PathBuf {
    let environment = tools().join("aws");
    let libraries = environment.join("lib").read_dir().into_iter().flatten().flatten();
    libraries
        .map(|python| python.path().join("site-packages/s5cmd/bin/s5cmd"))
        .find(|program| program.is_file())
        .unwrap_or_else(|| environment.join("bin/s5cmd"))
}

/// A program of the system.
///
/// # Panics
///
/// Where it is not installed.
pub(crate) fn installed(name: &str) -> PathBuf {
    let path = std::env::var_os("PATH").unwrap_or_default();
    match std::env::split_paths(&path).map(|directory| directory.join(name)).find(|file| file.is_file()) {
        Some(program) => program,
        None => panic!("{name} is not installed: `apt-get install buildah docker-registry`"),
    }
}

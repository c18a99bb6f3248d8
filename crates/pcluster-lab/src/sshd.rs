//! A server of OpenSSH.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use crate::child::{Server, free_port};
use crate::tools;

/// A server that lets the user of the test in, with keys that are made for it. Needs to be root.
#[derive(Debug)]
pub struct Sshd {
    directory: tempfile::TempDir,
    server: Server,
}

impl Sshd {
    /// Starts a server whose sessions have these variables in their environment.
    ///
    /// # Panics
    ///
    /// Where it does not start.
    pub fn start(environment: &[(&str, &str)]) -> Self {
        let directory = match tempfile::tempdir() {
            Ok(directory) => directory,
            Err(error) => panic!("no directory for sshd: {error}"),
        };
        let path = |name: &str| directory.path().join(name).display().to_string();
        for key in ["host", "user"] {
            let made =
                Command::new("ssh-keygen").args(["-q", "-t", "ed25519", "-N", "", "-f", &path(key)]).status();
            assert!(made.is_ok_and(|status| status.success()), "ssh-keygen makes no key");
        }
        let variables: Vec<String> =
            environment.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let set =
            if variables.is_empty() { String::new() } else { format!("SetEnv {}\n", variables.join(" ")) };
        let port = free_port();
        let server = format!(
            "ListenAddress 127.0.0.1\nPort {port}\nHostKey {}\nAuthorizedKeysFile {}\nPidFile none\nUsePAM no\n\
             StrictModes no\nPermitRootLogin prohibit-password\nPasswordAuthentication no\nMaxStartups 100\n{set}",
            path("host"),
            path("user.pub")
        );
        let client = format!(
            "Host head-node\n  HostName 127.0.0.1\n  Port {port}\n  User root\n  IdentityFile {}\n  IdentitiesOnly yes\n  \
             UserKnownHostsFile {}\n  HostKeyAlias head-node\n",
            path("user"),
            path("known_hosts")
        );
        let written = fs::read_to_string(path("host.pub"))
            .and_then(|key| fs::write(path("known_hosts"), format!("head-node {key}")))
            .and_then(|()| fs::write(path("sshd_config"), server))
            .and_then(|()| fs::write(path("ssh_config"), client))
            .and_then(|()| fs::create_dir_all("/run/sshd"));
        if let Err(error) = written {
            panic!("{} cannot be written: {error}", directory.path().display());
        }
        let program = PathBuf::from("/usr/sbin/sshd");
        let program = if program.is_file() { program } else { tools::installed("sshd") };
        let server = Server::start(&program, &["-D", "-e", "-f", &path("sshd_config")], port, &[]);
        Self { directory, server }
    }

    /// A configuration for `ssh -F`, which knows the server as `head-node`.
    pub fn configuration(&self) -> PathBuf {
        self.directory.path().join("ssh_config")
    }

    /// What it has logged.
    pub fn log(&self) -> String {
        self.server.output()
    }
}

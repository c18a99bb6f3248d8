//! An emulator of AWS: moto, with what it lacks.

use std::path::Path;
use std::process::Command;

use crate::child::{Server, free_port};
use crate::tools;

/// An emulator of AWS with an account of its own, 123456789012.
#[derive(Debug)]
pub struct Aws {
    server: Server,
    scheme: &'static str,
}

impl Aws {
    /// Starts an emulator whose stacks are made at once.
    pub fn start() -> Self {
        Self::start_with(&[])
    }

    /// Starts an emulator; the environment tells what it delays and what fails, see `servers/aws.py`.
    pub fn start_with(environment: &[(&str, &str)]) -> Self {
        Self::launch("http", &[], environment)
    }

    /// Starts an emulator that talks TLS, with a certificate and a key in PEM files.
    pub fn start_over_tls(certificate: &Path, key: &Path) -> Self {
        let (certificate, key) = (certificate.to_string_lossy(), key.to_string_lossy());
        Self::launch("https", &["-c", &certificate, "-k", &key], &[])
    }

    fn launch(scheme: &'static str, more: &[&str], environment: &[(&str, &str)]) -> Self {
        let port = free_port();
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("servers/aws.py");
        let (script, number) = (script.to_string_lossy(), port.to_string());
        let mut arguments = vec![&*script, "-H", "127.0.0.1", "-p", &number];
        arguments.extend(more);
        Self { server: Server::start(&tools::python(), &arguments, port, environment), scheme }
    }

    /// The address for `--endpoint-url`.
    pub fn url(&self) -> String {
        format!("{}://{}", self.scheme, self.server.address())
    }

    /// The port it listens on.
    pub fn port(&self) -> u16 {
        self.server.address().port()
    }

    /// What it has logged: every call, for a start.
    pub fn log(&self) -> String {
        self.server.output()
    }

    /// Makes a user who may do some actions alone, such as `cloudformation:*`, and lets the emulator judge all calls
    /// from then on: other credentials are refused. Gives the access key id and the secret access key.
    ///
    /// # Panics
    ///
    /// Where the user cannot be made.
    pub fn limit(&self, name: &str, actions: &[&str]) -> (String, String) {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("servers/user.py");
        let output =
            Command::new(tools::python()).arg(script).args([&self.url(), name]).args(actions).output();
        let output = match output {
            Ok(output) if output.status.success() => output,
            other => panic!("no user {name} could be made: {other:?}"),
        };
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        match text.split_whitespace().collect::<Vec<_>>()[..] {
            [id, secret] => (id.to_owned(), secret.to_owned()),
            _ => panic!("this is no access key: {text}"),
        }
    }

    /// Lets a command talk to this emulator, whatever the environment of the test says about AWS.
    pub fn apply(&self, command: &mut Command) {
        for (name, _) in std::env::vars_os() {
            if name.to_string_lossy().starts_with("AWS_") {
                command.env_remove(name);
            }
        }
        command
            .env("AWS_ENDPOINT_URL", self.url())
            .env("AWS_REGION", "us-east-1")
            .env("AWS_ACCESS_KEY_ID", "testing")
            .env("AWS_SECRET_ACCESS_KEY", "testing")
            .env("AWS_EC2_METADATA_DISABLED", "true")
            .env("AWS_CONFIG_FILE", "/dev/null")
            .env("AWS_SHARED_CREDENTIALS_FILE", "/dev/null");
    }
}

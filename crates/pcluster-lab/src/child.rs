//! A server in a process of its own.

use std::io::Read;
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// Ends a program when the pipe to its standard input is closed, as it is when the test ends in whatever way.
const SUPERVISOR: &str = r#"exec 3>&1; "$@" < /dev/null & pid=$!; cat > /dev/null; kill "$pid"; wait "$pid""#;

/// How long a server may take to answer after its start.
const START: Duration = Duration::from_mins(1);

/// A server that runs until this is dropped.
#[derive(Debug)]
pub(crate) struct Server {
    child: Child,
    address: SocketAddr,
    log: tempfile::NamedTempFile,
}

/// A port that nobody listens on.
pub(crate) fn free_port() -> u16 {
    let address = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).and_then(|listener| listener.local_addr());
    match address {
        Ok(address) => address.port(),
        Err(error) => panic!("no free port: {error}"),
    }
}

impl Server {
    /// Starts a program that is to listen on `port`, and waits until it does.
    pub(crate) fn start(program: &Path, arguments: &[&str], port: u16, environment: &[(&str, &str)]) -> Self {
        let (log, output) = match tempfile::NamedTempFile::new().and_then(|log| Ok((log.reopen()?, log))) {
            Ok((output, log)) => (log, output),
            Err(error) => panic!("no file for the output of {}: {error}", program.display()),
        };
        let errors = output.try_clone().map_or_else(|_| Stdio::null(), Stdio::from);
        let child = Command::new("sh")
            .args(["-c", SUPERVISOR, "supervisor"])
            .arg(program)
            .args(arguments)
            .envs(environment.iter().copied())
            .stdin(Stdio::piped())
            .stdout(output)
            .stderr(errors)
            .spawn();
        let child = match child {
            Ok(child) => child,
            Err(error) => panic!("{} does not start: {error}", program.display()),
        };
        let mut server = Self { child, address: (Ipv4Addr::LOCALHOST, port).into(), log };
        server.wait(program);
        server
    }

    /// The address it listens on.
    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }

    /// What it has written so far.
    pub(crate) fn output(&self) -> String {
        let mut text = String::new();
        if let Ok(mut file) = self.log.reopen() {
            let _ = file.read_to_string(&mut text);
        }
        text
    }

    fn wait(&mut self, program: &Path) {
        let start = Instant::now();
        while TcpStream::connect_timeout(&self.address, Duration::from_secs(1)).is_err() {
            let ended = self.child.try_wait().ok().flatten().is_some();
            let waits = !ended && start.elapsed() <= START;
            assert!(waits, "{} does not listen on {}:\n{}", program.display(), self.address, self.output());
            std::thread::sleep(Duration::from_millis(50));
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.child.stdin.take());
        let _ = self.child.wait();
    }
}

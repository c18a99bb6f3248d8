//! A proxy that spoils requests.

use std::path::Path;

use crate::child::{Server, free_port};
use crate::tools;

/// A proxy before a server, which throttles, cuts and delays some of the requests.
#[derive(Debug)]
pub struct Proxy {
    server: Server,
}

impl Proxy {
    /// Starts a proxy before the server on a port of the loopback interface. The options are those of
    /// `servers/proxy.py`, such as `["--throttle", "0.2"]`.
    pub fn start(port: u16, options: &[&str]) -> Self {
        let script =
            Path::new(env!("CARGO_MANIFEST_DIR")).join("servers/proxy.py").to_string_lossy().into_owned();
        let (to, listen) = (format!("127.0.0.1:{port}"), free_port());
        let listen_on = listen.to_string();
        let mut arguments = vec![script.as_str(), "--listen", &listen_on, "--to", &to];
        arguments.extend(options);
        Self { server: Server::start(&tools::python(), &arguments, listen, &[]) }
    }

    /// The address for `--endpoint-url`.
    pub fn url(&self) -> String {
        format!("http://{}", self.server.address())
    }
}

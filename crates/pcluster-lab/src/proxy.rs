//! A proxy that spoils requests.

use std::io::{Read, Write};
use std::net::TcpStream;
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

    /// The port it listens on.
    pub fn port(&self) -> u16 {
        self.server.address().port()
    }

    /// How many requests there were, and to how many something was done, such as `throttle`.
    ///
    /// # Panics
    ///
    /// Where the proxy does not answer.
    pub fn count(&self, of: &str) -> u64 {
        let answer =
            self.counts().unwrap_or_else(|error| panic!("the proxy does not tell its counts: {error}"));
        answer[of].as_u64().unwrap_or_default()
    }

    fn counts(&self) -> std::io::Result<serde_json::Value> {
        let mut stream = TcpStream::connect(self.server.address())?;
        stream.write_all(b"GET /_faulty HTTP/1.1\r\nConnection: close\r\n\r\n")?;
        stream.shutdown(std::net::Shutdown::Write)?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer)?;
        let body = answer.split_once("\r\n\r\n").map(|(_, body)| body).unwrap_or_default();
        Ok(serde_json::from_str(body)?)
    }
}

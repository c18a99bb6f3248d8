//! A real S3 server: rclone over a directory.

use std::path::Path;

use crate::child::{Server, free_port};
use crate::tools;

/// A server of S3 whose buckets are directories on this machine's disk.
#[derive(Debug)]
pub struct S3 {
    server: Server,
    directory: tempfile::TempDir,
}

impl S3 {
    /// The access key that it accepts.
    pub const ACCESS_KEY: &str = "testing0testing0";
    /// The secret key that it accepts.
    pub const SECRET_KEY: &str = "testingsecret";

    /// Starts a server without buckets.
    ///
    /// # Panics
    ///
    /// Where it does not start.
    pub fn start() -> Self {
        let directory = match tempfile::tempdir() {
            Ok(directory) => directory,
            Err(error) => panic!("no directory for the S3 server: {error}"),
        };
        let port = free_port();
        let address = format!("127.0.0.1:{port}");
        let keys = format!("{},{}", Self::ACCESS_KEY, Self::SECRET_KEY);
        let root = directory.path().to_string_lossy().into_owned();
        let arguments = ["serve", "s3", "--addr", &address, "--auth-key", &keys, &root];
        Self { server: Server::start(&tools::server("rclone"), &arguments, port, &[]), directory }
    }

    /// The address for `--endpoint-url`.
    pub fn url(&self) -> String {
        format!("http://{}", self.server.address())
    }

    /// The port it listens on.
    pub fn port(&self) -> u16 {
        self.server.address().port()
    }

    /// The directory that holds a directory for every bucket.
    pub fn directory(&self) -> &Path {
        self.directory.path()
    }
}

//! The way over TLS, where CRC64NVME takes the place of MD5, with a server that keeps no such checksums: it answers with
//! `ETag`s alone.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use pcluster_lab::{Aws, awscli};
use serde_json::Value;
use tempfile::TempDir;

use crate::bed::{command, events, figure, noise, tree};

struct Tls {
    directory: TempDir,
    server: Aws,
}

impl Tls {
    fn start() -> Self {
        let directory = tempfile::tempdir().unwrap();
        let (certificate, key) = (directory.path().join("certificate.pem"), directory.path().join("key.pem"));
        // Its own authority, which may not sign anything else.
        let made = Command::new("openssl")
            .args(["req", "-x509", "-nodes", "-newkey", "rsa:2048", "-days", "2", "-subj", "/CN=127.0.0.1"])
            .args(["-addext", "subjectAltName=IP:127.0.0.1", "-addext", "basicConstraints=critical,CA:FALSE"])
            .arg("-keyout")
            .arg(&key)
            .arg("-out")
            .arg(&certificate)
            .output()
            .unwrap();
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        let server = Aws::start_over_tls(&certificate, &key);
        let tls = Self { directory, server };
        tls.aws(&["create-bucket", "--bucket", "bucket"]);
        tls
    }

    fn certificate(&self) -> std::path::PathBuf {
        self.directory.path().join("certificate.pem")
    }

    fn sync(&self, from: &Path, to: &Path, more: &[&str]) -> Output {
        let mut command = command(&self.server.url());
        command.env("AWS_CA_BUNDLE", self.certificate());
        command.args(["data", "sync", "--json"]).arg(from).arg(to).args(more).output().unwrap()
    }

    /// What another client does or sees.
    fn aws(&self, arguments: &[&str]) -> Value {
        let mut call = Command::new(awscli());
        for (name, value) in command(&self.server.url()).get_envs() {
            match value {
                Some(value) => call.env(name, value),
                None => call.env_remove(name),
            };
        }
        call.env("AWS_CA_BUNDLE", self.certificate());
        let output = call.arg("s3api").args(arguments).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        serde_json::from_slice(&output.stdout).unwrap_or_default()
    }
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn what_goes_over_tls_is_compared_and_comes_back() {
    let tls = Tls::start();
    let files = tempfile::tempdir().unwrap();
    fs::create_dir(files.path().join("sub")).unwrap();
    fs::write(files.path().join("sub/small"), "small").unwrap();
    fs::write(files.path().join("empty"), "").unwrap();
    fs::write(files.path().join("large"), noise(20 << 20, 5)).unwrap();
    let to = Path::new("s3://bucket/data");
    let output = tls.sync(files.path(), to, &[]);
    let said = events(&output);
    assert_eq!((output.status.code(), figure(&said, "copied")), (Some(0), 3), "{said:?}");

    let large = tls.aws(&["head-object", "--bucket", "bucket", "--key", "data/large"]);
    assert!(large["ETag"].as_str().unwrap().contains("-3"), "{large}");

    // Nothing differs; then one byte in the middle does.
    let said = events(&tls.sync(files.path(), to, &[]));
    assert_eq!((figure(&said, "copied"), figure(&said, "unchanged")), (0, 3), "{said:?}");
    let mut content = noise(20 << 20, 5);
    content[10 << 20] ^= 1;
    fs::write(files.path().join("large"), content).unwrap();
    let said = events(&tls.sync(files.path(), to, &[]));
    assert_eq!((figure(&said, "copied"), figure(&said, "unchanged")), (1, 2), "{said:?}");

    let back = tempfile::tempdir().unwrap();
    let output = tls.sync(to, back.path(), &[]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert_eq!(tree(files.path()), tree(back.path()));

    // A key that leads out of the directory is refused; the others come.
    let body = files.path().join("empty").to_string_lossy().into_owned();
    tls.aws(&["put-object", "--bucket", "bucket", "--key", "data/../../outside", "--body", &body]);
    tls.aws(&["put-object", "--bucket", "bucket", "--key", "data/zz", "--body", &body]);
    let inner = back.path().join("one/two");
    let output = tls.sync(to, &inner, &[]);
    let said = events(&output);
    assert_eq!(output.status.code(), Some(2), "{said:?}");
    assert_eq!((figure(&said, "failed"), figure(&said, "copied")), (1, 4), "{said:?}");
    assert!(!back.path().join("outside").exists() && !back.path().join("one/outside").exists());
}

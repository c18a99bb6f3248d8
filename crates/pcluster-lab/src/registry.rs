//! A real registry of container images, and a real engine to push with.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::child::{Server, free_port};
use crate::tools;

/// What a user is shown to be allowed in by, as `htpasswd -B` makes it of [`Registry::PASSWORD`].
const HTPASSWD: &str = "AWS:$2b$04$jeVElv/7hGc6z2rqAqlx1Oj2cdFB0BlXfhifSTJe//9JmOvnBebH.\n";

/// A registry that lets in only who has its password, as ECR does.
#[derive(Debug)]
pub struct Registry {
    server: Server,
    directory: tempfile::TempDir,
}

impl Registry {
    /// The password of the user `AWS`. It is found nowhere by accident.
    pub const PASSWORD: &str = "lab-registry-password-0f1e2d3c";

    /// Starts a registry without images.
    ///
    /// # Panics
    ///
    /// Where docker-registry is not installed or does not start.
    pub fn start() -> Self {
        let directory = match tempfile::tempdir() {
            Ok(directory) => directory,
            Err(error) => panic!("no directory for the registry: {error}"),
        };
        let (root, port) = (directory.path(), free_port());
        let (users, file) = (root.join("htpasswd"), root.join("registry.yml"));
        let configuration = serde_json::json!({
            "version": "0.1",
            "storage": { "filesystem": { "rootdirectory": root.join("images") } },
            "http": { "addr": format!("127.0.0.1:{port}") },
            "auth": { "htpasswd": { "realm": "test", "path": users } },
        });
        for (path, text) in [(&users, HTPASSWD.to_owned()), (&file, configuration.to_string())] {
            if let Err(error) = std::fs::write(path, text) {
                panic!("{} cannot be written: {error}", path.display());
            }
        }
        let program = tools::installed("docker-registry");
        let server = Server::start(&program, &["serve", &file.to_string_lossy()], port, &[]);
        Self { server, directory }
    }

    /// Its host and port, which begin the names of its images.
    pub fn host(&self) -> String {
        self.server.address().to_string()
    }

    /// The port it listens on.
    pub fn port(&self) -> u16 {
        self.server.address().port()
    }

    /// What it has logged: every request, for a start.
    pub fn log(&self) -> String {
        self.server.output()
    }

    /// The directory that holds its images.
    pub fn directory(&self) -> &Path {
        self.directory.path()
    }
}

/// Lets a command find buildah, which keeps its images in `storage`, and no other engine.
///
/// It needs no privileges of the kernel that a container does not have.
///
/// # Panics
///
/// Where buildah is not installed, or `storage` cannot be written to.
pub fn buildah(command: &mut Command, storage: &Path) {
    let program = tools::installed("buildah");
    let bin = storage.join("bin");
    let link = bin.join("buildah");
    let linked = std::fs::create_dir_all(&bin)
        .and_then(|()| if link.exists() { Ok(()) } else { std::os::unix::fs::symlink(program, &link) });
    let settings = storage.join("storage.conf");
    let (run, graph) = (storage.join("run"), storage.join("graph"));
    let text = format!(
        "[storage]\ndriver = \"vfs\"\nrunroot = \"{}\"\ngraphroot = \"{}\"\n",
        run.display(),
        graph.display()
    );
    if let Err(error) = linked.and_then(|()| std::fs::write(&settings, text)) {
        panic!("buildah cannot be set up in {}: {error}", storage.display());
    }
    // Programs that buildah itself calls are not engines.
    let mut path: Vec<PathBuf> = vec![bin];
    let all = std::env::var_os("PATH").unwrap_or_default();
    let has_engine =
        |directory: &PathBuf| ["docker", "podman"].iter().any(|engine| directory.join(engine).exists());
    path.extend(std::env::split_paths(&all).filter(|directory| !has_engine(directory)));
    if let Ok(path) = std::env::join_paths(path) {
        command.env("PATH", path);
    }
    command.env("CONTAINERS_STORAGE_CONF", settings).env("BUILDAH_ISOLATION", "chroot");
}

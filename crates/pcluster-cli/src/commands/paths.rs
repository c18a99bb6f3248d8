//! Paths as texts to compare, without looking at links.

use std::path::{Component, Path, PathBuf};

use anyhow::Context;

/// The path from the root, without `.` and `..`.
pub(crate) fn absolute(path: &Path) -> anyhow::Result<PathBuf> {
    let from_root =
        std::path::absolute(path).with_context(|| format!("cannot find out where {} is", path.display()))?;
    let mut clean = PathBuf::new();
    for component in from_root.components() {
        match component {
            Component::ParentDir => {
                clean.pop();
            }
            Component::CurDir => {}
            component => clean.push(component),
        }
    }
    Ok(clean)
}

/// The way from a directory to a file, with `/` between the steps; both are absolute.
pub(crate) fn relative(directory: &Path, file: &Path) -> String {
    let common =
        directory.components().zip(file.components()).take_while(|(this, that)| this == that).count();
    let up = directory.components().skip(common).map(|_| "..".to_owned());
    let down = file.components().skip(common).map(|step| step.as_os_str().to_string_lossy().into_owned());
    up.chain(down).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{absolute, relative};

    #[test]
    fn the_way_from_one_path_to_another() {
        for (directory, file, way) in [
            ("/a", "/a/b.yaml", "b.yaml"),
            ("/a", "/a/b/c d.yaml", "b/c d.yaml"),
            ("/a/b", "/a/c.yaml", "../c.yaml"),
            ("/a/b", "/c/d.yaml", "../../c/d.yaml"),
            ("/", "/a.yaml", "a.yaml"),
        ] {
            assert_eq!(relative(Path::new(directory), Path::new(file)), way);
        }
    }

    #[test]
    fn steps_back_are_taken() {
        assert_eq!(absolute(Path::new("/a/./b/../c.yaml")).unwrap(), Path::new("/a/c.yaml"));
        assert_eq!(absolute(Path::new("/../c.yaml")).unwrap(), Path::new("/c.yaml"));
    }
}

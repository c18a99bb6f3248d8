//! The forms of texts in a job.
//!
//! They let through what can be written into a directive of sbatch, which is one line, and what the reader at the other
//! end takes as one value. They stand in parentheses, as a pattern that ends with `$` lets a line break through.

use pcluster_config::scalar::Pattern;

macro_rules! patterns {
    ($($(#[$doc:meta])+ $name:ident = $source:expr;)+) => {
        $($(#[$doc])+ pub(super) static $name: Pattern = Pattern::new(concat!("(?:", $source, ")"));)+

        #[cfg(test)]
        const ALL: &[&Pattern] = &[$(&$name),+];
    };
}

patterns! {
    /// One line: the name of a job. A slash would make a directory of it wherever `%x` stands.
    NAME = r"^[^\x00-\x1f\x7f-\x9f\u2028\u2029/]+$";
    /// One word: names of partitions, nodes, accounts.
    WORD = r"^[A-Za-z0-9_@%+=:.,\[\]-]+$";
    /// One word, several with commas.
    LIST = r"^[A-Za-z0-9_@%+=:.,-]+$";
    /// Features with what joins them.
    FEATURES = r"^[A-Za-z0-9_@%+=:.,\[\]&|()*-]+$";
    /// An amount of memory.
    MEMORY = r"^([0-9]{1,12}[KMGT]|all)$";
    /// How long a job may run.
    TIME = r"^([0-9]{1,5}:[0-5]?[0-9]:[0-5]?[0-9]|[0-9]{1,5}-[0-9]{1,2}(:[0-5]?[0-9](:[0-5]?[0-9])?)?|unlimited)$";
    /// Numbers of an array.
    ARRAY = r"^[0-9]{1,9}(-[0-9]{1,9}(:[0-9]{1,9})?)?(,[0-9]{1,9}(-[0-9]{1,9}(:[0-9]{1,9})?)?)*(%[0-9]{1,9})?$";
    /// A file for output.
    OUTPUT = r"^[^\x00-\x1f\x7f-\x9f\u2028\u2029]+$";
    /// An absolute path.
    DIRECTORY = r"^/[^\x00-\x1f\x7f-\x9f\u2028\u2029]*$";
    /// The path of a program or a script, or its name.
    PROGRAM = r"^[^-\x00-\x1f\x7f-\x9f\u2028\u2029][^\x00-\x1f\x7f-\x9f\u2028\u2029]*$";
    /// A name of an environment variable.
    ENV_NAME = r"^[A-Za-z_][A-Za-z0-9_]*$";
    /// An option of sbatch.
    OPTION = r"^--[a-z][a-z0-9-]*(=[^\x00-\x1f\x7f-\x9f\u2028\u2029]*)?$";
    /// A container image.
    IMAGE = r"^[^\x00-\x20\x7f-\x9f\u2028\u2029]+$";
    /// A mount of pyxis. It separates them by commas, and writes each between double quotes into a script that enroot
    /// runs: what would be expanded there cannot stand in a path.
    MOUNT = r#"^[^\x00-\x20\x7f-\x9f\u2028\u2029,"$`\\]+$"#;
    /// An address of mail.
    ADDRESS = r"^[A-Za-z0-9._%+@-]+$";
    /// A size of nccl-tests.
    SIZE = r"^[0-9]{1,15}[KMG]?$";
    /// The name of a module.
    MODULE = r"^[A-Za-z0-9_][A-Za-z0-9_.+@/-]*$";
    /// A Python module.
    PYTHON_MODULE = r"^[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*)*$";
    /// Jobs that others depend on.
    JOB_ID = r"^[0-9]{1,10}(_([0-9]{1,9}|\*))?(\+[0-9]{1,9})?$";
}

#[cfg(test)]
mod tests {
    use pcluster_config::scalar::Fit;

    use super::{ALL, ARRAY, MOUNT, NAME, PROGRAM, TIME, WORD};

    #[test]
    fn every_pattern_compiles() {
        for pattern in ALL {
            assert!(pattern.compiles(), "{pattern}");
        }
    }

    #[test]
    fn what_sbatch_reads_differently_from_what_is_meant_does_not_fit() {
        for (pattern, text, fits) in [
            (&TIME, "12:00:00", true),
            (&TIME, "1-00:00:00", true),
            (&TIME, "2-12", true),
            (&TIME, "unlimited", true),
            (&TIME, "90", false),
            (&TIME, "1:30", false),
            (&ARRAY, "0-9%2", true),
            (&ARRAY, "0-9;1", false),
            (&NAME, "llama 3 \u{e9}", true),
            (&NAME, "a\nb", false),
            (&NAME, "a\n", false),
            (&WORD, "gpu\n", false),
            (&PROGRAM, "/opt/nccl-tests/run", true),
            (&PROGRAM, "-x", false),
            (&NAME, "a/b", false),
            (&MOUNT, "/fsx:/fsx:ro+rprivate", true),
            (&MOUNT, "/fsx:/$(id)", false),
        ] {
            assert_eq!(pattern.fit(text) == Fit::Full, fits, "{text}");
        }
    }
}

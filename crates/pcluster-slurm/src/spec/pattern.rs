//! The forms of texts in a job.
//!
//! They let through what can be written into a directive of sbatch, which is one line, and what the reader at the other
//! end takes as one value.

use pcluster_config::scalar::Pattern;

macro_rules! patterns {
    ($($(#[$doc:meta])+ $name:ident = $source:expr;)+) => {
        $($(#[$doc])+ pub(super) static $name: Pattern = Pattern::new($source);)+

        #[cfg(test)]
        const ALL: &[&Pattern] = &[$(&$name),+];
    };
}

patterns! {
    /// One line: the name of a job. A slash would make a directory of it wherever `%x` stands.
    NAME = "^[^\u{0}-\u{1f}\u{7f}-\u{9f}\u{2028}\u{2029}/]+$";
    /// One word: names of partitions, nodes, accounts.
    WORD = "^[A-Za-z0-9_@%+=:.,\\[\\]-]+$";
    /// One word, several with commas.
    LIST = "^[A-Za-z0-9_@%+=:.,-]+$";
    /// Features with what joins them.
    FEATURES = "^[A-Za-z0-9_@%+=:.,\\[\\]&|()*-]+$";
    /// An amount of memory.
    MEMORY = "^([0-9]{1,12}[KMGT]|all)$";
    /// How long a job may run.
    TIME = "^([0-9]{1,5}:[0-5]?[0-9]:[0-5]?[0-9]|[0-9]{1,5}-[0-9]{1,2}(:[0-5]?[0-9](:[0-5]?[0-9])?)?|unlimited)$";
    /// Numbers of an array.
    ARRAY = "^[0-9]{1,9}(-[0-9]{1,9}(:[0-9]{1,9})?)?(,[0-9]{1,9}(-[0-9]{1,9}(:[0-9]{1,9})?)?)*(%[0-9]{1,9})?$";
    /// A file for output.
    OUTPUT = "^[^\u{0}-\u{1f}\u{7f}-\u{9f}\u{2028}\u{2029}]+$";
    /// An absolute path.
    DIRECTORY = "^/[^\u{0}-\u{1f}\u{7f}-\u{9f}\u{2028}\u{2029}]*$";
    /// The path of a program or a script, or its name.
    PROGRAM = "^[^-\u{0}-\u{1f}\u{7f}-\u{9f}\u{2028}\u{2029}]+$";
    /// A name of an environment variable.
    ENV_NAME = "^[A-Za-z_][A-Za-z0-9_]*$";
    /// An option of sbatch.
    OPTION = "^--[a-z][a-z0-9-]*(=[^\u{0}-\u{1f}\u{7f}-\u{9f}\u{2028}\u{2029}]*)?$";
    /// A container image.
    IMAGE = "^[^\u{0}-\u{20}\u{7f}-\u{9f}\u{2028}\u{2029}]+$";
    /// A mount of pyxis. It separates them by commas, and writes each between double quotes into a script that enroot
    /// runs: what would be expanded there cannot stand in a path.
    MOUNT = "^[^\u{0}-\u{20}\u{7f}-\u{9f}\u{2028}\u{2029},\"$`\\\\]+$";
    /// An address of mail.
    ADDRESS = "^[A-Za-z0-9._%+@-]+$";
    /// A size of nccl-tests.
    SIZE = "^[0-9]{1,15}[KMG]?$";
    /// The name of a module.
    MODULE = "^[A-Za-z0-9_.+@/-]+$";
    /// A Python module.
    PYTHON_MODULE = "^[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)*$";
    /// Jobs that others depend on.
    JOB_ID = "^[0-9]{1,10}(_([0-9]{1,9}|\\*))?(\\+[0-9]{1,9})?$";
}

#[cfg(test)]
mod tests {
    use pcluster_config::scalar::Fit;

    use super::{ALL, ARRAY, MOUNT, NAME, TIME};

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
            (&NAME, "a/b", false),
            (&MOUNT, "/fsx:/fsx:ro+rprivate", true),
            (&MOUNT, "/fsx:/$(id)", false),
        ] {
            assert_eq!(pattern.fit(text) == Fit::Full, fits, "{text}");
        }
    }
}

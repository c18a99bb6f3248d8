//! The patterns of AWS and ParallelCluster identifiers, each as the official schema has it.
//!
//! `*_MEANT` patterns are stricter than what is enforced: they say what a value that passes must look like to be
//! of any use, and a value that misses them draws a warning.

use super::Pattern;

macro_rules! patterns {
    ($($(#[$doc:meta])+ $name:ident = $source:expr;)+) => {
        $($(#[$doc])+ pub static $name: Pattern = Pattern::new($source);)+

        /// Every pattern, for the test that compiles them.
        #[cfg(test)]
        const ALL: &[&Pattern] = &[$(&$name),+];
    };
}

patterns! {
    /// An Amazon machine image.
    AMI_ID = "^ami-[0-9a-z]{8}$|^ami-[0-9a-z]{17}$";
    /// A security group.
    SECURITY_GROUP_ID = "^sg-[0-9a-z]{8}$|^sg-[0-9a-z]{17}$";
    /// A subnet.
    SUBNET_ID = "^subnet-[0-9a-z]{8}$|^subnet-[0-9a-z]{17}$";
    /// An EBS snapshot.
    SNAPSHOT_ID = "^snap-[0-9a-z]{8}$|^snap-[0-9a-z]{17}$";
    /// An EBS volume.
    VOLUME_ID = "^vol-[0-9a-z]{8}$|^vol-[0-9a-z]{17}$";
    /// An EFS file system.
    EFS_ID = "^fs-[0-9a-z]{8}$|^fs-[0-9a-z]{17}$";
    /// An EFS access point.
    EFS_ACCESS_POINT_ID = "^fsap-[0-9a-z]{17}$";
    /// An FSx for Lustre file system.
    FSX_ID = "^fs-[0-9a-z]{17}$";
    /// An FSx for OpenZFS or ONTAP volume.
    FSX_VOLUME_ID = "^fsvol-[0-9a-f]{17}$";
    /// An FSx backup.
    FSX_BACKUP_ID = "^(backup-[0-9a-f]{8,})$";
    /// An Amazon File Cache.
    FILE_CACHE_ID = "^(fc-[0-9a-f]{8,18})$";
    /// A path on a node.
    MOUNT_DIR = r"^/?[^/.\\][^/\\]*(/[^/.\\][^/]*)*$";
    /// A path in a Lustre file system: up to 4,096 characters without line breaks.
    LUSTRE_PATH = "^[^\u{0}\u{85}\u{2028}\u{2029}\r\n]{1,4096}$";
    /// A day of the week and a time, `d:HH:MM`, Monday is 1.
    WEEKLY_TIME = r"^[1-7]:([01]\d|2[0-3]):([0-5]\d)$";
    /// A time of day, `HH:MM`.
    DAILY_TIME = r"^([01]\d|2[0-3]):([0-5]\d)$";
    /// A managed policy: only its start is enforced.
    POLICY_ARN = "^arn:.*:policy/";
    /// A managed policy, whole.
    POLICY_ARN_MEANT = r"^arn:aws[a-z-]*:iam::([0-9]{12}|aws):policy/[!-~]+$";
    /// A role: only its start is enforced.
    ROLE_ARN = "^arn:.*:role/";
    /// A role, whole.
    ROLE_ARN_MEANT = r"^arn:aws[a-z-]*:iam::[0-9]{12}:role/[!-~]+$";
    /// An instance profile: only its start is enforced.
    INSTANCE_PROFILE_ARN = "^arn:.*:instance-profile/";
    /// An instance profile, whole.
    INSTANCE_PROFILE_ARN_MEANT = r"^arn:aws[a-z-]*:iam::[0-9]{12}:instance-profile/[!-~]+$";
    /// A secret: only its start is enforced.
    SECRET_ARN = "^arn:.*:secret";
    /// A secret of Secrets Manager, whole.
    SECRET_ARN_MEANT = r"^arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:[!-~]+$";
    /// A secret of Secrets Manager or a parameter of Systems Manager.
    DIRECTORY_SECRET_ARN = r"^arn:.*:(secretsmanager:.*:.*:secret:|ssm:.*:.*:parameter/).*$";
    /// An S3 bucket name, or a wildcard.
    BUCKET_NAME = r"^[\*a-z0-9\-\.]+$";
    /// A database name.
    DATABASE_NAME = "^[0-9a-z_]+$";
    /// An IPv4 network with its prefix length, or the start of a prefix list.
    CIDR_OR_PREFIX_LIST = r"^(([0-9]|[1-9][0-9]|1[0-9]{2}|2[0-4][0-9]|25[0-5])\.){3}([0-9]|[1-9][0-9]|1[0-9]{2}|2[0-4][0-9]|25[0-5])(/([0-9]|[1-2][0-9]|3[0-2]))\n?$|^pl-[a-zA-Z0-9]";
    /// An IPv4 network with its prefix length, or a whole prefix list.
    CIDR_OR_PREFIX_LIST_MEANT = r"^[0-9.]+/[0-9]+$|^pl-[0-9a-f]{8}([0-9a-f]{9})?$";
    /// The parent of an image: only its start is enforced.
    PARENT_IMAGE = "^(ami|arn)";
    /// The parent of an image, whole: an AMI or an Image Builder image.
    PARENT_IMAGE_MEANT = r"^ami-[0-9a-z]{8}([0-9a-z]{9})?$|^arn:aws[a-z-]*:[!-~]+$";
    /// The name of a region, by its form alone.
    REGION = "^[a-z]{2,}(-[a-z]+)+-[0-9]+$";
    /// Region names, separated by commas.
    REGION_LIST = "^[a-z0-9-]+(,[a-z0-9-]+)*$";
    /// The name of an image, as EC2 Image Builder takes it; the official tool never checks it.
    IMAGE_NAME_MEANT = r"^[-_A-Za-z0-9{][-_A-Za-z0-9\s:{}\.]+[-_A-Za-z0-9}]$";
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scalar::Fit;

    #[test]
    fn every_pattern_compiles() {
        for pattern in ALL {
            assert!(pattern.compiles(), "{pattern}");
        }
    }

    #[test]
    fn the_length_of_a_path_is_counted_in_characters() {
        for (length, fit) in [(0, Fit::No), (1, Fit::Full), (4096, Fit::Full), (4097, Fit::No)] {
            assert_eq!(LUSTRE_PATH.fit(&"ä".repeat(length)), fit, "{length}");
        }
        assert_eq!(LUSTRE_PATH.fit("/data\n"), Fit::TrailingNewline);
        assert_eq!(LUSTRE_PATH.fit("/da\rta"), Fit::No);
    }

    #[test]
    fn a_line_break_at_the_end_is_overlooked_as_python_does() {
        assert_eq!(AMI_ID.fit("ami-12345678"), Fit::Full);
        assert_eq!(AMI_ID.fit("ami-12345678\n"), Fit::TrailingNewline);
        assert_eq!(AMI_ID.fit("ami-12345678\n\n"), Fit::No);
        assert_eq!(AMI_ID.fit(" ami-12345678"), Fit::No);
    }
}

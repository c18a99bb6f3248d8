//! Slurm settings both in the configuration and in a file that is included.
//!
//! ParallelCluster takes the additions to `slurm.conf` from one place only.
//!
//! ```yaml fires
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmSettings:
//!     CustomSlurmSettings:
//!       - KillWait: 60
//!     CustomSlurmSettingsIncludeFile: s3://training-111122223333/slurm.conf
//!   SlurmQueues:
//!     - Name: compute
//!       Networking: { SubnetIds: [subnet-0a1b2c3d4e5f60718] }
//!       ComputeResources: [{ Name: c5, InstanceType: c5.large }]
//! ```
//!
//! ```yaml quiet
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmSettings:
//!     CustomSlurmSettingsIncludeFile: s3://training-111122223333/slurm.conf
//!   SlurmQueues:
//!     - Name: compute
//!       Networking: { SubnetIds: [subnet-0a1b2c3d4e5f60718] }
//!       ComputeResources: [{ Name: c5, InstanceType: c5.large }]
//! ```

use crate::diagnostic::Severity;
use crate::model::cluster::SlurmSettings;
use crate::rules::{At, Check, Facts, Finding, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "settings-and-include-file",
    severity: Severity::Error,
    official: Some("CustomSlurmSettingsIncludeFileOnlyValidator"),
    check: Check::SlurmSettings(check),
};

fn check(settings: &At<'_, SlurmSettings>, _: &Facts<'_>) -> Option<Finding> {
    let file = settings.custom_slurm_settings_include_file.as_deref().unwrap_or_default();
    let maps = settings.custom_slurm_settings.as_deref().unwrap_or_default();
    (!file.is_empty() && !maps.is_empty()).then(|| {
        let finding = Finding::new("Slurm settings stand either here or in a file, not in both")
            .at(settings.key("CustomSlurmSettings"), "settings here")
            .help("move the settings into the file, or remove the file");
        // A placeholder that is pointed at would silence the finding, but whatever it is filled with, a file is named.
        if file.contains("${") && !is_only_placeholders(file) {
            finding
        } else {
            finding.and(settings.key("CustomSlurmSettingsIncludeFile"), "settings in a file")
        }
    })
}

/// Whether a text may be empty when it is filled in.
fn is_only_placeholders(text: &str) -> bool {
    text.starts_with("${") && text.ends_with('}')
}

#[cfg(test)]
mod tests {
    use crate::{Options, check_bytes};

    #[test]
    fn a_file_is_named_whatever_a_part_of_its_name_is_filled_with() {
        let fires = |file: &str| {
            let base = include_str!("../../../../../fixtures/base.yaml");
            let settings = format!(
                "  SlurmSettings:\n    CustomSlurmSettings: [{{ KillWait: 60 }}]\n    CustomSlurmSettingsIncludeFile: {file}\n"
            );
            let report =
                check_bytes("template", (base.to_owned() + &settings).as_bytes(), &Options::default());
            report.diagnostics().iter().any(|found| found.rule == super::RULE.id)
        };
        assert!(fires("s3://b/k") && fires("s3://${BUCKET}/slurm.conf") && fires("${PREFIX}/slurm.conf"));
        assert!(!fires("${FILE}") && !fires("''"));
    }
}

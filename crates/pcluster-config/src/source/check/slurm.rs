//! Parameters of Slurm that stand where keys of ParallelCluster do.

use crate::facts::SlurmLine;

/// Where a parameter of Slurm belongs that was written as a key of a section, given by its path pattern.
pub(super) fn slurm_section(section: &str, name: &str) -> Option<&'static str> {
    let of_section = match section {
        "Scheduling" | "Scheduling.SlurmSettings" => SlurmLine::Cluster,
        "Scheduling.SlurmQueues[]" => SlurmLine::Partition,
        "Scheduling.SlurmQueues[].ComputeResources[]" => SlurmLine::Node,
        _ => return None,
    };
    let fits = of_section.parameter(name).map(|_| of_section);
    let line = fits.or_else(|| SlurmLine::of_parameter(name).next())?;
    Some(line.section())
}

#[cfg(test)]
mod tests {
    use super::slurm_section;

    #[test]
    fn a_parameter_belongs_to_the_nearest_section_that_can_hold_it() {
        let settings = slurm_section("Scheduling.SlurmSettings", "DefMemPerCPU").unwrap();
        assert!(settings.contains("`SlurmSettings`"), "{settings}");
        let queue = slurm_section("Scheduling.SlurmQueues[]", "DefMemPerCPU").unwrap();
        assert!(queue.contains("the queue"), "{queue}");
        assert_eq!(slurm_section("HeadNode", "SlurmdTimeout"), None);
        assert_eq!(slurm_section("Scheduling", "Timeouts"), None);
    }
}

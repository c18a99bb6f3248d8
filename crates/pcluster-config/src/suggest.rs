//! What was probably meant.

/// The candidate that is so near to a word that it was probably meant.
pub fn nearest<'c>(word: &str, candidates: impl Iterator<Item = &'c str>) -> Option<&'c str> {
    const LONGEST: usize = 100;
    if word.len() > LONGEST {
        return None;
    }
    let lower = word.to_lowercase();
    // A word of eight letters may have two wrong ones, a short one only one.
    let length = word.chars().count();
    let tolerance = (length / 4).clamp(1, 4);
    candidates
        // So many letters more or fewer are as many wrong ones.
        .filter(|candidate| candidate.len().abs_diff(length) <= tolerance)
        .map(|candidate| (strsim::damerau_levenshtein(&lower, &candidate.to_lowercase()), candidate))
        .filter(|(distance, candidate)| *distance <= tolerance && *distance < candidate.chars().count())
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_slip_of_the_keyboard_is_recognised() {
        let keys = ["InstanceType", "Networking", "Iam", "Ssh"];
        for (word, meant) in [
            ("InstanceTyp", Some("InstanceType")),
            ("instance_type", Some("InstanceType")),
            ("Netwroking", Some("Networking")),
            ("IAM", Some("Iam")),
            ("Dcv", None),
            ("NodeName", None),
        ] {
            assert_eq!(nearest(word, keys.into_iter()), meant, "{word}");
        }
    }
}

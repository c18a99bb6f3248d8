//! Slurm's short form of many host names: `gpu-st-p5-[1-3,7],login`.

/// Names that are made of one list at most.
const MOST: usize = 100_000;

/// This is no list of hosts.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a list of hosts")]
pub struct HostListError(pub String);

/// The names that a list stands for, in its order.
pub fn expand(list: &str) -> Result<Vec<String>, HostListError> {
    let mut names = Vec::new();
    for part in parts(list) {
        let part = part.trim();
        if !part.is_empty() {
            expand_part("", part, &mut names)
                .ok_or_else(|| HostListError(list.chars().take(80).collect()))?;
        }
    }
    Some(names)
        .filter(|names| names.len() <= MOST)
        .ok_or_else(|| HostListError(list.chars().take(80).collect()))
}

/// Splits at commas outside of brackets.
fn parts(list: &str) -> Vec<&str> {
    let (mut parts, mut start, mut depth) = (Vec::new(), 0, 0_usize);
    for (index, byte) in list.bytes().enumerate() {
        match byte {
            b'[' => depth += 1,
            b']' => depth = depth.saturating_sub(1),
            b',' if depth == 0 => {
                parts.push(&list[start..index]);
                start = index + 1;
            }
            _ => {}
        }
    }
    parts.push(&list[start..]);
    parts
}

fn expand_part(before: &str, part: &str, names: &mut Vec<String>) -> Option<()> {
    let Some((prefix, rest)) = part.split_once('[') else {
        names.push(format!("{before}{part}"));
        return (!part.contains(']') && names.len() <= MOST).then_some(());
    };
    let (ranges, after) = rest.split_once(']')?;
    for range in ranges.split(',') {
        let (first, last) = range.split_once('-').unwrap_or((range, range));
        let width = first.len();
        let (first, last): (u32, u32) = (number(first)?, number(last)?);
        for number in first..=last {
            expand_part(&format!("{before}{prefix}{number:0width$}"), after, names)?;
        }
    }
    Some(())
}

fn number(text: &str) -> Option<u32> {
    if text.bytes().all(|byte| byte.is_ascii_digit()) { text.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::expand;

    #[test]
    fn lists_are_expanded_as_slurm_does() {
        let names = |list: &str| expand(list).map(|names| names.join(" ")).ok();
        assert_eq!(names("").as_deref(), Some(""));
        assert_eq!(names("a").as_deref(), Some("a"));
        assert_eq!(
            names("gpu-st-p5-[1-3,7],login").as_deref(),
            Some("gpu-st-p5-1 gpu-st-p5-2 gpu-st-p5-3 gpu-st-p5-7 login")
        );
        assert_eq!(names("n[08-10]x").as_deref(), Some("n08x n09x n10x"));
        assert_eq!(names("r[1-2]n[1-2]").as_deref(), Some("r1n1 r1n2 r2n1 r2n2"));
        for wrong in ["a[1", "a[x]", "a]", "a[1-]", "a[0-4000000000]", "a[1-99999]b[1-99999]"] {
            assert_eq!(names(wrong), None, "{wrong}");
        }
    }
}

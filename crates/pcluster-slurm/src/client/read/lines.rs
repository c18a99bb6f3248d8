//! Formats of `squeue` and `sinfo`, for where there is no JSON.

use super::ReadError;
use crate::client::{ArrayTask, ExitCode, Job, JobState, Node, NodeState, OutputPaths, TimeLimit};

/// What `squeue -o` is asked for: what people choose comes last, and a mark in front tells where a job begins, because
/// names can have line breaks.
pub(in crate::client) const JOB_FORMAT: &str = "\u{1e}%A\u{1f}%F\u{1f}%K\u{1f}%T\u{1f}%r\u{1f}%N\u{1f}%D\u{1f}%V\u{1f}%S\u{1f}%e\u{1f}%l\u{1f}%u\u{1f}%P\u{1f}%E\u{1f}%Z\u{1f}%k\u{1f}%j";

/// What `sinfo -N -o` is asked for.
pub(in crate::client) const NODE_FORMAT: &str = "%N\u{1f}%P\u{1f}%T\u{1f}%c\u{1f}%m\u{1f}%G\u{1f}%f\u{1f}%E";

/// The fields of a line; the last one has what is left.
pub(super) fn fields<const N: usize>(line: &str, separator: char) -> Option<[&str; N]> {
    line.splitn(N, separator).collect::<Vec<_>>().try_into().ok()
}

/// The jobs of `squeue -h -o JOB_FORMAT`. The paths of their output are not in it.
pub(in crate::client) fn jobs_of_lines(text: &str) -> Result<Vec<Job>, ReadError> {
    text.split('\u{1e}').filter(|record| !record.trim().is_empty()).map(job).collect()
}

fn job(record: &str) -> Result<Job, ReadError> {
    let record = record.strip_suffix('\n').unwrap_or(record);
    let wrong = || ReadError::Line(record.chars().take(120).collect());
    let [
        number,
        array,
        task,
        state,
        reason,
        nodes,
        count,
        submitted,
        started,
        ended,
        limit,
        user,
        partition,
        dependency,
        directory,
        comment,
        name,
    ] = fields::<17>(record, '\u{1f}').ok_or_else(wrong)?;
    let number = number.parse().map_err(|_| wrong())?;
    let mut job = Job::new(number);
    if task != "N/A" {
        let task_number = task.parse().ok();
        let waiting = task_number.is_none().then(|| task.to_owned());
        job.array = array.parse().ok().map(|job| ArrayTask { job, task: task_number, waiting });
    }
    let present = |text: &str| text != "(null)" && text != "N/A" && !text.is_empty();
    job.state = JobState::of_word(state);
    job.reason = Some(reason.to_owned()).filter(|reason| reason != "None" && !reason.is_empty());
    job.nodes = nodes.into();
    job.node_count = count.parse().unwrap_or(0);
    (job.submitted, job.started, job.ended) = (moment(submitted), moment(started), moment(ended));
    job.time_limit = time_limit(limit);
    job.user = user.into();
    job.partition = partition.into();
    job.dependency = if present(dependency) { dependency.to_owned() } else { String::new() };
    job.directory = directory.into();
    job.comment = if present(comment) { comment.to_owned() } else { String::new() };
    job.name = name.into();
    // What squeue does not say: the directory alone would give a default that may be wrong.
    let directory = std::mem::take(&mut job.directory);
    let mut job = job.settle();
    job.directory = directory;
    job.output = OutputPaths::default();
    job.exit = ExitCode::default();
    Ok(job)
}

/// The nodes of `sinfo -h -N -o NODE_FORMAT`: a line for each partition of a node.
pub(in crate::client) fn nodes_of_lines(text: &str) -> Result<Vec<Node>, ReadError> {
    let mut nodes: Vec<Node> = Vec::new();
    let mut places = std::collections::HashMap::new();
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        let wrong = || ReadError::Line(line.chars().take(120).collect());
        let [name, partition, state, cpus, memory, gres, features, reason] =
            fields::<8>(line, '\u{1f}').ok_or_else(wrong)?;
        let partition = partition.trim_end_matches('*').to_owned();
        let place = *places.entry(name.to_owned()).or_insert_with(|| {
            nodes.push(Node {
                name: name.to_owned(),
                state: NodeState::of_text(state),
                partitions: Vec::new(),
                reason: Some(reason.trim().to_owned())
                    .filter(|reason| reason != "none" && !reason.is_empty()),
                cpus: cpus.trim_end_matches('+').parse().unwrap_or(0),
                memory: memory.trim_end_matches('+').parse().unwrap_or(0),
                gres: if gres == "(null)" { String::new() } else { gres.to_owned() },
                features: features.split(',').filter(|word| *word != "(null)").map(str::to_owned).collect(),
            });
            nodes.len() - 1
        });
        if let Some(node) = nodes.get_mut(place) {
            node.partitions.push(partition);
        }
    }
    Ok(nodes)
}

/// A time such as `2026-11-22T09:12:57`, which is in the time zone of the cluster: taken as UTC, as ParallelCluster sets
/// it.
pub(super) fn moment(text: &str) -> Option<i64> {
    let (date, time) = text.split_once('T')?;
    let mut date = date.split('-').map(|part| part.parse::<i64>().ok());
    let (year, month, day) = (date.next()??, date.next()??, date.next()??);
    let mut time = time.split(':').map(|part| part.parse::<i64>().ok());
    let (hour, minute, second) = (time.next()??, time.next()??, time.next()??);
    // What is no date at all must not overflow.
    let is_date = (1900..10_000).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    let is_time = (0..24).contains(&hour) && (0..60).contains(&minute) && (0..=60).contains(&second);
    if !(is_date && is_time) {
        return None;
    }
    // Days since 1970 in the Gregorian calendar, counted in years that begin in March.
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let days = year * 365 + year / 4 - year / 100 + year / 400 + (month * 153 + 2) / 5 + day - 1 - 719_468;
    Some(days * 86_400 + hour * 3_600 + minute * 60 + second)
}

/// A limit such as `1-00:00:00`, `30:00` or `UNLIMITED`.
pub(super) fn time_limit(text: &str) -> Option<TimeLimit> {
    if text.eq_ignore_ascii_case("unlimited") {
        return Some(TimeLimit::Unlimited);
    }
    let (days, clock) = text.split_once('-').unwrap_or(("0", text));
    let mut seconds: u64 = 0;
    for part in clock.split(':') {
        seconds = seconds.checked_mul(60)?.checked_add(part.parse().ok()?)?;
    }
    let seconds = days.parse::<u64>().ok()?.checked_mul(86_400)?.checked_add(seconds)?;
    u32::try_from(seconds.div_ceil(60)).ok().filter(|minutes| *minutes > 0).map(TimeLimit::Minutes)
}

#[cfg(test)]
mod tests {
    use super::moment;

    #[test]
    fn dates_are_read_and_others_are_none() {
        assert_eq!(moment("2026-11-22T09:12:57"), Some(1_795_338_777));
        for text in [
            "N/A",
            "9223372036854775807-01-01T00:00:00",
            "2026-13-01T00:00:00",
            "2026-01-01T9223372036854775807:0:0",
        ] {
            assert_eq!(moment(text), None, "{text}");
        }
    }
}

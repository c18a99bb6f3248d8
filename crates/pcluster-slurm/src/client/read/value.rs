//! Values in Slurm's JSON, whose form is not the same in all releases.

use serde_json::Value;

use super::ReadError;

/// The items of the list that a document has under a key, each read by `read`.
pub(super) fn records<T>(
    bytes: &[u8],
    key: &'static str,
    read: impl Fn(&Value) -> Result<T, ReadError>,
) -> Result<Vec<T>, ReadError> {
    let document: Value = serde_json::from_slice(bytes)?;
    if let Some(message) = failure(&document, key) {
        return Err(ReadError::Failure(message));
    }
    document.get(key).and_then(Value::as_array).ok_or(ReadError::Missing(key))?.iter().map(read).collect()
}

/// What a document says went wrong, where it has nothing else: `squeue --json` of 22.05 ends with 0 even if the controller
/// is away.
fn failure(document: &Value, key: &str) -> Option<String> {
    let is_empty = document.get(key).and_then(Value::as_array).is_none_or(Vec::is_empty);
    let errors =
        document.get("errors").and_then(Value::as_array).filter(|errors| is_empty && !errors.is_empty())?;
    let words =
        errors.iter().filter_map(|error| first(error, &["error", "description"])).filter_map(Value::as_str);
    let words: Vec<&str> = words.collect();
    Some(if words.is_empty() { "an error without words".to_owned() } else { words.join("; ") })
}

/// The first of some keys that is there and not null.
pub(super) fn first<'v>(object: &'v Value, keys: &[&str]) -> Option<&'v Value> {
    keys.iter().filter_map(|key| object.get(*key)).find(|value| !value.is_null())
}

/// A number: plain up to 22.05, then `{set, infinite, number}`. `None` where it is not set or infinite.
pub(super) fn number(value: &Value) -> Option<i64> {
    match value {
        Value::Number(number) => number.as_i64().or_else(|| number.as_f64().and_then(whole)),
        Value::Object(fields) => {
            let is = |key: &str| fields.get(key).and_then(Value::as_bool);
            if is("set") == Some(false) || is("infinite") == Some(true) {
                return None;
            }
            number(fields.get("number")?)
        }
        Value::String(text) => text.parse().ok(),
        _ => None,
    }
}

/// Whether a number stands for no limit.
pub(super) fn is_infinite(value: &Value) -> bool {
    // INFINITE is 2^32 - 1, 365 days is what 22.05 says for a job that runs without a limit.
    value.get("infinite").and_then(Value::as_bool).unwrap_or(false)
        || value.as_i64().is_some_and(|number| number >= i64::from(u32::MAX))
}

/// A number of 32 bits.
pub(super) fn small(value: &Value) -> Option<u32> {
    number(value).and_then(|number| u32::try_from(number).ok())
}

/// A time in seconds since 1970; 0 stands for none.
pub(super) fn time(value: &Value) -> Option<i64> {
    number(value).filter(|seconds| *seconds > 0)
}

/// A text; empty where there is none.
pub(super) fn text(object: &Value, key: &str) -> String {
    object.get(key).and_then(Value::as_str).unwrap_or_default().to_owned()
}

/// Words: a list from 23.02 on, a text before, with commas between them for features.
pub(super) fn words(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => text.split(',').filter(|word| !word.is_empty()).map(str::to_owned).collect(),
        Value::Array(items) => items.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        _ => Vec::new(),
    }
}

#[expect(clippy::cast_possible_truncation, reason = "a figure of Slurm's that is too large is none")]
fn whole(number: f64) -> Option<i64> {
    (number.is_finite() && number.abs() < 1e15).then_some(number as i64)
}

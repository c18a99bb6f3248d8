//! Slips of the keyboard.

use crate::source::tree::Kind;

/// What to do about a value that is of another type by a slip of the keyboard.
pub(super) fn slip(kind: &Kind<'_>) -> Option<String> {
    match kind {
        Kind::Text(text) => {
            let (key, value) = text.split_once(':')?;
            let is_key = !key.is_empty()
                && key.chars().all(char::is_alphanumeric)
                && key.starts_with(char::is_uppercase);
            (is_key && !value.starts_with(' ')).then(|| format!("put a space after the colon of `{key}:`"))
        }
        Kind::Map(entries) => {
            let [only] = entries.as_slice() else { return None };
            let function = only.key.text().filter(|key| *key == "Ref" || key.starts_with("Fn::"))?;
            Some(format!("`{function}` works in CloudFormation templates only; write the value itself"))
        }
        _ => None,
    }
}

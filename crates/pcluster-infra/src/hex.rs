//! Bytes as hexadecimal digits.

use std::fmt::Write;

/// Two lower-case digits for every byte.
pub(crate) fn hex(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        let _ = write!(text, "{byte:02x}");
    }
    text
}

//! Here-documents, as far as lines in them are concerned.

/// Finds out which lines are those of a here-document.
#[derive(Default)]
pub(super) struct HereDocuments {
    /// The words that end those which have begun, and whether tabs may stand before them.
    open: Vec<(String, bool)>,
}

/// More of them do not stand in one line.
const MOST: usize = 8;

impl HereDocuments {
    /// Whether a line is part of one. Has to be asked about every line in turn.
    pub(super) fn holds(&mut self, line: &str) -> bool {
        if let Some((end, may_indent)) = self.open.first() {
            let text = if *may_indent { line.trim_start_matches('\t') } else { line };
            if text == end {
                self.open.remove(0);
            }
            return true;
        }
        self.open = begun(line);
        false
    }
}

/// The here-documents that a line of commands begins: `<<EOF`, `<<-'EOF'`, but not `<<<`.
fn begun(line: &str) -> Vec<(String, bool)> {
    let mut found = Vec::new();
    let mut rest = line;
    if line.trim_start().starts_with('#') {
        return found;
    }
    while let Some(at) = rest.find("<<") {
        rest = rest.get(at + 2..).unwrap_or_default();
        if let Some(text) = rest.strip_prefix('<') {
            rest = text;
            continue;
        }
        let may_indent = rest.starts_with('-');
        let word = rest.trim_start_matches('-').trim_start_matches([' ', '\t']);
        let word: String = match word.chars().next() {
            Some(quote @ ('"' | '\'')) => word.chars().skip(1).take_while(|next| *next != quote).collect(),
            _ => word
                .chars()
                .take_while(|next| next.is_alphanumeric() || matches!(next, '_' | '-' | '\\'))
                .collect(),
        };
        // Numbers are shifted: `$((1 << 4))`
        if word.starts_with(|first: char| first.is_alphabetic() || matches!(first, '_' | '\\'))
            && found.len() < MOST
        {
            found.push((word.replace('\\', ""), may_indent));
        }
    }
    found
}

//! The first line does not say what runs the script.
//!
//! `sbatch` refuses a script whose first two characters are not `#!`. A blank line or a byte order mark before them is enough.
//!
//! ```sbatch fires
//! #SBATCH --nodes=2
//! srun hostname
//! ```
//!
//! ```sbatch fires
//!
//! #!/bin/bash
//! #SBATCH --nodes=2
//! srun hostname
//! ```
//!
//! ```sbatch quiet
//! #!/bin/bash
//! #SBATCH --nodes=2
//! srun hostname
//! ```

use pcluster_config::diagnostic::Severity;

use pcluster_config::location::Span;

use crate::job::Place;
use crate::rules::{Check, Facts, Finding, RuleDef, ScriptView};

pub(crate) const RULE: RuleDef =
    RuleDef { id: "no-shebang", severity: Severity::Error, check: Check::Script(check) };

/// As UTF-8 writes it.
const BYTE_ORDER_MARK: Span = Span::new(0, 3);

fn check(view: &ScriptView<'_>, _: &Facts<'_>) -> Option<Finding> {
    let script = view.script;
    let finding = Finding::new("the script does not begin with `#!`, so that `sbatch` refuses it");
    if script.has_byte_order_mark {
        let place = Place::of_text(BYTE_ORDER_MARK);
        return Some(
            finding
                .at(&place, "a byte order mark, which cannot be seen")
                .help("save the file as UTF-8 without a byte order mark")
                .replace("take the byte order mark out", &place, ""),
        );
    }
    if script.interpreter.is_some() {
        return None;
    }
    if let Some(blank) = script.blank_lines {
        return Some(
            finding
                .at(&Place::of_text(script.first_line), "a blank line")
                .help("begin the script with the line that begins with `#!`")
                .replace("take the blank lines out", &Place::of_text(blank), ""),
        );
    }
    let start = Place::of_text(Span::at(script.first_line.start));
    Some(
        finding
            .at(&Place::of_text(script.first_line), "the first line")
            .help("begin the script with a line `#!/bin/bash`")
            .replace("put `#!/bin/bash` first", &start, "#!/bin/bash\n"),
    )
}

//! The port at which processes meet is one that the system hands out by itself.
//!
//! Linux gives outgoing connections ports from 32768 to 60999 (`net.ipv4.ip_local_port_range`). One of those may be taken
//! when the job starts, and then it fails: seldom, and for no reason that can be seen.
//!
//! ```sbatch fires
//! #!/bin/bash
//! #SBATCH --nodes=2
//! export MASTER_PORT=41234
//! srun python train.py
//! ```
//!
//! ```sbatch quiet
//! #!/bin/bash
//! #SBATCH --nodes=2
//! export MASTER_PORT=29500
//! srun python train.py
//! ```

use pcluster_config::diagnostic::Severity;

use crate::rules::launch::is_handed_out;
use crate::rules::{Check, Facts, Finding, RuleDef, VariableView};

pub(crate) const RULE: RuleDef =
    RuleDef { id: "master-port-in-use", severity: Severity::Info, check: Check::Variable(check) };

fn check(view: &VariableView<'_>, _: &Facts<'_>) -> Option<Finding> {
    let variable = view.variable;
    let port =
        variable.value.as_ref().filter(|_| variable.name.value == "MASTER_PORT")?.parse::<u16>().ok()?;
    is_handed_out(port.into()).then(|| {
        Finding::new(format!("port {port} may be taken: Linux gives it to outgoing connections"))
            .at(&variable.name.place, "from 32768 to 60999")
            .help("take one below 32768, such as 29500")
            .replace("take a port that nobody is given", &variable.name.place, "29500")
    })
}

//! Switches on the tests that need more than Rust: `cfg(pcluster_tools)` where `scripts/test` has installed real
//! counterparts, `cfg(pcluster_parity)` where there are verdicts of the official tool.

fn main() {
    for (variable, cfg) in [("PCLUSTER_TOOLS", "pcluster_tools"), ("PCLUSTER_PARITY", "pcluster_parity")] {
        println!("cargo::rustc-check-cfg=cfg({cfg})");
        println!("cargo::rerun-if-env-changed={variable}");
        if std::env::var_os(variable).is_some() {
            println!("cargo::rustc-cfg={cfg}");
        }
    }
}

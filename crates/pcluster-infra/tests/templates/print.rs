#[test]
fn print() {
    for monitoring in pcluster_infra::template::Monitoring::ALL {
        std::fs::write(
            format!("/tmp/w/i-t/target/{monitoring}.yaml"),
            pcluster_infra::template::prerequisites(monitoring).text,
        )
        .unwrap();
    }
}

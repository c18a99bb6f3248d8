//! Values from files, among much that is none of a stack.

use pcluster_infra::parameters::{Deployed, Inputs};
use pcluster_infra::template::Monitoring;

use super::{checked, page};

const ENV: &str = include_str!("../../../../fixtures/templates/pcluster-env.sh");
const CONFIG: &str = include_str!("../../../../fixtures/templates/config.yaml");

fn file(name: &str, text: &str) -> Inputs {
    let mut inputs = Inputs::new();
    inputs.add_file(name, text);
    inputs
}

#[test]
fn files_of_a_deployment_can_be_given_as_they_are() {
    for (name, text) in [("pcluster-env.sh", ENV), ("config.yaml", CONFIG)] {
        let inputs = file(name, text);
        assert_eq!(inputs.region(), Some("us-east-1"));
        let checked = checked(&inputs, Monitoring::None, Deployed::Nothing);
        assert!(checked.reports.is_empty(), "{}", page(&checked));
        let parameters = checked.parameters.unwrap();
        assert_eq!(parameters.pairs().collect::<Vec<_>>(), [("PrimarySubnetAZ", "us-east-1f")]);
    }
}

#[test]
fn a_parameter_goes_by_its_own_name_before_others_and_arguments_before_files() {
    let mut inputs = file("a.sh", "export PrimarySubnetAZ=us-east-1b PRIMARY_AZ=us-east-1c Capacity=1200\n");
    let zone = |inputs: &Inputs| {
        let checked = checked(inputs, Monitoring::None, Deployed::Nothing);
        checked.parameters.unwrap().get("PrimarySubnetAZ").map(str::to_owned)
    };
    assert_eq!(zone(&inputs).as_deref(), Some("us-east-1b"));
    inputs.add_pair("PRIMARY_AZ=us-east-1d").unwrap();
    assert_eq!(zone(&inputs).as_deref(), Some("us-east-1d"));
    inputs.add_pair("PrimarySubnetAZ=us-east-1e").unwrap();
    assert_eq!(zone(&inputs).as_deref(), Some("us-east-1e"));
}

#[test]
fn the_monitoring_that_a_file_remembers_gives_way_to_the_one_that_is_chosen() {
    let inputs =
        file("config.yaml", "AZ: us-east-1a\nMonitoringType: none\nVPC: vpc-1\nSecurityGroup: sg-1\n");
    let chosen = checked(&inputs, Monitoring::Amp, Deployed::Nothing);
    assert!(chosen.reports.is_empty(), "{}", page(&chosen));
    assert_eq!(chosen.parameters.unwrap().get("MonitoringType"), None);
}

#[test]
fn everything_wrong_with_a_file_is_said_at_once_and_its_secrets_are_not() {
    let text = "\
# Values for the prerequisites, s3cret
AWS_REGION: eu-west-1
AZ: us-east-1f # s3cret
Capacity: 3000
Capcity: 2400
DB_PASSWORD: s3cret
Compression: [LZ4]
LustreVersion: ${VERSION}
";
    let checked = checked(&file("stack.yaml", text), Monitoring::None, Deployed::Nothing);
    let page = page(&checked);
    assert!(!page.contains("s3cret"), "{page}");
    assert!(!format!("{checked:?}").contains("s3cret"));
    // Among others "parameter-ignored" and "parameter-unknown".
    insta::assert_snapshot!(page);
}

#[test]
fn what_only_a_shell_understands_matters_where_it_is_a_parameter() {
    let text = "\
export AWS_ACCOUNT_ID=$(aws sts get-caller-identity --query Account --output text)
export PRIMARY_AZ=$(aws ec2 describe-availability-zones --query 'AvailabilityZones[0].ZoneName')
export Capacity=2400
source ~/more.sh
";
    let checked = checked(&file("env.sh", text), Monitoring::None, Deployed::Unknown);
    insta::assert_snapshot!(page(&checked));
}

#[test]
fn values_of_several_sources_are_found_in_their_places() {
    let mut inputs =
        file("stack.sh", "export PrimarySubnetAZ=us-east-1a\nexport DeploymentType=PERSISTENT_2\n");
    inputs.add_pair("PerUnitStorageThroughput=200").unwrap();
    inputs.add_pair("Capacity=100").unwrap();
    inputs.add_pair("Capacity=1300").unwrap();
    insta::assert_snapshot!(page(&checked(&inputs, Monitoring::None, Deployed::Nothing)));
}

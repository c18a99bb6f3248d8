//! The script that the monitoring instance runs when it starts, run in a folder that stands for the root of the instance,
//! beside programs that only write down how they were called.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use pcluster_infra::template::{self, Monitoring};
use serde_json::Value;

use crate::document::{Document, items};

const PASSWORD: &str = "hunter2-which-nobody-may-see";

/// Programs that are called with what they are called on, and what else they do.
const PROGRAMS: &[(&str, &str)] = &[
    ("dnf", ""),
    ("blkid", "test -e \"$ROOT/formatted\""),
    ("mkfs.xfs", "touch \"$ROOT/formatted\""),
    ("mountpoint", "test -e \"$ROOT/mounted\""),
    ("mount", "touch \"$ROOT/mounted\""),
    ("xfs_growfs", ""),
    ("sha256sum", ""),
    ("tar", "mkdir -p \"${2%.tar.gz}\" && touch \"${2%.tar.gz}\"/{prometheus,promtool}"),
    ("promtool", ""),
    ("id", "false"),
    ("useradd", ""),
    ("chown", ""),
    ("install", "shift $(($# - 2)); if [ -d \"$2\" ]; then touch \"$2\"; else : > \"$2\"; fi"),
    ("runuser", "cat > \"$ROOT/stdin\""),
    ("systemctl", ""),
    ("sleep", ""),
    ("uname", "echo x86_64"),
    ("cfn-signal", ""),
    ("curl", "case $* in *instance-id) echo i-0abc ;; *token*) echo TOKEN ;; esac"),
    (
        "aws",
        "case $* in
           *attach-volume*) touch \"$ROOT/dev/disk/by-id/nvme-Amazon_Elastic_Block_Store_vol0123\" ;;
           *get-secret-value*) echo '{\"username\": \"admin\", \"password\": \"'\"$PASSWORD\"'\"}' ;;
         esac",
    ),
];

/// What stands for an instance.
struct Instance {
    root: tempfile::TempDir,
}

impl Instance {
    fn new() -> Self {
        let root = tempfile::tempdir().unwrap();
        let folders = [
            "bin",
            "opt/aws/bin",
            "dev/disk/by-id",
            "etc/systemd/system",
            "etc/yum.repos.d",
            "etc/grafana/provisioning/datasources",
            "etc/grafana/provisioning/dashboards",
            "var/lib",
            "usr/local/bin",
        ];
        for folder in folders {
            fs::create_dir_all(root.path().join(folder)).unwrap();
        }
        fs::write(root.path().join("etc/fstab"), "").unwrap();
        for (name, does) in PROGRAMS {
            let folder = if *name == "cfn-signal" { "opt/aws/bin" } else { "bin" };
            let path = root.path().join(folder).join(name);
            let script = format!("#!/bin/bash\necho \"{name} $*\" >> \"$ROOT/calls\"\n{does}\n");
            fs::write(&path, script).unwrap();
            fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
        }
        Self { root }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.root.path().join(name)
    }

    fn text(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// Starts it: the script is run.
    fn start(&self) -> Output {
        let root = self.root.path().to_str().unwrap();
        let mut script = script();
        for folder in ["/etc/", "/var/lib/", "/dev/disk/", "/opt/aws/", "/usr/local/bin"] {
            script = script.replace(folder, &format!("{root}{folder}"));
        }
        fs::write(self.path("script"), script).unwrap();
        let path = format!("{root}/bin:{}", std::env::var("PATH").unwrap());
        Command::new("bash")
            .arg(self.path("script"))
            .env("PATH", path)
            .env("ROOT", root)
            .env("PASSWORD", PASSWORD)
            .output()
            .unwrap()
    }

    /// What it has, without what the programs of this test keep.
    fn files(&self) -> BTreeMap<PathBuf, String> {
        let mut files = BTreeMap::new();
        collect(&self.path("etc"), &mut files);
        collect(&self.path("var"), &mut files);
        files
    }
}

fn collect(folder: &Path, files: &mut BTreeMap<PathBuf, String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
        } else {
            files.insert(path.clone(), fs::read_to_string(&path).unwrap());
        }
    }
}

/// The script, with values where CloudFormation puts some.
pub(super) fn script() -> String {
    let document = Document::read(&template::prerequisites(Monitoring::SelfHosting).text);
    let launch_template = document.resource("MonitoringLaunchTemplate").unwrap();
    let parts = items(launch_template.at("/LaunchTemplateData/UserData/Fn::Base64/Fn::Join/1"));
    assert_eq!(parts.len(), 2);
    let mut first = parts[0].as_str().unwrap().to_owned();
    for (reference, value) in [
        ("${AWS::Region}", "us-east-1"),
        ("${AWS::StackName}", "prerequisites"),
        ("${VPC}", "vpc-0abc"),
        ("${MonitoringVolume}", "vol-0123"),
        ("${MonitoringVolumeSize}", "100"),
        ("${MetricsRetentionDays}", "90"),
        ("${GrafanaSecret}", "arn:aws:secretsmanager:us-east-1:123456789012:secret:a-b"),
        ("${S3BucketName}", "bucket-of-scripts"),
        ("${PrometheusVersion}", "3.5.0"),
        ("${GrafanaVersion}", "12.1.1"),
    ] {
        assert!(first.contains(reference), "{reference}");
        first = first.replace(reference, value);
    }
    assert!(!first.contains("${"), "{first}");
    format!("{first}\n{}", parts[1].as_str().unwrap())
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs bash and python3: run scripts/test")]
fn an_instance_is_set_up_once_however_often_it_starts() {
    let instance = Instance::new();
    let output = instance.start();
    assert!(output.status.success(), "{output:?}");
    let files = instance.files();
    let first = instance.text("calls");
    assert_eq!(instance.text("etc/fstab").lines().count(), 1);
    assert!(
        first.contains("mkfs.xfs")
            && first.contains("attach-volume --volume-id vol-0123 --instance-id i-0abc")
    );
    assert!(
        first
            .ends_with("--exit-code 0 --region us-east-1 --stack prerequisites --resource MonitoringGroup\n")
    );

    fs::remove_file(instance.path("calls")).unwrap();
    assert!(instance.start().status.success());
    assert_eq!(instance.files(), files);
    let second = instance.text("calls");
    assert!(!second.contains("mkfs.xfs") && !second.contains("attach-volume"), "{second}");
    assert!(!second.lines().any(|call| call.starts_with("mount ")), "{second}");
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs bash and python3: run scripts/test")]
fn the_password_is_seen_by_grafana_alone() {
    let instance = Instance::new();
    let output = instance.start();
    for said in [&output.stdout, &output.stderr] {
        assert!(!String::from_utf8_lossy(said).contains(PASSWORD));
    }
    assert!(!instance.text("calls").contains(PASSWORD));
    assert_eq!(instance.text("stdin"), PASSWORD);
    for (path, text) in instance.files() {
        assert_eq!(
            text.contains(PASSWORD),
            path.ends_with("etc/grafana/admin-password"),
            "{}",
            path.display()
        );
    }
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs bash and python3: run scripts/test")]
fn prometheus_looks_for_the_nodes_of_the_vpc() {
    let instance = Instance::new();
    instance.start();
    let settings: Value = serde_saphyr::from_str(&instance.text("etc/prometheus/prometheus.yml")).unwrap();
    let jobs = items(&settings["scrape_configs"]);
    let nodes = |name: &str, port: u64| {
        let job = jobs.iter().find(|job| job["job_name"] == name).unwrap();
        let discovery = &job["ec2_sd_configs"][0];
        assert_eq!(discovery["port"], port);
        assert_eq!(discovery["region"], "us-east-1");
        assert!(!items(&job["relabel_configs"]).is_empty());
        let filters = items(&discovery["filters"]);
        assert!(filters.iter().any(|filter| filter["name"] == "vpc-id" && filter["values"][0] == "vpc-0abc"));
        filters.iter().find(|filter| filter["name"] == "tag:parallelcluster:node-type").unwrap()["values"]
            .clone()
    };
    assert_eq!(nodes("dcgm", 9400), serde_json::json!(["Compute"]));
    assert_eq!(nodes("node", 9100), serde_json::json!(["HeadNode", "LoginNode", "Compute"]));
    insta::assert_snapshot!(
        "prometheus.service",
        without_root(&instance, "etc/systemd/system/prometheus.service")
    );
    insta::assert_snapshot!("grafana.ini", without_root(&instance, "etc/grafana/grafana.ini"));
}

fn without_root(instance: &Instance, name: &str) -> String {
    instance.text(name).replace(instance.root.path().to_str().unwrap(), "")
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs bash and python3: run scripts/test")]
fn a_failure_is_signalled() {
    let instance = Instance::new();
    fs::write(instance.path("bin/promtool"), "#!/bin/bash\nexit 3\n").unwrap();
    assert_eq!(instance.start().status.code(), Some(3));
    let calls = instance.text("calls");
    assert!(calls.lines().last().unwrap().starts_with("cfn-signal --exit-code 3 "), "{calls}");
    assert!(!calls.contains("systemctl"));
}

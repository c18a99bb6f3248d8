//! `pclusterctl image import`.

use std::path::Path;

use anyhow::{anyhow, bail};
use pcluster_slurm::check::Form;
use pcluster_slurm::cluster::{Cluster, Partition, SharedKind};
use pcluster_slurm::container::{Image, Import, ImportOptions, files_of};
use pcluster_slurm::job::{Job, Source};
use pcluster_slurm::{script, spec};

use crate::args::ImageImport;
use crate::commands::inputs::Input;
use crate::commands::job::{cluster, written};
use crate::exit::{Explained, Outcome};
use crate::terminal;

/// Runs the command.
pub(crate) fn run(args: &ImageImport) -> anyhow::Result<Outcome> {
    if let Some(output) = &args.output {
        written::refuse_to_replace(output, args.force)?;
    }
    // The settings are those of the working directory.
    let said = cluster::settings_of(&Input::Stdin, args.cluster.as_deref(), &args.reading)?;
    let cluster = match &said.cluster {
        Some(file) => match cluster::read(file, &args.reading)? {
            Some(cluster) => Some(cluster),
            None => return Ok(Outcome::Incomplete),
        },
        None => None,
    };
    let read = args.job_file.as_deref().map(files).transpose()?;
    let target = match (&args.to, read) {
        (Some(to), Some(read)) if !read.contains(to) => {
            let (job, read) = (shown(args.job_file.as_deref()), read.join(" and "));
            terminal::complain(&format!("error: {job} reads {read}, not {to}"));
            return Ok(Outcome::Findings);
        }
        (Some(to), _) => to.clone(),
        (None, Some(read)) => the_one(read, args.job_file.as_deref())?,
        (None, None) => on_shared_storage(&args.image, cluster.as_ref())?,
    };
    if let Some(cluster) = cluster.as_ref().filter(|cluster| cluster.shared_at(&target).is_none()) {
        let shared: Vec<&str> = cluster.shared.iter().map(|shared| shared.dir.as_str()).collect();
        terminal::complain(&format!(
            "error: {target} is on no shared storage of the cluster: other nodes would not see it"
        ));
        terminal::complain(&format!("  = help: the cluster shares {}", shared.join(", ")));
        return Ok(Outcome::Findings);
    }
    let partition = args.job.then(|| partition(args, cluster.as_ref())).transpose()?;
    let mut options = ImportOptions::default();
    options.scratch = scratch(cluster.as_ref(), partition.as_deref());
    options.size_gib = args.size;
    options.partition = partition;
    options.replace = args.replace;
    let script = Import::new(&args.image, &target, options)?.script();
    written::give(args.output.as_deref(), &script)?;
    Ok(Outcome::Clean)
}

fn shown(file: Option<&Path>) -> String {
    file.map(|file| Input::from_argument(file).name()).unwrap_or_default()
}

/// The files of images that a job reads.
fn files(file: &Path) -> anyhow::Result<Vec<String>> {
    let input = Input::from_argument(file);
    let bytes = input.read()?;
    let name = input.name();
    let text = String::from_utf8_lossy(&bytes);
    let job: Option<Job> = match Form::of(&name, &text) {
        Form::Job(Source::Script) => Some(script::parse(&text).job),
        Form::Job(Source::Yaml) => spec::read(&name, &bytes).job,
        _ => None,
    };
    let job =
        job.ok_or_else(|| anyhow!("{name} is no job that can be read: `pclusterctl job check` says why"))?;
    Ok(files_of(&job))
}

/// The only file that a job reads.
fn the_one(read: Vec<String>, job: Option<&Path>) -> anyhow::Result<String> {
    let job = shown(job);
    match <[String; 1]>::try_from(read) {
        Ok([file]) => Ok(file),
        Err(read) if read.is_empty() => {
            let error = anyhow!("{job} names no file of an image by its whole path");
            Err(Explained { error, help: Some("say with --to where the image goes".to_owned()) }.into())
        }
        Err(read) => {
            let error = anyhow!("{job} reads several images: {}", read.join(", "));
            Err(Explained { error, help: Some("say with --to which of them this is".to_owned()) }.into())
        }
    }
}

/// A file that is named after the image, on the fastest shared storage.
fn on_shared_storage(image: &Image, cluster: Option<&Cluster>) -> anyhow::Result<String> {
    let Some(cluster) = cluster else {
        let help = "say it with --to, with --for, or let it be found with --cluster".to_owned();
        return Err(
            Explained { error: anyhow!("nothing says where the image goes"), help: Some(help) }.into()
        );
    };
    let is_lustre = |kind: SharedKind| format!("{kind:?}").contains("Lustre");
    let not_home = || cluster.shared.iter().filter(|shared| shared.dir != "/home");
    let shared = not_home().find(|shared| is_lustre(shared.kind)).or_else(|| not_home().next());
    let Some(shared) = shared.or(cluster.shared.first()) else { bail!("the cluster has no shared storage") };
    let name = match image {
        Image::Registry(image) => {
            let name = image.name.rsplit('/').next().unwrap_or_default();
            image.tag.as_ref().map_or_else(|| name.to_owned(), |tag| format!("{name}-{tag}"))
        }
        Image::Local { name, .. } => name.rsplit('/').next().unwrap_or_default().replace(':', "-"),
        _ => "image".to_owned(),
    };
    Ok(format!("{}/{name}.sqsh", shared.dir))
}

/// The partition that the import runs in.
fn partition(args: &ImageImport, cluster: Option<&Cluster>) -> anyhow::Result<String> {
    let Some(cluster) = cluster else {
        return args.partition.clone().ok_or_else(|| {
            let help = Some("say it with --partition, or let it be found with --cluster".to_owned());
            Explained { error: anyhow!("nothing says which partition the import runs in"), help }.into()
        });
    };
    match &args.partition {
        Some(name) if cluster.partition(name).is_none() => {
            let names: Vec<&str> =
                cluster.partitions.iter().map(|partition| partition.name.as_str()).collect();
            bail!("the cluster has no partition {name}; it has {}", names.join(", "))
        }
        Some(name) => Ok(name.clone()),
        None => {
            let without_gpus = |partition: &&Partition| {
                partition.groups.iter().all(|group| group.shape.as_ref().is_some_and(|shape| shape.gpus == 0))
            };
            let partition = cluster.partitions.iter().find(without_gpus).or(cluster.default_partition());
            partition
                .map(|partition| partition.name.clone())
                .ok_or_else(|| anyhow!("the cluster has no partition"))
        }
    }
}

/// Where the nodes have their disks.
fn scratch(cluster: Option<&Cluster>, partition: Option<&str>) -> Option<String> {
    let cluster = cluster?;
    let of = |name: &str| cluster.partition(name)?.scratch.clone();
    match partition {
        Some(name) => of(name),
        None => cluster.partitions.iter().find_map(|partition| partition.scratch.clone()),
    }
}

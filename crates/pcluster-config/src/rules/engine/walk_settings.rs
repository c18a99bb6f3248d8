//! How subjects are found in settings that are for no nodes in particular.

use crate::model::Cookbook;
use crate::model::cluster::{ClusterConfig, SlurmSettings};
use crate::model::image::ImageConfig;

use super::walk::Visit;
use super::{At, Place, Subject, UrlView};

pub(super) fn slurm_settings(settings: &SlurmSettings, place: &Place<'_>, visit: &mut Visit<'_>) {
    visit(Subject::SlurmSettings(At::new(settings, *place)));
    let file = settings.custom_slurm_settings_include_file.as_deref();
    url("file of Slurm settings", file, place.key("CustomSlurmSettingsIncludeFile"), visit);
}

pub(super) fn cluster_settings(cluster: &ClusterConfig, root: &Place<'_>, visit: &mut Visit<'_>) {
    if let Some(directory) = &cluster.directory_service {
        visit(Subject::DirectoryService(At::new(directory, root.key("DirectoryService"))));
    }
    if let Some(settings) = &cluster.dev_settings {
        let place = root.key("DevSettings");
        packages(settings.node_package.as_deref(), settings.aws_batch_cli_package.as_deref(), &place, visit);
        url("template", settings.cluster_template.as_deref(), place.key("ClusterTemplate"), visit);
        cookbook(settings.cookbook.as_ref(), &place.key("Cookbook"), visit);
    }
}

pub(super) fn image_settings(image: &ImageConfig, root: &Place<'_>, visit: &mut Visit<'_>) {
    if let Some(settings) = &image.dev_settings {
        let place = root.key("DevSettings");
        packages(settings.node_package.as_deref(), settings.aws_batch_cli_package.as_deref(), &place, visit);
        cookbook(settings.cookbook.as_ref(), &place.key("Cookbook"), visit);
    }
}

fn packages(node: Option<&str>, batch: Option<&str>, place: &Place<'_>, visit: &mut Visit<'_>) {
    url("node package", node, place.key("NodePackage"), visit);
    url("package of AWS Batch commands", batch, place.key("AwsBatchCliPackage"), visit);
}

fn cookbook(cookbook: Option<&Cookbook>, place: &Place<'_>, visit: &mut Visit<'_>) {
    let Some(cookbook) = cookbook else { return };
    visit(Subject::Cookbook(At::new(cookbook, *place)));
    // Unlike with the other keys, an empty text does not count as none.
    if let Some(url) = &cookbook.chef_cookbook {
        let view = UrlView { what: "cookbook", url };
        visit(Subject::Url(At::new(&view, place.key("ChefCookbook"))));
    }
}

/// An empty text stands for no file.
fn url(what: &'static str, url: Option<&str>, place: Place<'_>, visit: &mut Visit<'_>) {
    if let Some(url) = url.filter(|url| !url.is_empty()) {
        visit(Subject::Url(At::new(&UrlView { what, url }, place)));
    }
}

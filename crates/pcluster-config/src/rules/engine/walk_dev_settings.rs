//! How the files are found that settings name by their URLs.

use crate::model::Cookbook;
use crate::model::cluster::{DevSettings, SlurmSettings};
use crate::model::image;

use super::walk::Visit;
use super::{At, Place, Subject, UrlView};

pub(super) fn slurm_settings(settings: &SlurmSettings, place: &Place<'_>, visit: &mut Visit<'_>) {
    visit(Subject::SlurmSettings(At::new(settings, *place)));
    let file = settings.custom_slurm_settings_include_file.as_deref();
    url("file of Slurm settings", file, place.key("CustomSlurmSettingsIncludeFile"), visit);
}

pub(super) fn cluster_dev_settings(settings: &DevSettings, place: &Place<'_>, visit: &mut Visit<'_>) {
    url("node package", settings.node_package.as_deref(), place.key("NodePackage"), visit);
    let package = settings.aws_batch_cli_package.as_deref();
    url("package of AWS Batch commands", package, place.key("AwsBatchCliPackage"), visit);
    url("template", settings.cluster_template.as_deref(), place.key("ClusterTemplate"), visit);
    cookbook(settings.cookbook.as_ref(), &place.key("Cookbook"), visit);
}

pub(super) fn image_dev_settings(settings: &image::DevSettings, place: &Place<'_>, visit: &mut Visit<'_>) {
    url("node package", settings.node_package.as_deref(), place.key("NodePackage"), visit);
    let package = settings.aws_batch_cli_package.as_deref();
    url("package of AWS Batch commands", package, place.key("AwsBatchCliPackage"), visit);
    cookbook(settings.cookbook.as_ref(), &place.key("Cookbook"), visit);
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

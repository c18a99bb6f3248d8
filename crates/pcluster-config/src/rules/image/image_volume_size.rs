//! A root volume of an image with a size that no `gp3` volume has.
//!
//! The volume is of type `gp3`, which has 1 to 16,384 GiB. Whether it is large enough for the parent image is found out when
//! the build starts.
//!
//! ```yaml fires image
//! Image:
//!   RootVolume:
//!     Size: 20000
//! ```
//!
//! ```yaml quiet image
//! Image:
//!   RootVolume:
//!     Size: 100
//! ```

use crate::diagnostic::Severity;
use crate::model::cluster::VolumeType;
use crate::model::image::ImageConfig;
use crate::rules::{At, Check, Facts, Finding, RuleDef};
use crate::scalar::Int;

pub(crate) const RULE: RuleDef = RuleDef {
    id: "image-volume-size",
    severity: Severity::Error,
    official: Some("EbsVolumeTypeSizeValidator"),
    check: Check::Image(check),
};

fn check(image: &At<'_, ImageConfig>, _: &Facts<'_>) -> Option<Finding> {
    let size = image.image.as_ref()?.root_volume.as_ref()?.size.map(Int::get)?;
    let sizes = VolumeType::Gp3.sizes();
    // The official tool takes 0 for "not given".
    (size != 0 && !sizes.contains(&size)).then(|| {
        let (least, most) = (sizes.start(), sizes.end());
        Finding::new(format!("the root volume of an image cannot have {size} GiB"))
            .at(
                image.key("Image").key("RootVolume").key("Size"),
                format!("this must be from {least} to {most}"),
            )
            .help(format!("choose a `Size` from {least} to {most} GiB, or remove it"))
    })
}

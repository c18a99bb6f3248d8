//! What happens to objects as they grow old.

use aws_sdk_s3::types::{
    AbortIncompleteMultipartUpload, ExpirationStatus, LifecycleExpiration, LifecycleRule,
    LifecycleRuleFilter, NoncurrentVersionExpiration, TransitionDefaultMinimumObjectSize,
};

/// Days after which an upload in parts that was never completed is removed.
pub const ABORT_UPLOADS_DAYS: i32 = 7;

/// Days after which a version that is no longer the current one is removed.
pub const EXPIRE_VERSIONS_DAYS: i32 = 30;

/// The rules of a bucket. Those of others are kept as they are.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lifecycle {
    pub(super) rules: Vec<LifecycleRule>,
    /// Goes with the rules: leaving it out would set it to its default.
    pub(super) minimum_size: Option<TransitionDefaultMinimumObjectSize>,
}

/// A rule of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rule {
    /// Parts of uploads that were never completed are removed: they cost money and cannot be seen.
    AbortIncompleteUploads,
    /// Versions that are no longer current are removed.
    ExpireNoncurrentVersions,
}

impl Rule {
    /// The id of the rule.
    pub fn id(self) -> &'static str {
        match self {
            Self::AbortIncompleteUploads => "pclusterctl-abort-incomplete-uploads",
            Self::ExpireNoncurrentVersions => "pclusterctl-expire-noncurrent-versions",
        }
    }

    fn rule(self) -> Option<LifecycleRule> {
        let rule = LifecycleRule::builder()
            .id(self.id())
            .status(ExpirationStatus::Enabled)
            .filter(LifecycleRuleFilter::builder().prefix("").build());
        let rule = match self {
            Self::AbortIncompleteUploads => rule.abort_incomplete_multipart_upload(
                AbortIncompleteMultipartUpload::builder().days_after_initiation(ABORT_UPLOADS_DAYS).build(),
            ),
            Self::ExpireNoncurrentVersions => rule
                .noncurrent_version_expiration(
                    NoncurrentVersionExpiration::builder().noncurrent_days(EXPIRE_VERSIONS_DAYS).build(),
                )
                // What marks an object as deleted has no use when the object's last version is gone.
                .expiration(LifecycleExpiration::builder().expired_object_delete_marker(true).build()),
        };
        // It fails without a status alone.
        rule.build().ok()
    }
}

impl Lifecycle {
    /// Whether there is no rule.
    pub fn is_empty(&self) -> bool {
        self.rules.is_empty()
    }

    /// The rules of ours that the bucket needs.
    ///
    /// A rule of somebody else that does as much is enough. Whoever has a rule about old versions, for whatever part of
    /// the bucket, has decided how long they are kept: S3 follows the shortest time, so that ours would shorten it.
    pub(super) fn missing(&self) -> Vec<Rule> {
        let aborts = self.rules.iter().any(|rule| {
            let days = rule
                .abort_incomplete_multipart_upload()
                .and_then(AbortIncompleteMultipartUpload::days_after_initiation);
            is_for_all(rule) && days.is_some_and(|days| days <= ABORT_UPLOADS_DAYS)
        });
        let decided = self.rules.iter().any(|rule| {
            rule.noncurrent_version_expiration().is_some()
                || !rule.noncurrent_version_transitions().is_empty()
        });
        let mut missing = Vec::new();
        if !aborts {
            missing.push(Rule::AbortIncompleteUploads);
        }
        if !decided {
            missing.push(Rule::ExpireNoncurrentVersions);
        }
        missing
    }

    /// The rules with some of ours; one that has the id already is replaced.
    pub(super) fn with(&self, added: &[Rule]) -> Vec<LifecycleRule> {
        let ours = |rule: &LifecycleRule| added.iter().any(|ours| rule.id() == Some(ours.id()));
        let others = self.rules.iter().filter(|rule| !ours(rule)).cloned().map(with_filter);
        others.chain(added.iter().filter_map(|rule| rule.rule())).collect()
    }
}

/// Whether a rule is on and holds for the whole bucket.
#[expect(deprecated, reason = "older rules have their prefix there")]
fn is_for_all(rule: &LifecycleRule) -> bool {
    let unfiltered = rule.filter().is_none_or(|filter| {
        filter.prefix().is_none_or(str::is_empty)
            && filter.tag().is_none()
            && filter.and().is_none()
            && filter.object_size_greater_than().is_none()
            && filter.object_size_less_than().is_none()
    });
    rule.status() == &ExpirationStatus::Enabled && unfiltered && rule.prefix().is_none_or(str::is_empty)
}

/// The same rule with its prefix where S3 wants it beside rules that have a filter, as ours have.
#[expect(deprecated, reason = "older rules have their prefix there")]
fn with_filter(mut rule: LifecycleRule) -> LifecycleRule {
    if rule.filter.is_none() {
        let prefix = rule.prefix.take().unwrap_or_default();
        rule.filter = Some(LifecycleRuleFilter::builder().prefix(prefix).build());
    }
    rule
}

#[cfg(test)]
mod tests {
    use super::{
        AbortIncompleteMultipartUpload, ExpirationStatus, Lifecycle, LifecycleExpiration, LifecycleRule,
        NoncurrentVersionExpiration, Rule,
    };

    fn lifecycle(rules: impl IntoIterator<Item = LifecycleRule>) -> Lifecycle {
        Lifecycle { rules: rules.into_iter().collect(), minimum_size: None }
    }

    #[test]
    fn nothing_is_missing_when_ours_are_there() {
        let all = [Rule::AbortIncompleteUploads, Rule::ExpireNoncurrentVersions];
        assert_eq!(lifecycle([]).missing(), all);
        assert_eq!(lifecycle(lifecycle([]).with(&all)).missing(), []);
    }

    #[test]
    fn whoever_keeps_old_versions_longer_goes_on_doing_so() {
        let keep = NoncurrentVersionExpiration::builder().noncurrent_days(365).build();
        let rule = LifecycleRule::builder()
            .id("keep")
            .status(ExpirationStatus::Enabled)
            .noncurrent_version_expiration(keep);
        assert_eq!(lifecycle([rule.build().unwrap()]).missing(), [Rule::AbortIncompleteUploads]);
    }

    #[test]
    fn sooner_is_enough_and_later_is_not() {
        for (days, missing) in [(1, false), (7, false), (8, true)] {
            let abort = AbortIncompleteMultipartUpload::builder().days_after_initiation(days).build();
            let rule = LifecycleRule::builder()
                .status(ExpirationStatus::Enabled)
                .abort_incomplete_multipart_upload(abort);
            let found = lifecycle([rule.build().unwrap()]).missing().contains(&Rule::AbortIncompleteUploads);
            assert_eq!(found, missing, "{days} days");
        }
    }

    #[test]
    #[expect(deprecated, reason = "older rules have their prefix there")]
    fn rules_of_others_are_kept_and_can_stand_beside_ours() {
        let expire = LifecycleExpiration::builder().days(10).build();
        let old = LifecycleRule::builder()
            .id("tmp")
            .prefix("tmp/")
            .status(ExpirationStatus::Disabled)
            .expiration(expire.clone());
        let rules = lifecycle([old.build().unwrap()]).with(&[Rule::AbortIncompleteUploads]);
        assert_eq!(rules.len(), 2);
        assert_eq!(rules[0].expiration(), Some(&expire));
        assert_eq!(rules[0].status(), &ExpirationStatus::Disabled);
        assert_eq!((rules[0].prefix(), rules[0].filter().unwrap().prefix()), (None, Some("tmp/")));
    }
}

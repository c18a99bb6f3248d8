//! What kind of failure a call met.

/// What kind of failure a call met.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum FailureKind {
    /// The caller may not do this.
    Denied,
    /// The credentials were valid once.
    Expired,
    /// No credentials were found, or those that were found are wrong.
    Credentials,
    /// The profile does not exist, or the shared configuration files cannot be read.
    Profile,
    /// No region is set.
    Region,
    /// The bucket is in another region than the one that was asked.
    WrongRegion,
    /// The account has not enabled the region or the service.
    NotEnabled,
    /// The clock of this machine is wrong.
    Clock,
    /// The address that calls are sent to is none.
    Endpoint,
    /// The other side could not prove who it is, or what `AWS_CA_BUNDLE` names cannot be used for that.
    Tls,
    /// AWS asked to slow down, more often than is worth waiting for.
    Throttled,
    /// AWS could not be reached, or the connection was lost, more often than is worth waiting for.
    Connection,
    /// What the call is about does not exist.
    NotFound,
    /// What the call would create exists already.
    Exists,
    /// A quota of the account is used up.
    Quota,
    /// The call itself is wrong.
    Invalid,
    /// AWS failed on its own side, or something that has no kind here.
    Other,
}

impl FailureKind {
    /// The kind that an error code stands for. The codes are those of the services' API references, and of the common
    /// errors of the query, JSON and REST protocols.
    pub(super) fn of_code(code: &str, message: &str) -> Self {
        // The protocols do not agree about the end of a name.
        let name = code.strip_suffix("Exception").or_else(|| code.strip_suffix("Fault")).unwrap_or(code);
        match name {
            "RequestTimeTooSkewed" | "RequestInTheFuture" => Self::Clock,
            // SigV4 has one code for a wrong signature and for one of another time.
            "InvalidSignature" | "SignatureDoesNotMatch" | "RequestExpired" if is_about_time(message) => {
                Self::Clock
            }
            "AccessDenied"
            | "AccessDeniedAccess"
            | "UnauthorizedOperation"
            | "UnauthorizedAccess"
            | "NotAuthorized"
            | "AuthorizationError"
            | "AllAccessDisabled"
            | "Forbidden" => Self::Denied,
            "ExpiredToken" | "RequestExpired" | "TokenRefreshRequired" | "ExpiredSessionToken" => {
                Self::Expired
            }
            "InvalidClientTokenId"
            | "UnrecognizedClient"
            | "AuthFailure"
            | "InvalidAccessKeyId"
            | "SignatureDoesNotMatch"
            | "InvalidSignature"
            | "IncompleteSignature"
            | "MissingAuthenticationToken"
            | "MissingSecurityHeader"
            | "InvalidSecurity"
            | "NotSignedUp"
            | "InvalidToken" => Self::Credentials,
            "OptInRequired" | "SubscriptionRequired" => Self::NotEnabled,
            "PermanentRedirect"
            | "TemporaryRedirect"
            | "Redirect"
            | "MovedPermanently"
            | "AuthorizationHeaderMalformed"
            | "IllegalLocationConstraint" => Self::WrongRegion,
            "Throttling"
            | "Throttled"
            | "ThrottledRequest"
            | "RequestThrottled"
            | "TooManyRequests"
            | "SlowDown"
            | "RequestLimitExceeded"
            | "BandwidthLimitExceeded"
            | "EC2Throttled"
            | "PriorRequestNotComplete" => Self::Throttled,
            "LimitExceeded" | "ServiceLimitExceeded" | "ServiceQuotaExceeded" | "TooManyBuckets" => {
                Self::Quota
            }
            "ValidationError"
            | "Validation"
            | "InvalidParameter"
            | "InvalidParameterValue"
            | "InvalidParameterCombination"
            | "MissingParameter"
            | "InvalidRequest"
            | "InvalidArgument"
            | "InvalidAction"
            | "InvalidQueryParameter"
            | "MalformedXML"
            | "BadRequest"
            | "InvalidBucketName" => Self::of_invalid(message),
            _ => Self::of_existence(name),
        }
    }

    /// Codes of what is there, and of what is not.
    fn of_existence(name: &str) -> Self {
        match name {
            "NoSuchBucket"
            | "NoSuchKey"
            | "NoSuchUpload"
            | "NoSuchEntity"
            | "NoSuchBucketPolicy"
            | "NoSuchLifecycleConfiguration"
            | "NoSuchPublicAccessBlockConfiguration"
            | "NotFound"
            | "ResourceNotFound"
            | "RepositoryNotFound"
            | "ImageNotFound"
            | "LifecyclePolicyNotFound"
            | "FileSystemNotFound"
            | "DataRepositoryAssociationNotFound"
            | "ChangeSetNotFound"
            | "StackNotFound" => Self::NotFound,
            "AlreadyExists"
            | "EntityAlreadyExists"
            | "BucketAlreadyExists"
            | "BucketAlreadyOwnedByYou"
            | "ImageAlreadyExists"
            | "RepositoryAlreadyExists" => Self::Exists,
            _ => Self::Other,
        }
    }

    /// CloudFormation has no code of its own for a stack that does not exist, and other services none for credentials
    /// that are malformed.
    fn of_invalid(message: &str) -> Self {
        if message.contains("does not exist") { Self::NotFound } else { Self::Invalid }
    }

    /// The kind of an answer that has no code.
    pub(super) fn of_status(status: u16) -> Self {
        match status {
            301 | 302 | 307 => Self::WrongRegion,
            401 | 403 => Self::Denied,
            404 => Self::NotFound,
            429 | 503 => Self::Throttled,
            400 | 405..=428 => Self::Invalid,
            _ => Self::Other,
        }
    }
}

/// "Signature expired: 20260101T000000Z is now earlier than ..." and "Signature not yet current: ...".
fn is_about_time(message: &str) -> bool {
    message.contains("Signature expired") || message.contains("not yet current")
}

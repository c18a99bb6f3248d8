"""S3: whose a bucket is, where it is, and conditions in its policy."""
import os
import re

# The buckets of another account are closed, as they are without a policy that opens them. moto reads this at each call.
os.environ.setdefault("MOTO_S3_ALLOW_CROSSACCOUNT_ACCESS", "false")

from moto.iam.access_control import IAMPolicyStatement, PermissionResult
from moto.s3.models import s3_backends
from moto.s3.responses import S3Response

SIGNED_FOR = re.compile(r"Credential=[^/]+/\d+/([a-z0-9-]+)/s3/")
REFUSED = {
    301: ("PermanentRedirect", "The bucket you are attempting to access must be addressed using the specified endpoint."),
    403: ("AccessDenied", "Access Denied"),
}


def refusal(request, bucket_name):
    """The status and the headers with which a request about a bucket is refused; None where it is not."""
    if bucket_name not in s3_backends.bucket_accounts:
        return None
    partition, owner = s3_backends.bucket_accounts[bucket_name]
    bucket = s3_backends[owner][partition].buckets.get(bucket_name)
    if bucket is None:
        return None
    headers = {"x-amz-bucket-region": bucket.region_name}
    signed_for = SIGNED_FOR.search(request.headers.get("Authorization", ""))
    if signed_for and signed_for[1] not in (bucket.region_name, "aws-global"):
        return 301, headers
    if request.headers.get("x-amz-expected-bucket-owner", owner) != owner:
        return 403, headers
    return None


def refuse(request, status, headers):
    """The answer; that to a HEAD request has no body."""
    code, message = REFUSED[status]
    body = "" if request.method == "HEAD" else f"<Error><Code>{code}</Code><Message>{message}</Message></Error>"
    return status, {**headers, "content-type": "application/xml"}, body


def guarded(respond):
    def guard(self, request, full_url, headers):
        self.setup_class(request)
        bucket_name = self.parse_bucket_name_from_url(request, full_url)
        # Who creates a bucket that exists is told so in another way.
        creates = request.method == "PUT" and full_url.rstrip("/").endswith(f"/{bucket_name}")
        refused = None if creates else refusal(request, bucket_name)
        return refuse(request, *refused) if refused else respond(self, request, full_url, headers)

    return guard


S3Response.bucket_response = guarded(S3Response.bucket_response)
S3Response.key_response = guarded(S3Response.key_response)

get_bucket_versioning = S3Response.get_bucket_versioning


def get_bucket_versioning_here(self):
    """The answer is called like the setting, not like the call."""
    status, headers, body = get_bucket_versioning(self)
    return status, headers, body.replace("GetBucketVersioningResponse", "VersioningConfiguration")


S3Response.get_bucket_versioning = get_bucket_versioning_here

is_action_permitted = IAMPolicyStatement.is_action_permitted


def is_action_permitted_here(self, action, *arguments, **named):
    """moto takes a condition that is not met for a denial, and a service for the caller."""
    principal = self._statement.get("Principal")
    of_a_service = isinstance(principal, dict) and set(principal) == {"Service"}
    if action.startswith("s3:") and ("Condition" in self._statement or of_a_service):
        return PermissionResult.NEUTRAL
    return is_action_permitted(self, action, *arguments, **named)


IAMPolicyStatement.is_action_permitted = is_action_permitted_here

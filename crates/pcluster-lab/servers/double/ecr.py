"""ECR: images that were pushed into a real registry.

moto keeps what is said about repositories; the images themselves are in the registry that PLUS_REGISTRY (HOST:PORT) names
and that lets in the user AWS with PLUS_REGISTRY_PASSWORD. Without it, ECR is as moto has it.
"""
import base64
import datetime
import json
import os
import time
import urllib.error
import urllib.request

from moto.core.responses import ActionResult
from moto.ecr.exceptions import ImageNotFoundException
from moto.ecr.models import Repository
from moto.ecr.responses import ECRResponse

REGISTRY = os.environ.get("PLUS_REGISTRY")
PASSWORD = os.environ.get("PLUS_REGISTRY_PASSWORD", "")
TOKEN = base64.b64encode(f"AWS:{PASSWORD}".encode()).decode()
MANIFESTS = ", ".join([
    "application/vnd.docker.distribution.manifest.v2+json",
    "application/vnd.docker.distribution.manifest.list.v2+json",
    "application/vnd.oci.image.manifest.v1+json",
    "application/vnd.oci.image.index.v1+json",
])
# What a finished scan of an image says, as moto has no scanner.
SCAN = {"status": {"status": "COMPLETE", "description": "The scan was completed successfully."},
        "summary": {"findingSeverityCounts": {"HIGH": 1, "MEDIUM": 4}}}
seen = {}  # (repository, digest): when it was first seen


def ask(path):
    """A body and a digest from the registry; None where there is nothing."""
    request = urllib.request.Request(f"http://{REGISTRY}/v2/{path}", headers={"Accept": MANIFESTS, "Authorization": f"Basic {TOKEN}"})
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.read(), answer.headers.get("Docker-Content-Digest")
    except urllib.error.HTTPError as error:
        if error.code == 404:
            return None
        raise


def images(name):
    """The tagged images of a repository, by digest."""
    found = {}
    listed = ask(f"{name}/tags/list")
    for tag in (json.loads(listed[0]).get("tags") or []) if listed else []:
        answer = ask(f"{name}/manifests/{tag}")
        if answer is None:
            continue
        manifest, digest = answer
        image = found.setdefault(digest, {"digest": digest, "manifest": manifest.decode(), "tags": []})
        image["tags"].append(tag)
        seen.setdefault((name, digest), time.time())
    return found


def chosen(self, all_images, repository):
    """The images that a call asks for, and the identifiers that there are none for."""
    wanted = self._get_param("imageIds")
    if not wanted:
        return list(all_images.values()), []
    hits, misses = [], []
    for identifier in wanted:
        tag, digest = identifier.get("imageTag"), identifier.get("imageDigest")
        hit = [image for image in all_images.values() if (not tag or tag in image["tags"]) and (not digest or digest == image["digest"])]
        hits += hit[:1]
        misses += [] if hit else [identifier]
    return hits, misses


def repository_of(self):
    return self.ecr_backend._get_repository(self._get_param("repositoryName"), self._get_param("registryId"))


def describe_images(self):
    repository = repository_of(self)
    hits, misses = chosen(self, images(repository.name), repository)
    if misses:
        tag, digest = (misses[0].get(key) or "null" for key in ("imageTag", "imageDigest"))
        raise ImageNotFoundException(f"{{imageDigest:'{digest}', imageTag:'{tag}'}}", repository.name, repository.registry_id)
    details = []
    for image in hits:
        manifest = json.loads(image["manifest"])
        detail = {"registryId": repository.registry_id, "repositoryName": repository.name, "imageDigest": image["digest"],
                  "imageTags": image["tags"], "imageManifestMediaType": manifest.get("mediaType"),
                  "imageSizeInBytes": sum(layer["size"] for layer in manifest.get("layers", [])),
                  "imagePushedAt": int(seen[repository.name, image["digest"]])}
        if repository.image_scanning_configuration.get("scanOnPush"):
            detail |= {"imageScanStatus": SCAN["status"], "imageScanFindingsSummary": SCAN["summary"]}
        details.append(detail)
    return ActionResult({"imageDetails": details})


def batch_get_image(self):
    repository = repository_of(self)
    hits, misses = chosen(self, images(repository.name), repository)
    found = [{"registryId": repository.registry_id, "repositoryName": repository.name, "imageManifest": image["manifest"],
              "imageId": {"imageDigest": image["digest"], "imageTag": image["tags"][0]}} for image in hits]
    failures = [{"imageId": identifier, "failureCode": "ImageNotFound", "failureReason": "Requested image not found"} for identifier in misses]
    return ActionResult({"images": found, "failures": failures})


def get_authorization_token(self):
    expires = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(hours=12)
    return ActionResult({"authorizationData": [{"authorizationToken": TOKEN, "expiresAt": expires, "proxyEndpoint": f"http://{REGISTRY}"}]})


if REGISTRY:
    made = Repository.__init__

    def in_registry(self, *arguments, **named):
        made(self, *arguments, **named)
        self.uri = f"{REGISTRY}/{self.name}"

    Repository.__init__ = in_registry
    ECRResponse.describe_images = describe_images
    ECRResponse.batch_get_image = batch_get_image
    ECRResponse.get_authorization_token = get_authorization_token

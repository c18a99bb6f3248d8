"""Managed Prometheus, Managed Grafana and generated secrets in stacks."""
import json

from moto.amp.models import amp_backends
from moto.secretsmanager import secretsmanager_backends

from .ids import hexid
from .resources import Added, added


@added("AWS::APS::Workspace")
class PrometheusWorkspace(Added):
    @staticmethod
    def create(name, properties, account, region):
        tags = {tag["Key"]: tag["Value"] for tag in properties.get("Tags", [])}
        workspace = amp_backends[account][region].create_workspace(properties.get("Alias"), tags)
        attributes = {
            "Arn": workspace.arn,
            "PrometheusEndpoint": workspace.endpoint,
            "WorkspaceId": workspace.workspace_id,
        }
        return workspace.arn, attributes

    def delete(self, account, region):
        amp_backends[account][region].workspaces.pop(self.attributes["WorkspaceId"], None)


@added("AWS::Grafana::Workspace")
class GrafanaWorkspace(Added):
    @staticmethod
    def create(name, properties, account, region):
        workspace = hexid("g", 10)
        attributes = {
            "Endpoint": f"{workspace}.grafana-workspace.{region}.amazonaws.com",
            "GrafanaVersion": properties.get("GrafanaVersion", "10.4"),
            "Id": workspace,
            "Status": "ACTIVE",
        }
        return workspace, attributes


@added("AWS::SecretsManager::Secret")
class Secret(Added):
    @staticmethod
    def create(name, properties, account, region):
        secrets = secretsmanager_backends[account][region]
        value = properties.get("SecretString")
        wanted = properties.get("GenerateSecretString")
        if wanted:
            value = generated(secrets, wanted)
        secret = secrets.create_secret(
            name=properties.get("Name", name),
            secret_string=value,
            secret_binary=None,
            description=properties.get("Description"),
            tags=properties.get("Tags", []),
            kms_key_id=properties.get("KmsKeyId"),
            client_request_token=None,
            replica_regions=[],
            force_overwrite=False,
        )
        arn = json.loads(secret)["ARN"]
        return arn, {"Id": arn}

    def delete(self, account, region):
        secrets = secretsmanager_backends[account][region]
        secrets.delete_secret(self.physical_id, recovery_window_in_days=None, force_delete_without_recovery=True)


def generated(secrets, wanted):
    password = secrets.get_random_password(
        password_length=int(wanted.get("PasswordLength", 32)),
        exclude_characters=wanted.get("ExcludeCharacters", ""),
        exclude_numbers=wanted.get("ExcludeNumbers", False),
        exclude_punctuation=wanted.get("ExcludePunctuation", False),
        exclude_uppercase=wanted.get("ExcludeUppercase", False),
        exclude_lowercase=wanted.get("ExcludeLowercase", False),
        include_space=wanted.get("IncludeSpace", False),
        require_each_included_type=wanted.get("RequireEachIncludedType", True),
    )
    password = json.loads(password)["RandomPassword"]
    if "SecretStringTemplate" not in wanted:
        return password
    return json.dumps({**json.loads(wanted["SecretStringTemplate"]), wanted["GenerateStringKey"]: password})

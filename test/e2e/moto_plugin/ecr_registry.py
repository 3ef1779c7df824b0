"""The settings of a registry, all of which moto's CloudFormation skips.

moto's ECR has calls for the scanning, the replication and the policy of a registry. It has none for pull through caches, creation
templates, pull time exclusions and signing, so their describe calls are here too.
"""

import json
from typing import Any

from moto.core.common_models import CloudFormationModel
from moto.core.exceptions import JsonRESTError
from moto.core.responses import ActionResult
from moto.ecr.models import EcrLifecyclePolicyValidator, ECRBackend, ecr_backends
from moto.ecr.responses import ECRResponse
from moto.iam.models import iam_backends

from .api_request import api_request
from .ecr import EXCLUSION_NAMES
from .errors import refuse, refuse_replacement

POLICY_ACTIONS = {"ecr:BatchImportUpstreamImage", "ecr:CreateRepository", "ecr:ReplicateImage"}


def apply() -> None:
    ECRResponse.describe_pull_through_cache_rules = _answer("pullThroughCacheRules", PullThroughCacheRule)
    ECRResponse.describe_repository_creation_templates = _answer("repositoryCreationTemplates", CreationTemplate)
    ECRResponse.list_pull_time_update_exclusions = _answer("pullTimeUpdateExclusions", PullTimeExclusion)
    ECRResponse.get_signing_configuration = _get_signing_configuration
    ECRBackend._validate_registry_policy_action = staticmethod(_refuse_other_actions)


def _answer(key: str, model: Any) -> Any:
    return lambda self: ActionResult({"registryId": self.current_account, key: list(_stored(self.ecr_backend, model).values())})


def _get_signing_configuration(self: Any) -> ActionResult:
    for configuration in _stored(self.ecr_backend, SigningConfiguration).values():
        return ActionResult({"registryId": self.current_account, "signingConfiguration": configuration})
    raise JsonRESTError("SigningConfigurationNotFoundException", "The registry has no signing configuration")


def _stored(backend: Any, model: Any) -> dict:
    """What is stored of a type in one account and Region, by its key. A setting that is there once has an empty key."""
    return vars(backend).setdefault("registry_settings", {}).setdefault(model.TYPE, {})


def _refuse_other_actions(policy_text: str) -> None:
    for statement in json.loads(policy_text)["Statement"]:
        actions = statement["Action"]
        if set([actions] if isinstance(actions, str) else actions) - POLICY_ACTIONS:
            refuse("Invalid parameter at 'PolicyText': 'Invalid registry policy provided'")


class Setting:
    """A type of a setting: `TYPE`, the request that its properties stand for, and the property that is its key.

    `FIXED` has the other properties that CloudFormation cannot change either. It would create the new resource first, and ECR
    refuses a second one with the same key.
    """

    TYPE: str
    KEY = ""
    FIXED: tuple[str, ...] = ()

    def __init__(self, backend: Any, properties: dict):
        self.backend = backend
        self.key = properties.get(self.KEY, "")
        if self.KEY and self.key in _stored(backend, self):
            refuse(f"{self.TYPE}: {self.key} already exists")
        self.fixed = self._fixed(properties)
        self.put(properties)

    @staticmethod
    def cloudformation_name_type() -> str:
        return ""

    @classmethod
    def cloudformation_type(cls) -> str:
        return cls.TYPE

    @property
    def physical_resource_id(self) -> str:
        return self.key or self.backend.account_id

    @classmethod
    def create_from_cloudformation_json(
        cls, resource_name: str, cloudformation_json: Any, account_id: str, region_name: str, **_: Any
    ) -> Any:
        return cls(ecr_backends[account_id][region_name], cloudformation_json["Properties"])

    @classmethod
    def update_from_cloudformation_json(
        cls, original_resource: Any, new_resource_name: str, cloudformation_json: Any, account_id: str, region_name: str
    ) -> Any:
        properties = cloudformation_json["Properties"]
        for name, value in cls._fixed(properties).items():
            if value != original_resource.fixed[name]:
                refuse_replacement(original_resource.logical_resource_id, name)
        original_resource.put(properties)
        return original_resource

    @classmethod
    def _fixed(cls, properties: dict) -> dict:
        return {name: properties.get(name) for name in (cls.KEY, *cls.FIXED)}

    def delete(self, account_id: str, region_name: str) -> None:
        self.clear()

    def put(self, properties: dict) -> None:
        _stored(self.backend, self)[self.key] = self.request(properties)

    def clear(self) -> None:
        _stored(self.backend, self).pop(self.key)

    def request(self, properties: dict) -> Any:
        raise NotImplementedError


class PullThroughCacheRule(Setting, CloudFormationModel):
    TYPE, KEY = "AWS::ECR::PullThroughCacheRule", "EcrRepositoryPrefix"
    FIXED = ("CredentialArn", "CustomRoleArn", "UpstreamRegistry", "UpstreamRegistryUrl", "UpstreamRepositoryPrefix")

    def request(self, properties: dict) -> Any:
        _require_role(self.backend, properties)
        return api_request("ecr", "CreatePullThroughCacheRule", properties)


class CreationTemplate(Setting, CloudFormationModel):
    TYPE, KEY = "AWS::ECR::RepositoryCreationTemplate", "Prefix"

    def request(self, properties: dict) -> Any:
        _require_role(self.backend, properties)
        if "LifecyclePolicy" in properties:
            EcrLifecyclePolicyValidator(properties["LifecyclePolicy"]).validate()
        return api_request("ecr", "CreateRepositoryCreationTemplate", properties, EXCLUSION_NAMES)


class PullTimeExclusion(Setting, CloudFormationModel):
    TYPE, KEY = "AWS::ECR::PullTimeUpdateExclusion", "PrincipalArn"

    def request(self, properties: dict) -> Any:
        return api_request("ecr", "RegisterPullTimeUpdateExclusion", properties)["principalArn"]


class SigningConfiguration(Setting, CloudFormationModel):
    TYPE = "AWS::ECR::SigningConfiguration"

    def request(self, properties: dict) -> Any:
        asked = api_request("ecr", "PutSigningConfiguration", {"SigningConfiguration": properties})
        return asked["signingConfiguration"]


class ScanningConfiguration(Setting, CloudFormationModel):
    TYPE = "AWS::ECR::RegistryScanningConfiguration"

    def put(self, properties: dict) -> None:
        asked = api_request("ecr", "PutRegistryScanningConfiguration", properties)
        self.backend.put_registry_scanning_configuration(asked["scanType"], asked["rules"])

    def clear(self) -> None:
        self.backend.put_registry_scanning_configuration("BASIC", [])


class ReplicationConfiguration(Setting, CloudFormationModel):
    TYPE = "AWS::ECR::ReplicationConfiguration"

    def put(self, properties: dict) -> None:
        asked = api_request("ecr", "PutReplicationConfiguration", properties)["replicationConfiguration"]
        own = {"region": self.backend.region_name, "registryId": self.backend.account_id}
        if any(own == destination for rule in asked["rules"] for destination in rule["destinations"]):
            refuse("Replication destination cannot be the same as the source registry")
        # moto's own call refuses a second rule, and ECR does not.
        self.backend.replication_config = asked

    def clear(self) -> None:
        self.backend.replication_config = {"rules": []}


class RegistryPolicy(Setting, CloudFormationModel):
    TYPE = "AWS::ECR::RegistryPolicy"

    def put(self, properties: dict) -> None:
        policy = properties["PolicyText"]
        text = policy if isinstance(policy, str) else json.dumps(policy)
        self.backend.put_registry_policy(api_request("ecr", "PutRegistryPolicy", {"PolicyText": text})["policyText"])

    def clear(self) -> None:
        self.backend.delete_registry_policy()


def _require_role(backend: Any, properties: dict) -> None:
    """ECR refuses a role of the own account that does not exist."""
    arn = properties.get("CustomRoleArn", "")
    if f":iam::{backend.account_id}:" in arn:
        iam_backends[backend.account_id][backend.partition].get_role_by_arn(arn)

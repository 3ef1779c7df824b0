"""AWS::ECR::Repository with its lifecycle document, repository policy, scanning and encryption settings.

moto alone drops the first two and stores the others under names that its own describe call cannot show.
"""

import json
from typing import Any

from moto.ecr import models, policy_validation
from moto.ecr.models import ECRBackend, Repository, ecr_backends
from moto.iam.models import iam_backends

from .api_request import api_request
from .errors import refuse, refuse_replacement

EXCLUSION_NAMES = {
    "ImageTagMutabilityExclusionFilterType": "filterType",
    "ImageTagMutabilityExclusionFilterValue": "filter",
}
FIXED_AT_CREATION = ("repositoryName", "encryptionConfiguration")


def apply() -> None:
    models.ECR_REPOSITORY_NAME_PATTERN = ".*"  # moto's own refuses `a--b`; the API model has ECR's
    _teach_archive_rules()
    _let_push_by_digest()
    Repository.create_from_cloudformation_json = classmethod(_create)
    Repository.update_from_cloudformation_json = classmethod(_update)


def _teach_archive_rules() -> None:
    # moto 5.2.1 knows the lifecycle schema from before the archive storage class.
    policy_validation.VALID_ACTION_TYPE_VALUES |= {"transition"}
    policy_validation.VALID_ACTION_PROPERTIES = {"type", "targetStorageClass"}
    policy_validation.VALID_SELECTION_PROPERTIES |= {"storageClass"}
    policy_validation.VALID_SELECTION_COUNT_TYPE_VALUES |= {"sinceImagePulled", "sinceImageTransitioned"}


def _let_push_by_digest() -> None:
    # moto 5.2.1 fails where tags are immutable but for some, and an image has none.
    resolve = ECRBackend._resolve_image_tag_mutability

    def _resolve(self: Any, repository: Any, tag: Any) -> list:
        return [] if tag is None else resolve(self, repository, tag)

    ECRBackend._resolve_image_tag_mutability = _resolve


def _request(properties: dict, name: str) -> dict:
    apart = ("LifecyclePolicy", "RepositoryPolicyText", "EmptyOnDelete")
    own = {key: value for key, value in properties.items() if key not in apart}
    return api_request("ecr", "CreateRepository", {"RepositoryName": name.lower(), **own}, EXCLUSION_NAMES)


def _create(cls: Any, resource_name: str, cloudformation_json: Any, account_id: str, region_name: str, **_: Any) -> Any:
    properties = cloudformation_json["Properties"]
    request = _request(properties, resource_name)
    backend = ecr_backends[account_id][region_name]
    repository = backend.create_repository(
        repository_name=request["repositoryName"],
        registry_id=None,
        encryption_config=request.get("encryptionConfiguration"),
        image_scan_config=request.get("imageScanningConfiguration"),
        image_tag_mutability=request.get("imageTagMutability"),
        image_tag_mutability_exclusion_filters=request.get("imageTagMutabilityExclusionFilters"),
        tags=request.get("tags", []),
    )
    repository.asked = request
    _put_documents(backend, repository, properties)
    return repository


def _update(
    cls: Any, original_resource: Any, new_resource_name: str, cloudformation_json: Any, account_id: str, region_name: str
) -> Any:
    properties = cloudformation_json["Properties"]
    name = properties.get("RepositoryName", original_resource.name)
    request = _request(properties, name)
    for key in FIXED_AT_CREATION:
        if request.get(key) != original_resource.asked.get(key):
            refuse_replacement(original_resource.logical_resource_id, key)
    backend = ecr_backends[account_id][region_name]
    original_resource.image_scanning_configuration = request.get("imageScanningConfiguration", {"scanOnPush": False})
    original_resource.image_tag_mutability = request.get("imageTagMutability", "MUTABLE")
    original_resource.image_tag_mutability_exclusion_filters = request.get("imageTagMutabilityExclusionFilters")
    backend.tagger.delete_all_tags_for_resource(original_resource.arn)
    backend.tagger.tag_resource(original_resource.arn, request.get("tags", []))
    _put_documents(backend, original_resource, properties)
    return original_resource


def _put_documents(backend: Any, repository: Any, properties: dict) -> None:
    repository.lifecycle_policy = repository.policy = None
    lifecycle = properties.get("LifecyclePolicy", {}).get("LifecyclePolicyText")
    if lifecycle is not None:
        named = {"repositoryName": repository.name, "lifecyclePolicyText": lifecycle}
        api_request("ecr", "PutLifecyclePolicy", named)
        backend.put_lifecycle_policy(None, repository.name, lifecycle)
    policy = properties.get("RepositoryPolicyText")
    if policy is not None:
        text = policy if isinstance(policy, str) else json.dumps(policy)
        api_request("ecr", "SetRepositoryPolicy", {"repositoryName": repository.name, "policyText": text})
        _refuse_what_ecr_refuses(json.loads(text), iam_backends[backend.account_id][backend.partition])
        backend.set_repository_policy(None, repository.name, text)


def _refuse_what_ecr_refuses(policy: dict, iam: Any) -> None:
    for statement in policy["Statement"]:
        principal = statement.get("Principal")
        named = _listed(principal.get("AWS", [])) if isinstance(principal, dict) else []
        wrong = "ecr:GetAuthorizationToken" in _listed(statement.get("Action", []))
        if wrong or "Resource" in statement or "NotResource" in statement or not all(_exists(iam, arn) for arn in named):
            refuse("Invalid parameter at 'PolicyText': 'Invalid repository policy provided'")


def _exists(iam: Any, arn: str) -> bool:
    """Whether a user or role is there; those of other accounts cannot be seen from here."""
    if f":iam::{iam.account_id}:" not in arn or arn.endswith(":root"):
        return True
    return any(known.arn == arn for known in (*iam.users.values(), *iam.roles.values()))


def _listed(value: Any) -> list:
    return [value] if isinstance(value, str) else value

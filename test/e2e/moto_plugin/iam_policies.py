"""AWS::IAM::ManagedPolicy: moto creates one, but forgets every update and every deletion."""

import json
from typing import Any

from moto.iam.models import ManagedPolicy, iam_backends
from moto.utilities.utils import get_partition

from .api_request import api_request
from .errors import refuse, refuse_replacement

POLICY_CHARACTERS = 6144  # a quota that nobody can raise; IAM does not count white space
FIXED_AT_CREATION = ("ManagedPolicyName", "Path", "Description")


def apply() -> None:
    create = ManagedPolicy.create_from_cloudformation_json.__func__

    def _create(cls: Any, resource_name: str, cloudformation_json: Any, *where: Any, **kwargs: Any) -> Any:
        properties = cloudformation_json["Properties"]
        _check(properties)
        policy = create(cls, resource_name, cloudformation_json, *where, **kwargs)
        policy.asked = properties
        return policy

    ManagedPolicy.create_from_cloudformation_json = classmethod(_create)
    ManagedPolicy.update_from_cloudformation_json = classmethod(_update)
    ManagedPolicy.delete = _delete


def _check(properties: dict) -> None:
    document = json.dumps(properties["PolicyDocument"], separators=(",", ":"))
    if len(document) > POLICY_CHARACTERS:
        refuse(f"Cannot exceed quota for PolicySize: {POLICY_CHARACTERS}")
    apart = ("Groups", "Users", "Roles", "PolicyDocument")
    own = {key: value for key, value in properties.items() if key not in apart}
    renames = {"ManagedPolicyName": "PolicyName"}
    api_request("iam", "CreatePolicy", {"ManagedPolicyName": "generated", **own, "PolicyDocument": document}, renames)


def _update(
    cls: Any, original_resource: Any, new_resource_name: str, cloudformation_json: Any, account_id: str, region_name: str
) -> Any:
    policy, properties = original_resource, cloudformation_json["Properties"]
    _check(properties)
    for key in FIXED_AT_CREATION:
        if properties.get(key) != policy.asked.get(key):
            refuse_replacement(policy.logical_resource_id, key)
    backend = iam_backends[account_id][get_partition(region_name)]
    if properties["PolicyDocument"] != policy.asked["PolicyDocument"]:
        stale = [version for version in policy.versions if version.version_id != policy.default_version_id]
        if len(policy.versions) == 5:
            backend.delete_policy_version(policy.arn, stale[0].version_id)
        backend.create_policy_version(policy.arn, json.dumps(properties["PolicyDocument"]), True)
    _attach(backend, policy, policy.asked, properties)
    policy.asked = properties
    return policy


def _attach(backend: Any, policy: Any, before: dict, after: dict) -> None:
    had, wanted = set(before.get("Roles", [])), set(after.get("Roles", []))
    for role in had - wanted:
        backend.detach_role_policy(policy.arn, role)
    for role in wanted - had:
        backend.attach_role_policy(policy.arn, role)


def _delete(self: Any, account_id: str, region_name: str) -> None:
    backend = iam_backends[account_id][get_partition(region_name)]
    _attach(backend, self, self.asked, {})
    self.asked = {}
    if self.attachment_count:
        refuse(f"Cannot delete a policy attached to entities: {self.arn}")
    backend.delete_policy(self.arn)

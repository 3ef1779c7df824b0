"""AWS::IAM::Role: moto ignores ManagedPolicyArns, updates only the description, and cannot delete what it attached."""

import json
from typing import Any

from moto.iam.models import Role, iam_backends
from moto.utilities.utils import get_partition

from .api_request import api_request
from .errors import refuse, refuse_replacement

# Quotas of a new account; IAM does not count white space.
TRUST_POLICY_CHARACTERS = 2048
MANAGED_POLICIES = 10
INLINE_POLICIES_CHARACTERS = 10240


def apply() -> None:
    Role.create_from_cloudformation_json = classmethod(_create)
    Role.update_from_cloudformation_json = classmethod(_update)
    Role.delete = _delete


def _compact(document: Any) -> str:
    return json.dumps(document, separators=(",", ":"))


def _request(properties: dict, name: str) -> dict:
    trust = _compact(properties["AssumeRolePolicyDocument"])
    if len(trust) > TRUST_POLICY_CHARACTERS:
        refuse(f"Cannot exceed quota for ACLSizePerRole: {TRUST_POLICY_CHARACTERS}")
    if len(properties.get("ManagedPolicyArns", [])) > MANAGED_POLICIES:
        refuse(f"Cannot exceed quota for PoliciesPerRole: {MANAGED_POLICIES}")
    if sum(len(_compact(p["PolicyDocument"])) for p in properties.get("Policies", [])) > INLINE_POLICIES_CHARACTERS:
        refuse(f"Maximum policy size of {INLINE_POLICIES_CHARACTERS} bytes exceeded for role {name}")
    own = {key: value for key, value in properties.items() if key not in ("ManagedPolicyArns", "Policies")}
    # CloudFormation cuts the names it makes itself to the 64 characters that a role may have.
    return api_request("iam", "CreateRole", {"RoleName": name[-64:], **own, "AssumeRolePolicyDocument": trust})


def _create(cls: Any, resource_name: str, cloudformation_json: Any, account_id: str, region_name: str, **_: Any) -> Any:
    properties = cloudformation_json["Properties"]
    request = _request(properties, resource_name)
    backend = iam_backends[account_id][get_partition(region_name)]
    role = backend.create_role(
        role_name=request["RoleName"],
        assume_role_policy_document=request["AssumeRolePolicyDocument"],
        path=request.get("Path", "/"),
        permissions_boundary=request.get("PermissionsBoundary"),
        description=request.get("Description", ""),
        tags=request.get("Tags", []),
        max_session_duration=request.get("MaxSessionDuration", 3600),
    )
    _put_policies(backend, role, properties, before={})
    role.asked = properties
    return role


def _update(
    cls: Any, original_resource: Any, new_resource_name: str, cloudformation_json: Any, account_id: str, region_name: str
) -> Any:
    role, properties = original_resource, cloudformation_json["Properties"]
    request = _request(properties, role.name)
    if request["RoleName"] != role.name or request.get("Path", "/") != role.path:
        refuse_replacement(role.logical_resource_id, "RoleName or Path")
    backend = iam_backends[account_id][get_partition(region_name)]
    role.assume_role_policy_document = request["AssumeRolePolicyDocument"]
    role.description = request.get("Description", "")
    role.max_session_duration = request.get("MaxSessionDuration", 3600)
    role.permissions_boundary_arn = request.get("PermissionsBoundary")
    role.tags = list(backend._tag_verification(request.get("Tags", [])).values())
    _put_policies(backend, role, properties, before=role.asked)
    role.asked = properties
    return role


def _put_policies(backend: Any, role: Any, properties: dict, before: dict) -> None:
    wanted, had = properties.get("ManagedPolicyArns", []), before.get("ManagedPolicyArns", [])
    for arn in had:
        if arn not in wanted:
            backend.detach_role_policy(arn, role.name)
    for arn in wanted:
        if arn not in had:
            backend.attach_role_policy(arn, role.name)
    for policy in before.get("Policies", []):
        role.delete_policy(policy["PolicyName"])
    for policy in properties.get("Policies", []):
        role.put_policy(policy["PolicyName"], _compact(policy["PolicyDocument"]))


def _delete(self: Any, account_id: str, region_name: str) -> None:
    backend = iam_backends[account_id][get_partition(region_name)]
    for arn in self.asked.get("ManagedPolicyArns", []):
        backend.detach_role_policy(arn, self.name)
    for policy in self.asked.get("Policies", []):
        self.delete_policy(policy["PolicyName"])
    self.asked = {}  # a second attempt, after what hung on the role is gone, has nothing left to detach
    backend.delete_role(self.name)

"""Prints, as one JSON document, all that AWS describe calls say of an account and of the Regions in the arguments.

It knows nothing of moto: endpoint and keys come from the environment, as with any AWS client. boto3 is there anyway,
since moto stands on it; SDK clients for Node would be five more dependencies of the project.
"""

import json
import sys
from typing import Any

import boto3
from botocore.exceptions import ClientError


def call(client: Any, operation: str, **arguments: Any) -> dict:
    answer = getattr(client, operation)(**arguments)
    answer.pop("ResponseMetadata")
    return answer


def pages(client: Any, operation: str, key: str, **arguments: Any) -> list:
    return [item for page in client.get_paginator(operation).paginate(**arguments) for item in page[key]]


def document(client: Any, operation: str, key: str, **arguments: Any) -> Any:
    """A JSON document, or None where AWS answers that there is none."""
    try:
        return json.loads(call(client, operation, **arguments)[key])
    except ClientError as error:
        if error.response["Error"]["Code"].endswith("PolicyNotFoundException"):
            return None
        raise


def repositories(region: str) -> dict:
    ecr = boto3.client("ecr", region)
    found = {}
    for repository in pages(ecr, "describe_repositories", "repositories"):
        name = repository["repositoryName"]
        found[name] = {
            **repository,
            "lifecyclePolicy": document(ecr, "get_lifecycle_policy", "lifecyclePolicyText", repositoryName=name),
            "repositoryPolicy": document(ecr, "get_repository_policy", "policyText", repositoryName=name),
            "tags": call(ecr, "list_tags_for_resource", resourceArn=repository["repositoryArn"])["tags"],
        }
    return found


def projects(region: str) -> dict:
    codebuild = boto3.client("codebuild", region)
    names = pages(codebuild, "list_projects", "projects")
    found = call(codebuild, "batch_get_projects", names=names)["projects"] if names else []
    return {project["name"]: project for project in found}


def keys(region: str) -> dict:
    kms = boto3.client("kms", region)
    found = {}
    for key in pages(kms, "list_keys", "Keys"):
        identity = {"KeyId": key["KeyId"]}
        metadata = call(kms, "describe_key", **identity)["KeyMetadata"]
        if metadata["KeyManager"] == "CUSTOMER":
            found[key["KeyId"]] = {
                **metadata,
                "aliases": [alias["AliasName"] for alias in pages(kms, "list_aliases", "Aliases", **identity)],
                "policy": document(kms, "get_key_policy", "Policy", PolicyName="default", **identity),
                "rotation": call(kms, "get_key_rotation_status", **identity)["KeyRotationEnabled"],
            }
    return found


def log_groups(region: str) -> dict:
    found = pages(boto3.client("logs", region), "describe_log_groups", "logGroups")
    return {group["logGroupName"]: group for group in found}


def stacks(region: str) -> dict:
    cloudformation = boto3.client("cloudformation", region)
    found = {}
    for stack in pages(cloudformation, "describe_stacks", "Stacks"):
        name = stack["StackName"]
        resources = pages(cloudformation, "list_stack_resources", "StackResourceSummaries", StackName=name)
        found[name] = {
            "outputs": {output["OutputKey"]: output["OutputValue"] for output in stack.get("Outputs", [])},
            "resources": {r["LogicalResourceId"]: r.get("PhysicalResourceId") for r in resources},
        }
    return found


def roles() -> dict:
    iam = boto3.client("iam")
    found = {}
    for role in pages(iam, "list_roles", "Roles"):
        named = {"RoleName": role["RoleName"]}
        inline = pages(iam, "list_role_policies", "PolicyNames", **named)
        attached = pages(iam, "list_attached_role_policies", "AttachedPolicies", **named)
        found[role["RoleName"]] = {
            **call(iam, "get_role", **named)["Role"],
            "attachedPolicies": sorted(policy["PolicyArn"] for policy in attached),
            "inlinePolicies": {
                name: call(iam, "get_role_policy", PolicyName=name, **named)["PolicyDocument"] for name in inline
            },
        }
    return found


def policies() -> dict:
    iam = boto3.client("iam")
    found = {}
    for policy in pages(iam, "list_policies", "Policies", Scope="Local"):
        arn, version = policy["Arn"], policy["DefaultVersionId"]
        answer = call(iam, "get_policy_version", PolicyArn=arn, VersionId=version)
        found[arn] = {**policy, "document": answer["PolicyVersion"]["Document"]}
    return found


def oidc_providers() -> dict:
    iam = boto3.client("iam")
    arns = [provider["Arn"] for provider in call(iam, "list_open_id_connect_providers")["OpenIDConnectProviderList"]]
    return {arn: call(iam, "get_open_id_connect_provider", OpenIDConnectProviderArn=arn) for arn in arns}


def region_as_described(region: str) -> dict:
    return {
        "repositories": repositories(region),
        "projects": projects(region),
        "logGroups": log_groups(region),
        "keys": keys(region),
        "stacks": stacks(region),
    }


if __name__ == "__main__":
    everything = {
        "roles": roles(),
        "policies": policies(),
        "oidcProviders": oidc_providers(),
        "regions": {region: region_as_described(region) for region in sys.argv[1:]},
    }
    json.dump(everything, sys.stdout, default=str, sort_keys=True)

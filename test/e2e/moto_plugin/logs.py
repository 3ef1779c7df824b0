"""AWS::Logs::LogGroup: moto loses the KMS key, skips updates, and its Arn lacks the `:*` that CloudFormation's has."""

from typing import Any

from moto.kms.models import kms_backends
from moto.logs.models import LogGroup, logs_backends

from .api_request import api_request
from .errors import refuse, refuse_replacement


def apply() -> None:
    LogGroup.create_from_cloudformation_json = classmethod(_create)
    LogGroup.update_from_cloudformation_json = classmethod(_update)
    LogGroup.get_cfn_attribute = lambda self, _: f"{self.arn}:*"


def _create(cls: Any, resource_name: str, cloudformation_json: Any, account_id: str, region_name: str, **_: Any) -> Any:
    group = logs_backends[account_id][region_name].create_log_group(resource_name, {})
    _put(group, cloudformation_json["Properties"], account_id, region_name)
    return group


def _update(
    cls: Any, original_resource: Any, new_resource_name: str, cloudformation_json: Any, account_id: str, region_name: str
) -> Any:
    properties = cloudformation_json["Properties"]
    if properties.get("LogGroupName", original_resource.name) != original_resource.name:
        refuse_replacement(original_resource.logical_resource_id, "LogGroupName")
    _put(original_resource, properties, account_id, region_name)
    return original_resource


def _put(group: Any, properties: dict, account_id: str, region_name: str) -> None:
    own = {key: value for key, value in properties.items() if key not in ("RetentionInDays", "Tags")}
    tags = {tag["Key"]: tag["Value"] for tag in properties.get("Tags", [])}
    request = api_request("logs", "CreateLogGroup", {"LogGroupName": group.name, **own})
    if "RetentionInDays" in properties:
        days = properties["RetentionInDays"]
        api_request("logs", "PutRetentionPolicy", {"LogGroupName": group.name, "RetentionInDays": days})
    if "kmsKeyId" in request:
        _check_key(kms_backends[account_id][region_name], request["kmsKeyId"], f"logs.{region_name}.amazonaws.com")
    group.set_retention_policy(properties.get("RetentionInDays"))
    group.kms_key_id = request.get("kmsKeyId")
    logs_backends[account_id][region_name].tag_resource(group.arn, tags)


def _check_key(backend: Any, key_id: str, logs_principal: str) -> None:
    # CloudWatch Logs refuses a key whose policy does not let it in; CDK's LogGroup does not see to that by itself.
    if logs_principal not in backend.describe_key(key_id).policy:
        refuse(f"The specified KMS key does not exist or is not allowed to be used with {logs_principal}")

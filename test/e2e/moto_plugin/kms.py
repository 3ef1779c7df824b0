"""AWS::KMS::Key: moto keeps the key policy as an object that its own describe call cannot show, and skips updates."""

import json
from typing import Any

from moto.kms.models import Key, kms_backends

from .errors import refuse

KNOWN = {"KeyPolicy", "Description", "EnableKeyRotation", "RotationPeriodInDays", "Enabled", "PendingWindowInDays", "Tags"}


def apply() -> None:
    create = Key.create_from_cloudformation_json.__func__

    def _create(cls: Any, resource_name: str, cloudformation_json: Any, *where: Any, **kwargs: Any) -> Any:
        key = create(cls, resource_name, cloudformation_json, *where, **kwargs)
        _put(key, cloudformation_json["Properties"])
        return key

    Key.create_from_cloudformation_json = classmethod(_create)
    Key.update_from_cloudformation_json = classmethod(_update)


def _update(
    cls: Any, original_resource: Any, new_resource_name: str, cloudformation_json: Any, account_id: str, region_name: str
) -> Any:
    properties = cloudformation_json["Properties"]
    _put(original_resource, properties)
    tagger = kms_backends[account_id][region_name].tagger
    tagger.delete_all_tags_for_resource(original_resource.id)
    tagger.tag_resource(original_resource.id, properties.get("Tags", []))
    return original_resource


def _put(key: Any, properties: dict) -> None:
    unknown = set(properties) - KNOWN
    if unknown:
        refuse(f"AWS::KMS::Key: the e2e does not know {sorted(unknown)}")
    key.policy = json.dumps(properties["KeyPolicy"])
    key.description = properties.get("Description", "")
    key.enabled = properties.get("Enabled", True)
    key.key_rotation_status = properties.get("EnableKeyRotation", False)

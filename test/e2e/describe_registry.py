"""Prints, as one JSON document, the settings of the registry of a Region as describe calls show them."""

import json
import sys
from typing import Any

import boto3
from botocore.exceptions import ClientError
from describe import call, document



def signing(client: Any) -> Any:
    """The signing, or None if ECR answers that there is none."""
    try:
        return call(client, "get_signing_configuration")["signingConfiguration"]
    except ClientError as error:
        if error.response["Error"]["Code"] == "SigningConfigurationNotFoundException":
            return None
        raise


ecr = boto3.client("ecr", sys.argv[1])
json.dump(
    {
        "scanning": call(ecr, "get_registry_scanning_configuration")["scanningConfiguration"],
        "replication": call(ecr, "describe_registry")["replicationConfiguration"],
        "policy": document(ecr, "get_registry_policy", "policyText"),
        "caches": call(ecr, "describe_pull_through_cache_rules")["pullThroughCacheRules"],
        "templates": call(ecr, "describe_repository_creation_templates")["repositoryCreationTemplates"],
        "exclusions": call(ecr, "list_pull_time_update_exclusions")["pullTimeUpdateExclusions"],
        "signing": signing(ecr),
    },
    sys.stdout,
)

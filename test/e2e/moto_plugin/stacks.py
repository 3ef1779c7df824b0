"""The stack engine: an unknown type is an error, DeletionPolicy Retain holds when a resource leaves a template, and a resource that was
removed is created again when it comes back.
"""

from typing import Any

from moto.cloudformation import parsing
from moto.cloudformation.parsing import ResourceMap

from .errors import refuse

# What the plugin mended or somebody has seen to work; moto claims many more, and says CREATE_COMPLETE to all.
TRUSTED = {
    "AWS::CodeBuild::Project",
    "AWS::ECR::PullThroughCacheRule",
    "AWS::ECR::PullTimeUpdateExclusion",
    "AWS::ECR::RegistryPolicy",
    "AWS::ECR::RegistryScanningConfiguration",
    "AWS::ECR::ReplicationConfiguration",
    "AWS::ECR::Repository",
    "AWS::ECR::RepositoryCreationTemplate",
    "AWS::ECR::SigningConfiguration",
    "AWS::IAM::ManagedPolicy",
    "AWS::IAM::OIDCProvider",
    "AWS::IAM::Role",
    "AWS::KMS::Alias",
    "AWS::KMS::Key",
    "AWS::Logs::LogGroup",
}
IGNORED = {"AWS::CDK::Metadata"}
RETAINED = {"Retain", "RetainExceptOnCreate"}


def apply() -> None:
    find_class, update, delete = parsing.resource_class_from_type, ResourceMap.update, ResourceMap.delete

    def _resource_class(resource_type: str) -> Any:
        if resource_type in IGNORED:
            return None
        if resource_type not in TRUSTED:
            refuse(f"The e2e knows no {resource_type}: mend moto for it in test/e2e/moto_plugin, then trust it")
        return find_class(resource_type)

    def _update(self: Any, template: dict, parameters: Any = None) -> None:
        _forget_retained(self, template["Resources"])
        removed = [name for name in self._resource_json_map if name not in template["Resources"]]
        update(self, template, parameters)
        for name in removed:
            # moto alone remembers what it deleted, and creates nothing if it comes back under its name.
            self._parsed_resources.pop(name, None)

    def _delete(self: Any) -> None:
        _forget_retained(self, {})
        delete(self)

    parsing.resource_class_from_type = _resource_class
    ResourceMap.update = _update
    ResourceMap.delete = _delete


def _forget_retained(resource_map: Any, wanted: dict) -> None:
    # On an update moto deletes whatever left the template; a retained resource only leaves the stack.
    old = resource_map._resource_json_map
    gone = [name for name, json in old.items() if name not in wanted and json.get("DeletionPolicy") in RETAINED]
    for name in gone:
        resource_map._parsed_resources.pop(name, None)
    resource_map._resource_json_map = {name: json for name, json in old.items() if name not in gone}

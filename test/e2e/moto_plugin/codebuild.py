"""AWS::CodeBuild::Project, which moto's CloudFormation skips, readable through batch-get-projects.

The module has to be called `<package>.codebuild`: moto takes the second part of a model's module name as its service.
"""

from typing import Any

from moto.codebuild.models import codebuild_backends
from moto.core.common_models import CloudFormationModel
from moto.iam.models import iam_backends
from moto.utilities.utils import get_partition

from .api_request import api_request, api_shape
from .errors import refuse_replacement

# Properties that are API calls of their own in CodeBuild (CreateWebhook, UpdateProjectVisibility).
APART = ("Triggers", "Visibility", "ResourceAccessRole")


def apply() -> None:
    """Defining the model below is enough: moto lists the subclasses of CloudFormationModel."""


class Project(CloudFormationModel):
    def __init__(self, backend: Any, project: Any):
        self.backend = backend
        self.project = project

    @staticmethod
    def cloudformation_name_type() -> str:
        return "Name"

    @staticmethod
    def cloudformation_type() -> str:
        return "AWS::CodeBuild::Project"

    @property
    def physical_resource_id(self) -> str:
        return self.project.project_metadata["name"]

    @classmethod
    def has_cfn_attr(cls, attr: str) -> bool:
        return attr in ("Arn", "Id")

    def get_cfn_attribute(self, attribute_name: str) -> str:
        return self.project.arn if attribute_name == "Arn" else self.physical_resource_id

    @classmethod
    def create_from_cloudformation_json(
        cls, resource_name: str, cloudformation_json: Any, account_id: str, region_name: str, **kwargs: Any
    ) -> "Project":
        backend = codebuild_backends[account_id][region_name]
        return cls(backend, _put_project(backend, resource_name, cloudformation_json["Properties"]))

    @classmethod
    def update_from_cloudformation_json(
        cls, original_resource: Any, new_resource_name: str, cloudformation_json: Any, account_id: str, region_name: str
    ) -> "Project":
        properties, name = cloudformation_json["Properties"], original_resource.physical_resource_id
        if properties.get("Name", name) != name:
            refuse_replacement(original_resource.logical_resource_id, "Name")
        created = original_resource.project.project_metadata["created"]
        original_resource.project = _put_project(original_resource.backend, name, properties)
        original_resource.project.project_metadata["created"] = created
        return original_resource

    def delete(self, account_id: str, region_name: str) -> None:
        self.backend.delete_project(self.physical_resource_id)


def _put_project(backend: Any, name: str, properties: dict) -> Any:
    own = {key: value for key, value in properties.items() if key not in APART}
    request = api_request("codebuild", "CreateProject", {"Name": name, **own})
    # CodeBuild refuses a role that is not there.
    iam_backends[backend.account_id][get_partition(backend.region_name)].get_role_by_arn(request["serviceRole"])
    backend.create_project(
        project_name=name,
        description=None,
        project_source=request["source"],
        artifacts=request["artifacts"],
        environment=request["environment"],
        service_role=request["serviceRole"],
        tags=None,
        cache=None,
        timeout=None,
        queued_timeout=None,
        source_version=None,
        logs_config=None,
        vpc_config=None,
    )
    project = backend.codebuild_projects[name]
    # moto keeps a part of a project only; what was asked is what batch-get-projects shows.
    badge = {"badge": {"badgeEnabled": request.pop("badgeEnabled", False)}}
    project.project_metadata.update(CODEBUILD_DEFAULTS | request | badge)
    if properties.get("Triggers", {}).get("Webhook"):
        project.project_metadata["webhook"] = _webhook(properties["Triggers"])
    return project


CODEBUILD_DEFAULTS = {"timeoutInMinutes": 60, "queuedTimeoutInMinutes": 480, "tags": []}


def _webhook(triggers: dict) -> dict:
    own = {key: value for key, value in triggers.items() if key != "Webhook"}
    return api_shape("codebuild", "Webhook", own)

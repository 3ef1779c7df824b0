"""AWS::IAM::OIDCProvider, which moto's CloudFormation skips.

The module has to be called `<package>.iam`: moto takes the second part of a model's module name as its service.
"""

from typing import Any

from moto.core.common_models import CloudFormationModel
from moto.iam.models import iam_backends
from moto.utilities.utils import get_partition

from .api_request import api_request
from .errors import refuse_replacement


def apply() -> None:
    """Defining the model below is enough: moto lists the subclasses of CloudFormationModel."""


class OidcProvider(CloudFormationModel):
    def __init__(self, backend: Any, provider: Any, url: str):
        self.backend = backend
        self.provider = provider
        self.url = url

    @staticmethod
    def cloudformation_name_type() -> str:
        return ""

    @staticmethod
    def cloudformation_type() -> str:
        return "AWS::IAM::OIDCProvider"

    @property
    def physical_resource_id(self) -> str:
        return self.provider.arn

    @classmethod
    def has_cfn_attr(cls, attr: str) -> bool:
        return attr == "Arn"

    def get_cfn_attribute(self, attribute_name: str) -> str:
        return self.provider.arn

    @classmethod
    def create_from_cloudformation_json(
        cls, resource_name: str, cloudformation_json: Any, account_id: str, region_name: str, **kwargs: Any
    ) -> "OidcProvider":
        request = _request(cloudformation_json)
        backend = iam_backends[account_id][get_partition(region_name)]
        # IAM refuses a second provider of the same URL in an account, and so does moto here.
        provider = backend.create_open_id_connect_provider(
            url=request["Url"],
            thumbprint_list=request.get("ThumbprintList", []),
            client_id_list=request.get("ClientIDList", []),
            tags=request.get("Tags", []),
        )
        return cls(backend, provider, request["Url"])

    @classmethod
    def update_from_cloudformation_json(
        cls, original_resource: Any, new_resource_name: str, cloudformation_json: Any, account_id: str, region_name: str
    ) -> "OidcProvider":
        request = _request(cloudformation_json)
        if request["Url"] != original_resource.url:
            refuse_replacement(original_resource.logical_resource_id, "Url")
        provider = original_resource.provider
        provider.client_id_list = request.get("ClientIDList", [])
        provider.thumbprint_list = request.get("ThumbprintList", [])
        provider.tags = original_resource.backend._tag_verification(request.get("Tags", []))
        return original_resource

    def delete(self, account_id: str, region_name: str) -> None:
        self.backend.delete_open_id_connect_provider(self.provider.arn)


def _request(cloudformation_json: Any) -> dict:
    return api_request("iam", "CreateOpenIDConnectProvider", cloudformation_json["Properties"])

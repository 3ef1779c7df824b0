"""The repository of eu-west-2, which CodeBuild fills."""

from aws_cdk import RemovalPolicy, Stack
from aws_cdk import aws_ecr_assets as ecr_assets
from aws_cdk import aws_kms as kms
from cdk_ecr_publishing import ImageBuildProject, ImageSource
from constructs import Construct

from repositories import add_repository

CONNECTION = (
    "arn:aws:codeconnections:eu-west-2:123456789012"
    ":connection/11111111-2222-3333-4444-555555555555"
)


class LondonStack(Stack):
    def __init__(self, scope: Construct, id: str, **props) -> None:
        super().__init__(scope, id, **props)
        ImageBuildProject(
            self,
            "proof-of-concept-snapshot",
            project_name="proof-of-concept-snapshot",
            repository=add_repository(self, "proof-of-concept-repo"),
            source=ImageSource.git_hub(
                "acme/proof-of-concept", connection_arn=CONNECTION, branches=["main"]
            ),
            platforms=[ecr_assets.Platform.LINUX_AMD64],
            encryption_key=kms.Key(
                self,
                "BuildKey",
                description="Logs and artifacts of the image builds of environment london",
                enable_key_rotation=True,
                removal_policy=RemovalPolicy.RETAIN,
            ),
        )

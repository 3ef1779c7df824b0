"""A repository and a role for each of four teams, which build with different CI systems. The TypeScript app gives the same template."""

from aws_cdk import App, CfnOutput, Environment, Stack
from aws_cdk import aws_kms as kms
from cdk_ecr_publishing import ImageRepository, OidcPublisherRole, OidcSubject
from constructs import Construct

from subjects import BITBUCKET, BUILDKITE, CIRCLE_CI, GIT_LAB


class PublishersStack(Stack):
    def __init__(self, scope: Construct, id: str, **props) -> None:
        super().__init__(scope, id, **props)
        self.encryption_key = kms.Key(
            self, "ImageKey", description="Container images", enable_key_rotation=True
        )
        self.add_publisher("GitLab", "jwt-pizza-service", GIT_LAB)
        self.add_publisher("Bitbucket", "jwt-pizza-history", BITBUCKET)
        self.add_publisher("CircleCi", "jwt-pizza-frontend", CIRCLE_CI)
        self.add_publisher("Buildkite", "jwt-pizza-factory", BUILDKITE)

    def add_publisher(self, id: str, name: str, subjects: list[OidcSubject]) -> None:
        """No role names an identity provider, so the first role of a CI system creates it."""
        repository = ImageRepository(
            self, f"{id}Images", repository_name=name, encryption_key=self.encryption_key
        )
        publisher = OidcPublisherRole(
            self,
            id,
            role_name=f"publish-{name}",
            subjects=subjects,
            repositories=[repository],
        )
        CfnOutput(self, f"{id}RoleArn", value=publisher.role.role_arn)


app = App()
PublishersStack(
    app, "publishers", env=Environment(account="123456789012", region="us-east-1")
)
app.synth()

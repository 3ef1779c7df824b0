"""The repositories of us-east-1, and the roles that push to them."""

from aws_cdk import CfnOutput, Duration, Stack
from cdk_ecr_publishing import (
    EcsDeployment,
    GitHubOidcProvider,
    GitHubPublisherRole,
    GitHubSubject,
    ImageConsumer,
    ImageRepository,
    ImageRetention,
)
from constructs import Construct

from contributor import add_contributor
from repositories import accept_for_checkov, accept_users, add_repository

PARTNERS = ["111111111111", "222222222222"]


def user(name: str) -> ImageConsumer:
    return ImageConsumer.user(f"arn:aws:iam::123456789012:user/{name}")


class ProdStack(Stack):
    def __init__(self, scope: Construct, id: str, **props) -> None:
        super().__init__(scope, id, **props)
        service = self.add_service()
        self.add_shared_repository()
        self.add_earthly_repository()
        self.add_publisher(service)
        add_contributor(self, "alice")

    def add_service(self) -> ImageRepository:
        """GitHub Actions pushes to it, and ECS runs the images. All tags but `latest` are immutable."""
        repository = add_repository(
            self,
            "jwt-pizza-service",
            mutable_tags=["latest"],
            retention=[
                ImageRetention.protect("release-*", "latest"),
                ImageRetention.expire_untagged(Duration.days(1)),
                ImageRetention.keep_newest(10),
            ],
        )
        accept_for_checkov(
            repository,
            "CKV_AWS_51",
            "Only the tag latest can be moved, which the ECS service does not deploy by. "
            "All other tags are immutable.",
        )
        return repository

    def add_shared_repository(self) -> None:
        """Two other accounts pull from it, two users push to it, and the security team reads it."""
        repository = add_repository(self, "namespace/myapp")
        users = [user("push-pull-user-1"), user("push-pull-user-2")]
        repository.allow_pull(
            *[ImageConsumer.account(account) for account in PARTNERS],
            *[ImageConsumer.code_build(account) for account in PARTNERS],
            ImageConsumer.lambda_("222222222222"),
            *users,
        )
        repository.allow_push(*users)
        repository.allow_read(
            ImageConsumer.role("arn:aws:iam::333333333333:role/security-reviewer")
        )
        accept_users(repository)

    def add_earthly_repository(self) -> None:
        """A developer pushes to it with Earthly, and the organization pulls from it."""
        repository = add_repository(self, "hello-earthly")
        developer = user("push-pull-user")
        repository.allow_pull(developer, ImageConsumer.organization("o-a1b2c3d4e5"))
        repository.allow_push(developer)
        accept_users(repository)

    def add_publisher(self, service: ImageRepository) -> None:
        """The role of two GitHub repositories. Each is trusted for its main branch only."""
        publisher = GitHubPublisherRole(
            self,
            "github-ci",
            role_name="github-ci",
            provider=GitHubOidcProvider(self, "GitHubOidcProvider"),
            subjects=[
                GitHubSubject.branch(
                    "acme/jwt-pizza", "main", owner_id="1001", repository_id="2001"
                ),
                GitHubSubject.branch(
                    "acme/jwt-pizza-service", "main", owner_id="1001", repository_id="2002"
                ),
            ],
            repositories=[service],
            deploys=[
                EcsDeployment.named(
                    "jwt-pizza-service", "jwt-pizza-service", pass_roles=["jwt-pizza-ecs"]
                )
            ],
        )
        CfnOutput(
            publisher,
            "Output",
            value=publisher.role.role_arn,
            description="The ARN of the role github-ci, for role-to-assume in the workflow",
        )

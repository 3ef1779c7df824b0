"""The whole stack of one team: the network, the service, the images, and their publishers."""

from aws_cdk import Duration, Fn, RemovalPolicy, Stack
from aws_cdk import aws_ecr as ecr
from aws_cdk import aws_ecr_assets as ecr_assets
from cdk_ecr_publishing import (
    EcsDeployment,
    GitHubOidcProvider,
    GitHubPublisherRole,
    GitHubSubject,
    ImageBuildProject,
    ImageConsumer,
    ImageRepository,
    ImageRetention,
    ImageSource,
    RepositoryAccess,
)
from constructs import Construct

from checkov import acknowledge_for_checkov
from log_key import LogKey
from pizza_service import PizzaService

ACCOUNT = "123456789012"
REGION = "us-east-1"
GITHUB_REPOSITORY = "acme/jwt-pizza-service"
CONNECTION = (
    f"arn:aws:codeconnections:{REGION}:{ACCOUNT}"
    ":connection/11111111-2222-3333-4444-555555555555"
)
OWN_KEY = (
    "Images are encrypted with AES-256 by a key that ECR owns. "
    "They hold no secrets, so that is enough here."
)


class PizzaStack(Stack):
    def __init__(self, scope: Construct, id: str, **props) -> None:
        super().__init__(scope, id, **props)
        repository = self.add_images()
        log_key = LogKey(self, "LogKey")
        pizza = PizzaService(self, "Pizza", repository=repository, log_key=log_key)

        GitHubPublisherRole(
            self,
            "GitHub",
            role_name="pizza-publisher",
            subjects=[
                GitHubSubject.environment(
                    GITHUB_REPOSITORY, "production", owner_id="1001", repository_id="2002"
                )
            ],
            repositories=[repository],
            provider=GitHubOidcProvider(self, "GitHubOidcProvider"),
            deploys=[EcsDeployment.to_service(pizza.service)],
        )
        ImageBuildProject(
            self,
            "Snapshots",
            repository=repository,
            source=ImageSource.git_hub(
                GITHUB_REPOSITORY, connection_arn=CONNECTION, branches=["main"]
            ),
            platforms=[ecr_assets.Platform.LINUX_ARM64],
            encryption_key=log_key,
        )
        self.share_base_images()

    @property
    def availability_zones(self) -> list[str]:
        """Uses an intrinsic function. Otherwise CDK reads the zones from the account at synth."""
        return [Fn.select(index, Fn.get_azs()) for index in (0, 1)]

    def add_images(self) -> ImageRepository:
        repository = ImageRepository(
            self,
            "Images",
            repository_name="jwt-pizza-service",
            mutable_tags=["latest"],  # every other tag is immutable
            retention=[
                ImageRetention.protect("release-*", "latest"),
                ImageRetention.expire_untagged(Duration.days(1)),
                ImageRetention.keep_newest(20),
            ],
        )
        acknowledge_for_checkov(
            repository,
            CKV_AWS_51="Only the tag latest can be moved, as the service follows it. "
            "All other tags are immutable.",
            CKV_AWS_136=OWN_KEY,
        )
        repository.allow_pull(
            ImageConsumer.account("111111111111"),
            ImageConsumer.organization("o-a1b2c3d4e5"),
        )
        return repository

    def share_base_images(self) -> None:
        """A repository that another part of the stack creates with the CDK's own construct."""
        base_images = ecr.Repository(
            self,
            "BaseImages",
            repository_name="base-images",
            image_scan_on_push=True,
            image_tag_mutability=ecr.TagMutability.IMMUTABLE,
            removal_policy=RemovalPolicy.RETAIN,
        )
        acknowledge_for_checkov(base_images, CKV_AWS_136=OWN_KEY)
        RepositoryAccess.of(base_images).allow_pull(ImageConsumer.lambda_("222222222222"))

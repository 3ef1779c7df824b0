"""An image that Earthly builds, on a user's machine and in CodeBuild. The TypeScript app gives the same template."""

from aws_cdk import Acknowledgment, App, Duration, Environment, Stack, Validations
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_sns as sns
from cdk_ecr_publishing import (
    ImageBuilder,
    ImageBuildProject,
    ImageConsumer,
    ImagePushAccess,
    ImageRepository,
    ImageRetention,
    ImageSource,
    ImageTag,
)
from constructs import Construct

ACCOUNT = "123456789012"
REGION = "us-east-1"
CONNECTION = (
    f"arn:aws:codeconnections:{REGION}:{ACCOUNT}"
    ":connection/11111111-2222-3333-4444-555555555555"
)
USER_NAME = "push-pull-user"

# The program that CodeBuild downloads. It must have this checksum. A newer version changes both.
EARTHLY_VERSION = "0.8.8"
EARTHLY_SHA256 = "6d72d203b4ba5ebf3124d09c41493f8370b05f042b78f93450c6d0e2d1cb224b"


class EarthlyStack(Stack):
    def __init__(self, scope: Construct, id: str, **props) -> None:
        super().__init__(scope, id, **props)
        self.encryption_key = kms.Key(
            self, "Key", description="Images and messages", enable_key_rotation=True
        )
        repository = self.add_images()
        self.allow_user(repository)
        build = ImageBuildProject(
            self,
            "Build",
            project_name="hello-earthly",
            repository=repository,
            source=ImageSource.git_hub(
                "acme/hello-earthly", connection_arn=CONNECTION, branches=["main"]
            ),
            builder=ImageBuilder.earthly(
                target="build", version=EARTHLY_VERSION, sha256=EARTHLY_SHA256
            ),
            tags=[ImageTag.commit(), ImageTag.fixed("with-love")],
        )
        topic = sns.Topic(self, "Builds", master_key=self.encryption_key, enforce_ssl=True)
        build.notify_on_build_failed("Failed", topic)

    def add_images(self) -> ImageRepository:
        repository = ImageRepository(
            self,
            "Images",
            repository_name="hello-earthly",
            mutable_tags=["with-love"],  # every other tag is immutable
            retention=[
                ImageRetention.protect("with-love"),
                ImageRetention.expire_untagged(Duration.days(1)),
                ImageRetention.keep_newest(20),
            ],
            encryption_key=self.encryption_key,
        )
        comment = "Only the tag with-love can be moved, as it is the newest image. All other tags are immutable."
        repository.node.default_child.add_metadata(
            "checkov", {"skip": [{"id": "CKV_AWS_51", "comment": comment}]}
        )
        return repository

    def allow_user(self, repository: ImageRepository) -> None:
        """Lets a user push and pull from any machine."""
        user = ImageConsumer.user(f"arn:aws:iam::{ACCOUNT}:user/{USER_NAME}")
        repository.allow_pull(user)
        repository.allow_push(user)
        Validations.of(repository).acknowledge(
            Acknowledgment(
                id="cdk-ecr-publishing:IamUser",
                reason="Earthly runs on a machine outside of AWS, until single sign-on is there. Its keys are rotated.",
            )
        )
        # ECR refuses the login in the policy of a repository, so the user has it from a group.
        access = ImagePushAccess(self, "Push", repositories=[repository])
        group = iam.Group(self, "Publishers", managed_policies=access.managed_policies)
        group.add_user(iam.User.from_user_name(self, "User", USER_NAME))


app = App()
EarthlyStack(
    app,
    "hello-earthly",
    env=Environment(account=ACCOUNT, region=REGION),
    description="An image that Earthly builds",
)
app.synth()

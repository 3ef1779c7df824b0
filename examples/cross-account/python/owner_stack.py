"""The owner's repositories. The policy of each allows principals of other accounts."""

from aws_cdk import Acknowledgment, Stack, Validations
from aws_cdk import aws_kms as kms
from cdk_ecr_publishing import ImageConsumer, ImageRepository
from constructs import Construct

from agreement import APP_NAME, CONSUMER, SERVICE_NAME, START_ROLE_NAME, USER_NAMES

PARTNER = "111111111111"


class OwnerStack(Stack):
    def __init__(self, scope: Construct, id: str, **props) -> None:
        super().__init__(scope, id, **props)
        # The key policy names no other account: ECR decrypts images for all principals that may pull.
        self.encryption_key = kms.Key(
            self, "ImageKey", description="Container images", enable_key_rotation=True
        )

        # The role of the other account with which ECS starts tasks.
        start_role = ImageConsumer.role(f"arn:aws:iam::{CONSUMER}:role/{START_ROLE_NAME}")
        self.add_repository("Service", SERVICE_NAME).allow_pull(start_role)

        # Lambda functions of the other account, and the principals that create them.
        history = self.add_repository("History", "jwt-pizza-history")
        history.allow_pull(ImageConsumer.lambda_(CONSUMER))

        # CodeBuild projects of two accounts that run in this image, with their roles or with CodeBuild's own credentials.
        self.add_repository("BuildTools", "build-tools").allow_pull(
            ImageConsumer.account(PARTNER),
            ImageConsumer.account(CONSUMER),
            ImageConsumer.code_build(PARTNER),
            ImageConsumer.code_build(CONSUMER),
        )

        # Two users of the other account that push and pull.
        users = [
            ImageConsumer.user(f"arn:aws:iam::{CONSUMER}:user/{name}") for name in USER_NAMES
        ]
        app = self.add_repository("App", APP_NAME)
        app.allow_pull(*users)
        app.allow_push(*users)
        Validations.of(app).acknowledge(
            Acknowledgment(
                id="cdk-ecr-publishing:IamUser",
                reason="These two push from their own machines until single sign-on is there. Their keys are rotated.",
            )
        )

    def add_repository(self, id: str, name: str) -> ImageRepository:
        return ImageRepository(
            self, id, repository_name=name, encryption_key=self.encryption_key
        )

"""The repositories of each contributor, and the promotion of the images that pass the scan."""

from aws_cdk import CfnOutput, Duration, Stack
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_sns_subscriptions as subscriptions
from cdk_ecr_publishing import (
    ImageConsumer,
    ImagePromotion,
    ImageRepository,
    ImageRetention,
    TemporaryPushAccess,
)
from constructs import Construct

from gate import GATE

# The contributors who may push, and the time from which they may not push any more.
CONTRIBUTORS = {
    "alice": "2027-06-30T00:00:00Z",
    "bob": "2027-12-24T18:00:00+01:00",
}


def role_arn(name: str) -> str:
    return f"arn:aws:iam::123456789012:role/{name}"


class PromotionStack(Stack):
    def __init__(self, scope: Construct, id: str, **props) -> None:
        super().__init__(scope, id, **props)
        # One key for both sides. With different keys ECR copies layers instead of sharing them.
        self.encryption_key = kms.Key(
            self, "ImageKey", description="Images for workflows", enable_key_rotation=True
        )
        promotion = ImagePromotion(
            self,
            "Promotion",
            source_prefix="incoming/",
            target_prefix="nextflow-approved/",
            gate=GATE,
            promotion_name="workflow-images",
        )
        promotion.topic.add_subscription(
            subscriptions.EmailSubscription(
                "user-services@example.com",
                dead_letter_queue=promotion.dead_letter_queue,
            )
        )
        for name, expires_at in CONTRIBUTORS.items():
            self.add_incoming(name, expires_at)
            promotion.add_target(self.add_approved(name))

    def add_incoming(self, name: str, expires_at: str) -> None:
        """Creates the repository that only the contributor pushes to. No one pulls from it."""
        repository = ImageRepository(
            self,
            f"Incoming-{name}",
            repository_name=f"incoming/{name}",
            retention=[ImageRetention.expire_older_than(Duration.days(90))],
            encryption_key=self.encryption_key,
        )
        access = TemporaryPushAccess(
            self,
            f"Push-{name}",
            repository=repository,
            assumed_by=iam.ArnPrincipal(role_arn("user-services")),
            expires_at=expires_at,
            contributor=name,
            role_name=f"incoming-{name}",
        )
        CfnOutput(self, f"HandOut-{name}", value=access.render_admin_handout())
        CfnOutput(self, f"Contributor-{name}", value=access.render_contributor_handout())

    def add_approved(self, name: str) -> ImageRepository:
        """Creates the repository with the images that workflows run. Only the promotion pushes to it."""
        approved = ImageRepository(
            self,
            f"Approved-{name}",
            repository_name=f"nextflow-approved/{name}",
            retention=[
                ImageRetention.expire_untagged(Duration.days(14)),
                ImageRetention.keep_newest(1000),
            ],
            encryption_key=self.encryption_key,
        )
        approved.allow_pull(ImageConsumer.role(role_arn("workflow-runner")))
        return approved

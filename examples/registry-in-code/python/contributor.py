"""A contributor from another company, and the promotion of the images that pass the scan."""

from aws_cdk import CfnOutput, RemovalPolicy
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_sns as sns
from cdk_ecr_publishing import ImagePromotion, ScanGate, ScanSeverity, TemporaryPushAccess
from constructs import Construct

from repositories import add_repository


def add_contributor(scope: Construct, name: str) -> None:
    """
    Adds a contributor, who pushes until a date with credentials of an hour. Images that pass the scan are copied to the
    approved repository, to which no one else can push.
    """
    contributor = Construct(scope, name)
    incoming = add_repository(scope, f"incoming/{name}")
    access = TemporaryPushAccess(
        contributor,
        "Push",
        repository=incoming,
        contributor=name,
        assumed_by=iam.ArnPrincipal("arn:aws:iam::123456789012:role/user-services"),
        expires_at="2027-12-31T00:00:00Z",
        role_name=f"contributor-prod-{name}",
    )
    CfnOutput(
        access,
        "Output",
        value=access.role.role_arn,
        description=f"The role that {name}'s credentials are of, until {access.expires_at}",
    )

    encryption_key = kms.Key(
        contributor,
        "Key",
        description="Logs and messages of the image promotions of environment prod",
        enable_key_rotation=True,
        removal_policy=RemovalPolicy.RETAIN,
    )
    notification_topic = sns.Topic(
        contributor,
        "Topic",
        display_name="Image promotion prod",
        master_key=encryption_key,
        enforce_ssl=True,
    )
    ImagePromotion(
        contributor,
        "Promotion",
        source=incoming,
        target=add_repository(scope, f"nextflow-approved/{name}"),
        gate=ScanGate.basic(max_severity=ScanSeverity.MEDIUM),
        contributor=name,
        notification_topic=notification_topic,
        encryption_key=encryption_key,
        copy_role_name=f"promoter-prod-{name}",
    )
    CfnOutput(
        contributor,
        "Results",
        value=notification_topic.topic_arn,
        description="The topic for the results of pushed images. Subscribe to it.",
    )

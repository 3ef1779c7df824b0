"""What all repositories of the registry have in common."""

from aws_cdk import Acknowledgment, CfnOutput, Duration, RemovalPolicy, Validations
from cdk_ecr_publishing import ImageRepository, ImageRetention
from constructs import Construct

ENCRYPTION = (
    "Encrypted with AES-256 by a key that ECR owns. "
    "The images hold no secrets, and no rule here requires a key of ours."
)
USERS = (
    "These people push from their own machines until single sign-on is there. "
    "Their keys are rotated every 90 days."
)


def add_repository(
    scope: Construct,
    name: str,
    *,
    retention: list[ImageRetention] | None = None,
    mutable_tags: list[str] | None = None,
) -> ImageRepository:
    """Adds a repository, and its URI as an output. By default it keeps the newest 100 images."""
    repository = ImageRepository(
        scope,
        name,
        repository_name=name,
        mutable_tags=mutable_tags,
        retention=retention
        or [
            ImageRetention.expire_untagged(Duration.days(1)),
            ImageRetention.keep_newest(100),
        ],
        removal_policy=RemovalPolicy.RETAIN,
    )
    CfnOutput(
        repository,
        "Output",
        value=repository.repository_uri,
        description=f"The URI of the repository {name}",
    )
    accept_for_checkov(repository, "CKV_AWS_136", ENCRYPTION)
    return repository


def accept_for_checkov(repository: ImageRepository, id: str, comment: str) -> None:
    """Accepts a finding of checkov, which reads the reason from the template."""
    resource = repository.node.default_child
    skip = (resource.get_metadata("checkov") or {}).get("skip", [])
    resource.add_metadata("checkov", {"skip": [*skip, {"id": id, "comment": comment}]})


def accept_users(repository: ImageRepository) -> None:
    """Accepts the warning that IAM users have long-lived keys."""
    Validations.of(repository).acknowledge(
        Acknowledgment(id="cdk-ecr-publishing:IamUser", reason=USERS)
    )

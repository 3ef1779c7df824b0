"""What all repositories of the registry have in common."""

from aws_cdk import Acknowledgment, CfnOutput, RemovalPolicy, Validations
from cdk_ecr_publishing import ImageRepository, ImageRetention
from constructs import Construct

ENCRYPTION = (
    "Encrypted with AES-256 by a key that ECR owns. "
    "The images hold no secrets, and no rule here asks for a key of ours."
)
USERS = (
    "These people push from their own machines until single sign-on is there. "
    "Their keys are rotated every 90 days."
)


def add_repository(
    scope: Construct,
    name: str,
    *,
    retention: list[ImageRetention],
    mutable_tags: list[str] | None = None,
) -> ImageRepository:
    """Adds a repository, and its URI as an output."""
    repository = ImageRepository(
        scope,
        name.replace("/", ":"),
        repository_name=name,
        mutable_tags=mutable_tags,
        retention=retention,
        removal_policy=RemovalPolicy.RETAIN,
    )
    CfnOutput(
        repository,
        "Output",
        value=repository.repository_uri,
        description=f"The URI of the repository {name}",
    )
    return repository


def accept_checkov(repository: ImageRepository, **reasons: str) -> None:
    """Accepts findings of checkov, which reads the reasons from the template."""
    resource = repository.node.default_child
    skip = (resource.get_metadata("checkov") or {}).get("skip", [])
    skip += [{"id": id, "comment": comment} for id, comment in reasons.items()]
    resource.add_metadata("checkov", {"skip": skip})


def accept_users(repository: ImageRepository) -> None:
    """Accepts the warning that IAM users have long-lived keys."""
    Validations.of(repository).acknowledge(
        Acknowledgment(id="cdk-ecr-publishing:IamUser", reason=USERS)
    )

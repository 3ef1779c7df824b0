"""The repositories of us-east-1, and the roles that push to them."""

from aws_cdk import CfnOutput, Duration, RemovalPolicy, Stack
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_sns as sns
from cdk_ecr_publishing import (
    EcsDeployment,
    GitHubOidcProvider,
    GitHubPublisherRole,
    GitHubSubject,
    ImageConsumer,
    ImagePromotion,
    ImageRepository,
    ImageRetention,
    ScanGate,
    ScanSeverity,
    TemporaryPushAccess,
)
from constructs import Construct

from repositories import ENCRYPTION, accept_checkov, accept_users, add_repository

PARTNERS = ["111111111111", "222222222222"]
DEFAULT_RETENTION = [
    ImageRetention.expire_untagged(Duration.days(1)),
    ImageRetention.keep_newest(100),
]


def user(name: str) -> ImageConsumer:
    return ImageConsumer.user(f"arn:aws:iam::123456789012:user/{name}")


class ProdStack(Stack):
    def __init__(self, scope: Construct, id: str, **props) -> None:
        super().__init__(scope, id, **props)
        self.images = Construct(self, "Repositories")
        service = self.add_service()
        self.add_shared_repository()
        self.add_earthly_repository()
        incoming = add_repository(
            self.images, "incoming/alice", retention=DEFAULT_RETENTION
        )
        approved = add_repository(
            self.images, "nextflow-approved/alice", retention=DEFAULT_RETENTION
        )
        self.add_publisher(service)
        self.add_contributor("alice", incoming, approved)
        accept_checkov(
            service,
            CKV_AWS_136=ENCRYPTION,
            CKV_AWS_51="Only the tag latest can be moved, which the ECS service does not deploy by. "
            "All other tags are immutable.",
        )
        for repository in [incoming, approved]:
            accept_checkov(repository, CKV_AWS_136=ENCRYPTION)

    def add_service(self) -> ImageRepository:
        """Pushed by GitHub Actions and run by ECS. All tags but `latest` are immutable."""
        return add_repository(
            self.images,
            "jwt-pizza-service",
            mutable_tags=["latest"],
            retention=[
                ImageRetention.protect("release-*", "latest"),
                ImageRetention.expire_untagged(Duration.days(1)),
                ImageRetention.keep_newest(10),
            ],
        )

    def add_shared_repository(self) -> None:
        """Pulled by two other accounts, pushed by two users, and read by the security team."""
        repository = add_repository(
            self.images, "namespace/myapp", retention=DEFAULT_RETENTION
        )
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
        accept_checkov(repository, CKV_AWS_136=ENCRYPTION)
        accept_users(repository)

    def add_earthly_repository(self) -> None:
        """Pushed with Earthly from a developer's machine, and pulled by the organization."""
        repository = add_repository(
            self.images, "hello-earthly", retention=DEFAULT_RETENTION
        )
        developer = user("push-pull-user")
        repository.allow_pull(developer, ImageConsumer.organization("o-a1b2c3d4e5"))
        repository.allow_push(developer)
        accept_checkov(repository, CKV_AWS_136=ENCRYPTION)
        accept_users(repository)

    def add_publisher(self, service: ImageRepository) -> None:
        """The role of two GitHub repositories. Each is trusted for its main branch only."""
        publisher = GitHubPublisherRole(
            Construct(self, "Publishers"),
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
                    "jwt-pizza-service",
                    "jwt-pizza-service",
                    pass_roles=["jwt-pizza-ecs"],
                    region="us-east-1",
                )
            ],
        )
        CfnOutput(
            publisher,
            "Output",
            value=publisher.role.role_arn,
            description="The ARN of the role github-ci, for role-to-assume in the workflow",
        )

    def add_contributor(
        self, name: str, incoming: ImageRepository, approved: ImageRepository
    ) -> None:
        """Pushes with credentials of an hour, until a date. Images that pass the scan are approved."""
        scope = Construct(Construct(self, "Contributors"), name)
        access = TemporaryPushAccess(
            scope,
            "Push",
            repository=incoming,
            contributor=name,
            assumed_by=iam.ArnPrincipal("arn:aws:iam::123456789012:role/user-services"),
            expires_at="2026-12-31T00:00:00Z",
            role_name=f"contributor-prod-{name}",
        )
        CfnOutput(
            access,
            "Output",
            value=access.role.role_arn,
            description=f"The role that {name}'s credentials are of, until {access.expires_at}",
        )
        key, topic = self.add_topic()
        ImagePromotion(
            scope,
            "Promotion",
            source=incoming,
            target=approved,
            gate=ScanGate.basic(max_severity=ScanSeverity.MEDIUM),
            contributor=name,
            notification_topic=topic,
            encryption_key=key,
            copy_role_name=f"promoter-prod-{name}",
        )

    def add_topic(self) -> tuple[kms.Key, sns.Topic]:
        """The topic that gets the results of all scans."""
        scope = Construct(self, "Verdicts")
        key = kms.Key(
            scope,
            "Key",
            description="Logs and messages of the image promotions of environment prod",
            enable_key_rotation=True,
            removal_policy=RemovalPolicy.RETAIN,
        )
        topic = sns.Topic(
            scope,
            "Topic",
            display_name="Image promotion prod",
            master_key=key,
            enforce_ssl=True,
        )
        CfnOutput(
            scope,
            "Output",
            value=topic.topic_arn,
            description="The topic that tells what became of pushed images: subscribe to it",
        )
        return key, topic

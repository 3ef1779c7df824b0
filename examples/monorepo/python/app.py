"""Three images of one GitHub repository. The TypeScript app gives the same template."""

from aws_cdk import Acknowledgment, App, Duration, Environment, Stack, Validations
from aws_cdk import aws_kms as kms
from cdk_ecr_publishing import (
    GitHubPublisherRole,
    GitHubSubject,
    ImageBuildProjects,
    ImageRepository,
    ImageRetention,
    ImageSource,
    SourceImageOptions,
)
from constructs import Construct

CONNECTION = "arn:aws:codeconnections:us-east-1:123456789012:connection/11111111-2222-3333-4444-555555555555"

# The folder of each image, and other folders that it is built of. Another image is another line.
FOLDERS = {"web": None, "api": ["libraries/orders/"], "mailer": ["libraries/orders/"]}

# A change here builds all images.
SHARED_PATHS = ["package-lock.json"]


class ShopStack(Stack):
    def __init__(self, scope: Construct, id: str, **props) -> None:
        super().__init__(scope, id, **props)
        self.encryption_key = kms.Key(
            self, "ImageKey", description="Container images", enable_key_rotation=True
        )
        repositories = {name: self.images(name) for name in FOLDERS}

        # CodeBuild builds each commit of main: only the images whose folders changed.
        ImageBuildProjects(
            self,
            "Builds",
            source=ImageSource.git_hub(
                "acme/shop", connection_arn=CONNECTION, branches=["main"]
            ),
            images=[
                SourceImageOptions(
                    name=name,
                    repository=repositories[name],
                    context=name,
                    paths=paths,
                )
                for name, paths in FOLDERS.items()
            ],
            paths=SHARED_PATHS,
            project_name="shop",
        )

        # GitHub Actions builds the releases: all images of a Git tag such as v1.2.3.
        role = GitHubPublisherRole(
            self,
            "Releases",
            role_name="shop-releases",
            subjects=[
                GitHubSubject.tag_pattern(
                    "acme/shop", "v*", owner_id="1", repository_id="2"
                )
            ],
            repositories=list(repositories.values()),
        )
        Validations.of(role).acknowledge(
            Acknowledgment(
                id="cdk-ecr-publishing:GitHubSubjectPattern",
                reason="A ruleset of acme/shop lets only the maintainers create tags like v1.2.3.",
            )
        )

    def images(self, name: str) -> ImageRepository:
        return ImageRepository(
            self,
            name,
            repository_name=f"shop/{name}",
            retention=[
                ImageRetention.expire_untagged(Duration.days(1)),
                ImageRetention.keep_newest(50),
            ],
            encryption_key=self.encryption_key,
        )


app = App()
ShopStack(
    app,
    "shop",
    env=Environment(account="123456789012", region="us-east-1"),
    description="Three images of one source",
)
app.synth()

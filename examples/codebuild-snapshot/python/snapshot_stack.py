"""A repository, a project that builds each push to main, and an existing project that may push too."""

from aws_cdk import Duration, Stack
from aws_cdk import aws_codecommit as codecommit
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from cdk_ecr_publishing import (
    ImageBuildProject,
    ImagePullAccess,
    ImageRepository,
    ImageRetention,
    ImageSource,
    ImageTag,
)
from constructs import Construct

from manual_project import ManualProject


class SnapshotStack(Stack):
    def __init__(self, scope: Construct, id: str, **props) -> None:
        super().__init__(scope, id, **props)
        encryption_key = kms.Key(
            self, "ImageKey", description="Container images", enable_key_rotation=True
        )
        repository = ImageRepository(
            self,
            "Images",
            repository_name="proof-of-concept-repo",
            retention=[
                ImageRetention.expire_untagged(Duration.days(1)),
                ImageRetention.keep_newest(50),
            ],
            encryption_key=encryption_key,
        )
        ImagePullAccess(
            self,
            "Pull",
            repositories=[repository],
            roles=[iam.Role.from_role_name(self, "Developers", "developers")],
        )
        code = codecommit.Repository.from_repository_name(self, "Code", "proof-of-concept")

        # Each push to main becomes an image like `fcd3f42`.
        ImageBuildProject(
            self,
            "Main",
            project_name="proof-of-concept-main",
            repository=repository,
            source=ImageSource.code_commit(code, branch="main", branches=["main"]),
            tags=[ImageTag.short_commit()],
        )

        # An existing project: its role may push now, and nothing else changes.
        snapshot = ManualProject(self, "Snapshot", code=code, repository=repository)
        ImageBuildProject.allow_publishing(snapshot.project, repository)

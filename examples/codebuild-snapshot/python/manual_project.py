"""A project of CDK alone, with its own role and build specification."""

from aws_cdk import aws_codebuild as codebuild
from aws_cdk import aws_codecommit as codecommit
from aws_cdk import aws_ecr as ecr
from constructs import Construct


class ManualProject(Construct):
    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        code: codecommit.IRepository,
        repository: ecr.IRepository,
    ) -> None:
        super().__init__(scope, id)
        self.project = codebuild.Project(
            self,
            "Project",
            project_name="proof-of-concept-snapshot",
            source=codebuild.Source.code_commit(
                repository=code, branch_or_ref="refs/heads/main"
            ),
            environment=codebuild.BuildEnvironment(
                build_image=codebuild.LinuxBuildImage.STANDARD_7_0, privileged=True
            ),
            environment_variables={
                "REGISTRY": codebuild.BuildEnvironmentVariable(value=repository.registry_uri),
                "REPOSITORY": codebuild.BuildEnvironmentVariable(
                    value=repository.repository_uri
                ),
            },
            build_spec=codebuild.BuildSpec.from_object(
                {
                    "version": "0.2",
                    "env": {"shell": "bash"},
                    "phases": {
                        "pre_build": {
                            "commands": [
                                "aws ecr get-login-password | "
                                'docker login --username AWS --password-stdin "$REGISTRY"'
                            ]
                        },
                        "build": {
                            "commands": [
                                'image="$REPOSITORY:snapshot-$CODEBUILD_BUILD_NUMBER"',
                                'docker build --tag "$image" .',
                                'docker push "$image"',
                            ]
                        },
                    },
                }
            ),
            grant_report_group_permissions=False,
        )

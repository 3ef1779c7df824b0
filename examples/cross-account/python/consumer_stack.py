"""The policies of the consumer's account. Without them, its principals have no access, although the owner's policy allows it."""

from aws_cdk import Stack
from aws_cdk import aws_ecr as ecr
from aws_cdk import aws_iam as iam
from cdk_ecr_publishing import ImagePullAccess
from constructs import Construct

from agreement import APP_NAME, OWNER, REGION, SERVICE_NAME, START_ROLE_NAME, USER_NAMES
from pizza_task import PizzaTask


class ConsumerStack(Stack):
    def __init__(self, scope: Construct, id: str, **props) -> None:
        super().__init__(scope, id, **props)
        service = self.find_repository("Service", SERVICE_NAME)
        start = ImagePullAccess(
            self,
            "Start",
            repositories=[service],
            assumed_by=iam.ServicePrincipal("ecs-tasks.amazonaws.com"),
            role_name=START_ROLE_NAME,
        )
        PizzaTask(self, "Task", repository=service, start_role=start.role)

        app = self.find_repository("App", APP_NAME)
        pull = ImagePullAccess(self, "PullApp", repositories=[app])
        group = iam.Group(
            self, "PushPull", managed_policies=[*pull.managed_policies, self.push_to(app)]
        )
        for name in USER_NAMES:
            group.add_user(iam.User.from_user_name(self, name, name))

    def find_repository(self, id: str, name: str) -> ecr.IRepository:
        return ecr.Repository.from_repository_arn(
            self, id, f"arn:aws:ecr:{REGION}:{OWNER}:repository/{name}"
        )

    def push_to(self, repository: ecr.IRepository) -> iam.ManagedPolicy:
        """The permissions that a push needs in addition to those for a login and a pull."""
        return iam.ManagedPolicy(
            self,
            "PushApp",
            description="Push images to the named repository",
            statements=[
                iam.PolicyStatement(
                    actions=[
                        "ecr:InitiateLayerUpload",
                        "ecr:UploadLayerPart",
                        "ecr:CompleteLayerUpload",
                        "ecr:PutImage",
                    ],
                    resources=[repository.repository_arn],
                )
            ],
        )

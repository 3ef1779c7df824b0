"""A repository for each contributor of another company. The TypeScript app gives the same template."""

from aws_cdk import App, CfnOutput, Duration, Environment, Stack
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from cdk_ecr_publishing import ImageRepository, ImageRetention, TemporaryPushAccess
from constructs import Construct

ACCOUNT = "123456789012"

# The role of the User Services team, which is the only one that issues credentials.
USER_SERVICES = f"arn:aws:iam::{ACCOUNT}:role/user-services"

# The contributors who may push. To add one, or remove one before the date, change this and deploy.
CONTRIBUTORS = {
    "alice": "2027-06-30T00:00:00Z",
    "bob": "2027-12-24T18:00:00+01:00",
}


class IncomingStack(Stack):
    def __init__(self, scope: Construct, id: str, **props) -> None:
        super().__init__(scope, id, **props)
        self.encryption_key = kms.Key(
            self, "ImageKey", description="Incoming images", enable_key_rotation=True
        )
        for name, expires_at in CONTRIBUTORS.items():
            self.add_contributor(name, expires_at)

    def add_contributor(self, name: str, expires_at: str) -> None:
        """Creates a separate repository, so that no contributor can read or replace the images of another one."""
        repository = ImageRepository(
            self,
            f"Images-{name}",
            repository_name=f"incoming/{name}",
            retention=[
                ImageRetention.expire_untagged(Duration.days(14)),
                ImageRetention.keep_newest(20),
            ],
            encryption_key=self.encryption_key,
        )
        access = TemporaryPushAccess(
            self,
            f"Push-{name}",
            repository=repository,
            assumed_by=iam.ArnPrincipal(USER_SERVICES),
            expires_at=expires_at,
            contributor=name,
            role_name=f"incoming-{name}",
        )
        CfnOutput(self, f"HandOut-{name}", value=access.render_admin_handout())
        CfnOutput(self, f"Contributor-{name}", value=access.render_contributor_handout())


app = App()
IncomingStack(
    app,
    "incoming",
    env=Environment(account=ACCOUNT, region="us-east-1"),
    description="Images that contributors from outside push",
)
app.synth()

"""The registry of ../ecr-publishing.yaml, made of constructs. Both give the same templates."""

from aws_cdk import App, Environment

from london import LondonStack
from prod import ProdStack

ACCOUNT = "123456789012"

app = App()
ProdStack(
    app,
    "ecr-publishing-prod",
    env=Environment(account=ACCOUNT, region="us-east-1"),
    description="The ECR registry of environment prod, made by cdk-ecr-publishing",
)
LondonStack(
    app,
    "ecr-publishing-london",
    env=Environment(account=ACCOUNT, region="eu-west-2"),
    description="The ECR registry of environment london, made by cdk-ecr-publishing",
)
app.synth()

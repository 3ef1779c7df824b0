"""The registry of us-east-1 and eu-west-2. The TypeScript app gives the same templates."""

from aws_cdk import App, Environment

from london import LondonStack
from prod import ProdStack

ACCOUNT = "123456789012"

app = App()
ProdStack(
    app,
    "registry-prod",
    env=Environment(account=ACCOUNT, region="us-east-1"),
    description="The ECR registry of prod",
)
LondonStack(
    app,
    "registry-london",
    env=Environment(account=ACCOUNT, region="eu-west-2"),
    description="The ECR registry of London",
)
app.synth()

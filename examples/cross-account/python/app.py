"""Both halves of a pull across accounts. The TypeScript app gives the same templates."""

from aws_cdk import App, Environment

from agreement import CONSUMER, OWNER, REGION
from consumer_stack import ConsumerStack
from owner_stack import OwnerStack

app = App()
images = OwnerStack(
    app,
    "images",
    env=Environment(account=OWNER, region=REGION),
    description="Images, and the policies that share them with other accounts",
)
uses = ConsumerStack(
    app,
    "consumer",
    env=Environment(account=CONSUMER, region=REGION),
    description="Who pulls and pushes images of the other account",
)
# ECR refuses a policy that names a role that does not exist yet.
images.add_stack_dependency(uses)
app.synth()

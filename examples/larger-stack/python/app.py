"""The stack of one team: network, service, images and their publishers. The TypeScript app gives the same template."""

from aws_cdk import App, Environment

from pizza_stack import ACCOUNT, REGION, PizzaStack

app = App()
PizzaStack(
    app,
    "pizza",
    env=Environment(account=ACCOUNT, region=REGION),
    description="The pizza service with its images",
)
app.synth()

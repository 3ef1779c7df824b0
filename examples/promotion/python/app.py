"""Images that contributors push, and the approved ones. The TypeScript app gives the same template."""

from aws_cdk import App, Environment

from promotion_stack import PromotionStack

app = App()
PromotionStack(
    app,
    "workflow-images",
    env=Environment(account="123456789012", region="us-east-1"),
    description="Images that contributors push for workflows",
)
app.synth()

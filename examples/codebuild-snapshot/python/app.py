"""The images of one team, and the two projects that build them. The TypeScript app gives the same template."""

from aws_cdk import App, Environment

from snapshot_stack import SnapshotStack

app = App()
SnapshotStack(
    app,
    "proof-of-concept",
    env=Environment(account="123412341234", region="eu-west-2"),
    description="The images of a proof of concept",
)
app.synth()

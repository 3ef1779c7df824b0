"""Makes the IAM users whose ARNs are the arguments, as somebody has before a repository policy can name them."""

import sys

import boto3

iam = boto3.client("iam")
for arn in sys.argv[1:]:
    path, _, name = arn.split(":user", 1)[1].rpartition("/")
    iam.create_user(UserName=name, Path=f"{path}/")

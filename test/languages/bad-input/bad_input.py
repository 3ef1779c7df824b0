from aws_cdk import App, Stack
from cdk_ecr_publishing import ImageRepository

ImageRepository(Stack(App(), "Stack"), "Images", repository_name="Team/Service")

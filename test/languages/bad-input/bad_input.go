package main

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/jsii-runtime-go"
	"github.com/cdk-ecr-publishing/cdk-ecr-publishing-go/ecrpublishing"
)

func main() {
	defer jsii.Close()
	stack := awscdk.NewStack(awscdk.NewApp(nil), jsii.String("Stack"), nil)
	ecrpublishing.NewImageRepository(stack, jsii.String("Images"), &ecrpublishing.ImageRepositoryProps{
		RepositoryName: jsii.String("Team/Service"),
	})
}

package main

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsecrassets"
	"github.com/aws/aws-cdk-go/awscdk/v2/awskms"
	"github.com/aws/jsii-runtime-go"
	"github.com/cdk-ecr-publishing/cdk-ecr-publishing-go/ecrpublishing"
)

const connection = "arn:aws:codeconnections:eu-west-2:123456789012:connection/11111111-2222-3333-4444-555555555555"

// addLondonStack adds the repository of eu-west-2, which CodeBuild fills.
func addLondonStack(app awscdk.App, id string, props *awscdk.StackProps) {
	stack := awscdk.NewStack(app, jsii.String(id), props)
	ecrpublishing.NewImageBuildProject(stack, jsii.String("proof-of-concept-snapshot"), &ecrpublishing.ImageBuildProjectProps{
		ProjectName: jsii.String("proof-of-concept-snapshot"),
		Repository:  addRepository(stack, "proof-of-concept-repo", ecrpublishing.ImageRepositoryProps{}),
		Source: ecrpublishing.ImageSource_GitHub(jsii.String("acme/proof-of-concept"), &ecrpublishing.GitHubSourceOptions{
			ConnectionArn: jsii.String(connection),
			Branches:      jsii.Strings("main"),
		}),
		Platforms: &[]awsecrassets.Platform{awsecrassets.Platform_LINUX_AMD64()},
		EncryptionKey: awskms.NewKey(stack, jsii.String("BuildKey"), &awskms.KeyProps{
			Description:       jsii.String("Logs and artifacts of the image builds of environment london"),
			EnableKeyRotation: jsii.Bool(true),
			RemovalPolicy:     awscdk.RemovalPolicy_RETAIN,
		}),
	})
}

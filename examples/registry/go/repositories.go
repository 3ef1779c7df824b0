package main

import (
	"strings"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
	"github.com/cdk-ecr-publishing/cdk-ecr-publishing-go/ecrpublishing"
)

const encryption = "Encrypted with AES-256 by a key that ECR owns. " +
	"The images hold no secrets, and no rule here asks for a key of ours."

const users = "These people push from their own machines until single sign-on is there. " +
	"Their keys are rotated every 90 days."

// keepHundred expires untagged images after a day, and keeps the newest 100.
func keepHundred() *[]ecrpublishing.ImageRetention {
	return &[]ecrpublishing.ImageRetention{
		ecrpublishing.ImageRetention_ExpireUntagged(awscdk.Duration_Days(jsii.Number(1))),
		ecrpublishing.ImageRetention_KeepNewest(jsii.Number(100), nil),
	}
}

// addRepository adds a repository, and its URI as an output.
func addRepository(scope constructs.Construct, name string, props ecrpublishing.ImageRepositoryProps) ecrpublishing.ImageRepository {
	if props.Retention == nil {
		props.Retention = keepHundred()
	}
	props.RepositoryName = jsii.String(name)
	props.RemovalPolicy = awscdk.RemovalPolicy_RETAIN
	repository := ecrpublishing.NewImageRepository(scope, jsii.String(strings.ReplaceAll(name, "/", ":")), &props)
	awscdk.NewCfnOutput(repository, jsii.String("Output"), &awscdk.CfnOutputProps{
		Value:       repository.RepositoryUri(),
		Description: jsii.Sprintf("The URI of the repository %s", name),
	})
	return repository
}

// acceptCheckov accepts a finding of checkov, which reads the reason from the template.
func acceptCheckov(repository ecrpublishing.ImageRepository, id, comment string) {
	resource := repository.Node().DefaultChild().(awscdk.CfnResource)
	skip := []any{}
	if before, ok := resource.GetMetadata(jsii.String("checkov")).(map[string]any); ok {
		skip = before["skip"].([]any)
	}
	skip = append(skip, map[string]string{"id": id, "comment": comment})
	resource.AddMetadata(jsii.String("checkov"), map[string]any{"skip": skip})
}

// acceptUsers accepts the warning that IAM users have long-lived keys.
func acceptUsers(repository ecrpublishing.ImageRepository) {
	awscdk.Validations_Of(repository).Acknowledge(&awscdk.Acknowledgment{
		Id:     jsii.String("cdk-ecr-publishing:IamUser"),
		Reason: jsii.String(users),
	})
}

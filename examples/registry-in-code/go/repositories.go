package main

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
	"github.com/cdk-ecr-publishing/cdk-ecr-publishing-go/ecrpublishing"
)

const encryption = "Encrypted with AES-256 by a key that ECR owns. " +
	"The images hold no secrets, and no rule here requires a key of ours."

const users = "These people push from their own machines until single sign-on is there. " +
	"Their keys are rotated every 90 days."

// addRepository adds a repository, and its URI as an output. By default it keeps the newest 100 images.
func addRepository(scope constructs.Construct, name string, props ecrpublishing.ImageRepositoryProps) ecrpublishing.ImageRepository {
	if props.Retention == nil {
		props.Retention = &[]ecrpublishing.ImageRetention{
			ecrpublishing.ImageRetention_ExpireUntagged(awscdk.Duration_Days(jsii.Number(1))),
			ecrpublishing.ImageRetention_KeepNewest(jsii.Number(100), nil),
		}
	}
	props.RepositoryName = jsii.String(name)
	props.RemovalPolicy = awscdk.RemovalPolicy_RETAIN
	repository := ecrpublishing.NewImageRepository(scope, jsii.String(name), &props)
	awscdk.NewCfnOutput(repository, jsii.String("Output"), &awscdk.CfnOutputProps{
		Value:       repository.RepositoryUri(),
		Description: jsii.Sprintf("The URI of the repository %s", name),
	})
	acceptForCheckov(repository, "CKV_AWS_136", encryption)
	return repository
}

// acceptForCheckov accepts a finding of checkov, which reads the reason from the template.
func acceptForCheckov(repository ecrpublishing.ImageRepository, id, comment string) {
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

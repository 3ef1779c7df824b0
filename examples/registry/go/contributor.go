package main

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/aws-cdk-go/awscdk/v2/awskms"
	"github.com/aws/aws-cdk-go/awscdk/v2/awssns"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
	"github.com/cdk-ecr-publishing/cdk-ecr-publishing-go/ecrpublishing"
)

// addContributor adds an outside contributor, and the promotion of the images that pass the scan.
func addContributor(stack awscdk.Stack, name string, incoming, approved ecrpublishing.ImageRepository) {
	scope := constructs.NewConstruct(constructs.NewConstruct(stack, jsii.String("Contributors")), jsii.String(name))
	access := ecrpublishing.NewTemporaryPushAccess(scope, jsii.String("Push"), &ecrpublishing.TemporaryPushAccessProps{
		Repository:  incoming,
		Contributor: jsii.String(name),
		AssumedBy:   awsiam.NewArnPrincipal(jsii.String("arn:aws:iam::123456789012:role/user-services")),
		ExpiresAt:   jsii.String("2026-12-31T00:00:00Z"),
		RoleName:    jsii.Sprintf("contributor-prod-%s", name),
	})
	awscdk.NewCfnOutput(access, jsii.String("Output"), &awscdk.CfnOutputProps{
		Value:       access.Role().RoleArn(),
		Description: jsii.Sprintf("The role that %s's credentials are of, until %s", name, *access.ExpiresAt()),
	})

	results := constructs.NewConstruct(stack, jsii.String("Verdicts"))
	key := awskms.NewKey(results, jsii.String("Key"), &awskms.KeyProps{
		Description:       jsii.String("Logs and messages of the image promotions of environment prod"),
		EnableKeyRotation: jsii.Bool(true),
		RemovalPolicy:     awscdk.RemovalPolicy_RETAIN,
	})
	topic := awssns.NewTopic(results, jsii.String("Topic"), &awssns.TopicProps{
		DisplayName: jsii.String("Image promotion prod"),
		MasterKey:   key,
		EnforceSSL:  jsii.Bool(true),
	})
	awscdk.NewCfnOutput(results, jsii.String("Output"), &awscdk.CfnOutputProps{
		Value:       topic.TopicArn(),
		Description: jsii.String("The topic that tells what became of pushed images: subscribe to it"),
	})
	ecrpublishing.NewImagePromotion(scope, jsii.String("Promotion"), &ecrpublishing.ImagePromotionProps{
		Source:            incoming,
		Target:            approved,
		Gate:              ecrpublishing.ScanGate_Basic(&ecrpublishing.ScanGateOptions{MaxSeverity: ecrpublishing.ScanSeverity_MEDIUM}),
		Contributor:       jsii.String(name),
		NotificationTopic: topic,
		EncryptionKey:     key,
		CopyRoleName:      jsii.Sprintf("promoter-prod-%s", name),
	})
}

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

// addContributor adds a contributor from another company, who pushes until a date with credentials of an hour. Images that
// pass the scan are copied to the approved repository, to which no one else can push.
func addContributor(scope constructs.Construct, name string) {
	contributor := constructs.NewConstruct(scope, jsii.String(name))
	incoming := addRepository(scope, "incoming/"+name, ecrpublishing.ImageRepositoryProps{})
	access := ecrpublishing.NewTemporaryPushAccess(contributor, jsii.String("Push"), &ecrpublishing.TemporaryPushAccessProps{
		Repository:  incoming,
		Contributor: jsii.String(name),
		AssumedBy:   awsiam.NewArnPrincipal(jsii.String("arn:aws:iam::123456789012:role/user-services")),
		ExpiresAt:   jsii.String("2027-12-31T00:00:00Z"),
		RoleName:    jsii.Sprintf("contributor-prod-%s", name),
	})
	awscdk.NewCfnOutput(access, jsii.String("Output"), &awscdk.CfnOutputProps{
		Value:       access.Role().RoleArn(),
		Description: jsii.Sprintf("The role that %s's credentials are of, until %s", name, *access.ExpiresAt()),
	})

	key := awskms.NewKey(contributor, jsii.String("Key"), &awskms.KeyProps{
		Description:       jsii.String("Logs and messages of the image promotions of environment prod"),
		EnableKeyRotation: jsii.Bool(true),
		RemovalPolicy:     awscdk.RemovalPolicy_RETAIN,
	})
	topic := awssns.NewTopic(contributor, jsii.String("Topic"), &awssns.TopicProps{
		DisplayName: jsii.String("Image promotion prod"),
		MasterKey:   key,
		EnforceSSL:  jsii.Bool(true),
	})
	ecrpublishing.NewImagePromotion(contributor, jsii.String("Promotion"), &ecrpublishing.ImagePromotionProps{
		Source:            incoming,
		Target:            addRepository(scope, "nextflow-approved/"+name, ecrpublishing.ImageRepositoryProps{}),
		Gate:              ecrpublishing.ScanGate_Basic(&ecrpublishing.ScanGateOptions{MaxSeverity: ecrpublishing.ScanSeverity_MEDIUM}),
		Contributor:       jsii.String(name),
		NotificationTopic: topic,
		EncryptionKey:     key,
		CopyRoleName:      jsii.Sprintf("promoter-prod-%s", name),
	})
	awscdk.NewCfnOutput(contributor, jsii.String("Results"), &awscdk.CfnOutputProps{
		Value:       topic.TopicArn(),
		Description: jsii.String("The topic for the results of pushed images. Subscribe to it."),
	})
}

// The registry of ../ecr-publishing.yaml, made of constructs. Both give the same templates.
package main

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/jsii-runtime-go"
)

func main() {
	defer jsii.Close()
	app := awscdk.NewApp(nil)
	addProdStack(app, "ecr-publishing-prod", stackProps("prod", "us-east-1"))
	addLondonStack(app, "ecr-publishing-london", stackProps("london", "eu-west-2"))
	app.Synth(nil)
}

func stackProps(name, region string) *awscdk.StackProps {
	return &awscdk.StackProps{
		Env:         &awscdk.Environment{Account: jsii.String("123456789012"), Region: jsii.String(region)},
		Description: jsii.Sprintf("The ECR registry of environment %s, made by cdk-ecr-publishing", name),
	}
}

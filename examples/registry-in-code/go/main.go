// The registry of us-east-1 and eu-west-2. The TypeScript app gives the same templates.
package main

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/jsii-runtime-go"
)

func main() {
	defer jsii.Close()
	app := awscdk.NewApp(nil)
	addProdStack(app, "registry-prod", stackProps("us-east-1", "The ECR registry of prod"))
	addLondonStack(app, "registry-london", stackProps("eu-west-2", "The ECR registry of London"))
	app.Synth(nil)
}

func stackProps(region, description string) *awscdk.StackProps {
	return &awscdk.StackProps{
		Env:         &awscdk.Environment{Account: jsii.String("123456789012"), Region: jsii.String(region)},
		Description: jsii.String(description),
	}
}

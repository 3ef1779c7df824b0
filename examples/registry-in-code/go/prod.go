package main

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsecr"
	"github.com/aws/jsii-runtime-go"
	"github.com/cdk-ecr-publishing/cdk-ecr-publishing-go/ecrpublishing"
)

var partners = []string{"111111111111", "222222222222"}

// addProdStack adds the repositories of us-east-1, and the roles that push to them.
func addProdStack(app awscdk.App, id string, props *awscdk.StackProps) {
	stack := awscdk.NewStack(app, jsii.String(id), props)
	service := addService(stack)
	addSharedRepository(stack)
	addEarthlyRepository(stack)
	addPublisher(stack, service)
	addContributor(stack, "alice")
}

// addService adds the repository that GitHub Actions pushes to. ECS runs its images. All tags but `latest` are immutable.
func addService(stack awscdk.Stack) ecrpublishing.ImageRepository {
	repository := addRepository(stack, "jwt-pizza-service", ecrpublishing.ImageRepositoryProps{
		MutableTags: jsii.Strings("latest"),
		Retention: &[]ecrpublishing.ImageRetention{
			ecrpublishing.ImageRetention_Protect(jsii.String("release-*"), jsii.String("latest")),
			ecrpublishing.ImageRetention_ExpireUntagged(awscdk.Duration_Days(jsii.Number(1))),
			ecrpublishing.ImageRetention_KeepNewest(jsii.Number(10), nil),
		},
	})
	acceptForCheckov(repository, "CKV_AWS_51", "Only the tag latest can be moved, which the ECS service does not deploy by. "+
		"All other tags are immutable.")
	return repository
}

// addSharedRepository adds a repository for two other accounts, which pull, two users, who push, and the security team.
func addSharedRepository(stack awscdk.Stack) {
	repository := addRepository(stack, "namespace/myapp", ecrpublishing.ImageRepositoryProps{})
	first, second := user("push-pull-user-1"), user("push-pull-user-2")
	for _, account := range partners {
		repository.AllowPull(ecrpublishing.ImageConsumer_Account(jsii.String(account)))
	}
	for _, account := range partners {
		repository.AllowPull(ecrpublishing.ImageConsumer_CodeBuild(jsii.String(account)))
	}
	repository.AllowPull(ecrpublishing.ImageConsumer_Lambda(jsii.String("222222222222")), first, second)
	repository.AllowPush(first, second)
	repository.AllowRead(ecrpublishing.ImageConsumer_Role(jsii.String("arn:aws:iam::333333333333:role/security-reviewer")))
	acceptUsers(repository)
}

// addEarthlyRepository adds the repository that a developer pushes to with Earthly. The organization pulls from it.
func addEarthlyRepository(stack awscdk.Stack) {
	repository := addRepository(stack, "hello-earthly", ecrpublishing.ImageRepositoryProps{})
	developer := user("push-pull-user")
	repository.AllowPull(developer, ecrpublishing.ImageConsumer_Organization(jsii.String("o-a1b2c3d4e5")))
	repository.AllowPush(developer)
	acceptUsers(repository)
}

func user(name string) ecrpublishing.ImageConsumer {
	return ecrpublishing.ImageConsumer_User(jsii.Sprintf("arn:aws:iam::123456789012:user/%s", name))
}

// addPublisher adds the role of two GitHub repositories. Each is trusted for its main branch only.
func addPublisher(stack awscdk.Stack, service ecrpublishing.ImageRepository) {
	main := func(repository, repositoryId string) ecrpublishing.GitHubSubject {
		return ecrpublishing.GitHubSubject_Branch(jsii.String(repository), jsii.String("main"), &ecrpublishing.GitHubSubjectOptions{
			OwnerId:      jsii.String("1001"),
			RepositoryId: jsii.String(repositoryId),
		})
	}
	publisher := ecrpublishing.NewGitHubPublisherRole(stack, jsii.String("github-ci"), &ecrpublishing.GitHubPublisherRoleProps{
		RoleName: jsii.String("github-ci"),
		Provider: ecrpublishing.NewGitHubOidcProvider(stack, jsii.String("GitHubOidcProvider"), nil),
		Subjects: &[]ecrpublishing.GitHubSubject{
			main("acme/jwt-pizza", "2001"),
			main("acme/jwt-pizza-service", "2002"),
		},
		Repositories: &[]awsecr.IRepository{service},
		Deploys: &[]ecrpublishing.ImageDeployment{
			ecrpublishing.EcsDeployment_Named(jsii.String("jwt-pizza-service"), jsii.String("jwt-pizza-service"), &ecrpublishing.EcsDeploymentOptions{
				PassRoles: jsii.Strings("jwt-pizza-ecs"),
			}),
		},
	})
	awscdk.NewCfnOutput(publisher, jsii.String("Output"), &awscdk.CfnOutputProps{
		Value:       publisher.Role().RoleArn(),
		Description: jsii.String("The ARN of the role github-ci, for role-to-assume in the workflow"),
	})
}

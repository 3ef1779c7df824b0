import { Duration, RemovalPolicy, type Stack } from 'aws-cdk-lib';
import { Repository, TagMutability, TagStatus } from 'aws-cdk-lib/aws-ecr';
import {
  AccountPrincipal,
  ManagedPolicy,
  OidcProviderNative,
  PolicyStatement,
  Role,
  ServicePrincipal,
  WebIdentityPrincipal,
} from 'aws-cdk-lib/aws-iam';
import {
  descriptions,
  lambdaFunctions,
  lambdaPullActions,
  providerArn,
  pullActions,
  pullingPrincipals,
  pushActions,
  pushResources,
  trustConditions,
} from '../by-hand';
import { synthesize } from '../synthesize';
import { github, publishers } from '../workload';

synthesize((stack, repositoryCount, withPublishers) => {
  if (!withPublishers) {
    for (const name of publishers(repositoryCount).flatMap((one) => one.repositoryNames)) addRepository(stack, name);
    return;
  }
  const provider = new OidcProviderNative(stack, 'GitHub', {
    url: `https://${github.issuer}`,
    clientIds: [github.audience],
    removalPolicy: RemovalPolicy.RETAIN,
  });
  for (const { roleName, repositoryNames } of publishers(repositoryCount)) {
    for (const repositoryName of repositoryNames) addRepository(stack, repositoryName);
    const role = new Role(stack, roleName, {
      roleName,
      description: descriptions.role,
      maxSessionDuration: Duration.hours(1),
      assumedBy: new WebIdentityPrincipal(providerArn, trustConditions),
    });
    role.node.addDependency(provider);
    new ManagedPolicy(stack, `${roleName}-login`, {
      description: descriptions.login,
      roles: [role],
      statements: [new PolicyStatement({ actions: ['ecr:GetAuthorizationToken'], resources: ['*'] })],
    });
    // grantPush() for each repository would be slower by far, and more policies than a role may have.
    pushResources(repositoryNames).forEach((resources, index) => {
      new ManagedPolicy(stack, `${roleName}-push-${index}`, {
        description: descriptions.push,
        roles: [role],
        statements: [new PolicyStatement({ actions: pushActions, resources })],
      });
    });
  }
});

function addRepository(stack: Stack, repositoryName: string): void {
  const repository = new Repository(stack, repositoryName, {
    repositoryName,
    imageScanOnPush: true,
    imageTagMutability: TagMutability.IMMUTABLE,
    removalPolicy: RemovalPolicy.RETAIN,
  });
  repository.addLifecycleRule({
    description: descriptions.expireUntagged,
    tagStatus: TagStatus.UNTAGGED,
    maxImageAge: Duration.days(1),
  });
  repository.addLifecycleRule({ description: descriptions.keepNewest, maxImageCount: 100 });
  repository.addToResourcePolicy(
    new PolicyStatement({
      principals: pullingPrincipals.map((account) => new AccountPrincipal(account)),
      actions: pullActions,
    }),
  );
  repository.addToResourcePolicy(
    new PolicyStatement({
      principals: [new ServicePrincipal('lambda.amazonaws.com')],
      actions: lambdaPullActions,
      conditions: { StringLike: { 'aws:sourceARN': lambdaFunctions } },
    }),
  );
}

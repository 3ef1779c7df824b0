import { CfnDeletionPolicy, type Stack } from 'aws-cdk-lib';
import { CfnRepository } from 'aws-cdk-lib/aws-ecr';
import { CfnManagedPolicy, CfnOIDCProvider, CfnRole } from 'aws-cdk-lib/aws-iam';
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

// Built once, as by anyone who writes L1 by hand: what every repository, or every role, has in common.
const lifecyclePolicyText = JSON.stringify({
  rules: [
    {
      rulePriority: 1,
      description: descriptions.expireUntagged,
      selection: { tagStatus: 'untagged', countType: 'sinceImagePushed', countNumber: 1, countUnit: 'days' },
      action: { type: 'expire' },
    },
    {
      rulePriority: 2,
      description: descriptions.keepNewest,
      selection: { tagStatus: 'any', countType: 'imageCountMoreThan', countNumber: 100 },
      action: { type: 'expire' },
    },
  ],
});
const repositoryPolicyText = policy(
  {
    Effect: 'Allow',
    Principal: { AWS: pullingPrincipals.map((account) => `arn:aws:iam::${account}:root`) },
    Action: pullActions,
  },
  {
    Effect: 'Allow',
    Principal: { Service: 'lambda.amazonaws.com' },
    Action: lambdaPullActions,
    Condition: { StringLike: { 'aws:sourceARN': lambdaFunctions } },
  },
);
const assumeRolePolicyDocument = policy({
  Effect: 'Allow',
  Principal: { Federated: providerArn },
  Action: 'sts:AssumeRoleWithWebIdentity',
  Condition: trustConditions,
});
const loginDocument = policy({ Effect: 'Allow', Action: 'ecr:GetAuthorizationToken', Resource: '*' });

synthesize((stack, repositoryCount, withPublishers) => {
  if (!withPublishers) {
    for (const name of publishers(repositoryCount).flatMap((one) => one.repositoryNames)) addRepository(stack, name);
    return;
  }
  const provider = new CfnOIDCProvider(stack, 'GitHub', {
    url: `https://${github.issuer}`,
    clientIdList: [github.audience],
  });
  retain(provider);
  for (const { roleName, repositoryNames } of publishers(repositoryCount)) {
    for (const repositoryName of repositoryNames) addRepository(stack, repositoryName);
    const role = new CfnRole(stack, roleName, {
      roleName,
      description: descriptions.role,
      maxSessionDuration: 3600,
      assumeRolePolicyDocument,
    });
    role.addResourceDependency(provider);
    addPolicy(stack, `${roleName}-login`, role, descriptions.login, loginDocument);
    pushResources(repositoryNames).forEach((resources, index) => {
      const document = policy({ Effect: 'Allow', Action: pushActions, Resource: resources });
      addPolicy(stack, `${roleName}-push-${index}`, role, descriptions.push, document);
    });
  }
});

function addRepository(stack: Stack, repositoryName: string): void {
  const repository = new CfnRepository(stack, repositoryName, {
    repositoryName,
    imageScanningConfiguration: { scanOnPush: true },
    imageTagMutability: 'IMMUTABLE',
    lifecyclePolicy: { lifecyclePolicyText },
    repositoryPolicyText,
  });
  retain(repository);
}

function retain({ cfnOptions }: CfnRepository | CfnOIDCProvider): void {
  cfnOptions.deletionPolicy = CfnDeletionPolicy.RETAIN;
  cfnOptions.updateReplacePolicy = CfnDeletionPolicy.RETAIN;
}

function addPolicy(stack: Stack, id: string, role: CfnRole, description: string, policyDocument: object): void {
  new CfnManagedPolicy(stack, id, { description, path: '/', roles: [role.ref], policyDocument });
}

function policy(...statements: object[]): object {
  return { Version: '2012-10-17', Statement: statements };
}

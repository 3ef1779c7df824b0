import { type Stack } from 'aws-cdk-lib';
import { Repository } from 'aws-cdk-lib/aws-ecr';
import { type GitHubIssuer } from '../../lib/github/github-issuer';
import { GitHubOidcProvider } from '../../lib/github/github-oidc-provider';
import { GitHubPublisherRole, type GitHubPublisherRoleProps } from '../../lib/github/github-publisher-role';
import { GitHubSubject } from '../../lib/github/github-subject';
import { account, newStack, onlyProperties, type Properties, region, resourcesOf } from '../synthesis';

export const issuer = 'token.actions.githubusercontent.com';
export const providerArn = `arn:aws:iam::${account}:oidc-provider/${issuer}`;
export const ids = { ownerId: '1', repositoryId: '2' };

/** The ARN of a repository in the environment of the tests. */
export function repositoryArn(name: string): string {
  return `arn:aws:ecr:${region}:${account}:repository/${name}`;
}

/** A publisher of one branch to one repository, changed by props. */
export function newPublisher(props: Partial<GitHubPublisherRoleProps> = {}, stack = newStack()): GitHubPublisherRole {
  return new GitHubPublisherRole(stack, 'GitHub', {
    subjects: [GitHubSubject.branch('acme/app', 'main', ids)],
    repositories: [Repository.fromRepositoryName(stack, 'App', 'app')],
    ...props,
  });
}

/** The branch `main` and all versions. */
export const mainAndVersions = [
  GitHubSubject.branch('acme/app', 'main', ids),
  GitHubSubject.tagPattern('acme/app', 'v*', ids),
];

/** The statements of the trust policy of a publisher. */
export function trustOf(...subjects: GitHubSubject[]): Properties[] {
  const stack = newStack();
  newPublisher({ subjects }, stack);
  return trustIn(stack);
}

/** The statements of the trust policy of a publisher for a GitHub server other than github.com. */
export function trustBy(issuer: GitHubIssuer, ...subjects: GitHubSubject[]): Properties[] {
  const stack = newStack();
  newPublisher({ subjects, provider: GitHubOidcProvider.forAccountOf(stack, issuer) }, stack);
  return trustIn(stack);
}

/** The statements of the trust policy of the only role in the stack. */
export function trustIn(stack: Stack): Properties[] {
  const { AssumeRolePolicyDocument: document } = onlyProperties(stack, 'AWS::IAM::Role');
  return (document as { Statement: Properties[] }).Statement;
}

/** The claims that each statement of a trust policy requires, without their issuer. */
export function claimsOf(...subjects: GitHubSubject[]): Properties[] {
  return trustOf(...subjects).map(({ Condition }) => {
    const { StringEquals: equals } = Condition as { StringEquals: Properties };
    return Object.fromEntries(Object.entries(equals).map(([key, value]) => [key.replace(`${issuer}:`, ''), value]));
  });
}

/** The documents of the managed policies in a stack, in the order of the template. */
export function policiesIn(stack: Stack): Properties[] {
  return resourcesOf(stack, 'AWS::IAM::ManagedPolicy').map(
    ({ Properties: { PolicyDocument } }) => PolicyDocument as Properties,
  );
}

import { ImageRepository } from '../../lib/repository/image-repository';
import { anything, type Caller, type Context } from '../simulation';
import { account, newStack, onlyProperties, region } from '../synthesis';
import { organization, them, unit } from './sample-consumers';

export const repositoryArn = `arn:aws:ecr:${region}:${account}:repository/team/service`;

/** An account that no test grants access to. */
export const others = '444455556666';
export const otherOrganization = 'o-a1b2c3d4e6';

/** A caller whose own account lets it do anything: then the repository policy alone decides. */
const trusted = (principal: string, context: Context): Caller => ({ principal, identityPolicies: anything, context });

export const role = (id: string, name: string, context: Context = {}) =>
  trusted(`arn:aws:iam::${id}:role/${name}`, context);
export const user = (id: string, name: string, context: Context = {}) =>
  trusted(`arn:aws:iam::${id}:user/${name}`, context);
export const session = (id: string, name: string, run = 'run') =>
  trusted(`arn:aws:sts::${id}:assumed-role/${name}/${run}`, {});

/** A role in some account of an organization. */
export const member = (id: string, context: Context = {}) =>
  role('777788889999', 'x', { 'aws:PrincipalOrgID': id, ...context });

/** A role in an account at a path of its organization. */
export const memberAt = (path: string) => member(path.split('/')[0] ?? '', { 'aws:PrincipalOrgPaths': [path] });

/** A role with a tag, of an organization or of none. */
export const tagged = (id: string, tags: Record<string, string>, context: Context = {}) =>
  role(id, 'x', {
    ...Object.fromEntries(Object.entries(tags).map(([key, value]) => [`aws:PrincipalTag/${key}`, value])),
    ...context,
  });

/** A service, which has no identity policy. */
export const service = (principal: string, context: Context = {}): Caller => ({ principal, context });
export const lambda = (id: string, at = region, context: Context = {}) =>
  service('lambda.amazonaws.com', { 'aws:SourceArn': `arn:aws:lambda:${at}:${id}:function:app`, ...context });
export const codeBuild = (id: string) => service('codebuild.amazonaws.com', { 'aws:SourceAccount': id });

/** The same caller without any identity policy. */
export const unaided = ({ principal, context = {} }: Caller): Caller => ({ principal, context });

/** Returns the repository as it is in the template. */
export function repositoryWith(allow: (repository: ImageRepository) => void): { arn: string; policy: object } {
  const stack = newStack();
  allow(new ImageRepository(stack, 'Service', { repositoryName: 'team/service' }));
  const { RepositoryPolicyText: policy } = onlyProperties(stack, 'AWS::ECR::Repository') as {
    RepositoryPolicyText: object;
  };
  return { arn: repositoryArn, policy };
}

/** One caller of each kind. No consumer below includes one of them unless it says so. */
export const strangers: Record<string, Caller> = {
  'a role of another account': role(others, 'ci'),
  'a member of another organization': member(otherOrganization),
  'Lambda for another account': lambda(others),
  'CodeBuild for another account': codeBuild(others),
  'a service without a source': service('sagemaker.amazonaws.com'),
  'an unrelated account': role('111122223334', 'ci'),
};

export { organization, them, unit };

import { type Stack } from 'aws-cdk-lib';
import { Repository } from 'aws-cdk-lib/aws-ecr';
import { OidcPublisherRole, type OidcPublisherRoleProps } from '../../lib/publisher/oidc-publisher-role';
import { type OidcSubject } from '../../lib/publisher/oidc-subject';
import { newStack, onlyProperties, type Properties, warningsOf } from '../synthesis';

/** UUIDs that are easy to distinguish. */
export const uuids = {
  organization: '11111111-aaaa-4bbb-8ccc-000000000001',
  project: '22222222-aaaa-4bbb-8ccc-000000000002',
  other: '33333333-aaaa-4bbb-8ccc-000000000003',
  user: '44444444-aaaa-4bbb-8ccc-000000000004',
};

/** A role that pushes to one repository. */
export function newRole(
  props: Pick<OidcPublisherRoleProps, 'subjects'> & Partial<OidcPublisherRoleProps>,
  stack: Stack = newStack(),
): OidcPublisherRole {
  return new OidcPublisherRole(stack, 'Ci', {
    repositories: [Repository.fromRepositoryName(stack, 'App', 'app')],
    ...props,
  });
}

/** The statements of the trust policy of the only role of a stack. */
export function trustIn(stack: Stack): Properties[] {
  const { AssumeRolePolicyDocument: document } = onlyProperties(stack, 'AWS::IAM::Role');
  return (document as { Statement: Properties[] }).Statement;
}

/** The statements of the trust policy of a role with these subjects. */
export function trustOf(...subjects: OidcSubject[]): Properties[] {
  const stack = newStack();
  newRole({ subjects }, stack);
  return trustIn(stack);
}

/** The warnings of a role with one subject. */
export function warningsFor(subject: OidcSubject): string[] {
  return warningsOf(newRole({ subjects: [subject] }));
}

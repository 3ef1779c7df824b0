import { Stack } from 'aws-cdk-lib';
import { GitLabSubject } from '../../lib/publisher/gitlab/gitlab-subject';
import { OidcPublisherRole } from '../../lib/publisher/oidc-publisher-role';
import { ImageRepository } from '../../lib/repository/image-repository';
import { account, newApp, onlyProperties } from '../synthesis';

/** A role that trusts many branches, the last of which has a name of this length, without flags of CDK. */
function roleIn(region: string, length: number): Stack {
  const stack = new Stack(newApp({ context: {} }), 'Stack', { env: { account, region } });
  const subjects = Array.from({ length: 12 }, (_, index) =>
    GitLabSubject.branch('acme/service', index < 11 ? `release-${index}-`.padEnd(90, 'x') : 'x'.repeat(length), {
      projectId: '42',
    }),
  );
  new OidcPublisherRole(stack, 'Role', { subjects, repositories: [new ImageRepository(stack, 'Service')] });
  return stack;
}

test.each(['us-east-1', 'us-gov-west-1', 'cn-north-1', 'eusc-de-east-1'])(
  'the trust policy of a role in %s may have 2,048 characters in its template, and not one more',
  (region) => {
    const sizeOf = (stack: Stack) =>
      JSON.stringify(onlyProperties(stack, 'AWS::IAM::Role').AssumeRolePolicyDocument).length;
    const room = 2048 - sizeOf(roleIn(region, 1)) + 1;
    expect(sizeOf(roleIn(region, room))).toBe(2048);
    expect(() => roleIn(region, room + 1)).toThrow(
      new Error(
        '`subjects` must fit a trust policy of 2,048 characters, got 2,049. Split them over several roles: the first 11 fit one.',
      ),
    );
  },
);

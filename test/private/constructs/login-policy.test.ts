import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LoginPolicy } from '../../../lib/private/constructs/login-policy';
import { newStack, onlyResource } from '../../synthesis';

function loginPolicy() {
  const stack = newStack();
  const role = new Role(stack, 'Role', { assumedBy: new ServicePrincipal('ecs-tasks.amazonaws.com') });
  new LoginPolicy(stack, 'Login', { roles: [role] });
  return onlyResource(stack, 'AWS::IAM::ManagedPolicy');
}

test('holds one action and nothing else', () => {
  expect(loginPolicy().Properties.PolicyDocument).toEqual({
    Version: '2012-10-17',
    Statement: [{ Sid: 'LogIn', Effect: 'Allow', Action: 'ecr:GetAuthorizationToken', Resource: '*' }],
  });
});

test('is of one role', () => {
  expect(loginPolicy().Properties.Roles).toEqual([{ Ref: expect.stringMatching(/^Role/) as string }]);
});

test('says to each checker why its resource is a wildcard', () => {
  const { Metadata: metadata = {} } = loginPolicy();
  const comment = 'IAM accepts only * as the resource of ecr:GetAuthorizationToken. This policy holds no other action.';
  expect(metadata).toEqual({
    checkov: {
      skip: [
        { id: 'CKV_AWS_107', comment },
        { id: 'CKV_AWS_111', comment },
      ],
    },
    guard: { SuppressedRules: ['IAM_POLICYDOCUMENT_NO_WILDCARD_RESOURCE'] },
  });
});

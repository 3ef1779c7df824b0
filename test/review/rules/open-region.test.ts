import { reviewTemplates } from '../../../lib/review/review-templates';
import { graphOf } from './fixtures';
import { findAll } from '../../../lib/review/rules/all-rules';

const issuer = 'oidc.eks.${AWS::Region}.amazonaws.com/id/EXAMPLED539D4633E53DE1B716D3041E';

/** A role for a cluster in the Region of the stack. Only a trust that is a text can have a function in a condition key. */
function irsa(condition: object) {
  const statement = {
    Effect: 'Allow',
    Principal: { Federated: `arn:\${AWS::Partition}:iam::\${AWS::AccountId}:oidc-provider/${issuer}` },
    Action: 'sts:AssumeRoleWithWebIdentity',
    Condition: condition,
  };
  const AssumeRolePolicyDocument = { 'Fn::Sub': JSON.stringify({ Statement: [statement] }) };
  return { Role: { Type: 'AWS::IAM::Role', Properties: { RoleName: 'irsa', AssumeRolePolicyDocument } } };
}

const accountOf = 'system:serviceaccount:apps:web';
const exact = irsa({ StringEquals: { [`${issuer}:aud`]: 'sts.amazonaws.com', [`${issuer}:sub`]: accountOf } });

function idsIn(resources: object): string[] {
  return findAll(graphOf({ ...resources }, {})).map(({ id }) => id);
}

test('the trust in a cluster of an open Region is read like any other', () => {
  expect(idsIn(exact)).toEqual([]);
  expect(idsIn(irsa({ StringLike: { [`${issuer}:sub`]: 'system:serviceaccount:*:*' } }))).toEqual([
    'oidc-subject-of-organization',
    'oidc-trust-without-audience',
  ]);
  expect(idsIn(irsa({ StringEquals: { [`${issuer}:aud`]: 'sts.amazonaws.com' } }))).toEqual([
    'oidc-trust-without-subject',
  ]);
});

test('its rows name the service account', () => {
  const { access } = reviewTemplates([{ name: 'Stack', file: 'Stack.json', body: { Resources: exact }, env: {} }]);
  expect(access.map(({ principal, operation, decision }) => ({ principal, operation, decision }))).toEqual([
    { principal: accountOf, operation: 'assume', decision: 'allowed' },
  ]);
});

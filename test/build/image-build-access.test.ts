import { runSimulation } from '@cloud-copilot/iam-simulate';
import { account, newStack } from '../synthesis';
import { addProject, connectionArn, logGroupArn, policiesOf, repositoryArn } from './build-project';

const roleArn = `arn:aws:iam::${account}:role/build`;
const policies = synthesizedPolicies();

/** The policies of the role, with the ARN that the log group will have. */
function synthesizedPolicies() {
  const stack = newStack();
  addProject(stack);
  const known = JSON.stringify(policiesOf(stack)).replace(
    /\{"Fn::GetAtt":\["\w+LogGroup\w+","Arn"\]\}/g,
    `"${logGroupArn}:*"`,
  );
  return (JSON.parse(known) as unknown[]).map((policy, index) => ({ name: `policy${index}`, policy }));
}

async function decisionOn(action: string, resource: string): Promise<string> {
  const result = await runSimulation(
    {
      request: {
        principal: roleArn,
        action,
        resource: { resource, accountId: account },
        contextVariables: { 'aws:PrincipalArn': roleArn, 'aws:PrincipalAccount': account },
      },
      identityPolicies: policies,
      serviceControlPolicies: [],
      resourceControlPolicies: [],
    },
    {},
  );
  if (result.resultType === 'error') throw new Error(JSON.stringify(result.errors));
  return result.overallResult;
}

const otherRepository = `${repositoryArn}-other`;
const stream = (group: string) => `${group}:log-stream:1`;

test.each<[string, string, string, string]>([
  ...[
    'ecr:BatchCheckLayerAvailability',
    'ecr:InitiateLayerUpload',
    'ecr:UploadLayerPart',
    'ecr:CompleteLayerUpload',
    'ecr:PutImage',
  ].map((action): [string, string, string, string] => [action, 'its repository', repositoryArn, otherRepository]),
  ['logs:PutLogEvents', 'its log group', stream(logGroupArn), stream(`${logGroupArn}-other`)],
  ['logs:CreateLogStream', 'its log group', `${logGroupArn}:*`, `${logGroupArn}-other:*`],
  [
    'codeconnections:GetConnectionToken',
    'its connection',
    connectionArn,
    connectionArn.replace('aaaaaaaa', 'bbbbbbbb'),
  ],
])('a build may call %s on %s and on no other', async (action, _, its, other) => {
  expect([await decisionOn(action, its), await decisionOn(action, other)]).toEqual(['Allowed', 'ImplicitlyDenied']);
});

test('a build may log in', async () => {
  expect(await decisionOn('ecr:GetAuthorizationToken', '*')).toBe('Allowed');
});

test.each(['ecr:DeleteRepository', 'ecr:BatchDeleteImage', 'ecr:SetRepositoryPolicy', 'ecr:GetDownloadUrlForLayer'])(
  'a build may push to its repository, but not call %s on it',
  async (action) => {
    expect(await decisionOn('ecr:PutImage', repositoryArn)).toBe('Allowed');
    expect(await decisionOn(action, repositoryArn)).toBe('ImplicitlyDenied');
  },
);

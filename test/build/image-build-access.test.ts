import { isAllowed } from '../simulation';
import { account, newStack } from '../synthesis';
import { addProject, connectionArn, logGroupArn, policiesOf, repositoryArn } from './build-project';

const roleArn = `arn:aws:iam::${account}:role/build`;
const identityPolicies = synthesizedPolicies();

/** The policies of the role, with the ARN that the log group will have. */
function synthesizedPolicies(): object[] {
  const stack = newStack();
  addProject(stack);
  const known = JSON.stringify(policiesOf(stack)).replace(
    /\{"Fn::GetAtt":\["\w+LogGroup\w+","Arn"\]\}/g,
    `"${logGroupArn}:*"`,
  );
  return JSON.parse(known) as object[];
}

const mayCall = (action: string, resource: string) =>
  isAllowed({ principal: roleArn, identityPolicies }, { action, resource, account });

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
  ['logs:CreateLogStream', 'its log group', stream(logGroupArn), stream(`${logGroupArn}-other`)],
  [
    'codeconnections:GetConnectionToken',
    'its connection',
    connectionArn,
    connectionArn.replace('aaaaaaaa', 'bbbbbbbb'),
  ],
])('a build may call %s on %s and on no other', async (action, _, its, other) => {
  expect([await mayCall(action, its), await mayCall(action, other)]).toEqual([true, false]);
});

test('a build may log in', async () => {
  expect(await mayCall('ecr:GetAuthorizationToken', '*')).toBe(true);
});

test.each(['ecr:DeleteRepository', 'ecr:BatchDeleteImage', 'ecr:SetRepositoryPolicy', 'ecr:GetDownloadUrlForLayer'])(
  'a build may push to its repository, but not call %s on it',
  async (action) => {
    expect(await mayCall('ecr:PutImage', repositoryArn)).toBe(true);
    expect(await mayCall(action, repositoryArn)).toBe(false);
  },
);

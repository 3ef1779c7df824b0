import { awsManagedPolicy, awsManagedPolicyPath } from '../../../lib/review/templates/aws-managed-policies';
import { unresolved, shownText } from '../../../lib/review/texts/symbolic-text';
import { byService, linesOf, repository, reviewOf } from '../reviewed';

const source = { template: 'Stack', logicalId: 'Role', path: '' };

function policyOf(path: string, partition = 'aws'): object[] | undefined {
  return awsManagedPolicy(`arn:${partition}:iam::aws:policy/${path}`, source);
}

const allowOnAll = { effect: 'Allow', resources: ['*'], conditions: [], source, when: [] };
const pullActions = ['ecr:BatchCheckLayerAvailability', 'ecr:GetDownloadUrlForLayer', 'ecr:BatchGetImage'];

test.each([
  ['AWSCodeDeployFullAccess', []],
  ['service-role/AWSLambdaBasicExecutionRole', []],
  ['AdministratorAccess', [{ ...allowOnAll, actions: ['*'] }]],
  ['IAMFullAccess', [{ ...allowOnAll, actions: ['iam:*'] }]],
  ['PowerUserAccess', [{ ...allowOnAll, notActions: ['iam:*', 'organizations:*', 'account:*'] }]],
  ['AWSDenyAll', [{ ...allowOnAll, effect: 'Deny', actions: ['*'] }]],
  ['aws-service-role/ECRTemplateServiceRolePolicy', [{ ...allowOnAll, actions: ['ecr:CreateRepository'] }]],
  [
    'service-role/AmazonECSTaskExecutionRolePolicy',
    [{ ...allowOnAll, actions: ['ecr:GetAuthorizationToken', ...pullActions] }],
  ],
])('the policy %s of AWS is known', (path, statements) => {
  expect(policyOf(path)).toEqual(statements);
});

test('reading everything includes pulling images', () => {
  expect(policyOf('ReadOnlyAccess')).toContainEqual(
    expect.objectContaining({ actions: expect.arrayContaining(['ecr:BatchGet*', 'ecr:Get*']) as unknown }),
  );
});

test.each([
  ['aws-cn', 'aws-cn'],
  [unresolved('AWS::Partition'), '${AWS::Partition}'],
])('a policy keeps its conditions, and names the resources of its partition %s', (partition, shownPartition) => {
  expect(
    JSON.parse(shownText(JSON.stringify(policyOf('AmazonBraketFullAccess', partition)))) as unknown,
  ).toContainEqual({
    ...allowOnAll,
    actions: ['iam:PassRole'],
    resources: [`arn:${shownPartition}:iam::*:role/service-role/AmazonBraketJobsExecutionRole*`],
    conditions: [{ operator: 'StringLike', key: 'iam:PassedToService', values: ['braket.amazonaws.com'] }],
  });
});

test.each([
  'arn:aws:iam::aws:policy/NoSuchPolicy',
  'arn:aws:iam::aws:policy/AWSLambdaBasicExecutionRole', // it has a path
  'arn:aws:iam::aws:policy/toString',
  'arn:aws:iam::123456789012:policy/AdministratorAccess',
  'arn:aws:s3::aws:policy/AdministratorAccess',
  'AdministratorAccess',
  unresolved('AdminPolicyArn'),
])('%s is no policy of AWS', (arn) => {
  expect(awsManagedPolicy(arn, source)).toBeUndefined();
});

test('the path of a policy is known by its name', () => {
  expect(
    ['AdministratorAccess', 'AWSLambdaBasicExecutionRole', 'SystemAdministrator', 'NoSuchPolicy'].map(
      awsManagedPolicyPath,
    ),
  ).toEqual([
    'AdministratorAccess',
    'service-role/AWSLambdaBasicExecutionRole',
    'job-function/SystemAdministrator',
    undefined,
  ]);
});

/** The direct access of a role with these properties to the repository `app`. */
function accessOf(properties: object): string[] {
  const Role = {
    Type: 'AWS::IAM::Role',
    Properties: {
      RoleName: 'ci',
      AssumeRolePolicyDocument: { Statement: byService('ecs-tasks.amazonaws.com') },
      ...properties,
    },
  };
  return linesOf(reviewOf({ App: repository('app'), Role })).filter((line) => /^role\/ci \w+ app: /.test(line));
}

test("a role has the access of AWS's policies, and of those that say nothing of ECR none", () => {
  const accessBy = (name: string) => accessOf({ ManagedPolicyArns: [`arn:aws:iam::aws:policy/${name}`] });
  expect(accessBy('AWSCodeDeployFullAccess')).toEqual([]);
  expect(accessBy('service-role/AmazonEC2ContainerServiceforEC2Role')).toEqual(['role/ci pull app: allowed']);
  expect(accessBy('PowerUserAccess')).toEqual(
    ['pull', 'push', 'delete', 'configure', 'list'].map((operation) => `role/ci ${operation} app: allowed`),
  );
  expect(accessBy('NoSuchPolicy')).toContainEqual(expect.stringMatching(/^role\/ci push app: unknown/));
});

test('a policy of AWS as a boundary keeps a role to what it allows', () => {
  const bounded = accessOf({
    ManagedPolicyArns: ['arn:aws:iam::aws:policy/AdministratorAccess'],
    PermissionsBoundary: 'arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryPullOnly',
  });
  expect(bounded).toEqual(['role/ci pull app: allowed']);
});

import { CfnParameter, type Stack } from 'aws-cdk-lib';
import { type ISecurityGroup, type ISubnet, SecurityGroup, Subnet, SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { type ImageBuildProjectProps } from '../../lib/build/image-build-project';
import { identityPoliciesOf, isAllowed } from '../simulation';
import {
  account,
  newOpenStack,
  newStack,
  onlyProperties,
  onlyResource,
  type Properties,
  region,
  resourcesOf,
  templateOf,
} from '../synthesis';
import { addProject, projectType } from './build-project';

const importedVpc = (stack: Stack) =>
  Vpc.fromVpcAttributes(stack, 'Vpc', {
    vpcId: 'vpc-1',
    availabilityZones: ['eu-west-1a', 'eu-west-1b'],
    privateSubnetIds: ['subnet-1', 'subnet-2'],
    publicSubnetIds: ['subnet-8', 'subnet-9'],
  });
const group = (stack: Stack, id: string): ISecurityGroup => SecurityGroup.fromSecurityGroupId(stack, id, id);
const ec2 = (resource: string, owner = account) => `arn:aws:ec2:${region}:${owner}:${resource}`;

/** A project in the private subnets, with a security group that is there already. */
function networked(stack = newStack(), props: Partial<ImageBuildProjectProps> = {}): Stack {
  addProject(stack, { vpc: importedVpc(stack), securityGroups: [group(stack, 'sg-1')], ...props });
  return stack;
}

test('builds run in the private subnets of the VPC, with the security groups that are given', () => {
  expect(onlyProperties(networked(), projectType).VpcConfig).toEqual({
    VpcId: 'vpc-1',
    Subnets: ['subnet-1', 'subnet-2'],
    SecurityGroupIds: ['sg-1'],
  });
});

test('builds run in the subnets that are selected', () => {
  const stack = newStack();
  const subnet = Subnet.fromSubnetId(stack, 'Chosen', 'subnet-5');
  networked(stack, { subnetSelection: { subnets: [subnet] } });
  expect(onlyProperties(stack, projectType).VpcConfig).toMatchObject({ Subnets: ['subnet-5'] });
});

test('without security groups there is one that lets nothing in', () => {
  const stack = networked(newStack(), { securityGroups: undefined });
  expect(onlyProperties(stack, 'AWS::EC2::SecurityGroup')).toEqual({
    GroupDescription: 'Image builds. They open connections and accept none',
    SecurityGroupEgress: [
      { CidrIp: '0.0.0.0/0', Description: 'Allow all outbound traffic by default', IpProtocol: '-1' },
    ],
    VpcId: 'vpc-1',
  });
});

test('B11: CodeBuild makes the project after every policy of its role, those for the network too', () => {
  const stack = networked();
  const policies = Object.keys(templateOf(stack).findResources('AWS::IAM::ManagedPolicy'));
  expect(policies).toHaveLength(4);
  expect(onlyResource(stack, projectType).DependsOn).toEqual(expect.arrayContaining(policies));
});

test("the role has none of the policies that CDK's project writes", () => {
  const stack = networked();
  templateOf(stack).resourceCountIs('AWS::IAM::Policy', 0);
  expect(JSON.stringify(resourcesOf(stack, 'AWS::IAM::ManagedPolicy'))).not.toContain('logs:CreateLogGroup');
});

const role = `arn:aws:iam::${account}:role/build`;
const may = async (action: string, resource: string, context = {}) =>
  isAllowed(
    { principal: role, identityPolicies: identityPoliciesOf(networked(), { BuildLogs: 'group' }), context },
    { action, resource, account },
  );
const eni = ec2('network-interface/eni-1');
const inSubnet = (id: string, service = 'codebuild.amazonaws.com') => ({
  'ec2:Subnet': ec2(`subnet/${id}`),
  'ec2:AuthorizedService': service,
});

test.each([
  ['subnet', ec2('subnet/subnet-1'), ec2('subnet/subnet-9')],
  ['security group', ec2('security-group/sg-1'), ec2('security-group/sg-2')],
  ['account', eni, ec2('network-interface/eni-1', '999999999999')],
])('a network interface is made with the %s of the project and no other', async (_, its, other) => {
  expect(await may('ec2:CreateNetworkInterface', its)).toBe(true);
  expect(await may('ec2:CreateNetworkInterface', other)).toBe(false);
});

test.each(['ec2:DeleteNetworkInterface', 'ec2:CreateNetworkInterfacePermission'])(
  '%s is allowed in the subnets of the project only',
  async (action) => {
    expect(await may(action, eni, inSubnet('subnet-2'))).toBe(true);
    expect(await may(action, eni, inSubnet('subnet-9'))).toBe(false);
  },
);

test('a network interface is given to CodeBuild and to no other service', async () => {
  const action = 'ec2:CreateNetworkInterfacePermission';
  expect(await may(action, eni, inSubnet('subnet-1'))).toBe(true);
  expect(await may(action, eni, inSubnet('subnet-1', 'ec2.amazonaws.com'))).toBe(false);
});

test('the Describe actions of CodeBuild are in a separate policy, the only one with *', () => {
  const statements = resourcesOf(networked(), 'AWS::IAM::ManagedPolicy').map(
    ({ Properties: { PolicyDocument: document } }) => (document as { Statement: Properties[] }).Statement,
  );
  const open = statements.filter((list) => list.some(({ Resource: resource }) => resource === '*'));
  expect(open.map((list) => list.map(({ Sid: sid }) => sid as string))).toEqual([['ReadNetwork'], ['LogIn']]);
  expect(open[0]?.[0]?.Action).toEqual([
    'ec2:DescribeDhcpOptions',
    'ec2:DescribeNetworkInterfaces',
    'ec2:DescribeSecurityGroups',
    'ec2:DescribeSubnets',
    'ec2:DescribeVpcs',
  ]);
});

test('the ARNs have the account and Region of the deployment if those are tokens', () => {
  const statements = resourcesOf(networked(newOpenStack()), 'AWS::IAM::ManagedPolicy').flatMap(
    ({ Properties: { PolicyDocument: document } }) => (document as { Statement: Properties[] }).Statement,
  );
  const [deletes] = statements.filter(({ Sid: sid }) => sid === 'DeleteNetworkInterfaces');
  const arn = (end: string) => ({
    'Fn::Join': [
      '',
      ['arn:', { Ref: 'AWS::Partition' }, ':ec2:', { Ref: 'AWS::Region' }, ':', { Ref: 'AWS::AccountId' }, end],
    ],
  });
  expect(deletes).toMatchObject({
    Resource: arn(':network-interface/*'),
    Condition: { ArnEquals: { 'ec2:Subnet': [arn(':subnet/subnet-1'), arn(':subnet/subnet-2')] } },
  });
});

test('accepts subnets that are tokens', () => {
  const stack = newStack();
  const id = new CfnParameter(stack, 'SubnetId').valueAsString;
  networked(stack, { subnetSelection: { subnets: [Subnet.fromSubnetId(stack, 'Open', id)] } });
  expect(onlyProperties(stack, projectType).VpcConfig).toMatchObject({ Subnets: [{ Ref: 'SubnetId' }] });
});

const subnets = (stack: Stack, count: number): ISubnet[] =>
  Array.from({ length: count }, (_, index) => Subnet.fromSubnetId(stack, `S${index}`, `subnet-${index}`));
const groups = (stack: Stack, count: number) =>
  Array.from({ length: count }, (_, index) => group(stack, `sg-${index + 10}`));

test.each<[string, (stack: Stack) => Partial<ImageBuildProjectProps>, string]>([
  [
    'subnets are selected of no VPC',
    () => ({ vpc: undefined, securityGroups: undefined, subnetSelection: {} }),
    '`subnetSelection` requires `vpc`, got none. It selects a part of the VPC.',
  ],
  [
    'security groups are given without a VPC',
    () => ({ vpc: undefined }),
    '`securityGroups` requires `vpc`, got none. It selects a part of the VPC.',
  ],
  [
    'the subnets are public',
    () => ({ subnetSelection: { subnetType: SubnetType.PUBLIC } }),
    '`subnetSelection` must select private subnets, got public ones. Builds have no public address, so nothing answers them there.',
  ],
  [
    'no subnet is selected',
    () => ({ subnetSelection: { subnets: [] } }),
    '`subnetSelection` must select 1 to 16 subnets of the VPC, got 0',
  ],
  [
    'more subnets are selected than CodeBuild takes',
    (stack) => ({ subnetSelection: { subnets: subnets(stack, 17) } }),
    '`subnetSelection` must select 1 to 16 subnets of the VPC, got 17',
  ],
  [
    'the security groups are none',
    () => ({ securityGroups: [] }),
    '`securityGroups` must be 1 to 5 security groups, got 0',
  ],
  [
    'there are more security groups than CodeBuild takes',
    (stack) => ({ securityGroups: groups(stack, 6) }),
    '`securityGroups` must be 1 to 5 security groups, got 6',
  ],
])('fails when %s', (_, props, message) => {
  const stack = newStack();
  expect(() => networked(stack, props(stack))).toThrow(new Error(message));
});

test('accepts 16 subnets and 5 security groups', () => {
  const stack = newStack();
  networked(stack, { subnetSelection: { subnets: subnets(stack, 16) }, securityGroups: groups(stack, 5) });
  const { VpcConfig: config } = onlyProperties(stack, projectType) as {
    VpcConfig: { Subnets: unknown[]; SecurityGroupIds: unknown[] };
  };
  expect([config.Subnets.length, config.SecurityGroupIds.length]).toEqual([16, 5]);
});

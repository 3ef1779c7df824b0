import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as sso from 'aws-cdk-lib/aws-sso';
import { buildGraph } from '../../../../lib/review/templates/build-graph';
import { isOfAccessService, treatmentOf } from '../../../../lib/review/templates/unreviewed/access-types';
import { account } from '../../reviewed';
import { loaded } from '../graphs';
import { unreviewedOf } from './unreviewed';

function made(type: string, properties: object = {}): object {
  return { X: { Type: type, Properties: properties } };
}

const arn = `arn:aws:iam::${account}:role/ci`;

test.each([
  [
    made('AWS::CloudFormation::Stack', { TemplateURL: 'https://b.s3.amazonaws.com/roles.yaml' }),
    "nested stack 'X': its template is at https://b.s3.amazonaws.com/roles.yaml, which the review does not fetch",
  ],
  [made('AWS::CloudFormation::Stack'), "nested stack 'X': the review does not know its template"],
  [
    made('AWS::CloudFormation::StackSet', { TemplateURL: { 'Fn::Sub': 'https://b/${AWS::Region}' } }),
    "stack set 'X': its template is at https://b/eu-west-1, which the review does not fetch",
  ],
  [
    made('AWS::Serverless::Application', { Location: { ApplicationId: 'arn:aws:x', SemanticVersion: '1.0.0' } }),
    "nested application 'X': its template is at arn:aws:x 1.0.0, which the review does not fetch",
  ],
  [
    made('AWS::ServiceCatalog::CloudFormationProvisionedProduct', { ProductName: 'role' }),
    "Service Catalog product 'X': the review does not fetch the template of product 'role'",
  ],
  [
    made('AWS::ServiceCatalog::CloudFormationProduct', { Name: 'role' }),
    "Service Catalog product 'X': the review does not fetch its templates",
  ],
  [
    made('Company::Iam::Role::MODULE'),
    "module 'X': the review does not fetch the resources of module Company::Iam::Role::MODULE",
  ],
  [made('AWS::IAM::Newer'), "resource 'X': the review does not know type AWS::IAM::Newer, which may grant access"],
  [
    made('AWS::ECR::PublicRepository', { RepositoryName: 'app', RepositoryPolicyText: { Ref: 'Policy' } }),
    "a statement of public repository 'app': the policy is known only at deploy",
  ],
  [
    made('AWS::ECR::RepositoryCreationTemplate', { Prefix: 'team', RepositoryPolicy: { Ref: 'Policy' } }),
    "a statement of the creation template for 'team': the policy is known only at deploy",
  ],
  [
    made('Custom::SetEcrPolicy'),
    "Custom::SetEcrPolicy 'X': its type Custom::SetEcrPolicy is about IAM or ECR, and the review does not know what it does",
  ],
  [
    made('Custom::Thing', { Document: { Statement: [{ Action: 'ecr:PutImage' }] } }),
    "Custom::Thing 'X': its properties contain actions of IAM or ECR, and the review does not know what it does",
  ],
  [
    made('AWS::CloudFormation::CustomResource', { RoleArn: arn }),
    "custom resource 'X': its properties contain a role, and the review does not know what it does",
  ],
  [
    made('Custom::Thing', { Who: [arn] }),
    "Custom::Thing 'X': its properties contain the ARN of a role, and the review does not know what it does",
  ],
  [
    made('Custom::AWS', {
      Create: { 'Fn::Join': ['', ['{"service":"ECR","action":"setRepositoryPolicy","parameters":{}}']] },
    }),
    "Custom::AWS 'X': its properties contain a call of setRepositoryPolicy, and the review does not know what it does",
  ],
  [
    made('Custom::AWS', { Update: '{"service":"@aws-sdk/client-iam","action":"PutRolePolicyCommand"}' }),
    "Custom::AWS 'X': its properties contain a call of PutRolePolicyCommand, and the review does not know what it does",
  ],
  [
    made('Okta::Group::Thing', { PolicyDocument: {} }),
    "Okta::Group::Thing 'X': its properties contain a policy, and the review does not know what it does",
  ],
])('%j is said', (resources, expected) => {
  expect(unreviewedOf(resources)).toEqual([`X: ${expected}`]);
});

test.each([
  [made('Custom::AWS', { Create: '{"service":"ECR","action":"describeImages"}' })],
  [made('Custom::AWS', { Create: '{"service":"SSM","action":"putParameter","parameters":{"Name":"x"}}' })],
  [
    made('Custom::S3AutoDeleteObjects', {
      ServiceToken: `arn:aws:lambda:eu-west-1:${account}:function:f`,
      BucketName: 'b',
    }),
  ],
  [made('Custom::ECRAutoDeleteImages', { RepositoryName: 'app' })],
  [made('Custom::Secret', { Name: 'x' })],
  [made('AWS::ECR::PublicRepository')],
  [made('AWS::ECR::PublicRepository', { RepositoryPolicyText: {} })],
  [made('AWS::ECR::PullThroughCacheRule')],
  [made('AWS::ECR::RepositoryCreationTemplate', { Prefix: 'team/' })],
  [made('AWS::ECR::RepositoryCreationTemplate', { Prefix: 'team/', RepositoryPolicy: '{}' })],
  [made('AWS::IAM::InstanceProfile')],
  [made('AWS::S3::Bucket', { PolicyDocument: {} })],
])('%j says nothing of access', (resources) => {
  expect(unreviewedOf(resources)).toEqual([]);
});

test('a nested stack whose template was read is no part that was not', () => {
  const outer = { Resources: made('AWS::CloudFormation::Stack', { TemplateURL: 'https://b/k' }) };
  const inner = { ...loaded({ Resources: {} }, {}, 'Inner'), nestedIn: { template: 'Outer', logicalId: 'X' } };
  expect(buildGraph([loaded(outer, {}, 'Outer'), inner]).unreviewed).toEqual([]);
});

test.each([
  ['ECR', ecr],
  ['IAM', iam],
  ['IAM Identity Center', sso],
])('no type of %s is unknown', (_, module) => {
  const types = (Object.values(module) as { CFN_RESOURCE_TYPE_NAME?: string }[])
    .flatMap(({ CFN_RESOURCE_TYPE_NAME: type }) => (type === undefined ? [] : [type]))
    .filter(isOfAccessService);
  expect(types.length).toBeGreaterThan(4);
  expect(types.filter((type) => treatmentOf(type) === 'unknown')).toEqual([]);
});

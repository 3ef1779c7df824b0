import { unresolved } from '../texts/symbolic-text';
import { type Reading } from './reading';
import { type RawResource } from './template';
import { field, scalarText } from './value';

/** How the resources of a type are named. */
interface Naming {
  /** The property with the name. A resource without it gets a name at deploy. */
  readonly property?: string;
  /** Returns the ARN for a name. */
  readonly arn: (name: string, of: NamedResource) => string;
  /** Whether `Ref` returns the ARN. Otherwise it returns the name. */
  readonly isRefArn?: boolean;
  /** The attribute with the ARN, `Arn` by default. */
  readonly arnAttribute?: string;
}

interface NamedResource {
  readonly resource: RawResource;
  readonly reading: Reading;
}

const namings: ReadonlyMap<string, Naming> = new Map<string, Naming>([
  ['AWS::CodeBuild::Project', regional('Name', 'codebuild', 'project/')],
  ['AWS::CodePipeline::Pipeline', regional('Name', 'codepipeline', '')],
  ['AWS::DynamoDB::Table', regional('TableName', 'dynamodb', 'table/')],
  ['AWS::EC2::Instance', regional(undefined, 'ec2', 'instance/')],
  [
    'AWS::ECR::PublicRepository',
    {
      property: 'RepositoryName',
      // Amazon ECR Public has no Region.
      arn: (name, of) => `arn:${partition(of)}:ecr-public::${of.reading.template.env.account}:repository/${name}`,
    },
  ],
  [
    'AWS::ECR::RepositoryCreationTemplate',
    {
      property: 'Prefix',
      arn: (prefix, of) =>
        regional(undefined, 'ecr', 'repository/').arn(prefix === 'ROOT' ? '*' : `${prefix.replace(/\/$/, '')}/*`, of),
    },
  ],
  ['AWS::ECR::Repository', regional('RepositoryName', 'ecr', 'repository/')],
  ['AWS::ECS::Cluster', regional('ClusterName', 'ecs', 'cluster/')],
  ['AWS::EKS::Cluster', regional('Name', 'eks', 'cluster/')],
  ['AWS::Events::Rule', regional('Name', 'events', 'rule/')],
  ['AWS::IAM::Group', identity('GroupName', 'group')],
  ['AWS::IAM::InstanceProfile', identity('InstanceProfileName', 'instance-profile')],
  [
    'AWS::IAM::ManagedPolicy',
    { ...identity('ManagedPolicyName', 'policy'), isRefArn: true, arnAttribute: 'PolicyArn' },
  ],
  ['AWS::IAM::OIDCProvider', openIdProvider()],
  ['AWS::IAM::Role', identity('RoleName', 'role')],
  ['AWS::IAM::User', identity('UserName', 'user')],
  ['AWS::KMS::Key', regional(undefined, 'kms', 'key/')],
  ['AWS::Lambda::Function', regional('FunctionName', 'lambda', 'function:')],
  ['AWS::Logs::LogGroup', regional('LogGroupName', 'logs', 'log-group:', ':*')],
  ['AWS::S3::Bucket', { property: 'BucketName', arn: (name, of) => `arn:${partition(of)}:s3:::${name}` }],
  ['AWS::Serverless::Function', regional('FunctionName', 'lambda', 'function:')],
  ['AWS::Serverless::StateMachine', { ...regional('Name', 'states', 'stateMachine:'), isRefArn: true }],
  [
    'AWS::SSO::PermissionSet',
    {
      property: 'Name',
      arn: (_name, { resource, reading }) =>
        unresolved(`${reading.template.prefix}.${resource.logicalId}.PermissionSetArn`),
      arnAttribute: 'PermissionSetArn',
    },
  ],
  ['AWS::SNS::Topic', { ...regional('TopicName', 'sns', ''), isRefArn: true, arnAttribute: 'TopicArn' }],
  ['AWS::SQS::Queue', regional('QueueName', 'sqs', '')],
  ['AWS::StepFunctions::StateMachine', { ...regional('StateMachineName', 'states', 'stateMachine:'), isRefArn: true }],
  ['Custom::AWSCDKOpenIdConnectProvider', openIdProvider()],
]);

function regional(property: string | undefined, service: string, before: string, after = ''): Naming {
  return {
    ...(property === undefined ? {} : { property }),
    arn: (name, of) => {
      const { region, account } = of.reading.template.env;
      return `arn:${partition(of)}:${service}:${region}:${account}:${before}${name}${after}`;
    },
  };
}

function identity(property: string, kind: string): Naming {
  return {
    property,
    arn: (name, of) => identityArn(of.reading, kind, `${pathOf(of)}${name}`),
  };
}

/** The ARN of a resource of IAM. `path` starts with a slash and ends with the name. */
export function identityArn({ template: { env } }: Reading, kind: string, path: string): string {
  return `arn:${env.partition}:iam::${env.account}:${kind}${path}`;
}

function pathOf({ resource, reading }: NamedResource): string {
  const path = field(resource.properties, 'Path');
  return path === undefined ? '/' : (scalarText(reading.resolve(path)) ?? '/');
}

/** The ARN of an identity provider contains its issuer. */
function openIdProvider(): Naming {
  return {
    property: 'Url',
    arn: (url, of) => identityArn(of.reading, 'oidc-provider', `/${url.replace(/^https:\/\//, '')}`),
    isRefArn: true,
  };
}

function partition({ reading }: NamedResource): string {
  return reading.template.env.partition;
}

/** The name of a resource in its template, or an unresolved value if it gets its name at deploy. */
export function resourceName(resource: RawResource, reading: Reading): string {
  const property = namings.get(resource.type)?.property;
  const raw = property === undefined ? undefined : field(resource.properties, property);
  const given = raw === undefined ? undefined : reading.resolve(raw);
  return scalarText(given) ?? unresolved(`${reading.template.prefix}.${resource.logicalId}`);
}

/** The ARN of a resource, or `undefined` if its type is not known here. */
export function resourceArn(resource: RawResource, reading: Reading): string | undefined {
  return namings.get(resource.type)?.arn(resourceName(resource, reading), { resource, reading });
}

/** The value of `Ref` for a resource. */
export function resourceReference(resource: RawResource, reading: Reading): string {
  const { isRefArn } = namings.get(resource.type) ?? {};
  return (isRefArn === true ? resourceArn(resource, reading) : undefined) ?? resourceName(resource, reading);
}

/** The value of `Fn::GetAtt` for an attribute that follows from the name. */
export function resourceAttribute(resource: RawResource, attribute: string, reading: Reading): string | undefined {
  const naming = namings.get(resource.type);
  if (naming && attribute === (naming.arnAttribute ?? 'Arn')) return resourceArn(resource, reading);
  if (resource.type === 'AWS::ECR::Repository' && attribute === 'RepositoryUri') {
    const { account, region } = reading.template.env;
    const suffix = scalarText(reading.refer('AWS::URLSuffix')) ?? unresolved('AWS::URLSuffix');
    return `${account}.dkr.ecr.${region}.${suffix}/${resourceName(resource, reading)}`;
  }
  return undefined;
}

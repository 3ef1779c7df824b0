import { type PresentResource } from '../graph-resources';
import { field, isList, type Value } from '../value';

/** Custom resources of the CDK that the review reads, or that change neither IAM nor ECR's policies. */
const harmless: ReadonlySet<string> = new Set(
  [
    ...['AWSCDKCfnJson', 'AWSCDKCfnJsonStringify', 'AWSCDKOpenIdConnectProvider', 'CDKBucketDeployment'],
    ...['CloudwatchLogResourcePolicy', 'CrossAccountZoneDelegation', 'CrossRegionExportReader'],
    ...['CrossRegionExportWriter', 'CrossRegionStringParameterReader', 'DeleteExistingRecordSet'],
    ...['DescribeCognitoUserPoolClient', 'DynamoDBReplica', 'ECRAutoDeleteImages', 'ElasticsearchAccessPolicy'],
    ...['GluePartitionIndex', 'LogRetention', 'OpenSearchAccessPolicy', 'S3AutoDeleteObjects'],
    ...['S3BucketNotifications', 'S3ObjectCopy', 'SyntheticsAutoDeleteUnderlyingResources'],
    ...['UserPoolCloudFrontDomainName', 'VpcRestrictDefaultSG'],
    ...['AWSCDK-EKS-Cluster', 'AWSCDK-EKS-FargateProfile', 'AWSCDK-EKS-HelmChart', 'AWSCDK-EKS-KubernetesObjectValue'],
    ...['AWSCDK-EKS-KubernetesPatch', 'AWSCDK-EKS-KubernetesResource'],
  ].map((name) => `Custom::${name}`),
);

/**
 * Why a resource that runs code outside CloudFormation may grant access. Returns `undefined` for other resources and
 * harmless ones.
 */
export function customResourceProblem({ reader, raw, assumptions }: PresentResource): string | undefined {
  const { type } = raw;
  if (!isCustom(type) || harmless.has(type)) return undefined;
  if (/(?<![A-Z])(ECR|IAM)(?![A-Z]{2})|Ecr|Iam(?![a-z])/.test(type)) {
    return `its type ${type} is about IAM or ECR, and the review does not know what it does`;
  }
  const properties = reader.flatReading(assumptions).resolve(raw.properties);
  const sign = signOfAccess(properties);
  return sign && `its properties contain ${sign}, and the review does not know what it does`;
}

function isCustom(type: string): boolean {
  if (type === 'AWS::CloudFormation::CustomResource') return true;
  return type.includes('::') && !/^(AWS|Alexa|Fn)::/.test(type);
}

/** The texts in the properties that are about IAM or ECR. */
function signOfAccess(properties: Value | undefined): string | undefined {
  const waiting: Value[] = properties === undefined ? [] : [properties];
  const seen = new Set<Value>();
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const sign = typeof next === 'string' ? signInText(next) : signInKeys(next);
    if (sign !== undefined) return sign;
    if (typeof next !== 'object' || next === null || seen.has(next)) continue;
    seen.add(next);
    for (const [key, item] of Object.entries<Value>(next)) if (key !== 'ServiceToken') waiting.push(item);
  }
  return undefined;
}

const keys: readonly (readonly [RegExp, string])[] = [
  [/policy(document|text)$/i, 'a policy'],
  [/^(permissionsboundary|(managed)?policy(arns?|name))$/i, 'a managed policy'],
  [/role(arns?|names?)?$/i, 'a role'],
];

function signInKeys(value: Value): string | undefined {
  if (typeof value !== 'object' || value === null || isList(value)) return undefined;
  for (const key of Object.keys(value)) {
    const sign = keys.find(([form]) => form.test(key))?.[1];
    if (sign !== undefined && field(value, key) !== '') return sign;
  }
  return undefined;
}

const texts: readonly (readonly [RegExp, string])[] = [
  [/arn:[^:"\s]*:iam:[^:"\s]*:[^:"\s]*:[a-z-]*role\//, 'the ARN of a role'],
  [/arn:[^:"\s]*:iam:/, 'an ARN of IAM'],
  [/arn:[^:"\s]*:ecr(-public)?:/, 'the ARN of a repository'],
  [/(^|["'\s,[])(ecr|ecr-public|iam|sts):[A-Za-z*?]/, 'actions of IAM or ECR'],
  [/"(Statement|PolicyDocument|AssumeRolePolicyDocument|policyText|RoleName|roleName)"\s*:/, 'a policy'],
];

/** A text may be JSON, such as the calls of the CDK's `AwsCustomResource`. */
function signInText(text: string): string | undefined {
  const calls = callsOf(text);
  if (calls !== undefined) return calls;
  if (readsOnly(text)) return undefined;
  return texts.find(([form]) => form.test(text))?.[1];
}

const service = /"service"\s*:\s*"(?:@aws-sdk\/client-)?(iam|ecr|ecr-public|sts|sso-admin)"/i;
const action = /"action"\s*:\s*"([^"]*)"/;

function callsOf(text: string): string | undefined {
  if (!service.test(text) || readsOnly(text)) return undefined;
  const name = action.exec(text)?.[1];
  return name === undefined ? 'calls of IAM or ECR' : `a call of ${name}`;
}

/** Whether a text is a call that changes nothing. */
function readsOnly(text: string): boolean {
  const name = action.exec(text)?.[1];
  return name !== undefined && /^(batchGet|describe|get|head|list)/i.test(name);
}

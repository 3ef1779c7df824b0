import { CfnResource, type Stack, Validations } from 'aws-cdk-lib';

/** Findings that are intended for a type of resource, and why. */
interface Intended {
  readonly type: string;
  readonly ids?: readonly string[];
  readonly checkov?: readonly string[];
  readonly cfnLint?: readonly string[];
  readonly reason: string;
}

const packs = ['HIPAA.Security', 'NIST.800.53.R4', 'NIST.800.53.R5', 'PCI.DSS.321'];
const inPacks = (rule: string) => packs.map((pack) => `${pack}::${pack}-${rule}`);
const wildcards = (...findings: string[]) => findings.map((finding) => `AwsSolutions::AwsSolutions-IAM5[${finding}]`);
const s3Actions = ['Abort*', 'DeleteObject*', 'GetBucket*', 'GetObject*', 'List*'].map(
  (action) => `Action::s3:${action}`,
);
const kmsActions = ['GenerateDataKey*', 'ReEncrypt*'].map((action) => `Action::kms:${action}`);

const intended: readonly Intended[] = [
  {
    type: 'AWS::S3::Bucket',
    ids: [
      'AwsSolutions::AwsSolutions-S1',
      ...['LoggingEnabled', 'ReplicationEnabled', 'DefaultLockEnabled'].flatMap((rule) => inPacks(`S3Bucket${rule}`)),
    ],
    checkov: ['CKV_AWS_18'],
    reason: 'The bucket has the artifacts of runs. A new run creates them again from Git.',
  },
  {
    type: 'AWS::IAM::Policy',
    ids: inPacks('IAMNoInlinePolicy'),
    reason: 'CDK writes the policies of the roles of a pipeline inline.',
  },
  {
    type: 'AWS::IAM::Policy',
    ids: wildcards(...s3Actions, ...kmsActions, 'Resource::<Artifacts82DD59A1.Arn>/*'),
    reason: 'CDK lets the roles of a pipeline read and write the artifacts of its runs, in this bucket only.',
  },
  {
    type: 'AWS::IAM::Policy',
    ids: wildcards('Resource::*'),
    checkov: ['CKV_AWS_111'],
    reason: 'CDK lets the deploy action register task definitions, for which IAM accepts no resource.',
  },
  {
    type: 'AWS::IAM::Policy',
    cfnLint: ['I3510'],
    reason: 'CDK names the action of the connection by its old prefix. The stack adds the new one.',
  },
  {
    type: 'AWS::CodePipeline::Pipeline',
    cfnLint: ['W3005'],
    reason: 'CDK adds a dependency on the role of the pipeline that its ARN implies.',
  },
];

/** Acknowledges the findings of a pipeline of the CDK in a stack. The image and its build need none of it. */
export function acknowledgePipeline(stack: Stack): void {
  for (const resource of stack.node.findAll()) {
    if (!CfnResource.isCfnResource(resource)) continue;
    for (const finding of intended) if (resource.cfnResourceType === finding.type) acknowledge(resource, finding);
  }
}

function acknowledge(resource: CfnResource, { ids = [], checkov, cfnLint, reason }: Intended): void {
  for (const id of ids) Validations.of(resource).acknowledge({ id, reason });
  if (checkov) resource.addMetadata('checkov', { skip: checkov.map((id) => ({ id, comment: reason })) });
  if (cfnLint) resource.addMetadata('cfn-lint', { config: { ignore_checks: cfnLint } });
}

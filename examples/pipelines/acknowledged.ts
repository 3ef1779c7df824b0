import { CfnResource, Validations } from 'aws-cdk-lib';
import { type CodePipeline } from 'aws-cdk-lib/pipelines';

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

const projects = ['PipelineBuildSynthCdkBuildProject6BEFA8E6', 'PipelineUpdatePipelineSelfMutationDAA41400'];
const projectArns = (resource: string) => `Resource::arn:aws:${resource}`;
const ofProject = (project: string) => [
  projectArns(`codebuild:us-east-1:333333333333:report-group/<${project}>-*`),
  projectArns(`logs:us-east-1:333333333333:log-group:/aws/codebuild/<${project}>:*`),
];
const replicas = ['e5640ddc69ef5bd22f44', 'e9f7ec161c389e22f6f8'];

const intended: readonly Intended[] = [
  {
    type: 'AWS::S3::Bucket',
    ids: [
      'AwsSolutions::AwsSolutions-S1',
      ...['LoggingEnabled', 'ReplicationEnabled', 'VersioningEnabled', 'DefaultLockEnabled'].flatMap((rule) =>
        inPacks(`S3Bucket${rule}`),
      ),
    ],
    checkov: ['CKV_AWS_18', 'CKV_AWS_21'],
    reason: 'CDK Pipelines creates the bucket for the artifacts of its runs. A new run creates them again from Git.',
  },
  {
    type: 'AWS::CodeBuild::Project',
    ids: inPacks('CodeBuildProjectSourceRepoUrl'),
    reason: 'The project gets its source from the pipeline. The rule knows only OAuth tokens.',
  },
  {
    type: 'AWS::IAM::Policy',
    ids: inPacks('IAMNoInlinePolicy'),
    reason: 'CDK Pipelines writes the policies of its roles inline.',
  },
  {
    type: 'AWS::IAM::Policy',
    ids: wildcards(
      ...[
        'kms:GenerateDataKey*',
        'kms:ReEncrypt*',
        's3:Abort*',
        's3:DeleteObject*',
        's3:GetBucket*',
        's3:GetObject*',
      ].map((action) => `Action::${action}`),
      'Action::s3:List*',
      'Resource::<PipelineArtifactsBucketAEA9A052.Arn>/*',
      ...replicas.map((replica) => projectArns(`s3:::registry-pipeline-supporteplicationbucket${replica}/*`)),
    ),
    reason: 'CDK Pipelines lets its roles read and write the artifacts of its runs, which are in its own buckets.',
  },
  {
    type: 'AWS::IAM::Policy',
    ids: wildcards(...projects.flatMap(ofProject)),
    reason: 'CDK writes it for the log streams and reports of a project, whose names CodeBuild generates.',
  },
  {
    type: 'AWS::IAM::Policy',
    ids: wildcards('Resource::*', 'Resource::arn:*:iam::333333333333:role/*'),
    checkov: ['CKV_AWS_111'],
    reason:
      'The pipeline updates itself with the roles of the bootstrap stack, which a condition on their tags selects.',
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
  {
    type: 'AWS::IAM::Role',
    ids: ['EcrPublishingChecks::role-trusts-service-without-source'],
    reason: 'CDK Pipelines creates the role for its own CodeBuild project, and offers no condition on its source.',
  },
];

/** Acknowledges the findings of CDK Pipelines, whose constructs belong to the CDK. Call it after `buildPipeline()`. */
export function acknowledgePipeline(pipeline: CodePipeline): void {
  const { crossRegionSupport } = pipeline.pipeline;
  const scopes = [pipeline, ...Object.values(crossRegionSupport).map(({ stack }) => stack)];
  const resources = scopes.flatMap(({ node }) => node.findAll()).filter((one) => CfnResource.isCfnResource(one));
  for (const finding of intended) {
    for (const resource of resources) if (resource.cfnResourceType === finding.type) acknowledge(resource, finding);
  }
}

function acknowledge(resource: CfnResource, { ids = [], checkov, cfnLint, reason }: Intended): void {
  for (const id of ids) Validations.of(resource).acknowledge({ id, reason });
  if (checkov) resource.addMetadata('checkov', { skip: checkov.map((id) => ({ id, comment: reason })) });
  if (cfnLint) resource.addMetadata('cfn-lint', { config: { ignore_checks: cfnLint } });
}

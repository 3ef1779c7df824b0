import { pipelines, Stack } from 'aws-cdk-lib';
import * as codebuild from 'aws-cdk-lib/aws-codebuild';
import * as codecommit from 'aws-cdk-lib/aws-codecommit';
import * as codepipeline from 'aws-cdk-lib/aws-codepipeline';
import * as actions from 'aws-cdk-lib/aws-codepipeline-actions';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import * as sns from 'aws-cdk-lib/aws-sns';
import { ImageRepository } from '../../lib/repository/image-repository';
import { docker, isAllowed, mayLogIn } from '../simulation';
import { account, env, newApp, region, resourcesOf, warningsOf } from '../synthesis';
import { literalIn, repositoryArn, roleOf } from './role-policies';

const app = newApp();

/** A pipeline that an image starts. */
const started = new Stack(app, 'Started', { env });
const service = new ImageRepository(started, 'Service', { repositoryName: 'service', mutableTags: ['latest'] });
const output = new codepipeline.Artifact();
new codepipeline.Pipeline(started, 'Pipeline', {
  stages: [
    {
      stageName: 'Source',
      actions: [new actions.EcrSourceAction({ actionName: 'Image', repository: service, imageTag: 'latest', output })],
    },
    {
      stageName: 'Build',
      actions: [
        new actions.CodeBuildAction({
          actionName: 'Build',
          input: output,
          project: new codebuild.PipelineProject(started, 'Project', {
            buildSpec: codebuild.BuildSpec.fromObject({ version: '0.2', phases: { build: { commands: ['true'] } } }),
          }),
        }),
      ],
    },
  ],
});

/** A pipeline of CDK Pipelines whose builds pull a private image. */
const rolledOut = new Stack(app, 'RolledOut', { env });
const base = new ImageRepository(rolledOut, 'Base', { repositoryName: 'base' });
new pipelines.CodePipeline(rolledOut, 'Pipeline', {
  dockerCredentials: [pipelines.DockerCredential.ecr([base])],
  synth: new pipelines.ShellStep('Synth', {
    input: pipelines.CodePipelineSource.codeCommit(
      codecommit.Repository.fromRepositoryName(rolledOut, 'Code', 'code'),
      'main',
    ),
    commands: ['npx cdk synth'],
  }),
}).buildPipeline();

/** Rules for the events of a repository. */
const watched = new Stack(app, 'Watched', { env });
const scanned = new ImageRepository(watched, 'Scanned', { repositoryName: 'scanned' });
const target = new targets.SnsTopic(new sns.Topic(watched, 'Topic'));
scanned.onImageScanCompleted('ScanCompleted', { imageTags: ['v1'], target });
scanned.onCloudTrailImagePushed('Pushed', { imageTag: 'v1', target });
scanned.onEvent('Event', { target });

const patternsOf = (stack: Stack) =>
  resourcesOf(stack, 'AWS::Events::Rule').map(({ Properties: { EventPattern: pattern } }) => literalIn(stack, pattern));

test('an EcrSourceAction starts the pipeline at a push of the tag, and its role reads that image only', async () => {
  expect(patternsOf(started)).toEqual([
    {
      source: ['aws.ecr'],
      'detail-type': ['ECR Image Action'],
      detail: {
        'action-type': ['PUSH'],
        'image-tag': ['latest'],
        'repository-name': ['service'],
        result: ['SUCCESS'],
      },
    },
  ]);
  const caller = roleOf(started, 'PipelineSourceImageCodePipelineActionRole');
  const describes = (name: string) =>
    isAllowed(caller, { action: 'ecr:DescribeImages', resource: repositoryArn(name), account });
  expect(await describes('service')).toBe(true);
  expect(await describes('other')).toBe(false);
  expect(await docker('push', caller, { arn: repositoryArn('service') })).toBe('refused');
});

test.each(['PipelineBuildSynthCdkBuildProjectRole', 'PipelineUpdatePipelineSelfMutationRole'])(
  'DockerCredential.ecr lets %s log in and pull that image only',
  async (role) => {
    const caller = roleOf(rolledOut, role);
    expect(await mayLogIn(caller)).toBe(true);
    expect(await docker('pull', caller, { arn: repositoryArn('base') })).toBe('done');
    expect(await docker('pull', caller, { arn: repositoryArn('other') })).toBe('refused');
    expect(await docker('push', caller, { arn: repositoryArn('base') })).toEqual(
      expect.arrayContaining(['ecr:PutImage', 'ecr:InitiateLayerUpload']),
    );
  },
);

test('the login of DockerCredential.ecr names the registry of the repository', () => {
  const buildspecs = resourcesOf(rolledOut, 'AWS::CodeBuild::Project').map(({ Properties: { Source: source } }) =>
    String(literalIn(rolledOut, (source as { BuildSpec: unknown }).BuildSpec)),
  );
  expect(buildspecs).toHaveLength(2);
  const registry = `${account}.dkr.ecr.${region}.amazonaws.com`;
  for (const buildspec of buildspecs) {
    const { phases } = JSON.parse(buildspec) as { phases: { pre_build: { commands: string[] } } };
    expect(phases.pre_build.commands).toContain(
      `echo '{"version":"1.0","domainCredentials":{"${registry}":{"ecrRepository":true}}}' > $HOME/.cdk/cdk-docker-creds.json`,
    );
  }
});

test('rules of scans, of pushes in CloudTrail and of all events match that repository only', () => {
  expect(patternsOf(watched)).toEqual([
    {
      source: ['aws.ecr'],
      'detail-type': ['ECR Image Scan'],
      detail: { 'repository-name': ['scanned'], 'scan-status': ['COMPLETE'], 'image-tags': ['v1'] },
    },
    {
      source: ['aws.ecr'],
      'detail-type': ['AWS API Call via CloudTrail'],
      detail: { eventName: ['PutImage'], requestParameters: { repositoryName: ['scanned'], imageTag: ['v1'] } },
    },
    { source: ['aws.ecr'], detail: { 'repository-name': ['scanned'] } },
  ]);
  expect(warningsOf(watched)).toEqual([]);
});

import { type Stack } from 'aws-cdk-lib';
import * as codedeploy from 'aws-cdk-lib/aws-codedeploy';
import * as codepipeline from 'aws-cdk-lib/aws-codepipeline';
import * as actions from 'aws-cdk-lib/aws-codepipeline-actions';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Platform } from 'aws-cdk-lib/aws-ecr-assets';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { parse } from 'yaml';
import { type ImageBuildProjectProps } from '../../../lib/build/image-build-project';
import { ImageCheckProject } from '../../../lib/build/image-check-project';
import { ImageSource } from '../../../lib/build/source/image-source';
import { type CodePipelineSourceOptions } from '../../../lib/build/source/source-options';
import { ImageTag } from '../../../lib/naming/image-tag';
import { isAllowed } from '../../simulation';
import {
  account,
  buildspecOf,
  mappingsOf,
  newStack,
  onlyProperties,
  type Properties,
  resourcesOf,
  templateOf,
} from '../../synthesis';
import { addProject, connectionArn, projectType, statementsWith } from '../build-project';
import { commit, digestOf, runBuild, uri } from '../build-run';

const source = ImageSource.codePipeline();
const pipelineVariables = { CODEBUILD_INITIATOR: 'codepipeline/service' };

describe('a pipeline with a source, a build and both deployments to ECS', () => {
  const stack = newStack();
  const build = addProject(stack, {
    source: ImageSource.codePipeline({ containerName: 'web', fullClone: true, branches: ['main'] }),
    tags: [ImageTag.commit(), ImageTag.branch('branch-'), ImageTag.fixed('latest')],
  });
  const files = new codepipeline.Artifact('Files');
  const image = new codepipeline.Artifact('Image');
  const sourceAction = new actions.CodeStarConnectionsSourceAction({
    actionName: 'Source',
    connectionArn,
    owner: 'acme',
    repo: 'service',
    branch: 'main',
    output: files,
    codeBuildCloneOutput: true,
  });
  const vpc = ec2.Vpc.fromVpcAttributes(stack, 'Vpc', { vpcId: 'vpc-1', availabilityZones: ['a'] });
  const service = ecs.FargateService.fromFargateServiceAttributes(stack, 'Ecs', {
    cluster: ecs.Cluster.fromClusterAttributes(stack, 'Cluster', { clusterName: 'pizza', vpc, securityGroups: [] }),
    serviceName: 'web',
  });
  const group = codedeploy.EcsDeploymentGroup.fromEcsDeploymentGroupAttributes(stack, 'Group', {
    application: codedeploy.EcsApplication.fromEcsApplicationName(stack, 'Application', 'pizza'),
    deploymentGroupName: 'pizza',
  });
  new codepipeline.Pipeline(stack, 'Pipeline', {
    pipelineName: 'service',
    crossAccountKeys: true,
    stages: [
      { stageName: 'Source', actions: [sourceAction] },
      {
        stageName: 'Build',
        actions: [
          new actions.CodeBuildAction({
            actionName: 'Build',
            project: build.project,
            input: files,
            outputs: [image],
            environmentVariables: { SOURCE_BRANCH: { value: sourceAction.variables.branchName } },
          }),
        ],
      },
      {
        stageName: 'Deploy',
        actions: [
          new actions.EcsDeployAction({ actionName: 'Rolling', service, input: image }),
          new actions.CodeDeployEcsDeployAction({
            actionName: 'BlueGreen',
            deploymentGroup: group,
            appSpecTemplateInput: files,
            taskDefinitionTemplateInput: files,
            containerImageInputs: [{ input: image, taskDefinitionPlaceholder: 'IMAGE' }],
          }),
        ],
      },
    ],
  });
  const template = templateOf(stack);
  const project = onlyProperties(stack, projectType);

  test('the project takes its source from the pipeline, and gives it its artifacts', () => {
    expect(project).toMatchObject({ Source: { Type: 'CODEPIPELINE' }, Artifacts: { Type: 'CODEPIPELINE' } });
    expect(project.Triggers).toBeUndefined();
    expect(project.Environment).toMatchObject({ PrivilegedMode: true });
    const { artifacts, env } = parse(buildspecOf(mappingsOf(stack), project)) as Properties;
    expect(artifacts).toEqual({ files: ['imagedefinitions.json', 'imageDetail.json'] });
    expect((env as Properties)['exported-variables']).toContain('IMAGE_URI_BY_DIGEST');
  });

  test('artifacts are encrypted with the key of the pipeline, which the deploy actions can use', () => {
    const [bucket = ''] = Object.keys(template.findResources('AWS::S3::Bucket'));
    const { BucketEncryption } = (template.findResources('AWS::S3::Bucket')[bucket] as Properties)
      .Properties as Properties;
    const rule = (BucketEncryption as Properties).ServerSideEncryptionConfiguration as Properties[];
    expect(project.EncryptionKey).toEqual((rule[0]?.ServerSideEncryptionByDefault as Properties).KMSMasterKeyID);
  });

  test('the pipeline passes the branch, and starts one build', () => {
    const { Stages: stages } = onlyProperties(stack, 'AWS::CodePipeline::Pipeline') as {
      Stages: { Actions: Properties[] }[];
    };
    const { Configuration: configuration } = stages[1]?.Actions[0] as { Configuration: Properties };
    expect(JSON.parse(String(configuration.EnvironmentVariables))).toEqual([
      { name: 'SOURCE_BRANCH', type: 'PLAINTEXT', value: expect.stringMatching(/^#\{.*BranchName\}$/) as string },
    ]);
    expect(configuration.BatchEnabled).toBeUndefined();
  });

  test('the role reads and writes artifacts, and uses the connection by the prefix of its ARN', async () => {
    const roleOf = ({ Properties }: { Properties: Properties }) =>
      JSON.stringify(Properties.Roles).includes('AccessRole');
    const inline = resourcesOf(stack, 'AWS::IAM::Policy').filter(roleOf);
    const managed = resourcesOf(stack, 'AWS::IAM::ManagedPolicy').filter(roleOf);
    const text = JSON.stringify([...inline, ...managed].map(({ Properties }) => Properties.PolicyDocument as unknown))
      .replace(/\{"Fn::GetAtt":\["PipelineArtifactsBucket\w*","Arn"\]\}/g, '"arn:aws:s3:::artifacts"')
      .replace(/\{"Fn::Join":\["",\["arn:aws:s3:::artifacts","\/\*"\]\]\}/g, '"arn:aws:s3:::artifacts/*"')
      .replace(/\{"Fn::GetAtt":\["(\w+)","Arn"\]\}/g, '"arn:aws:x:eu-west-1:123456789012:$1"');
    const caller = { principal: `arn:aws:iam::${account}:role/build`, identityPolicies: JSON.parse(text) as object[] };
    const may = (action: string, resource: string) => isAllowed(caller, { action, resource, account });
    expect(await may('s3:GetObject', 'arn:aws:s3:::artifacts/service/x')).toBe(true);
    expect(await may('s3:PutObject', 'arn:aws:s3:::artifacts/service/x')).toBe(true);
    expect(await may('codeconnections:UseConnection', connectionArn)).toBe(true);
    expect(await may('s3:GetObject', 'arn:aws:s3:::other/x')).toBe(false);
    expect(await may('codeconnections:UseConnection', `${connectionArn.slice(0, -4)}0000`)).toBe(false);
    expect(await may('s3:DeleteBucket', 'arn:aws:s3:::artifacts')).toBe(false);
    expect(text).not.toContain('codestar-connections');
    expect(text).not.toContain('logs:CreateLogGroup');
    expect(text).not.toContain('codebuild:');
  });
});

describe('the build specification', () => {
  const run = (props: Partial<ImageBuildProjectProps> = {}, variables: Record<string, string> = {}) =>
    runBuild({ props: { source, ...props }, variables: { ...pipelineVariables, ...variables } });

  test('writes the image by its digest for both kinds of deployment', () => {
    const { succeeded, exported, definitions } = run();
    const image = `${uri}@${digestOf('an image')}`;
    expect(succeeded).toBe(true);
    expect(JSON.parse(definitions['imagedefinitions.json'] ?? '')).toEqual([
      { name: 'jwt-pizza-service', imageUri: image },
    ]);
    expect(JSON.parse(definitions['imageDetail.json'] ?? '')).toEqual({ ImageURI: image });
    expect([exported.IMAGE_URI_BY_DIGEST, exported.IMAGE_TAG]).toEqual([image, commit]);
  });

  test('a version of an archive in S3 names the image as a commit does', () => {
    const { succeeded, exported } = run({}, { CODEBUILD_RESOLVED_SOURCE_VERSION: 'L4kqtJlcpXroDTDmpUMLUo' });
    expect([succeeded, exported.IMAGE_TAGS, exported.IMAGE_REVISION]).toEqual([true, 'L4kqtJlcpXroDTDmpUMLUo', '']);
  });

  test('a source without any version gives the number of the build', () => {
    const { succeeded, exported } = run({}, { CODEBUILD_RESOLVED_SOURCE_VERSION: '' });
    expect([succeeded, exported.IMAGE_TAGS]).toEqual([true, 'build-7-b1e6661e']);
  });

  test('a Git tag that the pipeline passes gives its version', () => {
    const props = { source: ImageSource.codePipeline({ tagPatterns: ['v*'] }), tags: [ImageTag.semanticVersion()] };
    expect(run(props, { SOURCE_TAG: 'v1.2.3' }).exported.IMAGE_TAGS).toBe('1.2.3');
  });

  test.each<[string, Partial<ImageBuildProjectProps>, Record<string, string>, string]>([
    [
      'a person started the project',
      {},
      { CODEBUILD_INITIATOR: 'alice' },
      "This project builds in a pipeline only: start the pipeline, and not the project. It was started by 'alice'",
    ],
    [
      'the source is no clone',
      { source: ImageSource.codePipeline({ fullClone: true }) },
      {},
      'The source has no history of commits: set codeBuildCloneOutput: true at the source action of the pipeline',
    ],
    [
      'the pipeline passes no branch',
      { source: ImageSource.codePipeline({ branches: ['main'], fullClone: true }), tags: [ImageTag.branch('branch-')] },
      { PIPELINE_CLONE: '' },
      'The image has a tag of its branch: set SOURCE_BRANCH in the variables of the CodeBuild action, to #{NAMESPACE.BranchName}',
    ],
  ])('the first line says so if %s, and nothing is called', (_, props, variables, message) => {
    const { succeeded, calls, log } = run(props, variables);
    expect([succeeded, calls, log]).toEqual([false, [], `${message}\n`]);
  });
});

describe('a ZIP file of a pipeline whose executions follow one another', () => {
  const inOrder = { source: ImageSource.codePipeline({ executionsInOrder: true }) };
  const moving = { ...inOrder, tags: [ImageTag.commit(), ImageTag.fixed('latest')] };
  const images = { latest: 'an image of another tool, without a commit' };

  test('latest becomes the last image, if another image has it now', () => {
    const { succeeded, exported, calls } = runBuild({ props: moving, variables: pipelineVariables, images });
    expect([succeeded, exported.IMAGE_TAGS]).toEqual([true, `${commit} latest`]);
    expect(
      calls.filter(([, , call]) => call === 'put-image').map((call) => call.at(call.indexOf('--image-tag') + 1)),
    ).toEqual([commit, 'latest']);
  });

  test('nothing is read of Git, and the image has no comparison to make', () => {
    const project = onlyProperties(withProject(moving), projectType);
    const buildspec = buildspecOf(mappingsOf(withProject(moving)), project);
    expect((parse(buildspec) as { env: Properties }).env['git-credential-helper']).toBeUndefined();
    expect(buildspec).not.toContain('merge-base');
  });

  test('the parameter becomes the last image too', () => {
    const stack = newStack();
    const props = { ...inOrder, imageParameter: StringParameter.fromStringParameterName(stack, 'Parameter', '/image') };
    const { calls } = runBuild({ props, variables: pipelineVariables });
    expect(calls.filter(([, service, call]) => service === 'ssm' && call === 'put-parameter')).toHaveLength(1);
  });

  test('without names that move, its project is the same', () => {
    const plain = onlyProperties(withProject({ source }), projectType);
    expect(onlyProperties(withProject(inOrder), projectType)).toEqual(plain);
  });
});

function withProject(props: Partial<ImageBuildProjectProps>): Stack {
  const stack = newStack();
  addProject(stack, props);
  return stack;
}

test('a role of a project that the pipeline imports by its name may use the artifacts of one bucket', () => {
  const stack = newStack();
  const artifactBucket = Bucket.fromBucketName(stack, 'Artifacts', 'artifacts');
  const statements = statementsWith({ source: ImageSource.codePipeline({ artifactBucket }) }, stack);
  expect(statements.filter(({ Sid: sid }) => sid === 'UseArtifacts')).toMatchObject([
    { Action: ['s3:GetObject', 's3:GetObjectVersion', 's3:PutObject'], Effect: 'Allow' },
  ]);
  expect(JSON.stringify(statements)).toContain(':s3:::artifacts/*');
});

const parameter = (stack: Stack) => StringParameter.fromStringParameterName(stack, 'Parameter', '/image');
const zip =
  'because the source is a ZIP file without history, and a build does not know which commit is newer. Set ' +
  '`codeBuildCloneOutput: true` at the source action, and `fullClone: true` at ImageSource.codePipeline(). If the action cannot pass a ' +
  'clone and the pipeline has the execution mode QUEUED or SUPERSEDED, set `executionsInOrder: true` instead.';
const unchecked = (options: object): CodePipelineSourceOptions => options;

test.each<[string, (stack: Stack) => unknown, string]>([
  [
    'a tag that moves without history',
    (stack) => addProject(stack, { source, tags: [ImageTag.fixed('latest')] }),
    `\`tags\` must not have tags that move, ${zip}`,
  ],
  [
    'a parameter without history',
    (stack) => addProject(stack, { source, imageParameter: parameter(stack) }),
    `\`imageParameter\` must not be set, ${zip}`,
  ],
  [
    'a tag of a branch that no pipeline passes',
    (stack) => addProject(stack, { source, tags: [ImageTag.branch('branch-')] }),
    "`tags[0]` must be a tag that a run can give, got 'branch', which needs a branch, but the pipeline passes no branch and no Git " +
      'tag. Add `branches` or `tagPatterns` to ImageSource.codePipeline(), or leave the tag out',
  ],
  [
    'a batch',
    (stack) => addProject(stack, { source, platforms: [Platform.LINUX_AMD64, Platform.LINUX_ARM64] }),
    '`platforms` must be one platform in a pipeline unless `emulation` is true, got several. A pipeline takes the output artifact of ' +
      'one build, and each build of a batch has its own. Set `emulation: true`, or make a project for each platform.',
  ],
  [
    'an action that starts a batch',
    (stack) => addProject(stack, { source }).project.enableBatchBuilds(),
    '`executeBatchBuild` must not be true for this project, got true. One build makes the image and its artifact. Leave it out.',
  ],
  [
    'a check of pull requests',
    (stack) => new ImageCheckProject(stack, 'Check', { source, commands: ['make'] }),
    '`source` must be a GitHub or GitLab repository, got CodePipeline. A pipeline has no pull requests to approve.',
  ],
  [
    'a connection, as a webhook has it',
    () => ImageSource.codePipeline(unchecked({ connectionArn })),
    '`connectionArn` must not be set for a source of CodePipeline. The source action of the pipeline reads the source and starts the ' +
      'build. Set it there.',
  ],
  [
    'an order of executions with a clone',
    () => ImageSource.codePipeline({ fullClone: true, executionsInOrder: true }),
    '`executionsInOrder` must not be true with `fullClone: true`, because builds with a history compare commits. Leave one of them out.',
  ],
  [
    'a name that is none of a container',
    () => ImageSource.codePipeline({ containerName: 'a b' }),
    "`containerName` must be an ECS name, got 'a b'. Use at most 255 letters, digits, '_' and '-'",
  ],
])('fails when there is %s', (_, create, message) => {
  expect(() => create(newStack())).toThrow(new Error(message));
});

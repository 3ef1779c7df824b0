import { ComputeType } from 'aws-cdk-lib/aws-codebuild';
import { Repository } from 'aws-cdk-lib/aws-ecr';
import { Platform } from 'aws-cdk-lib/aws-ecr-assets';
import { account, newStack, type Properties, region } from '../synthesis';
import { projectWith } from './build-project';

/** The variables of a project, by name; each of them in plain text. */
function variablesOf({ Environment: environment }: Properties): Record<string, unknown> {
  const variables = (environment as { EnvironmentVariables: Properties[] }).EnvironmentVariables;
  expect(new Set(variables.map(({ Type: type }) => type as string))).toEqual(new Set(['PLAINTEXT']));
  return Object.fromEntries(variables.map(({ Name: name, Value: value }) => [String(name), value]));
}

const registryOf = (ofAccount: string, ofRegion: string) => ({
  'Fn::Join': ['', [`${ofAccount}.dkr.ecr.${ofRegion}.`, { Ref: 'AWS::URLSuffix' }]],
});

const uriOf = (ofAccount: string, ofRegion: string, name: string) => ({
  'Fn::Join': ['', [`${ofAccount}.dkr.ecr.${ofRegion}.`, { Ref: 'AWS::URLSuffix' }, `/${name}`]],
});

test('the build knows the repository, the platform and the paths as plain variables', () => {
  expect(variablesOf(projectWith())).toEqual({
    REGISTRY: registryOf(account, region),
    REGISTRY_REGION: region,
    REPOSITORY_URI: uriOf(account, region, 'jwt-pizza-service'),
    IMAGE_PLATFORM: 'linux/amd64',
    DOCKERFILE: 'Dockerfile',
    BUILD_CONTEXT: '.',
    TAG_RULE_00: 'commit',
    BUILDKIT_IMAGE: 'public.ecr.aws/vend/moby/buildkit:buildx-stable-1',
    PROVENANCE: 'mode=min',
    SBOM: 'generator=mirror.gcr.io/docker/buildkit-syft-scanner:stable-1',
    IMAGE_OUTPUT: 'push=true',
  });
});

test('the build logs in to the account and the Region of the repository, not of the project', () => {
  const stack = newStack();
  const arn = 'arn:aws:ecr:us-east-1:999999999999:repository/team/app';
  const project = projectWith({ repository: Repository.fromRepositoryArn(stack, 'Other', arn) }, stack);
  expect(variablesOf(project)).toMatchObject({
    REGISTRY: registryOf('999999999999', 'us-east-1'),
    REGISTRY_REGION: 'us-east-1',
    REPOSITORY_URI: uriOf('999999999999', 'us-east-1', 'team/app'),
  });
});

test.each<[string, Platform[] | undefined, Properties, string]>([
  ['x86, unless told', undefined, { Type: 'LINUX_CONTAINER', Image: 'aws/codebuild/standard:8.0' }, 'linux/amd64'],
  [
    'x86 for amd64',
    [Platform.LINUX_AMD64],
    { Type: 'LINUX_CONTAINER', Image: 'aws/codebuild/standard:8.0' },
    'linux/amd64',
  ],
  [
    'ARM for arm64',
    [Platform.LINUX_ARM64],
    { Type: 'ARM_CONTAINER', Image: 'aws/codebuild/amazonlinux-aarch64-standard:4.0' },
    'linux/arm64',
  ],
])('the machine is %s', (_, platforms, machine, platform) => {
  const project = projectWith({ platforms });
  expect(project.Environment).toMatchObject({ ...machine, ComputeType: 'BUILD_GENERAL1_SMALL' });
  expect(variablesOf(project).IMAGE_PLATFORM).toBe(platform);
});

test('the machine is privileged, for the Docker daemon, and comes from CodeBuild itself', () => {
  expect(projectWith().Environment).toMatchObject({ PrivilegedMode: true, ImagePullCredentialsType: 'CODEBUILD' });
});

test('the machine has the given size', () => {
  const { Environment: environment } = projectWith({ computeType: ComputeType.LARGE });
  expect(environment).toMatchObject({ ComputeType: 'BUILD_GENERAL1_LARGE' });
});

test('the build uses the given paths', () => {
  const paths = { dockerfile: 'docker/Dockerfile.prod', context: 'services/app 1' };
  expect(variablesOf(projectWith(paths))).toMatchObject({
    DOCKERFILE: 'docker/Dockerfile.prod',
    BUILD_CONTEXT: 'services/app 1',
  });
});

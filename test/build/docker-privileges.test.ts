import {
  BuildSpec,
  type CfnProject,
  ComputeType,
  DockerServerComputeType,
  LinuxBuildImage,
  PipelineProject,
  Project,
} from 'aws-cdk-lib/aws-codebuild';
import { SecurityGroup, Vpc } from 'aws-cdk-lib/aws-ec2';
import { type Stack } from 'aws-cdk-lib';
import { Platform } from 'aws-cdk-lib/aws-ecr-assets';
import { ImageBuildProject, type ImageBuildProjectProps } from '../../lib/build/image-build-project';
import { ImageBuilder } from '../../lib/build/image-builder';
import { ImageCheckProject } from '../../lib/build/image-check-project';
import { ImageSource } from '../../lib/build/source/image-source';
import { ImagePromotion } from '../../lib/promotion/image-promotion';
import { ScanGate } from '../../lib/promotion/scan-gate';
import { ImageRepository } from '../../lib/repository/image-repository';
import { ImageTests } from '../../lib/testing/image-tests';
import { newStack, resourcesOf, templateOf } from '../synthesis';
import { addProject, connectionArn, projectType } from './build-project';

const source = ImageSource.gitHub('acme/app', { connectionArn, branches: ['main'] });
const both = [Platform.LINUX_AMD64, Platform.LINUX_ARM64];

test.each<[string, Partial<ImageBuildProjectProps>]>([
  ['builds with buildx', {}],
  ['builds with Earthly', { builder: ImageBuilder.earthly({ target: 'docker' }) }],
  ['builds with a script', { builder: ImageBuilder.script(['docker push "$IMAGE_URI"']) }],
  ['builds for two platforms', { platforms: both }],
  ['emulates a platform', { platforms: both, emulation: true }],
  ['is for a pipeline', { source: ImageSource.codePipeline() }],
  ['has a larger machine', { computeType: ComputeType.LARGE }],
  ['tests the image', { tests: [ImageTests.ofImage(['docker run "$IMAGE"'])] }],
])('a project is in privileged mode that %s', (_, props) => {
  const stack = newStack();
  addProject(stack, props);
  const environments = resourcesOf(stack, projectType).map(({ Properties: { Environment } }) => Environment as unknown);
  expect(environments).toEqual([expect.objectContaining({ PrivilegedMode: true })]);
});

test('a check that builds the image is in privileged mode, and one that does not is not', () => {
  const stack = newStack();
  new ImageCheckProject(stack, 'Builds', { source, privileged: true });
  new ImageCheckProject(stack, 'Lints', { source, commands: ['make lint'] });
  const modes = resourcesOf(stack, projectType).map(({ Properties }) => Properties.Environment as object);
  expect(modes).toEqual([
    expect.objectContaining({ PrivilegedMode: true }),
    expect.objectContaining({ PrivilegedMode: false }),
  ]);
});

test('the projects of a promotion run no Docker', () => {
  const stack = newStack();
  new ImagePromotion(stack, 'Promotion', {
    source: new ImageRepository(stack, 'Source', { repositoryName: 'source' }),
    target: new ImageRepository(stack, 'Target', { repositoryName: 'target' }),
    gate: ScanGate.basic(),
  });
  const projects = resourcesOf(stack, projectType);
  expect(projects.length).toBeGreaterThan(0);
  expect(JSON.stringify(projects.map(({ Properties }) => Properties.Source as unknown))).not.toMatch(/docker (?!-)/);
});

const daemon = 'Without it, there is no Docker daemon, and each build fails.';

test.each([
  [['make lint', 'docker build .'], 1, 'docker build'],
  [['cd app && docker compose up --exit-code-from test'], 0, 'docker compose'],
  [['if make; then docker run --rm x; fi'], 0, 'docker run'],
])('fails if a check without privileged mode runs %j', (commands, index, found) => {
  expect(() => new ImageCheckProject(newStack(), 'Check', { source, commands })).toThrow(
    new Error(`\`commands[${index}]\` requires \`privileged: true\`, got none with '${found}'. ${daemon}`),
  );
});

test('fails if a test of a check without privileged mode runs Docker', () => {
  const tests = [ImageTests.ofSource(['make test']), ImageTests.ofSource(['docker run --rm x'])];
  expect(() => new ImageCheckProject(newStack(), 'Check', { source, tests, privileged: false })).toThrow(
    new Error(`\`tests[1]\` requires \`privileged: true\`, got none with 'docker run'. ${daemon}`),
  );
});

test.each([
  'docker login --username AWS --password-stdin x',
  'docker buildx imagetools inspect x',
  'docker --version',
  'echo "docker build ."',
  'DOCKER_HOST=tcp://host docker build .',
  'dockerd & docker build .',
])('accepts a check without privileged mode that runs %s', (command) => {
  expect(() => new ImageCheckProject(newStack(), 'Check', { source, commands: [command] })).not.toThrow();
});

const overridden = (path: string) =>
  `[Stack/Build] \`project\` '${path}' requires \`privileged: true\`, got a resource that was changed to none. ${daemon.slice(0, -1)}. ` +
  'Remove the override.';

test.each<[string, (resource: CfnProject) => unknown]>([
  [
    'an override',
    (resource) => {
      resource.addPropertyOverride('Environment.PrivilegedMode', false);
    },
  ],
  ['another environment', (resource) => (resource.environment = { ...environmentOf(resource), privilegedMode: false })],
])('fails if %s takes the privileges of a project away', (_, change) => {
  const stack = newStack();
  const { project } = addProject(stack);
  change(project.node.defaultChild as CfnProject);
  expect(() => templateOf(stack)).toThrow(
    new Error(`Validation failed with the following errors:\n  ${overridden('Stack/Build/Project')}`),
  );
});

function environmentOf(resource: CfnProject): CfnProject.EnvironmentProperty {
  return resource.environment as CfnProject.EnvironmentProperty;
}

test('a project whose daemon is on a Docker server is accepted without privileged mode', () => {
  const stack = newStack();
  const vpc = new Vpc(stack, 'Vpc');
  addProject(stack, {
    vpc,
    dockerServer: {
      computeType: DockerServerComputeType.SMALL,
      securityGroups: [new SecurityGroup(stack, 'Group', { vpc })],
    },
  });
  expect(() => templateOf(stack)).not.toThrow();
});

const phases = (...commands: string[]) => ({ version: '0.2', phases: { build: { commands } } });

describe('a project of the CDK that is allowed to publish', () => {
  function publish(buildSpec: BuildSpec, privileged?: boolean, make = Project): Stack {
    const stack = newStack();
    const project = new make(stack, 'Old', {
      buildSpec,
      environment: { privileged, buildImage: LinuxBuildImage.STANDARD_7_0 },
    });
    ImageBuildProject.allowPublishing(project, new ImageRepository(stack, 'App'));
    return stack;
  }

  test.each<[string, BuildSpec]>([
    ['JSON', BuildSpec.fromObject(phases('docker build --tag "app" .', 'docker push app'))],
    ['YAML', BuildSpec.fromObjectToYaml(phases('docker build --tag "app" .', 'docker push app'))],
  ])('fails if its commands in %s run Docker and it is not privileged', (_, buildSpec) => {
    for (const privileged of [false, undefined]) {
      expect(() => templateOf(publish(buildSpec, privileged))).toThrow(
        new RegExp(
          `^Validation failed with the following errors:\n  \\[Stack/Publishing-Old-\\w+\\] \`project\` 'Stack/Old' requires ` +
            `\`privileged: true\`, got none with 'docker build'. ${daemon}$`,
        ),
      );
    }
    expect(() => templateOf(publish(buildSpec, true))).not.toThrow();
  });

  test('is accepted if its image is of the user, in which docker may be another program', () => {
    const stack = newStack();
    const buildImage = LinuxBuildImage.fromDockerRegistry('quay.io/podman/stable:v5');
    const buildSpec = BuildSpec.fromObject(phases('docker build .'));
    const project = new Project(stack, 'Old', { buildSpec, environment: { buildImage } });
    ImageBuildProject.allowPublishing(project, new ImageRepository(stack, 'App'));
    expect(() => templateOf(stack)).not.toThrow();
  });

  test('is accepted if it runs no Docker, or synth does not know its commands', () => {
    expect(() => templateOf(publish(BuildSpec.fromObject(phases('crane push app.tar x'))))).not.toThrow();
    const stack = newStack();
    ImageBuildProject.allowPublishing(new PipelineProject(stack, 'Old'), new ImageRepository(stack, 'App'));
    expect(() => templateOf(stack)).not.toThrow();
  });
});

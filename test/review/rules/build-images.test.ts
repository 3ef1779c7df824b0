import { findingsOf, graphOf, project, type Resources } from './fixtures';

const build = (Image: unknown, ...lines: readonly string[]): Resources =>
  project(
    { Environment: { Type: 'LINUX_CONTAINER', Image } },
    {
      BuildSpec: `version: 0.2\nphases:\n  build:\n    commands:\n${lines.map((line) => `      - ${line}\n`).join('')}`,
    },
  );
const messagesOf = (id: string, resources: Resources) =>
  findingsOf(id, graphOf(resources)).map(({ severity, message }) => `${severity}: ${message}`);

describe('Docker without privileged mode', () => {
  const runs =
    "Project 'build' runs 'docker build', but is not in privileged mode. It has no Docker daemon, so the build fails";

  test.each([
    ['aws/codebuild/standard:7.0', [`error: ${runs}.`]],
    ['aws/codebuild/docker:17.09.0', []],
    [
      'registry.example.com/podman:5',
      [`warning: ${runs}, unless 'docker' is another program in its image, such as Podman.`],
    ],
  ])('in %s', (image, messages) => {
    expect(messagesOf('build-docker-without-privileges', build(image, 'docker build .'))).toEqual(messages);
  });
});

describe('the retired login', () => {
  const fails =
    "error: Project 'build' logs in by `aws ecr get-login`, which version 2 of the AWS CLI does not have, so the build fails. With version 1, the password is on a command line.";
  const works =
    "warning: Project 'build' logs in by `aws ecr get-login`, which writes the password on a command line. Version 2 of the AWS CLI, which newer images contain, does not have it.";

  test.each([
    ['aws/codebuild/standard:5.0', fails],
    ['aws/codebuild/standard:7.0', fails],
    ['aws/codebuild/amazonlinux-x86_64-standard:5.0', fails],
    ['aws/codebuild/amazonlinux2-aarch64-standard:3.0', fails],
    ['aws/codebuild/amazonlinux-x86_64-lambda-standard:python3.12', fails],
    ['registry.example.com/ci:1', fails],
    ['aws/codebuild/standard:4.0', works],
    ['aws/codebuild/amazonlinux2-x86_64-standard:4.0', works],
    ['aws/codebuild/amazonlinux2-aarch64-standard:1.0', works],
    ['aws/codebuild/docker:17.09.0', works],
    ['aws/codebuild/java:openjdk-8', works],
  ])('in %s', (image, message) => {
    expect(messagesOf('build-retired-login', build(image, '$(aws ecr get-login)'))).toEqual([message]);
  });

  test('a build that installs version 1', () => {
    const login = '$(aws ecr get-login --no-include-email)';
    const image = 'aws/codebuild/standard:7.0';
    expect(messagesOf('build-retired-login', build(image, 'pip3 install --upgrade awscli', login))).toEqual([works]);
    expect(messagesOf('build-retired-login', build(image, 'pip3 install awscli-local', login))).toEqual([fails]);
  });
});

import { App, Stack, Validations } from 'aws-cdk-lib';
import { ContainerImage, FargateTaskDefinition } from 'aws-cdk-lib/aws-ecs';
import { DockerImageCode, DockerImageFunction } from 'aws-cdk-lib/aws-lambda';
import { ImageConsumer } from '../../../lib/access/image-consumer';
import { ImageRepository } from '../../../lib/repository/image-repository';
import { EcrPublishingChecks } from '../../../lib/review/synth/ecr-publishing-checks';
import { env } from '../../synthesis';

const other = '999999999999';

/** The findings about consumers in an app, by the checks at synth. */
function findingsIn(
  build: (app: App, repository: ImageRepository) => void,
): { id: string; message: string; fix: string }[] {
  const app = new App();
  const checks = new EcrPublishingChecks();
  Validations.of(app).addPlugins(checks);
  const images = new Stack(app, 'Images', { env });
  build(app, new ImageRepository(images, 'Service', { repositoryName: 'service' }));
  process.exitCode = undefined;
  try {
    app.synth();
  } catch {
    // An error stops the synth after the report is made.
  }
  process.exitCode = undefined;
  const found = checks._report?.findings.filter(({ id }) => id.startsWith('consumer-')) ?? [];
  return found.map(({ id, message, fix }) => ({ id, message, fix }));
}

test('V16: a function of another account by fromEcr() is an error that says what to add', () => {
  expect(
    findingsIn((app, repository) => {
      const stack = new Stack(app, 'Prod', { env: { ...env, account: other } });
      new DockerImageFunction(stack, 'Function', { code: DockerImageCode.fromEcr(repository, { tagOrDigest: '1.0' }) });
    }),
  ).toEqual([
    {
      id: 'consumer-cannot-pull',
      message:
        "Function 'Function76856677' runs '123456789012.dkr.ecr.eu-west-1.amazonaws.com/service:1.0' of another account, but the policy of the repository does not let 'lambda.amazonaws.com' and 'arn:aws:iam::999999999999:root' pull it for account 999999999999.",
      fix: "Add statements to the policy of the repository that let 'lambda.amazonaws.com' and 'arn:aws:iam::999999999999:root' call ecr:BatchGetImage and ecr:GetDownloadUrlForLayer, the service with aws:SourceArn 'arn:aws:lambda:eu-west-1:999999999999:function:*'. In CDK, call `allowPull(ImageConsumer.lambda('999999999999'))` of the `ImageRepository`.",
    },
  ]);
});

test('a function of another account has no finding if the repository lets Lambda of that account pull', () => {
  expect(
    findingsIn((app, repository) => {
      repository.allowPull(ImageConsumer.lambda(other));
      const stack = new Stack(app, 'Prod', { env: { ...env, account: other } });
      new DockerImageFunction(stack, 'Function', { code: DockerImageCode.fromEcr(repository, { tagOrDigest: '1.0' }) });
    }),
  ).toEqual([]);
});

test('a function of another account has no finding if the role that deploys it may pull, and Lambda too', () => {
  expect(
    findingsIn((app, repository) => {
      const source = { sourceArn: `arn:aws:lambda:${env.region}:${other}:function:*` };
      repository.allowPull(ImageConsumer.role(`arn:aws:iam::${other}:role/deploy`));
      repository.allowPull(ImageConsumer.service('lambda.amazonaws.com', source));
      const stack = new Stack(app, 'Prod', { env: { ...env, account: other } });
      new DockerImageFunction(stack, 'Function', { code: DockerImageCode.fromEcr(repository, { tagOrDigest: '1.0' }) });
    }),
  ).toEqual([]);
});

test('a function in another Region is an error', () => {
  expect(
    findingsIn((app, repository) => {
      const stack = new Stack(app, 'Far', { env: { ...env, region: 'us-west-2' } });
      new DockerImageFunction(stack, 'Function', { code: DockerImageCode.fromEcr(repository, { tagOrDigest: '1.0' }) });
    }),
  ).toEqual([
    {
      id: 'consumer-image-of-other-region',
      message:
        "Function 'Function76856677' in us-west-2 runs '123456789012.dkr.ecr.eu-west-1.amazonaws.com/service:1.0', which is in eu-west-1. The image must be in the Region of the function.",
      fix: 'Replicate the repository to us-west-2, and name the copy there. Replication copies no image that was pushed before.',
    },
  ]);
});

test.each([
  ['one account', env],
  ['two accounts', { ...env, account: other }],
])('what CDK itself lets pull in %s has no finding', (_, place) => {
  expect(
    findingsIn((app, repository) => {
      const stack = new Stack(app, 'Consumers', { env: place });
      if (place.account === other) repository.allowPull(ImageConsumer.account(other));
      else {
        new DockerImageFunction(stack, 'Function', {
          code: DockerImageCode.fromEcr(repository, { tagOrDigest: '1.0' }),
        });
      }
      const task = new FargateTaskDefinition(stack, 'Task');
      task.addContainer('app', { image: ContainerImage.fromEcrRepository(repository, '1.0') });
    }),
  ).toEqual([]);
});

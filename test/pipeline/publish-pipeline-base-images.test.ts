import { Repository } from 'aws-cdk-lib/aws-ecr';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { ImageRegistry } from '../../lib/base-image/image-registry';
import { RegistryCredentials } from '../../lib/base-image/registry-credentials';
import { RegistryMirror } from '../../lib/base-image/registry-mirror';
import { newStack } from '../synthesis';
import { jobsIn, schemaErrors, scriptOf, shellErrors } from './pipeline-lint';
import { gitLabRun, run } from './pipeline-run';
import { pipelineOf } from './publisher';

const stack = newStack();
const secret = Secret.fromSecretNameV2(stack, 'Secret', 'ci/docker-hub');
const base = Repository.fromRepositoryArn(stack, 'Base', 'arn:aws:ecr:us-east-1:999999999999:repository/base/java');
const text = pipelineOf(
  { commandsBeforeBuild: ['echo "left: ${LOGIN_PASSWORD_00:-nothing}"'] },
  {
    pullRepositories: [base],
    registries: [ImageRegistry.dockerHub(RegistryCredentials.fromSecretsManager(secret, { passwordKey: 'token' }))],
    mirrors: [
      RegistryMirror.pullThroughCache('docker.io', 'docker-hub'),
      RegistryMirror.host('quay.io', 'mirror.acme.dev'),
    ],
  },
  stack,
);
const job = scriptOf(jobsIn(text).publish);
const stored = JSON.stringify({ username: 'acme', token: 'p w"d' });

test('the job logs in to the ECR registries that the role may pull from, and to others with the credentials in the secret', () => {
  const { status, stdout, stderr, read } = run(job, { ...gitLabRun, STORED: stored });
  expect([status, stderr]).toEqual([0, '']);
  const calls = read('calls');
  expect(calls.filter((call) => call.startsWith('docker login'))).toEqual([
    'docker login --username AWS --password-stdin 123456789012.dkr.ecr.eu-west-1.amazonaws.com',
    'docker login --username AWS --password-stdin 999999999999.dkr.ecr.us-east-1.amazonaws.com',
    'docker login --username acme --password-stdin https://index.docker.io/v1/',
  ]);
  expect(calls).toContain('aws ecr get-login-password --region us-east-1');
  expect(calls).toContain('password p w"d');
  expect(calls).toContain(
    'aws secretsmanager get-secret-value --region eu-west-1 --secret-id ci/docker-hub --query SecretString --output text',
  );
  expect(stdout).toContain('\nleft: nothing\n');
  expect(stdout).not.toContain('p w"d');
});

test('BuildKit pulls through the mirrors of the role', () => {
  const { read } = run(job, { ...gitLabRun, STORED: stored });
  expect(read('calls').filter((call) => call.includes('--buildkitd-config'))).toHaveLength(1);
  expect(job).toContain(
    "export REGISTRY_MIRRORS_00='docker.io 123456789012.dkr.ecr.eu-west-1.amazonaws.com/docker-hub'\n" +
      "export REGISTRY_MIRRORS_01='quay.io mirror.acme.dev'\n",
  );
});

test.each([
  [
    'has no such key',
    { STORED: '{"username":"acme"}' },
    'The secret ci/docker-hub must be a JSON object with the key token, which has the credentials for docker.io\n',
  ],
  [
    'cannot be read',
    { FAILS: 'aws secretsmanager' },
    'The secret with the credentials for docker.io cannot be read. Check that it exists, and that the role may read it\n',
  ],
])('fails if the secret %s', (_, env, message) => {
  const { status, stderr } = run(job, { ...gitLabRun, ...env });
  expect([status, stderr.endsWith(message)]).toEqual([1, true]);
});

test('the file is valid by the schema, and ShellCheck finds nothing in the script', () => {
  expect(schemaErrors(text)).toEqual([]);
  expect(shellErrors([job])).toEqual([]);
}, 60_000);

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Platform } from 'aws-cdk-lib/aws-ecr-assets';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { BuildSecret } from '../../lib/build-input/build-secret';
import { ImageTests } from '../../lib/testing/image-tests';
import { isAllowed } from '../simulation';
import { account, newOpenStack, newStack, type Properties, region } from '../synthesis';
import { newPublisher, policiesIn } from './publisher';
import { actionlint, bashErrors, jobsIn, schemaErrors, scriptsIn, stepsIn } from './workflow-lint';
import { workflowOf } from './workflow-of';

const stack = newStack();
const npm = BuildSecret.fromSecretsManager(Secret.fromSecretNameV2(stack, 'Npm', 'ci/npm'), 'token');
const pip = BuildSecret.fromSsmParameter(
  StringParameter.fromSecureStringParameterAttributes(stack, 'Pip', { parameterName: '/ci/pip' }),
);
const other = 'arn:aws:secretsmanager:us-east-1:999999999999:secret:shared/maven-a1b2c3';
const maven = BuildSecret.fromSecretsManager(Secret.fromSecretCompleteArn(stack, 'Maven', other));
const gitHub = BuildSecret.fromGitHubSecret('GEMS_TOKEN');
const options = {
  secrets: { npm, pip, maven, gems: gitHub },
  commandsBeforeBuild: ['make generate'],
  tests: [ImageTests.ofStage('test')],
};
const role = { secrets: [npm, pip, maven] };
const text = workflowOf(options, role);
const step = stepsIn(text).find(({ name }) => name === 'Read the secrets of the build') ?? {};

const folder = mkdtempSync(join(tmpdir(), 'workflow-secrets-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});
writeFileSync(
  join(folder, 'aws'),
  `#!/bin/bash
echo "$*" >>"$RUNNER_TEMP/calls"
case "$*" in
  *ci/npm*) cat "$RUNNER_TEMP/answer" ;;
  ssm*) echo '{"Parameters":[{"Value":"pip%0Asecret"}]}' ;;
  *) echo '{"SecretString":"first line\\n\\nthird line"}' ;;
esac
`,
  { mode: 0o755 },
);

/** Runs the step as GitHub does. */
function readSecrets(answer: object) {
  writeFileSync(join(folder, 'answer'), JSON.stringify(answer));
  const scripts = (jobsIn(text).publish?.steps as Properties[]).map(({ run }) => String(run));
  const script = scripts.filter((run) => run.startsWith('cat >') || run === step.run).join('\n');
  return spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script], {
    encoding: 'utf8',
    env: { PATH: `${folder}:/usr/bin:/bin`, RUNNER_TEMP: folder, ...(step.env as Record<string, string>) },
  });
}

test('the role reads each secret to a file that only the user of the runner can read, and the log shows no line of it', () => {
  const { status, stdout, stderr } = readSecrets({ SecretString: '{"token":"npm-secret"}' });
  expect([status, stderr]).toEqual([0, '']);
  const values = ['00', '01', '02'].map((number) => readFileSync(join(folder, `build-secret-${number}`), 'utf8'));
  expect(values).toEqual(['npm-secret', 'pip%0Asecret', 'first line\n\nthird line']);
  expect(stdout.trimEnd().split('\n')).toEqual(
    ['npm-secret', 'pip%250Asecret', 'first line', 'third line'].map((line) => `::add-mask::${line}`),
  );
  expect(statSync(join(folder, 'build-secret-00')).mode & 0o077).toBe(0);
  expect(readFileSync(join(folder, 'calls'), 'utf8').split('\n')).toEqual([
    `secretsmanager get-secret-value --region ${region} --secret-id ci/npm --output json`,
    `ssm get-parameters --region ${region} --names /ci/pip --with-decryption --output json`,
    `secretsmanager get-secret-value --region us-east-1 --secret-id ${other} --output json`,
    '',
  ]);
});

test('a secret without its key fails the step with the reason, and shows nothing of it', () => {
  const { status, stdout, stderr } = readSecrets({ SecretString: '{"password":"npm-secret"}' });
  expect([status, stdout, stderr]).toEqual([
    1,
    '',
    '::error::The secret ci/npm must be a JSON object with the key token, which has the value for the mount npm\n',
  ]);
});

test('each build mounts the files, those of the tests too, and the commands of the user run before', () => {
  const builds = stepsIn(text).filter(({ uses }) => String(uses).startsWith('docker/build-push-action'));
  const files =
    'npm=${{ runner.temp }}/build-secret-00\npip=${{ runner.temp }}/build-secret-01\nmaven=${{ runner.temp }}/build-secret-02\n';
  expect(builds.map(({ with: inputs }): unknown => (inputs as Properties)['secret-files'])).toEqual([files, files]);
  expect(builds.map(({ with: inputs }): unknown => (inputs as Properties)['secret-envs'])).toEqual([
    'gems=BUILD_SECRET_VALUE_00\n',
    'gems=BUILD_SECRET_VALUE_00\n',
  ]);
  const names = stepsIn(text).map(({ name }) => String(name));
  expect(names.indexOf('Read the secrets of the build')).toBeGreaterThan(
    names.indexOf('Run the commands before the build'),
  );
  expect(step.if).toBe('!steps.tags.outputs.digest');
});

test('the job of each platform reads them, and the job that joins does not', () => {
  const jobs = jobsIn(workflowOf({ ...options, platforms: [Platform.LINUX_AMD64, Platform.LINUX_ARM64] }, role));
  const having = Object.keys(jobs).filter((job) => JSON.stringify(jobs[job]).includes('BUILD_SECRET_STORED_00'));
  expect(having).toEqual(['build']);
});

test('the workflow passes actionlint, the schema and ShellCheck', async () => {
  expect(await actionlint(text)).toEqual([]);
  expect(schemaErrors(text)).toEqual([]);
  expect(bashErrors(scriptsIn(text).filter((script) => script.includes('read_stored "')))).toEqual([]);
}, 60_000);

test('the role may read these secrets and no other, and decrypt with their keys only', async () => {
  const own = newStack();
  const key = Key.fromKeyArn(own, 'Key', `arn:aws:kms:${region}:${account}:key/11111111-2222-3333-4444-555555555555`);
  const secret = Secret.fromSecretAttributes(own, 'Secret', {
    secretPartialArn: `arn:aws:secretsmanager:${region}:${account}:secret:ci/gems`,
    encryptionKey: key,
  });
  newPublisher({ secrets: [maven, BuildSecret.fromSecretsManager(secret)] }, own);
  const identityPolicies = JSON.parse(JSON.stringify(policiesIn(own))) as object[];
  const reads = (name: string) =>
    isAllowed(
      { principal: `arn:aws:iam::${account}:role/github`, identityPolicies },
      {
        action: 'secretsmanager:GetSecretValue',
        resource: `arn:aws:secretsmanager:${region}:${account}:secret:${name}`,
        account,
      },
    );
  expect([await reads('ci/gems-a1b2c3'), await reads('ci/gems-a1b2c3d'), await reads('ci/npm-a1b2c3')]).toEqual([
    true,
    false,
    false,
  ]);
  expect(JSON.stringify(identityPolicies)).toContain(
    `"Action":"kms:Decrypt","Effect":"Allow","Resource":"${key.keyArn}"`,
  );
});

test.each<[string, () => string, string]>([
  [
    'that the role may not read',
    () => workflowOf({ secrets: { npm } }),
    "`secrets.npm` must be one of the `secrets` of the role, got the secret 'ci/npm', which the role may not read. Add it there.",
  ],
  [
    'whose name only the deployment knows',
    () => {
      const secret = BuildSecret.fromSecretsManager(new Secret(newStack(), 'Secret'));
      return workflowOf({ secrets: { npm: secret } }, { secrets: [secret] });
    },
    '`secrets.npm` must have a name and a Region that are known at synth, got a token. The job reads the secret by them. Give the secret ' +
      'a name, and its stack a Region.',
  ],
  [
    'whose Region only the deployment knows',
    () => {
      const parameter = StringParameter.fromSecureStringParameterAttributes(newOpenStack(), 'P', {
        parameterName: '/a',
      });
      return workflowOf({ secrets: { npm: BuildSecret.fromSsmParameter(parameter) } });
    },
    '`secrets.npm` must have a name and a Region that are known at synth, got a token. The job reads the parameter by them. Give the ' +
      'parameter a name, and its stack a Region.',
  ],
  [
    'of GitLab',
    () => workflowOf({ secrets: { npm: BuildSecret.fromCiVariable('NPM_TOKEN') } }),
    '`secrets.npm` must be a secret of GitHub or of AWS, got a variable of GitLab or Bitbucket, which a workflow does not read. Store it ' +
      "at GitHub, and use BuildSecret.fromGitHubSecret('NAME').",
  ],
  [
    'of GitHub in a role',
    () => workflowOf({}, { secrets: [gitHub] }),
    '`secrets[0]` must be a secret of AWS, got one of GitHub, which needs no permission. Use it in the `secrets` of the build only.',
  ],
  [
    'that is listed twice in a role',
    () => workflowOf({}, { secrets: [npm, npm] }),
    '`secrets[1]` must be listed once, got ci/npm again',
  ],
  [
    'of another partition in a role',
    () => {
      const arn = 'arn:aws-cn:secretsmanager:cn-north-1:999999999999:secret:a-a1b2c3';
      return workflowOf(
        {},
        { secrets: [BuildSecret.fromSecretsManager(Secret.fromSecretCompleteArn(newStack(), 'S', arn))] },
      );
    },
    '`secrets[0]` must be in',
  ],
])('fails for a secret %s', (_, render, message) => {
  expect(render).toThrow(message);
});

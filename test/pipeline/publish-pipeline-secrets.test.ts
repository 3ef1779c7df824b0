import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { BuildSecret } from '../../lib/build-input/build-secret';
import { newStack } from '../synthesis';
import { jobsIn, schemaErrors, scriptOf, shellErrors } from './pipeline-lint';
import { bitbucketRun, gitLabRun, run } from './pipeline-run';
import { bitbucketRefs, bitbucketSubjects, pipelineOf } from './publisher';

const stack = newStack();
const stored = Secret.fromSecretNameV2(stack, 'Secret', 'ci/npm');
const parameter = StringParameter.fromSecureStringParameterAttributes(stack, 'Parameter', { parameterName: '/ci/pip' });
const npm = BuildSecret.fromSecretsManager(stored, 'token');
const pip = BuildSecret.fromSsmParameter(parameter);
const ci = BuildSecret.fromCiVariable('MAVEN_TOKEN');
const shown = ['echo "left: ${BUILD_SECRET_VALUE_00-nothing} ${BUILD_SECRET_VALUE_01-nothing}"'];
const text = pipelineOf({ secrets: { npm, maven: ci }, commandsBeforeBuild: shown }, { secrets: [npm] }, stack);
const job = scriptOf(jobsIn(text).publish);
const answer = JSON.stringify({ SecretString: JSON.stringify({ token: 'npm "x"\nline' }) });
const env = { ...gitLabRun, MAVEN_TOKEN: 'maven-secret', STORED: answer };

test('the job reads the secret of AWS with its role, and mounts it next to the variable of the CI system', () => {
  const { status, stdout, stderr, read } = run(
    job.replace(
      'docker buildx build "${options',
      'printf "%s" "$BUILD_SECRET_VALUE_01" >value; docker buildx build "${options',
    ),
    env,
  );
  expect([status, stderr]).toEqual([0, '']);
  const calls = read('calls');
  expect(calls).toContain('aws secretsmanager get-secret-value --region eu-west-1 --secret-id ci/npm --output json');
  const build = calls.find((call) => call.startsWith('docker buildx build')) ?? '';
  expect(build).toContain(' --secret id=maven,env=BUILD_SECRET_VALUE_00 --secret id=npm,env=BUILD_SECRET_VALUE_01 ');
  expect(read('value')).toEqual(['npm "x"', 'line']);
  expect([calls.join('\n'), stdout].filter((each) => each.includes('npm "x"'))).toEqual([]);
  expect(stdout).toContain('\nleft: maven-secret nothing\n');
});

test('Bitbucket reads a parameter in the same way', () => {
  const options = { ...bitbucketRefs, secrets: { pip } };
  const own = newStack();
  const file = pipelineOf(options, { subjects: bitbucketSubjects, secrets: [pip] }, own);
  const { status, read } = run(scriptOf(jobsIn(file)['Publish the image']), {
    ...bitbucketRun,
    STORED: '{"Parameters":[{"Value":"pip-secret"}]}',
  });
  expect(status).toBe(0);
  expect(read('calls')).toContain(
    'aws ssm get-parameters --region eu-west-1 --names /ci/pip --with-decryption --output json',
  );
  expect(schemaErrors(file)).toEqual([]);
});

test.each([
  [
    'cannot be read',
    { FAILS: 'aws secretsmanager' },
    'The secret ci/npm in eu-west-1 gave no text for the mount npm. Check that it exists and has a value, and that the role may read it\n',
  ],
  [
    'has no text',
    { STORED: '{"SecretBinary":"eA=="}' },
    'The secret ci/npm in eu-west-1 gave no text for the mount npm. Check that it exists and has a value, and that the role may read it\n',
  ],
  [
    'has no such key',
    { STORED: '{"SecretString":"{\\"other\\":\\"x\\"}"}' },
    'The secret ci/npm must be a JSON object with the key token, which has the value for the mount npm\n',
  ],
  [
    'is no JSON',
    { STORED: '{"SecretString":"text"}' },
    'The secret ci/npm must be a JSON object with the key token, which has the value for the mount npm\n',
  ],
])('fails before the build if the secret %s', (_, more, message) => {
  const { status, stderr, read } = run(job, { ...env, ...more });
  expect([status, stderr.endsWith(message)]).toEqual([1, true]);
  expect(read('calls').filter((call) => call.startsWith('docker buildx build'))).toEqual([]);
});

test('a secret is not read if the commit has its image already', () => {
  const { status, read } = run(`touch calls.0123456789abcdef0123456789abcdef01234567\n${job}`, env);
  expect([status, read('calls').filter((call) => call.includes('secretsmanager'))]).toEqual([0, []]);
});

test('the file is valid by the schema, and ShellCheck finds nothing', () => {
  expect(schemaErrors(text)).toEqual([]);
  expect(shellErrors([job])).toEqual([]);
}, 60_000);

test('fails for a secret that the role may not read, with its remedy', () => {
  expect(() => pipelineOf({ secrets: { npm } })).toThrow(
    "`secrets.npm` must be one of the `secrets` of the role, got the secret 'ci/npm', which the role may not read. Add it there.",
  );
});

import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Platform } from 'aws-cdk-lib/aws-ecr-assets';
import { Repository } from 'aws-cdk-lib/aws-ecr';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { ImageRegistry } from '../../lib/base-image/image-registry';
import { RegistryCredentials } from '../../lib/base-image/registry-credentials';
import { RegistryMirror } from '../../lib/base-image/registry-mirror';
import { logInBySecret } from '../../lib/base-image/scripts';
import { GitHubIssuer } from '../../lib/github/github-issuer';
import { GitHubOidcProvider } from '../../lib/github/github-oidc-provider';
import { type GitHubPublisherRoleProps } from '../../lib/github/github-publisher-role';
import { GitHubSubject } from '../../lib/github/github-subject';
import { isAllowed } from '../simulation';
import { account, newOpenStack, newStack, type Properties, region } from '../synthesis';
import { newPublisher, policiesIn } from './publisher';
import { actionlint, bashErrors, jobsIn, schemaErrors, scriptsIn } from './workflow-lint';
import { workflowOf } from './workflow-of';

const other = '999999999999';
const arnOf = (id: string, where: string, name = 'base') => `arn:aws:ecr:${where}:${id}:repository/${name}`;
const secretNamed = (name: string, stack = newStack()) => Secret.fromSecretNameV2(stack, name, name);
const quay = ImageRegistry.host('quay.io', RegistryCredentials.fromSecretsManager(secretNamed('ci/quay')));
const dockerHub = ImageRegistry.dockerHub(
  RegistryCredentials.fromGitHubSecrets('DOCKERHUB_TOKEN', { usernameSecret: 'DOCKERHUB_USERNAME' }),
);

/** Props of a role that pulls from these repositories. */
const pulling = (...arns: string[]): Partial<GitHubPublisherRoleProps> => {
  const stack = newStack();
  return { pullRepositories: arns.map((arn) => Repository.fromRepositoryArn(stack, arn, arn)) };
};

/** The steps that log in for base images, of one job. */
function logins(text: string, job = 'publish'): Properties[] {
  const steps = jobsIn(text)[job]?.steps as Properties[];
  return steps.filter(({ name }) => String(name).includes('which has base images'));
}

describe('P5: the registries of the repositories that the role may pull from', () => {
  test('are logged in to, each once, by Region and account', () => {
    const text = workflowOf(
      {},
      pulling(
        arnOf(other, region),
        arnOf(other, region, 'more'),
        arnOf('888888888888', region),
        arnOf(account, region),
        arnOf(account, 'us-east-1'),
        arnOf(other, 'us-east-1'),
      ),
    );
    const found = logins(text).map(({ env, with: inputs }): unknown[] => [(env as Properties).AWS_REGION, inputs]);
    expect(found).toEqual([
      [region, { registries: `${other},888888888888` }],
      ['us-east-1', undefined],
      ['us-east-1', { registries: other }],
    ]);
    const steps = jobsIn(text).publish?.steps as Properties[];
    const names = steps.map(({ name }) => String(name));
    expect(names.slice(0, 4)).toEqual([
      'Check out',
      'Assume the role',
      'Log in to Amazon ECR',
      `Log in to the registry of ${other} and 888888888888, which has base images, in ${region}`,
    ]);
    expect(steps.find(({ id }) => id === 'ecr')?.with).toBeUndefined(); // its output is one registry
  });

  test('need no step if they are the registry of the image', () => {
    expect(logins(workflowOf({}, pulling(arnOf(account, region))))).toEqual([]);
  });

  test('are logged in to by each job that builds, and not by the job that joins', () => {
    const platforms = [Platform.LINUX_AMD64, Platform.LINUX_ARM64];
    const text = workflowOf({ platforms }, pulling(arnOf(other, region)));
    expect([logins(text, 'build').length, logins(text).length]).toEqual([1, 0]);
  });
});

describe('other registries', () => {
  test('are logged in to with secrets of GitHub, or the token of the run', () => {
    const text = workflowOf({ registries: [dockerHub, ImageRegistry.gitHub()] });
    expect(logins(text).map(({ with: inputs }) => inputs as unknown)).toEqual([
      { username: '${{ secrets.DOCKERHUB_USERNAME }}', password: '${{ secrets.DOCKERHUB_TOKEN }}' },
      { registry: 'ghcr.io', username: '${{ github.actor }}', password: '${{ secrets.GITHUB_TOKEN }}' },
    ]);
    expect(jobsIn(text).publish?.permissions).toEqual({ 'id-token': 'write', contents: 'read', packages: 'read' });
    expect(jobsIn(workflowOf({ registries: [dockerHub] })).publish?.permissions).toEqual({
      'id-token': 'write',
      contents: 'read',
    });
  });

  test('of the role are logged in to with the secret that it may read, and no other', async () => {
    const stack = newStack();
    newPublisher({ registries: [quay] }, stack);
    const identityPolicies = JSON.parse(
      JSON.stringify(policiesIn(stack)).replace(
        /\{"Fn::Join":\["",\["arn:",\{"Ref":"AWS::Partition"\},"([^"]*)"\]\]\}/g,
        '"arn:aws$1"',
      ),
    ) as object[];
    const reads = (name: string) =>
      isAllowed(
        { principal: `arn:aws:iam::${account}:role/github`, identityPolicies },
        {
          action: 'secretsmanager:GetSecretValue',
          resource: `arn:aws:secretsmanager:${region}:${account}:secret:${name}`,
          account,
        },
      );
    expect([await reads('ci/quay-a1b2c3'), await reads('ci/other-a1b2c3')]).toEqual([true, false]);
    expect(logins(workflowOf({}, { registries: [quay] })).map(({ env }) => env as unknown)).toEqual([
      {
        LOGIN_SECRET: 'ci/quay',
        LOGIN_SECRET_REGION: region,
        LOGIN_HOST: 'quay.io',
        LOGIN_ADDRESS: 'quay.io',
        LOGIN_USERNAME_KEY: 'username',
        LOGIN_PASSWORD_KEY: 'password',
      },
    ]);
  });

  test('fail when the role may not read their secret', () => {
    expect(() => workflowOf({ registries: [quay] })).toThrow(
      new Error(
        "`registries[0]` must have credentials in GitHub's secrets, got Secrets Manager for quay.io. Add the registry to " +
          "the role's registries, so that the role may read them.",
      ),
    );
  });

  test('fail when one is listed twice, or the credentials of a role are in GitHub', () => {
    expect(() => workflowOf({ registries: [dockerHub, dockerHub] })).toThrow(
      new Error('`registries[1]` must be listed once, got docker.io again'),
    );
    expect(() => workflowOf({}, { registries: [dockerHub] })).toThrow(
      new Error(
        '`registries[0]` must have credentials in Secrets Manager, got secrets of GitHub for docker.io. Only a GitHub workflow can read them.',
      ),
    );
  });

  test('fail when the token of a server would have to log in to github.com', () => {
    const issuer = GitHubIssuer.enterpriseServer('git.example.com');
    const stack = newStack();
    const provider = GitHubOidcProvider.forAccountOf(stack, issuer);
    const subjects = [GitHubSubject.branch('acme/app', 'main')];
    const runners = { 'linux/amd64': 'ours' };
    expect(() => workflowOf({ registries: [ImageRegistry.gitHub()], runners }, { provider, subjects }, stack)).toThrow(
      new Error(
        '`registries[0]` must have credentials, got none for ghcr.io. The GITHUB_TOKEN of a GitHub Enterprise Server is not valid ' +
          'there. Use RegistryCredentials.fromGitHubSecrets().',
      ),
    );
  });

  test('fail when the name or a key of their secret is an expression of GitHub', () => {
    const secret = secretNamed('${{ github.token }}');
    const registry = ImageRegistry.host('quay.io', RegistryCredentials.fromSecretsManager(secret));
    expect(() => workflowOf({}, { registries: [registry] })).toThrow(
      new Error("`registries` must have a secret without expressions of GitHub, got '${{ github.token }}' for quay.io"),
    );
  });

  test('fail when the Region of their secret is known at deploy time only', () => {
    const open = RegistryCredentials.fromSecretsManager(secretNamed('ci/quay', newOpenStack()));
    expect(() => workflowOf({}, { registries: [ImageRegistry.host('quay.io', open)] })).toThrow(
      new Error(
        '`registries` must have a secret whose name and Region are known at synth, got a token for quay.io. Give the secret a name, and its stack a Region.',
      ),
    );
  });
});

describe('mirrors', () => {
  const mirrors = [RegistryMirror.pullThroughCache('docker.io', 'docker-hub', { region: 'us-east-1' })];

  test('are in the configuration of BuildKit, and the role may use its caches and logs in to them', async () => {
    const text = workflowOf({ mirrors: [RegistryMirror.host('docker.io', 'mirror.gcr.io')] }, { mirrors });
    const steps = jobsIn(text).publish?.steps as Properties[];
    const { with: inputs } = steps.find(({ name }) => name === 'Set up BuildKit') as { with: Properties };
    expect(inputs['buildkitd-config-inline']).toBe(
      `[registry."docker.io"]\n  mirrors = ["mirror.gcr.io", "${account}.dkr.ecr.us-east-1.amazonaws.com/docker-hub"]\n`,
    );
    expect(logins(text)).toHaveLength(1);
    const stack = newStack();
    newPublisher({ mirrors }, stack);
    const caller = {
      principal: `arn:aws:iam::${account}:role/github`,
      identityPolicies: policiesIn(stack) as object[],
    };
    const imports = (name: string) =>
      isAllowed(caller, {
        action: 'ecr:BatchImportUpstreamImage',
        resource: arnOf(account, 'us-east-1', name),
        account,
      });
    expect([await imports('docker-hub/library/node'), await imports('service')]).toEqual([true, false]);
  });

  test('fail when a cache is in the options, or in an unknown account', () => {
    expect(() => workflowOf({ mirrors })).toThrow(
      new Error("`mirrors[0]` must not be a pull-through cache, which needs rights. Add it to the role's mirrors."),
    );
    expect(() =>
      workflowOf({}, { mirrors: [RegistryMirror.pullThroughCache('docker.io', 'hub')] }, newOpenStack()),
    ).toThrow(/^`mirrors` must be in an account and a Region that are known at synth, got a token\./);
  });
});

test('a workflow with all of them is valid for actionlint, the schema of GitHub and ShellCheck', async () => {
  const props = { ...pulling(arnOf(other, region), arnOf(account, 'us-east-1')), registries: [quay] };
  const mirrors = [RegistryMirror.host('docker.io', 'mirror.gcr.io')];
  const text = workflowOf({ registries: [dockerHub, ImageRegistry.gitHub()], mirrors }, props);
  expect(await actionlint(text)).toEqual([]);
  expect(schemaErrors(text)).toEqual([]);
  expect(bashErrors(scriptsIn(text))).toEqual([]);
});

describe('the login with a secret of Secrets Manager', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'login-'));
    const program = '#!/bin/bash\nprintf "%s " "${0##*/}" "$@" >> "$CALLS"; echo >> "$CALLS"\n';
    writeFileSync(join(folder, 'aws'), `${program}printf '%s' "$SECRET"\n`);
    writeFileSync(join(folder, 'docker'), `${program}[[ "$(cat)" == 'pass word"$x' ]]\n`);
    for (const name of ['aws', 'docker']) chmodSync(join(folder, name), 0o755);
  });

  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  function run(secret: string, env: Record<string, string> = {}) {
    const variables = {
      LOGIN_SECRET: 'ci/quay',
      LOGIN_SECRET_REGION: region,
      LOGIN_HOST: 'quay.io',
      LOGIN_ADDRESS: 'quay.io',
      LOGIN_USERNAME_KEY: 'username',
      LOGIN_PASSWORD_KEY: 'password',
    };
    const { status, stdout, stderr } = spawnSync('bash', ['--norc', '-c', `set -euo pipefail\n${logInBySecret}`], {
      encoding: 'utf8',
      env: { PATH: `${folder}:/usr/bin:/bin`, CALLS: join(folder, 'calls'), SECRET: secret, ...variables, ...env },
    });
    return { status, stdout, stderr, calls: readFileSync(join(folder, 'calls'), 'utf8') };
  }

  test('reads the user name and the password, which is masked and in no argument', () => {
    const { status, stdout, calls } = run(JSON.stringify({ username: 'acme+ci', password: 'pass word"$x' }));
    expect([status, stdout]).toEqual([0, '::add-mask::pass word"$x\n']);
    expect(calls).toBe(
      `aws secretsmanager get-secret-value --region ${region} --secret-id ci/quay --query SecretString --output text \n` +
        'docker login --username acme+ci --password-stdin quay.io \n',
    );
  });

  test.each([
    [
      '{"username":"acme"}',
      'The secret ci/quay must be a JSON object with the key password, which has the credentials for quay.io\n',
    ],
    [
      'plain-password',
      'The secret ci/quay must be a JSON object with the key password, which has the credentials for quay.io\n',
    ],
    [
      '{"username":"acme","password":"wrong"}',
      'Docker could not log in to quay.io: check the user name and the password in the secret ci/quay\n',
    ],
  ])('fails with one line when the secret is %s', (secret, message) => {
    const { status, stderr } = run(secret);
    expect([status, stderr]).toEqual([1, message]);
  });
});

describe('a base image that cannot be pulled', () => {
  const folder = mkdtempSync(join(tmpdir(), 'explain-'));
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });
  const text = workflowOf({ registries: [dockerHub] });
  const steps = jobsIn(text).publish?.steps as Properties[];
  const step = steps.find(({ name }) => name === 'Explain a base image that cannot be pulled') ?? {};

  /** Runs the step as GitHub does, after a build that failed with that error. */
  const explain = (error: string) => {
    writeFileSync(
      join(folder, 'docker'),
      `#!/bin/bash\n[[ "$1 $2 $3" == 'buildx history inspect' ]] && cat <<'END'\n${error}\nEND\n`,
    );
    chmodSync(join(folder, 'docker'), 0o755);
    const scripts = steps.filter(({ run }) => String(run).startsWith('cat >') || run === step.run);
    return spawnSync(
      'bash',
      ['--noprofile', '--norc', '-eo', 'pipefail', '-c', scripts.map(({ run }) => String(run)).join('\n')],
      {
        encoding: 'utf8',
        env: { PATH: `${folder}:/usr/bin:/bin`, RUNNER_TEMP: folder, ...(step.env as Record<string, string>) },
      },
    );
  };

  test.each([
    [
      'of ECR',
      `failed to solve: ${other}.dkr.ecr.us-east-1.amazonaws.com/base:1: failed to resolve source metadata for ${other}.dkr.ecr.us-east-1.amazonaws.com/base:1: unexpected status from HEAD request: 403 Forbidden`,
      `::error::The build may not pull ${other}.dkr.ecr.us-east-1.amazonaws.com/base:1. Add its repository to \`pullRepositories\`. If it is in another account, its policy must allow the role of the build as well.\n`,
    ],
    [
      'of a registry that it is logged in to',
      'failed to solve: docker.io/acme/app:1: failed to resolve source metadata for docker.io/acme/app:1: pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed',
      '::error::The build is logged in to docker.io, but may not pull docker.io/acme/app:1. Check that the image exists, and that the credentials may read it.\n',
    ],
    [
      'of another registry',
      'failed to solve: quay.io/acme/app:1: failed to resolve source metadata for quay.io/acme/app:1: unexpected status from HEAD request: 401 UNAUTHORIZED',
      '::error::The build has no credentials for quay.io, so it may not pull quay.io/acme/app:1. Check that the image exists. If it is private, add the registry to `registries`.\n',
    ],
    [
      'and no other failure',
      'failed to solve: process "/bin/sh -c make" did not complete successfully: exit code: 2',
      '',
    ],
  ])('%s is explained', (_, error, message) => {
    const { status, stdout, stderr } = explain(error);
    expect([status, stdout, stderr]).toEqual([0, message, '']);
  });

  test('is explained after a failure only, and without a builder that keeps errors nothing is said', () => {
    expect(step.if).toBe("failure() && steps.tags.outcome == 'success'");
    const { status, stdout } = explain('END\nexit 1');
    expect([status, stdout]).toEqual([0, '']);
  });
});

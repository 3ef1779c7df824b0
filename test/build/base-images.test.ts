import { Stack } from 'aws-cdk-lib';
import { Repository } from 'aws-cdk-lib/aws-ecr';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { ImageRegistry } from '../../lib/base-image/image-registry';
import { RegistryCredentials } from '../../lib/base-image/registry-credentials';
import { RegistryMirror } from '../../lib/base-image/registry-mirror';
import { ImageBuilder } from '../../lib/build/image-builder';
import { ImageCheckProject } from '../../lib/build/image-check-project';
import { ImageSource } from '../../lib/build/source/image-source';
import { readFindings } from '../example-apps';
import { addAllPacks } from '../nag-packs';
import { isAllowed } from '../simulation';
import { account, env, newApp, newStack, region } from '../synthesis';
import { runBuild } from './build-run';
import { addProject, connectionArn, policiesOf, projectWith, repositoryArn } from './build-project';

process.env.CDK_VALIDATION = 'true'; // CloudFormation's own validation, which other tests go without

const other = '999999999999';
const arns = {
  own: `arn:aws:ecr:${region}:${account}:repository/base`,
  otherAccount: `arn:aws:ecr:${region}:${other}:repository/base`,
  otherRegion: `arn:aws:ecr:us-east-1:${account}:repository/base`,
  cache: `arn:aws:ecr:${region}:${account}:repository/docker-hub/library/alpine`,
};
const hostOf = (id: string, where = region) => `${id}.dkr.ecr.${where}.amazonaws.com`;
const token = ['dckr', 'pat', 'a'.repeat(27)].join('_');

/** A project with everything: base images in three registries, two registries with credentials, and a mirror. */
function everything(stack: Stack) {
  const keyArn = `arn:aws:kms:${region}:${account}:key/11111111-2222-3333-4444-555555555555`;
  const secret = Secret.fromSecretAttributes(stack, 'Quay', {
    secretCompleteArn: `arn:aws:secretsmanager:${region}:${account}:secret:quay-AbCdEf`,
    encryptionKey: Key.fromKeyArn(stack, 'Key', keyArn),
  });
  return {
    baseImages: [arns.own, arns.otherAccount, arns.otherRegion].map((arn) =>
      Repository.fromRepositoryArn(stack, arn, arn),
    ),
    registries: [
      ImageRegistry.dockerHub(
        RegistryCredentials.fromSecretsManager(Secret.fromSecretNameV2(stack, 'Hub', 'ci/docker-hub'), {
          username: 'acme',
        }),
      ),
      ImageRegistry.host(
        'quay.io',
        RegistryCredentials.fromSecretsManager(secret, { usernameKey: 'robot', passwordKey: 'token' }),
      ),
    ],
    mirrors: [
      RegistryMirror.pullThroughCache('docker.io', 'docker-hub'),
      RegistryMirror.host('docker.io', 'mirror.gcr.io'),
    ],
  };
}

describe('a project with base images', () => {
  const app = newApp({ builtinCloudFormationValidation: true });
  addAllPacks(app);
  const stack = new Stack(app, 'Stack', { env });
  addProject(stack, everything(stack));
  const found = readFindings(app.synth()).flatMap(({ violations }) => violations);
  const identityPolicies = policiesOf(stack).map(
    (policy) => JSON.parse(JSON.stringify(policy).replace(/\{"Fn::[^[]*\[[^\]]*\]+\}/g, '"arn:aws:s3:::x"')) as object,
  );
  const caller = { principal: `arn:aws:iam::${account}:role/build`, identityPolicies };
  const may = (action: string, resource: string) =>
    isAllowed(caller, { action, resource, account: resource.split(':')[4] ?? account, resourcePolicy: openPolicy });
  /** The policy of a repository in another account that lets the account pull. */
  const openPolicy = {
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${account}:root` }, Action: 'ecr:*', Resource: '*' },
    ],
  };

  test('has no finding of a pack of cdk-nag, nor of CloudFormation', () => {
    expect(found).toEqual([]);
  });

  test.each([arns.own, arns.otherAccount, arns.otherRegion])(
    'may pull %s, and no other image next to it',
    async (arn) => {
      for (const action of ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer', 'ecr:BatchCheckLayerAvailability']) {
        expect([action, await may(action, arn)]).toEqual([action, true]);
        const identity = { ...caller, identityPolicies };
        const next = await isAllowed(identity, { action, resource: `${arn}-2`, account });
        expect([action, next]).toEqual([action, false]);
      }
    },
  );

  test.each(['ecr:PutImage', 'ecr:InitiateLayerUpload', 'ecr:BatchDeleteImage', 'ecr:BatchImportUpstreamImage'])(
    'may not %s in the repository of a base image',
    async (action) => {
      expect(await isAllowed(caller, { action, resource: arns.own, account })).toBe(false);
    },
  );

  test('may let the cache import images below its prefix only', async () => {
    for (const action of ['ecr:CreateRepository', 'ecr:BatchImportUpstreamImage', 'ecr:BatchGetImage']) {
      const at = (resource: string) => isAllowed(caller, { action, resource, account });
      expect([action, await at(arns.cache)]).toEqual([action, true]);
      expect([action, await at(arns.cache.replace('docker-hub/', 'docker-hub-2/'))]).toEqual([action, false]);
    }
    expect(await isAllowed(caller, { action: 'ecr:PutImage', resource: arns.cache, account })).toBe(false);
  });

  test('may read the secrets of its registries only', async () => {
    const secret = (name: string) => `arn:aws:secretsmanager:${region}:${account}:secret:${name}`;
    const action = 'secretsmanager:GetSecretValue';
    const reads = (name: string) => isAllowed(caller, { action, resource: secret(name), account });
    expect(await Promise.all(['ci/docker-hub-a1b2c3', 'quay-AbCdEf', 'quay-other1', 'ci/docker'].map(reads))).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});

describe('a build with base images', () => {
  const props = everything(newStack());
  const variables = { LOGIN_USERNAME_01: 'acme+robot', LOGIN_PASSWORD_00: 'password', LOGIN_PASSWORD_01: 'password' };
  const run = runBuild({ props, variables });
  const logins = (calls: string[][]) =>
    calls.filter(([program, command]) => program === 'docker' && command === 'login');

  test('logs in to each registry once, before it builds', () => {
    expect([run.succeeded, run.log.includes('could not log in')]).toEqual([true, false]);
    expect(logins(run.calls).map((call) => [call[3], call[5]])).toEqual([
      ['AWS', hostOf(account)],
      ['AWS', hostOf(other)],
      ['AWS', hostOf(account, 'us-east-1')],
      ['acme', 'https://index.docker.io/v1/'],
      ['acme+robot', 'quay.io'],
    ]);
    const regions = run.calls.filter(([, service]) => service === 'ecr').map((call) => call[4]);
    expect(regions.slice(0, 3)).toEqual([region, region, 'us-east-1']);
  });

  test('gives BuildKit the mirrors, and a project without mirrors no configuration', () => {
    const creations = (calls: string[][]) =>
      calls.filter(([, command, verb]) => command === 'buildx' && verb === 'create');
    expect(creations(run.calls).map((call) => call.at(-2))).toEqual(['--buildkitd-config']);
    expect(JSON.stringify(projectWith(props))).toContain(
      'docker.io 123456789012.dkr.ecr.eu-west-1.amazonaws.com/docker-hub mirror.gcr.io',
    );
    expect(creations(runBuild().calls).flat()).not.toContain('--buildkitd-config');
  });

  test('has no password in an argument, nor in the template', () => {
    expect(JSON.stringify(run.calls)).not.toContain('"password"');
    expect(JSON.stringify(projectWith(everything(newStack())))).not.toContain('"password"');
  });

  test('stops before it builds if a login fails, and names the registry', () => {
    const failed = runBuild({ props, variables: { ...variables, LOGIN_PASSWORD_01: 'wrong' } });
    expect(failed.succeeded).toBe(false);
    expect(failed.log).toContain(
      'Docker could not log in to quay.io: check the user name and the password in its secret',
    );
    expect(failed.calls.filter(([, command]) => command === 'buildx')).toEqual([]);
  });
});

describe('a project', () => {
  const refused = (props: Parameters<typeof projectWith>[0]) => () => projectWith(props);
  const repositoryOf = (arn: string) => Repository.fromRepositoryArn(newStack(), 'Base', arn);
  const credentials = RegistryCredentials.fromSecretsManager(Secret.fromSecretNameV2(newStack(), 'S', 'ci/s'));

  test('fails when a base image is in another partition', () => {
    const arn = `arn:aws-cn:ecr:cn-north-1:${account}:repository/base`;
    expect(refused({ baseImages: [repositoryOf(arn)] })).toThrow(
      new Error(
        `\`baseImages[0]\` must be in partition 'aws', as its stack is, got '${arn}'. AWS connects nothing across partitions.`,
      ),
    );
  });

  test('fails when a base image or a registry is listed twice', () => {
    expect(refused({ baseImages: [repositoryOf(arns.own), repositoryOf(arns.own)] })).toThrow(
      new Error("`baseImages[1]` must be listed once, got 'base' again"),
    );
    const hub = ImageRegistry.dockerHub(credentials);
    expect(refused({ registries: [hub, ImageRegistry.host('index.docker.io', credentials)] })).toThrow(
      new Error('`registries[1]` must be listed once, got docker.io again'),
    );
  });

  test('fails when it cannot read the credentials', () => {
    const secrets = RegistryCredentials.fromGitHubSecrets('TOKEN', { username: 'acme' });
    expect(refused({ registries: [ImageRegistry.dockerHub(secrets)] })).toThrow(
      new Error(
        '`registries[0]` must have credentials in Secrets Manager, got secrets of GitHub for docker.io. Only a GitHub workflow can read them.',
      ),
    );
    expect(refused({ registries: [ImageRegistry.gitHub()] })).toThrow(
      new Error(
        '`registries[0]` must have credentials, got none for ghcr.io. Only a GitHub workflow has a GITHUB_TOKEN. Use RegistryCredentials.fromSecretsManager().',
      ),
    );
  });

  test('fails when its secret is in another partition', () => {
    const arn = `arn:aws-cn:secretsmanager:cn-north-1:${account}:secret:ci-AbCdEf`;
    const secret = Secret.fromSecretCompleteArn(newStack(), 'Secret', arn);
    const registry = ImageRegistry.dockerHub(RegistryCredentials.fromSecretsManager(secret));
    expect(refused({ registries: [registry] })).toThrow(
      new Error(
        `\`registries[0]\` must be in partition 'aws', as its stack is, got '${arn}'. AWS connects nothing across partitions.`,
      ),
    );
  });

  test('fails when another builder than buildx should use mirrors', () => {
    const mirrors = [RegistryMirror.host('docker.io', 'mirror.gcr.io')];
    expect(refused({ mirrors, builder: ImageBuilder.script(['true']) })).toThrow(
      new Error('`mirrors` requires the builder buildx, got script'),
    );
  });

  test('logs in to no registry twice if the image is in the registry of its base image', () => {
    const { Environment: environment } = projectWith({ baseImages: [repositoryOf(arns.own)] });
    expect(JSON.stringify(environment)).not.toContain('ECR_REGISTRY');
  });

  test('passes repositories whose account is known at deploy time only', () => {
    const stack = new Stack(newApp(), 'Stack');
    const base = new Repository(stack, 'Base');
    addProject(stack, { baseImages: [base] });
    expect(JSON.stringify(policiesOf(stack))).toContain('PullBaseImages');
  });

  test('never shows a token, though one is in the place of a user name', () => {
    expect(() =>
      RegistryCredentials.fromSecretsManager(Secret.fromSecretNameV2(newStack(), 'S', 'ci/s'), { username: token }),
    ).toThrow(
      new Error('`username` must be a user name, got a text that looks like a secret. Store it as the password'),
    );
  });
});

describe('a check of pull requests with base images', () => {
  const stack = newStack();
  new ImageCheckProject(stack, 'Check', {
    source: ImageSource.gitHub('acme/app', { connectionArn, branches: ['main'] }),
    privileged: true,
    baseImages: [arns.own, arns.otherAccount].map((arn) => Repository.fromRepositoryArn(stack, arn, arn)),
  });
  const policies = policiesOf(stack);
  const statements = policies.flatMap(
    ({ Statement: all }) => all as { Sid?: string; Action: unknown; Resource: unknown }[],
  );

  test('may log in and pull them, and nothing else of ECR', () => {
    const ecr = statements.filter(({ Action: action }) => JSON.stringify(action).includes('ecr:'));
    expect(ecr).toEqual([
      { Sid: 'LogIn', Effect: 'Allow', Action: 'ecr:GetAuthorizationToken', Resource: '*' },
      {
        Sid: 'PullBaseImages',
        Effect: 'Allow',
        Action: ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
        Resource: [arns.own, arns.otherAccount].sort(),
      },
    ]);
    expect(JSON.stringify(statements)).not.toMatch(/secretsmanager|ssm:|kms:|PutImage/);
  });

  test('fails when no image is built', () => {
    const check = () =>
      new ImageCheckProject(newStack(), 'Check', {
        source: ImageSource.gitHub('acme/app', { connectionArn, branches: ['main'] }),
        commands: ['make test'],
        baseImages: [Repository.fromRepositoryArn(newStack(), 'Base', repositoryArn)],
      });
    expect(check).toThrow(new Error('`baseImages` requires `privileged: true`, because no image is built without it'));
  });
});

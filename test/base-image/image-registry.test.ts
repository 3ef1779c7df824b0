import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { ImageRegistry, refuseRepeatedRegistries } from '../../lib/base-image/image-registry';
import { canonicalHost, knownRegistries, knownRegistry } from '../../lib/base-image/known-registries';
import { RegistryCredentials } from '../../lib/base-image/registry-credentials';
import { newStack } from '../synthesis';

const secret = Secret.fromSecretNameV2(newStack(), 'Secret', 'ci/registry');
const stored = RegistryCredentials.fromSecretsManager(secret);
const token = ['ghp', '0123456789abcdefghijklmnopqrstuvwxyz'].join('_');

describe('a registry', () => {
  test.each([
    ['docker.io', 'docker.io', 'https://index.docker.io/v1/'],
    ['index.docker.io', 'docker.io', 'https://index.docker.io/v1/'],
    ['registry-1.docker.io', 'docker.io', 'https://index.docker.io/v1/'],
    ['quay.io', 'quay.io', 'quay.io'],
    ['registry.gitlab.com', 'registry.gitlab.com', 'registry.gitlab.com'],
    ['acme.azurecr.io', 'acme.azurecr.io', 'acme.azurecr.io'],
    ['europe-docker.pkg.dev', 'europe-docker.pkg.dev', 'europe-docker.pkg.dev'],
    ['registry.example.com:5000', 'registry.example.com:5000', 'registry.example.com:5000'],
    ['localhost:5000', 'localhost:5000', 'localhost:5000'],
  ])('%s is named %s by images, and Docker logs in to %s', (host, name, login) => {
    const registry = ImageRegistry.host(host, stored);
    expect([registry._host, registry._login]).toEqual([name, login]);
  });

  test.each([
    ['https://registry.example.com', "Leave out the scheme 'https://' and the path"],
    ['https://index.docker.io/v1/', "Leave out the scheme 'https://' and the path"],
    ['registry.example.com/team', 'Leave out the path. Credentials are for a whole registry'],
    ['registry.example.com@sha256', 'Leave out the digest and the user'],
    ['Registry.Example.com', "Write 'registry.example.com'"],
    ['*.example.com', 'Name each registry'],
    ['localhost', 'A host has a dot or a port'],
    ['registry.example.com:99999999', 'A host has a dot or a port'],
    ['-a.example.com', 'A host has a dot or a port'],
  ])('fails when its host is %s', (host, remedy) => {
    expect(() => ImageRegistry.host(host, stored)).toThrow(
      new Error(
        "`host` must be the host of a registry like 'registry.example.com' or 'registry.example.com:5000', " +
          `got '${host}'. ${remedy}`,
      ),
    );
  });

  test('fails when it is a registry of Amazon ECR', () => {
    const host = '111122223333.dkr.ecr.eu-west-1.amazonaws.com';
    expect(() => ImageRegistry.host(host, stored)).toThrow(
      new Error(
        `\`host\` must not be a registry of Amazon ECR, got '${host}'. Name its repositories in \`baseImages\`. The role logs in.`,
      ),
    );
    expect(() => ImageRegistry.host('public.ecr.aws', stored)).toThrow(
      new Error("`host` must not be 'public.ecr.aws', whose images need no credentials. Leave it out."),
    );
  });

  test('fails when it is listed twice, under another of its names too', () => {
    const registries = [ImageRegistry.dockerHub(stored), ImageRegistry.host('index.docker.io', stored)];
    expect(() => {
      refuseRepeatedRegistries('registries', registries);
    }).toThrow(new Error('`registries[1]` must be listed once, got docker.io again'));
  });

  test('of GitHub uses the token of the run without credentials', () => {
    expect(ImageRegistry.gitHub()._gitHub).toEqual({
      username: '${{ github.actor }}',
      password: '${{ secrets.GITHUB_TOKEN }}',
      isRunToken: true,
    });
    expect(ImageRegistry.gitHub(stored)._gitHub).toBeUndefined();
  });
});

describe('credentials', () => {
  test('fail when a secret of GitHub is in plain text', () => {
    expect(() => RegistryCredentials.fromGitHubSecrets(token, { username: 'acme' })).toThrow(
      new Error(
        '`passwordSecret` must be the name of a secret of GitHub, like DOCKERHUB_TOKEN, got a text that looks like a ' +
          'secret. Store it at GitHub, and write its name',
      ),
    );
    expect(() => RegistryCredentials.fromGitHubSecrets('TOKEN', { username: token })).toThrow(
      new Error('`username` must be a user name, got a text that looks like a secret. Store it as the password'),
    );
  });

  test.each([
    ['GITHUB_TOKEN', "got 'GITHUB_TOKEN'. GitHub reserves names that start with GITHUB_"],
    ['my-token', "got 'my-token'. Use only letters, digits and '_'"],
    ['A }} ${{ B', "got 'A }} ${{ B'. Use only letters, digits and '_'"],
  ])('fail when the name of a secret of GitHub is %s', (name, rest) => {
    expect(() => RegistryCredentials.fromGitHubSecrets(name, { username: 'acme' })).toThrow(
      new Error(`\`passwordSecret\` must be the name of a secret of GitHub, like DOCKERHUB_TOKEN, ${rest}`),
    );
  });

  test('fail when there is no user name, or two of them', () => {
    const message = '`username` must be set, or `usernameSecret` instead of it. A registry needs a user name.';
    expect(() => RegistryCredentials.fromGitHubSecrets('TOKEN', {})).toThrow(new Error(message));
    expect(() => RegistryCredentials.fromGitHubSecrets('TOKEN', { username: 'a', usernameSecret: 'B' })).toThrow(
      new Error(message),
    );
    expect(() => RegistryCredentials.fromSecretsManager(secret, { username: 'a', usernameKey: 'b' })).toThrow(
      new Error('`usernameKey` must not be set with `username`. Leave one of them out.'),
    );
  });

  test.each([
    'acme+builds',
    '12345678|builds',
    '_json_key_base64',
    'robot$acme',
    'a@example.com',
    'gitlab+deploy-token-1',
  ])('accept the user name %s', (username) => {
    expect(RegistryCredentials.fromSecretsManager(secret, { username })._stored?.username).toBe(username);
  });

  test('fail when a user name has an expression of a workflow', () => {
    expect(() => RegistryCredentials.fromGitHubSecrets('TOKEN', { username: '${{ github.actor }}' })).toThrow(
      new Error("`username` must be a user name, got '${{ github.actor }}'. Use only letters, digits and '._+@|$~/-'"),
    );
  });
});

describe('the table of registries', () => {
  test('finds each registry by one entry only', () => {
    const hosts = ['docker.io', 'ghcr.io', 'registry.gitlab.com', 'quay.io', 'acme.azurecr.io', 'gcr.io', 'eu.gcr.io'];
    for (const host of [...hosts, 'registry.redhat.io', 'mcr.microsoft.com', 'us-docker.pkg.dev']) {
      expect([host, knownRegistries.filter((known) => known.hosts.test(host)).length]).toEqual([host, 1]);
    }
    expect(knownRegistry('registry.example.com')).toBeUndefined();
    expect(canonicalHost('registry.hub.docker.com')).toBe('docker.io');
  });
});

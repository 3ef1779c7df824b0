import { bindMirrors, mirrorsByUpstream, RegistryMirror } from '../../lib/base-image/registry-mirror';
import { account, newStack, region } from '../synthesis';

describe('a mirror', () => {
  test('fails when it is no registry', () => {
    const what =
      "`mirror` must be a registry that mirrors another, like 'mirror.gcr.io' or 'registry.example.com/docker-hub'";
    expect(() => RegistryMirror.host('docker.io', 'https://mirror.gcr.io')).toThrow(
      new Error(`${what}, got 'https://mirror.gcr.io'. Leave out the scheme`),
    );
    expect(() => RegistryMirror.host('docker.io', 'mirror.gcr.io/')).toThrow(
      new Error(`${what}, got 'mirror.gcr.io/'. Leave out the tag, and write a path without a slash at its end`),
    );
    expect(() => RegistryMirror.host('docker.io', 'a.example.com"]\nroot = "/')).toThrow(
      /must be a registry that mirrors/,
    );
  });

  test('fails when it is a registry of Amazon ECR, whose rights it lacks', () => {
    const mirror = '111122223333.dkr.ecr.eu-west-1.amazonaws.com/docker-hub';
    expect(() => RegistryMirror.host('docker.io', mirror)).toThrow(
      new Error(
        `\`mirror\` must not be a registry of Amazon ECR, got '${mirror}'. Use a pull-through cache of the account, whose rights the role then gets.`,
      ),
    );
  });

  test.each([
    ['docker-hub/', 'Leave out the slash at the end'],
    ['ROOT', 'It has 2 to 30 characters, as in the rule'],
    ['a', 'It has 2 to 30 characters, as in the rule'],
    ['*', 'It has 2 to 30 characters, as in the rule'],
    ['a'.repeat(31), 'It has 2 to 30 characters, as in the rule'],
  ])('fails when the prefix of its cache is %s', (prefix, remedy) => {
    expect(() => RegistryMirror.pullThroughCache('docker.io', prefix)).toThrow(
      new Error(`\`prefix\` must be the prefix of a pull-through cache like 'docker-hub', got '${prefix}'. ${remedy}`),
    );
  });

  test('fails when it is listed twice', () => {
    const mirrors = [
      RegistryMirror.host('docker.io', 'mirror.gcr.io'),
      RegistryMirror.host('index.docker.io', 'mirror.gcr.io'),
    ];
    expect(() => bindMirrors(newStack(), mirrors)).toThrow(
      new Error('`mirrors[1]` must be listed once, got mirror.gcr.io for docker.io again'),
    );
  });

  test('fails when its cache is in another partition', () => {
    const mirrors = [RegistryMirror.pullThroughCache('docker.io', 'docker-hub', { region: 'cn-north-1' })];
    expect(() => bindMirrors(newStack(), mirrors)).toThrow(
      new Error(
        "`mirrors[0]` must be in partition 'aws', as its stack is, got " +
          `'arn:aws-cn:ecr:cn-north-1:${account}:repository/docker-hub/*'. AWS connects nothing across partitions.`,
      ),
    );
  });

  test('of a cache is a path in the registry of the account, in the order of the list', () => {
    const bound = bindMirrors(newStack(), [
      RegistryMirror.pullThroughCache('docker.io', 'docker-hub'),
      RegistryMirror.host('quay.io', 'mirror.example.com:5000/quay'),
      RegistryMirror.host('docker.io', 'mirror.gcr.io'),
    ]);
    expect(mirrorsByUpstream(bound)).toEqual([
      ['docker.io', [`${account}.dkr.ecr.${region}.amazonaws.com/docker-hub`, 'mirror.gcr.io']],
      ['quay.io', ['mirror.example.com:5000/quay']],
    ]);
  });
});

import { commit, runBuild } from './build-run';

const names = [
  ...['REGISTRY', 'REGISTRY_REGION', 'REPOSITORY_URI', 'IMAGE_PLATFORM', 'BUILD_CONTEXT', 'DOCKERFILE', 'BUILD_TARGET'],
  ...['BUILDKIT_IMAGE', 'BINFMT_IMAGE', 'PROVENANCE', 'SBOM', 'IMAGE_OUTPUT', 'CACHE_URI', 'IMAGE_PARAMETER'],
  ...['BUILD_ARG_00', 'IMAGE_LABEL_00', 'BUILD_SECRET_ID_00', 'CODEBUILD_SOURCE_VERSION', 'CODEBUILD_WEBHOOK_HEAD_REF'],
];

const hostileValues: [string, string][] = [
  ['a substitution', '$(touch pwned)'],
  ['backticks', '`touch pwned`'],
  ['a second command', 'x; touch pwned'],
  ['a pipe', 'x|touch pwned'],
  ['a quote and a command', '"; touch pwned; "'],
  ['a single quote and a command', "'; touch pwned; '"],
  ['a second line', 'x\ntouch pwned'],
  ['words and a pattern', 'a * ?'],
  ['a command of sed', 'a|touch pwned|e;s|b'],
  ['an index that is evaluated', 'a[$(touch pwned)]'],
];

describe.each(hostileValues)('B15: if every value holds %s', (_, value) => {
  const { calls, pwned, succeeded, log } = runBuild({
    variables: Object.fromEntries(names.map((name) => [name, value])),
  });
  const called = (program: string, ...words: string[]) =>
    calls.filter(([name, ...args]) => name === program && words.every((word, index) => args[index] === word));

  test('none is read as a command', () => {
    expect({ pwned, succeeded, log }).toMatchObject({ pwned: false, succeeded: true });
  });

  test('each is one argument', () => {
    const part = value.replace(/^[^/]*\//, '').replace(/[^\w.-]/g, '..');
    const cache = `type=registry,ref=${value}:cache-${value.replace(/[^A-Za-z0-9]/g, '-')}-${part}`;
    expect([called('aws', 'ecr')[0]?.at(-1), called('docker', 'login')[0]?.at(-1)]).toEqual([value, value]);
    expect(called('docker', 'buildx', 'create')[0]).toContain(`image=${value}`);
    expect(called('docker', 'run')[0]?.slice(1)).toEqual([
      'run',
      '--privileged',
      '--rm',
      value,
      '--install',
      'amd64,arm64',
    ]);
    expect(called('docker', 'buildx', 'build')[0]?.slice(3)).toEqual([
      ...['--platform', value, '--file', value, '--metadata-file', expect.any(String) as string],
      ...['--provenance', value, '--sbom', value],
      ...['--annotation', `index:org.opencontainers.image.revision=${commit}`],
      ...['--cache-to', `${cache},mode=max,image-manifest=true,oci-mediatypes=true,ignore-error=true`],
      ...['--output', `type=image,name=${value},push-by-digest=true,name-canonical=true,${value}`],
      ...['--target', value, '--label', `org.opencontainers.image.revision=${commit}`],
      ...['--label', value, '--build-arg', value],
      ...['--secret', `id=${value},env=BUILD_SECRET_VALUE_00`],
      ...['--cache-from', cache],
      `./${value}`,
    ] as string[]);
    expect(called('aws', 'ssm')[0]).toEqual(expect.arrayContaining(['--name', value]) as string[]);
  });
});

test.each(['github.com/acme/other', 'git@github.com', '-', '--help'])(
  'the context is a folder of the source, even if it looks like an address or an option: %s',
  (context) => {
    const build = runBuild({ variables: { BUILD_CONTEXT: context } }).calls.find(([, , verb]) => verb === 'build');
    expect(build?.at(-1)).toBe(`./${context}`);
  },
);

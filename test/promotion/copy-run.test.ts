import { digestOf, image, onlyImage, registry, type Registries, runCopy, source, target } from './copy-run';

const layer = 'application/vnd.oci.image.layer.v1.tar+gzip';
const index = digestOf('1');
const [amd64, arm64] = [digestOf('2'), digestOf('3')];
const [sbom, signature, ofSbom, ofPart] = [digestOf('4'), digestOf('5'), digestOf('6'), digestOf('7')];
const signatureTag = index.replace(':', '-');

/** An index of two images with an SBOM, cosign's signature, a signature of the SBOM and one of a part. */
const signedIndex: Registries = {
  [source]: {
    tags: { 'v2.0.0': index, [`${signatureTag}.sig`]: signature, latest: image },
    manifests: {
      ...onlyImage[source]?.manifests,
      [index]: { parts: [amd64, arm64] },
      [amd64]: { layers: [layer] },
      [arm64]: { layers: [layer] },
      [sbom]: { layers: ['application/spdx+json'], subject: index },
      [signature]: { layers: ['application/vnd.dev.cosign.simplesigning.v1+json'] },
      [ofSbom]: { layers: ['application/jose+json'], subject: sbom },
      [ofPart]: { layers: ['application/jose+json'], subject: arm64 },
    },
  },
};
const ofIndex = { IMAGE_DIGEST: index, IMAGE_TAG: 'v2.0.0' };
const copies = (calls: string[][]) =>
  calls.filter(([, noun, verb]) => `${noun} ${verb}` === 'image copy').map(([, , , from = '', to = '']) => [from, to]);

test('an image is copied by its digest, and then has its tag', () => {
  const { succeeded, output, calls, registries } = runCopy();
  expect({ succeeded, output }).toMatchObject({ succeeded: true });
  expect(output).toContain(`Promoted ${source}@${image} to ${target}:v1.0.0, with 0 attachments\n`);
  expect(copies(calls)).toEqual([
    [`${source}@${image}`, `${target}@${image}`],
    [`${source}@${image}`, `${target}:v1.0.0`],
  ]);
  expect(registries[target]).toEqual(onlyImage[source]);
});

test('D16: signatures and SBOMs of the image, its parts and each other are copied with it', () => {
  const { succeeded, registries } = runCopy({ registries: signedIndex, changed: ofIndex });
  expect(succeeded).toBe(true);
  const { tags, manifests } = registries[target] ?? { tags: {}, manifests: {} };
  expect(tags).toEqual({ 'v2.0.0': index, [`${signatureTag}.sig`]: signature });
  const all = [index, amd64, arm64, sbom, signature, ofSbom, ofPart];
  expect(Object.keys(manifests).sort()).toEqual(all.sort());
});

test('the tag comes last, so that who pulls it gets everything', () => {
  const all = copies(runCopy({ registries: signedIndex, changed: ofIndex }).calls);
  expect(all.map(([, to]) => to?.replace(target, ''))).toEqual([
    `@${index}`,
    `@${sbom}`,
    `:${signatureTag}.sig`,
    `@${ofPart}`,
    `@${ofSbom}`,
    ':v2.0.0',
  ]);
});

test('a second run changes nothing', () => {
  const first = runCopy({ registries: signedIndex, changed: ofIndex });
  const second = runCopy({ registries: first.registries, changed: ofIndex });
  expect(second.succeeded).toBe(true);
  expect(second.registries).toEqual(first.registries);
});

test.each(['image copy', `image copy ${source}@${sbom}`, ':v2.0.0'])(
  'what fails half-way (at %s) has no tag, and a run after that completes it',
  (failing) => {
    const first = runCopy({ registries: signedIndex, changed: ofIndex, failing });
    expect([first.succeeded, first.registries[target]?.tags['v2.0.0']]).toEqual([false, undefined]);
    const second = runCopy({ registries: first.registries, changed: ofIndex });
    const whole = runCopy({ registries: signedIndex, changed: ofIndex });
    expect([second.succeeded, second.registries]).toEqual([true, whole.registries]);
  },
);

test('a tag that is another image already stays what it is', () => {
  const other = digestOf('b');
  const taken = { ...onlyImage, [target]: { tags: { 'v1.0.0': other }, manifests: { [other]: { layers: [layer] } } } };
  const { succeeded, output, calls, registries } = runCopy({ registries: taken });
  expect([succeeded, copies(calls)]).toEqual([false, []]);
  expect(output).toContain(`Not promoted: ${target}:v1.0.0 is another image already: ${other}\n`);
  expect(registries).toEqual(taken);
});

test('a signature that was approved with the image stays, even if the image is signed again', () => {
  const first = runCopy({ registries: signedIndex, changed: ofIndex }).registries;
  const newer = digestOf('8');
  const { tags = {}, manifests = {} } = first[source] ?? {};
  const resigned = {
    ...first,
    [source]: {
      tags: { ...tags, [`${signatureTag}.sig`]: newer },
      manifests: { ...manifests, [newer]: { layers: ['application/vnd.dev.cosign.simplesigning.v1+json'] } },
    },
  };
  const { succeeded, registries } = runCopy({ registries: resigned, changed: ofIndex });
  expect([succeeded, registries[target]?.tags[`${signatureTag}.sig`]]).toEqual([true, signature]);
});

const unscanned: [string, object][] = [
  ['an OCI image', { layers: [layer] }],
  ['a Docker image', { layers: ['application/vnd.docker.image.rootfs.diff.tar.gzip'] }],
  ['an image in other letters', { layers: ['application/vnd.OCI.Image.Layer.v1.tar'] }],
  ['a WebAssembly module', { layers: ['application/vnd.wasm.content.layer.v1+wasm'] }],
  ['an index', { parts: [amd64] }],
];

test.each(unscanned)('nothing is copied if %s, which was not scanned, is attached to the image', (_, attached) => {
  const evil = digestOf('e');
  const { tags = {}, manifests = {} } = signedIndex[source] ?? {};
  const bySubject = { [source]: { tags, manifests: { ...manifests, [evil]: { ...attached, subject: index } } } };
  const byTag = {
    [source]: { tags: { ...tags, [`${signatureTag}.att`]: evil }, manifests: { ...manifests, [evil]: attached } },
  };
  for (const registries of [bySubject, byTag]) {
    const run = runCopy({ registries, changed: ofIndex });
    expect([run.succeeded, copies(run.calls)]).toEqual([false, []]);
    expect(run.output).toContain(
      `Not promoted: ${source}@${evil} is attached to the image, and an image itself: it was not scanned\n`,
    );
  }
});

test('nothing is copied if there are too many attachments', () => {
  const many = Object.fromEntries(
    Array.from({ length: 201 }, (_, number) => [
      `sha256:${String(number).padStart(64, '0')}`,
      { layers: ['application/jose+json'], subject: image },
    ]),
  );
  const { tags = {}, manifests = {} } = onlyImage[source] ?? {};
  const { succeeded, output, calls } = runCopy({
    registries: { [source]: { tags, manifests: { ...manifests, ...many } } },
  });
  expect([succeeded, copies(calls)]).toEqual([false, []]);
  expect(output).toContain(`Not promoted: ${source}@${image} has more than 200 attachments\n`);
});

test('D1: the digest is compared after the copy', () => {
  const other = digestOf('b');
  const { tags = {}, manifests = {} } = onlyImage[source] ?? {};
  const registries = { [source]: { tags, manifests }, [target]: { tags: {}, manifests: { [other]: {} } } };
  const { succeeded, output } = runCopy({ registries, changed: { WRONG_DIGEST: other } });
  expect(succeeded).toBe(false);
  expect(output).toContain(`Not promoted: ${target}:v1.0.0 is ${other} after the copy of ${image}\n`);
});

test('both registries are logged in to, each by its Region, and the passwords are gone afterwards', () => {
  const elsewhere = '210987654321.dkr.ecr.eu-west-1.amazonaws.com';
  const { succeeded, calls, left } = runCopy({
    changed: { TARGET_REGISTRY: elsewhere, TARGET_REGION: 'eu-west-1' },
  });
  expect(succeeded).toBe(true);
  const login = (region: string, host: string) => [
    ['aws', 'ecr', 'get-login-password', '--region', region],
    ['regctl', 'registry', 'login', host, '--user', 'AWS', '--pass-stdin'],
  ];
  const logins = calls.filter(([program, noun]) => program === 'aws' || noun === 'registry');
  const expected = [...login('us-east-1', registry), ...login('eu-west-1', elsewhere)];
  expect(logins).toHaveLength(4);
  expect(logins).toEqual(expect.arrayContaining(expected));
  expect(left).toEqual([]);
});

test('one registry is logged in to once', () => {
  const logins = runCopy().calls.filter(([program]) => program === 'aws');
  expect(logins).toHaveLength(1);
});

test.each(['get-login-password', 'registry login', 'manifest head', 'manifest get', 'artifact list'])(
  'nothing is copied, and no password remains, if %s fails',
  (failing) => {
    const { succeeded, calls, left } = runCopy({ failing });
    expect([succeeded, copies(calls), left]).toEqual([false, [], []]);
  },
);

test('the tool that the build image brings is used', () => {
  const { succeeded, calls } = runCopy({ tools: ['aws', 'regctl', 'go'] });
  expect(succeeded).toBe(true);
  expect(calls.filter(([program]) => program === 'go')).toEqual([]);
});

test('the tool is installed if the build image does not have it', () => {
  const { succeeded, calls } = runCopy({ tools: ['aws', 'go'] });
  expect(succeeded).toBe(true);
  expect(calls[0]).toEqual(['go', 'install', 'github.com/regclient/regclient/cmd/regctl@v0.11.7']);
});

test('the build fails if there is neither the tool nor Go', () => {
  const { succeeded, calls } = runCopy({ tools: ['aws'] });
  expect([succeeded, calls]).toEqual([false, []]);
});

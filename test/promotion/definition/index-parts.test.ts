import './promise-with-resolvers';
import { renderPromotionDefinition } from '../../../lib/promotion/definition/promotion-definition';
import {
  artifact,
  attestation,
  attesting,
  from,
  indexOf,
  manifest,
  newWorld,
  options,
  part,
  promote,
  to,
} from './cases';
import { execute } from './interpreter';
import { type RegistryWorld, config, image, index, layer } from './registry-world';

jest.mock('jsonpath-plus', () =>
  jest.requireActual<typeof import('./json-path-of-service')>('./json-path-of-service').jsonPathOfService(),
);

const critical = { findings: [{ name: 'CVE-2026-1111', severity: 'CRITICAL' }] };

interface Parts {
  readonly world: RegistryWorld;
  /** The digests of two clean images, and of what BuildKit says about the first. */
  readonly digests: readonly [string, string];
  readonly statement: string;
}

function parts(): Parts {
  const world = newWorld();
  const digests = [world.push(from, manifest(1)), world.push(from, manifest(2))] as const;
  for (const digest of digests) world.scanned(digest, {});
  return { world, digests, statement: world.push(from, attestation(3)) };
}

async function promoteIndex(world: RegistryWorld, body: object): Promise<string[]> {
  const digest = world.push(from, body, 'v1');
  const { verdicts } = await promote({ world, digest });
  expect(world.digestOf(to, 'v1')).toBe(verdicts.at(-1) === 'PROMOTED' ? digest : undefined);
  return [...verdicts];
}

describe('an index (D4)', () => {
  it('passes with all its parts, also with what BuildKit attests', async () => {
    const { world, digests, statement } = parts();
    const body = indexOf(part(digests[0]), part(digests[1]), attesting(statement, digests[0]));
    expect(await promoteIndex(world, body)).toEqual(['PROMOTED']);
    expect(world.builds).toHaveLength(1);
  });

  it('passes with what BuildKit attests as an artifact that refers to a part', async () => {
    const { world, digests } = parts();
    const statement = world.push(from, artifact(digests[0]));
    expect(await promoteIndex(world, indexOf(part(digests[0]), attesting(statement, digests[0])))).toEqual([
      'PROMOTED',
    ]);
  });

  it('is checked by its parts: no scan of the index itself is read', async () => {
    const { world, digests } = parts();
    const digest = world.push(from, indexOf(part(digests[0])), 'v1');
    world.scanned(digest, critical);
    expect(await promote({ world, digest })).toMatchObject({ verdicts: ['PROMOTED'] });
  });

  it.each([0, 1])('with one bad part is not promoted: number %d', async (bad) => {
    const { world, digests } = parts();
    world.scanned(digests[bad] ?? '', critical);
    expect(await promoteIndex(world, indexOf(part(digests[0]), part(digests[1])))).toEqual(['FINDINGS']);
    expect(world.told[0]?.text).toContain(`  ${digests[bad]} has findings that stop it:`);
    expect(world.told[0]?.text).not.toContain(digests[1 - bad]);
  });

  it('reports each part that does not pass', async () => {
    const { world, digests } = parts();
    world.scanned(digests[0], { statuses: ['UNSUPPORTED_IMAGE'] });
    world.scanned(digests[1], critical);
    expect(await promoteIndex(world, indexOf(part(digests[0]), part(digests[1])))).toEqual(['NOT_SCANNED']);
    for (const digest of digests) expect(world.told[0]?.text).toContain(`  ${digest} has`);
  });

  it('with a part that was not scanned is not promoted', async () => {
    const { world, digests } = parts();
    const other = world.push(from, manifest(4));
    expect(await promoteIndex(world, indexOf(part(digests[0]), part(other)))).toEqual(['SCAN_TIMED_OUT']);
  });

  it('with a part that is nowhere is not promoted', async () => {
    const { world, digests } = parts();
    const body = indexOf(part(digests[0]), part(`sha256:${'0'.repeat(64)}`));
    expect(await promoteIndex(world, body)).toEqual(['NOT_AN_IMAGE']);
  });

  it('with a part for an unknown platform is scanned as any other', async () => {
    const { world, digests } = parts();
    const hidden = world.push(from, manifest(5));
    const platform = { os: 'unknown', architecture: 'unknown' };
    world.scanned(hidden, critical);
    expect(await promoteIndex(world, indexOf(part(digests[0]), part(hidden, { platform })))).toEqual(['FINDINGS']);
  });

  it('refuses more parts than an execution has space for', async () => {
    const { world } = parts();
    const digests = Array.from({ length: 21 }, (_, number) => world.push(from, manifest(100 + number)));
    for (const digest of digests) world.scanned(digest, {});
    expect(await promoteIndex(world, indexOf(...digests.map((digest) => part(digest))))).toEqual(['TOO_MANY_PARTS']);
    expect(world.calls.filter((call) => call.endsWith('Findings'))).toEqual([]);
    expect(await promoteIndex(world, indexOf(...digests.slice(1).map((digest) => part(digest))))).toEqual([
      'TOO_MANY_PARTS',
      'PROMOTED',
    ]);
  });
});

describe('a bad image that is marked as an attestation', () => {
  it.each<[string, (bad: string, digests: readonly [string, string]) => object, object]>([
    ['with layers to run', (bad, [about]) => attesting(bad, about), manifest(6)],
    [
      'with a layer among statements',
      (bad, [about]) => attesting(bad, about),
      manifest(6, { layers: [{ mediaType: 'application/vnd.in-toto+json' }, { mediaType: layer }] }),
    ],
    [
      'for a platform that runs it',
      (bad, [about]) => attesting(bad, about, { platform: { os: 'linux', architecture: 'amd64' } }),
      attestation(6),
    ],
    [
      'for half a platform',
      (bad, [about]) => attesting(bad, about, { platform: { os: 'linux', architecture: 'unknown' } }),
      attestation(6),
    ],
    ['for no platform', (bad, [about]) => attesting(bad, about, { platform: undefined }), attestation(6)],
    ['about an image elsewhere', (bad) => attesting(bad, `sha256:${'0'.repeat(64)}`), attestation(6)],
    ['about itself', (bad) => attesting(bad, bad), attestation(6)],
    [
      'about nothing',
      (bad) => attesting(bad, '', { annotations: { 'vnd.docker.reference.type': 'attestation-manifest' } }),
      attestation(6),
    ],
    [
      'of another type',
      (bad, [about]) =>
        attesting(bad, about, {
          annotations: { 'vnd.docker.reference.type': 'other', 'vnd.docker.reference.digest': about },
        }),
      attestation(6),
    ],
  ])('is not skipped: %s', async (_, entry, body) => {
    const { world, digests } = parts();
    const bad = world.push(from, body);
    world.scanned(bad, critical);
    expect(await promoteIndex(world, indexOf(part(digests[0]), entry(bad, digests)))).toEqual(['DISGUISED']);
    expect(world.told[0]?.text).toContain(`  ${bad} is marked as an attestation of another part but is not one`);
  });

  it.each<[string, (about: string) => object, string]>([
    ['refers to another part', () => artifact(`sha256:${'0'.repeat(64)}`), 'NOT_AN_IMAGE'],
    ['refers to nothing', (about) => artifact(about, { subject: undefined }), 'NOT_AN_IMAGE'],
    ['is of another type', (about) => artifact(about, { artifactType: 'application/vnd.example' }), 'NOT_AN_IMAGE'],
    ['has the config of an image', (about) => artifact(about, { config: { mediaType: config } }), 'NOT_AN_IMAGE'],
    ['is an index too', (about) => artifact(about, { manifests: [] }), 'NOT_AN_IMAGE'],
    ['holds a layer to run', (about) => artifact(about, { layers: [{ mediaType: layer }] }), 'DISGUISED'],
    ['holds nothing', (about) => artifact(about, { layers: [] }), 'NOT_AN_IMAGE'],
  ])('and an artifact is not skipped that %s', async (_, body, verdict) => {
    const { world, digests } = parts();
    const bad = world.push(from, body(digests[0]));
    world.scanned(bad, {}); // not even if its scan is clean
    expect(await promoteIndex(world, indexOf(part(digests[0]), attesting(bad, digests[0])))).toEqual([verdict]);
  });

  it.each(['application/vnd.in-toto+json', layer])('and an artifact of %s without a mark is no image', async (held) => {
    const { world, digests } = parts();
    const bad = world.push(from, artifact(digests[0], { layers: [{ mediaType: held }] }));
    world.scanned(bad, {});
    expect(await promoteIndex(world, indexOf(part(digests[0]), part(bad)))).toEqual(['NOT_AN_IMAGE']);
  });

  it('and statements that are not marked are no image', async () => {
    const { world, digests, statement } = parts();
    expect(await promoteIndex(world, indexOf(part(digests[0]), part(statement)))).toEqual(['NOT_AN_IMAGE']);
  });

  it('and an index of attestations alone is no image', async () => {
    const { world, statement } = parts();
    const other = world.push(from, attestation(7));
    const body = indexOf(attesting(statement, other), attesting(other, statement));
    expect(await promoteIndex(world, body)).toEqual(['NOT_AN_IMAGE']);
  });
});

describe('what is no image (D14)', () => {
  const helm = { mediaType: 'application/vnd.cncf.helm.config.v1+json' };
  const docker = 'application/vnd.docker.distribution.manifest.v2+json';
  it.each<[string, object]>([
    ['a Helm chart', manifest(0, { config: helm })],
    ['a WebAssembly module', manifest(0, { layers: [{ mediaType: 'application/wasm' }] })],
    ['an image with a layer that is no layer', manifest(0, { layers: [{ mediaType: layer }, { mediaType: 'a/b' }] })],
    ['an image with a layer without a type', manifest(0, { layers: [{ mediaType: layer }, {}] })],
    [
      'an image with a layer that is kept elsewhere',
      manifest(0, { layers: [{ mediaType: 'application/vnd.docker.image.rootfs.foreign.diff.tar.gzip' }] }),
    ],
    ['an image without layers', manifest(0, { layers: [] })],
    ['an image without a config', manifest(0, { config: undefined })],
    ['an artifact', manifest(0, { artifactType: 'application/vnd.example' })],
    ['a referrer', manifest(0, { subject: { digest: 'sha256:1' } })],
    ['an image that is an index too', manifest(0, { manifests: [] })],
    ['an index that is an image too', { ...manifest(), ...indexOf(part('sha256:1')), mediaType: index }],
    ['an index of nothing', indexOf()],
    ['an index of indexes', indexOf({ mediaType: index, digest: 'sha256:1' })],
    ['an index with a part without a digest', indexOf({ mediaType: image })],
    ['a format of old', { schemaVersion: 1, mediaType: 'application/vnd.docker.distribution.manifest.v1+json' }],
  ])('%s is refused', async (_, body) => {
    const world = newWorld();
    const digest = world.push(from, body, 'v1');
    world.scanned(digest, {});
    expect(await promote({ world, digest })).toMatchObject({ verdicts: ['NOT_AN_IMAGE'] });
    expect(world.builds).toEqual([]);
  });

  it('a manifest whose own type is another than the one it was pushed as is refused', async () => {
    const world = newWorld();
    const digest = world.push(from, manifest(), 'v1');
    world.scanned(digest, {});
    const call = world.call.bind(world);
    world.call = (resource, parameters) => {
      const answer = call(resource, parameters) as { Images?: { ImageManifestMediaType: string }[] };
      if (answer.Images?.[0]) answer.Images[0].ImageManifestMediaType = docker;
      return answer;
    };
    expect(await promote({ world, digest })).toMatchObject({ verdicts: ['NOT_AN_IMAGE'] });
  });

  it.each<[string, object]>([
    [
      "Docker's format",
      {
        schemaVersion: 2,
        mediaType: docker,
        config: { mediaType: 'application/vnd.docker.container.image.v1+json' },
        layers: [{ mediaType: 'application/vnd.docker.image.rootfs.diff.tar.gzip' }],
      },
    ],
    [
      'a manifest without a type of its own',
      { schemaVersion: 2, config: { mediaType: config }, layers: [{ mediaType: layer }] },
    ],
    ['zstd', manifest(0, { layers: [{ mediaType: layer.replace('gzip', 'zstd') }] })],
  ])('an image is one: %s', async (_, body) => {
    const world = newWorld();
    const digest = world.push(from, body, 'v1');
    world.scanned(digest, {});
    expect(await promote({ world, digest })).toMatchObject({ verdicts: ['PROMOTED'] });
  });
});

it('the longest names and the longest list of findings fit into a message', async () => {
  const name = `incoming/${'a'.repeat(247)}`;
  const world = newWorld();
  const findings = Array.from({ length: 50 }, (_, number) => ({
    name: `CVE-2026-${10_000 + number}`,
    severity: 'HIGH',
  }));
  const digests = Array.from({ length: 20 }, (_, number) => world.push(name, manifest(number)));
  for (const digest of digests) world.scanned(digest, { findings });
  const digest = world.push(name, indexOf(...digests.map((one) => part(one))), 't'.repeat(128));
  const outcome = await execute(renderPromotionDefinition(options), world, {
    repository: name,
    digest,
    tag: 't'.repeat(128),
  });
  expect(outcome.verdicts).toEqual(['FINDINGS']);
  expect(world.told[0]?.text.match(/HIGH CVE/g)).toHaveLength(400);
});

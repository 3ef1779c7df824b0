import './promise-with-resolvers';
import { Duration } from 'aws-cdk-lib';
import fc from 'fast-check';
import { ScanGate, ScanSeverity } from '../../../lib/promotion/scan-gate';
import {
  type PromotionDefinitionOptions,
  renderPromotionDefinition,
} from '../../../lib/promotion/definition/promotion-definition';
import { UnscannedReason } from '../../../lib/promotion/unscanned-reason';
import { attesting, from, indexOf, manifest, newWorld, options, part, promote, pushed, to } from './cases';

jest.mock('jsonpath-plus', () =>
  jest.requireActual<typeof import('./json-path-of-service')>('./json-path-of-service').jsonPathOfService(),
);

const limit = 256 * 1024;

const gates = fc
  .record({
    scan: fc.constantFrom('basic' as const, 'enhanced' as const),
    maxSeverity: fc.constantFrom(ScanSeverity.INFORMATIONAL, ScanSeverity.LOW, ScanSeverity.MEDIUM, ScanSeverity.HIGH),
    passUnscanned: fc.subarray([UnscannedReason.UNSUPPORTED_IMAGE, UnscannedReason.IMAGE_SIZE_EXCEEDED]),
    exceptions: fc.integer({ min: 0, max: 100 }),
    wait: fc.integer({ min: 5, max: 1_440 }),
  })
  .map(({ scan, exceptions, wait, ...rules }) =>
    ScanGate[scan]({
      ...rules,
      waitAtMost: Duration.minutes(wait),
      exceptions: Array.from({ length: exceptions }, (_, index) => ({
        cve: `CVE-2026-${1_000_000 + index}`,
        reason: 'The package is in the image, and nothing runs it.',
        until: new Date(Date.UTC(2027, 0, 1, 0, 0, index)).toISOString(),
      })),
    })._rules(),
  );

const definitions: fc.Arbitrary<PromotionDefinitionOptions> = fc.record(
  {
    partition: fc.constantFrom('aws', 'aws-cn', '${Token[AWS.Partition.1]}'),
    urlSuffix: fc.constantFrom('amazonaws.com', 'amazonaws.com.cn'),
    gate: gates,
    source: fc.constant(options.source),
    target: fc.record({
      registryId: fc.constantFrom('123456789012', '999999999999'),
      region: fc.constant('eu-west-1'),
      crossRegion: fc.boolean(),
      crossAccount: fc.boolean(),
    }),
    targetRepository: fc.oneof(
      fc.constant({ kind: 'one' as const, name: `a${'/a'.repeat(127)}` }),
      fc.integer({ min: 1, max: 100 }).map((depth) => ({
        kind: 'prefix' as const,
        from: 'a/'.repeat(depth),
        to: 'b/'.repeat(depth),
      })),
    ),
    copyProjectName: fc.constant('promotion-copy'),
    deployment: fc.constant({ projectName: 'promotion-deploy', minutes: 40 }),
    topicArn: fc.constant(options.topicArn),
    contributor: fc.constantFrom('alice', 'x'.repeat(64)),
    approval: fc.record({ topicArn: fc.constant(options.topicArn), timeoutSeconds: fc.integer({ min: 60 }) }),
  },
  {
    requiredKeys: [
      'partition',
      'urlSuffix',
      'gate',
      'source',
      'target',
      'targetRepository',
      'copyProjectName',
      'topicArn',
    ],
  },
);

/** The texts of a definition, each with its path. */
function textsIn(value: unknown, path = ''): [string, string][] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => textsIn(inner, `${path}/${key}`));
}

/** Step Functions documents at most ten intrinsic functions in a field, and a megabyte for a definition. */
it('has at most ten intrinsic functions in a field, and is below a megabyte, for every gate, target and approval', () => {
  fc.assert(
    fc.property(definitions, (given) => {
      const definition = renderPromotionDefinition(given);
      const counted = textsIn(definition).map(
        ([path, text]) => [path, text.match(/States\.\w+\s*\(/g)?.length ?? 0] as const,
      );
      expect(counted.some(([, count]) => count > 1)).toBe(true);
      expect(counted.filter(([, count]) => count > 10)).toEqual([]);
      expect(Buffer.byteLength(JSON.stringify(definition))).toBeLessThan(100_000);
    }),
    { numRuns: 200 },
  );
}, 60_000);

it('writes a field that is computed, and no other, with a name that ends with .$', () => {
  fc.assert(
    fc.property(definitions, (given) => {
      for (const [path, text] of textsIn(renderPromotionDefinition(given))) {
        if (/^States\.\w+\(/.test(text)) expect(path).toMatch(/\.\$$/);
      }
    }),
    { numRuns: 20 },
  );
}, 60_000);

const many = (count: number): { name: string; severity: string }[] =>
  Array.from({ length: count }, (_, index) => ({ name: `CVE-2026-${1_000_000 + index}`, severity: 'HIGH' }));

describe('the 256 KB of a state', () => {
  it('hold twenty platforms with as many findings as a message lists', async () => {
    const world = newWorld();
    const digests = Array.from({ length: 20 }, (_, number) => world.push(from, manifest(number)));
    for (const digest of digests) world.scanned(digest, { findings: many(500) });
    const digest = world.push(from, indexOf(...digests.map((one) => part(one))), 'v1');
    const { verdicts, largest, error } = await promote({ world, digest });
    expect({ verdicts, error }).toEqual({ verdicts: ['FINDINGS'], error: undefined });
    expect(world.told[0]?.text.match(/HIGH CVE/g)).toHaveLength(400);
    expect(largest).toBeLessThan(limit);
  });

  it('hold ten platforms with attestations and long annotations', async () => {
    const world = newWorld();
    const annotations = { text: 'x'.repeat(10_000) };
    const parts = Array.from({ length: 10 }, (_, number) => {
      const digest = world.push(from, manifest(number));
      world.scanned(digest, {});
      const about = attesting(world.push(from, manifest(100 + number, { layers: statements })), digest);
      return [part(digest, { annotations }), { ...about, text: annotations.text }];
    });
    const digest = world.push(from, indexOf(...parts.flat()), 'v1');
    const { verdicts, largest } = await promote({ world, digest });
    expect(verdicts).toEqual(['PROMOTED']);
    expect(largest).toBeGreaterThan(200_000); // the manifest is once in a state, as a text or opened
    expect(largest).toBeLessThan(limit);
  });

  it('are not enough for a larger manifest: the image is not promoted, and that is reported', async () => {
    const { world, digest } = pushed({}, manifest(0, { annotations: { text: 'x'.repeat(limit) } }));
    const { verdicts, largest } = await promote({ world, digest });
    expect(verdicts).toEqual(['FAILED']);
    expect(world.told[0]?.text).toContain('States.DataLimitExceeded');
    expect(largest).toBeLessThan(limit);
  });

  it('hold an image that has hundreds of tags, in both repositories', async () => {
    const body = manifest(0, { annotations: { text: 'x'.repeat(2_000) } });
    const { world, digest } = pushed({}, body);
    for (let number = 0; number < 900; number += 1) {
      const tag = `${'t'.repeat(120)}-${number}`;
      world.push(from, body, tag);
      world.push(to, manifest(7), tag);
    }
    const { verdicts, largest } = await promote({ world, digest });
    expect(verdicts).toEqual(['PROMOTED']);
    expect(largest).toBeLessThan(limit);
    const archived = world.push(to, manifest(7), 'v1');
    world.archive(to, archived);
    expect(await promote({ world, digest })).toMatchObject({ verdicts: ['PROMOTED', 'TARGET_ARCHIVED'] });
  });
});

const statements = [{ mediaType: 'application/vnd.in-toto+json', digest: 'sha256:9', size: 1 }];

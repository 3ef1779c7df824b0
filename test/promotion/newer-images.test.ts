import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { shellScript } from '../../lib/private/text/shell-script';

const script = shellScript(join(__dirname, '../../lib/promotion'), 'find-newer.sh');
const digestOf = (number: number) => `sha256:${String(number).padStart(64, '0')}`;

/** An image, with the minute of its push. It is approved unless it says otherwise, and it has left the source if it has no minute. */
interface Held {
  readonly tags?: readonly string[];
  readonly minute?: number;
  readonly approved?: boolean;
}

/** The answer of `find_newer` about the first of the images. */
function say(...images: readonly Held[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'newer-'));
  try {
    const all = images.map((image, index) => ({ ...image, imageDigest: digestOf(index) }));
    const source = all.flatMap(({ imageDigest, tags: imageTags, minute }) =>
      minute === undefined ? [] : [{ imageDigest, imageTags, imagePushedAt: pushedAt(minute) }],
    );
    const target = all.flatMap(({ imageDigest, tags: imageTags, approved = true }) =>
      approved ? [{ imageDigest, imageTags, imagePushedAt: pushedAt(0) }] : [],
    );
    writeFileSync(join(folder, 'source'), JSON.stringify({ imageDetails: source }));
    writeFileSync(join(folder, 'target'), JSON.stringify({ imageDetails: target }));
    const { stdout, stderr } = spawnSync('bash', ['-c', `${script}\nfind_newer ${digestOf(0)} source target`], {
      cwd: folder,
      encoding: 'utf8',
    });
    return stdout.trimEnd() + stderr.trimEnd();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const pushedAt = (minute: number) =>
  new Date(Date.UTC(2026, 10, 30, 10, minute)).toISOString().replace('Z', '000+00:00');

test.each<[string, string, Held[]]>([
  ['the only image', '', [{ tags: ['v1.0.0'], minute: 1 }]],
  [
    'the higher of two versions',
    '',
    [
      { tags: ['v2.0.0'], minute: 1 },
      { tags: ['v1.9.9'], minute: 2 },
    ],
  ],
  [
    'a back-port',
    'v2.0.0 is newer and approved',
    [
      { tags: ['v1.9.9'], minute: 2 },
      { tags: ['v2.0.0'], minute: 1 },
    ],
  ],
  [
    'a version with more digits',
    '',
    [
      { tags: ['1.10.0'], minute: 1 },
      { tags: ['1.9.0'], minute: 2 },
    ],
  ],
  ['a pre-release', 'it is a pre-release', [{ tags: ['v2.1.0-rc.1'], minute: 1 }]],
  [
    'a version after a pre-release',
    '',
    [
      { tags: ['v2.0.0'], minute: 1 },
      { tags: ['v2.1.0-rc.1'], minute: 2 },
    ],
  ],
  ['a pre-release that became the release', '', [{ tags: ['v2.1.0-rc.1', 'v2.1.0'], minute: 1 }]],
  [
    'an image that was pushed last',
    '',
    [
      { tags: ['b'], minute: 2 },
      { tags: ['a'], minute: 1 },
    ],
  ],
  [
    'an image that was pushed first',
    'b is newer and approved',
    [
      { tags: ['a'], minute: 1 },
      { tags: ['b'], minute: 2 },
    ],
  ],
  [
    'the newer image if it is not approved',
    '',
    [
      { tags: ['a'], minute: 1 },
      { tags: ['b'], minute: 2, approved: false },
    ],
  ],
  [
    'a signature that was pushed later',
    '',
    [
      { tags: ['a'], minute: 1 },
      { tags: ['sha256-00.sig'], minute: 2 },
    ],
  ],
  ['a part without a tag that was pushed later', '', [{ tags: ['a'], minute: 1 }, { minute: 2 }]],
  ['an image that has left the source', '', [{ tags: ['a'], minute: 1 }, { tags: ['b'] }]],
  [
    'a higher version that has left the source',
    'v2.0.0 is newer and approved',
    [{ tags: ['v1.0.0'], minute: 1 }, { tags: ['v2.0.0'] }],
  ],
  [
    'a version of the same number, rebuilt',
    '1.0.0_2 is newer and approved',
    [
      { tags: ['1.0.0_1'], minute: 1 },
      { tags: ['1.0.0_2'], minute: 2 },
    ],
  ],
])('compares with %s', (_, reason, images) => {
  expect(say(...images)).toBe(reason);
});

test('says nothing of an image that is not approved, or whose push is unknown', () => {
  expect(say({ tags: ['a'], minute: 1, approved: false })).toBe(
    `jq: error (at <unknown>): ${digestOf(0)} is not in the approved repository`,
  );
  expect(say({ tags: ['a'] })).toBe(
    `jq: error (at <unknown>): ${digestOf(0)} is no longer in the source, so it is unknown whether a newer image is approved`,
  );
});

test('of approved stable versions, exactly the highest is deployed, in any order of their pushes', () => {
  const version = fc.tuple(fc.nat(3), fc.nat(12), fc.nat(3));
  fc.assert(
    fc.property(fc.uniqueArray(version, { minLength: 1, maxLength: 4, selector: String }), (versions) => {
      const images = versions.map((parts, index) => ({ tags: [`v${parts.join('.')}`], minute: index }));
      const deployed = images.map((image) => say(image, ...images.filter((other) => other !== image)) === '');
      const weight = ([major, minor, patch]: [number, number, number]) => major * 1e6 + minor * 1e3 + patch;
      const highest = Math.max(...versions.map(weight));
      expect(deployed).toEqual(versions.map((parts) => weight(parts) === highest));
    }),
    { numRuns: 15 },
  );
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Attacks that get a bad image approved, or gain more than a push, and the tests that prevent each. They come from real cases and
 * from the documentation of the services.
 */
const attacks: readonly (readonly [string, string, string, ...string[]])[] = [
  [
    'D1: the tag is pushed again between the scan and the copy',
    'definition/promotion-definition.test.ts',
    'the content of the event is not trusted (D1, D6)',
    'refuses a tag that is pushed again between the scan and the copy',
  ],
  ['D1: the copy is another image', 'copy-run.test.ts', 'D1: the digest is compared after the copy'],
  ['D2: a scan that is not complete', 'definition/scanning.test.ts', 'the status of a scan, %s (D2, D3, D5)'],
  ['D3: an image that no scanner knows', 'definition/scanning.test.ts', 'the status of a scan, %s (D2, D3, D5)'],
  ['D4: a bad image in an index', 'definition/index-parts.test.ts', 'an index (D4)'],
  ['D5: basic and enhanced scans differ', 'definition/scanning.test.ts', 'the status of a scan, %s (D2, D3, D5)'],
  [
    'D6: an event that is forged',
    'definition/promotion-definition.test.ts',
    'the content of the event is not trusted (D1, D6)',
    'does not trust findings of an event',
  ],
  [
    'D6: an event of others',
    'image-promotion.test.ts',
    'to the repository starts the machine, and to no other',
    'to any repository below the prefix starts the machine, and to no other',
  ],
  ['D7: severities that are unknown, missing or on a later page', 'definition/scanning.test.ts', 'findings, %s (D7)'],
  [
    'D8: findings that come after the promotion',
    'image-promotion-refusals.test.ts',
    'D8: warns if it is not scanned, since new findings appear later: %s',
  ],
  [
    'D9: a contributor reads or replaces what is not theirs',
    '../access/contributor/temporary-push-access-simulation.test.ts',
    'a pull fails at the first layer, unless it is allowed',
    '%s is refused, unless it is allowed',
    'gains nothing by what others grant the role',
  ],
  [
    'D10: sessions that outlast their reason',
    '../access/contributor/temporary-push-access-refusals.test.ts',
    'a session is short',
    'a session is long',
  ],
  [
    'D11: credentials in the name of another one',
    '../access/contributor/temporary-push-access-simulation.test.ts',
    'the named principal issues credentials in the name of the contributor, until the date',
    'the named principal must pass the external id, if one is set',
  ],
  [
    'D12: access that never ends',
    '../access/contributor/temporary-push-access-simulation.test.ts',
    'pushes until the date, and not from then on',
    'logs in until the date, and not from then on',
  ],
  [
    'D13: another writer of approved images',
    'image-promotion-access.test.ts',
    'D13: only the promoter pushes to the approved repository, not even administrators',
  ],
  ['D14: what is no image', 'definition/index-parts.test.ts', 'what is no image (D14)'],
  [
    'D14: an image that is attached to another one, unscanned',
    'copy-run.test.ts',
    'nothing is copied if %s, which was not scanned, is attached to the image',
  ],
  [
    'D15: a signature that means less than "promoted"',
    'approved-signing.test.ts',
    'D15: ECR signs what is in %s and nothing else, so that a signature means "promoted"',
    'D15: the promoter may sign with this profile, and the machine with none',
  ],
  [
    'D16: signatures and SBOMs that stay behind',
    'copy-run.test.ts',
    'D16: signatures and SBOMs of the image, its parts and each other are copied with it',
  ],
  ['D17: a gate that lets everything pass', 'scan-gate.test.ts', 'fails when everything would pass (D17)'],
];

test.each(attacks)('%s is prevented by tests in %s', (_, file, ...titles) => {
  const text = readFileSync(join(__dirname, file), 'utf8');
  expect(titles.filter((title) => !text.includes(`'${title}'`))).toEqual([]);
});

test('no kind of attack is left out', () => {
  const kinds = new Set(attacks.map(([attack]) => attack.split(':')[0]));
  expect([...kinds]).toEqual(Array.from({ length: 17 }, (_, index) => `D${index + 1}`));
});

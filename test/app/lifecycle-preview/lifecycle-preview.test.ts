import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { displayWidth } from '../../../lib/private/text/display-width';
import {
  any,
  archiveOlderThan,
  daysAgo,
  digest,
  expireOlderThan,
  image,
  index,
  keepNewest,
  now,
  ranked,
  tagged,
  untagged,
} from '../../repository/preview/lifecycle-preview-cases';
import { runCommandLine } from '../../../lib/app/cli';
import { folderWith, run, runIn, type Ran } from '../command';

const rules = ranked(
  { description: 'Protect releases', ...keepNewest(999_999, tagged('release-*')) },
  expireOlderThan(1, untagged),
  { description: 'Archive what is older than a month', ...archiveOlderThan(30, any) },
);

const images = {
  imageDetails: [
    image('release', 400, ['release-1'], { imageSizeInBytes: 52_345_678 }),
    image('old', 31, ['v1', 'main-20261021-with-a-name-that-is-too-long-for-one-line'], { imageSizeInBytes: 999 }),
    image('bare', 2, undefined, { imageSizeInBytes: 1_234_567_890 }),
    image('new', 1, ['v2']),
  ],
};

function preview(files: Readonly<Record<string, unknown>>, ...args: string[]): Ran {
  const folder = folderWith({ 'policy.json': { rules }, 'images.json': images, ...files });
  const paths = ['--policy', join(folder, 'policy.json'), '--images', join(folder, 'images.json')];
  const ran = run('lifecycle-preview', ...paths, '--now', now, ...args.map((arg) => arg.replace('DIR', folder)));
  return { ...ran, stdout: ran.stdout.replaceAll(folder, 'DIR'), stderr: ran.stderr.replaceAll(folder, 'DIR') };
}

const good = (stdout: unknown) => ({ stdout, stderr: '', exitCode: 0 });

test('prints what happens to each image', () => {
  const { stdout, ...ended } = preview({});
  expect(ended).toEqual({ stderr: '', exitCode: 0 });
  expect(stdout).toBe(`Rules
┌──────┬──────────────────────────────────────────────────┬─────────┬─────────┬───────────┐
│ rule │ description                                      │ action  │ images  │ at most   │
├──────┼──────────────────────────────────────────────────┼─────────┼─────────┼───────────┤
│ 1    │ Protect releases                                 │ expire  │ 0       │ 0 bytes   │
│ 2    │ no description                                   │ expire  │ 1       │ 1.2 GB    │
│ 3    │ Archive what is older than a month               │ archive │ 1       │ 999 bytes │
└──────┴──────────────────────────────────────────────────┴─────────┴─────────┴───────────┘

Images
┌──────────────────────────────────────┬────────────┬──────────┬─────────┬─────────────────────────┐
│ image                                │ pushed     │ size     │ action  │ why                     │
├──────────────────────────────────────┼────────────┼──────────┼─────────┼─────────────────────────┤
│ ${digest('new').slice(0, 19)}                  │ 2026-11-20 │ -        │ keep    │ not older than the 30   │
│ v2                                   │            │          │         │   days of rule 3        │
│ ${digest('bare').slice(0, 19)}                  │ 2026-11-19 │ 1.2 GB   │ expire  │ rule 2: older than 1    │
│                                      │            │          │         │   day                   │
│ ${digest('old').slice(0, 19)}                  │ 2026-10-21 │ 999      │ archive │ rule 3: older than 30   │
│ v1                                   │            │   bytes  │         │   days                  │
│ main-20261021-with-a-name-that-is-   │            │          │         │                         │
│   too-long-for-one-line              │            │          │         │                         │
│ ${digest('release').slice(0, 19)}                  │ 2025-10-17 │ 52.3 MB  │ keep    │ protected by rule 1,    │
│ release-1                            │            │          │         │   which shields it from │
│                                      │            │          │         │   rule 3                │
└──────────────────────────────────────┴────────────┴──────────┴─────────┴─────────────────────────┘

At 2026-11-21T12:00:00Z: 1 to expire (at most 1.2 GB freed), 1 to archive (at most 999 bytes moved),
  2 to keep. Images share layers, so less may be freed. ECR acts within 24 hours.
`);
  expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
});

test.each([80, 160])('fits a terminal of %d columns', (width) => {
  const folder = folderWith({ 'policy.json': { rules }, 'images.json': images });
  const paths = ['--policy', join(folder, 'policy.json'), '--images', join(folder, 'images.json'), '--now', now];
  const { stdout } = runIn({ width, colours: false }, 'lifecycle-preview', ...paths);
  expect(stdout.split('\n').filter((line) => displayWidth(line) > width)).toEqual([]);
  expect(stdout).toContain(
    width === 160 ? 'main-20261021-with-a-name-that-is-too-long-for-one-line' : 'main-20261021-',
  );
  expect(stdout).toContain('archive');
});

test('colours the actions that delete or archive', () => {
  const folder = folderWith({ 'policy.json': { rules }, 'images.json': images });
  const paths = ['--policy', join(folder, 'policy.json'), '--images', join(folder, 'images.json'), '--now', now];
  const { stdout } = runIn({ width: 100, colours: true }, 'lifecycle-preview', ...paths);
  expect(stdout).toContain('\u001b[31mexpire\u001b[39m');
  expect(stdout).toContain('\u001b[33marchive\u001b[39m');
  expect(stripVTControlCharacters(stdout)).toBe(run('lifecycle-preview', ...paths).stdout);
});

test('prints the images as JSON, newest first', () => {
  const { stdout, ...ended } = preview({}, '--format', 'json');
  expect(ended).toEqual({ stderr: '', exitCode: 0 });
  expect(JSON.parse(stdout)).toEqual([
    { imageDigest: digest('new'), imageTags: ['v2'], action: 'keep', rulePriority: null },
    { imageDigest: digest('bare'), imageTags: [], action: 'expire', rulePriority: 2 },
    { imageDigest: digest('old'), imageTags: images.imageDetails[1]?.imageTags, action: 'archive', rulePriority: 3 },
    { imageDigest: digest('release'), imageTags: ['release-1'], action: 'keep', rulePriority: null },
  ]);
});

describe('with more images than a table shows', () => {
  const many = (count: number) => ({
    'images.json': {
      imageDetails: Array.from({ length: count }, (_, age) =>
        image(`i${age}`, age + 0.5, [`t${age}`], { imageSizeInBytes: 1_000_000 }),
      ),
    },
  });
  const rowsOf = (stdout: string) => stdout.split('\n').filter((line) => line.startsWith('│ sha256:')).length;

  test('prints the newest images, the number of others, and the totals of all', () => {
    const { stdout } = preview(many(1234));
    expect(rowsOf(stdout)).toBe(1000);
    expect(stdout).toContain(digest('i999').slice(0, 19));
    expect(stdout).toContain(
      '│ 3    │ Archive what is older than a month               │ archive │ 1204    │ 1.2 GB    │',
    );
    expect(stdout.split('┘\n\n').at(-1)).toBe(
      'The 234 oldest images are not in this table. With --format json the command prints all images.\n\n' +
        'At 2026-11-21T12:00:00Z: 0 to expire, 1204 to archive (at most 1.2 GB moved), 30 to keep. Images\n' +
        '  share layers, so less may be freed. ECR acts within 24 hours.\n',
    );
  });

  test('prints every image that fits in the table, and says when a single one does not', () => {
    expect(preview(many(1000)).stdout).not.toContain('not in this table');
    expect(preview(many(1001)).stdout).toContain(
      '\n\nThe oldest image is not in this table. With --format json the command prints all images.\n\n',
    );
  });

  test('prints all images as JSON, with an indentation of two', () => {
    const { stdout } = preview(many(1234), '--format', 'json');
    const rows = JSON.parse(stdout) as unknown[];
    expect(rows).toHaveLength(1234);
    expect(stdout).toBe(`${JSON.stringify(rows, undefined, 2)}\n`);
  });
});

test('prints an empty list as JSON if there are no images', () => {
  expect(preview({ 'images.json': { imageDetails: [] } }, '--format', 'json')).toEqual(good('[]\n'));
});

test('prints no faster than the output is read', () => {
  const folder = folderWith({ 'policy.json': { rules }, 'images.json': images });
  const written: string[] = [];
  const write = jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    written.push(text.toString());
    return false;
  });
  try {
    const files = ['--policy', join(folder, 'policy.json'), '--images', join(folder, 'images.json')];
    runCommandLine(['node', 'ecr-publishing', 'lifecycle-preview', ...files, '--now', now, '--format', 'json']);
    expect(written).toHaveLength(1);
    process.stdout.emit('drain');
    expect(written).toHaveLength(2);
    process.stdout.emit('drain');
    expect(JSON.parse(written.join(''))).toHaveLength(4);
    expect(process.stdout.listenerCount('drain')).toBe(0);
  } finally {
    write.mockRestore();
  }
});

test('uses the current time without --now', () => {
  const folder = folderWith({
    'policy.json': { rules: ranked(expireOlderThan(1, any)) },
    'images.json': {
      imageDetails: [
        { imageDigest: 'sha256:a', imagePushedAt: Date.now() / 1000 - 2 * 86_400 },
        { imageDigest: 'sha256:b', imagePushedAt: Date.now() / 1000 - 80_000 },
      ],
    },
  });
  const [policy, listed] = [join(folder, 'policy.json'), join(folder, 'images.json')];
  const { stdout } = run('lifecycle-preview', '--policy', policy, '--images', listed, '--format', 'json');
  expect(JSON.parse(stdout)).toMatchObject([{ action: 'keep' }, { action: 'expire' }]);
});

describe('with a multi-platform index', () => {
  const indexed = {
    imageDetails: [
      image('index', 9, ['v1'], {
        imageManifestMediaType: 'application/vnd.docker.distribution.manifest.list.v2+json',
      }),
      image('amd64', 9),
    ],
  };

  test('prints a note on stderr if the manifest is missing', () => {
    const { stdout, stderr, exitCode } = preview({ 'images.json': indexed }, '--format', 'json');
    expect(JSON.parse(stdout)).toHaveLength(2);
    expect(stderr).toBe(
      'Note: 1 untagged image shown as expired or archived may be part of 1 multi-platform index whose manifest is not given. ECR keeps ' +
        "the parts of an index as long as it keeps the index. Pass the manifests, as 'aws ecr batch-get-image' prints them.\n",
    );
    expect(exitCode).toBe(0);
  });

  test('keeps its parts if the manifest is given', () => {
    const files = { 'images.json': indexed, 'manifests.json': { images: [index('index', 'amd64')] } };
    const ran = preview(files, '--format', 'json', '--manifests', 'DIR/manifests.json');
    expect({ ...ran, stdout: JSON.parse(ran.stdout) as unknown }).toMatchObject(
      good([{ action: 'keep' }, { action: 'keep' }]),
    );
  });
});

const bad = (...lines: string[]) => ({ stdout: '', stderr: lines.map((line) => `${line}\n`).join(''), exitCode: 1 });

test.each<[string, Record<string, unknown>, string[]]>([
  [
    'has several problems, which are all listed',
    {
      'policy.json': { rules: [] },
      'images.json': { imageDetails: [{ ...image('a', 1), imagePushedAt: daysAgo(1).slice(0, 10) }] },
    },
    [
      'DIR/policy.json: `rules` must list at least one rule, got an empty list',
      "DIR/images.json: `imageDetails[0].imagePushedAt` must be an instant with a zone like '2026-11-21T12:00:00Z', got '2026-11-20'",
    ],
  ],
  [
    'has images that are not JSON',
    { 'images.json': '{"imageDetails":[]}{"imageDetails":[]}' },
    [
      "DIR/images.json must be JSON, got other text at line 1, column 20. If it holds several JSON values, make a list of them with 'jq -s . FILE'.",
    ],
  ],
  [
    'has a policy that is not YAML',
    { 'policy.json': '{ rules: [' },
    [
      'DIR/policy.json must be JSON or YAML, got a wrong indentation at line 1, column 11. Align it with the lines above, and close all brackets.',
    ],
  ],
  [
    'has the policy and the images exchanged',
    { 'policy.json': images, 'images.json': { rules } },
    [
      'DIR/policy.json must be a lifecycle document, { "rules": [...] }, got a mapping without \'rules\'',
      "DIR/images.json must be what 'aws ecr describe-images' prints, { \"imageDetails\": [...] }, got a mapping without 'imageDetails'",
    ],
  ],
])('fails if the input %s', (_, files, lines) => {
  const ran = preview(files);
  expect(ran).toEqual(bad(...lines));
});

test('fails if a file does not exist, or is a folder', () => {
  expect(preview({}, '--images', 'DIR/none.json')).toEqual(bad('DIR/none.json does not exist'));
  expect(preview({}, '--policy', 'DIR')).toEqual(bad('DIR must be a file, got a folder'));
});

test.each([
  ['the policy is missing', ['--images', 'a'], "error: required option '--policy <file>' not specified\n"],
  ['the images are missing', ['--policy', 'a'], "error: required option '--images <file>' not specified\n"],
  [
    'the format is unknown',
    ['--policy', 'a', '--images', 'b', '--format', 'xml'],
    "error: option '--format <format>' argument 'xml' is invalid. Allowed choices are table, json.\n",
  ],
  [
    'the instant has no zone',
    ['--policy', 'a', '--images', 'b', '--now', '2026-11-21'],
    "error: option '--now <instant>' argument '2026-11-21' is invalid. It must be an instant with a zone like " +
      "'2026-11-21T12:00:00Z', got '2026-11-21'.\n",
  ],
])('is a usage error if %s', (_, args, stderr) => {
  expect(run('lifecycle-preview', ...args)).toEqual({ stdout: '', stderr, exitCode: 2 });
});

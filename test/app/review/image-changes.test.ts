import { join } from 'node:path';
import { folderWith, run } from '../command';
import { image, lifecycle, newest } from '../../review/changes/changed';

const named = (name: string, keep: number) => image({ RepositoryName: name, ...lifecycle(newest(keep)) });
const images = (count: number, more: object = { repositoryName: 'app' }) => ({
  imageDetails: Array.from({ length: count }, (_, index) => ({
    ...more,
    imageDigest: `sha256:${String(index).repeat(64)}`,
    imageTags: [`v${index}`],
    imageSizeInBytes: 1000,
    imagePushedAt: `2026-10-0${index + 1}T00:00:00Z`,
  })),
});

function review(before: object, after: object, listing: object) {
  const folder = folderWith({
    'before.json': { Resources: before },
    'after.json': { Resources: after },
    'images.json': listing,
  });
  const [old, now, file] = ['before.json', 'after.json', 'images.json'].map((name) => join(folder, name));
  const options = ['--images', file ?? '', '--now', '2026-12-01T00:00:00Z', '--format', 'json'];
  return { file, ...run('review', now ?? '', '--against', old ?? '', ...options) };
}

test('lists the images that a change deletes, before a repository that is deleted only if it is empty', () => {
  const before = { App: named('app', 4), Gone: image({ RepositoryName: 'gone' }) };
  const { stdout } = review(before, { App: named('app', 2) }, images(5));
  const { changes } = JSON.parse(stdout) as { changes: { kind: string; what: string; why: string }[] };
  expect(changes.map(({ kind }) => kind)).toEqual(['retention shrinks', 'retention shrinks', 'deleted']);
  expect(changes[0]).toEqual({
    kind: 'retention shrinks',
    what: "The new lifecycle policy of repository 'app' deletes 2 images that the earlier one keeps",
    why: 'At 2026-12-01T00:00:00Z: sha256:222222222222 (v2, pushed 2026-10-03, rule 1); sha256:111111111111 (v1, pushed 2026-10-02, rule 1).',
    fix: 'Check that nothing runs them and no rollback needs them, or keep the earlier limits.',
    source: { template: 'after', logicalId: 'App', path: '' },
  });
});

test('lists none if the same images stay', () => {
  const { stdout } = review({ App: named('app', 4) }, { App: named('app', 3) }, images(3));
  const { changes } = JSON.parse(stdout) as { changes: { what: string }[] };
  expect(changes.map(({ what }) => what)).toEqual(["Repository 'app' deletes more images than before"]);
});

test('fails if the images are of another repository, or of any of several', () => {
  const [before, after] = [3, 2].map((keep) => ({ App: named('app', keep), Web: named('web', keep) }));
  const other = review(before ?? {}, after ?? {}, images(1, { repositoryName: 'other' }));
  expect([other.stderr, other.exitCode]).toEqual([
    `${String(other.file)} must list the images of a repository that both sides have with a known lifecycle policy, got 'other'. They have app, web.\n`,
    1,
  ]);
  const unnamed = review(before ?? {}, after ?? {}, images(1, {}));
  expect([unnamed.stderr, unnamed.exitCode]).toEqual([
    `${String(unnamed.file)} must contain the name of its repository, because several lifecycle policies change: app, web. Save the output of \`aws ecr describe-images\` as it is.\n`,
    1,
  ]);
});

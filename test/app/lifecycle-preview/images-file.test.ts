import { execFileSync, spawn } from 'node:child_process';
import { join } from 'node:path';
import { listingOf } from '../../../lib/app/lifecycle-preview/images-file';
import { LifecyclePreview } from '../../../lib/repository/preview/lifecycle-preview';
import { any, digest, image, keepNewest, now, ranked } from '../../repository/preview/lifecycle-preview-cases';
import { folderWith } from '../command';

const images = Array.from({ length: 2000 }, (_, age) => image(`i${age}`, age, [`t${age}`]));

function digests(listing: ReturnType<typeof listingOf>): string[] {
  const preview = LifecyclePreview._of({ policy: { rules: ranked(keepNewest(1, any)) }, images: listing, now });
  return preview.images.map(({ imageDigest }) => imageDigest);
}

const expected = images.map((_, age) => digest(`i${age}`));

test.each([
  ['at once', undefined],
  ['as a stream', 0],
])('reads a file %s', (_, limit) => {
  const folder = folderWith({ 'images.json': { imageDetails: images } });
  expect(digests(listingOf(join(folder, 'images.json'), limit))).toEqual(expected);
});

test('reads a pipe', () => {
  const folder = folderWith({ 'images.json': { imageDetails: images } });
  const pipe = join(folder, 'pipe');
  execFileSync('mkfifo', [pipe]);
  spawn('dd', [`if=${join(folder, 'images.json')}`, `of=${pipe}`], { stdio: 'ignore' });
  expect(digests(listingOf(pipe))).toEqual(expected);
});

test('fails as a stream if the file is not JSON', () => {
  const folder = folderWith({ 'images.json': '{"imageDetails":[' });
  const path = join(folder, 'images.json');
  expect(() => digests(listingOf(path, 0))).toThrow(
    `${path} must be JSON. If it holds several JSON values, make a list of them with 'jq -s . FILE'.`,
  );
});

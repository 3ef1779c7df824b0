import { createHash } from 'node:crypto';
import { closeSync, openSync, writeFileSync, writeSync } from 'node:fs';

/** When the preview looks, and the newest image was pushed. */
export const previewedAt = '2026-11-21T12:00:00Z';

const services = 60;
const imagesAtOnce = 1000;

/** Images as `aws ecr describe-images` prints them, indented: of 60 services, and one of five without a tag. */
export function writeListing(path: string, images: number): void {
  const file = openSync(path, 'w');
  writeSync(file, '{\n    "imageDetails": [');
  for (let start = 0; start < images; start += imagesAtOnce) {
    const count = Math.min(imagesAtOnce, images - start);
    const details = Array.from({ length: count }, (_, index) => imageDetail(start + index));
    const text = JSON.stringify(details, undefined, 4).slice(1, -2).replaceAll('\n', '\n    ');
    writeSync(file, `${start === 0 ? '' : ','}${text}`);
  }
  writeSync(file, '\n    ]\n}\n');
  closeSync(file);
}

function imageDetail(index: number): object {
  const pushedAt = Date.parse(previewedAt) - index * 7 * 60_000;
  return {
    registryId: '111122223333',
    repositoryName: 'team/app',
    imageDigest: `sha256:${createHash('sha256').update(String(index)).digest('hex')}`,
    ...(index % 5 > 0 && { imageTags: [`service-${index % services}-1.${index}`, `sha-${index.toString(16)}`] }),
    imageSizeInBytes: 10_000_000 + index,
    imagePushedAt: new Date(pushedAt).toISOString(),
    imageManifestMediaType: 'application/vnd.oci.image.manifest.v1+json',
    artifactMediaType: 'application/vnd.oci.image.config.v1+json',
    lastRecordedPullTime: new Date(pushedAt + 60_000).toISOString(),
    imageStatus: 'ACTIVE',
  };
}

/** The fifty rules that a document may hold: by count and by age for a service each, and one for all images. */
export function writePolicy(path: string): void {
  const ofService = Array.from({ length: 49 }, (_, index) => ({
    rulePriority: index + 1,
    selection: { tagStatus: 'tagged', tagPatternList: [`service-${index}-*`], ...(index % 2 ? newest(500) : days(90)) },
    action: { type: 'expire' },
  }));
  const ofAll = { rulePriority: 50, selection: { tagStatus: 'any', ...days(365) }, action: { type: 'expire' } };
  writeFileSync(path, JSON.stringify({ rules: [...ofService, ofAll] }));
}

function newest(countNumber: number): object {
  return { countType: 'imageCountMoreThan', countNumber };
}

function days(countNumber: number): object {
  return { countType: 'sinceImagePushed', countUnit: 'days', countNumber };
}

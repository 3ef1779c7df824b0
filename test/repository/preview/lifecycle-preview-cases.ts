import { LifecyclePreview, type PreviewedImage } from 'cdk-ecr-publishing';

/** When the tests look. */
export const now = '2026-11-21T12:00:00Z';

const day = 24 * 60 * 60 * 1000;

/** The instant that lies so many days before `now`. */
export function daysAgo(days: number): string {
  return new Date(Date.parse(now) - days * day).toISOString();
}

/** The digest of an image that a test knows by a short name. */
export function digest(name: string): string {
  return `sha256:${Buffer.from(name).toString('hex').padEnd(64, '0')}`;
}

/** A rule as ECR reads it. */
export interface Rule {
  readonly rulePriority: number;
  readonly description?: string;
  readonly selection: Readonly<Record<string, unknown>>;
  readonly action: Readonly<Record<string, unknown>>;
}

const expire = { type: 'expire' };
const archive = { type: 'transition', targetStorageClass: 'archive' };

type Tags = Readonly<Record<string, unknown>>;

/** Images of any tags, and of such ones. */
export const any: Tags = { tagStatus: 'any' };
export const untagged: Tags = { tagStatus: 'untagged' };
export const tagged = (...tagPatternList: string[]): Tags => ({ tagStatus: 'tagged', tagPatternList });

/** Rules by what they do; their priorities are their places in the document. */
export const keepNewest = (countNumber: number, tags: Tags, action: object = expire) =>
  ({ selection: { ...tags, countType: 'imageCountMoreThan', countNumber }, action }) as Unranked;
export const expireOlderThan = (countNumber: number, tags: Tags) =>
  since('sinceImagePushed', countNumber, tags, expire);
export const archiveUnpulled = (countNumber: number, tags: Tags) =>
  since('sinceImagePulled', countNumber, tags, archive);
export const archiveOlderThan = (countNumber: number, tags: Tags) =>
  since('sinceImagePushed', countNumber, tags, archive);
export const expireArchived = (countNumber: number, tags: Tags) =>
  since('sinceImageTransitioned', countNumber, { ...tags, storageClass: 'archive' }, expire);

type Unranked = Omit<Rule, 'rulePriority'>;

function since(countType: string, countNumber: number, tags: Tags, action: object): Unranked {
  return { selection: { ...tags, countType, countUnit: 'days', countNumber }, action } as Unranked;
}

export function ranked(...rules: Unranked[]): Rule[] {
  return rules.map((rule, index) => ({ rulePriority: index + 1, ...rule }));
}

/** An image as ECR describes it. */
export type Detail = Readonly<Record<string, unknown>>;

/** An image by its short name, pushed some days ago; whatever else ECR says of it. */
export function image(name: string, pushedDaysAgo: number, imageTags?: readonly string[], more: Detail = {}): Detail {
  return { imageDigest: digest(name), imageTags, imagePushedAt: daysAgo(pushedDaysAgo), ...more };
}

/** The manifest of an image, as ECR prints it. */
export function manifest(name: string, content: object): object {
  return { imageId: { imageDigest: digest(name) }, imageManifest: JSON.stringify(content) };
}

export function index(name: string, ...children: string[]): object {
  return manifest(name, { manifests: children.map((child) => ({ digest: digest(child) })) });
}

export function previewOf(
  rules: readonly Rule[],
  images: readonly Detail[],
  manifests?: readonly object[],
): LifecyclePreview {
  return LifecyclePreview.of({
    policyText: JSON.stringify({ rules }),
    imagesText: JSON.stringify({ imageDetails: images }),
    ...(manifests && { manifestsText: JSON.stringify({ images: manifests }) }),
    now,
  });
}

/** What becomes of each image, by its short name: "expire 1", "keep". */
export function fates(preview: LifecyclePreview): Record<string, string> {
  return byName(preview, ({ action, rulePriority }) =>
    [action, rulePriority].filter((part) => part !== undefined).join(' '),
  );
}

/** Why, by the short name of each image. */
export function reasons(preview: LifecyclePreview): Record<string, string> {
  return byName(preview, ({ reason }) => reason);
}

function byName({ images }: LifecyclePreview, say: (image: PreviewedImage) => string): Record<string, string> {
  return Object.fromEntries(images.map((one) => [nameOf(one.imageDigest), say(one)]));
}

function nameOf(imageDigest: string): string {
  return Buffer.from(imageDigest.slice('sha256:'.length), 'hex').toString().replaceAll('\0', '');
}

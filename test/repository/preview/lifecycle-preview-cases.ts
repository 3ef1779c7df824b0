import { LifecyclePreview, type PreviewedImage } from 'cdk-ecr-publishing';

/** The time of the previews in tests. */
export const now = '2026-11-21T12:00:00Z';

const day = 24 * 60 * 60 * 1000;

/** The time that is some days before `now`. */
export function daysAgo(days: number): string {
  return new Date(Date.parse(now) - days * day).toISOString();
}

/** The digest for the short name of an image. */
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

/** The selections of all images and of tagged images. */
export const any: Tags = { tagStatus: 'any' };
export const untagged: Tags = { tagStatus: 'untagged' };
export const tagged = (...tagPatternList: string[]): Tags => ({ tagStatus: 'tagged', tagPatternList });

/** Rules by their effect. Their priorities are their positions in the document. */
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

/** An image by its short name that was pushed some days ago, with more details. */
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

/** The action and the rule for each image by its short name: "expire 1", "keep". */
export function fates(preview: LifecyclePreview): Record<string, string> {
  return byName(preview, ({ action, rulePriority }) =>
    [action, rulePriority].filter((part) => part !== undefined).join(' '),
  );
}

/** The reason for each image by its short name. */
export function reasons(preview: LifecyclePreview): Record<string, string> {
  return byName(preview, ({ reason }) => reason);
}

function byName({ images }: LifecyclePreview, say: (image: PreviewedImage) => string): Record<string, string> {
  return Object.fromEntries(images.map((one) => [nameOf(one.imageDigest), say(one)]));
}

function nameOf(imageDigest: string): string {
  return Buffer.from(imageDigest.slice('sha256:'.length), 'hex').toString().replaceAll('\0', '');
}

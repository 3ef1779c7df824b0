import { instantOf, instantRule } from '../../private/validation/instant';
import { isMapping } from '../../private/values/mapping';
import { type Problems } from '../../private/validation/problems';
import { textRule } from '../../private/validation/text';
import { type Problem, quote } from '../../private/validation/validation';
import { wholeNumberRule } from '../../private/validation/whole-number';
import { isIndexType, type LifecycleImage } from './lifecycle-images';

/** The settings for reading images. */
export interface ReadingContext {
  /** The time of the preview. An image that is being restored counts as fresh from then on. */
  readonly now: number;
  /** Whether a rule depends on the time at which an image was archived. Then the time is required. */
  readonly needsArchivedAt: boolean;
  readonly problems: Problems;
}

/** Checks that each image is listed once and that all are of one repository. Otherwise the rules would count wrong. */
export class Seen {
  private readonly digests = new Set<string>();
  private repository: string | undefined;

  /** The name of the repository, if the images contain it. */
  public get repositoryName(): string | undefined {
    return this.repository;
  }

  public digestProblem(digest: string): Problem {
    const before = this.digests.size;
    this.digests.add(digest);
    if (this.digests.size > before) return undefined;
    return `must be unique, got ${quote(digest)} again. Create the list of images again.`;
  }

  public repositoryProblem(name: unknown): Problem {
    if (isMissing(name)) return undefined;
    if (typeof name !== 'string') return `must be text, got ${quote(name)}`;
    this.repository ??= name;
    if (name === this.repository) return undefined;
    return `must be ${quote(this.repository)} as before, got ${quote(name)}. Preview one repository at a time.`;
  }
}

const digestRule = textRule('an image digest');

const statuses = ['ACTIVE', 'ARCHIVED', 'ACTIVATING'];

/**
 * Reads the details of one image, and adds its problems to those of the context.
 *
 * @param path the path of the image in the listing.
 * @see https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_ImageDetail.html
 */
export function readImage(
  value: unknown,
  path: () => string,
  seen: Seen,
  { now, needsArchivedAt, problems }: ReadingContext,
): LifecycleImage | undefined {
  if (!isMapping(value)) {
    problems.add(path, `must be a mapping, got ${quote(value)}`);
    return undefined;
  }
  const { imageDigest, imageStatus } = value;
  const tags = value.imageTags ?? [];
  const instants = {
    imagePushedAt: instant(value.imagePushedAt),
    lastRecordedPullTime: instant(value.lastRecordedPullTime),
    lastArchivedAt: instant(value.lastArchivedAt),
    lastActivatedAt: instant(value.lastActivatedAt),
  };
  // The path is a function, so that it is created only for a problem: there may be a hundred thousand images.
  const isRight = (key: string, problem: Problem) =>
    problem === undefined || problems.add(() => `${path()}.${key}`, problem);
  const isInstant = (key: keyof typeof instants, needed = false) =>
    instants[key] !== undefined || (!needed && isMissing(value[key])) || isRight(key, instantProblem(value[key]));
  const right = [
    isRight('imageDigest', digestRule(imageDigest) ?? seen.digestProblem(imageDigest as string)),
    isRight('repositoryName', seen.repositoryProblem(value.repositoryName)),
    isRight('imageTags', tagsProblem(tags)),
    isRight('imageStatus', statusProblem(imageStatus)),
    isRight('imageSizeInBytes', sizeProblem(value.imageSizeInBytes)),
    isInstant('imagePushedAt', true),
    isInstant('lastRecordedPullTime'),
    isInstant('lastArchivedAt', needsArchivedAt && imageStatus === 'ARCHIVED'),
    isInstant('lastActivatedAt'),
  ];
  if (right.includes(false)) return undefined;
  const { pushedAt, freshAt, usedAt } = ages(instants, imageStatus === 'ACTIVATING' ? now : instants.lastActivatedAt);
  return {
    digest: imageDigest as string,
    tags: compact(tags as string[]),
    archived: imageStatus === 'ARCHIVED',
    pushedAt,
    freshAt,
    usedAt,
    archivedAt: instants.lastArchivedAt,
    bytes: (value.imageSizeInBytes ?? undefined) as number | undefined,
    isIndex: isIndexType(value.imageManifestMediaType),
    subject: typeof value.subjectManifestDigest === 'string' ? value.subjectManifestDigest : undefined,
  };
}

const noTags: readonly string[] = [];

/** A list from a parser reserves memory for more tags, which is much for a million images. A copy does not. */
function compact(tags: readonly string[]): readonly string[] {
  return tags.length === 0 ? noTags : tags.slice();
}

interface Instants {
  readonly imagePushedAt?: number;
  readonly lastRecordedPullTime?: number;
}

/**
 * The times that rules count from. The guide says: "If an image was archived and then restored at any point in the past, the
 * image's last_activated_at is used instead of pushed_at_time". It is also used instead of an older pull. A restore takes
 * minutes, so an image that is being restored counts as restored.
 */
function ages(
  { imagePushedAt: pushedAt = 0, lastRecordedPullTime }: Instants,
  restoredAt: number | undefined,
): Pick<LifecycleImage, 'pushedAt' | 'freshAt' | 'usedAt'> {
  const freshAt = restoredAt ?? pushedAt;
  const usedAt = Math.max(lastRecordedPullTime ?? freshAt, restoredAt ?? 0);
  return { pushedAt, freshAt, usedAt };
}

/** The year 5138. A larger number is probably in milliseconds. */
const mostSeconds = 1e11;

/** Reads text, as version 2 of the AWS CLI prints it, or seconds since 1970, as version 1 and ECR itself do. */
function instant(value: unknown): number | undefined {
  if (typeof value === 'number') return value >= 0 && value < mostSeconds ? value * 1000 : undefined;
  return typeof value === 'string' ? instantOf(value) : undefined;
}

function instantProblem(value: unknown): Problem {
  return typeof value === 'number'
    ? `must be a time in seconds since 1970, got ${quote(value)}. Write milliseconds as text with a time zone.`
    : instantRule(value);
}

function isMissing(value: unknown): boolean {
  return value === undefined || value === null;
}

function sizeProblem(value: unknown): Problem {
  return isMissing(value) ? undefined : wholeNumberRule(0)(value);
}

function tagsProblem(tags: unknown): Problem {
  if (!Array.isArray(tags)) return `must be a list of tags, got ${quote(tags)}`;
  const wrong = tags.findIndex((tag) => typeof tag !== 'string' || tag === '');
  return wrong < 0 ? undefined : `must hold tags, got ${quote(tags[wrong])}`;
}

function statusProblem(status: unknown): Problem {
  return isMissing(status) || statuses.some((one) => one === status)
    ? undefined
    : `must be one of ${statuses.join(', ')}, got ${quote(status)}`;
}

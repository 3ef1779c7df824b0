import { instantOf, instantRule } from '../private/instant';
import { isMapping } from '../private/mapping';
import { type Problems } from '../private/problems';
import { textRule } from '../private/text';
import { type Problem, quote } from '../private/validation';
import { wholeNumberRule } from '../private/whole-number';
import { isIndexType, type LifecycleImage } from './lifecycle-images';

/** What was read, and what it does not tell. */
export interface ReadImages {
  readonly images: readonly LifecycleImage[];
  /** Whether ECR said that there are more: rules that count would come out wrong. */
  readonly incomplete: boolean;
}

/** What the reading depends on. */
export interface ReadingContext {
  /** From when on an image that is just being restored counts as fresh. */
  readonly now: number;
  /** Whether rules ask when an image was archived; only then it has to be there. */
  readonly needsArchivedAt: boolean;
  readonly problems: Problems;
}

/**
 * The images that `aws ecr describe-images` prints: one answer, a list of the answers that make up all pages, or a list
 * of the images themselves.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_ImageDetail.html
 */
export function readImages(input: unknown, context: ReadingContext): ReadImages {
  const pages = pagesOf(input);
  if (pages === undefined) {
    const what = `what 'aws ecr describe-images' prints, { "imageDetails": [...] }`;
    context.problems.add('images', `must be ${what}, got ${gotText(input)}`);
    return { images: [], incomplete: false };
  }
  const seen = new Seen();
  const images = pages.flatMap(({ path, details }) =>
    details.flatMap((detail, index) => readImage(detail, () => `${path}[${index}]`, seen, context) ?? []),
  );
  return { images, incomplete: pages.length > 0 && pages.every(({ more }) => more) };
}

interface Page {
  readonly path: string;
  readonly details: readonly unknown[];
  readonly more: boolean;
}

function pagesOf(input: unknown): Page[] | undefined {
  if (!Array.isArray(input)) {
    const page = pageOf(input, 'imageDetails');
    return page && [page];
  }
  if (input.some((item) => isMapping(item) && 'imageDigest' in item)) {
    return [{ path: 'imageDetails', details: input, more: false }];
  }
  const pages = input.map((page: unknown, index) => pageOf(page, `[${index}].imageDetails`));
  return pages.every((page) => page !== undefined) ? pages : undefined;
}

/** `NextToken` is what the AWS command line says, `nextToken` what ECR does. */
function pageOf(value: unknown, path: string): Page | undefined {
  if (!isMapping(value) || !Array.isArray(value.imageDetails)) return undefined;
  return { path, details: value.imageDetails, more: Boolean(value.NextToken ?? value.nextToken) };
}

function gotText(input: unknown): string {
  return isMapping(input) ? "a mapping without 'imageDetails'" : quote(input);
}

/** An image comes once, and all are of one repository: else the rules would count wrong. */
class Seen {
  private readonly digests = new Set<string>();
  private repository: string | undefined;

  public digestProblem(digest: string): Problem {
    if (this.digests.has(digest)) return `must be unique, got ${quote(digest)} again; list the images again`;
    this.digests.add(digest);
    return undefined;
  }

  public repositoryProblem(name: unknown): Problem {
    if (isMissing(name)) return undefined;
    if (typeof name !== 'string') return `must be text, got ${quote(name)}`;
    this.repository ??= name;
    if (name === this.repository) return undefined;
    return `must be ${quote(this.repository)} as before, got ${quote(name)}; preview one repository at a time`;
  }
}

const digestRule = textRule('an image digest');

const statuses = ['ACTIVE', 'ARCHIVED', 'ACTIVATING'];

function readImage(
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
  // One closure an image and no path until it is needed: there may be a hundred thousand.
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
  if (!right.every(Boolean)) return undefined;
  return {
    digest: imageDigest as string,
    tags: tags as string[],
    archived: imageStatus === 'ARCHIVED',
    ...ages(instants, imageStatus === 'ACTIVATING' ? now : instants.lastActivatedAt),
    bytes: (value.imageSizeInBytes ?? undefined) as number | undefined,
    isIndex: isIndexType(value.imageManifestMediaType),
    subject: typeof value.subjectManifestDigest === 'string' ? value.subjectManifestDigest : undefined,
  };
}

interface Instants {
  readonly imagePushedAt?: number;
  readonly lastRecordedPullTime?: number;
  readonly lastArchivedAt?: number;
}

/**
 * When an image was pushed, is fresh from and was used, by the guide: "If an image was archived and then restored at any
 * point in the past, the image's last_activated_at is used instead of pushed_at_time", and instead of the last pull
 * where that is older. One that is being restored takes minutes, and counts as restored.
 */
function ages(
  { imagePushedAt: pushedAt = 0, lastRecordedPullTime, lastArchivedAt: archivedAt }: Instants,
  restoredAt: number | undefined,
): Pick<LifecycleImage, 'pushedAt' | 'freshAt' | 'usedAt' | 'archivedAt'> {
  const freshAt = restoredAt ?? pushedAt;
  const usedAt = Math.max(lastRecordedPullTime ?? freshAt, restoredAt ?? 0);
  return { pushedAt, freshAt, usedAt, archivedAt };
}

/** The year 5138; what is beyond was counted in milliseconds. */
const mostSeconds = 1e11;

/** Text as the AWS command line 2 prints it, or seconds since 1970 as the first one and ECR itself do. */
function instant(value: unknown): number | undefined {
  if (typeof value === 'number') return value >= 0 && value < mostSeconds ? value * 1000 : undefined;
  return typeof value === 'string' ? instantOf(value) : undefined;
}

function instantProblem(value: unknown): Problem {
  return typeof value === 'number'
    ? `must be an instant in seconds since 1970, got ${quote(value)}; write milliseconds as text with a zone`
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

import { publicApi } from '../../private/boundary/public-api';
import { instantOf, instantRule } from '../../private/validation/instant';
import { Problems } from '../../private/validation/problems';
import { readDocument } from '../lifecycle/lifecycle-document';
import { type ImageListing, parsedListing, readImages } from './lifecycle-image-listing';
import { type LifecycleImage, newestFirst } from './lifecycle-images';
import { readManifests } from './lifecycle-manifests';
import { markImages } from './lifecycle-marks';
import { notesOn } from './lifecycle-notes';
import { PreviewedAction, type PreviewedImage, type PreviewedRule } from './lifecycle-preview-results';
import { followReferences, type Outcome } from './lifecycle-references';
import { type LifecycleRuleJson } from '../lifecycle/lifecycle-rule';
import { type ImageSum, noImages, sumsBy } from './lifecycle-sums';

/** The input of `LifecyclePreview.of()`. */
export interface LifecyclePreviewProps {
  /** The lifecycle document as JSON, as `ImageRetention.lifecyclePolicyText()` renders it and ECR stores it. */
  readonly policyText: string;

  /**
   * The images as JSON: the output of `aws ecr describe-images --filter imageStatus=ANY`, or a list of several such outputs.
   * Without the filter, the output does not contain archived images.
   */
  readonly imagesText: string;

  /**
   * The manifests of multi-platform indexes, signatures and other images that refer to images, as JSON: the output of
   * `aws ecr batch-get-image`, or a list of several such outputs.
   *
   * @default - the images of an index are unknown, and only references in `imagesText` are known
   */
  readonly manifestsText?: string;

  /** The time of the preview: ISO 8601 with a time zone, such as `2026-11-21T12:00:00Z`. */
  readonly now: string;
}

/** The same input in the form of the command line: plain data, and images that may be read piece by piece. */
interface PreviewInput {
  readonly policy: unknown;
  readonly images: ImageListing;
  readonly manifests?: unknown;
  readonly now: unknown;
}

/**
 * A preview of the effect of a lifecycle document on the images of a repository: which images expire or are archived, by
 * which rule, and why the others are kept. It follows the evaluation rules of the ECR user guide and calls no AWS service, so
 * you can check a change before you deploy it.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/LifecyclePolicies.html
 *
 * @example
 * import { ImageRetention, LifecyclePreview } from 'cdk-ecr-publishing';
 *
 * const preview = LifecyclePreview.of({
 *   policyText: ImageRetention.lifecyclePolicyText(ImageRetention.keepNewest(10)),
 *   imagesText: '{ "imageDetails": [] }', // the output of `aws ecr describe-images --filter imageStatus=ANY`
 *   now: '2026-12-01T00:00:00Z',
 * });
 */
@publicApi
export class LifecyclePreview {
  /**
   * Previews the effect of a lifecycle document on images.
   *
   * @param props the document, the images and the time. Throws if ECR would refuse the document, or if the images, the
   *   manifests or the time are not valid. The error lists all problems.
   */
  public static of(props: LifecyclePreviewProps): LifecyclePreview {
    const problems = new Problems();
    const policy = parse('policyText', props.policyText, problems);
    const images = parse('imagesText', props.imagesText, problems);
    const manifests =
      props.manifestsText === undefined ? undefined : parse('manifestsText', props.manifestsText, problems);
    problems.refuse();
    return LifecyclePreview._of({ policy, images: parsedListing(images), manifests, now: props.now });
  }

  /** @internal */
  public static _of(input: PreviewInput): LifecyclePreview {
    const problems = new Problems();
    const now = problems.check('now', input.now, instantRule) ? (instantOf(input.now as string) ?? 0) : 0;
    const rules = readDocument(input.policy, problems);
    const needsArchivedAt = rules.some(({ selection }) => selection.storageClass === 'archive');
    const { images: listed, incomplete, repositoryName } = readImages(input.images, { now, needsArchivedAt, problems });
    const references = readManifests(input.manifests, problems);
    problems.refuse();
    const images = newestFirst(listed);
    const outcomes = followReferences(images, markImages(rules, images, now), references);
    const notes = notesOn({ rules, images, outcomes, references, incomplete });
    const evaluated = { images, outcomes, repositoryName };
    return new LifecyclePreview(evaluated, previewedRules(rules, evaluated), notes);
  }

  /** The images after they were first read. */
  private allImages?: PreviewedImage[];

  private constructor(
    private readonly evaluated: EvaluatedImages,
    /** All rules, by priority. */
    public readonly rules: PreviewedRule[],
    /** Notes about input that is missing, so that the preview may be wrong. */
    public readonly notes: string[],
  ) {}

  /** All images, newest first. */
  public get images(): PreviewedImage[] {
    return (this.allImages ??= Array.from(this._eachImage()));
  }

  /**
   * The name of the repository, if the images contain it.
   *
   * @internal
   */
  public get _repositoryName(): string | undefined {
    return this.evaluated.repositoryName;
  }

  /**
   * How many images expire, are archived and are kept, and their total sizes.
   *
   * @internal
   */
  public _sums(): ReadonlyMap<PreviewedAction, ImageSum> {
    const { images, outcomes } = this.evaluated;
    return sumsBy(images, outcomes, ({ action }) => actions[action]);
  }

  /**
   * The images one by one, newest first, for callers that do not need all of them at once.
   *
   * @internal
   */
  public *_eachImage(): Generator<PreviewedImage, void, undefined> {
    const { images, outcomes } = this.evaluated;
    for (const [index, image] of images.entries()) {
      const outcome = outcomes[index];
      if (outcome) yield previewedImage(outcome, image);
    }
  }
}

/** The images, newest first, and the outcome of each. */
interface EvaluatedImages {
  readonly images: readonly LifecycleImage[];
  readonly outcomes: readonly Outcome[];
  readonly repositoryName?: string;
}

function parse(path: string, text: unknown, problems: Problems): unknown {
  try {
    if (typeof text === 'string') return JSON.parse(text);
  } catch {
    // Reported below: the parser's own message quotes the text, which may contain secrets.
  }
  problems.add(path, `must be JSON, got ${typeof text === 'string' ? 'text that is not JSON' : `a ${typeof text}`}`);
  return undefined;
}

function previewedImage(outcome: Outcome, image: LifecycleImage): PreviewedImage {
  return {
    imageDigest: image.digest,
    imageTags: [...image.tags],
    action: actions[outcome.action],
    rulePriority: outcome.rule?.rulePriority,
    reason: outcome.reason,
    imagePushedAt: new Date(image.pushedAt).toISOString(),
    imageSizeInBytes: image.bytes,
    isIndex: image.isIndex,
  };
}

const actions = {
  expire: PreviewedAction.EXPIRE,
  archive: PreviewedAction.ARCHIVE,
  keep: PreviewedAction.KEEP,
};

function previewedRules(rules: readonly LifecycleRuleJson[], { images, outcomes }: EvaluatedImages): PreviewedRule[] {
  const sums = sumsBy(images, outcomes, ({ rule }) => rule);
  return rules.map((rule) => {
    const { imageCount, sizeInBytes } = sums.get(rule) ?? noImages;
    return {
      rulePriority: rule.rulePriority,
      description: rule.description,
      action: rule.action.type === 'transition' ? PreviewedAction.ARCHIVE : PreviewedAction.EXPIRE,
      imageCount,
      sizeInBytes,
    };
  });
}

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

/** What `LifecyclePreview.of()` previews. */
export interface LifecyclePreviewProps {
  /** The lifecycle document as JSON: what `ImageRetention.lifecyclePolicyText()` makes, and ECR holds. */
  readonly policyText: string;

  /**
   * The images as JSON: what `aws ecr describe-images --filter imageStatus=ANY` prints, or a list of such answers where
   * there are several pages. Without the filter, ECR leaves archived images out.
   */
  readonly imagesText: string;

  /**
   * The manifests of multi-platform indexes and of what refers to other images, as JSON: what `aws ecr batch-get-image`
   * prints, or a list of such answers.
   *
   * @default - nothing is known of what an index holds, and of references only what the images state themselves
   */
  readonly manifestsText?: string;

  /** When to look: ISO 8601 with a zone, like `2026-11-21T12:00:00Z`. */
  readonly now: string;
}

/** The same as the command line has it: plain data, and images that may come piece by piece. */
interface PreviewInput {
  readonly policy: unknown;
  readonly images: ImageListing;
  readonly manifests?: unknown;
  readonly now: unknown;
}

/**
 * What a lifecycle document does to the images of a repository: which go, by which rule, and why the others stay. It
 * follows the evaluation rules of the ECR user guide and asks nobody, so a change can be judged before it is made.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/LifecyclePolicies.html
 */
@publicApi
export class LifecyclePreview {
  /**
   * Previews a document on images.
   *
   * @param props what to preview. Throws where the document is one that ECR would refuse, and where the images, the
   *   manifests or the instant are not what they should be, naming all that is wrong.
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

  /** The images once they were asked for. */
  private allImages?: PreviewedImage[];

  private constructor(
    private readonly evaluated: EvaluatedImages,
    /** All rules, by priority. */
    public readonly rules: PreviewedRule[],
    /** Where the input does not tell enough to be sure, a sentence or two each. */
    public readonly notes: string[],
  ) {}

  /** All images, newest first. */
  public get images(): PreviewedImage[] {
    return (this.allImages ??= Array.from(this._eachImage()));
  }

  /**
   * The repository of the images, as far as they name it.
   *
   * @internal
   */
  public get _repositoryName(): string | undefined {
    return this.evaluated.repositoryName;
  }

  /**
   * How many images go, are archived and stay, and how large they are.
   *
   * @internal
   */
  public _sums(): ReadonlyMap<PreviewedAction, ImageSum> {
    const { images, outcomes } = this.evaluated;
    return sumsBy(images, outcomes, ({ action }) => actions[action]);
  }

  /**
   * The images one by one, newest first, for a reader that does not need all of them at once.
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

/** Images newest first, and what becomes of each. */
interface EvaluatedImages {
  readonly images: readonly LifecycleImage[];
  readonly outcomes: readonly Outcome[];
  readonly repositoryName?: string;
}

function parse(path: string, text: unknown, problems: Problems): unknown {
  try {
    if (typeof text === 'string') return JSON.parse(text);
  } catch {
    // Noted below: the parser's own message quotes the text, which may hold what should not be printed.
  }
  problems.add(path, `must be JSON, got ${typeof text === 'string' ? 'text that is none' : `a ${typeof text}`}`);
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

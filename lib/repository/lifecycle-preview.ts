import { instantOf, instantRule } from '../private/instant';
import { Problems } from '../private/problems';
import { readDocument } from './lifecycle-document';
import { readImages } from './lifecycle-image-details';
import { type LifecycleImage, newestFirst } from './lifecycle-images';
import { readManifests } from './lifecycle-manifests';
import { markImages } from './lifecycle-marks';
import { notesOn } from './lifecycle-notes';
import { PreviewedAction, type PreviewedImage, type PreviewedRule } from './lifecycle-preview-results';
import { followReferences, type Outcome } from './lifecycle-references';
import { type LifecycleRuleJson } from './lifecycle-rule';

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

/** The same as plain data, as the command line has it. */
interface PreviewInput {
  readonly policy: unknown;
  readonly images: unknown;
  readonly manifests?: unknown;
  readonly now: unknown;
}

/**
 * What a lifecycle document does to the images of a repository: which go, by which rule, and why the others stay. It
 * follows the evaluation rules of the ECR user guide and asks nobody, so a change can be judged before it is made.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/LifecyclePolicies.html
 */
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
    return LifecyclePreview._of({ policy, images, manifests, now: props.now });
  }

  /** @internal */
  public static _of(input: PreviewInput): LifecyclePreview {
    const problems = new Problems();
    const now = problems.check('now', input.now, instantRule) ? (instantOf(input.now as string) ?? 0) : 0;
    const rules = readDocument(input.policy, problems);
    const needsArchivedAt = rules.some(({ selection }) => selection.storageClass === 'archive');
    const { images: listed, incomplete } = readImages(input.images, { now, needsArchivedAt, problems });
    const references = readManifests(input.manifests, problems);
    problems.refuse();
    const images = newestFirst(listed);
    const outcomes = followReferences(images, markImages(rules, images, now), references);
    const previewed = outcomes.flatMap((outcome, index) => previewedImage(outcome, images[index]) ?? []);
    const notes = notesOn({ rules, images, outcomes, references, incomplete });
    return new LifecyclePreview(previewed, previewedRules(rules, previewed), notes);
  }

  private constructor(
    /** All images, newest first. */
    public readonly images: PreviewedImage[],
    /** All rules, by priority. */
    public readonly rules: PreviewedRule[],
    /** Where the input does not tell enough to be sure, a sentence or two each. */
    public readonly notes: string[],
  ) {}
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

function previewedImage(outcome: Outcome, image: LifecycleImage | undefined): PreviewedImage | undefined {
  return (
    image && {
      imageDigest: image.digest,
      imageTags: image.tags,
      action: actions[outcome.action],
      rulePriority: outcome.rule?.rulePriority,
      reason: outcome.reason,
      imagePushedAt: new Date(image.pushedAt).toISOString(),
      imageSizeInBytes: image.bytes,
      isIndex: image.isIndex,
    }
  );
}

const actions = {
  expire: PreviewedAction.EXPIRE,
  archive: PreviewedAction.ARCHIVE,
  keep: PreviewedAction.KEEP,
};

/** What an index is said to weigh is the weight of an image that it refers to, which is counted itself. */
function previewedRules(rules: readonly LifecycleRuleJson[], images: readonly PreviewedImage[]): PreviewedRule[] {
  const taken = new Map(rules.map(({ rulePriority }) => [rulePriority, { imageCount: 0, sizeInBytes: 0 }]));
  for (const { rulePriority = 0, imageSizeInBytes = 0, isIndex } of images) {
    const sum = taken.get(rulePriority);
    if (!sum) continue;
    sum.imageCount += 1;
    sum.sizeInBytes += isIndex ? 0 : imageSizeInBytes;
  }
  return rules.map(({ rulePriority, description, action }) => ({
    rulePriority,
    description,
    action: action.type === 'transition' ? PreviewedAction.ARCHIVE : PreviewedAction.EXPIRE,
    ...(taken.get(rulePriority) ?? { imageCount: 0, sizeInBytes: 0 }),
  }));
}

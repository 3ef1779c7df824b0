import { LifecyclePreview } from '../../repository/preview/lifecycle-preview';
import { PreviewedAction, type PreviewedImage } from '../../repository/preview/lifecycle-preview-results';
import { shortDigest } from '../../repository/preview/lifecycle-references';
import { type LifecyclePair, plainText, type ReviewedChange } from '../../review/index';
import { fail } from '../input-file';
import { withFileNames } from '../lifecycle-preview/file-names';
import { listingOf } from '../lifecycle-preview/images-file';

/** The most images in a sentence. */
const mostNamed = 20;

/**
 * The images that ECR deletes or archives after a change, and keeps before it.
 *
 * @param pairs the policies of the repositories, before and after.
 * @param file the images of one of them, as `aws ecr describe-images` prints them.
 */
export function imageChanges(pairs: readonly LifecyclePair[], file: string, now: string): ReviewedChange[] {
  const name = repositoryOf(file, now);
  const changed = pairs.filter(({ before, after }) => before !== after);
  const chosen = name === undefined ? changed : pairs.filter((pair) => pair.name === name);
  const names = [...new Set((name === undefined ? changed : pairs).map((pair) => pair.name))].map(plainText);
  if (chosen.length === 0 && name !== undefined) {
    return fail(
      `${file} must list the images of a repository that both sides have with a known lifecycle policy, got '${plainText(name)}'. They have ${listText(names)}.`,
    );
  }
  if (name === undefined && names.length > 1) {
    return fail(
      `${file} must contain the name of its repository, because several lifecycle policies change: ${listText(names)}. Save the output of \`aws ecr describe-images\` as it is.`,
    );
  }
  return chosen.flatMap((pair) => imageChange(pair, file, now));
}

function listText(names: readonly string[]): string {
  return names.length === 0 ? 'none' : names.join(', ');
}

/** A policy that keeps every image, to read a list of images with. */
const keepsAll = {
  rules: [
    {
      rulePriority: 1,
      selection: { tagStatus: 'any', countType: 'imageCountMoreThan', countNumber: 2_000_000_000 },
      action: { type: 'expire' },
    },
  ],
};

function repositoryOf(file: string, now: string): string | undefined {
  return previewOf(keepsAll, file, now)._repositoryName;
}

function previewOf(policy: unknown, file: string, now: string): LifecyclePreview {
  return withFileNames({ policy: 'the lifecycle policy', images: file }, () =>
    LifecyclePreview._of({ policy, images: listingOf(file), now }),
  );
}

function imageChange({ name, before, after, source }: LifecyclePair, file: string, now: string): ReviewedChange[] {
  if (before === after || after === undefined) return [];
  const was = new Map(takenBy(before, file, now).map((image) => [image.imageDigest, image.action]));
  const taken = takenBy(after, file, now).filter(({ imageDigest, action }) => {
    const old = was.get(imageDigest);
    return old === undefined || (old === PreviewedAction.ARCHIVE && action === PreviewedAction.EXPIRE);
  });
  return [PreviewedAction.EXPIRE, PreviewedAction.ARCHIVE].flatMap((action): ReviewedChange[] => {
    const images = taken.filter((image) => image.action === action);
    if (images.length === 0) return [];
    const verb = action === PreviewedAction.EXPIRE ? 'deletes' : 'archives';
    const count = images.length === 1 ? '1 image' : `${images.length.toLocaleString('en-US')} images`;
    const more = images.length > mostNamed ? `; and ${(images.length - mostNamed).toLocaleString('en-US')} more` : '';
    return [
      {
        kind: 'retention shrinks',
        what: `The new lifecycle policy of repository '${name}' ${verb} ${count} that the earlier one keeps`,
        why: `At ${now}: ${images.slice(0, mostNamed).map(imageText).join('; ')}${more}.`,
        fix: 'Check that nothing runs them and no rollback needs them, or keep the earlier limits.',
        source,
        losesImages: action === PreviewedAction.EXPIRE,
      },
    ];
  });
}

/** The images that a policy deletes or archives. */
function takenBy(policy: string | undefined, file: string, now: string): PreviewedImage[] {
  if (policy === undefined) return [];
  const preview = previewOf(parsed(policy), file, now);
  return [...preview._eachImage()].filter(({ action }) => action !== PreviewedAction.KEEP);
}

function parsed(policy: string): unknown {
  try {
    return JSON.parse(policy);
  } catch {
    return fail('The lifecycle policy must be JSON, got text that is not JSON');
  }
}

function imageText({ imageDigest, imageTags, imagePushedAt, rulePriority }: PreviewedImage): string {
  const tags = imageTags.length === 0 ? 'without tags' : imageTags.join(', ');
  return `${shortDigest(imageDigest)} (${tags}, pushed ${imagePushedAt.slice(0, 10)}, rule ${String(rulePriority)})`;
}

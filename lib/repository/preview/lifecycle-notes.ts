import { type LifecycleImage } from './lifecycle-images';
import { type ImageReferences, type Outcome } from './lifecycle-references';
import { type LifecycleRuleJson } from '../lifecycle/lifecycle-rule';

/** What a preview was made from. */
export interface PreviewBasis {
  readonly rules: readonly LifecycleRuleJson[];
  readonly images: readonly LifecycleImage[];
  readonly outcomes: readonly Outcome[];
  readonly references: ImageReferences;
  readonly incomplete: boolean;
}

/** What a reader has to know before trusting a preview: where the input does not tell enough. */
export function notesOn(basis: PreviewBasis): string[] {
  return [incompleteNote(basis), membershipNote(basis), archiveNote(basis)].filter((note) => note !== undefined);
}

function incompleteNote({ incomplete }: PreviewBasis): string | undefined {
  return incomplete
    ? 'These are not all images: the answer of describe-images names a next page. Rules that count come out wrong.'
    : undefined;
}

/** An untagged image may be a platform of an index or an attestation in one; only the manifest of the index says so. */
function membershipNote({ images, outcomes, references }: PreviewBasis): string | undefined {
  const unknown = images.filter(({ isIndex, digest }) => isIndex && !references.children.has(digest)).length;
  const known = new Set([...references.children.values()].flat());
  const doubtful = images.filter(({ isIndex, digest, tags, subject }, index) => {
    const related = known.has(digest) || subject !== undefined || references.subjects.has(digest);
    return !isIndex && tags.length === 0 && !related && outcomes[index]?.action !== 'keep';
  }).length;
  if (unknown === 0 || doubtful === 0) return undefined;
  return (
    `${counted(doubtful, 'untagged image')} shown to go may be part of ${counted(unknown, 'multi-platform index', 'es')} ` +
    'whose manifest is not given. ECR keeps the parts of an index as long as the index stays: give the manifests, as ' +
    "'aws ecr batch-get-image' prints them."
  );
}

function archiveNote({ rules, images }: PreviewBasis): string | undefined {
  const rule = rules.find(({ selection }) => selection.storageClass === 'archive');
  return rule === undefined || images.some(({ archived }) => archived)
    ? undefined
    : `Rule ${rule.rulePriority} is about archived images, and none are given: describe-images prints them with ` +
        '--filter imageStatus=ANY only.';
}

function counted(count: number, noun: string, plural = 's'): string {
  return `${count} ${noun}${count === 1 ? '' : plural}`;
}

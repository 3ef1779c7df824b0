import { type LifecycleImage } from './lifecycle-images';
import { type ImageReferences, type Outcome } from './lifecycle-references';
import { type LifecycleRuleJson } from '../lifecycle/lifecycle-rule';

/** The input and the outcomes of a preview. */
export interface PreviewBasis {
  readonly rules: readonly LifecycleRuleJson[];
  readonly images: readonly LifecycleImage[];
  readonly outcomes: readonly Outcome[];
  readonly references: ImageReferences;
  readonly incomplete: boolean;
}

/** Notes about input that is missing, so that the preview may be wrong. */
export function notesOn(basis: PreviewBasis): string[] {
  return [incompleteNote(basis), membershipNote(basis), archiveNote(basis)].filter((note) => note !== undefined);
}

function incompleteNote({ incomplete }: PreviewBasis): string | undefined {
  return incomplete
    ? 'Images are missing: the answer of describe-images names a next page. Rules that count give wrong results.'
    : undefined;
}

/** An untagged image may be a platform or an attestation of an index. Only the manifest of the index shows that. */
function membershipNote({ images, outcomes, references }: PreviewBasis): string | undefined {
  const unknownIndexes = images.filter(({ isIndex, digest }) => isIndex && !references.children.has(digest)).length;
  const known = new Set([...references.children.values()].flat());
  const doubtful = images.filter(({ isIndex, digest, tags, subject }, index) => {
    const related = known.has(digest) || subject !== undefined || references.subjects.has(digest);
    return !isIndex && tags.length === 0 && !related && outcomes[index]?.action !== 'keep';
  }).length;
  if (unknownIndexes === 0 || doubtful === 0) return undefined;
  return (
    `${counted(doubtful, 'untagged image')} shown as expired or archived may be part of ${counted(unknownIndexes, 'multi-platform index', 'es')} ` +
    'whose manifest is not given. ECR keeps the parts of an index as long as it keeps the index. Pass the manifests, as ' +
    "'aws ecr batch-get-image' prints them."
  );
}

function archiveNote({ rules, images }: PreviewBasis): string | undefined {
  const rule = rules.find(({ selection }) => selection.storageClass === 'archive');
  return rule === undefined || images.some(({ archived }) => archived)
    ? undefined
    : `Rule ${rule.rulePriority} selects archived images, but the input has none. Add the option --filter imageStatus=ANY ` +
        'to describe-images.';
}

function counted(count: number, noun: string, plural = 's'): string {
  return `${count} ${noun}${count === 1 ? '' : plural}`;
}

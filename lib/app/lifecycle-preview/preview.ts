import { LifecyclePreview } from '../../repository/preview/lifecycle-preview';
import { readJsonFile } from '../input-file';
import { listingOf } from './images-file';
import { readPolicy } from './policy-source';
import { renderPreviewJson } from './preview-json';
import { renderPreview } from './preview-table';

/** What the command takes, each file by its path. */
export interface PreviewOptions {
  readonly policy: string;
  readonly images: string;
  readonly manifests?: string;
  readonly repository?: string;
  /** ISO 8601 with a zone. */
  readonly now: string;
  readonly format: 'table' | 'json';
}

/** What the command prints: the answer, and beside it what is no part of an answer that machines read. */
export interface PreviewOutput {
  /** The text as a whole or, if it may be huge, in chunks. */
  readonly text: string | Iterable<string>;
  readonly notes: readonly string[];
}

/** Previews a policy on images that were listed before: nothing is asked of AWS. */
export function preview({ policy, images, manifests, repository, now, format }: PreviewOptions): PreviewOutput {
  const { document, repositoryName } = readPolicy(policy, repository);
  const previewed = LifecyclePreview._of({
    policy: document,
    images: listingOf(images),
    manifests: manifests === undefined ? undefined : readJsonFile(manifests),
    now,
  });
  const notes = [...previewed.notes, ...otherRepositoryNote(repositoryName, previewed._repositoryName)];
  return format === 'json'
    ? { text: renderPreviewJson(previewed), notes }
    : { text: renderPreview(previewed, now, notes), notes: [] };
}

/** The policy of one repository may be tried on the images of another, but not without a word. */
function otherRepositoryNote(policyOf: string | undefined, imagesOf: string | undefined): string[] {
  return policyOf === undefined || imagesOf === undefined || imagesOf === policyOf
    ? []
    : [`The policy is that of ${policyOf}, the images are those of ${imagesOf}.`];
}

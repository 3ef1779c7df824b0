import { LifecyclePreview } from '../../repository/lifecycle-preview';
import { readJsonFile } from '../input-file';
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
  readonly text: string;
  readonly notes: readonly string[];
}

/** Previews a policy on images that were listed before: nothing is asked of AWS. */
export function preview({ policy, images, manifests, repository, now, format }: PreviewOptions): PreviewOutput {
  const { document, repositoryName } = readPolicy(policy, repository);
  const listed = readJsonFile(images);
  const previewed = LifecyclePreview._of({
    policy: document,
    images: listed,
    manifests: manifests === undefined ? undefined : readJsonFile(manifests),
    now,
  });
  const notes = [...previewed.notes, ...otherRepositoryNote(repositoryName, listed)];
  return format === 'json'
    ? { text: renderPreviewJson(previewed), notes }
    : { text: renderPreview(previewed, now, notes), notes: [] };
}

/** The policy of one repository may be tried on the images of another, but not without a word. */
function otherRepositoryNote(policyOf: string | undefined, listed: unknown): string[] {
  const pages = [listed].flat() as { imageDetails?: { repositoryName?: unknown }[] }[];
  const imagesOf = pages.flatMap(({ imageDetails = [] }) => imageDetails.slice(0, 1)).at(0)?.repositoryName;
  return policyOf === undefined || typeof imagesOf !== 'string' || imagesOf === policyOf
    ? []
    : [`The policy is that of ${policyOf}, the images are those of ${imagesOf}.`];
}

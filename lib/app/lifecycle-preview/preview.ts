import { type OnProgress } from '../../private/text/progress';
import { type Terminal } from '../../private/text/terminal';
import { LifecyclePreview } from '../../repository/preview/lifecycle-preview';
import { readJsonFile } from '../input-file';
import { withFileNames } from './file-names';
import { type PreviewFormatName } from './format-names';
import { listingOf } from './images-file';
import { readPolicy } from './policy-source';
import { renderPreviewJson } from './preview-json';
import { renderPreview } from './preview-table';

/** The options of the command. Each file is a path. */
export interface PreviewOptions {
  readonly policy: string;
  readonly images: string;
  readonly manifests?: string;
  readonly repository?: string;
  /** An instant in ISO 8601 with a time zone. */
  readonly now: string;
  readonly format: PreviewFormatName;
}

/** The output of the command, and notes for people, which are not part of JSON. */
export interface PreviewOutput {
  /** The whole text, or its chunks if it may be huge. */
  readonly text: string | Iterable<string>;
  readonly notes: readonly string[];
}

/** Previews a policy on images from a file. Sends no requests to AWS. */
export function preview(
  { policy, images, manifests, repository, now, format }: PreviewOptions,
  terminal: Terminal,
  onProgress?: OnProgress,
): PreviewOutput {
  const { document, repositoryName } = readPolicy(policy, repository);
  const read = {
    policy: document,
    images: listingOf(images, undefined, onProgress),
    manifests: contentOf(manifests),
    now,
  };
  const previewed = withFileNames({ policy, images, manifests }, () => LifecyclePreview._of(read));
  const notes = [...previewed.notes, ...otherRepositoryNote(repositoryName, previewed._repositoryName)];
  return format === 'json'
    ? { text: renderPreviewJson(previewed), notes }
    : { text: renderPreview(previewed, now, notes, terminal), notes: [] };
}

function contentOf(path: string | undefined): unknown {
  return path === undefined ? undefined : readJsonFile(path);
}

/** Notes that the policy and the images belong to different repositories, which is allowed. */
function otherRepositoryNote(policyOf: string | undefined, imagesOf: string | undefined): string[] {
  return policyOf === undefined || imagesOf === undefined || imagesOf === policyOf
    ? []
    : [`The policy belongs to ${policyOf}, but the images belong to ${imagesOf}.`];
}

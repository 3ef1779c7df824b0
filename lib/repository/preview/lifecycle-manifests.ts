import { isMapping } from '../../private/values/mapping';
import { type Problems } from '../../private/validation/problems';
import { quote } from '../../private/validation/validation';
import { type ImageReferences } from './lifecycle-references';

/**
 * Reads how images refer to one another from one answer of `aws ecr batch-get-image`, or from a list of several. The manifest
 * of an image is JSON in a text.
 *
 * @see https://github.com/opencontainers/image-spec/blob/main/image-index.md
 */
export function readManifests(input: unknown, problems: Problems): ImageReferences {
  const children = new Map<string, readonly string[]>();
  const subjects = new Map<string, string>();
  const pages = Array.isArray(input) ? input : input === undefined ? [] : [input];
  pages.forEach((page: unknown, number) => {
    if (!isMapping(page) || !Array.isArray(page.images)) {
      const got = isMapping(page) ? "a mapping without 'images'" : quote(page);
      problems.add('manifests', `must be what 'aws ecr batch-get-image' prints, { "images": [...] }, got ${got}`);
      return;
    }
    page.images.forEach((image: unknown, index) => {
      const path = `${Array.isArray(input) ? `[${number}].` : ''}images[${index}]`;
      const read = readManifest(image, path, problems);
      if (read?.children) children.set(read.digest, read.children);
      if (read?.subject !== undefined) subjects.set(read.digest, read.subject);
    });
  });
  return { children, subjects };
}

interface ReadManifest {
  readonly digest: string;
  readonly children?: readonly string[];
  readonly subject?: string;
}

function readManifest(image: unknown, path: string, problems: Problems): ReadManifest | undefined {
  const digest = isMapping(image) && isMapping(image.imageId) ? image.imageId.imageDigest : undefined;
  if (typeof digest !== 'string') {
    problems.add(`${path}.imageId.imageDigest`, `must be an image digest, got ${quote(digest)}`);
    return undefined;
  }
  const manifest = parse((image as { imageManifest?: unknown }).imageManifest);
  if (manifest === undefined) {
    problems.add(`${path}.imageManifest`, 'must be a manifest as JSON in a text, got none');
    return undefined;
  }
  const { manifests, subject } = manifest;
  if (manifests !== undefined && !(Array.isArray(manifests) && manifests.every(hasDigest))) {
    problems.add(`${path}.imageManifest`, 'must list manifests by their digest, got other values');
    return undefined;
  }
  return {
    digest,
    children: manifests?.map((child) => child.digest),
    subject: hasDigest(subject) ? subject.digest : undefined,
  };
}

function hasDigest(value: unknown): value is { digest: string } {
  return isMapping(value) && typeof value.digest === 'string';
}

function parse(text: unknown): Record<string, unknown> | undefined {
  try {
    const manifest: unknown = typeof text === 'string' ? JSON.parse(text) : undefined;
    return isMapping(manifest) ? manifest : undefined;
  } catch {
    return undefined;
  }
}

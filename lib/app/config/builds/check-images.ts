import { type z } from 'zod';
import { projectNameRule } from '../../../private/aws/project-name';
import { quote } from '../../../private/validation/validation';
import { addProblem } from '../fields';
import { fields, listOf, repeatedValues } from '../unvalidated';
import { checkBuild } from './check-build';
import { imageNameIn, projectNameIn } from './image-names';

interface WithImages {
  readonly name?: string;
  readonly source?: unknown;
  readonly images?: unknown;
  readonly paths?: unknown;
}

/** Refuses images of one source that conflict with each other, with their build or with their source. */
export function checkImages(build: WithImages, context: z.core.$RefinementCtx): void {
  const { images, ...shared } = build;
  if (images === undefined) {
    addProblem(context, build.paths === undefined ? undefined : 'requires images. For one image, set `source.paths`.', [
      'paths',
    ]);
    return;
  }
  const source = fields(build.source);
  addProblem(
    context,
    source.paths === undefined ? undefined : 'must not be set with images. Set `paths` of the build or of an image.',
    ['source', 'paths'],
  );
  for (const key of ['imageParameter', 'deploys']) {
    addProblem(
      context,
      fields(build)[key] === undefined ? undefined : 'must be set at each image, not at all of them',
      [key],
    );
  }
  addProblem(context, pathsProblem(build.paths, source), ['paths']);
  const entries = listOf(images).map(fields);
  entries.forEach((image, index) => {
    const at = ['images', index];
    addProblem(context, pathsProblem(image.paths, source), [...at, 'paths']);
    addProblem(context, prefixProblem(image.tagPrefix, source), [...at, 'tagPrefix']);
    const name = projectNameIn(build, image);
    if (name !== undefined) addProblem(context, projectNameRule(name), [...at, 'name']);
    checkBuild({ ...shared, ...image } as Parameters<typeof checkBuild>[0], within(context, image, at));
  });
  reportRepeated(context, 'name', entries.map(imageNameIn), 'Set another `name`.');
  const repositories = entries.map(({ repository }) => (typeof repository === 'string' ? repository : undefined));
  reportRepeated(context, 'repository', repositories, 'Otherwise both images would have the same tags.');
}

/** A context whose problems are at the key of the image, or at that of the build if the image has no such key. */
function within(
  context: z.core.$RefinementCtx,
  image: Readonly<Record<string, unknown>>,
  at: readonly PropertyKey[],
): z.core.$RefinementCtx {
  return {
    ...context,
    addIssue: (issue) => {
      if (typeof issue === 'string') return;
      const { path = [], message } = issue;
      const isOwn = image[String(path[0])] !== undefined || message?.startsWith('is required') === true;
      const whole = isOwn ? [...at, ...path] : [...path];
      const known = context.issues.some(({ path: other, message: text }) => {
        return text === message && JSON.stringify(other?.slice(-whole.length)) === JSON.stringify(whole);
      });
      if (!known) context.addIssue({ ...issue, path: whole });
    },
  };
}

function reportRepeated(
  context: z.core.$RefinementCtx,
  key: string,
  values: readonly (string | undefined)[],
  remedy: string,
): void {
  for (const [value, first, index] of repeatedValues(values)) {
    const message = `must be unique, got ${quote(value)}, which images[${first}] has too. ${remedy}`;
    addProblem(context, message, ['images', index, key]);
  }
}

const namesFiles = ({ github, gitlab }: Readonly<Record<string, unknown>>) => (github ?? gitlab) !== undefined;

function pathsProblem(paths: unknown, source: Readonly<Record<string, unknown>>): string | undefined {
  if (paths === undefined || (namesFiles(source) && source.branches !== undefined)) return undefined;
  return 'requires a source of github or gitlab with branches. No other event names the changed files.';
}

function prefixProblem(prefix: unknown, source: Readonly<Record<string, unknown>>): string | undefined {
  if (prefix === undefined || (namesFiles(source) && (source.tags ?? source.tagPatterns) !== undefined))
    return undefined;
  return 'requires a source of github or gitlab with tags or tagPatterns';
}

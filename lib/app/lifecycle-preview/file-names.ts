import { InvalidInputError } from '../../private/validation/validation';
import { ConfigError } from '../config/problem';

/** The files of a preview. */
interface PreviewFiles {
  readonly policy: string;
  readonly images: string;
  readonly manifests?: string;
}

/** Runs a preview. Its problems are about values, so each gets the name of the file that the value is in. */
export function withFileNames<T>(files: PreviewFiles, run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error;
    const lines = error.message.split('\n');
    throw new ConfigError(lines.map((line) => ({ path: '', message: withFileName(files, line) })));
  }
}

/** A path such as `rules[0].action` is kept. The path of a whole file is its name. */
function withFileName({ policy, images, manifests }: PreviewFiles, line: string): string {
  const [, path = '', problem = ''] = /^`([^`]*)` (.*)$/.exec(line) ?? [];
  if (path === '') return line; // the count of further problems
  if (/^(policy|rules)\b/.test(path)) return named(policy, path, problem);
  const ofManifests = manifests !== undefined && /^manifests$|(^|\.)images\[/.test(path);
  return named(ofManifests ? manifests : images, path, problem);
}

function named(file: string, path: string, problem: string): string {
  return ['policy', 'images', 'manifests'].includes(path) ? `${file} ${problem}` : `${file}: \`${path}\` ${problem}`;
}

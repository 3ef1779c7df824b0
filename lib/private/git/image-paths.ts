/** The parts of a source that an image is built from. */
interface ImageParts {
  /** The folder that the build can read. @default - the whole source */
  readonly context?: string;
  /** The Dockerfile. Undefined if the build has none. */
  readonly dockerfile?: string;
  /** Further files and folders. */
  readonly paths?: readonly string[];
}

/**
 * The files and folders that an image of several is built from: its context, its Dockerfile, its own paths, and the paths that all
 * images share. A context that is the whole source counts only without its own paths. Undefined if every change counts.
 */
export function imagePaths(
  { context = '.', dockerfile, paths = [] }: ImageParts,
  shared: readonly string[] = [],
): string[] | undefined {
  const folder = folderOf(context);
  if (folder === '' && paths.length === 0) return undefined;
  const file = dockerfile === undefined ? undefined : normal(dockerfile);
  return [
    ...new Set([
      folder === '' ? '.dockerignore' : folder,
      // BuildKit reads `NAME.dockerignore` next to a Dockerfile.
      ...(file === undefined || (folder !== '' && file.startsWith(folder)) ? [] : [file, `${file}.dockerignore`]),
      ...paths,
      ...shared,
    ]),
  ];
}

/** The Dockerfile of an image of several, which is in its context unless it is named. */
export function imageDockerfile(context = '.'): string {
  return `${folderOf(context)}Dockerfile`;
}

/** A folder with a slash at its end, or nothing for the whole source. */
function folderOf(context: string): string {
  const path = normal(context);
  return path === '' ? '' : `${path}/`;
}

/** A path as a push names it. */
function normal(path: string): string {
  return path
    .split('/')
    .filter((part) => part !== '' && part !== '.')
    .join('/');
}

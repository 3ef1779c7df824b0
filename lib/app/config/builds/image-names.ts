import { imageNameOf } from '../../../private/git/image-name';
import { fields, listOf } from '../unvalidated';

/** The name of an image of several, as the file or its repository gives it. Undefined if neither does. */
export function imageNameIn({ name, repository }: Readonly<Record<string, unknown>>): string | undefined {
  if (name !== undefined) return typeof name === 'string' ? name : undefined;
  return typeof repository === 'string' ? imageNameOf(repository) : undefined;
}

/** The name of the project of an image. */
export function projectNameIn(
  build: { readonly name?: unknown },
  image: Readonly<Record<string, unknown>>,
): string | undefined {
  const name = imageNameIn(image);
  return typeof build.name === 'string' && name !== undefined ? `${build.name}-${name}` : undefined;
}

/** The names of all projects of the builds in a file that may not be valid, with their paths. */
export function projectsIn(builds: unknown): { readonly path: string; readonly name: string | undefined }[] {
  return listOf(builds)
    .map(fields)
    .flatMap((build, index) => {
      const path = `builds[${index}]`;
      if (build.images === undefined) return [{ path, name: typeof build.name === 'string' ? build.name : undefined }];
      return listOf(build.images).map((image, at) => ({
        path: `${path}.images[${at}]`,
        name: projectNameIn(build, fields(image)),
      }));
    });
}

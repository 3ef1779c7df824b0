import { type z } from 'zod';
import { type ImagePart } from '../../../build/source/bound-source';
import { imageNameOf } from '../../../private/git/image-name';
import { imageDockerfile, imagePaths } from '../../../private/git/image-paths';
import { type build } from './builds';

type BuildEntry = z.infer<typeof build>;

/** The build of one image, which is a project in each of its environments. */
export interface BuildConfig extends Omit<BuildEntry, 'repository' | 'images' | 'paths'> {
  readonly repository: string;
  /** The team of the file that it is in. */
  readonly team?: string;
  /** Its path in the config, such as `builds[0].images[1]`. */
  readonly path: string;
  /** The keys that an image of several has itself. Its other keys are at the path of the entry. */
  readonly own?: ReadonlySet<string>;
  /** The pushes that it is for, if it is one image of several. */
  readonly part?: ImagePart;
}

/** A build for each image, in the order of the file. */
export function builtImages(builds: readonly (BuildEntry & { readonly team?: string })[]): BuildConfig[] {
  return builds.flatMap(({ images, paths: shared, repository = '', ...entry }, index): BuildConfig[] => {
    const path = `builds[${index}]`;
    if (images === undefined) return [{ ...entry, repository, path }];
    return images.map(({ name, paths, tagPrefix, ...image }, at) => {
      const whole = { ...entry, ...image };
      const { builder = 'buildx', context } = whole;
      const dockerfile = builder === 'buildx' ? (whole.dockerfile ?? imageDockerfile(context)) : whole.dockerfile;
      return {
        ...whole,
        dockerfile,
        name: `${entry.name}-${name ?? imageNameOf(image.repository)}`,
        path: `${path}.images[${at}]`,
        own: new Set(Object.keys(image)),
        part: { paths: imagePaths({ context, dockerfile, paths }, shared), tagPrefix },
      };
    });
  });
}

/** The path of a key of a build, which an image of several may have from its entry. */
export function pathOfKey({ path, own }: BuildConfig, key: string): string {
  return `${own && !own.has(key) ? path.replace(/\.images\[\d+\]$/, '') : path}.${key}`;
}

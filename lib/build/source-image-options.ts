import { type IRepository } from 'aws-cdk-lib/aws-ecr';
import { type BuildOperationsOptions } from './build-operations-options';
import { type ImageBuildOptions } from './image-build-options';

/** One image of an `ImageBuildProjects`. Its options replace those that all images share. */
export interface SourceImageOptions extends ImageBuildOptions, BuildOperationsOptions {
  /** The repository that the image is pushed to. Throws for a repository that another image has too. */
  readonly repository: IRepository;

  /**
   * The name of the image, which is the id of its project and a part of its name. It must not change. Throws for characters
   * except letters, digits, `-` and `_`, and for a name that another image has too.
   *
   * @default - the last part of the repository's name. Throws if synth does not know it
   */
  readonly name?: string;

  /**
   * Files and folders that the image is built from, in addition to its context, its Dockerfile and the shared `paths`. With them,
   * a context that is the whole source does not count. Throws for a path that leaves the source or that no file can have.
   *
   * @default - its context, its Dockerfile and the shared `paths`
   */
  readonly paths?: string[];

  /**
   * The start of the Git tags of this image, such as `web-` for `web-v1.2.3`. The `tags` and `tagPatterns` of the source follow
   * it. Its version has no prefix. Throws if the source has neither.
   *
   * @default - every tag of the source builds the image
   */
  readonly tagPrefix?: string;
}

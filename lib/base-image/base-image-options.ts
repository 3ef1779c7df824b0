import { type IRepository } from 'aws-cdk-lib/aws-ecr';
import { type ImageRegistry } from './image-registry';
import { type LocalDockerfileOptions } from './local-dockerfile-options';
import { type RegistryMirror } from './registry-mirror';

/** The images of others that a Dockerfile may start from. */
export interface BaseImageOptions extends LocalDockerfileOptions {
  /**
   * The ECR repositories of images that the Dockerfile starts from, in any account and Region. The role may pull them, and the
   * build logs in to each of their registries. A repository of another account must allow the role as well (`allowPull`). Throws for
   * a repository of another partition, and for one that is listed twice.
   *
   * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-pull-iam.html
   * @default - none: the build pulls public images only
   */
  readonly baseImages?: IRepository[];

  /**
   * Other registries that the build logs in to, such as Docker Hub. Throws for a registry that is listed twice, and for
   * credentials that the build cannot read.
   *
   * @default - none: the build pulls public images of other registries
   */
  readonly registries?: ImageRegistry[];

  /**
   * Registries that have the images of others, such as a pull-through cache for `docker.io`. BuildKit tries them in this order,
   * and then the registry itself. Throws for one that is listed twice.
   *
   * @default - none
   */
  readonly mirrors?: RegistryMirror[];
}

import { RemovalPolicy, Token, Validations } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { checkLocalPaths } from '../build-input/local-source';
import { publicApi } from '../private/boundary/public-api';
import { knownRepositoryArn, knownRepositoryName } from '../private/aws/arn';
import { changedPathRule } from '../private/git/changed-path';
import { imageNameOf, imageNameRule } from '../private/git/image-name';
import { imageDockerfile, imagePaths } from '../private/git/image-paths';
import { gitTagPrefixRule } from '../private/git/tag-prefix';
import {
  InvalidInputError,
  type Problem,
  quote,
  refuseIf,
  validate,
  validateList,
} from '../private/validation/validation';
import { type BuildOperationsOptions } from './build-operations-options';
import { type ImageBuildOptions } from './image-build-options';
import { ImageBuildProject } from './image-build-project';
import { type ImageSource } from './source/image-source';
import { validateNames } from './source/webhook-filters';
import { type SourceImageOptions } from './source-image-options';

/** Properties of `ImageBuildProjects`. The options of builds are for all images that do not replace them. */
export interface ImageBuildProjectsProps extends ImageBuildOptions, BuildOperationsOptions {
  /** The source of all images. Its `paths` must not be set. */
  readonly source: ImageSource;

  /** The images. Throws for an empty list, and for two with one repository or one name. */
  readonly images: SourceImageOptions[];

  /**
   * Files and folders that all images are built from. A push that changes one of them builds all images. Throws for a path that
   * leaves the source or that no file can have.
   *
   * @default - none
   */
  readonly paths?: string[];

  /**
   * The start of the names of the projects, before a hyphen and the name of the image. Throws for a name that CodeBuild does not
   * accept.
   *
   * @default - made from the path of each construct
   */
  readonly projectName?: string;
}

/**
 * CodeBuild projects for several images of one source, such as a monorepo. Each image has its own project, role and cache.
 * A push to a branch builds only the images that it can change: those with a changed file in their context, in their Dockerfile or
 * in their `paths`. The push of a Git tag builds all images without a `tagPrefix`.
 *
 * @see https://docs.aws.amazon.com/codebuild/latest/userguide/github-webhook.html
 *
 * @example
 * import { ImageBuildProjects, ImageSource } from 'cdk-ecr-publishing';
 *
 * new ImageBuildProjects(this, 'Shop', {
 *   source: ImageSource.gitHub('acme/shop', { connectionArn, branches: ['main'] }),
 *   images: [
 *     { name: 'web', repository, context: 'web' },
 *     { name: 'api', repository: otherRepository, context: 'api', paths: ['libraries/'] },
 *   ],
 * });
 */
@publicApi
export class ImageBuildProjects extends Construct {
  /** The projects, in the order of the images. */
  public readonly projects: ImageBuildProject[];

  public constructor(scope: Construct, id: string, props: ImageBuildProjectsProps) {
    super(scope, id);
    const { source, images, paths: shared, projectName, ...options } = props;
    validateList('images', images);
    validatePaths('paths', shared, source);
    checkLocalPaths('paths', shared, props.localSource);
    for (const option of ['imageParameter', 'deploys'] as const) {
      refuseIf(option, options[option] === undefined ? undefined : 'must be set at each image, not at all of them');
    }
    const names = images.map(nameOf);
    images.forEach((image, index) => {
      validatePaths(`images[${index}].paths`, image.paths, source);
      checkLocalPaths(`images[${index}].paths`, image.paths, image.localSource ?? props.localSource);
      refuseIf(`images[${index}].repository`, repositoryProblem(images, index));
      refuseIf(`images[${index}].name`, nameProblem(names, index));
    });
    warnOfAllImages(this, source);
    const { removalPolicy = RemovalPolicy.RETAIN } = options;
    const encryptionKey =
      options.encryptionKey ??
      new Key(this, 'Key', {
        description: `Logs and artifacts of the image builds of ${this.node.path}`,
        enableKeyRotation: true,
        removalPolicy,
      });
    this.projects = images.map(({ repository, paths, tagPrefix, ...own }, index) => {
      const image = { ...options, ...given({ ...own, name: undefined }) };
      const name = names[index] ?? '';
      const dockerfile = dockerfileOf(image);
      const changes = imagePaths({ context: image.context, dockerfile, paths }, shared);
      if (tagPrefix !== undefined) validate(`images[${index}].tagPrefix`, tagPrefix, gitTagPrefixRule);
      return new ImageBuildProject(this, name, {
        encryptionKey,
        ...image,
        repository,
        dockerfile,
        source: source._forImage({ paths: changes, tagPrefix }),
        projectName: projectName === undefined ? undefined : `${projectName}-${name}`,
      });
    });
  }

  /**
   * The project of an image.
   *
   * @param name the name of the image. Throws if no image has it.
   */
  public project(name: string): ImageBuildProject {
    const found = this.projects.find(({ node }) => node.id === name);
    if (found) return found;
    const names = this.projects.map(({ node }) => quote(node.id)).join(', ');
    throw new InvalidInputError(`\`name\` must be the name of an image, got ${quote(name)}. The images are ${names}`);
  }
}

function validatePaths(path: string, paths: readonly string[] | undefined, source: ImageSource): void {
  validateNames(path, paths, changedPathRule);
  const knows = source._knowsChanges && buildsBranches(source);
  refuseIf(
    path,
    paths === undefined || knows
      ? undefined
      : 'requires a source of GitHub or GitLab with branches. No other event names the changed files.',
  );
}

function buildsBranches({ _refs: refs }: ImageSource): boolean {
  return refs !== undefined && refs.branches.length > 0;
}

function nameOf({ name, repository }: SourceImageOptions, index: number): string {
  const path = `images[${index}].name`;
  if (name === undefined) {
    const repositoryName = knownRepositoryName(repository);
    refuseIf(
      path,
      Token.isUnresolved(repositoryName) ? 'is required if synth does not know the name of the repository' : undefined,
    );
    return imageNameOf(repositoryName);
  }
  refuseIf(
    path,
    Token.isUnresolved(name) ? 'must be known at synth, got a token. It is the id of a construct.' : undefined,
  );
  validate(path, name, imageNameRule);
  return name;
}

/** Two projects with one repository would give two images the same tags. */
function repositoryProblem(images: readonly SourceImageOptions[], index: number): Problem {
  const arns = images.map(({ repository }) => knownRepositoryArn(repository));
  const first = arns.indexOf(arns[index] ?? '');
  return first === index
    ? undefined
    : `must differ from images[${first}].repository. Otherwise both images would have the same tags.`;
}

function nameProblem(names: readonly string[], index: number): Problem {
  const first = names.indexOf(names[index] ?? '');
  return first === index
    ? undefined
    : `must be unique, got ${quote(names[index])}, which images[${first}] has too. Set another \`name\`.`;
}

/** The Dockerfile of an image, if its builder reads one. */
function dockerfileOf({ builder, dockerfile, context }: ImageBuildOptions): string | undefined {
  return builder === undefined || builder._bound.kind === 'buildx'
    ? (dockerfile ?? imageDockerfile(context))
    : dockerfile;
}

/** The options without those that are left out, so that they replace nothing. */
function given<T extends object>(options: T): Partial<T> {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as Partial<T>;
}

function warnOfAllImages(scope: Construct, source: ImageSource): void {
  if (source._knowsChanges || !buildsBranches(source)) return;
  Validations.of(scope).addWarning(
    'cdk-ecr-publishing:AllImagesBuilt',
    'Each push builds all images, because events of CodeCommit do not name the changed files. Use a source of GitHub or GitLab, or ' +
      'acknowledge this warning.',
  );
}

import { Stack } from 'aws-cdk-lib';
import { type Cache, type BuildEnvironmentVariable } from 'aws-cdk-lib/aws-codebuild';
import { type IRepository } from 'aws-cdk-lib/aws-ecr';
import { type Construct } from 'constructs';
import { checkLocalDockerfile } from '../base-image/local-dockerfile';
import { type BoundMirror } from '../base-image/registry-mirror';
import { knownRepositoryArn } from '../private/aws/arn';
import { pushActions } from '../private/aws/ecr-actions';
import { type ImagePlatform, imagePlatforms } from '../private/oci/image-platform';
import { foreignArnProblem } from '../private/aws/partition';
import { type StatementJson } from '../private/aws/policy-document';
import { warnOfMovingImages } from '../private/constructs/moving-images';
import { warnOfSecret } from '../private/constructs/secret-warnings';
import { warnOfUnreachableImages, warnOfUnreachableProgram } from '../private/constructs/unreachable-images';
import { InvalidInputError, refuseIf } from '../private/validation/validation';
import { pushedRepository, refuseStuckPushes } from '../naming/pushed-tags';
import { defaultTags } from '../naming/tag-rules';
import { type RunRefs } from '../naming/run-refs';
import { type Attestations, attestationsOf, hasAttestations } from '../build-input/attestations';
import { type BoundBuildSecret, type BuildSecret } from '../build-input/build-secret';
import { validateInputs } from '../build-input/validate-inputs';
import { validateRebuilds } from '../build-input/validate-rebuilds';
import { baseImageVariables } from './base-image-variables';
import { bindTags } from './bind-tags';
import { type BuildOperationsOptions } from './build-operations-options';
import { numbered, plainText, registryVariables } from './build-variables';
import { refuseOptions } from './builder-options';
import { type ImageBuildOptions } from './image-build-options';
import { type BoundBuilder, ImageBuilder } from './image-builder';
import { type BuildspecOptions } from './image-buildspec';
import { inputVariables } from './input-variables';
import { rebuildStatement } from './rebuild-schedule';

/** The parts of a project that the options of its image decide about. */
export interface BoundImage {
  /** The platforms that need a machine. */
  readonly machines: ImagePlatform[];
  readonly variables: Record<string, BuildEnvironmentVariable>;
  readonly statements: StatementJson[];
  readonly buildspec: Omit<BuildspecOptions, 'batch'>;
  readonly mirrors: readonly BoundMirror[];
  readonly cache?: Cache;
}

/** Validates the options of an image and returns what its build needs. */
export function bindImage(
  scope: Construct,
  repository: IRepository,
  options: ImageBuildOptions & Pick<BuildOperationsOptions, 'imageParameter' | 'rebuilds'>,
  refs: RunRefs | undefined,
): BoundImage {
  const { emulation = false } = options;
  const { _bound: builder } = options.builder ?? ImageBuilder.buildx();
  validateInputs(options, builder.kind === 'buildx');
  const platforms = imagePlatforms(options.platforms);
  refuseOptions(builder.kind, platforms, options);
  warnOfMovingImages(scope, builder.chosen);
  const attestations = attestationsOf(options);
  warnOfUnreachableImages(scope, usedImages(builder, attestations, emulation));
  warnOfUnreachableProgram(scope, builder.variables('linux/amd64').EARTHLY_URL);
  const { rebuilds, tags: names = defaultTags } = options;
  if (rebuilds) validateRebuilds(rebuilds, { builder: builder.kind, tags: names, attestations, refs });
  const tags = bindTags(repository, options, builder.kind, refs);
  refuseStuckPushes(
    {
      commands: builder.script,
      commandsBeforeBuild: options.commandsBeforeBuild,
      commandsAfterPush: options.commandsAfterPush,
    },
    pushedRepository(repository),
    options.environmentVariables,
  );
  const hasIndex = builder.kind === 'buildx' && (hasAttestations(attestations) || emulation);
  const machines = emulation ? platforms.slice(0, 1) : platforms;
  const platform = emulation ? platforms.join(',') : (platforms[0] ?? '');
  const cache = machines.map((machine) => options.cache?._bind(emulation ? platform : machine, repository));
  const secrets = boundSecrets(scope, options);
  const baseImages = baseImageVariables(scope, options, repository);
  checkLocalDockerfile(scope, options, { buildArgs: options.buildArgs ?? {}, target: options.target }, platforms);
  return {
    machines,
    variables: {
      ...plainText({
        ...inputVariables(options, builder, attestations),
        ...registryVariables(repository),
        IMAGE_PLATFORM: platform,
        ...tags.variables,
        ...(rebuilds && { REBUILDS: 'true' }),
        ...builder.variables(platforms[0] ?? 'linux/amd64'),
        ...cache[0]?.variables,
        ...baseImages.plain,
      }),
      ...baseImages.secret,
      ...numbered(
        'BUILD_SECRET_VALUE',
        secrets.map(({ variable }) => variable),
      ),
    },
    statements: [
      pushStatement(repository, !hasIndex && (machines.length > 1 || tags.comparesCommits)),
      ...tags.statements,
      ...(rebuilds ? [rebuildStatement(repository)] : []),
      ...(cache[0]?.statements ?? []),
      ...secrets.flatMap(({ statements }) => statements),
      ...baseImages.statements,
    ],
    mirrors: baseImages.mirrors,
    buildspec: {
      builder: builder.kind,
      script: builder.script,
      commandsBeforeBuild: options.commandsBeforeBuild,
      commandsAfterPush: options.commandsAfterPush,
      cacheFolder: cache[0]?.folder,
      readsBranch: tags.comparesCommits || rebuilds !== undefined,
      inOrder: tags.inOrder,
      rebuilds: rebuilds !== undefined,
    },
    cache: cache[0]?.projectCache,
  };
}

/**
 * Joining images without attestations reads their configuration, and so does comparing their commits. An image with attestations
 * is an index already, and names its commit in an annotation.
 */
function pushStatement(repository: IRepository, readsConfiguration: boolean): StatementJson {
  return {
    Sid: 'PushImages',
    Effect: 'Allow',
    Action: readsConfiguration ? [...pushActions, 'ecr:GetDownloadUrlForLayer'].sort() : pushActions,
    Resource: knownRepositoryArn(repository),
  };
}

/** The secrets of a build. Throws for one that is in another partition, or that CodeBuild cannot read. */
function boundSecrets(scope: Construct, { secrets = {} }: ImageBuildOptions): BoundBuildSecret[] {
  return Object.entries(secrets).map(([id, secret]) => {
    const bound = secret._bind?.();
    if (bound === undefined) throw new InvalidInputError(`\`secrets.${id}\` ${unreadableProblem(secret)}`);
    for (const { Resource: arn } of bound.statements) {
      refuseIf(`secrets.${id}`, foreignArnProblem(String(arn), Stack.of(scope)));
    }
    if (secret._stored?.place) warnOfSecret(scope, `secrets.${id}`, secret._stored.place, 'CodeBuild');
    return bound;
  });
}

function unreadableProblem({ _gitHub: gitHub }: BuildSecret): string {
  const got = gitHub === undefined ? 'a variable of GitLab or Bitbucket' : 'one of GitHub';
  return `must be a secret of AWS, got ${got}, which CodeBuild cannot read. Use BuildSecret.fromSecretsManager().`;
}

/** The images that a build runs, by the options that name them. */
function usedImages(
  builder: BoundBuilder,
  attestations: Attestations,
  emulation: boolean,
): Record<string, string | undefined> {
  const { EARTHLY_BUILDKIT_IMAGE: buildKitImage } = builder.variables('linux/amd64');
  if (builder.kind !== 'buildx') return { buildKitImage };
  return {
    buildKitImage: builder.buildKitImage,
    ...(attestations.sbom && { sbomGeneratorImage: builder.sbomGeneratorImage }),
    ...(emulation && { emulatorImage: builder.emulatorImage }),
  };
}

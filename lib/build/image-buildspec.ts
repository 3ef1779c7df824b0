import { BuildSpec } from 'aws-cdk-lib/aws-codebuild';
import { MappedBuildspec } from '../private/constructs/mapped-buildspec';
import {
  buildWithBuildx,
  buildWithEarthly,
  collectFiles,
  fetchSource,
  findImage,
  joinPlatforms,
  keepImage,
  logIn,
  nameImage,
  publishImage,
  publishInOrder,
  readDigest,
  rebuildRelease,
  refuseSingleBuild,
  requirePipeline,
  rollOutImage,
  writeImageDefinitions,
} from './buildspec/commands';
import { type BatchTask } from './platform-batch';

/*
 * The commands read all values from environment variables, so that no value can become a command.
 *
 * - CodeBuild sets CODEBUILD_BUILD_ID and CODEBUILD_BUILD_NUMBER.
 * - CodeBuild sets these for some builds: CODEBUILD_RESOLVED_SOURCE_VERSION, CODEBUILD_SOURCE_VERSION,
 *   CODEBUILD_WEBHOOK_HEAD_REF, CODEBUILD_WEBHOOK_TRIGGER, CODEBUILD_SOURCE_REPO_URL, CODEBUILD_BATCH_BUILD_IDENTIFIER,
 *   CODEBUILD_SRC_DIR.
 * - All projects set REGISTRY (host), REGISTRY_REGION, REPOSITORY_URI and BUILD_CONTEXT.
 * - All projects set IMAGE_PLATFORM: `linux/amd64`, or several with commas if they are emulated.
 * - All projects set TAG_RULE_00 and on: `commit`, `short-commit`, `branch:PREFIX`, `semantic-version`,
 *   `semantic-version:CHANNEL,...`, `build-number`, `fixed:TAG`.
 * - Some projects set BUILD_ARG_n (`NAME=value`), and BUILD_SECRET_ID_n with BUILD_SECRET_VALUE_n.
 * - Some projects set NO_CACHE, and the variables of the user.
 * - Some projects set FETCH_LFS, and those of a pipeline FETCH_SUBMODULES.
 * - Some projects set IMAGE_PARAMETER, an SSM parameter that receives the URI with the digest.
 * - Some projects set TEST_STAGE_n, the name of a stage of the Dockerfile whose tests run first.
 * - Projects of a pipeline set PIPELINE_CONTAINER, and may set PIPELINE_CLONE and PIPELINE_BRANCH. The pipeline passes SOURCE_BRANCH or
 *   SOURCE_TAG, and CodeBuild sets CODEBUILD_INITIATOR.
 * - Some projects set DEPLOYMENT_n, a deployment in JSON.
 * - buildx needs DOCKERFILE, IMAGE_OUTPUT (`push=true`, and more for the image exporter of BuildKit), PROVENANCE
 *   (`mode=min`, `mode=max`, `false`) and SBOM (`generator=IMAGE`, `false`).
 * - buildx needs BUILDKIT_IMAGE, unless BUILDX_BUILDER names an existing builder.
 * - Some projects set ECR_REGISTRY_n (`REGION HOST`), and LOGIN_HOST_n (`HOST ADDRESS`) with LOGIN_USERNAME_n and
 *   LOGIN_PASSWORD_n: the registries of base images.
 * - buildx accepts REGISTRY_MIRRORS_n (`HOST MIRROR ...`), BUILD_TARGET, ALWAYS_PULL, IMAGE_LABEL_n (`key=value`), CACHE_URI,
 *   CACHE_FOLDER, BINFMT_IMAGE.
 * - Earthly needs EARTHLY_TARGET and EARTHLY_BUILDKIT_IMAGE. It accepts EARTHLY_URL with EARTHLY_SHA256.
 * - In a batch, the tasks of the platforms set PUSH_BY_DIGEST, and the task of the index sets PLATFORM_BUILDS.
 *
 * Programs: bash 4.4 or newer, aws, docker with buildx 0.13 or newer, jq, git, and the GNU core utilities. Earthly needs curl.
 */

/** A CodeBuild build specification. */
export type Buildspec = Readonly<Record<string, unknown>>;

/** The options that change a build specification. All other values are variables. */
export interface BuildspecOptions {
  readonly builder: 'buildx' | 'earthly' | 'script';
  /** The commands of the user, if the builder is `script`. */
  readonly script?: readonly string[];
  /** The commands of the user before an image is built. */
  readonly commandsBeforeBuild?: readonly string[];
  /** The commands of the user after the image has its tags. */
  readonly commandsAfterPush?: readonly string[];
  /** The commands that test the image before it is pushed. */
  readonly tests?: readonly string[];
  /** Whether the build keeps files. */
  readonly keepsFiles?: boolean;
  /** The files with the results of tests, by report group. */
  readonly reports?: Readonly<Record<string, unknown>>;
  /** The tasks of a batch that builds several platforms. */
  readonly batch?: readonly BatchTask[];
  /** Whether builds compare commits, so that they must read the branch as it is at their end. */
  readonly readsBranch?: boolean;
  /** Whether the last build is the newest, so that names that move follow it. */
  readonly inOrder?: boolean;
  /** Whether the build fetches parts of the source that CodeBuild does not fetch. */
  readonly fetchesSource?: boolean;
  /** Whether a pipeline starts the builds and takes their artifacts. */
  readonly inPipeline?: boolean;
  /** Whether a schedule builds the newest release again. */
  readonly rebuilds?: boolean;
  /** Whether the image is deployed. */
  readonly deploys?: boolean;
  /** The folder that CodeBuild keeps from build to build. */
  readonly cacheFolder?: string;
}

/** The variables of a build that later stages of a pipeline and the index of a batch can read. */
export const exportedVariables = [
  'IMAGE_TAG',
  'IMAGE_TAGS',
  'IMAGE_URI',
  'IMAGE_URI_BY_DIGEST',
  'IMAGE_DIGEST',
  'IMAGE_REVISION',
];

/** The build specification of a project. One with commands of the user is its own, and all others share a few texts. */
export function imageBuildspec(options: BuildspecOptions): BuildSpec {
  const content = renderImageBuildspec(options);
  const { script, commandsBeforeBuild, commandsAfterPush, tests } = options;
  const hasCommands = [script, commandsBeforeBuild, commandsAfterPush, tests].some(Boolean);
  return hasCommands ? BuildSpec.fromObjectToYaml({ ...content }) : new MappedBuildspec(content);
}

/**
 * Renders the build specification that logs in, builds one image and pushes it. It has no `post_build` phase, because
 * CodeBuild runs that phase after a failed build too, and would push then.
 */
export function renderImageBuildspec(options: BuildspecOptions): Buildspec {
  return {
    version: '0.2',
    ...(options.batch && { batch: { 'fast-fail': true, 'build-graph': options.batch } }),
    env: {
      shell: 'bash',
      ...((options.readsBranch === true || options.fetchesSource === true) && { 'git-credential-helper': 'yes' }),
      'exported-variables': exportedVariables,
    },
    phases: {
      pre_build: {
        commands: [...startCommands(options), ...(options.fetchesSource === true ? [fetchSource] : []), logIn],
      },
      build: {
        commands: [
          nameImage,
          findImage,
          ...(options.rebuilds === true ? [rebuildRelease] : []),
          ...buildCommands(options),
          ...endCommands(options),
        ],
      },
    },
    ...(options.reports && { reports: options.reports }),
    ...artifactsOf(options),
    ...(options.cacheFolder !== undefined && { cache: { paths: [`${options.cacheFolder}/**/*`] } }),
  };
}

/** The files of a build. A pipeline takes them as one artifact. */
function artifactsOf({ inPipeline = false, keepsFiles = false }: BuildspecOptions): Buildspec {
  const kept = keepsFiles ? ['publish-artifacts/**/*'] : [];
  if (inPipeline) return { artifacts: { files: ['imagedefinitions.json', 'imageDetail.json', ...kept] } };
  return keepsFiles ? { artifacts: { files: ['**/*'], 'base-directory': 'publish-artifacts' } } : {};
}

/** The commands that stop a build which was not started as its project needs. */
function startCommands({ batch, inPipeline = false }: BuildspecOptions): string[] {
  return [...(batch ? [refuseSingleBuild] : []), ...(inPipeline ? [requirePipeline] : [])];
}

function buildCommands({ builder, script = [], tests = [], batch, ...options }: BuildspecOptions): string[] {
  const { commandsBeforeBuild = [], keepsFiles = false } = options;
  const before = userCommands('-z "$IMAGE_DIGEST" && -z "${PLATFORM_BUILDS:-}"', commandsBeforeBuild);
  const all = [...before, ...(builder === 'buildx' ? tests : []), ...(keepsFiles ? [collectFiles] : [])];
  if (builder === 'earthly') return [...all, buildWithEarthly, readDigest];
  if (builder === 'script') return [...all, ...userCommands('-z "$IMAGE_DIGEST"', script), readDigest];
  return [...all, buildWithBuildx, ...(batch ? [joinPlatforms] : [])];
}

function endCommands(options: BuildspecOptions): string[] {
  const { deploys = false, inPipeline = false, inOrder = false, commandsAfterPush = [], keepsFiles = false } = options;
  const after = userCommands('-z "${PUSH_BY_DIGEST:-}" && -z "${REBUILD_SKIPPED:-}"', commandsAfterPush);
  return [
    inOrder ? publishInOrder : publishImage,
    ...after,
    ...(deploys ? [rollOutImage] : []),
    ...(inPipeline ? [writeImageDefinitions] : []),
    ...(keepsFiles ? [keepImage] : []),
  ];
}

/** Commands of the user in a separate shell, so that they change neither the folder nor the variables of our scripts. */
function userCommands(condition: string, commands: readonly string[]): string[] {
  if (commands.length === 0) return [];
  return [['set -euo pipefail', `if [[ ${condition} ]]; then (`, ...commands, ') fi'].join('\n')];
}

import {
  buildWithBuildx,
  buildWithEarthly,
  findImage,
  joinPlatforms,
  logIn,
  nameImage,
  publishImage,
  readDigest,
  refuseSingleBuild,
} from './buildspec/commands';
import { type BatchTask } from './platform-batch';

/*
 * What the commands take, all of it as environment variables, so that no value is ever read as a command.
 *
 * From CodeBuild: CODEBUILD_BUILD_ID, CODEBUILD_BUILD_NUMBER, and where they are set CODEBUILD_RESOLVED_SOURCE_VERSION,
 * CODEBUILD_SOURCE_VERSION, CODEBUILD_WEBHOOK_HEAD_REF, CODEBUILD_WEBHOOK_TRIGGER, CODEBUILD_SOURCE_REPO_URL,
 * CODEBUILD_BATCH_BUILD_IDENTIFIER.
 *
 * Always: REGISTRY (host), REGISTRY_REGION, REPOSITORY_URI, IMAGE_PLATFORM (`linux/amd64`, or several with commas where
 * they are emulated), BUILD_CONTEXT, TAG_RULE_00 and on (`commit`, `short-commit`, `branch:PREFIX`, `semantic-version`,
 * `build-number`, `fixed:TAG`).
 * Where there are any: BUILD_ARG_n (`NAME=value`), BUILD_SECRET_ID_n with BUILD_SECRET_VALUE_n, IMAGE_PARAMETER (the SSM
 * parameter that is set to the URI by digest).
 * buildx: DOCKERFILE, IMAGE_OUTPUT (`push=true`, and more for BuildKit's image exporter), PROVENANCE (`mode=min`,
 * `mode=max`, `false`), SBOM (`generator=IMAGE`, `false`), BUILDKIT_IMAGE, unless BUILDX_BUILDER names a builder that is
 * there already; and BUILD_TARGET, IMAGE_LABEL_n (`key=value`), CACHE_URI, CACHE_FOLDER, BINFMT_IMAGE.
 * Earthly: EARTHLY_TARGET, EARTHLY_BUILDKIT_IMAGE; EARTHLY_URL with EARTHLY_SHA256.
 * In a batch, as variables of its tasks: PUSH_BY_DIGEST in those of the platforms, PLATFORM_BUILDS in that of the index.
 *
 * Programs: bash 4.4 or newer, aws, docker with buildx 0.13 or newer, jq, the GNU core utilities; curl for Earthly.
 */

/** A CodeBuild build specification. */
export type Buildspec = Readonly<Record<string, unknown>>;

/** What a build specification depends on; all else comes as variables. */
export interface BuildspecOptions {
  readonly builder: 'buildx' | 'earthly' | 'script';
  /** The user's own commands, where the builder is `script`. */
  readonly script?: readonly string[];
  /** The tasks of a batch that builds several platforms. */
  readonly batch?: readonly BatchTask[];
  /** The folder that CodeBuild keeps from build to build. */
  readonly cacheFolder?: string;
}

/** What later stages of a pipeline, and the index of a batch, learn from a build. */
export const exportedVariables = [
  'IMAGE_TAG',
  'IMAGE_TAGS',
  'IMAGE_URI',
  'IMAGE_URI_BY_DIGEST',
  'IMAGE_DIGEST',
  'IMAGE_REVISION',
];

/**
 * Logs in, builds one image and pushes it. Everything happens in the build phase: CodeBuild runs `post_build` also after
 * a failed build, and would push then.
 */
export function renderImageBuildspec(options: BuildspecOptions): Buildspec {
  return {
    version: '0.2',
    ...(options.batch && { batch: { 'fast-fail': true, 'build-graph': options.batch } }),
    env: { shell: 'bash', 'exported-variables': exportedVariables },
    phases: {
      pre_build: { commands: [...(options.batch ? [refuseSingleBuild] : []), logIn] },
      build: { commands: [nameImage, findImage, ...buildCommands(options), publishImage] },
    },
    ...(options.cacheFolder !== undefined && { cache: { paths: [`${options.cacheFolder}/**/*`] } }),
  };
}

function buildCommands({ builder, script = [], batch }: BuildspecOptions): string[] {
  if (builder === 'earthly') return [buildWithEarthly, readDigest];
  if (builder === 'script') return [userCommands(script), readDigest];
  return batch ? [buildWithBuildx, joinPlatforms] : [buildWithBuildx];
}

function userCommands(script: readonly string[]): string {
  return ['set -euo pipefail', 'if [[ -z "$IMAGE_DIGEST" ]]; then', ...script, 'fi'].join('\n');
}

/** A CodeBuild build specification. */
export type Buildspec = Readonly<Record<string, unknown>>;

/**
 * Everything happens in the build phase: CodeBuild runs `post_build` also after a failed build, and would push then.
 * Values come as environment variables and are quoted, so that none of them is ever read as a command.
 */
const logIn = `set -euo pipefail
aws ecr get-login-password --region "$REGISTRY_REGION" | docker login --username AWS --password-stdin "$REGISTRY"`;

/** A commit is a tag as it is. Another source has no commit, or a version that is no tag: then the build has a number. */
const nameImage = `set -euo pipefail
IMAGE_TAG="\${CODEBUILD_RESOLVED_SOURCE_VERSION:-}"
case "$IMAGE_TAG" in
  '' | [.-]* | *[!A-Za-z0-9._-]*) IMAGE_TAG="build-$CODEBUILD_BUILD_NUMBER" ;;
esac
export IMAGE_TAG
export IMAGE_URI="$REPOSITORY_URI:$IMAGE_TAG"`;

/** Docker fetches a context that reads like an address (`github.com/...`): `./` makes it a folder of the source. */
const build = `set -euo pipefail
docker build --platform "$IMAGE_PLATFORM" --file "$DOCKERFILE" --tag "$IMAGE_URI" "./$BUILD_CONTEXT"`;

const push = `set -euo pipefail
docker push "$IMAGE_URI"
IMAGE_DIGEST="$(docker image inspect --format '{{range .RepoDigests}}{{println .}}{{end}}' "$IMAGE_URI" |
  grep --fixed-strings --regexp="$REPOSITORY_URI@")"
export IMAGE_DIGEST="\${IMAGE_DIGEST##*@}"
echo "Pushed $IMAGE_URI ($IMAGE_DIGEST)"`;

/** Logs in, builds one image, tags it with the commit and pushes it. */
export function renderImageBuildspec(): Buildspec {
  return {
    version: '0.2',
    env: { shell: 'bash', 'exported-variables': ['IMAGE_TAG', 'IMAGE_URI', 'IMAGE_DIGEST'] },
    phases: {
      pre_build: { commands: [logIn] },
      build: { commands: [nameImage, build, push] },
    },
  };
}

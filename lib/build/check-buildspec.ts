import { type Buildspec } from './image-buildspec';

/**
 * Builds the image and leaves it in the machine. Values come as environment variables and are quoted, so that none of
 * them is ever read as a command; `./` makes a context that reads like an address a folder of the source.
 */
const buildImage = `set -euo pipefail
docker build --platform "$IMAGE_PLATFORM" --file "$DOCKERFILE" --tag "$IMAGE" "./$BUILD_CONTEXT"`;

/** What a pull request goes through: the image is built where Docker runs, then the commands, each of which may fail. */
export function renderCheckBuildspec(commands: readonly string[], buildsImage: boolean): Buildspec {
  return {
    version: '0.2',
    env: { shell: 'bash' },
    phases: { build: { commands: [...(buildsImage ? [buildImage] : []), ...commands] } },
  };
}

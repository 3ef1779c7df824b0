import { buildForCheck, collectForCheck, fetchSource, logInForCheck } from './buildspec/commands';
import { type Buildspec } from './image-buildspec';

/** The parts of a check that need more commands than its own. */
interface CheckParts {
  /** Whether it logs in to the registries of base images. */
  readonly logsIn?: boolean;
  /** Whether it fetches parts of the source that CodeBuild does not fetch. */
  readonly fetchesSource?: boolean;
  /** The commands of the user before the image is built. */
  readonly commandsBeforeBuild?: readonly string[];
  /** Whether it keeps files. */
  readonly keepsFiles?: boolean;
}

/** Renders the build specification of a check: it builds the image if Docker is available, then runs the commands. */
export function renderCheckBuildspec(
  commands: readonly string[],
  buildsImage: boolean,
  { logsIn = false, fetchesSource = false, commandsBeforeBuild = [], keepsFiles = false }: CheckParts = {},
): Buildspec {
  const start = [...(fetchesSource ? [fetchSource] : []), ...(logsIn ? [logInForCheck] : [])];
  return {
    version: '0.2',
    env: { shell: 'bash', ...(fetchesSource && { 'git-credential-helper': 'yes' }) },
    phases: {
      ...(start.length > 0 && { pre_build: { commands: start } }),
      build: {
        commands: [
          ...commandsBeforeBuild,
          ...(buildsImage ? [buildForCheck] : []),
          ...commands,
          ...(keepsFiles ? [collectForCheck] : []),
        ],
      },
    },
    ...(keepsFiles && { artifacts: { files: ['**/*'], 'base-directory': 'publish-artifacts' } }),
  };
}

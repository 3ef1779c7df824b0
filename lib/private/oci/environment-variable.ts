import { type Problem, refuseIf } from '../validation/validation';
import { nameProblem, secretNameProblem, valueProblem } from './build-value';

const variableName = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** The names that others use, with the reason. A build that finds another value there would do something else. */
const usedNames: readonly (readonly [RegExp, string])[] = [
  [/^(CI|(CODEBUILD|GITHUB|RUNNER|ACTIONS|INPUT|STATE|GITLAB|CI|BITBUCKET|CIRCLE|BUILDKITE)_.*)$/, 'CI systems set it'],
  [/^AWS_/, 'the session of the role has these variables'],
  [/^(DOCKER_(CONFIG|HOST|CONTEXT)|BUILDX_(BUILDER|CONFIG)|BUILDKIT_(HOST|IMAGE))$/, 'the build sets up Docker itself'],
  [
    /^(PATH|HOME|PWD|OLDPWD|SHELL|IFS|ENV|CDPATH|GLOBIGNORE|BASHOPTS|SHELLOPTS|POSIXLY_CORRECT|(BASH|LD)_.*)$/,
    'Bash reads it',
  ],
  [
    /^(IMAGE|BUILD|TAG|CACHE|REGISTRY|REPOSITORY|EARTHLY|DEPLOYMENT|PLATFORM|ROLLOUT|ECS|LAMBDA|ECR|LOGIN|MIRROR|GIT)(_.*)?$/,
    'the scripts of the build use it',
  ],
  [
    /^(DOCKERFILE|PROVENANCE|SBOM|BINFMT_IMAGE|PUSH_BY_DIGEST|ALWAYS_PULL|NO_CACHE|BUILT_WITHOUT_CACHE|EMULATES|FETCH_(LFS|SUBMODULES)|KEPT_FILES|SCHEDULE)$/,
    'the scripts of the build use it',
  ],
  [
    /^(BUILDX_ENDPOINT|COMMIT_CHARACTERS|PUSHED_FROM|STAYED|PULL_OPTION|SOURCE_(BRANCH|TAG)|(PIPELINE|REBUILDS?|TESTED|TEST_(STAGE|REPORT))(_.*)?)$/,
    'the scripts of the build use it',
  ],
  [
    /^(COMMIT_TAG|MOVING_TAGS|CHANNEL_TAGS|BRANCH_HEAD|RECENT_COMMITS|CONTAINER|ERRORS_FILE|NEW_DEFINITION|REASON)$/,
    'the scripts of the build use it',
  ],
];

/** Validates variables of a build. The settings of a project and the file of a workflow show them. */
export function validateEnvironmentVariables(variables: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(variables)) {
    const path = `environmentVariables.${name}`;
    refuseIf('environmentVariables', nameProblem(name, variableName, 'the name of a variable'));
    refuseIf(path, usedNameProblem(name) ?? secretNameProblem(name, remedy) ?? valueProblem(value, remedy));
  }
}

/** The problem with a name that the system, the CI system or our scripts use. */
export function usedNameProblem(name: string): Problem {
  const [, reason] = usedNames.find(([form]) => form.test(name)) ?? [];
  return reason === undefined ? undefined : `must have another name, since ${reason}`;
}

const remedy = 'Anyone who can read the project or the workflow can read it. Mount it with `secrets` instead';

import { validateCommands } from '../build-input/command';
import { validateInputs } from '../build-input/validate-inputs';
import { projectNameRule } from '../private/aws/project-name';
import { type Problem, refuseIf, validate } from '../private/validation/validation';
import { computeTypeRule } from './build-compute';
import { noDaemonProblem } from './docker-privileges';
import { type ImageCheckProjectProps } from './image-check-project-props';

/** Validates the options of a check of pull requests. */
export function validateCheck(props: ImageCheckProjectProps): void {
  const { commands, privileged = false, projectName, computeType } = props;
  refuseOptionsOfBuilds(props);
  validateCommands('commands', commands);
  validateInputs(props, privileged);
  if (!privileged) {
    commands?.forEach((command, index) => {
      refuseIf(`commands[${index}]`, noDaemonProblem(command));
    });
    props.tests?.forEach(({ _commands: ofTests }, index) => {
      refuseIf(`tests[${index}]`, noDaemonProblem(...ofTests));
    });
  }
  refuseIf('commands', !commands && !props.tests && !privileged ? nothingToRun : undefined);
  props.tests?.forEach(({ _subject: subject }, index) => {
    refuseIf(`tests[${index}]`, subject === 'source' ? undefined : unusedProblem(subject, privileged));
  });
  for (const option of ofImage) refuseIf(option, unusedProblem(props[option], privileged));
  if (projectName !== undefined) validate('projectName', projectName, projectNameRule);
  if (computeType !== undefined) validate('computeType', computeType, computeTypeRule);
}

const nothingToRun = 'must list at least one command, got none. Without `privileged: true` no image is built.';

/** The options that only a check with an image has a use for. */
const ofImage = ['dockerfile', 'context', 'target', 'buildArgs', 'commandsBeforeBuild', 'baseImages'] as const;

function unusedProblem(option: unknown, privileged: boolean): Problem {
  if (option === undefined || privileged) return undefined;
  return 'requires `privileged: true`, because no image is built without it';
}

const readable = 'because the code of a pull request could use it. Leave it out.';
const publishesNothing = 'because a check publishes nothing. Leave it out.';
const newMachine = 'because each check has a new machine without a cache. Leave it out.';
const ownBuilder = 'because a check builds with `docker build`, for one platform. Leave it out.';

/** The options of an `ImageBuildProject` that a check does not have, with the reason. JavaScript would pass them on. */
const ofBuilds: Readonly<Record<string, string>> = {
  secrets: readable,
  registries: readable,
  mirrors: readable,
  cache: readable,
  imageParameter: readable,
  deploys: readable,
  repository: publishesNothing,
  tags: publishesNothing,
  labels: publishesNothing,
  attestations: publishesNothing,
  provenance: publishesNothing,
  sbom: publishesNothing,
  compatibility: publishesNothing,
  commandsAfterPush: publishesNothing,
  rebuilds: publishesNothing,
  alwaysPull: newMachine,
  noCache: newMachine,
  emulation: ownBuilder,
  builder: ownBuilder,
};

function refuseOptionsOfBuilds(props: object): void {
  const given = props as Readonly<Record<string, unknown>>;
  for (const [option, reason] of Object.entries(ofBuilds)) {
    refuseIf(
      option,
      given[option] === undefined ? undefined : `must not be set for checks of pull requests, ${reason}`,
    );
  }
}

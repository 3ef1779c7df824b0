import { explainPull } from '../../base-image/scripts';
import { collectArtifacts, readStored } from '../../build-input/scripts';
import { type ImageTag } from '../../naming/image-tag';
import {
  chooseRebuild,
  nameImage as nameByAllRules,
  nameRebuild,
  namingFunctions,
  requireRepository,
  retry,
} from '../../naming/scripts';
import { tagKinds } from '../../naming/tag-kinds';
import { followHistory, followVersions as haveChannels, scriptParts } from '../../naming/tag-rules';
import { shellFunctions, shellScript } from '../../private/text/shell-script';
import {
  findEcsDefinition,
  followEcsDeployment,
  restartEcsService,
  rollOutFunction,
  updateEcsService,
} from '../../deployment/scripts';
import { requireTested } from '../../testing/scripts';
import { type DeployedService } from './published';
import { YamlScript } from './yaml-value';

const messages = shellFunctions(__dirname, 'messages.sh');

/** Works out the tags of the image, and looks for the image of the commit and for tags that another image has. */
export function nameByRun(tags: readonly ImageTag[], rebuilds: boolean): YamlScript {
  const namesCommit = tags.some(({ _kind }) => tagKinds[_kind].namesCommit);
  const { nameImage, findImage, revisionOf } = namingFunctions(partsOf(tags, rebuilds));
  const steps = [file('name-by-run.sh'), ...(rebuilds ? [file('name-by-rebuild.sh')] : []), file('find-by-tags.sh')];
  const reads = [...(namesCommit ? [] : revisionOf), ...(rebuilds ? nameRebuild : [])];
  return script(steps.join('\n'), nameImage, requireRepository, findImage, reads);
}

/** Chooses the release that a scheduled run builds again. */
export const findRebuild = script(file('find-rebuild.sh'), nameByAllRules, requireRepository, chooseRebuild, [
  shellFunctions(__dirname, 'history.sh'),
]);

/** Finds the images of a workflow for several that a run builds. */
export const findImages = alone(file('find-images.sh'));

/** Finds the images of a workflow for several, some of which have a schedule. */
export const findScheduledImages = alone(`${file('find-scheduled.sh')}\n${file('find-images.sh')}`);

/** Fails if a secret of the build is empty. */
export const checkSecrets = alone(file('check-secrets.sh'));

/** Reads the secrets of the build that are in AWS. */
export const readStoredSecrets = script(file('read-secrets.sh'), [readStored]);

/** Copies the files that the run keeps. If there are tests, they have written theirs in a copy of the source. */
export function collectFiles(tests: boolean): YamlScript {
  const sources = ['"$PWD"', ...(tests ? ['"$RUNNER_TEMP/tested"'] : [])].join(' ');
  return script(`collect_artifacts "$RUNNER_TEMP/publish-artifacts" ${sources}`, [collectArtifacts]);
}

/** Explains why a base image could not be pulled. */
export const explainFailure = script(file('explain-failure.sh'), [explainPull]);

/** Commands of the user, which stop at the first failure. */
export function userCommands(commands: readonly string[]): YamlScript {
  return alone(commands.join('\n'));
}

/** Reports an image that has its only tag. */
export const reportImage = new YamlScript(`${file('report-image.sh')}\n`, []);

/** Gives the image its tags, and reports it. */
export function tagImage(tags: readonly ImageTag[], rebuilds: boolean): YamlScript {
  const follows = followHistory(tags) ? ofRun(rebuilds) : [];
  return script([...follows, 'add_tags', file('report-image.sh')].join('\n'), ...tagging(tags, rebuilds));
}

/** Joins the images of the platforms unless the commit has its image, gives the image its tags, and reports it. */
export function joinPlatforms(tags: readonly ImageTag[], rebuilds: boolean): YamlScript {
  const steps = [...ofRun(rebuilds), file('join-platforms.sh'), 'add_tags', file('report-image.sh')];
  return script(steps.join('\n'), namingFunctions(partsOf(tags, rebuilds)).joinImages, ...tagging(tags, rebuilds));
}

function ofRun(rebuilds: boolean): string[] {
  return [file('of-run.sh'), ...(rebuilds ? [file('of-rebuild.sh')] : [])];
}

/** The parts of the functions that some tags need. The jobs of a workflow that builds releases again need all of them. */
function partsOf(tags: readonly ImageTag[], rebuilds: boolean): string[] | undefined {
  return rebuilds ? undefined : scriptParts(tags);
}

/** The functions that give an image its tags, without those that no tag needs. */
function tagging(tags: readonly ImageTag[], rebuilds: boolean): (readonly string[])[] {
  const { addTags, followBranch, followVersions } = namingFunctions(partsOf(tags, rebuilds));
  return [
    addTags,
    ...(followHistory(tags) ? [[...followBranch, shellFunctions(__dirname, 'history.sh')]] : []),
    ...(haveChannels(tags) ? [followVersions] : []),
  ];
}

/** Compares the pushed image with those that were tested. */
export const compareWithTested = script('require_tested', retry, [requireTested]);

/** Writes the task definition of a service to a file, and finds the container that gets the image. */
export function findDefinition(services: readonly DeployedService[]): YamlScript {
  const parts = services.flatMap(({ container, family, passRoles }) => [
    container === undefined ? 'any-container' : 'container',
    ...(family === undefined ? [] : ['family']),
    ...(passRoles === undefined ? [] : ['pass-roles']),
  ]);
  return script(file('find-definition.sh'), findEcsDefinition(parts));
}

/** Waits for the deployment of a task definition, and checks the digest that runs. */
export const followRollout = script(file('follow-rollout.sh'), followEcsDeployment);

/** Starts the tasks of a service again, and waits for that deployment. */
export const restartService = script(file('restart-service.sh'), restartEcsService);

/** Starts the tasks of a service again, with a role that may not read the service. */
export const restartBlindly = script(file('restart-blindly.sh'), updateEcsService);

/** Gives a function the image, publishes a version, and moves an alias to it. */
export const rollOutToFunction = script('roll_out_function', rollOutFunction);

function file(name: string): string {
  return shellScript(__dirname, name);
}

/** A script that calls functions of its job. */
function script(text: string, ...functions: readonly (readonly string[])[]): YamlScript {
  return new YamlScript(`${text}\n`, [messages, ...functions.flat()]);
}

/** A script that calls no function, and fails for a variable that is not set. */
function alone(text: string): YamlScript {
  return new YamlScript(`set -u\n${text}\n`, []);
}

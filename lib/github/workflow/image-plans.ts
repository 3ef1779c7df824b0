import { checkLocalPaths } from '../../build-input/local-source';
import { repositoryNameRule } from '../../private/oci/repository-name';
import { changedPathRule } from '../../private/git/changed-path';
import { imageNameOf, imageNameRule } from '../../private/git/image-name';
import { imageDockerfile, imagePaths } from '../../private/git/image-paths';
import { gitTagPrefixRule } from '../../private/git/tag-prefix';
import {
  InvalidInputError,
  type Problem,
  quote,
  refuseIf,
  validate,
  validateEach,
  validateList,
} from '../../private/validation/validation';
import { type PublishWorkflowOptions } from '../publish-workflow-options';
import { type WorkflowImageOptions } from '../workflow-image-options';
import { onlyOne } from './only-one';
import { type PublisherRoleFacts } from './published';
import { type WorkflowPlan, workflowPlan, type WorkflowPlans } from './workflow-plan';
import { tagsOfImage, trustedRefs, type WorkflowTrigger, workflowTrigger } from './workflow-trigger';

/** The plan of each image of a workflow. Only a workflow with `images` names them. */
export function workflowPlans(role: PublisherRoleFacts, options: PublishWorkflowOptions): WorkflowPlans {
  const { images, paths, ...shared } = options;
  if (images === undefined) {
    refuseIf(
      'paths',
      paths === undefined ? undefined : 'requires `images`. Every push builds the image of a workflow.',
    );
    return [workflowPlan(role, shared)];
  }
  validateList('images', images);
  for (const option of ['repositoryName', 'services'] as const) {
    refuseIf(option, shared[option] === undefined ? undefined : 'must be set at each image, not at all of them');
  }
  const names = repositoryNames(role, images);
  const trigger = workflowTrigger(role.runs, shared, undefined);
  const knowsChanges = shared.callable === true || trigger.isCalled || hasBranches(trigger);
  validatePaths('paths', paths, knowsChanges);
  checkLocalPaths('paths', paths, shared.localSource);
  const plans = images.map(({ name: given, paths: own, tagPrefix, ...image }, index) => {
    const at = `images[${index}]`;
    const name = imageName(`${at}.name`, given, names[index] ?? '');
    validatePaths(`${at}.paths`, own, knowsChanges);
    checkLocalPaths(`${at}.paths`, own, image.localSource ?? shared.localSource);
    if (tagPrefix !== undefined) validate(`${at}.tagPrefix`, tagPrefix, gitTagPrefixRule);
    refuseIf(`${at}.tagPrefix`, prefixProblem(tagPrefix, trigger));
    const all = { ...shared, ...defined(image), repositoryName: names[index] };
    const { context, dockerfile = imageDockerfile(context) } = all;
    const planned = { name, tagPrefix, paths: imagePaths({ context, dockerfile, paths: own }, paths) };
    return within(at, image, () => workflowPlan(role, all, { trigger, image: planned }));
  });
  refuseRepeated(plans);
  return plans as [WorkflowPlan, ...WorkflowPlan[]];
}

/** The repositories of the images. Synth knows each of them if there are several, since one would be pushed to twice otherwise. */
function repositoryNames(
  { repositories }: PublisherRoleFacts,
  images: readonly WorkflowImageOptions[],
): (string | undefined)[] {
  refuseIf('role', repositories.length === 0 ? 'must push to a repository, got one that pushes to none' : undefined);
  const known = repositories.flatMap(({ name }) => name ?? []);
  const names = images.map(({ repositoryName: wanted }, index) => {
    const path = `images[${index}].repositoryName`;
    if (wanted !== undefined) validate(path, wanted, repositoryNameRule);
    if (wanted === undefined && repositories.length === 1) return known[0];
    return onlyOne(path, known, wanted, 'the role pushes to');
  });
  names.forEach((name, index) => {
    const first = names.indexOf(name);
    refuseIf(
      `images[${index}].repositoryName`,
      first === index
        ? undefined
        : `must differ from images[${first}].repositoryName, got ${quote(name ?? 'the same')}. Otherwise both images would have ` +
            'the same tags.',
    );
  });
  return names;
}

function imageName(path: string, given: string | undefined, repositoryName: string): string {
  refuseIf(
    path,
    given === undefined && repositoryName === ''
      ? 'is required if synth does not know the name of the repository'
      : undefined,
  );
  const name = given ?? imageNameOf(repositoryName);
  validate(path, name, imageNameRule);
  return name;
}

function validatePaths(path: string, paths: readonly string[] | undefined, knowsChanges: boolean): void {
  if (paths === undefined) return;
  validateEach(path, paths, changedPathRule);
  const again = paths.findIndex((each, index) => paths.indexOf(each) < index);
  refuseIf(`${path}[${again}]`, again < 0 ? undefined : `must be named once, got ${quote(paths[again])} again`);
  refuseIf(
    path,
    knowsChanges
      ? undefined
      : 'requires a push to a branch that starts the workflow. No other run knows the changed files.',
  );
}

function hasBranches(trigger: WorkflowTrigger): boolean {
  return (trustedRefs(trigger)?.branches ?? []).length > 0;
}

function prefixProblem(prefix: string | undefined, trigger: WorkflowTrigger): Problem {
  const refs = trustedRefs(trigger);
  if (prefix === undefined || refs === undefined || tagsOfImage(refs.tags, prefix).length > 0) return undefined;
  const tags = refs.tags.length === 0 ? 'no Git tag' : `only ${refs.tags.map(quote).join(', ')}`;
  return `must be the start of a Git tag that starts the workflow, got ${quote(prefix)}, but ${refs.decides} ${tags}. ${refs.remedy}.`;
}

/** The options that are given, so that one that is left out replaces nothing. */
function defined<T extends object>(options: T): Partial<T> {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as Partial<T>;
}

/** Names the image in the problem with one of its options. */
function within<T>(at: string, own: object, plan: () => T): T {
  try {
    return plan();
  } catch (error) {
    const [, option = ''] = error instanceof InvalidInputError ? (/^`(\w+)/.exec(error.message) ?? []) : [];
    if (error instanceof InvalidInputError && Object.hasOwn(own, option)) {
      throw new InvalidInputError(error.message.replace('`', `\`${at}.`));
    }
    throw error;
  }
}

/** GitHub ignores the case of the names of jobs. Two images in one service would replace each other. */
function refuseRepeated(plans: readonly WorkflowPlan[]): void {
  const names = plans.map(({ image }) => (image?.name ?? '').toLowerCase());
  plans.forEach(({ image, deploys }, index) => {
    const first = names.indexOf(names[index] ?? '');
    refuseIf(
      `images[${index}].name`,
      first === index
        ? undefined
        : `must be unique, got ${quote(image?.name)}, which images[${first}] has too. Set another \`name\`.`,
    );
    refuseIf(`images[${index}].rebuilds.schedule`, scheduleProblem(plans, index));
    const other = plans.findIndex((plan) => plan.deploys.some((deployed) => deploys.includes(deployed)));
    refuseIf(
      `images[${index}].services`,
      other === index || deploys.length === 0
        ? undefined
        : `must not have what images[${other}] is deployed to. The images would replace each other. Leave it out of one of them.`,
    );
  });
}

function scheduleProblem(plans: readonly WorkflowPlan[], index: number): Problem {
  const { cron, timeZone } = plans[index]?.rebuilds ?? {};
  const other = plans.findIndex(({ rebuilds }) => rebuilds?.cron === cron && rebuilds?.timeZone !== timeZone);
  return cron === undefined || other < 0 || other > index
    ? undefined
    : `must not be that of images[${other}] in another time zone, got ${quote(cron)}. A run does not know which of them ` +
        'started it. Use another minute.';
}

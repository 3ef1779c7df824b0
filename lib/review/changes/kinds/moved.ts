import { shown } from '../../rules/shown';
import { type ChangeKind, type FoundChange } from '../change-kind';
import { capital, isRetained, losesImages, lossText, shortText, whenText } from '../change-words';
import { type ComparedResource } from '../compared-resources';
import { type GoneResource } from '../comparison';

/** A resource that another stack, or another logical id, creates now under the same name in AWS. */
export const moved: ChangeKind = {
  kind: 'moved',
  find: ({ gone, goneTemplates }) => {
    const missing = new Set(goneTemplates.map(({ name }) => name));
    return gone.flatMap((one) => [...moving(one, missing), ...recreation(one, missing)]);
  },
};

type Missing = ReadonlySet<string>;

function moving({ before, movedTo, isWithinTemplate = false }: GoneResource, missing: Missing): FoundChange[] {
  if (!movedTo) return [];
  const isBetweenStacks = !isWithinTemplate;
  return [
    {
      kind: 'moved',
      what: `${capital(shortText(before))} moves from ${placeText(before, isBetweenStacks)} to ${placeText(movedTo, isBetweenStacks)}${whenText(movedTo)}`,
      why: isBetweenStacks ? betweenStacks(before, movedTo, missing) : withinStack,
      fix: fixOf(before, movedTo, isBetweenStacks),
      source: movedTo.resource.source,
      rank: before.type.rank,
      losesImages: isBetweenStacks && isOldLost(before, missing),
    },
  ];
}

function placeText({ template, resource: { source } }: ComparedResource, isBetweenStacks: boolean): string {
  return isBetweenStacks ? `stack ${shown(template.name)}` : `logical id ${shown(source.logicalId)}`;
}

const withinStack =
  'CloudFormation creates the new one before it deletes the old one. Its name exists, so the deployment fails with "already exists".';

const idFix =
  'Keep the logical id with `overrideLogicalId`, or move the resource with `npx cdk refactor --unstable=refactor` before you deploy.';

/** A refactoring keeps the type of a resource. */
function fixOf(before: ComparedResource, after: ComparedResource, isBetweenStacks: boolean): string {
  if (before.resource.type !== after.resource.type)
    return `A refactoring keeps types, so first ${retainStep(before)}remove the old resource and deploy that. Then import the existing one under its new type with \`npx cdk import\`.`;
  return isBetweenStacks ? stacksFix(before) : idFix;
}

function betweenStacks(before: ComparedResource, after: ComparedResource, missing: Missing): string {
  const isNested = after.template.nestedIn !== undefined || before.template.nestedIn !== undefined;
  const failure = 'The deployment of the new stack fails with "already exists" as long as the old one has it';
  if (isNested) return `${failure}. A nested stack is created before its parent deletes anything.`;
  if (missing.has(before.template.name)) return `${failure}. A deployment deletes no stack that is missing.`;
  const first = `If the old stack is deployed first, ${
    isRetained(before.resource.deletionPolicy)
      ? 'the resource is retained, and its name still exists.'
      : `CloudFormation deletes it. ${lossText(before)}`
  }`;
  return `${failure}. ${first}`;
}

/** Whether the deployment of the old stack deletes the resource with its images, if it is the first. */
function isOldLost(before: ComparedResource, missing: Missing): boolean {
  const { template, resource } = before;
  return !missing.has(template.name) && !isRetained(resource.deletionPolicy) && losesImages(before);
}

function stacksFix(before: ComparedResource): string {
  return `Run \`npx cdk refactor --unstable=refactor\` before you deploy. Or ${importSteps(before)}`;
}

function retainStep({ resource }: ComparedResource): string {
  return isRetained(resource.deletionPolicy) ? '' : 'set its DeletionPolicy to `Retain` and deploy that, ';
}

function importSteps(before: ComparedResource): string {
  return `${retainStep(before)}remove it from the old stack, deploy that one, and import it into the new one with \`npx cdk import\`.`;
}

/** A resource without a fixed name that leaves one stack, while another stack creates one like it. */
function recreation({ before, recreated }: GoneResource, missing: Missing): FoundChange[] {
  if (!recreated) return [];
  const { type, resource } = before;
  const [content, within] = type.rank === 0 ? [' without images', ' with its images'] : ['', ''];
  const old = missing.has(before.template.name)
    ? `A deployment deletes no stack that is missing, so the old ${type.word} stays in it${within}.`
    : isRetained(resource.deletionPolicy)
      ? `The old ${type.word} is retained${within}, in no stack.`
      : `The deployment of the old stack deletes the old ${type.word}. ${lossText(before)}`;
  return [
    {
      kind: 'moved',
      what: `${capital(shortText(before))} moves from ${placeText(before, true)} to ${placeText(recreated, true)}, which creates a new one${content}${whenText(recreated)}`,
      why: `Its name is generated, so the new stack creates another ${type.word} with another name. ${old}`,
      fix: stacksFix(before),
      source: recreated.resource.source,
      rank: type.rank,
      losesImages: isOldLost(before, missing),
    },
  ];
}

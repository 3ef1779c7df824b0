import { shown } from '../../rules/shown';
import { type ChangeKind, type FoundChange } from '../change-kind';
import { capital, isRetained, lossText, shortText, whenText } from '../change-words';
import { type ComparedResource } from '../compared-resources';
import { type GoneResource } from '../comparison';

/** A resource that another stack, or another logical id, creates now under the same name in AWS. */
export const moved: ChangeKind = {
  kind: 'moved',
  find: ({ gone }) => gone.flatMap(moving),
};

function moving({ before, movedTo, isWithinTemplate = false }: GoneResource): FoundChange[] {
  if (!movedTo) return [];
  const isBetweenStacks = !isWithinTemplate;
  return [
    {
      kind: 'moved',
      what: `${capital(shortText(before))} moves from ${placeText(before, isBetweenStacks)} to ${placeText(movedTo, isBetweenStacks)}${whenText(movedTo)}`,
      why: isBetweenStacks ? betweenStacks(before, movedTo) : withinStack,
      fix: isBetweenStacks ? stacksFix(before) : idFix,
      source: movedTo.resource.source,
      rank: before.type.rank,
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

function betweenStacks(before: ComparedResource, after: ComparedResource): string {
  const isNested = after.template.nestedIn !== undefined || before.template.nestedIn !== undefined;
  const failure = 'The deployment of the new stack fails with "already exists" as long as the old one has it';
  if (isNested) return `${failure}. A nested stack is created before its parent deletes anything.`;
  const first = `If the old stack is deployed first, ${
    isRetained(before.resource.deletionPolicy)
      ? 'the resource is retained, and its name still exists.'
      : `CloudFormation deletes it. ${lossText(before)}`
  }`;
  return `${failure}. ${first}`;
}

function stacksFix({ resource }: ComparedResource): string {
  const retain = isRetained(resource.deletionPolicy) ? '' : 'set its DeletionPolicy to `Retain` and deploy that, ';
  return (
    'Run `npx cdk refactor --unstable=refactor` before you deploy. Or ' +
    `${retain}remove it from the old stack, deploy that one, and import it into the new one with \`npx cdk import\`.`
  );
}

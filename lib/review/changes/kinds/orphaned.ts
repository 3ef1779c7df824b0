import { type GraphTemplate } from '../../templates/template-graph';
import { shown } from '../../rules/shown';
import { type ChangeKind, type FoundChange } from '../change-kind';
import { capital, isOpenPolicy, isRetained, mustBeEmpty, removalText, resourceText, shortText } from '../change-words';
import { type ComparedResource } from '../compared-resources';
import { type Comparison, type GoneResource } from '../comparison';

/** Resources and stacks that stay in AWS while no template has them. */
export const orphaned: ChangeKind = {
  kind: 'orphaned',
  find: (comparison) => [
    ...comparison.gone.flatMap(retainedResource),
    ...comparison.goneTemplates.flatMap((template) => leftStack(template, comparison)),
  ],
};

function retainedResource({ before, movedTo, successor, unless, newType, recreated }: GoneResource): FoundChange[] {
  const { type, resource, name } = before;
  if (movedTo || newType !== undefined || recreated) return [];
  if (isOpenPolicy(resource.deletionPolicy)) return [openPolicy(before)];
  if (!isRetained(resource.deletionPolicy)) return [];
  const images = type.rank === 0 ? ' with its images, and its lifecycle policy goes on' : '';
  const next = successor
    ? ` ${capital(shortText(successor))} takes its place${type.rank === 0 ? ' without images' : ''}.`
    : '';
  const taken = name === undefined && type.isSingle !== true ? '' : ' No stack can create its name again.';
  const removal = removalText(before);
  const loss = resource.type === 'AWS::KMS::Key' ? `${type.loss} ` : '';
  return [
    {
      kind: 'orphaned',
      what: `${capital(resourceText(before))} is orphaned: no stack has it any more${unless === undefined ? '' : ` unless ${shown(unless)}`}`,
      why: `Its DeletionPolicy is ${String(resource.deletionPolicy)}, so it stays in AWS${images}.${taken}${next}`,
      fix:
        (removal === '' ? 'To clean up, delete it by hand. ' : `To clean up, run ${removal}. ${loss}`) +
        keepText(before, successor),
      source: resource.source,
      rank: type.rank,
    },
  ];
}

/** With its logical id, a new resource of the same construct is the old one. Without a fixed name, nothing else says so. */
function keepText({ name, resource }: ComparedResource, successor: ComparedResource | undefined): string {
  return name === undefined && successor !== undefined
    ? `To keep it, give ${shortText(successor)} its logical id: \`overrideLogicalId('${shown(resource.source.logicalId)}')\`.`
    : 'To keep it, add it again and run `npx cdk import`.';
}

function openPolicy(before: ComparedResource): FoundChange {
  return {
    kind: 'unknown',
    what: `It is not known whether ${shortText(before)} is deleted or retained`,
    why: 'No stack has it any more, and only the deployment knows its DeletionPolicy.',
    fix: 'Look at its DeletionPolicy in the deployed template.',
    source: before.resource.source,
    rank: before.type.rank,
  };
}

/** A stack that is missing, because a deployment deletes none. If all of its resources moved away, nothing is left of it. */
function leftStack(template: GraphTemplate, { leftBehind }: Comparison): FoundChange[] {
  const left = leftBehind.get(template) ?? [];
  if (left.length === 0) return [];
  const resources = left.filter(({ type }) => type.rank < 3);
  const what = template.isStack ? 'stack' : 'template';
  const region = /^[a-z0-9-]+$/.test(template.env.region) ? ` --region ${template.env.region}` : '';
  return [
    {
      kind: 'orphaned',
      what: `${capital(what)} '${shown(template.name)}' is not among the new templates`,
      why:
        'A deployment deletes no stack that is missing, so everything in it stays as it is. ' +
        stackDeletionText(resources),
      fix: `If the stack is no longer needed, delete it with \`aws cloudformation delete-stack --stack-name ${shown(template.identity)}${region}\`. Otherwise add it again, or review all templates.`,
      source: { template: template.name, logicalId: '', path: '' },
      rank: Math.min(3, ...resources.map(({ type }) => type.rank)),
    },
  ];
}

/** Says what a deletion of a stack does to its resources. */
function stackDeletionText(resources: readonly ComparedResource[]): string {
  const isKept = ({ resource }: ComparedResource) => isRetained(resource.deletionPolicy);
  const kept = resources.filter(isKept);
  const filled = resources.filter((one) => !isKept(one) && mustBeEmpty(one));
  const deleted = resources.filter((one) => !isKept(one) && !mustBeEmpty(one));
  const parts = [
    ...(deleted.length === 0 ? [] : [`deletes ${listText(deleted)}`]),
    ...(filled.length === 0 ? [] : [`deletes ${listText(filled)} if empty and otherwise fails`]),
    ...(kept.length === 0 ? [] : [`retains ${listText(kept)}`]),
  ];
  return `A deletion of the stack ${parts.length === 0 ? 'deletes nothing that holds images, names or access' : parts.join(', and ')}.`;
}

/** The most resources in a sentence. */
const most = 3;

function listText(resources: readonly ComparedResource[]): string {
  const more = resources.length > most ? [`${resources.length - most} more`] : [];
  const names = [...resources.slice(0, most).map(shortText), ...more];
  return names.length === 1 ? String(names[0]) : `${names.slice(0, -1).join(', ')} and ${String(names.at(-1))}`;
}

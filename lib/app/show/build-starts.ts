import { isMapping } from '../../private/values/mapping';
import {
  type BuildProject,
  eventsOf,
  type GraphResource,
  isList,
  plainText,
  type TemplateGraph,
  textsIn,
  type WebhookFilter,
} from '../../review/index';
import { listed } from './who';

/** The webhooks, event rules and state machines of the templates that start a build, in words. */
export function buildStarts(project: BuildProject, { resources }: TemplateGraph): string[] {
  const { account, region } = project.resource.env;
  const nearby = resources.filter(({ env }) => env.account === account && env.region === region);
  const starts = [
    ...webhookStarts(project),
    ...nearby.filter((one) => one.type === 'AWS::Events::Rule' && targets(one, project)).map(ruleStart),
    ...nearby
      .filter(({ type, properties }) => type === 'AWS::StepFunctions::StateMachine' && names(properties, project))
      .map(({ source }) => `state machine ${source.logicalId}`),
    ...(project.source.Type === 'CODEPIPELINE' ? ['its pipeline'] : []),
  ];
  return [...new Set(starts)].map(plainText);
}

function webhookStarts({ hasWebhook, filterGroups }: BuildProject): string[] {
  if (!hasWebhook) return [];
  return filterGroups.length === 0 ? ['every push and pull request'] : filterGroups.map(groupStart);
}

/** The words for the events of a webhook. Other events are shown by their own name. */
const eventWords: Readonly<Record<string, string>> = {
  PUSH: 'a push',
  PULL_REQUEST_CREATED: 'a pull request',
  PULL_REQUEST_UPDATED: 'a pull request',
  PULL_REQUEST_REOPENED: 'a pull request',
  PULL_REQUEST_MERGED: 'a merge',
};

/** The words for the other filters of a webhook than its events. */
const filterWords: Readonly<Record<string, (pattern: string) => string>> = {
  HEAD_REF: (pattern) => `from ${refWords(pattern)}`,
  BASE_REF: (pattern) => `to ${refWords(pattern)}`,
  FILE_PATH: () => 'that changes some paths',
  ACTOR_ACCOUNT_ID: () => 'by some users',
};

function groupStart(group: readonly WebhookFilter[]): string {
  const events = [...new Set(eventsOf(group).map((event) => eventWords[event] ?? event))];
  const others = group.filter(({ type }) => type !== 'EVENT');
  const isPush = eventsOf(group).includes('PUSH');
  const words = others.map(({ type, pattern, excludes }) => {
    const text =
      isPush && type === 'HEAD_REF'
        ? `to ${refWords(pattern)}`
        : (filterWords[type]?.(pattern) ?? `with ${type} ${pattern}`);
    return excludes ? `but not ${text}` : text;
  });
  return [listed(events, 'or') || 'every event', ...words].join(' ');
}

/** The branch or tag of a regular expression that matches one ref. Any other expression is shown as it is. */
function refWords(pattern: string): string {
  const [, kind, name = ''] = /^\^refs\/(heads|tags)\/((?:[\w/-]|\\.)+)\$$/.exec(pattern) ?? [];
  if (kind === undefined) return pattern;
  return `${kind === 'heads' ? 'branch' : 'tag'} ${name.replace(/\\(.)/g, '$1')}`;
}

function targets({ properties }: GraphResource, { resource, name }: BuildProject): boolean {
  const { Targets: list } = properties;
  const arns = isList(list) ? list.flatMap((target) => (isMapping(target) ? textsIn(target.Arn) : [])) : [];
  return arns
    .map(plainText)
    .some((arn) => arn.endsWith(`:project/${name}`) || arn.endsWith(`${resource.source.logicalId}}`));
}

/** Whether the definition of a state machine names the project. */
function names({ DefinitionString: definition }: GraphResource['properties'], { name }: BuildProject): boolean {
  return typeof definition === 'string' && definition.includes(`"${name}"`);
}

function ruleStart({ properties, source: { logicalId } }: GraphResource): string {
  const { ScheduleExpression: schedule, EventPattern: pattern } = properties;
  if (typeof schedule === 'string') return `the schedule ${schedule}`;
  const { source, detail } = isMapping(pattern) ? pattern : {};
  const { referenceFullName: refs, object } = isMapping(detail) ? detail : {};
  const keys = isMapping(object) ? textsIn(object.key) : [];
  const [from] = textsIn(source);
  if (from === 'aws.codecommit') return `a push to ${listed(textsIn(refs).map(plainRef), 'or') || 'any ref'}`;
  if (from === 'aws.s3' && keys.length > 0) return `an upload of ${listed(keys, 'or')}`;
  return `events of rule ${logicalId}`;
}

function plainRef(ref: string): string {
  return ref.replace(/^refs\/heads\//, 'branch ').replace(/^refs\/tags\//, 'tag ');
}

import { isMapping } from '../../private/values/mapping';
import {
  type BuildProject,
  eventsOf,
  type GraphResource,
  hasUnresolved,
  isList,
  plainText,
  shownText,
  type TemplateGraph,
  textsIn,
  type WebhookFilter,
} from '../../review/index';
import { listed } from './who';

/** The starts of a build, in words. One that only some cases of its conditions have is named with its conditions. */
export function startsOfCases(cases: readonly BuildProject[], graph: TemplateGraph): string[] {
  const all = cases.map((project) => ({ when: project.resource.when, starts: buildStarts(project, graph) }));
  const isAlways = (start: string) => all.every(({ starts }) => starts.includes(start));
  const texts = all.flatMap(({ when, starts }) =>
    starts.map((start) =>
      isAlways(start) ? start : `${start} if template condition ${plainText(when.join(' and '))}`,
    ),
  );
  return [...new Set(texts)];
}

/** The webhooks, event rules, schedules and state machines of the templates that start a build, in words. */
function buildStarts(project: BuildProject, { resources }: TemplateGraph): string[] {
  const { account, region } = project.resource.env;
  const nearby = resources.filter(
    ({ env, properties }) => env.account === account && env.region === region && properties.State !== 'DISABLED',
  );
  const starts = [
    ...webhookStarts(project),
    ...nearby.filter((one) => one.type === 'AWS::Events::Rule' && targets(one, project)).map(ruleStart),
    ...nearby
      .filter(
        ({ type, properties: { Target: target } }) => type === 'AWS::Scheduler::Schedule' && isTarget(target, project),
      )
      .map(({ properties: { ScheduleExpression: schedule } }) => `the schedule ${textsIn(schedule).join('')}`),
    ...nearby
      .filter(({ type, properties }) => type === 'AWS::StepFunctions::StateMachine' && names(properties, project))
      .map(({ source }) => `state machine ${source.logicalId}`),
    ...(project.source.Type === 'CODEPIPELINE' ? ['its pipeline'] : []),
  ];
  return [...new Set(starts)].map(plainText);
}

function webhookStarts({ hasWebhook, triggers, filterGroups }: BuildProject): string[] {
  if (typeof triggers.Webhook === 'string' && hasUnresolved(triggers.Webhook))
    return ['a webhook, if it has one (unknown until deployment)'];
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
  if (group.length === 0) return 'events that are unknown until deployment';
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
  return [listed(events, 'or') || 'some events', ...words].join(' ');
}

/** The branch or tag of a regular expression that matches one ref. Any other expression is shown as it is. */
function refWords(pattern: string): string {
  const [, kind, name = ''] = /^\^refs\/(heads|tags)\/((?:[\w/-]|\\.)+)\$$/.exec(pattern) ?? [];
  if (kind === undefined) return pattern;
  return `${kind === 'heads' ? 'branch' : 'tag'} ${name.replace(/\\(.)/g, '$1')}`;
}

function targets({ properties: { Targets: list } }: GraphResource, project: BuildProject): boolean {
  return isList(list) && list.some((target) => isTarget(target, project));
}

/** Whether a target of a rule or of a schedule is the project, or an API call with its name. */
function isTarget(target: unknown, { resource, name }: BuildProject): boolean {
  const { Arn: arn, Input: input } = isMapping(target) ? target : {};
  return (
    textsIn(arn)
      .map(plainText)
      .some((text) => text.endsWith(`:project/${name}`) || text.endsWith(`${resource.source.logicalId}}`)) ||
    (textsIn(arn).some((text) => text.endsWith(':codebuild:startBuild')) &&
      textsIn(input).some((text) => namesProject(text, { resource, name })))
  );
}

/** Whether the definition of a state machine names the project. */
function names({ DefinitionString: definition }: GraphResource['properties'], project: BuildProject): boolean {
  return typeof definition === 'string' && namesProject(definition, project);
}

/** Whether a JSON text has the name of the project, or refers to it in its template. */
function namesProject(text: string, { name, resource }: Pick<BuildProject, 'name' | 'resource'>): boolean {
  return text.includes(`"${name}"`) || shownText(text).includes(`.${resource.source.logicalId}}"`);
}

function ruleStart({ properties, source: { logicalId } }: GraphResource): string {
  const { ScheduleExpression: schedule, EventPattern: pattern } = properties;
  if (typeof schedule === 'string') return `the schedule ${schedule}`;
  const { source, detail } = isMapping(pattern) ? pattern : {};
  const { referenceFullName: refs, object } = isMapping(detail) ? detail : {};
  const keys = patterns(isMapping(object) ? object.key : undefined);
  const [from] = textsIn(source);
  if (from === 'aws.codecommit')
    return `a push to ${listed(patterns(refs).map(plainRef), 'or') || (refs === undefined ? 'any ref' : 'some refs')}`;
  if (from === 'aws.s3' && keys.length > 0) return `an upload of ${listed(keys, 'or')}`;
  return `events of rule ${logicalId}`;
}

/** The texts and prefixes of an event pattern. Other forms, such as `anything-but`, have no short words. */
function patterns(list: unknown): string[] {
  const items = isList(list) ? list : [];
  const texts = items.map((item) =>
    isMapping(item) ? textsIn(item.prefix).map((prefix) => `${prefix}*`) : textsIn(item),
  );
  return texts.every(({ length }) => length > 0) ? texts.flat() : [];
}

function plainRef(ref: string): string {
  return ref.replace(/^refs\/heads\//, 'branch ').replace(/^refs\/tags\//, 'tag ');
}

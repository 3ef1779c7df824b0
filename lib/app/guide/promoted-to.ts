import { isMapping, type Mapping } from '../../private/values/mapping';
import {
  entriesOf,
  type GraphResource,
  hasUnresolved,
  isList,
  plainText,
  type RepositoryNode,
  type TemplateGraph,
  textsIn,
} from '../../review/index';

/**
 * The repository, without a tag, to which `ImagePromotion` copies the tagged images that pass their scan. It is read from
 * the state machine that each push starts.
 */
export function promotedTo({ name, resource }: RepositoryNode, { resources }: TemplateGraph): string | undefined {
  if (hasUnresolved(name)) return undefined;
  const { account, region } = resource.env;
  const nearby = resources.filter(({ env }) => env.account === account && env.region === region);
  const machines = nearby.filter(({ type }) => type === 'AWS::StepFunctions::StateMachine');
  for (const rule of nearby.filter(({ type }) => type === 'AWS::Events::Rule')) {
    const prefix = matchedPart(rule, name);
    const machine = prefix === undefined ? undefined : machines.find((one) => isTarget(one, rule));
    const target = machine && targetOf(machine, name.slice(prefix?.length));
    if (target !== undefined) return plainText(target);
  }
  return undefined;
}

/** The part of the name that a rule for pushes matches: the whole name or a prefix. Undefined if it does not match. */
function matchedPart({ properties: { EventPattern: pattern } }: GraphResource, name: string): string | undefined {
  const { source, detail } = mappingOf(pattern);
  const { 'action-type': action, 'repository-name': names } = mappingOf(detail);
  if (!textsIn(source).includes('aws.ecr') || !textsIn(action).includes('PUSH') || !isList(names)) return undefined;
  const prefixes = names.flatMap((one) => textsIn(mappingOf(one).prefix));
  return textsIn(names).includes(name) ? name : prefixes.find((prefix) => name.startsWith(prefix));
}

function isTarget({ env, properties: { StateMachineName: name } }: GraphResource, rule: GraphResource): boolean {
  const arn = `arn:${env.partition}:states:${env.region}:${env.account}:stateMachine:${String(name)}`;
  const { Targets: targets } = rule.properties;
  return isList(targets) && targets.some((target) => mappingOf(target).Arn === arn);
}

/** The target in a definition: `{ host, repository }`, or a name after a prefix, which `States.Format` creates. */
function targetOf({ properties: { DefinitionString: text } }: GraphResource, rest: string): string | undefined {
  const states = entriesOf(definitionOf(text).States).map(([, state]) => mappingOf(mappingOf(state).Parameters));
  const { host, repository } = mappingOf(states.find(({ target }) => isMapping(target) && 'host' in target)?.target);
  if (typeof host !== 'string' || typeof repository !== 'string' || !hostForm.test(host)) return undefined;
  if (repository !== '') return `${host}/${repository}`;
  const formats = states.map((state) => /^States\.Format\('([^'{}]+)\{\}', /.exec(String(state['name.$']))?.[1]);
  const prefix = formats.find((one) => one !== undefined);
  return prefix === undefined || rest === '' ? undefined : `${host}/${prefix}${rest}`;
}

/** A host with a known account and Region. */
const hostForm = /^\d{12}\.dkr\.ecr\.[a-z0-9-]+\.[a-z0-9.-]+$/;

function definitionOf(text: unknown): Mapping {
  try {
    return mappingOf(JSON.parse(String(text)));
  } catch {
    return {};
  }
}

function mappingOf(value: unknown): Mapping {
  return isMapping(value) ? value : {};
}

import { type Operation, type ServiceModel, type Shape } from './service-models';

type Models = Readonly<Record<string, ServiceModel>>;
type Json = Readonly<Record<string, unknown>>;

interface Call {
  readonly name: string;
  readonly model: ServiceModel;
  readonly operation: Operation;
  readonly state: Json;
}

/** A result of a call, or a part of one. */
type Node = { readonly shape: string } | { readonly fields: Readonly<Record<string, Node>> } | { readonly each: Node };

type Step =
  | { readonly kind: 'member' | 'anywhere'; readonly name: string }
  | { readonly kind: 'element' }
  | { readonly kind: 'filter'; readonly field: readonly string[]; readonly text: string };

/** The errors of Step Functions itself. @see https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html */
const ownErrors = ['States.ALL', 'States.DataLimitExceeded', 'States.TaskFailed', 'States.Timeout'];

const pathForm = /\$(?:\.\.?\w+|\[\d+\]|\[\*\]|\.\*|\[\?\(@(?:\.\w+)+ == '[^']*'\)\])+/g;
const stepForm = /(\.\.?)(\w+)|\[(?:\d+|\*)\]|\[\?\(@((?:\.\w+)+) == '([^']*)'\)\]/g;

/** The problems of a state machine, and the number of facts that were compared with the models. */
export interface Comparison {
  readonly problems: readonly string[];
  readonly checked: Readonly<Record<'calls' | 'parameters' | 'paths' | 'errors' | 'enums', number>>;
}

/** Compares the calls of a state machine, and all that its states read of the answers, with the models of the services. */
export function compareWithModels(states: Readonly<Record<string, Json>>, models: Models): Comparison {
  const problems: string[] = [];
  const checked = { calls: 0, parameters: 0, paths: 0, errors: 0, enums: 0 };

  const compareScope = (scope: Readonly<Record<string, Json>>): void => {
    const results = new Map<string, Node>();
    for (const [name, state] of Object.entries(scope)) {
      const inner = state.ItemProcessor as { States: Record<string, Json> } | undefined;
      if (inner) compareScope(inner.States);
      if (state.Type !== 'Task') continue;
      const call = callOf(name, state);
      if (call === undefined) continue;
      checked.calls += 1;
      compareValue(call.model, call.operation.input ?? '', state.Parameters, name);
      compareErrors(call);
      const output = resultOf(call);
      if (typeof state.ResultPath === 'string' && output) results.set(state.ResultPath, output);
    }
    for (const [name, state] of Object.entries(scope)) compareReads(name, { ...state, ItemProcessor: {} }, results);
  };

  const callOf = (name: string, state: Json): Call | undefined => {
    const [, service = '', action = ''] = /:::(?:aws-sdk:)?(\w+):(\w+)/.exec(String(state.Resource)) ?? [];
    const model = models[service];
    const operation = model?.operations[pascal(action)];
    if (!model || !operation || action !== camel(pascal(action))) {
      problems.push(`${name}: ${String(state.Resource)} is no operation`);
      return undefined;
    }
    return { name, model, operation, state };
  };

  const compareValue = (model: ServiceModel, shapeName: string, value: unknown, at: string): void => {
    const shape = model.shapes[shapeName];
    if (!shape) return;
    checked.parameters += 1;
    if (shape.type === 'structure') {
      const given = Object.entries(value as Json).map(([key, one]) => [key.replace(/\.\$$/, ''), one, key] as const);
      for (const [key, one, written] of given) {
        const member = memberOf(shape, key);
        if (member === undefined) problems.push(`${at}: ${shapeName} has no member ${key}`);
        else if (!written.endsWith('.$')) compareValue(model, member, one, `${at}.${key}`);
      }
      for (const required of shape.required ?? []) {
        if (!given.some(([key]) => key === pascal(required))) problems.push(`${at}: ${pascal(required)} is required`);
      }
    } else if (shape.type === 'list') {
      if (!Array.isArray(value)) problems.push(`${at}: must be a list`);
      else for (const one of value) compareValue(model, shape.member?.shape ?? '', one, `${at}[]`);
    } else if (shape.type === 'map') {
      for (const [key, one] of Object.entries(value as Json)) {
        compareValue(model, shape.value?.shape ?? '', one, `${at}.${key}`);
      }
    } else problems.push(...literalProblems(shape, value).map((problem) => `${at}: ${problem}`));
  };

  const compareErrors = ({ name, model, operation, state }: Call): void => {
    const entries = [state.Retry ?? [], state.Catch ?? []].flat() as { ErrorEquals: string[] }[];
    for (const error of entries.flatMap(({ ErrorEquals }) => ErrorEquals)) {
      checked.errors += 1;
      const known = operation.errors.map((shape) => `${servicePrefix(model)}.${shape}`);
      if (!ownErrors.includes(error) && !known.includes(error)) problems.push(`${name}: no such error as ${error}`);
    }
  };

  const resultOf = ({ name, model, operation, state }: Call): Node | undefined => {
    if (operation.output === null || String(state.Resource).endsWith('.waitForTaskToken')) return undefined;
    const whole: Node = { shape: `${modelName(model)}:${operation.output}` };
    if (state.ResultSelector === undefined) return whole;
    const fields = Object.entries(state.ResultSelector as Record<string, string>).map(([key, path]) => {
      checked.paths += 1;
      const found = walk(whole, stepsOf(path), `${name}.ResultSelector.${key}`);
      return [key.replace(/\.\$$/, ''), { each: found ?? whole }] as const;
    });
    return { fields: Object.fromEntries(fields) };
  };

  const compareReads = (name: string, state: unknown, results: ReadonlyMap<string, Node>): void => {
    if (typeof state === 'string') {
      for (const [path] of state.matchAll(pathForm)) follow(name, path, results);
    } else if (typeof state === 'object' && state !== null) {
      const { Variable, StringEquals } = state as Json;
      if (typeof Variable === 'string' && typeof StringEquals === 'string') {
        const node = follow(name, Variable, results);
        if (node) compareEnum(node, StringEquals, name);
      }
      for (const [key, inner] of Object.entries(state)) {
        if (key !== 'ResultPath' && key !== 'ResultSelector') compareReads(name, inner, results);
      }
    }
  };

  const follow = (name: string, path: string, results: ReadonlyMap<string, Node>): Node | undefined => {
    const root = [...results.keys()].find((one) => path === one || path.startsWith(`${one}.`));
    const node = root === undefined ? undefined : results.get(root);
    if (root === undefined || node === undefined) return undefined;
    checked.paths += 1;
    return walk(node, stepsOf(path.slice(root.length)), `${name}: ${path}`);
  };

  const walk = (start: Node, steps: readonly Step[], at: string): Node | undefined => {
    let node: Node | undefined = start;
    for (const step of steps) {
      if (node === undefined) break;
      node = next(node, step, at);
    }
    return node;
  };

  const next = (node: Node, step: Step, at: string): Node | undefined => {
    const fail = (why: string): Node | undefined => {
      problems.push(`${at}: ${why}`);
      return undefined;
    };
    if ('fields' in node) {
      return step.kind === 'member' ? (node.fields[step.name] ?? fail(`no field ${step.name}`)) : fail('no list');
    }
    if ('each' in node) return step.kind === 'element' ? node.each : fail('a list');
    const [service = '', shapeName = ''] = node.shape.split(':');
    const shape = models[service]?.shapes[shapeName];
    if (!shape) return fail(`no shape ${shapeName}`);
    const inService = (name: string | undefined): Node => ({ shape: `${service}:${name ?? ''}` });
    if (step.kind === 'member' || step.kind === 'anywhere') {
      if (shape.type === 'map') {
        compareEnum(inService(shape.key?.shape), step.name, at);
        return inService(shape.value?.shape);
      }
      const member = shape.type === 'structure' ? memberOf(shape, step.name) : undefined;
      return member === undefined ? fail(`${shapeName} has no member ${step.name}`) : inService(member);
    }
    if (shape.type !== 'list') return fail(`${shapeName} is no list`);
    const element = inService(shape.member?.shape);
    if (step.kind === 'filter') {
      const field = walk(
        element,
        step.field.map((name) => ({ kind: 'member', name })),
        at,
      );
      if (field) compareEnum(field, step.text, at);
    }
    return element;
  };

  const compareEnum = (node: Node, text: string, at: string): void => {
    if (!('shape' in node)) return;
    const [service = '', name = ''] = node.shape.split(':');
    const values = models[service]?.shapes[name]?.enum;
    if (values === undefined) return;
    checked.enums += 1;
    if (!values.includes(text)) problems.push(`${at}: ${name} has no value ${text}`);
  };

  const modelName = (model: ServiceModel): string => Object.keys(models).find((name) => models[name] === model) ?? '';

  compareScope(states);
  return { problems: [...new Set(problems)], checked };
}

/** Step Functions names parameters and results in Pascal case, also if the API names them in camel case. */
function pascal(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function camel(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

/** The service in the name of an error, such as Ecr. */
function servicePrefix({ serviceId }: ServiceModel): string {
  return serviceId.charAt(0) + serviceId.slice(1).toLowerCase();
}

function memberOf(shape: Shape, name: string): string | undefined {
  const [member] = Object.keys(shape.members).filter((one) => pascal(one) === name);
  return member === undefined ? undefined : shape.members[member];
}

function stepsOf(path: string): Step[] {
  return [...path.matchAll(stepForm)].map(([, dots, name = '', field, text = '']): Step => {
    if (dots !== undefined) return { kind: dots === '..' ? 'anywhere' : 'member', name };
    return field === undefined ? { kind: 'element' } : { kind: 'filter', field: field.split('.').slice(1), text };
  });
}

function literalProblems(shape: Shape, value: unknown): string[] {
  if (typeof value === 'number') {
    const isWithin = value >= (shape.min ?? -Infinity) && value <= (shape.max ?? Infinity);
    return ['integer', 'long'].includes(shape.type) && isWithin ? [] : [`must not be ${value}`];
  }
  if (typeof value === 'boolean') return shape.type === 'boolean' ? [] : ['must not be true or false'];
  if (typeof value !== 'string' || shape.type !== 'string') return [`must be ${shape.type}`];
  const isKnown = shape.enum === undefined || shape.enum.includes(value);
  const fits = shape.pattern === undefined || new RegExp(`^(?:${shape.pattern})$`).test(value);
  return isKnown && fits ? [] : [`must not be ${value}`];
}

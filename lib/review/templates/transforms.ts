import { literal } from '../texts/symbolic-text';
import { shortText } from './short-text';
import { field, isList } from './value';

/** A macro or a loop in a template that the review cannot expand. */
export interface OpaqueTransform {
  /** The macro: "macro 'Company::Guard'". */
  readonly what: string;
  readonly why: string;
}

/** Macros of AWS that the review expands, or that change neither IAM nor ECR. */
const understood: ReadonlySet<string> = new Set([
  'AWS::LanguageExtensions',
  'AWS::Serverless-2016-10-31',
  // Adds the function that rotates a secret, and a role for this function only.
  'AWS::SecretsManager-2020-07-23',
  'AWS::SecretsManager-2024-09-16',
  // Replaces the task sets of an ECS service.
  'AWS::CodeDeployBlueGreen',
]);

/** The macros in `Transform` of a template or in `Fn::Transform` that the review cannot expand. */
export function opaqueMacros(transform: unknown): OpaqueTransform[] {
  if (transform === undefined) return [];
  if (isList(transform)) return transform.flatMap(opaqueMacros);
  const name = typeof transform === 'string' ? transform : field(transform, 'Name');
  if (typeof name === 'string' && understood.has(name)) return [];
  if (name === 'AWS::Include') return [included(field(field(transform, 'Parameters'), 'Location'))];
  return [{ what: `macro '${textOf(name)}'`, why: 'the review does not run macros' }];
}

function included(location: unknown): OpaqueTransform {
  return { what: `AWS::Include of ${textOf(location)}`, why: 'the review does not fetch what it includes' };
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return literal(value);
  const text = typeof value === 'object' && value !== null ? shortText(value, '') : undefined;
  return text === undefined ? 'a name that is known only at deploy' : literal(text);
}

/** The loops without a known collection and the macros that the review cannot expand, anywhere in a value. */
export function transformsWithin(value: unknown): OpaqueTransform[] {
  const found: OpaqueTransform[] = [];
  const seen = new Set<object>();
  const waiting: unknown[] = [value];
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (typeof next !== 'object' || next === null || seen.has(next)) continue;
    seen.add(next);
    for (const [key, item] of Object.entries(next) as [string, unknown][]) {
      if (key === 'Fn::Transform') found.push(...opaqueMacros(item));
      else if (isLoop(key)) found.push(opaqueLoop(key, item));
      else waiting.push(item);
    }
  }
  return found.reverse();
}

/** Whether a key of a mapping starts a loop. */
export function isLoop(key: string): boolean {
  return key.startsWith('Fn::ForEach::');
}

/** A loop whose items are not known. */
export function opaqueLoop(key: string, call: unknown): OpaqueTransform {
  const [, collection] = isList(call) ? call : [];
  const what = `loop '${literal(key)}'`;
  if (isList(collection) && collection.every((item) => typeof item !== 'object')) {
    return { what, why: 'the review does not expand so many items' };
  }
  const text = typeof collection === 'object' && collection !== null ? shortText(collection, '') : undefined;
  return { what, why: `the review does not know its collection${text === undefined ? '' : ` ${literal(text)}`}` };
}

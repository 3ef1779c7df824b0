import { type Assumption } from './assumptions';
import { type TemplateReader } from './template-reader';
import { field, isList } from './value';

/** A part of a template, and the assumptions under which it exists. */
export interface Branch {
  readonly raw: unknown;
  readonly assumptions: readonly Assumption[];
}

/** The items of a list, or a single value. Each branch of `Fn::If` is a separate item. */
export function branchesOf(raw: unknown, reader: TemplateReader, assumptions: readonly Assumption[]): Branch[] {
  if (raw === undefined || field(raw, 'Ref') === 'AWS::NoValue') return [];
  const all = reader.limits.canStep() ? reader.limits.deeper(() => innerBranches(raw, reader, assumptions)) : undefined;
  return all ?? [{ raw, assumptions }];
}

function innerBranches(raw: unknown, reader: TemplateReader, assumptions: readonly Assumption[]): Branch[] {
  if (isList(raw)) return raw.flatMap((item) => branchesOf(item, reader, assumptions));
  const call = field(raw, 'Fn::If');
  const [condition, then, otherwise] = isList(call) ? call : [];
  if (typeof condition !== 'string') return [{ raw, assumptions }];
  const holds = reader.assume(assumptions).decide(condition);
  if (holds !== undefined) return branchesOf(holds ? then : otherwise, reader, assumptions);
  return [
    ...branchesOf(then, reader, [...assumptions, [condition, true]]),
    ...branchesOf(otherwise, reader, [...assumptions, [condition, false]]),
  ];
}

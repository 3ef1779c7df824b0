import { type NamedPrincipal, type Statement, type StatementCondition, type TemplateSource } from './template-graph';
import { entriesOf, field, isList, scalarText, type Value } from './value';

/** A statement that cannot be read. It counts as an Allow, so that no one overlooks it. */
export function unreadableStatement(source: TemplateSource, when: readonly string[], why: string): Statement {
  return { effect: 'Allow', conditions: [], source, when, unreadable: why };
}

/** Reads a statement whose functions are evaluated. Parts that cannot be read are reported, never left out. */
export function readStatement(value: Value | undefined, source: TemplateSource, when: readonly string[]): Statement {
  if (typeof value !== 'object' || value === null || isList(value)) {
    return unreadableStatement(source, when, 'the statement is known only at deploy');
  }
  const problems: string[] = [];
  const read = <T>(name: string, reader: (raw: unknown) => T | undefined): T | undefined => {
    const raw = field(value, name);
    if (raw === undefined) return undefined;
    const result = reader(raw);
    if (result === undefined) problems.push(`its ${name} can't be read`);
    return result;
  };
  const effect = field(value, 'Effect');
  if (effect !== 'Allow' && effect !== 'Deny') problems.push("its Effect can't be read");
  const fields = {
    sid: read('Sid', (raw) => scalarText(raw as Value)),
    principals: read('Principal', readPrincipals),
    notPrincipals: read('NotPrincipal', readPrincipals),
    actions: read('Action', readTexts),
    notActions: read('NotAction', readTexts),
    resources: read('Resource', readTexts),
    notResources: read('NotResource', readTexts),
  };
  const conditions = read('Condition', readConditions) ?? [];
  if (field(value, 'Action') === undefined && field(value, 'NotAction') === undefined) {
    problems.push('it has neither Action nor NotAction');
  }
  return {
    effect: effect === 'Deny' ? 'Deny' : 'Allow',
    ...Object.fromEntries(Object.entries(fields).filter(([, one]) => one !== undefined)),
    conditions,
    source,
    when,
    ...(problems.length > 0 ? { unreadable: problems.join('; ') } : {}),
  };
}

/** A text or a list of texts. Lists inside the list, which come from conditions, are joined. */
function readTexts(raw: unknown): string[] | undefined {
  if (!isList(raw)) {
    const text = scalarText(raw as Value);
    return text === undefined ? undefined : [text];
  }
  const texts: string[] = [];
  for (const item of raw) {
    const some = readTexts(item);
    if (!some) return undefined;
    for (const text of some) texts.push(text);
  }
  return texts;
}

function readPrincipals(raw: unknown): NamedPrincipal[] | undefined {
  if (raw === '*') return [{ type: '*', value: '*' }];
  if (typeof raw !== 'object' || raw === null || isList(raw)) return undefined;
  const principals: NamedPrincipal[] = [];
  for (const [type, values] of entriesOf(raw)) {
    const texts = readTexts(values);
    if (!texts) return undefined;
    for (const value of texts) principals.push({ type, value });
  }
  return principals;
}

function readConditions(raw: unknown): StatementCondition[] | undefined {
  if (typeof raw !== 'object' || raw === null || isList(raw)) return undefined;
  const conditions: StatementCondition[] = [];
  for (const [operator, keys] of entriesOf(raw)) {
    if (typeof keys !== 'object' || keys === null || isList(keys)) return undefined;
    for (const [key, given] of entriesOf(keys)) {
      const values = readTexts(given);
      if (!values) return undefined;
      conditions.push({ operator, key, values });
    }
  }
  return conditions;
}

import { entriesOf, isList } from '../templates/value';
import { type GraphTemplate } from '../templates/template-graph';
import { canonical } from './value-difference';

/** Conditions may name each other. Deeper ones are compared by their names. */
const mostLevels = 10;

/** The definition of a condition such as `IsProd` or `not IsProd`, without the names that a template gives to conditions. */
export function definitionOf({ conditions }: GraphTemplate, condition: string): string {
  const isNegated = condition.startsWith('not ');
  const name = isNegated ? condition.slice('not '.length) : condition;
  const definition = conditions.get(name);
  const text = definition === undefined ? name : canonical(expanded(definition, conditions, mostLevels));
  return isNegated ? `not ${text}` : text;
}

function expanded(value: unknown, conditions: GraphTemplate['conditions'], levels: number): unknown {
  if (isList(value)) return value.map((one) => expanded(one, conditions, levels));
  if (typeof value !== 'object' || value === null) return value;
  const entries = entriesOf(value);
  const [[key, name] = []] = entries;
  if (levels > 0 && entries.length === 1 && key === 'Condition' && typeof name === 'string' && conditions.has(name)) {
    return expanded(conditions.get(name), conditions, levels - 1);
  }
  return Object.fromEntries(entries.map(([one, item]) => [one, expanded(item, conditions, levels)]));
}

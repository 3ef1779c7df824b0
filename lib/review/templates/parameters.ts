import { literal } from '../texts/symbolic-text';
import { field, type Value } from './value';

/** The default of a parameter, if the template shows its value. */
export function parameterDefault(parameter: unknown): Value | undefined {
  const [type, value, noEcho] = ['Type', 'Default', 'NoEcho'].map((name) => field(parameter, name));
  if (typeof type !== 'string' || type.startsWith('AWS::SSM::')) return undefined;
  if (noEcho === true || noEcho === 'true') return undefined;
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return undefined;
  const text = literal(String(value));
  return type === 'CommaDelimitedList' || type.startsWith('List<') ? text.split(',').map((one) => one.trim()) : text;
}

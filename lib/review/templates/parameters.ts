import { hasHoles, hole, literal } from '../texts/symbolic-text';
import { type Template } from './template';
import { field, type Value } from './value';

/** What CloudFormation fills in by itself. */
export function pseudoParameter(name: string, { place, prefix }: Template): string | undefined {
  if (name === 'AWS::AccountId') return place.account;
  if (name === 'AWS::Region') return place.region;
  if (name === 'AWS::Partition') return place.partition;
  if (name === 'AWS::URLSuffix') {
    if (hasHoles(place.partition)) return hole(name);
    return place.partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com';
  }
  return name.startsWith('AWS::') ? hole(`${prefix}.${name}`) : undefined;
}

/** The default of a parameter, where the template shows its value. */
export function parameterDefault(parameter: unknown): Value | undefined {
  const [type, value, noEcho] = ['Type', 'Default', 'NoEcho'].map((name) => field(parameter, name));
  if (typeof type !== 'string' || type.startsWith('AWS::SSM::')) return undefined;
  if (noEcho === true || noEcho === 'true') return undefined;
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return undefined;
  const text = literal(String(value));
  return type === 'CommaDelimitedList' || type.startsWith('List<') ? text.split(',').map((one) => one.trim()) : text;
}

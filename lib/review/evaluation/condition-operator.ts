/** The way in which one value of the request is compared with one of the policy. */
export type Comparison =
  | 'equals'
  | 'equalsIgnoreCase'
  | 'like'
  | 'arn'
  | 'number'
  | 'numberLess'
  | 'numberAtMost'
  | 'numberMore'
  | 'numberAtLeast'
  | 'date'
  | 'dateBefore'
  | 'dateAtMost'
  | 'dateAfter'
  | 'dateAtLeast'
  | 'bool'
  | 'bytes'
  | 'ip'
  | 'null';

/** The parts of a condition's operator. */
export interface ConditionOperator {
  readonly comparison: Comparison;
  /** Whether no value of the policy may match. */
  readonly negated: boolean;
  readonly ifExists: boolean;
  /** The set operator, for keys with several values. */
  readonly set?: 'any' | 'all';
}

const operators: Readonly<Record<string, readonly [Comparison, negated?: true]>> = {
  stringequals: ['equals'],
  stringnotequals: ['equals', true],
  stringequalsignorecase: ['equalsIgnoreCase'],
  stringnotequalsignorecase: ['equalsIgnoreCase', true],
  stringlike: ['like'],
  stringnotlike: ['like', true],
  arnequals: ['arn'],
  arnlike: ['arn'],
  arnnotequals: ['arn', true],
  arnnotlike: ['arn', true],
  numericequals: ['number'],
  numericnotequals: ['number', true],
  numericlessthan: ['numberLess'],
  numericlessthanequals: ['numberAtMost'],
  numericgreaterthan: ['numberMore'],
  numericgreaterthanequals: ['numberAtLeast'],
  dateequals: ['date'],
  datenotequals: ['date', true],
  datelessthan: ['dateBefore'],
  datelessthanequals: ['dateAtMost'],
  dategreaterthan: ['dateAfter'],
  dategreaterthanequals: ['dateAtLeast'],
  bool: ['bool'],
  binaryequals: ['bytes'],
  ipaddress: ['ip'],
  notipaddress: ['ip', true],
  null: ['null'],
};

/** Returns `undefined` if IAM does not know the operator. */
export function operatorOf(name: string): ConditionOperator | undefined {
  const [, set, base = '', ifExists] =
    /^(?:(forallvalues|foranyvalue):)?(.*?)(ifexists)?$/.exec(name.toLowerCase()) ?? [];
  const found = Object.hasOwn(operators, base) ? operators[base] : undefined;
  if (found === undefined) return undefined;
  const [comparison, negated = false] = found;
  const one = { comparison, negated, ifExists: ifExists !== undefined };
  return set === undefined ? one : { ...one, set: set === 'foranyvalue' ? 'any' : 'all' };
}

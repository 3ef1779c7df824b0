/**
 * The text of a resolved value, if synth knows it. CloudFormation may join it, with only the partition unresolved.
 * `undefined` if the value is known at deploy time only.
 */
export function knownText(value: unknown): string | undefined {
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  if (!isMapping(value)) return undefined;
  if (value.Ref === 'AWS::Partition') return 'aws';
  const [separator, parts] = (value['Fn::Join'] ?? []) as [unknown?, unknown?];
  if (typeof separator !== 'string' || !Array.isArray(parts)) return undefined;
  const known = parts.map(knownText);
  return known.includes(undefined) ? undefined : known.join(separator);
}

/** The parts of a resolved text that synth knows. Other parts are left out. */
export function knownParts(value: unknown): string {
  const known = knownText(value);
  if (known !== undefined || !isMapping(value)) return known ?? '';
  const [separator, parts] = (value['Fn::Join'] ?? []) as [unknown?, unknown?];
  return typeof separator === 'string' && Array.isArray(parts) ? parts.map(knownParts).join(separator) : '';
}

/** Whether CloudFormation replaces a resolved value with a text. */
export function isIntrinsic(value: unknown): boolean {
  const [key, ...others] = isMapping(value) ? Object.keys(value) : [];
  return key !== undefined && others.length === 0 && (key === 'Ref' || key.startsWith('Fn::'));
}

/** One value or several, as policies have them. */
export function listOf(value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

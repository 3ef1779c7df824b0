/**
 * What synth knows of a resolved value: a text, or one that CloudFormation joins where nothing but the partition is
 * open. `undefined` where it is known at deploy time only.
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

/** One value or several, as policies have them. */
export function listOf(value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

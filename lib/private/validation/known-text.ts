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

/** Those parts of a resolved text that synth knows, with nothing in the place of the others. */
export function knownParts(value: unknown): string {
  const known = knownText(value);
  if (known !== undefined || !isMapping(value)) return known ?? '';
  const [separator, parts] = (value['Fn::Join'] ?? []) as [unknown?, unknown?];
  return typeof separator === 'string' && Array.isArray(parts) ? parts.map(knownParts).join(separator) : '';
}

/** Whether a resolved value is what CloudFormation puts a text in the place of. */
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

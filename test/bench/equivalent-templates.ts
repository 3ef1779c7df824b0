import { type CanonicalTemplate, canonicalTemplate } from './canonical-template';

const shown = 2;
const longest = 1500;

/** The differences between `actual` and `expected` as readable text. It is empty if the two are equivalent. */
export function templateDifferences(expectedText: string, actualText: string): string[] {
  const expected = canonicalTemplate(expectedText);
  const actual = canonicalTemplate(actualText);
  const differences = [...onlyIn('missing', expected, actual), ...onlyIn('unexpected', actual, expected)];
  if (expected.rest !== actual.rest) differences.push(`outside the resources: ${expected.rest} / ${actual.rest}`);
  return differences;
}

/** Counts each resource: two equal ones on one side do not match a single one on the other. */
function onlyIn(word: string, one: CanonicalTemplate, other: CanonicalTemplate): string[] {
  const left = new Map<string, number>();
  for (const resource of other.resources) left.set(resource, (left.get(resource) ?? 0) + 1);
  const unmatched = one.resources.filter((resource) => {
    const count = left.get(resource) ?? 0;
    left.set(resource, count - 1);
    return count <= 0;
  });
  if (unmatched.length === 0) return [];
  const texts = unmatched.slice(0, shown).map((resource) => resource.slice(0, longest));
  return [`${unmatched.length} ${word}, for example\n  ${texts.join('\n  ')}`];
}

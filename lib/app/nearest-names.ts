import leven from 'leven';

/** The most names in a message. */
const most = 5;

/** The names that are most like a text. A text may be the start of a name, or of a word in it: a name may be an ARN. */
export function nearestNames(text: string, names: readonly string[]): string[] {
  const distances = names.map((name) => ({ name, distance: distanceOf(text.toLowerCase(), name.toLowerCase()) }));
  return distances
    .sort((one, other) => one.distance - other.distance)
    .slice(0, most)
    .map(({ name }) => name);
}

function distanceOf(text: string, name: string): number {
  const starts = [0, ...Array.from(name.matchAll(/[^a-z0-9]+/g), ({ 0: { length }, index }) => index + length)];
  const parts = starts.flatMap((start) => [0, 1].map((more) => name.slice(start, start + text.length + more)));
  return Math.min(...parts.map((part) => leven(text, part)));
}

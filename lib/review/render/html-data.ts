import { type ReviewedPrincipal } from '../report/review-report';
import { type AccessGroup, type AccessGroups } from './access-groups';
import { plainText } from './plain-text';
import { inlineJson } from './safe-json';

/**
 * The JSON that the page's script draws and filters by: lists of principals and repositories, the repositories without
 * access, and a row for each `data-row` of the tables, in their order.
 */
export function pageData({ repositories, outside, roles }: AccessGroups, known: readonly ReviewedPrincipal[]): string {
  const kinds = new Map(known.map((one) => [one.principal, one]));
  const groups = [...repositories, ...outside, ...roles];
  const principals = indexOf(
    groups.flatMap(({ entries }) => entries.flatMap(({ who }) => who.map(({ principal }) => principal))),
  );
  const places = new Map([
    ...placesOf(repositories),
    ...outside.flatMap(({ names }) => names.map((name) => [name, outsideFrame] as const)),
  ]);
  const names = indexOf(groups.flatMap((group) => group.names));
  const indices = (group: AccessGroup) => group.names.map((name) => names.get(name));
  return inlineJson({
    principals: Array.from(principals.keys(), (name) => {
      const { kind = 'other', account = '' } = kinds.get(name) ?? {};
      return [name, kind, account].map(plainText);
    }),
    repositories: Array.from(names.keys(), (name) => [name, places.get(name) ?? ''].map(plainText)),
    closed: groups.filter(({ entries }) => entries.length === 0).flatMap(indices),
    rows: groups.flatMap((group) =>
      group.entries.map((entry) => [
        entry.who.map(({ principal }) => principals.get(principal)),
        indices(group),
        plainText(entry.role),
        entry.operations,
        Array.from(new Set(entry.alternatives.map(({ decision }) => decision))),
      ]),
    ),
  });
}

/** The frame of the picture for repositories that no template makes. */
const outsideFrame = 'Outside these templates';

/** The accounts and Regions of each name: two places may each have a repository of the name. */
function placesOf(groups: readonly AccessGroup[]): Map<string, string> {
  const places = new Map<string, string>();
  for (const { names, place } of groups) {
    for (const name of names) {
      const known = places.get(name);
      places.set(name, known === undefined || known === place ? place : `${known}; ${place}`);
    }
  }
  return places;
}

function indexOf(texts: readonly string[]): Map<string, number> {
  const unique = Array.from(new Set(texts));
  return new Map(unique.map((text, index) => [text, index]));
}

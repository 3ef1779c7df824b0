import { type ReviewedPrincipal } from '../review-report';
import { type AccessGroup } from './access-groups';
import { plainText } from './plain-text';
import { inlineJson } from './safe-json';

/**
 * What the page's script draws and filters by, as JSON: lists of principals and repositories, which of these let nobody
 * in, and a row for each `data-row` of the tables, in their order.
 */
export function pageData(groups: readonly AccessGroup[], known: readonly ReviewedPrincipal[]): string {
  const kinds = new Map(known.map((one) => [one.principal, one]));
  const entries = groups.flatMap((group) => group.entries);
  const principals = indexOf(entries.map(({ principal }) => principal));
  const places = new Map(groups.filter((group) => group.places.length > 0).map((group) => [group.name, group.places]));
  const repositories = indexOf(groups.map(({ name }) => name));
  return inlineJson({
    principals: Array.from(principals.keys(), (name) => {
      const { kind = 'other', account = '' } = kinds.get(name) ?? {};
      return [name, kind, account].map(plainText);
    }),
    repositories: Array.from(repositories.keys(), (name) => {
      const own = places.get(name) ?? [];
      return [plainText(name), own.length === 0 ? 'elsewhere' : plainText(own.join('; '))];
    }),
    closed: groups.filter((group) => group.entries.length === 0).map(({ name }) => repositories.get(name)),
    rows: entries.map(({ principal, repository, via, operations, decision }) => [
      principals.get(principal),
      repositories.get(repository),
      plainText(via),
      operations,
      decision,
    ]),
  });
}

function indexOf(texts: readonly string[]): Map<string, number> {
  const unique = Array.from(new Set(texts));
  return new Map(unique.map((text, index) => [text, index]));
}

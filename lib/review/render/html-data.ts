import { type ReviewedPrincipal } from '../report/review-report';
import { type AccessGroup, type AccessGroups } from './access-groups';
import { type PageData, type PagePrincipal, type PageRepository, type PageRow } from './page-data';
import { plainText } from './plain-text';
import { inlineJson } from './safe-json';

/** The data of a page as JSON: each name once, and rows with indices instead of names. */
export function pageData({ repositories, outside, roles }: AccessGroups, known: readonly ReviewedPrincipal[]): string {
  const kinds = new Map(known.map((one) => [one.principal, one]));
  const groups = [...repositories, ...outside, ...roles];
  const entries = groups.flatMap((group) => group.entries);
  const principals = new Names(entries.flatMap(({ who }) => who.map(({ principal }) => principal)));
  const frames = new Map([
    ...framesOf(repositories),
    ...outside.flatMap(({ names }) => names.map((name) => [name, outsideFrame] as const)),
  ]);
  const names = new Names(groups.flatMap((group) => group.names));
  const data: PageData = {
    principals: principals.all.map((name): PagePrincipal => {
      const { kind = 'other', account = '' } = kinds.get(name) ?? {};
      return [plainText(name), plainText(kind), plainText(account)];
    }),
    repositories: names.all.map((name): PageRepository => [plainText(name), plainText(frames.get(name) ?? '')]),
    closed: groups.filter((group) => group.entries.length === 0).flatMap((group) => names.indicesOf(group.names)),
    rows: groups.flatMap((group) =>
      group.entries.map(({ who, role, operations, alternatives }): PageRow => [
        principals.indicesOf(who.map(({ principal }) => principal)),
        names.indicesOf(group.names),
        plainText(role),
        operations,
        Array.from(new Set(alternatives.map(({ decision }) => decision))),
      ]),
    ),
  };
  return inlineJson(data);
}

/** The frame of the picture for repositories that no template creates. */
const outsideFrame = 'Outside these templates';

/** The account and Region of each name, or several: the same name may be in use in several Regions. */
function framesOf(groups: readonly AccessGroup[]): Map<string, string> {
  const frames = new Map<string, string>();
  for (const { names, place } of groups) {
    for (const name of names) {
      const known = frames.get(name);
      frames.set(name, known === undefined || known === place ? place : `${known}; ${place}`);
    }
  }
  return frames;
}

/** Distinct names and their indices. */
class Names {
  private readonly indices: ReadonlyMap<string, number>;

  public constructor(names: readonly string[]) {
    this.indices = new Map([...new Set(names)].map((name, index) => [name, index]));
  }

  public get all(): string[] {
    return [...this.indices.keys()];
  }

  public indicesOf(names: readonly string[]): number[] {
    return names.flatMap((name) => this.indices.get(name) ?? []);
  }
}

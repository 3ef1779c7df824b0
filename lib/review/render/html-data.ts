import { type ReviewedPrincipal } from '../report/review-report';
import { type AccessEntry } from './access-entries';
import { type AccessGroup } from './access-groups';
import {
  type AccessChangeKind,
  type PageData,
  type PagePrincipal,
  type PageRepository,
  type PageRow,
} from './page-data';
import { plainText } from './plain-text';
import { shownPrincipal } from './shown-principal';
import { inlineJson } from './safe-json';

/** A part of the tables of a page. */
export interface PagePart {
  readonly groups: readonly AccessGroup[];
  /** Whether no template creates the repositories. The picture has a frame for these. */
  readonly isOutside?: boolean;
  /** Set in a comparison alone. */
  readonly change?: AccessChangeKind;
}

/**
 * The data of a page as JSON: each name once, and rows with indices instead of names.
 *
 * @param parts the parts in the order of the tables.
 */
export function pageData(parts: readonly PagePart[], known: readonly ReviewedPrincipal[]): string {
  const kinds = new Map(known.map((one) => [one.principal, one]));
  const groups = parts.flatMap((part) => part.groups);
  const principals = new Names(groups.flatMap(({ entries }) => entries.flatMap((entry) => principalsOf(entry, kinds))));
  const frames = framesOf(parts);
  const names = new Names(groups.flatMap((group) => group.names));
  const data: PageData = {
    principals: principals.all.map((key) => JSON.parse(key) as PagePrincipal),
    repositories: names.all.map((name): PageRepository => [plainText(name), plainText(frames.get(name) ?? '')]),
    closed: groups.filter((group) => group.entries.length === 0).flatMap((group) => names.indicesOf(group.names)),
    rows: parts.flatMap((part) =>
      part.groups.flatMap((group) => group.entries.map((entry) => rowOf(entry, group, part))),
    ),
  };
  return inlineJson(data);

  function rowOf(entry: AccessEntry, group: AccessGroup, { change }: PagePart): PageRow {
    const row = [
      principals.indicesOf(principalsOf(entry, kinds)),
      names.indicesOf(group.names),
      plainText(entry.role),
      entry.operations,
      Array.from(new Set(entry.alternatives.map(({ decision }) => decision))),
    ] as const;
    return change === undefined ? row : [...row, change];
  }
}

/** The principals of an entry, as JSON: `*` may be anyone in one entry and an organization in another. */
function principalsOf(entry: AccessEntry, kinds: ReadonlyMap<string, ReviewedPrincipal>): string[] {
  return entry.who.map(({ principal }) => {
    const known = kinds.get(principal);
    const { name, kind } = shownPrincipal(principal, entry, known?.kind ?? 'other');
    const account = principal === '*' && kind === 'account' ? name : (known?.account ?? '');
    return JSON.stringify([plainText(name), plainText(kind), plainText(account)] satisfies PagePrincipal);
  });
}

/** The frame of the picture for repositories that no template creates. */
const outsideFrame = 'Outside these templates';

/** The account and Region of each name, or several: the same name may be in use in several Regions. */
function framesOf(parts: readonly PagePart[]): Map<string, string> {
  const frames = new Map<string, string>();
  for (const { groups, isOutside = false } of parts) {
    for (const { names, place: own } of groups) {
      const place = isOutside ? outsideFrame : own;
      for (const name of names) {
        const known = frames.get(name);
        frames.set(name, known === undefined || known === place ? place : `${known}; ${place}`);
      }
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

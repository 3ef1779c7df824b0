import { matchesResourceArn } from '../evaluation/resource-match';
import { type RepositoryNode } from '../templates/template-graph';
import { type RepositoryGroup, repositoryGroups } from './repository-groups';
import { hasUnresolved } from '../texts/symbolic-text';
import { arnParts } from '../texts/arn';
import { type Answer, matchesPattern } from '../texts/wildcard-match';

/** A repository that a pattern of a policy matches, surely or perhaps. */
type Match = readonly [RepositoryNode, Exclude<Answer, 'no'>];

type Matches = ReadonlyMap<RepositoryNode, Exclude<Answer, 'no'>>;

/** Repositories of one account and Region, by their names. */
interface Neighbours {
  /** Their ARNs up to the name. */
  readonly start: string;
  readonly byName: readonly (readonly [name: string, repository: RepositoryNode])[];
}

/**
 * Finds the repositories that a pattern matches, once for each pattern. It matches an account and Region once for all
 * their repositories, and only the names with the same start as the pattern.
 */
export class RepositoryIndex {
  private readonly neighbours: readonly Neighbours[];
  private readonly others: readonly RepositoryNode[];
  private readonly known = new Map<string, Matches>();
  public readonly groups: readonly RepositoryGroup[];
  public readonly groupSet: ReadonlySet<RepositoryGroup>;
  private readonly groupsByRepository: ReadonlyMap<RepositoryNode, RepositoryGroup>;
  private readonly uniform = new Map<Matches, boolean>();
  private readonly arns: ReadonlySet<string>;
  private readonly order: ReadonlyMap<RepositoryNode, number>;

  public constructor(public readonly repositories: readonly RepositoryNode[]) {
    this.order = new Map(repositories.map((repository, index) => [repository, index]));
    this.groups = repositoryGroups(repositories);
    this.groupSet = new Set(this.groups);
    this.groupsByRepository = new Map(
      this.groups.flatMap((group) => group.repositories.map((repository) => [repository, group] as const)),
    );
    this.arns = new Set(repositories.map(({ arn }) => arn));
    const starts = new Map<string, [string, RepositoryNode][]>();
    const others: RepositoryNode[] = [];
    for (const repository of repositories) {
      const [start, name] = splitArn(repository.arn);
      if (name === undefined || hasUnresolved(name)) {
        others.push(repository);
        continue;
      }
      const some = starts.get(start) ?? [];
      starts.set(start, some);
      some.push([name, repository]);
    }
    this.others = others;
    this.neighbours = Array.from(starts, ([start, byName]) => ({ start, byName: byName.sort(byText) }));
  }

  /** @param pattern an ARN or pattern with its policy variables filled in. */
  public matching(pattern: string): Matches {
    const found = this.known.get(pattern) ?? this.find(pattern);
    this.known.set(pattern, found);
    return found;
  }

  public has(arn: string): boolean {
    return this.arns.has(arn);
  }

  public groupOf(repository: RepositoryNode): RepositoryGroup {
    const group = this.groupsByRepository.get(repository);
    if (!group) throw new Error(`the index must hold the repository ${repository.arn}`);
    return group;
  }

  /** One list of the repositories of several lists, in the order of the templates. */
  public inOrder(lists: readonly (readonly RepositoryNode[])[]): readonly RepositoryNode[] {
    const [only = [], ...others] = lists;
    if (others.length === 0) return only;
    const all = lists.flat();
    if (all.length === this.repositories.length) return this.repositories;
    return all.sort((one, other) => this.placeOf(one) - this.placeOf(other));
  }

  private placeOf(repository: RepositoryNode): number {
    return this.order.get(repository) ?? 0;
  }

  /** Whether a pattern surely matches all repositories, or perhaps matches all of them. */
  public matchesAllAlike(pattern: string): boolean {
    if (pattern === '*') return true;
    const found = this.matching(pattern);
    const known = this.uniform.get(found) ?? isUniform(found, this.repositories.length);
    this.uniform.set(found, known);
    return known;
  }

  private find(pattern: string): Matches {
    const found: Match[] = [];
    const ask = (repository: RepositoryNode): void => {
      const answer = matchesResourceArn(pattern, repository.arn);
      if (answer !== 'no') found.push([repository, answer]);
    };
    const [start, name] = splitArn(pattern);
    if (name === undefined) for (const repository of this.repositories) ask(repository);
    else {
      for (const some of this.neighbours) found.push(...matchingNames(some, start, name));
      for (const repository of this.others) ask(repository);
    }
    return new Map(found.sort(([one], [other]) => this.placeOf(one) - this.placeOf(other)));
  }
}

function isUniform(matches: Matches, all: number): boolean {
  if (matches.size !== all) return false;
  return new Set(matches.values()).size === 1;
}

/**
 * Splits an ARN at its resource. Names of repositories have no colon, so a pattern with five colons matches part by part.
 * In a pattern with fewer colons, a `*` matches several parts. Such a pattern has no name.
 */
function splitArn(arn: string): readonly [start: string, name: string | undefined] {
  const parts = arnParts(arn);
  const [name = ''] = parts.slice(5);
  if (parts.length !== 6 || name.includes(':')) return [arn, undefined];
  return [parts.slice(0, 5).join(':'), name];
}

function matchingNames({ start, byName }: Neighbours, ofPattern: string, pattern: string): Match[] {
  const here = matchesPattern(ofPattern, start);
  if (here === 'no') return [];
  const fixed = /^[^*?$\u{E000}]*/u.exec(pattern)?.[0] ?? '';
  const found: Match[] = [];
  for (let index = firstFrom(byName, fixed); index < byName.length; index += 1) {
    const [name, repository] = byName[index] ?? ['', undefined];
    if (repository === undefined || !name.startsWith(fixed)) break;
    const answer = matchesPattern(pattern, name);
    if (answer !== 'no') found.push([repository, here === 'yes' ? answer : here]);
  }
  return found;
}

/** The index of the first name that does not sort before a text. */
function firstFrom(byName: Neighbours['byName'], text: string): number {
  let [low, high] = [0, byName.length];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if ((byName[middle]?.[0] ?? '') < text) low = middle + 1;
    else high = middle;
  }
  return low;
}

function byText([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

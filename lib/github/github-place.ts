/** What a workflow runs for: the part of a subject behind the repository. */
export interface GitHubPlace {
  readonly kind: 'branch' | 'tag' | 'environment' | 'pull request';

  /** Its short name, or a pattern for several. */
  readonly name: string;

  readonly isPattern?: boolean;
}

/** The full name of a branch or tag. */
export function refOf({ kind, name }: GitHubPlace): string | undefined {
  if (kind === 'branch') return `refs/heads/${name}`;
  return kind === 'tag' ? `refs/tags/${name}` : undefined;
}

/** The place as a subject has it. */
export function contextOf(place: GitHubPlace): string {
  const { kind, name } = place;
  if (kind === 'environment') return `environment:${name.replaceAll(':', '%3A')}`;
  return kind === 'pull request' ? 'pull_request' : `ref:${refOf(place) ?? ''}`;
}

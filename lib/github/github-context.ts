/** The part of a subject after the repository: the branch, the tag, the environment or the pull requests of a run. */
export interface GitHubContext {
  readonly kind: 'branch' | 'tag' | 'environment' | 'pull request';

  /** Its short name, or a pattern of names. */
  readonly name: string;

  readonly isPattern?: boolean;
}

/** The full Git ref of a branch or tag. */
export function refOf({ kind, name }: GitHubContext): string | undefined {
  if (kind === 'branch') return `refs/heads/${name}`;
  return kind === 'tag' ? `refs/tags/${name}` : undefined;
}

/** The context as it is written in a subject. */
export function contextOf(context: GitHubContext): string {
  const { kind, name } = context;
  if (kind === 'environment') return `environment:${name.replaceAll(':', '%3A')}`;
  return kind === 'pull request' ? 'pull_request' : `ref:${refOf(context) ?? ''}`;
}

const kinds = ['github', 'githubEnterprise', 'gitlab', 'codeCommit', 's3'] as const;

type Kind = (typeof kinds)[number];

const connected: readonly Kind[] = ['github', 'githubEnterprise', 'gitlab'];
const withWebhook: readonly Kind[] = ['github', 'gitlab'];
const withPushes: readonly Kind[] = ['github', 'gitlab', 'codeCommit'];
const withHistory: readonly Kind[] = ['github', 'githubEnterprise', 'gitlab', 'codeCommit'];

/** Which kinds of source each other key goes with. */
const goesWith: Readonly<Record<string, readonly Kind[]>> = {
  connectionArn: connected,
  host: ['githubEnterprise', 'gitlab'],
  branch: ['codeCommit'],
  branches: withPushes,
  tags: withPushes,
  tagPatterns: withWebhook,
  actorIds: withWebhook,
  paths: withWebhook,
  fetchDepth: withHistory,
  fetchSubmodules: withHistory,
  reportBuildStatus: connected,
};

interface SourceProblem {
  readonly key?: string;
  readonly problem: string;
}

/** What of a source does not go together; the fields themselves are judged elsewhere. */
export function buildSourceProblems(source: Readonly<Record<string, unknown>>): SourceProblem[] {
  const has = (key: string) => source[key] !== undefined;
  const [kind, ...others] = kinds.filter(has);
  if (kind === undefined || others.length > 0) {
    const given = kinds.filter(has).join(' and ') || 'none';
    return [{ problem: `must hold exactly one of ${kinds.join(', ')}, got ${given}` }];
  }
  return [...missing(kind, has), ...misplaced(kind, has), ...alone(has)];
}

function missing(kind: Kind, has: (key: string) => boolean): SourceProblem[] {
  const needed = [
    ...(connected.includes(kind) ? ['connectionArn'] : []),
    ...(kind === 'githubEnterprise' ? ['host'] : []),
  ];
  return needed.filter((key) => !has(key)).map((key) => ({ key, problem: `must be given with ${kind}` }));
}

function misplaced(kind: Kind, has: (key: string) => boolean): SourceProblem[] {
  return Object.entries(goesWith)
    .filter(([key, fitting]) => has(key) && !fitting.includes(kind))
    .map(([key, fitting]) => ({ key, problem: `goes with ${fitting.join(', ')} only${hint(kind, fitting)}` }));
}

function hint(kind: Kind, fitting: readonly Kind[]): string {
  return kind === 'githubEnterprise' && fitting.includes('github')
    ? '; CloudFormation makes no webhook for GitHub Enterprise: make it by `aws codebuild create-webhook`'
    : '';
}

/** Narrows what starts a build, where nothing does. */
function alone(has: (key: string) => boolean): SourceProblem[] {
  const starts = ['branches', 'tags', 'tagPatterns'].some(has);
  return [
    ...(has('actorIds') && !starts
      ? [{ key: 'actorIds', problem: 'goes with branches or tags; without them nothing starts a build' }]
      : []),
    ...(has('paths') && !has('branches')
      ? [{ key: 'paths', problem: 'goes with branches; pushes of tags change no file' }]
      : []),
  ];
}

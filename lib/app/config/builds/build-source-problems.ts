const kinds = ['github', 'githubEnterprise', 'gitlab', 'codeCommit', 's3', 'codePipeline'] as const;

type Kind = (typeof kinds)[number];

const connected: readonly Kind[] = ['github', 'githubEnterprise', 'gitlab'];
const withWebhook: readonly Kind[] = ['github', 'gitlab'];
const withPushes: readonly Kind[] = ['github', 'gitlab', 'codeCommit'];
const withHistory: readonly Kind[] = ['github', 'githubEnterprise', 'gitlab', 'codeCommit'];

/** The kinds of source that each other key is for. */
const kindsOfKey: Readonly<Record<string, readonly Kind[]>> = {
  connectionArn: connected,
  host: ['githubEnterprise', 'gitlab'],
  branch: ['codeCommit'],
  branches: [...withPushes, 'codePipeline'],
  tags: withPushes,
  tagPatterns: [...withWebhook, 'codePipeline'],
  actorIds: withWebhook,
  paths: withWebhook,
  fetchDepth: withHistory,
  fetchSubmodules: withHistory,
  reportBuildStatus: connected,
  container: ['codePipeline'],
  fullClone: ['codePipeline'],
  executionsInOrder: ['codePipeline'],
  artifactBucket: ['codePipeline'],
  artifactKey: ['codePipeline'],
};

interface SourceProblem {
  readonly key?: string;
  readonly problem: string;
}

/** The keys of a source that conflict. The schema checks the value of each key. */
export function buildSourceProblems(source: Readonly<Record<string, unknown>>): SourceProblem[] {
  const has = (key: string) => source[key] !== undefined;
  const [kind, ...others] = kinds.filter(has);
  if (kind === undefined || others.length > 0) {
    const given = kinds.filter(has).join(' and ') || 'none';
    return [{ problem: `must have exactly one of ${kinds.join(', ')}, got ${given}` }];
  }
  return [...missing(kind, has), ...misplaced(kind, has), ...alone(has), ...twoOrders(source)];
}

function missing(kind: Kind, has: (key: string) => boolean): SourceProblem[] {
  const needed = [
    ...(connected.includes(kind) ? ['connectionArn'] : []),
    ...(kind === 'githubEnterprise' ? ['host'] : []),
    ...(kind === 'codePipeline' ? ['artifactBucket'] : []),
  ];
  return needed.filter((key) => !has(key)).map((key) => ({ key, problem: `is required with ${kind}` }));
}

function misplaced(kind: Kind, has: (key: string) => boolean): SourceProblem[] {
  return Object.entries(kindsOfKey)
    .filter(([key, fitting]) => has(key) && !fitting.includes(kind))
    .map(([key, fitting]) => ({ key, problem: `is accepted only with ${fitting.join(', ')}${hint(kind, fitting)}` }));
}

function hint(kind: Kind, fitting: readonly Kind[]): string {
  return kind === 'githubEnterprise' && fitting.includes('github')
    ? '. CloudFormation cannot create a webhook for GitHub Enterprise. Create it with `aws codebuild create-webhook`.'
    : '';
}

function twoOrders({ fullClone, executionsInOrder }: Readonly<Record<string, unknown>>): SourceProblem[] {
  const both = fullClone === true && executionsInOrder === true;
  return both ? [{ key: 'executionsInOrder', problem: withClone }] : [];
}

const withClone =
  'must not be true with fullClone: true, because builds with a history compare commits. Leave one of them out.';

/** The keys that restrict what starts a build, if nothing starts one. */
function alone(has: (key: string) => boolean): SourceProblem[] {
  const starts = ['branches', 'tags', 'tagPatterns'].some(has);
  return [
    ...(has('actorIds') && !starts
      ? [{ key: 'actorIds', problem: 'requires branches or tags. Without them no push starts a build.' }]
      : []),
    ...(has('paths') && !has('branches')
      ? [{ key: 'paths', problem: 'requires branches. The push of a tag changes no file.' }]
      : []),
  ];
}

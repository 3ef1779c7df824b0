/** A policy statement, as it stands in a template. */
export interface Statement {
  readonly Effect?: string;
  readonly Principal?: unknown;
  readonly Action?: unknown;
  readonly Resource?: unknown;
  readonly Condition?: Record<string, Record<string, unknown>>;
}

/** The statements of a policy document. */
export function statementsOf(document: unknown): Statement[] {
  const { Statement: statements } = (document ?? {}) as { Statement?: Statement | Statement[] };
  return statements === undefined ? [] : [statements].flat();
}

/** Whether a statement allows an image to be pulled, or pushed. */
export function allows(statement: Statement, use: 'pull' | 'push'): boolean {
  const needed = use === 'push' ? 'ecr:PutImage' : 'ecr:GetDownloadUrlForLayer';
  return statement.Effect === 'Allow' && textsIn(statement.Action).some((action) => matches(action, needed));
}

/** In a policy, `*` stands for any characters, and upper and lower case are the same in actions. */
function matches(pattern: string, action: string): boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[.?+^$[\]\\(){}|-]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 'i').test(action);
}

/** Whom a statement names, in words; principals of the repository's own account without the account. */
export function principalsOf({ Principal: principal, Condition: condition }: Statement, ownAccount: string): string[] {
  const values = Object.values(condition ?? {}).flatMap((keys) => Object.values(keys).flatMap(textsIn));
  const { AWS: aws, Service: service } = (principal ?? {}) as { AWS?: unknown; Service?: unknown };
  if (principal === '*' || textsIn(aws).includes('*')) {
    return values.length === 0
      ? ['everybody']
      : values.map((value) => `${isOrganization(value) ? 'organization' : 'whoever has'} ${value}`);
  }
  return [
    ...[aws ?? []]
      .flat()
      .map((arn) => (typeof arn === 'string' ? principalName(arn, ownAccount) : JSON.stringify(arn))),
    ...textsIn(service).flatMap((name) => serviceNames(name, values)),
  ];
}

function isOrganization(value: string): boolean {
  return value.startsWith('o-');
}

function serviceNames(service: string, values: string[]): string[] {
  const names: Record<string, string> = { 'lambda.amazonaws.com': 'Lambda', 'codebuild.amazonaws.com': 'CodeBuild' };
  const name = names[service] ?? service;
  const accounts = values.flatMap((value) => /\d{12}/.exec(value) ?? []);
  return accounts.length === 0 ? [name] : accounts.map((account) => `${name} of ${account}`);
}

function principalName(arn: string, ownAccount: string): string {
  const [, , , , account = '', name = ''] = arn.split(':');
  if (name === 'root') return `account ${account}`;
  return account === ownAccount ? name.replace('/', ' ') : `${name.replace('/', ' ')} of ${account}`;
}

/** One text or several, as a list. */
export function textsIn(value: unknown): string[] {
  return [value].flat().filter((one): one is string => typeof one === 'string');
}

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

/** What a principal does with a repository; to read is to look at it, without any image's content. */
export type Use = 'pull' | 'push' | 'read';

const needed = { pull: 'ecr:GetDownloadUrlForLayer', push: 'ecr:PutImage', read: 'ecr:DescribeImages' };

/** Whether a statement allows a use. */
export function allows(statement: Statement, use: Use): boolean {
  return statement.Effect === 'Allow' && isAbout(statement, use);
}

/** The principals, by their ARNs, that a repository's policy alone lets push whatever other policies say. */
export function onlyPushers(statements: readonly Statement[]): string[] | undefined {
  const arns = statements
    .filter((statement) => statement.Effect === 'Deny' && isAbout(statement, 'push') && statement.Principal === '*')
    .flatMap(({ Condition }) => textsIn(Condition?.ArnNotEquals?.['aws:PrincipalArn']));
  return arns.length === 0 ? undefined : arns;
}

function isAbout(statement: Statement, use: Use): boolean {
  return textsIn(statement.Action).some((action) => matches(action, needed[use]));
}

/** In a policy, `*` stands for any characters, and upper and lower case are the same in actions. */
function matches(pattern: string, action: string): boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[.?+^$[\]\\(){}|-]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 'i').test(action);
}

/** One text or several, as a list. */
export function textsIn(value: unknown): string[] {
  return [value].flat().filter((one): one is string => typeof one === 'string');
}

import { type DeployEnvironment, hasUnresolved, isRoot, loginCondition, parseArn, plainText } from '../../review/index';
import { ciRunOf } from './ci-run-words';
import { type Mark, type Who } from './who';

/** A principal of a row of access, with the conditions of the row. */
export interface RowPrincipal {
  readonly principal: string;
  readonly conditions: readonly string[];
  readonly isUnknown: boolean;
}

/** Names the principals of a row as people do. The account of the repository is not repeated. */
export function whoOf({ principal, conditions: all, isUnknown }: RowPrincipal, env: DeployEnvironment): Who[] {
  const marks: Mark[] = [
    ...(all.some(isOtherAccounts) ? (['otherAccount'] as const) : []),
    ...(all.includes(loginCondition) ? (['login'] as const) : []),
    ...(isUnknown ? (['unknown'] as const) : []),
  ];
  const left = all.filter((text) => !isOtherAccounts(text) && text !== loginCondition);
  const { kind, plural = `${kind}s`, names, used = [], arn } = nameOf(principal, left, env);
  const conditions = left.filter((text) => !used.includes(text)).map(plainText);
  return names.map((name) => ({
    kind: plainText(kind),
    plural: plainText(plural),
    name: plainText(name),
    conditions,
    marks,
    ...(arn !== undefined && { arn: plainText(arn) }),
  }));
}

interface PrincipalName {
  readonly kind: string;
  readonly plural?: string;
  readonly names: readonly string[];
  /** The conditions that the names express. */
  readonly used?: readonly string[];
  readonly arn?: string;
}

function nameOf(principal: string, conditions: readonly string[], env: DeployEnvironment): PrincipalName {
  if (principal === '*') return everyoneName(conditions);
  const run = ciRunOf(principal);
  if (run) return { kind: run.project, plural: run.project, names: [run.run] };
  if (/^[a-z0-9.-]+\.amazonaws\./.test(principal)) return serviceName(principal, conditions, env);
  const arn = parseArn(principal);
  if (arn?.service !== 'iam' && arn?.service !== 'sts') return { kind: '', names: [principal] };
  if (isRoot(principal)) return { kind: 'account', names: [arn.account], arn: principal };
  const [, kind = '', name = arn.resource] = /^([a-z-]+)\/(?:.*\/)?([^/]+)$/.exec(arn.resource) ?? [];
  const elsewhere =
    arn.account === '' || arn.account === env.account || (env.account === '' && hasUnresolved(arn.account))
      ? ''
      : ` of account ${arn.account}`;
  return { kind: kinds[kind] ?? kind, names: [`${name}${elsewhere}`], arn: principal };
}

const kinds: Readonly<Record<string, string>> = { 'saml-provider': 'SAML provider', 'assumed-role': 'session' };

/** The conditions that say who `*` is, in the words of the evaluator, with the kind of principals that they name. */
const bounds: readonly (readonly [RegExp, string])[] = [
  [/^aws:PrincipalOrgID is (\S+(?: or \S+)*)$/i, 'organization'],
  [/^(?:some )?aws:PrincipalOrgPaths is (?:like )?(\S+(?: or \S+)*)$/i, 'organizational unit'],
  [/^aws:PrincipalAccount is (\d{12}(?: or \d{12})*)$/i, 'principals of account'],
];

function everyoneName(conditions: readonly string[]): PrincipalName {
  for (const [form, kind] of bounds) {
    for (const condition of conditions) {
      const [, values] = form.exec(condition) ?? [];
      if (values !== undefined) return { kind, names: values.split(' or '), used: [condition] };
    }
  }
  return { kind: '', names: ['anyone'] };
}

/** The services that people know by another name than that of their principal. */
const services: Readonly<Record<string, string>> = {
  codebuild: 'CodeBuild',
  ec2: 'EC2',
  'ecs-tasks': 'ECS tasks',
  eks: 'EKS',
  events: 'EventBridge',
  lambda: 'Lambda',
  sagemaker: 'SageMaker',
  states: 'Step Functions',
};

function serviceName(principal: string, conditions: readonly string[], env: DeployEnvironment): PrincipalName {
  const service = services[principal.split('.')[0] ?? ''] ?? principal;
  const accounts = valuesOf(conditions, /^aws:SourceAccount is (\d{12}(?: or \d{12})*)$/i);
  const sources = valuesOf(conditions, /^aws:SourceArn is (?:like )?(\S+(?: or \S+)*)$/i);
  const ofAccounts = sources.values.map((arn) => wholeAccount(arn, env));
  const named = [
    ...new Set(accounts.values.length > 0 ? accounts.values : ofAccounts.filter((one) => one !== undefined)),
  ];
  if (named.length === 0) return { kind: '', names: [service] };
  const isWhole = sources.values.length > 0 && ofAccounts.every((one) => one !== undefined && named.includes(one));
  return { kind: `${service} of account`, names: named, used: [...accounts.used, ...(isWhole ? sources.used : [])] };
}

function valuesOf(conditions: readonly string[], form: RegExp): { values: string[]; used: string[] } {
  const used = conditions.filter((condition) => form.test(condition));
  return { values: used.flatMap((condition) => form.exec(condition)?.[1]?.split(' or ') ?? []), used };
}

/** The account, if an ARN is all resources of a service in an account and the Region of the repository. */
function wholeAccount(text: string, { region }: DeployEnvironment): string | undefined {
  const arn = parseArn(text);
  if (!arn || (arn.region !== region && arn.region !== '*') || !/^\d{12}$/.test(arn.account)) return undefined;
  return /^(\*|[a-z]+[:/]\*)$/.test(arn.resource) ? arn.account : undefined;
}

/** Whether a condition is only that another account must agree. */
function isOtherAccounts(condition: string): boolean {
  return /account .*allows it by its own policy(, if (it|that) is another account)?$/.test(condition);
}

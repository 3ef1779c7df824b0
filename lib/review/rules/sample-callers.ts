import { type AccessRequest } from '../evaluation/access-evaluator';
import { type DeployEnvironment } from '../templates/template-graph';
import { type Arn, arnText, parseArn } from '../texts/arn';
import { hasUnresolved } from '../texts/symbolic-text';
import { exampleOf, exampleText } from './arn-example';
import { type ResourcePolicy } from './resource-policies';

/** A sample caller of a request to the evaluator. Context keys that are left out may have any value. */
export interface SampleCaller {
  readonly principal: AccessRequest['principal'];
  readonly context: Context;
}

/** Sample callers of one kind. The same question about policies with the same content has the same answer. */
export interface SampleCallers {
  readonly question: string;
  readonly callers: () => readonly SampleCaller[];
}

type Context = AccessRequest['context'];

/** More combinations of callers and context values are not evaluated. */
const mostCallers = 64;

const ownOrganization = 'o-00000000zz';
const otherOrganization = 'o-zzzzzzzzzz';

/** Principals of an account and an organization that the policy does not name. They show what anyone may do. */
export function unnamedPrincipals(policy: ResourcePolicy): SampleCallers {
  return { question: 'strangers', callers: () => unnamed(policy) };
}

function unnamed(policy: ResourcePolicy): SampleCaller[] {
  const accounts = [unnamedAccount(policy), ...examples(policy, 'aws:principalaccount')];
  return accounts.flatMap((account) => callersOf(policy, account, organizations(policy))).slice(0, mostCallers);
}

/** Principals of an account, in any organization. */
export function callersOfAccount(account: string, policy: ResourcePolicy): SampleCaller[] {
  return callersOf(policy, account, [{}]);
}

/** An account that a policy does not name. */
export function unnamedAccount({ statements, resource }: ResourcePolicy): string {
  const text = JSON.stringify([statements, resource.env.account]);
  const candidates = ['999999999999', '888888888888', '777777777777', '666666666666'];
  return candidates.find((account) => !text.includes(account)) ?? '555555555555';
}

/** Accounts in the conditions of a policy, except its own account. */
export function accountsInConditions({ statements, resource }: ResourcePolicy): string[] {
  const values = statements.flatMap(({ conditions }) => conditions.flatMap((condition) => condition.values));
  const accounts = values.map((value) => parseArn(value)?.account ?? value).filter((value) => /^\d{12}$/.test(value));
  return [...new Set(accounts)].filter((account) => account !== resource.env.account).slice(0, 10);
}

/** A service that acts for another account, and a service that does not say for which account it acts. */
export function servicesOfOtherAccounts(service: string, policy: ResourcePolicy): SampleCallers {
  return { question: `service ${service}`, callers: () => services(service, policy) };
}

function services(service: string, policy: ResourcePolicy): SampleCaller[] {
  const account = unnamedAccount(policy);
  const context = { ...owner(policy.resource.env), 'aws:principalisawsservice': ['true'] };
  return [noSource, ...sources(policy, account)].map((source) => ({
    principal: { type: 'Service', value: service, account: '' },
    context: { ...context, ...source },
  }));
}

function callersOf(policy: ResourcePolicy, account: string, memberships: readonly Context[]): SampleCaller[] {
  const contexts = combinations([
    memberships,
    names(policy, /^aws:(source(ip|vpc\w*)|vpcsourceip)$/) ? networks(policy) : [{}],
    names(policy, sourceKey) ? [noSource, ...sources(policy, account)] : [{}],
    [[`AROAZZZZZZZZZZZZZZZZZ:any`], ...examples(policy, 'aws:userid', 16).map((id) => [id])].map((id) => ({
      'aws:userid': id,
    })),
  ]);
  return principalArns(policy, account)
    .flatMap((arn) =>
      contexts.map((context) => ({
        principal: { type: 'AWS' as const, value: arn, account },
        context: {
          ...owner(policy.resource.env),
          'aws:principalisawsservice': ['false'],
          'aws:principalservicename': [],
          'aws:principalaccount': [account],
          'aws:principalarn': [arn],
          ...context,
        },
      })),
    )
    .slice(0, mostCallers);
}

function owner({ account }: DeployEnvironment): Context {
  return {
    'aws:resourceaccount': [account],
    'aws:resourceorgid': [ownOrganization],
    'aws:resourceorgpaths': [`${ownOrganization}/r-own0/`],
  };
}

/** A role of the account, and roles that match a pattern of ARNs without a fixed account. */
function principalArns(policy: ResourcePolicy, account: string): string[] {
  const like: Arn = {
    partition: policy.resource.env.partition,
    service: 'iam',
    region: '',
    account,
    resource: 'role/any',
  };
  const fitting = patterns(policy, 'aws:principalarn')
    .map((pattern) => exampleOf(pattern, like))
    .filter((arn) => parseArn(arn)?.account === account);
  return [...new Set([arnText(like), ...fitting])];
}

/** Callers in no organization, in another one, and in one whose id or path matches a pattern. */
function organizations(policy: ResourcePolicy): Context[] {
  const path = `${otherOrganization}/r-zzzz/ou-zzzz-zzzzzzzz/`;
  const member = (id: string, paths: string): Context => ({
    'aws:principalorgid': [id],
    'aws:principalorgpaths': [paths],
  });
  if (!names(policy, /^aws:principalorg/)) return [{}, member(otherOrganization, path)];
  return [
    { 'aws:principalorgid': [], 'aws:principalorgpaths': [] },
    member(otherOrganization, path),
    ...examples(policy, 'aws:principalorgid').map((id) => member(id, path)),
    ...patterns(policy, 'aws:principalorgpaths')
      .filter((pattern) => /^[^/]*[*?]/.test(pattern))
      .map((pattern) => member(otherOrganization, exampleText(pattern))),
  ];
}

/** A request from the internet, and one through a VPC. */
function networks(policy: ResourcePolicy): Context[] {
  const none = { 'aws:sourcevpc': [], 'aws:sourcevpce': [], 'aws:sourcevpcarn': [], 'aws:vpcsourceip': [] };
  const vpcs = (key: string, base: string) => [base, ...examples(policy, key)].map((id) => ({ [key]: [id] }));
  return [
    { ...none, 'aws:sourceip': ['45.13.201.77'] },
    ...combinations([
      [{ 'aws:sourceip': [], 'aws:sourcevpcarn': ['arn:aws:ec2:us-east-1:999999999999:vpc/vpc-0zzzzzzz'] }],
      vpcs('aws:sourcevpc', 'vpc-0zzzzzzz'),
      vpcs('aws:sourcevpce', 'vpce-0zzzzzzz'),
      [{ 'aws:vpcsourceip': ['10.211.77.9'] }],
    ]),
  ];
}

const sourceKey = /^aws:source(arn|account|owner|orgid|orgpaths)$/;

const noSource: Context = {
  'aws:sourcearn': [],
  'aws:sourceaccount': [],
  'aws:sourceowner': [],
  'aws:sourceorgid': [],
  'aws:sourceorgpaths': [],
};

/** Requests on behalf of a resource in the account. */
function sources(policy: ResourcePolicy, account: string): Context[] {
  const { partition, region } = policy.resource.env;
  const like: Arn = { partition, service: 'lambda', region, account, resource: 'function:any' };
  const arns = [
    arnText(like),
    ...patterns(policy, 'aws:sourcearn')
      .map((pattern) => ({ pattern, example: exampleOf(pattern, like) }))
      .filter(({ pattern, example }) => isOf(account, parseArn(example)?.account, pattern))
      .map(({ example }) => example),
  ];
  const rest = (id: string, organization: string): Context => ({
    'aws:sourceaccount': [id],
    'aws:sourceowner': [id],
    'aws:sourceorgid': [organization],
    'aws:sourceorgpaths': [`${organization}/r-zzzz/ou-zzzz-zzzzzzzz/`],
  });
  return combinations([
    [...new Set(arns)].map((arn) => ({ 'aws:sourcearn': [arn] })),
    [
      rest(account, otherOrganization),
      ...examples(policy, 'aws:sourceaccount').map((id) => rest(id, otherOrganization)),
      ...examples(policy, 'aws:sourceorgid').map((id) => rest(account, id)),
    ],
  ]);
}

/**
 * Whether an ARN may belong to an account. The ARN of a bucket has no account, but its name identifies one bucket
 * unless it starts with a wildcard.
 */
function isOf(account: string, named: string | undefined, pattern: string): boolean {
  if (named !== '') return named === account;
  return !/^[^*?]{3}/.test(parseArn(pattern)?.resource ?? '*');
}

function names({ statements }: ResourcePolicy, key: RegExp): boolean {
  return statements.some(({ conditions }) => conditions.some((one) => key.test(one.key.toLowerCase())));
}

/** The values of a key that have wildcards. */
function patterns({ statements }: ResourcePolicy, key: string): string[] {
  const values = statements.flatMap(({ conditions }) =>
    conditions.filter((one) => one.key.toLowerCase() === key).flatMap((one) => one.values),
  );
  return [...new Set(values)].filter((value) => /[*?]/.test(value.replace(/\$\{[*?$]\}/g, ''))).slice(0, 8);
}

/**
 * Texts that match the patterns of a key. Patterns that start with at least `enough` plain characters are left out,
 * because they identify one value.
 */
function examples(policy: ResourcePolicy, key: string, enough = Infinity): string[] {
  return patterns(policy, key)
    .filter((pattern) => pattern.search(/[*?]/) < enough && !hasUnresolved(pattern))
    .map(exampleText);
}

/** Merges one context of each list, in all combinations. */
function combinations(lists: readonly (readonly Context[])[]): Context[] {
  return lists.reduce<Context[]>(
    (sofar, list) => sofar.flatMap((one) => list.map((other) => ({ ...one, ...other }))).slice(0, mostCallers),
    [{}],
  );
}

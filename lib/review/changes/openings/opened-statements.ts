import { quotedList, shown } from '../../rules/shown';
import { type NamedPrincipal, type Statement } from '../../templates/template-graph';
import { parseArn } from '../../texts/arn';
import { type FoundChange } from '../change-kind';
import { capital } from '../change-words';
import { type Comparison } from '../comparison';
import { type Policies, policiesText, type PolicyPair, policyPairs } from '../policies/policy-pairs';
import { contentOf, includesStatement, perAction, perPrincipal, unique } from '../policies/statement-parts';
import { lostConditionsOf } from '../protections/lost-statements';

/** New Allow statements in policies whose access no row shows: those of keys, buckets, event buses and the like. */
export function openedStatements(comparison: Comparison): FoundChange[] {
  return policyPairs(comparison)
    .filter(({ are }) => !are.isInRows)
    .flatMap(openedPolicy);
}

function openedPolicy({ were, are }: PolicyPair): FoundChange[] {
  const old = were.statements.filter(isAllow);
  const known = new Set([...old, ...lostConditionsOf(were, are).map(({ after }) => after)].map(contentOf));
  const fresh = unique(are.statements.filter(isAllow), contentOf).filter((one) => !known.has(contentOf(one)));
  return fresh.flatMap((statement) => {
    if (statement.unreadable !== undefined) return [unknownStatement(statement, are)];
    const parts = perAction(statement)
      .flatMap(perPrincipal)
      .filter((part) => !old.some((one) => includesStatement(one, part)) && !isOwnService(part, are));
    return parts.length === 0 ? [] : [openedStatement(statement, parts, are)];
  });
}

function isAllow({ effect }: Statement): boolean {
  return effect === 'Allow';
}

/** Whether only a service may do it, for the account of the resource or for something in it, such as a log group. */
function isOwnService({ principals = [], conditions }: Statement, { resource: { env } }: Policies): boolean {
  const isBound = conditions.some(({ operator, key, values }) => {
    if (!/^(string|arn)(equals|like)$/i.test(operator) || values.length === 0) return false;
    const accounts = values.map((value) => parseArn(value)?.account ?? (/account$/i.test(key) ? value : ''));
    return accounts.every((one) => one === env.account);
  });
  return isBound && principals.every(({ type }) => type === 'Service');
}

function openedStatement(statement: Statement, parts: readonly Statement[], are: Policies): FoundChange {
  const principals = [...new Set(parts.flatMap((part) => part.principals ?? []).map(principalText))];
  const actions = [...new Set(parts.flatMap((part) => part.actions ?? []))];
  const allowed = actions.length === 0 ? allBut('actions', statement.notActions) : listOf(actions, quotedList);
  const who = principals.length === 0 ? whoText(statement) : listOf(principals, (list) => list.join(' and '));
  const keys = [...new Set(statement.conditions.map(({ key }) => key))];
  const limit = keys.length === 0 ? '' : `, with conditions for ${quotedList(keys)}`;
  const when = statement.when.length === 0 ? '' : ` if ${statement.when.map(shown).join(' and ')}`;
  return {
    kind: 'opened',
    what: `${capital(policiesText(are))} is opened: its policy now allows ${allowed} to ${who}${limit}${when}`,
    why: `No statement allowed this before.${consequences[are.word] ?? ''}`,
    fix: 'Remove the statement, or say in the pull request who needs it and why.',
    source: are.resource.source,
    rank: are.rank,
  };
}

/** The consequence of access to a resource, by its word. */
const consequences: Readonly<Record<string, string>> = {
  'KMS key': ' Who may decrypt with a key can read what it encrypts, such as images, logs and secrets.',
  bucket: ' Builds and pipelines keep their artifacts, caches and sources in buckets.',
  queue: ' Messages of a queue have the details of events, and may start builds.',
  topic: ' A message to a topic reaches everything that subscribes to it.',
  'event bus': ' An event on a bus may start builds, deployments and notifications.',
  'Lambda function': ' A call of a function does what its role may do.',
  'the resource policy of log groups':
    ' Who writes to a log group may hide in it what happened, and who reads it sees what builds print.',
  secret: ' A secret has credentials, such as those of an upstream registry.',
};

/** The most actions or principals in a sentence. */
const most = 5;

function listOf(items: readonly string[], join: (items: readonly string[]) => string): string {
  const more = items.length > most ? ` and ${items.length - most} more` : '';
  return `${join(items.slice(0, most))}${more}`;
}

function principalText({ type, value }: NamedPrincipal): string {
  if (value === '*') return 'anyone';
  const name = shown(value.replaceAll('\u{E000}.', '\u{E000}'));
  return type === 'Service' ? `service '${name}'` : `'${name}'`;
}

/** A policy without principals is not valid in a resource. One with NotPrincipal allows all others. */
function whoText({ notPrincipals }: Statement): string {
  return allBut(
    'principals',
    notPrincipals?.map(({ value }) => value),
  );
}

function allBut(what: string, list: readonly string[] = []): string {
  return list.length === 0 ? `all ${what}` : `all ${what} except ${listOf(list, quotedList)}`;
}

function unknownStatement({ unreadable = '' }: Statement, are: Policies): FoundChange {
  return {
    kind: 'unknown',
    what: `It is not known whether the policy of ${policiesText(are)} allows more than before`,
    why: `It changes, and the review cannot read it: ${unreadable}.`,
    fix: 'Look at the policy in a change set, such as that of `npx cdk diff`.',
    source: are.resource.source,
    rank: are.rank,
  };
}

import { type AccessRow } from './access-row';
import { type Policies, type Verdict } from '../evaluation/access-evaluator';
import { filled, filledResource } from '../evaluation/policy-variables';
import { matchesResourceArn } from '../evaluation/resource-match';
import { resourceFact } from '../evaluation/statement-match';
import { asAnyMatch, hasUnresolved, unresolved, shownText } from '../texts/symbolic-text';
import { type IdentityNode, type Statement } from '../templates/template-graph';
import { isSameText, matchesPattern } from '../texts/wildcard-match';
import { callerOf } from './identity-caller';
import { mayAllowImages } from './image-statements';
import { identityVerdict, withoutImplied } from './operation-verdict';
import { operationNeeds, type OperationNeeds } from './operations';
import { registryNeeds } from './registry-ways';
import { accountOf } from './principal-arn';
import { principalName } from './principal-name';
import { type RepositoryIndex } from './repository-index';
import { identityContext } from './request-context';
import { onlyIf, underConditions } from './verdicts';

/**
 * The access of an identity, by its own policies, to repositories that no template creates. There is a row for each ARN or
 * ARN pattern of a statement, except the ARNs of the repositories of the templates.
 */
export function outsideRows(identity: IdentityNode, index: RepositoryIndex): AccessRow[] {
  const patterns = outsidePatterns(identity, index);
  const own = new Set(identity.policies.flatMap(({ resources = [] }) => resources));
  return patterns.flatMap((pattern) => {
    const isNarrower = (resource: string): boolean =>
      (own.has(resource) || index.has(resource)) && matchesPattern(pattern, asAnyMatch(resource)) === 'yes';
    return rowsFor(identity, pattern).filter(
      ({ conditions }) => !conditions.some((text) => isOnlyOf(text, isNarrower)),
    );
  });
}

/** Whether a condition limits a row to narrower patterns, which have their own rows. */
function isOnlyOf(condition: string, isNarrower: (resource: string) => boolean): boolean {
  return condition
    .split(' or ')
    .every((text) => text.startsWith(resourceFact('')) && isNarrower(text.slice(resourceFact('').length)));
}

/** Any repository, so that a pattern of another service is none of ours. */
const anyRepository = `arn:${unresolved('AWS::Partition')}:ecr:${unresolved('AWS::Region')}:${unresolved('AWS::AccountId')}:repository/${unresolved('name')}`;

function outsidePatterns(identity: IdentityNode, index: RepositoryIndex): string[] {
  const context = identityContext(identity);
  const named = identity.policies
    .filter((statement) => statement.unreadable === undefined && mayAllowImages(statement))
    .flatMap(({ resources = ['*'] }) => resources);
  return [...new Set(named)].filter((resource) => {
    const { pattern, void: isVoid } = filledResource(resource, context);
    if (isVoid || matchesResourceArn(pattern, anyRepository) === 'no') return false;
    if (/[*?]/.test(pattern)) return true;
    return ![...index.matching(pattern).values()].includes('yes');
  });
}

const allNeeds: readonly OperationNeeds[] = [...operationNeeds, ...registryNeeds];

function rowsFor(identity: IdentityNode, resource: string): AccessRow[] {
  const owner = accountOf(filled(resource, identityContext(identity)).pattern);
  const isOwn = owner === '' || /[*?]/.test(owner) ? 'yes' : isSameText(owner, identity.account);
  const asker = askerOf(identity, resource);
  const policies = policiesOf(identity);
  const verdicts = allNeeds.map((needs) => identityVerdict(needs, asker, policies, identity.kind === 'policy'));
  const telling = withoutImplied(allNeeds, verdicts);
  return allNeeds.flatMap(({ operation, by }, number) => {
    const verdict = telling[number];
    if (verdict === undefined) return [];
    const ofOwner = isOwn === 'yes' ? verdict : ifOwnerAllows(verdict, owner, isOwn === 'maybe');
    const { decision, conditions, statements } = onlyIf(underConditions(ofOwner, identity.resource.when), [
      ...(by === undefined ? [] : [by]),
      ...(identity.onlyIf ?? []),
    ]);
    if (decision === 'denied') return [];
    return [
      {
        principal: principalName(identity),
        via: '',
        repository: resource,
        arn: resource,
        outside: true,
        operation,
        decision,
        conditions,
        source: statements[0]?.source ?? identity.resource.source,
      },
    ];
  });
}

/** A request in the identity's own account, in which its policies are enough. */
function askerOf(identity: IdentityNode, resource: string) {
  const context = identityContext(identity);
  return {
    principal: callerOf(identity),
    resource: { arn: asAnyMatch(filledResource(resource, context).pattern), account: identity.account },
    context,
  };
}

/** An unreadable statement is reported separately. Here it would create a row for every repository. */
function policiesOf({ policies, boundary }: IdentityNode): Policies {
  const identity = policies.filter(
    ({ effect, unreadable }: Statement) => effect === 'Deny' || unreadable === undefined,
  );
  return { identity, ...(boundary && { boundary }) };
}

function ifOwnerAllows(verdict: Verdict, owner: string, perhaps: boolean): Verdict {
  const { decision, conditions } = verdict;
  if (decision === 'denied' || decision === 'unknown') return verdict;
  const account = hasUnresolved(owner) ? shownText(owner) : `account ${owner}`;
  const condition = `the repository's policy in ${account} allows it`;
  return {
    ...verdict,
    decision: 'conditional',
    conditions: [...conditions, perhaps ? `${condition}, if that is another account` : condition],
  };
}

import { type AccessRequest } from './access-request';
import { matchesCondition } from './condition-match';
import { always, open } from './formula';
import { filledResource } from './policy-variables';
import { matchesResourceArn } from './resource-match';
import { hasUnresolvedAtDeploy, hasUnresolved, shownText } from '../texts/symbolic-text';
import { type Statement } from '../templates/template-graph';
import {
  allOf,
  anyOf,
  holdsWhen,
  mayHold,
  negated,
  ofAnswer,
  surely,
  surelyNot,
  type VerdictRange,
} from './verdict-range';
import { type Answer, matchesPattern } from '../texts/wildcard-match';

/** When a statement applies to a request, without its principals. */
export function matchesStatement(statement: Statement, request: AccessRequest): VerdictRange {
  const action = matchesAction(statement, request.action);
  if (action.most.kind === 'never') return surelyNot;
  const resource = matchesResource(statement, request);
  if (resource.most.kind === 'never') return surelyNot;
  const { least, most, doubts } = allOf([
    action,
    resource,
    ...statement.when.map((condition) => holdsWhen(templateCondition(condition))),
    ...statement.conditions.map((condition) => matchesCondition(condition, request.context)),
    ...(statement.unreadable === undefined ? [] : [mayHold(always, statement.unreadable)]),
  ]);
  return { least, most, doubts, statements: [statement] };
}

/** An unreadable part may have any value. */
function matchesAction({ actions, notActions, unreadable }: Statement, action: string): VerdictRange {
  const asked = action.toLowerCase();
  const matches = (patterns: readonly string[]) =>
    anyOf(
      patterns.map((pattern) =>
        ofAnswer(matchesPattern(pattern.toLowerCase(), asked), () => `whether ${shownText(pattern)} is ${action}`),
      ),
    );
  if (actions !== undefined) return matches(actions);
  if (notActions !== undefined) return negated(matches(notActions));
  return unreadable === undefined ? surelyNot : surely;
}

/** Repository policies and trust policies have no resource element. Their resource is the one that they belong to. */
function matchesResource({ resources, notResources }: Statement, request: AccessRequest): VerdictRange {
  if (resources !== undefined) return matchesOneOf(resources, request, 'no');
  // IAM does not document whether a variable without a value makes the statement void or is a plain text.
  return notResources === undefined ? surely : negated(matchesOneOf(notResources, request, 'maybe'));
}

/** The condition, in words, under which a request is about one of the resources. */
export function resourceFact(resource: string): string {
  return `the resource is ${shownText(resource)}`;
}

function matchesOneOf(
  resources: readonly string[],
  { resource: { arn }, context }: AccessRequest,
  withoutValue: Answer,
): VerdictRange {
  return anyOf(
    resources.map((resource) => {
      const value = filledResource(resource, context);
      const answer = value.void ? withoutValue : matchesResourceArn(value.pattern, arn);
      const text = resourceFact(resource);
      const isOpenRequest = value.open || hasUnresolved(arn);
      const dependsOnRequest = isOpenRequest && !hasUnresolved(resource) && !hasUnresolvedAtDeploy(arn);
      if (answer === 'maybe' && dependsOnRequest) return holdsWhen(open(text));
      return ofAnswer(answer, () => `whether ${text}`);
    }),
  );
}

/** Makes a fact of a template's condition. `IsProd` and `not IsProd` are opposites. */
function templateCondition(name: string) {
  const other = name.startsWith('not ') ? name.slice('not '.length) : `not ${name}`;
  return open(`template condition ${name}`, `template condition ${other}`);
}

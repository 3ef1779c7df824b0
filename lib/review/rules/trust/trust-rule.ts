import { type TemplateGraph } from '../../templates/template-graph';
import { reviewRule, type ReviewRule, type FoundProblem } from '../review-rule';
import { shown } from '../shown';
import { type OidcSubject, subjectsOf } from './oidc-subject';
import { type OidcTrust, oidcTrustsOf } from './oidc-trust';

interface TrustRuleProps extends Pick<ReviewRule, 'id' | 'severity' | 'title' | 'needsReviewer'> {
  readonly fix: string;
  /** Returns the problem of a trust. The sentence starts after the role's name. */
  readonly problem: (trust: OidcTrust, graph: TemplateGraph) => string | undefined;
}

/** A rule about how a role trusts an OIDC issuer. */
export function trustRule({ fix, problem, ...rule }: TrustRuleProps): ReviewRule {
  return reviewRule({ ...rule, findProblems: (graph) => lookAtTrusts(graph, fix, problem) });
}

function lookAtTrusts(graph: TemplateGraph, fix: string, problem: TrustRuleProps['problem']): FoundProblem[] {
  return oidcTrustsOf(graph).flatMap((trust) => {
    const message = problem(trust, graph);
    if (message === undefined) return [];
    return [{ source: trust.statement.source, message: `Role '${shown(trust.identity.name)}' ${message}`, fix }];
  });
}

/** The first subject of a trust that meets a condition. */
export function firstSubject(trust: OidcTrust, holds: (subject: OidcSubject) => boolean): OidcSubject | undefined {
  return subjectsOf(trust).find(holds);
}

/** The name of the issuer in messages. */
export function issuerName({ system, issuer }: OidcTrust): string {
  return system?.name ?? (issuer === undefined ? 'an OIDC issuer' : shown(issuer));
}

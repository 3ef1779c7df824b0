import { type TemplateGraph } from '../../templates/template-graph';
import { reviewRule, type ReviewRule, type FoundProblem } from '../review-rule';
import { type Severity } from '../finding';
import { quoted, shown } from '../shown';
import { type OidcSubject, subjectsOf } from './oidc-subject';
import { type OidcTrust, oidcTrustsOf } from './oidc-trust';

interface TrustRuleProps extends Pick<ReviewRule, 'id' | 'severity' | 'title' | 'needsReviewer'> {
  readonly fix: string | ((trust: OidcTrust) => string);
  /** Returns the problem of a trust. The sentence starts after the role's name. */
  readonly problem: (trust: OidcTrust, graph: TemplateGraph) => string | TrustProblem | undefined;
}

/** A problem whose severity is lower than the rule's own. */
export interface TrustProblem {
  readonly severity: Severity;
  readonly message: string;
}

/** A rule about how a role trusts an OIDC issuer. */
export function trustRule({ fix, problem, ...rule }: TrustRuleProps): ReviewRule {
  return reviewRule({ ...rule, findProblems: (graph) => lookAtTrusts(graph, fix, problem) });
}

function lookAtTrusts(
  graph: TemplateGraph,
  fix: TrustRuleProps['fix'],
  problem: TrustRuleProps['problem'],
): FoundProblem[] {
  return oidcTrustsOf(graph).flatMap((trust) => {
    const found = problem(trust, graph);
    if (found === undefined) return [];
    const { message, ...rest } = typeof found === 'string' ? { message: found } : found;
    return [
      {
        source: trust.statement.source,
        message: `Role '${shown(trust.identity.name)}' ${message}`,
        fix: typeof fix === 'string' ? fix : fix(trust),
        ...rest,
      },
    ];
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

/** A subject of the issuer, as a fix shows it. */
export function exampleOf({ system }: OidcTrust): string {
  return quoted(system?.example ?? 'repo:OWNER/REPOSITORY:ref:refs/heads/main');
}

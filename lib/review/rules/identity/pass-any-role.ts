import { type IdentityNode, type Statement, type TemplateGraph } from '../../templates/template-graph';
import { exampleOf } from '../arn-example';
import { escalationPathsOf } from '../escalation/escalation-paths';
import { pathHeadsOf } from '../escalation/path-heads';
import { everyRole } from '../every-resource';
import { type IdentityRights, rightsOf, touchesEcr } from '../identity-rights';
import { isAbout } from '../statement-actions';
import { identityRule } from './identity-rule';

const passing = 'iam:PassRole';

export const passAnyRole = identityRule({
  id: 'identity-pass-any-role',
  severity: 'warning',
  title: 'iam:PassRole for every role',
  fix: 'Name the roles in Resource, and the service by StringEquals iam:PassedToService.',
  problem: (statement, identity, graph) => {
    const resource = everyRole(statement);
    if (resource === undefined || isAdministrator(statement) || !isAbout(statement, passing)) return undefined;
    const rights = rightsOf(identity);
    // A path by a service that runs code is a separate finding.
    if (escalationPathsOf(graph).get(identity)?.passesRoles === true) return undefined;
    if (!matters(identity, graph) || !passesAny(rights, statement, resource.pattern, identity)) return undefined;
    return `lets it pass any role (${resource.words}). With a service that runs code, it becomes the most powerful role of the account.`;
  },
});

/** Roles that outsiders use first matter even if they have no access to images. */
function matters(identity: IdentityNode, graph: TemplateGraph): boolean {
  return touchesEcr(identity) || pathHeadsOf(graph).some((head) => head.identity === identity);
}

/** An administrator is a separate finding. */
function isAdministrator({ actions = [], resources = [] }: Statement): boolean {
  return actions.some((one) => /^\*+$/.test(one)) && resources.some((one) => /^\*+$/.test(one));
}

/** Whether the identity may pass a role without tags to a service, if no policy names the two. */
function passesAny(rights: IdentityRights, statement: Statement, resource: string, identity: IdentityNode): boolean {
  const like = rights.likeOf(passing);
  const arn = exampleOf(resource, like);
  const { boundary = [] } = identity;
  const keys = [...identity.policies, ...(boundary === 'unknown' ? [] : boundary)]
    .flatMap(({ conditions }) => conditions.map(({ key }) => key.toLowerCase()))
    .filter((key) => /^(aws|iam):resourcetag\//.test(key));
  const context = {
    ...Object.fromEntries(keys.map((key): [string, readonly string[]] => [key, []])),
    'iam:passedtoservice': ['any-service.amazonaws.com'],
    'iam:associatedresourcearn': ['arn:aws:any-service:any-region:999999999999:any/thing'],
  };
  return rights.allows(passing, arn, context, [statement]);
}

import { writeActions } from '../../../private/aws/ecr-actions';
import { type IdentityNode, type Statement } from '../../templates/template-graph';
import { exampleOf } from '../arn-example';
import { everyRepository } from '../every-resource';
import { rightsOf } from '../identity-rights';
import { allows } from '../statement-actions';
import { identityRule } from './identity-rule';

/** Conditions that limit the repositories. */
const repositoryKeys = /^(aws:resourcetag|ecr:resourcetag)\/|^aws:(resourceaccount|resourceorgid|resourceorgpaths)$/i;

export const pushEverywhere = identityRule({
  id: 'identity-push-everywhere',
  severity: 'warning',
  title: 'A push to every repository',
  fix: "Name the repositories in Resource. Only ecr:GetAuthorizationToken needs '*', in its own statement.",
  problem: (statement, identity) => {
    const resource = everyRepository(statement);
    // `ecr:*` and `NotAction` are separate findings.
    const isOwnFinding = statement.actions?.some((one) => /^(\*+|ecr:\*+)$/i.test(one)) ?? true;
    if (resource === undefined || (isOwnFinding && statement.resources !== undefined)) return undefined;
    if (statement.conditions.some(({ key }) => repositoryKeys.test(key))) return undefined;
    if (!pushesAnywhere(statement, resource.pattern, identity)) return undefined;
    return `lets it push to ${resource.words}. One leaked credential can replace the images of every team.`;
  },
});

/** Whether the identity may push to a repository that has no tags and that no policy names. */
function pushesAnywhere(statement: Statement, resource: string, identity: IdentityNode): boolean {
  const rights = rightsOf(identity);
  const tags = identity.policies
    .flatMap(({ conditions }) => conditions.map(({ key }) => key.toLowerCase()))
    .filter((key) => repositoryKeys.test(key) && key.includes('/'));
  const context = Object.fromEntries(tags.map((key): [string, readonly string[]] => [key, []]));
  return writeActions
    .filter((action) => allows(statement, action))
    .some((action) => rights.allows(action, exampleOf(resource, rights.likeOf(action)), context, [statement]));
}

import { quoted } from '../shown';
import { isUpload } from '../push-rights';
import { everyRepository, identityRule } from './identity-rule';

/** Conditions that say which repositories. */
const repositoryKeys = /^(aws:resourcetag|ecr:resourcetag)\/|^aws:(resourceaccount|resourceorgid|resourceorgpaths)$/i;

export const pushEverywhere = identityRule({
  id: 'identity-push-everywhere',
  severity: 'warning',
  title: 'A push to every repository',
  fix: "Name the repositories in Resource; only ecr:GetAuthorizationToken needs '*', in a statement of its own.",
  problem: (statement) => {
    const resource = everyRepository(statement);
    // `ecr:*` is a finding of its own.
    if (resource === undefined || statement.actions?.some((one) => /^(\*+|ecr:\*+)$/i.test(one))) return undefined;
    if (!isUpload(statement) || statement.notActions || bounds(statement.conditions)) return undefined;
    return `lets it push to ${quoted(resource)}: one leaked credential can replace the images of every team.`;
  },
});

function bounds(conditions: readonly { readonly key: string }[]): boolean {
  return conditions.some(({ key }) => repositoryKeys.test(key));
}

import { type IdentityNode, type Statement } from '../../templates/template-graph';
import { parseArn } from '../../texts/arn';
import { matchesPattern } from '../../texts/wildcard-match';
import { rightsOf } from '../identity-rights';
import { quoted } from '../shown';
import { identityRule } from './identity-rule';

/** The actions of ECR that neither a push nor a pull needs. */
const seriousActions = ['ecr:BatchDeleteImage', 'ecr:DeleteRepository', 'ecr:SetRepositoryPolicy'];

export const everyEcrAction = identityRule({
  id: 'identity-every-ecr-action',
  severity: 'warning',
  title: 'Everything that ECR can do',
  fix: 'List the actions that are needed: six of them for a push, three for a pull.',
  problem: (statement, identity) => {
    const action = everyActionOf(statement, identity);
    return (
      action &&
      `allows ${quoted(action)}. That includes deleting images and repositories, and giving other accounts access.`
    );
  },
});

/** The pattern for all actions, if the identity may do the serious ones by it. */
export function everyActionOf(statement: Statement, identity: IdentityNode): string | undefined {
  const { actions = [], resources } = statement;
  const action = actions.find((one) => /^ecr:\*+$/i.test(one));
  if (action === undefined || resources?.some(isAboutEcr) === false) return undefined;
  return seriousActions.some((one) => rightsOf(identity).canBy(statement, one)) ? action : undefined;
}

function isAboutEcr(resource: string): boolean {
  const { service } = parseArn(resource) ?? {};
  return service === undefined ? resource.includes('*') : matchesPattern(service, 'ecr') !== 'no';
}

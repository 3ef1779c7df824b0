import { isFromOutside } from '../from-outside';
import { rightsOf } from '../identity-rights';
import { identityRule } from './identity-rule';

/** The actions of an administrator on images, as far as no boundary or Deny forbids them. */
const someActions = ['ecr:PutImage', 'ecr:SetRepositoryPolicy', 'ecr:BatchDeleteImage'];

export const administrator = identityRule({
  id: 'identity-administrator',
  severity: 'warning',
  title: 'An identity that can do everything',
  fix: 'List the actions that are needed, unless this is intended.',
  problem: (statement, identity) => {
    const { actions = [], resources = [] } = statement;
    const isAll = actions.some((one) => /^\*+$/.test(one)) && resources.some((one) => /^\*+$/.test(one));
    if (!isAll || !someActions.some((action) => rightsOf(identity).canBy(statement, action))) return undefined;
    return `allows '*' on '*'${isFromOutside(identity) ? ', and is assumed from outside the account' : ''}. That is every image, every repository, and who has access to them.`;
  },
  // An account may have its own administrators, and CloudFormation deploys as one.
  severityFor: (identity) => (isFromOutside(identity) ? 'warning' : 'note'),
});

import { identityRule } from './identity-rule';
import { quoted } from '../shown';

export const everyEcrAction = identityRule({
  id: 'identity-every-ecr-action',
  severity: 'warning',
  title: 'Everything that ECR can do',
  fix: 'List the actions that are needed: for a push six of them, for a pull three.',
  problem: ({ actions = [], resources = [] }) => {
    const action = actions.find((one) => /^ecr:\*+$/i.test(one));
    if (action === undefined || !resources.some((one) => /^\*+$|:ecr:|:repository\//.test(one))) return undefined;
    return `allows ${quoted(action)}: also to delete images and repositories, and to let strangers in.`;
  },
});

import { customizedSubject } from './github-claims';
import { byColon, type TokenIssuer } from './token-issuer';

export const gitHub: TokenIssuer = {
  name: 'GitHub',
  kind: 'GitHub Actions',
  isCi: true,
  issuer:
    /^(token\.actions\.githubusercontent\.com(\/[\w-]+)?|token\.actions\.[\w-]+\.ghe\.com|[\w.-]+\/_services\/token)$/i,
  host: 'token.actions.githubusercontent.com',
  ownIssuer: false,
  isSelfHosted: false,
  subject: /^(repo|repository(_id|_owner|_owner_id)?|enterprise(_id)?|(job_)?workflow_ref):/,
  prefix: 'repo:',
  example: 'repo:OWNER/REPOSITORY:ref:refs/heads/main',
  words: { owner: 'owner', project: 'project' },
  audience: {
    usual: 'sts.amazonaws.com',
    others: [{ form: /^https?:\/\/github\.com\//i, tokens: 'tokens whose workflow requests no audience' }],
  },
  customized: customizedSubject,
  partsOf: byColon,
  pullRequest: {
    name: 'pull requests',
    run: 'pull_request',
    claims: { ref: ['refs/pull/1/merge'], environment: [], event_name: ['pull_request'], ref_protected: ['false'] },
  },
};

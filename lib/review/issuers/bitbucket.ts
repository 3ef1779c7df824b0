import { type TokenIssuer, openEnd } from './token-issuer';

export const bitbucket: TokenIssuer = {
  name: 'Bitbucket',
  kind: 'Bitbucket Pipelines',
  isCi: true,
  issuer: /^api\.bitbucket\.org\/2\.0\/workspaces\/[^/]+\/pipelines-config\/identity\/oidc$/i,
  host: 'api.bitbucket.org',
  ownIssuer: true,
  isSelfHosted: false,
  subject: /^\{[^}]*\}:/,
  prefix: '',
  example: '{REPOSITORY-UUID}:{STEP-UUID}',
  words: { owner: 'workspace', project: 'repository' },
  audience: { form: /^ari:cloud:bitbucket::workspace\// },
  partsOf: (rest) => {
    const [repository = '', ...run] = rest.split(':');
    return { owner: '', project: repository, run: run.length > 0 ? run.join(':') : openEnd(repository) };
  },
};

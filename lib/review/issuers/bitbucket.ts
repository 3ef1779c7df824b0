import { type TokenIssuer, openEnd } from './token-issuer';

export const bitbucket: TokenIssuer = {
  name: 'Bitbucket',
  kind: 'Bitbucket Pipelines',
  issuer: /^api\.bitbucket\.org\/2\.0\/workspaces\/[^/]+\/pipelines-config\/identity\/oidc$/i,
  host: 'api.bitbucket.org',
  ownIssuer: true,
  subject: /^\{[^}]*\}:/,
  prefix: '',
  partsOf: (rest) => {
    const [repository = '', ...run] = rest.split(':');
    return { owner: '', project: repository, run: run.length > 0 ? run.join(':') : openEnd(repository) };
  },
};

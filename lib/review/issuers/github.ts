import { byColon, type TokenIssuer } from './token-issuer';

export const gitHub: TokenIssuer = {
  name: 'GitHub',
  kind: 'GitHub Actions',
  issuer:
    /^(token\.actions\.githubusercontent\.com(\/[\w-]+)?|token\.actions\.[\w-]+\.ghe\.com|[\w.-]+\/_services\/token)$/i,
  host: 'token.actions.githubusercontent.com',
  ownIssuer: false,
  subject: /^repo:/,
  prefix: 'repo:',
  partsOf: byColon,
  pullRequest: {
    name: 'pull requests',
    run: 'pull_request',
    claims: { ref: ['refs/pull/1/merge'], environment: [], event_name: ['pull_request'], ref_protected: ['false'] },
  },
};

import { byWords, type TokenIssuer } from './token-issuer';

export const circleCi: TokenIssuer = {
  name: 'CircleCI',
  kind: 'CircleCI',
  issuer: /^oidc\.circleci\.com\/org\/[^/]+$/i,
  host: 'oidc.circleci.com',
  ownIssuer: true,
  subject: /^org\/[^/]*\/project\//,
  prefix: 'org/',
  partsOf: (rest) => byWords(rest, '/project/', '/user/'),
};

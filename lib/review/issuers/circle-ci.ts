import { byWords, type TokenIssuer } from './token-issuer';

export const circleCi: TokenIssuer = {
  name: 'CircleCI',
  kind: 'CircleCI',
  isCi: true,
  issuer: /^oidc\.circleci\.com\/org\/[^/]+$/i,
  host: 'oidc.circleci.com',
  ownIssuer: true,
  isSelfHosted: false,
  subject: /^org\/[^/]*\/project\//,
  prefix: 'org/',
  example: 'org/ORGANIZATION-ID/project/PROJECT-ID/user/*',
  words: { owner: 'owner', project: 'project' },
  audience: {},
  partsOf: (rest) => byWords(rest, '/project/', '/user/'),
};

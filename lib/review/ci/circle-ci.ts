import { byWords, type CiSystem } from './ci-system';

export const circleCi: CiSystem = {
  name: 'CircleCI',
  kind: 'CircleCI',
  issuer: /^oidc\.circleci\.com\/org\/[^/]+$/i,
  host: 'oidc.circleci.com',
  ownIssuer: true,
  subject: /^org\/[^/]*\/project\//,
  prefix: 'org/',
  partsOf: (rest) => byWords(rest, '/project/', '/user/'),
};

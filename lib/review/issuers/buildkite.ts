import { byWords, type TokenIssuer } from './token-issuer';

export const buildkite: TokenIssuer = {
  name: 'Buildkite',
  kind: 'Buildkite',
  issuer: /^agent\.buildkite\.com$/i,
  host: 'agent.buildkite.com',
  ownIssuer: false,
  subject: /^organization:.*:pipeline:/,
  prefix: 'organization:',
  partsOf: (rest) => byWords(rest, ':pipeline:', ':'),
  pullRequest: {
    name: 'pull requests',
    run: 'ref:refs/heads/any-pull-request:commit:0000000:step:any',
    claims: { build_branch: ['any-pull-request'], build_tag: [] },
  },
};

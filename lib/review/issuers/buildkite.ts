import { byWords, type TokenIssuer } from './token-issuer';

export const buildkite: TokenIssuer = {
  name: 'Buildkite',
  kind: 'Buildkite',
  isCi: true,
  issuer: /^agent\.buildkite\.com$/i,
  host: 'agent.buildkite.com',
  ownIssuer: false,
  isSelfHosted: false,
  subject: /^organization:.*:pipeline:/,
  prefix: 'organization:',
  example: 'organization:ORGANIZATION:pipeline:PIPELINE:ref:refs/heads/main:*',
  words: { owner: 'owner', project: 'project' },
  audience: {
    usual: 'sts.amazonaws.com',
    others: [{ form: /^https:\/\/buildkite\.com(\/|$)/i, tokens: 'tokens whose job requests no audience' }],
  },
  partsOf: (rest) => byWords(rest, ':pipeline:', ':'),
  pullRequest: {
    name: 'pull requests',
    run: 'ref:refs/heads/any-pull-request:commit:0000000:step:any',
    claims: { build_branch: ['any-pull-request'], build_tag: [] },
  },
};

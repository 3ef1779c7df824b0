import { byColon, type TokenIssuer } from './token-issuer';

export const gitLab: TokenIssuer = {
  name: 'GitLab',
  kind: 'GitLab',
  isCi: true,
  issuer: /^gitlab\.[\w.-]+$/i,
  host: 'gitlab.com',
  ownIssuer: false,
  isSelfHosted: true,
  subject: /^project_path:/,
  prefix: 'project_path:',
  example: 'project_path:GROUP/PROJECT:ref_type:branch:ref:main',
  words: { owner: 'owner', project: 'project' },
  audience: {},
  partsOf: byColon,
  pullRequest: {
    name: 'merge requests',
    run: 'ref_type:branch:ref:any-merge-request',
    claims: {
      ref: ['any-merge-request'],
      ref_type: ['branch'],
      ref_path: ['refs/heads/any-merge-request'],
      ref_protected: ['false'],
      environment: [],
      environment_protected: [],
      pipeline_source: ['merge_request_event'],
    },
  },
};

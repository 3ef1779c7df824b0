import { byColon, type TokenIssuer } from './token-issuer';

export const gitLab: TokenIssuer = {
  name: 'GitLab',
  kind: 'GitLab',
  issuer: /^gitlab\.[\w.-]+$/i,
  host: 'gitlab.com',
  ownIssuer: false,
  subject: /^project_path:/,
  prefix: 'project_path:',
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

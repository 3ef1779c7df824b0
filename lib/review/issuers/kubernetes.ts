import { type TokenIssuer } from './token-issuer';

/** The service accounts of a cluster: those of Amazon EKS (IRSA), and those of clusters with another issuer. */
export const kubernetes: TokenIssuer = {
  name: 'Kubernetes',
  kind: 'Kubernetes service account',
  isCi: false,
  issuer: /^oidc\.eks\.[\w-]+\.(amazonaws\.com(\.cn)?|api\.aws)\/id\/\w+$/i,
  ownIssuer: true,
  isSelfHosted: true,
  subject: /^system:serviceaccount:/,
  prefix: 'system:serviceaccount:',
  example: 'system:serviceaccount:NAMESPACE:NAME',
  words: { owner: 'cluster', group: 'namespace', project: 'service account' },
  audience: {
    usual: 'sts.amazonaws.com',
    others: [{ form: /^https:\/\/kubernetes\.default\.svc/i, tokens: "every pod's tokens for the Kubernetes API" }],
  },
  partsOf: (rest) => {
    const [namespace = '', ...name] = rest.split(':');
    const project = name.length > 0 ? name.join(':') : rest.endsWith('*') ? '*' : undefined;
    return { owner: '', group: namespace, project, run: '' };
  },
};

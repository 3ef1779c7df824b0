import { type TokenIssuer } from './token-issuer';

/** Each organization has its own issuer, with the organization's id in its address. */
export const azureDevOps: TokenIssuer = {
  name: 'Azure DevOps',
  kind: 'Azure DevOps',
  isCi: true,
  issuer: /^vstoken\.dev\.azure\.com\/[^/]+$/i,
  host: 'vstoken.dev.azure.com',
  ownIssuer: true,
  isSelfHosted: false,
  subject: /^sc:\/\//,
  prefix: 'sc://',
  example: 'sc://ORGANIZATION/PROJECT/SERVICE-CONNECTION',
  words: { owner: 'organization', group: 'project', project: 'service connection' },
  audience: { usual: 'api://AzureADTokenExchange', form: /^api:\/\/AzureADTokenExchange$/ },
  partsOf: (rest) => {
    const [owner = '', group, ...connection] = rest.split('/');
    const isOpen = rest.endsWith('*');
    const project = connection.length > 0 ? connection.join('/') : isOpen ? '*' : undefined;
    return { owner, group: group ?? (isOpen ? '*' : ''), project, run: '' };
  },
};

import { arnParts } from '../../texts/arn';
import { matchesPattern } from '../../texts/wildcard-match';
import { quoted } from '../shown';
import { type Statement } from '../../templates/template-graph';
import { identityRule } from './identity-rule';

const services = ['codeconnections', 'codestar-connections'] as const;
type Service = (typeof services)[number];

export const connectionPrefix = identityRule({
  id: 'identity-connection-prefix',
  severity: 'error',
  title: 'Actions of a connection with the prefix of the other service',
  fix: 'Give the actions the prefix that the ARN of the connection has.',
  problem: (statement, { policies }) => {
    for (const resource of statement.resources ?? []) {
      const service = services.find((one) => arnParts(resource)[2] === one);
      if (service === undefined) continue;
      const other = service === 'codeconnections' ? 'codestar-connections' : 'codeconnections';
      const action = statement.actions?.find((one) => isForBuilds(one, other));
      const isAllowed = policies.some((one) => covers(one, resource) && hasActions(one, service));
      if (action === undefined || isAllowed) continue;
      return `allows ${quoted(action)} on ${quoted(resource)}. The actions of that connection begin with '${service}:', so it may not be used.`;
    }
    return undefined;
  },
});

/** CodeBuild requests the connection and its token. CDK gives pipelines the old name of UseConnection, for every ARN. */
function isForBuilds(action: string, service: Service): boolean {
  const [prefix, name = ''] = action.toLowerCase().split(':');
  return prefix === service && name !== 'useconnection';
}

function covers({ resources = [] }: Statement, resource: string): boolean {
  return resources.some((pattern) => pattern === resource || matchesPattern(pattern, resource) === 'yes');
}

function hasActions({ effect, actions }: Statement, service: Service): boolean {
  if (effect !== 'Allow') return false;
  return actions?.some((action) => action === '*' || action.toLowerCase().startsWith(`${service}:`)) ?? true;
}

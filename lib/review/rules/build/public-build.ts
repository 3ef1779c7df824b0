import { buildRule } from './build-rule';

export const publicBuild = buildRule({
  id: 'build-public',
  severity: 'error',
  title: 'Builds that anyone can read',
  fix: "Set Visibility to 'PRIVATE', or leave it out.",
  problem: ({ resource }) =>
    resource.properties.Visibility === 'PUBLIC_READ'
      ? 'is PUBLIC_READ. Anyone on the internet can read its logs, with all secrets and addresses in them.'
      : undefined,
});

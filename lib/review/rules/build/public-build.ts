import { buildRule } from './build-rule';

export const publicBuild = buildRule({
  id: 'build-public',
  severity: 'error',
  title: 'Builds that everybody can read',
  fix: "Set Visibility to 'PRIVATE', or leave it out.",
  problem: ({ resource }) =>
    resource.properties.Visibility === 'PUBLIC_READ'
      ? 'is PUBLIC_READ: everybody on the internet reads its logs, with whatever secrets and addresses they show.'
      : undefined,
});

/** The part of the jsii assembly that the reference reads. `npm run build` writes it. */
export interface Assembly {
  readonly types: Readonly<Record<string, { readonly locationInModule: { readonly filename: string } }>>;
}

/** A folder of lib, whose types are on one page. */
export interface Domain {
  readonly folder: string;
  readonly title: string;
}

export const domains: readonly Domain[] = [
  { folder: 'repository', title: 'Repositories and retention' },
  { folder: 'access', title: 'Access' },
  { folder: 'publisher', title: 'Publishers' },
  { folder: 'github', title: 'GitHub' },
  { folder: 'naming', title: 'Tags' },
  { folder: 'build-input', title: 'Build inputs' },
  { folder: 'base-image', title: 'Base images' },
  { folder: 'testing', title: 'Tests of images' },
  { folder: 'build', title: 'Builds' },
  { folder: 'pipeline', title: 'Pipelines of GitLab and Bitbucket' },
  { folder: 'promotion', title: 'Promotion' },
  { folder: 'registry', title: 'Registry settings' },
  { folder: 'deployment', title: 'Deployments' },
  { folder: 'rollout', title: 'Rollout to many accounts' },
  { folder: 'review', title: 'Review' },
];

/** The domain of a type or of a member of one, or undefined if it is of another package. */
export function domainOf(fqn: string, { types }: Assembly): Domain | undefined {
  const type = types[fqn.split('.').slice(0, 2).join('.')];
  if (type === undefined) return undefined;
  const domain = domains.find(({ folder }) => type.locationInModule.filename.startsWith(`lib/${folder}/`));
  if (domain === undefined)
    throw new Error(`${fqn} is in no domain of scripts/docs/api-domains.ts. Add its folder there.`);
  return domain;
}

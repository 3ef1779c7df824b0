/** The names, consumers and trust of all three apps, so that only the way of writing differs. */

export const account = '123456789012';
export const region = 'us-east-1';
export const pullingAccounts = ['111111111111', '222222222222'] as const;
export const lambdaAccount = '333333333333';

export const github = {
  issuer: 'token.actions.githubusercontent.com',
  audience: 'sts.amazonaws.com',
  repository: 'acme/app',
  branch: 'main',
  ownerId: '1',
  repositoryId: '2',
} as const;

export interface Publisher {
  readonly roleName: string;
  readonly repositoryNames: readonly string[];
}

const repositoriesPerPublisher = 100;

/** One publisher per hundred repositories; the last may have fewer. */
export function publishers(repositoryCount: number): Publisher[] {
  return Array.from({ length: Math.ceil(repositoryCount / repositoriesPerPublisher) }, (_, team) => {
    const first = team * repositoriesPerPublisher;
    const size = Math.min(repositoriesPerPublisher, repositoryCount - first);
    return {
      roleName: `github-team-${team}`,
      repositoryNames: Array.from({ length: size }, (__, index) => `team-${team}/service-${first + index}`),
    };
  });
}

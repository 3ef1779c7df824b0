/** The organization, its unit of team accounts, and the account that manages the stack sets. */
export const organizationId = 'o-a1b2c3d4e5';
export const teamsUnitId = 'ou-ab12-11111111';
export const administrator = { account: '123456789012', region: 'us-east-1' };

/** The Regions in the order of the deployment. The roles, which exist once in an account, are in the first one. */
export const regions = ['us-east-1', 'eu-west-1'];

/** The repository that each team account has in each Region. */
export const repositoryName = 'team/service';

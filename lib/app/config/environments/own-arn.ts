import { type ConfigProblem } from '../problem';
import { type EnvironmentConfig } from '../schema';

/** An ARN of another account or Region than an environment's. A key or a fleet can be used only in its own ones. */
export function arnProblems(
  path: string,
  arn: string | undefined,
  environments: readonly EnvironmentConfig[],
): ConfigProblem[] {
  if (arn === undefined) return [];
  const [, , , region = '', account = ''] = arn.split(':');
  return environments
    .filter((environment) => environment.region !== region || environment.account !== account)
    .map((environment) => ({
      path,
      message:
        `must be in account ${environment.account} and Region ${environment.region} of environment ` +
        `'${environment.name}', got account ${account} and Region ${region}`,
    }));
}

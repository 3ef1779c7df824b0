import { cleanEnvironment } from './clean-environment';

/** The account that moto assumes for every caller. */
export const accountId = '123456789012';

/** The whole environment of a program that talks to the local AWS. */
export function localAwsEnvironment(endpoint: string): NodeJS.ProcessEnv {
  return {
    ...cleanEnvironment(),
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_REGION: 'us-east-1',
    AWS_DEFAULT_REGION: 'us-east-1',
    AWS_EC2_METADATA_DISABLED: 'true',
  };
}

import { type Stack } from 'aws-cdk-lib';
import { hostSuffix } from '../oci/registry-host';

/**
 * CloudWatch Logs of a stack's Region as a principal. Unlike those of other services, its name has the domain of the partition.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
 */
export function logsPrincipal({ region, urlSuffix }: Stack): string {
  return `logs.${region}.${hostSuffix(region) ?? urlSuffix}`;
}

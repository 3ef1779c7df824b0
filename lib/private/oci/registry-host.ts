import { type IRepository } from 'aws-cdk-lib/aws-ecr';
import { partitionOfRegion } from '../aws/region-partition';

/** The domains of hosts by partition. AWS's own name for them (`AWS::URLSuffix`) is known at deploy time only. */
const suffixes: Readonly<Record<string, string>> = {
  aws: 'amazonaws.com',
  'aws-cn': 'amazonaws.com.cn',
  'aws-eusc': 'amazonaws.eu',
  'aws-iso': 'c2s.ic.gov',
  'aws-iso-b': 'sc2s.sgov.gov',
  'aws-iso-e': 'cloud.adc-e.uk',
  'aws-iso-f': 'csp.hci.ic.gov',
  'aws-us-gov': 'amazonaws.com',
};

/** The host of the registry that a repository is in, for `docker login`. It is known text if possible. */
export function registryHost({ stack, env }: Pick<IRepository, 'stack' | 'env'>): string {
  return `${env.account}.dkr.ecr.${env.region}.${hostSuffix(env.region) ?? stack.urlSuffix}`;
}

/** The domain of the hosts of a Region, if its name shows it. */
export function hostSuffix(region: string): string | undefined {
  return urlSuffixOf(partitionOfRegion(region) ?? '');
}

/** The domain of a partition's hosts. Undefined for an unknown partition. */
export function urlSuffixOf(partition: string): string | undefined {
  return suffixes[partition];
}

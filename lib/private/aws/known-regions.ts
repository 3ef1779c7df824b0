import { RegionInfo } from 'aws-cdk-lib/region-info';
import { firstProblem, quote, type Rule } from '../validation/validation';
import { regionNameRule } from './region-name';

/**
 * The Regions that aws-cdk-lib knew when this library was built. With this list, the facts of aws-cdk-lib about Regions are
 * not loaded, which takes longer than the check of a small file.
 */
export const knownRegions: ReadonlySet<string> = new Set([
  'af-south-1',
  'ap-east-1',
  'ap-east-2',
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-northeast-3',
  'ap-south-1',
  'ap-south-2',
  'ap-southeast-1',
  'ap-southeast-2',
  'ap-southeast-3',
  'ap-southeast-4',
  'ap-southeast-5',
  'ap-southeast-6',
  'ap-southeast-7',
  'ca-central-1',
  'ca-west-1',
  'cn-north-1',
  'cn-northwest-1',
  'eu-central-1',
  'eu-central-2',
  'eu-isoe-west-1',
  'eu-north-1',
  'eu-south-1',
  'eu-south-2',
  'eu-west-1',
  'eu-west-2',
  'eu-west-3',
  'eusc-de-east-1',
  'il-central-1',
  'me-central-1',
  'me-south-1',
  'me-west-1',
  'mx-central-1',
  'sa-east-1',
  'us-east-1',
  'us-east-2',
  'us-gov-east-1',
  'us-gov-west-1',
  'us-iso-east-1',
  'us-iso-west-1',
  'us-isob-east-1',
  'us-isob-west-1',
  'us-isof-east-1',
  'us-isof-south-1',
  'us-west-1',
  'us-west-2',
]);

/** Whether a name is an AWS Region. A newer version of aws-cdk-lib may know more of them. */
export function isRegion(name: string): boolean {
  return knownRegions.has(name) || RegionInfo.regions.some((region) => region.name === name);
}

/** The remedy for a name that has the form of a Region. */
export const unknownRegionRemedy = 'This version of aws-cdk-lib does not know it. Correct it, or update aws-cdk-lib.';

/** A Region of AWS in which a setting of AWS is looked for, so that its deployment fails if there is no such Region. */
export const knownRegionRule: Rule = (value) =>
  firstProblem(value, regionNameRule, (checked) =>
    isRegion(checked as string) ? undefined : `must be an AWS Region, got ${quote(checked)}. ${unknownRegionRemedy}`,
  );

/** The partitions by the start of their Regions' names. */
const partitions: readonly (readonly [RegExp, string])[] = [
  [/^cn-/, 'aws-cn'],
  [/^us-gov-/, 'aws-us-gov'],
  [/^us-iso-/, 'aws-iso'],
  [/^us-isob-/, 'aws-iso-b'],
  [/^us-isof-/, 'aws-iso-f'],
  [/^eu-isoe-/, 'aws-iso-e'],
  [/^eusc-/, 'aws-eusc'],
  [/^(af|ap|ca|eu|il|me|mx|sa|us)-[a-z]+-\d+$/, 'aws'],
];

/** The names of all partitions. */
export const partitionNames = partitions.map(([, name]) => name);

/** The partition of a Region, if its name shows it. */
export function partitionOfRegion(region: string): string | undefined {
  return partitions.find(([regions]) => regions.test(region))?.[1];
}

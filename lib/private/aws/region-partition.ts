/** The partitions by what their Regions' names start with. */
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

/** The partition that a Region is in, if its name tells. */
export function partitionOfRegion(region: string): string | undefined {
  return partitions.find(([regions]) => regions.test(region))?.[1];
}

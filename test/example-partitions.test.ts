import { urlSuffixOf } from '../lib/private/oci/registry-host';
import { exampleNames } from './example-apps';
import { type Place, regionsOf, synthesizeMoved } from './moved-example';

const places: readonly Place[] = [
  { partition: 'aws', regions: ['ap-southeast-2', 'ap-northeast-1', 'ca-central-1'] },
  { partition: 'aws-cn', regions: ['cn-north-1', 'cn-northwest-1'] },
  { partition: 'aws-us-gov', regions: ['us-gov-west-1', 'us-gov-east-1'] },
  { partition: 'aws-iso', regions: ['us-iso-east-1', 'us-iso-west-1'] },
  { partition: 'aws-iso-b', regions: ['us-isob-east-1', 'us-isob-west-1'] },
  { partition: 'aws-iso-e', regions: ['eu-isoe-west-1'] },
  { partition: 'aws-iso-f', regions: ['us-isof-south-1', 'us-isof-east-1'] },
  { partition: 'aws-eusc', regions: ['eusc-de-east-1'] },
];

/** The principals of services are the same in every partition, and so is the audience of tokens. Other names are hosts. */
const universal = /^[a-z0-9-]+\.amazonaws\.com$/;

/** The hosts of all partitions. A template may only have those of its partition. */
const anyHost =
  /[a-z0-9.-]+\.(?:amazonaws\.com\.cn|amazonaws\.com|amazonaws\.eu|api\.aws|c2s\.ic\.gov|sc2s\.sgov\.gov|cloud\.adc-e\.uk|csp\.hci\.ic\.gov)(?![a-z.-])/g;

const cases = places.flatMap((place) =>
  exampleNames
    .filter((name) => regionsOf(name).length <= place.regions.length)
    .map((name) => [name, place.partition, place] as const),
);

beforeEach(() => {
  jest.spyOn(console, 'error').mockImplementation(() => undefined); // the CDK prints warnings
});

afterEach(() => jest.restoreAllMocks());

test.each(cases)('examples/%s in %s has only ARNs and hosts of that partition', (name, partition, place) => {
  const assembly = synthesizeMoved(name, place);
  const text = JSON.stringify(assembly.stacksRecursively.map(({ template }) => template as unknown));
  const partitions = [...text.matchAll(/\barn:([a-z-]+):/g)].map(([, found]) => found);
  expect(partitions.filter((found) => found !== partition)).toEqual([]);
  const suffix = urlSuffixOf(partition) ?? '';
  const hosts = [...text.matchAll(anyHost)].map(([host]) => host);
  expect(hosts.filter((host) => !universal.test(host) && !host.endsWith(`.${suffix}`))).toEqual([]);
  const awsRegions = [...text.matchAll(/\b(?:us|eu)-(?:east|west)-\d\b/g)].map(([region]) => region);
  expect(awsRegions).toEqual([]);
});

test('a partition with one Region leaves out only the examples that need several', () => {
  const inSovereignCloud = cases.flatMap(([name, partition]) => (partition === 'aws-eusc' ? [name] : []));
  const leftOut = exampleNames.filter((name) => !inSovereignCloud.includes(name));
  expect(leftOut).toEqual([
    'organization',
    'pipelines',
    'registry',
    'registry-in-code',
    'registry-settings',
    'stack-sets',
  ]);
  const inGovCloud = cases.flatMap(([name, partition]) => (partition === 'aws-us-gov' ? [name] : []));
  expect(exampleNames.filter((name) => !inGovCloud.includes(name))).toEqual(['pipelines']); // in three Regions
});

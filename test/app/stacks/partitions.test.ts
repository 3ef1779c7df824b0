import { validateConfig } from '../../../lib/app/config';
import { addRegistryStacks } from '../../../lib/app/registry-stacks';
import { urlSuffixOf } from '../../../lib/private/oci/registry-host';
import { newApp } from '../../synthesis';
import { full } from '../config-cases';

/** The full config in one Region of a partition. In China there are no connections, so CodeCommit replaces them. */
function configIn(partition: string, region: string): unknown {
  const { environments, builds, ...rest } = full;
  const [prod, , test] = environments;
  const built = builds.map((build) =>
    partition === 'aws-cn' && 'connectionArn' in build.source
      ? {
          name: build.name,
          environments: ['prod'],
          repository: 'images' in build ? build.images?.[0]?.repository : build.repository,
          source: { codeCommit: 'service' },
        }
      : build,
  );
  const publishers = rest.publishers.map((one) => ({ ...one, environments: ['prod'] }));
  const registry: unknown = JSON.parse(
    JSON.stringify(rest.registry).replace(/"region":"[a-z0-9-]+"/g, `"region":"${region}"`),
  );
  const text = JSON.stringify({ ...rest, publishers, registry, environments: [prod, test], builds: built });
  return JSON.parse(
    text
      .replaceAll('arn:aws:', `arn:${partition}:`)
      .replaceAll('us-east-1', region)
      .replaceAll(`dkr.ecr.${region}.amazonaws.com/`, `dkr.ecr.${region}.${urlSuffixOf(partition) ?? ''}/`),
  );
}

function templatesIn(partition: string, region: string): string {
  const app = newApp();
  addRegistryStacks(app, validateConfig(configIn(partition, region)));
  return JSON.stringify(app.synth().stacks.map(({ template }) => template as unknown));
}

/** The principals of services are the same in every partition, and so is the audience of tokens. Other names are hosts. */
const universal = /^[a-z-]+\.amazonaws\.com$/;

test.each([
  ['aws', 'us-west-2'],
  ['aws-cn', 'cn-north-1'],
  ['aws-us-gov', 'us-gov-west-1'],
  ['aws-eusc', 'eusc-de-east-1'],
  ['aws-iso', 'us-iso-east-1'],
])(
  'every ARN and host of the full config is of %s in %s',
  (partition, region) => {
    const text = templatesIn(partition, region);
    const partitions = new Set([...text.matchAll(/\barn:([a-z-]+):/g)].map(([, found]) => found));
    expect([...partitions]).toEqual([partition]);
    const hosts = [
      ...text.matchAll(/[a-z0-9.-]+\.(?:amazonaws\.com\.cn|amazonaws\.com|amazonaws\.eu|c2s\.ic\.gov)(?![a-z.])/g),
    ];
    const names = [...new Set(hosts.map(([host]) => host))];
    expect(names).toContain(`logs.${region}.${urlSuffixOf(partition) ?? ''}`);
    expect(names).toContain(`123456789012.dkr.ecr.${region}.${urlSuffixOf(partition) ?? ''}`);
    const wrong = names.filter((host) => !universal.test(host) && !host.endsWith(`.${urlSuffixOf(partition) ?? ''}`));
    expect(wrong).toEqual([]);
  },
  60_000,
);

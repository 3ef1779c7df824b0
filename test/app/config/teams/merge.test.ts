import fc from 'fast-check';
import { addRegistryStacks } from '../../../../lib/app/registry-stacks';
import { validateConfig, validateFiles } from '../../../../lib/app/config';
import { type RegistryConfig } from '../../../../lib/app/config/schema';
import { newApp, type Properties } from '../../../synthesis';
import { build, publisher, type SynthesizedTemplate } from '../../config-stacks';

const environments = [
  { name: 'prod', account: '123456789012', region: 'us-east-1' },
  { name: 'eu', account: '123456789012', region: 'eu-west-1' },
];
const names = ['pizza', 'sushi', 'ramen'];
const sections = ['repositories', 'publishers', 'builds', 'contributors'] as const;

/** All entries of a team. */
const entriesOf = (team: string, count: number) => ({
  repositories: Array.from({ length: count }, (_, index) => ({ name: `${team}/service-${index}` })),
  publishers: [publisher(`${team}/service-0`, { name: `${team}-ci` })],
  builds: [build(`${team}/service-0`, { name: `${team}-build` })],
  contributors: [
    {
      name: `${team}-alice`,
      repository: `${team}/incoming`,
      assumedBy: 'arn:aws:iam::123456789012:role/user-services',
      expiresAt: '2026-12-01T00:00:00Z',
    },
  ],
});

function templatesOf(config: RegistryConfig): Record<string, SynthesizedTemplate> {
  const app = newApp();
  const stacks = addRegistryStacks(app, config).flatMap((one) => one.stacks);
  const assembly = app.synth();
  return Object.fromEntries(
    stacks.map(({ stackName }) => [stackName, assembly.getStackByName(stackName).template as SynthesizedTemplate]),
  );
}

/** The resources by their logical ids, and each as one text, in which the order of the entries can show. */
function resourcesOf(templates: Record<string, SynthesizedTemplate>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(templates).flatMap(([stack, { Resources }]) =>
      Object.entries(Resources).map(([id, { Type, Properties: properties }]) => [
        `${stack}/${id}`,
        JSON.stringify([Type, Type === 'AWS::KMS::Key' ? {} : withoutOwners(properties)]),
      ]),
    ),
  );
}

function withoutOwners({ Tags, ...properties }: Properties): object {
  const tags = ((Tags ?? []) as { Key: string }[]).filter(({ Key }) => !Key.startsWith('ecr-publishing:'));
  return { ...properties, Tags: tags };
}

const shuffled = <T>(items: readonly T[]) => fc.shuffledSubarray([...items], { minLength: items.length });

test('the files of teams, their order and the order of entries never change a stack, a logical id or a resource', () => {
  const main = { version: 1, environments, tags: { owner: 'platform' }, include: ['*.yaml'] };
  const layout = fc.record({
    counts: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 3, maxLength: 3 }),
    inMain: fc.subarray(names, { maxLength: 2 }),
    order: shuffled(names),
    shards: fc.constantFrom(1, 3),
    seed: fc.integer(),
  });
  fc.assert(
    fc.property(layout, ({ counts, inMain, order, shards, seed }) => {
      const all = names.map((name, index) => ({ name, entries: entriesOf(name, counts[index] ?? 1) }));
      const of = (section: (typeof sections)[number], teams = all) =>
        teams.flatMap(({ entries }) => entries[section] as object[]);
      const whole = (teams: typeof all) => Object.fromEntries(sections.map((section) => [section, of(section, teams)]));
      const one = validateConfig({ ...main, shards, ...whole(all) });
      const files = order
        .filter((name) => !inMain.includes(name))
        .map((name, index) => ({
          name: `${index}.yaml`,
          data: {
            version: 1,
            team: name,
            owners: [`@acme/${name}`],
            prefixes: [`${name}/`],
            ...Object.fromEntries(
              sections.map((section) => [
                section,
                fc.sample(
                  shuffled(
                    of(
                      section,
                      all.filter((team) => team.name === name),
                    ),
                  ),
                  { seed, numRuns: 1 },
                )[0],
              ]),
            ),
          },
        }));
      const mainData = {
        ...main,
        shards,
        ...(inMain.length > 0 && whole(all.filter(({ name }) => inMain.includes(name)))),
      };
      const split = validateFiles({ main: { name: 'main.yaml', data: mainData }, teams: files, problems: [] });
      expect(resourcesOf(templatesOf(split))).toEqual(resourcesOf(templatesOf(one)));
    }),
    { numRuns: 8 },
  );
}, 60_000);

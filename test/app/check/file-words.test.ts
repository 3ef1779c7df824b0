import { stringify } from 'yaml';
import { check } from '../../../lib/app/check/check';
import { configFile, minimal } from '../config-cases';
import { publisher } from '../config-stacks';

function warningsOf(config: object): (readonly [string, string | undefined, string])[] {
  const { warnings } = check(configFile(stringify({ ...minimal, ...config }), 'registry.yaml'));
  return warnings.map(({ path, id, message }) => [path, id, message]);
}

const mayExpire = (tags: string) =>
  `The image tagged ${tags} may expire by the retention once it is not among the newest. Add '${tags}' to \`protect\` of ` +
  'its retention.';

test('a warning names the keys of the file, with the id that it has at synth', () => {
  const github = [{ repository: 'acme/app', ownerId: '1', repositoryId: '2', branchPatterns: ['main*'] }];
  const warnings = warningsOf({
    repositories: [{ name: 'service', mutableTags: ['latest'] }],
    publishers: [publisher('service', { github })],
  });
  expect(warnings).toContainEqual(['repositories[0]', 'cdk-ecr-publishing:MutableTagMayExpire', mayExpire('latest')]);
  expect(warnings).toContainEqual([
    'publishers[0]',
    'EcrPublishingChecks::oidc-subject-of-open-branch',
    expect.stringMatching(
      /Name the branch in `branches`, or end the pattern after a '\/', such as 'release\/\*', and protect those branches\.$/,
    ),
  ]);
});

test.each([
  [2, "The same is true for 'service-1'."],
  [3, "The same is true for 'service-1' and 'service-2'."],
  [5, "The same is true for 'service-1', 'service-2', 'service-3' and 1 more."],
  [200, "The same is true for 'service-1', 'service-2', 'service-3' and 196 more."],
])('a warning of %i equal repositories is shown once and names the other ones', (count, which) => {
  const repositories = Array.from({ length: count }, (_, index) => ({ name: `service-${index}`, mutableTags: ['v*'] }));
  expect(warningsOf({ repositories })).toEqual([
    ['repositories[0]', 'cdk-ecr-publishing:MutableTagMayExpire', `${mayExpire('v*')} ${which}`],
  ]);
});

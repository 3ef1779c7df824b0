import { build, propertiesOf, publisher, templatesOf } from '../config-stacks';

const account = '123456789012';
const environments = [
  { name: 'prod', account, region: 'us-east-1', home: true },
  { name: 'copy', account, region: 'eu-west-1' },
];
const gate = { maxSeverity: 'MEDIUM' };
const config = {
  environments,
  repositories: [
    { name: 'prod/web' },
    { name: 'dev/web' },
    { name: 'incoming/alice', environments: ['prod'] },
    { name: 'prod/approved', environments: ['prod'] },
  ],
  publishers: [
    publisher('prod/web', { name: 'ci' }),
    publisher('dev/web', { name: 'dev' }),
    publisher('dev/web', { name: 'teams', repositoryPrefixes: ['prod/team/'], environments: ['prod'] }),
  ],
  builds: [build('prod/web', { environments: ['prod'] })],
  contributors: [
    {
      name: 'alice',
      environments: ['prod'],
      repository: 'incoming/alice',
      assumedBy: `arn:aws:iam::${account}:role/user-services`,
      expiresAt: '2026-12-01T00:00:00Z',
      promoteTo: 'prod/approved',
      gate,
    },
  ],
  registry: {
    signing: [
      { profile: 'release', repositories: ['prod/*'] },
      { profile: 'all', environments: ['copy'] },
    ],
  },
};

const templates = templatesOf(config);
const arn = (region: string, profile: string) => `arn:aws:signer:${region}:${account}:/signing-profiles/${profile}`;

/** The profiles with which the roles of a stack may sign, by the starts of their logical ids. */
function profilesIn(stack: string): Record<string, string[]> {
  return Object.fromEntries(
    propertiesOf(templates[stack], 'AWS::IAM::ManagedPolicy')
      .filter(({ PolicyDocument: document }) => JSON.stringify(document).includes('signer:'))
      .map(({ PolicyDocument: { Statement: statements }, Roles: [role] }) => {
        const [{ Action: action, Resource: resource }] = statements as [
          { Action: string; Resource: string | string[] },
        ];
        expect(action).toBe('signer:SignPayload');
        return [(role as { Ref: string }).Ref.replace(/Role[0-9A-F]{8}$/, ''), [resource].flat()];
      }),
  );
}

test('roles that push to signed repositories may sign with their profiles, and no other role may', () => {
  expect(profilesIn('ecr-publishing-prod-publishers')).toEqual({
    Publishersci: [arn('eu-west-1', 'all'), arn('eu-west-1', 'release'), arn('us-east-1', 'release')],
    Publishersdev: [arn('eu-west-1', 'all')],
    Publishersteams: [arn('us-east-1', 'release')],
  });
  expect(Object.values(profilesIn('ecr-publishing-prod-builds'))).toEqual([[arn('us-east-1', 'release')]]);
  expect(profilesIn('ecr-publishing-prod-contributors')).toEqual({
    ContributorsalicePromotionCopy: [arn('us-east-1', 'release')],
  });
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readConfig } from '../../../lib/app/config';
import { addRegistryStacks } from '../../../lib/app/registry-stacks';
import { newApp } from '../../synthesis';
import { folderWith, runIn } from '../command';

const narrow = { width: 80, colours: false };

const config = `version: 1
environments:
  - { name: prod, account: '123456789012', region: eu-west-1 }
  - { name: test, account: '222222222222', region: us-east-1 }
repositories:
  - name: service
    mutableTags: [latest]
    retention: { expireUntaggedAfterDays: 1, keepNewest: 10, protect: ['release-*', latest] }
    pullers:
      - account: '111111111111'
      - organization: o-a1b2c3d4e5
      - lambda: { account: '333333333333' }
  - name: history
    environments: [prod]
    readers: [{ role: 'arn:aws:iam::444444444444:role/auditor' }]
publishers:
  - name: ci
    environments: [prod]
    github: [{ repository: acme/service, ownerId: '1', repositoryId: '2', branches: [main] }]
    repositories: [service]
builds:
  - { name: history-build, repository: history, source: { codeCommit: history, branches: [main] } }
contributors:
  - name: alice
    environments: [prod]
    repository: incoming/alice
    assumedBy: arn:aws:iam::123456789012:role/issuer
    expiresAt: '2027-01-31T00:00:00Z'
    promoteTo: approved/alice
    gate: { maxSeverity: MEDIUM }
`;

const file = join(folderWith({ 'ecr-publishing.yaml': config }), 'ecr-publishing.yaml');

/** The folder that a synth writes for the config, with the flags of an app of `cdk init`. */
function synthesize(): string {
  const app = newApp({ analyticsReporting: false });
  addRegistryStacks(app, readConfig(file));
  return app.synth().directory;
}

const screen = `account 123456789012, eu-west-1
Resources (of 500): ecr-publishing-prod 4, …-publishers 4, …-builds 11,
…-contributors 28
Repositories (4): 123456789012.dkr.ecr.eu-west-1.amazonaws.com/NAME
  service
    images  keep all images tagged release-* or latest; expire untagged images
            after 1 day; keep the newest 10 images
    tags    only latest moves; scanned on push
    push    role ci (GitHub)
    pull    accounts 111111111111¹ and 333333333333¹, organization
            o-a1b2c3d4e5¹, Lambda of account 333333333333
  history
    images  expire untagged images after 1 day; keep the newest 100 images
    tags    no tag moves; scanned on push
    push    build history-build
    pull    no one
    list    role auditor of account 444444444444¹
  incoming/alice
    images  expire untagged images after 1 day; keep the newest 100 images
    tags    no tag moves; scanned on push
    push    contributor alice until 2027-01-31
    pull    promotion of incoming/alice
    copied  to approved/alice if the scan passes
  approved/alice
    images  expire untagged images after 1 day; keep the newest 100 images
    tags    no tag moves; scanned on push
    push    promotion of incoming/alice
    pull    no one

Roles, and what they trust
  ci    GitHub acme/service branch main if repository_id is 2

Builds
  history-build  pushes to history, from CodeCommit history, starts at a push to
                 branch main

Contributors
  alice  until 2027-01-31, pushes to incoming/alice, credentials from role
         issuer

ecr-publishing-test: account 222222222222, us-east-1, 1 of 500 resources
Repositories (1): 222222222222.dkr.ecr.us-east-1.amazonaws.com/NAME
  service
    images  keep all images tagged release-* or latest; expire untagged images
            after 1 day; keep the newest 10 images
    tags    only latest moves; scanned on push
    push    no one
    pull    accounts 111111111111¹ and 333333333333¹, organization
            o-a1b2c3d4e5¹, Lambda of account 333333333333

--all shows 6 roles of AWS services or without access here and 1 build to copy
approved images.
¹ if a policy of the principal's account allows it too`;

const note = `Each stack gets one more resource from 'cdk deploy', AWS::CDK::Metadata, unless
version reporting is off.
`;

test('a config of two environments, in 80 columns', () => {
  const shown = screen.replace('¹ if a', `${note}¹ if a`);
  expect(runIn(narrow, 'show', file)).toEqual({ stdout: `${shown}\n`, stderr: '', exitCode: 0 });
});

test('the assembly of a config shows the same as the config', () => {
  expect(runIn(narrow, 'show', synthesize())).toEqual({ stdout: `${screen}\n`, stderr: '', exitCode: 0 });
});

test('the number of resources is that of the template', () => {
  const text = readFileSync(join(synthesize(), 'ecr-publishing-prod.template.json'), 'utf8');
  const { Resources: resources } = JSON.parse(text) as { Resources: object };
  expect(screen).toContain(`Resources (of 500): ecr-publishing-prod ${Object.keys(resources).length}, `);
});

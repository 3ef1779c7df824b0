import { type RepositorySummary, summarize } from '../../../lib/app/summary/summary';
import { renderSummary } from '../../../lib/app/summary/summary-table';
import { principalsOf } from '../../../lib/app/summary/who';
import { validateConfig } from '../../../lib/app/config';
import { addRegistryStacks } from '../../../lib/app/registry-stacks';
import { newApp } from '../../synthesis';
import { minimal } from '../config-cases';
import { publisher } from '../stacks';

const own = '123456789012';
const other = '111111111111';
const organization = 'o-a1b2c3d4e5';
const unit = `${organization}/r-ab12/ou-ab12-11111111`;
const role = 'arn:aws:iam::222222222222:role/deployer';
const arn = `arn:aws:sagemaker:us-east-1:${other}:model/*`;

const summaryOf = (repository: object, more: object = {}) => {
  const said = jest.spyOn(console, 'error').mockImplementation();
  const app = newApp();
  const config = { ...minimal, repositories: [{ name: 'service', ...repository }], ...more };
  addRegistryStacks(app, validateConfig(config));
  const summary = summarize(app.synth().directory);
  said.mockRestore();
  return summary;
};
const repositoryOf = (repository: object, more: object = {}): Partial<RepositorySummary> =>
  summaryOf(repository, more).repositories[0] ?? {};

describe('each kind of consumer in words', () => {
  test.each<[written: object, names: string[]]>([
    [{ account: other }, [`account ${other}`]],
    [{ role }, ['role deployer of 222222222222']],
    [{ organization }, [`organization ${organization}`]],
    [{ organizationalUnit: unit }, [`organizational unit ${unit}`]],
    [{ tagged: { key: 'team', value: 'ml', account: own } }, [`account ${own}, tagged team=ml`]],
    [{ tagged: { key: 'team', value: 'ml', account: other } }, [`account ${other}, tagged team=ml`]],
    [{ tagged: { key: 'team', value: 'ml', organization } }, [`organization ${organization}, tagged team=ml`]],
    [{ lambda: { account: other } }, [`account ${other}`, `Lambda of ${other}`]],
    [{ lambda: { organization } }, [`organization ${organization}`, `Lambda of organization ${organization}`]],
    [{ codeBuild: { account: other } }, [`CodeBuild of ${other}`]],
    [service({ account: other }), [`batch.amazonaws.com of ${other}`]],
    [service({ organization }), [`batch.amazonaws.com of organization ${organization}`]],
    [service({ arn }), [`batch.amazonaws.com for ${arn}`]],
    [service({ account: other, arn }), [`batch.amazonaws.com of ${other}, for ${arn}`]],
  ])('%j', (written, names) => {
    expect(repositoryOf({ pullers: [written] })).toMatchObject({ pulledBy: names, pushedBy: [], readBy: [] });
  });
});

test('several of a kind are named one by one', () => {
  const tagged = (value: string) => ({ tagged: { key: 'team', value, organization } });
  const pullers = [{ organization }, { organization: 'o-0123456789' }, tagged('ml'), tagged('web')];
  expect(repositoryOf({ pullers }).pulledBy).toEqual([
    `organization ${organization}`,
    'organization o-0123456789',
    `organization ${organization}, tagged team=ml or web`,
  ]);
});

describe('who alone may push', () => {
  const onlyPushers = [{ role: `arn:aws:iam::${own}:role/github-ci` }, { role }];

  test('is named, and that nobody else does, and a Deny admits nobody', () => {
    expect(repositoryOf({ onlyPushers })).toMatchObject({
      pulledBy: [],
      pushedBy: ['role github-ci', 'role deployer of 222222222222', 'nobody else'],
      readBy: [],
    });
  });

  test('a role that pushes by its own policy too is named once', () => {
    expect(repositoryOf({ onlyPushers }, { publishers: [publisher('service')] }).pushedBy).toEqual([
      'role github-ci',
      'role deployer of 222222222222',
      'nobody else',
    ]);
  });

  test('a role that the Deny keeps out is not named, whatever its own policy says', () => {
    const app = newApp();
    const publishers = [publisher('service')];
    const [stack] = addRegistryStacks(app, validateConfig({ ...minimal, publishers }));
    const Condition = { ArnNotEquals: { 'aws:PrincipalArn': role } };
    const Statement = [{ Effect: 'Deny', Principal: '*', Action: 'ecr:PutImage', Condition }];
    const resource = stack?.repositories.get('service')?.node.defaultChild as { repositoryPolicyText?: object };
    resource.repositoryPolicyText = { Statement };
    expect(summarize(app.synth().directory).repositories[0]?.pushedBy).toEqual(['nobody else']);
  });
});

describe('who may look', () => {
  test('is told from who pulls', () => {
    const readers = [{ role }, { account: other }];
    expect(repositoryOf({ readers, pullers: [{ account: other }] })).toMatchObject({
      pulledBy: [`account ${other}`],
      pushedBy: [],
      readBy: ['role deployer of 222222222222'],
    });
  });

  test('is in the table as such', () => {
    const rows = renderSummary(summaryOf({ readers: [{ role }] })).replace(/\s+|│/g, ' ');
    expect(rows.replace(/ +/g, ' ')).toContain('to look only: role');
  });
});

describe('conditions of somebody else', () => {
  const words = (statement: object) => principalsOf({ Effect: 'Allow', Action: 'ecr:*', ...statement }, own);

  test.each<[name: string, statement: object, names: string[]]>([
    [
      'what must not be, which names nobody',
      { Principal: '*', Condition: { StringNotEquals: { 'aws:PrincipalOrgID': organization } } },
      [`everybody, if aws:PrincipalOrgID StringNotEquals ${organization}`],
    ],
    [
      'what is about nobody',
      { Principal: { AWS: '*' }, Condition: { Bool: { 'aws:SecureTransport': 'true' } } },
      ['everybody, if aws:SecureTransport Bool true'],
    ],
    [
      'what is no text',
      { Principal: '*', Condition: { StringEquals: { 'aws:PrincipalOrgID': { Ref: 'Parameter' } } } },
      ['everybody, if aws:PrincipalOrgID StringEquals {"Ref":"Parameter"}'],
    ],
    [
      'a tag alone',
      { Principal: '*', Condition: { StringEquals: { 'aws:PrincipalTag/team': 'ml' } } },
      ['everybody, tagged team=ml'],
    ],
    [
      'an organization besides accounts',
      {
        Principal: { AWS: [`arn:aws:iam::${other}:root`, role] },
        Condition: { StringEquals: { 'aws:PrincipalOrgID': organization } },
      },
      [
        `account ${other}, of organization ${organization}`,
        `role deployer of 222222222222, of organization ${organization}`,
      ],
    ],
    ['a service without a source', { Principal: { Service: 'ecs.amazonaws.com' } }, ['ecs.amazonaws.com']],
    [
      'an instant',
      { Principal: { AWS: role }, Condition: { DateLessThan: { 'aws:CurrentTime': '2026-12-01T00:00:00Z' } } },
      ['role deployer of 222222222222, if aws:CurrentTime DateLessThan 2026-12-01T00:00:00Z'],
    ],
  ])('%s', (_, statement, names) => {
    expect(words(statement)).toEqual(names);
  });
});

function service(source: object): object {
  return { service: { name: 'batch.amazonaws.com', ...source } };
}

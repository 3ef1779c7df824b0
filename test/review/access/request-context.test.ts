import { identityContext, repositoryContext, withoutResourceTags } from '../../../lib/review/access/request-context';
import { type IdentityNode, type RepositoryNode, type Statement } from '../../../lib/review/templates/template-graph';
import { unresolved } from '../../../lib/review/texts/symbolic-text';

const account = '111111111111';
const source = { template: 'Stack', logicalId: 'One', path: '' };
const env = { partition: 'aws', account, region: 'us-east-1' };

const tags = [{ Key: 'Team', Value: 'blue' }, { Key: 'odd', Value: { Ref: 'x' } }, 'none'];

function resource(properties: Record<string, unknown>, region = env.region) {
  return { type: 'X', source, env: { ...env, region }, properties, when: [], dependsOn: [] };
}

function identity(kind: IdentityNode['kind'], trusted?: Partial<Statement>): IdentityNode {
  const trust: Statement = { effect: 'Allow', conditions: [], source, when: [], ...trusted };
  return {
    kind,
    resource: resource({ Tags: tags }),
    name: 'one',
    arn: `arn:aws:iam::${account}:${kind}/one`,
    account,
    policies: [],
    unknownPolicies: [],
    ...(trusted && { trust: [trust] }),
  };
}

const ofAll = { 'aws:principalaccount': [account], 'aws:principalisawsservice': ['false'] };

test('a role has no user name, and the tags that the template sets', () => {
  expect(identityContext(identity('role'))).toEqual({
    ...ofAll,
    'aws:principaltype': ['AssumedRole'],
    'aws:principalarn': [`arn:aws:iam::${account}:role/one`],
    'aws:username': [],
    'aws:principaltag/team': ['blue'],
  });
});

test.each<[string, Partial<Statement>, boolean]>([
  ['names the action', { actions: ['sts:AssumeRole', 'STS:tagsession'] }, false],
  ['matches the action by a pattern', { actions: ['sts:*'] }, false],
  ['could not be read', { actions: ['sts:AssumeRole'], unreadable: 'odd' }, false],
  ['leaves out other actions', { notActions: ['sts:AssumeRole'] }, false],
  ['may name the action at deploy', { actions: [unresolved('Action')] }, false],
  ['names other actions', { actions: ['sts:AssumeRole', 'sts:SetSourceIdentity'] }, true],
  ['denies the action', { effect: 'Deny', actions: ['sts:TagSession'] }, true],
])("a role's tags may be others if its trust %s: known %#", (_, trust, isKnown) => {
  expect(Object.hasOwn(identityContext(identity('role', trust)), 'aws:principaltag/team')).toBe(isKnown);
});

test('a user has its name, and the names and ARNs of the members of a group are not known', () => {
  expect(identityContext(identity('user'))).toEqual({
    ...ofAll,
    'aws:principaltype': ['User'],
    'aws:principalarn': [`arn:aws:iam::${account}:user/one`],
    'aws:username': ['one'],
    'aws:principaltag/team': ['blue'],
  });
  const ofGroup = identityContext({ ...identity('group'), resource: resource({}) });
  expect(ofGroup).toEqual({ ...ofAll, 'aws:principaltype': ['User'] });
});

test('the tags of a permission set are not those of its sessions', () => {
  expect(identityContext(identity('permission set'))).toEqual({
    ...ofAll,
    'aws:principaltype': ['AssumedRole'],
    'aws:principalarn': [`arn:aws:iam::${account}:permission set/one`],
    'aws:username': [],
  });
});

test('a request on a repository has its account, its Region if that is known, and its tags', () => {
  const repository = (region: string): RepositoryNode => ({
    resource: resource({ Tags: tags }, region),
    name: 'app',
    arn: 'arn',
  });
  const known = {
    'aws:resourceaccount': [account],
    'aws:resourcetag/team': ['blue'],
    'ecr:resourcetag/team': ['blue'],
  };
  expect(repositoryContext(repository('us-east-1'))).toEqual({ ...known, 'aws:requestedregion': ['us-east-1'] });
  expect(repositoryContext(repository(unresolved('AWS::Region')))).toEqual(known);
  expect(withoutResourceTags(known)).toEqual({ 'aws:resourceaccount': [account] });
});

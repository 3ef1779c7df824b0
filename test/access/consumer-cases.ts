import { ImageConsumer } from '../../lib/access/image-consumer';
import { type Caller, type Context } from '../simulation';
import { region } from '../synthesis';
import {
  codeBuild,
  lambda,
  member,
  memberAt,
  organization,
  otherOrganization,
  others,
  role,
  service,
  session,
  strangers,
  tagged,
  them,
  unaided,
  unit,
  user,
} from './callers';

type Use = 'pull' | 'push' | 'read';

/** A consumer, the access that it can get, the callers that it includes, and similar callers that it excludes. */
export interface ConsumerCase {
  readonly consumer: ImageConsumer;
  readonly uses: readonly Use[];
  readonly named: Readonly<Record<string, Caller>>;
  readonly others: Readonly<Record<string, Caller>>;
}

const anyUse: readonly Use[] = ['pull', 'push', 'read'];
const principals: Record<string, ConsumerCase> = {
  account: {
    consumer: ImageConsumer.account(them),
    uses: anyUse,
    named: {
      'a role of it': role(them, 'ci'),
      'a user of it': user(them, 'bob'),
      'a session of it': session(them, 'ci'),
    },
    others: {
      'a role of it that may do nothing there': unaided(role(them, 'ci')),
      'Lambda for it': lambda(them),
      'CodeBuild for it': codeBuild(them),
    },
  },
  role: {
    consumer: ImageConsumer.role(`arn:aws:iam::${them}:role/ci`),
    uses: anyUse,
    named: { it: role(them, 'ci'), 'a session of it': session(them, 'ci') },
    others: {
      'a role that starts alike': role(them, 'ci-evil'),
      'a role in another letter case': role(them, 'CI'),
      'a role of that name in a path': role(them, 'evil/ci'),
      'a user of that name': user(them, 'ci'),
      'a session of that name of another role': session(them, 'evil', 'ci'),
      'a session of a role that starts alike': session(them, 'ci-evil'),
      'a session of that role in another account': session(others, 'ci'),
    },
  },
  user: {
    consumer: ImageConsumer.user(`arn:aws:iam::${them}:user/bob`),
    uses: anyUse,
    named: { it: user(them, 'bob') },
    others: {
      'a user that starts alike': user(them, 'bobby'),
      'a role of that name': role(them, 'bob'),
      'a session of that name': session(them, 'x', 'bob'),
      'a user of that name in another account': user(others, 'bob'),
    },
  },
  'tagged principals of an account': {
    consumer: ImageConsumer.tagged('team', 'web', { accountId: them }),
    uses: anyUse,
    named: {
      'a role with the tag': tagged(them, { team: 'web' }),
      'one with more tags': tagged(them, { a: 'b', team: 'web' }),
    },
    others: {
      'a role without the tag': role(them, 'ci'),
      'a role with another value': tagged(them, { team: 'db' }),
      'a role with a value that starts alike': tagged(them, { team: 'web-evil' }),
      'a role with the value in another letter case': tagged(them, { team: 'Web' }),
      'a role with the value under another key': tagged(them, { teams: 'web' }),
      'a role of another account with the tag': tagged(others, { team: 'web' }),
      'a role with the tag that may do nothing there': unaided(tagged(them, { team: 'web' })),
    },
  },
};

const ofThem: Context = { 'aws:PrincipalOrgID': organization };
const many: Record<string, ConsumerCase> = {
  organization: {
    consumer: ImageConsumer.organization(organization),
    uses: ['pull', 'read'],
    named: { 'a member': member(organization), 'a user who is one': user(them, 'bob', ofThem) },
    others: {
      'a member of one that starts alike': member(`${organization}x`),
      'a member who may do nothing there': unaided(member(organization)),
      'Lambda for it': lambda(them, region, { 'aws:SourceOrgID': organization }),
    },
  },
  'tagged principals of an organization': {
    consumer: ImageConsumer.tagged('team', 'web', { organizationId: organization }),
    uses: ['pull', 'read'],
    named: { 'a member with the tag': tagged(them, { team: 'web' }, ofThem) },
    others: {
      'a member without the tag': member(organization),
      'a member with another value': tagged(them, { team: 'db' }, ofThem),
      'one of another organization with the tag': tagged(
        them,
        { team: 'web' },
        { 'aws:PrincipalOrgID': otherOrganization },
      ),
      'one of no organization with the tag': tagged(them, { team: 'web' }),
    },
  },
  'organizational unit': {
    consumer: ImageConsumer.organizationalUnit(unit),
    uses: ['pull', 'read'],
    named: {
      'a role of the unit': memberAt(`${unit}/`),
      'a role of a unit below': memberAt(`${unit}/ou-ab12-22222222/`),
      'a role two units below': memberAt(`${unit}/ou-ab12-22222222/ou-ab12-33333333/`),
    },
    others: {
      'a unit beside whose id starts alike': memberAt(`${unit}2/`),
      'a unit beside': memberAt(`${organization}/r-ab12/ou-ab12-22222222/`),
      'the root above': memberAt(`${organization}/r-ab12/`),
      'a unit of that id under another root': memberAt(`${organization}/r-zz99/ou-ab12-11111111/`),
      'a unit of that id in another organization': memberAt(`${otherOrganization}/r-ab12/ou-ab12-11111111/`),
      'a unit below another unit': memberAt(`${organization}/r-ab12/ou-ab12-99999999/ou-ab12-11111111/`),
      'a member whose path is not known': member(organization),
      'one of no organization': role(others, 'x'),
    },
  },
};

const sageMaker = (context: Context = {}) => service('sagemaker.amazonaws.com', context);
const model = (id: string, name = 'one', at = region) => `arn:aws:sagemaker:${at}:${id}:model/${name}`;
const bothSources = { 'aws:SourceAccount': them, 'aws:SourceArn': model(them), 'aws:SourceOrgID': organization };

const services: Record<string, ConsumerCase> = {
  lambda: {
    consumer: ImageConsumer.lambda(them),
    uses: ['pull'],
    named: { 'Lambda for its functions': lambda(them), 'a role of it that makes the function': role(them, 'deployer') },
    others: {
      'Lambda for functions of another Region': lambda(them, 'us-east-1'),
      'Lambda without a source': service('lambda.amazonaws.com'),
      'Lambda for a layer': service('lambda.amazonaws.com', {
        'aws:SourceArn': `arn:aws:lambda:${region}:${them}:layer:x`,
      }),
      'another service for its functions': service('ecs.amazonaws.com', {
        'aws:SourceArn': `arn:aws:lambda:${region}:${them}:function:app`,
      }),
    },
  },
  'Lambda of an organization': {
    consumer: ImageConsumer.lambdaOfOrganization(organization),
    uses: ['pull'],
    named: {
      'Lambda for functions of a member': lambda(them, region, { 'aws:SourceOrgID': organization }),
      'a member that makes the function': member(organization),
    },
    others: {
      'Lambda for another organization': lambda(them, region, { 'aws:SourceOrgID': otherOrganization }),
      'Lambda for functions of another Region': lambda(them, 'us-east-1', { 'aws:SourceOrgID': organization }),
      'Lambda for an account of no organization': lambda(them),
      'Lambda for no function': service('lambda.amazonaws.com', { 'aws:SourceOrgID': organization }),
      'another service for functions of a member': service('ecs.amazonaws.com', {
        'aws:SourceArn': `arn:aws:lambda:${region}:${them}:function:app`,
        'aws:SourceOrgID': organization,
      }),
    },
  },
  codeBuild: {
    consumer: ImageConsumer.codeBuild(them),
    uses: ['pull'],
    named: { 'CodeBuild for its projects': codeBuild(them) },
    others: {
      'CodeBuild without a source': service('codebuild.amazonaws.com'),
      'a role of it': role(them, 'ci'),
      'another service for it': service('codepipeline.amazonaws.com', { 'aws:SourceAccount': them }),
    },
  },
  'service for an account': {
    consumer: ImageConsumer.service('sagemaker.amazonaws.com', { sourceAccount: them }),
    uses: ['pull'],
    named: { 'it for that account': sageMaker({ 'aws:SourceAccount': them }) },
    others: {
      'it for another account': sageMaker({ 'aws:SourceAccount': others }),
      'another service for that account': codeBuild(them),
      'a role of that account': role(them, 'ci'),
    },
  },
  'service for ARNs': {
    consumer: ImageConsumer.service('sagemaker.amazonaws.com', { sourceArn: model(them, 'web-*') }),
    uses: ['pull'],
    named: { 'it for such a model': sageMaker({ 'aws:SourceArn': model(them, 'web-1') }) },
    others: {
      'it for another model': sageMaker({ 'aws:SourceArn': model(them, 'db') }),
      'it for a model of another account': sageMaker({ 'aws:SourceArn': model(others, 'web-1') }),
      'it for a model of another Region': sageMaker({ 'aws:SourceArn': model(them, 'web-1', 'us-east-1') }),
      'it for the account as a whole': sageMaker({ 'aws:SourceAccount': them }),
      'another service for such a model': service('ecs.amazonaws.com', { 'aws:SourceArn': model(them, 'web-1') }),
    },
  },
  'service for an organization': {
    consumer: ImageConsumer.service('sagemaker.amazonaws.com', { sourceOrganization: organization }),
    uses: ['pull'],
    named: { 'it for a member': sageMaker({ 'aws:SourceOrgID': organization }) },
    others: {
      'it for another organization': sageMaker({ 'aws:SourceOrgID': otherOrganization }),
      'it for an organization that starts alike': sageMaker({ 'aws:SourceOrgID': `${organization}x` }),
      'a member itself': member(organization),
    },
  },
  'service for all of these': {
    consumer: ImageConsumer.service('sagemaker.amazonaws.com', {
      sourceAccount: them,
      sourceArn: model(them),
      sourceOrganization: organization,
    }),
    uses: ['pull'],
    named: { 'it with all of them': sageMaker(bothSources) },
    others: {
      'it for another account': sageMaker({ ...bothSources, 'aws:SourceAccount': others }),
      'it for another model': sageMaker({ ...bothSources, 'aws:SourceArn': model(them, 'two') }),
      'it for another organization': sageMaker({ ...bothSources, 'aws:SourceOrgID': otherOrganization }),
      'it for the account alone': sageMaker({ 'aws:SourceAccount': them }),
    },
  },
};

const withStrangers = ([name, one]: [string, ConsumerCase]): [string, ConsumerCase] => [
  name,
  { ...one, others: { ...strangers, ...one.others } },
];

/** Every kind of consumer that there is. */
export const consumerCases: readonly [name: string, one: ConsumerCase][] = Object.entries({
  ...principals,
  ...many,
  ...services,
}).map(withStrangers);
